"""A part of an archive or a message, and what every reader of them needs."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from email.errors import MessageError
from pathlib import Path
from typing import NamedTuple

from addin.receiving.kinds import Kind
from udfs.problems import Problem

# A container on disk, or one that was inside another and is small enough to stay in memory.
Source = Path | bytes

# Larger than any workbook that is filled in by hand; what is larger is not unpacked.
LARGEST_MEMBER = 64 << 20
# How much longer than the file itself its archives may be when unpacked: workbooks are packed already.
_MOST_TIMES, _ALWAYS_ALLOWED = 20, 32 << 20
_MOST_MEMBERS = 5_000
_LONGEST_NAME = 200

# What readers raise on bytes that are not what they say: of this container nothing more can be read. The parsers of the
# standard library and olefile take for granted that offsets, counts and types fit each other.
UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    EOFError,
    RuntimeError,
    TypeError,
    MessageError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class Part(NamedTuple):
    """A file inside a container.

    Attributes:
        name: its name, without those of the containers around it.
        kind: what it is.
        content: its bytes; empty where its name and kind say enough.
        sender: who sent the message that it was attached to, empty if the container does not say.
        problem: why it cannot be read, if so.
    """

    name: str
    kind: Kind
    content: bytes = b""
    sender: str = ""
    problem: Problem | None = None


@dataclass
class Allowance:
    """How much may still be unpacked of one received file, however its archives are nested.

    Attributes:
        members: how many files.
        size: how many bytes.
    """

    members: int
    size: int

    @classmethod
    def of(cls, length: int) -> Allowance:
        """Return the allowance of a file of so many bytes."""
        return cls(_MOST_MEMBERS, max(_ALWAYS_ALLOWED, _MOST_TIMES * length))

    def take(self, *, members: int = 0, size: int = 0) -> bool:
        """Return whether so much more may be unpacked, and count it if so."""
        if members > self.members or size > self.size:
            return False
        self.members -= members
        self.size -= size
        return True


def printable(text: str) -> str:
    """Return a name from outside as one line that every program can show: no control or broken characters, not endless."""
    line = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in text)
    return line.strip()[:_LONGEST_NAME]


def decoded(text: bytes, charset: str = "") -> str:
    """Return text that names its encoding wrongly, or not at all: Chinese programs then write GBK, others UTF-8."""
    wide = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030"}
    declared = charset.lower().strip()
    for name in (wide.get(declared, declared), "utf-8", "gb18030"):
        try:
            return text.decode(name) if name else text.decode("ascii")
        except (ValueError, LookupError):
            continue
    return text.decode("utf-8", "replace")
