"""`flow`: findings, figures and the chart in lanes, in a file and in the open workbook."""

from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.flow import flow
from addin.commands.history import undo
from addin.commands.signals import signals
from tests.helpers.books import NOW, blank, demo, filled
from tests.helpers.desk import At, FileDesk
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.process.model import ACTIVITY, END, START, Exit, Step
from udfs.process.paths import Process
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.reports.flow_chart import COLUMNS, LANES, STEPS, grid, label

Row = dict[str, CellValue]
STEP_ROWS: list[Row] = [
    {"rule": "R-001", "number": 1, "step": "下单", "kind": "开始", "lane": "客服"},
    {"rule": "R-001", "number": 2, "step": "审核", "kind": "活动", "lane": "审核员", "outputs": "意见", "touch": 10, "wait": 5, "rework": 0.5},
    {"rule": "R-001", "number": 3, "step": "通过？", "kind": "判断", "lane": "审核员", "exits": "是(80%)→4; 否→2", "touch": 2},
    {"rule": "R-001", "number": 4, "step": "完成", "kind": "结束", "lane": "仓库"},
]  # fmt: skip


def book_of(folder: Path, steps: list[Row], rules: tuple[str, ...] = ("R-001",)) -> Path:
    path = filled(folder, steps, TemplateKey.PROCESS, table="steps")
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["rules"], [{"id": rule, "name": f"审核 {rule}", "owner": "审核组"} for rule in rules])
    session.finish()
    return path


def shown_in(book: Book, name: str) -> list[list[CellValue]]:
    area = book.area(name)
    assert area is not None
    return [[cell.value for cell in row] for row in area.figures]


def test_figures_findings_and_lanes(desk: At, tmp_path: Path) -> None:
    """Worked by hand: (5 + 10/0.5 + 2) / 0.8 = 33.75 minutes; 22/27 of it is work; two links change the post."""
    book = desk(book_of(tmp_path, [*STEP_ROWS, {**STEP_ROWS[1], "number": 5, "step": "登记", "lane": None}]))
    outcome = book.run(flow)
    rules, steps = book.view("rules").data, book.view("steps")
    shown = [rules[key][0] for key in ("step_count", "cycle", "work_share", "handovers", "weak")]
    assert shown == [5, 33.8, pytest.approx(0.8148), 2, 3]
    assert [value or None for value in steps.data["visit"][:3]] == [None, 25, 2]
    known = {(finding.problem.code, finding.cell) for finding in outcome.findings}
    assert known == {
        ("nothing-follows", steps.cell("exits", 4)),
        ("step-unreachable", steps.cell("number", 4)),
        ("step-without-post", steps.cell("lane", 4)),
    }
    assert "没有岗位" in str(steps.data["remarks"][4]) or "没有一条路" in str(steps.data["remarks"][4])
    again = book.run(flow)
    assert again.changed == 0
    assert {(finding.problem.code, finding.cell) for finding in book.run(check).findings} >= known


def test_the_chosen_rule_is_drawn_and_stays_chosen(desk: At, tmp_path: Path) -> None:
    other: list[Row] = [{**row, "rule": "R-002", "step": f"新{row['step']}"} for row in STEP_ROWS]
    book = desk(book_of(tmp_path, [*STEP_ROWS, *other], ("R-001", "R-002")))
    book.run(flow, rule="r-002")
    assert shown_in(book.book(), "flow_head")[0][0] == "R-002 审核 R-002"
    book.run(flow)
    cells = [value for row in shown_in(book.book(), "flow_grid") for value in row]
    assert "2 新审核" in cells
    assert "2 审核" not in cells


def test_unknown_rules_and_missing_steps_are_refused(tmp_path: Path) -> None:
    path = book_of(tmp_path, STEP_ROWS)
    before = path.read_bytes()
    with pytest.raises(RefusalError) as refusal:
        flow(FileBook(path, writing=True), NOW, rule="R-009")
    assert refusal.value.finding.problem.code == "rule-unknown"
    assert path.read_bytes() == before
    path.unlink()
    for template, code in ((TemplateKey.PROCESS, "no-steps"), (TemplateKey.ISSUES, "table-missing")):
        with pytest.raises(RefusalError) as refusal:
            flow(FileBook(blank(tmp_path, template), writing=True), NOW)
        assert refusal.value.finding.problem.code == code


