"""Every row of 效果验证 as a case to be judged: its periods, its points or what was typed, its plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from udfs.choices import means, meant
from udfs.comparing.periods import Period
from udfs.effects import plans
from udfs.effects.choices import BEFORE_AFTER, DESIGNS, PAIRED
from udfs.effects.doubts import Group, Past
from udfs.effects.judging import Case
from udfs.effects.observed import MOST_CASES, Observed
from udfs.effects.typed import observed
from udfs.indicators.points import Point, factor
from udfs.monitoring.choices import DIRECTIONS, HIGHER, LOWER, RATE
from udfs.monitoring.series import LARGEST
from udfs.problems import Problem, RefusalError, verifying
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.context import Context, TableData
from workbook_templates.model import Table
from workbook_templates.tables.measures import MEASURES, known_points

GOOD = (HIGHER, LOWER)
# What is fixed of a comparison before it begins, and of the definition of its measure.
PLAN_KEYS = ("indicator", "group", "direction", "design", "before_from", "before_to",
             "after_from", "after_to", "control", "smallest")  # fmt: skip
DEFINITION_KEYS = ("definition", "unit", "filter", "calculation", "value_column", "share_of")
TYPED_KEYS = ("before_data", "after_data", "control_before_data", "control_after_data")
_PER_CENT = 100
_YEARS = 1950, 2150


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a row: the column, the problem, and what fills its words."""

    row: int
    column: str
    problem: Problem
    args: dict[str, object]


class EffectRow:
    """Reads one row: its periods, its points, what was typed."""

    def __init__(self, book: Context, data: TableData, row: int) -> None:
        self.row, self.complaints = row, list[Complaint]()
        self._book, self._data = book, data
        self.measure = _measure(book, plain(self["measure"]).casefold())
        self.unit = self.measure.get("unit")
        self.design = meant(self["design"], DESIGNS) or BEFORE_AFTER
        self.first = _day(self["after_from"])
        every = book.once(known_points).get(plain(self["measure"]).casefold(), [])
        usable = (point for point in every if abs(point.value) <= LARGEST and _day(point.day) is not None)
        self.points = sorted(usable, key=lambda point: point.day)

    def __getitem__(self, key: str) -> CellValue:
        return self._data[key][self.row]

    def complain(self, problem: Problem, column: str, **args: object) -> None:
        """Note what is wrong with a cell of the row."""
        self.complaints.append(Complaint(self.row, column, problem, args))

    @property
    def higher_is_better(self) -> bool | None:
        """Return which side is good, as the row says or else the measure; None where nobody said."""
        stated = self["direction"] if not is_blank(self["direction"]) else self.measure.get("direction")
        good = meant(stated, DIRECTIONS)
        return None if good not in GOOD else good == HIGHER

    @property
    def plan(self) -> tuple[plans.Part, ...]:
        """Return the plan as it stands now."""
        return plan_of(self._data.table, {key: self[key] for key in (*PLAN_KEYS, "measure")}, self.measure)

    def period(self, prefix: str, days: Sequence[date]) -> Period | None:
        """Return a period; where an end is blank it reaches to the start of the improvement, or as far as there are points."""
        begin, end = _day(self[f"{prefix}_from"]), _day(self[f"{prefix}_to"])
        if prefix == "before":
            begin = begin or (days[0] if days else None)
            last = self.first - timedelta(days=1) if self.first else days[-1] if days else None
            end = last if end is None else min(end, last or end)
        elif begin is not None:
            end = end or (max(days[-1], begin) if days else begin)
        return Period(begin, end) if begin is not None and end is not None and begin <= end else None

    def series(self, group: CellValue) -> list[Point]:
        """Return the points of a group, or those of all together: where there are none the groups are added up by day."""
        name = plain(group).casefold() or None
        own = [point for point in self.points if point.group == name]
        return own if own or name is not None else _rolled(self.points, factor(self.unit))

    def typed(self, key: str) -> Observed | None:
        """Return what was typed of a period; None where nothing was, or where it cannot be read."""
        if is_blank(self[key]):
            return None
        try:
            return observed(self[key])
        except RefusalError as refusal:
            shown = plain(as_text(self[key]))
            problem = refusal.finding.problem
            args = dict(refusal.finding.args) if problem is not verifying.DATA_UNREADABLE else {"value": shown}
            self.complain(problem, key, **args)
            return Observed()


def _day(value: CellValue) -> date | None:
    """Return the day of a cell; one that lies beyond all plans is none, the check names it."""
    day = day_of(value)
    return day if day is not None and _YEARS[0] <= day.year <= _YEARS[1] else None


def _measure(book: Context, number: str) -> dict[str, CellValue]:
    """Return what the table of measures says of one; nothing where it is not there."""
    data = book.tables.get(MEASURES.key)
    if data is None or not number:
        return {}
    for row, value in enumerate(data["id"]):
        if plain(value).casefold() == number:
            return {key: data[key][row] for key in ("name", "kind", "unit", "direction", *DEFINITION_KEYS)}
    return {}


