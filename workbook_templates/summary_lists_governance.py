"""The lists on the sheet 汇总 of duties, risks and what else keeps results. Commands write them."""

from __future__ import annotations

from datetime import date

from udfs.governing.dates import RUNNING
from udfs.governing.proposals import WAITING
from udfs.lang import listed
from udfs.values import CellValue, day_of, is_number, plain
from workbook_templates.context import Context
from workbook_templates.tables.duties import known_posts, known_steps


def gaps(book: Context) -> list[list[CellValue]]:
    """Return the steps that lack a role or have several A, in the order of the table."""
    data, broken = book.tables["duties"], [step for step in book.once(known_steps) if step.gaps()]
    return [[data["id"][step.rows[0]], data["step_check"][step.rows[0]], len(step.rows), step.name] for step in broken]


def posts(book: Context) -> list[list[CellValue]]:
    """Return the posts with how many steps they carry and answer for, and which, those with most first."""
    steps = book.tables["duties"]["step"]
    shown: list[list[CellValue]] = []
    for post in book.once(known_posts):
        named = listed(dict.fromkeys(plain(steps[row]) for row in post.rows)).to(book.lang)
        shown.append([post.name, post.carried, post.accountable, named])
    return shown


def top_risks(book: Context) -> list[list[CellValue]]:
    """Return the risks with a rating, the largest first."""
    data = book.tables["risks"]
    points = [float(value) if is_number(value) else 0 for value in data["points"]]
    rows = sorted((i for i in data.records() if points[i]), key=lambda i: -points[i])
    return [[data["id"][i], data["owner"][i], data["points"][i], data["name"][i]] for i in rows]


def coming_drills(book: Context) -> list[list[CellValue]]:
    """Return the drills that were not done yet, the one planned first before the others."""
    data = book.tables["drills"]
    rows = data.without("done_on")
    rows.sort(key=lambda i: day_of(data["planned_on"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["planned_on"][i], data["scene"][i]] for i in rows]


def running_supports(book: Context) -> list[list[CellValue]]:
    """Return the supports that run today, the one that ends first before the others."""
    data = book.tables["supports"]
    rows = [i for i in data.records() if data["state"][i] == RUNNING.to(book.lang)]
    rows.sort(key=lambda i: day_of(data["end"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["end"][i], data["what"][i]] for i in rows]


def open_incidents(book: Context) -> list[list[CellValue]]:
    """Return the incidents that are not closed, the one that is open longest first."""
    data = book.tables["incidents"]
    rows = data.without("closed_on")
    rows.sort(key=lambda i: day_of(data["found_on"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["days_open"][i], data["what"][i]] for i in rows]


def last_reviews(book: Context) -> list[list[CellValue]]:
    """Return the reviews with what is next, the latest period first."""
    data = book.tables["reviews"]
    rows = sorted(data.records(), key=lambda i: day_of(data["end"][i]) or date.min, reverse=True)
    return [[data["id"][i], data["owner"][i], data["end"][i], data["next"][i]] for i in rows]


def waiting_proposals(book: Context) -> list[list[CellValue]]:
    """Return the proposals that nobody has decided on, the one that waits longest first."""
    data = book.tables["proposals"]
    rows = [i for i in data.records() if data["stage"][i] == WAITING.to(book.lang)]
    rows.sort(key=lambda i: day_of(data["proposed_on"][i]) or date.max)
    return [[data["id"][i], data["owner"][i], data["proposed_on"][i], data["title"][i]] for i in rows]
