"""What the checker says of measures and their points: targets, rules, figures that cannot be, and choices without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from addin.book.port import View
from addin.book.session import Session
from addin.checks.targets import target_findings
from udfs.indicators.complaints import MeasureKind, complaints, same_points
from udfs.lang import listed, listed_texts
from udfs.measuring.definition import KEYS, definition_of
from udfs.monitoring.choices import RULE_SETS
from udfs.monitoring.own_rules import rules_of
from udfs.problems import Finding, indicators, measuring
from udfs.values import ErrorValue, is_blank, plain
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.points import POINTS
from workbook_templates.targets import OF_MEASURES

_OTHERS = 5


def measure_findings(session: Session) -> Iterator[Finding]:
    """Find targets that are not SMART, rules that cannot be read, and definitions by which no export can be counted."""
    if MEASURES.key in session.book.tables():
        view = session.book.view(MEASURES.key)
        yield from target_findings(view, OF_MEASURES)
        yield from rule_findings(view)
        yield from _definitions(view)


def rule_findings(view: View) -> Iterator[Finding]:
    """Find rules of measures that cannot be read."""
    for row, value in enumerate(view.data["rules"]):
        if not is_blank(value) and rules_of(value) is None:
            yield view.finding(
                indicators.RULES_UNKNOWN, "rules", row, value=plain(value), allowed=listed_texts(RULE_SETS)
            )


def _definitions(view: View) -> Iterator[Finding]:
    """Find filters that cannot be read, and what a definition lacks; choices are looked at as in every table."""

    def at(column: str, finding: Finding) -> Finding:
        return replace(finding, sheet=view.sheet, cell=view.cell(column, row))

    if not view.column_numbers.keys() >= {*KEYS}:
        return
    for row in range(view.data.length):
        cells = {key: view.data[key][row] for key in ("id", "name", "unit", "kind", "frequency", *KEYS)}
        if not any(isinstance(value, ErrorValue) for value in cells.values()):
            findings = definition_of(cells, at)[1]
            yield from (finding for finding in findings if finding.problem is not measuring.UNKNOWN_CHOICE)


def point_findings(session: Session) -> Iterator[Finding]:
    """Find points with figures that cannot be, that are there twice or in the future, and choices without a reason."""
    if POINTS.key not in session.book.tables():
        return
    view = session.book.view(POINTS.key)
    points = {column.key: view.data[column.key] for column in POINTS.columns}
    for complaint in complaints(points, _kinds(session), session.today):
        if complaint.column in view.column_numbers:
            yield view.finding(complaint.problem, complaint.column, complaint.row, **complaint.args)
    yield from _twice(view, same_points(points))


def _kinds(session: Session) -> dict[str, MeasureKind]:
    if MEASURES.key not in session.context.tables:
        return {}
    data = session.context.tables[MEASURES.key]
    rows = zip(data["id"], data["kind"], data["unit"], data["calculation"], strict=True)
    return {plain(number).casefold(): MeasureKind(*rest) for number, *rest in rows if plain(number)}


def _twice(view: View, groups: list[tuple[int, ...]]) -> Iterator[Finding]:
    if "date" not in view.column_numbers:
        return
    for rows in groups:
        for row in rows:
            shown = listed([view.cell("date", other) for other in rows[: _OTHERS + 2] if other != row], _OTHERS)
            yield view.finding(indicators.POINT_TWICE, "date", row, others=shown)
