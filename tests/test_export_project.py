"""`export --mspdi`: a file that Microsoft Project reads, with the same days, and that comes back as it went."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.export import export
from addin.commands.importing import import_rows
from addin.commands.schedule import schedule
from addin.outcome import Outcome
from tests.helpers.books import NOW, TASK, blank, demo
from tests.helpers.desk import At, FileDesk
from tests.helpers.examples import on_files
from tests.helpers.plans import CALENDARS, Rows, odd_plans, plan_of, sound_plans
from udfs.values import CellValue
from workbook_templates.names import TemplateKey
from workbook_templates.tables.tasks import TASKS

SPACE = {"p": "http://schemas.microsoft.com/project"}
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "data" / "mspdi.xsd"))
MONDAY = date(2026, 11, 23)
MILESTONE = {"duration": 0}


def plan(folder: Path, *rows: Mapping[str, CellValue]) -> Path:
    numbered = [{**TASK, "id": f"T-{i:03}", "start": MONDAY, **row} for i, row in enumerate(rows, 1)]
    return plan_of(folder, numbered)


def exported(path: Path, *, scheduled: bool = True) -> tuple[Any, Outcome]:
    if scheduled:
        schedule(FileBook(path, writing=True), NOW, partial=True)
    outcome = export(FileBook(path), NOW, path.parent, "计划", with_mspdi=True)
    root = etree.parse(outcome.files[0]).getroot()
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root, outcome


def tasks(root: Any) -> list[dict[str, Any]]:
    """Return every task: its plain elements, links as tuples, custom fields by number."""
    results = []
    for task in root.findall("p:Tasks/p:Task", SPACE):
        built: dict[str, Any] = {etree.QName(child).localname: child.text for child in task if not len(child)}
        built["links"] = [tuple(part.text for part in link) for link in task.findall("p:PredecessorLink", SPACE)]
        built["custom"] = {
            field.findtext("p:FieldID", "", SPACE): field.findtext("p:Value", "", SPACE)
            for field in task.findall("p:ExtendedAttribute", SPACE)
        }
        results.append(built)
    return results


def column(path: Path, key: str) -> list[CellValue]:
    data = FileBook(path).view("tasks").data
    return [data[key][i] for i in data.records()]


# --- what the file says ----------------------------------------------------------------------------------------------


def test_a_plan_of_the_demo_is_valid_and_complete(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PLAN)
    root, outcome = exported(path)
    assert root.findtext("p:Name", "", SPACE) == "计划"
    results = tasks(root)
    assert [task["Name"] for task in results] == column(path, "what")
    starts, ends = column(path, "start"), column(path, "finish")
    lasting = [str(day) for day, length in zip(starts, column(path, "duration"), strict=True) if length]
    assert [task["Start"][:10] for task in results if task["Milestone"] == "0"][2:] == lasting[2:]
    actual = [str(done or day) for done, day in zip(column(path, "done_on"), ends, strict=True)]
    assert [task["Finish"][:10] for task in results[2:]] == actual[2:]
    assert {
        resource.findtext("p:Name", "", SPACE) for resource in root.findall("p:Resources/p:Resource", SPACE)
    } == set(column(path, "owner"))
    assert len(root.findall("p:Assignments/p:Assignment", SPACE)) == len(results)
    assert "计划.xml" in outcome.message.zh


def test_links_lags_and_buffers(tmp_path: Path) -> None:
    path = plan(
        tmp_path, {"buffer": 2}, {"predecessors": "T-001"}, {"predecessors": "T-001FF-1"}, {"predecessors": "T-001SS+3"},
        {"predecessors": "T-002SF, T-001FS+1"},
    )  # fmt: skip
    root, _ = exported(path)
    results = tasks(root)
    # PredecessorUID, Type (FF 0, FS 1, SF 2, SS 3), CrossProject, LinkLag in tenths of minutes, LagFormat days
    assert [task["links"] for task in results] == [
        [],
        [("1", "1", "0", "9600", "7")],
        [("1", "0", "0", "4800", "7")],
        [("1", "3", "0", "14400", "7")],
        [("2", "2", "0", "0", "7"), ("1", "1", "0", "14400", "7")],
    ]
    assert results[0]["custom"]["188743767"] == "2"


def test_limits_become_constraints_and_deadlines(tmp_path: Path) -> None:
    later = MONDAY + timedelta(days=14)
    path = plan(
        tmp_path,
        {"duration": 5},
        {"predecessors": "T-001", "not_after": later},
        {"finish_on": later, "predecessors": "T-001"},
        {"predecessors": "T-001", "not_before": MONDAY},
        {"predecessors": "T-001", "not_before": later},
    )
    root, _ = exported(path)
    messages = [(task["ConstraintType"], task.get("ConstraintDate"), task.get("Deadline")) for task in tasks(root)]
    assert messages == [
        ("4", "2026-11-23T08:00:00", None),
        ("0", None, "2026-12-07T17:00:00"),
        ("3", "2026-12-07T17:00:00", None),
        ("4", "2026-11-23T08:00:00", None),
        ("4", "2026-12-07T08:00:00", None),
    ]
    assert root.findtext("p:HonorConstraints", "", SPACE) == "0"


def test_facts_milestones_and_held_tasks(tmp_path: Path) -> None:
    past = date(2026, 11, 9)
    path = plan(
        tmp_path,
        {"start": past, "duration": 3, "done_on": date(2026, 11, 12)},
        {"start": past, "duration": 10, "progress": 0.5},
        {**MILESTONE, "predecessors": "T-002"},
        {"held": "暂停"},
        {"held": "取消", "predecessors": "T-002"},
        {"predecessors": "T-004"},
    )
    root, _ = exported(path)
    done, begun, milestone, paused, cancelled, follower = tasks(root)
    assert (done["ActualStart"], done["ActualFinish"], done["PercentComplete"], done["Duration"]) == (
        "2026-11-09T08:00:00", "2026-11-12T17:00:00", "100", "PT32H0M0S",
    )  # fmt: skip
    assert (begun["ActualStart"], begun["PercentComplete"], begun["ActualDuration"], begun["RemainingDuration"]) == (
        "2026-11-09T08:00:00", "50", "PT40H0M0S", "PT40H0M0S",
    )  # fmt: skip
    assert "ActualFinish" not in begun
    assert (milestone["Milestone"], milestone["Duration"], milestone["Start"]) == ("1", "PT0H0M0S", milestone["Finish"])
    assert (paused["Active"], cancelled["Active"], follower["Active"]) == ("0", "0", "1")
    assert (paused["custom"]["188743998"], cancelled["custom"]["188743998"]) == ("暂停", "取消")
    assert follower["links"]
    assert follower["Start"][:10] == str(column(path, "start")[5])


def test_calendars_carry_holidays_in_both_forms(tmp_path: Path) -> None:
    path = plan(tmp_path, {"calendar": CALENDARS[1]}, {})
    root, _ = exported(path)
    content = {
        calendar.findtext("p:Name", "", SPACE): calendar for calendar in root.findall("p:Calendars/p:Calendar", SPACE)
    }
    assert set(content) == {*CALENDARS, "陈涛"}
    assert tasks(root)[0]["CalendarUID"] == content[CALENDARS[1]].findtext("p:UID", "", SPACE)
    assert tasks(root)[1]["CalendarUID"] == "-1"
    week = {CALENDARS[0]: range(1, 6), CALENDARS[1]: range(1, 7), CALENDARS[2]: range(1, 8)}
    for name, worked in week.items():
        usual = {
            int(day.findtext("p:DayType", "", SPACE)): day.findtext("p:DayWorking", "", SPACE) == "1"
            for day in content[name].findall("p:WeekDays/p:WeekDay", SPACE)
            if day.findtext("p:DayType", "", SPACE) != "0"
        }
        assert {day for day, works in usual.items() if works} == {day % 7 + 1 for day in worked}
        older = content[name].xpath("p:WeekDays/p:WeekDay[p:DayType=0]", namespaces=SPACE)
        newer = content[name].findall("p:Exceptions/p:Exception", SPACE)
        assert [spanned(entry) for entry in older] == [spanned(entry) for entry in newer]
        changed = {day: works for entry in newer for day, works in spanned(entry)}
        day = date(2026, 1, 1)
        while name == CALENDARS[0] and day < date(2027, 1, 1):
            works = changed.get(day, usual[day.isoweekday() % 7 + 1])
            assert works == chinese_calendar.is_workday(day), day
            day += timedelta(days=1)
    assert not content[CALENDARS[2]].findall("p:Exceptions/p:Exception", SPACE)


def spanned(entry: Any) -> list[tuple[date, bool]]:
    first, last = (
        datetime.fromisoformat(entry.findtext(f"p:TimePeriod/p:{n}", "", SPACE)) for n in ("FromDate", "ToDate")
    )
    works = entry.findtext("p:DayWorking", "", SPACE) == "1"
    assert bool(entry.findall("p:WorkingTimes/p:WorkingTime", SPACE)) == works
    return [(first.date() + timedelta(days=i), works) for i in range((last.date() - first.date()).days + 1)]


def test_tasks_keep_their_unique_numbers_when_rows_move(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    first, _ = exported(plan(tmp_path, {"id": "T-007"}, {"id": "T-002"}, {"id": "甲"}))
    second, _ = exported(plan(tmp_path / "b", {"id": "T-002"}, {"id": "T-009"}, {"id": "T-007"}))
    assert [task["UID"] for task in tasks(first)] == ["7", "2", "8"]
    assert [task["UID"] for task in tasks(second)] == ["2", "9", "7"]
    assert [task["ID"] for task in tasks(second)] == ["1", "2", "3"]


def test_long_texts_stand_in_the_notes(tmp_path: Path) -> None:
    path = plan(tmp_path, {"how": "长" * 300, "notes": "记事", "what": "名" * 400})
    (task,) = tasks(exported(path)[0])
    assert len(task["Name"]) <= 255
    assert task["custom"]["188743734"] == "长" * 254 + "…"
    assert task["Notes"].startswith("记事\n")
    assert "长" * 300 in task["Notes"]


def test_what_no_program_opens_is_left_out_and_reported(tmp_path: Path) -> None:
    path = plan(
        tmp_path,
        {"predecessors": "T-002"},
        {"predecessors": "T-001"},
        {"predecessors": "T-002, T-002SS+1"},
        {"predecessors": "T-999"},
    )
    root, outcome = exported(path)
    assert [len(task["links"]) for task in tasks(root)] == [0, 0, 1, 0]
    codes = [finding.problem.code for finding in outcome.findings]
    assert codes.count("cycle") == 2
    assert "link-once" in codes
    assert "predecessor-unknown" in codes


def test_a_plan_that_was_never_scheduled_goes_out_as_it_stands(tmp_path: Path) -> None:
    path = plan(tmp_path, {"duration": 5}, {"predecessors": "T-001"}, {"start": None, "duration": None})
    root, _ = exported(path, scheduled=False)
    results = tasks(root)
    assert [task.get("Start", "")[:10] for task in results] == ["2026-11-23", "2026-11-23", ""]
    assert (results[2]["Duration"], results[2]["Estimated"]) == ("PT8H0M0S", "1")


# --- round trips -----------------------------------------------------------------------------------------------------


def returned(file: Path, folder: Path) -> Path:
    """Import a project file into a new workbook."""
    target = plan_of(folder, [])
    import_rows(FileBook(target, writing=True), NOW, file)
    return target


def assert_same_plan(first: Path, second: Path) -> None:
    one, two = FileBook(first).view("tasks").data, FileBook(second).view("tasks").data
    assert len(one.records()) == len(two.records())
    for typed in TASKS.typed:
        for left, right in zip(
            (one[typed.key][i] for i in one.records()), (two[typed.key][i] for i in two.records()), strict=True
        ):
            assert left == right, typed.key
            assert isinstance(left, bool) == isinstance(right, bool)
            assert isinstance(left, datetime) == isinstance(right, datetime)


def placed(path: Path) -> list[Any]:
    from addin.planning.tasks import read_tasks

    session = Session(FileBook(path), "test", NOW)
    return read_tasks(session).placed(session)[0].placed


def round_trip(rows: Rows, factory: pytest.TempPathFactory, *, scheduled: bool = False) -> None:
    folder = factory.mktemp("trip")
    (folder / "neu").mkdir()
    path = plan_of(folder, rows)
    if scheduled:
        schedule(FileBook(path, writing=True), NOW, partial=True)
    export(FileBook(path), NOW, folder, "计划", with_mspdi=True)
    assert SCHEMA.validate(etree.parse(folder / "计划.xml")), SCHEMA.error_log
    second = returned(folder / "计划.xml", folder / "neu")
    assert_same_plan(path, second)
    assert placed(path) == placed(second)
    shutil.rmtree(folder)


@on_files(quick=10, deep=200, suppress_health_check=list(HealthCheck))
@given(sound_plans(), st.booleans())
def test_a_plan_comes_back_as_it_went(
    tmp_path_factory: pytest.TempPathFactory,
    rows: Rows,
    scheduled: bool,
) -> None:
    round_trip(rows, tmp_path_factory, scheduled=scheduled)


@on_files(quick=15, deep=300, suppress_health_check=list(HealthCheck))
@given(odd_plans())
def test_whatever_cells_hold_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: Rows) -> None:
    round_trip(rows, tmp_path_factory)


def test_a_scheduled_plan_comes_back_to_any_kind_of_book(desk: At, tmp_path: Path) -> None:
    first = demo(tmp_path, TemplateKey.PLAN)
    exported(first)
    (tmp_path / "neu").mkdir()
    book = desk(blank(tmp_path / "neu", TemplateKey.PLAN))
    book.run(import_rows, tmp_path / "计划.xml")
    one, two = FileBook(first).view("tasks").data, book.view("tasks").data
    for key in (typed.key for typed in TASKS.typed):
        assert [two[key][i] for i in two.records()] == [one[key][i] for i in one.records()], key


def test_no_start_is_asked_for_that_nobody_typed(tmp_path: Path) -> None:
    """Project starts a task where it began; the sheet's start, which is another day, was never moved by the schedule."""
    begun = {"start": date(2026, 11, 2), "started_on": date(2026, 11, 3)}
    first = plan(tmp_path, {**begun, "done_on": date(2026, 11, 11)}, begun, {"predecessors": "T-002"}, {"start": None})
    exported(first)
    (tmp_path / "neu").mkdir()
    second = returned(tmp_path / "计划.xml", tmp_path / "neu")
    for key in ("start", "asked"):
        assert column(second, key) == column(first, key), key


