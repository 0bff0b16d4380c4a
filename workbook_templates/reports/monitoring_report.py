"""What the monitoring report says (R44): trends, problems and chances, the page of all measures, their charts, signals, data.

The words and figures are those of the sheets 监控 and 控制图.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from udfs.choices import means
from udfs.indicators.choices import FALSE_ALARM
from udfs.lang import Count, Lang, Text
from udfs.lang import listed as listing
from udfs.monitoring.choices import CHANGED, IMPROVED, MEETS, MISSES, SOMETIMES, STABLE, WORSE
from udfs.monitoring.rules import Signal
from udfs.monitoring.sentences import lately
from udfs.monitoring.wording import day_text
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.context import Context
from workbook_templates.monitoring import Line
from workbook_templates.reports import extracts
from workbook_templates.reports.blocks import (
    Block,
    Bullets,
    Column,
    ControlChart,
    Field,
    Grid,
    Heading,
    Paragraph,
    Tone,
)
from workbook_templates.reports.compared import comparisons
from workbook_templates.reports.control_chosen import named
from workbook_templates.reports.control_points import drawn, remarks
from workbook_templates.reports.monitoring_words import Row, counted, rows, signed
from workbook_templates.tables.imports import IMPORTS
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.signals import SIGNALS

# So many measures are all drawn; of more only those that need to be looked at.
FEW = 6
# So many of the latest signals of a chart are numbered and listed.
LATEST = 12
_IMPORTS = 10

_OVERVIEW, _ALL = Text("一、概况", "1. Overview"), Text("二、指标一览", "2. All measures")
_CHARTS, _OPEN = Text("三、控制图", "3. Control charts"), Text("四、未处理完的异常", "4. Open signals")
DATA = Text("五、数据的问题", "5. What is wrong with the data")
_TREND, _PROBLEM = Text("趋势：{what}。", "Trends: {what}."), Text("问题：{what}。", "Problems: {what}.")
_CHANCE = Text("机会：{what}。", "Chances: {what}.")
_NONE = Text("无", "none")
_OF_MEASURES = Text("{what}：{names}", "{what}: {names}")
_STEADY = Text("没有变化", "no change")
_WORSE = Text("正在恶化", "getting worse")
_LATELY = Text("最近出现过恶化的异常", "signals for the worse lately")
_BELOW = Text("现值没有达到目标", "short of the target now")
_OFF = Text("不改变过程就达不到目标", "cannot meet the target unless the process changes")
_CHANCE_LUCK = Text("时好时坏，缩小波动就能稳定达标", "meets its target by chance: less variation would make it sure")
_CHANCE_KEEP = Text("有改善，请固化做法并设新阶段", "improved: make the new way the standard and begin a new phase")
_CHANCE_RAISE = Text(
    "已稳定达标，可考虑提高目标或减少检查", "meets its target for sure: a higher target, or fewer checks"
)
_CHANCE_PHASE = Text("水平变了，查明原因后设新阶段", "level changed: begin a new phase once the reason is known")
_SENTENCE = Text("一句话", "In a sentence")
_NOT_DRAWN = Text(
    "最近没有异常、也没有落后于目标的不画：{names}。要画的，写在「控制图」的“看哪些指标”里。",
    "Not drawn, as nothing needs to be looked at: {names}. Name those to be drawn in “Measures to show” on Control charts.",
)
_CAPTION = Text("图 {n}　{title}：{kind} 图，{first} 至 {last}", "Figure {n}. {title}: {kind} chart, {first} to {last}")
_NUMBER, _DAY, _RULE = Text("图中号", "Mark"), Text("日期", "Date"), Text("规则", "Rule")
_MEANING, _SAYS, _REGISTER = Text("含义", "Meaning"), Text("说明", "What it says"), Text("异常编号", "No.")
_EARLIER = Text(
    "另有较早的异常 {count} 个，图中有标记，没有编号，见“异常”。",
    "{count:earlier signal is/earlier signals are} marked without a number; see Signals.",
)
_NO_OPEN = Text("没有未处理完的异常。", "No signal is open.")
_OPEN_COUNT = Text(
    "未处理完的 {count} 条：没有判定 {unjudged} 条，没有责任人 {unowned} 条。",
    "{count:signal/signals} open: {unjudged} without a verdict, {unowned} without an owner.",
)
_RUNS = Text("最近的取数", "Latest runs of “measure”")
NO_TROUBLE = Text("没有发现数据问题。", "Nothing wrong was found in the data.")
_TITLES = ("id", "name", "unit", "current", "target", "rate", "variation", "capability")
_WIDTHS = (6, 15, 6, 8, 8, 8, 9, 9)
_OPEN_COLUMNS = (
    ("id", 7), ("measure", 8), ("group", 8), ("date", 10), ("rule", 12), ("explanation", 30), ("evidence", 16), ("verdict", 10),
    ("handling", 16), ("owner", 8), ("issue", 8), ("adjustment", 8),
)  # fmt: skip
_ALWAYS = frozenset({"id", "measure", "date", "explanation", "verdict", "handling", "owner"})
_IMPORT_COLUMNS = (
    ("id", 7), ("when", 11), ("who", 8), ("file", 24), ("rows_read", 9), ("rows_left_out", 9), ("reasons", 30),
)  # fmt: skip


def overview(book: Context, lang: Lang) -> Iterator[Block]:
    """Yield how all measures stand: in figures, then by trend, problem and chance, then line by line."""
    shown = book.once(rows)
    yield Heading(_OVERVIEW.to(lang))
    yield Paragraph(counted(shown).to(lang) + Text("。", ".").to(lang), Tone.LEAD)
    trend = [(state, [row for row in shown if row.variation == state]) for state in (IMPROVED, WORSE, CHANGED, STABLE)]
    problem = [
        (_WORSE, [row for row in shown if row.variation == WORSE]),
        (_LATELY, [row for row in shown if row.variation != WORSE and _got_worse_lately(row)]),
        (_BELOW, [row for row in shown if is_number(row.rate) and row.rate < 1]),
        (_OFF, [row for row in shown if row.capability == MISSES]),
    ]
    chance = [
        (_CHANCE_KEEP, [row for row in shown if row.variation == IMPROVED]),
        (_CHANCE_PHASE, [row for row in shown if row.line and row.line.result.shifts and row.variation != IMPROVED]),
        (_CHANCE_LUCK, [row for row in shown if row.capability == SOMETIMES and row.variation == STABLE]),
        (_CHANCE_RAISE, [row for row in shown if row.capability == MEETS and row.variation == STABLE]),
    ]
    yield Bullets(tuple(
        words.to(lang).format(what=_listed(parts, lang)) for words, parts in
        ((_TREND, trend), (_PROBLEM, problem), (_CHANCE, chance))
    ))  # fmt: skip
    yield Heading(_ALL.to(lang))
    yield _page(shown, lang)


def _listed(parts: Iterable[tuple[Text, Sequence[Row]]], lang: Lang) -> str:
    named_rows = [
        _OF_MEASURES.to(lang).format(what=what.to(lang), names=_names([_title(row) for row in own], lang))
        for what, own in parts
        if own
    ]
    return Text("；", "; ").to(lang).join(named_rows) or _NONE.to(lang)


def _names(titles: Sequence[str], lang: Lang) -> str:
    return listing(titles, 8).to(lang)


def _title(row: Row) -> str:
    return row.line.title if row.line else f"{row.number} {row.name}".strip()


def _page(shown: Sequence[Row], lang: Lang) -> Grid:
    """Return the page of all measures, as on its sheet."""
    heads = [
        Column(MEASURES.column(key).label.to(lang), wide, centred=key != "name")
        for key, wide in zip(_TITLES, _WIDTHS, strict=True)
    ]
    lines = []
    for row in shown:
        states = (signed(state) for state in (row.variation, row.capability))
        lines.append((
            Field("" if row.is_group else row.number),
            Field(row.name, depth=int(row.is_group), strong=not row.is_group),
            Field(row.unit),
            Field(_figure(row.current)),
            Field(_figure(row.target)),
            Field(f"{row.rate:.0%}" if is_number(row.rate) else ""),
            *(Field(state.to(lang) if state else "", strong=row.variation == WORSE) for state in states),
            Field(row.sentence.to(lang)),
        ))  # fmt: skip
    return Grid((*heads, Column(_SENTENCE.to(lang), 58)), tuple(lines))


def _figure(value: CellValue) -> str:
    """Return a figure as the sheet shows it: without digits that the measure does not have."""
    if is_number(value):
        return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.1 or not value else f"{value:.4g}"  # noqa: PLR2004 - as the sheet
    return extracts.shown(value)


def charts(book: Context, lang: Lang) -> Iterator[Block]:
    """Yield a chart of each measure that needs to be looked at, of all where they are few, and of those that were chosen."""
    known = [row for row in book.once(rows) if row.line is not None]
    asked = book.once(named).lines
    are_few = sum(not row.is_group for row in known) <= FEW
    wanted = [row for row in known if (are_few and not row.is_group) or row.line in asked or _needs_a_look(row)]
    yield Heading(_CHARTS.to(lang), new_page=True)
    for number, row in enumerate(wanted, 1):
        assert row.line is not None  # noqa: S101 - those that are known have one
        yield from _of_line(book, row.line, number, lang)
    rest = [_title(row) for row in known if row not in wanted]
    if rest:
        yield Paragraph(_NOT_DRAWN.to(lang).format(names=_names(rest, lang)), Tone.NOTE)


def _needs_a_look(row: Row) -> bool:
    """Return whether there was a signal lately, or the target is missed."""
    return bool(_lately(row)) or row.capability == MISSES or (is_number(row.rate) and row.rate < 1)


def _lately(row: Row) -> list[Signal]:
    latest = row.line.result.status.latest if row.line else None
    return [] if row.line is None or latest is None else lately(row.line.result.chart, latest)


def _got_worse_lately(row: Row) -> bool:
    return row.line is not None and any(row.line.result.meaning(signal) == WORSE for signal in _lately(row))


def _of_line(book: Context, line: Line, number: int, lang: Lang) -> Iterator[Block]:
    result, latest = line.result, list(line.result.chart.signals[-LATEST:])
    state = signed(result.status.variation)
    yield Heading(f"{line.title}　{state.to(lang) if state else ''}", 2)
    yield Paragraph(result.sentence.to(lang))
    if compared := comparisons(book, line):
        yield Bullets(tuple(words.to(lang) for words in compared))
    if any(is_number(value) for value in result.chart.series.values):  # days alone are no line
        yield _chart(line, latest, number, lang)
    if latest:
        yield _signals(book, line, latest, lang)
    earlier = len(result.chart.signals) - len(latest)
    if earlier:
        yield Paragraph(_EARLIER.to(lang).format(count=Count(earlier)), Tone.NOTE)
    yield Paragraph(remarks(line).to(lang) + Text("。", ".").to(lang), Tone.NOTE)


def _chart(line: Line, latest: Sequence[Signal], number: int, lang: Lang) -> ControlChart:
    behind, chart = drawn(line), line.result.chart
    first = len(chart.series) - len(behind.points)
    numbers: dict[int, list[str]] = {}
    for at, signal in enumerate(latest, 1):
        if signal.at >= first:
            numbers.setdefault(signal.at - first, []).append(str(at))
    days = [float(row[0]) for row in behind.points if is_number(row[0])]
    phases = [
        (days[max(phase.stage.start - first, 0)], phase.name) for phase in chart.phases if phase.stage.stop > first
    ]
    title = _CAPTION.to(lang).format(
        n=number, title=line.title, kind=chart.kind.to(lang), first=line.days[first], last=line.days[-1]
    )
    described = [line.result.sentence, *(line.result.explained(signal) for signal in latest)]
    return ControlChart(
        tuple(name.to(lang) for name in behind.names),
        tuple(behind.points),
        tuple(behind.steps),
        {place: ",".join(marks) for place, marks in numbers.items()},
        tuple(phases) if len(phases) > 1 else (),
        title,
        Text("；", "; ").to(lang).join(words.to(lang) for words in described),
    )


def _signals(book: Context, line: Line, latest: Sequence[Signal], lang: Lang) -> Grid:
    """Return what the numbers in a chart mean, and where each is in the register."""
    heads = ((_NUMBER, 7, True), (_DAY, 11, True), (_RULE, 20, False), (_MEANING, 9, True), (_SAYS, 50, False), (_REGISTER, 9, True))  # fmt: skip
    lines = tuple(
        (
            Field(str(at)),
            Field(day_text(line.day_of(signal))),
            Field(signal.rule.name.to(lang)),
            Field(line.result.meaning(signal).to(lang), strong=line.result.meaning(signal) == WORSE),
            Field(line.result.explained(signal).to(lang)),
            Field(_registered(book, line, signal) or extracts.NO_VALUE),
        )
        for at, signal in enumerate(latest, 1)
    )
    return Grid(tuple(Column(words.to(lang), wide, centred) for words, wide, centred in heads), lines)


def _registered(book: Context, line: Line, signal: Signal) -> str:
    """Return the number that a signal has in the register; blank where it has none."""
    data = book.tables.get(SIGNALS.key)
    if data is None:
        return ""
    key, day = (line.number.casefold(), line.group.casefold()), line.day_of(signal)
    numbers = (
        plain(data["id"][row])
        for row in data.records()
        if (plain(data["measure"][row]).casefold(), plain(data["group"][row]).casefold()) == key
        and day_of(data["date"][row]) == day
        and means(data["rule"][row], signal.rule.name)
    )
    return next(numbers, "")


def open_signals(book: Context, lang: Lang) -> Iterator[Block]:
    """Yield the signals that are not done with, the latest first: without a verdict, or judged and not handled."""
    data = book.tables.get(SIGNALS.key)
    if data is None:
        return
    yield Heading(_OPEN.to(lang))
    places = [row for row in data.records() if _is_open(data["verdict"][row], data["handling"][row])]
    places.sort(key=lambda row: as_text(day_of(data["date"][row]) or ""), reverse=True)
    if not places:
        yield Paragraph(_NO_OPEN.to(lang))
        return
    unjudged, unowned = (sum(is_blank(data[key][row]) for row in places) for key in ("verdict", "owner"))
    yield Paragraph(_OPEN_COUNT.to(lang).format(count=Count(len(places)), unjudged=unjudged, unowned=unowned))
    there = {key for key, _ in extracts.used(data, places, _OPEN_COLUMNS)} | _ALWAYS
    yield extracts.grid_of(lang, data, places, [pair for pair in _OPEN_COLUMNS if pair[0] in there], extracts.NO_VALUE)


def _is_open(verdict: CellValue, handling: CellValue) -> bool:
    return is_blank(verdict) or (is_blank(handling) and not means(verdict, FALSE_ALARM))


def imports(book: Context, lang: Lang) -> Iterator[Block]:
    """Yield the latest runs of “measure”: how many rows were read, how many do not count, and why."""
    data = book.tables.get(IMPORTS.key)
    places = list(data.records())[-_IMPORTS:][::-1] if data is not None else []
    if data is not None and places:
        yield Heading(_RUNS.to(lang), 2)
        yield extracts.grid_of(lang, data, places, _IMPORT_COLUMNS, extracts.NO_VALUE)
