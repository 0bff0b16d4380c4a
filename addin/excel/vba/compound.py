"""A compound file of version 3 ([MS-CFB]) written whole: storages and streams in sectors of 512 bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI_SECTOR, _MINI_CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOTHING = 0xFFFFFFFF
_ROOT, _STORAGE, _STREAM = 5, 1, 2
_RED, _BLACK = 0, 1
_PER_FAT_SECTOR = _SECTOR // 4
_IN_HEADER: Final = 109


@dataclass
class _Entry:
    """An entry of the directory."""

    name: str
    kind: int
    content: bytes = b""
    left: int = _NOTHING
    right: int = _NOTHING
    child: int = _NOTHING
    colour: int = _BLACK
    start: int = 0
    size: int = 0
    children: list[int] = field(default_factory=list)

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        head = struct.pack("<64sHBB3I", name, len(name), self.kind, self.colour, self.left, self.right, self.child)
        return head + bytes(16 + 4 + 16) + struct.pack("<IQ", self.start, self.size)


def compound_file(tree: Tree) -> bytes:
    """Return a compound file with these streams (bytes) and storages (mappings)."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, 0, tree)
    for entry in entries:
        if entry.children:
            entry.child = _linked(entries, sorted(entry.children, key=lambda at: _order(entries[at].name)))
    mini, sectors = bytearray(), bytearray()
    mini_fat: list[int] = []
    fat: list[int] = []
    for entry in entries:
        entry.size = len(entry.content)
        if entry.kind != _STREAM:
            continue
        if not entry.size:
            entry.start = _END
        elif entry.size < _MINI_CUTOFF:
            entry.start = _store(mini, mini_fat, entry.content, _MINI_SECTOR)
        else:
            entry.start = _store(sectors, fat, entry.content, _SECTOR)
    root = entries[0]
    root.start, root.size = _store(sectors, fat, bytes(mini), _SECTOR) if mini else _END, len(mini)
    table = b"".join(at.to_bytes(4, "little") for at in mini_fat)
    mini_fat_start = _store(sectors, fat, table, _SECTOR, b"\xff") if table else _END
    unused = _Entry("", 0).packed()[:64] + struct.pack("<HBB3I", 0, 0, 0, _NOTHING, _NOTHING, _NOTHING) + bytes(48)
    directory = b"".join(entry.packed() for entry in entries)
    directory += unused * (-len(entries) % (_SECTOR // len(unused)))
    directory_start = _store(sectors, fat, directory, _SECTOR)
    mini_fat_sectors = -(-len(table) // _SECTOR)
    return _whole(sectors, fat, directory_start, mini_fat_start, mini_fat_sectors)


def _order(name: str) -> tuple[int, str]:
    """Return what siblings are sorted by: length first, then upper case."""
    return len(name), name.upper()


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name, content in tree.items():
        at = len(entries)
        entries[parent].children.append(at)
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(_Entry(name, _STORAGE))
            _add(entries, at, content)


def _linked(entries: list[_Entry], order: list[int]) -> int:
    """Link siblings as a balanced red-black tree and return its root: the lowest level is red, all above it black."""
    lowest = len(order).bit_length() - 1

    def link(low: int, high: int, depth: int) -> int:
        if low >= high:
            return _NOTHING
        middle = (low + high) // 2
        entry = entries[order[middle]]
        entry.colour = _RED if depth == lowest and depth else _BLACK
        entry.left, entry.right = link(low, middle, depth + 1), link(middle + 1, high, depth + 1)
        return order[middle]

    return link(0, len(order), 0)


def _store(area: bytearray, table: list[int], content: bytes, size: int, filler: bytes = b"\0") -> int:
    """Append content in sectors of this size, chain them in the table, and return the first one's number."""
    first, count = len(table), -(-len(content) // size)
    area += content + filler * (count * size - len(content))
    table += [first + i + 1 for i in range(count - 1)] + [_END]
    return first


def _whole(sectors: bytearray, fat: list[int], directory: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    """Return header, sectors and the allocation table, which describes itself too."""
    count = 1
    while count * _PER_FAT_SECTOR < len(fat) + count:
        count += 1
    if count > _IN_HEADER:
        raise ValueError("a compound file of more than seven megabytes")
    first = len(fat)
    table = [*fat, *[_FAT] * count]
    table += [_FREE] * (-len(table) % _PER_FAT_SECTOR)
    header = struct.pack(
        "<8s16s5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, count, directory, 0, _MINI_CUTOFF, mini_fat, mini_fat_sectors, _END, 0,
    )  # fmt: skip
    places = [first + i for i in range(count)] + [_FREE] * (_IN_HEADER - count)
    return header + struct.pack(f"<{_IN_HEADER}I", *places) + bytes(sectors) + struct.pack(f"<{len(table)}I", *table)
