"""Sheets far larger than their tables: only formatted, or full of what was never sent; no command works on them for long."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from addin.sharing import returned
from addin.xlsx import Workbook, scan
from tests.helpers.books import ISSUE, demo, filled
from tests.helpers.commandline import kaizen
from tests.helpers.mailroom import WANG, column, sent, typed
from workbook_templates.names import TemplateKey

# So many rows a person formats by marking whole columns; a real sheet has a million.
FORMATTED = 30_000


def with_rows(path: Path, row: Callable[[int], bytes], count: int) -> Path:
    """Write rows below everything on the sheet 问题清单, as another program saves them."""
    book = Workbook.open(path)
    part = next(sheet.part for sheet in book.sheets if sheet.name == "问题清单")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts[part]
    last = int(re.findall(rb'<row r="(\d+)"', xml)[-1])
    rows = b"".join(row(number) for number in range(last + 1, last + 1 + count))
    parts[part] = xml.replace(b"</sheetData>", rows + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def formatted(number: int) -> bytes:
    return b'<row r="%d"><c r="B%d" s="1"/><c r="C%d" s="1"/></row>' % (number, number, number)


def full(number: int) -> bytes:
    return b'<row r="%d"><c r="B%d"><v>%d</v></c></row>' % (number, number, number)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the rows whose cells were taken apart."""
    rows: list[int] = []
    cells = scan.cells

    def counted(row: scan.RawRow, words: scan.Patterns) -> list[scan.RawCell]:
        rows.append(row.number)
        return cells(row, words)

    monkeypatch.setattr(scan, "cells", counted)
    return rows


def test_rows_that_are_only_formatted_are_not_looked_at(tmp_path: Path, looked_at: list[int]) -> None:
    """Neither in what comes back, nor in what is imported or gathered."""
    book = filled(tmp_path, [ISSUE])
    (copy,) = sent(book, WANG)
    typed(copy, "owner", 0, "甲")
    with_rows(copy, formatted, FORMATTED)
    looked_at.clear()
    assert kaizen("collect", book, copy, cwd=tmp_path).returncode == 0
    assert column(book, "owner")[0] == "甲"
    assert kaizen("import", copy, "--into", book, "--dry-run", cwd=tmp_path).returncode == 0
    (tmp_path / "all").mkdir()
    copy.rename(tmp_path / "all" / "x.xlsx")
    assert kaizen("gather", tmp_path / "all", "--jobs", 1, cwd=tmp_path).returncode in (0, 1)
    assert len(looked_at) < FORMATTED // 10


def test_what_stands_below_formatted_rows_is_seen(tmp_path: Path) -> None:
    book = filled(tmp_path, [ISSUE])
    with_rows(book, formatted, 500)
    last = with_rows(book, full, 1)
    rows = [row for row, cells in Workbook.open(last).rows("问题清单") if cells]
    assert rows[-1] == openpyxl.load_workbook(book)["问题清单"].max_row
    assert Workbook.open(book).below("tblIssues") == [(rows[-1], 2)]


def test_a_return_with_far_more_than_was_sent_is_refused_before_it_is_read(
    tmp_path: Path, looked_at: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned, "_MOST_MORE_CELLS", 5_000)
    book = filled(tmp_path, [ISSUE])
    (copy,) = sent(book, WANG)
    typed(copy, "owner", 0, "甲")
    with_rows(copy, full, FORMATTED)
    before = book.read_bytes()
    looked_at.clear()
    for lang, words in (
        ("zh", "个填了内容的单元格，而寄出的只有 1 行"),
        ("en", "filled cells, but only 1 row was sent"),
    ):
        done = kaizen("collect", book, copy, "--lang", lang, cwd=tmp_path)
        assert "too-many-cells" in done.stdout
        assert words in done.stdout
    assert book.read_bytes() == before
    assert len(looked_at) < FORMATTED // 10


def test_a_copy_of_the_largest_workbook_is_far_from_too_large(tmp_path: Path) -> None:
    """Calendars and charts fill cells, too."""
    book = demo(tmp_path, TemplateKey.PROJECT)
    (copy,) = sent(book, WANG)
    count = sum(Workbook.open(copy).value_count(sheet.name) for sheet in Workbook.open(copy).sheets)
    assert count * 10 < returned._MOST_MORE_CELLS  # noqa: SLF001 - how much is too much
