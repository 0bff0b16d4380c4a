"""Reading many workbooks: one after the other, in several processes, or on a Dask cluster; the result is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count

from addin import progress
from addin.gathering.rowstore import RowStore
from addin.gathering.source import Source
from addin.gathering.workbooks import read_source
from addin.pool import Pool
from udfs.lang import Text
from udfs.problems import RefusalError, gathering

# Portions per process: towards the end no process waits long for another.
_PORTIONS = 32
_SECONDS = 10
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
        sources = map(store.put_source, count(), _on_cluster(paths, scheduler))
    for done, source in enumerate(sources, 1):
        progress.tell(_READING, done, len(paths))
        yield source


def _stored(store: RowStore, numbered_path: tuple[int, str]) -> Source:
    number, path = numbered_path
    return store.put_source(number, read_source(path))


def _on_cluster(paths: Sequence[str], scheduler: str) -> Iterator[Source]:
    try:
        from distributed import Client
    except ImportError as error:
        raise RefusalError(gathering.EXTRA_MISSING, library="distributed", extra="cluster") from error
    try:
        client = Client(scheduler, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RefusalError(gathering.SCHEDULER_UNREACHABLE, name=scheduler, reason=str(error)) from error
    with client:
        # Not `pure`: a file may have changed since a worker last read it.
        waiting = client.map(read_source, paths, pure=False)
        try:
            for future in waiting:
                yield future.result()
                future.release()
        except GeneratorExit:
            client.cancel(waiting)
            raise
        except Exception as error:
            raise RefusalError(gathering.CLUSTER_FAILED, reason=f"{type(error).__name__}: {error}") from error