def test_an_english_plan_comes_back_into_a_chinese_workbook(tmp_path: Path) -> None:
    first = demo(tmp_path, TemplateKey.PLAN, "en")
    exported(first)
    (tmp_path / "neu").mkdir()
    second = returned(tmp_path / "计划.xml", tmp_path / "neu")
    for key in ("how", "target", "owner", "predecessors", "buffer", "duration"):
        assert column(second, key) == column(first, key)


def test_the_users_own_columns_go_along(tmp_path: Path) -> None:
    path = plan(tmp_path, {"risk": "甲的"}, {})
    FileDesk(path).rename("tasks", "风险", "我的列")
    root, _ = exported(path)
    assert "我的列" in [field.text for field in root.findall(".//p:Alias", SPACE)]
    (tmp_path / "neu").mkdir()
    second = returned(tmp_path / "计划.xml", tmp_path / "neu")
    assert column(second, "notes")[0] == "我的列: 甲的"


def test_what_was_changed_in_the_other_program_counts(tmp_path: Path) -> None:
    path = plan(
        tmp_path, {"buffer": 1, "how": "长" * 300, "start": None}, {"predecessors": "T-001、T-999", "notes": "旧"}
    )
    root, _ = exported(path)
    first, second = root.findall("p:Tasks/p:Task", SPACE)
    first.find("p:Name", SPACE).text = "改了名"
    first.find("p:Duration", SPACE).text = "PT64H0M0S"
    first.find("p:Start", SPACE).text = "2026-12-01T08:00:00"
    first.xpath("p:ExtendedAttribute[p:FieldID=188743734]/p:Value", namespaces=SPACE)[0].text = "改短了"
    second.find("p:PercentComplete", SPACE).text = "30"
    second.find("p:PredecessorLink/p:LinkLag", SPACE).text = "14400"
    (tmp_path / "改.xml").write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    (tmp_path / "neu").mkdir()
    target = returned(tmp_path / "改.xml", tmp_path / "neu")
    assert column(target, "what")[0] == "改了名"
    assert column(target, "duration") == [8, 5]
    assert column(target, "start")[0] == date(2026, 12, 1)
    assert column(target, "how")[0] == "改短了"
    assert "长" * 300 in str(column(target, "notes")[0])
    assert column(target, "progress")[1] == 0.3
    assert column(target, "predecessors")[1] == "T-001FS+2"
    assert column(target, "notes")[1] == "旧"
    assert column(target, "buffer")[0] == 1


