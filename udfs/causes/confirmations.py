"""Proof of a cause (R12, R13): the share of cases that show it, with its interval, against a control group, and by which sample.

The share of cases with the cause is never the share that the cause explains: only a comparison says whether the two go
together, and even that is no proof of cause and effect.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import isinf

from udfs.choices import means
from udfs.lang import Lang, Text
from udfs.problems import RefusalError, cells
from udfs.statistics.intervals import share, share_ratio
from udfs.statistics.results import shown
from udfs.statistics.sample_sizes import more_cases, shows
from udfs.values import CellValue, is_blank, is_number

IS_CAUSE, NO_CAUSE, OPEN = Text("是要因", "A cause"), Text("非要因", "No cause"), Text("证据不足", "Not enough proof")
VERDICTS = (IS_CAUSE, NO_CAUSE, OPEN)

METHODS = (
    Text("数据验证", "Data"),
    Text("小范围试验", "Small trial"),
    Text("现场测量", "Measurement on the spot"),
)

DIGITS = 6
RATIO_DIGITS = 4
# A sample is drawn from lists that people number by hand.
MOST_ROWS = 1_000_000
_MOST_DRAWN = 500

_SHOWN = Text("已说明 ≥ {claim}", "at least {claim} is shown")
_BELOW = Text("低于主张的 {claim}", "below the {claim} that is claimed")
_MORE = Text(
    "还不能说明 ≥ {claim}：再查 {more} 个且都符合才够",
    "at least {claim} is not shown: {more} more, all of which fit, would show it",
)
_APART = Text(
    "符合的比例是对照组的 {ratio}（{low}～{high}），两者有关联",
    "{ratio} the share of the control group ({low} to {high}): the two go together",
)
_ALIKE = Text(
    "与对照组的差别可能是偶然（{low}～{high}）", "the difference to the control group may be chance ({low} to {high})"
)
_JOIN = Text("；", "; ")


def is_count(hits: CellValue, cases: CellValue) -> bool:
    """Return whether the cells are whole numbers with 0 ≤ hits ≤ cases and at least one case."""
    return (
        is_number(hits) and is_number(cases) and hits == int(hits) and cases == int(cases) and 0 <= hits <= cases >= 1
    )


def shares(hits: Sequence[CellValue], cases: Sequence[CellValue], lang: Lang = "zh") -> list[CellValue]:
    """Return the share of cases that fit; blank while one of the two is missing, a text that begins with `!` where they are wrong."""
    wrong = cells.COUNTS.what.to(lang)
    result: list[CellValue] = []
    for some, all_ in zip(hits, cases, strict=True):
        if is_blank(some) or is_blank(all_):
            result.append("")
        else:
            result.append(round(some / all_, DIGITS) if is_count(some, all_) else wrong)  # type: ignore[operator]
    return result


def bounds(hits: Sequence[CellValue], cases: Sequence[CellValue]) -> tuple[list[CellValue], list[CellValue]]:
    """Return both ends of the 95% interval of each share: Wilson's, or the exact one-sided bound of all or none."""
    lows: list[CellValue] = []
    highs: list[CellValue] = []
    for some, all_ in zip(hits, cases, strict=True):
        interval = share(int(some), int(all_)).interval if is_count(some, all_) else None  # type: ignore[arg-type]
        lows.append("" if interval is None else round(interval.low, DIGITS))
        highs.append("" if interval is None else round(interval.high, DIGITS))
    return lows, highs


def ratios(
    hits: Sequence[CellValue],
    cases: Sequence[CellValue],
    control_hits: Sequence[CellValue],
    control_cases: Sequence[CellValue],
) -> list[CellValue]:
    """Return how many times as large the share is as that of the control group; blank where that has none."""
    return [
        round(x * m / (n * y), RATIO_DIGITS) if is_count(x, n) and is_count(y, m) and y else ""  # type: ignore[operator]
        for x, n, y, m in zip(hits, cases, control_hits, control_cases, strict=True)
    ]


