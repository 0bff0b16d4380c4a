"""对标: how a measure compares with others, where they count the same thing (R3)."""

from udfs.indicators import points as rules
from udfs.indicators.choices import DEFINITIONS, OTHER_DEFINITION, SAME_DEFINITION
from udfs.lang import Text
from udfs.problems import cells
from udfs.rules import Kind
from udfs.values import CellValue, day_of, plain
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs, quoted
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.measures import known_points
from workbook_templates.tables.shared import closing_band


def _own(c: TableContext) -> list[CellValue]:
    """Return where each measure stood on the day of its benchmark: the last point by then, else what the measure says itself."""
    points, measures = c.book.once(known_points), c.book.tables.get("measures")
    keys = ("id", "kind", "unit", "current")
    rows = zip(*(measures[key] for key in keys), strict=True) if measures else ()
    known = {plain(number).casefold(): rest for number, *rest in rows if plain(number)}
    values: list[CellValue] = []
    for measure, day, typed in zip(c["measure"], c["date"], c["own"], strict=True):
        number = plain(measure).casefold()
        kind, unit, current = known.get(number, (None, None, None))
        if number in points:
            values.append(rules.last_value(points[number], kind=kind, unit=unit, until=day_of(day)))
        else:
            values.append(current if number in known and current is not None else typed)
    return values


def _gap(f: RowRefs) -> str:
    own, value = f.cells("own", "value")
    same = f'IFERROR(TRIM({f["same_definition"]}),"")'
    wrong = f.text(cells.NUMBER_EXPECTED.what)
    number = f"IF(COUNT({own},{value})=2,IFERROR(ROUND({own}-{value},{rules.DIGITS}),{wrong}),{wrong})"
    compared = f'IF({f.blank("own")},"",{number})'
    alike, other = (
        f"OR({same}={quoted(words.zh)},{same}={quoted(words.en)})" for words in (SAME_DEFINITION, OTHER_DEFINITION)
    )
    unsure = f"IF({alike},{compared},{f.text(rules.NOT_COMPARED)})"
    return f'IF({f.blank("value")},"",IF({other},{f.text(rules.NOT_COMPARABLE)},{unsure}))'


def _gaps(c: TableContext) -> list[CellValue]:
    rows = zip(c["own"], c["value"], c["same_definition"], strict=True)
    return [rules.gap(own, value, same, c.lang) for own, value, same in rows]


BENCHMARK = Band(
    label=Text("标杆", "Benchmark"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "对标编号", "id"), hint=Text("例：B-001，不可重复", "e.g. B-001, no duplicates")),
        Column(key="measure", label=Text("指标", "Measure"), kind=Kind.LINK, width=9, refers="measures", required=True,
               aliases=("指标编号",)),
        Column(key="benchmark", label=Text("标杆", "Benchmark"), width=20, required=True, aliases=("标杆对象", "对标对象", "对手"),
               hint=Text("谁：行业均值、某公司、兄弟仓", "Who: the industry, a company, a sister warehouse")),
        Column(key="value", label=Text("标杆值", "Its value"), kind=Kind.NUMBER, width=9, trimmed=True, aliases=("标杆数值",),
               hint=Text("单位同指标", "In the measure's unit")),
        Column(key="same_definition", label=Text("定义一致", "Same definition"), kind=Kind.CHOICE, width=10,
               options=DEFINITIONS, aliases=("口径一致",),
               hint=Text("算法、范围、时段都一样才选“是”，否则差距没有意义",
                         "Yes only where calculation, scope and period are the same: else a gap means nothing")),
        Column(key="source", label=Text("来源", "Source"), width=22, aliases=("数据来源", "出处")),
        Column(key="date", label=Text("日期", "Date"), kind=Kind.DATE, width=11, aliases=("对标日期", "数据日期"),
               hint=Text("标杆值是哪天的；留空则与最近的数据比", "The day of its value; blank: compared with the latest")),
    ),
)  # fmt: skip

GAP = Band(
    label=Text("差距", "Gap"),
    columns=(
        Column(key="own", label=Text("自身值", "Own value"), kind=Kind.NUMBER, width=9, trimmed=True,
               computed=Computed(
                   explain=Text("由命令写入：到标杆日期为止最后一个没有排除的点；没有日期取最近的点",
                                "Written by commands: the last point that is not excluded by the day of the benchmark; without a day the latest"),
                   values=_own)),
        Column(key="gap", label=Text("差距", "Gap"), kind=Kind.NUMBER, width=12, trimmed=True,
               computed=Computed(
                   explain=Text("自身值 − 标杆值；定义不一致的写“不可比”，没有核对的写“定义未核对”",
                                "Own value − benchmark; “Not comparable” where definitions differ"),
                   native=_gap, values=_gaps)),
    ),
)  # fmt: skip

BENCHMARKS = Table(
    key="benchmarks",
    name="tblBenchmarks",
    sheet=TABLE_SHEETS["benchmarks"],
    title=Text("对标", "Benchmarks"),
    purpose=Text(
        "与标杆比：先看定义是否一致，再看差距；同一标杆隔一段时间再填一行，就看得出差距的变化",
        "Compare with others: first whether they count alike, then the gap; another row later shows how the gap moves",
    ),
    id_prefix="B",
    bands=(BENCHMARK, GAP, closing_band()),
    subject="measure",
    blank_rows=10,
    row_heights={"zh": 28, "en": 28},
    frozen="measure",
    beside="measures",
)
