"""From a foreign file to rows of a standard table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from addin.importing.grid import Grid, read_grids
from addin.importing.header import OWN, Choices, Match, find_header, match_columns
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
from workbook_templates.headers import folded
from workbook_templates.model import Table
from workbook_templates.settings import Settings

_SHOWN, _HEADINGS_SHOWN, _SAMPLED = 10, 40, 20
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
        samples: the first cells of each column of the source, by its position.
        facts: for each row, what the source says of columns that are computed here.
    """

    rows: list[dict[str, CellValue]]
    mapping: list[Match]
    notes: list[Finding]
    source: str
    samples: dict[int, list[CellValue]]
    facts: list[dict[str, CellValue]]


class Wanted(Protocol):
    """What people have said that headings mean, before and for files like this one."""

    def every(self) -> Choices:
        """Return all of it: enough to know headings by."""

    def of(self, headings: Sequence[str]) -> Choices:
        """Return what holds for a file with these headings."""


def read_rows(
    path: Path,
    table: Table,
    *,
    lang: Lang,
    spellings: Spellings,
    sheet: str | None = None,
    choices: Choices | None = None,
    remembered: Wanted | None = None,
    settings: Settings | None = None,
) -> Imported:
    """Read a file's rows for a table.

    Args:
        path: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv or .txt.
        table: the standard table.
        lang: the workbook's language, for levels and the labels in the notes.
        spellings: what may be written for the levels.
        sheet: which sheet of the file; by default the one whose headings match best.
        choices: what headings mean, whatever they look like.
        remembered: what was said before; `choices` go before it.
        settings: the workbook's lists, in whose words choices are put; they stay as they are without it.

    Raises:
        RefusalError: the file cannot be read, none of its rows has matching headings, or a heading of `choices` is missing.
    """
    grids = read_grids(path)
    if sheet is not None:
        known = [grid.name for grid in grids]
        grids = [grid for grid in grids if grid.name == sheet]
        if not grids:
            raise RefusalError(files.NO_SHEET, name=path.name, wanted=sheet, known=listed(known))
    chosen = dict(choices or {})
    known_by = {**(remembered.every() if remembered is not None else {}), **chosen}
    candidates = [(grid, header) for grid in grids if (header := find_header(grid, table, known_by)) is not None]
    if not candidates:
        raise RefusalError(imports.NO_HEADER, name=path.name, table=table.sheet)
    grid, (at, headed) = max(candidates, key=lambda pair: _fit(pair[1][1]))
    headings = [match.header for match in headed]
    _refuse_unknown(path.name, chosen, headings)
    before = {key: column for key, column in remembered.of(headings).items() if key not in chosen} if remembered else {}
    before = {key: column for key, column in before.items() if column is None or column not in chosen.values()}
    matches = match_columns(grid, table, at, {**before, **chosen}, spellings)
    source = path.name if grid.name == path.name else f"{path.name} · {grid.name}"
    reader = Rows(table, matches, lang, spellings, grid, at, settings)
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
    return Imported(rows, matches, notes, source, _samples(grid, at, len(matches)), reader.facts)


def _refuse_unknown(name: str, choices: Choices, headings: Sequence[str]) -> None:
    """Refuse a choice for a heading that the file does not have: it was mistyped, and nothing would follow it."""
    present = set(map(folded, headings))
    lost = [heading for heading in choices if heading not in present]
    if lost:
        known = listed(filter(None, headings), _HEADINGS_SHOWN)
        raise RefusalError(imports.MAP_NO_HEADING, name=name, value=lost[0], known=known)


def _samples(grid: Grid, at: int, width: int) -> dict[int, list[CellValue]]:
    rows = [row for _, row in grid.rows[at + 1 : at + 1 + _SAMPLED]]
    return {col: [row[col] for row in rows if col < len(row)] for col in range(width)}


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
