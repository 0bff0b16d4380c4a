"""The figures of one verification as they are read and drawn: periods with their levels, points before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from udfs.choices import means
from udfs.effects.choices import CONTROL, PAIRED
from udfs.effects.observed import Observed
from udfs.lang import Text
from udfs.serials import to_serial
from udfs.values import as_text, is_blank, is_number
from workbook_templates.context import Context, TableData
from workbook_templates.reports import effect_words as words
from workbook_templates.reports.blocks import ControlChart
from workbook_templates.reports.control_points import Values
from workbook_templates.tables.effect_cases import EffectRow
from workbook_templates.tables.effect_verdicts import Effect

_DIGITS, _PER_CENT = 4, 100
# From here on numbers are written with an exponent.
_MANY = 1e9
# A line through fewer points says nothing.
_FEWEST = 3


def periods(effect: Effect) -> list[tuple[Text, Observed]]:
    """Return the periods that hold anything, in the order in which they are read."""
    case = effect.case
    every = (
        (words.BEFORE, case.before), (words.AFTER, case.after),
        (words.CONTROL_BEFORE, case.control_before), (words.CONTROL_AFTER, case.control_after),
    )  # fmt: skip
    return [(label, seen) for label, seen in every if seen is not None and seen.n]


class Shown:
    """A row of 效果验证 in its unit: shares in per cent, days of its periods."""

    def __init__(self, book: Context, data: TableData, effect: Effect) -> None:
        self.lang, self.effect = book.lang, effect
        self._row = EffectRow(book, data, effect.row)
        self.share = effect.case.before.is_share or effect.case.after.is_share
        self.paired = means(data["design"][effect.row], PAIRED)
        has_control = effect.case.control_before is not None and effect.case.control_before.n
        self.with_control = means(data["design"][effect.row], CONTROL) and bool(has_control)
        unit = self._row.unit
        self.unit = "" if is_blank(unit) else as_text(unit).strip()

    @property
    def spans(self) -> tuple[str, str]:
        """Return from when to when the periods before and after reach; blank where nobody knows."""
        own = self._row.series(self._row["group"])
        days = [point.day for point in own] or [point.day for point in self._row.points]
        spans = (self._row.period(prefix, days) for prefix in ("before", "after"))
        before, after = (
            "" if span is None else words.DAYS.to(self.lang).format(first=span.first, last=span.last) for span in spans
        )
        return before, after

    def scaled(self, value: float) -> float:
        """Return a figure in the unit in which it is read."""
        return value * self.effect.factor if self.share else value

    def figure(self, value: float | None) -> str:
        """Return a level with as many digits as people read, and its unit; a share is given as a part of 1."""
        if value is None:
            return ""
        if self.share and self.effect.factor == _PER_CENT:
            return f"{_digits(self.scaled(value))}%"
        return self._with_unit(self.scaled(value))

    def range(self, ends: Sequence[float] | None) -> str:
        """Return the interval of a level; blank where there is none."""
        if ends is None:
            return ""
        low, high = map(self.figure, ends)
        return words.RANGE.to(self.lang).format(low=low, high=high)

    @property
    def change(self) -> str:
        """Return the change as its cell has it, shares in points; blank where there is none."""
        return self._difference("estimate")

    @property
    def smallest(self) -> str:
        """Return the smallest change that matters, as it was typed; blank where nobody said."""
        return self._difference("smallest")

    def _difference(self, key: str) -> str:
        value = self._row[key]
        if not is_number(value):
            return as_text(value).strip()
        return words.POINTS.to(self.lang).format(value=_digits(value)) if self.share else self._with_unit(value)

    @property
    def change_range(self) -> str:
        """Return the interval of the change as its cells have it; blank where there is none."""
        low, high = self._row["low"], self._row["high"]
        if not (is_number(low) and is_number(high)):
            return ""
        return words.RANGE.to(self.lang).format(low=_digits(low), high=_digits(high))

    def _with_unit(self, value: float) -> str:
        return f"{_digits(value)}{self.unit if self.unit == '%' else f' {self.unit}'}".strip()


def _digits(value: float) -> str:
    """Return a figure with as many digits as people read."""
    rounded = float(f"{value:.{_DIGITS}g}")
    text = f"{rounded:,.10f}".rstrip("0").rstrip(".") if abs(rounded) < _MANY else f"{rounded:g}"
    return text.replace("-", "−")


def line_of(shown: Shown, name: str, numbers: Iterator[int]) -> ControlChart | None:
    """Return the points before and after by day, with the level of each period; None where nobody knows their days."""
    before, after = shown.effect.case.before, shown.effect.case.after
    if min(len(before.days), len(after.days)) < _FEWEST or len(before.days) != len(before.series):
        return None
    points = [*_points(shown, before), *_points(shown, after)]
    steps: list[Values] = [*_step(shown, before), (None,) * 5, *_step(shown, after)]
    names = (words.VALUE, "", "", words.MEAN_LINE)
    caption = words.LINE_CAPTION.to(shown.lang).format(n=next(numbers), name=name)
    phases = tuple(
        (float(to_serial(seen.days[0])), label.to(shown.lang))
        for label, seen in ((words.BEFORE, before), (words.AFTER, after))
    )
    return ControlChart(
        tuple(words_.to(shown.lang) if isinstance(words_, Text) else words_ for words_ in names),
        tuple(points),
        tuple(steps),
        {},
        phases,
        caption,
        caption,
    )


def _points(shown: Shown, seen: Observed) -> list[Values]:
    return [(_serial(day), shown.scaled(value), None, None) for day, value in zip(seen.days, seen.series, strict=True)]


def _step(shown: Shown, seen: Observed) -> list[Values]:
    level = None if seen.level is None else shown.scaled(seen.level)
    return [(_serial(day), level, None, None, None) for day in (seen.days[0], seen.days[-1])]


def _serial(day: date) -> float:
    return float(to_serial(day))
