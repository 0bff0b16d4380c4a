"""What stands on a sheet and is read by no command: its texts row by row, and sheets that somebody added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from addin.xlsx import SheetInfo, Workbook, letters
from addin.xlsx.attached import Attachment
from addin.xlsx.loose import LooseCell
from udfs.lang import Text
from udfs.serials import dated
from udfs.values import as_text, plain
from workbook_templates.catalogue import BASE_SHEET

# A sheet that somebody added is not read through if it is larger than any that people write.
_LARGEST_SHEET = 8 << 20
WPS_PICTURES = "WpsReserved"


class ItemKind(Enum):
    """What it is, in words."""

    TEXT = Text("文字", "text")
    SHEET = Text("工作表", "sheet")
    COMMENT = Text("批注", "comment")
    LINK = Text("链接", "link")
    PICTURE = Text("图片", "picture")
    CELL_PICTURE = Text("单元格内图片", "picture in the cell")
    SHAPE = Text("图形或文本框", "shape or text box")


KINDS = {
    Attachment.COMMENT: ItemKind.COMMENT,
    Attachment.LINK: ItemKind.LINK,
    Attachment.PICTURE: ItemKind.PICTURE,
    Attachment.CELL_PICTURE: ItemKind.CELL_PICTURE,
    Attachment.SHAPE: ItemKind.SHAPE,
}


class OutsideItem(NamedTuple):
    """Something outside the tables: its sheet, what it is, what it says, its cell (0 for a whole sheet), and a mark.

    The text of several cells of a row comes as one. `cells` says how many they are; of a sheet that was
    not read through it is None.
    """

    sheet: str
    kind: ItemKind
    text: str
    row: int = 0
    col: int = 0
    mark: str = ""
    cells: int | None = 1

    @property
    def cell(self) -> str:
        """Return the address, empty for a whole sheet."""
        return f"{letters(self.col)}{self.row}" if self.row else ""

    @property
    def content(self) -> tuple[str, ItemKind, str, str]:
        """Return what makes it the same thing in another copy, wherever it stands there."""
        return self.sheet, self.kind, self.text, self.mark


def items_beside(
    workbook: Workbook, printed: Mapping[str, Mapping[tuple[int, int], str]], fillable: Collection[tuple[str, int, int]]
) -> Iterator[OutsideItem]:
    """Yield what somebody put on the sheets of a form beside its cells to fill in, and the sheets that were added.

    Args:
        workbook: the form as it came back.
        printed: what was sent, by sheet and cell.
        fillable: the cells to fill in, each with its sheet.
    """
    for info in workbook.sheets:
        if info.name in BASE_SHEET or info.name.startswith(WPS_PICTURES):
            continue
        texts = printed.get(info.name)
        if texts is None:
            yield from added_sheet(workbook, info)
            continue
        yield from by_rows(
            workbook,
            info.name,
            [
                cell
                for cell in workbook.loose(info.name, (), formulas=True)
                if (info.name, cell.row, cell.col) not in fillable
                and texts.get((cell.row, cell.col)) != as_text(cell.value)
            ],
        )
        for item in workbook.attached(info.name):
            yield OutsideItem(info.name, KINDS[item.kind], plain(item.text), item.row, item.col, item.mark)


def _texts(workbook: Workbook, cells: Sequence[LooseCell]) -> list[str]:
    """Return what cells show, dates as such."""
    has_numbers = any(not isinstance(cell.value, str) for cell in cells)
    styles = workbook.date_styles() if has_numbers else {}
    return [as_text(dated(cell.value, styles.get(cell.style), date1904=workbook.date1904)) for cell in cells]


def by_rows(workbook: Workbook, sheet: str, cells: Sequence[LooseCell]) -> Iterator[OutsideItem]:
    """Yield filled cells, those of each row as one."""
    pairs = zip(cells, _texts(workbook, cells), strict=True)
    for row, listed in groupby(pairs, key=lambda pair: pair[0].row):
        here = list(listed)
        text = " | ".join(plain(words) for _, words in here)
        yield OutsideItem(sheet, ItemKind.TEXT, text, row, here[0][0].col, cells=len(here))


def added_sheet(workbook: Workbook, info: SheetInfo) -> Iterator[OutsideItem]:
    """Yield a sheet that somebody added as a whole; one without anything on it is none."""
    if not info.has_cells:
        yield OutsideItem(info.name, ItemKind.SHEET, "", cells=0)
    elif workbook.size_of(info.name) > _LARGEST_SHEET:
        yield OutsideItem(info.name, ItemKind.SHEET, "", cells=None)
    else:
        cells = workbook.loose(info.name, (), formulas=True)
        first = " | ".join(plain(text) for text in _texts(workbook, cells[:6]))
        attached = workbook.attached(info.name)
        words = first or " | ".join(plain(item.text) for item in attached[:6])
        if cells or attached:
            yield OutsideItem(info.name, ItemKind.SHEET, words, cells=len(cells))
