"""Project files for tests, written as Microsoft Project does, and their import."""

from __future__ import annotations

import re
from pathlib import Path

from addin.book.file.book import FileBook
from addin.commands.importing import import_rows
from addin.outcome import Outcome
from tests.helpers.books import NOW
from tests.helpers.plans import plan_of
from udfs.values import CellValue


def work_week(*days: int) -> str:
    shifts = "".join(
        f"<WorkingTime><FromTime>{opens}</FromTime><ToTime>{closes}</ToTime></WorkingTime>"
        for opens, closes in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
    )
    return "".join(
        f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(day in days)}</DayWorking>"
        + (f"<WorkingTimes>{shifts}</WorkingTimes>" if day in days else "")
        + "</WeekDay>"
        for day in range(1, 8)
    )


WEEK = work_week(2, 3, 4, 5, 6)


def task(uid: int, name: str, level: int, start: str, finish: str, duration: str, *more: str, form: int = 7) -> str:
    """Return a task as Project writes it: many fields that say nothing, and some that do, which stand for the usual ones."""
    usual = f"""
    <Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><Active>1</Active><Manual>0</Manual><Type>0</Type><IsNull>0</IsNull>
      <CreateDate>2026-11-02T09:00:00</CreateDate><WBS>{uid}</WBS><OutlineNumber>{uid}</OutlineNumber>
      <OutlineLevel>{level}</OutlineLevel><Priority>500</Priority><Start>{start}T08:00:00</Start><Finish>{finish}T17:00:00</Finish>
      <Duration>{duration}</Duration><ManualStart>{start}T08:00:00</ManualStart><DurationFormat>{form}</DurationFormat>
      <Work>PT0H0M0S</Work><ResumeValid>0</ResumeValid><EffortDriven>0</EffortDriven><Recurring>0</Recurring>
      <Estimated>0</Estimated><Milestone>0</Milestone><DisplayAsSummary>0</DisplayAsSummary><Critical>0</Critical>
      <FixedCost>0</FixedCost><FixedCostAccrual>3</FixedCostAccrual><PercentComplete>0</PercentComplete><Cost>0</Cost>
      <ConstraintType>0</ConstraintType><CalendarUID>-1</CalendarUID><LevelAssignments>1</LevelAssignments>
      <IsPublished>1</IsPublished><CommitmentType>0</CommitmentType></Task>"""
    given = "".join(more)
    for element in re.findall(r"<(\w+)>", given):
        usual = re.sub(rf"<{element}>[^<]*</{element}>", "", usual)
    return usual.replace("<IsPublished>", given + "<IsPublished>")


def link(before: int, kind: int = 1, lag: int = 0, form: int = 7, *more: str) -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>{kind}</Type><CrossProject>0</CrossProject>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{form}</LagFormat>{''.join(more)}</PredecessorLink>"
    )


def limit(kind: int, day: str = "") -> str:
    return f"<ConstraintType>{kind}</ConstraintType>" + (
        f"<ConstraintDate>{day}T08:00:00</ConstraintDate>" if day else ""
    )


def project(tasks: str, rest: str = "", fields: str = "", calendars: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion><Name>新仓.xml</Name><Title>新仓启用</Title>
  <ScheduleFromStart>1</ScheduleFromStart><StartDate>2026-11-23T08:00:00</StartDate><CurrencyCode>CNY</CurrencyCode>
  <CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>
  <NewTasksAreManual>1</NewTasksAreManual><OutlineCodes/><WBSMasks/><ExtendedAttributes>{fields}</ExtendedAttributes>
  <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>0</BaseCalendarUID>
    <WeekDays>{WEEK}</WeekDays></Calendar>{calendars}</Calendars>
  <Tasks>{tasks}</Tasks>{rest}</Project>"""


def custom(number: int, name: str, alias: str = "") -> str:
    words = f"<Alias>{alias}</Alias>" if alias else ""
    return f"<ExtendedAttribute><FieldID>{number}</FieldID><FieldName>{name}</FieldName>{words}</ExtendedAttribute>"


def value(number: int, text: str) -> str:
    return f"<ExtendedAttribute><FieldID>{number}</FieldID><Value>{text}</Value></ExtendedAttribute>"


def imported(
    folder: Path, text: str, name: str = "计划.xml", **options: object
) -> tuple[dict[str, list[CellValue]], Outcome]:
    """Import a file into a new plan; return its columns and what was told."""
    source = folder / name
    source.write_bytes(text.encode("utf-8"))
    target = plan_of(folder, [])
    outcome = import_rows(FileBook(target, writing=True), NOW, source, **options)  # type: ignore[arg-type]
    data = FileBook(target).view("tasks").data
    return {key: [values[i] for i in data.records()] for key, values in data.columns.items()}, outcome


def messages(outcome: Outcome, code: str) -> list[str]:
    return [finding.what("zh") for finding in outcome.findings if finding.problem.code == code]
