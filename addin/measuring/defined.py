"""The definitions of measures as they stand on 指标."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from addin.book.port import View
from addin.book.session import Session
from addin.measuring.recording import MEASURES
from udfs.lang import listed
from udfs.measuring.definition import Definition, definition_of
from udfs.problems import Finding, RefusalError, measuring
from udfs.problems.model import refusal_of
from udfs.values import plain


def definitions_of(session: Session, wanted: Sequence[str]) -> tuple[list[Definition], list[Finding]]:
    """Return the definitions of all measures that have one, or of those that are wanted, and what is wrong with others.

    Raises:
        RefusalError: a wanted measure is not there or has no right definition, or no measure has one.
    """
    view = session.book.view(MEASURES)
    numbers = [plain(number) for number in view.data["id"]]
    asked = _asked(wanted, numbers)
    often = Counter(number.casefold() for number in numbers)
    definitions: list[Definition] = []
    findings: list[Finding] = []
    for row, number in enumerate(numbers):
        if not number or (asked and number.casefold() not in asked):
            continue
        definition, wrong = _definition(view, row)
        if definition is not None and often[number.casefold()] > 1:
            wrong = [view.finding(measuring.MEASURE_TWICE, "id", row, value=number)]
        elif definition is not None:
            definitions.append(definition)
        elif asked and not wrong:
            wrong = [view.finding(measuring.NO_DEFINITION, "date_column", row, value=number)]
        findings += wrong
    if findings and (asked or not definitions):
        raise refusal_of(findings[0])
    if not definitions:
        raise RefusalError(measuring.NOTHING_DEFINED)
    return definitions, findings


def _asked(wanted: Sequence[str], numbers: Collection[str]) -> set[str]:
    known = {number.casefold(): number for number in numbers if number}
    for number in wanted:
        if number.strip().casefold() not in known:
            raise RefusalError(measuring.MEASURE_UNKNOWN, value=number, known=listed(known.values()))
    return {number.strip().casefold() for number in wanted}


def _definition(view: View, row: int) -> tuple[Definition | None, list[Finding]]:
    def at(key: str, finding: Finding) -> Finding:
        return view.finding(finding.problem, key, row, **finding.args)

    return definition_of({key: view.data[key][row] for key in view.column_numbers}, at)
