"""Adding tables to a workbook on disk: what it has already, and taking over what is drawn for it.

What is there stays as it stands, whatever its owner has made of it: colours, notes, own entries of lists, taught spellings,
rows put in between. So nothing on 设置, 汇总 and 填写说明 is drawn anew or moved; what the new tables need goes below
everything that is on these sheets, charts and pictures included. Names say where it is, as they do for all the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from addin.book.file.book import FileBook
from addin.leftovers import scratch_folder
from addin.xlsx.formulas import references
from addin.xlsx.refs import sheet_and_range
from udfs.lang import Text
from workbook_templates.builder.addition import Addition, End, Present
from workbook_templates.catalogue import GUIDE_SHEET, HOLIDAYS, KNOWN_TABLES, SETTINGS_SHEET, SUMMARY_SHEET, TABLES
from workbook_templates.derived import DERIVED
from workbook_templates.lists import LISTS
from workbook_templates.names import HOME_SHEET
from workbook_templates.reports.registry import REPORTS, TITLES
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
# Where a sheet stands among those of its kind, by what it is called in either language.
_TABLE_PLACES = {words: place for place, table in enumerate(TABLES.values()) for words in table.sheet}
_REPORT_PLACES = {words: place for place, report in enumerate(REPORTS) for words in report.sheet}


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
    return {name: text for name, text in names.items() if _sheets_of(text) <= sheets}


def _sheets_of(formula: str) -> set[str]:
    """Return the sheets that a formula refers to."""
    places = map(sheet_and_range, references(formula))
    return {place[0] for place in places if place is not None}


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
    """Take over what was drawn: 首页 in front, tables and reports in the order of the method, the rest before 填写说明."""
    of_names = {table.name: place for place, table in enumerate(TABLES.values())}
    tables = {sheet: of_names[name] for name, sheet in book.table_sheets().items() if name in of_names}
    first, front = book.sheets()[0], frozenset(added.in_front)
    reports = {
        sheet: _REPORT_PLACES[sheet] for sheet in book.sheets() if sheet in _REPORT_PLACES and sheet not in HOME_SHEET
    }
    if present.summary:
        reports[present.summary.sheet] = -1
    known_names = set(_live_names(book))
    with scratch_folder() as folder:
        donor = folder / "added.xlsx"
        donor.write_bytes(added.content)
        with book.workbook.grafting(donor) as work:
            for new, known, places in (
                (added.tables, tables, _TABLE_PLACES),
                ([sheet for sheet in added.reports if sheet not in front], reports, _REPORT_PLACES),
            ):
                for sheet in new:
                    behind, before = _neighbours(known, places[sheet])
                    work.take_sheet(sheet, behind=behind, before=before)
                    known[sheet] = places[sheet]
            for sheet in added.in_front:
                work.take_sheet(sheet, before=first)
            for sheet in added.others:
                work.take_sheet(sheet, before=present.guide and present.guide.sheet)
            for sheet in added.below:
                work.take_below(sheet, book.workbook.part_of(sheet))
            work.take_names(known_names)
            # They are of a sheet that went, and the new one of the same name holds something else in these cells.
            work.lose_names(_names_into(book, (*added.tables, *added.reports, *added.others)) - {*added.names})
    for sheet, (_, last) in added.below.items():
        _print_down_to(book, sheet, last)


def _neighbours(known: Mapping[str, int], place: int) -> tuple[str | None, str | None]:
    """Return the sheet that one of this place stands behind, and the one that it stands before where there is none such."""
    earlier = {sheet: other for sheet, other in known.items() if other < place}
    return max(earlier, key=earlier.__getitem__, default=None), min(known, key=known.__getitem__, default=None)


def _names_into(book: FileBook, sheets: Collection[str]) -> set[str]:
    """Return the names that stand for cells of sheets which the workbook does not have yet."""
    return {name.name for name in book.workbook.names.values() if not _sheets_of(name.text).isdisjoint(sheets)}


def _print_down_to(book: FileBook, sheet: str, last: int) -> None:
    """Let the print area of a sheet, where it has one, reach down to the added rows."""
    areas = book.print_area(sheet)
    if areas:
        *others, lowest = sorted(areas, key=lambda area: area.bottom)
        book.set_print_area(sheet, [*others, lowest._replace(bottom=max(lowest.bottom, last))])
