"""What is wrong with a tree of causes: with its links, its answers, and what its root causes rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from udfs.causes.tree import EXCLUDED, NOWHERE, ROOT, TOP, CauseTree
from udfs.lang import Text
from udfs.likeness import ALIKE, normalise
from udfs.problems import Problem, causing
from udfs.values import CellValue, ErrorValue, as_text, is_blank, plain

# With fewer levels a symptom is taken for the cause.
FEWEST_LEVELS = 2
_CIRCLE_SHOWN = 8


class Complaint(NamedTuple):
    """Something wrong with a row: its place, the problem, and what its words need."""

    place: int
    problem: Problem
    args: dict[str, object]


def strange_places(tree: CauseTree, ids: Sequence[CellValue], filled: Sequence[bool]) -> Iterator[Complaint]:
    """Yield circles, causes that hang on nothing, and trees that mix two issues.

    Args:
        tree: the tree.
        ids: the numbers of the causes.
        filled: which rows are filled in.
    """
    names = [plain(number) for number in ids]
    circular: set[int] = set()
    for circle in _circles(tree):
        circular |= {*circle}
        shown = [names[place] for place in circle[:_CIRCLE_SHOWN]]
        end = ["…"] if len(circle) > _CIRCLE_SHOWN else [names[circle[0]]]
        yield Complaint(circle[0], causing.CAUSE_CIRCLE, {"chain": " → ".join([*shown, *end])})
    for place, there in enumerate(filled):
        upper = tree.uppers[place]
        if not there or place in circular:
            continue
        if upper == TOP and not tree.issues[place]:
            yield Complaint(place, causing.CAUSE_WITHOUT_ISSUE, {})
        elif upper == NOWHERE:
            yield Complaint(place, causing.CAUSE_ORPHAN, {})
        elif upper >= 0 and tree.levels[place]:
            here, there_above = tree.issues[place], tree.issues[upper]
            if here.casefold() != there_above.casefold():
                yield Complaint(
                    place, causing.CAUSE_TWO_ISSUES, {"issue": here, "upper": names[upper], "other": there_above}
                )


def _circles(tree: CauseTree) -> Iterator[list[int]]:
    """Yield the circles, each once, beginning with its first row and going upwards."""
    seen = [level > 0 for level in tree.levels]
    for start in range(len(seen)):
        way: dict[int, None] = {}
        place = start
        while place >= 0 and not seen[place]:
            seen[place] = True
            way[place] = None
            place = tree.uppers[place]
        if place in way:
            steps = [*way]
            circle = steps[steps.index(place) :]
            first = circle.index(min(circle))
            yield [*circle[first:], *circle[:first]]


def strange_answers(
    tree: CauseTree,
    questions: Sequence[CellValue],
    answers: Sequence[CellValue],
    states: Sequence[Text | None],
    blaming: Sequence[str],
    missing: Sequence[str],
) -> Iterator[Complaint]:
    """Yield answers that repeat what they answer, and chains that end with a person or with a solution that is not there.

    Args:
        tree: the tree.
        questions: the “why” of each row.
        answers: its “because”.
        states: the states of the rows.
        blaming: words that blame a person.
        missing: words that name a missing solution instead of a cause.
    """
    from rapidfuzz import fuzz

    answered_as, before = [_essence(value) for value in answers], [_essence(value) for value in questions]
    for place, answer in enumerate(answered_as):
        if not answer:
            continue
        upper = tree.uppers[place]
        # A question is mostly the upper answer with a “why” round it.
        answered = [text for text in (before[place], answered_as[upper] if upper >= 0 else "") if text]
        if any(fuzz.ratio(answer, text) >= 100 * ALIKE for text in answered):
            yield Complaint(place, causing.ANSWER_REPEATS, {})
        ends = states[place] is not None and states[place] is not EXCLUDED
        if ends and not any(states[lower] is not EXCLUDED for lower in tree.below[place]):
            for words, problem in ((blaming, causing.ENDS_WITH_PERSON), (missing, causing.ENDS_WITH_SOLUTION)):
                word = next((word for word in words if (sought := normalise(word)) and sought in answer), None)
                if word is not None:
                    yield Complaint(place, problem, {"word": word})


def _essence(value: CellValue) -> str:
    """Return what a cell says, without the words that make a question or an answer of it."""
    text = normalise("" if isinstance(value, ErrorValue) else as_text(value))
    for word in ("为什么", "为何", "怎么会", "因为", "why", "because"):
        text = text.removeprefix(word)
    return text.removesuffix("吗").removesuffix("呢")


def unproven_roots(states: Sequence[Text | None], evidence: Sequence[CellValue]) -> Iterator[Complaint]:
    """Yield root causes without evidence.

    Args:
        states: the states of the rows.
        evidence: what proves each.
    """
    for place, (state, proof) in enumerate(zip(states, evidence, strict=True)):
        if state is ROOT and (is_blank(proof) or isinstance(proof, ErrorValue)):
            yield Complaint(place, causing.ROOT_WITHOUT_EVIDENCE, {})


def shallow_issues(tree: CauseTree, states: Sequence[Text | None]) -> Iterator[Complaint]:
    """Yield issues whose causes were never asked “why” again, at the first of their causes.

    Args:
        tree: the tree.
        states: the states of the rows; what is ruled out does not count as depth.
    """
    deepest: dict[str, tuple[int, int]] = {}
    for place, level in enumerate(tree.levels):
        if level and states[place] is not EXCLUDED:
            issue = tree.issues[place].casefold()
            first, depth = deepest.get(issue, (place, 0))
            deepest[issue] = first, max(depth, level)
    for first, depth in deepest.values():
        if depth < FEWEST_LEVELS:
            yield Complaint(first, causing.FEW_LEVELS, {"issue": tree.issues[first], "levels": depth})


def broken_groups(tree: CauseTree, groups: Sequence[CellValue], states: Sequence[Text | None]) -> Iterator[Complaint]:
    """Yield causes that only work together with others of which one is ruled out, or that stand alone.

    Args:
        tree: the tree.
        groups: the mark of the causes that work together, equal marks under one upper cause.
        states: the states of the rows.
    """
    together: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for place, mark in enumerate(groups):
        if tree.levels[place] and not is_blank(mark) and not isinstance(mark, ErrorValue):
            together[tree.uppers[place], tree.issues[place].casefold(), plain(mark).casefold()].append(place)
    for places in together.values():
        alive = [place for place in places if states[place] is not EXCLUDED]
        mark = plain(groups[places[0]])
        if len(places) == 1:
            yield Complaint(places[0], causing.GROUP_OF_ONE, {"mark": mark})
        elif alive and len(alive) < len(places):
            yield from (Complaint(place, causing.GROUP_BROKEN, {"mark": mark}) for place in alive)
