"""要因确认: what proves that a cause is the cause: counts with their interval, a control group, and the sample (R12, R13)."""

from udfs.causes import confirmations as rules
from udfs.lang import Text
from udfs.problems import cells
from udfs.rules import Kind
from udfs.statistics.distributions import normal_quantile
from udfs.statistics.results import ALPHA, LEVEL
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

_Z = f"{normal_quantile(LEVEL):.15g}"


def _counts(hits: str, cases: str) -> str:
    """Return the test that two cells are whole numbers with 0 ≤ hits ≤ cases and at least one case."""
    whole = f"{hits}=INT({hits}),{cases}=INT({cases})"
    return f"IF(COUNT({hits},{cases})=2,AND({whole},{hits}>=0,{cases}>=1,{hits}<={cases}),FALSE)"


def _share(f: RowRefs) -> str:
    x, n = f.cells("hits", "cases")
    wrong = f.text(cells.COUNTS.what)
    return f'IF({f.any_blank("hits", "cases")},"",IFERROR(IF({_counts(x, n)},ROUND({x}/{n},{rules.DIGITS}),{wrong}),{wrong}))'


def _bound(f: RowRefs, sign: str, none: str, all_: str) -> str:
    """Return one end of Wilson's interval, and the exact bound where none or all of the cases fit."""
    x, n = f.cells("hits", "cases")
    wilson = f"(2*{x}+{_Z}^2{sign}{_Z}*SQRT({_Z}^2+4*{x}*({n}-{x})/{n}))/(2*({n}+{_Z}^2))"
    value = f"IF({x}=0,{none},IF({x}={n},{all_},{wilson}))"
    return f'IFERROR(IF({_counts(x, n)},ROUND({value},{rules.DIGITS}),""),"")'


def _low(f: RowRefs) -> str:
    return _bound(f, "-", "0", f"{ALPHA:g}^(1/{f['cases']})")


def _high(f: RowRefs) -> str:
    return _bound(f, "+", f"1-{ALPHA:g}^(1/{f['cases']})", "1")


def _ratio(f: RowRefs) -> str:
    x, n, y, m = f.cells("hits", "cases", "control_hits", "control_cases")
    ratio = f'IF({y}=0,"",ROUND({x}*{m}/({n}*{y}),{rules.RATIO_DIGITS}))'
    return f'IFERROR(IF(AND({_counts(x, n)},{_counts(y, m)}),{ratio},""),"")'


def _judgements(c: TableContext) -> list[CellValue]:
    counts = (c["hits"], c["cases"], c["control_hits"], c["control_cases"])
    return rules.judgements(*counts, c["claim"], c.lang)


def _drawn(c: TableContext) -> list[CellValue]:
    sizes = zip(c["population"], c["cases"], c["seed"], strict=True)
    return [rules.drawn_rows(population, cases_, seed, c.lang) for population, cases_, seed in sizes]


def _number(key: str, label: Text, hint: Text, *aliases: str) -> Column:
    return Column(key=key, label=label, kind=Kind.NUMBER, width=8, aliases=aliases, hint=hint)


WHAT = Band(
    label=Text("确认什么", "What is to be proven"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True, aliases=("序号", "确认编号", "id"),
               hint=Text("例：V-001，不可重复", "e.g. V-001, no duplicates")),
        Column(key="cause", label=Text("原因", "Cause"), kind=Kind.LINK, width=9, required=True, refers="causes",
               aliases=("原因编号", "末端原因", "要因", "cause no."), hint=Text("原因分析中的编号", "Number on the sheet Causes")),
        Column(key="method", label=Text("方法", "Method"), kind=Kind.CHOICE, width=11, options=rules.METHODS,
               aliases=("确认方法", "验证方法")),
        Column(key="criterion", label=Text("判定标准", "Criterion"), width=20, aliases=("标准", "判断标准"),
               hint=Text("什么算“符合”，例：同一单录入两次", "What counts as fitting, e.g. the order was typed twice")),
        Column(key="claim", label=Text("主张的占比", "Claimed share"), kind=Kind.PERCENT, width=8, aliases=("主张占比", "主张"),
               hint=Text("例：80%，没有主张可留空", "e.g. 80%; may be blank")),
    ),
)  # fmt: skip

