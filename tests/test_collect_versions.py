"""`collect` where somebody returns a file again, deletes and restores rows, renames columns, or types long numbers and dates."""

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from addin.book.file.book import FileBook
from addin.commands.history import undo
from addin.commands.resolve import resolve
from tests.helpers.books import ISSUE, NOW, filled
from tests.helpers.mailroom import LI, WANG, chosen, codes, collected, conflicts, sent
from udfs.values import CellValue

PHONE = 13812345678
ROWS = [
    {**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}", "current": PHONE, "due": date(2026, 12, i)}
    for i in range(1, 4)
]
HEADINGS = {"scope": "影响范围", "owner": "责任人", "current": "当前值", "due": "要求完成日期", "problem": "具体问题"}


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return filled(tmp_path, ROWS)


def _heading_row(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Return the row of the table's headings and its columns by heading without marks, as openpyxl reads them."""
    row = int("".join(filter(str.isdigit, sheet.tables["tblIssues"].ref.split(":")[0])))
    return row, {str(cell.value).strip("* "): cell.column for cell in sheet[row] if cell.value is not None}


def _place(sheet: Worksheet, key: str, row: int) -> tuple[int, int]:
    top, columns = _heading_row(sheet)
    return top + 1 + row, next(at for heading, at in columns.items() if heading.startswith(HEADINGS.get(key, key)))


def put(path: Path, *cells: tuple[str, int, CellValue], to: Path | None = None, day: int | None = None) -> Path:
    """Type into cells with openpyxl, by column and row of the table; `day` of December is when it was saved."""
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    for key, row, value in cells:
        sheet.cell(*_place(sheet, key, row)).value = value
    target = to or path
    book.save(target)
    if day is not None:
        stamped(target, day)
    return target


def stamped(path: Path, day: int) -> None:
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"]
    head, rest = core.split(b"<dcterms:modified", 1)
    kind, after = rest.split(b">", 1)
    parts["docProps/core.xml"] = (
        head + b"<dcterms:modified" + kind + b">2026-12-%02dT08:00:00Z" % day + after[after.index(b"<") :]
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def shown(path: Path, key: str) -> list[CellValue]:
    """Return a column of the table as openpyxl reads it, without the blank rows below."""
    sheet = openpyxl.load_workbook(path, data_only=True)["问题清单"]
    top, col = _place(sheet, key, 0)
    values = [sheet.cell(row, col).value for row in range(top, sheet.max_row + 1)]
    problems = [sheet.cell(row, _place(sheet, "problem", 0)[1]).value for row in range(top, sheet.max_row + 1)]
    last = max((i for i, text in enumerate(problems) if text), default=-1)
    return values[: last + 1]


def version(copy: Path, name: str, day: int, *cells: tuple[str, int, CellValue]) -> Path:
    return put(copy, *cells, to=copy.with_name(f"{name}.xlsx"), day=day)


# --- whose value it is ------------------------------------------------------------------------------------------------


def test_our_own_value_is_not_taken_for_the_senders(master: Path) -> None:
    (copy,) = sent(master, WANG)
    put(master, ("scope", 0, "一样"))
    assert codes(collected(master, version(copy, "一", 1, ("scope", 0, "一样")))) == []
    assert codes(collected(master, version(copy, "二", 2, ("scope", 0, "又改")))) == ["conflict"]
    assert shown(master, "scope")[0] == "一样"


@pytest.mark.parametrize("together", [True, False])
def test_a_value_that_two_sent_is_not_one_senders_to_change(master: Path, together: bool) -> None:
    wang, li = sent(master, WANG, LI)
    first, same = version(wang, "王一", 1, ("scope", 0, "一样")), version(li, "李一", 1, ("scope", 0, "一样"))
    for files in [(first, same)] if together else [(first,), (same,)]:
        assert codes(collected(master, *files)) == []
    assert shown(master, "scope")[0] == "一样"
    assert codes(collected(master, version(wang, "王二", 2, ("scope", 0, "又改")))) == ["conflict"]
    assert shown(master, "scope")[0] == "一样"


def test_a_third_version_still_follows_the_first(master: Path) -> None:
    (copy,) = sent(master, WANG)
    one, two, three = (version(copy, str(day), day, ("scope", 0, f"第{day}稿")) for day in (1, 2, 3))
    assert codes(collected(master, one)) == []
    assert codes(collected(master, two, three)) == ["older-value"]
    assert shown(master, "scope")[0] == "第3稿"


def test_the_register_keeps_the_latest_word_in_whatever_order_files_were_given(master: Path) -> None:
    (copy,) = sent(master, WANG)
    one, two = (version(copy, str(day), day, ("scope", 0, f"第{day}稿")) for day in (1, 2))
    collected(master, two, one)
    assert codes(collected(master, version(copy, "3", 3, ("scope", 0, "第2稿"), ("owner", 1, "新")))) == []
    assert codes(collected(master, version(copy, "4", 4, ("scope", 0, "第4稿"), ("owner", 1, "新")))) == []
    assert shown(master, "scope")[0] == "第4稿"


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [PHONE + 1, PHONE + 0.5, 13812345678.001])
def test_a_long_number_that_differs_in_its_last_digit_is_another_one(master: Path, number: float) -> None:
    (copy,) = sent(master, WANG)
    collected(master, version(copy, "一", 1, ("current", 0, number)))
    assert shown(master, "current") == [number, PHONE, PHONE]
    again = version(copy, "又", 28, ("current", 0, number + 1))
    collected(master, again)
    assert shown(master, "current")[0] == number + 1


def test_a_long_number_of_ours_is_not_undone_as_if_it_were_the_senders(master: Path) -> None:
    (copy,) = sent(master, WANG)
    collected(master, put(copy, ("current", 0, PHONE + 1)))
    put(master, ("current", 0, PHONE + 2))
    assert "changed-since" in codes(undo(FileBook(master, writing=True), NOW))
    assert shown(master, "current")[0] == PHONE + 2


def test_numbers_that_a_program_saved_with_fifteen_digits_are_no_changes(tmp_path: Path) -> None:
    long = 10 / 3
    master = filled(tmp_path, [{**row, "current": long} for row in ROWS])
    (copy,) = sent(master, WANG)
    assert codes(collected(master, put(copy, ("current", 0, float(f"{long:.15g}"))))) == []
    assert shown(master, "current")[0] == long


# --- going back -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["scope", "due"])
def test_a_version_that_goes_back_to_what_was_sent(master: Path, base: str) -> None:
    (copy,) = sent(master, WANG)
    first: CellValue = date(2027, 1, 1) if base == "due" else "第一稿"
    one = version(copy, "一", 1, (base, 0, first))
    before = shown(master, base)[0]
    assert codes(collected(master, one)) == []
    assert codes(collected(master, version(one, "二", 2, (base, 0, before)))) == ["changed-back"]
    assert [c["what"] for c in conflicts(master)] == ["对方改回"]
    chosen(master, 0, "采用对方")
    assert codes(resolve(FileBook(master, writing=True), NOW)) == []
    assert shown(master, base)[0] == before


def test_going_back_on_what_was_not_taken_is_said(master: Path) -> None:
    (copy,) = sent(master, WANG)
    put(master, ("scope", 0, "我方"))
    collected(master, version(copy, "一", 1, ("scope", 0, "第一稿")))
    assert codes(collected(master, version(copy, "二", 2))) == ["value-withdrawn"]
    assert (shown(master, "scope")[0], len(conflicts(master))) == ("我方", 1)


def test_the_copy_as_it_was_sent_beside_the_filled_in_one_takes_nothing_back(master: Path) -> None:
    (copy,) = sent(master, WANG)
    stamped(copy, 1)
    filled_in = version(copy, "填好", 1, ("scope", 0, "新"))
    assert codes(collected(master, copy, filled_in)) == []
    assert shown(master, "scope")[0] == "新"


def _without_row(path: Path, row: int, name: str, day: int) -> Path:
    """Return the file with a row of the table emptied, its identity too."""
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    top, columns = _heading_row(sheet)
    for col in columns.values():
        sheet.cell(top + 1 + row, col).value = None
    target = path.with_name(f"{name}.xlsx")
    book.save(target)
    stamped(target, day)
    return target


def test_a_removed_row_that_is_there_again_is_said(master: Path) -> None:
    (copy,) = sent(master, WANG)
    assert codes(collected(master, _without_row(copy, 1, "一", 1))) == ["row-removed"]
    assert codes(collected(master, version(copy, "二", 2))) == ["row-again"]
    assert codes(collected(master, _without_row(copy, 1, "三", 3))) in ([], ["row-removed"])
    assert len(shown(master, "problem")) == 3


def test_a_new_row_that_a_later_version_has_no_more_is_listed(master: Path) -> None:
    (copy,) = sent(master, WANG)
    one = version(copy, "一", 1, ("problem", 3, "甲"), ("problem", 4, "乙"))
    collected(master, one)
    outcome = collected(master, _without_row(one, 4, "二", 2))
    assert codes(outcome) == ["row-removed"]
    assert "乙" in outcome.findings[0].what("zh")
    assert shown(master, "problem")[3:] in (["甲", "乙"], ["乙", "甲"])


@pytest.mark.parametrize("order", ["12", "21", "1,2", "2,1"])
def test_new_rows_with_the_same_subject_are_recognized_by_what_else_they_say(master: Path, order: str) -> None:
    (copy,) = sent(master, WANG)
    one = version(copy, "一", 1, *(("problem", row, "同题") for row in (3, 4)), ("owner", 3, "甲"), ("owner", 4, "乙"))
    two = version(copy, "二", 2, *(("problem", row, "同题") for row in (3, 4)), ("owner", 3, "乙"), ("owner", 4, "丙"))
    files = {"1": one, "2": two}
    for batch in order.split(","):
        collected(master, *(files[number] for number in batch))
    assert sorted(map(str, shown(master, "owner")[3:])) == sorted(["甲", "乙", "丙"])
    assert [c["what"] for c in conflicts(master)] == ["对方删行"]
    assert collected(master, one, two).changed == 0


def test_one_new_row_that_was_edited_is_still_the_same_row(master: Path) -> None:
    (copy,) = sent(master, WANG)
    one = version(copy, "一", 1, ("problem", 3, "新"), ("owner", 3, "甲"))
    collected(master, one)
    assert codes(collected(master, version(one, "二", 2, ("owner", 3, "乙")))) == []
    assert shown(master, "owner")[3:] == ["乙"]


# --- rows deleted here ------------------------------------------------------------------------------------------------


def _deleted_here(master: Path, row: int) -> None:
    stamped(_without_row(master, row, "主表", 1), 1)
    shutil.move(master.with_name("主表.xlsx"), master)


def test_a_row_deleted_here_that_two_changed_is_restored_with_both_changes(master: Path) -> None:
    wang, li = sent(master, WANG, LI)
    put(wang, ("scope", 1, "王的范围"))
    put(li, ("owner", 1, "李的人"))
    _deleted_here(master, 1)
    assert codes(collected(master, wang, li)) == ["row-deleted-here"] * 2
    listed = conflicts(master)
    assert sorted((str(c["where"]), str(c["base"]), str(c["theirs"])) for c in listed) == [
        ("I-002 问题2", "影响范围：范围2", "影响范围：王的范围"),
        ("I-002 问题2", "责任人：王芳", "责任人：李的人"),
    ]
    for i in range(2):
        chosen(master, i, "采用对方")
    assert codes(resolve(FileBook(master, writing=True), NOW)) == []
    at = shown(master, "problem").index("问题2")
    assert (shown(master, "scope")[at], shown(master, "owner")[at]) == ("王的范围", "李的人")
    assert (shown(master, "due")[at].day, shown(master, "current")[at]) == (2, PHONE)  # type: ignore[union-attr]


def test_two_who_changed_the_same_cell_of_a_row_deleted_here(master: Path) -> None:
    copies = sent(master, WANG, LI)
    for path, words in zip(copies, ("王的", "李的"), strict=True):
        put(path, ("scope", 1, words))
    _deleted_here(master, 1)
    collected(master, *copies)
    for i in range(2):
        chosen(master, i, "采用对方")
    outcome = resolve(FileBook(master, writing=True), NOW)
    assert (codes(outcome), outcome.changed) == (["changed-since-listed"], 1)
    states = {str(c["theirs"]): str(c["state"]) for c in conflicts(master)}
    assert sorted(states.values()) == ["已采用对方", "待处理"]
    at = shown(master, "problem").index("问题2")
    assert states[f"影响范围：{shown(master, 'scope')[at]}"] == "已采用对方"
    resolve(FileBook(master, writing=True), NOW)
    assert {str(c["state"]) for c in conflicts(master)} == {"已采用对方"}


def test_a_long_row_deleted_here_is_restored_whole(tmp_path: Path) -> None:
    long = {"notes": '备\n"' * 9_000, "scene": "场" * 9_000}
    master = filled(tmp_path, [*ROWS[:1], {**ROWS[1], **long}])
    (copy,) = sent(master, WANG)
    put(copy, ("scope", 1, "对方"))
    _deleted_here(master, 1)
    assert codes(collected(master, copy)) == ["row-deleted-here"]
    assert conflicts(master)[0]["theirs"] == "影响范围：对方"
    chosen(master, 0, "采用对方")
    assert codes(resolve(FileBook(master, writing=True), NOW)) == []
    sheet = openpyxl.load_workbook(master)["问题清单"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {*long.values(), "对方"} <= texts
    undo(FileBook(master, writing=True), NOW)
    undo(FileBook(master, writing=True), NOW)
    assert (len(shown(master, "problem")), [c["theirs"] for c in conflicts(master)]) == (1, [])


# --- columns ----------------------------------------------------------------------------------------------------------


def _renamed(path: Path, key: str, heading: str) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    sheet.protection.sheet = False
    row, col = _place(sheet, key, -1)
    old = sheet.cell(row, col).value
    sheet.cell(row, col).value = heading
    for column in sheet.tables["tblIssues"].tableColumns:
        if column.name == old:
            column.name = heading
    book.save(path)
    return path


def _with_column(path: Path, heading: str, values: list[CellValue]) -> Path:
    """Return the file with a column of the sender's own to the right of the table, dates shown as such."""
    from openpyxl.utils import get_column_letter, range_boundaries
    from openpyxl.worksheet.table import TableColumn

    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    table = sheet.tables["tblIssues"]
    left, top, right, bottom = range_boundaries(table.ref)
    for row, value in enumerate((heading, *values), top):
        sheet.cell(row, right + 1).value = value
    table.tableColumns.append(TableColumn(id=max(c.id for c in table.tableColumns) + 1, name=heading))
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    book.save(path)
    return path


def test_a_renamed_date_column_is_recognized_and_its_dates_stay_dates(master: Path) -> None:
    (copy,) = sent(master, WANG)
    put(copy, ("due", 0, date(2027, 3, 5)))
    assert codes(collected(master, _renamed(copy, "due", "哪天要好"))) == ["column-renamed"]
    assert [str(day)[:10] for day in shown(master, "due")] == ["2027-03-05", "2026-12-02", "2026-12-03"]


def test_dates_in_an_added_column_stay_dates(master: Path) -> None:
    (copy,) = sent(master, WANG)
    _with_column(copy, "到货日", [date(2026, 3, 5), None, None, date(2026, 3, 6)])
    put(copy, ("problem", 3, "新的"))
    outcome = collected(master, copy)
    assert codes(outcome) == ["extra-column"] * 2
    assert sorted(str(c["theirs"]) for c in conflicts(master)) == ["2026-03-05", "2026-03-06"]
    for i in range(2):
        chosen(master, i, "采用对方")
    assert codes(resolve(FileBook(master, writing=True), NOW)) == []
    assert shown(master, "备注") == ["到货日：2026-03-05", None, None, "到货日：2026-03-06"]


def test_what_stands_in_an_added_column_alone_makes_no_row_of_junk(master: Path) -> None:
    (copy,) = sent(master, WANG)
    _with_column(copy, "客户号", [None, None, None, "C9"])
    assert codes(collected(master, copy)) == ["extra-column"]
    before = shown(master, "备注")
    chosen(master, 0, "采用对方")
    assert codes(resolve(FileBook(master, writing=True), NOW)) == ["cannot-take"]
    assert (shown(master, "备注"), conflicts(master)[0]["state"]) == (before, "待处理")


def test_dates_in_a_column_of_our_own_go_out_and_come_back_as_dates(master: Path) -> None:
    _with_column(master, "到货日", [date(2026, 3, day) for day in (5, 6, 7)])
    (copy,) = sent(master, WANG)
    assert [str(day)[:10] for day in shown(copy, "到货日")] == ["2026-03-05", "2026-03-06", "2026-03-07"]
    assert codes(collected(master, put(copy, ("到货日", 1, date(2026, 4, 1))))) == []
    assert [str(day)[:10] for day in shown(master, "到货日")] == ["2026-03-05", "2026-04-01", "2026-03-07"]


def test_a_column_that_we_have_too_by_now_is_filled(master: Path) -> None:
    (copy,) = sent(master, WANG)
    _with_column(copy, "客户号", ["C1", "C2", None])
    _with_column(master, "客户号", [None, "我方", None])
    assert codes(collected(master, copy)) == ["conflict"]
    assert shown(master, "客户号") == ["C1", "我方", None]
