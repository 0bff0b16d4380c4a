"""What a returned workbook holds beside the rows that are merged: text outside tables, comments, settings, days off.

None of it is merged: a person decides. What we sent, and what the master has as well, is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.outside.items import beyond, items_outside
from addin.outside.reading import ItemKind, OutsideItem
from addin.outside.report import item_findings
from addin.sharing.copies import NOTICE, OWN_BAND, settings_of
from addin.sharing.snapshot import Sent
from udfs.problems import Finding, mailing
from udfs.values import CellValue, as_text, day_of, is_blank, is_kept, plain, same
from workbook_templates import geometry
from workbook_templates.catalogue import HOLIDAYS
from workbook_templates.settings import LABELS_OF_NAMES
from workbook_templates.tables.holidays import is_standard


class DayOff(NamedTuple):
    """A row of the sheet 节假日: its cell, the day (or what stands in its place) and the kind as texts."""

    sheet: str
    cell: str
    day: str
    kind: str
    name: str


def outside_copy(book: FileBook, sent: Sent | None) -> list[OutsideItem]:
    """Return what stands outside the tables of a returned workbook and was not sent."""
    known = (*OWN_BAND, *NOTICE, *(sent.notices or () if sent is not None else ()))
    items = items_outside(book, known)
    if sent is None or sent.notices is not None:
        return items
    # An older copy does not tell its notices from what was typed; they stand above the table.
    tops = (geometry.TITLE_ROW, geometry.SIGN_ROW, geometry.BAND_ROW)
    return [item for item in items if not (item.kind is ItemKind.TEXT and item.row in tops)]


def changed_settings(
    name: str, before: Mapping[str, Sequence[CellValue]], now: Mapping[str, Sequence[CellValue]]
) -> Iterator[Finding]:
    """Report the settings of a returned workbook that differ from those before."""
    for setting, old in before.items():
        new = now.get(setting, old)
        # By far the most frequent; values that Python alone takes for equal are of different types.
        if old == new and [*map(type, old)] == [*map(type, new)]:
            continue
        for was, value in _pairs(old, new):
            if not is_kept(was, value):
                yield mailing.SETTING_CHANGED.finding(name=name, column=LABELS_OF_NAMES[setting], value=as_text(value))


def _pairs(before: Sequence[CellValue], after: Sequence[CellValue]) -> Iterator[tuple[CellValue, CellValue]]:
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
    else:
        yield from ((None, value) for value in after if not any(same(value, old) for old in before))


def days_off(book: Book) -> list[DayOff]:
    """Return the rows of the sheet 节假日 that say something else than the published arrangement or the law."""
    if HOLIDAYS.name not in book.table_sheets():
        return []
    view = book.view(HOLIDAYS.key)
    days = []
    for i, (value, kind, name) in enumerate(zip(view.data["day"], view.data["kind"], view.data["name"], strict=True)):
        day = day_of(value)
        if (is_blank(value) and is_blank(kind)) or (day is not None and is_standard(day, plain(kind))):
            continue
        days.append(DayOff(view.sheet, view.cell("day", i), str(day or plain(value)), plain(kind), plain(name)))
    return days


class BesideRows:
    """Tells what returned workbooks hold beside their rows and the master does not; the master is read when needed."""

    def __init__(self, master: Book) -> None:
        self._master = master
        self._items: list[OutsideItem] | None = None

    def items(self, returned: Sequence[OutsideItem], *, sent: bool) -> list[OutsideItem]:
        """Return what a person put outside the tables of a file; what the master has, too, was not sent with a copy."""
        if sent or not returned or not isinstance(self._master, FileBook):
            return list(returned)
        if self._items is None:
            self._items = items_outside(self._master)
        return beyond(returned, self._items)

    def findings(
        self,
        name: str,
        items: Sequence[OutsideItem],
        days: Sequence[DayOff],
        settings: Mapping[str, Sequence[CellValue]],
    ) -> Iterator[Finding]:
        """Report what a file holds beside its rows.

        Args:
            name: the file.
            items: what `items` returns for it.
            days: its own days off and make-up days.
            settings: its settings, to be compared with the master's; empty if they were compared with what was sent.
        """
        yield from item_findings(items, name)
        if settings:
            yield from changed_settings(name, settings_of(self._master), settings)
        ours = {(day.day, day.kind.casefold()) for day in days_off(self._master)} if days else set()
        for day in days:
            if (day.day, day.kind.casefold()) not in ours:
                words = " ".join(part for part in (day.day, day.kind, day.name) if part)
                yield mailing.HOLIDAY_CHANGED.at(f"{name} · {day.sheet}", day.cell, value=words)
