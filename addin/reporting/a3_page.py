"""The page A3 for Word and WPS: the same boxes as on the sheet, on one landscape page of that size."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell

from addin.reporting import oxml
from addin.reporting.model import Document
from addin.reporting.styles import NOTE, TABLE_HEAD, TABLE_TEXT, dress
from workbook_templates.builder.styles import BAND, REQUIRED
from workbook_templates.reports.blocks import Board, Panel, SignOff

_WIDE, _HIGH, _MARGIN, _GAP = Mm(420), Mm(297), Mm(12), Mm(5)
_SIZE, _BAND_SIZE, _ROW, _BESIDE = Pt(8.5), Pt(10.5), Pt(22), 50
_COLUMNS = 12
# A heading with a word of so many letters would be broken inside it where it has a single column.
_SMALL, _LONG_WORD = Pt(7), 8


def a3_page(document: Document, board: Board) -> bytes:
    """Return the document as a .docx file of one page."""
    word = docx.Document()
    dress(word, document.lang)
    oxml.adapt(word)
    oxml.describe(word, document)
    section = word.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, _WIDE, _HIGH
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(5)
    oxml.without_line_grid(section)
    title = word.add_paragraph(oxml.clean(document.title), "Title")
    title.paragraph_format.space_after = Pt(0)
    subtitle = word.add_paragraph(oxml.clean(document.subtitle), "Subtitle")
    subtitle.paragraph_format.space_after = Pt(4)
    half = (_WIDE - 2 * _MARGIN - _GAP) // 2
    outer = word.add_table(1, 3)
    outer.autofit = False
    oxml.size_table(outer, [half, _GAP, half])
    oxml.cell_margins(outer, 0)
    for place, panels in zip((0, 2), board.halves, strict=True):
        _half(outer.cell(0, place), panels, half)
    note = word.add_paragraph(oxml.clean(board.note), NOTE)
    note.paragraph_format.space_after = Pt(2)
    signs = next(block for block in document.blocks if isinstance(block, SignOff))
    _sign_off(word.add_table(1, 2 * len(signs.labels)), signs.labels)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _half(cell: _Cell, panels: Sequence[Panel], wide: int) -> None:
    """Write the boxes of a half below each other, all of them one table, so that nothing is lost between them."""
    table = cell.add_table(0, _COLUMNS)
    # What python-docx wants in a cell besides a table takes no room.
    first = cell.paragraphs[0]
    first._p.getparent().remove(first._p)  # noqa: SLF001 - there is no public way
    last = cell.paragraphs[-1]
    last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    oxml.size_table(table, [wide // _COLUMNS] * _COLUMNS)
    oxml.cell_margins(table, _BESIDE)
    for panel in panels:
        (band,) = _row(table, (_COLUMNS,), wide)
        _fill(band, panel.title, TABLE_HEAD, fill=REQUIRED, size=_BAND_SIZE)
        for line in panel.lines:
            places = _row(table, [part.span for part in line.cells], wide, line.high)
            for place, part in zip(places, line.cells, strict=True):
                fill = BAND if part.is_label else ""
                longest = max(map(len, part.text.split()), default=0)
                size = _SMALL if part.is_label and part.span == 1 and longest >= _LONG_WORD else _SIZE
                _fill(place, part.text, TABLE_TEXT, fill=fill, strong=part.is_label, centred=part.is_centred, size=size)


def _row(table: Table, spans: Sequence[int], wide: int, times: int = 1) -> list[_Cell]:
    """Add a row whose cells take so many columns each; merging cells that are there takes ever longer."""
    row = table._tbl.add_tr()  # noqa: SLF001 - the public way adds single cells and walks the whole table
    row.trHeight_val, row.trHeight_hRule = Emu(_ROW * times), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells = []
    for span in spans:
        cell = row.add_tc()
        cell.width, cell.grid_span = Emu(wide // _COLUMNS * span), span
        cells.append(_Cell(cell, table))
    return cells


def _fill(
    cell: _Cell,
    text: str,
    style: str,
    *,
    fill: str = "",
    strong: bool = False,
    centred: bool = False,
    size: int = _SIZE,
) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    words = cell.paragraphs[0]
    words.style = style
    words.paragraph_format.space_before = words.paragraph_format.space_after = Pt(0)
    words.paragraph_format.keep_with_next = False
    run = words.add_run(oxml.clean(text))
    run.font.size, run.bold = size, strong or None
    words.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    if fill:
        oxml.shade(cell, fill)


def _sign_off(table: Table, labels: Sequence[str]) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    inner = _WIDE - 2 * _MARGIN
    oxml.size_table(table, [inner // len(labels) // 4, inner // len(labels) * 3 // 4] * len(labels))
    cells = table.rows[0].cells
    for at, label in enumerate(labels):
        _fill(cells[2 * at], f"{label}：" if label.isalpha() and not label.isascii() else f"{label}:", TABLE_TEXT)
        _fill(cells[2 * at + 1], "________________", TABLE_TEXT)
