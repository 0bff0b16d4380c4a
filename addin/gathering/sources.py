"""Reading many workbooks: one after the other, in several processes, or on a Dask cluster; the result is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin import progress
from addin.gathering.reading import Source, read_source
from addin.pool import Pool
from udfs.lang import Text
from udfs.problems import RefusalError, gathering

_CHUNKS_PER_PROCESS = 8
_SECONDS = 10
_READING = Text("读取工作簿", "Reading workbooks")


def read_all(paths: Sequence[str], pool: Pool, scheduler: str | None = None) -> Iterator[Source]:
    """Yield the sources in the order of their paths, and tell how far the reading is.

    Args:
        paths: the workbooks; on a cluster as its workers see them.
        pool: the processes that read.
        scheduler: address of a Dask scheduler (`tcp://…`), whose workers read instead.
    """
    at_once = max(1, len(paths) // (pool.jobs * _CHUNKS_PER_PROCESS))
    sources = pool.map(read_source, paths, at_once) if scheduler is None else _on_cluster(paths, scheduler)
    for done, source in enumerate(sources, 1):
        progress.tell(_READING, done, len(paths))
        yield source


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
