"""Settings that steer scores, raters and targets: what each may be, and the rule behind it."""

from __future__ import annotations

from udfs.agreement import GRADES, GRADES_FROM
from udfs.lang import Text
from udfs.ratings import DISPUTED_FROM
from udfs.target import CLOSE, CLOSE_FROM, EXCELLENT, EXCELLENT_ABOVE
from workbook_templates.lists import OURS, S2
from workbook_templates.model import Setting

# From which W agreement of raters is fair, good, strong.
AGREEMENT_KEYS = ("agree_fair", "agree_good", "agree_strong")


def _weight(key: str, label: Text) -> Setting:
    return Setting(
        key=key,
        label=label,
        default=1,
        lowest=0,
        highest=100,
        explain=Text(
            "总分 = 4×Σ(权重×得分)/Σ权重；四个权重都为 1 时就是四项之和（4–20）",
            "Total = 4×Σ(weight×score)/Σweights; with all four at 1 it is the plain sum (4–20)",
        ),
        source=OURS,
        tables=("plans",),
    )


def _threshold(key: str, label: Text, default: float, explain: Text) -> Setting:
    return Setting(
        key=key,
        label=label,
        default=default,
        lowest=1,
        highest=5,
        explain=explain,
        source=S2,
        tables=("plans",),
    )


def _grade_from(key: str, words: Text, default: float) -> Setting:
    return Setting(
        key=key,
        label=Text(f"一致程度：{words.zh}，W 自", f"Agreement: {words.en} from W"),
        default=default,
        lowest=0,
        highest=1,
        explain=Text(
            "评分人的一致程度按肯德尔 W 分档：低于第一档为弱；p 只说明是不是巧合，不说明有多一致",
            "How far raters agree is graded by Kendall's W: below the first limit it is weak; p only says whether it may be "
            "chance, not how far they agree",
        ),
        source=OURS,
        tables=("plans",),
    )


_BETTER_HALF = Text(
    "优选 = 高有效、中可行、低成本、低风险；成本和风险按“成本/风险计分”换算后须达到此值",
    "Preferred = effective, feasible, cheap, safe; cost and risk must reach this after “Cost/risk reading”",
)

OF_SCORES: tuple[Setting, ...] = (
    _weight("w_effect", Text("权重：有效性", "Weight: effect")),
    _weight("w_feasible", Text("权重：可行性", "Weight: feasibility")),
    _weight("w_cost", Text("权重：成本", "Weight: cost")),
    _weight("w_risk", Text("权重：风险", "Weight: risk")),
    _threshold(
        "effect_min",
        Text("优选：有效性不低于", "Preferred: effect from"),
        4,
        Text("高有效", "Highly effective"),
    ),
    _threshold(
        "feasible_min",
        Text("优选：可行性不低于", "Preferred: feasibility from"),
        3,
        Text("中可行", "Fairly feasible"),
    ),
    _threshold("better_min", Text("优选：成本、风险不低于", "Preferred: cost and risk from"), 4, _BETTER_HALF),
)

OF_RATERS: tuple[Setting, ...] = (
    Setting(
        key="disputed_from",
        label=Text("有争议：极差不低于", "Disputed: range from"),
        default=DISPUTED_FROM,
        lowest=1,
        highest=4,
        explain=Text(
            "评分极差（最高 − 最低）达到此值、并且大于全表常见的极差（中位数）时为有争议；1 分对 5 分总是",
            "Scores whose range (highest − lowest) reaches this and is above the table's usual range (median) are disputed; "
            "1 against 5 always is",
        ),
        source=OURS,
        tables=("plans",),
    ),
    *map(_grade_from, AGREEMENT_KEYS, GRADES[1:], GRADES_FROM),
)

OF_TARGETS: tuple[Setting, ...] = (
    Setting(
        key="excellent_above",
        label=Text(f"评级：{EXCELLENT.zh}，达成率高于", f"Grade: {EXCELLENT.en} above"),
        default=EXCELLENT_ABOVE,
        lowest=1,
        highest=10,
        explain=Text(
            "达成率 = （实际值 − 基线值）÷（目标值 − 基线值），1 就是 100%：达到目标为达标，高于此值为优秀",
            "Achieved = (actual − baseline) ÷ (target − baseline), 1 is 100%: who reaches the target has reached it, above this "
            "it is excellent",
        ),
        source=OURS,
        tables=("pilots", "measures"),
    ),
    Setting(
        key="close_from",
        label=Text(f"评级：{CLOSE.zh}，达成率自", f"Grade: {CLOSE.en} from"),
        default=CLOSE_FROM,
        lowest=0,
        highest=1,
        explain=Text(
            "达成率达到此值、不到 1（100%）为接近：目标没有达到；低于此值为未达标",
            "From this up to 1 (100%) the target is missed, but close; below this it is not reached",
        ),
        source=OURS,
        tables=("pilots", "measures"),
    ),
)
