"""What commands ask of a book, on both kinds: the same is read, written and refused, in a file and in the open workbook."""

import math
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from addin.commands.history import undo
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, PLAN, blank, filled, set_cell
from tests.helpers.desk import At, Desk
from udfs.problems import RefusalError
from udfs.values import KEEP, Cell, CellValue, ErrorValue
from workbook_templates.names import TemplateKey


def write(book: Desk, column: str, values: list[CellValue]) -> None:
    content = book.book(writing=True)
    content.write("issues", column, [Cell(value) for value in values])
    content.save()


VALUES: list[CellValue] = [
    "a", 3, 2.5, -0.1, 1e300, 2**31, 10**15, 1e-9, "x" * 9000, "=1+1", "#N/A", ErrorValue("#N/A"), ErrorValue("#DIV/0!"), None,
    "\u4e2d\n\u6587", "\U0001f600",
]  # fmt: skip


def test_what_is_written_is_read_back(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    write(book, "notes", VALUES)
    view = book.view()
    content = view.data["notes"][: len(VALUES)]
    assert content == VALUES
    assert [type(value) is ErrorValue for value in content] == [type(value) is ErrorValue for value in VALUES]
    assert set(view.formulas["notes"]) == {None}


def test_days_and_times_are_read_back(desk: At, tmp_path: Path) -> None:
    days = [date(1900, 3, 1), date(2026, 2, 28), datetime(2026, 11, 20, 13, 45), date(9999, 12, 31)]
    book = desk(blank(tmp_path))
    write(book, "found_on", [*days])
    assert book.view().data["found_on"][: len(days)] == days


def test_a_time_of_the_day_and_days_before_march_1900_stay_numbers(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    for row, value in enumerate((0.5, 1, 59)):
        book.type("found_on", row, value)
    assert book.view().data["found_on"][:3] == [0.5, 1, 59]


def test_a_workbook_that_counts_days_from_1904(desk: At, tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    editor = Workbook.open(path, writing=True)
    xml = editor._package.read(editor._part).decode()  # noqa: SLF001 - a workbook from an old Mac
    assert "<workbookPr" in xml
    editor.replace_part(editor._part, xml.replace("<workbookPr", '<workbookPr date1904="1"', 1).encode())  # noqa: SLF001
    editor.save()
    book = desk(path)
    write(book, "due", [date(2026, 3, 5)])
    assert book.view().data["due"][0] == date(2026, 3, 5)
    raw = {
        value
        for _, cells in book.seen(book.view().sheet)
        for col, value, *_ in cells
        if col == book.view().column_numbers["due"]
    }
    assert 46086 - 1462 in raw


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\u957f" * 32_768, "text-too-long"),
        ("\U0001f600" * 16_384, "text-too-long"),
        (math.inf, "not-finite"),
        (date(1899, 12, 31), "date-before-calendar"),
    ],
    ids=["long", "emoji", "infinity", "1899"],
)
def test_what_no_cell_can_hold_is_refused_before_anything_is_written(
    value: CellValue, code: str, desk: At, tmp_path: Path
) -> None:
    book = desk(blank(tmp_path))
    before = book.everything()
    with pytest.raises(RefusalError, match=code):
        write(book, "notes", ["first", value])
    assert book.everything() == before


def test_kept_cells_are_not_touched(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [{**ISSUE, "notes": f"n{i}"} for i in range(4)]))
    content = book.book(writing=True)
    content.write("issues", "notes", [Cell("new"), KEEP, Cell("new"), KEEP])
    content.save()
    assert book.view().data["notes"][:4] == ["new", "n1", "new", "n3"]


def test_a_formula_in_one_cell_stays_in_one_cell(desk: At, tmp_path: Path) -> None:
    """Excel would fill the whole empty column of a table."""
    book = desk(filled(tmp_path, [ISSUE] * 3))
    content = book.book(writing=True)
    content.write("issues", "notes", [KEEP, Cell("2", '1+1&""')])
    content.save()
    view = book.view()
    assert view.formulas["notes"][:3] == [None, '1+1&""', None]
    assert view.data["notes"][:3] == [None, "2", None]


@pytest.mark.parametrize("command", [import_rows, undo])
def test_a_table_with_a_row_of_totals_neither_grows_nor_shrinks(
    command: Callable[..., object], desk: At, tmp_path: Path
) -> None:
    source = tmp_path / "a.csv"
    source.write_text("方案\n" + "甲\n" * 60, "utf-8")
    path = blank(tmp_path, TemplateKey.SCORING)
    if command is undo:
        from addin.book.file.book import FileBook

        import_rows(FileBook(path, writing=True), datetime(2026, 11, 20), source)
    book = desk(with_totals(path, "tblPlans"))
    before = book.everything()
    with pytest.raises(RefusalError, match="totals-row"):
        book.run(command, *([source] if command is import_rows else []))  # type: ignore[arg-type]
    assert book.everything() == before


def test_a_row_of_totals_is_no_row(desk: At, tmp_path: Path) -> None:
    """Somebody has switched on “Total Row”: it is neither computed nor taken for a plan."""
    path = filled(tmp_path, [{**PLAN, "id": f"S-{i}"} for i in range(3)], TemplateKey.SCORING)
    book = desk(with_totals(path, "tblPlans"))
    outcome = book.run(score)
    view = book.view("plans")
    assert view.first_row + view.data.length == book.table_end("plans")
    assert outcome.message.zh.startswith("已计算 3 行")


def with_totals(path: Path, table: str) -> Path:
    """Turn the last row of a table into its row of totals."""
    book = Workbook.open(path, writing=True)
    content = book.tables[table]
    xml = book._package.read(content.part).decode()  # noqa: SLF001 - what Excel does there
    book.replace_part(content.part, xml.replace("<table ", '<table totalsRowCount="1" ', 1).encode())
    set_cell(book, content.sheet, content.last_row, content.first_col, Cell("汇总"))
    book.save()
    return path
