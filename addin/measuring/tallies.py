"""Adding up by whole numbers: days and groups are small enough to be laid out, which is quicker than sorting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from addin.measuring.columns import Floats, Integers
from addin.measuring.partial import Spread
from addin.measuring.pieces import Counted

# Periods and groups laid out as a block cost less than sorting, unless the block is mostly empty.
_LAID_OUT = 1 << 16


def looked_up(days: Integers, distinct: Sequence[int], results: Sequence[int]) -> NDArray[np.int64]:
    """Return for each day the result of its place among the ascending ones; that of 0 means nothing."""
    if not distinct:
        return np.zeros(len(days), np.int64)
    low, width = distinct[0], distinct[-1] - distinct[0] + 1
    looked_up: NDArray[np.int64]
    if width > _LAID_OUT:
        looked_up = np.array(results, np.int64)[np.searchsorted(np.array(distinct), days).clip(max=len(distinct) - 1)]
        return looked_up
    table = np.zeros(width, np.int64)
    table[np.array(distinct) - low] = results
    looked_up = table[(days - low).clip(0, width - 1)]
    return looked_up


def tally(days: Integers) -> dict[int, int]:
    """Return how often each day occurs, in their order."""
    if not len(days):
        return {}
    low = int(days.min())
    if int(days.max()) - low < _LAID_OUT:
        counts = np.bincount(days - low)
        present = np.flatnonzero(counts)
        return dict(zip((present + low).tolist(), counts[present].tolist(), strict=True))
    distinct, often = np.unique(days, return_counts=True)
    return dict(zip(distinct.tolist(), often.tolist(), strict=True))


def parted(keys: Integers, values: Floats) -> dict[int, Any]:
    """Return the values of each key, ascending; an array, which is a sequence in all but its type."""
    low = int(keys.min())
    width = int(keys.max()) - low + 1
    if width <= max(_LAID_OUT, len(keys)):
        present = np.flatnonzero(np.bincount(keys - low))
        numbers = np.zeros(width, np.min_scalar_type(len(present)))
        numbers[present] = np.arange(len(present))
        distinct, places = present + low, numbers[keys - low]
    else:
        distinct, inverse = np.unique(keys, return_inverse=True)
        places = inverse.astype(np.min_scalar_type(len(distinct)))
    # Numbers of two bytes are put in order without comparing them.
    together = values[np.argsort(places, kind="stable")]
    ends = np.cumsum(np.bincount(places)).tolist()
    parts = {}
    for key, start, end in zip(distinct.tolist(), [0, *ends], ends, strict=False):
        parts[key] = together[start:end]
        parts[key].sort()
    return parts


def summed(
    keys: NDArray[np.int64], hits: NDArray[Any] | None, values: Floats | None, groups: list[str], *, spread: bool
) -> Counted:
    """Add up rows by their keys."""
    if not len(keys):
        return Counted(np.zeros(0, np.int32), np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0), groups)
    low = int(keys.min())
    if int(keys.max()) - low < _LAID_OUT:
        place = keys - low
        rows = np.bincount(place)
        present = np.flatnonzero(rows)
        distinct = present + low
    else:
        distinct, place = np.unique(keys, return_inverse=True)
        rows = np.bincount(place)
        present = np.arange(len(distinct))
    none = np.zeros(len(present))
    return Counted(
        distinct.astype(np.int32),
        rows[present],
        np.bincount(place, hits)[present].astype(np.intp) if hits is not None else none.astype(np.intp),
        np.asarray(np.bincount(place, values), np.float64)[present] if values is not None else none,
        groups,
        Spread(keys.astype(np.int32), values) if spread and values is not None else None,
    )
