"""The sheet 帕累托: the few labels of a column that carry most of the weight, in a native chart that follows the numbers.

Commands write which labels there are; how often each occurs is a formula over the table wherever formulas can count it, and
order, shares and marks are formulas over those counts: what is typed later is counted at once, a new label as 其他.
"""

from __future__ import annotations

from udfs.lang import Count, Lang, Text
from udfs.problems import RefusalError
from udfs.statistics.pareto import SPLIT_OTHER, SUM_PLACES, must_split_other
from udfs.values import Cell, CellValue, as_text, day_of
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import once_changed, quoted
from workbook_templates.pareto_settings import FROM, OF_PARETO, PARETO_KEY
from workbook_templates.reports.model import Curve, Report
from workbook_templates.reports.pareto_counting import NAMED, Drawn, counting, drawn
from workbook_templates.reports.pareto_source import OTHER, UNFILLED, Choice, label_of
from workbook_templates.settings import SETTINGS

ROWS = NAMED + 1
VITAL = "★"
TOTAL_WORD = Text("合计", "Total")
KEY_FEW, REST = Text("关键少数", "Vital few"), Text("其余", "Others")
CUMULATIVE, LINE = Text("累计占比", "Cumulative share"), Text("80%", "80%")
BEFORE, AFTER = Text("前", "Before"), Text("后", "After")
_NOT_COMPARED = Text("后（未对比）", "After (not compared)")
_NO_DATA = Text("没有可以计的行", "No rows to count")
_ROWS_COUNTED = Text("行数", "number of rows")
_CHANGED = Text(
    "▲ 选项已改：请运行“帕累托”，图表才会跟着变", "▲ The choices have changed: run “Pareto” to let the chart follow"
)
_FOLLOWS = Text("数量随表格变化", "The counts follow the table")
_AS_OF = Text("数量由命令写入，截至 {day}", "Counts written by a command, as of {day}")
_JOINED = Text("“其他”含 {count} 项", "Other stands for {count:label/labels}")
_BLANKS = Text("未填 {count} 行", "{count:row/rows} without a label")
_UNDATED = Text("没有日期、没有计入的 {count} 行", "{count:row/rows} without a date not counted")
_UNCOUNTED = Text("不是数、没有计入的 {count} 格", "{count:cell/cells} without a number not counted")
# Labels of the chart are no longer than this.
_SHORT: dict[Lang, int] = {"zh": 14, "en": 26}
# Sums of money differ in their last digits from program to program: so much of the total is no difference.
_TOLERANCE = "1E-11"

Render = list[list[Cell]]


# --- the areas -------------------------------------------------------------------------------------------------------


def _slots(book: Context, refs: AreaRefs) -> Render:
    """Return label, before, after and rank of each label that is named; equal counts stand in the order of the slots."""
    shown = book.once(drawn)
    blank = [[Cell(None)] * 4]
    if isinstance(shown, RefusalError):
        return blank * NAMED
    counted, unfilled = counting(book, shown, refs), UNFILLED.to(refs.lang)
    rows: Render = []
    for at, (label, *counts) in enumerate(shown.counts.lines):
        cells = [Cell(label)]
        for part, count in enumerate(counts[: 1 + shown.compares]):
            formula = None
            if counted is not None:
                formula = counted.of_blank(part) if label == unfilled else counted.of_label(refs.cell(at, 0), part)
            cells.append(Cell(count, formula))
        cells += [Cell(None)] * (3 - len(cells))
        here, all_, so_far = refs.cell(at, 1), f"{refs.cell(0, 1)}:{refs.cell(NAMED - 1, 1)}", refs.cell(0, 1)
        rank = f"SUMPRODUCT(ISNUMBER({all_})*({all_}>{here}))+SUMPRODUCT(--({so_far}:{here}={here}))"
        rows.append([*cells, Cell(at + 1, rank)])
    return rows + blank * (NAMED - len(rows))


def _total(book: Context, refs: AreaRefs) -> Render:
    """Return the row of sums, above the labels."""
    shown, words = book.once(drawn), Cell(TOTAL_WORD.to(refs.lang))
    if isinstance(shown, RefusalError):
        return [[Cell(None), words, *[Cell(None)] * 6]]
    counted, (before, after) = counting(book, shown, refs), shown.totals
    first = Cell(before, counted.of_all(0) if counted else None)
    here, there = refs.cell(0, 2), refs.cell(0, 6)
    share = Cell(1 if before else "", f'IF({here}>0,1,"")')
    if not shown.compares:
        return [[Cell(None), words, first, share, *[Cell(None)] * 4]]
    second, more = Cell(after, counted.of_all(1) if counted else None), Cell(after - before, f"{there}-{here}")
    return [[Cell(None), words, first, share, Cell(None), Cell(None), second, more]]


