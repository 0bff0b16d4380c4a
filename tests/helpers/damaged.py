"""Files that cannot be used, each with the code of the refusal that it gets."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter


def good() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("表")
    for row in range(50):
        sheet.write_row(row, 0, [row, f"文字{row}", row / 7])
    book.close()
    return stream.getvalue()


GOOD = good()


def zipped(parts: dict[str, bytes], level: int | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(GOOD)
    parts[name] = change(parts[name])
    return zipped(parts)


def bomb() -> bytes:
    """A part that states a small size and unpacks to far more, and one that states a huge one."""
    return zipped({**parts_of(GOOD), "xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (401 << 20)}, level=1)


def lying_bomb() -> bytes:
    content = bytearray(zipped({**parts_of(GOOD), "xl/workbook.xml": b"<a>" + b" " * (8 << 20)}))
    at = content.rindex(b"xl/workbook.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(content)


def duplicate() -> bytes:
    stream = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/workbook.xml", b"<other/>")
    return stream.getvalue()


def bad_checksum() -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        at = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    return GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty-file"),
    "text": (lambda: b"hello", "not-a-workbook"),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "bad checksum": (bad_checksum, "damaged"),
    "old xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "old-xls"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "zip of pictures": (lambda: zipped({"a.png": b"x"}), "not-a-spreadsheet"),
    "a document": (
        lambda: zipped({
            "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            b'Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": b"<document/>",
        }),
        "not-a-spreadsheet",
    ),
    "strict": (
        lambda: with_part("xl/workbook.xml", lambda x: x.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")),
        "strict-format",
    ),
    "entities in workbook": (lambda: with_part("xl/workbook.xml", lambda x: ENTITY + x.partition(b"?>")[2]), "hostile-xml"),
    "entities in sheet": (lambda: with_part("xl/worksheets/sheet1.xml", lambda x: ENTITY + x.partition(b"?>")[2]), "hostile-xml"),
    "bomb": (bomb, "too-large"),
    "lying bomb": (lying_bomb, "damaged"),
    "traversal": (lambda: zipped({**parts_of(GOOD), "../../evil.xml": b"x"}), "hostile-parts"),
    "absolute": (lambda: zipped({**parts_of(GOOD), "/etc/passwd": b"x"}), "hostile-parts"),
    "twice": (duplicate, "hostile-parts"),
    "no sheet part": (lambda: zipped({k: v for k, v in parts_of(GOOD).items() if "sheet1" not in k}), "part-missing"),
    "broken xml": (lambda: with_part("xl/workbook.xml", lambda x: x[:-30]), "damaged"),
    "bad string index": (
        lambda: with_part("xl/worksheets/sheet1.xml", lambda x: x.replace(b't="s"><v>3<', b't="s"><v>99999<')), "damaged"),
    "other encoding": (
        lambda: with_part("xl/worksheets/sheet1.xml", lambda x: x.replace(b"UTF-8", b"GBK")), "unusual-xml"),
}  # fmt: skip
