"""Draws an answer sheet: a questionnaire as a page of A4 that is filled in on a screen or with a pen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from workbook_templates.builder import answer_layout as layout_of
from workbook_templates.builder import styles as look
from workbook_templates.builder.answer_layout import Layout, Look, Piece
from workbook_templates.builder.book import ALLOWED, begun, spelled_out
from workbook_templates.builder.canvas import Canvas
from workbook_templates.catalogue import BASE_SHEET
from workbook_templates.context import Context
from workbook_templates.formulas import absolute
from workbook_templates.identity import NAMES, SHARE_NAME, Identity
from workbook_templates.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_MARGINS = {"left": 0.55, "right": 0.45, "top": 0.55, "bottom": 0.6}
# The lists of the dropdowns stand beside the pieces of what was sent, a column for each.
_LISTS_FROM = 2
_INPUT: dict[str, Any] = {"bg_color": look.INPUT_FILL, "border": 1, "border_color": look.LINE, "locked": False}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.TITLE: {"bold": True, "font_size": 18, "font_color": look.INK},
    Look.NOTICE: {"font_color": look.GREY_INK, "text_wrap": True, "valign": "top"},
    Look.NUMBER: {"bold": True, "font_size": 11, "font_color": look.INK, "align": "center", "top": 1, "top_color": look.BAR},
    Look.QUESTION: {"bold": True, "font_size": 11, "font_color": look.INK, "text_wrap": True, "top": 1, "top_color": look.BAR},
    Look.HINT: {"font_size": 9, "font_color": look.GREY_INK, "text_wrap": True, "valign": "top"},
    Look.LABEL: {"text_wrap": True, "bottom": 4, "bottom_color": look.LINE},
    # As text, so that no program makes something else of what is typed.
    Look.INPUT: {**_INPUT, "align": "center", "bold": True},
    Look.WORDS: {**_INPUT, "text_wrap": True, "num_format": "@"},
    Look.OPEN: {**_INPUT, "text_wrap": True, "valign": "top", "num_format": "@"},
}  # fmt: skip


class Envelope(NamedTuple):
    """What travels with an answer sheet.

    Attributes:
        identity: the workbook that it was made from.
        share: the sheet's identity.
        base: what was sent, in pieces that fit into cells.
        day: the day that its properties name.
        title: the document's title.
    """

    identity: Identity
    share: str
    base: Sequence[str]
    day: date
    title: str


def draw_answer_sheet(layout: Layout, envelope: Envelope) -> bytes:
    """Return an answer sheet as the bytes of an .xlsx file; the same arguments give the same bytes."""
    lang = envelope.identity.lang
    book, stream = begun(envelope.title, envelope.day)
    canvas = Canvas(book, Context(lang, envelope.day, Settings.defaults(lang)))
    for name, value in zip(NAMES, envelope.identity.texts(), strict=True):
        canvas.constant(name, value)
    canvas.constant(SHARE_NAME, envelope.share)
    sheet, base = book.add_worksheet(layout_of.SHEET.to(lang)), book.add_worksheet(BASE_SHEET.to(lang))
    for row, piece in enumerate(envelope.base):
        base.write_string(row, 0, piece)
    lists = _lists(base, layout)
    for col, width in layout_of.WIDTHS.items():
        sheet.set_column(col - 1, col - 1, width)
    for row, height in layout.heights.items():
        sheet.set_row(row - 1, height)
    for drawn in layout.pieces:
        _draw(sheet, drawn, canvas.styles.make(**_LOOKS[drawn.look]))
        if drawn.choices:
            sheet.data_validation(drawn.row - 1, drawn.col - 1, drawn.row - 1, drawn.last_col - 1,
                                  {"validate": "list", "source": lists[drawn.choices], "show_error": drawn.strict})  # fmt: skip
    _page(sheet, layout)
    base.very_hidden()
    for protected in (sheet, base):
        protected.protect("", ALLOWED)
    sheet.activate()
    book.close()
    return spelled_out(stream.getvalue())


def _lists(base: Worksheet, layout: Layout) -> dict[tuple[str, ...], str]:
    """Write each list of choices once; return where it stands. Written into the rule itself, no entry may hold a comma."""
    lists: dict[tuple[str, ...], str] = {}
    for choices in dict.fromkeys(piece.choices for piece in layout.pieces if piece.choices):
        col = _LISTS_FROM + len(lists)
        for row, entry in enumerate(choices):
            if entry.isdecimal():
                base.write_number(row, col - 1, int(entry))
            else:
                base.write_string(row, col - 1, entry)
        lists[choices] = "=" + absolute(base.get_name(), 1, col, len(choices), col)
    return lists


def _draw(sheet: Worksheet, piece: Piece, style: Format) -> None:
    row, first, last = piece.row - 1, piece.col - 1, piece.last_col - 1
    if last > first:
        sheet.merge_range(row, first, row, last, "", style)
    if piece.text:
        sheet.write_string(row, first, piece.text, style)
    elif last == first:
        sheet.write_blank(row, first, None, style)


def _page(sheet: Worksheet, layout: Layout) -> None:
    last = max(layout.heights)
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(_A4)
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks([row - 1 for row in layout.breaks])
    sheet.print_area(0, 0, last - 1, layout_of.WORDS_COL - 1)
    sheet.set_footer("&C&P / &N")
