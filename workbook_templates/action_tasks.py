"""Where decisions stand that become tasks, and what the task says: the next steps of a review, what a drill has found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from udfs.governing.actions import Action, actions_in
from udfs.lang import Lang, Text
from udfs.values import CellValue, day_of, plain
from workbook_templates.model import Table
from workbook_templates.tables.drills import DRILLS
from workbook_templates.tables.reviews import REVIEWS

Row = Mapping[str, CellValue]

_OF_REVIEW = Text("由复盘 {number} 的下一步建立：{line}", "Made from the next steps of the review {number}: {line}")
_OF_DRILL = Text("由演练 {number} 建立：{line}", "Made from the drill {number}: {line}")
_FOUND = Text("；发现：{found}", "; found: {found}")
_JOIN = Text("；", "; ")


class Wanted(NamedTuple):
    """A task that a row asks for: the action, and the row of the table of tasks."""

    action: Action
    task: dict[str, CellValue]


class Source(NamedTuple):
    """A table whose rows lead to tasks.

    Attributes:
        table: which.
        columns: where the actions stand, the first that is filled in counts.
        link: where the numbers of the tasks go.
        wanted: the tasks that a row asks for, given the people of the workbook, the language and the fallback for the day
            from which on a day without a year is looked for.
    """

    table: Table
    columns: tuple[str, ...]
    link: str
    wanted: Callable[[Row, Sequence[str], Lang, CellValue], list[Wanted]]


def _task(action: Action, notes: str) -> dict[str, CellValue]:
    return {"what": action.what, "owner": action.owner, "not_after": action.due, "notes": notes}


def _of_review(row: Row, people: Iterable[str], lang: Lang, today: CellValue) -> list[Wanted]:
    since = day_of(row.get("reviewed_on")) or day_of(today)
    words = _OF_REVIEW.to(lang)
    return [
        Wanted(action, _task(action, words.format(number=plain(row.get("id")), line=action.line)))
        for action in actions_in(row.get("next"), people, since)
    ]


def _of_drill(row: Row, people: Iterable[str], lang: Lang, today: CellValue) -> list[Wanted]:
    """Return a task for each improvement, with what was found; where nothing is improved yet, one for each finding."""
    since = day_of(row.get("done_on")) or day_of(today)
    findings = [action.line for action in actions_in(row.get("findings"))]
    improvements = actions_in(row.get("improvement"), people, since)
    wanted = []
    for at, action in enumerate(improvements or actions_in(row.get("findings"), people, since)):
        notes = _OF_DRILL.to(lang).format(number=plain(row.get("id")), line=action.line)
        if improvements and findings:
            # As many of both belong together one by one; else nobody knows which improves what.
            its = [findings[at]] if len(findings) == len(improvements) else findings
            notes += _FOUND.to(lang).format(found=_JOIN.to(lang).join(its))
        wanted.append(Wanted(action, {**_task(action, notes), "risk": row.get("risk")}))
    return wanted


SOURCES = (
    Source(REVIEWS, ("next",), "task", _of_review),
    Source(DRILLS, ("improvement", "findings"), "task", _of_drill),
)
