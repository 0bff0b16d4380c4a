"""Reading everything that came back: one file after the other, or by several processes where there are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from addin.sharing.arrivals import Arrival, arrived
from addin.sharing.returned import Return, read_return

# Starting processes takes as long as reading some dozens of files.
_WORTH_PROCESSES = 60
_AT_ONCE = 8

Progress = Callable[[int, int], None]


def read_all(
    sources: Iterable[Path], *, master: Path | None = None, jobs: int | None = None, progress: Progress | None = None
) -> list[Return]:
    """Return what came back, in the order of the sources; a file that cannot be used says why.

    Args:
        sources: files, folders, archives and messages.
        master: the workbook that is collected into; it is passed over where it lies among the files.
        jobs: how many processes read; as many as there are processors where there are many files.
        progress: told how many of how many are read.
    """
    with arrived(sources) as found:
        arrivals = [arrival for arrival in found if master is None or not _is_same(arrival, master)]
        tell = progress or (lambda _done, _all: None)
        many = len(arrivals) >= _WORTH_PROCESSES
        workers = jobs or ((os.cpu_count() or 1) if many else 1)
        returns: list[Return] = []
        if workers == 1:
            for arrival in arrivals:
                returns.append(read_return(arrival))
                tell(len(returns), len(arrivals))
            return returns
        with ProcessPoolExecutor(workers) as pool:
            for made in pool.map(read_return, arrivals, chunksize=_AT_ONCE):
                returns.append(made)
                tell(len(returns), len(arrivals))
        return returns


def _is_same(arrival: Arrival, master: Path) -> bool:
    return arrival.path.exists() and master.exists() and arrival.path.samefile(master)
