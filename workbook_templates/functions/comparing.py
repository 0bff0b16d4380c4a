"""Growth rates, changes in words, 同比 and 环比 per working day, as worksheet functions."""

from __future__ import annotations

from datetime import date, timedelta

from udfs.comparing.amounts import Kind, Point
from udfs.comparing.bases import Against
from udfs.comparing.columns import growth_rates
from udfs.comparing.comparison import Comparison, compare, latest_period
from udfs.comparing.growth import PERCENT, growth
from udfs.comparing.periods import Unit, period_of, spacing
from udfs.lang import Lang, Text, same
from udfs.problems import RefusalError, cells
from udfs.rounding import rounded
from udfs.rules import FIRST_DAY, LAST_DAY
from udfs.statistics.results import Scale
from udfs.values import CellValue, as_text, is_blank, is_number, trim
from workbook_templates.functions.model import Block, block, flat, over_cells, sheet_function, single
from workbook_templates.functions.planning import HOLIDAYS, WEEK, day_of_argument, on_weekdays, working

Cells = list[CellValue]

_ANSWERS = 4
_DIGITS = 6
# The calendar holds the base of the first day as well: two years and the weeks around.
_BEFORE = timedelta(days=800)

_DAYS = block("日期，一列：按日、按周或按月各一行", "Days, a column: a row for each day, week or month")
_VALUES = block("数值，一列；占比、均值填分子", "Values, a column; of shares and means the numerators")
_DENOMINATORS = block(
    "分母，一列（可省略）；给出时先各自相加再相除",
    "Denominators, a column (optional): both are added up, then divided",
)
_DAY = single("所看期间中的任一天（可省略：最后一期）", "Any day of the period (optional: the last one)")
_UNIT = single("日、周、月、季或年（可省略：月）", "day, week, month, quarter or year (optional: month)")


@sheet_function(
    "增长率：0.25 为增长 25%；给出工作日数时按每工作日比；上期为 0 或负数时直说，不相除",
    "Growth rate: 0.25 is 25% more, per working day where days are given; a base of 0 or below is said, not divided by",
    same("=KZ_GROWTH(130,120,16,19)"),
    value=over_cells("本期数", "Figure of the period"),
    base_value=over_cells("上期数", "Figure of the base"),
    workdays=over_cells("本期工作日数（可省略）", "Working days of the period (optional)"),
    base_workdays=over_cells("上期工作日数（可省略）", "Working days of the base (optional)"),
    smallest=single(
        "上期少于此数时只写个数，如 3→5（可省略）", "Below such a base counts are shown, as 3→5 (optional)"
    ),
)
def kz_growth(
    value: Cells, base_value: Cells, workdays: Cells | None = None, base_workdays: Cells | None = None,
    smallest: CellValue = None, language: Lang = "zh",
) -> Cells:  # fmt: skip
    """Return the growth rate of each row, or why there is none; blank while a figure is missing."""
    nothing: Cells = [None] * len(value)
    least = 0.0 if is_blank(smallest) else smallest
    if not is_number(least):
        raise RefusalError(cells.NUMBER_EXPECTED)
    days = (workdays or nothing, base_workdays or nothing)
    return growth_rates(value, base_value, *days, language, smallest=least)


@sheet_function(
    "变化的说法：单位为 % 时百分点和相对变化都写（5→3 为 −2 个百分点，相对 −40%）",
    "A change in words: with the unit % both points and the relative change (5 to 3: −2 points, relative −40%)",
    same('=KZ_CHANGE(3,5,"%")'),
    value=over_cells("本期数", "Figure of the period"),
    base_value=over_cells("上期数", "Figure of the base"),
    measure_unit=single(
        "单位，如 天（可省略）；% 表示数字 5 即 5%，0.05 请写 占比",
        "The unit, such as days (optional); with % the number 5 means 5%; for 0.05 write share",
    ),
)
def kz_change(value: Cells, base_value: Cells, measure_unit: CellValue = None, language: Lang = "zh") -> Cells:
    """Return each change in words; blank while a figure is missing."""
    unit = trim(as_text(measure_unit)).replace("％", PERCENT)
    scale: Scale = "share" if unit.casefold() in Text("占比", "share") else "number"
    answers: Cells = []
    for now, before in zip(value, base_value, strict=True):
        if is_blank(now) or is_blank(before):
            answers.append("")
        elif is_number(now) and is_number(before):
            compared = growth(float(now), float(before), scale=scale, unit=unit)
            answers.append(compared.words.to(language))
        else:
            answers.append(cells.NUMBER_EXPECTED.what.to(language))
    return answers


