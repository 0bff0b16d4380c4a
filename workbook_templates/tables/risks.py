"""风险与预案: probability × impact before and after what is done about a risk, and the plan for when it happens (R48)."""

from collections.abc import Callable

from udfs.lang import Text
from udfs.problems import cells
from udfs.risk import BANDS, risk_bands, risk_points
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.derived import RISK_LIMITS
from workbook_templates.formulas import RowRefs
from workbook_templates.governance_settings import RISK_LIMIT_KEYS
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

# The keys of a rating: how likely, how bad, their product and its band; once as it is, once with the plan.
BEFORE = ("probability", "impact", "points", "level")
AFTER = tuple(f"{key}_after" for key in BEFORE)


def _points(probability: str, impact: str) -> Callable[[RowRefs], str]:
    def formula(f: RowRefs) -> str:
        p, i = f.cells(probability, impact)
        wrong = f.text(cells.RISK_RANGE.what)
        whole = ",".join(f"{cell}=INT({cell}),{cell}>=1,{cell}<=5" for cell in (p, i))
        value = f"IF(COUNT({p},{i})=2,IF(AND({whole}),{p}*{i},{wrong}),{wrong})"
        return f'IF({f.any_blank(probability, impact)},"",IFERROR({value},{wrong}))'

    return formula


def _level(points: str) -> Callable[[RowRefs], str]:
    def formula(f: RowRefs) -> str:
        place = "+".join(f"({f[points]}>{limit.name})" for limit in RISK_LIMITS)
        words = ",".join(f.text(band) for band in BANDS)
        return f"IF(ISNUMBER({f[points]}),CHOOSE(1+{place},{words}),{f[points]})"

    return formula


def _levels(points: str) -> Callable[[TableContext], list[CellValue]]:
    def values(c: TableContext) -> list[CellValue]:
        return risk_bands(c[points], [c.settings.number(key) for key in RISK_LIMIT_KEYS], c.lang)

    return values


def _product(probability: str, impact: str) -> Callable[[TableContext], list[CellValue]]:
    return lambda c: risk_points(c[probability], c[impact], c.lang)


def _rating(keys: tuple[str, ...], band: Text, when: Text) -> Band:
    """Return the four columns of one rating."""
    chance, effect, points, level = keys

    def named(zh: str, en: str) -> Text:
        return Text(f"{zh}{when.zh}", f"{en}{when.en}")

    return Band(
        label=band,
        columns=(
            Column(key=chance, label=named("概率", "Probability"), kind=Kind.SCORE, width=9,
                   aliases=() if when.zh else ("可能性", "发生概率", "likelihood"),
                   hint=Text("1 几乎不会 … 5 几乎一定", "1 almost never … 5 almost certain")),
            Column(key=effect, label=named("影响", "Impact"), kind=Kind.SCORE, width=9,
                   aliases=() if when.zh else ("影响程度", "严重度", "severity"),
                   hint=Text("1 几乎没有 … 5 流程停摆或重大损失", "1 hardly any … 5 the process stands still, or a great loss")),
            Column(key=points, label=named("风险值", "Risk"), kind=Kind.NUMBER, width=9,
                   computed=Computed(explain=Text("概率 × 影响，1–25", "Probability × impact, 1–25"),
                                     native=_points(chance, effect), values=_product(chance, effect))),
            Column(key=level, label=named("等级", "Level"), width=9,
                   computed=Computed(explain=Text("按风险值：低、中、高、极高；界限在“设置”",
                                                  "By the risk: low, medium, high, extreme; the limits are on Settings"),
                                     native=_level(points), values=_levels(points))),
        ),
    )  # fmt: skip


WHAT = Band(
    label=Text("风险", "Risk"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "风险编号", "id"), hint=Text("例：RK-001，不可重复", "e.g. RK-001, no duplicates")),
        Column(key="name", label=Text("风险", "What may happen"), width=28, required=True,
               aliases=("风险描述", "风险点", "风险名称", "风险事件", "risk", "description"),
               hint=Text("什么可能发生，在哪个环节，后果是什么", "What may happen, at which step, with which result")),
        Column(key="kind", label=Text("类型", "Kind"), kind=Kind.CHOICE, width=11, required=True, choices="risk_kind",
               aliases=("风险类型", "风险类别", "类别", "category", "type")),
    ),
)  # fmt: skip

PLAN = Band(
    label=Text("应急预案", "Plan for when it happens"),
    new_page=True,
    columns=(
        Column(key="measure", label=Text("应急措施", "Measure"), width=26, aliases=("应对措施", "预防措施", "措施", "response"),
               hint=Text("怎样降低它，发生了先做什么", "How it is made smaller, and what comes first when it happens")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, aliases=("负责人", "风险责任人")),
        Column(key="steps", label=Text("执行步骤", "Steps"), width=28, aliases=("步骤", "处置步骤", "应急步骤"),
               hint=Text("谁先做什么，多久之内，通知谁", "Who does what first, how soon, whom to tell")),
        Column(key="fallback", label=Text("备选方案", "Fallback"), width=22, aliases=("备用方案", "替代方案", "plan b"),
               hint=Text("措施不起作用时怎么办", "What is done where the measure fails")),
    ),
)  # fmt: skip

RISKS = Table(
    key="risks",
    name="tblRisks",
    sheet=TABLE_SHEETS["risks"],
    title=Text("风险与预案", "Risks and plans"),
    purpose=Text(
        "什么可能出错、多可能、多严重；事先准备什么，谁负责；有了预案之后还剩多大风险",
        "What may go wrong, how likely and how bad; what is prepared and by whom; which risk remains with the plan",
    ),
    id_prefix="RK",
    bands=(
        WHAT,
        _rating(BEFORE, Text("现在的风险", "Risk as it is"), Text("", "")),
        PLAN,
        _rating(AFTER, Text("有预案后的风险", "Risk with the plan"), Text("（预案后）", ", with plan")),
        closing_band(),
    ),
    subject="name",
    blank_rows=12,
    row_heights={"zh": 54, "en": 54},
    frozen="name",
    unique=("name",),
)
