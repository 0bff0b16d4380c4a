"""Commands on the workbook that is open: through xlwings, in a real spreadsheet program, equal to the same on the file."""

from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.live.book import LiveBook
from addin.commands.check import check
from addin.commands.history import log, undo
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.commands.summary import summary
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, demo, filled, set_cell
from tests.helpers.desk import LiveDesk
from tests.helpers.seen import charts, shown
from tests.helpers.uno_engine import Open, calls
from tests.helpers.uno_native import ComError
from udfs.problems import RefusalError
from udfs.values import Cell, CellValue
from workbook_templates.formulas import Block
from workbook_templates.names import TemplateKey


def twin(path: Path) -> Path:
    """Return a copy of the workbook, so that one is open and the other is a file."""
    folder = path.parent / "file"
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    return folder / path.name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", list(TemplateKey))
def test_commands_do_the_same_on_both_kinds_of_book(
    key: TemplateKey, lang: Any, open_book: Open, tmp_path: Path
) -> None:
    path = demo(tmp_path, key, lang)
    file = twin(path)
    book, document = open_book(path)
    for command in (score, check, summary, score, undo, undo, log):
        lived, filed = command(LiveBook(book), NOW), command(FileBook(file, writing=command is not log), NOW)
        document.calculate()
        assert [(f.sheet, f.cell, f.problem.code) for f in lived.findings] == [
            (f.sheet, f.cell, f.problem.code) for f in filed.findings
        ]
        assert shown(LiveBook(book)) == shown(FileBook(file))
    document.calculateAll()  # every cell, though nothing has changed since
    assert shown(LiveBook(book)) == shown(FileBook(file))
    assert [row[3:] for row in LiveBook(book).log()] == [row[3:] for row in FileBook(file).log()]


def test_what_the_program_computes_is_what_was_computed(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path, TemplateKey.SCORING))
    score(LiveBook(book), NOW)
    document.calculateAll()
    again = LiveBook(book)
    assert score(again, NOW).changed == 0
    view = LiveBook(book).view("plans")
    assert view.data["total"][0] == 14
    assert view.formulas["total"][0] is not None


def test_an_edit_is_followed_at_once(open_book: Open, tmp_path: Path) -> None:
    """A person types into an open sheet: formulas that a command has written follow without a command."""
    book, document = open_book(demo(tmp_path, TemplateKey.SCORING))
    score(LiveBook(book), NOW)
    view = LiveBook(book).view("plans")
    document.Sheets.getByName(view.sheet).getCellByPosition(
        view.column_numbers["risk"] - 1, view.first_row - 1
    ).setValue(5)
    assert LiveBook(book).view("plans").data["total"][0] == 17


