"""Calendars, and tasks to be placed in them, for the calculations of a plan: no workbook is near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from udfs.scheduling.tasks import Task
from udfs.scheduling.workdays import WorkCalendar
from workbook_templates.tables.holidays import published

_LISTED = [(day, kind.zh, "") for day, kind, _ in published(2025)]
STANDARD = WorkCalendar.of(_LISTED, date(2025, 1, 1), date(2028, 12, 31))
SIX_DAYS = STANDARD.variant(frozenset(range(1, 7)), holidays=True)
_TWO_YEARS = WorkCalendar.of(_LISTED, date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = (
    _TWO_YEARS,
    _TWO_YEARS.variant(frozenset(range(1, 7)), holidays=True),
    _TWO_YEARS.variant(frozenset(range(1, 8)), holidays=False),
)


def task(number: int, duration: int, predecessors: str = "", **more: object) -> Task:
    return Task(f"T-{number:03}", duration, STANDARD, predecessors, **more)  # type: ignore[arg-type]


@st.composite
def plans(draw: st.DrawFn) -> list[Task]:
    built = []
    for i in range(draw(st.integers(1, 8))):
        before = draw(st.sets(st.integers(1, i), max_size=2)) if i else set()
        begin = date(2026, 8, 20) + timedelta(days=draw(st.integers(0, 40)))
        facts: dict[str, object] = {}
        if draw(st.booleans()):
            facts = draw(
                st.sampled_from(
                    [{"progress": 0.5}, {"progress": 1.0}, {"done_on": begin}, {"on_hold": "取消"}, {"buffer": 2}]
                )
            )
        built.append(
            replace(
                task(
                    i + 1, draw(st.integers(0, 8)), ",".join(f"T-{j:03}" for j in sorted(before)), start=begin, **facts
                ),
                calendar=draw(st.sampled_from([STANDARD, SIX_DAYS])),
            )
        )
    return built
