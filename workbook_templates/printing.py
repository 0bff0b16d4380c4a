"""What of a sheet is printed: whole columns of a table, so that rows typed below the prepared ones are printed as well.

Programs print no more of whole columns than the rows that are in use. A block that ends with the table would stay as it is
when somebody types on below it: Excel lets the table grow, but not what the print area names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from udfs.worksheet import LAST_COLUMN, LAST_ROW
from workbook_templates.formulas import Block, column_number

_PIECE = re.compile(r"(?:(?:'(?:[^']|'')*'|[^'!,]+)!)?\$?([A-Z]{1,3})\$?(\d*)(?::\$?([A-Z]{1,3})\$?(\d*))?(?:,|$)")


class Printed(NamedTuple):
    """What decides how much of a table's sheet is printed.

    Attributes:
        first: the first row of the table below its headings.
        bottom: the row that a table of its kind ends with at least; a block that ends above is somebody's own choice.
        gantt: first and last column of the Gantt area as far as it shows anything, None where there is none.
        result: the column of what is wrong in the rows, None where there is none.
        wrong: whether it holds anything.
    """

    first: int
    bottom: int
    gantt: tuple[int, int] | None = None
    result: int | None = None
    wrong: bool = False


def read_areas(text: str) -> list[Block]:
    """Return the blocks of a print area; none where it is anything else than blocks of cells."""
    blocks, at = list[Block](), 0
    while match := _PIECE.match(text, at):
        left = column_number(match[1])
        right = column_number(match[3]) if match[3] else left
        top = int(match[2] or 1)
        bottom = int(match[4]) if match[4] else LAST_ROW if match[3] and not match[2] else top
        blocks.append(Block(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
        at = match.end()
        if at == len(text):
            return blocks if text[-1] != "," and all(_is_on_sheet(block) for block in blocks) else []
    return []


def written_areas(areas: Sequence[Block], sheet: str = "") -> str:
    """Return a print area as it is written, without the sheet's name where none is given."""
    references = [block.on(sheet) for block in areas]
    return ",".join(references if sheet else (reference.rpartition("!")[2] for reference in references))


def _is_on_sheet(block: Block) -> bool:
    return block.top >= 1 and block.bottom <= LAST_ROW and block.right <= LAST_COLUMN


def fitted(areas: Sequence[Block], printed: Printed) -> list[Block]:
    """Return the print area of a table's sheet as it is to be now; columns are as somebody has chosen them.

    Blocks that hold the whole table go on for ever, the Gantt area ends where it shows nothing more, and the column of what
    is wrong comes behind where there is anything.
    """
    blocks = [_endless(block, printed) for block in areas]
    if printed.gantt is not None:
        first, last = printed.gantt
        blocks = [block._replace(right=last) if block.left == first else block for block in blocks]
    if printed.result is None or not blocks:
        return blocks
    alone = Block.of_columns(printed.result, printed.result)
    shown = any(block.left <= printed.result <= block.right for block in blocks if block != alone)
    kept = [block for block in blocks if block != alone]
    return [*kept, alone] if printed.wrong and not shown else kept or blocks


def _endless(block: Block, printed: Printed) -> Block:
    whole = block.top in (1, printed.first) and block.bottom >= printed.bottom
    return block._replace(top=1, bottom=LAST_ROW) if whole else block


def down_to(areas: Sequence[Block], row: int) -> list[Block]:
    """Return a print area that ends with a row, where it goes on for ever."""
    return [block._replace(bottom=row) if block.bottom == LAST_ROW else block for block in areas]


def without_lone_columns(areas: Sequence[Block]) -> tuple[list[Block], list[tuple[int, int]]]:
    """Return a print area whose single columns stand on the pages of the block before them on the sheet, and what to hide.

    Those are the columns between the two, from the first to the last of each run.
    """
    blocks, gaps = [block for block in areas if block.left < block.right], list[tuple[int, int]]()
    for lone in (block for block in areas if block.left == block.right):
        before = max(
            (block for block in blocks if block.right < lone.left), key=lambda block: block.right, default=None
        )
        if before is None:
            blocks.append(lone)
            continue
        blocks[blocks.index(before)] = before._replace(right=lone.right)
        if before.right + 1 < lone.left:
            gaps.append((before.right + 1, lone.left - 1))
    return blocks, gaps
