"""Adding tables to a workbook on disk: what it has already, and taking over what is drawn for it.

What is there stays as it stands, whatever its owner has made of it: colours, notes, own entries of lists, taught spellings,
rows put in between. So nothing on 设置, 汇总 and 填写说明 is drawn anew or moved; what the new tables need goes below
everything that is on these sheets, charts and pictures included. Names say where it is, as they do for all the rest.
"""

from __future__ import annotations

from collections.abc import Collection

from addin.book.file.book import FileBook
from addin.leftovers import scratch_folder
from addin.xlsx.refs import sheet_and_range
from udfs.lang import Text
from workbook_templates.builder.addition import Addition, End, Present
from workbook_templates.catalogue import GUIDE_SHEET, HOLIDAYS, KNOWN_TABLES, SETTINGS_SHEET, SUMMARY_SHEET, TABLES
from workbook_templates.derived import DERIVED
from workbook_templates.lists import LISTS
from workbook_templates.reports.registry import TITLES
from workbook_templates.settings import (
    LABELS_OF_NAMES,
    MATRIX_NAME,
    MEASURES_NAME,
    SETTINGS,
    SPELLINGS_BLOCKS,
    SPELLINGS_NAME,
)
from workbook_templates.summary import PANELS

# What stands in a name in place of cells that are gone.
_GONE = "#REF!"


def present_in(book: FileBook) -> Present:
    """Return what a workbook has already; sheets are known by what stands on them, since people rename them."""
    tables = tuple(book.tables())
    views = {key: book.view(key) for key in tables}
    ends = settings, summary, guide = _ends(book)
    return Present(
        tables=tables,
        names=_own_names(book, {end.sheet for end in ends if end is not None}),
        headers={key: (view.data.table.name, view.headers) for key, view in views.items()},
        settings=settings,
        summary=summary,
        guide=guide,
        has_calendar=HOLIDAYS.name in book.table_sheets(),
    )


def _own_names(book: FileBook, others: Collection[str]) -> frozenset[str]:
    """Return the names that are ours: formulas, and cells on sheets of ours; others may be called alike by chance.

    Args:
        book: the workbook.
        others: the sheets of ours that are neither those of tables nor of reports.
    """
    ours = {sheet for name, sheet in book.table_sheets().items() if name in {t.name for t in KNOWN_TABLES.values()}}
    ours |= {*TITLES, *others}
    places = {name: book.workbook.area(name) for name in _live_names(book)}
    expected = _names_of(book.tables())
    return frozenset(n for n, place in places.items() if place is None or place[0] in ours or n in expected)


def _names_of(tables: Collection[str]) -> set[str]:
    """Return the names that go with tables, wherever somebody has moved their cells."""
    settings = {entry.name for entry in SETTINGS.values() if not set(entry.tables).isdisjoint(tables)}
    lists = {entry.name for entry in LISTS.values() if not set(entry.tables).isdisjoint(tables)}
    panels = {panel.area.name for key in tables for panel in PANELS[key]}
    return settings | lists | panels | {MATRIX_NAME, SPELLINGS_NAME, MEASURES_NAME, *SPELLINGS_BLOCKS}


def _live_names(book: FileBook) -> dict[str, str]:
    """Return names and what they stand for, without those whose cells went with their sheet."""
    sheets = set(book.sheets())
    names = {name.name: name.text for name in book.workbook.names.values() if _GONE not in name.text}
    places = {name: sheet_and_range(text) for name, text in names.items()}
    return {name: names[name] for name, place in places.items() if place is None or place[0] in sheets}


def names_otherwise(book: FileBook, present: Present, added: Addition) -> list[str]:
    """Return the names of the workbook that stand for something else than what is to be added under them."""
    shared = {entry.name for entry in DERIVED if not set(entry.tables).isdisjoint(present.tables)}
    wanted = {name.casefold(): text for name, text in added.names.items() if name not in shared}
    return [name for name, text in _live_names(book).items() if wanted.get(name.casefold(), text) != text]


def _ends(book: FileBook) -> tuple[End | None, End | None, End | None]:
    """Return 设置, 汇总 and 填写说明."""
    panels = (panel.area.name for panels in PANELS.values() for panel in panels)
    return _end(book, SETTINGS_SHEET, *LABELS_OF_NAMES), _end(book, SUMMARY_SHEET, *panels), _end(book, GUIDE_SHEET)


def _end(book: FileBook, title: Text, *names: str) -> End | None:
    """Return a sheet and its last row: the one that a name points to, else the one that is called so."""
    places = (place[0] for name in names if (place := book.workbook.area(name)) is not None)
    tables = set(book.table_sheets().values())
    named = (sheet for sheet in places if sheet not in tables)
    called = (sheet.name for sheet in book.workbook.sheets if sheet.has_cells and sheet.name in title)
    sheet = next(iter((*named, *called)), None)
    return None if sheet is None else End(sheet, book.workbook.bottom(sheet))


def take_over(book: FileBook, present: Present, added: Addition) -> None:
    """Take over what was drawn: tables behind the tables, reports behind the reports, the rest at the end."""
    ours = {table.name for table in TABLES.values()}
    tables = [sheet for name, sheet in book.table_sheets().items() if name in ours]
    reports = [sheet for sheet in book.sheets() if sheet in TITLES]
    summary = [present.summary.sheet] if present.summary else []
    order, known_names = list(book.sheets()), set(_live_names(book))
    with scratch_folder() as folder:
        donor = folder / "added.xlsx"
        donor.write_bytes(added.content)
        with book.workbook.grafting(donor) as work:
            for new, known in ((added.tables, tables), (added.reports, reports or summary), (added.others, [])):
                behind = max(known, key=order.index, default=None)
                for sheet in new:
                    work.take_sheet(sheet, behind=behind)
                    behind = sheet
            for sheet in added.below:
                work.take_below(sheet, book.workbook.part_of(sheet))
            work.take_names(known_names)
    for sheet, (_, last) in added.below.items():
        _print_down_to(book, sheet, last)


def _print_down_to(book: FileBook, sheet: str, last: int) -> None:
    """Let the print area of a sheet, where it has one, reach down to the added rows."""
    areas = book.print_area(sheet)
    if areas:
        *others, lowest = sorted(areas, key=lambda area: area.bottom)
        book.set_print_area(sheet, [*others, lowest._replace(bottom=max(lowest.bottom, last))])
