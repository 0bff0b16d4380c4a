"""Where everything stands on an answer sheet: a list of cells, from which it is drawn and by which it is read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from udfs.lang import Lang, Text
from udfs.survey.answer_sheets import MARK, Asked, Slot, is_worded, slots
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from workbook_templates.tables.registers import ANSWER_SHEET

NUMBER_COL, TEXT_COL, CELL_COL, WORDS_COL = 1, 2, 3, 4
WIDTHS = {NUMBER_COL: 4, TEXT_COL: 50, CELL_COL: 13, WORDS_COL: 20}
_WHOLE = sum(width for col, width in WIDTHS.items() if col != NUMBER_COL)
_LINE, _ROW, _GAP, _OPEN_HEIGHT = 15.5, 21, 9, 84
# What fits on a page of A4, in points.
_PAGE = 745

_HOW = {
    SINGLE: Text(f"单选：在一项右边的格里选 {MARK}", f"One answer: choose {MARK} beside it"),
    MULTIPLE: Text(f"可多选：在每个所选项右边的格里选 {MARK}", f"Any number: choose {MARK} beside each that applies"),
    RANKING: Text("排序：在右边的格里填名次，1 是最前，不重复", "Rank them: 1 comes first, every number once"),
    SCALE: Text("在右边的格里选一个值", "Choose a value on the right"),
    NPS: Text("在右边的格里选 0–10 中的一个数", "Choose a number from 0 to 10 on the right"),
    MATRIX: Text("每一行选一个值", "Choose a value in every row"),
    OPEN: Text("请写在下面的格里", "Write into the cell below"),
}
_MANDATORY = Text("（必答）", " (required)")
_JUMP = Text("选“{option}”的请跳到第 {number} 题", "after “{option}” go on with question {number}")
_ALONE = Text("“{option}”不与其他选项同选", "“{option}” not together with others")
_OWN = Text("选“{options}”的请在最右边的格里写明", "with “{options}” please specify on the far right")
_ENDS = Text("0 完全不可能 … 10 非常可能", "0 not at all likely … 10 extremely likely")
_FROM_LOW = Text("由低到高：", "From low to high: ")
_BETWEEN = Text("；", "; ")


SHEET = ANSWER_SHEET


class Look(Enum):
    """How a cell looks."""

    TITLE = auto()
    NOTICE = auto()
    NUMBER = auto()
    QUESTION = auto()
    HINT = auto()
    LABEL = auto()
    INPUT = auto()
    WORDS = auto()
    OPEN = auto()


class Piece(NamedTuple):
    """One cell, or several merged of a row: where, what it says or what may be filled in.

    Attributes:
        row: the row, from 1.
        col: the first column, from 1.
        last_col: the last column.
        look: how it looks.
        text: what it says; empty where something is filled in.
        slot: what is filled in: the number of the question and its cell; None for words of ours.
        choices: the entries of its dropdown, if it has one.
        strict: whether nothing else may be entered.
    """

    row: int
    col: int
    last_col: int
    look: Look
    text: str = ""
    slot: tuple[str, Slot] | None = None
    choices: tuple[str, ...] = ()
    strict: bool = False


class Layout(NamedTuple):
    """An answer sheet: its cells, the heights of its rows in points, and before which rows a page begins."""

    pieces: list[Piece]
    heights: dict[int, float]
    breaks: list[int]


def laid_out(questions: Sequence[Asked], title: str, notices: Sequence[str], lang: Lang) -> Layout:
    """Return the answer sheet of a questionnaire; a question is never split between two pages if it fits on one.

    Args:
        questions: the questions, in their order.
        title: what stands on top.
        notices: what is said before the first question, a row for each.
        lang: the language of everything that the questionnaire itself does not say.
    """
    layout = Layout([], {}, [])
    _put(layout, 30, Piece(1, NUMBER_COL, WORDS_COL, Look.TITLE, title))
    for notice in notices:
        height = _LINE * _lines(notice, sum(WIDTHS.values())) + 3
        _put(layout, height, Piece(_next(layout), NUMBER_COL, WORDS_COL, Look.NOTICE, notice))
    numbers = {asked.id: number for number, asked in enumerate(questions, 1)}
    on_page = sum(layout.heights.values())
    for asked in questions:
        first = _next(layout)
        layout.heights[first] = _GAP
        _question(layout, asked, numbers, lang)
        height = sum(value for row, value in layout.heights.items() if row >= first)
        if on_page + height > _PAGE and height <= _PAGE:
            layout.breaks.append(first)
            on_page = 0
        on_page += height
    return layout


def _next(layout: Layout) -> int:
    return max(layout.heights, default=0) + 1


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a cell of this width; a wide sign is nearly as wide as two digits."""
    signs = (1.9 if east_asian_width(sign) in "WFA" else 0.95 for sign in text)
    return max(1, ceil(sum(signs) / width))


