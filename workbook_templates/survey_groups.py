"""The groups by which a survey is counted: departments, posts, or the answers to a question; and who was asked of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs import people
from udfs.choices import means, written_as
from udfs.lang import Text, same
from udfs.survey.choices import SINGLE
from udfs.survey.coverage import Covered, coverage
from udfs.survey.responses import State
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.context import Context
from workbook_templates.survey_settings import GROUP
from workbook_templates.surveying import ANSWERS, ROSTER, Survey, survey
from workbook_templates.tables.answers import ANSWERS as TABLE

_COLUMNS = ("department", "post")
# What may be asked for.
GROUPS = Text("部门、岗位或单选题的题号", "Department, Post or the number of a single-choice question")


class Grouping(NamedTuple):
    """By what a survey is counted: what that is called, and of each group which counted sheets belong to it."""

    label: Text
    members: dict[str, list[int]]


def grouping(book: Context) -> Grouping | Text:
    """Return the groups that the sheet asks for; what it asks for as it is written where that is nothing to group by."""
    return grouping_by(book, book.settings.values[GROUP.key])


def grouping_by(book: Context, choice: CellValue) -> Grouping | Text:
    """Return the groups that a choice means: a column of 答卷, or a single-choice question by its number."""
    here = book.lasting(survey)
    if here is None:
        return same(as_text(choice))
    for key in _COLUMNS:
        if is_blank(choice) or means(choice, TABLE.column(key).label):
            return Grouping(TABLE.column(key).label, _members(groups_of(book, here, key)))
    wanted = written_as(choice)
    for question in here.questions:
        if written_as(question.number) == wanted and question.kind == SINGLE:
            labels = [
                "" if reading.state is not State.ANSWERED else
                question.options[reading.place] if reading.place is not None else "／".join(reading.unknown)
                for reading in question.readings
            ]  # fmt: skip
            return Grouping(
                same(f"{question.number} {question.text}"), _members([labels[code] for code in question.codes])
            )
    return same(as_text(choice))


def _members(names: Sequence[str]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        members.setdefault(name, []).append(at)
    # The blank group last, whoever came first.
    return {
        **{name: sheets for name, sheets in members.items() if name},
        **({"": members[""]} if "" in members else {}),
    }


def groups_of(book: Context, here: Survey, key: str) -> list[str]:
    """Return the department or post of each counted sheet: as written there, else as the roster has the person."""
    answers = book.tables[ANSWERS]
    known = {}
    if ROSTER in book.tables:
        roster = book.tables[ROSTER]
        known = {
            people.person_key(as_text(name)): plain(group)
            for name, group in zip(roster["person"], roster[key], strict=True)
        }
    typed, persons = answers[key], answers["person"]
    return [
        plain(typed[row]) or ("" if is_blank(persons[row]) else known.get(people.person_key(as_text(persons[row])), ""))
        for row in here.counted_rows
    ]


def covered(book: Context, key: str) -> list[Covered]:
    """Return who was asked and who answered by department or post; nothing where neither table says one."""
    here = book.lasting(survey)
    if here is None:
        return []
    asked = []
    if ROSTER in book.tables:
        roster = book.tables[ROSTER]
        asked = [plain(roster[key][row]) for row in roster.records()]
    answered = groups_of(book, here, key)
    return coverage(asked, answered) if any(asked) or any(answered) else []
