"""A project file as records: what of the format a plan can use, in the format's own numbers and units.

Lags and slacks are tenths of a minute, durations minutes, days of the week 1 (Sunday) to 7 (Saturday), kinds of links
FF 0, FS 1, SF 2, SS 3. Custom fields are known by their names (`Text1`), which the file maps to numbers of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from udfs.lang import Text
from udfs.scheduling.links import LinkKind

LINK_KINDS = (LinkKind.FF, LinkKind.FS, LinkKind.SF, LinkKind.SS)

# Units of durations and lags: working days, the same as an estimate; elapsed time; a share of the predecessor.
IN_DAYS, IN_DAYS_ESTIMATED = 7, 39
ELAPSED = frozenset({4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52})
PER_CENT = frozenset({19, 20, 51, 52})

MINUTES_A_DAY = 480
TENTHS = 10
CALENDAR_DAY = 1440

# Constraint types.
AS_SOON, AS_LATE, START_ON, FINISH_ON, START_FROM, START_BY, FINISH_FROM, FINISH_BY = range(8)

# A custom text field holds no more; a name neither.
LONGEST = 255

# Kinds of resources: 0 is material, people work, a cost such as travelling is nothing but a sum.
WORK, COSTS_ONLY = 1, 2


class Dependency(NamedTuple):
    """A predecessor: the unique number of its task, the kind of the link, the lag and its unit.

    `elsewhere` names the other project where the task is not in this one.
    """

    before: int
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_format: int = IN_DAYS
    elsewhere: str = ""


class Detail(NamedTuple):
    """Something that no column has a place for: what it is, and what the file says, in words."""

    label: Text
    text: str


class Custom(NamedTuple):
    """A custom field: its number in the file, its name, and what people call it."""

    number: int
    name: str
    alias: str


class DayOff(NamedTuple):
    """An exception of a calendar: a run of days, worked or not."""

    first: date
    last: date
    worked: bool
    name: str = ""


@dataclass
class Calendar:
    """A calendar: weekdays that are worked (1 Monday to 7 Sunday, as `udfs.scheduling.workdays` has it) and exceptions.

    `minutes` are the working minutes of each weekday that the file tells of; the others are those of the base.
    """

    uid: int
    name: str
    week: frozenset[int] = frozenset()
    exceptions: list[DayOff] = field(default_factory=list)
    base: int | None = None
    minutes: dict[int, int] = field(default_factory=dict)


@dataclass
class Task:
    """A task as the file tells it; what the file does not tell is None."""

    uid: int
    number: int = 0
    name: str = ""
    level: int = 1
    active: bool = True
    manual: bool = False
    null: bool = False
    external: bool = False
    start: datetime | None = None
    finish: datetime | None = None
    minutes: int | None = None
    duration_format: int = IN_DAYS
    estimated: bool = False
    milestone: bool = False
    critical: bool = False
    early: tuple[datetime, datetime] | None = None
    late: tuple[datetime, datetime] | None = None
    free_slack: int | None = None
    total_slack: int | None = None
    cost: int | None = None
    percent: int = 0
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    constraint: int = AS_SOON
    constraint_date: datetime | None = None
    deadline: datetime | None = None
    calendar: int | None = None
    notes: str = ""
    links: list[Dependency] = field(default_factory=list)
    custom: dict[str, str] = field(default_factory=dict)
    baseline: tuple[datetime | None, datetime | None] | None = None
    extra: list[Detail] = field(default_factory=list)


@dataclass
class Resource:
    """Somebody or something that tasks need; `details` no plan has a place for; `calendar` is somebody's own."""

    uid: int
    name: str
    kind: int = WORK
    details: list[Detail] = field(default_factory=list)
    calendar: int | None = None


class Assignment(NamedTuple):
    """A resource at work on a task; 1 unit is full time. `details` no plan has a place for."""

    task: int
    resource: int
    units: float = 1.0
    details: tuple[Detail, ...] = ()


@dataclass
class Project:
    """A project file.

    Attributes:
        name: what it is called.
        saved: when it was saved.
        calendar: the calendar of tasks that name none.
        minutes_a_day: working minutes that make up a day.
        details: what the file says of the project itself, for which a plan has no place.
        left: what was met and has no record, with how often.
    """

    name: str = ""
    saved: datetime | None = None
    start: datetime | None = None
    finish: datetime | None = None
    calendar: int | None = None
    minutes_a_day: int = MINUTES_A_DAY
    custom: list[Custom] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
