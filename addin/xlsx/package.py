"""The zip container: opened with suspicion, saved atomically, untouched members copied as compressed bytes."""

from __future__ import annotations

import copy
import io
import stat
import struct
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from addin.leftovers import clear_left_behind
from addin.locking import lock
from addin.safefile import real_path, refuse_special, write_over
from addin.xlsx.packing import Packed, append_raw, member_start, pack, raw_member
from udfs.problems import Problem, RefusalError, files

LARGEST_FILE = 256 << 20
LARGEST_PART = 400 << 20
LARGEST_TOTAL = 1 << 30
MOST_PARTS = 20_000
_SMALL_PART = 1 << 17

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x01
# The files that Excel, LibreOffice and WPS keep beside a workbook that they have open.
_MARKS = ("~${}", ".~lock.{}#", ".~{}")


class Package:
    """An .xlsx file as its parts.

    Args:
        path: the file.
        writing: also refuse what could not be saved.

    Raises:
        RefusalError: the file is no package that can be used; nothing is changed on disk.
    """

    def __init__(self, path: Path, *, writing: bool) -> None:
        self.path = path
        self._release: Callable[[], object] | None = None
        if writing and path.is_file():
            self._lock()
        try:
            self._content = _content(path)
            self._zip = _opened(path, self._content)
            self._infos = _members(path, self._zip)
            self._spellings = {name.casefold(): name for name in self._infos}
        except BaseException:
            self.close()
            raise
        self._replaced: dict[str, bytes] = {}
        self._packed: dict[str, Packed] = {}
        self._dropped: set[str] = set()
        self._read: dict[str, bytes] = {}

    def _lock(self) -> None:
        """Keep other writers out until the package is saved or closed, or nobody needs it any longer."""
        refuse_locked(self.path)
        target = real_path(self.path)
        self._release = weakref.finalize(self, lock(target).release)
        clear_left_behind(target.parent)

    def close(self) -> None:
        """Let other writers in."""
        if self._release is not None:
            self._release()
            self._release = None

    @property
    def content(self) -> bytes:
        """Return the bytes of the file as it was opened or last saved."""
        return self._content

    def names(self) -> list[str]:
        """Return the names of the parts, in the order of the file, new ones last."""
        new = (*self._replaced, *self._packed)
        return [name for name in dict.fromkeys((*self._infos, *new)) if name not in self._dropped]

    def __contains__(self, name: str) -> bool:
        """Return whether there is such a part; the case of letters in names does not count."""
        name = self._spelled(name)
        return (name in self._infos or name in self._replaced or name in self._packed) and name not in self._dropped

    def read(self, name: str) -> bytes:
        """Return a part; refuses a damaged one, and one with a document type (entity bombs)."""
        name = self._spelled(name)
        known = self._replaced.get(name) or self._read.get(name)
        if known is not None:
            return known
        if name in self._packed:
            return self._packed[name].unpacked()
        if name not in self._infos or name in self._dropped:
            raise RefusalError(files.PART_MISSING, name=self.path.name, part=name)
        info = self._infos[name]
        try:
            slot = _slot(_stored(self._content, info)) if info.file_size < _SMALL_PART else []
        except struct.error as error:
            raise RefusalError(files.DAMAGED, name=self.path.name) from error
        if not slot:
            slot.append(self._unpacked(info))
        self._read[name] = slot[0]
        return slot[0]

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        """Return the content of a member, found sound."""
        try:
            with self._zip.open(info) as stream:
                content = stream.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            struct.error,
        ) as error:
            raise RefusalError(files.DAMAGED, name=self.path.name) from error
        if len(content) > LARGEST_PART:
            raise RefusalError(files.TOO_LARGE, name=self.path.name)
        if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise RefusalError(files.XML_BOMB, name=self.path.name)
        return content

    def size(self, name: str) -> int:
        """Return how many bytes a stored part takes unpacked, without reading it."""
        info = self._infos.get(self._spelled(name))
        return 0 if info is None else info.file_size

    def mark(self, name: str) -> str:
        """Return what tells a stored part's content from other contents, without reading it; empty for other parts."""
        info = self._infos.get(self._spelled(name))
        return "" if info is None else f"{info.CRC:08x}-{info.file_size}"

    def replace(self, name: str, content: bytes) -> None:
        """Give a part new content; it is written at the next `save`."""
        name = self._spelled(name)
        self._replaced[name] = content
        self._packed.pop(name, None)
        self._read.pop(name, None)

    def replace_by_pieces(self, parts: Mapping[str, Iterable[bytes]]) -> None:
        """Give parts new content, packed while it is being made: what is large need not be held whole."""
        parts = {self._spelled(name): pieces for name, pieces in parts.items()}
        self._packed |= pack(parts)
        for name in parts:
            self._replaced.pop(name, None)
            self._read.pop(name, None)

    def replace_packed(self, name: str, packed: Packed) -> None:
        """Give a part new content that is packed already."""
        name = self._spelled(name)
        self._packed[name] = packed
        self._replaced.pop(name, None)
        self._read.pop(name, None)

    def drop(self, name: str) -> None:
        """Leave a part out at the next `save`."""
        self._dropped.add(self._spelled(name))

    def _spelled(self, name: str) -> str:
        """Return how the name of a part is spelled in the file."""
        return name if name in self._infos else self._spellings.get(name.casefold(), name)

    @property
    def changed(self) -> bool:
        """Return whether `save` has anything to write."""
        return bool(self._replaced or self._packed or self._dropped)

    def save(self, to: Path | None = None) -> None:
        """Write the package: a temporary file beside the target, then one rename. Nothing to do leaves the file alone."""
        target = self.path if to is None else to
        if to is None:
            if not self.changed:
                return
            if self._release is None:
                self._lock()
            refuse_locked(target)
            if not _holds(target, self._content):
                raise RefusalError(files.CHANGED_MEANWHILE, name=target.name)
        try:
            content = self._whole()
        except (zipfile.BadZipFile, struct.error, ValueError, OverflowError) as error:
            raise RefusalError(files.DAMAGED, name=self.path.name) from error
        _write(target, content)
        self._content = content
        self._zip = _opened(target, content)
        self._infos = _members(target, self._zip)
        self._spellings = {name.casefold(): name for name in self._infos}
        self._replaced, self._packed, self._dropped = {}, {}, set()

    def _whole(self) -> bytes:
        stream = io.BytesIO()
        changed = pack({name: [content] for name, content in self._replaced.items()}) | self._packed
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = self._zip.comment
            for name, info in self._infos.items():
                if name in changed:
                    append_raw(archive, stream, changed[name].entry(name, info), changed[name].data)
                elif name not in self._dropped:
                    kept = copy.copy(info)
                    kept.filename = name
                    append_raw(archive, stream, kept, raw_member(self._content, info))
            for name in changed.keys() - self._infos.keys():
                append_raw(archive, stream, changed[name].entry(name, None), changed[name].data)
        return stream.getvalue()


