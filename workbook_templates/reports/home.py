"""首页: the six steps of the method on a page: cards, and a line for each table of the workbook."""

from __future__ import annotations

from collections.abc import Iterable

from udfs.lang import Text
from udfs.values import Cell, as_text, is_number
from workbook_templates.agendas import AGENDAS
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import quoted
from workbook_templates.names import HOME_KEY, HOME_SHEET
from workbook_templates.reports.home_lines import ABSENT, AT_STEP, COLUMNS, COUNT, LATE, MISSING, STEP, home_lines
from workbook_templates.reports.model import Report
from workbook_templates.steps import STEPS

# A line for each table there is or is going to be, and one for each step without any.
ROWS = 40
# The first of the lines in the area; above it the whole in words, the cards, and the headings.
LINES_AT = 7
CARDS_AT, HEADINGS_AT = 2, 6
# Where each card begins, and how many columns they take together.
CARDS = (0, 2, 4, 6, 7, 8)
CARD_COLUMNS = 9
# On the card of a step without tables.
NONE = "—"

HEADINGS = (
    Text("步骤", "Step"), Text("表", "Sheet"), Text("记录", "Rows"), Text("缺", "Missing"), Text("逾期", "Late"),
    Text("最近期限", "Next day"), Text("下一步", "What is next"),
)  # fmt: skip
_NOT_BEGUN, _IN_ORDER = Text("还没有记录", "Nothing yet"), Text("无缺项，无逾期", "Nothing missing or late")
_NOTHING_YET = Text("还没有记录：从第 1 步开始", "Nothing yet: begin with step 1")
_CARD = (Text("缺 ", ""), Text(" · 逾期 ", " missing · "), Text("", " late"))
_HEAD = (
    Text("共 ", "Rows: "), Text(" 条记录；缺 ", "; cells missing: "), Text(" 处，逾期 ", "; late: "), Text(" 项", ""),
)  # fmt: skip


def _home(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Return everything: how the whole stands, the cards, the lines."""
    lines = home_lines(book, refs, LINES_AT)
    gap = [Cell(None)] * COLUMNS
    headings = [Cell(words.to(refs.lang)) for words in HEADINGS]
    headings += [Cell(None)] * (COLUMNS - len(headings))
    top = [_head(book, refs, lines), gap, *_cards(refs, lines), gap, headings]
    return [*top, *lines, *[gap for _ in range(ROWS - len(lines))]]


def _total(lines: Iterable[list[Cell]], col: int) -> float:
    return sum(value for line in lines if is_number(value := line[col].value))


def _down(refs: AreaRefs, col: int) -> str:
    """Return a column of all lines."""
    return f"{refs.cell(LINES_AT, col)}:{refs.cell(LINES_AT + ROWS - 1, col)}"


def _head(book: Context, refs: AreaRefs, lines: list[list[Cell]]) -> list[Cell]:
    """Return in a line how everything stands, and the day of which that is said; rows in bulk are not counted."""
    words = [text.to(refs.lang) for text in _HEAD]
    totals = [_total((line for line in lines if line[AT_STEP].value), col) for col in (COUNT, MISSING, LATE)]
    steps = _down(refs, AT_STEP)
    sums = [f'SUMIF({steps},">0",{_down(refs, col)})' for col in (COUNT, MISSING, LATE)]
    formula = "&".join(f"{quoted(word)}&{total}" for word, total in zip(words, sums, strict=False))
    sentence = "".join(word + as_text(total) for word, total in zip(words, totals, strict=False)) + words[-1]
    cells = [Cell(None)] * COLUMNS
    rest = f"IF({sums[0]}=0,{refs.text(_NOTHING_YET)},{formula}&{quoted(words[-1])})"
    cells[0] = Cell(sentence if totals[0] else _NOTHING_YET.to(refs.lang), rest)
    cells[CARDS[-1]] = Cell(book.today, "TODAY()")
    return cells


def _cards(refs: AreaRefs, lines: list[list[Cell]]) -> list[list[Cell]]:
    """Return the three rows of the cards: the step, how many rows it has, how it stands."""
    rows = [[Cell(None)] * COLUMNS for _ in range(3)]
    steps, *columns = (_down(refs, col) for col in (AT_STEP, COUNT, MISSING, LATE))
    for (step, words), col in zip(STEPS.items(), CARDS, strict=True):
        rows[0][col] = Cell(f"{step}  {words.to(refs.lang)}")
        if not any(line[STEP].value == step and line[COUNT].value is not None for line in lines):
            rows[1][col], rows[2][col] = Cell(NONE), Cell(ABSENT.to(refs.lang))
            continue
        here = [line for line in lines if line[AT_STEP].value == step]
        sums = [f"SUMIF({steps},{step},{cells})" for cells in columns]
        totals = [_total(here, at) for at in (COUNT, MISSING, LATE)]
        before, between, behind = (text.to(refs.lang) for text in _CARD)
        formula = f"{quoted(before)}&{sums[1]}&{quoted(between)}&{sums[2]}&{quoted(behind)}"
        in_order = f"IF({sums[1]}+{sums[2]}=0,{refs.text(_IN_ORDER)},{formula})"
        sentence = f"{before}{as_text(totals[1])}{between}{as_text(totals[2])}{behind}"
        words_now = (
            _NOT_BEGUN.to(refs.lang)
            if not totals[0]
            else sentence
            if totals[1] + totals[2]
            else _IN_ORDER.to(refs.lang)
        )
        rows[1][col] = Cell(totals[0], sums[0])
        rows[2][col] = Cell(words_now, f"IF({sums[0]}=0,{refs.text(_NOT_BEGUN)},{in_order})")
    return rows


AREA = Area(name="home", rows=LINES_AT + ROWS, cols=COLUMNS, render=_home)

HOME = Report(
    key=HOME_KEY,
    table="",
    sheet=HOME_SHEET,
    title=Text("首页：改善六步", "Home: the six steps"),
    note=Text(
        "点表名、数字或下一步，就到那张表的那一格。缺：必填而没填的格；逾期：过了期限还没完成的",
        "A click on a name, a figure or what is next goes to its cell. Missing: required cells left blank; late: due and not done",
    ),
    areas=(AREA,),
    flow=AREA,
    with_two=tuple(AGENDAS),
    in_front=True,
)
