"""The word for an effect, the reasons to doubt it, and what to do next: 推广, 调整 or 停止, as a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from udfs.effects import doubts
from udfs.effects.choices import ADJUST, BEFORE_AFTER, CONTROL, PAIRED, ROLL_OUT, STOP
from udfs.effects.estimating import Compared, compare
from udfs.effects.observed import Observed
from udfs.lang import Text
from udfs.monitoring.wording import fill
from udfs.statistics.multiple import holm
from udfs.statistics.results import TOLERANCE, Result, is_significant
from udfs.statistics.verdict import BETTER, BORDERLINE, TOO_LITTLE, UNCHANGED, UNSTABLE, WORSE, Verdict, verdict

_ENOUGH = Text(
    "改善显著，达到最小有意义变化，没有疑点", "the improvement is significant, matters, and nothing speaks against it"
)
_SURE = Text(
    "改善显著，没有疑点；没有填最小有意义变化，请判断值不值得",
    "the improvement is significant and nothing speaks against it; whether it matters is for you to say",
)
_SMALL = Text("改善显著，但没有达到最小有意义变化", "the improvement is significant, but smaller than what matters")
_DOUBTFUL = Text(
    "改善显著，但有 {n} 个疑点，先查清再推广",
    "the improvement is significant, but clear up {n:reason/reasons} to doubt it first",
)
_WORSE = Text("变差了，停下来查原因", "it got worse: stop and look for the cause")
_NOTHING = Text("区间里没有值得的改善，继续下去也看不出", "the interval holds no improvement that matters")
_OPEN = Text(
    "还不能排除值得的改善：加数据，或调整方案再试",
    "an improvement that matters cannot be ruled out: collect more data, or change the solution",
)
_NOT_YET = Text("还没有可比的数据", "there is nothing to compare yet")
_MORE = Text("数据不够下结论，继续收集", "there is too little to conclude from: collect more")
_STEADY = Text("先让过程稳定，再比较", "let the process become stable before it is compared")
_BORDERLINE = Text("结论在临界上，加数据再看", "it is on the border: collect more data")


@dataclass(frozen=True)
class Case:
    """One indicator of one improvement, as it is to be judged.

    Attributes:
        design: one of `choices.DESIGNS`.
        before: the group with the improvement, before it.
        after: the same group afterwards.
        higher_is_better: which side is good.
        control_before: the group without it, before.
        control_after: the group without it, afterwards.
        smallest: the smallest change that matters, without its sign; of shares as a part of 1.
        past: everything known of the indicator by day.
        groups: its groups of like cases, to see whether their mix has moved.
        reasons: doubts that the plan itself raises: it was changed, or fixed too late.
    """

    design: Text
    before: Observed
    after: Observed
    higher_is_better: bool
    control_before: Observed | None = None
    control_after: Observed | None = None
    smallest: float | None = None
    past: doubts.Past | None = None
    groups: Mapping[str, doubts.Group] = field(default_factory=dict)
    reasons: tuple[Text, ...] = ()


class Judged(NamedTuple):
    """What there is to say about one indicator.

    Attributes:
        result: estimate, interval and test; None where nothing could be compared.
        verdict: the word, and why it is that one.
        doubts: what speaks against it.
        notes: what could not be looked at, and what does not matter for the word.
        proposal: one of `choices.PROPOSALS`; None while there is nothing to compare.
        reason: why that is proposed.
    """

    result: Result | None
    verdict: Verdict
    doubts: tuple[Text, ...]
    notes: tuple[Text, ...]
    proposal: Text | None
    reason: Text


def judge(family: Sequence[Case]) -> list[Judged]:
    """Return what there is to say about every indicator of one improvement, p values adjusted by Holm over all declared."""
    compared = [
        compare(case.design, case.before, case.after, case.control_before, case.control_after) for case in family
    ]
    adjusted = holm([None if one.result is None else one.result.p for one in compared])
    cases = zip(family, compared, adjusted, strict=True)
    return [_judge(case, one, p, len(family)) for case, one, p in cases]


def _judge(case: Case, compared: Compared, adjusted_p: float | None, family: int) -> Judged:
    result, by_time = compared.result, case.design != PAIRED
    signals = doubts.baseline_signals(case.before) if by_time and case.before.days else None
    word = verdict(
        result,
        higher_is_better=case.higher_is_better,
        stable=signals is None,
        least_p=compared.least_p,
        adjusted_p=adjusted_p,
        ranks_p=compared.ranks_p,
        family=family,
    )
    if word.word == TOO_LITTLE and compared.why is not None:
        word = word._replace(reason=compared.why)
    if result is None:
        against, notes = [signals] if signals is not None else [], list[Text]()
    else:
        against = _doubts(case, compared, result)
        notes = doubts.notes(case.before, case.after, case.past, has_control=case.design == CONTROL)
        if signals is not None:
            against.insert(0, signals)
        _add_outliers(case, result, against, notes)
    proposal, reason = _proposal(case, word, result, len(against))
    return Judged(result, word, tuple(against), tuple(notes), proposal, reason)


def _doubts(case: Case, compared: Compared, result: Result) -> list[Text]:
    raised: list[Text | None] = [*case.reasons, *doubts.of_comparison(compared)]
    if case.design != PAIRED and case.before.days:
        scale = result.scale
        raised += [doubts.neighbours(case.before, case.after), doubts.trend(case.before, scale)]
        if case.past is not None:
            effect, up = result.estimate, case.higher_is_better
            if case.design == BEFORE_AFTER:
                raised.append(doubts.season(case.past, effect, scale))
            raised.append(doubts.worst_period(case.past, effect, scale, higher_is_better=up))
        raised.append(doubts.mix(case.groups, scale))
    return [doubt for doubt in raised if doubt is not None]


def _add_outliers(case: Case, result: Result, against: list[Text], notes: list[Text]) -> None:
    """Add what stands out to the doubts where it decides, else to the notes; pairs stay whole."""
    if case.design == PAIRED:
        return
    (before, early), (after, late) = map(doubts.without_outliers, (case.before, case.after))
    if not (early or late):
        return
    rest = compare(case.design, before, after, case.control_before, case.control_after).result
    decides = rest is None or is_significant(rest.p or 0.0) is not is_significant(result.p or 0.0)
    (against if decides else notes).append(doubts.outlying([*early, *late], decides=decides))


def _proposal(case: Case, word: Verdict, result: Result | None, against: int) -> tuple[Text | None, Text]:
    if word.word == BETTER and result is not None:
        if case.smallest is not None and abs(result.estimate) < case.smallest * (1 - TOLERANCE):
            return ADJUST, _SMALL
        if against:
            return ADJUST, fill(_DOUBTFUL, n=against)
        return ROLL_OUT, _SURE if case.smallest is None else _ENOUGH
    if word.word == UNCHANGED and result is not None and result.interval is not None and case.smallest is not None:
        good = result.interval.high if case.higher_is_better else -result.interval.low
        return (STOP, _NOTHING) if good < case.smallest * (1 - TOLERANCE) else (ADJUST, _OPEN)
    if result is None and word.word == TOO_LITTLE:
        return None, _NOT_YET
    fixed = {
        WORSE: (STOP, _WORSE),
        UNSTABLE: (ADJUST, _STEADY),
        TOO_LITTLE: (ADJUST, _MORE),
        BORDERLINE: (ADJUST, _BORDERLINE),
    }
    return fixed.get(word.word, (ADJUST, _OPEN))
