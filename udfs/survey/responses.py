"""The answers to one question as they are counted: each distinct cell is read once, each answer sheet refers to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from udfs.lang import Text


class State(Enum):
    """What is in a cell: an answer, none, or none because the questionnaire did not ask; or a text that fits no option."""

    ANSWERED = "answered"
    BLANK = "blank"
    SKIPPED = "skipped"
    UNREAD = "unread"


class Reading(NamedTuple):
    """What one cell says.

    Attributes:
        state: whether it is an answer.
        places: which options, counted from 0: the one chosen, those ticked, those ranked from the first on; of a matrix the
            value of each row, None where the row has none.
        unknown: what in it is no option of the question.
        words: what somebody wrote to an open question.
    """

    state: State
    places: tuple[int | None, ...] = ()
    unknown: tuple[str, ...] = ()
    words: str = ""

    @property
    def place(self) -> int | None:
        """Return the one option that is chosen; None where there is not exactly one."""
        return self.places[0] if len(self.places) == 1 else None


NO_ANSWER, NOT_ASKED = Reading(State.BLANK), Reading(State.SKIPPED)


@dataclass(frozen=True)
class Responses:
    """What all answer sheets that count say to one question.

    Attributes:
        number: of the question.
        text: the question.
        kind: one of `choices.KINDS`.
        options: what may be answered; of a scale from low to high.
        rows: of a matrix.
        is_reversed: whether more is worse on its scale.
        scale: the name that it shares with the other questions of a score; blank where it stands alone.
        exclusive: the places of options that go with no other.
        readings: what the distinct cells say.
        codes: of each answer sheet, which of these it has.
    """

    number: str
    text: str
    kind: Text
    options: tuple[str, ...]
    readings: tuple[Reading, ...]
    codes: tuple[int, ...]
    rows: tuple[str, ...] = ()
    is_reversed: bool = False
    scale: str = ""
    exclusive: frozenset[int] = frozenset()

    @cached_property
    def tally(self) -> dict[int, int]:
        """Return how many answer sheets have each reading."""
        return dict(Counter(self.codes))

    def weighted(self) -> Iterator[tuple[Reading, int]]:
        """Yield each reading that is an answer, with the number of people who gave it."""
        for code, n in self.tally.items():
            if self.readings[code].state is State.ANSWERED:
                yield self.readings[code], n

    def of_state(self, state: State) -> int:
        """Return how many answer sheets have such a cell."""
        return sum(n for code, n in self.tally.items() if self.readings[code].state is state)

    def counts(self) -> list[int]:
        """Return how many people chose each option, in the order of the options."""
        counts = [0] * len(self.options)
        for reading, n in self.weighted():
            for place in reading.places:
                if place is not None:
                    counts[place] += n
        return counts

    def part(self, sheets: Sequence[int]) -> Responses:
        """Return the same of some answer sheets only."""
        return Responses(
            self.number, self.text, self.kind, self.options, self.readings, tuple(self.codes[i] for i in sheets),
            self.rows, self.is_reversed, self.scale, self.exclusive,
        )  # fmt: skip
