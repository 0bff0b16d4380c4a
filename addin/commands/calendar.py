"""节假日: brings the sheet 节假日 up to date: what is published in place of what is provisional, then the years ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.holidays import holiday_summary
from addin.commands.table import Request
from addin.outcome import Listing, Outcome
from addin.planning.days_off import DaysWritten, foresee, missing_days, missing_finding, publish, years_on_sheet
from udfs.lang import Count, Text, listed
from udfs.problems import Finding, RefusalError, books, calendars
from udfs.scheduling import statutory
from udfs.scheduling.workdays import KIND_OFF, KIND_ON
from udfs.values import CellValue
from workbook_templates.tables.holidays import HOLIDAYS, ListedDay, provisional, published, published_years


def calendar(book: Book, now: datetime, *, year: int | None = None, source: Path | None = None) -> Outcome:
    """Write published days off and make-up days; what a person has entered stays, and conflicts are reported.

    Args:
        book: the workbook.
        now: the moment, for the log.
        year: only this year.
        source: a published list; what this program knows where not given. Years that are not published get the days off
            that the law fixes, as provisional.
    """
    session = Session(book, "calendar", now)
    if session.context.published is None:
        raise RefusalError(books.SHEET_MISSING, name=HOLIDAYS.sheet)
    before = session.context.published
    settled: dict[int, DaysWritten] = {}
    ahead: dict[int, DaysWritten] = {}
    if source is not None:
        from addin.importing.days_off import read_days_off

        arrangement = read_days_off(source, year)
        session.findings += arrangement.findings
        settled = {each: publish(session, each, days) for each, days in arrangement.years.items()}
    else:
        years = _years(session) if year is None else [year]
        for each in years:
            days = _known(each)
            if days:
                settled[each] = publish(session, each, days)
            elif statutory.FIRST_YEAR <= each <= statutory.LAST_YEAR:
                ahead[each] = foresee(session, each)
            elif year is not None:
                raise _outside_law(year)
    session.findings += [finding for written in (*settled.values(), *ahead.values()) for finding in written.findings]
    session.read_again()
    session.findings += recalculate(session, fill=True).findings
    session.findings += holiday_summary(session)
    session.finish()
    after = session.context.published
    moved = after is not None and (before.off, before.on) != (after.off, after.on) and "tasks" in book.tables()
    return Outcome(_message(settled, ahead, moved=moved), session.findings, changed=_count(settled) + _count(ahead))


def days_shown(request: Request, *, year: int | None = None, source: Path | None = None) -> Outcome:
    """Show the days off and make-up days that `calendar` would write, where no workbook is given.

    Args:
        request: the moment and the language.
        year: only this year; of a list every year that it is about, else the present one.
        source: a published list; what this program knows where not given.
    """
    findings: list[Finding] = []
    if source is not None:
        from addin.importing.days_off import read_days_off

        arrangement = read_days_off(source, year)
        years, findings = arrangement.years, arrangement.findings
        for each, days in years.items():
            missing = missing_days(each, {day for day, _, _ in days})
            findings += [missing_finding(source.name, missing)] if missing else []
    else:
        year = request.now.year if year is None else year
        years = {year: _known(year) or provisional(year)}
        if not years[year]:
            raise _outside_law(year)
    listings = [_listing(each, days) for each, days in years.items()]
    return Outcome(_counted(years), findings, listings)


def _listing(year: int, days: Sequence[ListedDay]) -> Listing:
    """Return a year's days, a line for each run of days alike."""
    runs: list[tuple[date, date, Text, Text]] = []
    for day, kind, name in days:
        last = runs[-1] if runs else None
        if last is not None and last[2:] == (kind, name) and day - last[1] == timedelta(days=1):
            runs[-1] = (last[0], day, kind, name)
        else:
            runs.append((day, day, kind, name))
    headings = (Text("从", "From"), Text("到", "To"), Text("天数", "Days"), Text("类型", "Kind"), Text("名称", "Name"))
    rows: list[tuple[CellValue | Text, ...]] = [
        (first, last, (last - first).days + 1, kind, name) for first, last, kind, name in runs
    ]
    return Listing(Text(f"{year} 年的休和班", f"Days off and make-up days of {year}"), headings, rows)


def _counted(years: Mapping[int, Sequence[ListedDay]]) -> Text:
    counted = []
    for year, days in years.items():
        off, on = (Count(sum(kind is wanted for _, kind, _ in days)) for wanted in (KIND_OFF, KIND_ON))
        counted.append(
            Text(f"{year} 年：休 {off} 天，班 {on} 天", f"{year}: {off:day/days} off, {on:make-up day/make-up days}")
        )
    shown = Text("；".join(each.zh for each in counted), "; ".join(each.en for each in counted))
    return Text(
        f"{shown.zh}。没有给出工作簿，只列出、没有写入；要写入，请在 kaizen calendar 后面加上工作簿（.xlsx）",
        f"{shown.en}. No workbook was given, so the days are only shown; to write them, name the workbook (.xlsx) after "
        "kaizen calendar",
    )


def _outside_law(year: int) -> RefusalError:
    return RefusalError(calendars.YEAR_OUTSIDE_LAW, year=year, first=statutory.FIRST_YEAR, last=statutory.LAST_YEAR)


def _years(session: Session) -> list[int]:
    """Return the years to look after: those to come of which the sheet has nothing, or provisional days only."""
    present = years_on_sheet(session)
    calendar_ = session.context.published
    last = session.today.year if calendar_ is None else calendar_.last.year
    ahead = range(session.today.year, max(last, session.today.year) + 1)
    return [year for year in ahead if present.get(year, True)]


def _known(year: int) -> list[ListedDay]:
    """Return the published days of a year, as far as this program knows them."""
    return [entry for entry in published(year) if entry[0].year == year] if year in published_years() else []


def _count(years: dict[int, DaysWritten]) -> int:
    return sum(written.added + written.replaced for written in years.values())


def _message(settled: dict[int, DaysWritten], ahead: dict[int, DaysWritten], *, moved: bool) -> Text:
    parts: list[Text] = []
    if settled:
        years = listed(map(str, settled))
        added, replaced = (sum(getattr(w, key) for w in settled.values()) for key in ("added", "replaced"))
        parts.append(Text(
            f"{years.zh} 年已按公布的安排填好：新增 {added} 天，替换暂定 {replaced} 天",
            f"{years.en} as published: {Count(added):day/days} added, {Count(replaced):provisional day/provisional days} replaced",
        ))  # fmt: skip
    if ahead:
        years = listed(map(str, ahead))
        parts.append(
            Text(f"{years.zh} 年尚未公布，按法律暂定", f"{years.en} not published yet: days off by law, provisional")
        )
    if not parts:
        parts.append(Text("“节假日”不用更新", "the sheet Holidays is up to date"))
    if moved:
        parts.append(Text("工作日变了，请重新排期", "working days have changed, so schedule again"))
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
