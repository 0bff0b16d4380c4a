"""`add`: a standard table in a workbook made without it; what is there stays byte for byte."""

import io
import re
import runpy
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.commands.add import add
from addin.commands.causes import causes
from addin.commands.check import check
from addin.commands.history import log, undo
from addin.commands.importing import import_rows
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.summary import summary
from addin.commands.upgrade import upgrade
from addin.excel.ribbon import BUTTONS
from addin.outside.items import items_outside
from addin.xlsx import Workbook
from addin.xlsx.parts import MAIN, RELATION, TYPES
from tests.helpers.books import NOW, blank, demo, set_cell
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At
from tests.helpers.mailroom import WANG, column, sent, typed
from tests.helpers.office import Office, differences
from tests.helpers.validators import audited
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import Cell
from workbook_templates.catalogue import TABLES
from workbook_templates.names import ALL_KEY, HOME_KEY, TABLE_SHEETS, TemplateKey
from workbook_templates.reports.registry import reports_of

ISSUES, PLAN, ROOT_CAUSE = TemplateKey.ISSUES, TemplateKey.PLAN, TemplateKey.ROOT_CAUSE
PORTABLE = Path("/work/shared/checks/portable.py")
# What a list of issues is made of that is not to change: all but the list of parts, names, looks and the ends of sheets.
_MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/worksheets/sheet[2-5]\.xml"
    r"|xl/drawings/(_rels/)?drawing1\.xml(\.rels)?"
)


def fill(path: Path, *tables: str, lang: Lang = "zh") -> None:
    """Put the demo's rows into tables."""
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table in tables:
        session.append(TABLES[table], list(demo_rows.rows(table, lang, NOW.date())))
    session.finish()


def run(command: Callable[..., Any], path: Path, *given: object) -> Any:
    return command(FileBook(path, writing=True), NOW, *given)


def extended(folder: Path, key: TemplateKey, *tables: str, lang: Lang = "zh") -> Path:
    path = demo(folder, key, lang)
    run(add, path, tables)
    return path


@pytest.fixture(scope="module")
def with_causes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a list of issues in English that got causes and confirmations, filled in and worked out."""
    path = extended(tmp_path_factory.mktemp("causes"), ISSUES, "Causes", "confirmations", lang="en")
    fill(path, "causes", "confirmations", lang="en")
    run(causes, path)
    return path


@pytest.fixture(scope="module")
def with_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan that got three other tables, in two steps, filled in, scored and scheduled."""
    path = extended(tmp_path_factory.mktemp("all"), PLAN, "原因分析")
    run(add, path, ["plans", " 问题清单 "])
    fill(path, "issues", "causes", "plans")
    run(score, path)
    run(schedule, path)
    return path


@pytest.fixture(scope="module")
def with_plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """Return a list of issues with notes on 设置 as it was, and where it has got a plan."""
    path = demo(tmp_path_factory.mktemp("plan"))
    book = Workbook.open(path, writing=True)
    set_cell(book, "设置", book.last_row("设置") + 3, 4, Cell("我的备忘"))  # below everything, and among what is drawn
    set_cell(book, "设置", 20, 9, Cell("另一条"))
    book.save()
    before = path.read_bytes()
    run(add, path, ["tasks"])
    return before, path