class _Stored(NamedTuple):
    """All that unpacking a member depends on: what the directory says of it, and its bytes with the header before them."""

    name: str
    method: int
    flags: int
    checksum: int
    size: int
    packed: bytes


def _stored(content: bytes, info: zipfile.ZipInfo) -> _Stored:
    packed = content[info.header_offset : member_start(content, info) + info.compress_size]
    return _Stored(info.orig_filename, info.compress_type, info.flag_bits, info.CRC, info.file_size, packed)


# Copies of one workbook hold the same small parts: what was unpacked and found sound once is known.
@lru_cache(maxsize=64)
def _slot(_member: _Stored) -> list[bytes]:
    """Return where the content of such a member is kept; empty until it was unpacked."""
    return []


def _content(path: Path) -> bytes:
    """Return the bytes of the file; refuses what is no file, cannot be read or is out of proportion."""
    if path.is_dir():
        raise RefusalError(files.IS_FOLDER, name=str(path))
    refuse_special(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RefusalError(files.TOO_LARGE, name=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise RefusalError(files.NO_FILE, name=str(path)) from error
    except PermissionError as error:
        raise RefusalError(files.NOT_ALLOWED, name=path.name) from error
    except (OSError, ValueError) as error:
        raise RefusalError(files.CANNOT_READ, name=str(path), reason=str(error)) from error


def _opened(path: Path, content: bytes) -> zipfile.ZipFile:
    if not content:
        raise RefusalError(files.EMPTY, name=path.name)
    if content.startswith(_OLE):
        raise RefusalError(_ole_kind(content), name=path.name)
    if not content.startswith(b"PK"):
        raise RefusalError(files.NOT_A_ZIP, name=path.name)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OverflowError, OSError) as error:
        raise RefusalError(files.DAMAGED, name=path.name) from error


def _ole_kind(content: bytes) -> Problem:
    """Tell an encrypted workbook from an old .xls by the names of the streams in it."""
    return files.ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in content else files.OLD_FORMAT


def _members(path: Path, package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the members by name; refuses bombs, duplicate names and names that point elsewhere.

    Some programs write the names with backslashes.
    """
    infos = package.infolist()
    too_many = len(infos) > MOST_PARTS
    if too_many or sum(i.file_size for i in infos) > LARGEST_TOTAL or any(i.file_size > LARGEST_PART for i in infos):
        raise RefusalError(files.TOO_LARGE, name=path.name)
    members: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        name = info.orig_filename.replace("\\", "/")
        outside = name.startswith("/") or ":" in name or ".." in name.split("/") or "\0" in name
        if outside or name.casefold() in folded:
            raise RefusalError(files.HOSTILE_PARTS, name=path.name, part=name[:60])
        if info.flag_bits & _ENCRYPTED:
            raise RefusalError(files.ENCRYPTED, name=path.name)
        folded.add(name.casefold())
        members[name] = info
    return members


def refuse_locked(path: Path) -> None:
    """Refuse to write a file that another program has open or that is read-only."""
    if not path.is_file():
        return
    target = real_path(path)
    for place in dict.fromkeys((path, target)):
        for mark in (_mark.format(place.name) for _mark in _MARKS):
            if _is_there(place.parent / mark):
                raise RefusalError(files.LOCKED, name=path.name, mark=str(place.parent / mark))
    # The mode is looked at itself, because an administrator may write anything.
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise RefusalError(files.READ_ONLY, name=path.name)
    if not target.parent.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise RefusalError(files.READ_ONLY_FOLDER, name=str(target.parent))


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:  # also where the name of a mark would be too long
        return False
    return True


def _holds(path: Path, content: bytes) -> bool:
    """Return whether a file still holds what was read; times would not do, some folders count them in seconds."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _write(target: Path, content: bytes) -> None:
    try:
        write_over(target, content)
    except PermissionError as error:
        mark = str(target.with_name(_MARKS[0].format(target.name)))
        raise RefusalError(files.LOCKED, name=target.name, mark=mark) from error
    except OSError as error:
        raise RefusalError(files.CANNOT_SAVE, name=target.name, reason=error.strerror or str(error)) from error
