"""What 汇总 shows of the ideas of workshops."""

from __future__ import annotations

from udfs.ideas import ROLES
from udfs.lang import Text
from udfs.values import CellValue, is_blank, is_number
from workbook_templates.context import Context
from workbook_templates.summary_counts import fixed
from workbook_templates.summary_panels import Panel, count_panel, key_panel, left_open, list_panel, records, sum_of


def _most_voted(book: Context) -> list[list[CellValue]]:
    """Return the ideas with the most votes first; those without any last, in the order of the table."""
    data = book.tables["ideas"]
    counts = data["count"]
    rows = sorted(data.records(), key=lambda i: -count if is_number(count := counts[i]) else 1)
    return [[data[key][i] for key in ("id", "plan", "count", "idea")] for i in rows if not is_blank(data["idea"][i])]


OF_IDEAS: dict[str, tuple[Panel, ...]] = {
    "ideas": (
        key_panel(
            "ideas",
            (
                (Text("想法总数", "Ideas"), "count", records("ideas")),
                (Text("总票数", "Votes"), "count", sum_of("ideas", "count")),
                (Text("还没有转成方案", "Without a solution"), "count", left_open("ideas", "plan")),
            ),
        ),
        count_panel("ideas", "role", Text("按角色", "By role"), fixed(ROLES)),
        list_panel("idea_votes", Text("按票数（多的在前）", "By votes, the most first"), "ideas",
                   ("id", "plan", "count", "idea"), "count", _most_voted),
    ),
}  # fmt: skip
