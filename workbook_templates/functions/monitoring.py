"""Control limits and signals as worksheet functions."""

from __future__ import annotations

from udfs.choices import choice_of, means
from udfs.lang import Lang, same
from udfs.monitoring.charts import Chart, draw
from udfs.monitoring.choices import CHARTS, DAYS_BETWEEN, DEFAULT_SET, Rule
from udfs.monitoring.choosing import choose, unsuited
from udfs.monitoring.own_rules import rules_of
from udfs.monitoring.series import LARGEST, Series, series_of
from udfs.problems import RefusalError, cells
from udfs.values import CellValue, is_blank, is_number
from workbook_templates.functions.model import Block, block, flat, sheet_function, single
from workbook_templates.lists import NO

_VALUES = block("各点的值；另给分母时为分子", "The points; the numerators where denominators are given")
_SIZES = block("分母（可省略）", "The denominators (optional)")
_CHART = single(
    "图：I-MR、p、p′、u、c、运行图、间隔天数（可省略：由数据决定）",
    "Chart: I-MR, p, p′, u, c, Run chart, Days between (optional: the data decide)",
)
_BASELINE = single("基线：前几个点（可省略：全部）", "Baseline: how many of the first points (optional: all)")
_PHASES = block("各点的阶段，空白为延续上一个（可省略）", "The phase of each point, blank continues it (optional)")
_EXCLUDED = block("排除的点填“是”（可省略）", "Yes at each point that does not count (optional)")

# Another sign is nearer at hand than the prime.
_SPELLINGS = {"p'": "p′", "p’": "p′", "xmr": "I-MR", "imr": "I-MR"}


@sheet_function(
    "控制图的中心线、下限、上限，每点一行（按移动极差或计数的波动，不用标准差）",
    "Centre line, lower and upper control limit, a row for each point (from moving ranges or counts, never the standard deviation)",
    same("=KZ_LIMITS(B2:B31)"),
    values=_VALUES,
    denominators=_SIZES,
    chart=_CHART,
    baseline=_BASELINE,
    phases=_PHASES,
    excluded=_EXCLUDED,
)
def kz_limits(
    values: Block,
    denominators: Block | None = None,
    chart: CellValue = None,
    baseline: CellValue = None,
    phases: Block | None = None,
    excluded: Block | None = None,
    language: Lang = "zh",
) -> Block:
    """Return rows of (centre line, lower limit, upper limit), blank where there is none."""
    _ = language  # the answer is numbers in both
    drawn = _drawn(values, denominators, chart, baseline, phases, excluded, DEFAULT_SET.rules)
    rows = zip(drawn.centre, drawn.drawn_lower, drawn.drawn_upper, strict=True)
    return [["" if figure is None else figure for figure in row] for row in rows]


@sheet_function(
    "控制图的异常：每点写出哪些判异规则成立；不能判定时说明原因",
    "Signals of a control chart: for each point the rules that point at it; where nothing can be judged, why",
    same("=KZ_SIGNALS(B2:B31)"),
    values=_VALUES,
    denominators=_SIZES,
    chart=_CHART,
    rules=single(
        "规则集：界外、默认、八大判异、NHS，或编号如 1,2,5（可省略）",
        "Rules: Outside only, Default, All eight, NHS, or codes such as 1,2,5 (optional)",
    ),
    baseline=_BASELINE,
    phases=_PHASES,
    excluded=_EXCLUDED,
)
def kz_signals(
    values: Block,
    denominators: Block | None = None,
    chart: CellValue = None,
    rules: CellValue = None,
    baseline: CellValue = None,
    phases: Block | None = None,
    excluded: Block | None = None,
    language: Lang = "zh",
) -> Block:
    """Return one text per point; the first point of a phase that is not judged says why."""
    chosen = rules_of(rules)
    if chosen is None:
        raise RefusalError(cells.OPTION_UNKNOWN)
    drawn = _drawn(values, denominators, chart, baseline, phases, excluded, chosen)
    words = {place: [rule.name.to(language) for rule in pointed] for place, pointed in drawn.rules_at().items()}
    for phase in drawn.phases:
        if phase.note is not None and not phase.is_judged and drawn.series.counted_in(phase.stage):
            words[phase.stage.start] = [phase.note.to(language)]
    between = "；" if language == "zh" else "; "
    return [[between.join(words.get(place, ()))] for place in range(len(drawn.series))]


def _drawn(
    values: Block,
    denominators: Block | None,
    chart: CellValue,
    baseline: CellValue,
    phases: Block | None,
    excluded: Block | None,
    rules: tuple[Rule, ...],
) -> Chart:
    numbers = _numbers(values)
    series = series_of(
        numbers,
        denominators=None if denominators is None else _numbers(denominators),
        phases=None if phases is None else flat(phases),
        excluded=None if excluded is None else [not _is_no(cell) for cell in flat(excluded)],
        baseline=_first(baseline, len(numbers)),
    )
    names = [name for words in CHARTS for name in words]
    wanted = "" if is_blank(chart) else choice_of(chart, names, _SPELLINGS)
    if wanted is None:
        raise RefusalError(cells.OPTION_UNKNOWN)
    asked = next((words for words in CHARTS if wanted in words), CHARTS[0])
    if asked == DAYS_BETWEEN:
        # Here the points are the days themselves, not the counts of each day.
        return _of_days(series, rules)
    if asked != CHARTS[0] and unsuited(series, asked) is not None:
        raise RefusalError(cells.CHART_DATA)
    return draw(series, choose(series, None, asked).chart, rules)


def _of_days(series: Series, rules: tuple[Rule, ...]) -> Chart:
    if any(value is not None and value < 0 for value in series.values):
        raise RefusalError(cells.CHART_DATA)
    return draw(series, DAYS_BETWEEN, rules)


def _numbers(given: Block) -> list[CellValue]:
    numbers = flat(given)
    if any(not is_blank(cell) and not (is_number(cell) and abs(cell) <= LARGEST) for cell in numbers):
        raise RefusalError(cells.NUMBER_EXPECTED)
    return numbers


def _first(baseline: CellValue, size: int) -> list[bool] | None:
    if is_blank(baseline):
        return None
    if not is_number(baseline) or baseline < 1 or baseline != int(baseline):
        raise RefusalError(cells.OPTION_UNKNOWN)
    return [place < baseline for place in range(size)]


def _is_no(cell: CellValue) -> bool:
    return is_blank(cell) or cell is False or (is_number(cell) and cell == 0) or means(cell, NO)