def _rolled(points: Sequence[Point], scale: int) -> list[Point]:
    """Return the groups of each day together: numerators over denominators, else counts added up (T42)."""
    by_day: dict[date, list[Point]] = defaultdict(list)
    for point in points:
        by_day[point.day].append(point)
    rolled = []
    for day, parts in by_day.items():
        if all(part.numerator is not None and part.denominator for part in parts):
            top = fsum(part.numerator or 0.0 for part in parts)
            bottom = fsum(part.denominator or 0.0 for part in parts)
            rolled.append(Point(day, None, top, bottom, top / bottom * scale))
        elif len(parts) == 1:
            rolled.append(parts[0]._replace(group=None))
    return rolled


def _is_counted(points: Sequence[Point]) -> bool:
    """Return whether points are x of n cases, all of them."""
    return bool(points) and all(
        point.numerator is not None
        and point.denominator is not None
        and point.numerator == int(point.numerator)
        and point.denominator == int(point.denominator)
        and 0 <= point.numerator <= point.denominator <= MOST_CASES
        and point.denominator >= 1
        for point in points
    )


def _seen(points: Sequence[Point], period: Period | None, *, counted: bool) -> Observed:
    """Return the points of a period."""
    chosen = [point for point in points if period is not None and period.first <= point.day <= period.last]
    days = tuple(point.day for point in chosen)
    if counted:
        return Observed(counts=tuple((int(p.numerator or 0), int(p.denominator or 1)) for p in chosen), days=days)
    return Observed(values=tuple(point.value for point in chosen), days=days)


def case_of(row: EffectRow) -> tuple[Case, int]:
    """Return a row as a case, and what a share of 1 is in its unit."""
    own, control = row.series(row["group"]), row.series(row["control"]) if not is_blank(row["control"]) else []
    days = [point.day for point in own]
    all_days = days or [point.day for point in row.points]
    before, after = row.period("before", all_days), row.period("after", all_days)
    counted = means(row.measure.get("kind"), RATE) and _is_counted([*own, *control])
    typed = [row.typed(key) for key in TYPED_KEYS]
    if row.design == PAIRED:
        seen = _pairs(row, before, after)
    else:
        seen = [_seen(points, period, counted=counted) for points in (own, control) for period in (before, after)]
    first, second, third, fourth = (
        given if given is not None else points for given, points in zip(typed, seen, strict=True)
    )
    is_share = first.is_share or second.is_share
    scale = (factor(row.unit) if row.measure and factor(row.unit) > 1 else _PER_CENT) if is_share else 1
    smallest = row["smallest"]
    is_by_points = typed[0] is None and typed[1] is None and row.design != PAIRED
    past, groups = None, dict[str, Group]()
    if is_by_points and before is not None and after is not None:
        values = [point.numerator / point.denominator if counted else point.value for point in own]  # type: ignore[operator]
        past, groups = (
            Past(days, values, before, after),
            _groups(row, before, after, 1 if counted else factor(row.unit)),
        )
    case = Case(
        design=row.design,
        before=first,
        after=second,
        higher_is_better=bool(row.higher_is_better),
        control_before=third,
        control_after=fourth,
        smallest=abs(float(smallest)) / scale if is_number(smallest) and smallest else None,
        past=past,
        groups=groups,
    )
    return case, scale


def _pairs(row: EffectRow, before: Period | None, after: Period | None) -> list[Observed]:
    """Return the level of each group before and after, for the groups that have both."""
    levels = []
    for name in sorted({point.group for point in row.points if point.group is not None}):
        points = row.series(name)
        both = [_seen(points, period, counted=False).level for period in (before, after)]
        if both[0] is not None and both[1] is not None:
            levels.append((both[0], both[1]))
    return [Observed(values=tuple(pair[side] for pair in levels)) for side in (0, 1)] + [Observed(), Observed()]


def _groups(row: EffectRow, before: Period, after: Period, scale: int) -> dict[str, Group]:
    """Return numerators and denominators of each group before and after; none where the row is about one group alone."""
    if not is_blank(row["group"]):
        return {}
    groups: dict[str, Group] = {}
    for name in {point.group for point in row.points if point.group is not None}:
        points = [point for point in row.points if point.group == name]
        if any(point.numerator is None or point.denominator is None for point in points):
            return {}
        sums = [_sums(points, period, scale) for period in (before, after)]
        groups[name] = Group(sums[0], sums[1])
    return groups


def _sums(points: Sequence[Point], period: Period, scale: int) -> tuple[float, float]:
    chosen = [point for point in points if period.first <= point.day <= period.last]
    return fsum(p.numerator or 0.0 for p in chosen) * scale, fsum(p.denominator or 0.0 for p in chosen)


def plan_of(table: Table, cells: Mapping[str, CellValue], measure: Mapping[str, CellValue]) -> tuple[plans.Part, ...]:
    """Return what is fixed before the start: the plan, and the definition of the measure where this workbook has it.

    Numbers are left out, since gathering workbooks gives rows new ones: the measure is named.
    """
    stated = {
        "direction": measure.get("direction"),
        **{key: cells.get(key) for key in PLAN_KEYS if not is_blank(cells.get(key))},
    }
    parts = [plans.Part(table.column(key).label, as_text(_shown(stated.get(key)))) for key in PLAN_KEYS]
    if measure or is_blank(cells.get("measure")):
        parts.append(plans.Part(MEASURES.title, as_text(measure.get("name"))))
        parts += [plans.Part(MEASURES.column(key).label, as_text(measure.get(key))) for key in DEFINITION_KEYS]
    return tuple(parts)


def _shown(value: CellValue) -> CellValue:
    day = day_of(value)
    return value if day is None else day.isoformat()
