"""The compression of VBA sources: [MS-OVBA] 2.4.1."""

from __future__ import annotations

_CHUNK = 4096
_SIGNATURE = 1
# A chunk's header: its length less three, the constant 0b011, and whether it is compressed.
_COMPRESSED = 0b1011 << 12
_SHORTEST_COPY = 3
_FEWEST_OFFSET_BITS = 4


def compress(content: bytes) -> bytes:
    """Return a compressed container.

    Raises:
        ValueError: a chunk does not become smaller; no VBA source is like that.
    """
    chunks = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
    return bytes([_SIGNATURE]) + b"".join(map(_chunk, chunks))


def _chunk(content: bytes) -> bytes:
    packed = bytearray()
    at = 0
    while at < len(content):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(content):
                break
            offset, length = _longest(content, at)
            if length:
                flags |= 1 << bit
                tokens += _copy_token(at, offset, length).to_bytes(2, "little")
                at += length
            else:
                tokens.append(content[at])
                at += 1
        packed.append(flags)
        packed += tokens
    if len(packed) > _CHUNK:
        raise ValueError("a chunk of VBA source that cannot be compressed")
    return (_COMPRESSED | (len(packed) - 1)).to_bytes(2, "little") + bytes(packed)


def _offset_bits(at: int) -> int:
    """Return how many bits of a copy token hold the offset, at a place in the chunk."""
    return max(_FEWEST_OFFSET_BITS, (at - 1).bit_length())


def _copy_token(at: int, offset: int, length: int) -> int:
    return (offset - 1) << (16 - _offset_bits(at)) | (length - _SHORTEST_COPY)


def _longest(content: bytes, at: int) -> tuple[int, int]:
    """Return offset and length of the longest earlier run that the content repeats here; (0, 0) where none is worth it.

    The run may reach into itself, as runs of blanks do.
    """
    most = min(len(content) - at, (0xFFFF >> _offset_bits(at)) + _SHORTEST_COPY) if at else 0
    best, length = 0, _SHORTEST_COPY - 1
    while length < most:
        place = content.rfind(content[at : at + length + 1], 0, at + length)
        if place < 0:
            break
        length += 1
        while length < most and content[place + length] == content[at + length]:
            length += 1
        best = place
    return (at - best, length) if length >= _SHORTEST_COPY else (0, 0)