def _figures(book: Context, _refs: AreaRefs) -> Render:
    """Return how many labels are named, and what 其他 comes to before and after."""
    shown = book.once(drawn)
    named, rest = (0, (0.0, 0.0)) if isinstance(shown, RefusalError) else (len(shown.counts.lines), shown.counts.other)
    slots, total = SLOTS_NAME, TOTAL_NAME
    others = [
        Cell(rest[part], f"MAX(0,ROUND(SUM(INDEX({total},1,{col}))-SUM(INDEX({slots},0,{2 + part})),{SUM_PLACES}))")
        for part, col in enumerate((3, 7))
    ]
    return [[Cell(named, f"COUNT(INDEX({slots},0,4))"), *others]]


def _table(book: Context, refs: AreaRefs) -> Render:
    """Return the labels in order: number, label, count, share, cumulative share, mark, count after and difference."""
    shown = book.once(drawn)
    compares = not isinstance(shown, RefusalError) and shown.compares
    return [_line(shown, refs, at, compares=compares) for at in range(ROWS)]


def _line(shown: Drawn | RefusalError, refs: AreaRefs, at: int, *, compares: bool) -> list[Cell]:
    lines = [] if isinstance(shown, RefusalError) else shown.lines
    item, count, after = refs.cell(at, 1), refs.cell(at, 2), refs.cell(at, 6)
    first, total, place = refs.cell(0, 2), f"INDEX({TOTAL_NAME},1,3)", f"MATCH({at + 1},INDEX({SLOTS_NAME},0,4),0)"
    named = f"INDEX({FIGURES_NAME},1,1)"
    rest, rest_after = (f"INDEX({FIGURES_NAME},1,{col})" for col in (2, 3))
    is_other = f"AND({at + 1}={named}+1,{rest}+{rest_after}>0)"

    def either(of_label: int, of_other: str) -> str:
        in_slot = f"INDEX({SLOTS_NAME},{place},{of_label})" if at < NAMED else '""'
        return f'IF({at + 1}<={named},{in_slot},IF({is_other},{of_other},""))'

    def unless_blank(formula: str) -> str:
        return f'IF({item}="","",{formula})'

    before_it = f"SUM({first}:{count})-{count}"
    is_vital = f"AND({at + 1}<={named},5*({before_it})<4*{total}*(1-{_TOLERANCE}))"
    values: list[CellValue] = [""] * 8
    if at < len(lines) and isinstance(shown, Drawn):
        label, before, later = lines[at]
        whole = shown.totals[0]
        values = [at + 1, label, before, before / whole if whole else 0, shown.ranking.shares[at]]
        values += [VITAL if shown.ranking.vital[at] else "", later, round(later - before, SUM_PLACES)]
    formulas = [
        unless_blank(str(at + 1)),
        either(1, refs.text(OTHER)),
        either(2, rest),
        unless_blank(f"IF({total}>0,{count}/{total},0)"),
        unless_blank(f"IF({total}>0,SUM({first}:{count})/{total},0)"),
        unless_blank(f'IF({is_vital},{quoted(VITAL)},"")'),
        either(3, rest_after),
        unless_blank(f"ROUND({after}-{count},{SUM_PLACES})"),
    ]
    cells = [Cell(value, formula) for value, formula in zip(values, formulas, strict=True)]
    return cells if compares else [*cells[:6], Cell(None), Cell(None)]


def _chart(book: Context, refs: AreaRefs) -> Render:
    """Return what the chart shows: short label, vital few, others, cumulative share, the 80% line, and the count after."""
    shown = book.once(drawn)
    lines = [] if isinstance(shown, RefusalError) else shown.lines
    compares = not isinstance(shown, RefusalError) and shown.compares
    rows: Render = []
    longest = _SHORT[refs.lang]
    for at in range(ROWS):
        item, count, reached, mark, after = (f"INDEX({TABLE_NAME},{at + 1},{col})" for col in (2, 3, 5, 6, 7))
        values: list[CellValue] = [""] * 6
        if at < len(lines) and isinstance(shown, Drawn):
            label, before, later = lines[at]
            vital = shown.ranking.vital[at]
            values = [
                label if len(label) <= longest else label[: longest - 1] + "…",
                before if vital else "",
                "" if vital else before,
            ]
            values += [shown.ranking.shares[at], 0.8, later]
        formulas = [
            f'IF(LEN({item})>{longest},LEFT({item},{longest - 1})&"…",{item})',
            f'IF({mark}="","",{count})',
            f'IF({mark}="",{count},"")',
            reached,
            f'IF({item}="","",0.8)',
            after,
        ]
        cells = [Cell(value, formula) for value, formula in zip(values, formulas, strict=True)]
        rows.append(cells if compares else [*cells[:5], Cell(None)])
    return rows


def _head(book: Context, refs: AreaRefs) -> Render:
    """Say what is counted, and how; what is wrong with 其他; and whether the choices have changed since."""
    shown, lang = book.once(drawn), refs.lang
    if isinstance(shown, RefusalError):
        return [[Cell(shown.finding.what(lang))], [Cell(shown.finding.fix(lang))], [Cell(None)], [_changed(book, refs)]]
    has_rows = bool(shown.lines)
    split = has_rows and must_split_other(shown.ranking, OTHER.to(lang))
    total, named = f"SUM(INDEX({TOTAL_NAME},1,3))", f"SUM(INDEX({SLOTS_NAME},0,2))"
    words = f"▲ {SPLIT_OTHER.to(lang)}"
    formula = f'IF({total}>0,IF(5*{named}<4*{total}*(1-{_TOLERANCE}),{quoted(words)},""),"")'
    described = describe(shown.source.choice).to(lang)
    return [
        [Cell(described)],
        [Cell(_notes(book, shown, refs) if has_rows else _NO_DATA.to(lang))],
        [Cell(words if split and shown.totals[0] else "", formula)],
        [_changed(book, refs)],
    ]


