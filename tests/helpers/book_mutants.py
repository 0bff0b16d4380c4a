"""Workbooks with one fault each, as broken writers, transfers and repairs leave them: made at random, harmless to read."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_ATTRIBUTE = re.compile(rb"""(\s[\w:]+\s*=\s*)(["'])([^"'<>]*)\2""")
_TEXT = re.compile(rb">([^<>]+)<")
_ELEMENT = re.compile(rb"<([A-Za-z][\w:.]*)\b[^<>]*(?:/>|>[^<>]*</\1\s*>)")

# What stands in an attribute or a text after something went wrong.
_ODD = (
    b"", b" ", b"0", b"-1", b"1", b"2", b"1.5", b"abc", b"99999999999", b"1e400", b"NaN", b"A0", b"A1:", b"XFE1048577",
    b"&#0;", b"&bogus;", b"\xff\xfe", b"rId1", b"rId999", b"#REF!", "改善".encode(), b"true", b"s", b"inlineStr", b"d",
)  # fmt: skip

Parts = list[tuple[str, bytes]]


def mutant(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return a workbook's bytes with one fault, and what the fault is."""
    if chance.random() < 0.1:
        return _container(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    # Parts that everything rests on as often as sheets, of which there are many.
    kinds = sorted({re.sub(r"\d+", "#", name) for name, _ in parts})
    kind = chance.choice(kinds)
    name, part = chance.choice([pair for pair in parts if re.sub(r"\d+", "#", pair[0]) == kind])
    fault = chance.choice(_PACKAGE if chance.random() < 0.2 else _XML)
    words = f"{fault.__name__.strip('_')} in {name}"
    if fault in _PACKAGE:
        changed = fault(parts, name, chance)
    else:
        changed = [(n, fault(part, chance) if n == name else old) for n, old in parts]
    return words, zipped(changed)


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a package of these parts, names as they are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts:
            entry = zipfile.ZipInfo(name)
            entry.filename, entry.compress_type = name, zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return stream.getvalue()


def _container(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    at = chance.randrange(len(content))
    faults = {
        "cut off": content[:at],
        "a byte changed": content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :],
        "bytes missing": content[:at] + content[at + chance.randrange(1, 50) :],
        "zeros": content[:at] + bytes(len(content[at : at + 512])) + content[at + 512 :],
        "something before it": b"\r\n\r\n" + content,
        "something behind it": content + bytes(100),
    }
    words = chance.choice(list(faults))
    return f"{words} at {at}", faults[words]


# --- faults of the package: (parts, the name of one, chance) -> parts ------------------------------------------------


def _missing(parts: Parts, name: str, _chance: random.Random) -> Parts:
    return [pair for pair in parts if pair[0] != name]


def _empty(parts: Parts, name: str, _chance: random.Random) -> Parts:
    return [(n, b"" if n == name else content) for n, content in parts]


def _other_content(parts: Parts, name: str, chance: random.Random) -> Parts:
    return [(n, chance.choice(parts)[1] if n == name else content) for n, content in parts]


def _backslashes(parts: Parts, _name: str, _chance: random.Random) -> Parts:
    return [(n.replace("/", "\\"), content) for n, content in parts]


def _other_case(parts: Parts, name: str, _chance: random.Random) -> Parts:
    return [(n.swapcase() if n == name else n, content) for n, content in parts]


_PACKAGE: list[Callable[[Parts, str, random.Random], Parts]] = [
    _missing, _empty, _other_content, _backslashes, _other_case
]  # fmt: skip


# --- faults of a part: (content, chance) -> content ------------------------------------------------------------------


def _at(
    pattern: re.Pattern[bytes], xml: bytes, chance: random.Random, change: Callable[[re.Match[bytes]], bytes]
) -> bytes:
    """Return the part with one match of a pattern, near a random place, as `change` gives it."""
    start = chance.randrange(max(len(xml), 1))
    match = pattern.search(xml, start) or pattern.search(xml)
    return xml if match is None else xml[: match.start()] + change(match) + xml[match.end() :]


def _odd_attribute(xml: bytes, chance: random.Random) -> bytes:
    odd = chance.choice(_ODD)
    return _at(_ATTRIBUTE, xml, chance, lambda match: b'%s"%s"' % (match[1], odd))


def _attribute_lost(xml: bytes, chance: random.Random) -> bytes:
    return _at(_ATTRIBUTE, xml, chance, lambda _: b"")


def _odd_text(xml: bytes, chance: random.Random) -> bytes:
    odd = chance.choice(_ODD)
    return _at(_TEXT, xml, chance, lambda _: b">%s<" % odd)


def _element_lost(xml: bytes, chance: random.Random) -> bytes:
    return _at(_ELEMENT, xml, chance, lambda _: b"")


def _element_twice(xml: bytes, chance: random.Random) -> bytes:
    return _at(_ELEMENT, xml, chance, lambda match: match[0] * 2)


def _tag_lost(xml: bytes, chance: random.Random) -> bytes:
    return _at(_TAG, xml, chance, lambda _: b"")


def _element_emptied(xml: bytes, chance: random.Random) -> bytes:
    return _at(_ELEMENT, xml, chance, lambda match: b"<%s/>" % match[1])


def _long_text(xml: bytes, chance: random.Random) -> bytes:
    return _at(_TEXT, xml, chance, lambda _: b">%s<" % ("长文字 " * 50_000).encode())


def _part_cut_off(xml: bytes, chance: random.Random) -> bytes:
    return xml[: chance.randrange(max(len(xml), 1))]


def _comment(xml: bytes, chance: random.Random) -> bytes:
    return _at(_TAG, xml, chance, lambda match: match[0] + b"<!-- -->")


_XML: list[Callable[[bytes, random.Random], bytes]] = [
    _odd_attribute, _odd_attribute, _odd_attribute, _odd_attribute, _attribute_lost, _attribute_lost, _odd_text, _odd_text,
    _element_lost, _element_twice, _tag_lost, _element_emptied, _long_text, _part_cut_off, _comment,
]  # fmt: skip
