"""Entries of a list of choices in the various ways in which people and systems write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from udfs.lang import Text
from udfs.values import CellValue, ErrorValue, plain


# Many cells have the same few texts; 1 and TRUE are kept apart.
@lru_cache(maxsize=8192, typed=True)
def written_as(value: CellValue) -> str:
    """Return what spellings of one entry have in common: letter case, width and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", plain(value)).casefold().split())


def pair_of(words: str) -> tuple[str, str]:
    """Return both sides of the last equals sign, narrow or wide, in `spelling=entry`; without one the left side is blank."""
    left, _, right = words.replace("＝", "=").rpartition("=")
    return left, right


def means(value: CellValue, word: Text) -> bool:
    """Return whether a cell holds a word, in either language; letter case and stray spaces do not matter."""
    return not isinstance(value, ErrorValue) and plain(value).casefold() in {text.casefold() for text in word}


def meant(value: CellValue, words: Iterable[Text]) -> Text | None:
    """Return the one of some words that a cell holds, in either language; None where it holds none of them."""
    return next((word for word in words if means(value, word)), None)


def choice_of(value: CellValue, entries: Sequence[str], also: Mapping[str, str]) -> str | None:
    """Return the entry that is meant, None where nothing says which one, or two entries could be.

    Args:
        value: what was written.
        entries: the entries of the list.
        also: entries by other spellings, as `written_as` gives them; those that are not on the list count for nothing.
    """
    if isinstance(value, ErrorValue):
        return None
    text = written_as(value)
    if not text:
        return None
    own = [entry for entry in entries if written_as(entry) == text]
    if not own and text in also:
        own = [entry for entry in entries if written_as(entry) == written_as(also[text])]
    exact = plain(value)
    return exact if exact in own else own[0] if len(set(own)) == 1 else None
