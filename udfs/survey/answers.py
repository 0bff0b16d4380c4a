"""What the cells of 答卷 say as they are counted: which options of its question each distinct text means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from udfs.choices import written_as
from udfs.lang import Text
from udfs.survey.cells import Chosen, is_skipped, read_choices, read_matrix, read_ranks
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE
from udfs.survey.responses import NO_ANSWER, NOT_ASKED, Reading, State
from udfs.values import CellValue, ErrorValue, as_text, plain

_POINTS = (SCALE, MATRIX)


@dataclass(frozen=True)
class Options:
    """What a question may be answered with: its kind, options and, of a matrix, rows."""

    kind: Text
    options: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the options by how they are written; of equal ones the first."""
        return _places(self.options)

    @cached_property
    def row_places(self) -> Mapping[str, int]:
        """Return the rows of a matrix by how they are written."""
        return _places(self.rows)

    def place(self, text: str) -> int | None:
        """Return which option a text means: as it is written, or as the number of a point on a scale."""
        known = self.places.get(written_as(text))
        if known is None and self.kind in _POINTS:
            point = plain(text)
            known = int(point) - 1 if point.isdecimal() and 0 < int(point) <= len(self.options) else None
        return known


def _places(labels: Sequence[str]) -> dict[str, int]:
    return {written_as(label): place for place, label in reversed([*enumerate(labels)])}


def read(asked: Options, value: CellValue) -> Reading:
    """Return what a cell says to a question."""
    text = plain(value)
    if not text or is_skipped(value):
        return NOT_ASKED if text else NO_ANSWER
    if isinstance(value, ErrorValue):
        return Reading(State.UNREAD, unknown=(text,))
    if asked.kind == OPEN:
        return Reading(State.ANSWERED, words=text)
    if asked.kind == MATRIX:
        return _rated(asked, value)
    return _chosen(asked, _parts(asked.kind, value))


def _chosen(asked: Options, parts: Sequence[str]) -> Reading:
    places = [asked.place(part) for part in parts]
    unknown = tuple(part for part, place in zip(parts, places, strict=True) if place is None)
    known = tuple(dict.fromkeys(place for place in places if place is not None))
    if unknown and asked.kind in (SCALE, NPS, RANKING):
        return Reading(State.UNREAD, unknown=unknown)
    return Reading(State.ANSWERED, known, unknown)


def _parts(kind: Text, value: CellValue) -> list[str]:
    """Return the options in a cell; of one choice of several kinds only words of one's own stand behind it."""
    if kind == RANKING:
        return [*read_ranks(value)]
    chosen = read_choices(value)
    if kind == MULTIPLE or len(chosen) == 1:
        return [_written(one) for one in chosen]
    return [as_text(value).strip()]


def _written(chosen: Chosen) -> str:
    """Return an option without the words behind it; words without an option are what was answered."""
    return chosen.option or chosen.words


def _rated(asked: Options, value: CellValue) -> Reading:
    """Return the value of each row; a row or a value that the question does not have makes the cell unreadable."""
    places: list[int | None] = [None] * len(asked.rows)
    unknown = []
    for name, answer in read_matrix(value, asked.rows).items():
        row, place = asked.row_places.get(written_as(name)), asked.place(answer)
        if row is None or place is None:
            unknown.append(f"{name} {answer}")
        else:
            places[row] = place
    if unknown or all(place is None for place in places):
        return Reading(State.UNREAD, unknown=tuple(unknown) or (as_text(value),))
    return Reading(State.ANSWERED, tuple(places))
