"""Named blocks of an open workbook: those that stand near each other are read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from addin.book.live import cells
from addin.book.port import AreaView
from udfs.values import Cell
from workbook_templates.formulas import Block

if TYPE_CHECKING:
    import xlwings


def read_near(sheet: xlwings.Sheet, name: str, blocks: Mapping[str, Block], *, date1904: bool) -> dict[str, AreaView]:
    """Read a named block, and with it those of its sheet that cost no further call: commands ask for most of them.

    Args:
        sheet: the sheet.
        name: the name of the block that is asked for.
        blocks: where the named blocks of the sheet stand.
        date1904: how the workbook counts dates.
    """
    joined = {name: blocks[name]}
    for other, block in blocks.items():
        if other != name and cells.near([*joined.values(), block]):
            joined[other] = block
    contents = cells.contents(sheet, list(joined.values()), "", date1904)
    return {
        known: AreaView(sheet.name, block.top, block.left, figures)
        for (known, block), figures in zip(joined.items(), contents, strict=True)
    }


def parts(view: AreaView, blocks: Sequence[Block]) -> list[list[list[Cell]]] | None:
    """Return what stands in each of several blocks of an area; None where one lies beyond what was read of it."""
    bottom, right = view.row + len(view.figures) - 1, view.col + len(view.figures[0]) - 1
    if any(block.bottom > bottom or block.right > right for block in blocks):
        return None
    return [
        [line[left - view.col : right - view.col + 1] for line in view.figures[top - view.row : bottom - view.row + 1]]
        for top, left, bottom, right in blocks
    ]
