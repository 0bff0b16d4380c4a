"""Draws the sheet 设置: values, the priority matrix, the spellings of the levels, the measures and the lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from udfs.lang import Text
from udfs.levels import LEVELS
from udfs.priority import FROM_MANUAL
from udfs.rules import FIRST_DAY, LAST_DAY
from workbook_templates import geometry
from workbook_templates.areas.measures import measure_heads
from workbook_templates.areas.working_hours import WORK_DAY
from workbook_templates.builder import styles as look
from workbook_templates.builder.canvas import Canvas, write
from workbook_templates.builder.table_sheet import FOOTER, print_setup
from workbook_templates.catalogue import SETTINGS_SHEET, TABLES
from workbook_templates.choice_spellings import HEADINGS, MORE, SPELLINGS_TITLE
from workbook_templates.derived import DERIVED
from workbook_templates.formulas import absolute
from workbook_templates.lists import COLUMNS_ROOM, LISTS, MEASURES_ROOM, ROOM, SPELLINGS_ROOM
from workbook_templates.model import ChoiceList, Setting
from workbook_templates.settings import (
    CHOICE_SPELLINGS_NAME,
    MATRIX_NAME,
    MEASURES_NAME,
    SETTINGS,
    SPELLINGS_NAME,
    added_spellings_name,
)
from workbook_templates.standards_settings import TIME_KEYS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TITLE = SETTINGS_SHEET
NOTE = Text(
    "米黄色格可改，公式、下拉列表和检查随之而变。* 为手册规定，其余为本产品默认。",
    "Cream cells may be edited; formulas, dropdowns and checks follow. * is set by the manual, the rest are our defaults.",
)
VALUES = Text("参数", "Values")
VALUE_HEADINGS = (
    Text("参数", "Setting"),
    Text("取值", "Value"),
    Text("可填", "Allowed"),
    Text("规则说明", "What it does"),
)
SOURCE = Text("来源", "Source")
MATRIX = Text("优先级矩阵：影响程度 × 解决难度", "Priority matrix: impact × difficulty")
CORNER = Text("影响＼难度", "Impact＼Difficulty")
SPELLINGS = Text("级别的各种写法（可增加）", "Ways to write the levels (add your own)")
MEASURES_TITLE = Text("措施库（按问题分类，可增加）", "Library of measures (by problem class, add your own)")
LISTS_TITLE = Text("下拉列表（可增删改）", "Dropdown lists (edit freely)")
COLUMNS_TITLE = Text(
    "必填与选填（从表头中选列；默认见表头的 *）", "Required and optional columns (by default those with *)"
)
HOURS_TITLE = Text(
    "工作时间（自动，由上面的设置得出；单位：秒，从 0 点起）",
    "Hours of work (computed from the settings above; seconds from midnight)",
)
HOURS_AS_TYPED, HOURS_AS_USED = Text("填写的", "As typed"), Text("采用的", "As used")
HOURS_USABLE = Text("可用／每天工作秒数", "Usable / seconds a day")
ANY_DATE = Text("日期或留空", "date or blank")
ANY_TEXT = Text("文字", "any text")
_WIDTH, _COLUMNS = 20, 9
_LINE = 15
_FROM_MANUAL_MARK = "*"


def draw(canvas: Canvas, sheet: Worksheet, tables: Sequence[str]) -> None:
    """Draw what the tables of this workbook need."""
    lang = canvas.lang
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, _COLUMNS, _WIDTH)
    sheet.set_row(0, 30)
    sheet.write(0, 0, TITLE.to(lang), canvas.styles.title)
    sheet.write(1, 0, NOTE.to(lang), canvas.styles.note)
    bottom = extend(canvas, sheet, 3, tables)
    print_setup(sheet, FOOTER.to(lang), pages=len(tables))
    sheet.print_area_range = absolute(sheet.get_name(), 1, 1, bottom, _COLUMNS + 1)


def extend(canvas: Canvas, sheet: Worksheet, row: int, tables: Sequence[str]) -> int:
    """Draw what these tables need and the workbook does not have yet, from a row on; return the last row."""
    settings = [entry for entry in SETTINGS.values() if not entry.report and _wanted(canvas, entry, tables)]
    row = _values(canvas, sheet, row, settings) if settings else row
    if "feedback" in tables and not canvas.has(WORK_DAY.name):
        row = _working_hours(canvas, sheet, row)
    for derived in DERIVED:
        if set(derived.tables) & set(tables):
            canvas.derive(derived.name, derived.formula(canvas.lang))
    if "issues" in tables and not canvas.has(MATRIX_NAME):
        row = _matrix(canvas, sheet, row)
    entries = [entry for entry in LISTS.values() if _wanted(canvas, entry, tables)]
    lists = [entry for entry in entries if not entry.of_columns]
    row = _lists(canvas, sheet, row, lists) if lists else row
    of_columns = [entry for entry in entries if entry.of_columns]
    row = _columns(canvas, sheet, row, of_columns) if of_columns else row
    if "plans" in tables and not canvas.has(MEASURES_NAME):
        row = _measures(canvas, sheet, row)
    if "issues" in tables and not canvas.has(SPELLINGS_NAME):
        row = _spellings(canvas, sheet, row)
    names = (CHOICE_SPELLINGS_NAME, *map(added_spellings_name, tables))
    name = next((name for name in names if not canvas.has(name)), None)
    rows = _spelled(canvas, lists)
    # What people teach goes into the first block that has room: a further one is not needed for that.
    is_needed = name == CHOICE_SPELLINGS_NAME or rows
    return _choice_spellings(canvas, sheet, row, rows, name) if name is not None and is_needed else row - 1


def _wanted(canvas: Canvas, entry: Setting | ChoiceList, tables: Sequence[str]) -> bool:
    return bool(set(entry.tables) & set(tables)) and not canvas.has(entry.name)


def _heading(canvas: Canvas, sheet: Worksheet, row: int, words: Text) -> int:
    for col in range(_COLUMNS + 1):
        sheet.write_blank(row - 1, col, None, canvas.styles.heading)
    sheet.write(row - 1, 0, words.to(canvas.lang), canvas.styles.heading)
    sheet.set_row(row - 1, 22)
    return row + 1


def _values(canvas: Canvas, sheet: Worksheet, row: int, settings: Sequence[Setting]) -> int:
    """Write the values with rule and source; the explanation spans the columns D to H, the source I to J."""
    row = _heading(canvas, sheet, row, VALUES)
    style, lang = canvas.styles, canvas.lang
    head = style.header()
    for col, words in enumerate(VALUE_HEADINGS[:3]):
        sheet.write(row - 1, col, words.to(lang), head)
    sheet.merge_range(row - 1, 3, row - 1, 7, VALUE_HEADINGS[3].to(lang), head)
    sheet.merge_range(row - 1, 8, row - 1, 9, SOURCE.to(lang), head)
    for at, setting in enumerate(settings, row + 1):
        sheet.set_row(at - 1, 26)
        sheet.write(at - 1, 0, setting.label.to(lang), style.cell())
        number_format = "yyyy-mm-dd" if setting.is_date else "General"
        value_style = style.cell(look.INPUT_FILL, align="center", num_format=number_format, bold=True)
        write(sheet, at, 2, canvas.context.settings.values[setting.key], None, value_style)
        canvas.name(setting.name, sheet, at, 2)
        sheet.write(at - 1, 2, allowed(setting).to(lang), style.cell(align="center"))
        sheet.merge_range(at - 1, 3, at - 1, 7, setting.explain.to(lang), style.cell(font_size=9))
        sheet.merge_range(at - 1, 8, at - 1, 9, setting.source.to(lang), style.cell(font_size=9, align="center"))
        sheet.data_validation(at - 1, 1, at - 1, 1, validation(canvas, setting))
    return row + len(settings) + 2


def _working_hours(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    """Write the hours of work as the clocks count them, below the settings that they follow."""
    row = _heading(canvas, sheet, row, HOURS_TITLE)
    heads = (*(SETTINGS[key].label for key in TIME_KEYS), HOURS_USABLE)
    sheet.write_blank(row - 1, 0, None, canvas.styles.header(look.COMPUTED))
    for col, words in enumerate(heads, 1):
        sheet.write(row - 1, col, words.to(canvas.lang), canvas.styles.header(look.COMPUTED))
    for at, words in enumerate((HOURS_AS_TYPED, HOURS_AS_USED), row):
        sheet.write(at, 0, words.to(canvas.lang), canvas.styles.cell())
    style = canvas.styles.cell(look.COMPUTED_FILL, align="center")
    canvas.area(WORK_DAY, sheet, row + 1, 2, lambda _row, _col: style)
    return row + WORK_DAY.rows + 2


def allowed(setting: Setting) -> Text:
    """Say what the setting may be."""
    if setting.choices:
        return Text(*(" / ".join(choice.to(lang) for choice in setting.choices) for lang in ("zh", "en")))
    if setting.is_date:
        return ANY_DATE
    if setting.is_text:
        return ANY_TEXT
    span = f"{setting.lowest:g}–{setting.highest:g}"
    return Text(span, span)


def validation(canvas: Canvas, setting: Setting) -> dict[str, Any]:
    """Return XlsxWriter's description of what may be typed into the setting's cell."""
    if setting.choices:
        return {"validate": "list", "source": [choice.to(canvas.lang) for choice in setting.choices]}
    if setting.is_date:
        return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
    if setting.is_text:
        return {"validate": "any"}
    return {"validate": "decimal", "criteria": "between", "minimum": setting.lowest, "maximum": setting.highest}


def _matrix(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    row = _heading(canvas, sheet, row, MATRIX)
    style, lang = canvas.styles, canvas.lang
    sheet.write(row - 1, 0, CORNER.to(lang), style.header(look.OPTIONAL))
    for i, level in enumerate(LEVELS):
        sheet.write(row - 1, len(LEVELS) - i, level.to(lang), style.header())
        sheet.write(row + i, 0, level.to(lang), style.header())
    for i, labels in enumerate(canvas.context.settings.matrix):
        for j, label in enumerate(labels):
            set_by_manual = (i, j) in FROM_MANUAL
            number_format = f'@"{_FROM_MANUAL_MARK}"' if set_by_manual else "General"
            cell = style.cell(look.INPUT_FILL, align="center", bold=set_by_manual, num_format=number_format)
            sheet.write(row + i, 1 + j, label, cell)
    canvas.name(MATRIX_NAME, sheet, row + 1, 2, 3, 3)
    sheet.data_validation(row, 1, row + 2, 3, {"validate": "list", "source": f"={LISTS['priority'].dropdown}"})
    return row + len(LEVELS) + 2


def _grid(canvas: Canvas, sheet: Worksheet, row: int, headings: Sequence[str], columns: Sequence[Sequence[str]],
          rooms: int) -> None:  # fmt: skip
    """Write columns of entries with room for more below them."""
    for col, (heading, entries) in enumerate(zip(headings, columns, strict=True)):
        sheet.write(row - 1, col, heading, canvas.styles.header())
        for i in range(rooms):
            entry = entries[i] if i < len(entries) else None
            write(sheet, row + 1 + i, col + 1, entry or None, None, canvas.styles.cell(look.INPUT_FILL))
    for i, entered in enumerate(zip_longest(*columns, fillvalue="")):
        sheet.set_row(row + i, _LINE * max(look.lines(entry, _WIDTH, canvas.lang) for entry in entered))


def _lists(canvas: Canvas, sheet: Worksheet, row: int, lists: Sequence[ChoiceList]) -> int:
    row = _heading(canvas, sheet, row, LISTS_TITLE)
    lang = canvas.lang
    entries = [canvas.context.settings.lists[entry.key] for entry in lists]
    room = max(ROOM, *map(len, entries))
    _grid(canvas, sheet, row, [f"{entry.label.to(lang)}" for entry in lists], entries, room)
    sheet.set_row(row - 1, 32)
    for col, entry in enumerate(lists, 1):
        canvas.name(entry.name, sheet, row + 1, col, room)
        top = absolute(sheet.get_name(), row + 1, col, row + 1, col)
        # The dropdown ends at the last entry, also when one in the middle was deleted.
        filled = f'SUMPRODUCT(MAX(({entry.name}<>"")*(ROW({entry.name})-ROW({top})+1)))'
        canvas.derive(entry.dropdown, f"OFFSET({top},0,0,MAX(1,{filled}),1)")
    return row + room + 2


def _columns(canvas: Canvas, sheet: Worksheet, row: int, lists: Sequence[ChoiceList]) -> int:
    """Write the lists of columns that must, or need not, be filled in; their dropdowns offer the headings of the table."""
    row = _heading(canvas, sheet, row, COLUMNS_TITLE)
    lang, settings = canvas.lang, canvas.context.settings
    tables = [TABLES[entry.tables[0]] for entry in lists]
    headings = [f"{table.sheet.to(lang)}\n{entry.label.to(lang)}" for table, entry in zip(tables, lists, strict=True)]
    entries = [settings.lists[entry.key] for entry in lists]
    room = max([COLUMNS_ROOM, *map(len, entries)])
    _grid(canvas, sheet, row, headings, entries, room)
    sheet.set_row(row - 1, 32)
    for col, (table, entry) in enumerate(zip(tables, lists, strict=True), 1):
        canvas.name(entry.name, sheet, row + 1, col, room)
        last = sum(not column.hidden for column in table.columns)
        heads = absolute(table.sheet.to(lang), geometry.HEADER_ROW, 1, geometry.HEADER_ROW, last)
        allowed = {"validate": "list", "source": f"={heads}", "ignore_blank": True, "error_type": "warning"}
        sheet.data_validation(row, col - 1, row + room - 1, col - 1, allowed)
    return row + room + 2


def _measures(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    row = _heading(canvas, sheet, row, MEASURES_TITLE)
    settings = canvas.context.settings
    classes = [_entry(settings.lists["category"], i) for i in range(len(settings.measures))]
    room = max(MEASURES_ROOM, *map(len, settings.measures))
    _grid(canvas, sheet, row, classes, settings.measures, room)
    canvas.area(measure_heads(len(classes)), sheet, row, 1, lambda _row, _col: canvas.styles.header())
    canvas.name(MEASURES_NAME, sheet, row + 1, 1, room, len(classes))
    return row + room + 2


def _entry(entries: Sequence[str], at: int) -> str:
    return entries[at] if at < len(entries) else ""


def _spellings(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    row = _heading(canvas, sheet, row, SPELLINGS)
    spellings = canvas.context.settings.spellings
    room = max(SPELLINGS_ROOM, *map(len, spellings))
    _grid(canvas, sheet, row, [level.to(canvas.lang) for level in LEVELS], spellings, room)
    canvas.name(SPELLINGS_NAME, sheet, row + 1, 1, room, len(LEVELS))
    return row + room + 2


def _spelled(canvas: Canvas, lists: Sequence[ChoiceList]) -> list[tuple[str, str, str]]:
    """Return list, spelling and entry of what may be written for the choices of some lists."""
    labels = {words for entry in lists for words in entry.label}
    return [entry for entry in canvas.context.settings.choice_spellings if entry[0] in labels]


def _choice_spellings(
    canvas: Canvas, sheet: Worksheet, row: int, rows: Sequence[tuple[str, str, str]], name: str
) -> int:
    row = _heading(canvas, sheet, row, SPELLINGS_TITLE)
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    room = len(rows) + MORE
    _grid(canvas, sheet, row, [words.to(canvas.lang) for words in HEADINGS], columns, room)
    canvas.name(name, sheet, row + 1, 1, room, len(HEADINGS))
    return row + room + 1
