"""A plan beside its baseline: by how much each task is late, and along which tasks the lateness has come to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from udfs.lang import Count, Text, counting
from udfs.scheduling.links import Predecessor, read_links
from udfs.scheduling.tasks import (
    BY_FINISH_ON,
    BY_LEVELLING,
    BY_LIMIT,
    BY_PLAN_START,
    BY_START,
    BY_TODAY,
    Schedule,
    Task,
)
from udfs.scheduling.workdays import WorkCalendar

# So many tasks of a chain are named; of a longer one its beginning and its end.
_NAMED = 5

_CAUSES = {
    BY_START: Text("开始日期推后 {days} 天", "start put off by {days:day/days}"),
    BY_PLAN_START: Text("计划开始日推后 {days} 天", "start of the plan put off by {days:day/days}"),
    BY_LIMIT: Text("限制“开始不早于”", "held by “start no earlier than”"),
    BY_FINISH_ON: Text("限制“必须完成于”", "held by “must finish on”"),
    BY_LEVELLING: Text("负荷均衡推后 {days} 天", "levelled by {days:day/days}"),
    BY_TODAY: Text("到今天还没开工", "not begun by today"),
}
_BEGUN_LATE = Text("实际开工晚 {days} 天", "begun {days:day/days} late")
_WAITS = Text("改为等 {link}", "now waits for {link}")
_TOOK = Text("实际工期 {old}→{new}", "took {old}→{new:day/days}")
_LONGER = Text("工期 {old}→{new}", "duration {old}→{new}")
_BEHIND = Text("进度落后（完成 {share:.0%}）", "behind in progress ({share:.0%} done)")
_RECKONED = Text("日历或日期改了", "calendar or dates changed")


class Span(NamedTuple):
    """The first and the last day of a task, as day numbers."""

    start: int
    finish: int


class Slip(NamedTuple):
    """By how many working days of its own calendar a task starts and finishes late (negative: early), and why.

    `why` is blank for a task that does not finish late.
    """

    start: int
    finish: int
    why: Text


def compare(
    tasks: Sequence[Task | None], plan: Schedule, now: Sequence[Span | None], base: Sequence[Span | None], today: int
) -> list[Slip | None]:
    """Return how late each task is and the chain of tasks that explains it; None for one without dates or baseline.

    A chain reads from the late task back to the one where the lateness arose, as
    `T-008 晚 5 天 ← T-004 ← T-002 工期 10→15`; days are told again wherever their number changes.

    Args:
        tasks: row by row, as for `udfs.scheduling.planning.schedule`.
        plan: their schedule; it says what decides each start.
        now: where each task stands at present.
        base: where its baseline has it.
        today: the day number on which this is asked.
    """
    return _Comparison(tasks, plan, now, base, today).slips()


def days_between(calendar: WorkCalendar, before: int, after: int) -> int:
    """Return by how many working days the end of one day lies behind the end of another (negative: ahead)."""
    return calendar.count_before(after + 1) - calendar.count_before(before + 1)


class _Late(NamedTuple):
    """A task's lateness: of its start, of its finish, and the working days that it had and has."""

    start: int
    finish: int
    had: int
    has: int