def test_a_second_import_gets_numbers_of_its_own_and_links_follow(tmp_path: Path) -> None:
    path = plan(tmp_path, {}, {"predecessors": "T-001FS+2、T-099"}, {"predecessors": "T-002"})
    _, _ = exported(path)
    outcome = import_rows(FileBook(path, writing=True), NOW, tmp_path / "计划.xml")
    assert column(path, "id") == [f"T-{i:03}" for i in range(1, 7)]
    assert column(path, "predecessors")[3:] == [None, "T-004FS+2、T-099", "T-005"]
    assert [finding.problem.code for finding in outcome.findings].count("project-renumbered") == 3


# --- an independent program ------------------------------------------------------------------------------------------


def by_mpxj(files: list[Path]) -> list[dict[str, Any]]:
    if importlib.util.find_spec("mpxj") is None or shutil.which("java") is None:
        pytest.skip("MPXJ (pip install mpxj) or Java is not on this machine")
    command = [sys.executable, str(Path(__file__).parent / "helpers" / "mpxj_reads.py"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, env=os.environ)
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def test_mpxj_reads_the_demo_and_schedules_it_to_the_same_days(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PLAN)
    exported(path)
    (read,) = by_mpxj([tmp_path / "计划.xml"])
    numbers = column(path, "id")
    assert list(read["read"]) == numbers
    for key, name in (("what", "name"), ("how", "how"), ("duration", "days")):
        wanted = column(path, key)[1:] if key == "duration" else column(path, key)
        assert [task[name] for task in read["read"].values()][-len(wanted) :] == wanted
    assert [task["who"] for task in read["read"].values()] == [[name] for name in column(path, "owner")]
    for number, task in read["read"].items():
        again = read["scheduled"][number]
        assert (task["start"], task["finish"]) == (again["start"], again["finish"])
    year = {str(date(2026, 1, 1) + timedelta(days=i)) for i in range(365)}
    standard = {day for day in read["calendars"][CALENDARS[0]] if day in year}
    assert standard == {day for day in year if chinese_calendar.is_workday(date.fromisoformat(day))}


def test_mpxj_schedules_random_plans_to_the_same_days(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, built = tmp_path_factory.mktemp("random"), list[tuple[Path, Path]]()
    if importlib.util.find_spec("mpxj") is None:
        pytest.skip("MPXJ (pip install mpxj) is not on this machine")

    @seed(20261120)
    @settings(max_examples=12, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(sound_plans(facts=False))
    def make(rows: Rows) -> None:
        own = folder / str(len(built))
        own.mkdir()
        path = plan_of(own, rows)
        exported(path)
        built.append((path, own / "计划.xml"))

    make()
    for (path, _), read in zip(built, by_mpxj([file for _, file in built]), strict=True):
        numbers, starts, ends = (column(path, key) for key in ("id", "early_start", "early_finish"))
        for number, start, end, days in zip(numbers, starts, ends, column(path, "duration"), strict=True):
            task = read["scheduled"][str(number)]
            if days:
                assert (task["start"][:10], task["finish"][:10]) == (str(start), str(end)), (path, number)
