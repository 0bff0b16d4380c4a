"""Measurable targets (R43): is a target SMART, how large is the change it asks for, how much of it is achieved.

Baseline and target are levels (5 and 3), so that the achievement never depends on how a change is put into words. How
the change is meant (绝对, 相对%, 百分点) is asked for: “降低5%” may be either of the last two, and is not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from udfs.lang import Lang, Text
from udfs.monitoring.choices import HIGHER, LOWER, ON_TARGET
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.values import CellValue, ErrorValue, as_text, is_blank, is_number, trim

ABSOLUTE = Text("绝对", "Absolute")
RELATIVE = Text("相对%", "Relative %")
POINTS = Text("百分点", "Percentage points")
CHANGES = (ABSOLUTE, RELATIVE, POINTS)

UP, DOWN = Text("提高", "Up"), Text("降低", "Down")
PERCENT_POINTS = Text("个百分点", "points")

# Words by which an indicator states a side; ones that often belong to its name (增长率) are none of them.
UP_WORDS = ("提高", "提升", "增加", "上升", "increase", "raise")
DOWN_WORDS = ("降低", "下降", "减少", "缩短", "降到", "降至", "reduc", "decreas", "shorten")
# What makes a text state a change in per cent: a digit before the sign, so that 合格率（%） is none.
SHARE_WORDS = (*(f"{digit}%" for digit in range(10)), "百分之", "percent")

SMART = Text("符合 SMART", "SMART")
MISSING = Text("缺：", "Missing: ")
JOIN = Text("、", ", ")
AMBIGUOUS = Text("；写的 % 是相对%还是百分点？请选变化方式", "; is the % relative or points? Choose Change as")
NOT_NUMBERS = Text("基线值和目标值须为数字", "Baseline and target must be numbers")
NO_CHANGE = Text("目标值与基线值相同", "The target equals the baseline")
NO_DATE = Text("达成日期须为日期", "The date to reach it must be a date")
WRONG_SIDE_UP = Text("指标写明提高，目标值却低于基线值", "The indicator says up, but the target is below the baseline")
WRONG_SIDE_DOWN = Text(
    "指标写明降低，目标值却高于基线值", "The indicator says down, but the target is above the baseline"
)
BETTER_IS_HIGHER = Text(
    f"好的方向为“{HIGHER.zh}”，目标值却低于基线值", f"{HIGHER.en}, but the target is below the baseline"
)
BETTER_IS_LOWER = Text(
    f"好的方向为“{LOWER.zh}”，目标值却高于基线值", f"{LOWER.en}, but the target is above the baseline"
)
CHANGE_UNKNOWN = Text(
    "变化方式请选：绝对、相对%、百分点", "Change as must be Absolute, Relative % or Percentage points"
)
SHARE_ABSOLUTE = Text(
    "单位为 % 时，变化方式请选相对%或百分点", "With the unit %, choose Relative % or Percentage points"
)
POINTS_UNIT = Text("变化方式为百分点时，单位须为 %", "Percentage points need the unit %")
ZERO_BASELINE = Text("基线值为 0 时不能用相对%", "A change relative to a baseline of 0 cannot be told")

EXCELLENT, REACHED = Text("优秀", "Excellent"), Text("达标", "Reached")
CLOSE, MISSED = Text("接近", "Close"), Text("未达标", "Not reached")
ACHIEVEMENT_BANDS = (EXCELLENT, REACHED, CLOSE, MISSED)
# 1 is the target itself; the other two are where nothing else is asked for.
EXCELLENT_ABOVE, REACHED_FROM, CLOSE_FROM = 1, 1, 0.8

# Enough for any indicator, few enough to drop what binary fractions leave behind.
DIGITS = 10
SHOWN_DIGITS, SHARE_DIGITS, RATE_DIGITS = 6, 2, 6


def achievement(
    baseline: Sequence[CellValue],
    target: Sequence[CellValue],
    actual: Sequence[CellValue],
    lang: Lang = "zh",
    *,
    better: Sequence[CellValue] | None = None,
) -> list[CellValue]:
    """Return (actual − baseline) / (target − baseline) for each row: 1 is the target; blank while a value is missing.

    So it is for a target below the baseline as well. Where `better` says 目标值 either side of the target is equally far off:
    1 − |actual − target| / |baseline − target|, never above 1.
    """
    stated = better if better is not None else [None] * len(baseline)
    return [_achieved(*row, lang) for row in zip(baseline, target, actual, stated, strict=True)]


def _achieved(baseline: CellValue, target: CellValue, actual: CellValue, better: CellValue, lang: Lang) -> CellValue:
    if is_blank(baseline) or is_blank(target) or is_blank(actual):
        return ""
    if not (is_number(baseline) and is_number(target) and is_number(actual)):
        return cells.NUMBER_EXPECTED.what.to(lang)
    difference = _difference(baseline, target)
    if difference == 0:
        return cells.TARGET_IS_BASELINE.what.to(lang)
    if difference is None:
        return cells.NUMBER_EXPECTED.what.to(lang)
    if _is(better, ON_TARGET, lang):
        rate = 1 - abs(float(actual) - float(target)) / abs(float(target) - float(baseline))
    else:
        rate = (float(actual) - float(baseline)) / (float(target) - float(baseline))
    return rounded(rate, RATE_DIGITS) if isfinite(rate) else cells.NUMBER_EXPECTED.what.to(lang)


def achievement_band(
    rates: Sequence[CellValue],
    lang: Lang = "zh",
    *,
    excellent_above: float = EXCELLENT_ABOVE,
    close_from: float = CLOSE_FROM,
) -> list[CellValue]:
    """Return 优秀 where the target is beaten, 达标 where it is reached, 接近 where nearly, else 未达标; blank without a rate."""

    def band(rate: float) -> Text:
        if rate >= REACHED_FROM:
            return EXCELLENT if rate > excellent_above else REACHED
        return CLOSE if rate >= close_from else MISSED

    return [band(rate).to(lang) if is_number(rate) else "" for rate in rates]


def direction(
    baseline: Sequence[CellValue],
    target: Sequence[CellValue],
    unit: Sequence[CellValue],
    change: Sequence[CellValue],
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return which way the indicator is to go and how far, as the change is meant: `降低 40%`, `降低 2 个百分点`.

    Without a change that can be told only the way is given; blank without two different numbers.
    """
    return [_directed(*row, lang) for row in zip(baseline, target, unit, change, strict=True)]


