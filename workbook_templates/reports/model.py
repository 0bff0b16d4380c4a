"""What a report sheet is: its words, and the areas that commands keep up to date."""

from __future__ import annotations

from collections.abc import Collection

from udfs.lang import Text
from workbook_templates.areas.model import Area
from workbook_templates.model import Frozen


class Curve(Frozen):
    """A line chart: its labels stand in the first column of an area, each line in one of the next columns."""

    area: Area
    lines: tuple[Text, ...]


class Plot(Frozen):
    """Neighbouring columns of an area that a chart shows as far down as the first of them is filled."""

    area: Area
    first: int
    columns: int


class Report(Frozen):
    """A sheet that shows what a table holds in another form.

    `key` tells the builder how it is drawn, `table` which table a workbook must hold, unless it has all of the tables `with_all`,
    or two of the tables `with_two`, and in any case all that it `needs`; one that stands `in_front` is the first sheet of the
    workbook. `areas` are all of its computed cells. Where there is a `flow`, the sheet is printed as far down as that area is filled.
    Where another block is printed beside it, `beside` is filled as far down, but for the `tail` of rows that its last line begins.
    """

    key: str
    table: str
    sheet: Text
    title: Text
    note: Text
    areas: tuple[Area, ...]
    curve: Curve | None = None
    flow: Area | None = None
    beside: Area | None = None
    tail: int = 0
    with_all: tuple[str, ...] = ()
    with_two: tuple[str, ...] = ()
    in_front: bool = False
    plots: tuple[Plot, ...] = ()
    needs: tuple[str, ...] = ()

    def belongs(self, tables: Collection[str]) -> bool:
        """Return whether a workbook that holds these tables has the sheet."""
        known = set(tables)
        has_all = bool(self.with_all) and known.issuperset(self.with_all)
        is_wanted = self.table in known or has_all or len(known.intersection(self.with_two)) > 1
        return is_wanted and known.issuperset(self.needs)
