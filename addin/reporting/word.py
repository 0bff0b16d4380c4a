"""Writes a document for Word and WPS (.docx): real styles and heading levels, tables to edit, A4, page numbers."""

from __future__ import annotations

from io import BytesIO
from itertools import count

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from addin.reporting import oxml
from addin.reporting.a3_page import a3_page
from addin.reporting.bars import bars
from addin.reporting.control_chart import control_chart
from addin.reporting.levels import levels
from addin.reporting.model import Document
from addin.reporting.oxml import clean
from addin.reporting.shapes import Scale, scale_for, shapes
from addin.reporting.styles import CAPTION, LEAD, NOTE, TABLE_HEAD, TABLE_TEXT, dress
from udfs.lang import Text
from workbook_templates.builder.styles import BAND, FONTS, REQUIRED
from workbook_templates.reports.blocks import (
    Bars,
    Block,
    Board,
    Bullets,
    ControlChart,
    Facts,
    Figure,
    Grid,
    Heading,
    Levels,
    Paragraph,
    SignOff,
    Tone,
)
from workbook_templates.reports.widths import column_widths

_SHORT_SIDE, _LONG_SIDE, _MARGIN, _MARGIN_ABOVE = Mm(210), Mm(297), Mm(22), Mm(20)
# Letters of a picture that are smaller than this (in points) get a page that lies on its long side.
_READABLE = 7.0
# Room for the caption below a picture, and for the heading above one.
_BESIDE_PICTURE = Pt(110)
_LABEL_SHARE = 0.15
# A table of no more rows than this stands on one page.
_SHORT = 6
_INDENT = Pt(11)
_NO_SHAPES = Text(
    "（此程序不显示图形；同样的内容见“原因链”）", "(This program shows no shapes; the chain of causes says the same)"
)
_NO_BARS = Text(
    "（此程序不显示图形；同样的内容见下表）", "(This program shows no shapes; the table below says the same)"
)
_NO_LEVELS = Text(
    "（此程序不显示图形；同样的内容见上表）", "(This program shows no shapes; the table above says the same)"
)
_NO_CHART = Text("（此程序不显示图形；同样的内容见下文）", "(This program shows no shapes; the text says the same)")
_PAGE, _OF, _PAGES = Text("第 ", "Page "), Text(" 页 / 共 ", " of "), Text(" 页", "")


def word(document: Document) -> bytes:
    """Return the document as a .docx file."""
    board = next((block for block in document.blocks if isinstance(block, Board)), None)
    return _Writer(document).written() if board is None else a3_page(document, board)


