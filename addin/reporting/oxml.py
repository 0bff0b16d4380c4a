"""What python-docx has no words for: fonts of Chinese text, fields, table widths, and what its own template brings along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Emu
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from addin.reporting.model import Document as Described
from udfs.lang import Lang

LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_TWIP = 635
# Since Word 2013; documents of an older mode say so in the title bar.
_MODE = "15"
_LONGEST_PROPERTY = 255
# The template has a hundred more of them, half a megabyte that nothing here uses.
_TABLES = ("TableNormal", "TableGrid")
# A picture of another document, and a second set of styles, for the Word of 2010, that would contradict ours.
_UNWANTED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


# What XML cannot hold.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text without the signs that a document cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def element(tag: str, **values: str) -> BaseOxmlElement:
    """Return an element of the main namespace with its attributes."""
    created: BaseOxmlElement = OxmlElement(f"w:{tag}")  # type: ignore[assignment]  # it says only that it is an element
    for name, value in values.items():
        created.set(qn(f"w:{name}"), value)
    return created


def set_fonts(style: ParagraphStyle, font: str) -> None:
    """Give a style a font for every script: what is not set for Chinese text falls back on a theme's font."""
    _name_font(style.element.get_or_add_rPr(), font)


def default_fonts(word: Document, font: str) -> None:
    """Give the document's defaults a font and its languages."""
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _name_font(defaults, font)
    languages = defaults.find(qn("w:lang"))
    if languages is None:
        languages = element("lang")
        defaults.append(languages)
    languages.set(qn("w:val"), "en-US")
    languages.set(qn("w:eastAsia"), "zh-CN")


def _name_font(look: BaseOxmlElement, font: str) -> None:
    fonts = look.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        look.insert(0, fonts)
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), "")
    for name in _SCRIPTS:
        fonts.set(qn(f"w:{name}"), font)


def plain_look(style: ParagraphStyle) -> None:
    """Take away the lines, tab stops and letter spacing that the template gives a style."""
    for parent, tags in (
        (style.element.pPr, ("pBdr", "contextualSpacing", "tabs")),
        (style.element.rPr, ("spacing", "kern")),
    ):
        for tag in tags:
            for unwanted in parent.findall(qn(f"w:{tag}")) if parent is not None else ():
                parent.remove(unwanted)


def adapt(word: Document) -> None:
    """Mend what python-docx's template brings: parts of another document, Japanese as its East Asian script, an old mode."""
    for rels in (word.part.package.rels, word.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _UNWANTED]:
            del rels[key]
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLES:
            styles.remove(style)
    settings = word.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)


def describe(word: Document, document: Described) -> None:
    """Say in the file's properties what the document is, who made it and when."""
    properties = word.core_properties
    properties.title, properties.subject = clean(document.title), clean(document.subtitle)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = clean(document.author)[:_LONGEST_PROPERTY]
    properties.created = properties.modified = document.made_at
    properties.comments, properties.keywords, properties.language = "", "", LANGUAGES[document.lang]


def cell_margins(table: Table, sides: int) -> None:
    """Let the cells of a table leave so much free beside their texts (in twentieths of a point), nothing above and below."""
    margins = element("tblCellMar")
    for side, room in (("top", 0), ("left", sides), ("bottom", 0), ("right", sides)):
        margins.append(element(side, w=str(room), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")  # noqa: SLF001 - there is no public way


def without_line_grid(section: Section) -> None:
    """Let lines stand as far apart as their styles say, not on a grid."""
    for grid in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - there is no public way
        section._sectPr.remove(grid)  # noqa: SLF001


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field, such as the number of the page; it shows 1 until a program counts."""
    for content in (
        element("fldChar", fldCharType="begin"),
        element("instrText"),
        element("fldChar", fldCharType="separate"),
        element("t"),
        element("fldChar", fldCharType="end"),
    ):
        run: Run = paragraph.add_run()
        if content.tag == qn("w:instrText"):
            content.text = f" {code} "
            content.set(qn("xml:space"), "preserve")
        elif content.tag == qn("w:t"):
            content.text = "1"
        run._r.append(content)  # noqa: SLF001 - there is no public way


def line_below(paragraph: Paragraph) -> None:
    """Draw a thin line below a paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="4", space="2", color="BFC7D1"))
    look = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no public way
    look.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with a colour."""
    look = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - there is no public way
    filled = element("shd", val="clear", color="auto", fill=colour.lstrip("#"))
    look.insert_element_before(
        filled, "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def repeat_on_every_page(row: _Row) -> None:
    """Let a table's row stand on top of every page that the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001 - there is no public way


def size_table(table: Table, widths: Sequence[int]) -> None:
    """Give a table's columns their widths (in EMU), everywhere where programs look for them; rows are not torn apart."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for whole in table._tbl.tblPr.findall(qn("w:tblW")):  # noqa: SLF001 - there is no public way
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(sum(widths) // _TWIP))
    for row in table._tbl.tr_lst:  # noqa: SLF001
        row.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Emu(width)