@sheet_function(
    "同比（四列）：本期、上年、增长率、说明；数量按每工作日，1–2 月合并，未完的期间取相同工作日数",
    "On the year before (four columns): figure, base, growth, words; sums per working day, January with February, equal parts",
    same("=KZ_YOY(A2:A400,B2:B400)"),
    days=_DAYS,
    figures=_VALUES,
    denominators=_DENOMINATORS,
    day_in=_DAY,
    period_unit=_UNIT,
    aligned=single("TRUE 则按距除夕的天数对齐（可省略）", "TRUE to align by days from Lunar New Year's Eve (optional)"),
    holidays=HOLIDAYS,
    week=WEEK,
)
def kz_yoy(
    days: Block, figures: Block, denominators: Block | None = None, day_in: CellValue = None,
    period_unit: CellValue = None, aligned: CellValue = None, holidays: Block | None = None, week: CellValue = None,
    language: Lang = "zh",
) -> Block:  # fmt: skip
    """Return a row of (figure, base, growth rate or why there is none, the comparison in words)."""
    against = Against.SPRING if aligned == 1 else Against.YEAR_BEFORE
    return _compared(days, figures, denominators, day_in, period_unit, against, holidays, week, language)


@sheet_function(
    "环比（四列）：本期、上期、增长率、说明；数量按每工作日，按日时比上周同一星期几",
    "On the period before (four columns): figure, base, growth, words; sums per working day, days by the same weekday",
    same("=KZ_MOM(A2:A400,B2:B400)"),
    days=_DAYS,
    figures=_VALUES,
    denominators=_DENOMINATORS,
    day_in=_DAY,
    period_unit=_UNIT,
    holidays=HOLIDAYS,
    week=WEEK,
)
def kz_mom(
    days: Block, figures: Block, denominators: Block | None = None, day_in: CellValue = None,
    period_unit: CellValue = None, holidays: Block | None = None, week: CellValue = None, language: Lang = "zh",
) -> Block:  # fmt: skip
    """Return a row of (figure, base, growth rate or why there is none, the comparison in words)."""
    return _compared(days, figures, denominators, day_in, period_unit, Against.PREVIOUS, holidays, week, language)


def _compared(
    days: Block, figures: Block, denominators: Block | None, day_in: CellValue, period_unit: CellValue,
    against: Against, holidays: Block | None, week: CellValue, lang: Lang,
) -> Block:  # fmt: skip
    points, unit = _points(days, figures, denominators), _unit(period_unit)
    every = spacing(point.day for point in points)
    period = latest_period(points, unit, every) if is_blank(day_in) else period_of(_day(day_in), unit)
    if period is None:
        return [[""] * _ANSWERS]
    calendar = on_weekdays(working(holidays, [max(FIRST_DAY, period.first - _BEFORE), period.last]), week)
    return [_row(compare(points, period, unit, against, _kind(points), calendar, every=every), lang)]


def _kind(points: list[Point]) -> Kind:
    """Return how figures come together, as far as they show it: parts of a whole are shares, whole numbers are counts."""
    if all(point.denominator is None for point in points):
        return Kind.COUNT if all(point.value.is_integer() for point in points) else Kind.SUM
    return Kind.SHARE if all(0 <= point.value <= (point.denominator or 0) for point in points) else Kind.MEAN


def _row(compared: Comparison, lang: Lang) -> Cells:
    grown = compared.growth
    figures = ["" if figure is None else rounded(figure, _DIGITS) for figure in (grown.value, grown.base)]
    refusal = "" if grown.refusal is None else grown.refusal.to(lang)
    rate = refusal if grown.rate is None else rounded(grown.rate, _DIGITS)
    return [*figures, rate, compared.words.to(lang)]


def _unit(value: CellValue) -> Unit:
    if is_blank(value):
        return Unit.MONTH
    word = trim(as_text(value)).casefold()
    unit = next((unit for unit in Unit if word in unit.value), None)
    if unit is None:
        raise RefusalError(cells.OPTION_UNKNOWN)
    return unit


def _day(value: CellValue) -> date:
    day = day_of_argument(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise RefusalError(cells.DATE_EXPECTED)
    return day


def _points(days: Block, figures: Block, denominators: Block | None) -> list[Point]:
    """Return the rows that have a day and a figure; of those with denominators the ones that have both."""
    listed, values = flat(days), flat(figures)
    below = [1.0] * len(values) if denominators is None else flat(denominators)
    if not len(listed) == len(values) == len(below):
        raise RefusalError(cells.SHAPES_DIFFER)
    points: list[Point] = []
    for day, value, denominator in zip(listed, values, below, strict=True):
        if is_blank(day) or is_blank(value) or is_blank(denominator):
            continue
        if not (is_number(value) and is_number(denominator)):
            raise RefusalError(cells.NUMBER_EXPECTED)
        points.append(Point(_day(day), float(value), None if denominators is None else float(denominator)))
    return points
