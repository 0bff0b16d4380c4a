"""Drafts of reminders as files: one made before gives way to a new one, unless somebody has changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

SUFFIX = ".eml"
# The first line of a draft: of which workbook it is, and a mark of everything below. Mail programs pass over it.
_SEAL = "X-Kaizen-Reminder"
_END = b"\r\n"


def sealed(message: bytes, book: str) -> bytes:
    """Return a draft with its seal, by which it is known again as long as nobody changes it."""
    return f"{_SEAL}: {book} {_mark(message)}".encode() + _END + message


def _mark(message: bytes) -> str:
    return hashlib.sha256(message).hexdigest()


def untouched(path: Path, book: str) -> bytes | None:
    """Return a draft of this workbook that nobody has changed; None where there is none, or it is somebody's own by now."""
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return None  # it cannot be replaced either
    seal, _, message = content.partition(_END)
    return content if seal == f"{_SEAL}: {book} {_mark(message)}".encode() else None


def left_behind(folder: Path, book: str, kept: Collection[Path]) -> Iterator[Path]:
    """Yield the drafts of this workbook that nobody has changed and that are none of those kept."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path not in kept and untouched(path, book) is not None:
            yield path