class _Comparison:
    def __init__(
        self,
        tasks: Sequence[Task | None],
        plan: Schedule,
        now: Sequence[Span | None],
        base: Sequence[Span | None],
        today: int,
    ) -> None:
        self._tasks, self._plan, self._now, self._base, self._today = tasks, plan, now, base, today
        self._rows = {t.id.casefold(): row for row, t in enumerate(tasks) if t is not None and t.id}
        self._late = [self._lateness(row) for row in range(len(tasks))]
        self._passed: dict[int, int] = {}
        carriers = [self._carrier(row) for row in range(len(tasks))]
        self._before = [self._passed.get(row) if before is None else before for row, before in enumerate(carriers)]
        self._ends: dict[int, int] = {}

    def slips(self) -> list[Slip | None]:
        return [
            None if late is None else Slip(late.start, late.finish, self._chain(row) if late.finish > 0 else Text("", ""))
            for row, late in enumerate(self._late)
        ]  # fmt: skip

    def _lateness(self, row: int) -> _Late | None:
        task, now, base = self._tasks[row], self._now[row], self._base[row]
        if task is None or now is None or base is None:
            return None
        count = task.calendar.count_before
        starts = [count(span.start) for span in (now, base)]
        ends = [count(span.finish + 1) for span in (now, base)]
        return _Late(starts[0] - starts[1], ends[0] - ends[1], ends[1] - starts[1], ends[0] - starts[0])

    # --- where it comes from -----------------------------------------------------------------------------------------

    def _carrier(self, row: int) -> int | None:
        """Return the task whose own lateness makes this one start late; None where that arises here.

        A milestone may be reached on the very day of its baseline, only at its end instead of its beginning (a limit held
        it before): whose lateness that is, the task in front of it says.
        """
        late = self._late[row]
        if late is None or late.start <= 0:
            return None
        path: list[int] = []
        holder = self._holding(row)
        while holder is not None and holder.row is not None and holder.row not in path:
            path.append(holder.row)
            before, task = self._late_before(holder), self._tasks[holder.row]
            if before is not None and before > 0:
                self._passed.update(pairwise(path))
                return path[0]
            holder = None if task is None or task.duration else self._holding(holder.row)
        return None

    def _holding(self, row: int) -> Predecessor | None:
        """Return the predecessor that decides the start; for what has begun, the one that was in the way at its time."""
        task, placed = self._tasks[row], self._plan.placed[row]
        if task is None:
            return None
        if placed is not None and placed.driven_by is not None:
            return next(iter(read_links(placed.driver.zh, self._rows)), None)
        base = self._base[row]
        if base is None or not (task.begun or task.done):
            return None
        ends = [
            (now.finish, entry)
            for entry in read_links(task.predecessors, self._rows)
            if entry.row is not None and entry.readable and entry.kind.leaves_finish
            if (now := self._now[entry.row]) is not None and now.finish >= base.start
        ]
        return max(ends, key=lambda end: end[0], default=(0, None))[1]

    def _late_before(self, holder: Predecessor) -> int | None:
        late = None if holder.row is None else self._late[holder.row]
        return None if late is None else late.finish if holder.kind.leaves_finish else late.start

    def _end(self, row: int) -> int:
        """Return the task at which a chain ends; each is gone through once, however many share it."""
        path = []
        while row not in self._ends:
            path.append(row)
            self._ends[row] = row  # where the chain ends, or where a circle is met again
            before = self._before[row]
            if before is not None:
                row = before
        end = self._ends[row]
        self._ends.update(dict.fromkeys(path, end))
        return end

    # --- in words ----------------------------------------------------------------------------------------------------

    def _chain(self, row: int) -> Text:
        end = self._end(row)
        path = [row]
        while path[-1] != end and len(path) < _NAMED and (before := self._before[path[-1]]) is not None:
            path.append(before)
        left_out = path[-1] != end
        pieces = [self._piece(at, path[i - 1] if i else None, last=at == end) for i, at in enumerate(path)]
        if left_out:
            pieces += [Text("…", "…"), self._piece(end, None, last=True)]
        return Text(*(" ← ".join(piece[lang] for piece in pieces) for lang in range(2)))

    def _piece(self, row: int, behind: int | None, *, last: bool) -> Text:
        task, late = self._tasks[row], self._late[row]
        if task is None or late is None:
            return Text("", "")
        cause = None if behind is None else self._late[behind]
        days = Text("", "")
        if cause is None or cause.finish != late.finish:
            days = Text(f" 晚 {late.finish} 天", f" {Count(late.finish):day/days} late") if late.finish > 0 else days
        reasons = self._longer(task, late) if late.has > late.had else []
        reasons += [self._started(row, task, late)] if last and late.start > 0 else []
        zh, en = "、".join(reason.zh for reason in reasons), ", ".join(reason.en for reason in reasons)
        if not zh:
            return Text(task.id + days.zh, task.id + days.en)
        return (
            Text(f"{task.id}{days.zh} {zh}", f"{task.id}{days.en} {en}")
            if last
            else Text(f"{task.id}{days.zh}（{zh}）", f"{task.id}{days.en} ({en})")
        )

    @staticmethod
    def _longer(task: Task, late: _Late) -> list[Text]:
        """Say why a task takes more days than its baseline has."""
        if task.done:
            return [_filled(_TOOK, old=late.had, new=late.has)]
        reasons = [_filled(_LONGER, old=late.had, new=task.duration)] if task.duration > late.had else []
        if late.has > max(late.had, task.duration, 1):
            reasons.append(_filled(_BEHIND, share=task.progress) if task.begun else _RECKONED)
        return reasons or [_RECKONED]

    def _started(self, row: int, task: Task, late: _Late) -> Text:
        """Say why a task starts late that no late task holds up."""
        if task.begun or task.done:
            return _filled(_BEGUN_LATE, days=late.start)
        placed, now = self._plan.placed[row], self._now[row]
        put_off = placed is None or (now is not None and now.start > placed.start.toordinal())
        if placed is not None and placed.driven_by is not None and not put_off:
            return Text(_WAITS.zh.format(link=placed.driver.zh), _WAITS.en.format(link=placed.driver.en))
        cause = BY_START if put_off or placed is None else placed.driver
        count = task.calendar.count_before
        if cause == BY_START and now is not None and count(now.start) <= count(self._today):
            cause = BY_TODAY  # the schedule has moved the start along with the days
        return _filled(_CAUSES.get(cause, _CAUSES[BY_START]), days=late.start)


def _filled(words: Text, **args: object) -> Text:
    given = {key: counting(value) for key, value in args.items()}
    return Text(words.zh.format(**given), words.en.format(**given))
