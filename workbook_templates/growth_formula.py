"""The native formula of a growth rate, for sheets that show one: it gives what `udfs.comparing.columns` gives."""

from __future__ import annotations

from collections.abc import Callable

from udfs.comparing import growth
from udfs.comparing.columns import ARROW, RATE_DIGITS
from udfs.lang import Lang, Text
from udfs.problems import cells
from workbook_templates.formulas import quoted


def growth_formula(value: str, base: str, days: str, base_days: str, lang: Lang, *, smallest: float = 0) -> str:
    """Return the growth rate of a figure against its base, or in words why there is none.

    Args:
        value: the cell of the figure.
        base: that of its base.
        days: the cell with the working days of the period; both days are blank where figures are compared as they are.
        base_days: that of the base.
        lang: the language of words.
        smallest: below such a base counts are shown.
    """

    def words(text: Text) -> str:
        return quoted(text.to(lang))

    plain = _rate(value, base, words)
    per_day = _rate(f"({value}/{days})", f"({base}/{base_days})", words)
    if smallest > 0:
        plain, per_day = (
            f"IF(AND({base}>0,{base}<{smallest!r}),{base}&{quoted(ARROW)}&{value},{rate})" for rate in (plain, per_day)
        )
    no_days = words(cells.DAYS_ABOVE_ZERO.what)
    divided = f"IF(COUNT({days},{base_days})<2,{no_days},IF(MIN({days},{base_days})<=0,{no_days},{per_day}))"
    either = f"IF(AND({_blank(days)},{_blank(base_days)}),{plain},{divided})"
    numbers = f"IF(COUNT({value},{base})<2,{words(cells.NUMBER_EXPECTED.what)},{either})"
    return f'IF(OR({_blank(value)},{_blank(base)}),"",{numbers})'


def _rate(value: str, base: str, words: Callable[[Text], str]) -> str:
    zero, negative = (growth.filled(text, growth.PREVIOUS_PERIOD) for text in (growth.ZERO_BASE, growth.NEGATIVE_BASE))
    rate = f"IFERROR(ROUND(({value}-{base})/{base},{RATE_DIGITS}),{words(growth.TOO_LARGE)})"
    return f"IF({base}=0,{words(zero)},IF({base}<0,{words(negative)},{rate}))"


def _blank(cell: str) -> str:
    return f'IFERROR(TRIM({cell}),"!")=""'
