"""Values of a project file in words: sums of money, lengths, moments and flags, as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum, auto

from addin.mspdi.model import CALENDAR_DAY, ELAPSED, MINUTES_A_DAY, PER_CENT, TENTHS
from addin.mspdi.node import minutes_of, moment_of, number_of
from udfs.lang import Lang, Text


class Form(Enum):
    """What a value is, so that it can be worded."""

    TEXT = auto()
    COST = auto()
    LENGTH = auto()
    TENTHS = auto()
    MOMENT = auto()
    FLAG = auto()


# Numbers of custom task fields by their first one: how many lie side by side, at which distance.
_RANGES = (
    (188743783, 3, 1, Form.LENGTH), (188743955, 7, 1, Form.LENGTH),
    (188743786, 3, 1, Form.COST), (188743938, 7, 1, Form.COST),
    (188743732, 5, 3, Form.MOMENT), (188743733, 5, 3, Form.MOMENT), (188743962, 10, 1, Form.MOMENT), (188743945, 10, 1, Form.MOMENT),
    (188743752, 10, 1, Form.FLAG), (188743972, 10, 1, Form.FLAG),
)  # fmt: skip
_BY_NUMBER = {
    first + at * step: form for first, count, step, form in _RANGES for at in range(count)
}  # fmt: skip
_BY_NAME = {
    "duration": Form.LENGTH,
    "cost": Form.COST,
    "start": Form.MOMENT,
    "finish": Form.MOMENT,
    "date": Form.MOMENT,
    "flag": Form.FLAG,
}
# CFType: cost, date, duration, finish, flag, number, start, text.
_BY_TYPE = (Form.COST, Form.MOMENT, Form.LENGTH, Form.MOMENT, Form.FLAG, Form.TEXT, Form.MOMENT, Form.TEXT)
_LIKE_LENGTH = re.compile(r"PT\d+H\d+M\d+(?:\.\d+)?S")
_LIKE_NAME = re.compile(r"([a-z]+) ?\d{1,2}")

_YES, _NO = Text("是", "Yes"), Text("否", "No")
# Minutes of a unit, and what it is called, by the format of a length; an estimate has the same unit 32 further on.
_MINUTE, _HOUR, _DAY = Text("分钟", "min"), Text("小时", "h"), Text("天", "d")
_WEEK, _MONTH = Text("周", "w"), Text("个月", "mo")
_ESTIMATED = 32
_SHOWN = 2
_OF_TASKS = range(188743680, 188800000)


def form_of(number: int, name: str, kind: int | None) -> Form | None:
    """Return what the values of a custom field are, by its number, its name (`Cost1`) or its declared type; None if neither tells."""
    if number in _BY_NUMBER:
        return _BY_NUMBER[number]
    match = _LIKE_NAME.fullmatch(name.strip().casefold())
    if match is not None and match[1] in (*_BY_NAME, "text", "number"):
        return _BY_NAME.get(match[1], Form.TEXT)
    if kind is not None and 0 <= kind < len(_BY_TYPE):
        return _BY_TYPE[kind]
    return Form.TEXT if number in _OF_TASKS else None


@dataclass(frozen=True)
class Wording:
    """Puts the values of one file into words of a language.

    Attributes:
        lang: the language.
        minutes_a_day: working minutes that make up a day, in a week that `minutes_a_week` make up.
        usual_times: times of day that a date has where nobody chose one.
    """

    lang: Lang
    minutes_a_day: int = MINUTES_A_DAY
    minutes_a_week: int = 5 * MINUTES_A_DAY
    days_a_month: int = 20
    usual_times: frozenset[time] = frozenset({time(8), time(17)})

    def of(self, text: str, form: Form | None, unit: int | None = None) -> str:
        """Return a value in words; one that is not what its form says stays as it is."""
        value = text.strip()
        if form is None:  # an unknown field: nobody types this way
            form = Form.LENGTH if _LIKE_LENGTH.fullmatch(value) else Form.TEXT
        worded: str | None = None
        if form is Form.COST:
            worded = self._cost(value)
        elif form is Form.LENGTH:
            minutes = minutes_of(value)
            worded = None if minutes is None else self.length(minutes, unit)
        elif form is Form.TENTHS:
            tenths = number_of(value)
            worded = None if tenths is None else self.length(tenths / TENTHS, unit)
        elif form is Form.MOMENT:
            worded = self._moment(value)
        elif form is Form.FLAG and value in ("0", "1"):
            worded = (_YES if value == "1" else _NO).to(self.lang)
        return text if worded is None else worded

    def _cost(self, value: str) -> str | None:
        hundredths = number_of(value.replace(",", ".") if value.count(",") == 1 and "." not in value else value)
        return None if hundredths is None else short(hundredths / 100, 4)

    def _moment(self, value: str) -> str | None:
        moment = moment_of(value)
        if moment is None:
            return None
        if moment.time() == time() or moment.time() in self.usual_times:
            return f"{moment:%Y-%m-%d}"
        return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"

    def length(self, minutes: float, unit: int | None) -> str:
        """Return a length in the unit that the file shows it in, days where it names none."""
        if unit in PER_CENT:
            return f"{short(minutes * TENTHS)}%"
        elapsed = unit in ELAPSED
        plain = (unit or 0) - (_ESTIMATED if (unit or 0) > _ESTIMATED else 0) - elapsed
        day = CALENDAR_DAY if elapsed else self.minutes_a_day
        week = 7 * CALENDAR_DAY if elapsed else self.minutes_a_week
        month = 30 * CALENDAR_DAY if elapsed else self.days_a_month * self.minutes_a_day
        units: Mapping[int, tuple[int, Text]] = {3: (1, _MINUTE), 5: (60, _HOUR), 9: (week, _WEEK), 11: (month, _MONTH)}
        size, name = next(
            # The next smaller unit where hundredths of this one are too coarse.
            (unit for unit in (units.get(plain, (day, _DAY)), (60, _HOUR), (1, _MINUTE)) if _fits(minutes / unit[0])),
            (1, _MINUTE),
        )
        if self.lang == "zh":
            return f"{short(minutes / size)} {'连续' if elapsed else ''}{name.zh}"
        return f"{short(minutes / size)} {'e' if elapsed else ''}{name.en}"


def _fits(value: float) -> bool:
    return abs(round(value, _SHOWN) - value) < 1e-9  # noqa: PLR2004 - nothing but the noise of a division


def short(value: float, digits: int = _SHOWN) -> str:
    """Return a number without noughts at its end."""
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
