"""Reading all returned files: one after the other, or by several processes if there are many."""

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
    """Return the returned files, in the order of the sources; a file that cannot be used says why.

    Args:
        sources: files, folders, archives and messages.
        master: the workbook that is collected into; it is skipped if it is among the files.
        jobs: how many processes read; by default as many as there are processors and the number of files justifies.

    Raises:
        RefusalError: a process that read files ended unexpectedly.
    """
    with received_files(sources) as received:
        files = [file for file in received if master is None or not _is_same(file, master)]
        returns: list[Return] = []
        with Pool(processes(jobs, len(files))) as pool:
            for returned in pool.map(read_return, files, _AT_ONCE):
                returns.append(returned)
                progress.tell(_READING, len(returns), len(files))
        return returns


def _is_same(file: ReceivedFile, master: Path) -> bool:
    return file.path.exists() and master.exists() and file.path.samefile(master)