def _put(layout: Layout, height: float, *pieces: Piece) -> None:
    layout.pieces.extend(pieces)
    layout.heights[pieces[0].row] = height


def _question(layout: Layout, asked: Asked, numbers: dict[str, int], lang: Lang) -> None:
    row = _next(layout)
    text = asked.text + (_MANDATORY.to(lang) if asked.mandatory else "")
    _put(
        layout,
        max(_ROW, _LINE * _lines(text, _WHOLE * 0.9) + 6),
        Piece(row, NUMBER_COL, NUMBER_COL, Look.NUMBER, str(numbers[asked.id])),
        Piece(row, TEXT_COL, WORDS_COL, Look.QUESTION, text),
    )
    hint = _BETWEEN.to(lang).join(_hints(asked, numbers, lang))
    height = _LINE * _lines(hint, _WHOLE * 1.1)
    _put(layout, height, Piece(row + 1, TEXT_COL, WORDS_COL, Look.HINT, hint))
    if asked.kind == OPEN:
        _put(layout, _OPEN_HEIGHT, Piece(row + 2, TEXT_COL, WORDS_COL, Look.OPEN, slot=(asked.id, Slot())))
        return
    choices, strict = _dropdown(asked)
    for slot in slots(asked):
        if slot.own:
            at = _next(layout) - 1
            layout.pieces.append(Piece(at, WORDS_COL, WORDS_COL, Look.WORDS, slot=(asked.id, slot)))
            continue
        at = _next(layout)
        label = slot.item or (_ENDS.to(lang) if asked.kind == NPS else scale_text(asked.values, lang))
        height = max(_ROW, _LINE * _lines(label, WIDTHS[TEXT_COL]) + 6)
        _put(
            layout,
            height,
            Piece(at, TEXT_COL, TEXT_COL, Look.LABEL, label),
            Piece(at, CELL_COL, CELL_COL, Look.INPUT, slot=(asked.id, slot), choices=choices, strict=strict),
        )


def _dropdown(asked: Asked) -> tuple[tuple[str, ...], bool]:
    """Return the entries of the dropdown of a question's cells, and whether nothing else may be entered."""
    if asked.kind in (SINGLE, MULTIPLE):
        return (MARK, "1"), False  # whatever else somebody marks with is understood as well
    if asked.kind == RANKING:
        return tuple(str(number) for number in range(1, len(asked.options) + 1)), True
    return asked.values, not is_worded(asked.values)


def scale_text(values: Sequence[str], lang: Lang) -> str:
    """Return the values of a scale as a line to be read on paper: with their places, where they are words."""
    if is_worded(values):
        return _FROM_LOW.to(lang) + "  ".join(f"{at} {value}" for at, value in enumerate(values, 1))
    return _FROM_LOW.to(lang) + "  ".join(values)


def _hints(asked: Asked, numbers: dict[str, int], lang: Lang) -> Iterator[str]:
    yield _HOW[asked.kind].to(lang)
    if asked.kind == MATRIX:
        yield scale_text(asked.values, lang)
    for option in asked.exclusive:
        yield _ALONE.to(lang).format(option=option)
    if asked.own_words:
        yield _OWN.to(lang).format(options="/".join(asked.own_words))
    for jump in asked.jumps:
        if jump.to in numbers:
            yield _JUMP.to(lang).format(option=jump.option, number=numbers[jump.to])
