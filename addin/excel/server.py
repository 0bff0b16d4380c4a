"""The function server: what Excel starts through the add-in, once, or a person by `kaizen serve`."""

from __future__ import annotations

import gc
import re
import sys

from addin.excel import logfile
from udfs.problems import RefusalError, setup

# The class that `kaizen serve` offers; the add-in asks for it before it starts a server of its own.
BY_HAND = "{6B1A2E4C-0D57-4C0E-9B1D-4B41495A4553}"

# Objects made before the collector of cycles looks around; a column of 10,000 cells comes as 20,000.
_COLLECT_AFTER = 200_000

_CLASS = re.compile(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")


def serve(class_id: str) -> None:
    """Serve worksheet functions and ribbon commands under a class, until Excel goes.

    Raises:
        RefusalError: this is no Windows.
        ValueError: the class is none.
    """
    if _CLASS.fullmatch(class_id) is None:
        raise ValueError(f"no class of a server: {class_id[:60]}")
    if sys.platform != "win32":
        raise RefusalError(setup.SERVER_NEEDS_WINDOWS)
    import xlwings

    import addin.excel.served  # noqa: F401 - so that the first cell does not wait for it

    settle()
    xlwings.serve(class_id)


def settle() -> None:
    """Leave what is loaded for good out of the collector's rounds, and have fewer of them: a range is many objects."""
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


if __name__ == "__main__":
    logger = logfile.start()
    try:
        serve(sys.argv[1] if len(sys.argv) > 1 else BY_HAND)
    except Exception:
        logger.exception("the server did not start")
        raise
