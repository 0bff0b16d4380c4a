"""What one export contributes to measures: small enough to cross between processes and computers, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

import numpy as np

from addin.measuring.columns import Floats, Integers
from addin.measuring.hashing import Hashes
from udfs.lang import Text
from udfs.problems import Finding
from udfs.values import CellValue

# A finding shows so many rows.
SHOWN = 10


class Reason(Enum):
    """Why a row was not counted by any measure, the earlier ones first."""

    LINE = Text("合计、说明等非数据行", "totals, notes and the like")
    NO_DATE = Text("没有日期", "no date")
    FUTURE = Text("日期在未来", "date in the future")
    UNREAD = Text("不是数字", "not a number")
    BLANK = Text("数值为空", "no value")
    NEGATIVE = Text("时长为负", "negative duration")
    FILTERED = Text("不符合筛选", "not chosen by a filter")


class Doubt(Enum):
    """What is reported of cells, with the numbers of their rows."""

    NO_DATE = "no date"
    FUTURE = "future"
    UNREAD = "unread"
    AS_TEXT = "as text"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    LINE = "line"


@dataclass
class Rows:
    """Rows of which the same is reported: how many, the first of them, and what one of the cells holds."""

    count: int = 0
    numbers: list[int] = field(default_factory=list)
    value: CellValue = None

    def add(self, count: int, numbers: Iterable[int], value: CellValue) -> None:
        """Count more rows; `numbers` holds the first of them at least."""
        if not self.count:
            self.value = value
        self.count += count
        self.numbers = [*self.numbers, *numbers][:SHOWN]


@dataclass
class Cell:
    """What a measure counts in one period and group."""

    rows: int = 0
    hits: int = 0
    total: float = 0.0


class Spread(NamedTuple):
    """The values of a measure, where all are needed: of each its period and group as one number (`key_of`)."""

    keys: Integers
    values: Floats


# Periods and groups as one number: the ordinal of the first day times so many, and the number of the group.
MOST_GROUPS = 512


def renumbered(keys: Integers, numbers: Integers) -> Integers:
    """Return periods and groups whose groups have other numbers: the number of each stands at its place."""
    if np.array_equal(numbers, np.arange(len(numbers))):
        return keys
    groups = keys % MOST_GROUPS
    return keys - groups + numbers[groups]


@dataclass
class Extract:
    """What an export contributes to one measure.

    Attributes:
        date_heading: the heading of its date column in the export.
        value_heading: that of its value column, empty without one.
        cells: by ordinal of the first day of the period and group.
        groups: the groups by their numbers.
        spread: the values, for median and P90.
        rows: how many rows it counts.
        is_split: whether there are too many groups; nothing more is counted then.
    """

    date_heading: str
    value_heading: str = ""
    cells: dict[tuple[int, str], Cell] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    spread: list[Spread] = field(default_factory=list)
    rows: int = 0
    is_split: bool = False


@dataclass
class Partial:
    """An export as it was read.

    Attributes:
        path: the file.
        sheet: its sheet, empty for a text.
        fingerprint: a digest of the file's content.
        headings: its headings.
        rows: how many rows it has below them that are not blank.
        counted: how many of these at least one measure counts.
        reasons: why the others are not counted.
        extracts: by number of the measure; a measure whose columns are not there is missing.
        days: for each date column the number of rows of each day, by ordinal.
        means: for each value column sum and count of each day, by ordinal.
        starts: for each value column the first row of each day, by ordinal.
        doubts: what is to be reported of the cells of a column.
        keys: hashes of the column that tells rows apart, with the numbers of their rows.
        key: the heading of that column, empty where there is none.
        findings: what else is to be reported.
        refusal: why it could not be read.
    """

    path: str
    sheet: str = ""
    fingerprint: str = ""
    headings: tuple[str, ...] = ()
    rows: int = 0
    counted: int = 0
    reasons: dict[Reason, int] = field(default_factory=dict)
    extracts: dict[str, Extract] = field(default_factory=dict)
    days: dict[str, dict[int, int]] = field(default_factory=dict)
    means: dict[str, dict[int, tuple[float, int]]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    doubts: dict[tuple[Doubt, str], Rows] = field(default_factory=dict)
    keys: list[tuple[Hashes, Integers]] = field(default_factory=list)
    key: str = ""
    findings: list[Finding] = field(default_factory=list)
    refusal: Finding | None = None

    @property
    def left_out(self) -> int:
        """Return how many rows no measure counts."""
        return self.rows - self.counted

    @property
    def why(self) -> Text:
        """Return why rows were left out and how many each time, the most frequent reason first."""
        reasons = sorted(self.reasons.items(), key=lambda item: -item[1])
        zh, en = ([f"{reason.value.to(lang)} {number}" for reason, number in reasons] for lang in ("zh", "en"))
        return Text("；".join(zh), "; ".join(en))


def as_days(counts: Mapping[int, int]) -> dict[date, int]:
    """Return counts of rows by day."""
    return {date.fromordinal(day): count for day, count in counts.items()}