SAMPLE = Band(
    label=Text("抽样", "Sample"),
    columns=(
        _number("population", Text("清单行数", "Rows of the list"), Text("从多少行里抽；不抽样可留空", "How many rows to draw from; may be blank"), "总体"),
        _number("seed", Text("种子", "Seed"), Text("任意整数；同一种子抽出同样的行", "Any whole number; the same seed draws the same rows"), "随机种子"),
        Column(key="drawn", label=Text("抽中的行", "Rows drawn"), width=22,
               computed=Computed(explain=Text("由命令写入：按清单行数、总数和种子随机抽出的行号",
                                              "Written by commands: the rows drawn at random by list, cases and seed"),
                                 values=_drawn)),
    ),
)  # fmt: skip

COUNTS = Band(
    label=Text("数据", "Data"),
    columns=(
        _number("cases", Text("总数", "Cases"), Text("查了多少个", "How many were examined"), "样本数", "样本量", "n"),
        _number("hits", Text("符合", "Fitting"), Text("其中符合判定标准的", "How many of them fit the criterion"), "符合数", "不合格数", "x"),
        _number("control_cases", Text("对照总数", "Control cases"),
                Text("没有这个问题的对照组，可留空", "Cases without the trouble; may be blank"), "对照组总数"),
        _number("control_hits", Text("对照符合", "Control fitting"), Text("对照组中符合的", "How many of the control group fit"), "对照组符合数"),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("结果", "Result"),
    columns=(
        Column(key="share", label=Text("占比", "Share"), kind=Kind.PERCENT, width=8, decimals=1,
               computed=Computed(explain=Text("符合 ÷ 总数；是“有这个原因的比例”，不是“由它解释的比例”",
                                              "Fitting ÷ cases: the share of cases with the cause, not the share that it explains"),
                                 native=_share, values=lambda c: rules.shares(c["hits"], c["cases"], c.lang))),
        Column(key="low", label=Text("至少", "From"), kind=Kind.PERCENT, width=8, decimals=1,
               computed=Computed(explain=Text("95% 区间下限（Wilson；全部符合时为精确的单侧下限：10 个全中至少 74.1%）",
                                              "Lower end of the 95% interval (Wilson; the exact one-sided bound where all fit)"),
                                 native=_low, values=lambda c: rules.bounds(c["hits"], c["cases"])[0])),
        Column(key="high", label=Text("至多", "To"), kind=Kind.PERCENT, width=8, decimals=1,
               computed=Computed(explain=Text("95% 区间上限（Wilson；全部不符合时为精确的单侧上限）",
                                              "Upper end of the 95% interval (Wilson; the exact one-sided bound where none fits)"),
                                 native=_high, values=lambda c: rules.bounds(c["hits"], c["cases"])[1])),
        Column(key="ratio", label=Text("倍数（对照）", "Times control"), kind=Kind.NUMBER, width=8, decimals=2,
               computed=Computed(explain=Text("占比 ÷ 对照组占比（风险比）", "Share ÷ share of the control group (risk ratio)"),
                                 native=_ratio,
                                 values=lambda c: rules.ratios(c["hits"], c["cases"], c["control_hits"], c["control_cases"]))),
        Column(key="judgement", label=Text("数据说明", "What the data show"), width=36,
               computed=Computed(explain=Text("由命令写入：主张是否已说明、还要查几个、与对照组比怎样",
                                              "Written by commands: whether the claim is shown, how many more it takes, and the comparison"),
                                 values=_judgements)),
        Column(key="verdict", label=Text("结论", "Verdict"), kind=Kind.CHOICE, width=10, options=rules.VERDICTS,
               aliases=("判定", "是否要因", "确认结果")),
        Column(key="who", label=Text("确认人", "Confirmed by"), kind=Kind.PERSON, width=9, aliases=("负责人", "责任人")),
        Column(key="confirmed_on", label=Text("确认日期", "Confirmed on"), kind=Kind.DATE, width=11, aliases=("日期",)),
    ),
)  # fmt: skip

CONFIRMATIONS = Table(
    key="confirmations",
    name="tblConfirmations",
    sheet=TABLE_SHEETS["confirmations"],
    title=Text("要因确认", "Confirmation of causes"),
    purpose=Text(
        "用数据、小范围试验或现场测量确认末端原因：占比带区间，最好有对照组",
        "Prove the ends of the chains by data, a small trial or a measurement: shares with their interval, best with a control group",
    ),
    id_prefix="V",
    bands=(WHAT, SAMPLE, COUNTS, RESULT, closing_band()),
    subject="cause",
    blank_rows=10,
    row_heights={"zh": 42, "en": 42},
    frozen="cause",
    beside="causes",
)
