"""Reading many workbooks: one after the other, in several processes, or on a Dask cluster; the result is the same."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from addin.gathering.reading import Source, read_source
from udfs.problems import RefusalError, gathering

# A process costs about as long to start as a few dozen workbooks to read.
_WORTH_A_PROCESS = 24
_CHUNKS_PER_PROCESS = 8
_SECONDS = 10


def read_all(paths: Sequence[str], jobs: int | None = None, scheduler: str | None = None) -> Iterator[Source]:
    """Yield the sources in the order of their paths.

    Args:
        paths: the workbooks; on a cluster as its workers see them.
        jobs: how many processes read; as many as this computer has processors, and the files are worth, where not given.
        scheduler: address of a Dask scheduler (`tcp://…`), whose workers read instead.
    """
    if scheduler is not None:
        return _on_cluster(paths, scheduler)
    processes = jobs or min(os.cpu_count() or 1, 1 + len(paths) // _WORTH_A_PROCESS)
    return map(read_source, paths) if processes == 1 else _in_processes(paths, min(processes, len(paths)))


def _in_processes(paths: Sequence[str], processes: int) -> Iterator[Source]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, len(paths) // (processes * _CHUNKS_PER_PROCESS))
    with ProcessPoolExecutor(processes) as pool:
        try:
            yield from pool.map(read_source, paths, chunksize=chunk)
        except BrokenProcessPool as error:
            raise RefusalError(gathering.READER_DIED) from error
        finally:
            pool.shutdown(cancel_futures=True)


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
