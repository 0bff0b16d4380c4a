"""Versions, trainings, feedback and roll-out in a workbook: what is problems at which cell, the matrix, a confirmation by mail."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.score import score
from addin.commands.summary import summary
from addin.sharing.mail import Recipient
from tests.helpers.books import NOW, blank, demo
from tests.helpers.desk import FileDesk
from tests.helpers.mailroom import WANG, codes, collected, column, conflicts, sent, typed
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

TODAY = NOW.date()
Row = dict[str, CellValue]
VERSION: Row = {"name": "审核", "version": "V1", "changes": "首次发布", "owner": "李强", "published": date(2026, 1, 1), "effective": date(2026, 1, 1),
                "posts": "审核员", "training": "需培训"}  # fmt: skip
LESSON: Row = {"manual": "V-1", "owner": "王芳", "post": "审核员", "done_on": date(2026, 2, 1)}
CASE: Row = {"what": "批量审核太慢", "channel": "意见箱", "owner": "王芳", "received": datetime(2026, 11, 19, 9)}
_PREFIXES = {"manuals": "V", "trainings": "TR", "feedback": "FB", "rollout": "RO", "duties": "DU"}


def book(folder: Path, **tables: Iterable[Mapping[str, CellValue]]) -> FileDesk:
    """Return a workbook of results with rows, numbered from 1 in each table."""
    path = blank(folder, TemplateKey.RESULTS)
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table, rows in tables.items():
        session.append(TABLES[table], [{"id": f"{_PREFIXES[table]}-{n}", **row} for n, row in enumerate(rows, 1)])
    session.finish()
    return FileDesk(path)


def findings(at: FileDesk, table: str) -> list[tuple[str, str]]:
    """Return code and cell of what the checker says of a table."""
    problems = at.run(check).findings
    return sorted((f.problem.code, f.cell) for f in problems if f.sheet == TABLES[table].sheet.zh)


def test_days_without_a_version_and_with_two_are_found_at_their_cells(tmp_path: Path) -> None:
    quiet: Row = {**VERSION, "posts": None, "training": "不需要"}
    rows = [
        {**quiet, "withdrawn_on": date(2026, 3, 1)},
        {**quiet, "version": "V2", "effective": date(2026, 3, 15), "withdrawn_on": date(2026, 7, 1)},
        {**quiet, "version": "V3", "published": date(2026, 6, 1), "effective": date(2026, 6, 15)},
        {**quiet, "version": "v3", "name": " 审核", "published": date(2026, 6, 20), "effective": date(2026, 6, 15)},
        {**quiet, "name": "退款", "published": None, "review_by": TODAY + timedelta(30)},
        {**quiet, "name": "归档", "review_by": TODAY + timedelta(31)},
    ]
    at = book(tmp_path, manuals=rows)
    at.run(score)
    data, cell = at.view("manuals").data, at.view("manuals").cell
    assert data["state"][:6] == ["已废止", "已替代", "已替代", "在用", "在用", "在用"]
    assert data["ends"][:4] == [date(2026, 2, 28), date(2026, 6, 14), date(2026, 6, 14), None]
    assert findings(at, "manuals") == sorted([
        ("version-gap", cell("effective", 1)),
        ("version-overlap", cell("withdrawn_on", 1)),
        ("version-clash", cell("effective", 2)),
        ("version-twice", cell("version", 3)),
        ("effective-before-published", cell("effective", 3)),
        ("not-published", cell("published", 4)),
        ("review-of-manual-due", cell("review_by", 4)),
    ])  # fmt: skip
    gap = next(f for f in at.run(check).findings if f.problem.code == "version-gap")
    assert gap.what("zh") == "“审核”从 2026-03-01 到 2026-03-14 没有在用的版本"
    assert gap.what("en") == "no version of “审核” is in force from 2026-03-01 to 2026-03-14"


def test_a_new_version_says_whom_to_train_and_which_copies_to_take_back(tmp_path: Path) -> None:
    """Duties say who holds a post; whoever is on Trainings for the version is no longer waited for."""
    new: Row = {
        **VERSION,
        "version": "V2",
        "effective": date(2026, 11, 1),
        "published": date(2026, 10, 20),
        "paper_back": 4,
    }
    coming: Row = {
        **new,
        "version": "V3",
        "effective": TODAY + timedelta(9),
        "training": "阅读确认",
        "paper_back": None,
    }
    rows = [{**VERSION, "paper": 6}, new, coming, {**VERSION, "name": "退款", "posts": "客服、出纳"}]
    lessons = [
        LESSON,
        {**LESSON, "manual": "V-2", "owner": "赵静", "done_on": None, "planned_on": TODAY - timedelta(1)},
    ]
    at = book(tmp_path, manuals=rows, trainings=lessons)
    add(FileBook(at.path, writing=True), NOW, ["职责清单"])
    session = Session(FileBook(at.path, writing=True), "test", NOW)
    duties = [("审核员", "王芳、张敏"), ("客服", "刘洋")]
    session.append(
        TABLES["duties"], [{"step": "一", "post": post, "owner": who, "role": "A/R 负责并执行"} for post, who in duties]
    )
    session.finish()
    at.run(score)
    assert at.view("manuals").data["to_do"][:4] == [
        None,
        "培训 2 人：王芳、张敏、收回旧版 2 份",
        "阅读确认 3 人：王芳、赵静、张敏",
        "培训 1 人：刘洋",
    ]
    cell = at.view("manuals").cell
    assert findings(at, "manuals") == sorted([
        ("readers-waiting", cell("posts", 1)),
        ("readers-waiting", cell("posts", 2)),
        ("readers-waiting", cell("posts", 3)),
        ("post-without-people", cell("posts", 3)),
        ("paper-out", cell("paper_back", 1)),
    ])  # fmt: skip
    at.type("paper_back", 1, 6, "manuals")
    assert ("paper-out", cell("paper_back", 1)) not in findings(at, "manuals")


def test_the_matrix_shows_who_is_trained_in_the_version_in_force(tmp_path: Path) -> None:
    """王芳 was trained in V1 only, 张敏 in V2, 赵静 failed; 刘洋 has read what only has to be confirmed, and it runs out soon."""
    rows = [
        VERSION,
        {**VERSION, "version": "V2", "effective": date(2026, 11, 1)},
        {**VERSION, "name": "退款", "training": "阅读确认", "posts": "客服"},
    ]
    lessons = [
        LESSON,
        {**LESSON, "manual": "V-2", "owner": "张敏", "done_on": TODAY},
        {**LESSON, "manual": "v-2 ", "owner": "赵静", "done_on": TODAY, "passed": "否"},
        {**LESSON, "manual": "V-3", "owner": "刘洋", "post": "客服", "valid_months": 10, "done_on": date(2026, 2, 1)},
        {**LESSON, "manual": "V-1", "owner": "张敏"},
        {**LESSON, "manual": "V-2", "owner": "王芳", "done_on": None, "planned_on": TODAY - timedelta(1)},
        {**LESSON, "manual": "V-9", "owner": "王芳", "done_on": None, "passed": "是"},
    ]
    at = book(tmp_path, manuals=rows, trainings=lessons)
    at.run(score)
    data = at.view("trainings").data
    assert data["state"][:7] == ["需复训", "有效", "需复训", "将到期", "已更新", "未培训", None]
    assert data["title"][:4] == ["审核 V1", "审核 V2", "审核 V2", "退款 V1"]
    assert data["valid_until"][:4] == [date(2027, 1, 31), date(2027, 11, 19), "", date(2026, 11, 30)]
    heads, shown = at.book().area("training_heads"), at.book().area("training_matrix")
    assert heads is not None
    assert shown is not None
    assert [[cell.value for cell in line[:3]] for line in heads.figures] == [
        ["审核", "退款", None],
        ["V2", "V1", None],
        ["1/3", "1/1", None],
    ]
    people = [[cell.value for cell in line[:4]] for line in shown.figures[:5]]
    assert people == [
        ["王芳", "0/1", "需复训", None],
        ["赵静", "0/1", "需复训", None],
        ["刘洋", "1/1", None, "将到期"],
        ["张敏", "1/1", "有效", None],
        [None] * 4,
    ]
    cell = at.view("trainings").cell
    assert findings(at, "trainings") == sorted([
        ("training-due", cell("manual", 0)),
        ("training-due", cell("manual", 2)),
        ("training-overdue", cell("done_on", 5)),
        ("unknown-reference", cell("manual", 6)),
        ("passed-without-day", cell("done_on", 6)),
    ])  # fmt: skip


def test_a_reader_confirms_a_new_version_in_a_mailed_copy(tmp_path: Path) -> None:
    """Everybody gets their own rows and what they are about; the day that they enter comes back into the register."""
    rows = [
        VERSION,
        {**VERSION, "version": "V2", "effective": TODAY + timedelta(9), "training": "阅读确认", "owner": "刘洋"},
    ]
    lessons = [
        {**LESSON, "manual": "V-2", "owner": who, "done_on": None, "exam": "阅读确认"}
        for who in ("王芳", "张敏", "赵静")
    ]
    at = book(tmp_path, manuals=rows, trainings=lessons)
    at.run(score)
    copy, _ = sent(at.path, WANG, Recipient("张敏", "zhang@x.cn"), rows="人员", anyway=True)
    assert (column(copy, "id", "trainings"), column(copy, "title", "trainings")) == (["TR-1"], ["审核 V2"])
    assert column(copy, "id", "manuals") == []
    typed(copy, "done_on", 0, TODAY, "trainings")
    typed(copy, "feedback", 0, "附录太短", "trainings")
    outcome = collected(at.path, copy)
    assert codes(outcome) == []
    assert conflicts(at.path) == []
    data = at.view("trainings").data
    assert data["done_on"][:3] == [TODAY, None, None]
    assert (data["state"][0], data["feedback"][0]) == ("有效", "附录太短")
    assert data["state"][1:3] == ["未培训", "未培训"]
    assert at.view("manuals").data["to_do"][1] == "都已办完"


def test_clocks_run_in_working_hours_with_days_off_make_up_days_and_lunch(tmp_path: Path) -> None:
    """V54: 9–17 without lunch, Friday 16:00 and 8 hours is Monday 16:00; over National Day 2026 with its make-up day 10-10."""
    rows = [
        {**CASE, "received": datetime(2026, 11, 13, 16), "limit": 8},
        {**CASE, "received": datetime(2026, 11, 12, 16), "limit": 4},
        {
            **CASE,
            "received": datetime(2026, 9, 30, 16),
            "limit": 16,
            "answered_at": datetime(2026, 10, 10, 10),
            "answer": "已改",
        },
    ]
    at = book(tmp_path, feedback=rows)
    for name, time in (("begin", "09:00"), ("lunch", "12:00"), ("back", "12:00"), ("end", "17:00")):
        at.set(f"set_work_{name}", time)
    at.run(score)
    data = at.view("feedback").data
    assert data["due"][:2] == [datetime(2026, 11, 16, 16), datetime(2026, 11, 13, 12)]
    assert data["used"][2] == 1 + 8 + 8 + 1  # 30 September, 8, 9 and 10 October
    assert [data["state"][row] for row in (0, 2)] == ["超时", "超时闭环"]
    assert findings(at, "feedback")[:1] == [("feedback-late", at.view("feedback").cell("answered_at", 0))]


def test_feedback_is_closed_only_when_it_was_answered(tmp_path: Path) -> None:
    rows = [
        {**CASE, "answered_at": datetime(2026, 11, 19, 15), "answer": "已放开到 50 单"},
        {**CASE, "answered_at": datetime(2026, 11, 19, 15)},
        {**CASE, "answer": "已放开"},
        {**CASE, "received": datetime(2026, 11, 2, 9), "wait_from": datetime(2026, 11, 3, 9)},
        {
            **CASE,
            "sorted_at": datetime(2026, 11, 19, 8),
            "wait_from": datetime(2026, 11, 19, 10),
            "wait_to": datetime(2026, 11, 19, 9),
        },
    ]
    at = book(tmp_path, feedback=rows)
    at.run(score)
    data, cell = at.view("feedback").data, at.view("feedback").cell
    assert data["stage"][:5] == ["已闭环", "待整理", "待整理", "等待提出人", "待分析"]
    assert data["state"][:4] == ["按时闭环", "本阶段超时", "本阶段超时", "暂停计时"]
    assert data["used"][3] == 7.5
    assert findings(at, "feedback") == sorted([
        ("answer-without-words", cell("answer", 1)),
        ("answer-without-time", cell("answered_at", 2)),
        ("moments-reversed", cell("sorted_at", 4)),
        ("moments-reversed", cell("wait_to", 4)),
    ])  # fmt: skip


def test_hours_of_work_that_cannot_be_used_are_pointed_out(tmp_path: Path) -> None:
    at = book(tmp_path, feedback=[CASE])
    at.set("set_work_begin", "19:00")
    problems = [f for f in at.run(check).findings if f.problem.code == "hours-unusable"]
    assert [f.sheet for f in problems] == ["设置"]
    assert "19:00 / 12:00 / 13:30 / 17:30" in problems[0].what("zh")


def test_rollout_names_its_manual_and_keeps_its_day(tmp_path: Path) -> None:
    row: Row = {"where": "分仓", "owner": "陈涛", "begin": TODAY - timedelta(9), "due": TODAY - timedelta(1)}
    rows = [row, {**row, "due": TODAY}, {**row, "done_on": TODAY}, {**row, "begin": TODAY + timedelta(1), "due": TODAY}]
    at = book(tmp_path, rollout=rows)
    at.run(score)
    assert at.view("rollout").data["state"][:4] == ["逾期", "进行中", "已完成", "未开始"]
    cell = at.view("rollout").cell
    assert findings(at, "rollout") == sorted([
        ("rollout-overdue", cell("done_on", 0)),
        ("rolled-out-without-manual", cell("manual", 2)),
        ("finish-before-start", cell("due", 3)),
    ])  # fmt: skip


@pytest.mark.parametrize("table", ["培训", "反馈处理"])
def test_each_table_can_be_added_to_a_workbook_that_lacks_it(table: str, tmp_path: Path) -> None:
    """Feedback brings the calendar and the hours of work along."""
    path = blank(tmp_path, TemplateKey.ISSUES)
    outcome = add(FileBook(path, writing=True), NOW, [table])
    assert not outcome.findings
    key = next(key for key, known in TABLES.items() if known.sheet.zh == table)
    given: Mapping[str, Row] = {"trainings": LESSON, "feedback": CASE}
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES[key], [{"id": "X-1", **given[key]}])
    session.finish()
    score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view(key).data
    assert key == "feedback" or data["valid_until"][0] == date(2027, 1, 31)
    if key == "feedback":
        assert data["due"][0] == datetime(2026, 11, 24, 10, 30)
        assert "节假日" in FileBook(path).sheets()


def test_the_lists_of_the_summary_name_what_is_due(tmp_path: Path) -> None:
    outcome = FileDesk(demo(tmp_path, TemplateKey.RESULTS)).run(summary)
    titles = {listing.title.zh: [row for row in listing.rows if any(row)] for listing in outcome.listings}
    assert [row[0] for row in titles["新版本还要做的事"]] == ["V-002", "V-003"]
    assert [row[0] for row in titles["要复审的手册（最早的在前）"]] == ["V-004"]
    assert [row[2] for row in titles["要培训的人（最急的在前）"]] == ["需复训", "需复训", "未培训", "未培训", "将到期"]
    assert [row[0] for row in titles["超时或接近时限的反馈"]] == ["FB-005", "FB-002"]
    assert [row[0] for row in titles["还没有完成的推广"]] == ["RO-002", "RO-003", "RO-004"]