def _directed(baseline: CellValue, target: CellValue, unit: CellValue, change: CellValue, lang: Lang) -> CellValue:
    difference = _difference(baseline, target)
    if difference is None or difference == 0 or not is_number(baseline):
        return ""
    words = UP.to(lang) if difference > 0 else DOWN.to(lang)
    size = as_text(rounded(abs(difference), SHOWN_DIGITS))
    meant = _meant(change, lang)
    if meant is RELATIVE and baseline != 0:
        share = abs(difference / float(baseline)) * 100
        return f"{words} {as_text(rounded(share, SHARE_DIGITS))}%" if isfinite(share) else words
    if meant is POINTS:
        return f"{words} {size} {PERCENT_POINTS.to(lang)}"
    if meant is ABSOLUTE and _unit(unit) != "%":
        return trim(f"{words} {size} {_unit(unit)}")
    return words


def smart_check(
    indicator: Sequence[CellValue],
    subject: Sequence[CellValue],
    baseline: Sequence[CellValue],
    target: Sequence[CellValue],
    unit: Sequence[CellValue],
    change: Sequence[CellValue],
    reach_by: Sequence[CellValue],
    owner: Sequence[CellValue],
    *,
    labels: Sequence[Text],
    lang: Lang = "zh",
    better: Sequence[CellValue] | None = None,
) -> list[CellValue]:
    """Return what each target lacks to be SMART, `符合 SMART` where nothing, blank where there is no target at all.

    Args:
        indicator: what is measured.
        subject: whose: the department or the part of the work.
        baseline: the level before.
        target: the level to reach.
        unit: of both.
        change: how the change is meant: one of `CHANGES`.
        reach_by: the date.
        owner: who answers for it.
        labels: what these eight columns are called, for what is missing.
        lang: the language of the answer.
        better: which side is better, one of `DIRECTIONS`, where the table says so; an indicator without baseline and target
            then has no target that lacks anything.
    """
    rows = zip(indicator, subject, baseline, target, unit, change, reach_by, owner, strict=True)
    names = [label.to(lang) for label in labels]
    if better is None:
        return [_smart(row, names, lang) for row in rows]
    targets = (all(map(is_blank, pair)) for pair in zip(baseline, target, strict=True))
    stated = zip(rows, better, targets, strict=True)
    return ["" if none else _smart(row, names, lang, side) for row, side, none in stated]


