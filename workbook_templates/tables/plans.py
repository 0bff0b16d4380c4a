"""方案评分表: solutions scored on four dimensions, passed, preferred and ranked."""

from udfs.lang import Text
from udfs.problems import cells
from udfs.rules import Kind
from udfs.score import FAIL, PASS, PREFERRED, decision, feasibility, preferred, rank, score
from udfs.values import CellValue, is_number
from workbook_templates.context import TableContext
from workbook_templates.derived import (
    BETTER_MIN,
    DIMENSION_KEYS,
    EFFECT_MIN,
    FEASIBLE_MIN,
    IS_AVERAGED,
    IS_FINER,
    IS_INTENSITY,
    SCALE,
    THRESHOLD,
    WEIGHTS,
)
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.settings import BROKEN_TIES, SETTINGS
from workbook_templates.tables.shared import closing_band

SECOND_SCHEME = ("benefit", "technology", "acceptance")


def _all_scores(f: RowRefs, *keys: str) -> str:
    """Return the test that the cells hold scores."""
    return f"COUNT({_places(f, *keys)})={len(keys)}"


def _places(f: RowRefs, *keys: str) -> str:
    """Return the place of each score on the scale, an error (which COUNT passes over) where it is none of it.

    A mean of raters is any number from 1 to 5 and stands in the first place.
    """

    def sought(key: str) -> str:
        cell = f[key]
        mean = f"ISNUMBER({cell})*({cell}>=1)*({cell}<=5)"
        return f"IF({IS_AVERAGED.name},{mean},{cell})" if key in DIMENSION_KEYS else cell

    return ",".join(f"MATCH({sought(key)},{SCALE.name},0)" for key in keys)


def _read(f: RowRefs, key: str) -> str:
    """Return the score as it counts: cost and risk turned round when read as intensity."""
    cell = f[key]
    return f"IF({IS_INTENSITY.name},6-{cell},{cell})" if key in ("cost", "risk") else cell


def _score(f: RowRefs) -> str:
    weighted = "+".join(f"{SETTINGS[f'w_{key}'].name}*{_read(f, key)}" for key in DIMENSION_KEYS)
    total = f"ROUND(4*({weighted})/{WEIGHTS.name},6)"
    weighed = f"IF({WEIGHTS.name}>0,{total},{f.text(cells.SCORE_WEIGHTS.what)})"
    wrong = f.text(cells.SCORE_RANGE.what)
    return f'IF({_all_scores(f, *DIMENSION_KEYS)},{weighed},IF({f.any_blank(*DIMENSION_KEYS)},"",{wrong}))'


def _score_values(c: TableContext) -> list[CellValue]:
    settings = c.settings
    scores = (c["effect"], c["feasible"], c["cost"], c["risk"])
    return score(*scores, settings.weights, settings.intensity, c.lang, settings.averaged)


def _decision(f: RowRefs) -> str:
    return f'IF(ISNUMBER({f["total"]}),IF({f["total"]}>={THRESHOLD.name},{f.text(PASS)},{f.text(FAIL)}),"")'


def _preferred(f: RowRefs) -> str:
    limits = zip(DIMENSION_KEYS, (EFFECT_MIN, FEASIBLE_MIN, BETTER_MIN, BETTER_MIN), strict=True)
    tests = ",".join(f"{_read(f, key)}>={limit.name}" for key, limit in limits)
    scored = f"COUNT({f['total']},{_places(f, *DIMENSION_KEYS)})=5"
    return f'IF({scored},IF(AND({tests}),{f.text(PREFERRED)},""),"")'


def _preferred_values(c: TableContext) -> list[CellValue]:
    settings = c.settings
    limits = (settings.number("effect_min"), settings.number("feasible_min"), settings.number("better_min"))
    scores = (c["effect"], c["feasible"], c["cost"], c["risk"])
    labels = preferred(*scores, *limits, settings.intensity, c.lang, settings.averaged)
    return [label if is_number(total) else "" for label, total in zip(labels, c["total"], strict=True)]


def _rank(f: RowRefs) -> str:
    total, effect, feasible = f["total"], f["effect"], f["feasible"]
    # RANK gives up where another row's total is an error value.
    place = f'IFERROR(RANK({total},{f.column("total")}),COUNTIF({f.column("total")},">"&{total})+1)'
    equal = f"{f.column('total')},{total}"
    finer = (
        f'COUNTIFS({equal},{f.column("effect")},">"&{effect})'
        f'+COUNTIFS({equal},{f.column("effect")},{effect},{f.column("feasible")},">"&{feasible})'
    )
    return f'IF(ISNUMBER({total}),{place}+IF({IS_FINER.name},{finer},0),"")'


