"""One question by groups: who answered what in each, small groups greyed or hidden, and whether the groups differ.

Groups of fewer than five are never shown. Where their figures could be worked out by taking the others from the total, the
smallest of the others joins them: together they are shown as one group, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from udfs.lang import Text, same
from udfs.monitoring.wording import fill, join
from udfs.statistics.crosstabs import Compared, compare_groups, kruskal_wallis
from udfs.statistics.multiple import holm
from udfs.statistics.results import is_significant
from udfs.statistics.survey import rounded_shares
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, SCALE
from udfs.survey.counting import goes_beyond, main_counts, row_counts, top_counts
from udfs.survey.responses import Responses, State

# A group of fewer is not shown; one of fewer is shown in grey.
HIDDEN_BELOW, GREY_BELOW = 5, 10
_WHOLE, _SMALL = 100, 0.001

NO_GROUP = Text("（未填）", "(blank)")
TOGETHER = Text("其余 {count} 组合并", "{count} others together")
_TOO_SMALL = Text(
    "分组人数太少（不足 {least} 人的组不列出），没有可比的组",
    "groups too small to be shown (fewer than {least}): nothing to compare",
)
_MERGED = Text(
    "不足 {least} 人的组不单列；为免相减得出，{count} 组合并：{names}",
    "groups of fewer than {least} are not shown alone; so that nobody can work them out by subtraction, {count} are put together: {names}",
)
_DIFFER = Text("各组有差别：{method}，p{p}", "the groups differ: {method}, p{p}")
_ALIKE = Text("还看不出各组有差别：{method}，p{p}", "no difference between the groups is shown: {method}, p{p}")
_RARE = Text("人数少的选项合并后检验", "rare options put together for the test")
_UNTESTED = Text("人数太少，不做检验", "too few for a test")
_LEFT_OUT = Text("不足 {least} 人的组未参与检验", "groups of fewer than {least} are not in the test")
_PER_OPTION = Text(
    "逐项检验（Holm 校正）：有差别的是 {names}", "tested one by one (adjusted by Holm): the groups differ in {names}"
)
_NONE_DIFFERS = Text(
    "逐项检验（Holm 校正）：还看不出差别", "tested one by one (adjusted by Holm): no difference is shown"
)


class Group(NamedTuple):
    """A column of the table: a group, or several small ones together. `shares` stand in the order of the question's lines."""

    name: Text
    base: int
    shares: tuple[float | None, ...]

    @property
    def is_grey(self) -> bool:
        """Return whether there are too few people for more than an impression."""
        return self.base < GREY_BELOW


class Crossed(NamedTuple):
    """A question by groups, and what is to be said of them."""

    groups: tuple[Group, ...]
    notes: tuple[Text, ...]


def crossed(responses: Responses, members: Mapping[str, Sequence[int]]) -> Crossed | None:
    """Return a question by groups; None for one that is answered in words.

    Args:
        responses: the answers.
        members: of each group the places of its answer sheets; those who belong to none stand under a blank name.
    """
    if responses.kind == OPEN:
        return None
    beyond = goes_beyond(responses)
    parts = {name: responses.part(sheets) for name, sheets in members.items()}
    bases = {name: part.of_state(State.ANSWERED) for name, part in parts.items()}
    shown, together = visible(bases)
    if not shown:
        return Crossed((), (fill(_TOO_SMALL, least=HIDDEN_BELOW),))
    groups = [
        Group(same(name) if name else NO_GROUP, bases[name], _shares(parts[name], beyond=beyond)) for name in shown
    ]
    notes = []
    if together:
        rest = responses.part([sheet for name in together for sheet in members[name]])
        groups.append(
            Group(
                fill(TOGETHER, count=len(together)), sum(bases[name] for name in together), _shares(rest, beyond=beyond)
            )
        )
        names = [Text(name, name) if name else NO_GROUP for name in together]
        notes.append(fill(_MERGED, least=HIDDEN_BELOW, count=len(together), names=join(names, "、", ", ")))
    tested = [parts[name] for name in shown if name and bases[name] >= GREY_BELOW]
    if len(tested) > 1:
        left_out = len(tested) < len([name for name in shown if name])
        words = _difference(responses, tested)
        notes.insert(0, join([words, fill(_LEFT_OUT, least=GREY_BELOW)]) if left_out else words)
    return Crossed(tuple(groups), tuple(notes))


def visible(bases: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Return which groups are shown by themselves, and which only together: none where even together they are too few.

    Groups without anybody are neither. One hidden group alone would be the total less all others, and so would several with
    fewer than five people together: the smallest of those shown then joins them.
    """
    there = [name for name, base in bases.items() if base]
    hidden = [name for name in there if bases[name] < HIDDEN_BELOW]
    shown = [name for name in there if bases[name] >= HIDDEN_BELOW]
    while hidden and shown and (len(hidden) == 1 or sum(bases[name] for name in hidden) < HIDDEN_BELOW):
        smallest = min(shown, key=lambda name: bases[name])
        shown.remove(smallest)
        hidden.append(smallest)
    return (shown, hidden) if shown else ([], [])


def _shares(part: Responses, *, beyond: bool) -> tuple[float | None, ...]:
    """Return the shares of a group, in the order of the lines of the question."""
    base = part.of_state(State.ANSWERED)
    if part.kind == MATRIX:
        rows = [row_counts(part, row) for row in range(len(part.rows))]
        return tuple(
            sum(top_counts(row, is_reversed=part.is_reversed)) / n if (n := sum(row)) else None for row in rows
        )
    counts = main_counts(part, beyond=beyond)
    if part.kind == MULTIPLE:
        return tuple(n / base if base else None for n in counts)
    if not sum(counts):
        return tuple(None for _ in counts)
    return tuple(percent / _WHOLE for percent in rounded_shares(counts))


def _difference(responses: Responses, parts: Sequence[Responses]) -> Text:
    """Say whether groups differ: by ranks where answers have an order, option by option where several may be chosen."""
    if responses.kind in (SCALE, NPS):
        return _words(kruskal_wallis([part.counts() for part in parts]))
    if responses.kind == MATRIX:
        tests = [kruskal_wallis([row_counts(part, row) for part in parts]) for row in range(len(responses.rows))]
        return _one_by_one(tests, responses.rows)
    if responses.kind == MULTIPLE:
        chosen = [(part.counts(), part.of_state(State.ANSWERED)) for part in parts]
        tests = [compare_groups([[n[at], base - n[at]] for n, base in chosen]) for at in range(len(responses.options))]
        return _one_by_one(tests, responses.options)
    return _words(compare_groups([main_counts(part, beyond=goes_beyond(responses)) for part in parts]))


def _words(compared: Compared) -> Text:
    if compared.p is None or compared.method is None:
        return _UNTESTED
    words = fill(_DIFFER if is_significant(compared.p) else _ALIKE, method=compared.method, p=_chance(compared.p))
    return join([words, _RARE]) if compared.merged else words


def _one_by_one(tests: Sequence[Compared], labels: Sequence[str]) -> Text:
    adjusted = holm([test.p for test in tests])
    if all(p is None for p in adjusted):
        return _UNTESTED
    differ = [
        same(f"{label} (p{_chance(p)})")
        for label, p in zip(labels, adjusted, strict=True)
        if p is not None and is_significant(p)
    ]
    return fill(_PER_OPTION, names=join(differ, "、", ", ")) if differ else _NONE_DIFFERS


def _chance(p: float) -> str:
    return "<0.001" if p < _SMALL else f"={p:.3f}"
