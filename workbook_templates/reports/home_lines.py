"""The lines of the sheet 首页: of a table its rows, what is missing, late and next, each a link to the cell.

Everything is a formula over the tables, so that it follows them wherever they are filled in. Behind each line, out of sight,
stand the numbers that find its rows: `_MOST` less the place of a row in its table, 0 for none, so that the largest of them is
the first row; in front of it, for rows that wait for a day, how long before `_LAST_DAY` that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import floor

from udfs.lang import Text, listed_texts
from udfs.serials import from_serial
from udfs.values import Cell, CellValue, ErrorValue, as_text, is_blank, is_number, trim
from udfs.worksheet import LAST_SERIAL, utf16_start
from workbook_templates.agenda import Waiting
from workbook_templates.agendas import AGENDAS
from workbook_templates.areas.model import AreaRefs, Place
from workbook_templates.catalogue import TABLES
from workbook_templates.conditions import both, has_day, has_error, is_blank_text, serial, whole_days
from workbook_templates.context import Context, TableData
from workbook_templates.formulas import link, quoted
from workbook_templates.reports.home_chains import chain_line, has_chains
from workbook_templates.steps import STEPS
from workbook_templates.summary_counts import is_record

_MOST, _LAST_DAY = 10_000_000, LAST_SERIAL + 1
# What a link may show is not long.
_LONGEST = 60

# Columns of the lines; the last four are out of sight.
STEP, NAME, COUNT, MISSING, LATE, DAY, NEXT = range(7)
AT_STEP, AT_MISSING, AT_LATE, AT_NEXT = range(9, 13)
COLUMNS = 13

_WRONG = Text("!有错误值", "!error value")
_UNREADABLE = Text("有错误值，请先“检查”", "Error values: run “Check” first")
_NO_COLUMN = Text("缺“编号”等列，请先“检查”", "Columns are gone: run “Check” first")
_NOTHING_NEXT = Text("没有到期或待办的", "Nothing due or waiting")
_LATE_FIRST = Text("先处理逾期的", "See to what is overdue")
ABSENT = Text("不在本工作簿", "Not included")
_ADD = Text("需要时“新增表”：{tables}", "When needed, Add table: {tables}")
_COLON, _OPENING, _CLOSING = Text("：", ": "), Text("（", " ("), Text("）", ")")


@dataclass(frozen=True)
class _Line:
    """What is worked out of one table."""

    book: Context
    key: str
    data: TableData

    @cached_property
    def records(self) -> list[int]:
        return self.data.records()

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The columns in which a blank cell is missing, as far as the layout of the workbook has them."""
        agenda, table = AGENDAS[self.key], self.data.table
        needed = () if agenda.bulk else tuple(c.key for c in table.typed if self.book.settings.requires(self.key, c))
        return tuple(dict.fromkeys((*needed, *agenda.also)))

    def first(self, rows: Iterable[int]) -> float:
        """Return the number that finds the first of some rows."""
        return max((_MOST - row - 1 for row in rows), default=0)


class _Formulas:
    """The formulas of one line: `at` is its row in the area."""

    def __init__(self, line: _Line, refs: AreaRefs, at: int) -> None:
        self.line, self.refs, self.at = line, refs, at
        self.place: Place = refs.places[line.key]

    @cached_property
    def records(self) -> str:
        return is_record(self.refs, self.line.key)

    @property
    def subject(self) -> str:
        """The column that says what a row is about."""
        about = AGENDAS[self.line.key].about
        return about if about and self.has(about) else self.line.data.table.subject

    def column(self, key: str) -> str:
        return self.refs.column(self.line.key, key)

    def has(self, *keys: str) -> bool:
        return all(self.refs.has(self.line.key, key) for key in keys)

    def here(self, col: int) -> str:
        return self.refs.cell(self.at, col)

    def row(self, finder: str) -> str:
        """Return the place in the table that a number stands for."""
        return f"({_MOST}-MOD({finder},{_MOST}))"

    def finder(self, condition: str, weight: str = "") -> str:
        """Return the number that finds the first row for which something holds; blank where there are error values."""
        ids = self.column("id")
        places = f"({_MOST}-ROW({ids})+ROW(INDEX({ids},1))-1)"
        return f'IFERROR(SUMPRODUCT(MAX({self.records}*{condition}*({weight}{places}))),"")'

    def counted(self, condition: str) -> str:
        return f"IFERROR(SUMPRODUCT({self.records}*{condition}),{self.refs.text(_WRONG)})"

    def link(self, cell: str, shown: str) -> str:
        """Return a link to a cell of the table's sheet, which is given as text or as the formula of one."""
        return link(self.place.sheet, cell, shown)

    def first_cell(self, key: str) -> str:
        """Return the first cell of a column, as text."""
        return quoted(f"{self.place.letters[key]}{self.place.first_row}")

    def cell(self, key: str, finder: str) -> str:
        """Return the cell of a column in the row that a number finds, the first cell where it finds none."""
        target = f"{quoted(self.place.letters[key])}&ROW(INDEX({self.column('id')},{self.row(finder)}))"
        return f"IF({_finds(finder)},{target},{self.first_cell(key)})"


