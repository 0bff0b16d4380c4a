"""The sheet 汇总 as data: which panels each table has."""

from __future__ import annotations

from collections.abc import Callable

from udfs.causes import STATES
from udfs.causes.confirmations import VERDICTS
from udfs.causes.tree import ROOT
from udfs.completion import COMPLETION_DIGITS, DEFINITION, plan_completion
from udfs.lang import Text
from udfs.scheduling.tasks import CRITICAL
from udfs.score import PASS, PREFERRED
from udfs.status import TASK_STATUS
from udfs.target import CLOSE, EXCELLENT, MISSED, REACHED, SMART
from udfs.values import Cell, as_text, is_number
from workbook_templates import summary_lists as lists
from workbook_templates.areas.model import AreaRefs
from workbook_templates.context import Context
from workbook_templates.figures import completion_formula
from workbook_templates.summary_counts import fixed, from_list, literal_criterion, people_named
from workbook_templates.summary_governance import OF_GOVERNANCE
from workbook_templates.summary_ideas import OF_IDEAS
from workbook_templates.summary_measures import OF_MEASURES
from workbook_templates.summary_panels import (
    Panel,
    count_of,
    count_panel,
    key_panel,
    last_day,
    list_panel,
    mean_of,
    numbers,
    records,
    where_there,
)
from workbook_templates.summary_processes import OF_PROCESSES
from workbook_templates.summary_simulation import OF_SIMULATION
from workbook_templates.summary_standards import OF_STANDARDS
from workbook_templates.summary_survey import OF_SURVEY


def _first_priority(book: Context, refs: AreaRefs) -> Cell:
    first = book.settings.lists["priority"][0]
    count = sum(as_text(v).casefold() == first.casefold() for v in book.tables["issues"]["priority"]) if first else 0
    test = literal_criterion("INDEX(lst_priority,1)")
    return Cell(count, f'IF(INDEX(lst_priority,1)="",0,COUNTIF({refs.column("issues", "priority")},{test}))')