def _rank_values(c: TableContext) -> list[CellValue]:
    ties = (c["effect"], c["feasible"]) if c.settings.chosen("ties", BROKEN_TIES) else ()
    return rank(c["total"], ties)


def _feasibility(f: RowRefs) -> str:
    total = "+".join(f[key] for key in SECOND_SCHEME)
    wrong = f.text(cells.FEASIBILITY_RANGE.what)
    return f'IF({_all_scores(f, *SECOND_SCHEME)},{total},IF({f.any_blank(*SECOND_SCHEME)},"",{wrong}))'


def _together(*cells_: str) -> str:
    """Return cells from anywhere as one row, for a worksheet function that takes a block."""
    places = ",".join(map(str, range(1, len(cells_) + 1)))
    return f"CHOOSE({{{places}}},{','.join(cells_)})"


def _live_score(f: RowRefs) -> str:
    weights = _together(*(SETTINGS[f"w_{key}"].name for key in DIMENSION_KEYS))
    return f.call("KZ_SCORE", *f.cells(*DIMENSION_KEYS), weights, IS_INTENSITY.name, IS_AVERAGED.name)


def _live_preferred(f: RowRefs) -> str:
    limits = _together(EFFECT_MIN.name, FEASIBLE_MIN.name, BETTER_MIN.name)
    marked = f.call("KZ_PREFERRED", *f.cells(*DIMENSION_KEYS), limits, IS_INTENSITY.name, IS_AVERAGED.name)
    return f'IF(ISNUMBER({f["total"]}),{marked},"")'


def _live_rank(f: RowRefs) -> str:
    totals, keys = f.column("total"), ("effect", "feasible")
    finer = _together(*map(f.column, keys)), _together(*f.cells(*keys))
    plain = f.call("KZ_RANK", f["total"], totals, "", "")
    return f"IF({IS_FINER.name},{f.call('KZ_RANK', f['total'], totals, *finer)},{plain})"


def _dimension(key: str, label: Text, hint: Text, aliases: tuple[str, ...]) -> Column:
    return Column(key=key, label=label, kind=Kind.SCORE, width=9, required=True, hint=hint, aliases=aliases)


IDENTITY = Band(
    label=Text("方案", "Solution"),
    columns=(
        Column(
            key="id",
            label=Text("编号", "No."),
            kind=Kind.ID,
            width=8,
            required=True,
            aliases=("序号", "方案编号", "id"),
            hint=Text("例：S-001，不可重复", "e.g. S-001, no duplicates"),
        ),
        Column(
            key="name",
            label=Text("方案名称", "Solution"),
            width=26,
            required=True,
            aliases=("方案", "改进方案", "措施", "solution", "plan"),
            hint=Text("一句话说清做什么", "What will be done, in one line"),
        ),
        Column(
            key="issue",
            label=Text("关联问题", "Issue"),
            kind=Kind.LINK,
            width=10,
            required=True,
            refers="issues",
            aliases=("问题编号", "对应问题", "issue no."),
            hint=Text("问题清单中的编号，多个用顿号或逗号隔开", "Number in the issue list; separate several by commas"),
        ),
        Column(
            key="category",
            label=Text("方案类别", "Class"),
            kind=Kind.CHOICE,
            width=12,
            required=True,
            choices="plan_category",
            aliases=("类别", "方案分类", "category"),
            hint=Text("方案属于哪一类", "Which class of solution"),
        ),
    ),
)

