"""A column of a piece of an export, as whole arrays: codes of what differs, days, numbers, hashes.

A cell is read by the functions of `udfs.measuring.cells`, once for each different text; numbers written plainly are read
by the columnar library, which comes to the same.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from addin.measuring.hashing import Hashes, hashed
from udfs.measuring.cells import read_day, read_duration, read_number, shown
from udfs.measuring.filters import Condition, Operator
from udfs.values import CellValue, is_blank, is_number
from udfs.worksheet import LARGEST_WHOLE

Mask: TypeAlias = NDArray[np.bool_]
Integers: TypeAlias = NDArray[np.int32]
Floats: TypeAlias = NDArray[np.float64]

# What came of reading the number of a cell.
READ, BLANK, UNREAD, AS_TEXT, UNSURE = range(5)

# Enough of a text to hold its day and the first digit of its time, and little enough that a few thousand different ones
# stand for a million moments.
_DAY_LENGTH = 13
_PLAIN_DAY = 10
# What may stand behind a plain day, as far as it is looked at: nothing, or the first digit of a time.
_BEHIND_DAY = re.compile(rb"(?:[ T]\d)?")
_DAY_AND_BEHIND = _PLAIN_DAY + 2
_PLAIN = r"^-?(\d{1,3}(,\d{3}){1,4}|\d{1,15})(\.\d{1,15})?$"
_ORDERED = {
    Operator.ABOVE: np.greater,
    Operator.AT_LEAST: np.greater_equal,
    Operator.BELOW: np.less,
    Operator.AT_MOST: np.less_equal,
}


class Numbers(NamedTuple):
    """The numbers of a column, NaN where there is none, and what came of reading each."""

    values: Floats
    status: NDArray[np.uint8]


class Units(NamedTuple):
    """Seconds of the unit of a measure and of the one that the heading of its column names; None where it is none of time."""

    wanted: int | None = None
    heading: int | None = None

    @property
    def scale(self) -> float:
        """Return by what plain numbers are multiplied."""
        return self.heading / self.wanted if self.heading and self.wanted else 1


class Column(ABC):
    """The cells of one column in consecutive rows."""

    @abstractmethod
    def codes(self) -> tuple[Integers, list[CellValue]]:
        """Return for each row the position of its value in the list of those that differ."""

    @abstractmethod
    def hashes(self) -> Hashes:
        """Return a hash of each text, 0 for a blank one."""

    @abstractmethod
    def days(self) -> Integers:
        """Return the ordinal of each row's day, 0 where none can be read."""

    @abstractmethod
    def numbers(self, units: Units) -> Numbers:
        """Return the numbers of the cells; durations that say their unit in the unit that is wanted."""

    @abstractmethod
    def value(self, at: int) -> CellValue:
        """Return one cell."""

    def holds(self, condition: Condition) -> Mask:
        """Return for which rows a condition holds."""
        return self.mapped(condition.holds, np.bool_)  # type: ignore[no-any-return]

    def mapped(self, function: Callable[[CellValue], Any], kind: Any) -> Any:  # noqa: ANN401 - as numpy names types
        """Return a function of each cell, called once for each different one."""
        codes, distinct = self.codes()
        return np.array([function(value) for value in distinct], kind)[codes]

    def blank(self) -> Mask:
        """Return which cells are blank."""
        return self.mapped(is_blank, np.bool_)  # type: ignore[no-any-return]


def _day(value: CellValue) -> int:
    day = read_day(value)
    return 0 if day is None else day.toordinal()


@lru_cache(maxsize=1 << 14)
def _of_plain_day(start: bytes | None) -> int:
    if start is None or not start.isascii() or len(start) < _PLAIN_DAY or not _BEHIND_DAY.fullmatch(start, _PLAIN_DAY):
        return 0
    return _day(start[:_PLAIN_DAY].decode())


def _number(value: CellValue, units: Units, *, typed: bool) -> tuple[float, int]:
    """Return the number of a cell in the unit wanted, and what came of reading it."""
    if is_blank(value):
        return np.nan, BLANK
    number = read_number(value)
    if number is not None:
        return number * units.scale, READ if is_number(value) or not typed else AS_TEXT
    duration = read_duration(value) if units.wanted else None
    if duration is None or not units.wanted:
        return np.nan, UNREAD
    return duration.seconds / units.wanted, UNSURE if duration.is_ambiguous else READ


