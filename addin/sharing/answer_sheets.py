"""Answer sheets on their way: what travels inside one, and what stands in one that came back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from addin.outside.reading import OutsideItem, items_beside
from addin.xlsx import Workbook, letters
from udfs.survey.answer_sheets import Asked, Jump, Slot
from udfs.survey.choices import KINDS
from udfs.values import CellValue, as_text
from udfs.worksheet import LONGEST_PIECE
from workbook_templates.builder.answer_layout import SHEET, TEXT_COL, Layout
from workbook_templates.catalogue import BASE_SHEET
from workbook_templates.identity import SHARE_NAME

_FORM = 1
_KINDS = {kind.en: kind for kind in KINDS}


class Form(NamedTuple):
    """An answer sheet as it was sent.

    Attributes:
        share: its identity; all anonymous sheets of a survey have the same one.
        book: the identity of the workbook that it was made from.
        anonymous: whether nothing in it tells whose it is.
        person: whom it was sent to; empty in an anonymous one.
        respondent: the identity of the person's row on 名单, if there is one.
        questions: what it asks.
        places: the cells to fill in: row, column, question and slot.
        printed: what it says, by row and column.
    """

    share: str
    book: str
    anonymous: bool
    person: str
    respondent: str
    questions: tuple[Asked, ...]
    places: tuple[tuple[int, int, str, Slot], ...]
    printed: Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class ReturnedAnswers:
    """What a returned answer sheet holds.

    Attributes:
        form: the sheet as it was sent.
        sheet: what its sheet is called.
        given: what was filled in, by question and slot.
    """

    form: Form
    sheet: str
    given: dict[str, dict[Slot, CellValue]]

    def cell(self, question: str, slot: Slot) -> str:
        """Return the address of a cell to fill in."""
        cells = (letters(col) + str(row) for row, col, asked, at in self.form.places if (asked, at) == (question, slot))
        return next(cells, "")


def form_of(
    layout: Layout, share: str, book: str, questions: Sequence[Asked], person: str | None, respondent: str
) -> Form:
    """Return what travels with an answer sheet; `person` is None in an anonymous one."""
    places = tuple((piece.row, piece.col, *piece.slot) for piece in layout.pieces if piece.slot is not None)
    printed = {(piece.row, piece.col): piece.text for piece in layout.pieces if piece.text}
    return Form(share, book, person is None, person or "", respondent, tuple(questions), places, printed)


def pieces(form: Form) -> list[str]:
    """Return a form as texts that each fit into a cell."""
    content = {
        "form": _FORM,
        **form._asdict(),
        "questions": [asked._replace(kind=asked.kind.en)._asdict() for asked in form.questions],  # type: ignore[arg-type]
        "printed": [[row, col, text] for (row, col), text in form.printed.items()],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return [text[start : start + LONGEST_PIECE] for start in range(0, len(text), LONGEST_PIECE)]


def read(text: str) -> Form | None:
    """Return the form that the joined pieces contain, None if they are damaged or in a newer format."""
    try:
        content = json.loads(text)
        if content["form"] != _FORM:
            return None
        return Form(
            str(content["share"]),
            str(content["book"]),
            bool(content["anonymous"]),
            str(content["person"]),
            str(content["respondent"]),
            tuple(map(_asked, content["questions"])),
            tuple((int(row), int(col), str(asked), Slot(*slot)) for row, col, asked, slot in content["places"]),
            {(int(row), int(col)): str(words) for row, col, words in content["printed"]},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _asked(content: Mapping[str, object]) -> Asked:
    fields = dict(content)
    for name in ("options", "own_words", "rows", "exclusive"):
        fields[name] = tuple(fields[name])  # type: ignore[arg-type]  # a list of texts
    fields["jumps"] = tuple(Jump(*jump) for jump in fields["jumps"])  # type: ignore[attr-defined]
    return Asked(**{**fields, "kind": _KINDS[str(fields["kind"])]})  # type: ignore[arg-type]


def is_answer_sheet(workbook: Workbook) -> bool:
    """Return whether a workbook is one of our answer sheets, whole or damaged."""
    names = {info.name for info in workbook.sheets}
    return SHARE_NAME in workbook.names and not names.isdisjoint(SHEET)


def read_answers(workbook: Workbook) -> tuple[ReturnedAnswers, list[OutsideItem]] | None:
    """Return what a returned answer sheet holds and what stands beside its cells; None if its form is damaged."""
    names = [info.name for info in workbook.sheets]
    base, sheet = (next((name for name in label if name in names), "") for label in (BASE_SHEET, SHEET))
    texts = workbook.first_column(base) if base else []
    form = read("".join(text for text in texts if isinstance(text, str)))
    if form is None or not sheet:
        return None
    cells = {(row, col): value for row, listed in workbook.rows(sheet) for col, value, _ in listed}
    placed = _where_it_is(form, cells)
    if placed is None:
        return None
    form, at = placed, {(row, col): (asked, slot) for row, col, asked, slot in placed.places}
    given: dict[str, dict[Slot, CellValue]] = {}
    for place, value in cells.items():
        if place in at:
            asked, slot = at[place]
            given.setdefault(asked, {})[slot] = value
    fillable = {(sheet, row, col) for row, col in at}
    return ReturnedAnswers(form, sheet, given), list(items_beside(workbook, {sheet: form.printed}, fillable))


def _where_it_is(form: Form, cells: Mapping[tuple[int, int], CellValue]) -> Form | None:
    """Return the form with its places as they are now: somebody may have put rows in, or taken some out.

    The texts beside the cells tell. None where too few of them are left to tell anything.
    """
    if all(cells.get(place) == text for place, text in form.printed.items()):
        return form
    sent, now = _lines(form.printed), _lines(cells)
    matcher = SequenceMatcher(None, [text for _, text in sent], [text for _, text in now], autojunk=False)
    moved: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            moved[sent[block.a + i][0]] = now[block.b + i][0] - sent[block.a + i][0]
    if len(moved) * 2 < len(sent):
        return None
    last = max((row for row, _, _, _ in form.places), default=0)
    shift, shifts = 0, dict[int, int]()
    for row in range(1, max(last, *(row for row, _ in form.printed)) + 1):
        shift = moved.get(row, shift)
        shifts[row] = row + shift
    places = tuple((shifts[row], col, asked, slot) for row, col, asked, slot in form.places)
    return form._replace(places=places, printed={(shifts[row], col): text for (row, col), text in form.printed.items()})


def _lines(cells: Mapping[tuple[int, int], CellValue]) -> list[tuple[int, str]]:
    """Return what stands in the columns of numbers, questions and options, with its rows, from the top."""
    lines: dict[int, str] = {}
    for (row, col), value in sorted(cells.items(), key=lambda cell: cell[0]):
        if col <= TEXT_COL:
            lines[row] = f"{lines.get(row, '')} {as_text(value)}"
    return list(lines.items())


def open_answers(path: Path) -> Workbook | None:
    """Return a file as a workbook if it is one of our answer sheets."""
    workbook = Workbook.open(path)
    return workbook if is_answer_sheet(workbook) else None


def share_of(path: Path) -> str:
    """Return which answer sheet a file is, empty where it is none or is damaged."""
    workbook = open_answers(path)
    result = read_answers(workbook) if workbook is not None else None
    return result[0].form.share if result is not None else ""
