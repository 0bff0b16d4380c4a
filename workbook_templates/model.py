"""The frozen description of a workbook: everything else (builder, checker, importer, commands, guide) reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from udfs.lang import Lang, Text
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

# 2: the plan has limits, calendars, actual starts and what the schedule says.
# 3: an issue tells both conditions of a cost anomaly.
LAYOUT_VERSION = 3


class Frozen(BaseModel):
    """Base of all descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class ChoiceList(Frozen):
    """A list of choices on the sheet 设置; users edit it there and every dropdown and check follows.

    One `of_columns` holds headings of its table: which of them must be filled in.
    """

    key: str
    label: Text
    items: tuple[Text, ...]
    source: Text
    tables: tuple[str, ...]
    of_columns: bool = False

    @property
    def name(self) -> str:
        """Return the defined name of the list's cells."""
        return f"lst_{self.key}"

    @property
    def dropdown(self) -> str:
        """Return the defined name of the part that is filled in: what dropdowns show."""
        return f"dd_{self.key}"


class Setting(Frozen):
    """One value on the sheet 设置 with the rule that it steers; one of a `report` stands on that report's sheet instead."""

    key: str
    label: Text
    default: Text | float | None
    explain: Text
    source: Text
    tables: tuple[str, ...]
    choices: tuple[Text, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    is_date: bool = False
    is_text: bool = False
    report: str = ""

    @property
    def name(self) -> str:
        """Return the defined name of the value's cell."""
        return f"set_{self.key}"

    def admits(self, number: float) -> bool:
        """Return whether a number is neither too low nor too high."""
        return (self.lowest is None or self.lowest <= number) and (self.highest is None or number <= self.highest)


class Computed(Frozen):
    """How a column is computed: the formula in two forms, and the function that gives the same values.

    `native` and `live` get a `formulas.RowRefs` and return the formula of one row: portable, or over the worksheet functions
    of the add-in (None where there is none). `values` gets a `context.TableContext` and returns the whole column. A column
    with `values` alone is written by every command that recalculates, which puts its values into the cells; it says itself
    which cells stay as they are. A column that only one command writes has none of them; it `travels` when what it says
    goes out with a copy. A `whole` column needs all rows of the table; the value of any other depends on its own row only.
    One that is `momentary` says something else a minute later.
    `former` are native forms that workbooks made before still hold: ours too, and brought up to date.
    """

    explain: Text
    native: Callable[[Any], str] | None = None
    live: Callable[[Any], str] | None = None
    values: Callable[[Any], list[CellValue]] | None = None
    former: tuple[Callable[[Any], str], ...] = ()
    travels: bool = False
    whole: bool = False
    momentary: bool = False


class Column(Frozen):
    """One column of a table; `choices` names a list on 设置, `options` are the same for everybody.

    A number that is `trimmed` shows as many decimals as it takes to read it, whole ones none. A date that is `timed` has its time
    of day. `since` is the layout that brought it: older workbooks lack it. The rows of the table that it `refers` to come `before`
    this one where they led to it, `after` it where it led to them; `beside` says nothing of what led to what.
    """

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    width: float = 12
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: str | None = None
    options: tuple[Text, ...] = ()
    free_choice: bool = False
    dropdown: str | None = None
    refers: str | None = None
    comes: Literal["before", "after", "beside"] = "before"
    hint: Text | None = None
    computed: Computed | None = None
    hidden: bool = False
    decimals: int | None = None
    trimmed: bool = False
    timed: bool = False
    since: int = 1

    def header(self, lang: Lang) -> str:
        """Return the header cell's text; required columns carry a star."""
        return self.label.to(lang) + ("*" if self.required else "")

    @property
    def typed(self) -> bool:
        """Return whether people fill this column in."""
        return self.computed is None

    @property
    def written(self) -> bool:
        """Return whether commands write this column's values wherever they recalculate."""
        return self.computed is not None and self.computed.native is None and self.computed.values is not None

    @property
    def carried(self) -> bool:
        """Return whether the cells hold plain values, which go along wherever rows go."""
        return self.typed or self.written


class Band(Frozen):
    """A run of neighbouring columns under one heading; the printed ones come first.

    `new_page`: printed on a page of its own, with the bands behind it and the frozen columns beside it. Where all columns are
    `alike` but for their names, the guide explains them in one line.
    """

    label: Text
    columns: tuple[Column, ...]
    printed: bool = True
    new_page: bool = False
    alike: bool = False


class Table(Frozen):
    """One Excel Table on a sheet of its own.

    One kept `by_commands` comes with no new workbook, has no required columns, nothing in it is computed. One that stands
    `beside` another is meant only where it is asked for by name. One with a `timeline` has a Gantt chart; one with
    `working_time` computes with working days, as a timeline does.
    """

    key: str
    name: str
    sheet: Text
    title: Text
    purpose: Text
    id_prefix: str
    bands: tuple[Band, ...]
    subject: str
    blank_rows: int = 20
    row_heights: Mapping[Lang, float] = {"zh": 28, "en": 28}
    frozen: str
    unique: tuple[str, ...] = ()
    timeline: bool = False
    working_time: bool = False
    beside: str | None = None
    by_commands: bool = False
    hidden: bool = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Return all columns from left to right."""
        return tuple(column for band in self.bands for column in band.columns)

    def with_band(self, band: Band, after: int) -> Table:
        """Return the table with one more band behind its first `after` ones."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Table(**{**fields, "bands": (*self.bands[:after], band, *self.bands[after:])})

    def column(self, key: str) -> Column:
        """Return the column with this key; raises KeyError."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def computed(self) -> tuple[Column, ...]:
        """Return the columns with a native formula; each depends only on typed ones and on those before it."""
        return tuple(c for c in self.columns if c.computed is not None and c.computed.native is not None)

    @property
    def written(self) -> tuple[Column, ...]:
        """Return the columns whose values commands write, from this and other tables."""
        return tuple(c for c in self.columns if c.written)

    @property
    def has_calendar(self) -> bool:
        """Return whether its workbook needs the sheet 节假日."""
        return self.timeline or self.working_time

    @property
    def typed(self) -> tuple[Column, ...]:
        """Return the columns that people fill in."""
        return tuple(c for c in self.columns if c.typed)

    @property
    def required(self) -> tuple[Column, ...]:
        """Return the columns that must be filled in."""
        return tuple(c for c in self.columns if c.required)


class Block(Frozen):
    """One count on the sheet 汇总: how many records of a table have each value of a column."""

    table: str
    column: str
    label: Text
    choices: str | None
    chart: Literal["bar", "pie"] = "bar"


class Template(Frozen):
    """A standard workbook: which tables it holds; the sheets 汇总, 设置, 填写说明 and `_log` come with every one."""

    key: TemplateKey
    label: Text
    file_name: Text
    tables: tuple[str, ...]
