"""效果验证: whether an improvement works, compared as it was planned before the start (R21)."""

from __future__ import annotations

from collections.abc import Callable

from udfs.effects.choices import DESIGNS, PROPOSALS
from udfs.lang import Lang, Text, listed
from udfs.rules import Kind
from udfs.statistics.verdict import BETTER, TOO_LITTLE, UNCHANGED, UNSTABLE, WORSE
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.effect_cases import GOOD
from workbook_templates.tables.effect_verdicts import Effect, effects
from workbook_templates.tables.shared import closing_band

WORDS = (BETTER, WORSE, UNCHANGED, TOO_LITTLE, UNSTABLE)
_DIGITS = 6
_JOIN = Text("；", "; ")


def _lines(texts: tuple[Text, ...], lang: Lang) -> str | None:
    """Return texts under each other, numbered where there are several."""
    words = [text.to(lang) for text in texts]
    return "\n".join(words if len(words) == 1 else (f"{n}. {text}" for n, text in enumerate(words, 1))) or None


def _number(effect: Effect, value: float | None) -> CellValue:
    if value is None:
        return None
    scaled = value * (
        effect.factor if effect.judged.result is not None and effect.judged.result.scale == "points" else 1
    )
    return float(f"{scaled:.{_DIGITS}g}")


def _end(effect: Effect, side: str) -> CellValue:
    result = effect.judged.result
    return None if result is None or result.interval is None else _number(effect, getattr(result.interval, side))


def _sentence(effect: Effect, lang: Lang) -> CellValue:
    """Return the result as a sentence, and why the word is that one."""
    result, reason = effect.judged.result, effect.judged.verdict.reason
    parts = [text.to(lang) for text in (result.words if result is not None else None, reason) if text is not None]
    return _JOIN.to(lang).join(parts) or None


_VALUES: dict[str, Callable[[Effect, Lang], CellValue]] = {
    "needed": lambda effect, lang: effect.needed.to(lang),
    "changed": lambda effect, lang: _JOIN.to(lang).join(effect.changes) or None,
    "n": lambda effect, lang: (
        listed(map(str, effect.judged.result.n)).to(lang) if effect.judged.result is not None else None
    ),
    "estimate": lambda effect, _: _number(
        effect, None if effect.judged.result is None else effect.judged.result.estimate
    ),
    "low": lambda effect, _: _end(effect, "low"),
    "high": lambda effect, _: _end(effect, "high"),
    "verdict": lambda effect, lang: effect.judged.verdict.word.to(lang),
    "said": _sentence,
    "doubts": lambda effect, lang: _lines(effect.judged.doubts, lang),
    "remarks": lambda effect, lang: _lines(effect.judged.notes, lang),
    "proposal": lambda effect, lang: effect.judged.proposal.to(lang) if effect.judged.proposal is not None else None,
    "proposal_why": lambda effect, lang: effect.judged.reason.to(lang),
}


def _computed(key: str, zh: str, en: str) -> Computed:
    """Return a column that commands write; a copy without the points keeps what it was sent with."""

    def values(c: TableContext) -> list[CellValue]:
        known = c.book.once(effects)
        return [
            _VALUES[key](known[row], c.lang)
            if row in known and known[row].has_data
            else c[key][row]
            if row in known
            else None
            for row in range(c.data.length)
        ]

    return Computed(explain=Text(f"由命令写入：{zh}", f"Written by commands: {en}"), values=values)


def _fixed(zh: str, en: str) -> Computed:
    return Computed(explain=Text(zh, en), travels=True)


def _typed(key: str, label: Text) -> Column:
    return Column(key=key, label=label, width=22,
                  hint=Text("没有指标数据时填：x=17, n=20；n=12, 均值=48.2, 标准差=6.1；或逐个数值，空格隔开",
                            "Without data points: x=17, n=20; n=12, mean=48.2, sd=6.1; or the values with spaces between"))  # fmt: skip


def _date(key: str, label: Text, hint: Text) -> Column:
    return Column(key=key, label=label, kind=Kind.DATE, width=11, hint=hint)


