"""指标: what is measured, from which export it comes, its baseline and target, and how it stands (R3, R24, R25, R43)."""

from udfs.indicators import choices as words
from udfs.indicators.points import Point, last_value, points_of
from udfs.lang import Text
from udfs.monitoring import choices as charts
from udfs.rules import Kind
from udfs.target import CHANGES
from udfs.values import CellValue, plain
from workbook_templates import monitoring, targets
from workbook_templates.context import Context, TableContext
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def known_points(book: Context) -> dict[str, list[Point]]:
    """Return the usable points of each measure, by its folded number; none where the workbook has no table of them."""
    data, measures = book.tables.get("points"), book.tables.get("measures")
    if data is None:
        return {}
    numbers = map(plain, measures["id"]) if measures else ()
    units = {
        number.casefold(): unit for number, unit in zip(numbers, measures["unit"] if measures else (), strict=True)
    }
    counts = data["numerator"], data["denominator"], data["value"]
    return points_of(data["measure"], data["date"], data["group"], counts, data["excluded"], units)


def _current(c: TableContext) -> list[CellValue]:
    points = c.book.once(known_points)
    rows = zip(c["id"], c["kind"], c["unit"], c["current"], strict=True)
    return [
        last_value(points[plain(number).casefold()], kind=kind, unit=unit)
        if plain(number).casefold() in points
        else typed
        for number, kind, unit, typed in rows
    ]


def _stands(part: int) -> Computed:
    """Return the column of how a measure stands: 0 its variation, 1 its capability."""

    def values(c: TableContext) -> list[CellValue]:
        key = ("variation", "capability")[part]
        if "points" not in c.book.tables:
            return c[key]  # a copy without the points keeps what it was sent with
        stands = c.book.lasting(monitoring.standing)
        return [stands[row][part].to(c.lang) if row in stands else None for row in range(c.data.length)]

    explain = Text(
        "由命令写入：控制图上最近一点怎样", "Written by commands: what the control chart says of the latest point"
    )
    return Computed(explain=explain, values=values)


WHAT = Band(
    label=Text("指标", "Measure"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "指标编号", "id", "measure no."), hint=Text("例：M-001，不可重复", "e.g. M-001, no duplicates")),
        Column(key="name", label=Text("指标名称", "Measure"), width=18, required=True,
               aliases=("指标", "名称", "kpi", "indicator", "name of measure"),
               hint=Text("量什么，例：订单处理时长", "What is measured, e.g. time to handle an order")),
        Column(key="definition", label=Text("定义", "Definition"), width=26, aliases=("指标定义", "口径", "计算口径", "formula"),
               hint=Text("怎么算、含什么、不含什么；改口径要另起一个指标",
                         "How it is counted, what is in and what is not; another definition is another measure")),
        Column(key="area", label=Text("对象", "Whose"), width=12, dropdown="department", free_choice=True,
               aliases=("部门", "范围", "area", "department"),
               hint=Text("谁的指标：部门、仓库、班组或客户群，可选可填", "Whose measure it is: choose or type")),
        Column(key="unit", label=Text("单位", "Unit"), width=7, dropdown="unit", free_choice=True, aliases=("计量单位",),
               hint=Text("单位为 % 时，5 表示 5%", "With the unit %, 5 means 5%")),
        Column(key="direction", label=Text("好的方向", "Better"), kind=Kind.CHOICE, width=10, required=True,
               options=charts.DIRECTIONS, aliases=("方向", "优化方向", "direction")),
        Column(key="kind", label=Text("类型", "Kind"), kind=Kind.CHOICE, width=8, required=True, options=charts.KINDS,
               aliases=("指标类型", "type"),
               hint=Text("比率要有分子和分母；均值和时长最好也有总和与个数",
                         "A rate has a numerator and a denominator; means and durations best come with sum and count")),
        Column(key="frequency", label=Text("频率", "How often"), kind=Kind.CHOICE, width=7, options=words.FREQUENCIES,
               aliases=("统计频率", "周期", "frequency")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, aliases=("负责人", "指标责任人")),
    ),
)  # fmt: skip

