"""Archives: what is in a .zip by its directory of names and sizes; only what may be a workbook is unpacked."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from addin.receiving.kinds import CONTAINERS, HEAD, Kind, by_name, is_doubtful, kind_of
from addin.receiving.parts import LARGEST_MEMBER, UNREADABLE, Allowance, Part, Source, printable
from udfs.problems import Problem, files, receiving

_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
_PIECE = 1 << 20
_MACS_OWN = "__MACOSX/"


def zip_parts(source: Source, allowance: Allowance) -> Iterator[Part]:
    """Yield the files in an archive.

    Args:
        source: the archive.
        allowance: how much may still be unpacked; what is unpacked here is taken from it.
    """
    with zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as archive:
        members = [(info, _name(info)) for info in archive.infolist() if not info.is_dir()]
        if not allowance.take(members=len(members)):
            yield Part("", Kind.OTHER, problem=files.TOO_LARGE)
            return
        for info, name in members:
            if not PurePosixPath(name).name.startswith(("~$", ".")) and not name.startswith(_MACS_OWN):
                yield _member(archive, info, name, allowance)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, allowance: Allowance) -> Part:
    """Return a file of the archive; one that cannot be read leaves the others as they are."""
    kind = by_name(name)
    try:
        if is_doubtful(name) and not info.flag_bits & _ENCRYPTED:
            with archive.open(info) as stream:
                kind = kind_of(name, stream.read(HEAD))
        if kind is not None and kind is not Kind.WORKBOOK and kind not in CONTAINERS:
            return Part(name, kind)
        problem = _refusal(info, allowance)
        if problem is None:
            return Part(name, kind or Kind.OTHER, _content(archive, info))
    except NotImplementedError:
        problem = receiving.OTHER_ARCHIVE  # packed in a way of WinZip's or 7-Zip's own
    except UNREADABLE:
        problem = files.DAMAGED
    return Part(name, Kind.OTHER, problem=problem)


def _refusal(info: zipfile.ZipInfo, allowance: Allowance) -> Problem | None:
    """Return why a file is not unpacked, going by what the directory says of it; no more comes out of it."""
    if info.flag_bits & _ENCRYPTED:
        return files.ENCRYPTED
    if info.file_size > LARGEST_MEMBER or not allowance.take(size=info.file_size):
        return files.TOO_LARGE
    return None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack a file piece by piece: all at once, zipfile would unpack what is there before it looks at the size."""
    with archive.open(info) as stream:
        return b"".join(iter(lambda: stream.read(_PIECE), b""))


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; Macs write it in UTF-8, Chinese Windows in GBK, both without declaring the encoding."""
    if info.flag_bits & _UTF8_NAME:
        return printable(info.filename)
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeError):
            return printable(info.filename.encode("cp437").decode(encoding))
    return printable(info.filename)
