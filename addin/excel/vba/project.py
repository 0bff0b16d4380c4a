"""A VBA project from its modules: the streams of [MS-OVBA] 2.2 and 2.3, as `vbaProject.bin` holds them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from addin.excel.vba.compound import compound_file
from addin.excel.vba.compression import compress

# Any fixed identity will do; a fixed one makes two builds equal.
_PROJECT_ID = "{6B1A2E4C-0D57-4C0E-9B1D-4B41495A454E}"
_CODE_PAGE = 1252
_LOCALE = 0x409
_LONGEST_LINE = 1023
_OFFICE = (
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared\OFFICE16"
    r"\MSO.DLL#Microsoft Office 16.0 Object Library"
)
_REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        _OFFICE,
    ),
)
_DOCUMENT_HEAD = (
    'Attribute VB_Name = "{name}"',
    'Attribute VB_Base = "0{{{base}}}"',
    "Attribute VB_GlobalNameSpace = False",
    "Attribute VB_Creatable = False",
    "Attribute VB_PredeclaredId = True",
    "Attribute VB_Exposed = True",
    "Attribute VB_TemplateDerived = False",
    "Attribute VB_Customizable = True",
)


class Kind(Enum):
    """What a module belongs to; a document's value is the class that it extends."""

    STANDARD = ""
    WORKBOOK = "00020819-0000-0000-C000-000000000046"
    WORKSHEET = "00020820-0000-0000-C000-000000000046"


class Module(NamedTuple):
    """A module: its name, its source without attributes, and what it belongs to."""

    name: str
    source: str
    kind: Kind = Kind.STANDARD

    def text(self) -> str:
        """Return the source as the project stores it, with its attributes and CRLF line ends.

        Raises:
            ValueError: the source is not ASCII, or a line is longer than VBA reads.
        """
        head = ['Attribute VB_Name = "{name}"'] if self.kind is Kind.STANDARD else _DOCUMENT_HEAD
        lines = [line.format(name=self.name, base=self.kind.value) for line in head] + self.source.splitlines()
        for number, line in enumerate(lines, 1):
            if not line.isascii() or len(line) > _LONGEST_LINE:
                raise ValueError(f"{self.name}, line {number}: not ASCII, or longer than {_LONGEST_LINE} characters")
        return "\r\n".join(lines) + "\r\n"


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """Return `vbaProject.bin`: visible, without a password, without a performance cache. Equal input, equal bytes."""
    streams = {module.name: compress(module.text().encode("ascii")) for module in modules}
    return compound_file(
        {
            "PROJECT": _project(name, modules).encode("ascii"),
            "PROJECTwm": _names(modules),
            # The version 0xFFFF tells readers to compile the sources.
            "VBA": {"_VBA_PROJECT": b"\xcc\x61\xff\xff\0\0\0", "dir": compress(_directory(name, modules)), **streams},
        }
    )


def _project(name: str, modules: Iterable[Module]) -> str:
    lines = [f'ID="{_PROJECT_ID}"']
    lines += [f"Module={m.name}" if m.kind is Kind.STANDARD else f"Document={m.name}/&H00000000" for m in modules]
    lines += [f'Name="{name}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"']
    protections = (("CMG", bytes(4)), ("DPB", bytes(1)), ("GC", b"\xff"))
    lines += [f'{key}="{_encrypted(plain)}"' for key, plain in protections]
    lines += ["", "[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"]
    lines += ["", "[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in modules)]
    return "\r\n".join(lines) + "\r\n"


def _encrypted(plain: bytes) -> str:
    """Return a protection value as [MS-OVBA] 2.4.3.2 hides it, with the seed 0."""
    version, key = 2, sum(_PROJECT_ID.encode()) & 0xFF
    data = [0, version, key]
    before = key
    for byte in len(plain).to_bytes(4, "little") + plain:
        data.append(byte ^ ((data[-2] + before) & 0xFF))
        before = byte
    return bytes(data).hex().upper()


def _names(modules: Iterable[Module]) -> bytes:
    """Return the stream PROJECTwm, the one that is not compressed: each name in both encodings."""
    return b"".join(m.name.encode() + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules) + b"\0\0"


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _words(number: int, wide_number: int, words: str) -> bytes:
    """Return a text's two records, in the code page and in Unicode."""
    return _record(number, words.encode("ascii")) + _record(wide_number, words.encode("utf-16-le"))


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _short(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<H", value))


def _directory(name: str, modules: Sequence[Module]) -> bytes:
    """Return the stream `dir` before compression: the project, its references, its modules."""
    records = _long(0x01, 1) + _long(0x02, _LOCALE) + _long(0x14, _LOCALE) + _short(0x03, _CODE_PAGE)
    records += _record(0x04, name.encode("ascii")) + _words(0x05, 0x40, "") + _record(0x06, b"") + _record(0x3D, b"")
    records += _long(0x07, 0) + _long(0x08, 0) + struct.pack("<HIIH", 0x09, 4, 1, 1) + _words(0x0C, 0x3C, "")
    for title, library in _REFERENCES:
        named = library.encode("ascii")
        records += _words(0x16, 0x3E, title)
        records += _record(0x0D, struct.pack("<I", len(named)) + named + bytes(6))
    records += _short(0x0F, len(modules)) + _short(0x13, 0xFFFF)
    return records + b"".join(map(_module_record, modules)) + struct.pack("<HI", 0x10, 0)


def _module_record(module: Module) -> bytes:
    record = _words(0x19, 0x47, module.name) + _words(0x1A, 0x32, module.name) + _words(0x1C, 0x48, "")
    record += _long(0x31, 0) + _long(0x1E, 0) + _short(0x2C, 0xFFFF)
    kind = 0x21 if module.kind is Kind.STANDARD else 0x22
    return record + struct.pack("<HIHI", kind, 0, 0x2B, 0)
