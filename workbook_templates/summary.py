"""The sheet 汇总 as data: panels of figures, counts with a chart, and lists, per table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from udfs.causes import STATES
from udfs.causes.confirmations import VERDICTS
from udfs.completion import COMPLETION_DIGITS, DEFINITION, plan_completion
from udfs.lang import Text
from udfs.rules import Kind
from udfs.scheduling.tasks import CRITICAL
from udfs.score import PASS, PREFERRED
from udfs.status import TASK_STATUS
from udfs.target import CLOSE, EXCELLENT, MISSED, REACHED, SMART
from udfs.values import Cell, CellValue, as_text, day_of, is_number
from workbook_templates import summary_lists as lists
from workbook_templates.areas.calendar import FIRST_DATE, NO_DATE, holds_no_date
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.figures import completion_formula
from workbook_templates.model import Frozen
from workbook_templates.summary_counts import (
    LABELS,
    Labels,
    counts_of_people,
    counts_of_values,
    fixed,
    from_list,
    literal_criterion,
    people_named,
    record_count,
)


class Panel(Frozen):
    """One panel: heading, column headings and the area of its figures.

    `charted`: draw a bar chart of the first two columns over the label rows. `formats`: one of `text`, `count`,
    `share`, `date`, `number` per column. `row_labels`: fixed words left of the area; `row_notes` say beside a figure, by its
    row, what it means.
    """

    title: Text
    headings: tuple[Text, ...]
    area: Area
    formats: tuple[str, ...]
    charted: bool = False
    row_labels: tuple[Text, ...] = ()
    row_formats: tuple[str, ...] = ()
    row_notes: Mapping[int, Text] = {}


def count_panel(table: str, column: str, title: Text, labels: Labels) -> Panel:
    """Return the counts of a column's values with their chart."""
    counts = counts_of_people if TABLES[table].column(column).kind is Kind.PERSON else counts_of_values
    return Panel(
        title=title,
        headings=(TABLES[table].column(column).label, Text("数量", "Count"), Text("占比", "Share")),
        area=Area(name=f"sum_{table}_{column}", rows=LABELS + 2, cols=3, render=counts(table, column, labels)),
        formats=("text", "count", "share"),
        charted=True,
    )


# --- key figures -----------------------------------------------------------------------------------------------------

KeyFigure = tuple[Text, str, Callable[[Context, AreaRefs], Cell]]


def key_panel(table: str, figures: Sequence[KeyFigure], notes: Mapping[Text, Text] | None = None) -> Panel:
    """Return the panel of a table's key figures, with the notes that stand beside some of them."""
    beside = notes or {}
    return Panel(
        title=Text(f"{TABLES[table].sheet.zh}：总览", f"{TABLES[table].sheet.en}: overview"),
        headings=(Text("指标", "Figure"), Text("数值", "Value")),
        area=Area(
            name=f"key_{table}",
            rows=len(figures),
            cols=1,
            render=lambda book, refs: [[figure(book, refs)] for _, _, figure in figures],
            grows=True,
        ),
        formats=("text", "count"),
        row_labels=tuple(label for label, _, _ in figures),
        row_formats=tuple(style for _, style, _ in figures),
        row_notes={at: beside[label] for at, (label, _, _) in enumerate(figures) if label in beside},
    )


def _count_of(table: str, column: str, words: Text) -> Callable[[Context, AreaRefs], Cell]:
    def figure(book: Context, refs: AreaRefs) -> Cell:
        wanted = words.to(book.lang)
        count = sum(value == wanted for value in book.tables[table][column])
        return Cell(count, f"COUNTIF({refs.column(table, column)},{refs.text(words)})")

    return figure


def _first_priority(book: Context, refs: AreaRefs) -> Cell:
    first = book.settings.lists["priority"][0]
    count = sum(as_text(v).casefold() == first.casefold() for v in book.tables["issues"]["priority"]) if first else 0
    test = literal_criterion("INDEX(lst_priority,1)")
    return Cell(count, f'IF(INDEX(lst_priority,1)="",0,COUNTIF({refs.column("issues", "priority")},{test}))')


def _numbers(table: str, column: str) -> Callable[[Context, AreaRefs], Cell]:
    def figure(book: Context, refs: AreaRefs) -> Cell:
        return Cell(
            sum(is_number(value) for value in book.tables[table][column]), f"COUNT({refs.column(table, column)})"
        )

    return figure


def _ratio(over: int, under: int) -> Callable[[Context, AreaRefs], Cell]:
    """Return the share of one key figure in another, by their positions in the panel."""

    def figure(book: Context, refs: AreaRefs) -> Cell:
        top, bottom = refs.cell(over, 0), refs.cell(under, 0)
        passed = _count_of("plans", "decision", PASS)(book, refs).value
        scored = _numbers("plans", "total")(book, refs).value
        value = passed / scored if scored else ""  # type: ignore[operator]  # both are counts
        return Cell(value, f'IF({bottom}=0,"",{top}/{bottom})')

    return figure


def _records(table: str) -> Callable[[Context, AreaRefs], Cell]:
    return lambda book, refs: record_count(book, refs, table)


def _mean(table: str, column: str) -> Callable[[Context, AreaRefs], Cell]:
    def figure(book: Context, refs: AreaRefs) -> Cell:
        values = [v for v in book.tables[table][column] if is_number(v)]
        mean = round(sum(values) / len(values), 6) if values else ""
        cells = refs.column(table, column)
        return Cell(mean, f'IF(COUNT({cells})=0,"",ROUND(SUMIF({cells},">=-1E+300")/COUNT({cells}),6))')

    return figure


