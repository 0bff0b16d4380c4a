"""What formulas are evaluated against: the tables' columns, the settings, the calendar and today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar

from udfs.lang import Lang
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.model import Table
from workbook_templates.settings import Settings

Derived = TypeVar("Derived")

# Before the key of a column that is the user's own: the rest of the key is its heading.
OWN = "+"


@dataclass
class TableData:
    """The columns of one table, by column key; all are equally long."""

    table: Table
    columns: MutableMapping[str, list[CellValue]]
    length: int

    @classmethod
    def blank(cls, table: Table, rows: int) -> TableData:
        """Return a table of blank rows."""
        return cls(table, {}, rows)

    @classmethod
    def of(cls, table: Table, rows: Iterable[Mapping[str, CellValue]]) -> TableData:
        """Return a table made from rows of column key → value."""
        listed = list(rows)
        keys = {key for row in listed for key in row}
        return cls(table, {key: [row.get(key) for row in listed] for key in keys}, len(listed))

    def __getitem__(self, key: str) -> list[CellValue]:
        """Return a column; one that the workbook lacks is blank."""
        return self.columns.get(key) or [None] * self.length

    def filled(self) -> list[bool]:
        """Tell for each row whether a person, or in a register a command, has put anything into it."""
        columns = self.table.columns if self.table.by_commands else self.table.typed
        typed = [self.columns[c.key] for c in columns if c.key in self.columns and not c.hidden]
        nothing = len(typed)
        rows = zip(*typed, strict=True)
        # Most rows below the last one hold nothing at all.
        filled = [row.count(None) < nothing and any(not is_blank(value) for value in row) for row in rows]
        return filled or [False] * self.length

    def records(self) -> list[int]:
        """Return the positions of the rows that count: those with an id or a subject."""
        pairs = zip(self["id"], self[self.table.subject], strict=True)
        return [i for i, (number, subject) in enumerate(pairs) if number is not None or subject is not None]

    def without(self, key: str) -> list[int]:
        """Return the positions of the rows that count and say nothing in a column: no verdict, not closed, not done."""
        values = self[key]
        return [i for i in self.records() if is_blank(values[i])]


@dataclass
class Context:
    """Everything that a computed value may depend on."""

    lang: Lang
    today: date
    settings: Settings
    published: WorkCalendar | None = None
    calendars: tuple[WorkCalendar, ...] = ()
    tables: dict[str, TableData] = field(default_factory=dict)
    now: datetime | None = None
    _known: dict[object, object] = field(init=False, default_factory=dict, repr=False, compare=False)
    _lasting: dict[object, object] = field(init=False, default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Context], Derived]) -> Derived:
        """Return what a function makes of the workbook as it stands; several areas then share what it costs."""
        if make not in self._known:
            self._known[make] = make(self)
        return self._known[make]  # type: ignore[return-value]  # it was made by the same function

    def lasting(self, make: Callable[[Context], Derived]) -> Derived:
        """Return what a function makes of typed cells alone: it is asked for when they are all there, and stays known."""
        if make not in self._lasting:
            self._lasting[make] = make(self)
        return self._lasting[make]  # type: ignore[return-value]  # it was made by the same function

    def forget(self) -> None:
        """Let everything be made anew: cells have changed."""
        self._known.clear()

    @property
    def moment(self) -> datetime:
        """Return the moment as of which clocks are read: the beginning of today where nobody has said it."""
        return self.now or datetime.combine(self.today, time())

    @property
    def calendar(self) -> WorkCalendar | None:
        """Return the default calendar, None where the workbook computes with no working days."""
        return self.calendars[0] if self.calendars else None

    def put_calendar(self, published: WorkCalendar) -> None:
        """Let the calendars of the list on 设置 follow the listed days off and on."""
        rules = self.settings.calendars
        self.published = published
        self.calendars = tuple(published.variant(rule.week, holidays=rule.holidays) for rule in rules)

    def calendar_named(self, name: CellValue) -> WorkCalendar | None:
        """Return the calendar of a task: the default one where the cell is blank, None where there is none of that name."""
        if is_blank(name):
            return self.calendar
        wanted = as_text(name).casefold()
        names = (rule.name.casefold() for rule in self.settings.calendars)
        return next((calendar for known, calendar in zip(names, self.calendars, strict=False) if known == wanted), None)

    def compute(self) -> None:
        """Fill in the computed columns of every table, in dependency order."""
        self.forget()
        self._lasting.clear()
        for data in self.tables.values():
            for column in data.table.computed:
                if column.computed is not None and column.computed.values is not None:
                    data.columns[column.key] = column.computed.values(TableContext(self, data))


@dataclass(frozen=True)
class TableContext:
    """What the function of a computed column gets: its table's columns and the workbook around it."""

    book: Context
    data: TableData

    def __getitem__(self, key: str) -> list[CellValue]:
        """Return a column of the table."""
        return self.data[key]

    @property
    def lang(self) -> Lang:
        """Return the workbook's language."""
        return self.book.lang

    @property
    def settings(self) -> Settings:
        """Return the workbook's settings."""
        return self.book.settings

    @property
    def today(self) -> date:
        """Return the day as of which everything is computed."""
        return self.book.today

    @property
    def calendar(self) -> WorkCalendar:
        """Return the working-day calendar; tables with dates to compute come with one."""
        if self.book.calendar is None:
            raise LookupError("this workbook has no working-day calendar")
        return self.book.calendar

    def calendars(self, column: str) -> list[WorkCalendar | None]:
        """Return the calendar that each row names in a column."""
        calendars = {name: self.book.calendar_named(name) for name in set(self.data[column])}
        return [calendars[name] for name in self.data[column]]
