"""The lists on the sheet 汇总 of versions, training, feedback and roll-out. Commands write them."""

from __future__ import annotations

from datetime import date

from udfs.standards.feedback import LATE, NEAR, STAGE_LATE
from udfs.standards.trainings import AGAIN, EXPIRING, UNTRAINED
from udfs.standards.versions import IN_FORCE, is_due_for_review
from udfs.values import CellValue, day_of, is_blank, is_number
from workbook_templates.context import Context
from workbook_templates.tables.standards_known import DONE


def version_work(book: Context) -> list[list[CellValue]]:
    """Return the versions in force and coming that still ask for something, the first to take effect first."""
    data, nothing = book.tables["manuals"], DONE.to(book.lang)
    rows = [i for i in data.records() if not is_blank(data["to_do"][i]) and data["to_do"][i] != nothing]
    rows.sort(key=lambda i: day_of(data["effective"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["effective"][i], data["to_do"][i]] for i in rows]


def reviews_due(book: Context) -> list[list[CellValue]]:
    """Return the versions in force whose review is near or over, the one that is due first before the others."""
    data, within = book.tables["manuals"], book.settings.number("manual_review_within")
    in_force = IN_FORCE.to(book.lang)
    rows = [
        i
        for i in data.records()
        if data["state"][i] == in_force and is_due_for_review(data["review_by"][i], book.today, within)
    ]
    rows.sort(key=lambda i: day_of(data["review_by"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["review_by"][i], data["name"][i]] for i in rows]


def trainings_due(book: Context) -> list[list[CellValue]]:
    """Return whom to train: those to be trained again before those who never were, and those whose training expires."""
    data = book.tables["trainings"]
    order = [words.to(book.lang) for words in (AGAIN, UNTRAINED, EXPIRING)]
    rows = [i for i in data.records() if data["state"][i] in order]
    rows.sort(key=lambda i: (order.index(str(data["state"][i])), day_of(data["planned_on"][i]) or date.max))
    return [[data["id"][i], data["owner"][i], data["state"][i], data["title"][i]] for i in rows]


def late_feedback(book: Context) -> list[list[CellValue]]:
    """Return open feedback that is late or near its limit, the one that has taken most working hours first."""
    data = book.tables["feedback"]
    late = {words.to(book.lang) for words in (LATE, STAGE_LATE, NEAR)}
    rows = [i for i in data.records() if data["state"][i] in late]
    rows.sort(key=lambda i: -_hours(data["used"][i]))
    return [[data["id"][i], data["owner"][i], data["used"][i], data["what"][i]] for i in rows]


def _hours(value: CellValue) -> float:
    return value if is_number(value) else 0


def open_rollout(book: Context) -> list[list[CellValue]]:
    """Return the roll-outs that are not done, the one that is due first before the others."""
    data = book.tables["rollout"]
    rows = [i for i in data.records() if is_blank(data["done_on"][i])]
    rows.sort(key=lambda i: day_of(data["due"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["due"][i], data["where"][i]] for i in rows]