def describe(choice: Choice) -> Text:
    """Say what is counted."""
    column = label_of(choice.table, choice.column)
    amount = label_of(choice.table, choice.amount) if choice.amount else None
    zh = f"{choice.table.sheet.zh} · {column.zh} · {f'合计“{amount.zh}”' if amount else _ROWS_COUNTED.zh}"
    en = f"{choice.table.sheet.en}, {column.en}: {f'sum of {amount.en}' if amount else _ROWS_COUNTED.en}"
    if choice.issue:
        zh, en = f"{zh} · 问题 {choice.issue}", f"{en}, issue {choice.issue}"
    if choice.start:
        days = label_of(choice.table, choice.days)
        zh = f"{zh} · 按“{days.zh}”分前后，{choice.start} 起为后"
        en = f"{en}, before and after {choice.start} by {days.en}"
    return Text(zh, en)


def _notes(book: Context, shown: Drawn, refs: AreaRefs) -> str:
    counted_source = shown.source
    bad = (
        len(counted_source.negative)
        + len(counted_source.no_numbers)
        + sum(key == counted_source.choice.amount for key, _ in counted_source.errors)
    )
    notes = [_FOLLOWS if counting(book, shown, refs) else _AS_OF]
    counted = (
        (_JOINED, shown.counts.joined),
        (_BLANKS, counted_source.blank),
        (_UNDATED, counted_source.undated),
        (_UNCOUNTED, bad),
    )
    texts = [note.to(refs.lang).format(day=book.today) for note in notes]
    texts += [note.to(refs.lang).format(count=Count(count)) for note, count in counted if count]
    return Text("；", "; ").to(refs.lang).join(texts)


def _changed(book: Context, refs: AreaRefs) -> Cell:
    """Return the warning that what is chosen is no longer what was drawn."""
    names = [setting for setting in OF_PARETO if setting is not FROM]
    if "causes" in book.tables:
        names.append(SETTINGS["fishbone_issue"])
    start = book.settings.values[FROM.key]
    day = day_of(start)
    drawn_from = f"{day.year * 10000 + day.month * 100 + day.day}" if day else as_text(start)
    chosen = "|".join([*(as_text(book.settings.values[setting.key]) for setting in names), drawn_from])
    cell = FROM.name
    dated = f'IFERROR(IF({cell}="","",YEAR({cell})*10000+MONTH({cell})*100+DAY({cell})),{cell}&"")'
    now = '&"|"&'.join([*(setting.name for setting in names), dated])
    return Cell("", once_changed(now, chosen, refs.text(_CHANGED)))


def _after(book: Context, refs: AreaRefs) -> Render:
    """Return what the chart calls the counts after."""
    shown = book.once(drawn)
    compares = not isinstance(shown, RefusalError) and shown.compares
    return [[Cell((AFTER if compares else _NOT_COMPARED).to(refs.lang))]]


SLOTS_NAME, TOTAL_NAME, FIGURES_NAME, TABLE_NAME = "pareto_slots", "pareto_total", "pareto_figures", "pareto_table"
HEAD = Area(name="pareto_head", rows=4, cols=1, render=_head)
SLOTS = Area(name=SLOTS_NAME, rows=NAMED, cols=4, render=_slots)
FIGURES = Area(name=FIGURES_NAME, rows=1, cols=3, render=_figures)
TOTAL = Area(name=TOTAL_NAME, rows=1, cols=8, render=_total)
TABLE = Area(name=TABLE_NAME, rows=ROWS, cols=8, render=_table)
CHART = Area(name="pareto_chart", rows=ROWS, cols=6, render=_chart)
NAME_AFTER = Area(name="pareto_after", rows=1, cols=1, render=_after)
CURVE = Curve(area=CHART, lines=(KEY_FEW, REST, CUMULATIVE, LINE, AFTER))

PARETO = Report(
    key=PARETO_KEY,
    table="causes",
    with_all=("issues", "plans"),
    sheet=Text("帕累托", "Pareto"),
    title=Text("帕累托图", "Pareto chart"),
    note=Text(
        "从多到少排列；累计到 80% 为止（含越过 80% 的一项）是关键少数，标 ★；米黄色格可改，改后运行命令“帕累托”",
        "From the largest down; the vital few (★) reach 80% together, the one that passes 80% included; change the cream cells, "
        "then run the command “pareto”",
    ),
    areas=(HEAD, SLOTS, TOTAL, FIGURES, TABLE, NAME_AFTER, CHART),
    curve=CURVE,
)
