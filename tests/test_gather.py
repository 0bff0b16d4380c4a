"""`gather`: many departments' workbooks in one register, with everything that was typed in them."""

import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from addin.book import journal
from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.history import log, undo
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.gathering.workbooks import read_source
from addin.xlsx import Cell, Workbook
from tests.helpers import departments as folders
from tests.helpers.books import ISSUE, NOW, PLAN, TASK, blank, demo, set_cell
from tests.helpers.commandline import kaizen, kaizen_process
from tests.helpers.damaged import BAD
from tests.helpers.departments import codes, contents, department, rows, run, three_departments, typed
from tests.helpers.examples import on_files
from tests.helpers.office import Office, differences
from tests.helpers.validators import audited
from udfs.lang import Lang, Text
from udfs.problems import RefusalError
from udfs.values import CellValue, ErrorValue, as_text, plain
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import TemplateKey

REFUSED = ("empty", "text", "truncated", "encrypted", "strict", "zip of pictures", "traversal", "broken xml")
PORTABLE = Path(__file__).resolve().parents[2] / "shared" / "checks" / "portable.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_departments(tmp_path_factory.mktemp("all") / "各部门")


def test_one_register_of_three_departments(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "汇编.xlsx"
    before = {path: path.read_bytes() for path in folder.rglob("*.xlsx")}
    outcome = run(folder, book)
    assert {path: path.read_bytes() for path in folder.rglob("*.xlsx")} == before
    assert rows(book, "issues", "id", "origin", "owner", "priority") == [
        ("W-7", "仓储-问题清单.xlsx", "王芳", "优先解决"),
        ("客服部/I-001", "客服部/问题清单.xlsx", "王芳", "优先解决"),
        ("客服部/I-002", "客服部/问题清单.xlsx", "王芳", "优先解决"),
        ("财务部/I-001", "财务部/问题清单.xlsx", "李强", "优先解决"),
    ]
    assert rows(book, "plans", "id", "issue", "total", "decision") == [
        ("S-001", "客服部/I-001", 14, "通过"),
        ("S-002", "客服部/I-001，客服部/I-002", 14, "通过"),
    ]
    assert rows(book, "tasks", "id", "issue", "predecessors", "finish") == [
        ("T-001", None, None, date(2026, 10, 9)),
        ("T-002", "财务部/I-001", "T-001FS+2", date(2026, 10, 9)),
    ]
    assert not outcome.wrong
    assert "已汇编 5 份工作簿的 8 行" in outcome.message.zh
    assert "相同 2 组" in outcome.message.zh


def test_what_says_the_same_is_marked_and_listed(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "r.xlsx"
    outcome = run(folder, book)
    marked = dict(rows(book, "issues", "id", "result"))
    assert marked["客服部/I-001"] == "与 财务部/I-001 内容相同"
    assert marked["W-7"] == "与 客服部/I-002 内容相同"
    listing = outcome.listings[1]
    assert [row[2] for row in listing.rows] == ["W-7\n客服部/I-002", "客服部/I-001\n财务部/I-001"]


def test_similar_subjects_are_suggested(tmp_path: Path) -> None:
    for name, subject in (("甲", "开发订单自动抓取接口"), ("乙", "开发订单自动抓取的接口"), ("丙", "修订报销制度")):
        department(tmp_path / "all" / name, [{**PLAN, "name": subject}], TemplateKey.SCORING)
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    assert dict(rows(tmp_path / "r.xlsx", "plans", "id", "result")) == {
        "丙/S-001": None, "乙/S-001": "与 甲/S-001 (95%) 相近", "甲/S-001": "与 乙/S-001 (95%) 相近",
    }  # fmt: skip
    assert "相近 1 对" in outcome.message.zh


def test_the_register_checks_clean_and_is_a_workbook_like_others(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "r.xlsx"
    run(folder, book)
    assert audited(book) == []
    results = check(FileBook(book, writing=True), NOW).findings
    assert {finding.problem.code for finding in results} == {"duplicate-text"}
    source = tmp_path / "晚到.csv"
    source.write_text("编号,具体问题,来源工作簿,来源\nX-1,系统慢,电话,用户反馈\n", "utf-8")
    import_rows(FileBook(book, writing=True), NOW, source, table="issues")
    assert ("X-1", "电话", "用户反馈") in rows(book, "issues", "id", "origin", "channel")
    undo(FileBook(book, writing=True), NOW)
    undo(FileBook(book, writing=True), NOW)
    assert rows(book, "issues", "id") == [("W-7",), ("客服部/I-001",), ("客服部/I-002",), ("财务部/I-001",)]


def test_the_log_tells_the_sources_and_their_rows_are_nothing_to_undo(folder: Path, tmp_path: Path) -> None:
    """What a register holds is in the sources still: a log of every cell would only double it."""
    book = tmp_path / "r.xlsx"
    run(folder, book)
    (step,) = journal.read(FileBook(book).log())
    assert step.changes == ()
    assert step.taken == (
        ("issues", "仓储-问题清单.xlsx", 1), ("issues", "客服部/问题清单.xlsx", 2), ("issues", "财务部/问题清单.xlsx", 1),
        ("plans", "客服部/方案评分表.xlsx", 2), ("tasks", "财务部/改进方案计划表.xlsx", 2),
    )  # fmt: skip
    messages = log(FileBook(book), NOW).listings[0].rows
    assert [as_text(row[-1].to("zh")) for row in messages if isinstance(row[-1], Text)][
        1
    ] == "客服部/问题清单.xlsx：2 行"
    before = book.read_bytes()
    with pytest.raises(RefusalError, match="nothing-to-undo"):
        undo(FileBook(book, writing=True), NOW)
    assert book.read_bytes() == before


def test_rows_that_come_without_a_number_are_reported_with_the_one_they_got(tmp_path: Path) -> None:
    """It is no number of the department's: whoever looks for the row in its own workbook must know."""
    department(tmp_path / "客服部", [ISSUE, {**ISSUE, "id": None, "problem": "审批层级过多"}])
    department(tmp_path / "财务部", [{**ISSUE, "problem": "对账难"}])
    outcome = run(tmp_path, tmp_path / "r.xlsx")
    messages = [f for f in outcome.findings if f.problem.code == "numbers-given"]
    assert [(f.sheet, f.what("zh")) for f in messages] == [
        ("客服部/问题清单.xlsx", "“问题清单”中有 1 行没有编号，汇编时给了新编号：I-002")
    ]
    assert "1 row without" in messages[0].what("en")
    assert "I-002" in FileBook(tmp_path / "r.xlsx").view("issues").data["id"]


def test_ordinary_workbooks_know_nothing_of_the_column(tmp_path: Path) -> None:
    book = FileBook(demo(tmp_path), writing=True)
    assert "origin" not in book.view("issues").column_numbers
    assert not {f.problem.code for f in check(book, NOW).findings} & {"column-missing"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_libreoffice_finds_the_same_values_and_others_can_use_it(
    lang: Lang, folder: Path, tmp_path: Path, office: Office
) -> None:
    book = tmp_path / "r.xlsx"
    run(folder, book, lang=lang)
    score(FileBook(book, writing=True), NOW)
    assert differences(office, book) == []
    if PORTABLE.is_file():
        done = subprocess.run([sys.executable, PORTABLE, book], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_an_english_workbook_joins_in_the_registers_language(tmp_path: Path) -> None:
    department(tmp_path / "all" / "A", [{**ISSUE, "id": "A-1"}])
    english = {"impact_level": "High", "difficulty": "Low", "status": "Solved", "channel": "Data monitoring"}
    department(tmp_path / "all" / "B", [{**ISSUE, **english, "id": "B-1"}], lang="en")
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    assert ("B-1", "高", "已解决", "数据监控") in rows(
        tmp_path / "r.xlsx", "issues", "id", "impact_level", "status", "channel"
    )
    assert "choices-translated" in codes(outcome)
    run(tmp_path / "all", tmp_path / "e.xlsx", lang="en")
    assert ("A-1", "High", "In progress") in rows(tmp_path / "e.xlsx", "issues", "id", "impact_level", "status")
    assert FileBook(tmp_path / "e.xlsx").lang == "en"


def test_files_that_cannot_be_taken_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    department(folder / "好", [ISSUE])
    bad = {name: BAD[name][0]() for name in REFUSED}
    for name, content in bad.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    (folder / "旧.XLS").write_bytes(BAD["old xls"][0]())
    for name in ("~$问题清单.xlsx", ".~lock.a.xlsx#", "._a.xlsx", "读我.txt"):
        (folder / name).write_bytes(b"x")
    newer = department(folder / "新", [ISSUE])
    folders.change(newer, "xl/workbook.xml", f'"{LAYOUT_VERSION}"</definedName>', '"99"</definedName>')
    outcome = run(folder, tmp_path / "r.xlsx")
    messages = {finding.sheet: finding.problem.code for finding in outcome.findings}
    for name in bad:
        assert messages.pop(f"{name}.xlsx") == BAD[name][1]
    assert messages == {"旧.XLS": "old-xls", "新/问题清单.xlsx": "layout-too-new"}
    assert outcome.wrong
    assert rows(tmp_path / "r.xlsx", "issues", "id") == [("I-001",)]


def test_a_register_is_not_gathered_again(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    run(folder, tmp_path / "all" / "上月汇编.xlsx")
    department(tmp_path / "all", [ISSUE])
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    assert codes(outcome) == {"is-a-register"}
    assert not outcome.wrong
    assert len(rows(tmp_path / "r.xlsx", "issues", "id")) == 1


def test_what_people_did_to_their_workbooks_comes_over_and_is_reported(tmp_path: Path) -> None:
    path = department(tmp_path / "all", [ISSUE, {**ISSUE, "id": "I-002"}, {**ISSUE, "id": "i-001 "}])
    score(FileBook(path, writing=True), NOW)
    typed(path, "issues", {
        ("priority", 0): Cell("领导指定"),
        ("owner", 1): Cell("张三", '"张"&"三"'),
        ("reason", 1): Cell(None, "1/1"),
        ("unit", 0): Cell(12.5),
        ("unit", 1): Cell("小时"),
        ("notes", 1): Cell("原备注"),
        ("problem", 22): Cell("写在表格下面"),
    })  # fmt: skip
    folders.change(path, "xl/worksheets/sheet1.xml", ' t="str"><f>1/1</f><v></v>', "><f>1/1</f>")
    folders.renamed(path, "issues", "unit", "满意度")
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    assert rows(tmp_path / "r.xlsx", "issues", "id", "priority", "owner", "notes") == [
        ("I-001", "领导指定", "王芳", "满意度：12.5"),
        ("I-002", "优先解决", "张三", "原备注\n满意度：小时"),
        ("i-001 (2)", "优先解决", "王芳", None),
    ]
    assert codes(outcome) == {
        "overtyped-taken", "formulas-taken", "formula-without-result", "own-columns", "outside-table", "numbers-repeated",
    }  # fmt: skip
    for lang in ("zh", "en"):
        assert all("{" not in finding.line(lang) for finding in outcome.findings)
    assert FileBook(tmp_path / "r.xlsx").view("issues").formulas["owner"][1] is None


def test_settings_that_all_share_count_and_others_are_reported(tmp_path: Path) -> None:
    for name, mark, entry in (("甲", 15, "设备类"), ("乙", 15, "外包类")):
        path = department(tmp_path / "all" / name, [PLAN], TemplateKey.SCORING)
        book = FileBook(path, writing=True)
        book.write_area("set_threshold", [[Cell(mark)]])
        figures = book.area("lst_plan_category")
        assert figures is not None
        lines = [list(line) for line in figures.figures]
        lines[4] = [Cell(entry)]
        book.write_area("lst_plan_category", lines)
        if name == "甲":
            book.write_area("set_w_risk", [[Cell(2)]])
        book.save()
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    assert rows(tmp_path / "r.xlsx", "plans", "total", "decision") == [(14, "不通过"), (14, "不通过")]
    present = FileBook(tmp_path / "r.xlsx").context(NOW.date()).settings
    assert present.choices("plan_category")[4:] == ("外包类", "设备类")
    assert codes(outcome) == {"settings-taken", "settings-differ", "list-extended"}
    assert any("权重：风险" in finding.what("zh") and "2 × 1" in finding.what("zh") for finding in outcome.findings)


def test_calendars_come_over_whole(tmp_path: Path) -> None:
    """Name, weekdays and holidays stay together; one that means something else elsewhere is told."""
    for name, calendar, week in (("甲", "夜班", 2467), ("乙", "夜班", "12345"), ("丙", None, None)):
        row = {**TASK, "calendar": calendar, "start": date(2026, 11, 23), "duration": 6}
        path = department(tmp_path / "all" / name, [row], TemplateKey.PLAN)
        book = FileBook(path, writing=True)
        for key, value in (("calendar", calendar), ("calendar_week", week), ("calendar_holidays", "否")):
            present = book.area(f"lst_{key}")
            assert present is not None
            if calendar:
                book.write_area(f"lst_{key}", [*present.figures[:3], [Cell(value)], *present.figures[4:]])
        book.save()
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    rules = FileBook(tmp_path / "r.xlsx").context(NOW.date()).settings.calendars
    assert (rules[3].name, rules[3].week, rules[3].holidays) == ("夜班", frozenset(range(1, 6)), False)
    assert {"list-extended", "settings-differ"} <= codes(outcome)
    assert (None, date(2026, 11, 30)) in rows(tmp_path / "r.xlsx", "tasks", "calendar", "finish")


def test_settings_are_compared_across_languages(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    option: tuple[tuple[Lang, str, str], ...] = (("zh", "强度", "暂缓"), ("en", "Intensity", "Put off"))
    for lang, reading, word in option:
        path = department(folder / lang, [], TemplateKey.PROJECT, lang)
        book = FileBook(path, writing=True)
        book.write_area("set_cost_risk", [[Cell(reading)]])
        area = book.area("set_matrix")
        assert area is not None
        book.write_area("set_matrix", [[Cell(word), *line[1:]] for line in area.figures])
        book.save()
        typed(path, "issues", {("id", 0): Cell("I-1"), ("impact_level", 0): Cell("高"), ("difficulty", 0): Cell("低")})
        typed(
            path, "plans", {(key, 0): Cell(PLAN[key]) for key in ("id", "name", "effect", "feasible", "cost", "risk")}
        )
    outcome = run(folder, tmp_path / "r.xlsx", lang="zh")
    assert rows(tmp_path / "r.xlsx", "plans", "total") == [(16,), (16,)]
    assert rows(tmp_path / "r.xlsx", "issues", "priority") == [("暂缓",), ("暂缓",)]
    taken = [finding.args["used"] for finding in outcome.findings if finding.problem.code == "settings-taken"]
    assert taken[0] == "强度"
    assert len(taken) == 2


def test_a_departments_own_holidays_are_reported(tmp_path: Path) -> None:
    path = department(tmp_path / "all", [TASK], TemplateKey.PLAN)
    assert codes(run(tmp_path / "all", tmp_path / "a.xlsx")) == set()
    book = FileBook(path, writing=True)
    book.append("holidays", [{"day": date(2026, 9, 29), "kind": "休", "name": "司庆"}])
    book.save()
    outcome = run(tmp_path / "all", tmp_path / "b.xlsx")
    assert codes(outcome) == {"own-holidays"}
    assert "2026-09-29 休" in outcome.findings[0].what("zh")


def test_references_never_lead_to_a_strangers_row(tmp_path: Path) -> None:
    department(tmp_path / "all" / "甲", [{**ISSUE, "id": "I-050"}])
    department(tmp_path / "all" / "乙", [ISSUE])
    path = department(tmp_path / "all" / "乙", [], TemplateKey.PROJECT, name="项目.xlsx")
    typed(path, "issues", {("id", 0): Cell("I-009"), ("problem", 0): Cell("慢")})
    typed(path, "plans", {("id", 0): Cell("S-1"), ("name", 0): Cell("方案"), ("issue", 0): Cell("I-050、I-009")})
    outcome = run(tmp_path / "all", tmp_path / "r.xlsx")
    assert rows(tmp_path / "r.xlsx", "plans", "issue") == [("项目/I-050、I-009",)]
    assert "reference-unsure" in codes(outcome)
    only = run(tmp_path / "all", tmp_path / "p.xlsx", table="plans")
    assert rows(tmp_path / "p.xlsx", "plans", "issue") == [("项目/I-050、I-009",)]
    # The workbook that solutions have; nothing else was gathered.
    assert FileBook(tmp_path / "p.xlsx").tables() == ["ideas", "plans"]
    assert not FileBook(tmp_path / "p.xlsx").view("ideas").data.records()
    assert "table-not-there" in codes(only)
    assert not only.wrong


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12).filter(
    str.strip
)
IDS = st.sampled_from(["I-001", "i-001", "I-002", "1", "甲/I-001", "X，Y"])
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6).map(lambda x: round(x, 6)) | st.booleans()
DAYS = st.dates(date(2001, 1, 1), date(2099, 1, 1))
ANY = WORDS | NUMBERS | st.just(ErrorValue("#N/A"))
TYPED = {
    "id": IDS | WORDS, "scene": ANY, "problem": ANY, "impact_level": ANY, "owner": ANY, "found_on": DAYS | WORDS, "status": ANY,
    "unit": ANY, "notes": ANY, "current": ANY, "priority": WORDS, "statement": WORDS,
}  # fmt: skip
ROW = st.fixed_dictionaries({}, optional=TYPED).filter(bool)


@pytest.fixture(scope="module")
def own_column(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = blank(tmp_path_factory.mktemp("own"))
    folders.renamed(path, "issues", "unit", "我的列")
    return path


@on_files(quick=8, deep=100, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(ROW, min_size=1, max_size=4), min_size=1, max_size=3))
def test_no_typed_value_is_lost(
    tmp_path_factory: pytest.TempPathFactory, own_column: Path, books: list[list[dict[str, CellValue]]]
) -> None:
    folder = tmp_path_factory.mktemp("lost")
    (folder / "all").mkdir()
    for name, typed_rows in zip("甲乙丙", books, strict=False):
        path = folder / "all" / f"{name}.xlsx"
        path.write_bytes(own_column.read_bytes())
        view, book = FileBook(path).view("issues"), Workbook.open(path, writing=True)
        own = book.tables["tblIssues"].columns.index("我的列") + 1
        for i, row in enumerate(typed_rows):
            for key, value in row.items():
                set_cell(
                    book,
                    view.sheet,
                    view.first_row + i,
                    own if key == "unit" else view.column_numbers[key],
                    Cell(value),
                )
        book.save()
    run(folder / "all", folder / "r.xlsx")
    data = FileBook(folder / "r.xlsx").view("issues").data
    kept = {name: [i for i in range(data.length) if data["origin"][i] == f"{name}.xlsx"] for name in "甲乙丙"}
    for name, typed_rows in zip("甲乙丙", books, strict=False):
        for i, row in zip(kept[name], typed_rows, strict=True):
            for key, value in row.items():
                present = data["notes" if key == "unit" else key][i]
                if key == "id":  # a number that is renamed gets plain spaces in the place of odd ones
                    assert plain(value) in plain(present)
                elif key in ("notes", "unit"):
                    assert as_text(value).strip() in as_text(present)
                else:
                    assert (type(present), present) == (type(value), value) or as_text(present) == as_text(value)
    ids = [as_text(data["id"][i]).strip().casefold() for present in kept.values() for i in present]
    assert len(set(ids)) == len(ids)
    assert all(ids)


def test_the_order_of_files_does_not_matter(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "other"
    for path in sorted(folder.rglob("*.xlsx"), reverse=True):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    run(folder, tmp_path / "1.xlsx")
    run(copy, tmp_path / "2.xlsx")
    assert contents(tmp_path / "1.xlsx") == contents(tmp_path / "2.xlsx")


def test_a_scheduler_that_is_not_there_is_a_refusal(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addin.cluster._SECONDS", 1)
    with pytest.raises(RefusalError, match="scheduler-unreachable"):
        run(folder, tmp_path / "r.xlsx", scheduler="tcp://127.0.0.1:1")
    assert list(tmp_path.iterdir()) == []


def test_on_the_command_line(folder: Path, tmp_path: Path) -> None:
    done = kaizen_process("gather", folder, "-o", "汇编.xlsx", "--jobs", 2, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"客服部/问题清单.xlsx +zh +客服部/ +2 +0 +0", done.stdout)
    content = (tmp_path / "汇编.xlsx").read_bytes()
    again = kaizen("gather", folder, "-o", "汇编.xlsx", cwd=tmp_path)
    assert (again.returncode, "target-exists" in again.stderr) == (2, True)
    assert (tmp_path / "汇编.xlsx").read_bytes() == content
    english = kaizen("gather", folder, "--lang", "en", "--json", cwd=tmp_path)
    assert english.returncode == 0
    assert (tmp_path / "register.xlsx").is_file()
    assert ["客服部/问题清单.xlsx", "zh", "客服部/", "2", "0", "0"] in json.loads(english.stdout)["listings"][0]["rows"]


def test_where_nothing_can_be_taken_it_says_why_and_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    for lang in ("zh", "en"):
        for words, code in (("none", "no-file"), ("all", "no-sources")):
            done = kaizen("gather", words, "-o", "r.xlsx", "--lang", lang, cwd=tmp_path)
            assert (done.returncode, code in done.stderr) == (2, True)
    (tmp_path / "all" / "坏.xlsx").write_bytes(b"x")
    blank(tmp_path / "all")
    done = kaizen("gather", "all", "-o", "r.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert "坏.xlsx  not-a-workbook" in done.stdout
    assert "nothing-filled-in" in done.stdout
    assert "nothing-taken  all 里的 2 份工作簿" in done.stdout
    assert "{" not in done.stdout
    assert not (tmp_path / "r.xlsx").exists()
    wrong = kaizen("gather", "all", "--table", "holidays", cwd=tmp_path)
    assert (wrong.returncode, "which-table" in wrong.stderr) == (2, True)


def test_reading_imports_nothing_heavy_before_it_reads() -> None:
    code = "import sys; import addin.gathering.workbooks; print(sorted(set(sys.modules) & {'pydantic', 'lxml', 'xlsxwriter'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_workbook_that_no_cell_could_hold_is_refused_alone(tmp_path: Path) -> None:
    path = department(tmp_path, [ISSUE])
    typed(path, "issues", {("current", 0): Cell(1e300)})
    folders.change(path, "xl/worksheets/sheet1.xml", "1e+300", "1e999")
    source = read_source(str(path))
    assert source.refusal is not None
    assert source.refusal.problem.code == "not-finite"
    assert io.StringIO(source.refusal.line("zh")).read()


def test_tables_that_stand_together_in_no_standard_workbook_are_gathered_all_the_same(tmp_path: Path) -> None:
    folder, book = tmp_path / "各部门", tmp_path / "汇编.xlsx"
    department(folder / "客服部", [ISSUE])
    department(folder / "财务部", [TASK], TemplateKey.PLAN)
    cause: dict[str, CellValue] = {"id": "C-001", "issue": "I-001", "question": "为什么慢？", "answer": "没有接口"}
    department(folder / "客服部", [cause], TemplateKey.ROOT_CAUSE)
    outcome = run(folder, book)
    assert outcome.changed == 3
    assert rows(book, "causes", "id", "issue", "origin") == [("C-001", "I-001", "客服部/根因分析.xlsx")]
    assert FileBook(book).tables() == ["issues", "causes", "plans", "tasks", "pilots"]
    assert codes(check(FileBook(book, writing=True), NOW)) == {"few-levels"}
    assert FileBook(book).area("pareto_table") is not None
