"""What the checker says of a pilot plan: targets that are not SMART, stages that overlap, too many scenes at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from addin.checks.targets import target_findings
from udfs.problems import Finding, data
from udfs.stages import overlaps
from udfs.values import as_text, day_of, is_blank
from workbook_templates.tables.pilots import PILOTS, STAGES
from workbook_templates.tables.shared import SOURCE
from workbook_templates.targets import OF_PILOTS

# “1–2 scenes”: what more there is cannot be looked after.
MOST_SCENES = 2


def pilot_findings(session: Session) -> Iterator[Finding]:
    """Find targets that are not SMART, stages that overlap and a third scene in a pilot plan."""
    if PILOTS.key not in session.book.tables():
        return
    view = session.book.view(PILOTS.key)
    yield from target_findings(view, OF_PILOTS)
    yield from _stages(view)
    yield from _too_many(view)


def _stages(view: View) -> Iterator[Finding]:
    dates = [(view.data[f"{stage}_start"], view.data[f"{stage}_finish"]) for stage in STAGES]
    for row, earlier, later in overlaps(dates):
        start, finish = f"{STAGES[later]}_start", f"{STAGES[earlier]}_finish"
        yield view.finding(
            data.STAGES_OVERLAP,
            start,
            row,
            label=PILOTS.column(start).label,
            value=day_of(view.data[start][row]),
            other_label=PILOTS.column(finish).label,
            other=day_of(view.data[finish][row]),
        )


def _too_many(view: View) -> Iterator[Finding]:
    """Name the third scene and those after it; in a register each workbook has its own two."""
    if "scene" not in view.column_numbers:
        return
    seen: Counter[str] = Counter()
    for i, (scene, source) in enumerate(zip(view.data["scene"], view.data[SOURCE.key], strict=True)):
        if not is_blank(scene):
            seen[as_text(source)] += 1
            if seen[as_text(source)] > MOST_SCENES:
                number = seen[as_text(source)]
                yield view.finding(data.TOO_MANY_PILOTS, "scene", i, value=number)
