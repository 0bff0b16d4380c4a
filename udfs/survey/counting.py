"""What comes of one question: its base, how many chose what, with shares that add up and intervals; by kind of question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from udfs.lang import Text, listed, same
from udfs.monitoring.wording import fill, join
from udfs.statistics.intervals import share
from udfs.statistics.results import Interval
from udfs.statistics.survey import DETRACTORS_TO, PROMOTERS_FROM, net_promoter, option_shares, rounded_shares
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.survey.responses import Responses, State

NO_OPTION = Text("（不在选项中）", "(no option)")
NPS_OPTIONS = tuple(map(str, range(11)))
# So many answers to an open question are shown; all of them are counted in words.
EXAMPLES = 3
_TWO_BOXES_FROM = 4
_WHOLE = 100

_MEDIAN = Text("中位数：{label}", "median: {label}")
_BETWEEN = Text("中位数：{label} 与 {other} 之间", "median: between {label} and {other}")
_TOP = Text("{name} {share}（{low}～{high}）", "{name} {share} ({low} to {high})")
TOP_TWO, TOP_ONE = Text("最高两档", "top two boxes"), Text("最高一档", "top box")
LOW_TWO, LOW_ONE = Text("反向题，最低两档（好）", "reversed, lowest two boxes (good)"), Text("反向题，最低一档（好）", "reversed, lowest box (good)")  # fmt: skip
_NPS = Text(
    "NPS {score}（95% 区间 {low}～{high}）：推荐者 {up} 人，中立 {mid} 人，贬损者 {down} 人",
    "NPS {score} (95% interval {low} to {high}): {up} promoters, {mid} passives, {down} detractors",
)
_RANKED = Text("平均名次 {mean}（{n} 人排了它）", "mean rank {mean} (ranked by {n})")
_NEVER = Text("没有人排它", "ranked by nobody")
_OF_ROW = Text("n={n}；{rest}", "n = {n}; {rest}")


class Line(NamedTuple):
    """A line of a question: an option, or a row of a matrix; how many chose it, of a matrix how many rate it in the top boxes.

    `share` is what is printed: shares of a single choice are rounded together, so that they add up.
    """

    label: Text
    n: int
    share: float | None
    interval: Interval | None = None
    remark: Text | None = None


class Counted(NamedTuple):
    """What comes of a question.

    Attributes:
        base: how many people answered it; what its shares are of.
        skipped: how many were not asked, because of an answer before.
        blank: how many were asked and did not answer.
        unread: how many wrote what fits no option and cannot be counted.
        lines: the options, or the rows of a matrix.
        notes: what else is to be known: median, top boxes, net promoter score.
        examples: a few of the open answers, the most frequent first.
    """

    base: int
    skipped: int
    blank: int
    unread: int
    lines: tuple[Line, ...]
    notes: tuple[Text, ...] = ()
    examples: tuple[str, ...] = ()


def counted(responses: Responses) -> Counted:
    """Count the answers to a question."""
    base = responses.of_state(State.ANSWERED)
    skipped, blank, unread = (responses.of_state(state) for state in (State.SKIPPED, State.BLANK, State.UNREAD))
    if responses.kind == OPEN:
        return Counted(base, skipped, blank, unread, (), examples=_examples(responses))
    lines = tuple(_LINES[responses.kind](responses, base)) if base else _nothing(responses)
    notes = tuple(_notes(responses)) if base else ()
    return Counted(base, skipped, blank, unread, lines, notes)


def _nothing(responses: Responses) -> tuple[Line, ...]:
    return tuple(Line(same(label), 0, None) for label in responses.rows or responses.options)


def _whole(responses: Responses, base: int) -> Iterator[Line]:
    """Yield options of which everybody chose one: shares that add to 100 by the largest remainder."""
    labels, chosen = _labels(responses), main_counts(responses, beyond=goes_beyond(responses))
    for label, n, percent in zip(labels, chosen, rounded_shares(chosen), strict=True):
        yield Line(label, n, percent / _WHOLE, share(n, base).interval)


def _ticked(responses: Responses, base: int) -> Iterator[Line]:
    """Yield options of which anybody may choose several: the base is people, not ticks."""
    labels, chosen = _labels(responses), main_counts(responses, beyond=goes_beyond(responses))
    for label, n, result in zip(labels, chosen, option_shares(chosen, base), strict=True):
        yield Line(label, n, result.estimate, result.interval)


def _ranked(responses: Responses, base: int) -> Iterator[Line]:
    """Yield options with how many ranked them first, and their mean rank among those who ranked them."""
    size, first = len(responses.options), main_counts(responses)
    ranked, ranks = [0] * size, [0] * size
    for reading, n in responses.weighted():
        for rank, place in enumerate(reading.places, 1):
            if place is not None:
                ranked[place] += n
                ranks[place] += n * rank
    percents = rounded_shares(first)
    for at, label in enumerate(responses.options):
        remark = _NEVER
        if ranked[at]:
            remark = fill(_RANKED, mean=f"{ranks[at] / ranked[at]:.2f}", n=ranked[at])
        yield Line(same(label), first[at], percents[at] / _WHOLE, share(first[at], base).interval, remark)


def _rated(responses: Responses, _base: int) -> Iterator[Line]:
    """Yield the rows of a matrix: how many rate it in the top boxes, the distribution and the median."""
    for at, label in enumerate(responses.rows):
        counts = row_counts(responses, at)
        n = sum(counts)
        if not n:
            yield Line(same(label), 0, None)
            continue
        top = sum(top_counts(counts, is_reversed=responses.is_reversed))
        result = share(top, n)
        spread = listed(f"{option} {count}" for option, count in zip(responses.options, counts, strict=True))
        remark = fill(_OF_ROW, n=n, rest=join([spread, _median(counts, responses.options)]))
        yield Line(same(label), top, result.estimate, result.interval, remark)


_LINES: dict[Text, Callable[[Responses, int], Iterator[Line]]] = {
    SINGLE: _whole,
    SCALE: _whole,
    NPS: _whole,
    MULTIPLE: _ticked,
    RANKING: _ranked,
    MATRIX: _rated,
}


def _labels(responses: Responses) -> list[Text]:
    return [*map(same, responses.options), *([NO_OPTION] if goes_beyond(responses) else [])]


def goes_beyond(responses: Responses) -> bool:
    """Return whether somebody chose what is no option of the question; such answers have a line of their own."""
    return any(reading.unknown for reading, _ in responses.weighted())


def main_counts(responses: Responses, *, beyond: bool = False) -> list[int]:
    """Return how many chose each option, of a ranking how many ranked it first; `beyond` them at last what is no option."""
    counts = responses.counts()
    if responses.kind == RANKING:
        counts = [0] * len(responses.options)
        for reading, n in responses.weighted():
            if reading.places and reading.places[0] is not None:
                counts[reading.places[0]] += n
    return [*counts, sum(n for reading, n in responses.weighted() if reading.unknown)] if beyond else counts


def row_counts(responses: Responses, row: int) -> list[int]:
    """Return how often each value was given to one row of a matrix."""
    counts = [0] * len(responses.options)
    for reading, n in responses.weighted():
        place = reading.places[row]
        if place is not None:
            counts[place] += n
    return counts


def _notes(responses: Responses) -> Iterator[Text]:
    """Yield what an ordered question says as a whole; no mean, which ordered answers do not have."""
    if responses.kind == NPS:
        yield _net_promoter(responses)
    if responses.kind not in (SCALE, NPS):
        return
    counts = responses.counts()
    if responses.kind == SCALE and len(counts) > 1:
        yield _top_boxes(counts, is_reversed=responses.is_reversed)
    yield _median(counts, responses.options)


def top_name(points: int, *, is_reversed: bool) -> Text:
    """Return what the favourable end of a scale is called: two boxes of four points or more, one of fewer."""
    two = points >= _TWO_BOXES_FROM
    return (LOW_TWO if two else LOW_ONE) if is_reversed else (TOP_TWO if two else TOP_ONE)


def top_counts(counts: Sequence[int], *, is_reversed: bool) -> Sequence[int]:
    """Return the counts of the favourable end of a scale."""
    boxes = 2 if len(counts) >= _TWO_BOXES_FROM else 1
    return counts[:boxes] if is_reversed else counts[-boxes:]


def _top_boxes(counts: Sequence[int], *, is_reversed: bool) -> Text:
    result = share(sum(top_counts(counts, is_reversed=is_reversed)), sum(counts))
    low, high = (0.0, 1.0) if result.interval is None else (result.interval.low, result.interval.high)
    name = top_name(len(counts), is_reversed=is_reversed)
    return fill(_TOP, name=name, share=f"{result.estimate:.0%}", low=f"{low:.0%}", high=f"{high:.0%}")


def _median(counts: Sequence[int], labels: Sequence[str]) -> Text:
    """Return the middle answer; where there are two, and they differ, both."""
    size, before, middle = sum(counts), 0, []
    for place, n in enumerate(counts):
        middle += [place] * ((before <= (size - 1) // 2 < before + n) + (before <= size // 2 < before + n))
        before += n
    low, high = middle
    if low == high:
        return fill(_MEDIAN, label=labels[low])
    return fill(_BETWEEN, label=labels[low], other=labels[high])


def _net_promoter(responses: Responses) -> Text:
    scores = [place for place, n in enumerate(responses.counts()) for _ in range(n)]
    result = net_promoter(scores)
    low, high = (-100.0, 100.0) if result.interval is None else (result.interval.low, result.interval.high)
    up, down = sum(score >= PROMOTERS_FROM for score in scores), sum(score <= DETRACTORS_TO for score in scores)
    return fill(_NPS, score=_signed(result.estimate), low=_signed(low), high=_signed(high),
                   up=up, mid=len(scores) - up - down, down=down)  # fmt: skip


def _signed(score: float) -> str:
    return f"{round(score)}".replace("-", "−")


def _examples(responses: Responses) -> tuple[str, ...]:
    """Return a few answers: the most frequent, else those that came first."""
    answers: dict[str, int] = {}
    for reading, n in responses.weighted():
        answers[reading.words] = answers.get(reading.words, 0) + n
    return tuple(sorted(answers, key=lambda words: -answers[words])[:EXAMPLES])
