"""What the cells of 答卷 say: which options of its question each distinct text means, read once however often it stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from udfs.choices import means, written_as
from udfs.lang import Text
from udfs.survey.choices import (
    AFTER_ROW,
    BETWEEN_OPTIONS,
    BETWEEN_RANKS,
    MATRIX,
    MULTIPLE,
    NPS,
    OPEN,
    OWN_WORDS,
    RANKING,
    SCALE,
    SKIPPED,
)
from udfs.survey.responses import NO_ANSWER, NOT_ASKED, Reading, State
from udfs.values import CellValue, ErrorValue, plain


@dataclass(frozen=True)
class Options:
    """What a question may be answered with, as its cells are read: its kind, options and, of a matrix, rows."""

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
        """Return which option a text means: as it is written, without somebody's own words, or as the point of a scale."""
        known = self.places.get(written_as(text))
        if known is None and OWN_WORDS[0] in text:
            known = self.places.get(written_as(text.partition(OWN_WORDS[0])[0]))
        if known is None and self.kind in (SCALE, MATRIX):
            point = plain(text)
            known = int(point) - 1 if point.isdecimal() and 0 < int(point) <= len(self.options) else None
        return known


def _places(labels: Sequence[str]) -> dict[str, int]:
    return {written_as(label): place for place, label in reversed([*enumerate(labels)])}


def read(asked: Options, value: CellValue) -> Reading:
    """Return what a cell says to a question."""
    text = "" if isinstance(value, ErrorValue) else plain(value)
    if isinstance(value, ErrorValue):
        return Reading(State.UNREAD, unknown=(str(value),))
    if not text:
        return NO_ANSWER
    if means(value, SKIPPED):
        return NOT_ASKED
    if asked.kind == OPEN:
        return Reading(State.ANSWERED, words=text)
    if asked.kind == MATRIX:
        return _rated(asked, text)
    parts = _parts(asked.kind, text)
    places = [asked.place(part) for part in parts]
    unknown = tuple(part for part, place in zip(parts, places, strict=True) if place is None)
    known = tuple(dict.fromkeys(place for place in places if place is not None))
    if unknown and asked.kind in (SCALE, NPS, RANKING):
        return Reading(State.UNREAD, unknown=unknown)
    return Reading(State.ANSWERED, known, unknown)


def _parts(kind: Text, text: str) -> list[str]:
    between = {MULTIPLE: BETWEEN_OPTIONS, RANKING: BETWEEN_RANKS}.get(kind)
    parts = [text] if between is None else text.split(between)
    return [stripped for part in parts if (stripped := part.strip())]


def _rated(asked: Options, text: str) -> Reading:
    """Return the value of each row; a row or a value that the question does not have makes the cell unreadable."""
    places: list[int | None] = [None] * len(asked.rows)
    unknown = []
    for part in _parts(MULTIPLE, text):
        name, _, value = part.rpartition(AFTER_ROW)
        row, place = asked.row_places.get(written_as(name)), asked.place(value)
        if row is None or place is None:
            unknown.append(part)
        else:
            places[row] = place
    if unknown or all(place is None for place in places):
        return Reading(State.UNREAD, unknown=tuple(unknown) or (text,))
    return Reading(State.ANSWERED, tuple(places))
