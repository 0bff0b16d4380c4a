"""The sheet 首页: six steps, and of every table its rows, what is missing, late and next, with links to the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.commands.add import add
from addin.commands.history import log, undo
from addin.commands.score import score
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, TASK, blank, demo, filled, set_cell
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At, Desk
from tests.helpers.office import Office, alike
from tests.helpers.today import TODAY, copy_on_day
from udfs.lang import Lang
from udfs.values import Cell, ErrorValue
from workbook_templates.agendas import AGENDAS
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey
from workbook_templates.reports import home
from workbook_templates.reports import home_lines as columns

PROJECT = TemplateKey.PROJECT
SHOWN = slice(columns.COUNT, columns.NEXT + 1)


def lines(book: Any) -> dict[str, list[Any]]:
    """Return rows, missing, late, next day and what is next, by the name of the table."""
    content = book.area("home")
    assert content is not None
    listed = [[cell.value for cell in line] for line in content.figures[home.LINES_AT :]]
    return {str(line[columns.NAME]): line[SHOWN] for line in listed if line[columns.STEP] is not None}


def cards(book: Any) -> list[tuple[Any, Any]]:
    """Return how many rows each step has, and how it stands."""
    figures = book.area("home").figures
    return [(figures[home.CARDS_AT + 1][at].value, figures[home.CARDS_AT + 2][at].value) for at in home.CARDS]


def put(path: Path, **rows: list[dict[str, Any]]) -> None:
    """Put rows into tables."""
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table, listed in rows.items():
        session.append(TABLES[table], [dict(row) for row in listed])
    session.finish()


def with_tables(path: Path, key: TemplateKey, tables: Iterable[str], day: date) -> Path:
    """Return a blank workbook that holds further tables."""
    path.write_bytes(build(key, "zh", day, "0" * 16, tuple(tables)))
    return path


def in_days(book: Desk, days: int) -> date:
    return book.now.date() + timedelta(days=days)


# --- what it says --------------------------------------------------------------------------------------------------------


def test_it_says_where_the_first_chain_breaks(tmp_path: Path) -> None:
    """Of the demo's solutions two have passed and nobody carries them out."""
    path = demo(tmp_path, PROJECT)
    score(FileBook(path, writing=True), NOW)
    chains, gaps, late, day, what = lines(FileBook(path))["环环相扣"]
    assert (chains, gaps, late, day) == (12, 2, None, None)
    assert what == f"方案 S-004 已通过，但没有任务（截至 {NOW:%Y-%m-%d}）"
    for number in (4, 6):
        put(path, tasks=[TASK | {"id": f"T-9{number}", "plan": f"S-00{number}"}])
    score(FileBook(path, writing=True), NOW)
    assert lines(FileBook(path))["环环相扣"][1:] == [0, None, None, f"没有断点（截至 {NOW:%Y-%m-%d}）"]
    # A list of issues alone holds no chain.
    assert "环环相扣" not in lines(FileBook(demo(tmp_path, TemplateKey.PLAN)))


def test_it_says_what_is_missing_late_and_next_after_any_command(desk: At, tmp_path: Path) -> None:
    """Of five issues one is done, one late, two to come; one lacks its owner, and another its scope and its status."""
    path = with_tables(tmp_path / "a.xlsx", TemplateKey.ISSUES, ["causes"], NOW.date())
    put(path, issues=[ISSUE | {"id": f"I-{n:03}", "problem": f"问题{n}"} for n in range(1, 6)])
    book = desk(path)
    for row, days in enumerate((-3, 5, 2, -9, None)):
        book.type("due", row, None if days is None else in_days(book, days))
    book.type("status", 3, "已解决")
    book.type("owner", 1, None)
    book.type("scope", 4, None)
    book.type("status", 4, None)
    book.run(score)
    count, missing, late, day, what = lines(book.book())["问题清单"]
    assert (count, missing, late, what) == (5, 3, 1, "I-003 问题3（王芳）")
    assert date(1899, 12, 30) + timedelta(days=int(day)) == in_days(book, 2)
    assert cards(book.book())[0] == (5, "缺 3 · 逾期 1")
    assert book.book().area("home").figures[0][0].value == "共 5 条记录；缺 3 处，逾期 1 项"

    book.type("closed_on", 0, in_days(book, 0))
    book.type("closed_on", 2, in_days(book, 0))
    book.run(score)
    assert lines(book.book())["问题清单"][:3] == [5, 3, 0]
    assert lines(book.book())["问题清单"][4] == "I-002 问题2"


