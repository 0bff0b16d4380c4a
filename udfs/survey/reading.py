"""A survey export as questions and answers, whatever platform it comes from and in whatever shape.

The same survey exported by text and by number gives the same cells, where the order of its options is known: from 问卷 as people
typed it, from the headings, or from answers that stand in both shapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from udfs.lang import Text
from udfs.spellings import folded
from udfs.survey.cells import is_skipped, read_choices, read_matrix
from udfs.survey.choices import (
    BETWEEN_OPTIONS,
    BETWEEN_RANKS,
    MATRIX,
    MULTIPLE,
    NPS,
    OPEN,
    RANKING,
    SCALE,
    SINGLE,
)
from udfs.survey.questions import Question
from udfs.survey.reading_headings import CODED, Group, Headings, asked_for, clean, read_headings
from udfs.survey.reading_items import Item, clean_option
from udfs.survey.reading_kinds import Guess, recognise
from udfs.survey.reading_values import answer_of, code_of, separator_of
from udfs.values import CellValue

_FROM_SHEET = Text("按「问卷」的题型", "as Questionnaire says")
_CHOSEN = Text("按指定", "as you said")
# What a heading means that belongs in the notes.
NOTED = "notes"


class Asked(NamedTuple):
    """A question of 问卷, and the heading of the export that an earlier import made it from; blank where people typed it."""

    question: Question
    heading: str = ""


class Reading(NamedTuple):
    """An export: its headings, its questions, and the columns that are about the person."""

    headings: Headings
    items: list[Item]
    lead: dict[str, int]
    asked: dict[str, Item]
    coded: bool


def read_export(
    cells: Sequence[CellValue],
    rows: Sequence[Sequence[CellValue]],
    known: Sequence[Asked],
    kinds: Mapping[int, Text],
    about: Mapping[str, str | None],
    most: int,
) -> Reading:
    """Read an export.

    Args:
        cells: its heading row.
        rows: the rows below it.
        known: the questions of 问卷.
        kinds: kinds that somebody said, by the numbers of questions.
        about: what somebody said that headings mean: the key of a column of 答卷, `NOTED`, None for a question.
        most: so many questions have a column on 答卷.
    """
    headings = read_headings(cells)
    coded = headings.style is CODED or _is_coded(headings.groups, rows)
    chosen = {folded(heading): key for heading, key in about.items()}
    headings = _as_said(headings, cells, chosen)
    lead = dict(headings.lead)
    asked: dict[str, Item] = {}
    items: list[Item] = []
    taken = {item.question.number for item in known}
    left = list(known)
    for group in headings.groups:
        match = _match(group, left)
        if match is not None:
            left.remove(match)
        key = _about(group, chosen)
        if key in lead:
            key = None
        number = match.question.number if match else _free(group, taken, most)
        item = _item(group, number, match, rows, kinds.get(number), coded)
        if key is not None:
            lead[key] = group.columns[0]
            asked[key] = item
        # What 问卷 lists stays a question; what it does not is answered by the column alone.
        if key is None or match is not None:
            taken.add(number)
            items.append(item)
    return Reading(headings, items, lead, asked, coded)


def _as_said(headings: Headings, cells: Sequence[CellValue], chosen: Mapping[str, str | None]) -> Headings:
    """Return the columns as somebody said they are: in a column of 答卷, or in the notes."""
    texts = [folded(clean(cell)) for cell in cells]
    lead = {key: at for key, at in headings.lead.items() if texts[at] not in chosen}
    personal = [at for at in headings.personal if texts[at] not in chosen]
    others = [at for at in headings.others if texts[at] not in chosen]
    asked = {name for group in headings.groups for name in _names(group)}
    for at, text in enumerate(texts):
        target = chosen.get(text)
        if target == NOTED or (text in chosen and target is None and text not in asked):
            others.append(at)
        elif target is not None and text not in asked:
            lead[target] = at
    groups = [group for group in headings.groups if not any(chosen.get(name) == NOTED for name in _names(group))]
    others += [at for group in headings.groups if group not in groups for at in group.columns if at not in others]
    return Headings(headings.style, groups, lead, personal, sorted(others))


def _names(group: Group) -> Iterator[str]:
    yield folded(group.heading)
    if group.text:
        yield folded(group.text)


def _about(group: Group, chosen: Mapping[str, str | None]) -> str | None:
    """Return the column of 答卷 that a question asks for, as somebody said or by itself: a name, a department or a post."""
    named = next((name for name in _names(group) if name in chosen), None)
    if named is not None:
        return chosen[named]
    return asked_for(group.text) if len(group.columns) == 1 else None


def _is_coded(groups: Sequence[Group], rows: Sequence[Sequence[CellValue]]) -> bool:
    """Return whether an export is by number: it says -2 or -3, or has ticks, and nowhere what only texts say."""
    coded = False
    for group in groups:
        columns = [[answer_of(row[at] if at < len(row) else None, coded=False) for row in rows] for at in group.columns]
        values = {answer for column in columns for answer in column}
        if any(is_skipped(value) for value in values) or any(BETWEEN_RANKS in v or BETWEEN_OPTIONS in v.partition("〖")[0] for v in values):  # fmt: skip
            return False
        coded = coded or bool(values & {"-2", "-3"})
        coded = coded or (len(columns) > 1 and {"0", "1"} <= values <= {"0", "1", ""})
    return coded


def _match(group: Group, known: Sequence[Asked]) -> Asked | None:
    """Return the question of 问卷 that columns are about: by the heading, by what is asked, by its number where that is not said."""
    for item in known:
        if item.heading and folded(item.heading) == folded(group.heading):
            return item
    text = folded(group.text)
    if text:
        return next((item for item in known if folded(clean(item.question.text)) == text), None)
    return next((item for item in known if item.question.number == group.number and _fits(group, item)), None)


def _fits(group: Group, item: Asked) -> bool:
    """Return whether columns that do not say what is asked may be of a question: its rows or options stand in their headings."""
    names = {*item.question.rows, *item.question.options}
    return bool(group.sign) or len(group.columns) == 1 or not names or not names.isdisjoint(group.parts)


def _free(group: Group, taken: set[int], most: int) -> int:
    """Return the question's own number where it is free, another one where it is not; above `most` where none is left."""
    if group.number is not None and group.number not in taken and 0 < group.number <= most:
        return group.number
    following = max(taken, default=0) + 1
    return following if following <= most else next(number for number in count(1) if number not in taken)