SCORES = Band(
    label=Text("四维评分（1–5）", "Four scores (1–5)"),
    columns=(
        _dimension("effect", Text("有效性", "Effect"),
                   Text("能否解决根本原因：1 不能 … 5 完全能", "Does it remove the root cause: 1 no … 5 fully"), ("效果", "effectiveness")),
        _dimension("feasible", Text("可行性", "Feasibility"),
                   Text("资源/技术是否支持：1 不支持 … 5 完全支持", "Resources and technology: 1 no … 5 fully"), ()),
        _dimension("cost", Text("成本", "Cost"),
                   Text("投入产出比。字面：5 最划算；强度：5 成本最高（见设置）",
                        "Return on effort. Literal: 5 is best; Intensity: 5 is most costly (see Settings)"), ("成本得分",)),
        _dimension("risk", Text("风险", "Risk"),
                   Text("是否引发新问题。字面：5 最稳妥；强度：5 风险最高（见设置）",
                        "New problems? Literal: 5 is safest; Intensity: 5 is most risky (see Settings)"), ("风险得分",)),
        Column(
            key="total",
            label=Text("总分", "Total"),
            kind=Kind.NUMBER,
            width=8,
            aliases=("得分", "合计得分", "score"),
            computed=Computed(
                explain=Text(
                    "四项按权重相加（权重都为 1 时即四项之和，4–20）；缺一项则留空",
                    "Weighted sum of the four (plain sum 4–20 with equal weights); blank while one is missing",
                ),
                native=_score,
                live=_live_score,
                values=_score_values,
            ),
        ),
        Column(
            key="decision",
            label=Text("是否通过", "Passed"),
            width=9,
            aliases=("通过", "结论"),
            computed=Computed(
                explain=Text("总分达到“设置”的通过线（默认 12）为通过", "Passed when the total reaches the pass mark (12)"),
                native=_decision,
                live=lambda f: f.call("KZ_DECISION", f["total"], THRESHOLD.name),
                values=lambda c: decision(c["total"], c.settings.number("threshold"), c.lang),
            ),
        ),
        Column(
            key="preferred",
            label=Text("优选", "Preferred"),
            width=9,
            computed=Computed(
                explain=Text(
                    "高有效（≥4）、中可行（≥3）、成本和风险在较优一半（≥4）；门槛在“设置”",
                    "Effective (≥4), feasible (≥3), cost and risk in their better half (≥4); limits on Settings",
                ),
                native=_preferred,
                live=_live_preferred,
                values=_preferred_values,
            ),
        ),
        Column(
            key="rank",
            label=Text("排名", "Rank"),
            kind=Kind.NUMBER,
            width=7,
            decimals=0,
            aliases=("名次",),
            computed=Computed(
                explain=Text("按总分从高到低，同分同名次（1、2、2、4）", "By total; equal totals share a rank (1, 2, 2, 4)"),
                native=_rank,
                live=_live_rank,
                values=_rank_values,
                whole=True,
            ),
        ),
    ),
)  # fmt: skip

FEASIBILITY = Band(
    label=Text("可行性评估（1–5，越大越好）", "Feasibility study (1–5, higher is better)"),
    columns=(
        Column(key="benefit", label=Text("成本效益分析", "Cost-benefit"), kind=Kind.SCORE, width=9,
               hint=Text("1 得不偿失 … 5 效益显著", "1 not worth it … 5 clear gain")),
        Column(key="technology", label=Text("技术实现难度", "Technical ease"), kind=Kind.SCORE, width=9,
               hint=Text("1 极难实现 … 5 很容易实现", "1 very hard … 5 very easy")),
        Column(key="acceptance", label=Text("员工接受程度", "Staff acceptance"), kind=Kind.SCORE, width=9,
               hint=Text("1 抵触 … 5 欢迎", "1 resisted … 5 welcome")),
        Column(
            key="feasibility",
            label=Text("评估合计", "Study total"),
            kind=Kind.NUMBER,
            width=8,
            computed=Computed(
                explain=Text("三项之和（3–15），供参考，不影响是否通过", "Sum of the three (3–15); for information only"),
                native=_feasibility,
                values=lambda c: feasibility(c["benefit"], c["technology"], c["acceptance"], c.lang),
            ),
        ),
    ),
)  # fmt: skip

PEOPLE = Band(
    label=Text("来源", "Source"),
    columns=(
        Column(key="owner", label=Text("提出人", "Proposed by"), kind=Kind.PERSON, width=9,
               aliases=("责任人", "负责人", "proposer", "owner", "提交者", "提交人", "发起人", "提案人")),
        Column(key="department", label=Text("所属部门", "Department"), kind=Kind.CHOICE, width=12.5,
               choices="department", free_choice=True, aliases=("部门", "提出部门", "dept")),
    ),
)  # fmt: skip

EXTRA = (
    Column(key="issue_class", label=Text("问题分类", "Problem class"), kind=Kind.CHOICE, width=13, choices="category",
           aliases=("问题类别",), hint=Text("选后可在“参考措施”中选措施", "Then pick a measure in the next column")),
    Column(key="measure", label=Text("参考措施", "Measure"), width=18, dropdown="measures", free_choice=True,
           hint=Text("措施库随问题分类变化；可自行填写", "The library follows the problem class; free text is fine")),
    Column(key="detail", label=Text("方案说明", "Description"), width=30, aliases=("方案内容", "具体内容", "description")),
)  # fmt: skip

PLANS = Table(
    key="plans",
    name="tblPlans",
    sheet=TABLE_SHEETS["plans"],
    title=Text("改进方案评分表", "Solution scoring sheet"),
    purpose=Text("步骤3：给候选方案打分、筛选、排名", "Step 3: score, filter and rank candidate solutions"),
    id_prefix="S",
    bands=(IDENTITY, SCORES, FEASIBILITY, PEOPLE, closing_band(*EXTRA)),
    subject="name",
    frozen="name",
    unique=("name",),
)
