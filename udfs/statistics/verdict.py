"""The word for an effect, from its result: 改善, 恶化, 无显著变化, 数据不足, 过程不稳定."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.lang import Text
from udfs.statistics.multiple import holm
from udfs.statistics.results import ALPHA, Result, is_significant

BETTER = Text("改善", "Improved")
WORSE = Text("恶化", "Worse")
UNCHANGED = Text("无显著变化", "No significant change")
BORDERLINE = Text("无显著变化（临界）", "No significant change (borderline)")
TOO_LITTLE = Text("数据不足", "Not enough data")
UNSTABLE = Text("过程不稳定", "Process not stable")

_DISAGREE = Text("检验和区间的结论不一致", "test and interval disagree")
_RANKS = Text(
    "两种检验的结论不一致（按秩检验 p={p}）：结果可能由少数很大或很小的值决定",
    "two tests disagree (by ranks p = {p}): a few very large or small values may decide",
)
_ADJUSTED = Text("按 {count} 个指标校正后不显著", "not significant once adjusted for {count} indicators")
_NEVER = Text("样本太少，怎样的结果都不会显著", "with so few cases no result could be significant")
_SIGNALS = Text("基线期内有异常信号，先查清再比较", "there are signals within the baseline: clear them up first")


class Verdict(NamedTuple):
    """The word, and why it is that one where the result alone does not say so."""

    word: Text
    reason: Text | None = None


def verdict(
    result: Result | None,
    *,
    higher_is_better: bool,
    stable: bool = True,
    least_p: float = 0.0,
    alpha: float = ALPHA,
    adjusted_p: float | None = None,
    ranks_p: float | None = None,
    family: int = 1,
) -> Verdict:
    """Return the word for the change that a result estimates (after minus before, or after : before).

    The test says the word, the interval how large the change is; where the two disagree it is 无显著变化（临界）. Without a
    result, or where `least_p`, the smallest p that so few cases can reach, is above alpha, it is 数据不足; with signals
    within the baseline 过程不稳定. `adjusted_p` is the p value adjusted for a `family` of indicators, `ranks_p` that of the
    test by ranks of the same values, which has to agree.
    """
    if not stable:
        return Verdict(UNSTABLE, _SIGNALS)
    if result is None or result.p is None or result.interval is None:
        return Verdict(TOO_LITTLE)
    if not is_significant(least_p, alpha):
        return Verdict(TOO_LITTLE, _NEVER)
    null = 1 if result.scale == "ratio" else 0
    word = BETTER if (result.estimate > null) is higher_is_better else WORSE
    rejects, survives = (is_significant(p, alpha) for p in (result.p, result.p if adjusted_p is None else adjusted_p))
    by_ranks = rejects if ranks_p is None else is_significant(ranks_p, alpha)
    if rejects is not result.interval.excludes(null) or rejects is not by_ranks:
        by_rank = Text(*(words.format(p=f"{ranks_p or 0:.3f}") for words in _RANKS))
        return Verdict(BORDERLINE, _DISAGREE if rejects is by_ranks else by_rank)
    if rejects and not survives:
        return Verdict(UNCHANGED, Text(_ADJUSTED.zh.format(count=family), _ADJUSTED.en.format(count=family)))
    return Verdict(word if rejects else UNCHANGED)


def verdicts(results: Sequence[Result | None], higher_is_better: Sequence[bool], alpha: float = ALPHA) -> list[Verdict]:
    """Return the words for a declared family of indicators, their p values adjusted by Holm.

    An indicator without data counts in the family: leaving it out afterwards would make the others look surer.
    """
    adjusted = holm([None if result is None else result.p for result in results])
    return [
        verdict(result, higher_is_better=up, alpha=alpha, adjusted_p=p, family=len(results))
        for result, up, p in zip(results, higher_is_better, adjusted, strict=True)
    ]
