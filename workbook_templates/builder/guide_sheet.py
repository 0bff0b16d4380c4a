"""Draws the sheet 填写说明, generated from the layout: how to use the workbook, every column, every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from udfs.lang import Text, listed_texts
from udfs.rules import ALLOWED
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.table_sheet import FOOTER, print_setup
from workbook_templates.catalogue import GUIDE_SHEET
from workbook_templates.formulas import absolute
from workbook_templates.functions import FUNCTIONS
from workbook_templates.lists import LISTS
from workbook_templates.model import Column, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = GUIDE_SHEET
STEPS = (
    Text("带 * 的列必填；漏填的格会变成淡黄色。任何列都可在“设置”中改为选填或必填。",
         "Columns with * are required; cells left blank turn pale yellow. Any column can be made optional or required on Settings."),
    Text("灰色表头的列自动计算，请不要手填；没有安装本产品的同事打开也能看到正确结果。",
         "Columns with a grey header are computed; colleagues without this product see the right results too."),
    Text("下拉列表、权重、通过线和优先级矩阵在“设置”中修改。",
         "Dropdown lists, weights, pass mark and priority matrix are edited on Settings."),
    Text("行不够时在表格最后一行下面接着填（Excel、WPS 会自动扩展），或用命令“导入”追加。",
         "When you run out of rows, type below the last row (Excel and WPS extend the table) or use the command “import”."),
    Text("橙色的格是命令“检查”标出的问题，原因写在该行的“检查结果”；改了格子，橙色就消失，“检查结果”前标出“已改”，再检查一次才更新。",
         "Orange cells were marked by the command “check”; the reason is in Check result of that row. Once a cell is changed the "
         "orange goes, and “changed” stands before the reason until the next check."),
    Text("请不要删除或改名下划线开头的隐藏列（_id、_marks 等）和隐藏的工作表 _log：它们用于合并、标色、排期和撤销。",
         "Please leave hidden columns such as _id and _marks and the hidden sheet _log: they serve merging, marks, the "
         "schedule and undo."),
)  # fmt: skip
HEADINGS = (
    Text("列", "Column"),
    Text("必填", "Required"),
    Text("填什么", "What to enter"),
    Text("说明 / 计算规则", "Explanation / rule"),
)
SHEETS_TITLE = Text("其他工作表", "The other sheets")
FUNCTIONS_TITLE = Text("函数说明（需要 Excel 加载项）", "Worksheet functions (with the Excel add-in)")
FUNCTION_HEADINGS = (
    Text("函数", "Function"),
    Text("必填参数", "Needs"),
    Text("示例", "Example"),
    Text("结果和参数", "Result and arguments"),
)
YES, AUTO = Text("必填", "yes"), Text("自动", "auto")
_WIDTHS = (24, 9, 40, 72)
_LINE = 17


def draw(canvas: Canvas, sheet: Worksheet, tables: Sequence[Table], others: Sequence[tuple[Text, Text]]) -> None:
    """Draw the guide for the workbook's tables, and for its other sheets: what each is called, and what it tells."""
    lang, styles = canvas.lang, canvas.styles
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    sheet.set_row(0, 30)
    sheet.write(0, 0, TITLE.to(lang), styles.title)
    row = 2
    for i, words in enumerate(STEPS, 1):
        row += 1
        sheet.merge_range(row - 1, 0, row - 1, 3, f"{i}. {words.to(lang)}", styles.paragraph)
        sheet.set_row(row - 1, _LINE * 1.2)
    row = extend(canvas, sheet, row + 2, tables, others)
    row = _functions(canvas, sheet, row)
    print_setup(sheet, FOOTER.to(lang))
    sheet.print_area_range = absolute(sheet.get_name(), 1, 1, row - 2, len(_WIDTHS))


def extend(
    canvas: Canvas, sheet: Worksheet, row: int, tables: Sequence[Table], others: Sequence[tuple[Text, Text]]
) -> int:
    """Explain tables and other sheets from a row on; return the row where the next part may begin."""
    for table in tables:
        row = _table(canvas, sheet, row, table)
    return _others(canvas, sheet, row, others) if others else row


