"""指标数据: every value of every measure by day and group, with what it was counted from (R24, R25)."""

from udfs.indicators.choices import EXCLUDED
from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

POINT = Band(
    label=Text("哪一点", "Which point"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, aliases=("序号", "数据编号", "id"),
               hint=Text("可留空，由命令编号", "May be blank: commands number it")),
        Column(key="date", label=Text("日期", "Date"), kind=Kind.DATE, width=11, required=True,
               aliases=("统计日期", "时间", "day"),
               hint=Text("周和月写第一天", "The first day of a week or month")),
        Column(key="measure", label=Text("指标", "Measure"), kind=Kind.LINK, width=9, refers="measures", comes="beside", required=True,
               aliases=("指标编号", "measure no."), hint=Text("指标表中的编号，例：M-001", "Its number, e.g. M-001")),
        Column(key="group", label=Text("分组", "Group"), width=11, aliases=("组", "维度", "group by"),
               hint=Text("部门、区域、仓库……；全部合计留空", "Department, region, warehouse …; blank for all together")),
    ),
)  # fmt: skip

VALUE = Band(
    label=Text("数值", "Value"),
    columns=(
        Column(key="numerator", label=Text("分子", "Numerator"), kind=Kind.NUMBER, width=10, trimmed=True, aliases=("合计", "总和", "sum"),
               hint=Text("比率的分子；均值的总和", "Numerator of a rate; sum behind a mean")),
        Column(key="denominator", label=Text("分母", "Denominator"), kind=Kind.NUMBER, width=10, trimmed=True, aliases=("个数", "样本数", "n"),
               hint=Text("比率的分母；均值的个数", "Denominator of a rate; count behind a mean")),
        Column(key="value", label=Text("值", "Value"), kind=Kind.NUMBER, width=10, trimmed=True, aliases=("数值", "指标值", "结果"),
               hint=Text("有分子和分母时可留空；单位同指标", "May be blank beside numerator and denominator; in the measure's unit")),
    ),
)  # fmt: skip

CONTEXT = Band(
    label=Text("阶段与排除", "Phase and exclusion"),
    columns=(
        Column(key="phase", label=Text("阶段", "Phase"), width=12, aliases=("时段",),
               hint=Text("流程变了才分阶段：只在新阶段的第一点写名字，例：新流程",
                         "Only where the process changed: its name at the first point of the phase, e.g. New process")),
        Column(key="phase_reason", label=Text("阶段原因", "Reason of the phase"), width=20, aliases=("分段原因",),
               hint=Text("做了什么改变，和阶段写在同一行", "What was changed, in the same row as the phase")),
        Column(key="excluded", label=Text("排除", "Excluded"), kind=Kind.CHOICE, width=7, options=(EXCLUDED,),
               aliases=("是否排除", "剔除"),
               hint=Text("仍画在图上（空心），不算进控制限", "Still drawn, hollow, but not counted for the limits")),
        Column(key="exclude_reason", label=Text("排除原因", "Reason of the exclusion"), width=20, aliases=("剔除原因",)),
        Column(key="source", label=Text("来源", "Source"), kind=Kind.LINK, width=9, refers="imports", comes="beside", aliases=("数据来源",),
               hint=Text("数据来源表中的编号，由命令“取数”写入", "The run of “measure” that it comes from")),
    ),
)  # fmt: skip

POINTS = Table(
    key="points",
    name="tblPoints",
    sheet=TABLE_SHEETS["points"],
    title=Text("指标数据", "Data points"),
    purpose=Text(
        "一行一个点：哪天、哪个指标、哪一组、多少；比率要有分子和分母",
        "One point per row: which day, measure and group, and how much; a rate with numerator and denominator",
    ),
    id_prefix="D",
    bands=(POINT, VALUE, CONTEXT, closing_band()),
    subject="measure",
    blank_rows=200,
    row_heights={"zh": 18, "en": 18},
    frozen="measure",
    beside="measures",
)
