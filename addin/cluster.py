"""Work on a Dask cluster: one way to reach it, one error for one that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from udfs.problems import RefusalError, gathering

_SECONDS = 10

T = TypeVar("T")
R = TypeVar("R")


def on_cluster(function: Callable[[T], R], items: Sequence[T], scheduler: str) -> Iterator[R]:
    """Yield a function's results in the order of the items, each computed by a worker of a Dask cluster.

    Args:
        function: what to call; it must be importable by the workers.
        items: its argument, one after the other; files by paths that the workers see.
        scheduler: address of the scheduler (`tcp://…`).

    Raises:
        RefusalError: the library is missing, the scheduler cannot be reached, or a worker failed.
    """
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
        waiting = client.map(function, items, pure=False)
        try:
            for future in waiting:
                yield future.result()
                future.release()
        except GeneratorExit:
            client.cancel(waiting)
            raise
        except Exception as error:
            raise RefusalError(gathering.CLUSTER_FAILED, reason=f"{type(error).__name__}: {error}") from error
