"""Chains from the issue to the review: every break at its cell, and everything before and after a row of any table."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.trace import trace
from addin.commands.trace_from import start_of
from addin.excel.click import Click, format_outcome
from addin.excel.tracing import trace as clicked
from tests.helpers.books import ISSUE, MEASURE, NOW, PLAN, TASK
from tests.helpers.commandline import kaizen
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.rules import Kind
from udfs.tracing.graph import Node
from udfs.values import CellValue
from workbook_templates.builder.book import skeleton
from workbook_templates.catalogue import TABLES
from workbook_templates.chains.breaks import breaks, unseen
from workbook_templates.chains.heads import heads
from workbook_templates.chains.links import ENDS, graph
from workbook_templates.context import Context, TableData
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TemplateKey
from workbook_templates.settings import Settings

Rows = Sequence[Mapping[str, CellValue]]
TODAY = NOW.date()
SEPTEMBER = date(2026, 9, 10)  # its quarter is over
NOVEMBER = date(2026, 11, 10)  # this one is not

SOLVED: dict[str, Rows] = {
    "issues": [{**ISSUE, "priority": "优先解决"}],
    "plans": [{**PLAN, "decision": "通过"}],
    "tasks": [{**TASK, "issue": "I-001", "plan": "S-001", "status": "已完成", "done_on": SEPTEMBER}],
}  # fmt: skip
EFFECT: dict[str, CellValue] = {
    "id": "E-001", "improvement": "S-001", "measure": "M-001", "indicator": "处理时长", "verdict": "改善", "after_to": SEPTEMBER,
    "decision": "推广", "decided_on": NOVEMBER,
}  # fmt: skip
SIGNAL: dict[str, CellValue] = {
    "id": "S-001",
    "measure": "M-001",
    "date": SEPTEMBER,
    "explanation": "高于上限",
    "verdict": "误报",
}


def context(tables: Mapping[str, Rows], day: date = TODAY) -> Context:
    """Return a workbook of these tables; what they compute stands in their rows."""
    book = Context("zh", day, Settings.defaults("zh"))
    book.tables = {key: TableData.of(TABLES[key], rows or [{"id": None}]) for key, rows in tables.items()}
    return book


def broken(book: Context) -> list[tuple[str, str, int | None, str]]:
    return [(gap.problem.code, gap.node.table, gap.node.place, gap.column) for gap in book.once(breaks)]


def test_a_chain_that_has_come_to_its_end_has_no_break() -> None:
    whole: dict[str, Rows] = {
        **SOLVED,
        "measures": [MEASURE],
        "effects": [EFFECT],
        "manuals": [{"id": "V-001", "name": "审核", "task": "T-001", "effective": SEPTEMBER, "training": None}],
        "trainings": [{"id": "TR-001", "manual": "V-001", "done_on": NOVEMBER}],
        "rollout": [{"id": "RO-001", "plan": "S-001", "manual": "V-001"}],
        "reviews": [{"id": "RV-001", "kind": "月", "day": NOVEMBER, "reviewed_on": TODAY}],
    }
    book = context(whole)
    assert broken(book) == []
    assert [node[:2] for node in heads(book)] == [("issues", 0)]
    links = book.once(graph)
    ends = {table: links.nodes_of(str(rows[0]["id"]))[0] for table, rows in whole.items()}
    order = ["issues", "plans", "tasks", "effects", "manuals", "trainings", "reviews"]
    for at, table in enumerate(order):
        before = {node.table for node in links.before(ends[table], ENDS)}
        after = {node.table for node in links.after(ends[table], ENDS)}
        assert before >= set(order[:at]), table
        assert after >= set(order[at + 1 :]), table


def without(column: str, row: Mapping[str, CellValue]) -> dict[str, CellValue]:
    return {**row, column: None}


CASES: list[tuple[dict[str, Rows], str, str, str]] = [
    ({**SOLVED, "effects": []}, "plan-without-effect", "plans", "id"),
    ({"effects": [without("improvement", EFFECT)]}, "effect-without-plan", "effects", "improvement"),
    ({**SOLVED, "effects": [without("decision", EFFECT)]}, "effect-undecided", "effects", "decision"),
    ({**SOLVED, "effects": [{**EFFECT, "improvement": "S-009"}]}, "link-unknown", "effects", "improvement"),
    ({**SOLVED, "effects": [EFFECT], "measures": []}, "link-unknown", "effects", "measure"),
    ({**SOLVED, "effects": [EFFECT], "manuals": []}, "effect-without-manual", "effects", "decision"),
    ({**SOLVED, "effects": [EFFECT], "rollout": []}, "effect-without-rollout", "effects", "decision"),
    ({**SOLVED, "effects": [{**EFFECT, "decided_on": SEPTEMBER}], "reviews": []}, "effect-without-review", "effects", "decided_on"),
    ({"manuals": [{"id": "V-001", "effective": SEPTEMBER}], "trainings": []}, "manual-without-training", "manuals", "training"),
    ({"signals": [{**SIGNAL, "verdict": "流程问题"}]}, "signal-not-followed", "signals", "issue"),
    ({"adjustments": [{"id": "A-001", "change": "加一道复核"}]}, "adjustment-without-origin", "adjustments", "signal"),
    ({"reviews": [{"id": "RV-001", "next": "扩大试点", "reviewed_on": TODAY}]}, "next-without-task", "reviews", "task"),
    ({**SOLVED, "incidents": [{"id": "IN-001", "what": "漏单", "task": "T-009"}]}, "link-unknown", "incidents", "task"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "code", "table", "column"), CASES, ids=lambda case: case if isinstance(case, str) else ""
)
def test_a_break_is_found_at_its_cell(tables: dict[str, Rows], code: str, table: str, column: str) -> None:
    assert (code, table, 0, column) in broken(context(tables))


def test_a_version_that_replaces_another_says_why() -> None:
    first = {"id": "V-001", "name": "审核", "effective": date(2025, 1, 1), "ends": SEPTEMBER}
    second = {"id": "V-002", "name": "审核 ", "effective": NOVEMBER}
    assert broken(context({"manuals": [first, second]})) == [("manual-without-origin", "manuals", 1, "task")]
    assert broken(context({**SOLVED, "manuals": [first, {**second, "task": "T-001"}]})) == []


@pytest.mark.parametrize(
    "tables",
    [
        {**SOLVED, "tasks": [{**SOLVED["tasks"][0], "status": "进行中"}], "effects": []},  # not finished
        {**SOLVED, "effects": [{**EFFECT, "verdict": "数据不足", "decision": None}]},  # no verdict
        {**SOLVED, "effects": [{**EFFECT, "after_to": TODAY, "decision": None}]},  # the time after is not over
        {**SOLVED, "effects": [{**EFFECT, "decision": "停止"}], "manuals": [], "rollout": []},  # nothing to roll out
        {**SOLVED, "effects": [EFFECT], "reviews": []},  # its quarter is not over
        {"manuals": [{"id": "V-001", "effective": date(2026, 12, 1)}], "trainings": []},  # not in force
        {"manuals": [{"id": "V-001", "effective": SEPTEMBER, "training": "不需要"}], "trainings": []},
        {"manuals": [{"id": "V-001", "effective": SEPTEMBER, "training": "Nothing"}], "trainings": []},
        {"signals": [SIGNAL]},  # a false alarm
        {"reviews": [{"id": "RV-001", "next": "扩大试点"}]},  # still to be held
    ],
)  # fmt: skip
def test_what_is_not_due_yet_is_no_break(tables: dict[str, Rows]) -> None:
    assert broken(context(tables)) == []


def test_a_table_that_is_elsewhere_is_reported_once_something_is_due_in_it() -> None:
    assert [table for table, _ in unseen(context(SOLVED))] == ["effects"]
    open_tasks = [{**SOLVED["tasks"][0], "status": "未开始"}]
    assert [*unseen(context({**SOLVED, "tasks": open_tasks}))] == []
    late = {**SOLVED, "effects": [{**EFFECT, "decided_on": SEPTEMBER}]}
    assert [table for table, _ in unseen(context(late))] == ["manuals", "reviews"]


def test_roots_lie_between_issue_and_solution_and_reviews_end_a_chain() -> None:
    causes: Rows = [
        {"id": "C-001", "issue": "I-001", "answer": "重复录入", "holds": "成立"},
        {"id": "C-002", "upper": "C-001", "answer": "没有接口", "holds": "成立"},
        {"id": "C-003", "issue": "I-001", "answer": "新手多", "holds": "不成立"},
    ]
    reviews: Rows = [{"id": "RV-001", "kind": "季", "day": SEPTEMBER, "task": "T-002"}]
    tasks: Rows = [*SOLVED["tasks"], {**TASK, "id": "T-002", "what": "扩大试点", "cause": "没有接口、C-002"}]
    links = graph(context({**SOLVED, "causes": causes, "tasks": tasks, "reviews": reviews}))

    def numbers(nodes: Sequence[object]) -> set[str]:
        names = {"issues": ["I-001"], "causes": ["C-001", "C-002", "C-003"], "plans": ["S-001"], "tasks": ["T-001", "T-002"],
                 "reviews": ["RV-001"]}  # fmt: skip
        return {names[node.table][node.place] for node in nodes}  # type: ignore[attr-defined]

    (plan,), (root,), (review,), (following,) = (
        links.nodes_of(number) for number in ("S-001", "C-002", "RV-001", "T-002")
    )
    assert numbers(links.before(plan, ENDS)) == {"I-001", "C-001", "C-002"}
    assert numbers(links.after(root, ENDS)) == {"S-001", "T-001", "T-002", "RV-001"}
    assert numbers(links.after(plan, ENDS)) == {"T-001", "RV-001"}
    assert numbers(links.after(review, ENDS)) == {"T-002"}
    assert "RV-001" in numbers(links.before(following, ENDS))


def test_an_effect_that_is_rolled_out_by_a_manual_led_to_it() -> None:
    """The manual may name a task of another solution."""
    rollout = {"id": "RO-001", "where": "华东仓", "effect": "E-001", "manual": "V-001"}
    manual = {"id": "V-001", "name": "审核", "effective": SEPTEMBER, "training": "不需要"}
    book = context({**SOLVED, "effects": [EFFECT], "manuals": [manual], "rollout": [rollout]})
    assert broken(book) == []
    ends = {number: graph(book).nodes_of(number)[0] for number in ("E-001", "V-001")}
    assert ends["E-001"] in graph(book).before(ends["V-001"])


def test_a_table_joins_by_its_declaration_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID),
        Column(key="of", label=Text("效果", "Effect"), kind=Kind.LINK, refers="effects"),
    )
    words = Text("经验", "Lessons")
    lessons = Table(key="lessons", name="tblLessons", sheet=words, title=words, purpose=words, id_prefix="L", subject="id",
                    frozen="id", bands=(Band(label=words, columns=columns),))  # fmt: skip
    monkeypatch.setitem(TABLES, "lessons", lessons)
    book = context({**SOLVED, "effects": [EFFECT], "lessons": [{"id": "L-001", "of": "E-001、E-009"}]})
    (lesson,) = graph(book).nodes_of("L-001")
    assert {node.table for node in graph(book).before(lesson)} == {"issues", "plans", "tasks", "measures", "effects"}
    assert ("link-unknown", "lessons", 0, "of") in broken(book)


def test_chains_begin_where_nothing_leads_to() -> None:
    tables = {
        **SOLVED,
        "plans": [*SOLVED["plans"], {**PLAN, "id": "S-002", "name": "另一个", "issue": None}],
        "effects": [],
    }
    assert [node[:2] for node in heads(context(tables))] == [("issues", 0), ("plans", 1)]
    tables["tasks"] = [*SOLVED["tasks"], {**TASK, "id": "T-002", "issue": None, "plan": None}]
    assert [node[:2] for node in heads(context(tables))][2:] == [("tasks", 1)]


# --- a workbook ------------------------------------------------------------------------------------------------------

KEYS = ("issues", "plans", "tasks", "measures", "signals", "effects", "reviews")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook whose chain goes from a signal to an effect that names a measure which is not there."""
    path = tmp_path_factory.mktemp("trace") / "a.xlsx"
    path.write_bytes(skeleton(TemplateKey.PROJECT, "zh", KEYS))
    session = Session(FileBook(path, writing=True), "test", NOW)
    rows: dict[str, Rows] = {
        "issues": [ISSUE],
        "plans": [PLAN, {**PLAN, "id": "S-002", "name": "合并审批"}],
        "tasks": [{**TASK, "issue": "I-001", "plan": "S-001", "done_on": SEPTEMBER}],
        "measures": [MEASURE],
        "signals": [{**SIGNAL, "issue": "I-001"}],
        "effects": [{**EFFECT, "measure": "M-009", "verdict": None, "decided_on": SEPTEMBER}],
    }
    for key, given in rows.items():
        session.append(TABLES[key], [dict(row) for row in given])
    session.finish()
    return path.read_bytes()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    return file


