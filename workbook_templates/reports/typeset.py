"""Sets a report into the rows of a sheet: a line of text is a row, so that no row has to be as high as its text is long.

A sheet cannot be asked how high a wrapped cell is, and programs disagree about it. Here every line ends before its columns
do, whatever the font; what stands in a row reaches over the empty cells behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import category

from udfs.causes.fishbone import width
from workbook_templates.reports.blocks import (
    Bars,
    Block,
    Bullets,
    Facts,
    Figure,
    Grid,
    Heading,
    Paragraph,
    SignOff,
    Tone,
)
from workbook_templates.reports.widths import column_widths, longest_word

COLUMNS = 12
# So many Latin letters go into a column, and so wide is one where widths are in points.
COLUMN_WIDTH = 9.5
_LETTER = 4.7
_LABEL, _HALF, _BAR = 2, COLUMNS // 2, 7
_VITAL, _OTHER = "█", "░"
_INDENT, _BULLET = "　", "• "
# Nothing begins with these, nothing ends with those.
_NOT_FIRST, _NOT_LAST = "，。；：、！？）」』】》”’…—,.;:!?)]}%", "（「『【《“‘([{"
# Bold letters are wider.
_BOLD = 0.9
_SIGNED = "________________"


class Look(Enum):
    """How a row looks; the value stands in the cell behind it, where the sheet's colours read it."""

    TEXT = "text"
    HEADING = "heading"
    LEAD = "lead"
    NOTE = "note"
    PAIR = "pair"
    PAIRS = "pairs"
    HEADS = "heads"
    ROW = "row"
    MORE = "more"
    STRONG = "strong"
    STRONG_MORE = "strong more"
    END = "end"


class Line(NamedTuple):
    """A row of the sheet: its texts by the column in which they begin, and how it looks."""

    texts: dict[int, str]
    look: Look = Look.TEXT

    @property
    def cells(self) -> list[str | None]:
        """Return the row's cells, the look in the last of them."""
        return [*(self.texts.get(at) or None for at in range(COLUMNS)), self.look.value if self.texts else None]


_BLANK = Line({})
_AFTER_TABLE = Line({0: ""}, Look.END)


def typeset(blocks: Iterable[Block]) -> list[Line]:
    """Return the lines of a report; of a picture only what stands below it."""
    lines = [line for block in blocks for line in _lines(block)]
    # The line that ends a table is blank already.
    return [
        line for line, before in zip(lines, [_BLANK, *lines], strict=False) if line != _BLANK or before != _AFTER_TABLE
    ]


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Heading(text=text):
            yield _BLANK
            yield from _text(text, Look.HEADING)
        case Paragraph(text=text, tone=tone):
            yield from _text(text, {Tone.LEAD: Look.LEAD, Tone.NOTE: Look.NOTE}.get(tone, Look.TEXT))
        case Bullets(items=items):
            for item in items:
                first, *more = wrapped(item, _room(COLUMNS) - width(_BULLET))
                yield Line({0: _BULLET + first})
                yield from (Line({0: _INDENT + line}) for line in more)
        case Figure(caption=caption):
            yield from _text(caption, Look.NOTE)
        case Bars(caption=caption):
            yield _BLANK
            yield from _bars(block)
            yield from _text(caption, Look.NOTE)
        case Facts():
            yield from _facts(block)
        case Grid():
            yield from _grid(block)
        case SignOff(labels=labels):
            yield from [_BLANK] * 2
            each = COLUMNS // len(labels)
            yield Line({at * each: f"{label} {_SIGNED}" for at, label in enumerate(labels)})


def _text(text: str, look: Look) -> Iterator[Line]:
    strong = look in (Look.HEADING, Look.LEAD)
    return (Line({0: line}, look) for line in wrapped(text, _room(COLUMNS, strong=strong)))


def _facts(facts: Facts) -> Iterator[Line]:
    """Yield labels with their values, two in a row."""
    waiting = [*facts.pairs]
    while waiting:
        first = waiting.pop(0)
        second = waiting.pop(0) if not first.wide and waiting and not waiting[0].wide else None
        reach = COLUMNS if first.wide else _HALF
        places = [(0, first, reach), *([(_HALF, second, COLUMNS)] if second else [])]
        texts = [
            (start, wrapped(text, _room(end - start)))
            for at, fact, edge in places
            for start, end, text in ((at, at + _LABEL, fact.label), (at + _LABEL, edge, fact.value))
        ]
        yield from _side_by_side(texts, Look.PAIRS if second else Look.PAIR, Look.TEXT)
    yield _AFTER_TABLE