def _completion(book: Context, refs: AreaRefs) -> Cell:
    data = book.tables["tasks"]
    lengths, progress, status = (refs.column("tasks", key) for key in ("duration", "progress", "status"))
    formula = completion_formula(lengths, progress, status, refs.text, COMPLETION_DIGITS)
    return Cell(plan_completion(data["duration"], data["progress"], data["status"], book.lang), formula)


def _where_there(figure: Callable[[Context, AreaRefs], Cell]) -> Callable[[Context, AreaRefs], Cell]:
    """Return a figure that is blank in a workbook made before there was the column that it counts."""

    def shown(book: Context, refs: AreaRefs) -> Cell:
        try:
            return figure(book, refs)
        except KeyError:
            return Cell("")

    return shown


def _days_late(book: Context, refs: AreaRefs) -> Cell:
    """Return how many tasks finish later than their baseline has it."""
    count = sum(is_number(days) and days > 0 for days in book.tables["tasks"]["slip"])
    return Cell(count, f'COUNTIF({refs.column("tasks", "slip")},">0")')


def _last_finish(book: Context, refs: AreaRefs) -> Cell:
    finishes = book.tables["tasks"]["finish"]
    days = [day for day in map(day_of, finishes) if day]
    column = refs.column("tasks", "finish")
    last = f'IFERROR(IF(MAX({column})<{NO_DATE},MAX({column}),""),"")'
    formula = f'IF(COUNTIF({column},">={FIRST_DATE}")=0,"",{last})'
    return Cell(max(days) if days and not holds_no_date(finishes) else "", formula)


def list_panel(name: str, title: Text, table: str, columns: Sequence[str], style: str,
               rows: Callable[[Context], Iterable[list[CellValue]]]) -> Panel:  # fmt: skip
    """Return a list of at most ten rows that commands write."""

    def render(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
        shown = [[Cell(cell) for cell in row] for row in list(rows(book))[: lists.LIST_ROWS]]
        return shown + [[Cell(None)] * 4 for _ in range(lists.LIST_ROWS - len(shown))]

    second = "count" if columns[1] == "rank" else "text"
    return Panel(
        title=title,
        headings=tuple(TABLES[table].column(key).label for key in columns),
        area=Area(name=name, rows=lists.LIST_ROWS, cols=4, render=render),
        formats=("text", second, style, "text"),
    )


_DONE_SHARE = Text("完成率（加权）", "Completion (weighted)")

PANELS: dict[str, tuple[Panel, ...]] = {
    "issues": (
        key_panel(
            "issues",
            (
                (Text("问题总数", "Issues"), "count", _records("issues")),
                (Text("其中最高优先级", "of which top priority"), "count", _first_priority),
                (Text("逾期", "Overdue"), "count", _numbers("issues", "overdue")),
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
                (Text("原因总数", "Causes"), "count", _records("causes")),
                *((state, "count", _count_of("causes", "state", state)) for state in STATES),
            ),
        ),
        count_panel("causes", "category", Text("按类别", "By category"), from_list("cause_category")),
        list_panel("root_causes", Text("根本原因", "Root causes"), "causes", ("id", "issue", "category", "answer"), "text",
                   lists.root_causes),
    ),
    "confirmations": (
        key_panel(
            "confirmations",
            (
                (Text("确认总数", "Confirmations"), "count", _records("confirmations")),
                *((verdict, "count", _count_of("confirmations", "verdict", verdict)) for verdict in VERDICTS),
            ),
        ),
    ),
    "plans": (
        key_panel(
            "plans",
            (
                (Text("方案总数", "Solutions"), "count", _records("plans")),
                (Text("已评分", "Scored"), "count", _numbers("plans", "total")),
                (Text("通过", "Passed"), "count", _count_of("plans", "decision", PASS)),
                (Text("通过率（占已评分）", "Pass rate (of scored)"), "share", _ratio(2, 1)),
                (Text("优选", "Preferred"), "count", _count_of("plans", "preferred", PREFERRED)),
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
                (Text("任务总数", "Tasks"), "count", _records("tasks")),
                (Text("已完成", "Done"), "count", _count_of("tasks", "status", TASK_STATUS[2])),
                (Text("逾期", "Overdue"), "count", _count_of("tasks", "status", TASK_STATUS[3])),
                (_DONE_SHARE, "share", _completion),
                (Text("最晚的计划完成日期", "Latest planned finish"), "date", _last_finish),
                # Older workbooks have no room for what follows.
                (Text("关键任务", "Critical tasks"), "count", _where_there(_count_of("tasks", "critical", CRITICAL))),
                (Text("比基线晚的任务", "Tasks behind baseline"), "count", _where_there(_days_late)),
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
                (Text("试点场景数（宜 1–2 个）", "Pilot scenes (1–2)"), "count", _records("pilots")),
                (Text("目标符合 SMART", "SMART targets"), "count", _count_of("pilots", "smart", SMART)),
                (Text("平均达成率", "Mean achievement"), "share", _mean("pilots", "rate")),
                *((band, "count", _count_of("pilots", "band", band)) for band in (EXCELLENT, REACHED, MISSED)),
                # Older workbooks have no room for what follows.
                (CLOSE, "count", _count_of("pilots", "band", CLOSE)),
            ),
        ),
        list_panel("pilot_results", Text("试点达成情况", "Results of the pilots"), "pilots",
                   ("id", "owner", "rate", "scene"), "share", lists.pilot_results),
    ),
}  # fmt: skip
