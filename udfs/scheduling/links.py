"""Predecessors as people write them: `T-003`, `T-003FS+2`, `T-003 SS-1天`, several in one cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from udfs.rules import SEPARATORS
from udfs.values import CellValue, ErrorValue, as_text, plain


class LinkKind(StrEnum):
    """What of the predecessor is tied to what of the task: finish or start."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"

    @property
    def leaves_finish(self) -> bool:
        """Return whether it is the predecessor's finish that counts."""
        return self in (LinkKind.FS, LinkKind.FF)

    @property
    def holds_finish(self) -> bool:
        """Return whether it is the task's finish that is held."""
        return self in (LinkKind.FF, LinkKind.SF)


class Predecessor(NamedTuple):
    """One predecessor of a cell: as it is written, the row that it names (None where there is none), kind and lag.

    `readable` is false where a task is named but what follows is no kind of link.
    """

    text: str
    row: int | None
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    readable: bool = True


_KINDS = {"完成-开始": "FS", "开始-开始": "SS", "完成-完成": "FF", "开始-完成": "SF"}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−－", "-"))
_TAIL = re.compile(
    rf"\s*(?P<kind>FS|SS|FF|SF|{'|'.join(_KINDS)})?\s*"
    r"(?:(?P<lag>[+-]\s*\d{1,5})\s*(?:个?工作日|天|日|working days?|days?|wd|d)?)?\s*$",
    re.IGNORECASE,
)
# What may stand behind a number of which somebody has written more than can be read.
_GOES_ON = re.compile(rf"FS|SS|FF|SF|{'|'.join(_KINDS)}|\W", re.IGNORECASE)


def read_links(value: CellValue, rows: Mapping[str, int]) -> list[Predecessor]:
    """Return the predecessors of a cell.

    Args:
        value: the cell; entries are separated by comma, semicolon, 、 (full-width too) or line break.
        rows: the row of each task by its id, in lower case.
    """
    if value is None or isinstance(value, ErrorValue):
        return []
    return [_entry(text, rows) for text in map(plain, SEPARATORS.split(as_text(value))) if text]


def _entry(text: str, rows: Mapping[str, int]) -> Predecessor:
    """Read one entry: an id may itself hold dashes and digits, so what is known as a task counts before all else."""
    whole = text.casefold()
    if whole in rows:
        return Predecessor(text, rows[whole])
    written = _plain(text)
    for task, tail in splits(text):
        row = rows.get(task.casefold())
        if row is not None:
            kind, lag = _tail(tail)
            return Predecessor(text, row, kind, lag)
    starts = (written[:end].rstrip() for end in range(len(written) - 1, 0, -1) if _GOES_ON.match(written, end))
    known = next((row for start in starts if (row := rows.get(start.casefold())) is not None), None)
    return Predecessor(text, known, readable=known is None)


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read an entry as task and tail (`FS+2`, maybe empty), those with the longest task first."""
    written = _plain(text)
    for end in range(len(written), 0, -1):
        if _TAIL.match(written, end):
            yield written[:end].rstrip(), written[end:].lstrip()


def folded(text: str) -> str:
    """Return a number as it is looked up where nobody has written it exactly so: full-width or not, in any case."""
    return _plain(text).casefold()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _tail(tail: str) -> tuple[LinkKind, int]:
    match = _TAIL.match(tail)
    kind = ((match and match["kind"]) or LinkKind.FS.value).upper()
    return LinkKind(_KINDS.get(kind, kind)), int(((match and match["lag"]) or "0").replace(" ", ""))


def link_text(task: str, kind: LinkKind, lag: int) -> str:
    """Return a predecessor as a cell holds it: `T-003`, `T-003FS+2`."""
    return task if kind is LinkKind.FS and not lag else f"{task}{kind.value}" + (f"{lag:+d}" if lag else "")
