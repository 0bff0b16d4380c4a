"""Reading everything that came back: one file after the other, or by several processes where there are many."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from addin import progress
from addin.sharing.arrivals import Arrival, arrived
from addin.sharing.returned import Return, read_return
from udfs.lang import Text

# Starting processes takes as long as reading some dozens of files.
_WORTH_PROCESSES = 60
_AT_ONCE = 8
_READING = Text("读取收回的文件", "Reading returned files")


def read_all(sources: Iterable[Path], *, master: Path | None = None, jobs: int | None = None) -> list[Return]:
    """Return what came back, in the order of the sources; a file that cannot be used says why.

    Args:
        sources: files, folders, archives and messages.
        master: the workbook that is collected into; it is passed over where it lies among the files.
        jobs: how many processes read; as many as there are processors where there are many files.
    """
    with arrived(sources) as found:
        arrivals = [arrival for arrival in found if master is None or not _is_same(arrival, master)]
        many = len(arrivals) >= _WORTH_PROCESSES
        workers = jobs or ((os.cpu_count() or 1) if many else 1)
        if workers == 1:
            return list(map(read_return, progress.through([(_READING, arrival) for arrival in arrivals])))
        returns: list[Return] = []
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(_way())) as pool:
            for made in pool.map(read_return, arrivals, chunksize=_AT_ONCE):
                returns.append(made)
                progress.tell(_READING, len(returns), len(arrivals))
        return returns


def _way() -> str:
    """Return how to start processes: by forking, which is quickest, only where no thread shows the progress."""
    ways = multiprocessing.get_all_start_methods()
    if "fork" in ways and threading.active_count() == 1:
        return "fork"
    return "forkserver" if "forkserver" in ways else "spawn"


def _is_same(arrival: Arrival, master: Path) -> bool:
    return arrival.path.exists() and master.exists() and arrival.path.samefile(master)
