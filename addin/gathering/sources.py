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

# So many portions for each process: towards the end none waits long for another.
_PORTIONS = 32
_SECONDS = 10
_READING = Text("读取工作簿", "Reading workbooks")


def read_all(paths: Sequence[str], shelf: RowStore, pool: Pool, scheduler: str | None = None) -> Iterator[Source]:
    """Yield the sources in the order of their paths, their rows put on the shelf, and tell how far the reading is.

    Args:
        paths: the workbooks; on a cluster as its workers see them.
        shelf: where the rows go, under the numbers of the paths (from 0).
        pool: the processes that read.
        scheduler: address of a Dask scheduler (`tcp://…`), whose workers read instead.
    """
    if scheduler is None:
        at_once = max(1, len(paths) // (pool.jobs * _PORTIONS))
        sources = pool.map(partial(_kept, shelf), enumerate(paths), at_once)
    else:
        sources = map(shelf.keep_source, count(), _on_cluster(paths, scheduler))
    for done, source in enumerate(sources, 1):
        progress.tell(_READING, done, len(paths))
        yield source


def _kept(shelf: RowStore, place: tuple[int, str]) -> Source:
    number, path = place
    return shelf.keep_source(number, read_source(path))


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
        # Not `pure`: a file may have changed since a worker read it last.
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