@pytest.mark.parametrize(("lang", "first", "begin"), [
    ("zh", "先登记问题", "还没有记录：从第 1 步开始"),
    ("en", "First register the issues", "Nothing yet: begin with step 1"),
])  # fmt: skip
def test_an_empty_workbook_says_what_to_do_first(lang: Lang, first: str, begin: str, tmp_path: Path) -> None:
    book = FileBook(blank(tmp_path, PROJECT, lang))
    shown = lines(book)
    for key in TEMPLATES[PROJECT].tables:
        count, missing, late, day, what = shown[TABLES[key].sheet.to(lang)]
        assert (count, missing or 0, late or 0, day or "") == (0, 0, 0, "")
        assert what == AGENDAS[key].begin.to(lang)
    assert shown[TABLES["issues"].sheet.to(lang)][4].startswith(first)
    assert book.area("home").figures[0][0].value == begin  # type: ignore[union-attr]
    absent = cards(book)[1]
    assert (absent[0], absent[1]) == ("—", "不在本工作簿" if lang == "zh" else "Not included")


def test_only_what_is_required_on_settings_is_missing(tmp_path: Path) -> None:
    path = with_tables(tmp_path / "a.xlsx", TemplateKey.ISSUES, ["causes"], NOW.date())
    put(path, issues=[ISSUE | {"owner": None, "department": None}])
    book = Workbook.open(path, writing=True)
    for name, heading in (("lst_optional_issues", "责任人"), ("lst_required_issues", "所属部门")):
        place = book.area(name)
        assert place is not None
        set_cell(book, place[0], place[1], place[2], Cell(heading))
    book.save()
    score(FileBook(path, writing=True), NOW)
    file = FileBook(path)
    letters, formula = file.view("issues").letters(), file.area("home").figures[home.LINES_AT][columns.MISSING].formula  # type: ignore[union-attr]
    assert lines(file)["问题清单"][1] == 1
    assert (f'"{letters["department"]}"' in str(formula), f'"{letters["owner"]}"' in str(formula)) == (True, False)


def test_every_table_has_its_place_in_the_method() -> None:
    assert set(AGENDAS) == set(TABLES)
    for key, agenda in AGENDAS.items():
        for waiting in filter(None, (agenda.late, agenda.next)):
            columns = {waiting.at, *waiting.test.columns, waiting.due or waiting.at, *agenda.also}
            assert columns <= {column.key for column in TABLES[key].columns}, key


# --- other programs ------------------------------------------------------------------------------------------------------


def test_other_programs_compute_the_same_and_links_go_to_the_cells(office: Office, tmp_path: Path) -> None:
    """Every table there is, with the demo's rows and rows of odd contents."""
    path = with_tables(tmp_path / "a.xlsx", PROJECT, TABLES, TODAY)
    rows = {table: list(demo_rows.rows(table, "zh", TODAY))[:12] for table in TABLES}
    odd = {"id": "I-*", "problem": 'a "quoted"  ~*? 问题' + "长" * 80, "due": TODAY, "owner": " ", "scope": None}
    rows["issues"] += [ISSUE | odd, ISSUE | {"id": None, "due": "2026-12-01", "status": " 已关闭 "}]
    rows["tasks"] += [TASK | {"id": 7, "start": TODAY + timedelta(days=1)}, TASK | {"id": "T-9", "start": "下周"}]
    rows["pilots"].append({"id": "P-9", "scene": "x", "reach_by": ErrorValue("#N/A")})
    put(path, **rows)
    score(FileBook(path, writing=True), NOW.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day))
    file = FileBook(path)
    area, shown = file.area("home"), lines(file)
    assert area is not None
    linked = {
        (at, col): _first_argument(str(cell.formula))  # to be worked out by the program
        for at, line in enumerate(area.figures)
        for col, cell in enumerate(line)
        if str(cell.formula).startswith("HYPERLINK(")
    }
    below = area.row + home.AREA.rows + 5
    book = Workbook.open(path, writing=True)
    size = range(home.AREA.rows), range(columns.COLUMNS)
    book.set_block(
        area.sheet, below, area.col, [[Cell(None, linked.get((at, col))) for col in size[1]] for at in size[0]]
    )
    book.save()
    with copy_on_day(path, TODAY) as copy, office.open(copy) as document:
        values = document.block(
            area.sheet, area.row, area.col, area.row + home.AREA.rows - 1, area.col + columns.COLUMNS - 1
        )
        targets = document.block(
            area.sheet, below, area.col, below + home.AREA.rows - 1, area.col + columns.COLUMNS - 1
        )
    wrong = [
        (at, col, cell.value, values[at][col], cell.formula)
        for at, line in enumerate(area.figures)
        for col, cell in enumerate(line)
        if not alike(cell.value, values[at][col])
    ]
    assert wrong == []
    chains = 1
    assert len(shown) == chains + len(TABLES) + sum(
        step not in {a.step for a in AGENDAS.values()} for step in range(1, 7)
    )
    assert shown["试点计划"][2] == "!有错误值"

    views = {view.sheet: view for view in map(file.view, file.tables())}
    for at, col in linked:
        sheet, cell = re.fullmatch(r"#'(.+)'!([A-Z]+\d+)", str(targets[at][col])).groups()  # type: ignore[union-attr]
        view = views[sheet]
        column, row = re.sub(r"\d", "", cell), int(re.sub(r"\D", "", cell))
        keys = {letter: key for key, letter in view.letters().items()}
        inside = view.first_row <= row < view.first_row + view.data.length
        assert col == columns.NAME or (inside and column in keys), (sheet, cell)
        figure = area.figures[at][col].value
        if col == columns.MISSING and isinstance(figure, int) and figure:
            value = view.data[keys[column]][row - view.first_row]
            assert value is None or str(value).strip() == "", (sheet, cell)


