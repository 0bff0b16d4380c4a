"""How monitoring puts figures and days into words."""

from __future__ import annotations

from datetime import date
from math import floor, log10

from udfs.lang import Text, counting, same

_MOST_DIGITS = 6
# So many digits of a spread are shown: with one more than it is worth, values that differ look different.
_DIGITS_OF_SPREAD = 2


def fill(words: Text, **fields: object) -> Text:
    """Return words with their fields filled in; a field that is a `Text` gives each language its own."""
    return Text(*(
        words.to(lang).format(**{
            name: value.to(lang) if isinstance(value, Text) else counting(value) for name, value in fields.items()
        })
        for lang in ("zh", "en")
    ))  # fmt: skip


def join(texts: list[Text], zh: str = "；", en: str = "; ") -> Text:
    """Return texts one after the other."""
    return Text(zh.join(text.zh for text in texts), en.join(text.en for text in texts))


def digits_for(spread: float | None, values: list[float]) -> int:
    """Return how many decimals show figures that spread so far; without a spread as many as the values need."""
    size = spread or max((abs(value) for value in values), default=0.0) / 10
    if size <= 0:
        return 0
    return min(_MOST_DIGITS, max(0, _DIGITS_OF_SPREAD - 1 - floor(log10(size))))


class Figures:
    """Figures of one measure in words: as many decimals as its spread is worth, shares in per cent, its unit behind.

    Args:
        spread: how far its values spread.
        values: some of them.
        is_share: whether they are shares of 1.
        unit: what is written behind them; shares have per cent.
    """

    def __init__(self, spread: float | None, values: list[float], unit: Text, *, is_share: bool) -> None:
        self._factor = 100 if is_share else 1
        self._digits = digits_for(
            None if spread is None else spread * self._factor, [value * self._factor for value in values]
        )
        self._unit = Text(*(word if word in {"%", ""} else f" {word}" for word in unit))

    def plain(self, value: float, digits: int | None = None) -> str:
        """Return a figure without its unit; a share keeps its sign of per cent."""
        number = f"{value * self._factor:.{self._digits if digits is None else digits}f}"
        if "." in number:
            number = number.rstrip("0").rstrip(".")
        number = "0" if number == "-0" else number.replace("-", "−")
        return number if self._factor == 1 else f"{number}%"

    def __call__(self, value: float, digits: int | None = None) -> Text:
        """Return a figure with its unit."""
        number = self.plain(value, digits)
        return same(number) if self._factor != 1 else Text(number + self._unit.zh, number + self._unit.en)

    def apart(self, value: float, limit: float) -> tuple[Text, Text]:
        """Return two figures with as many decimals as it takes to tell them apart."""
        digits = self._digits
        while digits < _MOST_DIGITS and self.plain(value, digits) == self.plain(limit, digits):
            digits += 1
        return self(value, digits), self(limit, digits)

    def span(self, low: float, high: float) -> Text:
        """Return from where to where figures go."""
        begin, end = self.plain(low), self(high)
        return Text(f"{begin}～{end.zh}", f"{begin} to {end.en}")


def day_text(day: date) -> str:
    """Return a day as messages write it."""
    return day.isoformat()[:10]
