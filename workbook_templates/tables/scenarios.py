"""模拟: what-if scenarios over the steps of a process, and what the command “simulate” found out (R36)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.simulation.scenarios import RATES, SPREADS, WAITS
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

_AS_PRESENT = Text("留空：与现状相同", "Blank: as at present")


def _result(
    key: str, label: Text, explain: Text, width: float = 9, kind: Kind = Kind.NUMBER, decimals: int | None = None
) -> Column:
    """Return a column that the command “simulate” alone writes; it goes out with copies."""
    trimmed = kind is Kind.NUMBER and decimals is None
    written = Text(f"由命令“模拟”写入：{explain.zh}", f"Written by the command “simulate”: {explain.en}")
    return Column(key=key, label=label, kind=kind, width=width, trimmed=trimmed, decimals=decimals, timed=kind is Kind.DATE,
                  computed=Computed(explain=written, travels=True))  # fmt: skip


WHAT = Band(
    label=Text("情景", "Scenario"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True, aliases=("序号", "情景编号", "id"),
               hint=Text("例：SC-001，不可重复", "e.g. SC-001, no duplicates")),
        Column(key="name", label=Text("情景", "Scenario"), width=20, required=True, aliases=("情景名称", "名称", "设想"),
               hint=Text("每条细则的第一行是现状，其他行写设想", "The first row of each rule is the present, the others are ideas")),
        Column(key="rule", label=Text("细则", "Rule"), kind=Kind.LINK, width=9, refers="rules", aliases=("细则编号", "规则"),
               hint=Text("细则清单中的编号；只有一条细则时可留空", "Its number on Rules; may stay blank where there is only one")),
    ),
)  # fmt: skip

CHANGES = Band(
    label=Text("改什么", "What changes"),
    columns=(
        Column(key="people", label=Text("人数", "People"), width=20, aliases=("岗位人数", "人员"),
               hint=Text("每个岗位几人，例：审核员=3; 客服=2。设想只写变的岗位",
                         "How many each post has, e.g. Reviewer=3; Service=2. Ideas name only those that change")),
        Column(key="removed", label=Text("取消的步骤", "Steps removed"), width=11, aliases=("取消步骤", "跳过的步骤"),
               hint=Text("步骤号，例：4; 6（如取消审批）", "Numbers of steps, e.g. 4; 6 (an approval taken away)")),
        Column(key="factors", label=Text("时间系数", "Time factors"), width=13, aliases=("作业时间系数",),
               hint=Text("自动化后作业时间是原来的几倍，例：5=0.5", "Working time as a multiple of now, e.g. 5=0.5 where half is automated")),
        Column(key="parallel", label=Text("并行的步骤", "Side by side"), width=12, aliases=("并行", "并行步骤"),
               hint=Text("前后相接的步骤改为同时做，例：4+5; 7+8", "Steps in a row that are done at once, e.g. 4+5; 7+8")),
        Column(key="shifts", label=Text("班次", "Shifts"), width=20, aliases=("上班时间",),
               hint=Text("与“设置”不同的岗位，例：客服=8:00-12:00,13:00-20:00",
                         "Posts with other hours than on Settings, e.g. Service=8:00-12:00,13:00-20:00")),
    ),
)  # fmt: skip

COMING = Band(
    label=Text("来多少、怎么算", "Arrivals and method"),
    new_page=True,
    columns=(
        Column(key="arrivals", label=Text("到达量", "Arrivals"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("来件量", "到达率"),
               hint=Text("平均来多少件", "How many cases come on average")),
        Column(key="per", label=Text("单位", "Per"), kind=Kind.CHOICE, width=11, options=RATES, aliases=("到达量单位",), hint=_AS_PRESENT),
        Column(key="peaks", label=Text("高峰", "Peaks"), width=12, aliases=("高峰时段",),
               hint=Text("哪个钟点是其他钟点的几倍，例：9=2; 14=1.5；全天总数不变",
                         "How many times other hours an hour has, e.g. 9=2; 14=1.5; the day's total stays")),
        Column(key="spread", label=Text("时间分布", "Times vary as"), kind=Kind.CHOICE, width=10, options=SPREADS, aliases=("分布",),
               hint=Text("留空：与现状相同；现状留空为对数正态", "Blank: as at present; there lognormal")),
        Column(key="variation", label=Text("离散系数", "Variation"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("变异系数",),
               hint=Text("作业时间的标准差÷平均，默认 0.5", "Standard deviation ÷ mean of working times, 0.5 where blank")),
        Column(key="waits", label=Text("填写的等待", "Typed waits"), kind=Kind.CHOICE, width=9, options=WAITS,
               hint=Text("流程步骤里的等待时间：计入（默认），或已含排队时选不计",
                         "Waits of the steps: added (default); left out where they already contain the queue")),
        Column(key="start", label=Text("起始日期", "From"), kind=Kind.DATE, width=11, aliases=("开始日期",),
               hint=Text("留空：运行的那天；要重复同样的数字请写明", "Blank: the day it is run; write it to get the same numbers again")),
        Column(key="days", label=Text("计量天数", "Days"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("天数", "模拟天数"),
               hint=Text("模拟多少个工作日，默认 20", "Working days to simulate, 20 where blank")),
        Column(key="warm_up", label=Text("预热天数", "Warm-up"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("预热",),
               hint=Text("之前先填满流程、不计量的整天数，默认为五分之一；每天早上不另外去掉",
                         "Whole days before that fill the process, a fifth where blank; mornings are never cut")),
        Column(key="measured", label=Text("实测平均周期", "Measured mean"), kind=Kind.NUMBER, width=10, trimmed=True, aliases=("实测周期", "实测"),
               hint=Text("现状实测的平均周期（工时），先对上再比设想",
                         "Measured mean cycle time of the present in working hours: it must fit before ideas are compared")),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("结果（工时）", "Results, working hours"),
    new_page=True,
    columns=(
        _result("cases", Text("件数", "Cases"), Text("所有重复合计计量了多少件", "how many cases were measured in all replications")),
        _result("mean", Text("平均周期", "Mean"), Text("平均周期，工作小时", "mean cycle time in working hours"), decimals=2),
        _result("p90", Text("P90", "P90"), Text("九成的件不超过的周期", "nine in ten cases take no longer"), decimals=2),
        _result("waiting", Text("平均排队", "Queueing"), Text("每件等同事空出来的时间合计", "time in which a case waits for busy colleagues"), decimals=2),
        _result("busiest", Text("最忙的岗位", "Busiest post"), Text("负荷最高的岗位", "the post with the highest load"), 12, Kind.TEXT),
        _result("busy", Text("在忙", "Busy"), Text("最忙的岗位有多少时间在忙", "which part of its time it is busy"), 7, Kind.PERCENT),
        _result("change", Text("与现状之差", "Change"), Text("平均周期减现状的平均周期，每次重复遇到同样的件", "mean cycle time minus that of the present, the same cases in both"), decimals=2),
        _result("low", Text("区间下限", "Change from"), Text("差的 95% 区间下限", "lower end of the 95% interval of the change"), decimals=2),
        _result("high", Text("区间上限", "Change to"), Text("差的 95% 区间上限", "upper end of the 95% interval of the change"), decimals=2),
        _result("verdict", Text("结论", "Verdict"), Text("现状、缩短、变长、没有明显差别；来不及处理的写明", "present, shorter, longer, no clear difference; or cannot keep up"), 14, Kind.TEXT),
    ),
)  # fmt: skip

PROPOSAL = Band(
    label=Text("核对与建议", "Check and proposals"),
    new_page=True,
    columns=(
        _result("remarks", Text("核对", "Checked against"), Text("现状与实测之差；适用时公式（Erlang C）的结果", "present against measured; Erlang's formula where it applies"), 28, Kind.TEXT),
        _result("effect", Text("有效性（模拟）", "Effect (simulated)"), Text("方案评分表“有效性”的建议，由人抄入", "proposal for Effect on Scoring, to be copied by a person"), 18, Kind.TEXT),
        _result("risk", Text("潜在风险（模拟）", "Risk (simulated)"), Text("方案评分表“风险”的建议，由人抄入", "proposal for Risk on Scoring, to be copied by a person"), 18, Kind.TEXT),
        _result("basis", Text("依据", "Basis"), Text("种子、重复次数、起始日期和天数：照此可得同样的数字", "seed, replications, first day and days: with them come the same numbers"), 34, Kind.TEXT),
        _result("run_on", Text("模拟时间", "Run at"), Text("什么时候模拟的", "when it was simulated"), 15, Kind.DATE),
    ),
)  # fmt: skip

# What the command writes, in the order of the sheet.
WRITTEN = tuple(column.key for band in (RESULT, PROPOSAL) for column in band.columns)

SCENARIOS = Table(
    key="scenarios",
    name="tblScenarios",
    sheet=TABLE_SHEETS["scenarios"],
    title=Text("模拟", "What-if simulation"),
    purpose=Text(
        "方案实施之前先试：加人、取消审批、自动化、并行各会怎样；数字来自模拟，不是实测",
        "Try it before it is done: more people, no approval, automation, side by side; the figures are simulated, not measured",
    ),
    id_prefix="SC",
    bands=(WHAT, CHANGES, COMING, RESULT, PROPOSAL, closing_band()),
    subject="name",
    blank_rows=10,
    row_heights={"zh": 42, "en": 42},
    frozen="name",
    working_time=True,
)
