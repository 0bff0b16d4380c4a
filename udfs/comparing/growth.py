"""How much a figure changed against its base, and where a percentage would say nothing.

Against a base of 0, a negative or a missing one there is no percentage: that is said, and nothing is divided. Shares change by
percentage points and, relative to what they were, by per cent: 5% → 3% is −2 points and −40%; both are always said. Growth
multiplies: +50%, then −50%, is −25%.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, prod

from udfs.lang import Text, same
from udfs.problems import RefusalError, statistics
from udfs.statistics.results import Scale, shown

PREVIOUS_PERIOD = Text("上期", "the base")
SAME_PERIOD = Text("上年同期", "the base a year before")

# A count of 20 varies by more than a fifth by chance alone (1/√20 = 22%); the US National Center for Health Statistics
# calls rates on fewer than 20 events unreliable.
SMALLEST_BASE = 20
PERCENT = "%"

NO_VALUE = Text("本期没有数据", "no data of this period")
_NO_BASE = Text("{word}没有数据", "no data of {word}")
ZERO_BASE = Text("{word}为 0", "{word} is 0")
NEGATIVE_BASE = Text("{word}为负数", "{word} is negative")
TOO_LARGE = Text("数字太大，无法计算", "the figures are too large to calculate with")


@dataclass(frozen=True)
class Counted:
    """From how many cases a figure comes: what is shown in its place where they are few.

    Attributes:
        size: the number of cases; of a share the whole.
        words: the counts as people read them: `3`, `3/12`.
    """

    size: float
    words: str


@dataclass(frozen=True)
class Growth:
    """A figure against its base.

    Attributes:
        value: the figure; None while there is none.
        base: what it is compared with.
        scale: how both are read: `number`, or `share` of 1.
        unit: what a number counts; `%` where the number 5 is 5%.
        refusal: why there is no growth rate; None where there is one.
        counts: base and value as counts, where the base is too small for a percentage to mean much.
    """

    value: float | None
    base: float | None
    scale: Scale = "number"
    unit: str = ""
    refusal: Text | None = None
    counts: tuple[str, str] | None = None

    @property
    def difference(self) -> float | None:
        """Return value − base in their own unit, None where one is missing; of shares these are percentage points."""
        if self.value is None or self.base is None:
            return None
        return self.value - self.base

    @property
    def rate(self) -> float | None:
        """Return (value − base) / base: 0.25 is 25% more. None where it is refused."""
        if self.refusal is not None or self.value is None or not self.base:
            return None
        return (self.value - self.base) / self.base

    @property
    def words(self) -> Text:
        """Return base, value and change as a sentence: `3 → 2 天，−33.3%`."""
        parts = [part for part in (self._pair(), self._points(), self._relative()) if part is not None]
        return Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))

    def _pair(self) -> Text | None:
        if self.value is None or self.base is None:
            return None
        scale, whole = self._read_as()
        old, new = (shown(figure / whole, scale) for figure in (self.base, self.value))
        if self.counts is not None:
            old, new = map(same, self.counts)
        unit = f" {self.unit}" if self.unit and scale != "share" else ""
        return Text(f"{old.zh} → {new.zh}{unit}", f"{old.en} → {new.en}{unit}")

    def _points(self) -> Text | None:
        scale, whole = self._read_as()
        if scale != "share" or self.difference is None or self.counts is not None:
            return None
        return signed(self.difference / whole, "points")

    def _relative(self) -> Text | None:
        if self.refusal is not None:
            if self.value is None or self.base is None:
                return self.refusal
            return Text(f"{self.refusal.zh}，不算增长率", f"{self.refusal.en}, so there is no growth rate")
        if self.counts is not None:
            return Text(
                f"基数不到 {SMALLEST_BASE}，只看个数", f"the base is below {SMALLEST_BASE}, so only counts are shown"
            )
        rate = signed(self.rate or 0.0, "share")
        return Text(f"相对 {rate.zh}", f"relative {rate.en}") if self._read_as()[0] == "share" else rate

    def _read_as(self) -> tuple[Scale, float]:
        """Return how figures are written, and what they are divided by first: of percentages that is a hundred."""
        if self.scale == "number" and self.unit == PERCENT:
            return "share", 100
        return self.scale, 1


def signed(value: float, scale: Scale) -> Text:
    """Return a change as people read it, with its sign: +8.3%, −2 个百分点; 0% where it shows no digit."""
    words = shown(value, scale)
    plus = "+" if value > 0 and any(digit in words.zh for digit in "123456789∞") else ""
    return Text(plus + words.zh, plus + words.en)


def growth(
    value: float | None,
    base: float | None,
    *,
    scale: Scale = "number",
    unit: str = "",
    word: Text = PREVIOUS_PERIOD,
    counted: tuple[Counted, Counted] | None = None,
) -> Growth:
    """Compare a figure with its base.

    Args:
        value: the figure; None while there is none.
        base: what it is compared with.
        scale: how both are read: `number`, or `share` of 1.
        unit: what a number counts, for the sentence; `%` where the number 5 is 5%.
        word: what the base is called in a refusal: 上期, 上年同期.
        counted: from how many cases base and value come; below `SMALLEST_BASE` cases of the base counts are shown.
    """
    refusal = _refusal(value, base, word)
    small = counted is not None and value is not None and base is not None and counted[0].size < SMALLEST_BASE
    counts = (counted[0].words, counted[1].words) if small and counted is not None else None
    return Growth(value, base, scale, unit, refusal, counts)


def _refusal(value: float | None, base: float | None, word: Text) -> Text | None:
    if value is None:
        return NO_VALUE
    if base is None:
        return filled(_NO_BASE, word)
    if base == 0:
        return filled(ZERO_BASE, word)
    if base < 0:
        return filled(NEGATIVE_BASE, word)
    return None if isfinite(value - base) and isfinite((value - base) / base) else TOO_LARGE


def filled(text: Text, word: Text) -> Text:
    """Return a refusal with what the base is called."""
    return Text(text.zh.format(word=word.zh), text.en.format(word=word.en))


def compound(rates: Iterable[float]) -> float:
    """Return the growth over several periods one after the other: Π(1 + rate) − 1.

    Raises:
        RefusalError: a rate below −100%.
    """
    factors = [1 + rate for rate in rates]
    for factor in factors:
        if factor < 0:
            raise RefusalError(statistics.NEGATIVE, value=factor)
    return prod(factors) - 1


def average_growth(first: float, last: float, periods: int) -> float:
    """Return the growth rate that leads from one figure to another in so many equal steps: (last / first)^(1/n) − 1.

    This is the geometric mean of the growth factors; the arithmetic mean of the rates is too high.

    Raises:
        RefusalError: the first figure is not above 0, the last one is negative, or there is no step.
    """
    if periods < 1:
        raise RefusalError(statistics.NOT_ABOVE_ZERO, value=periods)
    if first <= 0:
        raise RefusalError(statistics.NOT_ABOVE_ZERO, value=first)
    if last < 0:
        raise RefusalError(statistics.NEGATIVE, value=last)
    return float((last / first) ** (1 / periods)) - 1