def test_transitions_that_cannot_be_read_are_an_error_at_their_cell(tmp_path: Path) -> None:
    path = book_of(tmp_path, [{**row, "exits": "转财务"} if row["number"] == 2 else row for row in STEP_ROWS])
    findings = flow(FileBook(path, writing=True), NOW).findings
    cell = FileBook(path).view("steps").cell("exits", 1)
    assert ("exits-unreadable", cell) in {(finding.problem.code, finding.cell) for finding in findings}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_is_compared_before_and_after(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS, lang)
    outcome = flow(FileBook(path, writing=True), NOW)
    assert sorted(finding.problem.code for finding in outcome.findings) == [
        "approval-again", "could-be-parallel", "could-be-parallel", "output-unused",
    ]  # fmt: skip
    table = shown_in(FileBook(path), "flow_figures")
    steps, posts, handovers, cycle, *_ = [(row[0], row[2], row[4]) for row in table[1:]]
    assert (steps, posts, handovers) == ((14, 8, -6), (4, 4, 0), (10, 5, -5))
    assert cycle[1] < cycle[0]
    assert cycle[2] == pytest.approx(cycle[1] - cycle[0])


@pytest.mark.parametrize("count", [6, 14, STEPS])
def test_boxes_lie_in_their_lanes_and_no_line_crosses_one(count: int) -> None:
    """Every box has a row of its own; a line takes the cells from its own lane to that of the next row, and none of a box's row."""
    steps = tuple(
        Step(str(n), f"步骤{n}", START if n == 1 else END if n == count else ACTIVITY, f"岗位{n * 5 % LANES}",
             exits=() if n == count else (Exit("", str(n + 1)),))
        for n in range(1, count + 1)
    )  # fmt: skip
    rows = grid(Process(steps))
    assert len(rows) == 2 * count
    boxes = rows[::2]
    order = list(dict.fromkeys(step.lane for step in steps))
    for step, row, line in zip(steps, boxes, rows[1::2], strict=True):
        lane = order.index(step.lane)
        assert [at for at, value in enumerate(row[: 2 * LANES]) if value is not None] == [2 * lane]
        assert row[2 * lane] == label(step)
        assert len(row) == len(line) == COLUMNS
        if step is not steps[-1]:
            ahead = order.index(steps[int(step.number)].lane)
            span = [at for at, value in enumerate(line) if value is not None]
            assert span == ([2 * lane] if lane == ahead else [*range(2 * min(lane, ahead), 2 * max(lane, ahead) + 2)])


def test_a_step_with_findings_becomes_an_issue_once(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS)
    add(FileBook(path, writing=True), NOW, ["issues"])
    opened = FileDesk(path)
    # I-001 is what the rule refers to. Nothing was computed yet: the findings are those of the steps as they stand.
    outcome = opened.run(signals, issue=["ST-009"])
    assert outcome.message.zh == "1 条流程步骤有了去向：ST-009 → I-002"
    issues = opened.view("issues").data
    (at,) = issues.records()
    shown = [issues[key][at] for key in ("scene", "step", "channel", "status", "impact", "notes")]
    assert shown == [
        "执行“订单审核（现状）”时",
        "复核签字",
        "一线访谈",
        "待处理",
        None,
        "由步骤 ST-009 建立（R-001 第 9 步）",
    ]
    steps = opened.view("steps").data
    place = [*steps["id"]].index("ST-009")
    assert steps["issue"][place] == "I-002"
    assert issues["problem"][at] == steps["remarks"][place]
    assert [f.problem.code for f in opened.run(signals, issue=["st-009"]).findings if "linked" in f.problem.code] == [
        "signal-linked"
    ]
    opened.run(undo)
    assert not opened.view("issues").data.records()
    assert opened.view("steps").data["issue"][place] is None
