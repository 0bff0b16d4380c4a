"""Control limits as native formulas, of a block of rows that is one phase: they equal those of `udfs.monitoring`.

Beside the points stands a column of 1 and 0: 1 where limits are taken from a point (it has a value, is not excluded,
lies in the baseline). Cells of points hold numbers or nothing. Everything here is read by Excel 2010, WPS and LibreOffice
without array formulas.
"""

from __future__ import annotations

from dataclasses import dataclass

from udfs.monitoring.charts import WIDTH
from udfs.monitoring.estimates import D2, D4


@dataclass(frozen=True)
class PhaseRows:
    """The rows of one phase, in A1 notation without a sheet.

    Attributes:
        first: the first row.
        last: the last one.
        base: the letters of the column of 1 and 0.
    """

    first: int
    last: int
    base: str

    def column(self, letters: str, begin: int = 0, end: int = 0) -> str:
        """Return a column of these rows, so many rows cut off at its two ends."""
        return f"${letters}${self.first + begin}:${letters}${self.last - end}"

    def total(self, letters: str) -> str:
        """Return the sum of a column over the points that limits are taken from."""
        return f"SUMPRODUCT({self.column(self.base)}*{self.column(letters)})"

    def mean(self, values: str) -> str:
        """Return the mean of the points: the centre line of single values and of counts."""
        return f"{self.total(values)}/SUM({self.column(self.base)})"

    def pooled(self, numerators: str, denominators: str) -> str:
        """Return all numerators over all denominators: the centre line of p, p′ and u."""
        return f"{self.total(numerators)}/{self.total(denominators)}"

    def mean_range(self, values: str) -> str:
        """Return the mean moving range: over neighbours that both count, so that none spans a hole. A phase has two rows."""
        both = f"{self.column(self.base, 1)}*{self.column(self.base, 0, 1)}"
        apart = f"ABS({self.column(values, 1)}-{self.column(values, 0, 1)})"
        return f"SUMPRODUCT({both}*{apart})/SUMPRODUCT({both})"


def limits_of_values(centre: str, mean_range: str) -> tuple[str, str, str]:
    """Return the lower and upper limit of single values, and the upper limit of their moving ranges.

    Args:
        centre: the cell of the centre line.
        mean_range: the cell of the mean moving range.
    """
    width = f"{WIDTH}*{mean_range}/{D2}"
    return f"{centre}-{width}", f"{centre}+{width}", f"{D4}*{mean_range}"


def spread_of_share(centre: str, size: str, factor: str = "1") -> str:
    """Return the spread of a share of `size` cases; for p′ the factor is the mean moving range of z ÷ 1.128."""
    return f"{factor}*SQRT({centre}*(1-{centre})/{size})"


def spread_of_rate(centre: str, size: str = "1") -> str:
    """Return the spread of a count per unit, or of a plain count."""
    return f"SQRT({centre}/{size})"


def longest_run(useful: str) -> str:
    """Return how long a run about the median may be; `useful` points are off it."""
    return f"ROUND(LOG({useful},2)+3,0)"


def fewest_crossings(useful: str) -> str:
    """Return how often the points have to cross the median."""
    return f"CRITBINOM({useful}-1,0.5,0.05)"