def _heading(canvas: Canvas, sheet: Worksheet, row: int, words: str) -> None:
    for col in range(len(_WIDTHS)):
        sheet.write_blank(row - 1, col, None, canvas.styles.heading)
    sheet.write(row - 1, 0, words, canvas.styles.heading)
    sheet.set_row(row - 1, 24)


def _table(canvas: Canvas, sheet: Worksheet, row: int, table: Table) -> int:
    lang, styles = canvas.lang, canvas.styles
    _heading(canvas, sheet, row, f"{table.sheet.to(lang)} — {table.purpose.to(lang)}")
    for col, words in enumerate(HEADINGS):
        sheet.write(row, col, words.to(lang), styles.header())
    row += 1
    for column, name in _explained(table):
        cells = (name, *describe(column)[1:])
        for col, words in enumerate(cells):
            align = "center" if col == 1 else "left"
            fill = None if column.typed else look.COMPUTED_FILL
            sheet.write(row, col, words.to(lang), styles.cell(fill, align=align, bold=col == 0))
        most = max(look.lines(words.to(lang), width, lang) for words, width in zip(cells, _WIDTHS, strict=True))
        sheet.set_row(row, _LINE * most)
        row += 1
    return row + 2


def _explained(table: Table) -> Iterator[tuple[Column, Text]]:
    """Yield the columns to be explained, with what they are called; of some that are alike the first stands for all."""
    for band in table.bands:
        shown = [column for column in band.columns if not column.hidden]
        if band.alike and shown:
            first, last = shown[0].label, shown[-1].label
            yield shown[0], Text(f"{first.zh} … {last.zh}", f"{first.en} … {last.en}")
        else:
            yield from ((column, column.label) for column in shown)


def _others(canvas: Canvas, sheet: Worksheet, row: int, others: Sequence[tuple[Text, Text]]) -> int:
    """Say of each sheet that is no table what its own note says."""
    lang, styles = canvas.lang, canvas.styles
    _heading(canvas, sheet, row, SHEETS_TITLE.to(lang))
    for name, note in others:
        text = note.to(lang)
        sheet.write(row, 0, name.to(lang), styles.cell(align="left", bold=True))
        sheet.merge_range(row, 1, row, len(_WIDTHS) - 1, text, styles.cell(align="left"))
        sheet.set_row(row, _LINE * look.lines(text, sum(_WIDTHS[1:]), lang))
        row += 1
    return row + 2


def _functions(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    """List the worksheet functions of the add-in with an example each."""
    lang, styles = canvas.lang, canvas.styles
    _heading(canvas, sheet, row, FUNCTIONS_TITLE.to(lang))
    for col, words in enumerate(FUNCTION_HEADINGS):
        sheet.write(row, col, words.to(lang), styles.header())
    row += 1
    for function in FUNCTIONS.values():
        required = sum(not argument.optional for argument in function.arguments)
        explanation = f"{function.help.to(lang)}\n" + "\n".join(
            f"· {argument.name}: {argument.help.to(lang)}" for argument in function.arguments
        )
        for col, text in enumerate((function.name, str(required), function.example.to(lang), explanation)):
            align = "center" if col == 1 else "left"
            sheet.write_string(row, col, text, styles.cell(align=align, bold=col == 0))
        lines = max(
            sum(look.lines(line, _WIDTHS[3], lang) for line in explanation.split("\n")),
            look.lines(function.example.to(lang), _WIDTHS[2], lang),
        )
        sheet.set_row(row, _LINE * lines)
        row += 1
    return row + 2


def describe(column: Column) -> tuple[Text, Text, Text, Text]:
    """Return name, required or not, what may be entered, and the explanation of a column."""
    need = AUTO if not column.typed else YES if column.required else Text("", "")
    if not column.typed:
        return column.label, need, Text("", ""), column.computed.explain if column.computed else Text("", "")
    key = column.choices or (column.dropdown if column.dropdown in LISTS else None)
    what = ALLOWED[column.kind]
    if key is not None:
        what = listed_texts(LISTS[key].items)
    elif column.options:
        what = listed_texts(column.options)
    return column.label, need, what, column.hint or Text("", "")
