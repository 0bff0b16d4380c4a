"""How many texts complain of what, in this period and the one before, with what people wrote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from udfs.keywords.complaints import Complaint
from udfs.lang import Text
from udfs.statistics.proportions import fisher

# Below so many texts in both periods nothing is concluded.
FEWEST = 5
_CHANCE = 0.05
QUOTES = 3
_SHORTEST_QUOTE, _LONGEST_QUOTE = 6, 60

RISING, FALLING, STEADY, NEW = (
    Text("上升", "Rising"),
    Text("下降", "Falling"),
    Text("持平", "Steady"),
    Text("新出现", "New"),
)
TRENDS = (RISING, FALLING, STEADY, NEW)


class Document(NamedTuple):
    """A text: as it was written, its day, and what it complains of."""

    text: str
    day: date | None
    complaints: frozenset[Complaint]


@dataclass(frozen=True)
class Keyword:
    """A keyword.

    Attributes:
        word: what is complained of.
        count: how many texts say so; one that says it and denies it counts for both.
        share: of all texts, from 0 to 1.
        current: how many of the present period.
        previous: how many of the period before, as long as this one.
        trend: one of `TRENDS`, None where nothing can be concluded.
        denied: how many texts deny it.
        quotes: up to three different texts, those of a readable length and the latest first.
    """

    word: str
    count: int
    share: float
    current: int
    previous: int
    trend: Text | None
    denied: int
    quotes: tuple[str, ...]


class Period(NamedTuple):
    """The present period and the one before, of the same length: both from their first day to their last."""

    first: date
    last: date

    @property
    def before(self) -> Period:
        """Return the period before."""
        days = (self.last - self.first).days + 1
        return Period(self.first - timedelta(days), self.first - timedelta(1))

    def __contains__(self, day: object) -> bool:
        """Return whether a day lies in it."""
        return isinstance(day, date) and self.first <= day <= self.last


def last_period(days: Iterable[date | None], length: int) -> Period | None:
    """Return the `length` days up to the last one; None without any day."""
    last = max((day for day in days if day is not None), default=None)
    return None if last is None else Period(last - timedelta(length - 1), last)


def keywords(documents: Sequence[Document], period: Period | None) -> list[Keyword]:
    """Return the keywords, those of most texts first; a text counts once for each (T56)."""
    naming: defaultdict[str, list[Document]] = defaultdict(list)
    denied: Counter[str] = Counter()
    for document in documents:
        for complaint in document.complaints:
            if complaint.is_denied:
                denied[complaint.word] += 1
            else:
                naming[complaint.word].append(document)
    sizes = _within(documents, period)
    rows = []
    for word in {**naming, **denied}:
        own = naming[word]
        current, previous = _within(own, period)
        trend = trend_of(current, sizes[0], previous, sizes[1])
        share = len(own) / len(documents)
        rows.append(Keyword(word, len(own), share, current, previous, trend, denied[word], _quotes(own)))
    return sorted(rows, key=lambda row: (-row.count, -row.denied, row.word))


def trend_of(current: int, of_current: int, previous: int, of_previous: int) -> Text | None:
    """Return whether a share of texts rose or fell: by Fisher's exact test at 5 %, and by no figures below five.

    Args:
        current: the texts of this period that say it.
        of_current: all texts of this period.
        previous: those of the period before that say it.
        of_previous: all texts of the period before; without any there is no trend.
    """
    if not of_current or not of_previous or max(current, previous) < FEWEST:
        return None
    if not previous:
        return NEW
    chance = fisher([[current, of_current - current], [previous, of_previous - previous]])
    if chance >= _CHANCE:
        return STEADY
    return RISING if current * of_previous > previous * of_current else FALLING


def _within(documents: Iterable[Document], period: Period | None) -> tuple[int, int]:
    if period is None:
        return 0, 0
    days = [document.day for document in documents]
    return sum(day in period for day in days), sum(day in period.before for day in days)


def _quotes(documents: Iterable[Document]) -> tuple[str, ...]:
    def rank(document: Document) -> tuple[bool, int]:
        readable = _SHORTEST_QUOTE <= len(document.text.strip()) <= _LONGEST_QUOTE
        return not readable, -(document.day.toordinal() if document.day else 0)

    texts = dict.fromkeys(document.text.strip() for document in sorted(documents, key=rank))
    return tuple(texts)[:QUOTES]