FIXED_PLAN = Column(
    key="fixed_plan",
    label=Text("固定的计划", "Plan as fixed"),
    width=24,
    computed=_fixed(
        "由命令“效果”写入：固定时的计划和指标定义",
        "Written by the command “verdict”: plan and definition as they were fixed",
    ),
)

WHAT = Band(
    label=Text("比什么", "What is compared"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True, aliases=("序号", "验证编号", "id"),
               hint=Text("例：E-001，不可重复", "e.g. E-001, no duplicates")),
        Column(key="improvement", label=Text("改善", "Improvement"), kind=Kind.LINK, width=9, refers="plans", aliases=("方案编号", "改善编号"),
               hint=Text("方案评分表中的编号；同一改善的各行一起校正", "The number of the solution; its rows are adjusted together")),
        Column(key="indicator", label=Text("指标名称", "Indicator"), width=18, required=True, aliases=("指标", "名称"),
               hint=Text("量什么，例：退货率", "What is measured, e.g. the rate of returns")),
        Column(key="measure", label=Text("指标编号", "Measure no."), kind=Kind.LINK, width=9, refers="measures",
               hint=Text("指标表中的编号；只填写数字的留空", "Its number on Measures; blank where figures are typed")),
        Column(key="group", label=Text("分组", "Group"), width=10, hint=Text("改善的那一组；全部合计留空", "The group that was improved; blank for all together")),
        Column(key="direction", label=Text("好的方向", "Better"), kind=Kind.CHOICE, width=10, options=GOOD,
               hint=Text("留空按指标表", "Blank: as Measures has it")),
    ),
)  # fmt: skip

PLAN = Band(
    label=Text("比较计划（开始前固定）", "Plan, fixed before the start"),
    columns=(
        Column(key="design", label=Text("设计", "Design"), kind=Kind.CHOICE, width=10, required=True, options=DESIGNS, aliases=("比较方式",),
               hint=Text("前后；配对（同样的人、店、机器前后各一次）；对照组（没有改善的一组）",
                         "Before/after; paired (the same people, shops, machines twice); control group (without the improvement)")),
        _date("before_from", Text("改善前起", "Before from"), Text("取有代表性的一段，不要挑最差的", "A typical time, not the worst")),
        _date("before_to", Text("改善前止", "Before to"), Text("留空到开始前一天", "Blank: until the day before the start")),
        _date("after_from", Text("改善后起", "After from"), Text("改善开始的那天", "The day the improvement begins")),
        _date("after_to", Text("改善后止", "After to"), Text("留空到最近的数据", "Blank: up to the latest data")),
        Column(key="control", label=Text("对照分组", "Control group"), width=10, aliases=("对照组",),
               hint=Text("指标数据中没有改善的那一组", "The group of Data points without the improvement")),
        Column(key="smallest", label=Text("最小有意义变化", "Smallest change that matters"), kind=Kind.NUMBER, width=10, trimmed=True,
               hint=Text("至少变化多少才值得推广；占比写百分点，例：2", "The change from which on it is worth it; of shares in points, e.g. 2")),
        Column(key="needed", label=Text("需要多少数据", "How much data it takes"), width=28,
               computed=_computed("needed", "要看出这样的变化，前后各要多少点或多少个", "how many points or cases it takes to see such a change")),
        Column(key="fixed_on", label=Text("固定日期", "Fixed on"), kind=Kind.DATE, width=11,
               computed=_fixed("由命令“效果”写入：计划固定的那天；清空后可重新固定，原值留在日志里",
                               "Written by the command “verdict”: the day the plan was fixed; cleared, it is fixed anew, the log keeps the old one")),
        Column(key="changed", label=Text("固定后的改动", "Changed since"), width=22,
               computed=_computed("changed", "计划和指标定义与固定时不同的地方", "where plan and definition differ from what was fixed")),
    ),
)  # fmt: skip

