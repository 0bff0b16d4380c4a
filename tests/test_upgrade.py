"""`upgrade`: an older workbook in the present layout, with nothing lost and the older file untouched."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.importing import import_rows
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.share import share
from addin.commands.upgrade import upgrade
from addin.xlsx import Workbook
from tests.helpers.books import NOW, set_cell
from tests.helpers.mailroom import codes, collected, column, typed
from tests.helpers.office import Office, differences
from udfs.problems import RefusalError
from udfs.values import Cell
from workbook_templates.catalogue import TABLES
from workbook_templates.model import LAYOUT_VERSION

DATA = Path(__file__).parent / "data"
OLDER = DATA / "layout-1.xlsx"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return a project workbook as it was made before the plan could be scheduled, filled and scored."""
    path = Path(shutil.copyfile(OLDER, tmp_path / "旧.xlsx"))
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table in ("issues", "plans", "tasks"):
        rows = demo_rows.rows(table, "zh", NOW.date())
        known = {column.key for column in TABLES[table].columns if column.since == 1}
        session.append(TABLES[table], [{key: value for key, value in row.items() if key in known} for row in rows])
    session.finish()
    score(FileBook(path, writing=True), NOW)
    return path


def put(path: Path, table: str, column: str, row: int, value: object) -> None:
    book = FileBook(path)
    view = book.view(table)
    file = Workbook.open(path, writing=True)
    set_cell(file, view.sheet, view.first_row + row, view.column_numbers[column], Cell(value))  # type: ignore[arg-type]
    file.save()


def test_an_older_plan_still_works_as_it_is(older: Path) -> None:
    """Dates are scheduled; what has no column is told once, not cell by cell."""
    outcome = schedule(FileBook(older, writing=True), NOW)
    assert outcome.changed == 1
    assert "T-006 → T-008" in str(outcome.listings[0].rows)  # what is done is critical no more
    codes = [finding.problem.code for finding in check(FileBook(older, writing=True), NOW).findings]
    assert codes.count("older-sheet") == 1
    assert "column-missing" not in codes


def test_a_spelling_is_remembered_once_the_workbook_is_upgraded(older: Path, tmp_path: Path) -> None:
    """The older one has no place for it, and says where to get one."""
    source, target = tmp_path / "a.csv", tmp_path / "新.xlsx"
    source.write_text("编号,具体问题,状态\nA,错账,待评审\n", "utf-8")
    taught = import_rows(FileBook(older, writing=True), NOW, source, table="issues", spell=["待评审=处理中"])
    [left] = [finding for finding in taught.findings if finding.problem.code == "spellings-no-block"]
    assert "kaizen upgrade" in left.fix("zh")
    upgrade(FileBook(older), NOW, target)
    taught = import_rows(
        FileBook(target, writing=True), NOW, source, table="issues", spell=["待评审=处理中"], again=True
    )
    assert "spellings-no-block" not in {finding.problem.code for finding in taught.findings}
    source.write_text("编号,具体问题,状态\nB,别的,待评审\n", "utf-8")
    import_rows(FileBook(target, writing=True), NOW, source, table="issues")
    data = FileBook(target).view("issues").data
    assert data["status"][data.filled().count(True) - 1] == "处理中"
    with pytest.raises(RefusalError):
        upgrade(FileBook(target), NOW, tmp_path / "again.xlsx")


def test_everything_comes_along(older: Path, tmp_path: Path, office: Office) -> None:
    put(older, "issues", "computed_priority", 1, "领导指定")
    score(FileBook(older, writing=True), NOW)
    share(FileBook(older, writing=True), NOW, tmp_path, "旧", to=[], rows=None, one=True)
    before, was = older.read_bytes(), FileBook(older)
    target = tmp_path / "新.xlsx"
    outcome = upgrade(FileBook(older), NOW, target)
    assert older.read_bytes() == before
    now = FileBook(target)
    assert now.identity == was.identity._replace(layout=LAYOUT_VERSION)
    for key in was.tables():
        old, new = was.view(key).data, now.view(key).data
        filled = old.filled().count(True)
        for defined in old.table.columns:
            if defined.key in old.columns and defined.key not in ("result", "marks"):
                assert new[defined.key][:filled] == old[defined.key][:filled], defined.key
    assert now.view("mailings").data["recipient"] == was.view("mailings").data["recipient"]
    assert now.log()[: len(was.log())] == was.log()
    assert now.settings()["set_threshold"] == was.settings()["set_threshold"]
    assert not outcome.wrong
    assert differences(office, target) == []


