"""What Excel is known to do to a program that writes into an open workbook, and what the live book makes of it."""

from __future__ import annotations

import sys
import types
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin import progress
from addin.book.live import cells as livecells
from addin.book.live.app import is_busy, refuse_when_busy
from addin.book.live.book import LiveBook
from addin.book.live.charts import fitted
from addin.book.live.entry import misread
from addin.book.live.formulas import as_in_file
from addin.commands.check import check
from addin.commands.forms import live
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.commands.summary import summary
from tests.helpers.books import ISSUE, NOW, demo, filled
from tests.helpers.desk import LiveDesk
from tests.helpers.seen import charts, shown
from tests.helpers.uno_engine import Engine, Open
from tests.helpers.uno_native import ComError
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.names import TemplateKey

# --- what is read ----------------------------------------------------------------------------------------------------


class Block:
    """A cell as Excel for Windows gives it."""

    def __init__(self, value: object) -> None:
        self.api, self.shape = types.SimpleNamespace(Value2=value), (1, 1)


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        (-2146826246, ErrorValue("#N/A")),
        (-2146826243, ErrorValue("#SPILL!")),
        ("#N/A", "#N/A"),
        (Decimal("12.5"), 12.5),
        (3.0, 3),
        (True, True),
        ("", None),
        (None, None),
        (-2146826246.0, -2146826246),
        (datetime(1899, 12, 30, 6), 0.25),
    ],
)
def test_values_as_excel_for_windows_gives_them(given_: object, read: CellValue) -> None:
    ((value,),) = livecells.values(Block(given_))  # type: ignore[arg-type]
    assert (value, type(value)) == (read, type(read))


def test_excel_for_mac_gives_the_same(open_book: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no values without dates, and shows an error and a text that looks like one alike."""
    book, document = open_book(demo(tmp_path))
    desk = LiveDesk(book, document)
    desk.type("notes", 0, "#N/A")
    desk.type("notes", 1, ErrorValue("#N/A"))
    desk.type("found_on", 2, 0.5)
    desk.run(score)
    windows = shown(LiveBook(book))
    assert windows["issues"]["notes"][:2] == [("#N/A", None), (ErrorValue("#N/A"), None)]
    monkeypatch.setattr(Engine, "system", "mac")
    mac = shown(LiveBook(book))
    assert mac == windows
    assert [type(value) for value, _ in mac["issues"]["notes"][:2]] == [str, ErrorValue]
    assert score(LiveBook(book), desk.now).changed == 0


# --- formulas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown_", "content"),
    [
        ("RANK($I5,[总分])", "RANK($I5,tblPlans[总分])"),
        ("[@总分]*2", "tblPlans[[#This Row],[总分]]*2"),
        ("[@[总 分]]", "tblPlans[[#This Row],[总 分]]"),
        ("SUM([@[a]:[b]])", "SUM(tblPlans[[#This Row],[a]:[b]])"),
        ("tblTasks[@名]", "tblTasks[[#This Row],[名]]"),
        ("tblTasks[状态*]", "tblTasks[状态*]"),
        ("tblPlans[[#This Row],[x]]", "tblPlans[[#This Row],[x]]"),
        ("SUM([[#Headers],[a]:[b]])", "SUM(tblPlans[[#Headers],[a]:[b]])"),
        ("[a'[b']]&\"[x]\"", "tblPlans[a'[b']]&\"[x]\""),
        ("'[1]三 月'!A1+[台账.xlsx]一月!B2", "'[1]三 月'!A1+[台账.xlsx]一月!B2"),
        ("[1]!set_x", "[1]!set_x"),
        ('IF(A1="[@x]",1,2)', 'IF(A1="[@x]",1,2)'),
        ("A1+B1", "A1+B1"),
    ],
)
def test_references_inside_a_table_are_read_in_full(shown_: str, content: str) -> None:
    assert as_in_file(shown_, "tblPlans") == content
    assert as_in_file(content, "tblPlans") == content


@given(st.text("[]'\"@#,!ab1 总", max_size=12))
def test_whatever_a_formula_is_it_is_read(formula: str) -> None:
    assert isinstance(as_in_file(formula, "t"), str)


def test_formulas_that_excel_spells_in_its_own_way_are_not_written_again(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path, TemplateKey.SCORING))
    desk = LiveDesk(book, document)
    desk.run(score)
    assert "=tbl" not in str(book.sheets[0].range("A1:Z30").formula)
    before = desk.everything()
    desk.run(score)
    assert desk.everything() == before
    assert all("tblPlans[" in (text or "") for text in desk.view("plans").formulas["rank"])


# --- what is entered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-x", "@me", "'x", "007", "1-2", "1/2", "TRUE", "False", "1e5", "12e4567890", "5%", "May 5", "5 May", "Mär 5", "12:30",
     "3 PM", "2026年3月5日", "3月", "#N/A", "(5)", "￥5", "$5", " 5", "kr 5", "１２", "\t=1", "_x0041_"],
)  # fmt: skip
def test_text_that_excel_might_take_for_something_else_gets_an_apostrophe(text: str) -> None:
    assert misread(text)


@pytest.mark.parametrize("text", ["", "王芳", "第3步", "I-007", "S-001", "问题5", "x", "改善 2026", "A1b"])
def test_plain_text_gets_none(text: str) -> None:
    assert not misread(text)


# --- Excel does not answer -------------------------------------------------------------------------------------------


def com_error(hresult: int, scode: int | None = None) -> Exception:
    details = None if scode is None else (0, None, None, None, 0, scode)
    error = Exception(hresult, "text", details, None)
    error.hresult = hresult  # type: ignore[attr-defined]
    return error


def test_busy_is_reported_from_other_errors() -> None:
    class ExcelBusyError(Exception):
        """As xlwings names it."""

    busy = [
        ComError(),
        ExcelBusyError(),
        com_error(-2147418111),
        com_error(-2147417846),
        com_error(-2147352567, -2146777998),
    ]
    assert all(map(is_busy, busy))
    others = [
        com_error(-2147352567, -2146827284),
        RuntimeError("x"),
        PermissionError(13, "denied"),
        com_error(-2147024891),
    ]
    assert not any(map(is_busy, others))


def test_a_click_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Excel rejects calls xlwings asks again without end, unless it is told how often."""
    engine = types.ModuleType("xlwings._xlwindows")
    engine.N_COM_ATTEMPTS = 0  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", engine)
    with refuse_when_busy():
        assert engine.N_COM_ATTEMPTS > 0
    assert engine.N_COM_ATTEMPTS == 0
    with pytest.raises(RefusalError, match="excel-busy"), refuse_when_busy():
        raise com_error(-2147418111)
    assert engine.N_COM_ATTEMPTS == 0


def test_while_a_cell_is_edited_nothing_is_written(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path))
    desk = LiveDesk(book, document)
    before = desk.everything()
    book.app.impl.editing = True
    with pytest.raises(RefusalError, match="excel-busy"):
        check(LiveBook(book), NOW)
    book.app.impl.editing = False
    assert desk.everything() == before
    assert (book.app.calculation, book.app.screen_updating, book.app.enable_events) == ("automatic", True, True)


