"""What the checker says of a plan: links that lead nowhere or round in a circle, limits, a schedule out of date."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from addin.planning.tasks import TASKS, Tasks, read_tasks
from addin.planning.writing import RESULTS, moves, outdated
from udfs.problems import Finding, data, planning
from udfs.scheduling.tasks import Schedule
from udfs.values import is_blank

# The checker goes through the columns by itself; of what the schedule says of the plan as a whole it takes these.
_REPORTED = (data.PREDECESSOR_UNKNOWN, data.SELF_REFERENCE, planning.CYCLE, planning.LINK_UNREADABLE,
         planning.PREDECESSOR_TWICE, planning.LIMIT_MISSED, planning.WAITS_FOR_ON_HOLD, planning.FACT_IN_FUTURE,
         planning.PLAN_OUTSIDE_CALENDAR)  # fmt: skip


def plan_findings(session: Session) -> Iterator[Finding]:
    """Find what is wrong with the plan as a whole: links, limits, facts, a schedule out of date."""
    if TASKS not in session.book.tables() or session.context.calendar is None:
        return
    if not session.book.view(TASKS).data.records():
        return
    tasks = read_tasks(session)
    plan, findings = tasks.placed(session)
    yield from (finding for finding in findings if finding.problem in _REPORTED)
    stale = stale_finding(session, tasks, plan)
    if stale is not None:
        yield stale


def stale_finding(session: Session, tasks: Tasks, plan: Schedule) -> Finding | None:
    """Return a finding at the first cell where an already scheduled plan would be scheduled differently now."""
    view = tasks.view
    if all(is_blank(value) for key in RESULTS for value in view.data[key]):
        return None
    cells = {(move.row, "start") for move in moves(tasks, plan)}
    cells |= {(row, key) for key, rows in outdated(session, tasks, plan).items() for row in rows}
    if not cells:
        return None
    row, key = min(cells)
    return view.finding(planning.SCHEDULE_STALE, key, row)
