"""A lock file as the system sees it: opened, locked, deleted; and whether a process runs."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

# What a file system answers that knows no locks.
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL}
# On Windows the locked byte cannot be read by others, so it lies behind everything that the file holds.
_LOCKED_BYTE = 1 << 30


def opened(place: Path) -> int:
    """Return the descriptor of a lock file that is there.

    Raises:
        OSError: it is not, or may not be read.
    """
    try:
        return os.open(place, os.O_RDWR)
    except PermissionError:
        return os.open(place, os.O_RDONLY)  # somebody else's, which a lock on it does not mind


def system_lock(descriptor: int) -> bool | None:
    """Lock an open file: whether that was possible, None where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return None if error.errno in _NO_LOCKS else False
    return True


def is_at(place: Path, descriptor: int) -> bool:
    """Return whether an open file is the one that stands there now."""
    try:
        return os.path.samestat(os.fstat(descriptor), place.stat())
    except FileNotFoundError:
        return False


def remove(place: Path, descriptor: int) -> bool:
    """Delete an open lock file and close it; tell whether it is gone.

    It is deleted while it is still locked: whoever opened it before notices that it is another one. Windows deletes no
    file that is open; there the one who opened it in between deletes it.
    """
    try:
        if sys.platform != "win32":
            if is_at(place, descriptor):
                place.unlink()
    except OSError:
        return False
    finally:
        os.close(descriptor)
    if sys.platform == "win32":
        try:
            place.unlink(missing_ok=True)
        except OSError:
            return False
    return True


def age(place: Path, descriptor: int) -> float:
    """Return the seconds since an open file was written, by the clock of whoever keeps the folder."""
    with tempfile.TemporaryFile(dir=place.parent) as stream:
        stream.write(b"now")
        stream.flush()
        os.fsync(stream.fileno())
        return os.fstat(stream.fileno()).st_mtime - os.fstat(descriptor).st_mtime


def is_running(process: int) -> bool:
    """Return whether a process of this computer runs; on Windows, where asking could end it, it may."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
