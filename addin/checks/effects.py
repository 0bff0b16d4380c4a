"""What the checker says of the verification of effects: figures that cannot be read, plans that were changed or came too late."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from udfs.problems import Finding
from workbook_templates.tables.effect_verdicts import effects
from workbook_templates.tables.effects import EFFECTS


def effect_findings(session: Session) -> Iterator[Finding]:
    """Find rows that cannot be judged, and what their plan has against it."""
    if EFFECTS.key not in session.book.tables():
        return
    view = session.book.view(EFFECTS.key)
    for effect in session.context.once(effects).values():
        for complaint in effect.complaints:
            if complaint.column in view.column_numbers:
                yield view.finding(complaint.problem, complaint.column, complaint.row, **complaint.args)
