"""Reading many exports: one after the other, in several processes, or on a Dask cluster; the result is the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from addin import progress
from addin.cluster import on_cluster
from addin.gathering.files import is_passed_over
from addin.measuring.extracting import BOOKS, TEXTS, Job, extract
from addin.measuring.partial import Partial
from addin.pool import Pool
from udfs.lang import Text
from udfs.problems import RefusalError, measuring

# Starting a process takes as long as reading so many bytes.
_WORTH_A_PROCESS = 32 << 20
_MOST_THREADS = 4
_READING = Text("读取导出文件", "Reading exports")


def find_exports(given: Iterable[Path], book: Path | None) -> list[tuple[Path, bool]]:
    """Return the exports that files and folders name, each once, and whether it was named itself.

    The workbook that they go into is none of them. The order is that of the names, whatever the order in which they were
    given.

    Raises:
        RefusalError: a folder has none, or the workbook itself is given.
    """
    exports: dict[Path, bool] = {}
    for path in given:
        if not path.is_dir():
            if book is not None and path.resolve() == book.resolve():
                raise RefusalError(measuring.EXPORT_IS_BOOK, name=path.name)
            exports[path.absolute()] = True
            continue
        inside = [*_inside(path, book)]
        if not inside:
            raise RefusalError(measuring.NO_EXPORTS, name=str(path))
        for each in inside:
            exports.setdefault(each.absolute(), False)
    return sorted(exports.items(), key=lambda item: (item[0].name.casefold(), str(item[0])))


def _inside(folder: Path, book: Path | None) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_passed_over(name)]
        for name in names:
            path = Path(place, name)
            is_export = path.suffix.casefold() in (*TEXTS, *BOOKS) and not is_passed_over(name)
            if is_export and (book is None or path.absolute() != book.absolute()):
                yield path


def read_all(jobs: Sequence[Job], scheduler: str | None = None) -> list[Partial]:
    """Return what each export contributes, in the order of the jobs, and report progress.

    Args:
        jobs: the exports; for a cluster, with paths as its workers see them.
        scheduler: address of a Dask scheduler (`tcp://…`), whose workers read the exports instead.
    """
    if scheduler is not None:
        return _watched(on_cluster(extract, jobs, scheduler), len(jobs))
    sizes = [_size(job.path) for job in jobs]
    processors = os.cpu_count() or 1
    processes = min(processors, len(jobs), 1 + sum(sizes) // _WORTH_A_PROCESS)
    if processes > 1:
        with Pool(processes) as pool:
            return _watched(pool.map(extract, jobs), len(jobs))
    partials, done, total = [], 0, max(1, sum(sizes))
    for job, size in zip(jobs, sizes, strict=True):
        tell = partial(_tell, done, total)
        partials.append(extract(replace(job, threads=min(processors, _MOST_THREADS)), tell))
        done += size
    return partials


def _tell(before: int, total: int, done: int) -> None:
    progress.tell(_READING, min(before + done, total), total)


def _watched(partials: Iterator[Partial], count: int) -> list[Partial]:
    read = []
    for done, each in enumerate(partials, 1):
        progress.tell(_READING, done, count)
        read.append(each)
    return read


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # who opens it says what is wrong