def listed(path: Path, words: str) -> list[list[str]]:
    (listing,) = trace(FileBook(path), NOW, start=words).listings
    return [[cell.zh if isinstance(cell, Text) else str(cell) for cell in row] for row in listing.rows]


def test_the_register_says_what_is_missing_behind_its_tasks_and_each_break_its_cell(path: Path) -> None:
    outcome = trace(FileBook(path, writing=True), NOW)
    book = FileBook(path)
    effects, plans = book.view("effects"), book.view("plans")
    places = {finding.problem.code: finding.where for finding in outcome.findings}
    assert places["link-unknown"] == f"{effects.sheet}!{effects.cell('measure', 0)}"
    assert places["effect-without-review"] == f"{effects.sheet}!{effects.cell('decided_on', 0)}"
    assert places["plan-without-tasks"] == f"{plans.sheet}!{plans.cell('id', 1)}"
    remarks = dict(zip(book.view("trace").data["plan_id"], book.view("trace").data["remark"], strict=True))
    assert "M-009" in str(remarks["S-001"])
    assert "没有复盘" in str(remarks["S-001"])
    assert "没有任务" in str(remarks["S-002"])
    assert ("任务 → 方案", 1, 1, 0) in [
        tuple(cell.zh if isinstance(cell, Text) else cell for cell in row) for row in outcome.listings[0].rows
    ]


