"""From a foreign file to rows of a standard table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from addin.importing.grid import Grid, read_grids
from addin.importing.header import OWN, Match, find_header, is_header_again
from addin.importing.remarks import Remarks
from addin.xlsx import letters
from udfs import spellings as read
from udfs.footers import footer_of
from udfs.lang import Lang, Text
from udfs.levels import Spellings
from udfs.problems import Finding, Problem, RefusalError, files, imports
from udfs.rules import Kind
from udfs.statement import Parts, parse_statement
from udfs.values import CellValue, as_text, is_blank, plain
from udfs.worksheet import LONGEST_TEXT, fits_cell
from workbook_templates.model import Table

_SHOWN = 60
_REPEATED = Text("重复的表头", "headings again")
_KINDS: dict[Kind, Text] = {
    Kind.DATE: Text("日期", "a date"),
    Kind.NUMBER: Text("数字", "a number"),
    Kind.PERCENT: Text("百分比", "a share"),
    Kind.SCORE: Text("评分", "a score"),
    Kind.WORKDAYS: Text("工作日天数", "working days"),
    Kind.LEVEL: Text("高/中/低", "a level"),
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
    reader = _Rows(table, matches, lang, spellings, grid, at)
    rows = [values for number, row in grid.rows[at + 1 :] if (values := reader.row(number, row)) is not None]
    if not rows:
        raise RefusalError(imports.NOTHING_TO_IMPORT, name=path.name)
    others = [
        (other, header) for other, header in candidates if other is not grid and 2 * _fit(header[1]) >= _fit(matches)
    ]
    notes = [*grid.notes, *_left(others), *_above(grid, at), *_below(grid, grid.rows[at][0])]
    notes += [*reader.notes, *reader.remarks.findings(grid.name)]
    return Imported(rows, matches, notes, source)


def _fit(matches: list[Match]) -> int:
    """Return how many columns of a sheet match a column of the table."""
    return sum(match.target is not None for match in matches)


def _left(others: list[tuple[Grid, tuple[int, list[Match]]]]) -> list[Finding]:
    """Report the sheets that could have been imported as well, such as those of other months."""
    counts = ((grid, sum(not all(map(is_blank, row)) for _, row in grid.rows[at + 1 :])) for grid, (at, _) in others)
    return [imports.SHEET_LEFT.at(grid.name, name=grid.name, count=count) for grid, count in counts if count]


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
    texts = ((number, _joined(row)) for number, row in grid.rows[:header])
    return [imports.ROW_SKIPPED.at(grid.name, row=number, why=why, value=text) for number, text in texts if text]


def _joined(row: Sequence[CellValue]) -> str:
    return " | ".join(plain(cell) for cell in row if not is_blank(cell))


class _Rows:
    """Turns rows of the source into rows of the table."""

    def __init__(
        self, table: Table, matches: list[Match], lang: Lang, spellings: Spellings, grid: Grid, header: int
    ) -> None:
        self._table = table
        self._matches = matches
        self._sheet = grid.name
        self._header = grid.rows[header][1]
        self._readers: dict[Kind, Callable[[CellValue], CellValue]] = {
            Kind.DATE: read.parse_moment,
            Kind.NUMBER: read.parse_number,
            Kind.PERCENT: read.parse_percent,
            Kind.SCORE: read.parse_score,
            Kind.WORKDAYS: read.parse_workdays,
            # Many rows have the same few levels; 1 and TRUE are kept apart.
            Kind.LEVEL: lru_cache(typed=True)(partial(read.parse_level, spellings=spellings, lang=lang)),
        }
        # Results of formulas are not imported from our own workbooks; values typed over a formula are.
        is_ours = any(match.why == OWN for match in matches)
        self._results = {(formula.row, formula.col - 1) for formula in grid.formulas()} if is_ours else set()
        self.remarks = Remarks(grid.attached, {match.at + 1: match.header for match in matches}, lang)
        self._mapped = {match.target for match in matches if match.target}
        self.notes: list[Finding] = []

    def row(self, number: int, cells: Sequence[CellValue]) -> dict[str, CellValue] | None:
        """Return the row's values by column key, None if it is skipped (and reported, unless it was empty)."""
        if all(map(is_blank, cells)):
            return None
        why = _REPEATED if is_header_again(cells, self._header) else footer_of(cells)
        if why is not None:
            self._report(imports.ROW_SKIPPED, row=number, why=why, value=_joined(cells))
            return None
        row: dict[str, CellValue] = {}
        extra: list[str] = []
        for match in self._matches:
            value = cells[match.at] if match.at < len(cells) else None
            if is_blank(value) or match.why == OWN:
                continue
            if (number, match.at) in self._results and not self._is_typed(match):
                continue
            if match.target is None:
                extra.append(_noted(match.header, value))
            elif match.target == "statement":
                extra += self._statement(as_text(value), match, row)
            else:
                row[match.target] = self._value(number, match.target, value)
        extra += [_noted("", value) for value in cells[len(self._matches) :] if not is_blank(value)]
        extra += self.remarks.taken(number)
        if extra:
            own = as_text(row.get("notes"))
            row["notes"] = "\n".join([own, *extra] if own else extra)
        long = next((value for value in row.values() if isinstance(value, str) and not fits_cell(value)), None)
        if long is not None:
            self._report(imports.ROW_TOO_LONG, row=number, value=long[:_SHOWN], allowed=LONGEST_TEXT)
            return None
        return row

    def _is_typed(self, match: Match) -> bool:
        """Return whether people fill in the column, or may fill it in."""
        return match.target is not None and self._table.column(match.target).carried

    def _statement(self, text: str, match: Match, row: dict[str, CellValue]) -> list[str]:
        """Put the five parts of a statement into their columns; any other text becomes the problem itself."""
        if self._mapped & set(Parts._fields):
            return [_noted(match.header, text)]
        parts = parse_statement(text)
        if parts is None:
            row["problem"] = text
        else:
            row.update(parts._asdict())
        return []

    def _value(self, number: int, key: str, value: CellValue) -> CellValue:
        column = self._table.column(key)
        reader = self._readers.get(column.kind)
        if reader is None:
            # A date in a text column would be displayed as a number.
            return as_text(value) if isinstance(value, date) else value
        result = reader(value)
        if result is None:
            args = {"label": column.label, "value": as_text(value)[:_SHOWN], "kind": _KINDS[column.kind]}
            self._report(imports.KEPT_AS_TEXT, row=number, **args)
            return value if isinstance(value, str) else as_text(value)
        return result

    def _report(self, problem: Problem, **args: object) -> None:
        self.notes.append(problem.at(self._sheet, **args))


def _noted(header: str, value: CellValue) -> str:
    return f"{header}: {as_text(value)}" if header else as_text(value)
