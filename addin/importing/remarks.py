"""Comments and links on the cells of a sheet that is imported: they go to the notes of their rows, the rest is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from addin.outside.reading import KINDS
from addin.xlsx import letters
from addin.xlsx.attached import Attached, Attachment
from udfs.lang import Lang
from udfs.problems import Finding, imports, outside

_CARRIED = (Attachment.COMMENT, Attachment.LINK)
_SHOWN = 200


class Remarks:
    """What is attached to the cells of a sheet, and what of it was taken.

    Args:
        attached: comments, links, pictures and shapes.
        headings: what the columns are called, by their numbers.
        lang: the language of the notes.
    """

    def __init__(self, attached: Sequence[Attached], headings: Mapping[int, str], lang: Lang) -> None:
        self._attached = attached
        self._headings = headings
        self._lang = lang
        self._rows: set[int] = set()

    def taken(self, row: int) -> list[str]:
        """Return the lines that the notes of an imported row get."""
        self._rows.add(row)
        return [self._line(item) for item in self._attached if item.row == row and item.kind in _CARRIED]

    def _line(self, item: Attached) -> str:
        what = f"{self._headings.get(item.col, '')} {KINDS[item.kind].value.to(self._lang)}".strip()
        return f"{what}: {item.text}"

    def findings(self, sheet: str) -> Iterator[Finding]:
        """Report how many were written to the notes, and each that has no row to go to."""
        carried = [item for item in self._attached if item.kind in _CARRIED and item.row in self._rows]
        if carried:
            yield imports.REMARKS_NOTED.at(sheet, count=len(carried))
        for item in self._attached:
            if item not in carried:
                cell, kind = f"{letters(item.col)}{item.row}", KINDS[item.kind].value
                yield outside.ATTACHED_LEFT.at(sheet, cell, kind=kind, value=item.text[:_SHOWN])