class ValueColumn(Column):
    """Cells as Python values: of a sheet, or of text that needs the careful reader.

    Args:
        cells: the values.
        typed: whether the file itself tells numbers from text.
    """

    def __init__(self, cells: Sequence[CellValue], *, typed: bool) -> None:
        self._cells, self._typed = cells, typed
        self._types = set(map(type, cells))

    def codes(self) -> tuple[Integers, list[CellValue]]:
        """Return the codes; 1, 1.0 and TRUE are kept apart from one another by their types."""
        return self._codes

    @cached_property
    def _codes(self) -> tuple[Integers, list[CellValue]]:
        if len(self._types) == 1:
            known: dict[CellValue, int] = {}
            return np.array([known.setdefault(cell, len(known)) for cell in self._cells], np.int32), [*known]
        places: dict[tuple[type, CellValue], int] = {}
        codes = [places.setdefault((type(cell), cell), len(places)) for cell in self._cells]
        return np.array(codes, np.int32), [cell for _, cell in places]

    def hashes(self) -> Hashes:
        """Return the hashes of the texts that cells show."""
        # Letters and digits only, as numbers of orders mostly are, show as they are.
        shown_as = [cell if type(cell) is str and cell.isalnum() else shown(cell) for cell in self._cells]
        texts = [text.encode("utf-8", "backslashreplace") for text in shown_as]
        ends = np.cumsum([0, *map(len, texts)])
        return hashed(np.frombuffer(b"".join(texts), np.uint8), ends)

    def days(self) -> Integers:
        """Return the days."""
        if self._types <= {date, datetime}:
            return np.array([cell.toordinal() for cell in self._cells], np.int32)  # type: ignore[union-attr]  # they are
        return self.mapped(_day, np.int32)  # type: ignore[no-any-return]

    def numbers(self, units: Units) -> Numbers:
        """Return the numbers."""
        if self._types <= {float, int}:
            values = np.array(self._cells, np.float64)
            return Numbers(values * units.scale, np.where(np.isfinite(values), READ, UNREAD).astype(np.uint8))
        codes, distinct = self.codes()
        read = [_number(value, units, typed=self._typed) for value in distinct]
        values, status = np.array([value for value, _ in read]), np.array([state for _, state in read], np.uint8)
        return Numbers(values[codes], status[codes])

    def holds(self, condition: Condition) -> Mask:
        """Return for which rows a condition holds; numbers are compared with numbers whole."""
        limits = [number for value in condition.values if (number := read_number(value)) is not None]
        are_numbers = len(limits) == len(condition.values) and self._types <= {float, int}
        if condition.operator not in _ORDERED or not are_numbers:
            return super().holds(condition)
        values = np.array(self._cells, np.float64)
        return np.logical_or.reduce([_ORDERED[condition.operator](values, limit) for limit in limits])  # type: ignore[no-any-return]

    def value(self, at: int) -> CellValue:
        """Return one cell."""
        return self._cells[at]


