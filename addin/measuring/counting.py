"""Counting a piece of an export: one pass over its columns for all measures at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from addin.measuring.batches import Batch
from addin.measuring.columns import (
    AS_TEXT,
    BLANK,
    UNREAD,
    UNSURE,
    Column,
    Floats,
    Integers,
    Mask,
    Numbers,
    Units,
)
from addin.measuring.partial import MOST_GROUPS, SHOWN, Doubt, Reason
from addin.measuring.pieces import Counted, Piece, Plan
from addin.measuring.tallies import looked_up, summed, tally
from udfs.footers import TOTAL, footer_of
from udfs.indicators.choices import MEDIAN, P90
from udfs.lang import Text
from udfs.measuring.cells import shown, unit_in_heading
from udfs.measuring.definition import Definition
from udfs.measuring.filters import Condition
from udfs.measuring.periods import start_of
from udfs.values import CellValue, as_text, is_blank

_SPREAD = (MEDIAN, P90)
_ORDER = {reason: place for place, reason in enumerate(Reason)}


class _Counter:
    """Counts one piece; what measures share is read once."""

    def __init__(self, batch: Batch, plan: Plan) -> None:
        self._batch, self._plan = batch, plan
        self._columns: dict[int, Column] = {}
        self._days: dict[int, Integers] = {}
        self._numbers: dict[tuple[int, Units], Numbers] = {}
        self._conditions: dict[tuple[int, Condition], Mask] = {}
        self._chosen: dict[tuple[int, tuple[Condition, ...]], Mask] = {}
        self._starts: dict[tuple[int, Text], NDArray[np.int64]] = {}
        self._keys: dict[tuple[int, int, Text, str], tuple[NDArray[np.int64], list[str]]] = {}
        self._chosen_rows: dict[int, tuple[Mask, NDArray[np.intp]]] = {}
        self._chosen_days: dict[tuple[int, int], tuple[list[int], NDArray[np.int64], list[int]]] = {}
        self._doubtful: dict[tuple[Doubt, int], Mask] = {}
        # By the place of the reason in its list; a row that is counted has none.
        self._why: NDArray[np.uint8] = np.full(batch.length, len(Reason), np.uint8)
        self.piece = Piece(batch.length)

    def count(self) -> Piece:
        """Count the piece."""
        piece, length = self.piece, self._batch.length
        dates = list(dict.fromkeys(places[each.date_column] for each, places in self._plan.measures))
        is_row, dated = self._rows(dates)
        for at in dates:
            days = self._days[at]
            future = is_row & (days > self._plan.today.toordinal())
            self._doubt(Doubt.FUTURE, at, future)
            self._doubt(Doubt.NO_DATE, at, is_row & (days == 0))
            piece.days[self._plan.headings[at]] = tally(days[is_row & (days > 0) & ~future])
        counted = np.zeros(length, np.bool_)
        for definition, places in self._plan.measures:
            mask = self._measure(definition, places, is_row)
            counted |= mask
        piece.rows, piece.counted = int(is_row.sum()) + piece.reasons.get(Reason.LINE, 0), int(counted.sum())
        for reason, number in zip(Reason, np.bincount(self._why[is_row & ~counted]).tolist(), strict=False):
            if number:
                piece.reasons[reason] = piece.reasons.get(reason, 0) + number
        for (doubt, at), mask in self._doubtful.items():
            rows = np.flatnonzero(mask)
            if len(rows):
                numbers = rows[:SHOWN].tolist()
                value = self._column(at).value(int(rows[0]))
                piece.doubts.append((doubt, self._plan.headings[at], len(rows), numbers, value))
        if self._plan.key is not None:
            hashes = self._column(self._plan.key).hashes()
            kept = dated & (hashes != 0)
            piece.key = hashes[kept], np.flatnonzero(kept).astype(np.int32)
        return piece

    def _column(self, at: int) -> Column:
        if at not in self._columns:
            self._columns[at] = self._batch.column(at)
        return self._columns[at]

    def _rows(self, dates: Iterable[int]) -> tuple[Mask, Mask]:
        """Return which rows are rows of data, and which of these have a day; the lines that are none are reported."""
        dated = np.zeros(self._batch.length, np.bool_)
        for at in dates:
            self._days[at] = self._column(at).days()
            dated |= self._days[at] > 0
        is_row = dated.copy()
        lines: list[tuple[int, Text]] = []
        for row in np.flatnonzero(~dated).tolist():
            cells = self._batch.row(row)
            if all(map(is_blank, cells)):
                continue
            why = self._line(cells)
            if why is None:
                is_row[row] = True
            else:
                lines.append((row, why))
        if lines:
            first = self._batch.row(lines[0][0])
            numbers = [row for row, _ in lines[:SHOWN]]
            text = next((shown(cell) for cell in first if not is_blank(cell)), "")
            self.piece.doubts.append((Doubt.LINE, "", len(lines), numbers, text))
            self.piece.reasons[Reason.LINE] = len(lines)
        return is_row, dated

    def _line(self, cells: Sequence[CellValue]) -> Text | None:
        """Return what a row without a day is if it is no row of data: a footer, the headings again."""
        texts = [as_text(cell).strip() for cell in cells]
        if texts[: len(self._plan.headings)] == list(self._plan.headings):
            return TOTAL
        return footer_of(cells)

    def _measure(self, definition: Definition, places: Mapping[str, int], is_row: Mask) -> Mask:
        """Count one measure; return which rows it counts."""
        chosen = self._by_filter(definition, places, is_row)
        values: Floats | None = None
        if definition.value_column:
            at = places[definition.value_column]
            numbers = self._read(at, Units(definition.seconds, unit_in_heading(self._plan.headings[at])))
            chosen = self._with_value(definition, at, numbers, chosen)
            values = numbers.values
            self._levels(at, self._days[places[definition.date_column]], values, chosen)
        self.piece.measures.append(self._counted(definition, places, values, chosen))
        return chosen

    def _by_filter(self, definition: Definition, places: Mapping[str, int], is_row: Mask) -> Mask:
        """Return the rows that have a day and fulfil the conditions; measures with the same ones share the answer."""
        date_column = places[definition.date_column]
        if (date_column, definition.conditions) not in self._chosen:
            days = self._days[date_column]
            valid = is_row & (days > 0)
            in_time = valid & (days <= self._plan.today.toordinal())
            chosen = in_time
            for condition in definition.conditions:
                chosen = chosen & self._holds(places[condition.column], condition)
            self._raise(valid & ~in_time, Reason.FUTURE)
            self._raise(is_row & ~valid, Reason.NO_DATE)
            self._raise(in_time & ~chosen, Reason.FILTERED)
            self._chosen[date_column, definition.conditions] = chosen
        return self._chosen[date_column, definition.conditions]

    def _with_value(self, definition: Definition, at: int, numbers: Numbers, chosen: Mask) -> Mask:
        """Return the rows whose value can be counted; the others are reported."""
        status = numbers.status
        unread, blank = chosen & (status == UNREAD), chosen & (status == BLANK)
        with np.errstate(invalid="ignore"):
            negative = chosen & (numbers.values < 0) if definition.is_duration else np.zeros_like(chosen)
        for doubt, mask in (
            (Doubt.UNREAD, unread),
            (Doubt.NEGATIVE, negative),
            (Doubt.AS_TEXT, chosen & (status == AS_TEXT)),
            (Doubt.UNSURE, chosen & (status == UNSURE)),
        ):
            self._doubt(doubt, at, mask)
        self._raise(unread, Reason.UNREAD)
        self._raise(blank, Reason.BLANK)
        self._raise(negative, Reason.NEGATIVE)
        wrong = unread | blank | negative
        return chosen & ~wrong if wrong.any() else chosen

    def _counted(
        self, definition: Definition, places: Mapping[str, int], values: Floats | None, chosen: Mask
    ) -> Counted:
        keys, groups = self._keys_of(definition, places, chosen)
        rows = self._rows_of(chosen)
        hits: Mask | None = None
        for condition in definition.share:
            holds = self._holds(places[condition.column], condition)[rows]
            hits = holds if hits is None else hits & holds
        of_chosen = None if values is None else values[rows]
        return summed(keys, hits, of_chosen, groups, spread=definition.calculation in _SPREAD)

    def _rows_of(self, mask: Mask) -> NDArray[np.intp]:
        """Return the places of chosen rows; the mask is kept, so that none of another one takes its identity."""
        if id(mask) not in self._chosen_rows:
            self._chosen_rows[id(mask)] = mask, np.flatnonzero(mask)
        return self._chosen_rows[id(mask)][1]

    def _keys_of(
        self, definition: Definition, places: Mapping[str, int], chosen: Mask
    ) -> tuple[NDArray[np.int64], list[str]]:
        """Return period and group of each chosen row as one number, and the groups by theirs."""
        at = places[definition.date_column]
        known = id(chosen), at, definition.frequency, definition.group_column
        if known not in self._keys:
            rows = self._rows_of(chosen)
            keys, groups = self._periods(at, definition.frequency)[rows], [""]
            if definition.group_column:
                codes, texts = self._column(places[definition.group_column]).codes()
                names = [shown(text).strip() for text in texts]
                groups = list(dict.fromkeys(names))
                numbers = {name: number for number, name in enumerate(groups)}
                # Beyond the last number there are too many groups; nothing is counted by them in the end.
                by_code = np.array([min(numbers[name], MOST_GROUPS - 1) for name in names], np.int64)
                keys = keys + by_code[codes[rows]]
            self._keys[known] = keys, groups
        return self._keys[known]

    def _periods(self, at: int, frequency: Text) -> NDArray[np.int64]:
        """Return the ordinal of the first day of each row's period, times the most groups; 0 without a day."""
        if (at, frequency) not in self._starts:
            days = self._days[at]
            distinct = [*tally(days[days > 0])]
            starts = [start_of(date.fromordinal(day), frequency).toordinal() for day in distinct]
            self._starts[at, frequency] = looked_up(days, distinct, starts) * MOST_GROUPS
        return self._starts[at, frequency]

    def _levels(self, at: int, days: Integers, values: Floats, chosen: Mask) -> None:
        """Keep sums, counts and first rows of each day, by which jumps of a column are seen."""
        name = self._plan.headings[at]
        if name in self.piece.means:
            return
        rows = self._rows_of(chosen)
        distinct, place, first = self._days_of(days, chosen)
        counts, totals = np.bincount(place), np.bincount(place, values[rows])
        self.piece.means[name] = dict(zip(distinct, zip(totals.tolist(), counts.tolist(), strict=True), strict=True))
        self.piece.starts[name] = dict(zip(distinct, first, strict=True))

    def _days_of(self, days: Integers, chosen: Mask) -> tuple[list[int], NDArray[np.int64], list[int]]:
        """Return the days of chosen rows, the place of each row's day among them, and the first row of each."""
        known = id(days), id(chosen)
        if known not in self._chosen_days:
            rows = self._rows_of(chosen)
            of_chosen = days[rows]
            distinct = [*tally(of_chosen)]
            place = looked_up(of_chosen, distinct, range(len(distinct)))
            first = np.empty(len(distinct), np.int64)
            first[place[::-1]] = rows[::-1]  # the last one written is the first row
            self._chosen_days[known] = distinct, place, first.tolist()
        return self._chosen_days[known]

    def _read(self, at: int, units: Units) -> Numbers:
        if (at, units) not in self._numbers:
            self._numbers[at, units] = self._column(at).numbers(units)
        return self._numbers[at, units]

    def _holds(self, at: int, condition: Condition) -> Mask:
        if (at, condition) not in self._conditions:
            self._conditions[at, condition] = self._column(at).holds(condition)
        return self._conditions[at, condition]

    def _doubt(self, doubt: Doubt, at: int, mask: Mask) -> None:
        before = self._doubtful.get((doubt, at))
        self._doubtful[doubt, at] = mask if before is None else before | mask

    def _raise(self, mask: Mask, reason: Reason) -> None:
        """Keep why rows are not counted: of several measures' reasons the one that comes first."""
        if mask.any():
            code = _ORDER[reason]
            np.minimum(self._why, np.uint8(code), out=self._why, where=mask)


def count(read: Callable[[], Batch], plan: Plan) -> Piece:
    """Return what a piece of an export contributes to the measures of a plan, in their order."""
    return _Counter(read(), plan).count()
