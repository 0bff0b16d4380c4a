"""Defined names of a workbook that is open in Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings


def defined(book: xlwings.Book, names: Mapping[str, str]) -> Iterator[Callable[[], None]]:
    """Let names stand for formulas, written without `=`; before each change comes what takes it back."""
    by_name = {name.name: name for name in book.names}
    for name, text in names.items():
        known = by_name.get(name)
        if known is None:
            yield partial(_forget, book, name)
            book.names.add(name, f"={text}")
        else:
            yield partial(setattr, known, "refers_to", known.refers_to)
            known.refers_to = f"={text}"


def _forget(book: xlwings.Book, name: str) -> None:
    for known in book.names:
        if known.name == name:
            known.delete()
            return
