"""Dropdowns, input hints and limits of a table's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from udfs.levels import LEVELS
from udfs.rules import FIRST_DAY, LAST_DAY, Kind
from udfs.worksheet import LARGEST_WHOLE
from workbook_templates import geometry
from workbook_templates.builder.canvas import Canvas
from workbook_templates.lists import LISTS, MEASURES_ROOM
from workbook_templates.model import Column, Table
from workbook_templates.settings import MEASURES_NAME

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits for the hint's title and text.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255

_WRONG = Text("填写有误", "Not allowed")
_LIMITS: dict[Kind, tuple[dict[str, Any], Text]] = {
    Kind.SCORE: (
        {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5},
        Text("请填 1–5 的整数", "Whole number from 1 to 5"),
    ),
    Kind.WORKDAYS: (
        {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 9999},
        Text("请填 0 或正整数（工作日天数）", "Whole number of working days, 0 or more"),
    ),
    Kind.PERCENT: (
        {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
        Text("请填 0%–100%", "Between 0% and 100%"),
    ),
    Kind.DATE: (
        {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY},
        Text("请填日期，例：2026-03-05", "A date, e.g. 2026-03-05"),
    ),
    Kind.NUMBER: (
        {"validate": "decimal", "criteria": "between", "minimum": -LARGEST_WHOLE, "maximum": LARGEST_WHOLE},
        Text("请填数字", "A number"),
    ),
}


def apply(canvas: Canvas, sheet: Worksheet, table: Table, bottom: int) -> None:
    """Give every typed column its dropdown, hint and limit."""
    for at, column in enumerate(table.columns):
        if column.typed and not column.hidden and (rule := rule_of(canvas, table, column)):
            sheet.data_validation(geometry.FIRST_ROW - 1, at, bottom - 1, at, rule)


def rule_of(canvas: Canvas, table: Table, column: Column) -> dict[str, Any] | None:
    """Return XlsxWriter's description of the column's validation, None where anything may be typed without a hint."""
    lang = canvas.lang
    rule, allowed = _allowed(canvas, table, column)
    hint = column.hint or allowed
    if rule is None and hint is None:
        return None
    options = dict(rule or {"validate": "any"})
    if hint is not None:
        options |= {
            "input_title": column.label.to(lang)[:LONGEST_TITLE],
            "input_message": hint.to(lang)[:LONGEST_MESSAGE],
        }
    if rule is not None:
        options |= {"error_title": _WRONG.to(lang), "error_type": "warning" if _open(column) else "stop"}
        if allowed is not None:
            options["error_message"] = allowed.to(lang)[:LONGEST_MESSAGE]
        if _open(column):
            options["show_error"] = False
    return options


def _open(column: Column) -> bool:
    """Return whether the dropdown only suggests."""
    return column.free_choice or (column.choices is None and column.dropdown is not None)


def _allowed(canvas: Canvas, table: Table, column: Column) -> tuple[dict[str, Any] | None, Text | None]:
    if column.dropdown == "measures":
        first = f"INDEX({MEASURES_NAME},1,1)"
        picked = f"MATCH(${geometry.letters(table)['issue_class']}{geometry.FIRST_ROW},lst_category,0)-1"
        return {"validate": "list", "source": f"=OFFSET({first},0,IFERROR({picked},0),{MEASURES_ROOM},1)"}, None
    if column.options:
        return {"validate": "list", "source": [option.to(canvas.lang) for option in column.options]}, None
    key = column.choices or column.dropdown
    if key is not None:
        words = Text("请从下拉列表中选择；列表在“设置”中修改", "Choose from the list; edit the list on Settings")
        return {"validate": "list", "source": f"={LISTS[key].dropdown}"}, words
    if column.kind is Kind.LEVEL:
        names = [level.to(canvas.lang) for level in LEVELS]
        allowed = Text(*(" / ".join(level.to(lang) for level in LEVELS) for lang in ("zh", "en")))
        return {"validate": "list", "source": names}, allowed
    if column.refers in canvas.context.tables and column.refers != table.key:
        return None, None
    return _LIMITS.get(column.kind, (None, None))
