"""What the sheet 节假日 holds that no date is computed with: days and kinds that cannot be read, days listed both ways."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from addin.book.session import Session
from udfs.lang import Text
from udfs.problems import Finding, data, planning
from udfs.rules import Rule, check_cell
from udfs.scheduling.workdays import KIND_OFF, KIND_ON, day_kind, day_number
from udfs.values import as_text, is_blank
from workbook_templates.tables.holidays import HOLIDAYS

_DAY = Rule(HOLIDAYS.column("day").label, HOLIDAYS.column("day").kind, required=True)
_KINDS = Text(f"{KIND_OFF.zh} 或 {KIND_ON.zh}", f"{KIND_OFF.en} or {KIND_ON.en}")


def holiday_findings(session: Session) -> list[Finding]:
    """Find cells of the sheet that are left out of the calendar, and days that are both off and worked."""
    view = _view(session)
    return [*_unreadable(view), *_both(view)] if view is not None else []


def holiday_summary(session: Session) -> Iterator[Finding]:
    """Report in one line that the sheet has rows that were not used, and where the first one is."""
    findings = holiday_findings(session)
    if findings:
        first = min(findings, key=lambda finding: finding.place)
        yield planning.HOLIDAYS_UNREADABLE.at(first.sheet, first.cell, count=len(findings))


def _view(session: Session) -> View | None:
    if session.context.published is None or HOLIDAYS.key not in session.context.tables:
        return None
    view = session.book.view(HOLIDAYS.key)
    return view if {"day", "kind"} <= view.column_numbers.keys() else None


def _unreadable(view: View) -> Iterator[Finding]:
    days, kinds = view.data["day"], view.data["kind"]
    for row, filled in enumerate(view.data.filled()):
        if not filled:
            continue
        complaint = check_cell(days[row], _DAY)
        if complaint is not None:
            yield view.finding(complaint[0], "day", row, **complaint[1])
        if day_kind(kinds[row]) is None:
            problem = data.REQUIRED_MISSING if is_blank(kinds[row]) else planning.HOLIDAY_KIND
            yield view.finding(
                problem, "kind", row, label=HOLIDAYS.column("kind").label, value=as_text(kinds[row]), allowed=_KINDS
            )


def _both(view: View) -> Iterator[Finding]:
    """Point out the later row of a day that is listed as off and as worked."""
    first: dict[int, tuple[Text, int]] = {}
    for row, pair in enumerate(zip(view.data["day"], view.data["kind"], strict=True)):
        number, kind = day_number(pair[0]), day_kind(pair[1])
        if number is None or kind is None:
            continue
        known, at = first.setdefault(number, (kind, row))
        if known is not kind:
            yield view.finding(
                planning.HOLIDAY_TWICE, "day", row, value=as_text(pair[0]), other=view.cell("day", at), kind=KIND_ON
            )
