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


class Report(Frozen):
    """A sheet that shows what a table holds in another form.

    `key` tells the builder how it is drawn, `table` which table a workbook must hold, unless it has all of the tables `with_all`;
    `areas` are all of its computed cells.
    """

    key: str
    table: str
    sheet: Text
    title: Text
    note: Text
    areas: tuple[Area, ...]
    curve: Curve | None = None
    with_all: tuple[str, ...] = ()

    def belongs(self, tables: Collection[str]) -> bool:
        """Return whether a workbook that holds these tables has the sheet."""
        return self.table in tables or (bool(self.with_all) and set(self.with_all) <= set(tables))
