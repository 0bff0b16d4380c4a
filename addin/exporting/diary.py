"""From a plan to calendars: whose tasks they are, and what an event says of a task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from addin.book.session import Session
from addin.exporting.ics import ADDRESS, CANCELLED, CONFIRMED, TENTATIVE, Event
from addin.exporting.plan import Job, is_cancelled, is_critical
from addin.planning.tasks import Tasks
from udfs.lang import Text
from udfs.scheduling.tasks import CRITICAL
from udfs.scheduling.workdays import current_finish
from udfs.values import as_text, is_blank, is_number, plain
from workbook_templates.tables.tasks import TASKS

_DESCRIBED = ("how", "target", "acceptance", "predecessors", "support", "progress", "category")
_LINE = Text("{label}：{value}", "{label}: {value}")
_UNPUBLISHED = Text(
    "{year} 年的节假日尚未公布，日期是暂定的", "The days off of {year} are not published yet: the dates are provisional"
)


def events(session: Session, tasks: Tasks, planned: Iterable[Job]) -> Iterator[tuple[Job, Event]]:
    """Yield an event for each task that has a date."""
    for job in planned:
        if job.first is not None and job.last is not None:
            yield job, _event(session, tasks, job, job.first, job.last)


def _event(session: Session, tasks: Tasks, job: Job, first: date, planned_last: date) -> Event:
    data, lang = tasks.view.data, session.book.lang
    # A late task is still to be done: it lasts as long as the schedule expects.
    actual = job.task.started_on is not None or job.task.done
    (number,) = current_finish([planned_last], [data["early_finish"][job.row]], [job.task.done_on], [actual])
    last = max(first, planned_last if number is None else date.fromordinal(number))
    on_hold = job.task.on_hold
    status = CANCELLED if on_hold and is_cancelled(on_hold, lang) else TENTATIVE if on_hold else CONFIRMED
    number_text, what = plain(data["id"][job.row]), plain(data["what"][job.row])
    return Event(
        uid=f"{data['_id'][job.row]}-{session.book.identity.book_id}{ADDRESS}",
        title=" ".join(part for part in (number_text, what) if part),
        first=first,
        last=last,
        text="\n".join([*_described(session, tasks, job.row), *_unpublished(session, last)]),
        status=status,
        categories=(CRITICAL.to(lang),) if is_critical(data["critical"][job.row]) else (),
        reminded=not job.task.done and not on_hold and last >= session.today,
    )


def _unpublished(session: Session, last: date) -> Iterator[str]:
    """Say so where a task reaches into a year whose days off are not published."""
    calendar = session.context.calendar
    if calendar is not None and calendar.covered_until is not None and last > calendar.covered_until:
        yield _UNPUBLISHED.to(session.book.lang).format(year=calendar.covered_until.year + 1)


def _described(session: Session, tasks: Tasks, row: int) -> Iterator[str]:
    lang, data = session.book.lang, tasks.view.data
    for key in _DESCRIBED:
        value = data[key][row]
        if not is_blank(value):
            shown = f"{value:.0%}" if key == "progress" and is_number(value) else as_text(value)
            yield _LINE.to(lang).format(label=TASKS.column(key).label.to(lang), value=shown)