FIGURES = Band(
    label=Text("填写的数字（没有指标数据时）", "Figures typed, without data points"),
    new_page=True,
    columns=(
        _typed("before_data", Text("改善前数字", "Figures before")),
        _typed("after_data", Text("改善后数字", "Figures after")),
        _typed("control_before_data", Text("对照组改善前数字", "Control figures before")),
        _typed("control_after_data", Text("对照组改善后数字", "Control figures after")),
    ),
)

RESULT = Band(
    label=Text("结果", "Result"),
    new_page=True,
    columns=(
        Column(key="n", label=Text("n（后、前）", "n (after, before)"), width=9, computed=_computed("n", "改善后、改善前（对照组后、前）各有多少", "how many there are after and before (then of the control group)")),
        Column(key="estimate", label=Text("变化", "Change"), kind=Kind.NUMBER, width=9, trimmed=True,
               computed=_computed("estimate", "改善后减改善前（有对照组的再减对照组的变化）；占比为百分点",
                                  "after minus before, less the control group's change; of shares in points")),
        Column(key="low", label=Text("区间下限", "From"), kind=Kind.NUMBER, width=9, trimmed=True, computed=_computed("low", "变化的 95% 区间下限", "lower end of the 95% interval of the change")),
        Column(key="high", label=Text("区间上限", "To"), kind=Kind.NUMBER, width=9, trimmed=True, computed=_computed("high", "变化的 95% 区间上限", "upper end of the 95% interval of the change")),
        Column(key="verdict", label=Text("结论", "Verdict"), width=11,
               computed=_computed("verdict", "改善、恶化、无显著变化、数据不足、过程不稳定", "improved, worse, no significant change, not enough data, not stable")),
        Column(key="said", label=Text("说明", "In a sentence"), width=34, computed=_computed("said", "估计、区间、n、p 和方法", "estimate, interval, n, p and method")),
        Column(key="doubts", label=Text("疑点", "Reasons to doubt it"), width=36,
               computed=_computed("doubts", "自相关、基线趋势、季节、构成变化、挑最差一段、计划或定义改动、离群值",
                                  "autocorrelation, trend, season, mix shift, worst period, plan or definition changed, outliers")),
        Column(key="remarks", label=Text("另请注意", "Also note"), width=24, computed=_computed("remarks", "没有核对到的，和不影响结论的", "what could not be checked, and what does not matter")),
        Column(key="proposal", label=Text("建议", "Proposal"), width=9, computed=_computed("proposal", "推广、调整或停止，只是建议", "roll out, adjust or stop; a proposal only")),
        Column(key="proposal_why", label=Text("建议理由", "Why"), width=20, computed=_computed("proposal_why", "为什么这样建议", "why that is proposed")),
    ),
)  # fmt: skip

DECISION = Band(
    label=Text("人的决定", "Decision"),
    columns=(
        Column(key="decision", label=Text("决定", "Decision"), kind=Kind.CHOICE, width=9, options=PROPOSALS, aliases=("最终决定",)),
        Column(key="decision_why", label=Text("决定理由", "Reason"), width=22, hint=Text("与建议不同时写明", "Say why where it differs from the proposal")),
        Column(key="decided_by", label=Text("决定人", "Decided by"), kind=Kind.PERSON, width=9, aliases=("负责人", "责任人")),
        Column(key="decided_on", label=Text("决定日期", "Decided on"), kind=Kind.DATE, width=11),
    ),
)  # fmt: skip

EFFECTS = Table(
    key="effects",
    name="tblEffects",
    sheet=TABLE_SHEETS["effects"],
    title=Text("效果验证", "Verification of effects"),
    purpose=Text(
        "改善有没有用：开始前定好比什么、怎么比，之后只看数据；结论带区间和疑点，推广与否由人决定",
        "Does the improvement work: what is compared is fixed before the start; a verdict with interval and doubts, the decision is a person's",
    ),
    id_prefix="E",
    bands=(WHAT, PLAN, FIGURES, RESULT, DECISION, closing_band(FIXED_PLAN)),
    subject="indicator",
    blank_rows=10,
    row_heights={"zh": 56, "en": 56},
    frozen="indicator",
    beside="measures",
)
