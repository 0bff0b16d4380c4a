"""What other programs leave of a workbook that they have written to: rows without a look, formulas without values."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from addin.book.file.book import FileBook
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.xlsx import Workbook
from tests.helpers.books import NOW, TASK, demo
from tests.helpers.plans import plan_of
from udfs.lang import Lang
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

DATES = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")


def added(path: Path, rows: int) -> int:
    """Add tasks to the end of a plan as a script would; return the first of their rows."""
    view = FileBook(path).view("tasks")
    book = openpyxl.load_workbook(path)
    sheet = book[view.sheet]
    table = sheet.tables["tblTasks"]
    left, top, right, bottom = range_boundaries(table.ref)
    for at in range(rows):
        task = {**TASK, "id": f"T-{at + 50:03}", "start": datetime(2026, 12, 1)}
        for key in ("id", "what", "owner", "start", "duration"):
            sheet.cell(bottom + 1 + at, view.column_numbers[key], task[key])
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom + rows}"
    book.save(path)
    return int(bottom + 1)


def test_dates_written_into_such_rows_show_as_dates(tmp_path: Path) -> None:
    path = plan_of(tmp_path, [])
    first = added(path, 2)
    schedule(FileBook(path, writing=True), NOW)
    book = FileBook(path)
    view, dated = book.view("tasks"), book.dated_cells("改进方案计划表")
    assert view.data["late_start"][first - view.first_row] is not None
    for row in (first, first + 1):
        assert [key for key in DATES if (row, view.column_numbers[key]) not in dated] == []


def test_a_date_over_a_cell_without_a_format_takes_the_look_of_the_column(tmp_path: Path) -> None:
    path = plan_of(tmp_path, [dict(TASK)])
    view = FileBook(path).view("tasks")
    book = openpyxl.load_workbook(path)
    for key in DATES[2:]:
        cell = book[view.sheet].cell(view.first_row + 1, view.column_numbers[key])
        cell.style = "Normal"
        cell.value = 7
    for key in ("id", "what", "owner", "duration"):
        book[view.sheet].cell(view.first_row + 1, view.column_numbers[key], TASK[key])
    book[view.sheet].cell(view.first_row + 1, view.column_numbers["id"], "T-002")
    book.save(path)
    schedule(FileBook(path, writing=True), NOW)
    content, dated = FileBook(path).view("tasks"), FileBook(path).dated_cells(view.sheet)
    shown = [key for key in DATES if content.data[key][1] is not None]
    assert "late_finish" in shown
    assert [key for key in shown if (view.first_row + 1, view.column_numbers[key]) not in dated] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_value_is_back_after_a_program_has_saved_formulas_alone(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROJECT, lang)
    score(FileBook(path, writing=True), NOW)
    before = shown(path)
    book = openpyxl.load_workbook(path)
    book.save(path)
    assert shown(path) != before
    score(FileBook(path, writing=True), NOW)
    after = shown(path)
    assert {cell: value for cell, value in before.items() if after.get(cell) != value} == {}


def shown(path: Path) -> dict[tuple[str, int, int], CellValue]:
    book = Workbook.open(path)
    return {
        (sheet.name, row, col): value
        for sheet in book.sheets
        if sheet.name != "_log"
        for row, cells in book.rows(sheet.name)
        for col, value, _ in cells
        if value != ""
    }
