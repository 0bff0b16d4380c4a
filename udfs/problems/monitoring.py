"""What there is to say of control charts and signals: what makes them doubtful, and what may be done about it."""

from udfs.lang import Text
from udfs.problems.model import Problem

MEASURE_WITHOUT_POINTS = Problem(
    "measure-without-points",
    Text("指标 {measure} 还没有数据", "the measure {measure} has no points yet"),
    Text("请在“指标数据”中填写，或用命令“取数”从导出表算出", "enter them in Data points, or count them from an export"),
    "warning",
)
POINTS_WITHOUT_MEASURE = Problem(
    "points-without-measure",
    Text(
        "有 {count} 个点的指标“{value}”不在“指标”里，没有画图也没有判定",
        "{count:point/points} of “{value}”, which is not in Measures: neither charted nor judged",
    ),
    Text("请改正编号，或在“指标”里加上它", "correct the number, or add the measure"),
    "warning",
)
POINTS_UNREAD = Problem(
    "points-unread",
    Text(
        "“{label}”有 {count} 行读不出（如“{value}”），没有画图也没有判定：{cells}",
        "{count:row/rows} of which “{label}” cannot be read (such as “{value}”), neither charted nor judged: {cells}",
    ),
    Text(
        "日期写成 2026-03-05 这样，指标写编号，数值写数字",
        "write days such as 2026-03-05, the number of the measure, and figures as numbers",
    ),
    "warning",
)
NOT_JUDGED = Problem(
    "measure-not-judged",
    Text("{measure} 没有判定：{why}", "{measure} is not judged: {why}"),
    Text(
        "点数不足的等数据够了再看；数值都相同的请检查是不是填错了",
        "wait for more points; where all values are the same, check that they are right",
    ),
    "warning",
)
CHART_REPLACED = Problem(
    "chart-replaced",
    Text("{measure} 换了一种图：{why}", "{measure} has another chart than was chosen: {why}"),
    Text("请在“图类型”中改选，或补上所缺的数据", "choose another chart, or enter what it needs"),
    "warning",
)
BETTER_CHART = Problem(
    "better-chart",
    Text("{measure} 有更合适的图：{why}", "{measure} has a chart that fits better: {why}"),
    Text("同意的话，在“图类型”中选 {chart}", "if you agree, choose {chart} as its chart"),
    "warning",
)
LIMITS_DOUBTFUL = Problem(
    "limits-doubtful",
    Text("{measure} 的控制限要小心看：{why}", "the limits of {measure} are to be read with care: {why}"),
    Text("处理异常时请想到这一点；控制限照算", "bear it in mind when you handle signals; the limits stand as they are"),
    "warning",
)
PHASE_PROPOSED = Problem(
    "phase-proposed",
    Text("{measure} 的水平变了：{why}", "the level of {measure} changed: {why}"),
    Text(
        "查明了改变的，在这一行的“阶段”写名字、“阶段原因”写做了什么；没有查明就不要分阶段",
        "where you know it, name the phase in this row and say what was changed; else begin none",
    ),
    "warning",
)
SIGNAL_GONE = Problem(
    "signal-gone",
    Text(
        "{value} 现已不是异常：数据、控制限或规则变了", "{value} is no signal any more: data, limits or rules changed"
    ),
    Text(
        "没有人处理过，“解释”里已注明；确认后可以删去这一行",
        "nobody worked on it, and its explanation says so; take the row away if you agree",
    ),
    "warning",
)
CHARTS_UNKNOWN = Problem(
    "charts-unknown",
    Text("“看哪些指标”里的“{value}”不是有数据的指标", "“{value}” in Measures to show is no measure with points"),
    Text("可用：{allowed}；请在「控制图」上改", "allowed: {allowed}; change it on the sheet Control charts"),
    "warning",
)
COMPARE_NO_SHEET = Problem(
    "compare-no-sheet",
    Text("这份工作簿没有「对比」", "this workbook has no sheet Comparison"),
    Text(
        "「对比」随「指标」而来：请用 kaizen new measures 建新的工作簿，或用“新增表”在别的工作簿里加上指标",
        "it comes with the table Measures: make a new workbook with kaizen new measures, or bring it in with Add table",
    ),
)
COMPARE_NOTHING = Problem(
    "compare-nothing",
    Text("还没有一个指标有数据，没有可比的", "no measure has points yet, so there is nothing to compare"),
    Text(
        "请先在“指标数据”中填写，或用命令“取数”从导出表算出", "enter them in Data points, or count them from an export"
    ),
)
COMPARE_UNKNOWN = Problem(
    "compare-unknown",
    Text(
        "“{value}”不是有数据的指标，没有可比的", "“{value}” is no measure with points, so there is nothing to compare"
    ),
    Text("请写其中一个：{allowed}", "write one of these: {allowed}"),
)
SIGNAL_UNKNOWN = Problem(
    "signal-unknown",
    Text("{tables}里没有 {value}", "there is no {value} on {tables}"),
    Text("请用那里的编号，例如 {allowed}", "use a number from there, such as {allowed}"),
)
SIGNAL_NONE = Problem(
    "signal-none",
    Text("{tables}里一行也没有，没有 {value}", "there is not a row on {tables}, so there is no {value}"),
    Text(
        "异常由“监控”写入，关键词由“关键词”数出，访谈、想法和步骤请先填写",
        "signals come from “monitor”, keywords from “keywords”; talks, ideas and steps are to be typed first",
    ),
)
SIGNAL_LINKED = Problem(
    "signal-linked",
    Text("{value} 已经关联 {other}，没有再建", "{value} is linked to {other} already: nothing was made"),
    Text("要另建一条的，请先清空关联", "to make another one, clear the link first"),
    "warning",
)
