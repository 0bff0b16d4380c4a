"""What is said of each measure in a row: on the sheet 监控, in the report for paper, and by the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from udfs.lang import Count, Text
from udfs.monitoring.choices import (
    CAPABILITIES,
    CHANGED,
    IMPROVED,
    MEETS,
    MISSES,
    NO_VARIATION,
    SOMETIMES,
    STABLE,
    TOO_FEW,
    UNKNOWN,
    VARIATIONS,
    WORSE,
)
from udfs.monitoring.wording import join
from udfs.values import CellValue, is_number, plain
from workbook_templates.context import Context
from workbook_templates.monitoring import MEASURES, Line, lines

# What stands beside a colour for those who do not see it.
SIGNS: dict[Text, str] = {
    IMPROVED: "√", WORSE: "!", CHANGED: "▲", STABLE: "＝", TOO_FEW: "…", NO_VARIATION: "…",
    MEETS: "√", MISSES: "!", SOMETIMES: "▲", UNKNOWN: "?",
}  # fmt: skip


class Row(NamedTuple):
    """One line of the page of all measures.

    Attributes:
        line: the measure or group; None for a measure without points.
        number: of the measure.
        name: of the measure, or of the group below it.
        unit: of the measure.
        current: where it stands.
        target: what is to be reached.
        rate: how much of the way is done, None for groups and where nobody can say.
        variation: whether it changes.
        capability: whether it meets its target.
        last: the day of the latest signal.
        sentence: the line for managers.
    """

    line: Line | None
    number: str
    name: str
    unit: str
    current: CellValue
    target: CellValue
    rate: CellValue
    variation: Text | None
    capability: Text | None
    last: date | None
    sentence: Text

    @property
    def is_group(self) -> bool:
        """Return whether it is a group of the measure above it."""
        return self.line is not None and not self.line.is_whole


_NO_POINTS = Text("还没有数据", "No data yet")
_GROUPS_ONLY = Text("各组不能相加，见下面各组", "Groups cannot be added up, see each of them")


def rows(book: Context) -> list[Row]:
    """Return the page of all measures: each in the order of its table, its groups behind it."""
    if MEASURES not in book.tables:
        return []
    data = book.tables[MEASURES]
    of_measure: dict[int, list[Line]] = {}
    for line in book.lasting(lines):
        of_measure.setdefault(line.place, []).append(line)
    result = []
    for place in data.records():
        own = of_measure.get(place, [])
        whole = next((line for line in own if line.is_whole), None)
        number, name, unit = (plain(data[key][place]) for key in ("id", "name", "unit"))
        status = whole.result.status if whole else None
        current, target, rate = (data[key][place] for key in ("current", "target", "rate"))
        words = whole.result.sentence if whole else _GROUPS_ONLY if own else _NO_POINTS
        name = f"{name} {whole.group}".strip() if whole else name
        result.append(
            Row(whole, number, name, unit, current, target, rate if is_number(rate) else None,
                status and status.variation, status and status.capability, _last(whole), words)
        )  # fmt: skip
        for line in own:
            if not line.is_whole:
                status = line.result.status
                result.append(
                    Row(line, number, line.group, unit, line.current, target, None,
                        status.variation, status.capability, _last(line), line.result.sentence)
                )  # fmt: skip
    return result


def _last(line: Line | None) -> date | None:
    signal = line.last_signal if line else None
    return None if line is None or signal is None else line.days[signal.last]


def signed(words: Text | None) -> Text | None:
    """Return a status with the sign that stands beside its colour."""
    return None if words is None else Text(*(f"{SIGNS[words]} {word}" for word in words))


def counted(shown: Sequence[Row]) -> Text:
    """Return in one sentence how all measures stand."""
    measures = [row for row in shown if not row.is_group]
    parts = _counts(row.variation for row in measures)
    capable = _counts(row.capability for row in measures if row.capability in {MEETS, MISSES, SOMETIMES})
    bare = sum(row.line is None and row.sentence is _NO_POINTS for row in measures)
    if bare:
        parts.append(Text(f"没有数据 {bare} 个", f"{bare} without data"))
    listed = join(parts, "、", ", ")
    if capable:
        of_targets = join(capable, "、", ", ")
        listed = Text(f"{listed.zh}；目标{of_targets.zh}", f"{listed.en}; targets: {of_targets.en}")
    head = Text(f"{len(measures)} 个指标", f"{Count(len(measures)):measure/measures}")
    return Text(f"{head.zh}：{listed.zh}", f"{head.en}: {listed.en}") if parts else head


def _counts(words: Iterable[Text | None]) -> list[Text]:
    counts = Counter(word for word in words if word is not None)
    return [
        Text(f"{word.zh} {counts[word]} 个", f"{counts[word]} × {word.en.lower()}")
        for word in (*VARIATIONS, *CAPABILITIES)
        if counts[word]
    ]
