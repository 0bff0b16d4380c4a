"""Reading many workbooks: one after the other, in several processes, or on a Dask cluster; the result is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count

from addin import progress
from addin.cluster import on_cluster
from addin.gathering.rowstore import RowStore
from addin.gathering.source import Source
from addin.gathering.workbooks import read_source
from addin.pool import Pool
from udfs.lang import Text

# Portions per process: towards the end no process waits long for another.
_PORTIONS = 32
_READING = Text("读取工作簿", "Reading workbooks")


def read_all(paths: Sequence[str], store: RowStore, pool: Pool, scheduler: str | None = None) -> Iterator[Source]:
    """Yield the sources in the order of their paths, put their rows into the store, and report progress.

    Args:
        paths: the workbooks; for a cluster, as its workers see them.
        store: where the rows go, under the numbers of the paths (from 0).
        pool: the processes that read.
        scheduler: address of a Dask scheduler (`tcp://…`), whose workers read the workbooks instead.
    """
    if scheduler is None:
        at_once = max(1, len(paths) // (pool.jobs * _PORTIONS))
        sources = pool.map(partial(_stored, store), enumerate(paths), at_once)
    else:
        sources = map(store.put_source, count(), on_cluster(read_source, paths, scheduler))
    for done, source in enumerate(sources, 1):
        progress.tell(_READING, done, len(paths))
        yield source


def _stored(store: RowStore, numbered_path: tuple[int, str]) -> Source:
    number, path = numbered_path
    return store.put_source(number, read_source(path))