TARGET = Band(
    label=Text("基线与目标", "Baseline and target"),
    columns=(
        Column(key="baseline_from", label=Text("基线期起", "Baseline from"), kind=Kind.DATE, width=12, aliases=("基线开始",),
               hint=Text("取有代表性的一段，不要挑最差的月份", "A typical time, not the worst month")),
        Column(key="baseline_to", label=Text("基线期止", "Baseline to"), kind=Kind.DATE, width=12, aliases=("基线结束",)),
        Column(key="baseline", label=Text("基线值", "Baseline"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("基线", "现状值"),
               hint=Text("改善前的数值，单位同左", "The level before, in the unit given")),
        Column(key="target", label=Text("目标值", "Target"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("目标", "goal"),
               hint=Text("要达到的数值，不是变化量", "The level to reach, not the change")),
        Column(key="change", label=Text("变化方式", "Change as"), kind=Kind.CHOICE, width=9, options=CHANGES,
               aliases=("变化口径", "变化类型"),
               hint=Text("“降低5%”要说清：从 5% 到 4.75% 是相对%，从 5% 到 0% 是百分点",
                         "Say what “5% less” means: 5% to 4.75% is relative, 5% to 0% is percentage points")),
        Column(key="reach_by", label=Text("达成日期", "Reach by"), kind=Kind.DATE, width=11,
               aliases=("期限", "目标日期", "完成期限")),
        Column(key="smart", label=Text("目标检查", "Target check"), width=22,
               computed=targets.OF_MEASURES.smart(lambda: SMART_LABELS)),
    ),
)  # fmt: skip

STANDS = Band(
    label=Text("现状", "How it stands"),
    columns=(
        Column(key="current", label=Text("现值", "Now"), kind=Kind.NUMBER, width=9, trimmed=True,
               computed=Computed(
                   explain=Text("由命令写入：指标数据中最后一个没有排除的点；只有分组的点时，分子、分母各自相加再相除；没有数据的，这里填写的数会保留",
                                "Written by commands: the last point that is not excluded; groups are put together by numerators and "
                                "denominators; without data a number entered here stays"),
                   values=_current)),
        Column(key="rate", label=Text("达成率", "Achieved"), kind=Kind.PERCENT, width=8, computed=targets.OF_MEASURES.rate),
        Column(key="band", label=Text("评级", "Grade"), width=8, computed=targets.BAND),
        Column(key="variation", label=Text("变异", "Variation"), width=9, options=charts.VARIATIONS, computed=_stands(0)),
        Column(key="capability", label=Text("达标能力", "Capability"), width=10, options=charts.CAPABILITIES,
               computed=_stands(1)),
    ),
)  # fmt: skip

EXTRACTION = Band(
    label=Text("取数", "Where it comes from"),
    new_page=True,
    columns=(
        Column(key="source", label=Text("来源系统", "Source system"), width=13, aliases=("数据来源", "系统", "system")),
        Column(key="contact", label=Text("接口人", "Contact"), kind=Kind.PERSON, width=9, aliases=("取数联系人", "数据接口人")),
        Column(key="date_column", label=Text("日期列", "Date column"), width=12, aliases=("日期字段",),
               hint=Text("导出表里哪一列是日期，例：下单时间", "The export's column of dates, e.g. Ordered at")),
        Column(key="filter", label=Text("筛选", "Filter"), width=20, aliases=("筛选条件", "过滤条件"),
               hint=Text("只算哪些行，例：状态=已完成; 渠道=线上", "Which rows count, e.g. Status=Done; Channel=Online")),
        Column(key="calculation", label=Text("算法", "Calculation"), kind=Kind.CHOICE, width=9,
               options=words.CALCULATIONS, aliases=("计算方式", "统计方式")),
        Column(key="value_column", label=Text("数值列", "Value column"), width=13, aliases=("数值字段", "取值列"),
               hint=Text("求和、均值、中位数、P90 用哪一列；计数和占比不用填",
                         "The column to add up or average; counts and shares need none")),
        Column(key="share_of", label=Text("占比条件", "Share of"), width=16, aliases=("分子条件",),
               hint=Text("占比的分子是哪些行，例：是否投诉=是", "Which rows are the numerator of a share, e.g. Complaint=Yes")),
        Column(key="group_column", label=Text("分组列", "Group column"), width=11, aliases=("分组字段", "维度"),
               hint=Text("按哪一列分开算，例：仓库；不分组留空", "The column that splits it, e.g. Warehouse; blank for none")),
    ),
)  # fmt: skip

JUDGING = Band(
    label=Text("判定", "How it is judged"),
    columns=(
        Column(key="rules", label=Text("规则集", "Rules"), kind=Kind.CHOICE, width=11, options=charts.RULE_SETS,
               free_choice=True, aliases=("判异规则",),
               hint=Text("留空即“默认”；自选写规则号，例：1,2,5", "Blank: the default; an own choice by numbers, e.g. 1,2,5")),
        Column(key="chart", label=Text("图类型", "Chart"), kind=Kind.CHOICE, width=10, options=charts.CHARTS,
               aliases=("控制图", "图表类型"), hint=Text("留空即“自动”", "Blank: chosen automatically")),
    ),
)  # fmt: skip

MEASURES = Table(
    key="measures",
    name="tblMeasures",
    sheet=TABLE_SHEETS["measures"],
    title=Text("指标", "Measures"),
    purpose=Text(
        "一行一个指标：定义、从哪里取数、基线和目标、现在怎样",
        "One measure per row: its definition, where it comes from, baseline and target, how it stands",
    ),
    id_prefix="M",
    bands=(WHAT, TARGET, STANDS, EXTRACTION, JUDGING, closing_band()),
    subject="name",
    blank_rows=15,
    row_heights={"zh": 42, "en": 42},
    frozen="name",
    unique=("name",),
)
SMART_LABELS: tuple[Text, ...] = tuple(MEASURES.column(key).label for key in targets.OF_MEASURES.smart_keys)
