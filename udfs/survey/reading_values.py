"""The values of a survey export: what is no answer, codes, times taken, and several options in one cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from udfs.spellings import half_width
from udfs.survey.cells import is_skipped
from udfs.survey.choices import BETWEEN_OPTIONS, OWN_WORDS, SKIPPED
from udfs.values import CellValue, as_text, is_number
from udfs.worksheet import SECONDS_A_DAY

# What platforms write for a question without an answer, and, exported by number, for one that was not asked.
_BLANKS: Final = frozenset(("(空)", "（空）", "(empty)"))
_BLANK_CODE, _SKIPPED_CODE = "-2", "-3"
_CODE = re.compile(rf"(-?\d+)({OWN_WORDS[0]}.*{OWN_WORDS[1]})?", re.DOTALL)
_OUTER = " \t\r\n\u00a0\u3000\u200b\ufeff"
# Between options in one cell, in the order in which they are tried.
SEPARATORS: Final = ("\n", ";", "；", "|", "、", ",", "，")
# Parts are options where each stands in so many answers, where there are no more of them, and none is longer.
_TWICE, MOST_OPTIONS, LONGEST_OPTION = 2, 30, 40

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+)")
_LENGTH = re.compile(r"(?:(\d+)(?:天|d(?:ays?)?))?(?:(\d+)(?:小时|时|h(?:ours?|rs?)?))?(?:(\d+)(?:分钟|分|m(?:in(?:utes?|s)?)?))?"
                     r"(?:(\d+(?:\.\d+)?)(?:秒钟?|s(?:ec(?:onds?|s)?)?)?)?")  # fmt: skip
_SECONDS = (SECONDS_A_DAY, 3600, 60, 1)


def answer_of(value: CellValue, *, coded: bool) -> str:
    """Return an answer as text: nothing for none, `SKIPPED` (zh) for a question that was not asked.

    Args:
        value: the cell of the export.
        coded: whether it was exported by number, where -2 and -3 say so.
    """
    return _answer(as_text(value), coded)


@lru_cache(1 << 16)
def _answer(raw: str, coded: bool) -> str:  # noqa: FBT001 - as `answer_of` has it
    text = raw.strip(_OUTER)
    if text in _BLANKS or (coded and text == _BLANK_CODE):
        return ""
    return SKIPPED.zh if is_skipped(text) or (coded and text == _SKIPPED_CODE) else text


def code_of(answer: str) -> tuple[str, str] | None:
    """Return a code and the words behind it (`3〖自己写的〗`), None where the answer is no code."""
    match = _CODE.fullmatch(answer)
    return (match[1], match[2] or "") if match else None


def parse_seconds(value: CellValue) -> int | float | None:
    """Return a time taken in seconds: 123秒, 2分钟5秒, 00:02:05, 2:05, a plain number, a fraction of a day; None for other texts."""
    if is_number(value):
        fraction = isinstance(value, float) and 0 < value < 1
        return round(value * _SECONDS[0]) if fraction else value
    text = half_width(as_text(value)).replace(" ", "").casefold()
    clock = _CLOCK.fullmatch(text)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    match = _LENGTH.fullmatch(text)
    if not text or match is None:
        return None
    total = sum((float(part) * unit for part, unit in zip(match.groups(), _SECONDS, strict=True) if part), 0.0)
    return int(total) if total.is_integer() else total


def separator_of(answers: Sequence[str], known: Collection[str] = ()) -> str | None:
    """Return the sign between the options of a plain form's cells, None where the cells hold one option each, or words.

    A sign separates options where every part of every cell is a known option; without known ones where every part stands
    in two answers or more, one that stands beside others stands alone elsewhere, and there are few and short ones.
    """
    cells = [answer for answer in answers if answer and not is_skipped(answer)]
    for sign in SEPARATORS:
        if not any(sign in cell for cell in cells):
            continue
        if known:
            if all(split_known(cell, known, sign) is not None for cell in cells):
                return sign
            continue
        parts = [[part.strip(_OUTER) for part in cell.split(sign)] for cell in cells]
        counts = Counter(part for several in parts for part in set(several))
        if (
            min(counts.values()) >= _TWICE
            and len(counts) <= MOST_OPTIONS
            and all(0 < len(part) <= LONGEST_OPTION for part in counts)
            and {part for several in parts if len(several) > 1 for part in several} & {several[0] for several in parts if len(several) == 1}
        ):  # fmt: skip
            return sign
    return None


def split_known(text: str, options: Collection[str], sign: str) -> list[str] | None:
    """Return the options that a cell lists; an option may hold the sign itself. None where something else is in it."""
    pieces = [piece.strip(_OUTER) for piece in text.split(sign)]
    known = {option.strip(_OUTER) for option in options}
    # The options that end at each piece, by the longest last one.
    ways: list[list[str] | None] = [[]]
    for end in range(1, len(pieces) + 1):
        way = None
        for start in range(end):
            before, option = ways[start], sign.join(pieces[start:end])
            if before is not None and (option in known or option.partition(OWN_WORDS[0])[0] in known):
                way = [*before, option]
                break
        ways.append(way)
    return ways[-1]


def split(text: str, sign: str, known: Collection[str] = ()) -> list[str]:
    """Return the options in a cell whose parts a sign separates."""
    named = split_known(text, known, sign) if known else None
    return named if named is not None else [part for piece in text.split(sign) if (part := piece.strip(_OUTER))]


def is_multiple(answers: Collection[str]) -> bool:
    """Return whether some cell holds several options with the platforms' own sign between them."""
    return any(BETWEEN_OPTIONS in answer.split(OWN_WORDS[0])[0] or f"{OWN_WORDS[1]}{BETWEEN_OPTIONS}" in answer for answer in answers)  # fmt: skip