def _first_argument(formula: str) -> str:
    """Return the first argument of a call."""
    depth, quoted = 0, False
    for at, sign in enumerate(formula):
        quoted ^= sign == '"'
        if not quoted:
            depth += (sign == "(") - (sign == ")")
            if sign == "," and depth == 1:
                return formula[len("HYPERLINK(") : at]
    raise AssertionError(formula)


def test_it_is_the_first_sheet_and_one_page_of_paper(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(blank(tmp_path, TemplateKey.GOVERNANCE, "en"))
    sheet = book.worksheets[0]
    assert (sheet.title, book.active) == ("Home", sheet)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight or 1) == ("portrait", 9, 1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    last = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value is not None)
    assert sheet.print_area.endswith(f"$J${last}")
    colours = [sheet.sheet_properties.tabColor and sheet.sheet_properties.tabColor.rgb for sheet in book]
    # Four tables of the fourth step, three of the last; what every workbook has is not coloured.
    assert [len(set(colours[first:last])) for first, last in ((0, 1), (1, 5), (5, 8))] == [1, 1, 1]
    assert len(set(colours[:8])) == 3
    assert set(colours[8:]) == {None}


# --- in workbooks that came without it --------------------------------------------------------------------------------------


def without_home(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    del book["首页"]
    del book.defined_names["home"]
    book.save(path)
    return path


def test_it_can_be_added_and_other_commands_work_without_it(tmp_path: Path) -> None:
    path = without_home(filled(tmp_path, [{"id": "C-001", "answer": "没有接口"}], TemplateKey.ROOT_CAUSE))
    score(FileBook(path, writing=True), NOW)
    before = FileBook(path).sheets()
    add(FileBook(path, writing=True), NOW, ["首页"])
    assert FileBook(path).sheets() == ["首页", *before]
    assert lines(FileBook(path))["原因分析"][0] == 1
    assert "首页" in [str(row[4].zh) for row in log(FileBook(path), NOW).listings[0].rows]
    put(path, causes=[{"id": "C-002", "answer": "没有人管"}])
    undo(FileBook(path, writing=True), NOW)
    assert lines(FileBook(path))["原因分析"][0] == 1
    done = kaizen("add", path, "home", cwd=tmp_path)
    assert (done.returncode, "table-present" in done.stderr) == (2, True)


def test_a_second_table_brings_it_but_not_over_a_sheet_of_that_name(tmp_path: Path) -> None:
    path = blank(tmp_path)
    done = kaizen("add", path, "首页", cwd=tmp_path)
    assert (done.returncode, "home-of-one-table" in done.stderr) == (2, True)
    book = openpyxl.load_workbook(path)
    book.create_sheet("首页")["A1"] = "我的"
    book.save(path)
    outcome = add(FileBook(path, writing=True), NOW, ["measures"])
    assert [finding.problem.code for finding in outcome.findings] == ["home-left-out"]
    assert FileBook(path).area("home") is None
    assert score(FileBook(path, writing=True), NOW).findings == []
