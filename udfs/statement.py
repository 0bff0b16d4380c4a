"""The problem statement of the six-step manual: put together from its five parts, and taken apart again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import Formatter
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.problems import cells
from udfs.values import CellValue, ErrorValue, as_text, is_blank

TEMPLATE = Text(
    "在{scene}，{step}存在{problem}，导致{impact}，影响程度为{extent}",
    "In {scene}, {step} shows {problem}, which leads to {impact}; extent: {extent}",
)


class Parts(NamedTuple):
    """The five parts of a statement."""

    scene: str
    step: str
    problem: str
    impact: str
    extent: str


_PROBLEM = Parts._fields.index("problem")


def pieces(lang: Lang) -> tuple[str, ...]:
    """Return the six literal pieces around the five parts, first to last; the last may be empty."""
    parsed = list(Formatter().parse(TEMPLATE.to(lang)))
    literals = tuple(literal for literal, _field, _spec, _conversion in parsed)
    return literals if parsed[-1][1] is None else (*literals, "")


def statement(
    scene: Sequence[CellValue],
    step: Sequence[CellValue],
    problem: Sequence[CellValue],
    impact: Sequence[CellValue],
    extent: Sequence[CellValue],
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return the statement of each issue; while one of its five parts is missing the problem alone, so that it is seen."""
    words, wrong = pieces(lang), cells.STATEMENT_PART.what.to(lang)
    return [_joined(parts, words, wrong) for parts in zip(scene, step, problem, impact, extent, strict=True)]


def _joined(parts: tuple[CellValue, ...], words: tuple[str, ...], wrong: str) -> str:
    if any(map(is_blank, parts)):
        problem = parts[_PROBLEM]
        return wrong if isinstance(problem, ErrorValue) else "" if is_blank(problem) else as_text(problem)
    for part in parts:
        if isinstance(part, ErrorValue):
            return wrong
    one, two, three, four, five = map(as_text, parts)
    return f"{words[0]}{one}{words[1]}{two}{words[2]}{three}{words[3]}{four}{words[4]}{five}{words[5]}"


class _Grammar(NamedTuple):
    """How a sentence opens, what stands between its parts, and how it may close."""

    opening: re.Pattern[str]
    between: tuple[re.Pattern[str], ...]
    before_extent: tuple[re.Pattern[str], ...]
    closing: str


# A comma between two digits belongs to a number such as 1,000.
_COMMA = r"(?:，|(?<!\d),|,(?!\d))\s*"

_GRAMMARS = (
    _Grammar(
        opening=re.compile("在"),
        between=tuple(map(re.compile, (_COMMA, "存在", _COMMA + "导致"))),
        # The manual's own example leaves out the words 影响程度为.
        before_extent=tuple(map(re.compile, (_COMMA + "影响程度(?:为[:：]?|[:：])", _COMMA))),
        closing="。",
    ),
    _Grammar(
        opening=re.compile(r"in\s", re.IGNORECASE),
        between=tuple(re.compile(p, re.IGNORECASE) for p in (_COMMA, r"\sshows\s", _COMMA + r"which leads to\s")),
        before_extent=tuple(re.compile(p, re.IGNORECASE) for p in (r"[;；]\s*extent\s*[:：]", _COMMA)),
        closing=".",
    ),
)


def parse_statement(text: str) -> Parts | None:
    """Take a statement in either language apart; None when the text is no such sentence.

    Commas may be full- or half-width, the words 影响程度为 may be missing (then the extent is what follows the first
    comma of the consequence), a final full stop and stray spaces do not matter.
    """
    sentence = text.strip()
    return next((parts for grammar in _GRAMMARS if (parts := _parse(sentence, grammar))), None)


def _parse(sentence: str, grammar: _Grammar) -> Parts | None:
    opening = grammar.opening.match(sentence)
    if opening is None:
        return None
    pieces_read, rest = [], sentence[opening.end() :].removesuffix(grammar.closing)
    for separator in grammar.between:
        part, rest = _split(separator, rest)
        pieces_read.append(part)
    last = next((separator for separator in grammar.before_extent if separator.search(rest)), None)
    if last is None:
        return None
    parts = Parts(*(part.strip() for part in (*pieces_read, *_split(last, rest))))
    return parts if all(parts) else None


def _split(separator: re.Pattern[str], text: str) -> tuple[str, str]:
    """Return what stands before and after the first separator; nothing after it where there is none."""
    match = separator.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")
