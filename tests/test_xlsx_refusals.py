"""Files that cannot be used get one clear line in both languages, and keep their bytes."""

import io
import os
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from addin.xlsx import Cell, Workbook
from tests.helpers.books import set_cell
from udfs.problems import RefusalError

ROOT = Path(__file__).resolve().parents[1]


def good() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("表")
    for row in range(50):
        sheet.write_row(row, 0, [row, f"文字{row}", row / 7])
    book.close()
    return stream.getvalue()


GOOD = good()


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
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
    return zipped({**parts_of(GOOD), "xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (401 << 20)})


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


def use(path: Path) -> None:
    book = Workbook.open(path, writing=True)
    sheet = book.sheets[0].name
    book.block(sheet, 1, 1, 50, 3)
    set_cell(book, sheet, 1, 1, Cell("new"))
    book.save()


@pytest.mark.parametrize(("make", "code"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_and_kept(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    path = tmp_path / "坏 文件 😀.xlsx"
    content = make()
    path.write_bytes(content)
    with pytest.raises(RefusalError) as refused:
        use(path)
    finding = refused.value.finding
    assert finding.problem.code == code
    for lang in ("zh", "en"):
        line = finding.line(lang)
        assert "\n" not in line
        assert "{" not in line
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.xlsx", "no-file"), (tmp_path, "is-a-folder")):
        with pytest.raises(RefusalError) as refused:
            Workbook.open(path)
        assert refused.value.finding.problem.code == code


def test_missing_sheets_and_tables_name_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    book = Workbook.open(path)
    with pytest.raises(RefusalError, match=r"no-such-sheet.*表"):
        book.block("没有", 1, 1, 1, 1)
    with pytest.raises(RefusalError, match="no-such-table"):
        book.append_rows("tblNone", [{1: Cell(1)}])


@pytest.mark.parametrize("mark", ["~${}", ".~lock.{}#"])
def test_a_file_open_elsewhere_is_not_written(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(GOOD)
    (tmp_path / mark.format(path.name)).touch()
    Workbook.open(path)
    with pytest.raises(RefusalError) as refused:
        Workbook.open(path, writing=True)
    assert refused.value.finding.problem.code == "locked"
    assert path.read_bytes() == GOOD


def test_a_read_only_file_is_not_written_even_by_root(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0o444)
    with pytest.raises(RefusalError) as refused:
        Workbook.open(path, writing=True)
    assert refused.value.finding.problem.code == "read-only"
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(RefusalError) as refused:
            Workbook.open(path, writing=True)
        assert refused.value.finding.problem.code == "read-only-folder"
    finally:
        tmp_path.chmod(0o755)


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    book = Workbook.open(path, writing=True)
    set_cell(book, "表", 1, 1, Cell("mine"))
    other = GOOD + b"\0"
    path.write_bytes(other)
    with pytest.raises(RefusalError, match="changed-meanwhile"):
        book.save()
    assert path.read_bytes() == other


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A real failing write: the system lets this process write no more than a few bytes into any file."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    code = f"""
import resource, signal, sys
sys.path.insert(0, {str(ROOT)!r})
from addin.xlsx import Cell, Workbook
from udfs.problems import RefusalError
book = Workbook.open({str(path)!r}, writing=True)
book.set_columns("表", 1, {{1: [Cell("x" * 30000)]}})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))
try:
    book.save()
except RefusalError as error:
    print(error.finding.problem.code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "cannot-save\n"
    assert path.read_bytes() == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_a_crash_before_the_rename_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    code = f"""
import os, pathlib, sys
sys.path.insert(0, {str(ROOT)!r})
from addin.xlsx import Cell, Workbook
book = Workbook.open({str(path)!r}, writing=True)
book.set_columns("表", 1, {{1: [Cell("x")]}})
pathlib.Path.replace = lambda self, target: os._exit(9)
book.save()
"""
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 9
    assert path.read_bytes() == GOOD


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    path.chmod(0o640)
    use(path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() != GOOD


def test_damage_anywhere_never_ends_in_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(20261120)  # noqa: S311 - no secret, a repeatable choice
    path = tmp_path / "a.xlsx"
    refused = 0
    for _ in range(400):
        content = bytearray(GOOD)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        path.write_bytes(content)
        try:
            use(path)
        except RefusalError:
            refused += 1
            assert path.read_bytes() == content
    assert refused > 100
    assert [entry.name for entry in os.scandir(tmp_path)] == ["a.xlsx"]
