"""How every sheet looks: fonts, colours and cell formats in one place."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from udfs.lang import Lang
from udfs.rules import Kind
from workbook_templates.model import Column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

INK = "#1F3864"
REQUIRED = "#1F4E79"
OPTIONAL = "#5B7FA6"
COMPUTED = "#7F7F7F"
BAND = "#DCE6F1"
COMPUTED_FILL = "#F4F5F7"
INPUT_FILL = "#FFFBE6"
LINE = "#BFC7D1"
BAR = "#2E75B6"

RED, RED_INK = "#F8CBAD", "#9C0006"
AMBER, AMBER_INK = "#FFE699", "#7F6000"
GREEN, GREEN_INK = "#C6E0B4", "#375623"
BLUE, BLUE_INK = "#BDD7EE", "#1F4E79"
GREY, GREY_INK = "#D9D9D9", "#595959"
MISSING = "#FFF2CC"
MARKED = "#FF9F7A"
WHITE = "#FFFFFF"
PAST, GRID, AXIS, LIGHT = "#A6A6A6", "#E3E3E3", "#BFBFBF", "#E7F0FA"
BAR_TOO = "#C55A11"
# Lines of causes by their proof; the sign before each label says the same.
PROVEN_LINE, RULED_OUT_LINE, OPEN_LINE = "#1F6E43", "#8C8C8C", "#B45F06"

# Bars of the Gantt chart, from dark to light as printed in grey: neighbours on paper differ for everybody.
MILESTONE, DONE, LATE, CRITICAL_BAR = "#1A1A1A", "#1F4E79", "#C0504D", "#E69138"
OVERRUN, PLANNED, BUFFER, TODAY, REST = "#E2ADA6", "#BDD7EE", "#EAE4F2", "#FFE699", "#EDEDED"

# The six steps of the method: cards, lines and tabs of their tables; white can be read on all of them.
STEP_COLOURS = {1: "#2E75B6", 2: "#7A5195", 3: "#1F7A7A", 4: "#B45F06", 5: "#3F7D3F", 6: "#44546A"}

# What stands beside a colour for those who do not see it, on paper or at all.
ALERT, SOON, IS_DONE, IS_CRITICAL = "!", "▲", "√", "★"

FONTS: dict[Lang, str] = {"zh": "微软雅黑", "en": "Calibri"}
NUMBER_FORMATS = {"count": "0", "share": "0%", "date": "yyyy-mm-dd", "number": "0.##", "text": "General"}
# Numbers of any size: no format drops the point behind a whole number, so such ones have a format of their own.
TRIMMED, WHOLE, SMALL = "#,##0.0#", "#,##0", "0.0###"
_CENTRED = {
    Kind.ID,
    Kind.LEVEL,
    Kind.SCORE,
    Kind.DATE,
    Kind.WORKDAYS,
    Kind.PERCENT,
    Kind.PERSON,
    Kind.CHOICE,
    Kind.LINK,
}
_SHORT = 13


def lines(text: str, width: float, lang: Lang) -> int:
    """Return how many lines a text takes in a column of this width (in characters; Chinese ones are twice as wide)."""
    return max(1, ceil(len(text) * (2 if lang == "zh" else 1) / width))


class Styles:
    """Cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook, lang: Lang) -> None:
        self._book = book
        self._base = {"font_name": FONTS[lang], "font_size": 10, "valign": "vcenter"}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def make(self, **properties: Any) -> Format:  # noqa: ANN401 - a format's properties are of many types
        """Return the format with these properties over the base font."""
        wanted = {**self._base, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(wanted)
        return self._formats[key]

    @property
    def title(self) -> Format:
        """Return the format of a sheet's title."""
        return self.make(bold=True, font_size=16, font_color=INK)

    @property
    def heading(self) -> Format:
        """Return the format of a section heading."""
        return self.make(bold=True, font_size=12, font_color=INK, bottom=2, bottom_color=BAR)

    @property
    def note(self) -> Format:
        """Return the format of small explaining text."""
        return self.make(font_size=9, font_color=GREY_INK)

    @property
    def paragraph(self) -> Format:
        """Return the format of running text."""
        return self.make(text_wrap=True, valign="top")

    @property
    def band(self) -> Format:
        """Return the format of a group heading above the columns."""
        return self.make(
            bold=True, font_size=9, font_color=INK, bg_color=BAND, align="center", border=1, border_color=LINE
        )

    def header(self, fill: str = REQUIRED) -> Format:
        """Return the format of a header cell."""
        return self.make(bold=True, font_color=WHITE, bg_color=fill, align="center", text_wrap=True, border=1,
                         border_color=LINE)  # fmt: skip

    def cell(self, fill: str | None = None, **properties: Any) -> Format:  # noqa: ANN401
        """Return the format of a bordered cell."""
        if fill:
            properties["bg_color"] = fill
        return self.make(**{"border": 1, "border_color": LINE, "text_wrap": True, **properties})

    def header_of(self, column: Column) -> Format:
        """Return a column's header format: required, optional and computed columns differ."""
        return self.header(COMPUTED if not column.typed else REQUIRED if column.required else OPTIONAL)

    def body_of(self, column: Column, *, open_: bool = False, shut: bool = False) -> Format:
        """Return the format of a column's cells; on a protected sheet `open_` ones may be filled in, `shut` ones not."""
        is_number = column.kind is Kind.NUMBER and column.typed
        centred = column.kind in _CENTRED or (not is_number and column.width < _SHORT)
        align = {"align": "center"} if centred else {"align": "right" if is_number else "left", "indent": 1}
        properties: dict[str, Any] = dict(align)
        if number_format := number_format_of(column):
            properties["num_format"] = number_format
        if open_:
            properties["locked"] = False
        if column.key == "result":
            properties["font_color"] = RED_INK
        return self.cell(COMPUTED_FILL if shut or not column.typed else None, **properties)


def number_format_of(column: Column) -> str | None:
    """Return the number format of a column's cells, None for General."""
    if column.kind is Kind.DATE:
        return "yyyy-mm-dd hh:mm" if column.timed else "yyyy-mm-dd"
    if column.trimmed:
        return TRIMMED
    places = "." + "0" * column.decimals if column.decimals else ""
    if column.kind is Kind.PERCENT:
        return f"0{places}%"
    if column.kind is Kind.NUMBER and column.decimals is not None:
        return f"#,##0{places}"
    return None
