"""Checks whether a 成本异常 is one: its trigger has two conditions."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.session import Session
from udfs.problems import Finding
from udfs.scenes import is_cost_anomaly, unmet_conditions
from udfs.values import as_text
from workbook_templates.tables.issues import ISSUES

_CONDITIONS = ("cost_change", "growth")


def cost_anomalies(session: Session) -> Iterator[Finding]:
    """Find issues triggered by costs that did not rise, or rose with the business, or of which that is not told."""
    if ISSUES.key not in session.book.tables():
        return
    view = session.book.view(ISSUES.key)
    if not {"trigger", *_CONDITIONS} <= set(view.column_numbers):
        return  # an older workbook has nowhere to put them, which is said of its layout
    for i, trigger in enumerate(view.data["trigger"]):
        if not is_cost_anomaly(trigger):
            continue
        values = {key: view.data[key][i] for key in _CONDITIONS}
        for key, problem in unmet_conditions(values["cost_change"], values["growth"]):
            yield view.finding(
                problem,
                key,
                i,
                label=ISSUES.column(key).label,
                value=as_text(values[key]),
                other=as_text(values["cost_change"]),
                trigger=as_text(trigger),
            )
