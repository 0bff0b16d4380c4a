"""What makes limits promise too much: neighbours that go together, weekdays that differ, values that alternate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise
from math import fsum

from udfs.agreement import mean_ranks
from udfs.lang import Text, listed_texts
from udfs.monitoring.charts import Chart
from udfs.monitoring.choices import COUNTED, DAYS_BETWEEN, SHARES
from udfs.monitoring.wording import fill
from udfs.problems import RefusalError
from udfs.statistics.series import Autocorrelation, autocorrelation

# Chi-squared of 1 to 6 degrees of freedom that a thousandth exceeds.
_CHI_SQUARED = (10.828, 13.816, 16.266, 18.467, 20.515, 22.458)
_FEWEST_WEEKS = 3
_FEWEST = 8
_FEWEST_EVENTS = 3
_WEEKDAYS = tuple(
    Text(f"周{zh}", en)
    for zh, en in zip("一二三四五六日", ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"), strict=True)
)  # fmt: skip

_SCARCE = Text(
    "每点平均只有 {events} 件：下限没有意义，上限容易误报；可按周或按月合计，或改看间隔天数",
    "only {events} events a point: there is no lower limit to speak of, the upper one gives false alarms; add up weeks or months, or chart days between",
)
_TOGETHER = Text(
    "相邻的点有关联（lag-1 相关 {r}，超过 {limit}）：误报会多，连串信号不可全信；可改看每周合计",
    "neighbouring points go together (lag-1 correlation {r}, more than {limit}): expect false alarms, mistrust runs; weekly totals help",
)
_ALTERNATING = Text(
    "数值上下交替（lag-1 相关 {r}）：控制限偏宽；可能混了两个来源（班次、设备、渠道），请分组看",
    "values alternate (lag-1 correlation {r}): the limits are wide; two sources may be mixed (shifts, machines, channels), chart them apart",
)
_BY_WEEKDAY = Text(
    "各星期几水平不同（{low}最低，{high}最高）：控制限偏宽，会掩盖异常；可改看每周合计、按星期几分开看，或除以星期系数",
    "weekdays differ ({low} lowest, {high} highest): the limits are wide and hide signals; chart weekly totals, each weekday, or values ÷ the weekday's factor",
)


def warnings_of(chart: Chart, shifts: Sequence[int] = ()) -> list[Text]:
    """Return in words what makes the limits of a chart doubtful; nothing for fewer than eight points that count.

    Args:
        chart: the chart.
        shifts: the places where a new level begins: what is alike because of it is no dependence of neighbours.
    """
    if sum(chart.series.counted) < _FEWEST:
        return []
    remarks: list[Text] = []
    weekly = weekday_pattern(chart)
    if weekly is not None:
        remarks.append(fill(_BY_WEEKDAY, low=listed_texts(weekly[0]), high=listed_texts(weekly[1])))
    events = scarce_events(chart)
    if events is not None:
        remarks.append(fill(_SCARCE, events=f"{events:.1f}"))
    together = neighbours(chart, shifts)
    # A weekly pattern makes neighbours alike by itself.
    if together is not None and together.is_present and weekly is None:
        words = _TOGETHER if together.r > 0 else _ALTERNATING
        remarks.append(fill(words, r=f"{together.r:.2f}".replace("-", "−"), limit=f"{together.limit:.2f}"))
    return remarks


def scarce_events(chart: Chart) -> float | None:
    """Return how many events (or exceptions, where nearly all are events) a point has, where that is fewer than three.

    Three make it likely that a point has one at all: 95% (Montgomery, Introduction to Statistical Quality Control, 7.2).
    None where it is more, and for charts that do not count.
    """
    if chart.kind not in COUNTED:
        return None
    series = chart.series
    places = [i for i, counts in enumerate(series.counted) if counts]
    events = fsum(series.numbers[i] or 0.0 for i in places)
    if chart.kind in SHARES and series.denominators is not None:
        events = min(events, fsum(series.denominators[i] or 0.0 for i in places) - events)
    each = events / len(places)
    return each if 0 < each < _FEWEST_EVENTS else None


def neighbours(chart: Chart, shifts: Sequence[int] = ()) -> Autocorrelation | None:
    """Return how points go with the one before, about the mean of their level; None where nothing varies."""
    values, levels = _distances(chart, shifts)
    # The correlation does not depend on the unit; squares of the farthest are those of 1.
    farthest = max((abs(value) for value in values if value is not None), default=0.0) or 1.0
    scaled = [None if value is None else value / farthest for value in values]
    apart = chain.from_iterable((*scaled[start:stop], None) for start, stop in levels)
    try:
        return autocorrelation([*apart])
    except RefusalError:
        return None


def _distances(chart: Chart, shifts: Sequence[int] = ()) -> tuple[list[float | None], list[tuple[int, int]]]:
    """Return how far the points that count are from the mean of their level, in σ where there is one, and the levels."""
    series = chart.series
    scaled = chart.z if any(z is not None for z in chart.z) else series.values
    starts = sorted({*shifts, *(stage.start for stage in series.stages)})
    levels = [*zip(starts, [*starts[1:], len(series)], strict=True)]
    results: list[float | None] = [None] * len(series)
    for start, stop in levels:
        numbers = [(i, value) for i in range(start, stop) if series.counted[i] and (value := scaled[i]) is not None]
        mean = fsum(value for _, value in numbers) / max(1, len(numbers))
        for i, value in numbers:
            results[i] = value - mean
    return results, levels


def weekday_pattern(chart: Chart) -> tuple[list[Text], list[Text]] | None:
    """Return the weekdays with the lowest and with the highest level, where weekdays differ; None where they do not.

    Kruskal & Wallis, JASA 1952, 47:583, at one in a thousand; each weekday needs three values. The lowest and highest are
    those within a quarter of the spread from the ends.
    """
    days = chart.series.days
    if days is None or chart.kind == DAYS_BETWEEN:
        return None
    by_day: defaultdict[int, list[float]] = defaultdict(list)
    known = [(days[i].weekday(), value) for i, value in enumerate(_distances(chart)[0]) if value is not None]
    ranks = mean_ranks([value for _, value in known])
    for (weekday, _), rank in zip(known, ranks, strict=True):
        by_day[weekday].append(rank)
    n = len(known)
    # A measure by week or month stands on one weekday, or wanders over all.
    if len(by_day) < 2 or any(len(own) < _FEWEST_WEEKS for own in by_day.values()) or _is_sparse(chart):  # noqa: PLR2004
        return None
    between = sum(sum(own) ** 2 / len(own) for own in by_day.values())
    ties = sum(size**3 - size for size in _tied(ranks))
    correction = 1 - ties / (n**3 - n)
    if correction <= 0:
        return None
    h = (12 / (n * (n + 1)) * between - 3 * (n + 1)) / correction
    if h <= _CHI_SQUARED[len(by_day) - 2]:
        return None
    means = {weekday: sum(own) / len(own) for weekday, own in sorted(by_day.items())}
    low, high = min(means.values()), max(means.values())
    near = (high - low) / 4
    lowest = [_WEEKDAYS[day] for day, mean in means.items() if mean <= low + near]
    return lowest, [_WEEKDAYS[day] for day, mean in means.items() if mean >= high - near]


def _is_sparse(chart: Chart) -> bool:
    days = chart.series.days or ()
    steps = sorted((after - before).days for before, after in pairwise(days))
    return not steps or steps[len(steps) // 2] > 1


def _tied(ranks: list[float]) -> list[int]:
    counts: defaultdict[float, int] = defaultdict(int)
    for rank in ranks:
        counts[rank] += 1
    return [count for count in counts.values() if count > 1]
