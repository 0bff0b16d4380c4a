"""How wide columns are: no word of a heading is broken, nor what stands in brackets.

Excel, WPS and LibreOffice break Chinese between any two signs, as soon as a line is full. A heading stays one text without
line breaks (formulas name columns by it), so the column's width alone decides where its lines end.
"""

from __future__ import annotations

from itertools import count
from unicodedata import east_asian_width

from udfs.lang import Lang
from workbook_templates.model import Column

# Signs of size 10, in the unit of a column's width (a digit of Calibri 11, 7 pixels). A wide sign has 13 pixels in Excel,
# up to 13.4 where programs do not round and need more of an edge, too; where there is no Calibri, digits are wider.
_NARROW = 1.08
_MEASURES = ((13 / 7, 0.0), (13.4 / 7, 0.4), (10 / 7, 0.0))
_STEP = 0.5
_OPENING, _CLOSING = "（(", "）)*％%"
# No heading is as long as this in one line.
_WIDEST = 60


def width_of(column: Column, lang: Lang) -> float:
    """Return a column's width: the declared one, or the next in which its heading is not broken."""
    heading = column.header(lang)
    if column.hidden:
        return column.width
    if lang == "en":
        return max(column.width, max(map(len, heading.split())) + 1.5)
    tried = (column.width + _STEP * i for i in count())
    return next(width for width in tried if width > _WIDEST or _is_whole(heading, width))


def _is_whole(heading: str, width: float) -> bool:
    """Return whether no program breaks a Chinese heading inside brackets, or leaves a sign alone."""
    return all(
        len(lines) == 1 or not any(map(_is_torn, lines))
        for wide, edge in _MEASURES
        for lines in [_wrapped(heading, width - edge, wide)]
    )


def _is_torn(line: str) -> bool:
    return line.count("（") != line.count("）") or len(line.partition("（")[0]) == 1


def _wrapped(heading: str, room: float, wide: float) -> list[str]:
    """Return the lines of a heading: filled up, none of them begins with a closing sign or ends with an opening one."""
    lines, line, left = list[str](), "", room
    for piece in _pieces(heading):
        needed = sum(wide if east_asian_width(sign) in "WF" else _NARROW for sign in piece)
        if line and needed > left:
            lines.append(line)
            line, left = "", room
        line += piece
        left -= needed
    return [*lines, line]


def _pieces(heading: str) -> list[str]:
    """Return the pieces between which a line may end."""
    pieces = [heading[0]]
    for sign in heading[1:]:
        last = pieces[-1][-1]
        joins = last in _OPENING or sign in _CLOSING or (last.isascii() and sign.isascii())
        pieces = [*pieces[:-1], pieces[-1] + sign] if joins else [*pieces, sign]
    return pieces
