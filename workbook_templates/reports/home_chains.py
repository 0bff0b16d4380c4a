"""The last line of 首页: how many chains the workbook holds, and where the first of them breaks (W4).

What leads to what is no formula: the line says how it stood at the last command, and of which day that is.
"""

from __future__ import annotations

from udfs.lang import Text
from udfs.tracing.gaps import Gap
from udfs.values import Cell
from workbook_templates.areas.model import AreaRefs
from workbook_templates.chains.breaks import breaks
from workbook_templates.chains.heads import HEADS, heads
from workbook_templates.chains.steps import MAIN
from workbook_templates.context import Context
from workbook_templates.formulas import link, quoted

# What a link may show is not long.
_LONGEST = 120
# In place of a step.
MARK = "→"
_NAME = Text("环环相扣", "Chains")
_WHOLE = Text("没有断点（截至 {day}）", "no chain breaks (as of {day})")
_BROKEN = Text("{what}（截至 {day}）", "{what} (as of {day})")


def has_chains(book: Context) -> bool:
    """Return whether the workbook holds what a chain begins with, and a further step of one."""
    return any(key in book.tables for key in HEADS) and sum(step.table in book.tables for step in MAIN) > 1


def chain_line(book: Context, refs: AreaRefs) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    """Return the mark, the name, how many chains and how many breaks there are, and the first break with a link to its cell."""
    gaps, day = book.once(breaks), book.today.isoformat()
    words = Cell(_WHOLE.to(refs.lang).format(day=day)) if not gaps else _first(gaps[0], refs, day)
    return Cell(MARK), Cell(_NAME.to(refs.lang)), Cell(len(book.once(heads))), Cell(len(gaps)), words


def _first(gap: Gap, refs: AreaRefs, day: str) -> Cell:
    place, at = refs.places[gap.node.table], gap.node.place
    letter = place.letters.get(gap.column, place.letters["id"])
    cell = f"{letter}{place.first_row + (at or 0)}"
    what = gap.at(place.sheet, cell).what(refs.lang)[:_LONGEST]
    # In English what a problem says begins small, since elsewhere the cell stands before it.
    words = _BROKEN.to(refs.lang).format(what=what[:1].upper() + what[1:], day=day)
    return Cell(words, link(place.sheet, quoted(cell), quoted(words)))
