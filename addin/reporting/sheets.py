"""Tables of a workbook as a document shows them."""

from __future__ import annotations

from collections.abc import Iterable

from addin.book.session import Session
from udfs.lang import Text, listed
from udfs.people import people_in, person_key
from udfs.problems import RefusalError, reporting
from udfs.rules import Kind
from workbook_templates.catalogue import TABLES
from workbook_templates.reports.extracts import shown


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


def counted(session: Session, table: str, key: str, rows: Iterable[int]) -> str:
    """Return how often each choice of a column occurs: those of the list on 设置 in its order, others behind them.

    Of people everybody counts whom a cell names.
    """
    data, lang = session.book.view(table).data, session.book.lang
    column = data.table.column(key)
    is_person = column.kind is Kind.PERSON
    fold = person_key if is_person else str.casefold
    counts: dict[str, tuple[str, int]] = {
        fold(name): (name, 0) for name in (session.context.settings.choices(column.choices) if column.choices else ())
    }
    missing = 0
    for row in rows:
        names = people_in(data[key][row]) if is_person else [shown(data[key][row])]
        if not any(names):
            missing += 1
            continue
        for name in names:
            first, count = counts.get(fold(name), (name, 0))
            counts[fold(name)] = (first, count + 1)
    pairs = [f"{name} {count}" for name, count in counts.values() if count]
    if missing:
        pairs.append(Text(f"未填 {missing}", f"blank {missing}").to(lang))
    return listed(pairs).to(lang)
