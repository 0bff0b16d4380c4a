"""Numbers of rows from several sources in one table: each its own, and references that follow.

Two sources that both use I-001 are told apart by a name before the number (`客服部/I-001`). As soon as one number of a
source is used elsewhere too, all its numbers in that table carry its name: among prefixed ones, a bare number of the
same source would seem to belong to somebody else. Sources whose numbers nobody else uses keep them as they are.
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
# Longer ones are no counting numbers.
_LONGEST = 9
_KEPT_SEPARATORS = re.compile(f"({SEPARATORS.pattern})")


class Numbered(NamedTuple):
    """The numbers of one source as its table names it."""

    name: str
    numbers: Sequence[CellValue]


def folded_number(value: CellValue) -> str:
    """Return a number as numbers are compared: without stray spaces and letter case."""
    return plain(value).casefold()


def kept_apart(sources: Sequence[Numbered], prefix: str) -> list[list[CellValue]]:
    """Return new numbers for the rows of every source; no two are the same, none is blank.

    Args:
        sources: the sources in their order, each with a name that no other has.
        prefix: begins the numbers of rows that have none (`I` gives `I-013` after `I-012`).
    """
    numbers = [[folded_number(number) for number in source.numbers] for source in sources]
    named = _named(sources, numbers)
    made: list[list[CellValue]] = []
    taken: set[str] = set()
    for source, is_named in zip(sources, named, strict=True):
        made.append([])
        for number in source.numbers:
            held = plain(number)
            new = f"{source.name}/{held}" if is_named and held else number
            if held:
                again = 1
                while folded_number(new) in taken:
                    again += 1
                    new = f"{source.name}/{held} ({again})" if is_named else f"{held} ({again})"
                taken.add(folded_number(new))
            made[-1].append(new if held else None)
    return _filled(made, taken, prefix)


def _named(sources: Sequence[Numbered], numbers: Sequence[Sequence[str]]) -> list[bool]:
    """Tell which sources put their name before their numbers: a name may make a number that another source has."""
    named = [False] * len(sources)
    while True:
        held = [
            {f"{source.name}/{number}".casefold() if is_named else number for number in own if number}
            for source, own, is_named in zip(sources, numbers, named, strict=True)
        ]
        owners = Counter(number for own in held for number in own)
        clashing = [any(owners[number] > 1 for number in own) for own in held]
        wanted = [before or now for before, now in zip(named, clashing, strict=True)]
        if wanted == named:
            return named
        named = wanted


def _filled(made: list[list[CellValue]], taken: Collection[str], prefix: str) -> list[list[CellValue]]:
    """Give rows without a number the next ones that are free."""
    start = f"{prefix}-"
    last = None
    for own in made:
        for i, number in enumerate(own):
            if number is None:
                last = (_last(taken, start.casefold()) if last is None else last) + 1
                own[i] = f"{start}{last:0{_WIDTH}}"
    return made


def _last(taken: Collection[str], start: str) -> int:
    """Return the last number that is taken, 0 where none is."""
    # Prefixed ones count too: a reference that leads nowhere must not lead to a new row by chance.
    bare = (number.rpartition("/")[2] for number in taken)
    used = (text.removeprefix(start) for text in bare if text.startswith(start))
    return max((int(text) for text in used if text.isdecimal() and len(text) <= _LONGEST), default=0)


def follow(value: CellValue, new: Callable[[str], str | None], *, predecessors: bool = False) -> CellValue:
    """Return a cell with references after its rows were numbered anew; what is not renamed stays letter for letter.

    Args:
        value: the cell; it may hold several references.
        new: gives the new number for one as typed, None where it stays.
        predecessors: references may carry a link type and a lag (`T-003FS+2`), which are kept.
    """
    pieces = _KEPT_SEPARATORS.split(as_text(value))
    made = [piece if i % 2 else _followed(piece, new, predecessors=predecessors) for i, piece in enumerate(pieces)]
    return value if made == pieces else "".join(made)


def _followed(piece: str, new: Callable[[str], str | None], *, predecessors: bool) -> str:
    entry = plain(piece)
    if not entry:
        return piece
    found = new(entry)
    if found is None and predecessors:
        # A bare `-003` is rather part of a number than a lead.
        tails = ((task, tail) for task, tail in splits(entry) if tail and not tail.startswith("-"))
        found = next((renamed + tail for task, tail in tails if (renamed := new(task)) is not None), None)
    if found is None:
        return piece
    return piece.replace(entry, found) if entry in piece else found
