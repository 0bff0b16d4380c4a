"""Parts of the package in their packed form, packed beside the work that makes their content."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import NamedTuple

from workbook_templates.zipped import MADE_ON

_LEVEL = 1
_RAW = -zlib.MAX_WBITS
_HAS_DESCRIPTOR = 0x08
# The last block of a deflated stream, empty.
_END = b"\x03\x00"
# That of the checksums in zip files, its bits reversed.
_POLYNOMIAL = 0xEDB88320


class Packed(NamedTuple):
    """A part's deflated bytes, and the checksum and the size of what was deflated."""

    data: bytes | bytearray
    checksum: int
    size: int

    def unpacked(self) -> bytes:
        """Return the content."""
        return zlib.decompress(self.data, _RAW)

    def entry(self, name: str, like: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
        """Return the member's description, with date and attributes of the one that it takes the place of."""
        entry = zipfile.ZipInfo(name, like.date_time) if like is not None else zipfile.ZipInfo(name)
        entry.external_attr = like.external_attr if like is not None else 0o600 << 16
        entry.create_system = like.create_system if like is not None else MADE_ON
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.CRC, entry.file_size, entry.compress_size = self.checksum, self.size, len(self.data)
        return entry


def packed_piece(content: bytes) -> Packed:
    """Return a piece of a part packed by itself: `joined` makes a part of such pieces, wherever they were packed."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    data = squeeze.compress(content) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return Packed(data, zlib.crc32(content), len(content))


def joined(pieces: Iterable[Packed]) -> Packed:
    """Return a part of pieces that were packed by themselves; none of them is unpacked."""
    packed = bytearray()
    checksum = size = 0
    for data, own, length in pieces:
        packed += data
        checksum, size = _times(_byte_shift(length), checksum) ^ own, size + length
    packed += _END
    return Packed(packed, checksum, size)


def _byte_shift(count: int) -> int:
    """Return by what a checksum is multiplied when so many bytes follow: x to the power of eight times their count."""
    power, factor = 1 << 31, 1 << 23
    while count:
        if count & 1:
            power = _times(power, factor)
        factor, count = _times(factor, factor), count >> 1
    return power


def _times(left: int, right: int) -> int:
    """Multiply two polynomials modulo that of CRC-32; the highest bit is the coefficient of x to the power of 0."""
    product = 0
    for bit in range(31, -1, -1):
        if left >> bit & 1:
            product ^= right
        right = right >> 1 ^ (_POLYNOMIAL if right & 1 else 0)
    return product


def pack(parts: Mapping[str, Iterable[bytes]]) -> dict[str, Packed]:
    """Pack parts, each given piece by piece, while the next pieces are being made: zlib works beside Python."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        begun = {name: _begun(worker, pieces) for name, pieces in parts.items()}
        return {
            name: Packed(b"".join(future.result() for future in packed), checksum, size)
            for name, (packed, checksum, size) in begun.items()
        }


def _begun(worker: Executor, pieces: Iterable[bytes]) -> tuple[list[Future[bytes]], int, int]:
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    packed: list[Future[bytes]] = []
    checksum = size = 0
    for piece in pieces:
        packed.append(worker.submit(squeeze.compress, piece))
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
    packed.append(worker.submit(squeeze.flush))
    return packed, checksum, size


def member_start(content: bytes, info: zipfile.ZipInfo) -> int:
    """Return where the packed bytes of a member begin."""
    names, extras = struct.unpack("<HH", content[info.header_offset + 26 : info.header_offset + 30])
    return int(info.header_offset + 30 + names + extras)


def raw_member(content: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a member's packed bytes as they stand in the file."""
    start = member_start(content, info)
    return content[start : start + info.compress_size]


def append_raw(archive: zipfile.ZipFile, stream: io.BytesIO, entry: zipfile.ZipInfo, data: bytes | bytearray) -> None:
    """Append a member whose bytes are packed already; zipfile itself can only pack anew."""
    entry.flag_bits &= ~_HAS_DESCRIPTOR
    stream.seek(archive.start_dir)
    entry.header_offset = stream.tell()
    stream.write(entry.FileHeader(zip64=False))
    stream.write(data)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    archive.start_dir = stream.tell()
    archive._didModify = True  # type: ignore[attr-defined]  # noqa: SLF001 - so that closing writes the directory
