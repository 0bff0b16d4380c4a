"""What stands in a cell of 答卷: one option, several, a ranking, a matrix, a skipped question; read and written here only.

A blank cell is no answer; `is_skipped` is a question that was not asked; an option such as 以上都没有 is an answer like any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from udfs.survey.choices import AFTER_ROW, BETWEEN_OPTIONS, BETWEEN_RANKS, OWN_WORDS, SKIPPED
from udfs.values import CellValue, as_text, plain

_OPENING, _CLOSING = OWN_WORDS
_HALF_WIDTH = str.maketrans("（）", "()")
_SKIPPED = {words.casefold() for words in SKIPPED}
# Words of one's own may hold any sign, the one between options as well; they end where the option ends.
_OPTION = re.compile(rf"((?:(?!{BETWEEN_OPTIONS}|{_OPENING}).)*)(?:{_OPENING}(.*?){_CLOSING})?(?:{BETWEEN_OPTIONS}|$)", re.DOTALL)  # fmt: skip


class Chosen(NamedTuple):
    """An option that somebody chose, and what they wrote behind it."""

    option: str
    words: str = ""


def is_skipped(value: CellValue) -> bool:
    """Return whether a cell says that the question was not asked, in either language."""
    # Of all answers of a survey few are so long and end like this.
    if not isinstance(value, str) or not value.rstrip().endswith((")", "）")):
        return False
    return plain(value).translate(_HALF_WIDTH).casefold() in _SKIPPED


def read_choices(value: CellValue) -> tuple[Chosen, ...]:
    """Return the options in a cell, in its order; none of a blank cell or a skipped question."""
    text = as_text(value)
    if not text.strip() or is_skipped(text):
        return ()
    return tuple(_choices(text))


def _choices(text: str) -> Iterator[Chosen]:
    at = 0
    while at < len(text):
        match = _OPTION.match(text, at)
        if match is None:  # an opening sign that nothing closes belongs to the option
            option, _, rest = text[at:].partition(BETWEEN_OPTIONS)
            at = len(text) - len(rest)
            words = ""
        else:
            option, words = match[1], match[2] or ""
            at = match.end()
        if option.strip() or words:
            yield Chosen(option.strip(), words)


def write_choices(chosen: Iterable[Chosen | str]) -> str:
    """Return the cell that `read_choices` reads as these options."""
    options = (Chosen(item) if isinstance(item, str) else item for item in chosen)
    return BETWEEN_OPTIONS.join(
        f"{item.option}{_OPENING}{item.words}{_CLOSING}" if item.words else item.option for item in options
    )


def read_ranks(value: CellValue) -> tuple[str, ...]:
    """Return the options of a ranking, the first one first; what was not ranked is not there."""
    text = as_text(value)
    if is_skipped(text):
        return ()
    return tuple(option for part in text.split(BETWEEN_RANKS) if (option := part.strip()))


def write_ranks(options: Iterable[str]) -> str:
    """Return the cell that `read_ranks` reads as this ranking."""
    return BETWEEN_RANKS.join(options)


def read_matrix(value: CellValue, rows: Collection[str] = ()) -> dict[str, str]:
    """Return what was answered to each row of a matrix.

    Args:
        value: the cell.
        rows: the rows of the question; with them a row may hold the sign that stands before its value.
    """
    text = as_text(value)
    if is_skipped(text):
        return {}
    answers: dict[str, str] = {}
    row: str | None = None
    for part in text.split(BETWEEN_OPTIONS):
        named = max((name for name in rows if part.startswith(name + AFTER_ROW)), key=len, default=None)
        if named is None and AFTER_ROW in part:
            named = part.partition(AFTER_ROW)[0]
        if named is not None:
            row = named
            answers[row.strip()] = part[len(named) + len(AFTER_ROW) :].strip()
        elif row is not None:  # several options of one row
            answers[row.strip()] += BETWEEN_OPTIONS + part.strip()
    return {name: answer for name, answer in answers.items() if answer}


def write_matrix(answers: Mapping[str, str]) -> str:
    """Return the cell that `read_matrix` reads as these answers; rows without one are left out."""
    return BETWEEN_OPTIONS.join(f"{row}{AFTER_ROW}{answer}" for row, answer in answers.items() if answer)
