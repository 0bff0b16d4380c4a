"""From a foreign file to rows of a standard table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from addin.importing.grid import Grid, read_grids
from addin.importing.header import OWN, Match, find_header
from addin.importing.rows import Rows
from addin.importing.skipping import joined
from addin.xlsx import letters
from udfs.lang import Count, Lang, Text, listed
from udfs.levels import Spellings
from udfs.problems import Finding, RefusalError, files, imports
from udfs.values import CellValue, is_blank
from workbook_templates.catalogue import (
    BASE_SHEET,
    GUIDE_SHEET,
    KNOWN_TABLES,
    LOG_SHEET,
    SETTINGS_SHEET,
    SUMMARY_SHEET,
)
from workbook_templates.model import Table

_SHOWN = 10
# Sheets that stand in every workbook of ours are none that somebody has forgotten.
_OURS = {
    words
    for text in (
        SUMMARY_SHEET,
        SETTINGS_SHEET,
        GUIDE_SHEET,
        LOG_SHEET,
        BASE_SHEET,
        *(t.sheet for t in KNOWN_TABLES.values()),
    )
    for words in text
}


@dataclass(frozen=True)
class Imported:
    """The rows of a file, ready for a table.

    Attributes:
        rows: column key → value.
        mapping: the target of each column of the source.
        notes: what was kept as text, filled down or skipped.
        source: file and sheet that were read.
    """

    rows: list[dict[str, CellValue]]
    mapping: list[Match]
    notes: list[Finding]
    source: str


def read_rows(path: Path, table: Table, *, lang: Lang, spellings: Spellings, sheet: str | None = None) -> Imported:
    """Read a file's rows for a table.

    Args:
        path: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv or .txt.
        table: the standard table.
        lang: the workbook's language, for levels and the labels in the notes.
        spellings: what may be written for the levels.
        sheet: which sheet of the file; by default the one whose headings match best.

    Raises:
        RefusalError: the file cannot be read, or none of its rows has matching headings.
    """
    grids = read_grids(path)
    if sheet is not None:
        known = [grid.name for grid in grids]
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise RefusalError(files.NO_SHEET, name=path.name, wanted=sheet, known=", ".join(known))
    candidates = [(grid, header) for grid in grids if (header := find_header(grid, table)) is not None]
    if not candidates:
        raise RefusalError(imports.NO_HEADER, name=path.name, table=table.sheet)
    grid, (at, matches) = max(candidates, key=lambda pair: _fit(pair[1][1]))
    source = path.name if grid.name == path.name else f"{path.name} · {grid.name}"
    reader = Rows(table, matches, lang, spellings, grid, at)
    rows = [values for number, row in grid.rows[at + 1 :] if (values := reader.row(number, row)) is not None]
    if not rows:
        raise _nothing(path.name, reader.skipped)
    others = [
        (other, header) for other, header in candidates if other is not grid and 2 * _fit(header[1]) >= _fit(matches)
    ]
    named = {id(other) for other, _ in others} | {id(grid)}
    rest = [other for other in grids if id(other) not in named]
    is_ours = any(match.why == OWN for match in matches)
    notes = [*grid.notes, *_left(others), *_other_sheets(rest, _OURS if is_ours else frozenset())]
    notes += [*_above(grid, at), *_below(grid, grid.rows[at][0]), *reader.findings()]
    return Imported(rows, matches, notes, source)


def _nothing(name: str, lines: Sequence[str]) -> RefusalError:
    """Return the refusal of a sheet without rows; it names the lines that are none."""
    if not lines:
        return RefusalError(imports.NOTHING_TO_IMPORT, name=name)
    return RefusalError(imports.ONLY_LINES, name=name, count=len(lines), few=listed(lines, _SHOWN))


def _fit(matches: list[Match]) -> int:
    """Return how many columns of a sheet match a column of the table."""
    return sum(match.target is not None for match in matches)


def _left(others: list[tuple[Grid, tuple[int, list[Match]]]]) -> list[Finding]:
    """Report the sheets that could have been imported as well, such as those of other months."""
    counts = ((grid, sum(not all(map(is_blank, row)) for _, row in grid.rows[at + 1 :])) for grid, (at, _) in others)
    return [imports.SHEET_LEFT.at(grid.name, name=grid.name, count=count) for grid, count in counts if count]


def _other_sheets(grids: Sequence[Grid], known: Collection[str]) -> list[Finding]:
    """Report the sheets that hold something else."""
    counts = [(grid.name, sum(not all(map(is_blank, row)) for _, row in grid.rows)) for grid in grids]
    filled = [(name, count) for name, count in counts if count and name not in known]
    if not filled:
        return []
    names = Text(*(_named(filled, lang) for lang in range(2)))
    return [imports.OTHER_SHEETS.finding(count=len(filled), sheets=names)]


def _named(sheets: Sequence[tuple[str, int]], lang: int) -> str:
    rows = "{name}（{count} 行）", "{name} ({count:row/rows})"
    return listed((rows[lang].format(name=name, count=Count(count)) for name, count in sheets), _SHOWN)[lang]


def _below(grid: Grid, header: int) -> list[Finding]:
    """Report merged cells that were filled down, and formulas without a value, below the headings."""
    filled = [finding for row, finding in grid.filled if row > header]
    blank = [
        imports.FORMULA_WITHOUT_VALUE.at(grid.name, f"{letters(formula.col)}{formula.row}", value=formula.text)
        for formula in grid.formulas()
        if formula.row > header and not formula.valued
    ]
    return [*filled, *blank]


def _above(grid: Grid, header: int) -> list[Finding]:
    """Report the text above the headings, so that it is not lost silently."""
    why = Text("表头之上", "above the headings")
    texts = ((number, joined(row)) for number, row in grid.rows[:header])
    return [imports.ROW_SKIPPED.at(grid.name, row=number, why=why, value=text) for number, text in texts if text]
