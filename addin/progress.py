"""How far a command has come: commands tell it, and whoever shows the command (terminal, Excel) may watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from udfs.lang import Text

Watcher = Callable[[Text, int, int], None]
T = TypeVar("T")


@dataclass
class _Watch:
    """Who is told, and whether a step is under way, inside which nothing is told."""

    tell: Watcher
    is_inside: bool = False


_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let `watcher` be told each step while it begins: what is done, how many steps are behind, how many there are."""
    before = _watch.set(_Watch(watcher))
    try:
        yield
    finally:
        _watch.reset(before)


def through(steps: Sequence[tuple[Text, T]]) -> Iterator[T]:
    """Yield what is to be worked on, step by step, and tell so; steps inside a step are not told."""
    watch = _watch.get()
    if watch is None or watch.is_inside:
        yield from (work for _, work in steps)
        return
    try:
        for done, (label, work) in enumerate(steps):
            watch.tell(label, done, len(steps))
            watch.is_inside = True
            yield work
            watch.is_inside = False
    finally:
        watch.is_inside = False


def tell(step: Text, done: int, count: int) -> None:
    """Tell how far a step is whose parts are worked on elsewhere."""
    watch = _watch.get()
    if watch is not None and not watch.is_inside:
        watch.tell(step, done, count)