def test_rows_beyond_the_table_make_it_grow_and_undo_takes_them_back(open_book: Open, tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    file = twin(path)
    source = tmp_path / "导出.csv"
    source.write_text(
        "编号,具体问题,影响程度,解决难度,当前值\n" + "".join(f"N-{i},p{i},高,低,{i}\n" for i in range(40)), "utf-8"
    )
    older = Workbook.open(path, writing=True)  # its print area ends with the prepared rows
    older.set_print_area("问题清单", [Block(1, 1, 24, 16)])
    older.save()
    book, document = open_book(path)
    before = shown(LiveBook(book))
    for kind in (LiveBook(book), FileBook(file, writing=True)):
        import_rows(kind, NOW, source)
    document.calculateAll()
    view = LiveBook(book).view("issues")
    assert view.data.length == FileBook(file).view("issues").data.length > 20
    assert shown(LiveBook(book)) == shown(FileBook(file))
    assert view.data["priority"][view.data.records()[-1]] == "优先解决"
    assert document.Sheets.getByIndex(0).getPrintAreas()[0].EndRow >= view.first_row + view.data.length - 2
    undo(LiveBook(book), NOW)
    assert {c: v for c, v in shown(LiveBook(book))["issues"].items() if c != "result"} == {
        c: v for c, v in before["issues"].items() if c != "result"
    }
    assert (
        document.Sheets.getByIndex(0).getPrintAreas()[0].EndRow
        >= view.first_row + LiveBook(book).view("issues").data.length - 2
    )


ODD = [
    "=1+1",
    "+1",
    "-x",
    "@me",
    "007",
    "2026-01-01",
    "1/2",
    "TRUE",
    "'quoted",
    "5%",
    "1e5",
    " a",
    "改善",
    "x" * 300,
    "a\nb",
]


def test_text_stays_text_and_numbers_stay_numbers(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(filled(tmp_path, [ISSUE]))
    live = LiveBook(book)
    values: list[CellValue] = [*ODD, 3, 2.5, True, NOW.date()][: live.view("issues").data.length - 1]
    live.write("issues", "notes", [Cell(value) for value in values], start=1)
    live.write("issues", "found_on", [Cell(NOW.date())], start=1)
    live.save()
    content = LiveBook(book).view("issues").data
    assert content["notes"][1 : len(ODD) + 1] == ODD
    assert content["notes"][len(ODD) + 1 : len(ODD) + 3] == [3, 2.5]
    assert content["found_on"][1] == NOW.date()


def test_nothing_is_written_before_everything_can_be(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    book, document = open_book(path)
    before = shown(LiveBook(book))
    sheet = document.Sheets.getByName("_log")
    sheet.protect("secret")
    with pytest.raises(RefusalError, match="sheet-not-writable"):
        check(LiveBook(book), NOW)
    assert shown(LiveBook(book)) == before
    assert (book.app.calculation, book.app.screen_updating, book.app.enable_events) == ("automatic", True, True)
    sheet.unprotect("secret")
    check(LiveBook(book), NOW)
    assert shown(LiveBook(book)) != before


@pytest.mark.parametrize(
    ("at", "failure"),
    [
        (1, ComError()),
        (4, RuntimeError("in the middle")),
        (5, ComError()),
        (9, RuntimeError("in the middle")),
        (20, ComError()),
    ],
)
def test_what_fails_in_the_middle_leaves_everything_as_it_was(
    at: int, failure: Exception, open_book: Open, tmp_path: Path
) -> None:
    """An import makes the table grow, writes columns, figures, charts and log: wherever it stops, nothing is left of it."""
    source = tmp_path / "导出.csv"
    source.write_text("编号,具体问题,影响程度,解决难度\n" + "".join(f"N-{i},p,高,低\n" for i in range(40)), "utf-8")
    book, document = open_book(demo(tmp_path))
    desk = LiveDesk(book, document)
    before, drawn = desk.everything(), charts(document, "汇总")
    book.app.impl.fails_at, book.app.impl.failure = at, failure
    with pytest.raises(RefusalError if isinstance(failure, ComError) else RuntimeError, match=r"busy|middle"):
        import_rows(LiveBook(book), NOW, source)
    assert book.app.impl.seen == "manual"
    assert desk.everything() == before
    assert charts(document, "汇总") == drawn
    assert (book.app.calculation, book.app.screen_updating, book.app.enable_events) == ("automatic", True, True)
    assert book.app.api.AutoCorrect.AutoFillFormulasInLists
    import_rows(LiveBook(book), NOW, source)
    assert len(LiveBook(book).view("issues").data.records()) > 40


def test_a_table_is_read_and_written_in_a_handful_of_calls(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.SCORING))
    live = LiveBook(book)
    start = dict(calls())
    view = live.view("plans")
    assert calls()["read"] - start["read"] == 2  # values and formulas
    live.write("plans", "notes", [Cell("x")] * view.data.length)
    live.save()
    assert calls()["write"] - start["write"] == 2  # the probe and the column


def test_all_figures_are_read_in_a_handful_of_calls(open_book: Open, tmp_path: Path) -> None:
    """Each block alone would take two: a click on a list of issues made more than forty, and none may read another's cells."""
    path = demo(tmp_path)
    file = twin(path)
    book, _ = open_book(path)
    start = calls()["read"]
    summary(LiveBook(book), NOW)
    assert calls()["read"] - start <= 10
    summary(FileBook(file, writing=True), NOW)
    lived, filed = LiveBook(book), FileBook(file)
    names = [name for name in filed.names() if name.startswith(("set_", "sum_", "lst_"))]
    assert len(names) > 15
    for name in names:
        ours, theirs = lived.area(name), filed.area(name)
        assert (ours is None) == (theirs is None)
        if ours is not None and theirs is not None:
            assert (ours.sheet, ours.row, ours.col) == (theirs.sheet, theirs.row, theirs.col)
            assert [[cell.formula or cell.value or None for cell in row] for row in ours.figures] == [
                [cell.formula or cell.value or None for cell in row] for row in theirs.figures
            ]


def test_charts_show_as_many_rows_as_are_filled(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    file = twin(path)
    book, document = open_book(path)
    before = charts(document, "汇总")
    summary(LiveBook(book), NOW)
    summary(FileBook(file, writing=True), NOW)
    after = charts(document, "汇总")
    _, same = open_book(file)
    assert len(after) == 7
    assert after != before
    assert after == charts(same, "汇总")


def test_a_workbook_of_somebody_else_is_refused(open_book: Open, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as built:
        built.add_worksheet("kaizen.conf").write(0, 0, "INTERPRETER")
    book, _ = open_book(tmp_path / "a.xlsx")
    with pytest.raises(RefusalError, match="not-ours"):
        LiveBook(book)


def test_cells_typed_before_are_what_the_file_holds(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    editor = Workbook.open(path, writing=True)
    set_cell(editor, "问题清单", 5, 21, Cell("=1+1"))
    editor.save()
    score(FileBook(path, writing=True), NOW)
    book, _ = open_book(path)
    assert shown(LiveBook(book)) == shown(FileBook(path))
