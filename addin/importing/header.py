"""Finding the header row below titles and banners, and which column each heading means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from addin.importing.grid import Grid
from addin.xlsx import letters
from udfs.lang import Text
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.headers import bare, folded, spellings
from workbook_templates.model import Table

_DEEPEST = 60
_SHORTEST_PART = 2

SAME = Text("名称相同", "same name")
ALIAS = Text("别名", "alias")
PART = Text("名称相近", "similar name")
TAKEN = Text("该列已有来源", "its column is taken already")
COMPUTED = Text("该列自动计算", "its column is computed")
UNKNOWN = Text("没有对应的列", "no such column")


@dataclass(frozen=True)
class Match:
    """What became of one column of the source; `target` is a column's key, None for one that goes to the notes."""

    at: int
    header: str
    target: str | None
    why: Text

    @property
    def letter(self) -> str:
        """Return the column's letter in the source."""
        return letters(self.at + 1)


def find_header(grid: Grid, table: Table) -> tuple[int, list[Match]] | None:
    """Return the position of the header row in the grid and what its columns mean, None where nothing fits.

    The best row has the most headings that are a column's own name or alias; a heading of two rows is one of the lower
    row, with the upper one before it where the lower alone is not known.
    """
    best: tuple[int, int, list[Match]] | None = None
    for at, (_, row) in enumerate(grid.rows[:_DEEPEST]):
        if sum(isinstance(cell, str) for cell in row) == 0:
            continue
        headings = _headings(grid, at)
        matches = match_columns(table, headings)
        good = sum(match.target is not None or match.why in (COMPUTED, TAKEN) for match in matches)
        if good and (best is None or good > best[0]):
            best = (good, at, matches)
    return None if best is None else (best[1], best[2])


def _headings(grid: Grid, at: int) -> list[str]:
    row = [as_text(cell).strip() for cell in grid.rows[at][1]]
    above = [as_text(cell).strip() for cell in grid.rows[at - 1][1]] if at else []
    # A heading merged over two rows stands in the upper one only.
    return [lower or upper for lower, upper in zip_longest(row, above, fillvalue="")]


def match_columns(table: Table, headings: Sequence[str]) -> list[Match]:
    """Return what each heading means: exact names first, then aliases, then names without remarks, then parts of names."""
    matcher = _Matcher(table, headings)
    matcher.by_name()
    matcher.by_bare_name()
    matcher.by_part()
    return [matcher.match(at) for at in range(len(headings))]


class _Matcher:
    """Matches headings and columns, each at most once; `taken` are the keys of the columns that have a source."""

    def __init__(self, table: Table, headings: Sequence[str]) -> None:
        self._table = table
        self._headings = headings
        self._columns = [column for column in table.columns if not column.hidden and column.key != "result"]
        self._names = {column.key: spellings(column) for column in self._columns}
        self._known = [folded(heading) for heading in headings]
        self._bare = [bare(heading) for heading in headings]
        self._found: dict[int, tuple[str, Text]] = {}
        self._taken: set[str] = set()

    def _take(self, at: int, key: str, why: Text) -> None:
        if at not in self._found and key not in self._taken:
            self._found[at] = (key, why)
            self._taken.add(key)

    def by_name(self) -> None:
        """Match names and aliases letter for letter; no column's alias goes before another's own name."""
        ranked = [(rank, key, name) for key, names in self._names.items() for rank, name in enumerate(names)]
        for rank, key, name in sorted(ranked, key=lambda entry: entry[0]):
            for at, heading in enumerate(self._known):
                if heading == name:
                    self._take(at, key, SAME if rank < len(Text._fields) else ALIAS)

    def by_bare_name(self) -> None:
        """Match names without what stands in brackets: `工期(天)` is `工期（工作日）`."""
        for key, names in self._names.items():
            bare_names = {bare(name) for name in names}
            for at, heading in enumerate(self._bare):
                if heading in bare_names:
                    self._take(at, key, ALIAS)

    def by_part(self) -> None:
        """Match a heading that holds a name, or is part of one, where only one column comes into question."""
        for at, heading in enumerate(self._bare):
            if at not in self._found and len(heading) >= _SHORTEST_PART:
                free = [key for key in self._names if key not in self._taken]
                fitting = [key for key in free if any(_part_of(heading, name) for name in self._names[key])]
                if len(fitting) == 1:
                    self._take(at, fitting[0], PART)

    def match(self, at: int) -> Match:
        """Return what became of a heading."""
        heading = self._headings[at]
        if at not in self._found:
            taken = any(self._known[at] in self._names[key] for key in self._taken)
            return Match(at, heading, None, TAKEN if heading and taken else UNKNOWN)
        key, why = self._found[at]
        # The statement is taken apart into its five parts; other computed columns are not written.
        computed = not self._table.column(key).typed and key != "statement"
        return Match(at, heading, None if computed else key, COMPUTED if computed else why)


def _part_of(heading: str, name: str) -> bool:
    return len(name) >= _SHORTEST_PART and (name in heading or heading in name)


def is_header_again(row: Sequence[CellValue], matches: Sequence[Match]) -> bool:
    """Tell whether a row repeats the headings, as exports do on every page."""
    told = [(as_text(row[m.at]).strip(), m.header) for m in matches if m.at < len(row) and not is_blank(row[m.at])]
    return len(told) > 1 and all(text == header for text, header in told)