def _item(
    group: Group,
    number: int,
    match: Asked | None,
    rows: Sequence[Sequence[CellValue]],
    kind: Text | None,
    coded: bool,  # noqa: FBT001 - of the whole export
) -> Item:
    question = match.question if match else None
    columns = [[answer_of(row[at] if at < len(row) else None, coded=coded) for row in rows] for at in group.columns]
    guess = recognise(group, columns, coded=coded)
    wanted = kind or (question.kind if question else None)
    if wanted is not None and wanted is not guess.kind:
        options = question.options if question else ()
        sign = (separator_of(columns[0], options) if wanted is MULTIPLE and len(columns) == 1 else None) or guess.sign
        guess = Guess(wanted, _CHOSEN if kind else _FROM_SHEET, sign)
    elif question is not None and question.kind is not None:
        guess = guess._replace(why=_FROM_SHEET)
    by_number = coded and guess.kind in (SINGLE, MULTIPLE, RANKING, MATRIX, SCALE, NPS, OPEN)
    if question is not None and guess.kind in (SINGLE, MATRIX) and question.options:
        by_number = by_number or _are_codes([answer for column in columns for answer in column], question.options)
    text = (question.text if question else group.text) or (f"Q{number}" if not group.text else group.text)
    item = Item(group, number, text, guess, known=question is not None, coded=by_number)
    item = replace(
        item,
        options=question.options if question and question.options else _options(item, rows),
        rows=question.rows if question and question.rows else _rows(item),
    )
    trusted = match is not None and not match.heading
    if by_number and trusted and guess.kind in (SINGLE, MATRIX):
        numeric = all(option.strip().isdigit() for option in item.options)
        codes = {} if numeric else {str(at): option for at, option in enumerate(item.options, 1)}
        item = replace(item, codes=codes)
    return item


def _are_codes(answers: Sequence[str], options: Sequence[str]) -> bool:
    """Return whether answers are numbers of options that are no numbers themselves."""
    given = [code_of(answer) for answer in answers if answer and not is_skipped(answer)]
    return bool(given) and not any(option.strip().isdigit() for option in options) and all(
        code is not None and 0 < int(code[0]) <= len(options) for code in given
    )  # fmt: skip


def _rows(item: Item) -> tuple[str, ...]:
    if item.kind is not MATRIX:
        return ()
    return tuple(dict.fromkeys(clean_option(part) for part in item.group.parts if part and not item.group.sign))


def _options(item: Item, rows: Sequence[Sequence[CellValue]]) -> tuple[str, ...]:
    """Return the options of a question that 问卷 lacks: of the headings, or as they occur in the answers."""
    if item.kind in (MULTIPLE, RANKING) and len(item.group.columns) > 1:
        return () if item.group.sign else tuple(clean_option(part) for part in item.group.parts)
    if item.coded and item.kind in (SINGLE, MATRIX):
        return ()
    seen: dict[str, None] = {}
    for cell in dict.fromkeys([item.cell(row, "zh") for row in rows]):
        if cell is None or is_skipped(cell):
            continue
        if item.kind in (SINGLE, MULTIPLE):
            seen.update(dict.fromkeys(choice.option for choice in read_choices(cell)))
        elif item.kind is RANKING:
            seen.update(dict.fromkeys(str(cell).split(BETWEEN_RANKS)))
        elif item.kind is MATRIX:
            values = (
                value for answer in read_matrix(cell, item.parts).values() for value in answer.split(BETWEEN_OPTIONS)
            )
            seen.update((value, None) for value in values if not value.isdigit())
    return tuple(option for option in seen if option)