def test_a_chain_is_shown_from_any_end_and_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    rows = listed(path, "i-001")
    assert [row[:3] for row in rows] == [
        ["之前", "异常", "S-001"], ["之前", "指标", "M-001"], ["起点", "问题", "I-001"], ["之后", "方案", "S-001"],
        ["之后", "方案", "S-002"], ["之后", "任务", "T-001"], ["并列", "指标", "M-009"], ["之后", "效果", "E-001"],
    ]  # fmt: skip
    view = FileBook(path).view("tasks")
    assert rows[5] == [
        "之后",
        "任务",
        "T-001",
        "开发接口",
        "已完成",
        "I-001、S-001",
        f"{view.sheet}!{view.cell('id', 0)}",
    ]
    assert rows[6][3:] == ["没有这个编号", "", "", ""]
    assert [row[2] for row in listed(path, "E-001")][:3] == ["S-001", "I-001", "S-001"]
    assert path.read_bytes() == before


def test_a_number_that_two_tables_have_asks_for_the_sheet(path: Path) -> None:
    book = FileBook(path)
    read = book.context(TODAY)
    with pytest.raises(RefusalError) as refused:
        start_of(book, read, "S-001")
    assert "方案评分表、异常" in refused.value.finding.what("zh")
    assert "方案评分表 S-001" in refused.value.finding.fix("zh")
    for words in ("异常 S-001", "signals:S-001", "Signals!s-001"):
        assert start_of(book, read, words) == Node("signals", 0)
    for words in ("X-1", "异常 S-009", ""):
        with pytest.raises(RefusalError) as refused:
            start_of(book, read, words)
        assert refused.value.finding.problem.code == "trace-number-unknown"


