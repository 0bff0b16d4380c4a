"""How many points or cases a verification needs, told before the pilot in plain words."""

from __future__ import annotations

from math import sqrt
from statistics import stdev

from udfs.effects.choices import CONTROL, PAIRED
from udfs.effects.observed import Observed
from udfs.lang import Text
from udfs.monitoring.wording import fill
from udfs.problems import RefusalError
from udfs.statistics.results import shown
from udfs.statistics.sample_sizes import cases_for_means, cases_for_pairs, cases_for_shares, detectable_effect

_PAIRS_NEEDED = Text(
    "要有八成把握看出变化 {change}，至少 {n} 对（现有 {pairs}）",
    "to see a change of {change} in eight of ten cases takes at least {n} pairs (there are {pairs})",
)
_CASES, _POINTS = Text("个", "cases"), Text("点", "points")
_NEEDED = Text(
    "要有八成把握看出变化 {change}，改善前后{each}各至少 {n} {what}（现有 {before}、{after}）",
    "to see a change of {change} in eight of ten cases takes at least {n} {what} before and after{each} (there are {before} and {after})",
)
_SEEN = Text(
    "没有填最小有意义变化；按 {before}、{after} 点，要变化 {change} 以上才有八成把握看出",
    "no smallest change that matters is given; {before} and {after} points see a change of {change} or more in eight of ten cases",
)
_NO_VARIATION = Text(
    "改善前的数据没有波动，算不出要多少点", "the values before do not vary, so no number of points can be told"
)
_IMPOSSIBLE = Text(
    "从 {share} 变化 {change} 会超出 0～100%，请改最小有意义变化",
    "a change of {change} from {share} would leave 0 to 100%",
)
_UNKNOWN = Text("等有了改善前的数据再算", "to be told once there are data from before")
_BOTH_GROUPS = Text("、两组", " in both groups")
_NOWHERE = Text("", "")
_NO_PAIRS = Text(
    "配对的要看前后之差的波动：有了几对再算",
    "of pairs it is known once there are some: it depends on how their changes vary",
)
_FEWEST = 2


def needed(before: Observed, after: Observed, smallest: float | None, design: Text, *, higher_is_better: bool) -> Text:
    """Return in words how many points or cases are needed before and after, or what the ones there are can see.

    Power 80%, level 5% (`udfs.statistics.sample_sizes`). With a control group two changes are compared, which takes twice
    as many in each.

    Args:
        before: what was observed so far before the start.
        after: what was observed so far afterwards.
        smallest: the smallest change that matters, without its sign; of shares as a part of 1.
        design: one of `choices.DESIGNS`.
        higher_is_better: which way the change is hoped for.
    """
    try:
        if design == PAIRED:
            return _of_pairs(before, after, smallest)
        times = 2 if design == CONTROL else 1
        if before.is_share:
            return _of_shares(before, after, smallest, times, higher_is_better=higher_is_better)
        return _of_values(before, after, smallest, times)
    except RefusalError as refusal:
        return Text(*(refusal.finding.what(lang) for lang in ("zh", "en")))


def _of_values(before: Observed, after: Observed, smallest: float | None, times: int) -> Text:
    if before.n < _FEWEST:
        return _UNKNOWN
    spread = before.moments.deviation
    if spread == 0:
        return _NO_VARIATION
    if smallest is None:
        return _seen(before, after, spread * sqrt(times))
    n = cases_for_means(smallest / sqrt(times), spread)
    return _needed(shown(smallest, "number"), n, _POINTS, (before, after), times)


def _seen(before: Observed, after: Observed, spread: float) -> Text:
    if min(before.n, after.n) < _FEWEST:
        return _UNKNOWN
    change = shown(detectable_effect(before.n, after.n) * spread, "number")
    return fill(_SEEN, before=before.n, after=after.n, change=change)


def _of_pairs(before: Observed, after: Observed, smallest: float | None) -> Text:
    if min(len(before.values), len(after.values)) < _FEWEST or len(before.values) != len(after.values):
        return _NO_PAIRS
    spread = stdev(late - early for early, late in zip(before.values, after.values, strict=True))
    if smallest is None or spread == 0:
        return _NO_PAIRS
    n = cases_for_pairs(smallest, spread)
    return fill(_PAIRS_NEEDED, change=shown(smallest, "number"), n=n, pairs=len(before.values))


def _of_shares(
    before: Observed, after: Observed, smallest: float | None, times: int, *, higher_is_better: bool
) -> Text:
    x, n = before.total
    if not n or not 0 < x < n or not smallest:
        return _UNKNOWN
    goal = x / n + (smallest if higher_is_better else -smallest)
    change = shown(smallest, "points")
    if not 0 < goal < 1:
        return fill(_IMPOSSIBLE, share=shown(x / n, "share"), change=change)
    return _needed(change, times * cases_for_shares(x / n, goal), _CASES, (before, after), times)


def _needed(change: Text, n: int, what: Text, have: tuple[Observed, Observed], times: int) -> Text:
    each = _BOTH_GROUPS if times > 1 else _NOWHERE
    return fill(_NEEDED, change=change, n=n, what=what, each=each, before=have[0].n, after=have[1].n)
