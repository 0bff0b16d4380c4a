"""A row of the sheet 模拟: what it says, with what the present says where it is blank, as a plan that can run.

The first scenario of a rule (or of the rule that it replaces) is its present; in the others a blank cell means “as at present”, and people are told post by post.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from udfs.choices import meant
from udfs.lang import Text, listed
from udfs.problems import simulating
from udfs.process.model import Step
from udfs.scheduling.workdays import WorkCalendar, day_number
from udfs.simulation import arithmetic, cells
from udfs.simulation.building import Changes, UnusableError, stages_of
from udfs.simulation.draws import WIDEST_TRIANGLE, Shape, Spread
from udfs.simulation.model import Arrivals, Plan, Post
from udfs.simulation.shifts import HOUR_MS, Shift
from udfs.standards.hours import Hours
from udfs.values import CellValue, is_blank, is_number

PER_HOUR, PER_DAY = RATES = (Text("每工作小时", "Per working hour"), Text("每工作日", "Per working day"))
LOGNORMAL, EXPONENTIAL, TRIANGULAR, FIXED = SPREADS = (
    Text("对数正态", "Lognormal"),
    Text("指数", "Exponential"),
    Text("三角", "Triangular"),
    Text("固定", "Fixed"),
)
WITH_WAITS, WITHOUT_WAITS = WAITS = (Text("计入", "Added"), Text("不计", "Left out"))
_SHAPES: dict[Text, Shape] = {
    LOGNORMAL: "lognormal",
    EXPONENTIAL: "exponential",
    TRIANGULAR: "triangular",
    FIXED: "fixed",
}

# In these columns a blank cell means what the present says; people and shifts are put together post by post.
INHERITED = ("arrivals", "per", "peaks", "spread", "variation", "waits", "start", "days", "warm_up")
DEFAULT_DAYS, MOST_DAYS = 20, 1000
# Whole days that fill the process before anything is measured, as a part of the measured ones.
_WARM_UP = 0.2
_MOST_PEOPLE = 10_000
_MOST_VARIATION = 10.0
_DEFAULT_VARIATION = 0.5
_HOURS_A_DAY = 24

_PEOPLE = "审核员=3; 客服=2"
_FACTORS = "5=0.5; 7=0.8"
_GROUPS = "4+5; 7+8"
_PEAKS = "9=2; 14=1.5"
_SHIFTS = "客服=8:00-12:00,13:00-20:00"


@dataclass(frozen=True)
class Office:
    """The working time of the workbook, and the day on which a simulation begins where a scenario names none."""

    calendar: WorkCalendar
    hours: Hours
    today: date

    def shift(self, first: date, hours: Hours | None = None) -> Shift:
        """Return the working time from a day on."""
        return Shift(self.calendar, hours or self.hours, first)


Row = Mapping[str, CellValue]


def plan_of(row: Row, present: Row, steps: Sequence[Step], office: Office) -> Plan:
    """Return the plan of a scenario.

    Args:
        row: its cells by column.
        present: those of the first scenario of the same rule, which may be the same one.
        steps: the steps of the rule.
        office: the working time.

    Raises:
        UnusableError: a cell cannot be used.
    """
    full = {**row, **{key: present[key] for key in INHERITED if is_blank(row[key])}}
    spread = _spread(full)
    factors = cells.read_numbers(row["factors"])
    groups = cells.read_groups(row["parallel"])
    if factors is None:
        raise UnusableError("factors", simulating.UNREADABLE.finding(value=row["factors"], allowed=_FACTORS))
    if groups is None:
        raise UnusableError("parallel", simulating.UNREADABLE.finding(value=row["parallel"], allowed=_GROUPS))
    waits = meant(full["waits"], WAITS) != WITHOUT_WAITS
    stages, lanes = stages_of(steps, Changes(cells.read_list(row["removed"]), factors, groups, waits), spread)
    number = day_number(full["start"])
    first = office.today if number is None else date.fromordinal(number)
    shift = office.shift(first)
    every_lane = tuple(dict.fromkeys(step.lane for step in steps if step.lane))
    people, hours = _people(row, present, every_lane), _shifts(row, present, every_lane)
    posts = []
    for lane in lanes:
        if lane not in people:
            raise UnusableError("people", simulating.NO_PEOPLE.finding(value=lane))
        posts.append(Post(lane, people[lane], office.shift(first, hours[lane]) if lane in hours else shift))
    days = _whole(full, "days", DEFAULT_DAYS, 1, MOST_DAYS)
    warm_up = _whole(full, "warm_up", ceil(days * _WARM_UP), 0, MOST_DAYS)
    return Plan(stages, tuple(posts), _arrivals(full, shift), shift, days, warm_up)


def _spread(row: Row) -> Spread:
    shape = _SHAPES[meant(row["spread"], SPREADS) or LOGNORMAL]
    variation = row["variation"]
    if is_blank(variation):
        widest = min(_DEFAULT_VARIATION, WIDEST_TRIANGLE) if shape == "triangular" else _DEFAULT_VARIATION
        return Spread(shape, widest)
    spread = Spread(shape, float(variation) if is_number(variation) else -1)
    if not spread.is_possible or spread.relative > _MOST_VARIATION:
        most = f"{WIDEST_TRIANGLE:.2f}" if shape == "triangular" else f"{_MOST_VARIATION:g}"
        raise UnusableError("variation", simulating.OUT_OF_RANGE.finding(value=variation, allowed=f"0–{most}"))
    return spread


def _whole(row: Row, key: str, default: int, least: int, most: int) -> int:
    value = row[key]
    if is_blank(value):
        return default
    if not is_number(value) or value != int(value) or not least <= value <= most:
        allowed = Text(f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}")
        raise UnusableError(key, simulating.OUT_OF_RANGE.finding(value=value, allowed=allowed))
    return int(value)


def _people(row: Row, present: Row, lanes: Sequence[str]) -> dict[str, int]:
    people: dict[str, int] = {}
    for source in (present, row):
        numbers = cells.read_numbers(source["people"])
        if numbers is None:
            raise UnusableError("people", simulating.UNREADABLE.finding(value=source["people"], allowed=_PEOPLE))
        for name, number in numbers.items():
            if number != int(number) or not 1 <= number <= _MOST_PEOPLE:
                allowed = Text(f"1 到 {_MOST_PEOPLE} 的整数", f"whole numbers from 1 to {_MOST_PEOPLE}")
                raise UnusableError(
                    "people", simulating.OUT_OF_RANGE.finding(value=f"{name}={number:g}", allowed=allowed)
                )
            if lane := _lane(name, lanes, "people", must=source is row):
                people[lane] = int(number)
    return people


def _shifts(row: Row, present: Row, lanes: Sequence[str]) -> dict[str, Hours]:
    hours: dict[str, Hours] = {}
    for source in (present, row):
        shifts = cells.read_shifts(source["shifts"])
        if shifts is None:
            raise UnusableError("shifts", simulating.UNREADABLE.finding(value=source["shifts"], allowed=_SHIFTS))
        named = {_lane(name, lanes, "shifts", must=source is row): times for name, times in shifts.items()}
        hours |= {lane: times for lane, times in named.items() if lane}
    return hours


def _lane(name: str, lanes: Sequence[str], column: str, *, must: bool) -> str:
    """Return a post as the steps write it; those of a present that is another rule need not be there."""
    wanted = cells.folded(name).casefold()
    known = next((lane for lane in lanes if cells.folded(lane).casefold() == wanted), None)
    if known is None and must:
        raise UnusableError(column, simulating.NO_POST.finding(value=name, allowed=listed(lanes)))
    return known or ""


def _arrivals(row: Row, shift: Shift) -> Arrivals:
    amount, peaks = row["arrivals"], cells.read_peaks(row["peaks"])
    if not is_number(amount) or amount <= 0:
        raise UnusableError("arrivals", simulating.NO_ARRIVALS.finding())
    if peaks is None:
        raise UnusableError("peaks", simulating.UNREADABLE.finding(value=row["peaks"], allowed=_PEAKS))
    day = amount if meant(row["per"], RATES) == PER_DAY else amount * shift.a_day / HOUR_MS
    weights = tuple(peaks.get(hour, 1.0) for hour in range(_HOURS_A_DAY))
    # A day has as many cases as it says, wherever its peaks are.
    even = arithmetic.a_day(Arrivals(weights, shift))
    if even <= 0:
        raise UnusableError("peaks", simulating.UNREADABLE.finding(value=row["peaks"], allowed=_PEAKS))
    return Arrivals(tuple(weight * day / even for weight in weights), shift)
