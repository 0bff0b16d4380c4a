"""The workbook that keeps results: duties with their gaps, risks before and after their plans, drills, supports, incidents."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.gather import GatherOptions, gather
from addin.commands.importing import import_rows
from addin.commands.score import score
from addin.commands.summary import summary
from tests.helpers.books import MEASURE, NOW, blank, demo
from tests.helpers.desk import Desk, FileDesk
from udfs.governing.duties import roles_in
from udfs.governing.reviews import period_of
from udfs.values import CellValue
from workbook_templates.builder.book import skeleton
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

TODAY = NOW.date()
DUTY: dict[str, CellValue] = {"step": "审核", "post": "审核员", "role": "A/R 负责并执行"}
RISK: dict[str, CellValue] = {"id": "RK-001", "name": "接口中断", "kind": "流程中断", "probability": 3, "impact": 5, "measure": "改人工",
                              "owner": "王芳"}  # fmt: skip


def book(folder: Path, key: TemplateKey = TemplateKey.GOVERNANCE, **tables: Iterable[Mapping[str, CellValue]]) -> Path:
    path = blank(folder, key)
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table, rows in tables.items():
        session.append(TABLES[table], [dict(row) for row in rows])
    session.finish()
    return path


def duties(*rows: tuple[str, str, str]) -> list[dict[str, CellValue]]:
    keys = ("step", "post", "role")
    return [{"id": f"DU-{n}", **dict(zip(keys, row, strict=True))} for n, row in enumerate(rows)]


def findings(at: Desk, table: str) -> set[tuple[str, str]]:
    """Return code and cell of what the checker says of a table."""
    return {(f.problem.code, f.cell) for f in at.run(check).findings if f.sheet == TABLES[table].sheet.zh}


@pytest.mark.parametrize(
    ("role", "letters"),
    [("R 执行", "R"), ("A/R 负责并执行", "AR"), ("R Responsible", "R"), ("A Accountable", "A"), ("C Consulted", "C"), ("I Informed", "I"), ("ra", "AR"), ("R、A", "AR"), ("Rita", ""), ("负责", ""), (None, ""), (3, ""), ("r", "R")],
)  # fmt: skip
def test_a_role_is_known_by_its_letters(role: CellValue, letters: str) -> None:
    assert "".join(sorted(roles_in(role))) == letters


def test_each_step_needs_an_r_and_exactly_one_a(tmp_path: Path) -> None:
    rows = duties(
        ("抓取", "开发", "A/R 负责并执行"),
        ("抓取", "审核员", "I 知会"),
        ("审核", "审核员", "R 执行"),
        ("退款", "客服组长", "A/R 负责并执行"),
        ("退款 ", "运营经理", "A 负责"),
        ("归档", "文员", "A 负责"),
        ("审核", "审核员", "R 执行"),
    )
    at = FileDesk(book(tmp_path, duties=rows))
    at.run(score)
    remarks = at.view("duties").data["step_check"][:7]
    assert remarks == ["完整", "完整", "缺 A（负责）", "A 有 2 个", "A 有 2 个", "缺 R（执行）", "缺 A（负责）"]
    cell = at.view("duties").cell
    assert findings(at, "duties") == {
        ("step-without-accountable", cell("step", 2)),
        ("several-accountable", cell("role", 3)),
        ("several-accountable", cell("role", 4)),
        ("step-without-responsible", cell("step", 5)),
        ("duty-twice", cell("role", 6)),
    }
    assert ";step;" in str(at.view("duties").data["marks"][2])


def test_a_post_that_carries_too_much_is_pointed_out_by_the_limit_on_settings(tmp_path: Path) -> None:
    """The same step as R and as A counts once, being asked or told not at all."""
    rows = duties(
        *((f"步骤{n}", "组长", "A/R 负责并执行") for n in range(8)),
        ("步骤1", "组长", "C 咨询"),
        ("步骤9", "组长", "I 知会"),
        ("步骤9", "文员", "A/R 负责并执行"),
    )
    at = FileDesk(book(tmp_path, duties=rows))
    assert findings(at, "duties") == set()
    at.set("set_duty_limit", 7)
    assert findings(at, "duties") == {("post-overloaded", at.view("duties").cell("post", 0))}


def test_a_register_keeps_the_steps_of_each_workbook_apart(tmp_path: Path) -> None:
    for name, role in (("甲", "A/R 负责并执行"), ("乙", "R 执行")):
        (tmp_path / "部门" / name).mkdir(parents=True)
        book(tmp_path / "部门" / name, duties=[{**DUTY, "role": role}])
    gather(GatherOptions(tmp_path / "部门", output=tmp_path / "汇编.xlsx"), NOW)
    data = FileBook(tmp_path / "汇编.xlsx").view("duties").data
    remarks = {str(data["origin"][i])[0]: data["step_check"][i] for i in data.records()}
    assert remarks == {"甲": "完整", "乙": "缺 A（负责）"}


def test_risks_are_rated_before_and_after_their_plan(tmp_path: Path) -> None:
    """4, 9 and 16 are the last of low, medium and high, until 设置 says otherwise."""
    ratings = [(2, 2), (1, 5), (3, 3), (2, 5), (4, 4), (4, 5), (None, 5), (6, 2), ("高", 2)]
    rows = [
        {**RISK, "id": f"RK-{n}", "name": f"风险{n}", "probability": p, "impact": i} for n, (p, i) in enumerate(ratings)
    ]
    at = FileDesk(book(tmp_path, risks=rows))
    at.run(score)
    data = at.view("risks").data
    assert data["points"][:7] == [4, 5, 9, 10, 16, 20, ""]
    assert data["level"][:7] == ["低", "中", "中", "高", "高", "极高", ""]
    assert all(str(data[key][row]).startswith("!") for key in ("points", "level") for row in (7, 8))


def test_high_risks_need_a_plan_and_an_owner_and_no_plan_makes_a_risk_larger(tmp_path: Path) -> None:
    none: dict[str, CellValue] = {"measure": None, "owner": None}
    rows = [
        RISK,
        {**RISK, **none, "id": "RK-002", "name": "二"},
        {**RISK, **none, "id": "RK-003", "name": "三", "impact": 2},
        {**RISK, "id": "RK-004", "name": "四", "probability_after": 4, "impact_after": 5},
        {**RISK, "id": "RK-005", "name": "五", "probability_after": 3, "impact_after": 5},
    ]
    at = FileDesk(book(tmp_path, risks=rows))
    cell = at.view("risks").cell
    assert findings(at, "risks") == {
        ("risk-without-measure", cell("measure", 1)),
        ("risk-without-owner", cell("owner", 1)),
        ("risk-after-higher", cell("impact_after", 3)),
    }


def test_the_map_counts_risks_by_probability_and_impact(tmp_path: Path) -> None:
    """Rows fall from probability 5 to 1, columns rise from impact 1 to 5; what is no rating is not on it."""
    rows = [
        RISK,
        {**RISK, "name": "二", "probability_after": 1, "impact_after": 4},
        {**RISK, "name": "三", "probability": 5, "impact": 1},
        {**RISK, "name": "四", "probability": "5", "impact": 1},
        {**RISK, "name": "五", "probability": None},
    ]
    at = FileDesk(book(tmp_path, risks=[{**row, "id": f"RK-{n}"} for n, row in enumerate(rows)]))
    at.run(score)
    shown = {}
    for name in ("risk_map", "risk_map_after"):
        area = at.book().area(name)
        assert area is not None
        shown[name] = [[cell.value for cell in line] for line in area.figures]
    assert shown["risk_map"] == [[1, 0, 0, 0, 0], [0] * 5, [0, 0, 0, 0, 2], [0] * 5, [0] * 5]
    assert shown["risk_map_after"] == [[0] * 5] * 4 + [[0, 0, 0, 1, 0]]


def test_the_lists_of_the_summary_name_gaps_posts_and_largest_risks(tmp_path: Path) -> None:
    at = FileDesk(demo(tmp_path, TemplateKey.GOVERNANCE))
    outcome = at.run(summary)
    titles = {listing.title.zh: [row for row in listing.rows if any(row)] for listing in outcome.listings}
    assert [row[3] for row in titles["有缺口的步骤"]] == ["更新审核规则", "小额退款"]
    assert [row[2] for row in titles["最大的风险（按现在的风险值）"]] == [16, 15, 12, 9, 8]
    assert titles["各岗位负责的步骤（R、A）"][0][:3] == ("审核组长", 2, 1)


def test_drills_say_how_much_longer_they_took_and_what_nobody_improves(tmp_path: Path) -> None:
    drill: dict[str, CellValue] = {"risk": "RK-001", "scene": "停一小时", "planned_on": TODAY - timedelta(9), "done_on": TODAY,
                                   "planned_minutes": 10, "actual_minutes": 24, "findings": "电话打不通", "improvement": "发到群里"}  # fmt: skip
    rows = [
        drill,
        {**drill, "improvement": None, "task": "T-001"},
        {**drill, "improvement": None, "actual_minutes": 7.5},
        {**drill, "done_on": None, "actual_minutes": None},
        {**drill, "done_on": None, "planned_on": TODAY, "risk": "RK-002"},
    ]
    drills = [{**row, "id": f"DR-{n}"} for n, row in enumerate(rows)]
    at = FileDesk(book(tmp_path, risks=[RISK], drills=drills))
    at.run(score)
    assert at.view("drills").data["overrun"][:4] == [14, 14, -2.5, ""]
    cell = at.view("drills").cell
    assert findings(at, "drills") == {
        ("drill-without-task", cell("improvement", 2)),
        ("drill-overdue", cell("done_on", 3)),
        ("unknown-reference", cell("risk", 4)),
    }


def test_supports_run_on_both_of_their_days(tmp_path: Path) -> None:
    spans = [(-3, -1), (-3, 0), (0, 5), (1, 5), (3, 1)]
    rows = [
        {
            "id": f"SU-{n}",
            "kind": "人力",
            "what": f"借调{n}",
            "owner": "王芳",
            "begin": TODAY + timedelta(a),
            "end": TODAY + timedelta(b),
        }
        for n, (a, b) in enumerate(spans)
    ]
    at = FileDesk(book(tmp_path, supports=rows))
    at.run(score)
    assert at.view("supports").data["state"][:5] == ["已结束", "进行中", "进行中", "未开始", "未开始"]
    assert findings(at, "supports") == {("finish-before-start", at.view("supports").cell("end", 4))}


def test_incidents_say_how_long_they_are_open_and_name_what_came_before(tmp_path: Path) -> None:
    incident: dict[str, CellValue] = {"found_on": TODAY - timedelta(9), "what": "重复抓取", "owner": "陈涛"}
    rows = [
        incident,
        {**incident, "what": "又重复", "closed_on": TODAY - timedelta(2), "handling": "查重", "again_of": "IN-0"},
        {**incident, "what": "三", "closed_on": TODAY, "again_of": "IN-9"},
        {**incident, "what": "四", "closed_on": TODAY - timedelta(30), "handling": "查重"},
    ]
    at = FileDesk(book(tmp_path, incidents=[{**row, "id": f"IN-{n}"} for n, row in enumerate(rows)]))
    at.run(score)
    assert at.view("incidents").data["days_open"][:4] == [9, 7, 9, ""]
    cell = at.view("incidents").cell
    assert findings(at, "incidents") == {
        ("closed-without-handling", cell("handling", 2)),
        ("unknown-reference", cell("again_of", 2)),
        ("closed-before-found", cell("closed_on", 3)),
    }


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        ("月", date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
        ("月", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        ("季", date(2026, 11, 20), date(2026, 10, 1), date(2026, 12, 31)),
        ("季", date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        ("Year", date(2026, 6, 30), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_the_whole_month_quarter_or_year(kind: str, day: date, first: date, last: date) -> None:
    assert period_of(kind, day) == (first, last)


def test_a_review_fills_in_what_the_workbook_knows_until_it_is_held(tmp_path: Path) -> None:
    """October: two incidents seen, one of them for the second time, one closed in November; a drill and a proposal carried out."""
    october, november = date(2026, 10, 12), date(2026, 11, 3)
    incidents = [
        {
            "id": "IN-1",
            "found_on": october,
            "what": "重复抓取",
            "owner": "陈涛",
            "closed_on": october,
            "handling": "查重",
        },
        {
            "id": "IN-2",
            "found_on": october,
            "what": "又重复",
            "owner": "陈涛",
            "again_of": "IN-1",
            "closed_on": november,
            "handling": "改",
        },
        {"id": "IN-3", "found_on": november, "what": "第三次", "owner": "陈涛", "again_of": "IN-1"},
    ]
    drills = [{"id": "DR-1", "risk": "RK-001", "scene": "停", "planned_on": october, "done_on": october}]
    proposals = [
        {
            "id": "PR-1",
            "title": "分组审核",
            "owner": "王芳",
            "proposed_on": october,
            "done_on": november,
            "decision": "采纳",
        }
    ]
    review: dict[str, CellValue] = {"subject": "审核", "kind": "月", "day": october, "owner": "李强"}
    reviews = [
        {**review, "id": "RV-1"},
        {**review, "id": "RV-2", "day": november},
        {**review, "id": "RV-3", "kind": None},
    ]
    path = book(tmp_path, risks=[RISK], drills=drills, incidents=incidents, proposals=proposals, reviews=reviews)
    at = FileDesk(path)
    at.run(score)
    data = at.view("reviews").data
    assert [data[key][0] for key in ("results", "unfinished", "recurring")] == [
        "关闭日志 1、演练 1",
        "日志 1",
        "1 次：IN-2",
    ]
    assert [data[key][1] for key in ("results", "unfinished", "recurring")] == [
        "关闭日志 1、实施提案 1",
        "日志 1",
        "1 次：IN-3",
    ]
    assert [data[key][2] for key in ("results", "unfinished", "recurring", "targets")] == [None] * 4
    assert data["targets"][0] is None  # the workbook holds no measures
    at.type("reviewed_on", 0, date(2026, 11, 5), "reviews")
    at.type("closed_on", 1, None, "incidents")
    at.type("what", 2, "第三次，仍未改", "incidents")
    at.type("closed_on", 0, None, "incidents")
    at.run(score)
    data = at.view("reviews").data
    assert [data[key][0] for key in ("results", "unfinished")] == ["关闭日志 1、演练 1", "日志 1"]
    assert [data[key][1] for key in ("results", "unfinished")] == ["实施提案 1", "日志 3"]


def test_measures_and_pilots_on_target_are_counted_where_a_review_stands_beside_them(tmp_path: Path) -> None:
    path = blank(tmp_path, TemplateKey.MEASURES)
    add(FileBook(path, writing=True), NOW, ["复盘"])
    session = Session(FileBook(path, writing=True), "test", NOW)
    rows = [{**MEASURE, "current": 17}, {**MEASURE, "id": "M-002", "name": "差错", "current": 24}]
    session.append(TABLES["measures"], rows)
    session.append(TABLES["reviews"], [{"id": "RV-1", "subject": "审核", "kind": "季", "day": TODAY, "owner": "李强"}])
    session.finish()
    score(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("reviews").data["targets"][0] == "指标 1/2 达标"


def test_a_review_counts_the_verdicts_of_its_period(tmp_path: Path) -> None:
    """A verdict is of the last day that was compared; where that is open, of the decision, else of today (20 November)."""
    path = tmp_path / "保障.xlsx"
    path.write_bytes(skeleton(TemplateKey.GOVERNANCE, "zh", ("effects", "reviews")))
    shares: dict[str, CellValue] = {"design": "前后", "direction": "越小越好", "before_data": "x=90, n=1000"}
    better, same = "x=40, n=1000", "x=88, n=1000"
    october = date(2026, 10, 31)
    effects = [
        {"after_data": better, "after_to": october},
        {"after_data": better, "after_to": october},
        {"after_data": same, "after_to": date(2026, 10, 1)},
        {"after_data": better, "after_to": date(2026, 9, 30)},
        {"after_data": None, "decided_on": date(2026, 10, 5)},
        {"after_data": better},
        {"after_data": better, "after_from": date(2026, 11, 25)},
    ]
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(
        TABLES["effects"], [{**shares, "indicator": f"率{n}", "id": f"E-{n}", **row} for n, row in enumerate(effects)]
    )
    review: dict[str, CellValue] = {"subject": "审核", "kind": "月", "owner": "李强"}
    days = (october, TODAY, date(2026, 8, 1))
    session.append(TABLES["reviews"], [{**review, "id": f"RV-{n}", "day": day} for n, day in enumerate(days)])
    session.finish()
    score(FileBook(path, writing=True), NOW)
    verdicts = FileBook(path).view("effects").data["verdict"]
    assert verdicts[:5] == ["改善", "改善", "无显著变化", "改善", "数据不足"]
    assert FileBook(path).view("reviews").data["effects"][:3] == ["改善 2、无显著变化 1、数据不足 1", "改善 1", "无"]


def test_reviews_are_due_and_say_what_is_next(tmp_path: Path) -> None:
    """Ten days after its end a period without a review is pointed out; today is 20 November."""
    review: dict[str, CellValue] = {"subject": "审核", "kind": "月", "day": TODAY, "owner": "李强"}
    rows = [
        review,
        {**review, "day": date(2026, 10, 31)},
        {**review, "reviewed_on": TODAY, "judgement": "未达成"},
        {**review, "reviewed_on": TODAY, "judgement": "部分达成", "task": "T-001"},
        {**review, "reviewed_on": TODAY, "judgement": "达成"},
    ]
    at = FileDesk(book(tmp_path, reviews=[{**row, "id": f"RV-{n}"} for n, row in enumerate(rows)]))
    cell = at.view("reviews").cell
    late = {("review-overdue", cell("reviewed_on", 1)), ("review-without-next", cell("next", 2))}
    assert findings(at, "reviews") == late
    at.set("set_review_within", 20)
    assert findings(at, "reviews") == {("review-without-next", cell("next", 2))}


def test_a_proposal_goes_from_stage_to_stage_and_a_refusal_needs_a_reason(tmp_path: Path) -> None:
    proposal: dict[str, CellValue] = {"owner": "王芳", "proposed_on": TODAY}
    rows = [
        {"title": "异常订单按原因分组后批量审核"},
        {"title": "熟客免审", "decision": "采纳", "feasible": 5, "value": 4},
        {"title": "支架", "decision": "试行", "done_on": TODAY},
        {"title": "共享模板", "decision": "采纳", "done_on": TODAY, "rewarded_on": TODAY},
        {"title": "夜班补贴", "decision": "不采纳", "rewarded_on": TODAY},
        {"title": "新系统", "decision": "暂缓", "reason": "等预算"},
        {"title": "异常订单按原因分组后再批量审核"},
        {"title": "支架", "value": 7, "feasible": 2},
    ]
    at = FileDesk(book(tmp_path, proposals=[{**proposal, **row, "id": f"PR-{n}"} for n, row in enumerate(rows)]))
    at.run(score)
    data, cell = at.view("proposals").data, at.view("proposals").cell
    assert data["stage"][:7] == ["待评估", "实施中", "已实施", "已奖励", "不采纳", "暂缓", "待评估"]
    assert data["worth"][:2] == ["", 9]
    assert findings(at, "proposals") == {
        ("refusal-without-reason", cell("reason", 4)),
        ("proposal-alike", cell("title", 6)),
        ("duplicate-text", cell("title", 2)),
        ("duplicate-text", cell("title", 7)),
        ("not-a-score", cell("value", 7)),
    }


def test_tables_are_added_to_a_workbook_and_rows_imported_by_other_names(tmp_path: Path) -> None:
    """A list of duties as companies keep it: single letters for roles, headings of their own."""
    path = blank(tmp_path, TemplateKey.ISSUES)
    add(FileBook(path, writing=True), NOW, ["职责清单", "风险与预案"])
    assert FileBook(path).tables() == ["issues", "risks", "duties"]
    source = tmp_path / "分工.csv"
    source.write_text("环节,责任岗位,人员,RACI,职责内容\n审核,审核员,王芳,R,审订单\n审核,组长,李强,A,抽查\n", "utf-8")
    import_rows(FileBook(path, writing=True), NOW, source, table="duties")
    data = FileBook(path).view("duties").data
    assert data["role"][:2] == ["R 执行", "A 负责"]
    assert data["id"][:2] == ["DU-001", "DU-002"]
    assert check(FileBook(path, writing=True), NOW).findings == []