def test_settings_that_cannot_be_set_back_are_named(open_book: Open, tmp_path: Path) -> None:
    """Nobody notices by himself that Excel does not calculate any more."""
    book, _ = open_book(demo(tmp_path))
    content = LiveBook(book)
    content.write("issues", "notes", [Cell("x")])
    book.app.impl.calculation_stuck = True
    with pytest.raises(RefusalError, match="excel-settings-left"):
        content.save()
    assert (book.app.screen_updating, book.app.enable_events) == (True, True)
    assert LiveBook(book).view("issues").data["notes"][0] == "x"


def test_what_was_written_is_taken_back_when_excel_answers_again(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path))
    desk = LiveDesk(book, document)
    before = desk.everything()
    book.app.impl.fails_at, book.app.impl.fails_for = 6, 3
    with pytest.raises(RefusalError, match="excel-busy"):
        check(LiveBook(book), NOW)
    assert desk.everything() == before


def test_a_person_is_reported_not_to_save_what_could_not_be_taken_back(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path))
    book.app.impl.fails_at, book.app.impl.fails_for = 6, 10**6
    with pytest.raises(RefusalError, match="partly-written"):
        check(LiveBook(book), NOW)
    assert (book.app.calculation, book.app.screen_updating, book.app.enable_events) == ("automatic", True, True)


def test_rows_of_the_log_that_excel_only_counts_as_used_are_none(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path))
    check(LiveBook(book), NOW)
    length = len(LiveBook(book).log())
    document.Sheets.getByName("_log").getCellByPosition(12, length + 40).setString("x")
    assert len(LiveBook(book).log()) == length
    check(LiveBook(book), NOW)
    assert all(row[0] for row in LiveBook(book).log())


def test_manual_calculation_stays_manual(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path))
    book.app.calculation = "manual"
    book.app.screen_updating = False
    score(LiveBook(book), NOW)
    assert (book.app.calculation, book.app.screen_updating, book.app.enable_events) == ("manual", False, True)


# --- what is a person's own ------------------------------------------------------------------------------------------


def test_rows_that_a_filter_hides_are_written_cell_for_cell(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path))
    desk = LiveDesk(book, document)
    view = desk.view()
    rows = document.Sheets.getByName(view.sheet).Rows
    hidden = [view.first_row - 1 + i for i in (1, 2, 5)]
    for row in hidden:
        rows.getByIndex(row).IsVisible = False
    content = LiveBook(book)
    content.write("issues", "notes", [Cell(f"n{i}") for i in range(8)])
    content.save()
    assert desk.view().data["notes"][:8] == [f"n{i}" for i in range(8)]
    assert [row for row in range(hidden[0], hidden[-1] + 1) if not rows.getByIndex(row).IsVisible] == hidden
    assert book.impl.shown == ("", "")  # nothing was selected