def _finds(finder: str) -> str:
    """Return the test of whether a number finds a row: it is none where there are error values."""
    return f'COUNTIF({finder},">0")'


def _name(f: _Formulas) -> Cell:
    sheet = f.place.sheet
    return Cell(sheet, f.link(quoted("A1"), quoted(sheet)))


def _count(f: _Formulas) -> Cell:
    return Cell(len(f.line.records), f.link(f.first_cell("id"), f"SUMPRODUCT({f.records})"))


def _missing(f: _Formulas) -> tuple[Cell, Cell]:
    """Return how many cells are missing, and the number that finds the first row with one."""
    line, keys = f.line, [key for key in f.line.required if f.has(key)]
    if not keys:
        return Cell(None), Cell(None)
    blanks = "(" + "+".join(is_blank_text(f.column(key)) for key in keys) + ")"
    at = f.here(AT_MISSING)
    letter = quoted(f.place.letters["id"])
    for key in reversed(keys):
        blank = is_blank_text(f"INDEX({f.column(key)},{f.row(at)})")
        letter = f"IF({blank},{quoted(f.place.letters[key])},{letter})"
    cell = f"IF({_finds(at)},{letter}&ROW(INDEX({f.column('id')},{f.row(at)})),{f.first_cell('id')})"
    if has_error(line.data, keys):
        return Cell(_WRONG.to(f.refs.lang), f.link(cell, f.counted(blanks))), Cell("", f.finder(f"({blanks}>0)"))
    rows = [row for row in line.records for key in keys if is_blank(line.data[key][row])]
    return Cell(len(rows), f.link(cell, f.counted(blanks))), Cell(line.first(rows), f.finder(f"({blanks}>0)"))


def _late(f: _Formulas) -> tuple[Cell, Cell]:
    """Return how many rows are late, and the number that finds the first."""
    late = AGENDAS[f.line.key].late
    if late is None or not f.has(late.at, *late.test.columns):
        return Cell(None), Cell(None)
    test = late.test.formula(f.column, f.refs)
    shown = f.link(f.cell(late.at, f.here(AT_LATE)), f.counted(test))
    if has_error(f.line.data, late.test.risky):
        return Cell(_WRONG.to(f.refs.lang), shown), Cell("", f.finder(test))
    holds = late.test.holds(f.line.book, f.line.data)
    rows = [row for row in f.line.records if holds(row)]
    return Cell(len(rows), shown), Cell(f.line.first(rows), f.finder(test))