def _smart(row: Sequence[CellValue], labels: Sequence[str], lang: Lang, better: CellValue = None) -> CellValue:
    indicator, _, baseline, target, unit, change, reach_by, _ = row
    if all(map(is_blank, (indicator, baseline, target))):
        return ""
    missing = [label for value, label in zip(row, labels, strict=True) if is_blank(value)]
    if missing:
        question = AMBIGUOUS if is_ambiguous(indicator, target, change) else Text("", "")
        return MISSING.to(lang) + JOIN.to(lang).join(missing) + question.to(lang)
    difference = _difference(baseline, target)
    if difference is None:
        return NOT_NUMBERS.to(lang)
    if difference == 0:
        return NO_CHANGE.to(lang)
    if not (is_number(reach_by) or isinstance(reach_by, date)):
        return NO_DATE.to(lang)
    side = _side(indicator, difference) or _better_side(better, difference, lang)
    return (side or _change(unit, change, baseline, lang) or SMART).to(lang)


def is_ambiguous(indicator: CellValue, target: CellValue, change: CellValue) -> bool:
    """Return whether a change in per cent is stated in words, and nothing says whether relative or in points."""
    return is_blank(change) and (_says(_dense(indicator), SHARE_WORDS) or _says(_dense(target), SHARE_WORDS))


def _side(indicator: CellValue, difference: float) -> Text | None:
    up, down = (_says(_text(indicator), words) for words in (UP_WORDS, DOWN_WORDS))
    if up == down:
        return None
    return WRONG_SIDE_UP if up and difference < 0 else WRONG_SIDE_DOWN if down and difference > 0 else None


def _better_side(better: CellValue, difference: float, lang: Lang) -> Text | None:
    if difference < 0 and _is(better, HIGHER, lang):
        return BETTER_IS_HIGHER
    return BETTER_IS_LOWER if difference > 0 and _is(better, LOWER, lang) else None


def _change(unit: CellValue, change: CellValue, baseline: CellValue, lang: Lang) -> Text | None:
    meant, is_share = _meant(change, lang), _unit(unit) == "%"
    if meant is None:
        return CHANGE_UNKNOWN
    if meant is ABSOLUTE and is_share:
        return SHARE_ABSOLUTE
    if meant is POINTS and not is_share:
        return POINTS_UNIT
    return ZERO_BASELINE if meant is RELATIVE and baseline == 0 else None


def _difference(baseline: CellValue, target: CellValue) -> float | None:
    """Return target − baseline, None where one of them is no number."""
    if not (is_number(baseline) and is_number(target)):
        return None
    difference = float(target) - float(baseline)
    return rounded(difference, DIGITS) if isfinite(difference) else None


def _meant(change: CellValue, lang: Lang) -> Text | None:
    return next((words for words in CHANGES if _is(change, words, lang)), None)


def _is(value: CellValue, words: Text, lang: Lang) -> bool:
    """Return whether a cell holds words of a list."""
    return trim(_text(value)).casefold() == words.to(lang).casefold()


def _unit(unit: CellValue) -> str:
    return trim(_text(unit)).replace("％", "%")


def _text(value: CellValue) -> str:
    return "" if isinstance(value, ErrorValue) else as_text(value)


def _dense(value: CellValue) -> str:
    return _text(value).replace("％", "%").replace(" ", "")


def _says(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)
