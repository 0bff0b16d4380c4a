"""Numbers of rows from several sources in one table: unique numbers, and references that follow them.

If two sources both use I-001, a name before the number distinguishes them (`客服部/I-001`). As soon as one number of a
source is also used elsewhere, all its numbers in that table get its name as a prefix: among prefixed numbers, a bare
number of the same source would seem to belong to another source. Sources whose numbers nobody else uses keep them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from udfs.rules import SEPARATORS
from udfs.scheduling.links import splits
from udfs.values import CellValue, as_text, plain

_WIDTH = 3
# Longer numbers are not consecutive numbers.
_LONGEST = 9
_KEPT_SEPARATORS = re.compile(f"({SEPARATORS.pattern})")


class Numbered(NamedTuple):
    """The numbers in the table of one source, and the source's name."""

    name: str
    numbers: Sequence[CellValue]


def folded_number(value: CellValue) -> str:
    """Return a number in the form used for comparison: without extra spaces and letter case."""
    return plain(value).casefold()


def unique_numbers(sources: Sequence[Numbered], prefix: str) -> list[list[CellValue]]:
    """Return new numbers for the rows of every source; all are different, none is blank.

    Args:
        sources: the sources in their order, each with a unique name.
        prefix: prefix for numbers given to rows that have none (`I` gives `I-013` after `I-012`).
    """
    numbers = [[folded_number(number) for number in source.numbers] for source in sources]
    named = _named(sources, numbers)
    numbered: list[list[CellValue]] = []
    taken: set[str] = set()
    for source, is_named in zip(sources, named, strict=True):
        own: list[CellValue] = []
        for number in source.numbers:
            old = plain(number)
            new = f"{source.name}/{old}" if is_named and old else number
            if old:
                again = 1
                while folded_number(new) in taken:
                    again += 1
                    new = f"{source.name}/{old} ({again})" if is_named else f"{old} ({again})"
                taken.add(folded_number(new))
            own.append(new if old else None)
        numbered.append(own)
    return _filled(numbered, taken, prefix)


def _named(sources: Sequence[Numbered], numbers: Sequence[Sequence[str]]) -> list[bool]:
    """Return which sources need their name as a prefix; a prefixed number can again clash with that of another source."""
    named = [False] * len(sources)
    while True:
        current = [
            {f"{source.name}/{number}".casefold() if is_named else number for number in own if number}
            for source, own, is_named in zip(sources, numbers, named, strict=True)
        ]
        owners = Counter(number for own in current for number in own)
        clashing = [any(owners[number] > 1 for number in own) for own in current]
        extended = [before or now for before, now in zip(named, clashing, strict=True)]
        if extended == named:
            return named
        named = extended


def _filled(numbered: list[list[CellValue]], taken: Collection[str], prefix: str) -> list[list[CellValue]]:
    """Give rows without a number the next free ones."""
    start = f"{prefix}-"
    last = None
    for own in numbered:
        for i, number in enumerate(own):
            if number is None:
                last = (_last(taken, start.casefold()) if last is None else last) + 1
                own[i] = f"{start}{last:0{_WIDTH}}"
    return numbered


def _last(taken: Collection[str], start: str) -> int:
    """Return the highest number in use, 0 if there is none."""
    # Prefixed ones count too: a broken reference must not point to a new row by chance.
    bare = (number.rpartition("/")[2] for number in taken)
    used = (text.removeprefix(start) for text in bare if text.startswith(start))
    return max((int(text) for text in used if text.isdecimal() and len(text) <= _LONGEST), default=0)


def follow(value: CellValue, new: Callable[[str], str | None], *, predecessors: bool = False) -> CellValue:
    """Return a cell with its references renumbered; everything else is kept exactly as it is.

    Args:
        value: the cell; it may contain several references.
        new: returns the new number for a reference as typed, None if it does not change.
        predecessors: references may have a link type and a lag (`T-003FS+2`), which are kept.
    """
    pieces = _KEPT_SEPARATORS.split(as_text(value))
    renumbered = [
        piece if i % 2 else _followed(piece, new, predecessors=predecessors) for i, piece in enumerate(pieces)
    ]
    return value if renumbered == pieces else "".join(renumbered)


def _followed(piece: str, new: Callable[[str], str | None], *, predecessors: bool) -> str:
    entry = plain(piece)
    if not entry:
        return piece
    result = new(entry)
    if result is None and predecessors:
        # A bare `-003` is more likely part of a number than a lead.
        tails = ((task, tail) for task, tail in splits(entry) if tail and not tail.startswith("-"))
        result = next((renamed + tail for task, tail in tails if (renamed := new(task)) is not None), None)
    if result is None:
        return piece
    return piece.replace(entry, result) if entry in piece else result
