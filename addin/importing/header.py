"""Finding the header row below titles and banners, and which column each heading means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from addin.importing.contents import Contents
from addin.importing.grid import Grid
from addin.xlsx import letters
from udfs.lang import Text
from udfs.levels import Spellings
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.headers import bare, folded, spellings
from workbook_templates.model import Table
from workbook_templates.tables.shared import BOOKKEEPING, ROW_ID

_DEEPEST = 60
# A word in a data row can be a column's name by chance; two of them below a banner are a second row of headings.
_FEWEST_BELOW = 2
_SHORTEST_PART = 2
# Longer texts are sentences; a column's name in them means nothing.
_LONGEST_PART = 30

SAME = Text("名称相同", "same name")
ALIAS = Text("别名", "alias")
CHOSEN = Text("已指定", "as chosen")
CONTENTS = Text("按内容", "by its contents")
PART = Text("名称相近", "similar name")
TAKEN = Text("该列已有来源", "its column is taken already")
COMPUTED = Text("该列自动计算", "its column is computed")
OWN = Text("工具自用，重新生成", "managed by the tool, recreated")
UNKNOWN = Text("没有对应的列", "no such column")


@dataclass(frozen=True)
class Match:
    """The target of one column of the source.

    `target` is a column's key, None for a column that goes to the notes; `computed` is the key of the computed column that
    its heading means.
    """

    at: int
    header: str
    target: str | None
    why: Text
    computed: str | None = None

    @property
    def letter(self) -> str:
        """Return the column's letter in the source."""
        return letters(self.at + 1)


# What people have said a heading means, by the folded heading: the key of a column, None for the notes.
Choices = Mapping[str, str | None]


def find_header(grid: Grid, table: Table, choices: Choices | None = None) -> tuple[int, list[Match]] | None:
    """Return the position of the header row in the grid and what its columns mean, None if nothing matches.

    The best row has the most headings that are a column's own name or alias; only where no row has any do names that are
    merely similar count, since those turn up in any text.
    """
    best: tuple[tuple[int, int], int, list[Match]] | None = None
    for at, (_, row) in enumerate(grid.rows[:_DEEPEST]):
        if not any(isinstance(cell, str) for cell in row):
            continue
        fit, matches = _read_header(grid, table, at, choices or {})
        if any(fit) and (best is None or fit > best[0]):
            best = (fit, at, matches)
    return None if best is None else (best[1], best[2])


def match_columns(grid: Grid, table: Table, at: int, choices: Choices, spellings: Spellings) -> list[Match]:
    """Return what the columns below a header row mean; where a heading fits several, their contents decide.

    Args:
        grid: the sheet.
        table: the standard table.
        at: the position of the header row.
        choices: what people have said headings mean.
        spellings: what may be written for the levels.
    """
    return _read_header(grid, table, at, choices, Contents(grid, at, spellings))[1]


def _read_header(
    grid: Grid, table: Table, at: int, choices: Choices, contents: Contents | None = None
) -> tuple[tuple[int, int], list[Match]]:
    """Return how well a row does as header (names that are known, names that are similar) and what it means.

    A heading of two rows is the lower one; with the upper one before it where the lower alone is not known or stands there
    twice: 开始 below 计划 is 计划开始. A row whose known names come from the row above holds data, not headings.
    """
    pairs = list(zip_longest(_texts(grid.rows[at][1]), _banner(grid, at), fillvalue=""))
    often = Counter(folded(low) for low, _ in pairs)
    both = {i: f"{above} {low}" for i, (low, above) in enumerate(pairs) if low and above and low != above}
    twice = {i: words for i, words in both.items() if often[folded(pairs[i][0])] > 1}
    headings = [twice.get(i, low or above) for i, (low, above) in enumerate(pairs)]
    matcher = _Matcher(table, headings, twice, choices, contents)
    unknown = {i: words for i, words in both.items() if not matcher.matched(i)}
    if unknown.keys() - twice:
        headings = [unknown.get(i, heading) for i, heading in enumerate(headings)]
        matcher = _Matcher(table, headings, {*twice, *unknown}, choices, contents)
    known = [low for i, (low, _) in enumerate(pairs) if matcher.knows(i)]
    own = sum(map(bool, known))
    matches = [matcher.match(i) for i in range(len(headings))]
    fit = len(known) if own >= _FEWEST_BELOW else own
    return (fit, sum(match.why == PART for match in matches)), matches


def _texts(row: Sequence[CellValue]) -> list[str]:
    return [as_text(cell).strip() for cell in row]


def _banner(grid: Grid, at: int) -> list[str]:
    """Return the headings above a row, each over all columns of its merged cell; none from a title."""
    if at == 0 or grid.rows[at - 1][0] != grid.rows[at][0] - 1:
        return []
    number, row = grid.rows[at - 1]
    texts = _texts(row)
    if len(set(filter(None, texts))) < 2:  # noqa: PLR2004 - one text alone is a title
        return []
    for top, left, bottom, right in grid.merged:
        if top <= number <= bottom and left <= len(texts) and right > left:
            width = min(right, max(len(texts), len(grid.rows[at][1])))
            texts += [""] * (width - len(texts))
            texts[left - 1 : width] = [texts[left - 1]] * (width - left + 1)
    return texts


