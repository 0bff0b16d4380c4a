"""帕累托: counts a column, draws what carries most of the weight, and says what could not be counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from addin.book import settings_writer as steering
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.lang import Count, Text, listed
from udfs.problems import Finding, RefusalError, charting
from udfs.spellings import parse_date
from udfs.statistics.pareto import SPLIT_OTHER, must_split_other
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates import pareto_settings as choices
from workbook_templates.catalogue import TABLES
from workbook_templates.headers import folded
from workbook_templates.model import Setting
from workbook_templates.reports import pareto as sheet
from workbook_templates.reports.pareto_counting import Drawn, drawn
from workbook_templates.reports.pareto_source import OTHER, Source, chosen, label_of, own_column, source

_SHARE = Text("累计占比", "Cumulative")
_COUNT = Text("数量", "Count")
_NAMED = 6


def pareto(
    book: Book,
    now: datetime,
    table: str | None = None,
    column: str | None = None,
    amount: str | None = None,
    issue: str | None = None,
    split: str | None = None,
    dates: str | None = None,
) -> Outcome:
    """Draw the Pareto chart: of what stands on the sheet, or of what is asked for, which then stands there.

    Args:
        book: the workbook.
        now: the moment.
        table: the table whose rows count; with this or any other choice those not given are the usual ones.
        column: the column of the labels.
        amount: the column that is summed; rows are counted where not given.
        issue: only the rows of this issue; `all` for every row.
        split: the first day of “after”.
        dates: the column of dates by which before and after are told.
    """
    session = Session(book, "pareto", now)
    table = _table_on(book, table)
    if book.area(sheet.TABLE.name) is None:
        raise RefusalError(charting.PARETO_NO_SHEET)
    asked = dict(zip(choices.OF_PARETO, (table, column, amount, issue, dates, split), strict=True))
    if any(value is not None for value in asked.values()):
        _choose(session, asked)
    if own := own_column(session.context):
        book.with_own(own)
    try:
        _refuse(session)
    except RefusalError as refusal:
        raise _placed(refusal, session) from None
    session.identify()
    changed, session.findings = recalculate(session, fill=True)
    shown = session.context.once(drawn)
    if isinstance(shown, RefusalError):
        raise shown
    session.findings += _findings(session, shown.source)
    session.finish()
    return Outcome(_message(shown, book), session.findings, _listings(shown), changed)


def _table_on(book: Book, words: str | None) -> str | None:
    """Return the key of the table on a sheet of that name, which people may have changed; else the words as they are."""
    sheets = {folded(sheet): name for name, sheet in book.table_sheets().items()}
    on_it = (key for key in book.tables() if TABLES[key].name == sheets.get(folded(words or "")))
    return next(on_it, words)


def _choose(session: Session, asked: dict[Setting, str | None]) -> None:
    """Let the choices on the sheet be what is asked for, in the workbook's own words."""
    settings, lang = session.context.settings, session.book.lang
    given: dict[str, CellValue] = {}
    for setting, value in asked.items():
        given[setting.key] = value if value is None or not setting.is_date else parse_date(value) or value
    # Nothing is written before all of it is understood.
    trial = replace(session.context, settings=replace(settings, values={**settings.values, **given}))
    if own := own_column(trial):
        session.book.with_own(own)
    choice = chosen(trial)
    words = {
        choices.TABLE: choice.table.sheet,
        choices.COLUMN: label_of(choice.table, choice.column),
        choices.SUM: label_of(choice.table, choice.amount) if choice.amount else None,
        choices.DATE: label_of(choice.table, choice.days) if choice.days else None,
        choices.ISSUE: None if choice.issue else choices.ALL_ROWS,
    }
    for setting in asked:
        known = words.get(setting)
        wanted = known.to(lang) if known and not is_blank(given[setting.key]) else given[setting.key]
        if as_text(settings.values[setting.key]) != as_text(wanted):
            steering.choose(session, setting.key, wanted)