class TextColumn(Column):
    """Cells as an array of texts that the columnar library has read.

    Its buffers are looked at directly: the library's own conversions import pandas where that is installed.

    Args:
        array: an Arrow array of strings, blank cells null.
    """

    def __init__(self, array: Any) -> None:  # noqa: ANN401 - the library has no types
        self._array = array

    def codes(self) -> tuple[Integers, list[CellValue]]:
        """Return the codes."""
        return self._codes

    @cached_property
    def _codes(self) -> tuple[Integers, list[CellValue]]:
        return _encoded(self._array)

    def hashes(self) -> Hashes:
        """Return the hashes of the texts."""
        _, ends, data = self._array.buffers()
        at, count = self._array.offset, len(self._array)
        # Without any text there may be no buffer.
        signs = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
        return hashed(signs, np.frombuffer(ends, np.int32)[at : at + count + 1])

    def days(self) -> Integers:
        """Return the days, read from the beginnings of the texts where these hold them."""
        days = self._plain_days()
        if days is not None:
            return days
        codes, starts = _encoded(pc.utf8_slice_codeunits(self._array, 0, _DAY_LENGTH))
        # One that ends with a space does not say whether a time stands behind it.
        days = np.array([0 if start is None or start[-1:] == " " else _day(start) for start in starts], np.int32)[codes]
        if days.all():
            return days
        left = np.flatnonzero(days == 0)
        whole, texts = self.codes()
        wanted, places = np.unique(whole[left], return_inverse=True)
        days[left] = np.array([_day(texts[code]) for code in wanted], np.int32)[places]
        return days

    def _plain_days(self) -> Integers | None:
        """Return the days of texts that all are ten signs such as 2026-01-03 and a time or nothing, None for any others."""
        codes, starts = _encoded(pc.binary_slice(self._array.view(pa.binary()), 0, _DAY_AND_BEHIND))
        known = [_of_plain_day(start) for start in starts]
        return np.array(known, np.int32)[codes] if all(known) else None

    def numbers(self, units: Units) -> Numbers:
        """Return the numbers: plainly written ones at once, the others one by one."""
        values, plain, valid = self._plain
        if plain is valid:
            status = np.zeros(len(values), np.uint8) if valid.all() else np.where(valid, READ, BLANK).astype(np.uint8)
            return Numbers(values * units.scale if units.scale != 1 else values, status)
        status = np.where(valid, READ, BLANK).astype(np.uint8)
        values, status = self._carefully(values.copy(), status, valid & ~plain, units)
        return Numbers(values * units.scale, status)

    @cached_property
    def _plain(self) -> tuple[Floats, Mask, Mask]:
        """Return the numbers that are written plainly, NaN where there is none; which ones are, and which cells are filled."""
        count = len(self._array)
        valid = _bits(self._array.is_valid()) if self._array.null_count else np.ones(count, np.bool_)
        try:
            values = _floats(pc.cast(self._array, pa.float64()))
        except pa.ArrowInvalid:
            return np.full(count, np.nan), np.zeros(count, np.bool_), valid
        if self._array.null_count:
            values = np.where(valid, values, np.nan)
        plain = np.abs(values) < LARGEST_WHOLE  # not so for infinity and NaN
        return values, valid if np.array_equal(plain, valid) else plain, valid

    def _carefully(
        self, values: Floats, status: NDArray[np.uint8], left: Mask, units: Units
    ) -> tuple[Floats, NDArray[np.uint8]]:
        """Read what is not plain: numbers with thousands separators, then whatever the reader of single cells knows."""
        matches = pc.match_substring_regex(self._array, _PLAIN)
        plain = _bits(matches) & left
        if plain.any():
            texts = pc.replace_substring(self._array.filter(matches), ",", "")
            values[_bits(matches)] = _floats(pc.cast(texts, pa.float64()))
        codes, texts = self.codes()
        rest = np.flatnonzero(left & ~plain)
        wanted, places = np.unique(codes[rest], return_inverse=True)
        read = [_number(texts[code], units, typed=False) for code in wanted]
        values[rest] = np.array([value for value, _ in read])[places] / units.scale
        status[rest] = np.array([state for _, state in read], np.uint8)[places]
        return values, status

    def holds(self, condition: Condition) -> Mask:
        """Return for which rows a condition holds; numbers and days are compared whole, they may all differ."""
        if condition.operator not in _ORDERED:
            return super().holds(condition)
        compare = _ORDERED[condition.operator]
        limits = [number for value in condition.values if (number := read_number(value)) is not None]
        if len(limits) == len(condition.values):
            values = self.numbers(Units()).values
            with np.errstate(invalid="ignore"):
                return np.logical_or.reduce([compare(values, limit) for limit in limits])  # type: ignore[no-any-return]
        ends = [_day(value) for value in condition.values]
        if not all(ends):
            return super().holds(condition)
        days = self.days()
        return (days > 0) & np.logical_or.reduce([compare(days, end) for end in ends])  # type: ignore[no-any-return]

    def value(self, at: int) -> CellValue:
        """Return one cell."""
        text: str | None = self._array[at].as_py()
        return text


def _encoded(array: Any) -> tuple[Integers, list[Any]]:  # noqa: ANN401 - the library has no types
    encoded = pc.dictionary_encode(array, null_encoding="encode")
    indices = encoded.indices
    codes = np.frombuffer(indices.buffers()[1], np.int32)[indices.offset : indices.offset + len(indices)]
    return codes, encoded.dictionary.to_pylist()


def _floats(array: Any) -> Floats:  # noqa: ANN401 - the library has no types
    """Return an array of numbers; what stands where one is null means nothing."""
    return np.frombuffer(array.buffers()[1], np.float64)[array.offset : array.offset + len(array)]


def _bits(array: Any) -> Mask:  # noqa: ANN401 - the library has no types
    """Return an array of truth values, false where one is null."""
    validity, data = array.buffers()
    start, end = array.offset, array.offset + len(array)
    bits = np.unpackbits(np.frombuffer(data, np.uint8), count=end, bitorder="little")[start:].astype(np.bool_)
    if validity is None:
        return bits
    return bits & np.unpackbits(np.frombuffer(validity, np.uint8), count=end, bitorder="little")[start:].astype(
        np.bool_
    )
