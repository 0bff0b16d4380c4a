"""Cells and tables of a workbook as a report shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from addin.book.session import Session
from addin.reporting.model import Bullets, Column, Field, Grid, SignOff
from udfs.lang import Text, listed
from udfs.problems import Finding, RefusalError, reporting
from udfs.rules import Kind
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, trim
from workbook_templates.catalogue import TABLES
from workbook_templates.context import TableData

SIGNATURES = tuple(
    Text(*pair) for pair in (("编制", "Prepared"), ("审核", "Reviewed"), ("批准", "Approved"), ("日期", "Date"))
)
NO_VALUE = "—"
_CENTRED = {
    Kind.ID,
    Kind.LEVEL,
    Kind.DATE,
    Kind.PERCENT,
    Kind.WORKDAYS,
    Kind.PERSON,
    Kind.CHOICE,
    Kind.NUMBER,
    Kind.SCORE,
}
_PERCENT = 100


def shown(value: CellValue, kind: Kind = Kind.TEXT) -> str:
    """Return a cell as people read it: days without a time, shares as percentages."""
    if is_blank(value):
        return ""
    if kind is Kind.PERCENT and is_number(value):
        return f"{as_text(round(_PERCENT * value, 1))}%"
    day = day_of(value) if kind is Kind.DATE else None
    return day.isoformat() if day is not None else as_text(value).strip()


def filled_rows(session: Session, table: str) -> list[int]:
    """Return the rows of a table that hold something.

    Raises:
        RefusalError: there are none, or the workbook has no such table.
    """
    filled = session.book.view(table).data.filled()
    rows = [place for place, there in enumerate(filled) if there]
    if not rows:
        raise RefusalError(reporting.NOTHING_TO_REPORT, table=TABLES[table].sheet)
    return rows


def label_of(session: Session, table: str, key: str) -> str:
    """Return the heading of a column."""
    return TABLES[table].column(key).label.to(session.book.lang)


def grid_of(
    session: Session, data: TableData, rows: Iterable[int], columns: Sequence[tuple[str, float]], blank: str = ""
) -> Grid:
    """Return columns of a table, each with its share of the width; `blank` stands in cells that hold nothing."""
    listed = [(data.table.column(key), width) for key, width in columns]
    heads = tuple(
        Column(column.label.to(session.book.lang), width, column.kind in _CENTRED) for column, width in listed
    )
    texts = (tuple(Field(shown(data[column.key][row], column.kind) or blank) for column, _ in listed) for row in rows)
    return Grid(heads, tuple(texts))


def used(data: TableData, rows: Iterable[int], columns: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the columns that hold anything in these rows."""
    places = [*rows]
    return [(key, width) for key, width in columns if any(not is_blank(data[key][row]) for row in places)]


def findings_as_bullets(findings: Sequence[Finding], session: Session) -> Bullets:
    """Return what is still to be put right, each with its cell."""
    lang = session.book.lang
    first, stop = ("：", "。") if lang == "zh" else (": ", ". ")
    return Bullets(
        tuple(
            trim(f"{finding.where}{first}{finding.what(lang)}{stop}{_sentence(finding.fix(lang))}{stop}")
            for finding in findings
        )
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def sign_off(session: Session) -> SignOff:
    """Return the row to be signed in."""
    return SignOff(tuple(label.to(session.book.lang) for label in SIGNATURES))


def counted(session: Session, table: str, key: str, rows: Iterable[int]) -> str:
    """Return how often each choice of a column occurs: those of the list on 设置 in its order, others behind them."""
    data, lang = session.book.view(table).data, session.book.lang
    choices = data.table.column(key).choices
    counts: dict[str, tuple[str, int]] = {
        name.casefold(): (name, 0) for name in (session.context.settings.choices(choices) if choices else ())
    }
    missing = 0
    for row in rows:
        name = shown(data[key][row])
        if not name:
            missing += 1
            continue
        first, count = counts.get(name.casefold(), (name, 0))
        counts[name.casefold()] = (first, count + 1)
    pairs = [f"{name} {count}" for name, count in counts.values() if count]
    if missing:
        pairs.append(Text(f"未填 {missing}", f"blank {missing}").to(lang))
    return listed(pairs).to(lang)
