"""Answer sheets that look invalid: too quick, all the same point, the same as another, options that exclude each other.

They are pointed out and stay: whether one counts is for people to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from udfs.lang import Text
from udfs.monitoring.wording import fill
from udfs.survey.choices import MATRIX, SCALE
from udfs.survey.responses import Responses, State
from udfs.values import CellValue, is_number

# A third of the median time where nobody has said anything else.
QUICK_PART = 3
# Fewer points than these in a row are nothing unusual, nor are fewer answers alike.
STRAIGHT_FROM, ALIKE_FROM = 5, 5
# A scale of one point has no other to choose.
_POINTS_FROM = 2
CLOSE = timedelta(minutes=10)
# Fewer times have no median to go by.
_TIMES_FROM = 5

TOO_QUICK = Text(
    "答得太快（{seconds:.0f} 秒，中位 {usual:.0f} 秒）", "too quick ({seconds:.0f} s, median {usual:.0f} s)"
)
STRAIGHT = Text("量表一路同一档（{count} 项）", "the same point on all {count} scale items")
ALIKE = Text("各题与 {other} 相同，前后不到 {minutes} 分钟", "all answers as in {other}, within {minutes} minutes")
EXCLUSIVE = Text("{question}：“{option}”与其他选项同选", "{question}: “{option}” together with other options")


def too_quick(seconds: Sequence[CellValue], part: float = QUICK_PART) -> dict[int, Text]:
    """Return which answer sheets took less than this part of the median time: by 3, less than a third.

    Sheets without a time say nothing; with fewer than five times, or where `part` is 0, nobody is too quick.
    """
    times = {at: float(value) for at, value in enumerate(seconds) if is_number(value) and value > 0}
    if len(times) < _TIMES_FROM or part <= 0:
        return {}
    usual = median(times.values())
    return {
        at: fill(TOO_QUICK, seconds=time, usual=usual) for at, time in times.items() if time * part < usual
    }  # fmt: skip


def straight_lines(questions: Iterable[Responses]) -> dict[int, Text]:
    """Return which answer sheets have the same point on every item of all scales and matrices, if there are five or more.

    A point counts by where it lies between the lowest and the highest, so that scales of different length are comparable.
    Reversed items are taken as they stand: the same point on those too is what gives a straight line away.
    """
    points: dict[int, tuple[float, int]] = {}
    broken: set[int] = set()
    for question in questions:
        if question.kind not in (SCALE, MATRIX) or len(question.options) < _POINTS_FROM:
            continue
        levels = [
            _levels(reading.places, len(question.options)) if reading.state is State.ANSWERED else ()
            for reading in question.readings
        ]
        for at, code in enumerate(question.codes):
            given = levels[code]
            if not given:
                continue
            before, items = points.get(at, (given[0], 0))
            if before != given[0] or len(set(given)) > 1:
                broken.add(at)
            points[at] = before, items + len(given)
    return {
        at: fill(STRAIGHT, count=items)
        for at, (_, items) in points.items()
        if items >= STRAIGHT_FROM and at not in broken
    }


def _levels(places: Iterable[int | None], points: int) -> tuple[float, ...]:
    return tuple(place / (points - 1) for place in places if place is not None)


def alike(
    columns: Sequence[Sequence[int]], answered: Sequence[int], moments: Sequence[CellValue], names: Sequence[str]
) -> dict[int, Text]:
    """Return which answer sheets have the same answers to all questions as one that came less than ten minutes before.

    Args:
        columns: of each question the readings of all sheets, as numbers.
        answered: how many questions each sheet answers; with fewer than five, likeness is chance.
        moments: when each sheet was submitted; one of which only the day is known is like no other.
        names: what each sheet is called.
    """
    same: dict[tuple[int, ...], list[tuple[datetime, int]]] = defaultdict(list)
    for at, answers in enumerate(zip(*columns, strict=True)):
        moment = moments[at]
        if answered[at] >= ALIKE_FROM and isinstance(moment, datetime):
            same[answers].append((moment.replace(tzinfo=None), at))
    doubts = {}
    for sheets in same.values():
        for (earlier, before), (later, at) in pairwise(sorted(sheets)):
            if later - earlier < CLOSE:
                doubts[at] = fill(ALIKE, other=names[before], minutes=CLOSE.seconds // 60)
    return doubts


def not_exclusive(question: Responses) -> dict[int, Text]:
    """Return which answer sheets chose an option that excludes the others together with others."""
    if not question.exclusive:
        return {}
    wrong: dict[int, Text] = {}
    for code, reading in enumerate(question.readings):
        alone = [place for place in reading.places if place in question.exclusive]
        if alone and alone[0] is not None and len(reading.places) + len(reading.unknown) > 1:
            wrong[code] = fill(EXCLUSIVE, question=question.number, option=question.options[alone[0]])
    return {at: wrong[code] for at, code in enumerate(question.codes) if code in wrong}


def together(*doubts: dict[int, Text]) -> dict[int, Text]:
    """Return all doubts about each answer sheet in one text."""
    all_: dict[int, list[Text]] = defaultdict(list)
    for some in doubts:
        for at, doubt in some.items():
            all_[at].append(doubt)
    return {at: Text("；".join(d.zh for d in texts), "; ".join(d.en for d in texts)) for at, texts in all_.items()}


def period(moments: Iterable[CellValue]) -> tuple[date, date] | None:
    """Return the first and the last day on which answer sheets came in; None where no day is known."""
    days = [moment.date() if isinstance(moment, datetime) else moment for moment in moments if isinstance(moment, date)]
    return (min(days), max(days)) if days else None
