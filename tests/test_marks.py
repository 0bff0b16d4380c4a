"""The checker's colour goes when somebody types something else into the cell, in a spreadsheet program, without a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from addin.book.file.book import FileBook
from addin.commands.check import check
from tests.helpers.books import ISSUE, filled
from tests.helpers.desk import FileDesk
from tests.helpers.office import Document, Office
from udfs.values import CellValue, ErrorValue
from workbook_templates.marks import joined, mark

ORANGE = "FF9F7A"
_ASIDE = 60

# What stands in the cells of a row, and what somebody types in its place.
WRONG: dict[str, tuple[CellValue, str | float]] = {
    "found_on": ("2026年3月5日", 46086.0),
    "impact_level": ("很高", "高"),
    "channel": ("听说的？*", "数据监控"),
    "scope": (ErrorValue("#N/A"), "全部"),
    "owner": (None, "王芳"),
    "current": ("4小时", 4.0),
}


class Painted:
    """Which cells of the first rows a spreadsheet program paints orange: the rules of the file, worked out beside the table."""

    def __init__(self, path: Path, rows: int) -> None:
        self.view = FileBook(path).view("issues")
        self.copy = path.with_name("painted.xlsx")
        self.document: Document
        content = openpyxl.load_workbook(path)
        sheet = content[self.view.sheet]
        for area in sheet.conditional_formatting:
            corner = str(area.sqref).split(":")[0]
            letters, _ = coordinate_from_string(corner)
            for test in (rule.formula[0] for rule in area.rules if is_orange(rule)):
                for row in range(self.view.first_row, self.view.first_row + rows):
                    here = Translator(f"=IF({test},1,0)", corner).translate_formula(f"{letters}{row}")
                    sheet.cell(row, column_index_from_string(letters) + _ASIDE).value = here
            signs = {str(rule.dxf.numFmt.formatCode): rule.formula[0] for rule in area.rules if is_sign(rule)}
            if signs:
                self._show(sheet, corner, signs, rows)
        content.save(self.copy)

    def _show(self, sheet: Any, corner: str, signs: dict[str, str], rows: int) -> None:
        """Write beside 检查结果 which of its signs, the first that fits, stands before each row's complaints."""
        shown = '""'
        for code, test in reversed(signs.items()):
            shown = f'IF({test},"{code.split(chr(34))[1]}",{shown})'
        letters, _ = coordinate_from_string(corner)
        for row in range(self.view.first_row, self.view.first_row + rows):
            here = Translator(f"={shown}", corner).translate_formula(f"{letters}{row}")
            sheet.cell(row, column_index_from_string(letters) + _ASIDE).value = here

    def sign(self, row: int = 0) -> str:
        at, col = self.view.first_row + row, self.view.column_numbers["result"] + _ASIDE
        return str(self.document.block(self.view.sheet, at, col, at, col)[0][0]).strip()

    def type(self, column: str, row: int, value: str | float) -> None:
        self.document.type_value(self.view.sheet, self.view.first_row + row, self.view.column_numbers[column], value)

    def columns(self, row: int = 0) -> set[str]:
        at, places = self.view.first_row + row, self.view.column_numbers
        last = max(places.values()) + _ASIDE
        (tests,) = self.document.block(self.view.sheet, at, _ASIDE + 1, at, last)
        return {key for key, place in places.items() if tests[place - 1] == 1}


def is_sign(rule: Any) -> bool:
    return bool(rule.dxf and rule.dxf.numFmt and "已改" in rule.dxf.numFmt.formatCode)


def is_orange(rule: Any) -> bool:
    return bool(rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor.rgb.endswith(ORANGE))


@contextmanager
def opened(office: Office, path: Path, rows: int) -> Iterator[Painted]:
    sheet = Painted(path, rows)
    with office.open(sheet.copy) as sheet.document:
        yield sheet


def test_a_mark_goes_with_what_was_wrong_and_no_other(office: Office, tmp_path: Path) -> None:
    wrong = {key: value for key, (value, _) in WRONG.items()}
    contradicted = {"found_on": date(2026, 11, 20), "due": date(2026, 11, 2), "override": "暂缓"}
    book = FileDesk(filled(tmp_path, [{**ISSUE, **wrong}, {**ISSUE, "id": "I-002", "problem": "别的", **contradicted}]))
    book.run(check)
    with opened(office, book.path, 2) as sheet:
        left = set(WRONG)
        assert sheet.columns() == left
        assert sheet.sign() == ""
        for key, (_, value) in WRONG.items():
            sheet.type(key, 0, value)
            left -= {key}
            assert sheet.columns() == left
            # 检查结果 keeps its words until the next check, and says itself that they are of before.
            assert sheet.sign() == ("【部分已改】" if left else "【已改，请再检查】")
        # Two dates contradict each other: either may be the one that is put right.
        assert sheet.columns(1) == {"due", "reason"}
        assert sheet.sign(1) == ""
        sheet.type("found_on", 1, 46000.0)
        assert sheet.sign(1) == "【部分已改】"
        sheet.type("override", 1, "")
        assert sheet.columns(1) == set()
        assert sheet.sign(1) == "【已改，请再检查】"
        sheet.type("override", 1, "暂缓")  # what was wrong is wrong again
        assert sheet.sign(1) == "【部分已改】"


def test_a_workbook_from_before_is_still_painted(tmp_path: Path) -> None:
    """Its formulas look for the column's key between semicolons."""
    book = FileDesk(filled(tmp_path, [{**ISSUE, "owner": None, "channel": "听说的"}]))
    book.run(check)
    marks = str(book.view().data["marks"][0])
    assert all(f";{key};" in marks for key in ("owner", "channel"))


@pytest.mark.parametrize("value", [True, "\U0001f600", "a\rb", 1e30])
def test_what_programs_read_differently_stays_marked(value: CellValue) -> None:
    assert mark("owner", [value]) == "owner;*"
    assert joined(["owner;*", "owner;*"]) == ";owner;*;#0;"
    assert joined([]) == ""
