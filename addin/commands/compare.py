"""对比: the last periods of a measure with 同比 and 环比, its groups and its parts, in native charts."""

from __future__ import annotations

from datetime import datetime

from addin.book import settings_writer as steering
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from udfs.choices import meant
from udfs.lang import Text, listed
from udfs.monitoring.wording import fill
from udfs.problems import RefusalError, books, monitoring
from udfs.values import CellValue, as_text
from workbook_templates.monitoring import lines
from workbook_templates.monitoring_settings import COMPARED, PERIODS
from workbook_templates.reports import comparison as sheet
from workbook_templates.reports.comparison_shown import NO_GROUPS, Shown, shown
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.points import POINTS

_NAMED = 8
_MESSAGE = Text("{title}按{unit}：{sentence}", "{title} by {unit}: {sentence}")
_NO_PIE = Text("没有饼图：{why}", "no pie: {why}")


def compare(book: Book, now: datetime, measure: str | None = None, by: str | None = None) -> Outcome:
    """Draw the comparison of what stands on the sheet, or of what is asked for, which then stands there.

    Args:
        book: the workbook.
        now: the moment.
        measure: the number or name of a measure, a group behind it; an empty text for the usual one.
        by: 月, 周 or 日, in either language.
    """
    session = Session(book, "compare", now)
    for table in (MEASURES, POINTS):
        if table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
    if book.area(sheet.TABLE.name) is None:
        raise RefusalError(monitoring.COMPARE_NO_SHEET)
    values = session.context.settings.values
    if measure is not None and as_text(values[COMPARED.key]) != measure:
        steering.choose(session, COMPARED.key, measure or None)
    unit = meant(by, PERIODS.choices)
    if unit is not None and meant(values[PERIODS.key], PERIODS.choices) != unit:
        steering.choose(session, PERIODS.key, unit)
    seen = session.context.once(shown)
    if isinstance(seen, Text):
        raise _refused(session)
    session.identify()
    changed, session.findings = recalculate(session, fill=True)
    session.finish()
    return Outcome(_message(seen), session.findings, _listings(seen, session), changed)


def _refused(session: Session) -> RefusalError:
    area, value = session.book.area(COMPARED.name), as_text(session.context.settings.values[COMPARED.key])
    allowed = listed([line.title for line in session.context.lasting(lines)], _NAMED)
    if not value:
        return RefusalError(monitoring.COMPARE_NOTHING)
    where, cell = ("", "") if area is None else (area.sheet, area.cell())
    return RefusalError(monitoring.COMPARE_UNKNOWN, sheet=where, cell=cell, value=value, allowed=allowed)


def _message(seen: Shown) -> Text:
    words = fill(_MESSAGE, title=seen.line.title, unit=seen.unit.value, sentence=seen.sentences[0])
    words = Text(words.zh.rstrip("。"), words.en.rstrip("."))
    if seen.pie.refusal is None or seen.pie.refusal == NO_GROUPS:
        return words
    more = fill(_NO_PIE, why=seen.pie.refusal)
    return Text(f"{words.zh}；{more.zh}", f"{words.en}; {more.en}")


def _listings(seen: Shown, session: Session) -> list[Listing]:
    """Return the last periods, as on the sheet."""
    area = session.book.area(sheet.TABLE.name)
    if area is None:
        return []
    rows: list[tuple[CellValue | Text, ...]] = [
        tuple(cell.value for cell in line) for line in area.figures if line[0].value
    ]
    total, days, figure = sheet.named(seen)
    headings = (sheet.PERIOD, total, days, figure, sheet.YEAR, sheet.YOY, sheet.MOM, sheet.REMARK)
    return [Listing(sheet.COMPARISON.sheet, headings, rows)] if rows else []
