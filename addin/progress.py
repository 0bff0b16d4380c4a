"""How far a command has come: commands tell it, and whoever shows the command (terminal, Excel) may watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from udfs.lang import Text

Watcher = Callable[[Text, int, int], None]
T = TypeVar("T")

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let `watcher` be told each step while it begins: what is done, how many steps are behind, how many there are."""
    before = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(before)


def through(steps: Sequence[tuple[Text, T]]) -> Iterator[T]:
    """Yield what is to be worked on, step by step, and tell so; steps inside a step are not told."""
    watcher = _watcher.get()
    try:
        for done, (label, work) in enumerate(steps):
            if watcher is not None:
                watcher(label, done, len(steps))
            _watcher.set(None)
            yield work
    finally:
        _watcher.set(watcher)
