"""What a version of a procedure has changed, clause by clause, read from what people wrote about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from udfs.rules import split_references
from udfs.values import CellValue, as_text

_PIECES = re.compile(r"[\n；;]+")
_CLAUSE = re.compile(
    r"^(第?\s*\d+(?:\.\d+)*\s*[条章节]?|附录\s*\w+|appendix\s+\w+)\s*([：:、\s])\s*(\S.*)$", re.IGNORECASE
)
_COLONS = "：:"
# 审核时限由 2 天改为 4 小时: what it is about stands before both.
_FROM_TO = re.compile(r"^(.*?)(?:由|从)\s*(.+?)\s*(?:改为|改成|变为|调整为|替换为|缩短到|缩短为|降到|降为)\s*(.+)$")
_ARROW = re.compile(r"^(.+?)\s*(?:→|->|=>|改为|改成|变为|调整为|替换为)\s*(.+)$")


class Revision(NamedTuple):
    """One change: the clause, what stood there and what stands there now; blank where nobody wrote it."""

    clause: str
    before: str
    after: str


def revisions(changes: CellValue, clauses: CellValue) -> list[Revision]:
    """Return the changes of a version, one for each line or part of a sentence.

    A clause is the one that begins the part (a colon behind it, or one of the list: 100 yuan begin a part as well), else the
    one at its place in the list of clauses where both are equally long.
    """
    pieces = [piece.strip() for piece in _PIECES.split(as_text(changes)) if piece.strip()]
    known = named = split_references(clauses)
    if len(pieces) == 1 and named:
        named = [as_text(clauses).strip()]
    places = named if len(named) == len(pieces) else [""] * len(pieces)
    return [_revision(piece, place, known) for piece, place in zip(pieces, places, strict=True)]


def _revision(piece: str, place: str, known: Sequence[str]) -> Revision:
    own = _CLAUSE.match(piece)
    is_clause = own is not None and (own[2] in _COLONS or own[1].strip() in known)
    clause, text = (own[1].strip(), own[3]) if own is not None and is_clause else (place, piece)
    if match := _FROM_TO.match(text):
        return Revision(clause, f"{match[1]}{match[2]}", f"{match[1]}{match[3]}")
    if match := _ARROW.match(text):
        return Revision(clause, match[1], match[2])
    return Revision(clause, "", text)
