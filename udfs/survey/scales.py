"""Scales: several questions that make one score together, and whether they may be taken together (Cronbach's α)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.lang import Text, listed
from udfs.monitoring.wording import fill
from udfs.problems import RefusalError
from udfs.statistics.reliability import reliability
from udfs.survey.choices import MATRIX, SCALE
from udfs.survey.responses import Reading, Responses, State

_ALPHA = Text(
    "量表“{name}”（{items} 题）：{method} {value}（n={n}，缺答的不算）",
    "scale “{name}” ({items} items): {method} {value} (n = {n}, listwise)",
)
_TURNED = Text("；反向题 {names} 已反转", "; reversed items turned: {names}")
_NEGATIVE = Text("；为负，多半有反向题没有标出", "; negative: most likely a reversed item is not marked")
_REFUSED = Text("量表“{name}”：算不出 α（{why}）", "scale “{name}”: no α ({why})")
_NOT_ONE = Text("；α 高不等于只测一件事", "; a high α does not show that one thing is measured")


class Scale(NamedTuple):
    """A score of several questions.

    Attributes:
        name: what it is called in the questionnaire.
        items: the numbers of its questions.
        alpha: how well they measure together; None where that cannot be calculated.
        words: the same as a sentence.
    """

    name: str
    items: tuple[str, ...]
    alpha: float | None
    words: Text


def scales(questions: Sequence[Responses]) -> list[Scale]:
    """Return every scale of the questionnaire that is named, of two items or more; a matrix is as many items as it has rows."""
    named: dict[str, list[Responses]] = {}
    for question in questions:
        if question.scale and question.kind in (SCALE, MATRIX):
            named.setdefault(question.scale, []).append(question)
    return [_scale(name, members) for name, members in named.items() if sum(map(_items, members)) > 1]


def _items(question: Responses) -> int:
    return len(question.rows) if question.kind == MATRIX else 1


def _scale(name: str, members: Sequence[Responses]) -> Scale:
    columns = [column for question in members for column in _columns(question)]
    rows = [*zip(*columns, strict=True)]
    answered = [row for row in rows if any(value is not None for value in row)]
    numbers = tuple(question.number for question in members)
    try:
        result = reliability(answered)
        words = fill(
            _ALPHA, name=name, items=len(columns), method=result.method, value=f"{result.estimate:.2f}", n=result.n[0]
        )
    except RefusalError as refusal:
        why = Text(refusal.finding.what("zh"), refusal.finding.what("en"))
        return Scale(name, numbers, None, fill(_REFUSED, name=name, why=why))
    turned = [question.number for question in members if question.is_reversed]
    if turned:
        words = _add(words, fill(_TURNED, names=listed(turned)))
    return Scale(name, numbers, result.estimate, _add(words, _NEGATIVE if result.estimate < 0 else _NOT_ONE))


def _add(words: Text, more: Text) -> Text:
    return Text(words.zh + more.zh, words.en + more.en)


def _columns(question: Responses) -> list[list[int | None]]:
    """Return the points that each answer sheet gives to each item, from 1, reversed ones turned round."""
    points = [_points(question, reading) for reading in question.readings]
    return [[points[code][item] for code in question.codes] for item in range(_items(question))]


def _points(question: Responses, reading: Reading) -> tuple[int | None, ...]:
    if reading.state is not State.ANSWERED:
        return (None,) * _items(question)
    turn = len(question.options)
    return tuple(
        None if place is None else turn - place if question.is_reversed else place + 1 for place in reading.places
    )


def unmarked(scale: Scale) -> bool:
    """Return whether a scale looks as if a reversed item were not marked."""
    return scale.alpha is not None and scale.alpha < 0
