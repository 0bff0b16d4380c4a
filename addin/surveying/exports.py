"""Which sheet of a file is the export of a survey, and what people said about its columns and kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from addin.importing.grid import Grid, read_grids
from addin.importing.mapping import choices_of
from udfs.choices import pair_of
from udfs.lang import Text, listed, listed_texts
from udfs.problems import RefusalError, files, survey_imports
from udfs.spellings import folded
from udfs.survey.choices import KINDS
from udfs.survey.questions import kind_of, number_of
from udfs.survey.reading import NOTED, Asked
from udfs.survey.reading_headings import PLAIN, clean, read_headings, style_of
from udfs.values import CellValue, is_blank
from workbook_templates.tables.answers import ANSWERS
from workbook_templates.tables.questions import QUESTIONS

# The headings stand among the first rows; titles above them fill few cells.
_LOOKED_AT = 20
# Our own sheet 答卷 is no export: its columns are called by the numbers of questions.
_OURS = re.compile(r"Q-\d+", re.IGNORECASE)
# A form without numbers is an export of this survey where so many of its headings stand on 问卷.
_FEWEST_KNOWN = 2
_QUESTION = frozenset(folded(word) for word in ("题", *QUESTIONS.column("text").label, *QUESTIONS.title))


class Export(NamedTuple):
    """A sheet with the answers of a survey.

    Attributes:
        grid: the sheet.
        headings: its heading row.
        rows: the rows below it that hold anything, with their numbers.
    """

    grid: Grid
    headings: list[CellValue]
    rows: list[tuple[int, list[CellValue]]]


def find_export(source: Path, known: Sequence[Asked], *, worksheet: str | None, asked: bool) -> Export | None:
    """Return the sheet of a file that is a survey's export, None where there is none.

    Args:
        source: the file.
        known: the questions of 问卷.
        worksheet: which sheet; the first one that is an export where not given.
        asked: whether somebody said that it is one: then a form's headings are questions, whatever they are.

    Raises:
        RefusalError: the file cannot be read, or has no such sheet.
    """
    grids = read_grids(source)
    if worksheet is not None:
        names = [grid.name for grid in grids]
        grids = [grid for grid in grids if grid.name == worksheet]
        if not grids:
            raise RefusalError(files.NO_SHEET, name=source.name, wanted=worksheet, known=listed(names))
    texts = {folded(clean(item.question.text)) for item in known}
    for grid in grids:
        at = _heading_row(grid)
        if at is not None and _is_export(grid.rows[at][1], texts, asked=asked):
            rows = [(number, row) for number, row in grid.rows[at + 1 :] if not all(is_blank(cell) for cell in row)]
            if rows:
                return Export(grid, grid.rows[at][1], rows)
    return None


def _heading_row(grid: Grid) -> int | None:
    """Return the position of the first row that is about as wide as the sheet."""
    width = [sum(not is_blank(cell) for cell in row) for _, row in grid.rows[:_LOOKED_AT]]
    return next((at for at, filled in enumerate(width) if 2 * filled >= max(width)), None)


def _is_export(cells: Sequence[CellValue], known: set[str], *, asked: bool) -> bool:
    if any(_OURS.fullmatch(clean(cell)) for cell in cells):
        return False
    if style_of(cells) is not PLAIN or asked:
        return True
    headings = read_headings(cells)
    matching = sum(folded(group.text) in known for group in headings.groups)
    return "submitted" in headings.lead and matching >= _FEWEST_KNOWN


def said_about(pairs: Sequence[str]) -> dict[str, str | None]:
    """Return what `heading=column` pairs say: a key of 答卷, `NOTED`, or None for a question.

    Raises:
        RefusalError: a pair names nothing that a column can be.
    """
    meanings: dict[str, str | None] = {}
    for pair in pairs:
        heading, words = pair_of(pair)
        if folded(words) in _QUESTION or number_of(words) is not None:
            meanings[clean(heading)] = None
        else:
            meanings[clean(heading)] = next(iter(choices_of(ANSWERS, [pair]).values())) or NOTED
    return meanings


def said_kinds(pairs: Sequence[str]) -> dict[int, Text]:
    """Return what `question=kind` pairs say, by the numbers of questions.

    Raises:
        RefusalError: a pair is not of this form.
    """
    kinds: dict[int, Text] = {}
    for pair in pairs:
        name, words = pair_of(pair)
        number, kind = number_of(name), kind_of(words)
        if number is None or kind is None:
            raise RefusalError(survey_imports.KIND_FORM, value=pair, known=listed_texts(KINDS))
        kinds[number] = kind
    return kinds
