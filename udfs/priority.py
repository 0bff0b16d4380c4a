"""Priority of an issue: a look-up of impact × difficulty in a table that users can edit, never a product of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.levels import BLANK_LEVEL, DEFAULT_SPELLINGS, UNKNOWN_LEVEL, Spellings, level_codes
from udfs.problems import cells
from udfs.values import CellValue, as_text, is_blank, plain


class PriorityLabel(NamedTuple):
    """One priority and its place in the order of work, 1 first."""

    key: str
    label: Text
    order: int


PRIORITIES: tuple[PriorityLabel, ...] = (
    PriorityLabel("first", Text("优先解决", "Solve first"), 1),
    PriorityLabel("project", Text("专项攻关", "Special project"), 2),
    PriorityLabel("early", Text("优先安排", "Plan early"), 3),
    PriorityLabel("normal", Text("常规安排", "Plan normally"), 4),
    PriorityLabel("quick", Text("顺手改进", "Quick fix"), 5),
    PriorityLabel("convenient", Text("择机安排", "When convenient"), 6),
    PriorityLabel("later", Text("暂缓", "Put off"), 7),
)

# Rows: impact high, medium, low; columns: difficulty low, medium, high.
DEFAULT_MATRIX: tuple[tuple[str, str, str], ...] = (
    ("first", "first", "project"),
    ("early", "normal", "convenient"),
    ("quick", "convenient", "later"),
)

# The (row, column) cells that the six-step manual fixes; the other six are this product's defaults.
FROM_MANUAL: frozenset[tuple[int, int]] = frozenset({(0, 0), (0, 1), (2, 2)})


def default_matrix(lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Return the labels of DEFAULT_MATRIX in one language."""
    labels = {entry.key: entry.label.to(lang) for entry in PRIORITIES}
    return tuple(tuple(labels[key] for key in row) for row in DEFAULT_MATRIX)


def priority(
    impact: Sequence[CellValue],
    difficulty: Sequence[CellValue],
    matrix: Sequence[Sequence[CellValue]],
    spellings: Spellings = DEFAULT_SPELLINGS,
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return the priority of each issue, looked up in `matrix`.

    `matrix` has rows for impact high, medium, low and columns for difficulty low, medium, high. A blank level gives
    a blank priority; anything that is no level gives a text that begins with `!`.
    """
    answers = _answers(matrix, cells.PRIORITY_LEVEL.what.to(lang))
    levels = zip(level_codes(impact, spellings), level_codes(difficulty, spellings), strict=True)
    return [answers[pair] for pair in levels]


def _answers(matrix: Sequence[Sequence[CellValue]], wrong: str) -> dict[tuple[int, int], str]:
    """Return the answer to every pair of level codes."""
    codes = (BLANK_LEVEL, UNKNOWN_LEVEL, 1, 2, 3)
    answers = {}
    for impact in codes:
        for difficulty in codes:
            if BLANK_LEVEL in (impact, difficulty):
                answer = ""
            elif UNKNOWN_LEVEL in (impact, difficulty):
                answer = wrong
            else:
                answer = as_text(matrix[impact - 1][3 - difficulty])
            answers[impact, difficulty] = answer
    return answers


def effective_priority(computed: Sequence[CellValue], override: Sequence[CellValue]) -> list[CellValue]:
    """Return the manual priority where one is given, as it stands, else the computed one."""
    return [own if is_blank(manual) else manual for own, manual in zip(computed, override, strict=True)]


def priority_order(labels: Sequence[CellValue], order: Sequence[CellValue]) -> list[int]:
    """Return the place of each label in `order`, from 1; unknown and blank ones come after the last."""
    places: dict[str, int] = {}
    for place, label in enumerate(order, start=1):
        places.setdefault(plain(label).casefold(), place)
    places[""] = last = len(order) + 1
    return [places.get(plain(label).casefold(), last) for label in labels]
