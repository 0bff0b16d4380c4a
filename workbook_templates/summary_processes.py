"""What 汇总 shows of rules and their steps."""

from __future__ import annotations

from udfs.lang import Text
from udfs.process.model import VALUES
from udfs.values import Cell, CellValue
from workbook_templates.areas.model import AreaRefs
from workbook_templates.context import Context
from workbook_templates.summary_counts import fixed
from workbook_templates.summary_panels import Panel, count_of, count_panel, key_panel, left_open, list_panel, records
from workbook_templates.tables.step_figures import known_processes


def _with_steps(book: Context, _refs: AreaRefs) -> Cell:
    return Cell(len(book.once(known_processes)))


def _weak(book: Context, _refs: AreaRefs) -> Cell:
    return Cell(sum(len(entry.weaknesses) for entry in book.once(known_processes)))


def _handovers(book: Context, _refs: AreaRefs) -> Cell:
    return Cell(sum(entry.figures.handovers for entry in book.once(known_processes)))


def _rules(book: Context) -> list[list[CellValue]]:
    """Return the rules with a cycle time, the longest first."""
    data = book.tables["rules"]
    rows = [(float(minutes), row) for row in data.records() if isinstance(minutes := data["cycle"][row], (int, float))]
    rows.sort(key=lambda pair: -pair[0])
    return [[data["id"][row], data["cycle"][row], data["work_share"][row], data["name"][row]] for _, row in rows]


def _remarks(book: Context) -> list[list[CellValue]]:
    """Return the steps with which something is wrong, in the order of the table."""
    data = book.tables["steps"]
    return [
        [data["rule"][row], data["number"][row], data["step"][row], data["remarks"][row]]
        for row in data.records()
        if data["remarks"][row]
    ]


OF_PROCESSES: dict[str, tuple[Panel, ...]] = {
    "rules": (
        key_panel(
            "rules",
            (
                (Text("细则总数", "Rules"), "count", records("rules")),
                (Text("写了步骤的", "With steps"), "count", _with_steps),
                (Text("没有写存在问题", "Without problems named"), "count", left_open("rules", "problems")),
            ),
        ),
        list_panel("rule_times", Text("各细则的周期时间（分钟，长的在前）", "Cycle times in minutes, the longest first"), "rules",
                   ("id", "cycle", "work_share", "name"), "number", _rules),
    ),
    "steps": (
        key_panel(
            "steps",
            (
                (Text("步骤总数", "Steps"), "count", records("steps")),
                (Text("流程问题", "Findings"), "count", _weak),
                (Text("交接次数", "Handovers"), "count", _handovers),
                *((words, "count", count_of("steps", "value", words)) for words in VALUES),
            ),
        ),
        count_panel("steps", "value", Text("按增值", "By value"), fixed(VALUES)),
        list_panel("step_remarks", Text("有问题的步骤", "Steps with findings"), "steps",
                   ("rule", "number", "step", "remarks"), "text", _remarks),
    ),
}  # fmt: skip
