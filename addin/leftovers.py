"""What killed runs leave behind, beside workbooks and among temporary files, and what is at work there."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import sys
import tempfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from addin import lockfile
from addin.locking import FOREIGN_IS_LEFT, LOCK, PREFIX, claim, writer_at

DRAFT_SUFFIX = ".tmp"
# How the names of folders for temporary files begin. One younger than so many seconds may not be locked yet.
_SCRATCH, _NEW = "kaizen-", 60.0
_OWNER = re.compile(r"\.kaizen-([0-9a-f]{8})-(\d+)-")


def draft_prefix() -> str:
    """Return how the names of this process's drafts begin, so that another one knows whose they are."""
    return f"{PREFIX}{_host_mark()}-{os.getpid()}-"


def _host_mark() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def clear_left_behind(folder: Path) -> None:
    """Delete what commands that were killed have left in a folder: drafts, and locks that nobody holds."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith(PREFIX)]  # noqa: PTH208 - paths take time
    except OSError:
        return
    for name in names:
        place = folder / name
        if name.endswith(LOCK):
            writer_at(place)
        elif name.endswith(DRAFT_SUFFIX) and _is_left_draft(place):
            with contextlib.suppress(OSError):
                place.unlink()


def _is_left_draft(place: Path) -> bool:
    match = _OWNER.match(place.name)
    if match is not None and match[1] == _host_mark() and sys.platform != "win32":
        return not lockfile.is_running(int(match[2]))
    try:
        descriptor = lockfile.opened(place)
    except OSError:
        return False
    try:
        return lockfile.age(place, descriptor) > FOREIGN_IS_LEFT
    except OSError:
        return False
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder for temporary files that goes afterwards; those of runs that were killed go before."""
    _clear_scratch(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_SCRATCH) as folder:
        lock = claim(Path(folder) / LOCK)
        try:
            yield Path(folder)
        finally:
            lock.release()


@cache  # once is enough for a run
def _clear_scratch(parent: Path) -> None:
    for folder in parent.glob(f"{_SCRATCH}*"):
        with contextlib.suppress(OSError):
            is_ours = folder.is_dir() and not folder.is_symlink()
            if is_ours and _is_left_scratch(folder / LOCK):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left_scratch(place: Path) -> bool:
    """Return whether nobody works in a folder for temporary files; one without a lock is none of ours."""
    try:
        descriptor = lockfile.opened(place)
    except OSError:
        return False
    try:
        return lockfile.age(place, descriptor) > _NEW and lockfile.system_lock(descriptor) is True
    finally:
        os.close(descriptor)
