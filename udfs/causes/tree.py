"""The tree that a table of causes stands for: levels, issues and states of its rows, whatever order they are in.

Each row answers one “why”: of an issue (no upper cause) or of the cause above it. Trees may be of any depth and branch
as they like; a chain leads from the issue to a cause under which nothing stands any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from udfs.choices import means
from udfs.lang import Lang, Text
from udfs.rules import split_references
from udfs.values import CellValue, ErrorValue, as_text, is_blank, plain, trim

HOLDS, FAILS, DOUBTFUL = Text("成立", "Holds"), Text("不成立", "Does not hold"), Text("存疑", "In doubt")
ANSWERS = (HOLDS, FAILS, DOUBTFUL)

# Why it happened, why nobody noticed, why the organisation allowed it: three chains of one issue.
CHAINS = (
    Text("为何发生", "Why it happened"),
    Text("为何没发现", "Why it went unnoticed"),
    Text("为何管理上允许", "Why it was allowed"),
)

ROOT = Text("根本原因", "Root cause")
END = Text("末端原因", "End of its chain")
MIDDLE = Text("中间", "In between")
UNVERIFIED = Text("未验证", "Not verified")
EXCLUDED = Text("已排除", "Ruled out")
STATES = (ROOT, END, MIDDLE, UNVERIFIED, EXCLUDED)

_SENTENCE = Text("因为{cause}，所以{effect}", "Because {cause}, therefore {effect}")

# What makes a question of what is asked about.
WHY = ("为什么", "为何", "Why ", "why ", "？", "?")

# Above a cause that answers the issue itself stands no other; one that cannot be placed leads nowhere.
TOP, NOWHERE = -1, -2


class CauseTree(NamedTuple):
    """The tree, row by row.

    Attributes:
        uppers: the place of the cause above, `TOP` for an answer to the issue, `NOWHERE` where none can be found.
        levels: 1 for an answer to the issue, one more with every step down; 0 for rows that hang on no issue: blank ones,
            circles, and what leads to a cause that is not there.
        issues: the issue's number as somebody wrote it, that of the upper causes where the row names none.
        below: the places of the causes right below.
    """

    uppers: list[int]
    levels: list[int]
    issues: list[str]
    below: list[list[int]]


def cause_tree(
    ids: Sequence[CellValue], issues: Sequence[CellValue], uppers: Sequence[CellValue], filled: Sequence[bool]
) -> CauseTree:
    """Return the tree of a table; linear in its rows.

    Args:
        ids: the numbers of the causes; of several equal ones the first counts.
        issues: the issue that each names, may be blank below another cause.
        uppers: the number of the cause above, blank for an answer to the issue itself.
        filled: which rows are filled in.
    """
    places: dict[str, int] = {}
    for place, (number, there) in enumerate(zip(ids, filled, strict=True)):
        if there and not is_blank(number) and not isinstance(number, ErrorValue):
            places.setdefault(plain(number).casefold(), place)
    above = [_upper(value, places) if there else NOWHERE for value, there in zip(uppers, filled, strict=True)]
    below: list[list[int]] = [[] for _ in above]
    for place, upper in enumerate(above):
        if upper >= 0:
            below[upper].append(place)
    own = ["" if isinstance(value, ErrorValue) else plain(value) for value in issues]
    levels, named = [0] * len(above), own.copy()
    level, waiting = 1, [place for place, upper in enumerate(above) if upper == TOP and own[place]]
    while waiting:
        for place in waiting:
            levels[place] = level
            if level > 1 and not own[place]:
                named[place] = named[above[place]]
        waiting, level = [lower for place in waiting for lower in below[place]], level + 1
    return CauseTree(above, levels, named, below)


def _upper(value: CellValue, places: Mapping[str, int]) -> int:
    if is_blank(value):
        return TOP
    if isinstance(value, ErrorValue):
        return NOWHERE
    references = split_references(value)
    return places.get(references[0].casefold(), NOWHERE) if len(references) == 1 else NOWHERE


def chain(tree: CauseTree, place: int) -> list[int]:
    """Return the places from the answer to the issue down to a cause; only the cause itself where it hangs on no issue."""
    way = [place]
    while tree.levels[place] > 1:
        place = tree.uppers[place]
        way.append(place)
    return way[::-1]


def states(tree: CauseTree, answers: Sequence[CellValue]) -> list[Text | None]:
    """Return the state of each cause; None for rows that hang on no issue.

    A link that does not hold rules out itself and everything below it. What ends a chain is the root cause if every link
    of the chain holds, the end of its chain if it holds itself, else not verified. A cause under which all others are
    ruled out ends its chain.

    Args:
        tree: the tree.
        answers: whether each link holds, a word of `ANSWERS` in either language.
    """
    fails, holds = ([means(answer, word) for answer in answers] for word in (FAILS, HOLDS))
    order = sorted((place for place, level in enumerate(tree.levels) if level), key=lambda place: tree.levels[place])
    excluded, proven = [False] * len(answers), [False] * len(answers)
    for place in order:
        upper = tree.uppers[place]
        excluded[place] = fails[place] or (upper >= 0 and excluded[upper])
        proven[place] = holds[place] and (upper < 0 or proven[upper])
    result: list[Text | None] = [None] * len(answers)
    for place in order:
        if excluded[place]:
            result[place] = EXCLUDED
        elif any(not excluded[lower] for lower in tree.below[place]):
            result[place] = MIDDLE
        elif proven[place]:
            result[place] = ROOT
        else:
            result[place] = END if holds[place] else UNVERIFIED
    return result


class Standing(NamedTuple):
    """How far the analysis of an issue has come: its number, its proven root causes, and the ends that are not proven yet."""

    issue: str
    roots: list[int]
    open: list[int]
    first: int


def standings(tree: CauseTree, states_: Sequence[Text | None]) -> dict[str, Standing]:
    """Return the standing of every issue that has causes, by its folded number; `first` is the first of its causes.

    Args:
        tree: the tree.
        states_: the states of the rows, as `states` returns them.
    """
    by_issue: dict[str, Standing] = {}
    for place, (issue, level, state) in enumerate(zip(tree.issues, tree.levels, states_, strict=True)):
        if level:
            standing = by_issue.setdefault(issue.casefold(), Standing(issue, [], [], place))
            if state is ROOT:
                standing.roots.append(place)
            elif state in (END, UNVERIFIED):
                standing.open.append(place)
    return by_issue


def effects(
    tree: CauseTree, issues: Sequence[CellValue], questions: Sequence[CellValue], answers: Sequence[CellValue]
) -> list[CellValue]:
    """Return what each row explains: the answer above it, else what its question asks about, else the issue that it names.

    Args:
        tree: the tree.
        issues: the issue cells.
        questions: the “why” of each row.
        answers: the “because” of each row.
    """
    result: list[CellValue] = []
    for place, upper in enumerate(tree.uppers):
        if upper == TOP:
            question = questions[place]
            result.append(question if isinstance(question, ErrorValue) else asked(question) or issues[place])
        else:
            result.append(answers[upper] if upper >= 0 else None)
    return result


def asked(question: CellValue) -> str:
    """Return what a question asks about: `为什么订单慢？` asks about `订单慢`."""
    text = as_text(question)
    for word in WHY:
        text = text.replace(word, "")
    return trim(text)


def sentences(effects_: Sequence[CellValue], answers: Sequence[CellValue], lang: Lang = "zh") -> list[CellValue]:
    """Return “because …, therefore …” of each row; blank while either half is missing.

    Read from the last cause up to the issue, the sentences must make sense: the test of a chain in reverse.

    Args:
        effects_: what each row explains, as `effects` returns it.
        answers: the “because” of each row.
        lang: the language of the words between.
    """
    first, second, third = sentence_pieces(lang)
    return [
        ""
        if any(is_blank(half) or isinstance(half, ErrorValue) for half in (cause, effect))
        else f"{first}{trim(as_text(cause))}{second}{trim(as_text(effect))}{third}"
        for cause, effect in zip(answers, effects_, strict=True)
    ]


def sentence_pieces(lang: Lang) -> tuple[str, str, str]:
    """Return the words before, between and after the halves of a sentence."""
    before, _, rest = _SENTENCE.to(lang).partition("{cause}")
    between, _, after = rest.partition("{effect}")
    return before, between, after
