"""The sheet 对比: the last periods of a measure with 同比 and 环比, its groups, and what native charts show of both."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.comparing.amounts import ADDED, Amount
from udfs.comparing.comparison import Comparison
from udfs.comparing.growth import signed
from udfs.comparing.periods import Period, Unit
from udfs.comparing.pictures import MOST_SLICES
from udfs.lang import Lang, Text
from udfs.values import Cell, CellValue, as_text
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import once_changed, quoted
from workbook_templates.monitoring_settings import COMPARISON_KEY, OF_COMPARISON
from workbook_templates.reports.comparison_shown import GROUPS, ROWS, Shown, shown
from workbook_templates.reports.model import Plot, Report

COLUMNS = 8
_SENTENCES = 3
HEAD_ROWS = _SENTENCES + 1
PERIOD, TOTAL, DAYS, NOW = (
    Text("期间", "Period"),
    Text("合计", "Total"),
    Text("工作日", "Working days"),
    Text("数值", "Figure"),
)
CASES, BEFORE, YEAR = Text("分子/分母", "Of cases"), Text("上期", "Period before"), Text("上年同期", "Year before")
YOY, MOM, REMARK = Text("同比", "On year"), Text("环比", "On period"), Text("说明", "Remark")
PER_WORKDAY, PER_DAY = Text("每工作日", "Per working day"), Text("每天", "Per day")
CALENDAR_DAYS, GROUP, SHARE = Text("天数", "Days"), Text("分组", "Group"), Text("占比", "Share")
_OF_PERIOD = Text("{period}　各组对比", "{period}: groups")
_PARTS = Text("{period}　构成", "{period}: parts")
_MORE = Text("　另有 {count} 组未列出", " ({count} more not shown)")
_NO_PIE = Text("不画饼图：{why}", "No pie: {why}")
_BELOW = Text("　有负数，柱从 0 起，负数看下表", " (columns begin at 0: see the table for what is below)")
_ALONE = Text("{period}　没有分组，与上期比", "{period}: no groups, against the period before")

_BY = Text("{title}（{unit}）· 按{by}", "{title} ({unit}), by {by}")
_CHANGED = Text("　▲ 选项已改：请运行“对比”", "  ▲ The choices have changed: run “Compare”")

Render = list[list[Cell]]


def _head(book: Context, refs: AreaRefs) -> Render:
    """Say what is shown, how the latest period compares, and whether the choices have changed since."""
    sheet = book.once(shown)
    rows: list[Cell] = []
    if isinstance(sheet, Text):
        rows = [_or_changed(book, refs, sheet.to(refs.lang))]
    else:
        title = _BY.to(refs.lang).format(
            title=sheet.line.title, unit=sheet.own.label or "—", by=sheet.unit.value.to(refs.lang)
        )
        rows = [_or_changed(book, refs, title), *(Cell(words.to(refs.lang)) for words in sheet.sentences)]
    return [[cell] for cell in (*rows, *[Cell(None)] * (HEAD_ROWS - len(rows)))]


def _or_changed(book: Context, refs: AreaRefs, words: str) -> Cell:
    chosen = "|".join(as_text(book.settings.values[setting.key]) for setting in OF_COMPARISON)
    now = '&"|"&'.join(setting.name for setting in OF_COMPARISON)
    warning = once_changed(now, chosen, refs.text(_CHANGED))
    return Cell(words, warning and f"{quoted(words)}&{warning}")


def _titles(book: Context, refs: AreaRefs) -> Render:
    """Return the headings of the periods."""
    sheet = book.once(shown)
    total, days, figure = named(sheet)
    return [[Cell(words.to(refs.lang)) for words in (PERIOD, total, days, figure, YEAR, YOY, MOM, REMARK)]]


def named(sheet: Shown | Text) -> tuple[Text, Text, Text]:
    """Return the headings of sum, days and figure: what they are depends on how the measure is put together."""
    if isinstance(sheet, Text) or not sheet.adds_up:
        return CASES, DAYS, NOW
    days = CALENDAR_DAYS if sheet.own.every_day else DAYS
    if sheet.unit is Unit.DAY:
        return TOTAL, days, NOW
    return TOTAL, days, PER_DAY if sheet.own.every_day else PER_WORKDAY


def _table(book: Context, refs: AreaRefs) -> Render:
    """Return the last periods, the oldest first."""
    sheet = book.once(shown)
    blank = [Cell(None) for _ in range(COLUMNS)]
    if isinstance(sheet, Text):
        return [blank] * ROWS
    rows = [
        [
            Cell(short(point.period, sheet.unit, refs.lang)),
            Cell(_whole(sheet, point.compared.now)),
            Cell(_days(sheet, point.compared.now)),
            Cell(sheet.figure(point.value)),
            Cell(sheet.figure(point.year_before)),
            Cell(_change(point.compared, refs.lang)),
            Cell(_change(previous, refs.lang)),
            Cell(_remark(previous, refs.lang) or None),
        ]
        for point, previous in zip(sheet.trend, sheet.previous, strict=True)
    ]
    return rows + [blank] * (ROWS - len(rows))


def short(period: Period, unit: Unit, lang: Lang) -> str:
    """Return what a period is called on an axis."""
    if unit is Unit.MONTH:
        return f"{period.first:%Y-%m}"
    if unit is Unit.WEEK:
        year, week, _ = period.first.isocalendar()
        return Text(f"{year} 第{week}周", f"{year} W{week:02}").to(lang)
    return f"{period.first}"


def _days(sheet: Shown, now: Amount) -> int | None:
    """Return what a sum is divided by: the working days that have data."""
    return int(now.denominator) if sheet.adds_up and sheet.unit is not Unit.DAY and now.value is not None else None


def _whole(sheet: Shown, now: Amount) -> CellValue:
    """Return the sum, of quotients both parts."""
    if now.value is None:
        return None
    if sheet.own.kind in ADDED:
        return sheet.figure(now.total)
    return f"{now.total:,.6g}/{now.denominator:,.6g}" if now.denominator != 1 else None


def _change(compared: Comparison, lang: Lang) -> str | None:
    """Return a change as it is read: of shares in points, of few cases both counts, else per cent, or why there is none."""
    growth = compared.growth
    if growth.value is None or growth.base is None:
        return None
    if growth.refusal is not None:
        return growth.refusal.to(lang)
    if growth.counts is not None:
        return f"{growth.counts[0]}→{growth.counts[1]}"
    if growth.scale == "share" or growth.unit == "%":
        return signed((growth.difference or 0.0) / (1 if growth.scale == "share" else 100), "points").to(lang)
    return signed(growth.rate or 0.0, "share").to(lang)


def _remark(compared: Comparison, lang: Lang, known: Sequence[Text] = ()) -> str:
    """Return what has to be known of a period, or of a group, but for what is said of all of them."""
    notes = [note for note in compared.notes if note not in known]
    if compared.now.refusal is not None:
        notes.insert(0, compared.now.refusal)
    return Text("；", "; ").to(lang).join(note.to(lang) for note in notes)


def _captions(book: Context, refs: AreaRefs) -> Render:
    """Return what stands above columns and pie: of which period they are, or why there is none."""
    sheet = book.once(shown)
    cells = [Cell(None) for _ in range(COLUMNS)]
    if not isinstance(sheet, Text):
        period = sheet.previous[-1].now.period.name.to(refs.lang)
        more = len(sheet.bars) - GROUPS
        rest = _MORE.to(refs.lang).format(count=more) if more > 0 else ""
        is_below = any((figure or 0) < 0 for bar in sheet.bars for figure in (bar.value, bar.compared.base.value))
        below = _BELOW.to(refs.lang) if is_below else ""
        words = _OF_PERIOD if sheet.has_groups else _ALONE
        cells[0] = Cell(words.to(refs.lang).format(period=period) + rest + below)
        why = sheet.pie.refusal
        cells[5] = Cell(
            _PARTS.to(refs.lang).format(period=period)
            if why is None
            else _NO_PIE.to(refs.lang).format(why=why.to(refs.lang))
        )
    return [cells]


def _group_titles(book: Context, refs: AreaRefs) -> Render:
    total, days, figure = named(book.once(shown))
    return [[Cell(words.to(refs.lang)) for words in (GROUP, total, days, figure, BEFORE, SHARE, MOM, REMARK)]]


def _groups(book: Context, refs: AreaRefs) -> Render:
    """Return the groups of the latest period, the largest first."""
    sheet = book.once(shown)
    blank = [Cell(None) for _ in range(COLUMNS)]
    if isinstance(sheet, Text):
        return [blank] * GROUPS
    whole = sum(bar.compared.now.total for bar in sheet.bars)
    rows = [
        [
            Cell(bar.group),
            Cell(_whole(sheet, bar.compared.now)),
            Cell(_days(sheet, bar.compared.now)),
            Cell(sheet.figure(bar.value)),
            Cell(sheet.figure(bar.compared.base.value)),
            Cell(
                f"{bar.compared.now.total / whole:.1%}"
                if sheet.adds_up and whole > 0 and bar.value is not None
                else None
            ),
            Cell(_change(bar.compared, refs.lang)),
            Cell(_remark(bar.compared, refs.lang, known=sheet.previous[-1].notes) or None),
        ]
        for bar in sheet.bars[:GROUPS]
    ]
    return rows + [blank] * (GROUPS - len(rows))


def _pie(book: Context, _refs: AreaRefs) -> Render:
    """Return the parts, each named with its share: all of these are 100."""
    sheet = book.once(shown)
    slices = () if isinstance(sheet, Text) else sheet.pie.slices
    rows = [[Cell(f"{part.label} {part.percent}%"), Cell(part.value)] for part in slices]
    return rows + [[Cell(None), Cell(None)] for _ in range(MOST_SLICES - len(rows))]


HEAD = Area(name="compare_head", rows=HEAD_ROWS, cols=1, render=_head)
TITLES = Area(name="compare_titles", rows=1, cols=COLUMNS, render=_titles)
TABLE = Area(name="compare_table", rows=ROWS, cols=COLUMNS, render=_table)
CAPTIONS = Area(name="compare_captions", rows=1, cols=COLUMNS, render=_captions)
GROUP_TITLES = Area(name="compare_group_titles", rows=1, cols=COLUMNS, render=_group_titles)
GROUP_TABLE = Area(name="compare_groups", rows=GROUPS, cols=COLUMNS, render=_groups)
PIE = Area(name="compare_pie", rows=MOST_SLICES, cols=2, render=_pie)

COMPARISON = Report(
    key=COMPARISON_KEY,
    table="measures",
    sheet=Text("对比", "Comparison"),
    title=Text("对比：同比、环比", "Comparison with the period before and the year before"),
    note=Text(
        "合计按每工作日比（调休已计），期间长短不同也可比；占比比百分点。米黄色格可改，改后运行命令“对比”",
        "Sums are compared per working day, so that periods of different length are equals; shares in points. Change the cream "
        "cells, then run the command “compare”",
    ),
    areas=(HEAD, TITLES, TABLE, CAPTIONS, GROUP_TITLES, GROUP_TABLE, PIE),
    flow=GROUP_TABLE,
    plots=(
        Plot(area=TABLE, first=0, columns=5),
        Plot(area=GROUP_TABLE, first=0, columns=5),
        Plot(area=PIE, first=0, columns=2),
    ),
)
