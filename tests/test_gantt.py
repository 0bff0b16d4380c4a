"""The bars of the Gantt area: its conditional formats, worked out by a real spreadsheet program, cell by cell."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from addin.book.file.book import FileBook
from addin.commands.schedule import schedule
from addin.xlsx import Workbook
from tests.helpers.books import NOW, plan, set_cell, task
from tests.helpers.office import Office
from tests.helpers.today import on_day
from udfs.values import Cell
from workbook_templates import geometry
from workbook_templates.tables.tasks import TASKS

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
DAYS = 19
# A letter for each colour; a dot has none, only lines.
LETTERS = {"1F4E79": "D", "BDD7EE": "p", "E69138": "C", "C0504D": "L", "E2ADA6": "o", "EAE4F2": "b", "1A1A1A": "M",
           "FFE699": "t", "EDEDED": "_"}  # fmt: skip
# Far from everything that the sheet holds.
_ASIDE = 300


def drawn(office: Office, path: Path, rows: int) -> list[str]:
    """Return the bars, a letter a day, week by week, as if it were the day of `NOW`."""
    view = FileBook(path).view("tasks")
    content = openpyxl.load_workbook(path)
    sheet = content[view.sheet]
    for row in range(rows):  # it depends on the day, too
        sheet.cell(view.first_row + row, view.column_numbers["status"]).value = view.data["status"][row]
    first = geometry.gantt_first_col(TASKS)
    corner = f"{get_column_letter(first)}{view.first_row}"
    (rules,) = (kept.rules for kept in sheet.conditional_formatting if str(kept.sqref).startswith(f"{corner}:"))
    for row in range(view.first_row, view.first_row + rows):
        for col in range(first, first + DAYS):
            nested = '"?"'
            for rule in sorted(rules, key=lambda rule: -rule.priority):
                colour = rule.dxf.fill.bgColor.rgb[-6:] if rule.dxf.fill else ""
                test = Translator("=" + rule.formula[0], corner).translate_formula(f"{get_column_letter(col)}{row}")
                nested = f'IF(IFERROR({test[1:]},FALSE),"{LETTERS.get(colour, ".")}",{nested})'
            sheet.cell(row, col + _ASIDE).value = "=" + on_day(nested)
    copy = path.with_name("bars.xlsx")
    content.save(copy)
    with office.open(copy) as document:
        last = view.first_row + rows - 1
        block = document.block(view.sheet, view.first_row, first + _ASIDE, last, first + _ASIDE + DAYS - 1)
    return [" ".join("".join(map(str, line[at : at + 7])) for at in range(0, DAYS, 7)) for line in block]


def test_bars_tell_what_was_done_what_is_planned_and_what_is_late(office: Office, tmp_path: Path) -> None:
    """Nineteen days from Monday 16 November 2026; today is Friday 20."""
    path = plan(tmp_path,
        task(1, 10, start=MONDAY + timedelta(28), started_on=MONDAY + timedelta(1), done_on=MONDAY + timedelta(3)),
        task(2, 2, start=MONDAY + timedelta(10), started_on=FRIDAY, buffer=1),
        task(3, 3, predecessors="T-002", buffer=2),
        task(4, 0, predecessors="T-003"),
        task(5, 5, start=MONDAY + timedelta(21), progress=1),
        task(6, 4, start=MONDAY, progress=0.5),
        task(7, 5, start=MONDAY + timedelta(2), progress=0.2),
        task(8, 2, start=MONDAY + timedelta(7)),
        task(9, 2, start=MONDAY + timedelta(7), held="暂停"),
    )  # fmt: skip
    book = Workbook.open(path, writing=True)
    for name, value in (("set_gantt_unit", "天"), ("set_gantt_start", MONDAY)):
        place = FileBook(path).area(name)
        assert place is not None
        set_cell(book, place.sheet, place.row, place.col, Cell(value))
    book.save()
    schedule(FileBook(path, writing=True), NOW)
    assert drawn(office, path, 10) == [
        # 16 to 22 and 23 to 29 November, then to 4 December; bars run through days off
        ".DDDt__ .....__ .....",
        "....CCC Cb...__ .....",
        "....t__ ..CCCbb bb...",
        "....t__ .....__ .M...",
        "....D__ .....__ .....",
        "DDLLooo o....__ .....",
        "..DDppp ppo..__ .....",  # a fifth of seven days from Wednesday on; a day of the rest falls behind the plan
        "....t__ pp...__ .....",
        "....t__ pp...__ .....",
        "??????? ??????? ?????",  # no task, no lines
    ]  # fmt: skip