def test_on_the_command_line(path: Path) -> None:
    done = kaizen("trace", path, "--from", "T-001", "--lang", "en", cwd=path.parent)
    assert (done.returncode, done.stderr) == (1, "")  # the measure of the effect is not there
    assert "Everything before and after T-001" in done.stdout
    assert "link-unknown" in done.stdout
    assert "Not in this workbook: Cause, Manual, Training" in done.stdout


class OpenFile(Click):
    """A click on a workbook that is a file."""

    def ours(self) -> FileBook:  # type: ignore[override]
        return FileBook(Path(self.chosen), writing=True)


@pytest.mark.parametrize(("sheet", "is_row"), [("问题清单", True), ("汇总", False)])
def test_on_the_ribbon_the_chain_of_the_selected_row_is_in_the_message(sheet: str, is_row: bool, path: Path) -> None:
    row = FileBook(path).view("issues").first_row
    app = SimpleNamespace(selection=SimpleNamespace(sheet=SimpleNamespace(name=sheet), row=row))
    words = clicked(OpenFile(app, None, "zh", NOW, str(path)))  # type: ignore[arg-type]
    assert "条链" in words
    assert (
        "▶ 问题：I-001 人工重复录入信息问题（处理中）\n方案：S-001 开发自动抓取接口（通过）、S-002 合并审批（通过）"
        in words
    ) == is_row
    assert ("衔接情况" in words) != is_row


def test_a_chain_in_a_circle_and_a_number_that_occurs_twice(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(skeleton(TemplateKey.ROOT_CAUSE, "zh", ("causes",)))
    session = Session(FileBook(path, writing=True), "test", NOW)
    causes: Rows = [
        {"id": "C-001", "issue": "I-001", "upper": "C-002", "answer": "甲"},
        {"id": "C-002", "upper": "C-001", "answer": "乙"},
        {"id": "C-001", "issue": "I-001", "answer": "丙"},
    ]
    session.append(TABLES["causes"], [dict(row) for row in causes])
    session.finish()
    outcome = trace(FileBook(path), NOW, start="C-001")
    assert [
        (finding.problem.code, finding.cell) for finding in outcome.findings if "duplicate" in finding.problem.code
    ] == [("duplicate-id", FileBook(path).view("causes").cell("id", 2))]
    assert [row[:3] for row in listed(path, "C-001")] == [
        ["之前", "问题", "I-001"], ["起点", "根因", "C-001"], ["成环", "根因", "C-002"],
    ]  # fmt: skip
    assert "这份工作簿没有问题清单" in format_outcome(outcome, "zh")