def _refuse(session: Session) -> None:
    """Refuse choices that mean nothing, before anything is written."""
    counted_source = source(session.context)
    if counted_source.choice.issue and not any(counted_source.rows) and not counted_source.undated:
        raise RefusalError(
            charting.PARETO_NO_ROWS, table=counted_source.choice.table.sheet, value=counted_source.choice.issue
        )


def _placed(refusal: RefusalError, session: Session) -> RefusalError:
    """Return a refusal at the cell of the choice that it is about."""
    finding = refusal.finding
    for setting in choices.OF_PARETO:
        area = session.book.area(setting.name)
        if area is not None and plain(session.context.settings.values[setting.key]) == finding.args["value"]:
            return RefusalError(finding.problem, sheet=area.sheet, cell=area.cell(), **finding.args)
    return refusal


def _findings(session: Session, counted_source: Source) -> Iterator[Finding]:
    """Name every cell that could not be counted."""
    view = session.book.view(counted_source.choice.table.key)
    for key, row in counted_source.errors:
        yield view.finding(charting.PARETO_ERROR, key, row, value=as_text(view.data[key][row]))
    for problem, rows in (
        (charting.PARETO_NO_NUMBER, counted_source.no_numbers),
        (charting.PARETO_NEGATIVE, counted_source.negative),
    ):
        for row in rows:
            key = counted_source.choice.amount
            yield view.finding(problem, key, row, value=as_text(view.data[key][row]))


def _message(shown: Drawn, book: Book) -> Text:
    what = sheet.describe(shown.source.choice)
    if not shown.lines:
        return _and_left_out(Text(f"{what.zh}：没有可以计的行", f"{what.en}: no rows to count"), shown.source)
    vital = [label for label, is_vital in zip(shown.ranking.labels, shown.ranking.vital, strict=True) if is_vital]
    few = _few(vital, shown)
    zh = f"{what.zh}：{len(shown.lines)} 项，{few.zh}"
    en = f"{what.en}: {Count(len(shown.lines)):label/labels}, {few.en}"
    zh, en = _and_left_out(Text(zh, en), shown.source)
    if must_split_other(shown.ranking, OTHER.to(book.lang)) and shown.totals[0]:
        zh, en = f"{zh}；{SPLIT_OTHER.zh}", f"{en}; {SPLIT_OTHER.en}"
    return Text(zh, en)


def _few(vital: Sequence[str], shown: Drawn) -> Text:
    if vital:
        named = listed(vital, _NAMED)
        return Text(f"关键少数 {len(vital)} 项（{named.zh}）", f"vital few {len(vital)} ({named.en})")
    if shown.totals[0]:
        return Text("没有关键少数", "no vital few")
    zh, en = ("“前”合计为 0", "before comes to 0") if shown.compares else ("合计为 0", "the total is 0")
    return Text(f"{zh}，没有关键少数", f"no vital few: {en}")


def _and_left_out(message: Text, counted: Source) -> Text:
    """Add which rows have no label, and which do not count for want of a date."""
    zh, en = message
    if counted.blank:
        zh, en = f"{zh}；未填 {counted.blank} 行", f"{en}; {Count(counted.blank):row/rows} without a label"
    if counted.undated:
        zh, en = (
            f"{zh}；没有日期、没有计入 {counted.undated} 行",
            f"{en}; {Count(counted.undated):row/rows} without a date",
        )
    return Text(zh, en)


def _listings(shown: Drawn) -> list[Listing]:
    choice = shown.source.choice
    headings = [label_of(choice.table, choice.column), _COUNT, _SHARE]
    rows: list[tuple[CellValue | Text, ...]] = []
    for (label, before, after), share, vital in zip(
        shown.lines, shown.ranking.shares, shown.ranking.vital, strict=True
    ):
        line = (f"{sheet.VITAL} {label}" if vital else label, before, f"{share:.1%}")
        rows.append((*line, after) if shown.compares else line)
    if shown.compares:
        headings[1:2] = [sheet.BEFORE]
        headings.append(sheet.AFTER)
    return [Listing(sheet.PARETO.title, tuple(headings), rows)] if rows else []
