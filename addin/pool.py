"""Work spread over processes of this computer: one way to start them, one error for one that dies."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self, TypeVar

from udfs.problems import RefusalError, commands

# Starting a process takes as long as reading some dozens of workbooks.
_WORTH_A_PROCESS = 30

T = TypeVar("T")
R = TypeVar("R")


def processes(wanted: int | None, files: int) -> int:
    """Return how many processes to use: as many as wanted, else as there are processors and the files are worth."""
    return wanted or min(os.cpu_count() or 1, 1 + files // _WORTH_A_PROCESS)


class Pool:
    """Calls functions in other processes, or in this one where only one is wanted; used in a `with` statement.

    Processes are started with the first call. Functions, their arguments and results must be picklable.

    Args:
        jobs: how many processes work.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return the pool itself."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """End the processes; what they have not begun is left."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def map(self, function: Callable[[T], R], items: Iterable[T], at_once: int = 1) -> Iterator[R]:
        """Return the function's results in the order of the items.

        Several processes begin at once; one alone computes each result when it is asked for.

        Args:
            function: what to call.
            items: its argument, one after the other.
            at_once: how many items are handed to a process together.

        Raises:
            RefusalError: a process ended unexpectedly.
        """
        if self.jobs == 1:
            return map(function, items)
        if self._executor is None:
            way = multiprocessing.get_context(_way())
            self._executor = ProcessPoolExecutor(self.jobs, mp_context=way, initializer=_end_with_parent)
        with _alive():
            results = self._executor.map(function, items, chunksize=at_once)
        return _given(results)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: it would wait for work for ever and hold its output."""

    def wait(parent: BaseProcess) -> None:
        parent.join()
        os._exit(1)

    if parent := multiprocessing.parent_process():
        threading.Thread(target=wait, args=(parent,), daemon=True).start()


def _given(results: Iterator[R]) -> Iterator[R]:
    with _alive():
        yield from results


@contextmanager
def _alive() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise RefusalError(commands.PROCESS_DIED) from error


def _way() -> str:
    """Return how to start processes: by forking, which is quickest, only where no other thread runs."""
    ways = multiprocessing.get_all_start_methods()
    if "fork" in ways and threading.active_count() == 1:
        return "fork"
    return "forkserver" if "forkserver" in ways else "spawn"