class _Matcher:
    """Matches headings and columns, each at most once: exact names first, then names without remarks, then parts of names.

    `joined` are the positions of headings made of two, which must be a name in full.
    """

    def __init__(
        self,
        table: Table,
        headings: Sequence[str],
        joined: Collection[int],
        choices: Choices,
        contents: Contents | None,
    ) -> None:
        self._table = table
        self._headings = headings
        self._columns = [column for column in table.columns if column not in BOOKKEEPING]
        self._names = {column.key: spellings(column) for column in self._columns}
        self._known = [folded(heading) for heading in headings]
        self._bare = [bare(heading) for heading in headings]
        # 检查结果 may be anybody's heading; beside row identities it is the one that we wrote.
        is_ours = {folded(words) for words in ROW_ID.label} & set(self._known)
        self._own = {name for column in BOOKKEEPING for name in spellings(column)} if is_ours else set()
        self._matches: dict[int, tuple[str, Text]] = {}
        self._taken: set[str] = set()
        self._contents = contents
        # What people have sent to the notes.
        self._left = {at for at, heading in enumerate(self._known) if choices.get(heading, "") is None}
        for at, heading in enumerate(self._known):
            self._take(at, choices.get(heading) or "", CHOSEN)
        for sure in (True, False) if contents is not None else (False,):
            self.by_name(sure=sure)
            self.by_bare_name(sure=sure)
            if sure or contents is None:
                self.by_part(joined)

    def matched(self, at: int) -> bool:
        """Return whether a heading means a column at all, or is known to mean none."""
        return at in self._matches or at in self._left or self._known[at] in self._own

    def knows(self, at: int) -> bool:
        """Return whether a heading is a column's name or alias, not just similar to one."""
        return at in self._matches and self._matches[at][1] != PART

    def _take(self, at: int, key: str, why: Text) -> None:
        if key and at not in self._matches and at not in self._left and key not in self._taken:
            self._matches[at] = (key, why)
            self._taken.add(key)

    def _fits(self, at: int, key: str) -> bool:
        """Return whether what stands below a heading may be what the column holds."""
        return self._contents is None or self._contents.may_be(at, self._table.column(key).kind)

    def _contradicts(self, at: int, key: str) -> bool:
        return self._contents is not None and self._contents.speak_against(at, self._table.column(key).kind)

    def by_name(self, *, sure: bool) -> None:
        """Match names and aliases letter for letter; no column's alias goes before another's own name.

        A name may belong to several columns: the first to which the contents belong (`sure`) has it.
        """
        ranked = [(rank, key, name) for key, names in self._names.items() for rank, name in enumerate(names)]
        for rank, key, name in sorted(ranked, key=lambda entry: entry[0]):
            for at, heading in enumerate(self._known):
                if heading == name and not (sure and self._contradicts(at, key)):
                    self._take(at, key, self._reason(name, key, rank))

    def _reason(self, name: str, key: str, rank: int) -> Text:
        rivals = [other for other, names in self._names.items() if other != key and name in names]
        is_first = all(self._names[other].index(name) > rank for other in rivals)
        if rivals and not is_first:
            return CONTENTS
        return SAME if rank < len(Text._fields) else ALIAS

    def by_bare_name(self, *, sure: bool) -> None:
        """Match names without the text in brackets: `工期(天)` is `工期（工作日）`."""
        for key, names in self._names.items():
            bare_names = {bare(name) for name in names}
            for at, heading in enumerate(self._bare):
                if heading in bare_names and not (sure and self._contradicts(at, key)):
                    self._take(at, key, ALIAS)

    def by_part(self, joined: Collection[int]) -> None:
        """Match a heading that contains a name, or is part of one, if only one column is possible."""
        # A name that stands for a column keeps to it, whatever else it resembles.
        names = {name for known in self._names.values() for name in known}
        for at, heading in enumerate(self._bare):
            is_open = at not in self._matches and at not in joined and self._known[at] not in names
            if is_open and _SHORTEST_PART <= len(heading) <= _LONGEST_PART:
                free = [key for key in self._names if key not in self._taken]
                fitting = [key for key in free if any(_part_of(heading, name) for name in self._names[key])]
                fitting = [key for key in fitting if self._fits(at, key)]
                if len(fitting) > 1 and self._contents is not None:
                    # Words may stand in any column; levels, days and numbers tell which of them is meant.
                    fitting = [key for key in fitting if self._contents.are(at, self._table.column(key).kind)]
                if len(fitting) == 1:
                    self._take(at, fitting[0], PART)

    def match(self, at: int) -> Match:
        """Return the target of a heading."""
        heading = self._headings[at]
        if at not in self._matches:
            if at in self._left:
                return Match(at, heading, None, CHOSEN)
            if self._known[at] in self._own:
                return Match(at, heading, None, OWN)
            taken = any(self._known[at] in self._names[key] for key in self._taken)
            return Match(at, heading, None, TAKEN if heading and taken else UNKNOWN)
        key, why = self._matches[at]
        # The statement is taken apart into its five parts; other computed columns are not written.
        computed = not self._table.column(key).carried and key != "statement"
        return Match(at, heading, None, COMPUTED, key) if computed else Match(at, heading, key, why)


def _part_of(heading: str, name: str) -> bool:
    return len(name) >= _SHORTEST_PART and (name in heading or heading in name)


def is_header_again(row: Sequence[CellValue], header: Sequence[CellValue]) -> bool:
    """Return whether a row repeats the headings, as exports do on every page."""
    repeated = 0
    for cell, name in zip_longest(row, header):
        if not is_blank(cell):
            if as_text(cell).strip() != as_text(name).strip():
                return False
            repeated += 1
    return repeated > 1
