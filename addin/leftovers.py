"""What killed runs leave behind in a folder, and whose drafts there are at work."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import sys
import zlib
from pathlib import Path

from addin import lockfile
from addin.locking import FOREIGN_IS_LEFT, LOCK, PREFIX, writer_at

DRAFT_SUFFIX = ".tmp"
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
