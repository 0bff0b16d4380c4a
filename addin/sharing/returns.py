"""Reading everything that came back: one file after the other, or by several processes where there are many."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from addin import progress
from addin.pool import Pool, processes
from addin.sharing.received import ReceivedFile, received_files
from addin.sharing.returned import Return, read_return
from udfs.lang import Text

_AT_ONCE = 8
_READING = Text("读取收回的文件", "Reading returned files")


def read_all(sources: Iterable[Path], *, master: Path | None = None, jobs: int | None = None) -> list[Return]:
    """Return what came back, in the order of the sources; a file that cannot be used says why.

    Args:
        sources: files, folders, archives and messages.
        master: the workbook that is collected into; it is passed over where it lies among the files.
        jobs: how many processes read; as many as there are processors and the files are worth where not given.

    Raises:
        RefusalError: a process that read files ended unexpectedly.
    """
    with received_files(sources) as found:
        arrivals = [arrival for arrival in found if master is None or not _is_same(arrival, master)]
        returns: list[Return] = []
        with Pool(processes(jobs, len(arrivals))) as pool:
            for made in pool.map(read_return, arrivals, _AT_ONCE):
                returns.append(made)
                progress.tell(_READING, len(returns), len(arrivals))
        return returns


def _is_same(arrival: ReceivedFile, master: Path) -> bool:
    return arrival.path.exists() and master.exists() and arrival.path.samefile(master)