def _next(f: _Formulas, *, is_late: bool) -> tuple[Cell, Cell, Cell]:
    """Return the next day, the row that waits for it, and the number that finds this row."""
    agenda, refs = AGENDAS[f.line.key], f.refs
    begin, begin_at = agenda.begin, f.first_cell(f.line.data.table.typed[0].key)
    at, number = f.here(AT_NEXT), _finds(f.here(AT_LATE))
    rest = f"IF({f.here(COUNT)}=0,{refs.text(begin)},IF({number},{refs.text(_LATE_FIRST)},{refs.text(_NOTHING_NEXT)}))"
    idle = begin if not f.line.records else _LATE_FIRST if is_late else _NOTHING_NEXT
    waiting = agenda.next
    if waiting is None or not f.has(waiting.at, waiting.due or waiting.at, *waiting.test.columns):
        return Cell(None), Cell(idle.to(refs.lang), f.link(begin_at, rest)), Cell(None)
    finder, key = _finder(f, waiting)
    day = Cell(None)
    if waiting.due:
        known = from_serial(_LAST_DAY - key // _MOST) if key else None
        day = Cell("" if known is None else known, f'IF({_finds(at)},{_LAST_DAY}-INT({at}/{_MOST}),"")')
    described = f"IFERROR({_described(f, waiting)},{refs.text(_UNREADABLE)})"
    shown = f"IF(ISTEXT({at}),{refs.text(_UNREADABLE)},IF({_finds(at)},{described},{rest}))"
    words = _UNREADABLE.to(refs.lang) if key is None else _description(f, waiting, key) if key else idle.to(refs.lang)
    target = f"IF({f.here(COUNT)}=0,{begin_at},{f.cell(waiting.at, at)})"
    return day, Cell(words, f.link(target, shown)), Cell("" if key is None else key, finder)


def _finder(f: _Formulas, waiting: Waiting) -> tuple[str, float | None]:
    """Return the formula of the number that finds the row that waits, and the number; None where a cell cannot be read."""
    line = f.line
    condition = both(waiting.test, has_day(waiting.due)) if waiting.due else waiting.test
    weight = f"{_MOST}*({_LAST_DAY}-{whole_days(f.column(waiting.due))})+" if waiting.due else ""
    formula = f.finder(condition.formula(f.column, f.refs), weight)
    if has_error(line.data, (*condition.risky, waiting.due)):
        return formula, None
    holds, dues = condition.holds(line.book, line.data), line.data[waiting.due]
    rows = [row for row in line.records if holds(row)]
    if not waiting.due:
        return formula, line.first(rows)
    return formula, max((_MOST * (_LAST_DAY - floor(serial(dues[row]))) + _MOST - row - 1 for row in rows), default=0)


def _described(f: _Formulas, waiting: Waiting) -> str:
    """Return what is said of the row that waits, as a formula: what is to be done, its number, what it is about, whose it is."""
    place, subject = f.row(f.here(AT_NEXT)), f.subject
    words = f'TRIM(INDEX({f.column("id")},{place})&" "&LEFT(INDEX({f.column(subject)},{place})&"",{_LONGEST}))'
    if waiting.label.zh:
        words = f"{f.refs.text(Text(*(a + b for a, b in zip(waiting.label, _COLON, strict=True))))}&{words}"
    if not f.has("owner") or subject == "owner":
        return words
    owner = f'LEFT(INDEX({f.column("owner")},{place})&"",{_LONGEST})'
    return f'{words}&IF({owner}="","",{f.refs.text(_OPENING)}&{owner}&{f.refs.text(_CLOSING)})'


def _description(f: _Formulas, waiting: Waiting, key: float) -> str:
    """Return the same words."""
    line, lang = f.line, f.refs.lang
    row, subject = int(_MOST - key % _MOST) - 1, f.subject
    if any(isinstance(line.data[column][row], ErrorValue) for column in ("id", subject, "owner")):
        return _UNREADABLE.to(lang)
    words = trim(f"{as_text(line.data['id'][row])} {_left(line.data[subject][row])}")
    if waiting.label.zh:
        words = waiting.label.to(lang) + _COLON.to(lang) + words
    owner = _left(line.data["owner"][row]) if f.has("owner") and subject != "owner" else ""
    return words + (_OPENING.to(lang) + owner + _CLOSING.to(lang) if owner else "")


def _left(value: CellValue) -> str:
    """Return the beginning of a cell as text, as LEFT gives it."""
    text = as_text(serial(value) if not isinstance(value, (str, bool)) and value is not None else value)
    return utf16_start(text, _LONGEST)


def _table_line(line: _Line, refs: AreaRefs, at: int) -> list[Cell]:
    """Return the line of a table."""
    f = _Formulas(line, refs, at)
    cells = [Cell(None)] * COLUMNS
    agenda = AGENDAS[line.key]
    cells[STEP], cells[NAME] = Cell(agenda.step), _name(f)
    cells[AT_STEP] = Cell(0 if agenda.bulk else agenda.step)
    if not f.has("id", line.data.table.subject, line.data.table.typed[0].key):
        cells[NEXT] = Cell(_NO_COLUMN.to(refs.lang))
        return cells
    cells[COUNT] = _count(f)
    cells[MISSING], cells[AT_MISSING] = _missing(f)
    cells[LATE], cells[AT_LATE] = _late(f)
    late = cells[LATE].value
    cells[DAY], cells[NEXT], cells[AT_NEXT] = _next(f, is_late=is_number(late) and late > 0)
    return cells


def _absent_line(step: int, refs: AreaRefs) -> list[Cell]:
    """Return the line of a step of which the workbook holds no table."""
    cells = [Cell(None)] * COLUMNS
    tables = listed_texts(TABLES[key].sheet for key, agenda in AGENDAS.items() if agenda.step == step)
    words = _ADD.to(refs.lang).format(tables=tables.to(refs.lang)) if tables.zh else None
    cells[STEP], cells[NAME], cells[NEXT] = Cell(step), Cell(ABSENT.to(refs.lang)), Cell(words)
    return cells


def _keys(book: Context) -> list[str | int]:
    """Return what the lines are about, step by step: the tables of the workbook, or the step where it has none."""
    keys: list[str | int] = []
    for step in STEPS:
        here = [key for key, agenda in AGENDAS.items() if agenda.step == step and key in book.tables]
        keys += here or [step]
    return keys


def filled_lines(book: Context) -> int:
    """Return how many lines there are in a workbook."""
    return len(_keys(book)) + has_chains(book)


def home_lines(book: Context, refs: AreaRefs, first: int) -> list[list[Cell]]:
    """Return the lines, the first of them in this row of the area."""
    lines = [
        _absent_line(key, refs) if isinstance(key, int) else _table_line(_Line(book, key, book.tables[key]), refs, at)
        for at, key in enumerate(_keys(book), first)
    ]
    if has_chains(book):
        lines.append([Cell(None)] * COLUMNS)
        for col, cell in zip((STEP, NAME, COUNT, MISSING, NEXT), chain_line(book, refs), strict=True):
            lines[-1][col] = cell
    return lines