def test_new_rows_look_like_the_others_though_a_filter_hides_the_last(open_book: Open, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("编号,问题\n" + "N,p\n" * 80, "utf-8")
    book, document = open_book(filled(tmp_path, [ISSUE]))
    desk = LiveDesk(book, document)
    sheet, end = document.Sheets.getByIndex(0), desk.table_end("issues")
    for row in (end - 1, end - 2):
        sheet.Rows.getByIndex(row).IsVisible = False
    col = desk.view().column_numbers["found_on"] - 1
    desk.run(import_rows, source)
    cells = [sheet.getCellByPosition(col, row) for row in (4, end + 5)]
    assert cells[0].NumberFormat == cells[1].NumberFormat
    assert cells[0].TopBorder.OuterLineWidth == cells[1].TopBorder.OuterLineWidth > 0
    assert not sheet.Rows.getByIndex(end - 1).IsVisible


def test_merged_cells_below_the_table_are_in_the_way(open_book: Open, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("编号,问题\n" + "N,p\n" * 80, "utf-8")
    book, document = open_book(filled(tmp_path, [ISSUE]))
    desk = LiveDesk(book, document)
    end = desk.table_end("issues")
    document.Sheets.getByIndex(0).getCellRangeByPosition(1, end + 3, 4, end + 4).merge(True)
    before = desk.everything()
    with pytest.raises(RefusalError, match="merged-cells"):
        import_rows(LiveBook(book), NOW, source)
    assert desk.everything() == before


def test_a_chart_of_somebodys_own_shows_what_it_showed(open_book: Open, tmp_path: Path) -> None:
    from com.sun.star.awt import Rectangle  # type: ignore[import-not-found]

    book, document = open_book(demo(tmp_path))
    sheet = document.Sheets.getByName("汇总")
    mine = sheet.getCellRangeByName("N3:O8").RangeAddress
    sheet.Charts.addNewByName("mine", Rectangle(30000, 100, 8000, 5000), (mine,), False, False)
    before = charts(document, "汇总")
    summary(LiveBook(book), NOW)
    after = charts(document, "汇总")
    assert len(after) == 9
    own = [shows for shows in before if "$N$3" in str(shows) or "$O$3" in str(shows)]
    assert own
    assert set(own) <= set(after)
    assert set(before) != set(after)


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("=SERIES(,汇总!$B$20:$B$28,汇总!$C$20:$C$28,1)", "=SERIES(,'汇总'!$B$20:$B$22,'汇总'!$C$20:$C$22,1)"),
        ("=SERIES('汇总'!$A$1,汇总!$B$20:$B$28,汇总!$C$20:$C$28,2)", "=SERIES('汇总'!$A$1,'汇总'!$B$20:$B$22,'汇总'!$C$20:$C$22,2)"),
        ("=SERIES(,'我的, 表'!$B$20:$B$28,'我的, 表'!$C$20:$C$28,1)", "=SERIES(,'我的, 表'!$B$20:$B$28,'我的, 表'!$C$20:$C$28,1)"),
        ('=SERIES("名, 称",{"a","b"},{1,2},1)', '=SERIES("名, 称",{"a","b"},{1,2},1)'),
    ],
)  # fmt: skip
def test_each_series_is_fitted_by_itself(formula: str, wanted: str) -> None:
    assert fitted(formula, "汇总", {(20, 2): 3}) == wanted


# --- how far a command is --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [score, check, summary, live])
def test_a_command_tells_how_far_it_is(command: Any, open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path))
    messages: list[tuple[str, int, int]] = []

    def tell(step: Text, done: int, count: int) -> None:
        messages.append((step.zh, done, count))

    with progress.watched(tell):
        command(LiveBook(book), NOW)
    assert "优先级" in [step for step, _, _ in messages]
    assert messages[-1][0] == "写入工作簿"
    assert all(0 <= done < count for _, done, count in messages)
    command(LiveBook(book), NOW)


def test_steps_inside_a_step_are_not_reported() -> None:
    messages: list[str] = []
    with progress.watched(lambda step, done, count: messages.append(f"{step.en} {done}/{count}")):
        for outer in progress.through([(Text("", "one"), 1), (Text("", "two"), 2)]):
            for _ in progress.through([(Text("", "inner"), outer)]):
                pass
    assert messages == ["one 0/2", "two 1/2"]


def test_who_watched_is_reported_nothing_more_after_an_error() -> None:
    """What watches holds Excel: kept by a step that broke off, Excel would never end."""
    messages: list[str] = []

    def broken() -> None:
        for _ in progress.through([(Text("", "one"), 1)]):
            raise ValueError

    kept: list[Exception] = []
    try:
        with progress.watched(lambda step, done, count: messages.append(f"{step.en} {done}/{count}")):
            broken()
    except ValueError as error:
        kept.append(error)
    kept.clear()
    list(progress.through([(Text("", "later"), 1)]))
    assert messages == ["one 0/1"]
