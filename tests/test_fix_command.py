"""`fix`: what can mean only one thing is mended, listed, and taken back by one undo; everything else stays."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl

from addin.commands.fix import fix
from addin.commands.history import undo
from addin.commands.score import score
from addin.excel.click import format_outcome
from addin.outcome import Outcome
from tests.helpers.books import ISSUE, PLAN, TASK, filled
from tests.helpers.desk import At, Desk, FileDesk, LiveDesk
from tests.helpers.today import LAST_YEAR
from tests.helpers.uno_engine import Open
from udfs.lang import Lang
from udfs.values import Cell, CellValue
from workbook_templates.names import TemplateKey

MESSY: dict[str, CellValue] = {
    **ISSUE,
    "found_on": "2026年3月5日",
    "due": "3/4/2026",
    "impact_level": "ｈｉｇｈ",
    "channel": "数据监控 ",
    "owner": "　王芳",
    "status": "In progress",
    "current": "１２",
}
MENDED = {
    "found_on": date(2026, 3, 5),
    "due": "3/4/2026",
    "impact_level": "高",
    "channel": "数据监控",
    "owner": "王芳",
    "status": "处理中",
    "current": 12,
}


def row(book: Desk, table: str = "issues", at: int = 0) -> Mapping[str, CellValue]:
    return {key: values[at] for key, values in book.view(table).data.columns.items()}


def changes(outcome: Outcome) -> list[tuple[object, ...]]:
    return [(record["cell"], record["old"], record["new"]) for record in outcome.records]


def test_what_is_certain_is_mended_listed_and_taken_back_by_one_undo(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [MESSY]))
    book.run(score)
    before = book.contents()
    outcome = book.run(fix)
    now = row(book)
    assert {key: now[key] for key in MENDED} == MENDED
    view = book.view()
    places = {view.cell(key, 0) for key, value in MENDED.items() if MESSY[key] != value}
    assert {cell for cell, _, _ in changes(outcome)} == places
    assert len(outcome.listings[0].rows) == outcome.changed == len(places)
    assert (view.cell("found_on", 0), "2026年3月5日", "2026-03-05") in changes(outcome)
    assert [(f.problem.code, f.cell) for f in outcome.findings] == [("not-a-date", view.cell("due", 0))]
    assert outcome.wrong
    assert ";due;" in str(now["marks"])
    book.run(undo)
    assert book.contents() == before


def test_a_dry_run_only_lists(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [MESSY]))
    before = book.everything()
    outcome = book.run(fix, dry_run=True)
    assert len(changes(outcome)) == 6
    assert book.everything() == before


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [{**MESSY, "due": None}]))
    book.run(fix)
    before = book.everything()
    outcome = book.run(fix)
    assert (changes(outcome), outcome.findings, outcome.changed) == ([], [], 0)
    assert book.everything() == before


def test_a_click_names_every_cell_too(tmp_path: Path) -> None:
    rows = [{**ISSUE, "id": f"I-{i}", "problem": f"问题{i}", "found_on": "2026年3月5日"} for i in range(15)]
    book = FileDesk(filled(tmp_path, [*rows, MESSY]))
    outcome = book.run(fix)
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        words = format_outcome(outcome, lang)
        assert all(re.search(rf"\b{record['cell']}\b", words) for record in outcome.records)
        assert len(words.splitlines()) <= 12


def test_formulas_and_own_columns_are_left_alone(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [ISSUE]))
    book.type("owner", 0, " 王芳", formula='" "&"王芳"')
    view = book.view()
    book.put(view.sheet, view.first_row, max(view.column_numbers.values()) + 1, Cell(" 旁边 "))
    assert changes(book.run(fix)) == []
    assert book.view().formulas["owner"][0] == '" "&"王芳"'


def test_references_follow_the_numbers_that_were_mended(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [{**ISSUE, "id": "Ｉ－００１"}], TemplateKey.PROJECT, table="issues"))
    for key, value in {**PLAN, "issue": "Ｉ－００１", "effect": "５"}.items():
        book.type(key, 0, value, "plans")
    book.run(fix)
    assert row(book)["id"] == "I-001"
    assert (row(book, "plans")["issue"], row(book, "plans")["effect"]) == ("I-001", 5)


def test_a_number_that_another_row_has_is_not_given_twice(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [ISSUE, {**ISSUE, "id": "Ｉ－００１", "problem": "别的"}]))
    assert changes(book.run(fix)) == []


def test_percentages_and_days_of_a_plan_and_days_off(tmp_path: Path) -> None:
    task = {**TASK, "progress": "５０％", "duration": "５"}
    book = FileDesk(filled(tmp_path, [task], TemplateKey.PLAN))
    off = book.view("holidays")
    last = [i for i, full in enumerate(off.data.filled()) if full][-1] + 1
    day = date(LAST_YEAR, 12, 30)
    book.type("day", last, f"{day.year}年{day.month}月{day.day}日", "holidays")
    book.type("kind", last, "休", "holidays")
    outcome = book.run(fix)
    assert (row(book, "tasks")["progress"], row(book, "tasks")["duration"]) == (0.5, 5)
    assert book.view("holidays").data["day"][last] == day
    assert {record["sheet"] for record in outcome.records} == {"改进方案计划表", "节假日"}
    book.run(undo)
    assert book.view("holidays").data["day"][last] == f"{day.year}年{day.month}月{day.day}日"


def test_settings_are_mended_too(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [PLAN], TemplateKey.SCORING))
    typed: dict[str, CellValue] = {"set_threshold": "１２", "set_cost_risk": "intensity"}
    for name, value in typed.items():
        book.set(name, value)
    outcome = book.run(fix)
    assert [(record["sheet"], record["old"]) for record in outcome.records] == [("设置", "１２"), ("设置", "intensity")]
    assert [book.book().settings()[name][0][0] for name in typed] == [12, "强度"]
    book.run(undo)
    assert [book.book().settings()[name][0][0] for name in typed] == [*typed.values()]


def pasted(folder: Path) -> Path:
    """Return a list with a date as text in a cell that takes all for text."""
    path = filled(folder, [{**ISSUE, "found_on": "2026年3月5日"}, {**ISSUE, "id": "I-002", "problem": "别的"}])
    content = openpyxl.load_workbook(path)
    content["问题清单"][FileDesk(path).view().cell("found_on", 0)].number_format = "@"
    content.save(path)
    return path


def test_a_date_in_a_cell_that_takes_all_for_text_is_shown_as_one(tmp_path: Path) -> None:
    """Cells pasted from elsewhere bring the format of text along; a date in it would be shown as 46086."""
    path = pasted(tmp_path)
    book = FileDesk(path)
    book.run(fix)
    cell = openpyxl.load_workbook(path)["问题清单"][book.view().cell("found_on", 0)]
    assert (cell.value.date(), cell.number_format) == (date(2026, 3, 5), "yyyy-mm-dd")


def test_excel_does_not_make_text_of_it_again(open_book: Open, tmp_path: Path) -> None:
    """A number set into a cell that takes all for text is text again there: the cell gets its column's format first."""
    open_one, document = open_book(pasted(tmp_path))
    book = LiveDesk(open_one, document)
    place = book.view().cell("found_on", 0)
    cell = open_one.sheets["问题清单"].range(place)
    assert cell.number_format == "@"
    book.run(fix)
    assert book.view().data["found_on"][0] == date(2026, 3, 5)
    assert cell.number_format.upper() == "YYYY-MM-DD"