class _Writer:
    """A document being written."""

    def __init__(self, document: Document) -> None:
        self._document, self._lang = document, document.lang
        self._word = docx.Document()
        self._pictures, self._waiting = count(1), list[Figure]()
        self._style_ids: dict[str, str] = {}
        dress(self._word, self._lang)
        oxml.adapt(self._word)
        oxml.describe(self._word, document)

    def written(self) -> bytes:
        """Return the file."""
        self._lay(self._word.sections[0], landscape=self._document.landscape)
        self._say(self._document.title, "Title")
        self._say(self._document.subtitle, "Subtitle")
        words = list[WordParagraph]()  # those above the next block, below the heading
        for block in self._document.blocks:
            if isinstance(block, Heading) and block.new_page:
                self._turned_pages(go_on=True)
            if isinstance(block, Figure | Bars | ControlChart | Levels):
                for line in words:
                    line.paragraph_format.keep_with_next = True
            written = self._put(block)
            words = [*words, *written] if isinstance(block, Paragraph | Bullets) else []
        self._turned_pages(go_on=False)
        stream = BytesIO()
        self._word.save(stream)
        return stream.getvalue()

    def _put(self, block: Block) -> list[WordParagraph]:
        """Write a block; return the lines of text that it consists of."""
        match block:
            case Heading(text, level, new_page):
                heading = self._say(text, f"Heading {level}")
                if new_page:
                    heading.paragraph_format.page_break_before = True
            case Paragraph(text, tone):
                return [self._say(text, {Tone.BODY: "Normal", Tone.LEAD: LEAD, Tone.NOTE: NOTE}[tone])]
            case Bullets(items):
                return [self._say(item, "List Bullet") for item in items]
            case Facts():
                self._facts(block)
            case Grid():
                self._grid(block)
            case Figure() | Bars() | ControlChart() | Levels():
                self._picture(block)
            case SignOff(labels):
                self._sign_off(labels)
        return []

    def _say(self, text: str, style: str) -> WordParagraph:
        line = self._word.add_paragraph(clean(text))
        line._p.style = self._style_id(style)  # noqa: SLF001 - the public way looks at every style for every paragraph
        return line

    def _style_id(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = self._word.styles[name].style_id
        return self._style_ids[name]

    # --- pages ---------------------------------------------------------------------------------------------------------

    def _lay(self, section: Section, *, landscape: bool) -> None:
        """Set paper, margins, header and footer of a section."""
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        sides = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = _MARGIN_ABOVE
        section.header_distance = section.footer_distance = Mm(10)
        oxml.without_line_grid(section)
        header, footer = section.header, section.footer
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        above, below = header.paragraphs[0], footer.paragraphs[0]
        for line in (above, below):
            stops = line.paragraph_format.tab_stops
            stops.add_tab_stop(_inner_width(section), WD_TAB_ALIGNMENT.RIGHT)
        above.add_run(f"{clean(self._document.title)}\t{clean(self._document.running)}")
        oxml.line_below(above)
        below.add_run("\t" + _PAGE.to(self._lang))
        oxml.add_field(below, "PAGE")
        below.add_run(_OF.to(self._lang))
        oxml.add_field(below, "NUMPAGES")
        below.add_run(_PAGES.to(self._lang))

    @property
    def _section(self) -> Section:
        return self._word.sections[-1]

    # --- pictures ------------------------------------------------------------------------------------------------------

    def _figure(self, figure: Figure) -> None:
        """Draw a diagram; one whose letters would be too small here waits for a page that lies on its side."""
        scale = scale_for(figure, *_space(self._section))
        if scale.font < _READABLE and not self._document.landscape:
            self._waiting.append(figure)
        else:
            self._draw(figure, scale)

    def _turned_pages(self, *, go_on: bool) -> None:
        """Draw what waits for pages that lie on their side, so that no text is torn apart by them."""
        for figure in self._waiting:
            self._lay(self._word.add_section(WD_SECTION.NEW_PAGE), landscape=True)
            self._draw(figure, scale_for(figure, *_space(self._section)))
        if self._waiting and go_on:
            self._lay(self._word.add_section(WD_SECTION.NEW_PAGE), landscape=False)
        self._waiting.clear()

    def _draw(self, figure: Figure, scale: Scale) -> None:
        words = _NO_SHAPES.to(self._lang)
        self._show(shapes(figure, scale, FONTS[self._lang], words, next(self._pictures)), figure.caption)

    def _picture(self, figure: Figure | Bars | ControlChart | Levels) -> None:
        wide, font = _space(self._section)[0], FONTS[self._lang]
        match figure:
            case Figure():
                self._figure(figure)
            case Bars():
                self._show(bars(figure, wide, font, _NO_BARS.to(self._lang), next(self._pictures)), figure.caption)
            case ControlChart():
                words = _NO_CHART.to(self._lang)
                self._show(control_chart(figure, wide, font, words, next(self._pictures)), figure.caption)
            case Levels():
                # The table of the same figures stands above it.
                words = _NO_LEVELS.to(self._lang)
                self._show(levels(figure, wide, font, words, next(self._pictures)), figure.caption)

    def _show(self, picture: etree._Element, caption: str) -> None:
        line = self._word.add_paragraph()
        line.alignment, line.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
        line.add_run()._r.append(picture)  # noqa: SLF001 - python-docx draws no shapes
        self._say(caption, CAPTION)

    # --- tables --------------------------------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        inner = _inner_width(self._section) / Pt(1)
        table = self._table(len(grid.rows) + 1, column_widths(grid, inner))
        oxml.repeat_on_every_page(table.rows[0])
        cells = _cells(table)
        for cell, column in zip(cells[0], grid.columns, strict=True):
            self._fill(cell, column.heading, TABLE_HEAD, fill=REQUIRED)
        for number, (line, row) in enumerate(zip(cells[1:], grid.rows, strict=True), 1):
            for cell, field, column in zip(line, row, grid.columns, strict=True):
                words = self._fill(cell, field.text, TABLE_TEXT, centred=column.centred, strong=field.strong)
                if field.depth:
                    words.paragraph_format.left_indent = _INDENT * field.depth
            if len(grid.rows) <= _SHORT:
                line[0].paragraphs[0].paragraph_format.keep_with_next = number < len(grid.rows)
        self._after_table()

    def _facts(self, facts: Facts) -> None:
        """Write labels and values, two pairs in a row where neither needs one of its own."""
        lines, waiting = list[list[tuple[str, str]]](), list[tuple[str, str]]()
        for label, value, wide in facts.pairs:
            if wide:
                lines += [waiting] if waiting else []
                lines, waiting = [*lines, [(label, value)]], []
            else:
                waiting.append((label, value))
                if len(waiting) == 2:  # noqa: PLR2004 - a pair
                    lines, waiting = [*lines, waiting], []
        lines += [waiting] if waiting else []
        table = self._table(len(lines), [_LABEL_SHARE, 0.5 - _LABEL_SHARE] * 2)
        for number, (cells, pairs) in enumerate(zip(_cells(table), lines, strict=True), 1):
            for at, (label, value) in enumerate(pairs):
                words = self._fill(cells[2 * at], label, TABLE_TEXT, fill=BAND, strong=True)
                # What is known of one thing stands on one page.
                words.paragraph_format.keep_with_next = number < len(lines)
                place = cells[1].merge(cells[3]) if len(pairs) == 1 else cells[2 * at + 1]
                self._fill(place, value, TABLE_TEXT)
        self._after_table()

    def _sign_off(self, labels: tuple[str, ...]) -> None:
        self._say("", TABLE_TEXT)
        share = 1 / len(labels)
        table = self._table(1, [share * part for _ in labels for part in (0.46, 0.54)])
        table.rows[0].height = Mm(11)
        for at, label in enumerate(labels):
            self._fill(table.cell(0, 2 * at), label, TABLE_TEXT, fill=BAND, centred=True, strong=True)
            self._fill(table.cell(0, 2 * at + 1), "", TABLE_TEXT)
        self._after_table()

    def _table(self, rows: int, shares: list[float]) -> Table:
        """Return a bordered table as wide as the text."""
        table: Table = self._word.add_table(rows, len(shares), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        whole, inner = sum(shares), _inner_width(self._section)
        oxml.size_table(table, [int(inner * share / whole) for share in shares])
        return table

    def _fill(
        self, cell: _Cell, text: str, style: str, *, fill: str = "", centred: bool = False, strong: bool = False
    ) -> WordParagraph:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        words: WordParagraph = cell.paragraphs[0]
        words._p.style = self._style_id(style)  # noqa: SLF001 - the public way looks at every style for every cell
        words.add_run(clean(text)).bold = strong or None
        if centred:
            words.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if fill:
            oxml.shade(cell, fill)
        return words

    def _after_table(self) -> None:
        """Leave a little room: tables that follow each other would become one."""
        self._say("", TABLE_TEXT)


def _cells(table: Table) -> list[list[_Cell]]:
    """Return the cells of a table whose rows are all alike; asking the table for each would take ever longer."""
    wide = len(table.columns)
    flat = table._cells  # noqa: SLF001 - the public ways walk the whole table for each cell
    return [flat[at : at + wide] for at in range(0, len(flat), wide)]


def _inner_width(section: Section) -> int:
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _space(section: Section) -> tuple[float, float]:
    """Return how wide and how high a picture may be, in points."""
    high = (section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0) - _BESIDE_PICTURE
    return _inner_width(section) / Pt(1), high / Pt(1)