def judgements(
    hits: Sequence[CellValue],
    cases: Sequence[CellValue],
    control_hits: Sequence[CellValue],
    control_cases: Sequence[CellValue],
    claims: Sequence[CellValue],
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return in words what the counts show: of the claim, how many cases are still needed, and of the control group.

    Args:
        hits: how many cases fit.
        cases: how many were examined.
        control_hits: how many cases without the trouble fit, may be blank.
        control_cases: how many of those were examined, may be blank.
        claims: the share that is claimed, from 0 to 1, may be blank.
        lang: the language of the words.
    """
    columns = zip(hits, cases, control_hits, control_cases, claims, strict=True)
    return [_judgement(x, n, y, m, claim, lang) for x, n, y, m, claim in columns]


def _judgement(x: CellValue, n: CellValue, y: CellValue, m: CellValue, claim: CellValue, lang: Lang) -> CellValue:
    if not is_count(x, n):
        return None
    some, all_ = int(x), int(n)  # type: ignore[arg-type]
    parts = [_of_claim(some, all_, claim)] if is_number(claim) and 0 < claim < 1 else []
    if is_count(y, m) and (some or y):
        parts.append(_of_control(some, all_, int(y), int(m)))  # type: ignore[arg-type]
    return _JOIN.to(lang).join(part.to(lang) for part in parts) or None


def _of_claim(x: int, n: int, claim: float) -> Text:
    named = shown(claim, "share")
    interval = share(x, n).interval
    if shows(x, n, claim):
        words, more = _SHOWN, 0
    elif interval is not None and interval.high < claim:
        words, more = _BELOW, 0
    else:
        words, more = _MORE, more_cases(x, n, claim)
    return Text(words.zh.format(claim=named.zh, more=more), words.en.format(claim=named.en, more=more))


def _of_control(x: int, n: int, y: int, m: int) -> Text:
    result = share_ratio(x, n, y, m)
    interval = result.interval
    assert interval is not None  # noqa: S101 - the engine's ratio always has one
    words = _APART if interval.excludes(1) else _ALIKE
    return Text(*(words.to(lang).format(
        ratio=shown(result.estimate, "ratio").to(lang), low=f"{interval.low:.2f}",
        high="∞" if isinf(interval.high) else f"{interval.high:.2f}",
    ) for lang in ("zh", "en")))  # fmt: skip


def drawn_rows(population: CellValue, cases: CellValue, seed: CellValue, lang: Lang = "zh") -> CellValue:
    """Return which rows of a list to examine: a random sample without repeats, the same ones for the same seed.

    Args:
        population: how many rows the list has.
        cases: how many are to be drawn.
        seed: any whole number; it is written down, so that anybody can draw the same rows again.
        lang: the language of the message where nothing can be drawn.
    """
    if is_blank(population) and is_blank(seed):
        return None
    wanted = [value for value in (population, cases, seed) if is_number(value) and value == int(value)]
    if len(wanted) < 3 or not 1 <= int(wanted[1]) <= min(int(wanted[0]), _MOST_DRAWN) or int(wanted[0]) > MOST_ROWS:  # noqa: PLR2004
        return cells.DRAW.what.to(lang)
    rows = random.Random(int(wanted[2])).sample(range(1, int(wanted[0]) + 1), int(wanted[1]))  # noqa: S311 - no secret
    return ", ".join(map(str, sorted(rows)))


def is_contradicted(
    verdict: CellValue, x: CellValue, n: CellValue, y: CellValue, m: CellValue, claim: CellValue
) -> bool:
    """Return whether “a cause” is stated although neither the claim nor the control group shows it."""
    if not means(verdict, IS_CAUSE):
        return False
    if not is_count(x, n):
        return True
    some, all_ = int(x), int(n)  # type: ignore[arg-type]
    if is_number(claim) and 0 < claim < 1 and shows(some, all_, claim):
        return False
    if not is_count(y, m) or not (some or y):
        return True
    try:
        interval = share_ratio(some, all_, int(y), int(m)).interval  # type: ignore[arg-type]
    except RefusalError:
        return True
    return interval is None or interval.low <= 1
