"""What 汇总 shows of the scenarios of a simulation."""

from __future__ import annotations

from udfs.lang import Text
from udfs.simulation.outcomes import CANNOT_KEEP_UP
from udfs.simulation.replications import LONGER, SAME, SHORTER
from workbook_templates.summary_counts import fixed
from workbook_templates.summary_panels import Panel, count_of, count_panel, key_panel, left_open, records

OF_SIMULATION: dict[str, tuple[Panel, ...]] = {
    "scenarios": (
        key_panel(
            "scenarios",
            (
                (Text("情景总数", "Scenarios"), "count", records("scenarios")),
                (Text("还没有模拟", "Not simulated yet"), "count", left_open("scenarios", "verdict")),
                (Text("来不及处理", "Cannot keep up"), "count", count_of("scenarios", "verdict", CANNOT_KEEP_UP)),
            ),
        ),
        count_panel("scenarios", "verdict", Text("按结论", "By verdict"), fixed((SHORTER, LONGER, SAME))),
    ),
}
