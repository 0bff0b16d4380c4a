"""Progress of a command: commands report it, and whatever shows the command (terminal, Excel) may watch."""

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
    """The watcher, and whether a step is under way, inside which nothing is reported."""

    tell: Watcher
    is_inside: bool = False


_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Call `watcher` as each step begins: what is done, how many steps are finished, how many there are."""
    before = _watch.set(_Watch(watcher))
    try:
        yield
    finally:
        _watch.reset(before)


def through(steps: Sequence[tuple[Text, T]]) -> Iterator[T]:
    """Yield the items of a loop and report each as a step; steps inside a step are not reported."""
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
    """Report the progress of a step whose parts are worked on elsewhere."""
    watch = _watch.get()
    if watch is not None and not watch.is_inside:
        watch.tell(step, done, count)
