"""From the rows of a foreign sheet to rows of a standard table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial

from addin.book.spellings_writer import respelled
from addin.importing.grid import Grid
from addin.importing.header import OWN, Match
from addin.importing.remarks import Remarks
from addin.importing.skipping import Skipping
from udfs import spellings as read
from udfs.lang import Lang, Text, listed
from udfs.levels import Spellings
from udfs.problems import Finding, Problem, imports
from udfs.rules import Kind
from udfs.statement import Parts, parse_statement
from udfs.values import CellValue, as_text, is_blank
from udfs.worksheet import LONGEST_TEXT, fits_cell
from workbook_templates.model import Column, Table
from workbook_templates.settings import Settings

_SHOWN = 60
_ROWS_SHOWN = 10
_OFTEN = "{}（{}）", "{} ({})"
STATEMENT, _PROBLEM = "statement", "problem"
_OTHER_PARTS = set(Parts._fields) - {_PROBLEM}
_KINDS: dict[Kind, Text] = {
    Kind.DATE: Text("日期", "a date"),
    Kind.NUMBER: Text("数字", "a number"),
    Kind.PERCENT: Text("百分比", "a share"),
    Kind.SCORE: Text("评分", "a score"),
    Kind.WORKDAYS: Text("工作日天数", "working days"),
    Kind.LEVEL: Text("高/中/低", "a level"),
}


class Rows:
    """Turns rows of the source into rows of the table.

    Args:
        table: the standard table.
        matches: what the columns of the source mean.
        lang: the workbook's language.
        spellings: what may be written for the levels.
        grid: the sheet.
        header: the position of the headings in the grid.
        settings: the lists of choices, and how their entries are also written; choices stay as they are without it.

    Attributes:
        facts: for each row that was read, what the source says of computed columns; it is in the notes, too.
    """

    def __init__(
        self,
        table: Table,
        matches: list[Match],
        lang: Lang,
        spellings: Spellings,
        grid: Grid,
        header: int,
        settings: Settings | None = None,
    ) -> None:
        self.facts: list[dict[str, CellValue]] = []
        self._settings = settings
        self._respelled: dict[str, Counter[tuple[str, str]]] = {}
        self._unlisted: dict[str, Counter[str]] = {}
        self._table = table
        self._matches = matches
        self._sheet = grid.name
        self._grid = grid
        self._skipping = Skipping(table, matches, grid, header)
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
        self._remarks = Remarks(grid.attached, {match.at + 1: match.header for match in matches}, lang)
        self._hidden: list[int] = []
        self._serials: dict[str, list[tuple[CellValue, date]]] = {}
        self._notes: list[Finding] = []

    @property
    def skipped(self) -> list[str]:
        """Return the lines that were passed over."""
        return self._skipping.lines

    def row(self, number: int, cells: Sequence[CellValue]) -> dict[str, CellValue] | None:
        """Return the row's values by column key, None if it is skipped (and reported, unless it was empty)."""
        if self._skipping.skips(number, cells):
            return None
        row: dict[str, CellValue] = {}
        facts: dict[str, CellValue] = {}
        extra = self._read(number, cells, row, facts)
        extra += self._described(row)
        extra += [_noted("", value) for value in cells[len(self._matches) :] if not is_blank(value)]
        extra += self._remarks.taken(number)
        if extra:
            own = as_text(row.get("notes"))
            row["notes"] = "\n".join([own, *extra] if own else extra)
        long = next((value for value in row.values() if isinstance(value, str) and not fits_cell(value)), None)
        if long is not None:
            self._report(imports.ROW_TOO_LONG, row=number, value=long[:_SHOWN], allowed=LONGEST_TEXT)
            return None
        self.facts.append(facts)
        if number in self._grid.hidden:
            self._hidden.append(number)
        return row

    def _read(
        self, number: int, cells: Sequence[CellValue], row: dict[str, CellValue], facts: dict[str, CellValue]
    ) -> list[str]:
        """Put the cells of a row into its columns, and aside what is computed here; return what goes to the notes."""
        extra: list[str] = []
        for match in self._matches:
            value = cells[match.at] if match.at < len(cells) else None
            if is_blank(value) or match.why == OWN:
                continue
            if (number, match.at) in self._results and not self._is_typed(match):
                continue
            if match.computed is not None:
                facts[match.computed] = value
            if match.target is None:
                extra.append(_noted(match.header, value))
            elif match.target == STATEMENT:
                row[STATEMENT] = as_text(value)
            else:
                row[match.target] = self._value(number, match.target, value)
        return extra

    def _is_typed(self, match: Match) -> bool:
        """Return whether people fill in the column, or may fill it in."""
        return match.target is not None and self._table.column(match.target).carried

    def _described(self, row: dict[str, CellValue]) -> list[str]:
        """Put a sentence in five parts into them, wherever it stood; any other description is the problem itself.

        Return the description for the notes where its place is taken by something else.
        """
        if STATEMENT in row:
            text = as_text(row.pop(STATEMENT))
            heading = next(match.header for match in self._matches if match.target == STATEMENT)
            parts = parse_statement(text)
            wanted: dict[str, CellValue] = {_PROBLEM: text} if parts is None else {**parts._asdict()}
            for key, part in wanted.items():
                row.setdefault(key, part)
            return [] if all(as_text(row[key]) == part for key, part in wanted.items()) else [_noted(heading, text)]
        problem = row.get(_PROBLEM)
        if isinstance(problem, str) and row.keys().isdisjoint(_OTHER_PARTS):
            parts = parse_statement(problem)
            row.update(parts._asdict() if parts is not None else {})
        return []

    def _value(self, number: int, key: str, value: CellValue) -> CellValue:
        column = self._table.column(key)
        reader = self._readers.get(column.kind)
        if column.kind is Kind.CHOICE:
            return self._choice(column, value)
        if reader is None:
            # A date in a text column would be displayed as a number.
            return as_text(value) if isinstance(value, date) else value
        result = reader(value)
        if result is None and isinstance(value, str) and value.startswith("'"):
            # The sign before what is to stay a text: exports write it out.
            result = reader(value[1:])
        if result is None and column.kind is Kind.DATE:
            result = self._counted_day(key, value)
        if result is None:
            args = {"label": column.label, "value": as_text(value)[:_SHOWN], "kind": _KINDS[column.kind]}
            self._report(imports.KEPT_AS_TEXT, row=number, **args)
            return value if isinstance(value, str) else as_text(value)
        return result

    def _choice(self, column: Column, value: CellValue) -> CellValue:
        """Return the entry of the column's list that is meant; what is none stays as it is written."""
        text = as_text(value)
        if self._settings is None or column.choices is None:
            return text if isinstance(value, date) else value
        entry = self._settings.choice(column.choices, value)
        if entry is None:
            if not column.free_choice:
                self._unlisted.setdefault(column.key, Counter())[text[:_SHOWN]] += 1
            return text if isinstance(value, date) else value
        if entry != text:
            self._respelled.setdefault(column.key, Counter())[text[:_SHOWN], entry] += 1
        return entry

    def _counted_day(self, key: str, value: CellValue) -> CellValue:
        """Return the day that a number without the format of a date counts, and remember to report it."""
        day = read.parse_serial(value, date1904=self._grid.date1904)
        if day is not None:
            self._serials.setdefault(key, []).append((value, day))
        return day

    def _report(self, problem: Problem, **args: object) -> None:
        self._notes.append(problem.at(self._sheet, **args))

    def findings(self) -> Iterator[Finding]:
        """Report what was passed over, kept as text, read as something else, or was hidden."""
        yield from self._skipping.findings()
        yield from self._notes
        for key, days in self._serials.items():
            value, day = days[0]
            label = self._table.column(key).label
            args = {"value": as_text(value), "date": day.isoformat()[:10]}
            yield imports.COUNTED_DAYS.at(self._sheet, count=len(days), label=label, **args)
        for key, counts in self._respelled.items():
            yield respelled(self._table.column(key).label, counts)
        for key, unlisted in self._unlisted.items():
            few = Text(
                *(
                    listed((form.format(*pair) for pair in unlisted.items()), _ROWS_SHOWN)[i]
                    for i, form in enumerate(_OFTEN)
                )
            )
            label = self._table.column(key).label
            yield imports.CHOICES_UNLISTED.at(self._sheet, label=label, count=unlisted.total(), few=few)
        if self._hidden:
            rows = listed(map(str, self._hidden), _ROWS_SHOWN)
            yield imports.HIDDEN_ROWS.at(self._sheet, count=len(self._hidden), rows=rows)
        yield from self._remarks.findings(self._sheet)


def _noted(header: str, value: CellValue) -> str:
    return f"{header}: {as_text(value)}" if header else as_text(value)