def _ratio(over: int, under: int) -> Callable[[Context, AreaRefs], Cell]:
    """Return the share of one key figure in another, by their positions in the panel."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        top, bottom = refs.cell(over, 0), refs.cell(under, 0)
        passed = count_of("plans", "decision", PASS)(book, refs).value
        scored = numbers("plans", "total")(book, refs).value
        value = passed / scored if scored else ""  # type: ignore[operator]  # both are counts
        return Cell(value, f'IF({bottom}=0,"",{top}/{bottom})')

    return figure


def _completion(book: Context, refs: AreaRefs) -> Cell:
    data = book.tables["tasks"]
    lengths, progress, status = (refs.column("tasks", key) for key in ("duration", "progress", "status"))
    formula = completion_formula(lengths, progress, status, refs.text, COMPLETION_DIGITS)
    return Cell(plan_completion(data["duration"], data["progress"], data["status"], book.lang), formula)


def _days_late(book: Context, refs: AreaRefs) -> Cell:
    """Return how many tasks finish later than their baseline has it."""
    count = sum(is_number(days) and days > 0 for days in book.tables["tasks"]["slip"])
    return Cell(count, f'COUNTIF({refs.column("tasks", "slip")},">0")')


_DONE_SHARE = Text("完成率（加权）", "Completion (weighted)")

PANELS: dict[str, tuple[Panel, ...]] = {
    "issues": (
        key_panel(
            "issues",
            (
                (Text("问题总数", "Issues"), "count", records("issues")),
                (Text("其中最高优先级", "of which top priority"), "count", _first_priority),
                (Text("逾期", "Overdue"), "count", numbers("issues", "overdue")),
            ),
        ),
        count_panel("issues", "priority", Text("按优先级", "By priority"), from_list("priority")),
        count_panel("issues", "category", Text("按问题分类", "By class"), from_list("category")),
        count_panel("issues", "channel", Text("按发现渠道", "By channel"), from_list("channel")),
        count_panel("issues", "status", Text("按状态", "By status"), from_list("status")),
        count_panel("issues", "department", Text("按部门", "By department"), from_list("department")),
        count_panel("issues", "owner", Text("按责任人", "By owner"), people_named("issues", "owner")),
        count_panel("issues", "trigger", Text("按触发场景", "By trigger"), from_list("trigger")),
        list_panel("top_issues", Text("重点问题（未完成，按优先级）", "Top issues (open, by priority)"), "issues",
                   ("id", "owner", "priority", "problem"), "text", lists.top_issues),
        list_panel("late_issues", Text("逾期问题", "Overdue issues"), "issues",
                   ("id", "owner", "overdue", "problem"), "count", lists.late_issues),
    ),
    "causes": (
        key_panel(
            "causes",
            (
                (Text("原因总数", "Causes"), "count", records("causes")),
                *((state, "count", count_of("causes", "state", state)) for state in STATES),
            ),
        ),
        count_panel("causes", "category", Text("按类别", "By category"), from_list("cause_category")),
        list_panel("root_causes", Text("根本原因", "Root causes"), "causes", ("id", "issue", "category", "answer"), "text",
                   lists.root_causes),
        list_panel("issue_roots", Text("各问题的根因", "Root causes by issue"), "causes",
                   ("issue", Text("根因", "Root cause"), Text("末端未证实", "Ends not proven"), ROOT), "count",
                   lists.issue_roots),
    ),
    "confirmations": (
        key_panel(
            "confirmations",
            (
                (Text("确认总数", "Confirmations"), "count", records("confirmations")),
                *((verdict, "count", count_of("confirmations", "verdict", verdict)) for verdict in VERDICTS),
            ),
        ),
    ),
    "plans": (
        key_panel(
            "plans",
            (
                (Text("方案总数", "Solutions"), "count", records("plans")),
                (Text("已评分", "Scored"), "count", numbers("plans", "total")),
                (Text("通过", "Passed"), "count", count_of("plans", "decision", PASS)),
                (Text("通过率（占已评分）", "Pass rate (of scored)"), "share", _ratio(2, 1)),
                (Text("优选", "Preferred"), "count", count_of("plans", "preferred", PREFERRED)),
            ),
        ),
        count_panel("plans", "category", Text("按方案类别", "By class"), from_list("plan_category")),
        count_panel("plans", "department", Text("按部门", "By department"), from_list("department")),
        count_panel("plans", "owner", Text("按提出人", "By proposer"), people_named("plans", "owner")),
        list_panel("ranking", Text("排名前十", "Top ten"), "plans", ("id", "rank", "total", "name"), "number", lists.ranking),
        list_panel("unscored", Text("待评分", "To be scored"), "plans", ("id", "owner", "issue", "name"), "text",
                   lists.unscored),
    ),
    "tasks": (
        key_panel(
            "tasks",
            (
                (Text("任务总数", "Tasks"), "count", records("tasks")),
                (Text("已完成", "Done"), "count", count_of("tasks", "status", TASK_STATUS[2])),
                (Text("逾期", "Overdue"), "count", count_of("tasks", "status", TASK_STATUS[3])),
                (_DONE_SHARE, "share", _completion),
                (Text("最晚的计划完成日期", "Latest planned finish"), "date", last_day("tasks", "finish")),
                # Older workbooks have no room for what follows.
                (Text("关键任务", "Critical tasks"), "count", where_there(count_of("tasks", "critical", CRITICAL))),
                (Text("比基线晚的任务", "Tasks behind baseline"), "count", where_there(_days_late)),
            ),
            {_DONE_SHARE: DEFINITION},
        ),
        count_panel("tasks", "status", Text("按状态", "By status"), fixed(TASK_STATUS)),
        count_panel("tasks", "category", Text("按类别", "By class"), from_list("plan_category")),
        count_panel("tasks", "owner", Text("按责任人", "By owner"), people_named("tasks", "owner")),
        list_panel("late_tasks", Text("逾期任务", "Overdue tasks"), "tasks", ("id", "owner", "finish", "what"), "date",
                   lists.late_tasks),
        list_panel("coming_tasks", Text("未来7天到期", "Due within 7 days"), "tasks",
                   ("id", "owner", "finish", "what"), "date", lists.coming_tasks),
    ),
    "pilots": (
        key_panel(
            "pilots",
            (
                (Text("试点场景数（宜 1–2 个）", "Pilot scenes (1–2)"), "count", records("pilots")),
                (Text("目标符合 SMART", "SMART targets"), "count", count_of("pilots", "smart", SMART)),
                (Text("平均达成率", "Mean achievement"), "share", mean_of("pilots", "rate")),
                *((band, "count", count_of("pilots", "band", band)) for band in (EXCELLENT, REACHED, MISSED)),
                # Older workbooks have no room for what follows.
                (CLOSE, "count", count_of("pilots", "band", CLOSE)),
            ),
        ),
        list_panel("pilot_results", Text("试点达成情况", "Results of the pilots"), "pilots",
                   ("id", "owner", "rate", "scene"), "share", lists.pilot_results),
    ),
    **OF_MEASURES,
    **OF_STANDARDS,
    **OF_GOVERNANCE,
    **OF_SURVEY,
    **OF_IDEAS,
    **OF_PROCESSES,
    **OF_SIMULATION,
}  # fmt: skip