@pytest.fixture
def copied(with_causes: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ours" / "a.xlsx"
    path.parent.mkdir()
    path.write_bytes(with_causes.read_bytes())
    return path


def outside(path: Path) -> list[str]:
    """Return the texts that stand outside the tables and are none of ours."""
    return sorted((item.text for item in items_outside(FileBook(path))), reverse=True)


def parts_of(path: Path | io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def cells_of(xml: bytes) -> dict[str, bytes]:
    return {
        cell.get("r", ""): etree.tostring(cell, method="c14n") for cell in etree.fromstring(xml).iter(f"{{{MAIN}}}c")
    }


def codes(outcome: Any) -> set[str]:
    return {finding.problem.code for finding in outcome.findings}


# --- what is there stays --------------------------------------------------------------------------------------------------


def test_everything_else_stays_byte_for_byte(with_plan: tuple[bytes, Path]) -> None:
    before, after = parts_of(io.BytesIO(with_plan[0])), parts_of(with_plan[1])
    changed = [name for name in before if after.get(name) != before[name]]
    assert [name for name in changed if not _MAY_CHANGE.fullmatch(name)] == []
    for name in (name for name in changed if name.startswith("xl/worksheets/sheet")):
        old, new = cells_of(before[name]), cells_of(after[name])
        assert {place: cell for place, cell in new.items() if place in old} == old, name


def test_every_table_can_be_added_under_the_name_of_its_sheet() -> None:
    assert {key: table.sheet for key, table in TABLES.items()} == TABLE_SHEETS
    assert [button.options["table"] for name, (_, button) in BUTTONS.items() if name.startswith("add-")] == [
        *TABLES,
        HOME_KEY,
        ALL_KEY,
    ]


def test_the_sheets_stand_where_people_look_for_them(with_causes: Path, with_all: Path) -> None:
    assert FileBook(with_causes).sheets() == [
        "Home", "Issues", "Causes", "Confirmations", "Summary", "Fishbone", "Pareto", "Root cause report",
        "Settings", "Guide", "_log",
    ]  # fmt: skip
    # What was added last, issues and solutions, stands in the order of the method all the same.
    assert FileBook(with_all).sheets()[:11] == [
        "首页", "问题清单", "原因分析", "方案评分表", "改进方案计划表", "试点计划",
        "汇总", "A3", "鱼骨图", "帕累托", "根因分析报告",
    ]  # fmt: skip
    # The workbook opens with the sheet that it opened with before, and with that one alone.
    for path, title in ((with_causes, "Issues"), (with_all, "首页")):
        opened = openpyxl.load_workbook(path)
        assert opened.active is not None
        assert opened.active.title == title
        assert [sheet.title for sheet in opened.worksheets if sheet.sheet_view.tabSelected] == [title]


def test_all_tables_at_once_are_those_of_a_new_workbook_with_all_of_them(tmp_path: Path) -> None:
    """Made with all, or grown to all: the same sheets in the same order, tabs in the colours of the six steps."""
    whole = tmp_path / "whole.xlsx"
    kaizen("new", "project", "--all", "-o", str(whole), "--lang", "zh", cwd=tmp_path)
    of_whole = {sheet.title: sheet.sheet_properties.tabColor for sheet in openpyxl.load_workbook(whole)}
    assert [name for name in of_whole if name in {sheet.zh for sheet in TABLE_SHEETS.values()}] == [
        sheet.zh for sheet in TABLE_SHEETS.values()
    ]
    for key, first, word in ((ISSUES, ["创新提案", "培训"], "全部表"), (TemplateKey.GOVERNANCE, ["points"], "ALL")):
        (tmp_path / key).mkdir()
        path = demo(tmp_path / key, key)
        for table in first:
            run(add, path, [table])
        run(add, path, [word])
        grown = {sheet.title: sheet.sheet_properties.tabColor for sheet in openpyxl.load_workbook(path)}
        # What came first on 设置 and its neighbours stays where it is; sheets of tables and reports are in order.
        assert {name: colour and colour.rgb for name, colour in grown.items()} == {
            name: colour and colour.rgb for name, colour in of_whole.items()
        }
        assert [*grown] == [*of_whole]
        with pytest.raises(RefusalError) as refused:
            run(add, path, [word])
        assert refused.value.finding.problem.code == "table-present"


@pytest.mark.parametrize("name", ["with_causes", "with_all"])
def test_the_package_is_sound(name: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    path: Path = request.getfixturevalue(name)
    parts = parts_of(path)
    trees = {part: etree.fromstring(xml) for part, xml in parts.items() if part.endswith((".xml", ".rels"))}
    types = trees["[Content_Types].xml"]
    overrides = [element.get("PartName") for element in types.iter(f"{{{TYPES}}}Override")]
    assert sorted(overrides) == sorted(
        {f"/{part}" for part in parts if not part.endswith(".rels")} - {"/[Content_Types].xml"}
    )
    pointed = []
    for part, tree in trees.items():
        if part.endswith(".rels"):
            folder = PurePosixPath(part).parent.parent
            ids = [element.get("Id") for element in tree]
            assert len(set(ids)) == len(ids)
            pointed += [resolved(folder, element.get("Target", "")) for element in tree]
            owner = trees.get(str(folder / PurePosixPath(part).stem))
            used = (
                {v for e in owner.iter() for k, v in e.attrib.items() if k.startswith(f"{{{RELATION}}}")}
                if owner is not None
                else set()
            )
            assert used <= set(ids), part
    assert sorted(pointed) == sorted(
        part for part in parts if not part.endswith(".rels") and part != "[Content_Types].xml"
    )
    assert not any("calcChain" in part for part in parts)
    book, styles = trees["xl/workbook.xml"], trees["xl/styles.xml"]
    sheets = book.findall(f".//{{{MAIN}}}sheet")
    for attribute in ("name", "sheetId"):
        assert len({sheet.get(attribute) for sheet in sheets}) == len(sheets)
    names = [(e.get("name", "").casefold(), e.get("localSheetId")) for e in book.iter(f"{{{MAIN}}}definedName")]
    assert len(set(names)) == len(names)
    assert {int(place) for _, place in names if place} <= set(range(len(sheets)))
    assert not any("#REF!" in (e.text or "") for e in book.iter(f"{{{MAIN}}}definedName"))
    tables = [tree for part, tree in trees.items() if part.startswith("xl/tables/")]
    for attribute in ("id", "displayName"):
        assert len({table.get(attribute) for table in tables}) == len(tables)
    counts = {tag: len(styles.find(f"{{{MAIN}}}{tag}")) for tag in ("cellXfs", "dxfs", "fonts", "fills", "borders")}
    assert all(int(styles.find(f"{{{MAIN}}}{tag}").get("count")) == count for tag, count in counts.items())
    chosen = 0
    for part, tree in trees.items():
        if part.startswith("xl/worksheets/sheet"):
            chosen += sum(view.get("tabSelected") == "1" for view in tree.iter(f"{{{MAIN}}}sheetView"))
            assert all(int(c.get("s", 0)) < counts["cellXfs"] for c in tree.iter(f"{{{MAIN}}}c"))
            assert all(int(r.get("dxfId", 0)) < counts["dxfs"] for r in tree.iter(f"{{{MAIN}}}cfRule"))
            rows = [int(row.get("r")) for row in tree.iter(f"{{{MAIN}}}row")]
            assert rows == sorted(set(rows))
        elif part.startswith("xl/drawings/drawing"):
            shapes = [element.get("id") for element in tree.iter("{*}cNvPr")]
            assert len(set(shapes)) == len(shapes)
    assert chosen == 1
    if PORTABLE.exists():
        sys_argv, sys.argv = sys.argv, [str(PORTABLE), str(path)]
        try:
            with pytest.raises(SystemExit) as ended:
                runpy.run_path(str(PORTABLE), run_name="__main__")
        finally:
            sys.argv = sys_argv
        assert (ended.value.code, capsys.readouterr().out.splitlines()[-1].endswith(" 0 failed")) == (0, True)


def test_a_validator_finds_nothing(tmp_path: Path) -> None:
    """Charts, lists and figures of issues in a scoring sheet, whose own charts stay where they are."""
    path = blank(tmp_path, TemplateKey.SCORING)
    run(add, path, ["issues"])
    assert audited(path) == []


def resolved(folder: PurePosixPath, target: str) -> str:
    """Return the part that a relation points to."""
    pieces: list[str] = []
    for piece in (PurePosixPath(target[1:]) if target.startswith("/") else folder / target).parts:
        if piece == "..":
            pieces.pop()
        else:
            pieces.append(piece)
    return "/".join(pieces)


# --- the new table works ---------------------------------------------------------------------------------------------------


def test_other_programs_compute_the_same(with_causes: Path, with_all: Path, office: Office) -> None:
    assert differences(office, with_causes) == []
    assert differences(office, with_all) == []


def test_it_is_worked_out_as_in_a_new_workbook(desk: At, copied: Path, tmp_path: Path) -> None:
    fresh = desk(demo(tmp_path, ROOT_CAUSE, "en"))
    ours = desk(copied)
    for book in (fresh, ours):
        book.run(causes)
    for key in ("causes", "confirmations"):
        one, other = fresh.view(key), ours.view(key)
        hidden = {column.key for column in one.data.table.columns if column.hidden}
        assert {k: v for k, v in one.data.columns.items() if k not in hidden} == {
            k: v for k, v in other.data.columns.items() if k not in hidden
        }
        assert one.formulas == other.formulas
    for report in reports_of(["causes"]):
        for area in report.areas:
            figures = [book.book().area(area.name).figures for book in (fresh, ours)]
            if area.name == "root_cause_lines":  # the facts come from the list of issues, which only one of them has
                figures = [_from_method(lines) for lines in figures]
            assert figures[0] == figures[1], area.name


def _from_method(lines: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the filled rows of a report from its first chapter on."""
    filled = [list(line) for line in lines if any(cell.value for cell in line)]
    return filled[next(at for at, line in enumerate(filled) if line[0].value == "1. Method") :]


def test_every_command_works_then(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied
    typed(path, "issue", 0, "I-404", "causes")
    assert "unknown-reference" in codes(run(check, path)) | codes(run(causes, path))
    typed(path, "issue", 0, "I-001", "causes")
    run(causes, path)
    assert {listing.title.zh for listing in run(summary, path).listings} >= {"原因分析：总览", "根本原因"}
    assert run(score, path).changed == 0
    before = column(path, "answer", "causes")
    typed(path, "answer", 0, "another cause", "causes")
    run(causes, path)
    run(undo, path)
    assert column(path, "answer", "causes")[1:] == before[1:]
    assert outside(path) == []
    (copy,) = sent(path, WANG)
    typed(copy, "evidence", 0, "新的证据", "causes")
    done = kaizen("collect", path, copy, cwd=tmp_path)
    assert column(path, "evidence", "causes")[0] == "新的证据"
    assert "setting-returned" not in done.stdout
    register = tmp_path / "汇编.xlsx"
    copy.unlink()
    assert kaizen("gather", path.parent, "-o", register, "--table", "causes", cwd=tmp_path).returncode in (0, 1)
    assert len(column(register, "answer", "causes")) == len(before)
    monkeypatch.setattr("addin.commands.upgrade.LAYOUT_VERSION", 99)
    upgrade(FileBook(path), NOW, tmp_path / "新.xlsx")
    assert column(tmp_path / "新.xlsx", "answer", "causes") == column(path, "answer", "causes")


def test_a_plan_in_a_list_of_issues_is_scheduled(with_plan: tuple[bytes, Path], with_all: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_plan[1].read_bytes())
    fill(path, "tasks")
    run(schedule, path)
    assert column(path, "finish", "tasks") == column(with_all, "finish", "tasks")
    assert FileBook(path).sheets() == [
        "首页", "问题清单", "改进方案计划表", "汇总", "A3", "周进度", "负荷", "设置", "节假日", "填写说明", "_log",
    ]  # fmt: skip
    # Copies have the spellings in one list: they come back as they went.
    assert len({*FileBook(path).settings()} & {"spl_choices", "spl_choices_tasks"}) == 1


def test_its_lists_and_spellings_are_used_and_taught(with_plan: tuple[bytes, Path], tmp_path: Path) -> None:
    path, source = tmp_path / "a.xlsx", tmp_path / "l.csv"
    path.write_bytes(with_plan[1].read_bytes())
    source.write_text("做什么,责任人,搁置\n甲,王芳,挂起\n乙,王芳,歇着\n", "utf-8")
    import_rows(FileBook(path, writing=True), NOW, source, table="tasks", spell=["歇着=暂停"])
    assert column(path, "held", "tasks") == ["暂停", "暂停"]
    assert ("任务搁置状态", "歇着", "暂停") in FileBook(path).context(NOW.date()).settings.choice_spellings
    assert outside(path) == ["我的备忘", "另一条"]


# --- refused in words ------------------------------------------------------------------------------------------------------


def named_otherwise(path: Path) -> None:
    book = Workbook.open(path, writing=True)
    book.define({"fish_head": "'问题清单'!$A$1"})
    book.save()


def protected(path: Path) -> None:
    book = Workbook.open(path, writing=True)
    xml = parts_of(path)["xl/workbook.xml"]
    book.replace_part(
        "xl/workbook.xml", xml.replace(b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>')
    )
    book.save()


def with_own_sheet(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.create_sheet("鱼骨图")
    book.save(path)


def used_to_the_end(path: Path) -> None:
    book = Workbook.open(path, writing=True)
    set_cell(book, "汇总", 1_048_000, 1, Cell("x"))
    book.save()


def of_an_older_layout(path: Path) -> None:
    book = Workbook.open(path, writing=True)
    book.define({"_kz_layout": '"2"'})
    book.save()


def sent_out(path: Path) -> None:
    (copy,) = sent(path, WANG)
    path.write_bytes(copy.read_bytes())


@pytest.mark.parametrize(
    ("prepare", "tables", "code"),
    [
        (None, ["causes", "问题清单"], "table-present"),
        (None, ["原因表"], "unknown-table"),
        (with_own_sheet, ["causes"], "sheet-name-taken"),
        (named_otherwise, ["causes"], "defined-name-taken"),
        (protected, ["causes"], "structure-locked"),
        (used_to_the_end, ["causes"], "汇总  sheet-full"),
        (of_an_older_layout, ["causes"], "add-to-older"),
        (sent_out, ["causes"], "add-to-copy"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    prepare: Callable[[Path], None] | None, tables: list[str], code: str, tmp_path: Path
) -> None:
    path = demo(tmp_path)
    if prepare is not None:
        prepare(path)
    before = path.read_bytes()
    done = kaizen("add", path, *tables, cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith(f"{code}  ")) == (2, True)
    assert path.read_bytes() == before


def test_a_workbook_of_somebody_else_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    done = kaizen("add", tmp_path / "x.xlsx", "causes", cwd=tmp_path)
    assert (done.returncode, done.stderr.split()[1] if done.stderr.startswith("x") else done.stderr.split()[0]) == (
        2,
        "not-ours",
    )


# --- the log, and taking back ----------------------------------------------------------------------------------------------


def test_it_is_logged_and_undo_says_why_not(with_plan: tuple[bytes, Path], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_plan[1].read_bytes())
    rows = run(log, path).listings[0].rows
    assert [(row[3], str(row[8].zh)) for row in rows if row[0] == rows[-1][0]] == [("add", "新增的表")]
    done = kaizen("undo", path, cwd=tmp_path)
    assert (done.returncode, done.stderr.split()[0], "改进方案计划表" in done.stderr) == (2, "added-stays", True)
    assert path.read_bytes() == with_plan[1].read_bytes()
    book = Workbook.open(path, writing=True)  # a table that is gone with its sheet
    part = book.tables["tblTasks"].part
    book.replace_part(part, parts_of(path)[part].replace(b"tblTasks", b"tblOther"))
    book.save()
    run(undo, path)
    assert column(path, "problem") == []


def test_a_table_that_was_deleted_can_be_added_again(copied: Path) -> None:
    """Another program wrote the file; what it left of the table on 汇总 and 设置 is used again, and a lost sheet is named."""
    places = {name: FileBook(copied).workbook.area(name) for name in ("key_causes", "lst_blaming")}
    sheet, top, left, *_ = places["key_causes"] or ("", 0, 0)
    book = openpyxl.load_workbook(copied)
    for name in ("Causes", "Fishbone", "Guide"):
        del book[name]
    book[sheet].cell(top, left, "=#REF!+1")
    book.save(copied)
    outcome = run(add, copied, ["causes"])
    assert [(f.problem.code, "Guide" in f.what("en")) for f in outcome.findings] == [("part-left-out", True)]
    assert {name: FileBook(copied).workbook.area(name) for name in places} == places
    fill(copied, "causes", lang="en")
    assert len(run(causes, copied).listings[0].rows) == 2
    assert FileBook(copied).area("fish_head").figures[0][0].value  # type: ignore[union-attr]
    assert FileBook(copied).area("key_causes").figures[0][0].value == 10  # type: ignore[union-attr]


def test_formats_of_cells_are_not_taken_from_those_of_conditional_formats(tmp_path: Path) -> None:
    """openpyxl numbers those apart: what is 168 to a cell may be another format there."""
    path, fresh = blank(tmp_path), blank(tmp_path, ROOT_CAUSE)
    book = openpyxl.load_workbook(path)
    rule = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode="0.0%"))
    book["问题清单"].conditional_formatting.add("A5:A9", Rule("expression", dxf=rule, formula=["$A5=1"]))
    book.save(path)
    run(add, path, ["confirmations"])
    shown, expected = (openpyxl.load_workbook(each)["要因确认"] for each in (path, fresh))
    formats = {cell.coordinate: cell.number_format for cell in expected[5]}
    assert {cell.coordinate: cell.number_format for cell in shown[5]} == formats
    assert "0.0%" in formats.values()


def test_names_of_a_sheet_that_went_do_not_come_alive_on_the_new_one(tmp_path: Path) -> None:
    """openpyxl leaves the names of a sheet that it deletes or renames; the new 设置 has other settings in those cells."""
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    del book["设置"], book["汇总"], book["填写说明"]
    book.save(path)
    outcome = run(add, path, ["causes"])
    assert outcome.message.zh == "已新增工作表：原因分析、首页、鱼骨图、帕累托、根因分析报告、设置；原有内容未动"
    assert (
        outcome.message.en == "Added: 原因分析, 首页, 鱼骨图, 帕累托, 根因分析报告, 设置; everything else is as it was"
    )
    fresh = FileBook(path)
    assert fresh.settings()["set_fishbone_issue"] == [[None]]
    assert fresh.workbook.area("set_due_soon") is None
    fill(path, "issues")
    assert {finding.problem.code for finding in run(check, path).findings} == {"required-missing"}


def test_a_table_whose_report_was_deleted_too_can_be_added_again(tmp_path: Path) -> None:
    path = extended(tmp_path, ISSUES, "causes")
    book = openpyxl.load_workbook(path)
    for name in ("原因分析", "鱼骨图", "帕累托"):
        del book[name]
    book.save(path)
    run(add, path, ["causes"])
    assert {"原因分析", "鱼骨图", "帕累托"} <= set(FileBook(path).sheets())
