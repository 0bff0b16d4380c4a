"""What the checker says of what keeps results: gaps and overload of duties, high risks without a plan."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from udfs.governing.duties import ACCOUNTABLE, Step, repeated, roles_in
from udfs.lang import listed
from udfs.problems import Finding, governing
from udfs.risk import BANDS
from udfs.rules import check_references
from udfs.values import day_of, is_blank, is_number, plain
from workbook_templates.tables import risks
from workbook_templates.tables.drills import DRILLS
from workbook_templates.tables.duties import DUTIES, known_posts, known_steps
from workbook_templates.tables.incidents import INCIDENTS
from workbook_templates.tables.shared import SOURCE

# So many other places are named of a post or a row that occurs again.
_OTHERS = 5


def duty_findings(session: Session) -> Iterator[Finding]:
    """Find steps without an R, without an A or with several, posts that carry too much, and duties that are there twice."""
    if DUTIES.key not in session.book.tables():
        return
    view = session.book.view(DUTIES.key)
    if not view.column_numbers.keys() >= {"step", "post", "role"}:
        return
    for step in session.context.once(known_steps):
        yield from _of_step(view, step)
    limit = session.context.settings.number("duty_limit")
    for post in session.context.once(known_posts):
        if post.carried > limit:
            args = {"value": post.name, "count": post.carried, "limit": f"{limit:g}"}
            yield view.finding(governing.POST_OVERLOADED, "post", post.rows[0], **args)
    columns = (view.data[key] for key in ("step", "post", "role", SOURCE.key))
    for row, first in repeated(*columns):
        yield view.finding(governing.DUTY_TWICE, "role", row, others=view.cell("role", first))


def _of_step(view: View, step: Step) -> Iterator[Finding]:
    first = step.rows[0]
    if not step.responsible:
        yield view.finding(governing.STEP_WITHOUT_RESPONSIBLE, "step", first, value=step.name)
    if not step.accountable:
        yield view.finding(governing.STEP_WITHOUT_ACCOUNTABLE, "step", first, value=step.name)
    if len(step.accountable) > 1:
        posts, count = listed(filter(None, step.accountable), _OTHERS), len(step.accountable)
        for row in step.rows:
            if ACCOUNTABLE in roles_in(view.data["role"][row]):
                yield view.finding(
                    governing.SEVERAL_ACCOUNTABLE, "role", row, value=step.name, count=count, others=posts
                )


def risk_findings(session: Session) -> Iterator[Finding]:
    """Find high risks without a measure or an owner, and risks that are higher with their plan than without."""
    if risks.RISKS.key not in session.book.tables():
        return
    view = session.book.view(risks.RISKS.key)
    data, high = view.data, {band.to(session.book.lang) for band in BANDS[2:]}
    points, after = (session.context.tables[risks.RISKS.key][keys[2]] for keys in (risks.BEFORE, risks.AFTER))
    levels = session.context.tables[risks.RISKS.key]["level"]
    for row in range(data.length):
        if plain(levels[row]) in high:
            for key, problem in (("measure", governing.RISK_WITHOUT_MEASURE), ("owner", governing.RISK_WITHOUT_OWNER)):
                if _lacks(view, row, key):
                    yield view.finding(problem, key, row, value=plain(levels[row]))
        now, then = points[row], after[row]
        if is_number(now) and is_number(then) and then > now:
            yield view.finding(governing.RISK_AFTER_HIGHER, "impact_after", row, value=then, other=now)


def drill_findings(session: Session) -> Iterator[Finding]:
    """Find drills whose day has passed, and what a drill found and nobody improves."""
    if DRILLS.key not in session.book.tables():
        return
    view = session.book.view(DRILLS.key)
    data = view.data
    for row in data.records():
        planned = day_of(data["planned_on"][row])
        if planned is not None and planned < session.today and _lacks(view, row, "done_on"):
            yield view.finding(governing.DRILL_OVERDUE, "done_on", row, date=planned.isoformat())
        if not is_blank(data["findings"][row]) and _lacks(view, row, "improvement") and is_blank(data["task"][row]):
            yield view.finding(governing.DRILL_WITHOUT_TASK, "improvement", row)


def incident_findings(session: Session) -> Iterator[Finding]:
    """Find incidents that are closed without a word about it, and those that name an earlier one which is not there."""
    if INCIDENTS.key not in session.book.tables():
        return
    view = session.book.view(INCIDENTS.key)
    data = view.data
    for row in data.records():
        if day_of(data["closed_on"][row]) is not None and _lacks(view, row, "handling"):
            yield view.finding(governing.CLOSED_WITHOUT_HANDLING, "handling", row)
    if "again_of" in view.column_numbers:
        for row, problem, args in check_references(data["again_of"], data["id"], INCIDENTS.column("again_of").label):
            yield view.finding(problem, "again_of", row, **args)


def _lacks(view: View, row: int, key: str) -> bool:
    """Return whether a column is there and not filled in."""
    return key in view.column_numbers and is_blank(view.data[key][row])
