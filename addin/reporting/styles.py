"""How a document looks: one font for all scripts on every style, sizes, colours and distances in one place."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from addin.reporting import oxml
from udfs.lang import Lang
from workbook_templates.builder.styles import FONTS, GREY_INK, INK

LEAD, NOTE, CAPTION = "Lead", "Note", "Caption"
TABLE_TEXT, TABLE_HEAD = "Table Text", "Table Heading"

# Size, bold, colour, space above and below (all in points), and whether it stays with what follows.
_LOOKS: dict[str, tuple[float, bool, str, float, float, bool]] = {
    "Normal": (10.5, False, "", 0, 6, False),
    "Title": (22, True, INK, 0, 4, True),
    "Subtitle": (10.5, False, GREY_INK, 0, 12, True),
    "Heading 1": (15, True, INK, 16, 6, True),
    "Heading 2": (12.5, True, INK, 12, 4, True),
    "Heading 3": (11, True, INK, 8, 4, True),
    "List Bullet": (10.5, False, "", 0, 3, False),
    LEAD: (10.5, True, INK, 4, 6, False),
    NOTE: (9, False, GREY_INK, 0, 6, False),
    CAPTION: (9, False, GREY_INK, 2, 10, False),
    TABLE_TEXT: (9, False, "", 1, 1, False),
    TABLE_HEAD: (9, True, "#FFFFFF", 2, 2, True),
    "Header": (8.5, False, GREY_INK, 0, 0, False),
    "Footer": (8.5, False, GREY_INK, 0, 0, False),
}
_CENTRED = {"Title", "Subtitle", CAPTION, TABLE_HEAD}
_LINE_SPACING = 1.25
_TIGHT = {TABLE_TEXT, TABLE_HEAD, "Header", "Footer"}


def dress(word: Document, lang: Lang) -> None:
    """Give every style that documents use its looks, and the document its language and fonts."""
    oxml.default_fonts(word, FONTS[lang])
    for name, (size, bold, colour, before, after, stays) in _LOOKS.items():
        known = name in word.styles
        style = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - they all are
        if not known:
            style.base_style, style.quick_style = word.styles["Normal"], True
        oxml.plain_look(style)
        oxml.set_fonts(style, FONTS[lang])
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(before), Pt(after), stays
        spacing.line_spacing = 1.0 if name in _TIGHT else _LINE_SPACING
        if name in _CENTRED:
            spacing.alignment = WD_ALIGN_PARAGRAPH.CENTER
