"""Files that repeat what others hold byte for byte are read as if each were the only one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from addin.xlsx import Workbook
from tests.helpers.books import blank
from udfs.problems import RefusalError

STRINGS = "xl/sharedStrings.xml"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return blank(tmp_path)


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a workbook with one part changed."""
    other = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content) if info.filename == part else content)
    return other


def title(path: Path) -> object:
    book = Workbook.open(path)
    return book.block(book.sheets[0].name, 1, 1, 1, 1)[0][0]


def test_one_sheet_shows_the_texts_of_its_own_workbook(sound: Path) -> None:
    """The cells of both files say “the first text”, and the texts differ."""
    before = title(sound)
    other = changed(sound, STRINGS, lambda xml: xml.replace(str(before).encode(), "另一个标题".encode()))
    assert (title(other), title(sound)) == ("另一个标题", before)


def test_a_damaged_copy_is_refused_though_a_sound_one_was_read(sound: Path) -> None:
    """The part is the same, and the directory says that something else was packed."""
    title(sound)
    content = bytearray(sound.read_bytes())
    entry = content.rindex(STRINGS.encode()) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    content[entry + 16] ^= 0xFF
    sound.write_bytes(content)
    with pytest.raises(RefusalError):
        title(sound)


def test_rows_without_numbers_stand_where_their_cells_say(sound: Path) -> None:
    """The format lets a row leave its number out; its cells have theirs."""
    book = Workbook.open(sound)
    info, before = book.sheets[0], title(sound)
    bare = changed(
        sound,
        info.part,
        lambda xml: re.sub(rb'<row r="[0-9]+"', b"<row", xml).replace(b"<sheetData>", b"<sheetData><row/>"),
    )
    assert title(bare) == before
    assert Workbook.open(bare).loose(info.name, (), formulas=True) == book.loose(info.name, (), formulas=True)


def test_what_is_no_number_is_a_fault_only_where_it_is_asked_for(sound: Path) -> None:
    """Somebody else's column may hold what no program could read."""
    part = Workbook.open(sound).sheets[0].part
    with zipfile.ZipFile(sound) as package:
        xml = package.read(part)
    number = xml[xml.index(b'<c r="A1"') : xml.index(b"</c>", xml.index(b'<c r="A1"')) + 4]
    odd = changed(sound, part, lambda xml: xml.replace(number, b'<c r="A1"><v>1.2.3</v></c>'))
    book = Workbook.open(odd)
    sheet = book.sheets[0].name
    assert book.columns(sheet, [2], 1, 4)[2]
    with pytest.raises(RefusalError):
        book.columns(sheet, [1], 1, 4)
