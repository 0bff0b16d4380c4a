"""What 汇总 shows of measures, their points and signals, of benchmarks, imports, effects and adjustments."""

from __future__ import annotations

from udfs.indicators.choices import EXCLUDED, VERDICTS
from udfs.indicators.points import NOT_COMPARABLE, NOT_COMPARED
from udfs.lang import Text
from udfs.monitoring.choices import VARIATIONS
from udfs.target import CLOSE, EXCELLENT, MISSED, REACHED, SMART
from workbook_templates import summary_lists_measures as lists
from workbook_templates.summary_counts import fixed, people_named
from workbook_templates.summary_panels import (
    Panel,
    count_of,
    count_panel,
    key_panel,
    last_day,
    left_open,
    list_panel,
    records,
    sum_of,
)
from workbook_templates.tables.effects import WORDS
from workbook_templates.tables.measures import MEASURES

OF_MEASURES: dict[str, tuple[Panel, ...]] = {
    "measures": (
        key_panel(
            "measures",
            (
                (Text("指标总数", "Measures"), "count", records("measures")),
                (Text("目标符合 SMART", "SMART targets"), "count", count_of("measures", "smart", SMART)),
                *((band, "count", count_of("measures", "band", band)) for band in (EXCELLENT, REACHED, CLOSE, MISSED)),
            ),
        ),
        count_panel("measures", "variation", Text("按变异", "By variation"), fixed(VARIATIONS)),
        list_panel("measure_results", Text("指标达成情况", "Results of the measures"), "measures",
                   ("id", "owner", "rate", "name"), "share", lists.measure_results),
        count_panel("measures", "owner", Text("按责任人", "By owner"), people_named("measures", "owner")),
    ),
    "points": (
        key_panel(
            "points",
            (
                (Text("数据点", "Data points"), "count", records("points")),
                (Text("其中已排除", "of which excluded"), "count", count_of("points", "excluded", EXCLUDED)),
                (Text("最近的日期", "Latest date"), "date", last_day("points", "date")),
            ),
        ),
        list_panel("point_series", Text("各指标的数据", "Data by measure"), "points",
                   ("measure", Text("数据点", "Points"), Text("最近的日期", "Latest date"), MEASURES.column("name").label), "date",
                   lists.point_series),
    ),
    "signals": (
        key_panel(
            "signals",
            (
                (Text("异常总数", "Signals"), "count", records("signals")),
                (Text("待判定", "Without a verdict"), "count", left_open("signals", "verdict")),
                (Text("没有责任人", "Without an owner"), "count", left_open("signals", "owner")),
            ),
        ),
        count_panel("signals", "verdict", Text("按判定", "By verdict"), fixed(VERDICTS)),
        list_panel("open_signals", Text("待判定的异常（最近的在前）", "Signals without a verdict, latest first"), "signals",
                   ("id", "measure", "date", "explanation"), "date", lists.open_signals),
    ),
    "benchmarks": (
        key_panel(
            "benchmarks",
            (
                (Text("对标记录", "Benchmarks"), "count", records("benchmarks")),
                (NOT_COMPARABLE, "count", count_of("benchmarks", "gap", NOT_COMPARABLE)),
                (NOT_COMPARED, "count", count_of("benchmarks", "gap", NOT_COMPARED)),
            ),
        ),
        list_panel("benchmark_gaps", Text("与标杆的差距", "Gaps to benchmarks"), "benchmarks",
                   ("id", "measure", "gap", "benchmark"), "number", lists.benchmark_gaps),
    ),
    "imports": (
        key_panel(
            "imports",
            (
                (Text("取数次数", "Runs"), "count", records("imports")),
                (Text("读取行数", "Rows read"), "count", sum_of("imports", "rows_read")),
                (Text("未计行数", "Rows left out"), "count", sum_of("imports", "rows_left_out")),
            ),
        ),
        list_panel("last_imports", Text("最近的取数", "Latest runs"), "imports", ("id", "who", "rows_read", "file"), "count",
                   lists.last_imports),
    ),
    "effects": (
        key_panel(
            "effects",
            (
                (Text("验证总数", "Verifications"), "count", records("effects")),
                *((word, "count", count_of("effects", "verdict", word)) for word in WORDS),
                (Text("待决定", "Not decided"), "count", left_open("effects", "decision")),
            ),
        ),
        list_panel("effect_verdicts", Text("效果与建议", "Effects and proposals"), "effects",
                   ("id", "verdict", "proposal", "indicator"), "text", lists.effect_verdicts),
    ),
    "adjustments": (
        key_panel(
            "adjustments",
            (
                (Text("调整总数", "Adjustments"), "count", records("adjustments")),
                (Text("待调整", "Not yet changed"), "count", left_open("adjustments", "changed_on")),
                (Text("待验证", "Not yet verified"), "count", left_open("adjustments", "verified_on")),
            ),
        ),
        list_panel("open_adjustments", Text("没有验证的调整", "Adjustments not verified"), "adjustments",
                   ("id", "measure", "changed_on", "change"), "date", lists.open_adjustments),
    ),
}  # fmt: skip
