"""Feedback on its way from 接收 to 反馈: its stage, the working hours that it has taken, and how it stands to its limits (R42).

It is closed only once it was answered: the moment and the words of the answer are both there. While whoever asked is waited
for, the clock stands still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isinf
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.problems import cells
from udfs.rounding import rounded
from udfs.serials import to_serial
from udfs.standards.hours import HOUR, WorkClock, moment_of
from udfs.values import CellValue, as_text, is_blank, is_number

TO_SORT, TO_ANALYSE, TO_HANDLE, TO_ANSWER, WAITING, CLOSED = (
    Text("待整理", "To be sorted"),
    Text("待分析", "To be analysed"),
    Text("待处理", "To be handled"),
    Text("待反馈", "To be answered"),
    Text("等待提出人", "Waiting for the asker"),
    Text("已闭环", "Closed"),
)
STAGES = (TO_SORT, TO_ANALYSE, TO_HANDLE, TO_ANSWER, WAITING, CLOSED)
# The steps after 接收: the column of the moment at which each was done.
STEPS = ("sorted_at", "analysed_at", "handled_at", "answered_at")

IN_TIME, NEAR, STAGE_LATE, LATE, STOPPED, CLOSED_IN_TIME, CLOSED_LATE = (
    Text("正常", "In time"),
    Text("接近时限", "Near its limit"),
    Text("本阶段超时", "Stage overdue"),
    Text("超时", "Overdue"),
    Text("暂停计时", "Clock stopped"),
    Text("按时闭环", "Closed in time"),
    Text("超时闭环", "Closed late"),
)
LIMIT_STATES = (IN_TIME, NEAR, STAGE_LATE, LATE, STOPPED, CLOSED_IN_TIME, CLOSED_LATE)

# So many digits of an hour keep every second.
_DIGITS = 4
OUTSIDE = cells.OUTSIDE_CALENDAR.what


@dataclass(frozen=True)
class Limits:
    """Working hours that the whole and each step may take, and from which share of the whole on it is near its limit."""

    whole: float
    steps: tuple[float, float, float, float]
    near: float


class Standing(NamedTuple):
    """Where feedback stands: None is not known, or does not apply; `OUTSIDE` cannot be said, as the calendar does not reach."""

    stage: Text | None = None
    since: datetime | None = None
    stage_due: datetime | Text | None = None
    stage_waited: float | Text | None = None
    waited: float | Text | None = None
    used: float | Text | None = None
    due: datetime | Text | None = None
    state: Text | None = None


# Each follows from those before it.
PARTS = ("stage", "since", "waited", "stage_waited", "used", "stage_due", "due", "state")


def is_answered(answered_at: CellValue, answer: CellValue) -> bool:
    """Return whether feedback is closed: it was answered at a moment, in words."""
    return moment_of(answered_at) is not None and not is_blank(answer)


@dataclass(frozen=True)
class Reading:
    """A piece of feedback at a moment; each part follows from the cells and from the parts before it, as they stand in the row.

    Attributes:
        row: its cells: `received`, those of `STEPS`, `answer`, `wait_from`, `wait_to`, `wait_before` (working hours of
            earlier pauses), `limit` (working hours; a blank one follows `limits`), and the parts by the names of `Standing`:
            what somebody has typed over one of them counts for those behind it.
        clock: the working hours.
        limits: how long it may take.
        now: the moment.
        lang: the language of the words in the row.
    """

    row: Mapping[str, CellValue | Text]
    clock: WorkClock
    limits: Limits
    now: datetime
    lang: Lang = "zh"

    def stage(self) -> Text | None:
        """Return which step is next; None without the moment of receipt."""
        if self._moment("received") is None:
            return None
        if is_answered(self._cell("answered_at"), self._cell("answer")):
            return CLOSED
        if self._moment("wait_from") is not None and self._moment("wait_to") is None:
            return WAITING
        return STAGES[self._step()]

    def since(self) -> datetime | None:
        """Return the moment of the last step but the answer that is done; None of what is closed."""
        if self._is_nowhere or self._is(CLOSED):
            return None
        at = self._step()
        return self._moment(STEPS[at - 1] if at else "received")

    def waited(self) -> float | Text | None:
        """Return the working hours for which the asker was waited for."""
        if self._is_nowhere:
            return None
        pause, earlier = self._pause(self._position("received")), (self._number("wait_before") or 0) * HOUR
        return OUTSIDE if pause is None or isinf(earlier) else _hours((pause + rounded(earlier, 0)) / HOUR)

    def stage_waited(self) -> float | Text | None:
        """Return the working hours of waiting that belong to the present step."""
        if self._is_nowhere or self._is(CLOSED):
            return None
        pause = self._pause(self._position("since"))
        return OUTSIDE if pause is None else _hours(pause / HOUR)

    def used(self) -> float | Text | None:
        """Return the working hours that it has taken, or takes until now."""
        if self._is_nowhere:
            return None
        first, end, waited = self._position("received"), self._end, self._number("waited")
        if first is None or end is None or waited is None:
            return OUTSIDE
        return _hours(max(0, (end - first) / HOUR - waited))

    def stage_due(self) -> datetime | Text | None:
        """Return the moment by which the present step should be done."""
        if self._is_nowhere or self._is(CLOSED) or self._is(WAITING):
            return None
        return self._after(self._position("since"), self.limits.steps[self._step()], self._number("stage_waited"))

    def due(self) -> datetime | Text | None:
        """Return the moment by which it should be answered."""
        if self._is_nowhere or self._is(WAITING):
            return None
        return self._after(self._position("received"), self._limit, self._number("waited"))

    def state(self) -> Text | None:
        """Return how it stands to its limits; None where that cannot be said."""
        used, limit = self._number("used"), self._limit
        if used is None:
            return None
        if self._is(CLOSED):
            return CLOSED_LATE if used > limit else CLOSED_IN_TIME
        if self._is(WAITING):
            return STOPPED
        if used > limit:
            return LATE
        due = self._number("stage_due")
        if due is not None and to_serial(self.now) > due:
            return STAGE_LATE
        return NEAR if used >= limit * self.limits.near else IN_TIME

    # --- what stands in the row ---

    def _cell(self, key: str) -> CellValue:
        value = self.row.get(key)
        return value.to(self.lang) if isinstance(value, Text) else value

    def _moment(self, key: str) -> datetime | None:
        return moment_of(self._cell(key))

    def _number(self, key: str) -> float | None:
        """Return a cell as the number that a spreadsheet holds; dates are numbers to it."""
        value = self._cell(key)
        return to_serial(value) if isinstance(value, date) else value if is_number(value) else None

    def _position(self, key: str) -> int | None:
        return self.clock.position(self._moment(key))

    def _is(self, words: Text) -> bool:
        return as_text(self._cell("stage")).casefold() == words.to(self.lang).casefold()

    @property
    def _is_nowhere(self) -> bool:
        return self._cell("stage") in (None, "")

    @property
    def _limit(self) -> float:
        limit = self._number("limit")
        return self.limits.whole if limit is None else limit

    @property
    def _end(self) -> int | None:
        return self._position("answered_at") if self._is(CLOSED) else self.clock.position(self.now)

    def _step(self) -> int:
        """Return which step is next, of those before the answer."""
        return next((at for at in range(len(STEPS) - 1, 0, -1) if self._moment(STEPS[at - 1]) is not None), 0)

    def _pause(self, first: int | None) -> int | None:
        """Return the seconds of a pause from a position on; None where the calendar does not reach."""
        if self._moment("wait_from") is None:
            return 0
        end, begun = self._end, self._position("wait_from")
        over = end if self._moment("wait_to") is None else self._position("wait_to")
        if first is None or end is None or begun is None or over is None:
            return None
        return max(0, min(over, end) - max(begun, first))

    def _after(self, first: int | None, limit: float, waited: float | None) -> datetime | Text:
        seconds = (limit + (waited or 0)) * HOUR
        if first is None or waited is None or isinf(seconds):
            return OUTSIDE
        return self.clock.moment(first + int(rounded(seconds, 0))) or OUTSIDE


def standing(row: Mapping[str, CellValue], clock: WorkClock, limits: Limits, now: datetime) -> Standing:
    """Return where a piece of feedback stands at a moment, of which nobody has typed over anything; see `Reading`."""
    parts: dict[str, CellValue | Text] = dict(row)
    reading = Reading(parts, clock, limits, now)
    for part in PARTS:
        parts[part] = getattr(reading, part)()
    return Standing(**{part: parts[part] for part in PARTS})  # type: ignore[arg-type]


def _hours(hours: float) -> float:
    return rounded(hours, _DIGITS)
