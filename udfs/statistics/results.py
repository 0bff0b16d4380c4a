"""What the engine answers: an estimate with its interval, from how many cases, by which method, in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose, isfinite
from typing import Literal

from udfs.lang import Text

LEVEL = 0.95
ALPHA = 0.05

# Two results of one calculation closer than this are the same: no decision depends on the last digits of a float.
TOLERANCE = 1e-9

# How the figures of a result are read: a share of 1, a difference of two shares, a plain number, a ratio.
Scale = Literal["share", "points", "number", "ratio"]
Side = Literal["two-sided", "lower", "upper"]
Alternative = Literal["two-sided", "greater", "less"]

_SMALLEST_P = 0.0001
_DIGITS = 4
# From here on numbers are written with an exponent.
_MANY = 1e6


def at_most(value: float, limit: float) -> bool:
    """Return whether a value is at most a limit, equal ones included: a difference in the last digits is none."""
    return value <= limit or isclose(value, limit, rel_tol=TOLERANCE, abs_tol=TOLERANCE * TOLERANCE)


def is_significant(p: float, alpha: float = ALPHA) -> bool:
    """Return whether a test rejects: p is at most alpha (Lehmann & Romano, Testing Statistical Hypotheses)."""
    return at_most(p, alpha)


@dataclass(frozen=True)
class Interval:
    """From where to where the true value may lie, and with which confidence.

    With the side `lower` it is a bound from below alone (“at least”), with `upper` one from above.
    """

    low: float
    high: float
    level: float = LEVEL
    side: Side = "two-sided"

    def excludes(self, value: float) -> bool:
        """Return whether a value lies outside, by more than rounding."""
        slack = TOLERANCE * max(abs(end) for end in (self.low, self.high, value) if isfinite(end))
        return value < self.low - slack or value > self.high + slack


@dataclass(frozen=True)
class Result:
    """One answer of the engine.

    Attributes:
        measure: what is estimated.
        estimate: the best single value.
        interval: where the true value may lie; None where the method gives none.
        n: how many cases each group has.
        method: by which method, as it is known in the field.
        scale: how the figures are read.
        p: how likely such data, or stranger ones, are by chance alone; None where nothing is tested.
        statistic: what the test computes from the data.
        df: its degrees of freedom.
        notes: what a reader has to know to read the result rightly.
    """

    measure: Text
    estimate: float
    interval: Interval | None
    n: tuple[int, ...]
    method: Text
    scale: Scale = "number"
    p: float | None = None
    statistic: float | None = None
    df: float | None = None
    notes: tuple[Text, ...] = ()

    @property
    def words(self) -> Text:
        """Return the result as a sentence: estimate, interval, n, p, method."""
        parts = [part for part in (self._range(), self._sizes(), self._chance(), self.method) if part is not None]
        inside = Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))
        value = shown(self.estimate, self.scale)
        notes = Text("".join(f"；{note.zh}" for note in self.notes), "".join(f"; {note.en}" for note in self.notes))
        return Text(
            f"{self.measure.zh} {value.zh}（{inside.zh}）{notes.zh}",
            f"{self.measure.en} {value.en} ({inside.en}){notes.en}",
        )

    def _range(self) -> Text | None:
        if self.interval is None:
            return None
        low, high = shown(self.interval.low, self.scale), shown(self.interval.high, self.scale)
        level = f"{self.interval.level:.4%}".rstrip("0%").rstrip(".") + "%"
        if self.interval.side == "lower":
            return Text(f"至少 {low.zh}，置信度 {level}", f"at least {low.en} with {level} confidence")
        if self.interval.side == "upper":
            return Text(f"至多 {high.zh}，置信度 {level}", f"at most {high.en} with {level} confidence")
        # The unit stands once, behind the upper end; a sign of per cent belongs to each.
        begin = low.zh.partition(" ")[0], low.en.partition(" ")[0]
        return Text(f"{level} 区间 {begin[0]}～{high.zh}", f"{level} interval {begin[1]} to {high.en}")

    def _sizes(self) -> Text:
        sizes = [str(size) for size in self.n]
        return Text(f"n={'、'.join(sizes)}", f"n = {', '.join(sizes)}")

    def _chance(self) -> Text | None:
        if self.p is None:
            return None
        if self.p < _SMALLEST_P:
            return Text("p<0.0001", "p < 0.0001")
        return Text(f"p={self.p:.4f}", f"p = {self.p:.4f}")


def shown(value: float, scale: Scale) -> Text:
    """Return a figure as people read it: 74.1%, 12.5 percentage points, 3.366, 2.17 times."""
    if value in (inf, -inf):
        sign = "" if value > 0 else "−"
        return Text(f"{sign}∞", f"{sign}∞")
    if scale == "share":
        return _both(f"{_plain(100 * value, 1)}%")
    if scale == "points":
        points = _plain(100 * value, 1)
        return Text(f"{points} 个百分点", f"{points} points")
    if scale == "ratio":
        return Text(f"{_plain(value, 2)} 倍", f"{_plain(value, 2)} times")
    if value == 0 or _SMALLEST_P <= abs(value) < _MANY:
        return _both(_plain(value, max(0, _DIGITS - len(str(int(abs(value)))))))
    return _both(f"{value:.{_DIGITS}g}".replace("-", "−"))


def _plain(value: float, digits: int) -> str:
    words = f"{value:.{digits}f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return "0" if words == "-0" else words.replace("-", "−")


def _both(words: str) -> Text:
    return Text(words, words)