def test_the_plan_can_be_scheduled_then_and_undone(older: Path, tmp_path: Path) -> None:
    target = tmp_path / "新.xlsx"
    upgrade(FileBook(older), NOW, target)
    schedule(FileBook(target, writing=True), NOW)
    data = FileBook(target).view("tasks").data
    assert data["critical"][:8] == [None, None, None, None, None, "关键", None, "关键"]
    assert isinstance(data["late_finish"][7], date)
    undo(FileBook(target, writing=True), NOW)
    assert FileBook(target).view("tasks").data["critical"][:8] == [None] * 8


def test_sheets_of_ones_own_are_reported(older: Path, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(older)
    book.create_sheet("我的草稿")
    book.save(older)
    outcome = upgrade(FileBook(older), NOW, tmp_path / "新.xlsx")
    assert [
        "我的草稿" in finding.what("zh") for finding in outcome.findings if finding.problem.code == "own-sheets-left"
    ] == [True]


def test_what_needs_no_upgrade_and_what_is_taken_is_refused(older: Path, tmp_path: Path) -> None:
    target = tmp_path / "新.xlsx"
    upgrade(FileBook(older), NOW, target)
    built = target.read_bytes()
    with pytest.raises(RefusalError) as taken:
        upgrade(FileBook(older), NOW, target)
    with pytest.raises(RefusalError) as present:
        upgrade(FileBook(target), NOW, tmp_path / "third.xlsx")
    assert [taken.value.finding.problem.code, present.value.finding.problem.code] == ["target-exists", "layout-present"]
    assert target.read_bytes() == built


def test_what_stands_beside_an_older_table_is_named(older: Path, tmp_path: Path) -> None:
    """And nothing else: the words that an older layout drew itself are nobody's."""
    clean = upgrade(FileBook(older), NOW, tmp_path / "没有.xlsx")
    assert not {"outside-table", "attached-left"} & {finding.problem.code for finding in clean.findings}
    sheet = Workbook.open(older).tables["tblIssues"].sheet
    file = Workbook.open(older, writing=True)
    set_cell(file, sheet, 6, 60, Cell("先谈价格"))
    file.save()
    outcome = upgrade(FileBook(older), NOW, tmp_path / "新.xlsx")
    (finding,) = [finding for finding in outcome.findings if finding.problem.code == "outside-table"]
    assert (finding.where, "先谈价格" in finding.what("zh")) == (f"{sheet}!BH6", True)


def test_rows_below_an_older_table_are_reported(older: Path, tmp_path: Path) -> None:
    table = Workbook.open(older).tables["tblIssues"]
    file = Workbook.open(older, writing=True)
    set_cell(file, table.sheet, table.last_row + 1, 4, Cell("漏掉的问题"))
    file.save()
    outcome = upgrade(FileBook(older), NOW, tmp_path / "新.xlsx")
    assert ("rows-below-table", f"D{table.last_row + 1}") in [(f.problem.code, f.cell) for f in outcome.findings]


@pytest.mark.parametrize("layout", [1, 2])
def test_a_copy_mailed_before_the_upgrade_comes_back_after_it(layout: int, tmp_path: Path) -> None:
    """Workbook and copy are as the program of their day wrote them."""
    older, copy, newer = tmp_path / "问题清单.xlsx", tmp_path / "王芳.xlsx", tmp_path / "新.xlsx"
    shutil.copyfile(DATA / f"layout-{layout}-issues.xlsx", older)
    shutil.copyfile(DATA / f"layout-{layout}-issues-copy.xlsx", copy)
    before = column(older, "problem")
    typed(copy, "scope", 2, "收件人改的")
    upgrade(FileBook(older), NOW, newer)
    typed(newer, "scope", 3, "这期间改的")
    assert codes(collected(newer, copy)) == ["older-layout"]
    assert column(newer, "scope")[2:4] == ["收件人改的", "这期间改的"]
    assert column(newer, "problem") == before
    assert collected(newer, copy).changed == 0
