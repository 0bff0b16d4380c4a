"""Hashes of texts, by which rows with the same key are found among millions."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]

# Steele, Lea, Flood (2014), splitmix64: every bit of a word changes half the bits of its hash.
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), np.uint64(0x9E3779B97F4A7C15))
_WORD = 8


def hashed(signs: NDArray[np.uint8], ends: NDArray[Any]) -> Hashes:
    """Return hashes of texts that stand one behind the other, all of one length at once."""
    lengths = np.diff(ends)
    hashes = np.zeros(len(lengths), np.uint64)
    if not len(lengths):
        return hashes
    shortest, longest = int(lengths.min()), int(lengths.max())
    if shortest == longest > 0:  # as numbers of orders mostly are
        return _of_one_length(signs[int(ends[0]) : int(ends[-1])].reshape(len(lengths), longest))
    for length in np.unique(lengths).tolist():
        if length:
            rows = np.flatnonzero(lengths == length)
            hashes[rows] = _of_one_length(signs[ends[:-1][rows][:, None] + np.arange(length)])
    return hashes


def _of_one_length(texts: NDArray[np.uint8]) -> Hashes:
    count, length = texts.shape
    words = np.zeros((count, -(-length // _WORD) * _WORD), np.uint8)
    words[:, :length] = texts
    mixed = np.full(count, np.uint64(length))
    for word in words.view(np.uint64).T:
        mixed ^= word
        mixed += _MIX[2]
        mixed ^= mixed >> np.uint64(30)
        mixed *= _MIX[0]
        mixed ^= mixed >> np.uint64(27)
        mixed *= _MIX[1]
        mixed ^= mixed >> np.uint64(31)
    return np.maximum(mixed, np.uint64(1))
