"""How conditional formats paint: the looks that sheets share."""

from __future__ import annotations

from typing import NamedTuple

from workbook_templates.builder import styles


class Look(NamedTuple):
    """How a conditional format paints: fill, ink, bold; the sign that it puts before what stands in the cell, or its format."""

    fill: str | None = None
    ink: str | None = None
    bold: bool = False
    sign: str = ""
    number: str | None = None

    def signed(self, sign: str) -> Look:
        """Return the look with a sign, for cells whose own words do not say what the colour does."""
        return self._replace(sign=sign)


class Rule(NamedTuple):
    """A conditional format on one column; `test` is a formula over the row's cells (`{row}`), written without `=`."""

    column: str
    test: str
    look: Look


URGENT = Look(styles.RED, styles.RED_INK, bold=True)
WARM = Look(styles.AMBER, styles.AMBER_INK)
GOOD = Look(styles.GREEN, styles.GREEN_INK)
COOL = Look(styles.BLUE, styles.BLUE_INK)
QUIET = Look(styles.GREY, styles.GREY_INK)
