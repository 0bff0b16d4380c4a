"""The workbooks as they are handed out: portable, printable, identified, and with room to grow."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from unicodedata import east_asian_width

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils import get_column_letter, range_boundaries

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.forms import live
from addin.commands.new import new
from addin.commands.score import score
from addin.commands.summary import summary
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, blank, demo
from tests.helpers.validators import audited, validated
from udfs.lang import Lang
from udfs.problems import RefusalError
from workbook_templates.areas.calendar import NOT_COVERED
from workbook_templates.builder.__main__ import BUILT, built_files
from workbook_templates.builder.book import build
from workbook_templates.builder.sheets import PlainBook
from workbook_templates.catalogue import GUIDE_SHEET, SETTINGS_SHEET, TABLES, TEMPLATES
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import HOME_SHEET, TemplateKey

PORTABLE = Path(__file__).resolve().parents[2] / "shared" / "checks" / "portable.py"
# What is printed on pages that stand upright.
UPRIGHT = {
    *HOME_SHEET,
    "对比",
    "Comparison",
    "控制图",
    "流程图",
    "Flow chart",
    "Control charts",
    "节假日",
    "Holidays",
    "根因分析报告",
    "Root cause report",
}
ALL = [(key, lang) for key in TemplateKey for lang in ("zh", "en")]


@pytest.fixture(params=ALL, ids=lambda pair: f"{pair[0].value}-{pair[1]}")
def pair(request: pytest.FixtureRequest) -> tuple[TemplateKey, Lang]:
    return request.param  # type: ignore[no-any-return]


@pytest.mark.skipif(not PORTABLE.exists(), reason="the portability checker is not on this machine")
def test_templates_and_filled_workbooks_may_leave_the_house(pair: tuple[TemplateKey, Lang], tmp_path: Path) -> None:
    key, lang = pair
    full = demo(tmp_path, key, lang)
    for command in (score, summary, check):
        command(FileBook(full, writing=True), NOW)
    (tmp_path / "empty").mkdir()
    empty = new(key, lang, NOW.date(), tmp_path / "empty")
    done = subprocess.run([sys.executable, PORTABLE, full, empty], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_validators_find_nothing_in_a_filled_workbook(lang: Lang, tmp_path: Path) -> None:
    full = demo(tmp_path, TemplateKey.PROJECT, lang)
    for command in (score, summary, live):
        command(FileBook(full, writing=True), NOW)
    assert audited(full) == []
    assert validated(full) == []


def test_the_same_arguments_give_the_same_bytes(pair: tuple[TemplateKey, Lang]) -> None:
    assert build(*pair, date(2026, 3, 5), "id") == build(*pair, date(2026, 3, 5), "id")


def test_a_workbook_made_and_saved_on_windows_has_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved() -> bytes:
        path = tmp_path / "a.xlsx"
        path.write_bytes(build(TemplateKey.ISSUES, "zh", date(2026, 3, 5), "id"))
        score(FileBook(path, writing=True), NOW)
        return path.read_bytes()

    here = saved()
    monkeypatch.setattr("zipfile.sys", SimpleNamespace(platform="win32"))
    assert saved() == here


def test_the_workbooks_in_the_repository_are_those_that_are_built() -> None:
    made_on = openpyxl.load_workbook(BUILT / "issue-list.xlsx").properties.created.date()
    for path, content in built_files(made_on).items():
        assert parts(path.read_bytes()) == parts(content), f"{path.name}: run python -m workbook_templates.builder"


def parts(content: bytes) -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_warning_over_a_plan_fits_on_its_printed_page(lang: Lang, tmp_path: Path) -> None:
    """It runs across empty cells to the right; where the first printed block ends it would be cut."""
    book = openpyxl.load_workbook(blank(tmp_path, TemplateKey.PLAN, lang))
    sheet_name, address = next(iter(book.defined_names["note_calendar"].destinations))
    sheet = book[sheet_name]
    first = sheet[address].column
    last = range_boundaries(str(sheet.print_area).split(",")[0].rpartition("!")[2])[2]
    assert last is not None
    room = sum(sheet.column_dimensions[get_column_letter(col)].width for col in range(first, last + 1))
    text = NOT_COVERED.to(lang)
    assert room >= sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def test_sheets_are_set_up_for_reading_and_printing(pair: tuple[TemplateKey, Lang], tmp_path: Path) -> None:
    key, lang = pair
    book = openpyxl.load_workbook(blank(tmp_path, key, lang))
    assert book["_log"].sheet_state == "hidden"
    for sheet in book.worksheets:
        if sheet.title == "_log":
            continue
        setup = sheet.page_setup
        # What grows runs on to further pages (0); the settings do not grow, so no page of blank rows follows theirs.
        pages = len(TEMPLATES[key].tables) if sheet.title == SETTINGS_SHEET.to(lang) else 0
        pages = 1 if sheet.title in HOME_SHEET else pages
        height = 1 if setup.fitToHeight is None else setup.fitToHeight
        # One is called after its paper, and is one page.
        expected = (8, 1, 1) if sheet.title == "A3" else (9, 1, pages)
        assert (setup.paperSize, setup.fitToWidth or 1, height) == expected
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.orientation == ("portrait" if sheet.title in UPRIGHT else "landscape")
        assert sheet.print_area
        assert ("第 &P 页/共 &N 页" if lang == "zh" else "Page &P of &N") in str(sheet.oddFooter.center.text).replace(
            "&[Page]", "&P"
        )
    for table_key in TEMPLATES[key].tables:
        table = TABLES[table_key]
        sheet = book[table.sheet.to(lang)]
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        headings = [cell.value for cell in sheet[4]][: len(table.columns)]
        assert headings == [column.label.to(lang) + "*" * column.required for column in table.columns]
        assert sheet.tables[table.name].autoFilter is not None
        assert sheet.conditional_formatting
        listed = " ".join(str(v.sqref) for v in sheet.data_validations.dataValidation)
        for at, column in enumerate(table.columns):
            letter = openpyxl.utils.get_column_letter(at + 1)
            assert (f"{letter}5:" in listed) or not column.choices


@pytest.mark.parametrize("book", [xlsxwriter.Workbook, PlainBook])
def test_formulas_of_newer_functions_get_the_prefix_that_excel_asks_for(book: type, tmp_path: Path) -> None:
    written = book(tmp_path / "a.xlsx")
    sheet = written.add_worksheet()
    for row, formula in enumerate(("=SUM(1,2)", '=SWITCH(1,1,"SUM(2)")', '=IF(A1,XLOOKUP(1,B:B,C:C),"")')):
        sheet.write_formula(row, 0, formula)
    written.close()
    present = [cell.value for (cell,) in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows()]
    texts = [str(getattr(value, "text", value)) for value in present]
    assert texts == ["=SUM(1,2)", '=_xlfn.SWITCH(1,1,"SUM(2)")', '=IF(A1,_xlfn.XLOOKUP(1,B:B,C:C),"")']


def test_the_guide_speaks_of_every_sheet(pair: tuple[TemplateKey, Lang], tmp_path: Path) -> None:
    key, lang = pair
    book = openpyxl.load_workbook(blank(tmp_path, key, lang))
    *others, guide = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    assert guide.title == GUIDE_SHEET.to(lang)
    messages: dict[str, str] = {}
    for name, explained in guide.iter_rows(max_col=2, values_only=True):
        if isinstance(name, str):  # a column may be called as a sheet is, and stands below it
            messages.setdefault(name.partition(" — ")[0], name.partition(" — ")[2] or str(explained))
    assert all(len(messages[sheet.title]) > 5 for sheet in others)


def test_a_workbook_knows_who_it_is(pair: tuple[TemplateKey, Lang], tmp_path: Path) -> None:
    key, lang = pair
    identity = FileBook(new(key, lang, NOW.date(), tmp_path)).identity
    assert (identity.template, identity.lang, identity.layout, len(identity.book_id)) == (key, lang, LAYOUT_VERSION, 16)


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    path = blank(tmp_path)
    with_newer = Workbook.open(path, writing=True)
    xml = with_newer._package.read("xl/workbook.xml")  # noqa: SLF001 - what a newer version would have written
    known, newer = (f'_kz_layout" hidden="1">"{layout}"'.encode() for layout in (LAYOUT_VERSION, LAYOUT_VERSION + 1))
    assert known in xml
    with_newer.replace_part("xl/workbook.xml", xml.replace(known, newer))
    with_newer.save()
    with pytest.raises(RefusalError, match="layout-too-new"):
        FileBook(path)


def test_twenty_thousand_rows(tmp_path: Path) -> None:
    """The table, its dropdowns, its colours and its print area reach the last row, and every row is computed."""
    count = 20_000
    path = blank(tmp_path)
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES["issues"], [{**ISSUE, "id": f"I-{i}"} for i in range(count)])
    session.finish()
    score(FileBook(path, writing=True), NOW)
    book = Workbook.open(path)
    last = 4 + count
    assert book.tables["tblIssues"].last_row == last
    assert {name.text for name in book.all_names if name.name == "_xlnm.Print_Area" and name.scope == "问题清单"} == {
        "'问题清单'!$A$1:$P$1048576"
    }
    xml = book._package.read("xl/worksheets/sheet1.xml")  # noqa: SLF001 - its validations and conditional formats
    assert f'sqref="D5:D{last}"'.encode() in xml
    assert xml.count(f":E{last}".encode()) >= 2
    view = FileBook(path).view("issues")
    assert set(view.data["priority"]) == {"优先解决"}
    assert all(view.formulas["statement"])
    assert FileBook(path).area("key_issues").figures[0][0].value == count  # type: ignore[union-attr]


def test_the_charts_follow_the_numbers(tmp_path: Path) -> None:
    path = demo(tmp_path)
    score(FileBook(path, writing=True), NOW)
    outcome = summary(FileBook(path, writing=True), NOW)
    messages = {
        listing.title.zh: {row[0]: row[1] for row in listing.rows}
        for listing in outcome.listings
        if len(listing.headings) == 3
    }
    assert messages["按优先级"] == {
        "优先解决": 4,
        "专项攻关": 1,
        "优先安排": 1,
        "常规安排": 2,
        "顺手改进": 1,
        "择机安排": 2,
        "暂缓": 1,
        "其他/未填": 0,
        "合计": 12,
    }
    assert messages["按责任人"]["陈涛"] == 3
    owners = next(xml for xml in Workbook.open(path).charts().values() if "陈涛".encode() in xml)
    area = Workbook.open(path).area("sum_issues_owner")
    assert area is not None
    assert f"$B${area[1]}:$B${area[1] + 4}".encode() in owners or f"$G${area[1]}:$G${area[1] + 4}".encode() in owners
    assert b'<c:ptCount val="5"/>' in owners