def _bars(bars: Bars) -> Iterator[Line]:
    """Yield a column chart that lies on its side: a row for each label, then its count and the cumulative share."""
    most = max(bars.ranking.counts)
    lines = zip(bars.ranking.labels, bars.ranking.counts, bars.ranking.shares, bars.ranking.vital, strict=True)
    for label, count, share, vital in lines:
        filled = round(_room(_BAR) / width(_VITAL) * count / most) if most else 0
        name, *more = wrapped(label, _room(_LABEL))
        bar = (_VITAL if vital else _OTHER) * max(1, filled)
        yield Line({0: name, _LABEL: bar, _LABEL + _BAR: f"{count:g}", _LABEL + _BAR + 1: f"{share:.0%}"})
        yield from (Line({0: rest}) for rest in more)


def _grid(grid: Grid) -> Iterator[Line]:
    spans = _spans(grid)
    starts = [sum(spans[:at]) for at in range(len(spans))]
    heads = [
        (start, wrapped(column.heading, _room(span, strong=True)))
        for start, column, span in zip(starts, grid.columns, spans, strict=True)
    ]
    yield from _side_by_side(heads, Look.HEADS, Look.HEADS)
    for row in grid.rows:
        texts, strong = [], any(field.strong for field in row)
        for start, field, span in zip(starts, row, spans, strict=True):
            room = _room(span, strong=strong)
            indent = _INDENT * min(field.depth, int(room / width(_INDENT) / 2))
            texts.append((start, [indent + line for line in wrapped(field.text, room - width(indent))]))
        yield from _side_by_side(texts, *((Look.STRONG, Look.STRONG_MORE) if strong else (Look.ROW, Look.MORE)))
    yield _AFTER_TABLE


def _side_by_side(texts: Sequence[tuple[int, list[str]]], first: Look, more: Look) -> Iterator[Line]:
    """Yield the rows that texts beside each other take."""
    for at, lines in enumerate(zip_longest(*(lines for _, lines in texts), fillvalue="")):
        starts = (start for start, _ in texts)
        yield Line(dict(zip(starts, lines, strict=True)), more if at else first)


def _spans(grid: Grid) -> list[int]:
    """Return how many columns of the sheet each column of a table takes; together all of them."""
    wanted = [wide / (COLUMN_WIDTH * _LETTER) for wide in column_widths(grid, COLUMNS * COLUMN_WIDTH * _LETTER)]
    words = [
        max(longest_word(text) for text in (column.heading, *(row[at].text for row in grid.rows)))
        for at, column in enumerate(grid.columns)
    ]
    spans = [2 if word > _room(1) else 1 for word in words]
    if sum(spans) > COLUMNS:
        spans = [1] * len(spans)
    for _ in range(COLUMNS - sum(spans)):
        shortest = max(range(len(wanted)), key=lambda at: wanted[at] - spans[at])
        spans[shortest] += 1
    return spans


def _room(columns: int, *, strong: bool = False) -> float:
    """Return how many letters fit into columns; a short word does in any case."""
    room = columns * COLUMN_WIDTH - 1
    return room * _BOLD if strong and columns > 1 else room


def wrapped(text: str, room: float) -> list[str]:
    """Return a text in lines no wider than `room` (in Latin letters), Chinese broken as it is set: words stay whole.

    A word that is longer than a line is broken; no line begins with a stop or ends with an opening bracket.
    """
    lines = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if width(line + piece.rstrip()) <= room:
                line += piece
                continue
            if line.strip():
                lines.append(line.rstrip())
                line = ""
            rest = piece
            while width(rest.rstrip()) > room:
                cut = next(at for at in range(len(rest), 0, -1) if at == 1 or width(rest[:at]) <= room)
                lines.append(rest[:cut])
                rest = rest[cut:]
            line += rest
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what is not broken: Latin words with the space behind them, Chinese signs with the stops at them."""
    piece = ""
    for sign in text:
        if piece and _breaks(piece[-1], sign):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _breaks(before: str, after: str) -> bool:
    """Return whether a line may end between two signs."""
    if after in _NOT_FIRST or before in _NOT_LAST or category(after) == "Mn" or after == " ":
        return False
    return before == " " or width(before) > 1 or width(after) > 1
