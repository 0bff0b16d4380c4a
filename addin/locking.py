"""One writer for a workbook: a lock file beside it, from reading to saving, and what killed runs leave behind.

The system's own lock on that file says whether its writer lives: it goes with the process, however that ends. What the
file says itself (host, process, since when) serves people, and computers between which the system's lock does not hold,
as on some network folders. The file goes with the lock.

filelock and portalocker would each take 35–50 ms to import, where a command may spend 5 ms on its lock, and both leave
their file lying in the folder that people share.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
import time
import unicodedata
import zlib
from pathlib import Path
from typing import NamedTuple

from addin import lockfile
from addin.person import user_name
from udfs.lang import Text
from udfs.problems import RefusalError, files

# A second writer waits so many seconds, looking again after so many.
PATIENCE, _PAUSE = 5.0, 0.05
# So old is what a writer on another computer has left; no command takes that long.
FOREIGN_IS_LEFT = 600.0
# So old is a lock file into which its writer has written nothing: it died between two system calls.
_EMPTY_IS_LEFT = 2.0
# How the names of all files begin that are in a folder only while commands are at work, and how those of locks end.
PREFIX, LOCK = ".kaizen-", ".lock"
_NAME_SHOWN = 40
_NOTE = Text(
    "kaizen 正在写 {name}，完成后本文件自动消失", "kaizen is writing {name}; this file goes when it has finished"
)
_NOBODY_KNOWN = Text("未知", "unknown")


class Writer(NamedTuple):
    """Who has written a lock file."""

    host: str
    process: int
    user: str
    since: str


# A writer of whom only the lock is known.
_SOMEBODY = Writer("", 0, "", "")


class WriteLock:
    """A lock that is held; `release` ends it, as does the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path, self._descriptor, self._process = path, descriptor, os.getpid()
        _locks.add(self)

    def release(self) -> None:
        """Let the next writer in; a second call does nothing."""
        if self not in _locks or self._process != os.getpid():
            return
        _locks.discard(self)
        lockfile.remove(self.path, self._descriptor)

    def forget(self) -> None:
        """Close what a forked process has inherited: the lock is its parent's, and is to end with that one."""
        os.close(self._descriptor)


_locks: set[WriteLock] = set()


def _forget_all() -> None:
    for each in _locks:
        each.forget()
    _locks.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget_all)


def lock(path: Path) -> WriteLock:
    """Lock a workbook for writing; wait a few seconds where another command writes it.

    Args:
        path: the workbook itself, not a link to it.

    Raises:
        RefusalError: another command still writes it, or its folder takes no file.
    """
    place, deadline = _lock_file(path), time.monotonic() + PATIENCE
    if any(place == other.path for other in _locks):
        gc.collect()  # a book of this process that nobody needs any longer, unless it is at work on it twice
    while True:
        descriptor = _created(place, path)
        if descriptor is not None:
            return WriteLock(place, descriptor)
        writer = writer_at(place)
        if writer is not None:
            if time.monotonic() > deadline:
                raise _refusal(path, writer, place)
            time.sleep(_PAUSE)


def claim(place: Path) -> WriteLock:
    """Lock a place of this process's own by a lock file that nobody else makes.

    Raises:
        RefusalError: the file cannot be made.
    """
    descriptor = _created(place, place)
    if descriptor is None:
        raise RefusalError(files.CANNOT_SAVE, name=place.name, reason="")
    return WriteLock(place, descriptor)


def _refusal(path: Path, writer: Writer, place: Path) -> RefusalError:
    who = f"{writer.user}@{writer.host}" if writer.host else _NOBODY_KNOWN
    return RefusalError(files.BEING_WRITTEN, name=path.name, who=who, since=writer.since or "?", lock=str(place))


def _lock_file(path: Path) -> Path:
    """Return the lock file of a workbook: the same however its name is written, and short enough for any name."""
    name = unicodedata.normalize("NFC", path.name).casefold()
    return path.with_name(f"{PREFIX}{name[:_NAME_SHOWN]}-{zlib.crc32(name.encode('utf-8', 'replace')):08x}{LOCK}")


def _created(place: Path, path: Path) -> int | None:
    """Make the lock file and lock it, None where there is one already."""
    try:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        return None
    except PermissionError as error:
        if place.exists():  # Windows says so of a file that is just being deleted
            return None
        raise RefusalError(files.READ_ONLY_FOLDER, name=str(path.parent)) from error
    except OSError as error:
        raise RefusalError(files.CANNOT_SAVE, name=path.name, reason=error.strerror or str(error)) from error
    # After a long pause between the two somebody may have cleared it away.
    if lockfile.system_lock(descriptor) is False or not lockfile.is_at(place, descriptor):
        os.close(descriptor)
        return None
    record = {
        "host": socket.gethostname(),
        "process": os.getpid(),
        "user": user_name(),
        "since": time.strftime("%Y-%m-%d %H:%M:%S"),
        "note": _NOTE.zh.format(name=path.name),
        "note_en": _NOTE.en.format(name=path.name),
    }
    try:
        os.write(descriptor, json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
        # On a network folder the closing of a file is what brings its text to other computers.
        os.close(os.dup(descriptor))
    except OSError as error:
        lockfile.remove(place, descriptor)
        raise RefusalError(files.CANNOT_SAVE, name=path.name, reason=error.strerror or str(error)) from error
    return descriptor


def writer_at(place: Path) -> Writer | None:
    """Return who holds a lock, None where nobody does any longer: what was left behind is removed."""
    try:
        descriptor = lockfile.opened(place)
    except FileNotFoundError:
        return None
    except OSError:
        return _SOMEBODY
    try:
        writer = _at_work(place, descriptor)
    except OSError:
        writer = _SOMEBODY
    if writer is not None:
        os.close(descriptor)
        return writer
    return None if lockfile.remove(place, descriptor) else _SOMEBODY


def _at_work(place: Path, descriptor: int) -> Writer | None:
    """Return who works under an open lock file, None where nobody does; it is locked then."""
    writer = _read(descriptor)
    if writer is None and lockfile.age(place, descriptor) < _EMPTY_IS_LEFT:
        return _SOMEBODY
    locked = lockfile.system_lock(descriptor)
    if locked is False:
        return writer or _SOMEBODY
    if writer is None:
        return None
    if writer.host == socket.gethostname():
        is_left = bool(locked) or not lockfile.is_running(writer.process)
    else:
        is_left = lockfile.age(place, descriptor) > FOREIGN_IS_LEFT
    return None if is_left else writer


def _read(descriptor: int) -> Writer | None:
    """Return what a lock file says, None where its writer has not written it whole."""
    try:
        record = json.loads(os.pread(descriptor, 4096, 0) if hasattr(os, "pread") else os.read(descriptor, 4096))
        return Writer(str(record["host"]), int(record["process"]), str(record["user"]), str(record["since"]))
    except (ValueError, TypeError, KeyError):
        return None
