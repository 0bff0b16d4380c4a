"""The demo's measures: five of them, their points counted from the export of orders, and what was made of the signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from addin.commands import demo_orders as export
from addin.commands.demo_orders import CHANGED_BEFORE, MISTAKE_BEFORE, Order, is_promotion, orders
from addin.sharing.timestamps import format_timestamp
from udfs.indicators import choices as words
from udfs.indicators.points import significant
from udfs.lang import Lang, Text, same
from udfs.levels import LEVELS
from udfs.monitoring import choices as charts
from udfs.monitoring.monitored import Settings, monitored
from udfs.monitoring.sentences import explain, figures_of
from udfs.monitoring.series import series_of
from udfs.rounding import rounded
from udfs.target import ABSOLUTE, POINTS
from udfs.values import CellValue
from workbook_templates.lists import LISTS, YES

_WANG, _LI, _ZHANG = Text("王芳", "Wang Fang"), Text("李强", "Li Qiang"), Text("张敏", "Zhang Min")
_CHEN = Text("陈涛", "Chen Tao")
_SYSTEM = Text("订单系统", "Order system")
_UNITS, _DEPARTMENTS, _NATURES = (LISTS[key].items for key in ("unit", "department", "nature"))
_BASELINE_DAYS = 60
_RUN = "R-001"
_DONE = Text(f"{export.STATUS.zh}={export.DONE.zh}", f"{export.STATUS.en}={export.DONE.en}")
_LOST = Text(f"{export.STATUS.zh}={export.LOST.zh}", f"{export.STATUS.en}={export.LOST.en}")

Row = dict[str, CellValue | Text]


class _Counted(NamedTuple):
    """A measure as it is counted from the orders of one day and group: what of each order counts, None where it does not."""

    number: str
    of: Callable[[Order], float | None]
    factor: float = 1
    is_total: bool = False
    by_warehouse: bool = False


def _if_done(value: Callable[[Order], float | None]) -> Callable[[Order], float | None]:
    return lambda order: value(order) if order.status is export.DONE else None


HANDLING, COMPLAINTS, ERRORS, SATISFACTION, LOST = (f"M-00{number}" for number in range(1, 6))
_COUNTED = (
    _Counted(HANDLING, _if_done(lambda order: order.hours)),
    _Counted(COMPLAINTS, _if_done(lambda order: order.complaint), factor=100),
    _Counted(ERRORS, _if_done(lambda order: order.errors), is_total=True, by_warehouse=True),
    _Counted(SATISFACTION, _if_done(lambda order: order.satisfaction)),
    _Counted(LOST, lambda order: order.status is export.LOST, is_total=True),
)


class _Point(NamedTuple):
    day: date
    measure: str
    group: Text | None
    numerator: float | None
    denominator: int | None
    value: float


@lru_cache(maxsize=2)
def _points(today: date) -> tuple[_Point, ...]:
    """Return every point, in the order of days, counted from the orders."""
    by_day: dict[date, list[Order]] = {}
    for order in orders(today):
        by_day.setdefault(order.ordered.date(), []).append(order)
    return tuple(point for day, placed in by_day.items() for counted in _COUNTED for point in _of(day, counted, placed))


def _of(day: date, counted: _Counted, placed: Sequence[Order]) -> Iterator[_Point]:
    for group in export.WAREHOUSES if counted.by_warehouse else (None,):
        amounts = (counted.of(order) for order in placed if group in (None, order.warehouse))
        known = [amount for amount in amounts if amount is not None]
        total = significant(fsum(known))
        if counted.is_total:
            yield _Point(day, counted.number, group, None, None, total)
        elif known:
            mean = significant(fsum(known) / len(known) * counted.factor)
            yield _Point(day, counted.number, group, total, len(known), mean)


def _baseline(today: date, number: str, first: date, last: date) -> float:
    """Return what a measure came to in the baseline period: a mean over all its orders, a count by the day."""
    points = [point for point in _points(today) if point.measure == number and first <= point.day <= last]
    counted = next(counted for counted in _COUNTED if counted.number == number)
    if counted.is_total:
        return rounded(fsum(point.value for point in points) / len({point.day for point in points}), 2)
    cases = sum(point.denominator or 0 for point in points)
    return rounded(fsum(point.numerator or 0 for point in points) / cases * counted.factor, 2)


def _measures(today: date) -> Iterator[Row]:
    first = _points(today)[0].day
    last = first + timedelta(days=_BASELINE_DAYS - 1)
    common: Row = {"frequency": words.DAILY, "source": _SYSTEM, "contact": _CHEN, "date_column": export.ORDERED}
    period: Row = {"baseline_from": first, "baseline_to": last, "reach_by": today + timedelta(days=45)}

    def row(number: str, name: Text, definition: Text, **more: CellValue | Text) -> Row:
        return {"id": number, "name": name, "definition": definition, **common, **more}

    def target(number: str, value: float) -> Row:
        return {**period, "baseline": _baseline(today, number, first, last), "target": value}

    yield row(HANDLING, Text("订单处理时长", "Time to handle an order"),
              Text("从下单到完成的小时数，只算已完成的订单", "Hours from order to completion, finished orders only"),
              area=_DEPARTMENTS[0], unit=_UNITS[2], direction=charts.LOWER, kind=charts.DURATION, owner=_WANG,
              **target(HANDLING, 22), change=ABSOLUTE, filter=_DONE, calculation=words.MEAN, value_column=export.HOURS,
              rules=charts.DEFAULT_SET.name)  # fmt: skip
    yield row(COMPLAINTS, Text("投诉率", "Complaint rate"),
              Text("有投诉的订单 ÷ 已完成的订单", "Orders with a complaint ÷ finished orders"),
              area=_DEPARTMENTS[3], unit=_UNITS[0], direction=charts.LOWER, kind=charts.RATE, owner=_ZHANG,
              **target(COMPLAINTS, 3.5), change=POINTS, filter=_DONE, calculation=words.SHARE,
              share_of=Text(f"{export.COMPLAINT.zh}={YES.zh}", f"{export.COMPLAINT.en}={YES.en}"))  # fmt: skip
    yield row(ERRORS, Text("拣货差错数", "Picking errors"),
              Text("每天每仓拣错、漏拣的件数", "Pieces picked wrongly or left out, by day and warehouse"),
              area=_DEPARTMENTS[5], unit=_UNITS[4], direction=charts.LOWER, kind=charts.COUNT, owner=_LI,
              **target(ERRORS, 2.5), change=ABSOLUTE, filter=_DONE, calculation=words.SUM, value_column=export.ERRORS,
              group_column=export.WAREHOUSE)  # fmt: skip
    # Without the kind of change and a date: the check says what is missing.
    yield row(SATISFACTION, Text("客户满意度", "Satisfaction"),
              Text("1–5 分的平均，只算打了分的订单", "Mean of the grades 1 to 5, rated orders only"),
              area=_DEPARTMENTS[3], unit=_UNITS[8], direction=charts.HIGHER, kind=charts.MEAN, owner=_ZHANG,
              **{**target(SATISFACTION, 4.3), "reach_by": None}, filter=_DONE, calculation=words.MEAN,
              value_column=export.SATISFACTION)  # fmt: skip
    yield row(LOST, Text("丢件", "Lost parcels"),
              Text("按下单日计的丢件数；很少发生，看两次之间隔几天", "Parcels lost, by day of order; rare, so the days between are looked at"),
              area=_DEPARTMENTS[5], unit=_UNITS[6], direction=charts.LOWER, kind=charts.COUNT, owner=_LI, filter=_LOST,
              calculation=words.COUNT_ROWS, chart=charts.DAYS_BETWEEN)  # fmt: skip


def _mistaken(today: date) -> date:
    """Return the day of the order that was exported in minutes."""
    return next(
        order.ordered.date() for order in orders(today) if order.ordered.date() >= _before(today, MISTAKE_BEFORE)
    )


def _before(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _data_points(today: date) -> Iterator[Row]:
    mistaken, changed = _mistaken(today), _before(today, CHANGED_BEFORE)
    started = False
    for number, point in enumerate(_points(today), 1):
        row: Row = {"id": f"D-{number:03}", "date": point.day, "measure": point.measure, "group": point.group,
                    "numerator": point.numerator, "denominator": point.denominator, "value": point.value, "source": _RUN}  # fmt: skip
        if point.measure == HANDLING and point.day >= changed and not started:
            started = True
            row["phase"] = Text("接口上线", "Interface in use")
            row["phase_reason"] = Text(
                "自动抓取接口上线，订单不再二次录入", "The interface went live: orders are no longer typed twice"
            )
        if point.measure == HANDLING and point.day == mistaken:
            row["excluded"] = words.EXCLUDED
            row["exclude_reason"] = Text(
                "有一单按分钟导出（×60），已请技术部更正",
                "One order was exported in minutes (×60); Technology corrects it",
            )
        yield row


class _Judged(NamedTuple):
    """A point outside its limits: where it is, and the limit."""

    point: _Point
    limit: float
    explanation: Text


def _outside(
    today: date, number: str, settings: Settings, unit: Text, excluded: date | None = None
) -> Iterator[_Judged]:
    """Yield the points of a measure outside the limits of its chart."""
    points = [point for point in _points(today) if point.measure == number]
    counts = settings.kind == charts.RATE
    series = series_of(
        [point.numerator if counts else point.value for point in points],
        denominators=[point.denominator for point in points] if counts else None,
        days=[point.day for point in points],
        phases=[str(number == HANDLING and point.day >= _before(today, CHANGED_BEFORE)) for point in points],
        excluded=[point.day == excluded for point in points],
    )
    result = monitored(series, settings)
    figures = figures_of(result.chart, unit)
    scale = 100 if counts else 1
    for signal in result.chart.signals:
        limits = result.chart.upper if signal.side > 0 else result.chart.lower
        limit = limits[signal.last]
        if signal.rule == charts.OUTSIDE and limit is not None:
            point = points[result.places[signal.last]]
            yield _Judged(point, rounded(limit * scale, 4), explain(result.chart, signal, figures))


def _signals(today: date) -> Iterator[Row]:
    hours = Settings(kind=charts.DURATION, direction=charts.LOWER)
    mistaken = _mistaken(today)
    mistake = next(
        (judged for judged in _outside(today, HANDLING, hours, _UNITS[2]) if judged.point.day == mistaken), None
    )
    handling = [*_outside(today, HANDLING, hours, _UNITS[2], excluded=mistaken)]
    complaints = [*_outside(today, COMPLAINTS, Settings(kind=charts.RATE, direction=charts.LOWER), same(""))]
    promoted = next((judged for judged in complaints if is_promotion(judged.point.day)), None)
    busy = next((judged for judged in reversed(handling) if is_promotion(judged.point.day)), None)
    entries: list[tuple[_Judged | None, Row]] = [
        (busy, {"evidence": Text("大促期间订单是平时的三倍，人手没有增加", "Three times the usual orders, with the usual staff"),
                "verdict": words.PROCESS_TROUBLE, "handling": Text("下次大促前排弹性班", "Flexible shifts before the next promotion"),
                "owner": _WANG, "issue": "I-012", "adjustment": "A-001"}),
        (promoted, {"evidence": Text("投诉集中在发货慢，大促结束后回到平时水平", "Complaints about late parcels; back to normal after the promotion"),
                    "verdict": words.SPECIAL_EVENT, "handling": Text("活动页注明发货时间", "The page says when parcels leave"),
                    "owner": _ZHANG, "adjustment": "A-002"}),
        (mistake, {"evidence": Text("这天有一单处理时长是平时的 60 倍，而完成时间就在次日", "One order of that day has 60 times the usual hours, though it was through the next day"),
                   "verdict": words.DATA_TROUBLE, "handling": Text("该点已排除，导出改为小时", "The point is excluded, the export now gives hours"),
                   "owner": _CHEN}),
        (next((judged for judged in reversed(handling) if judged is not busy), None), {"owner": _WANG}),
    ]  # fmt: skip
    known = sorted(((judged, rest) for judged, rest in entries if judged), key=lambda entry: entry[0].point.day)
    for number, (judged, rest) in enumerate(known, 1):
        yield {"id": f"S-{number:03}", "measure": judged.point.measure, "group": judged.point.group, "date": judged.point.day,
               "rule": charts.OUTSIDE.name, "value": judged.point.value, "limit": judged.limit,
               "explanation": judged.explanation, **rest}  # fmt: skip


def _benchmarks(today: date) -> Iterator[Row]:
    entries = (
        (HANDLING, Text("行业平均", "Industry average"), 24, words.SAME_DEFINITION, Text("行业协会季报", "Quarterly of the association"), 120),
        (HANDLING, Text("行业平均", "Industry average"), 22.5, words.SAME_DEFINITION, Text("行业协会季报", "Quarterly of the association"), 30),
        (COMPLAINTS, Text("头部平台", "Leading platform"), 1.2, words.OTHER_DEFINITION, Text("公司年报，只计升级投诉", "Annual report; escalated complaints only"), 90),
        (SATISFACTION, Text("兄弟公司", "Sister company"), 4.5, words.DEFINITION_UNCLEAR, Text("交流会", "At a meeting"), 45),
    )  # fmt: skip
    for number, (measure, name, value, same_definition, source, days) in enumerate(entries, 1):
        yield {"id": f"B-{number:03}", "measure": measure, "benchmark": name, "value": value,
               "same_definition": same_definition, "source": source, "date": _before(today, days)}  # fmt: skip


def _imports(today: date) -> Iterator[Row]:
    exported = orders(today)
    left_out = {status: sum(order.status is status for order in exported) for status in (export.CANCELLED, export.OPEN)}
    listed = [(status, count) for status, count in left_out.items() if count]
    reasons = (
        "、".join(f"{status.zh} {count} 行" for status, count in listed),
        ", ".join(f"{status.en}: {count}" for status, count in listed),
    )
    numbers = ", ".join(counted.number for counted in _COUNTED)
    yield {"id": _RUN, "when": format_timestamp(datetime.combine(today, time(9))), "who": _WANG, "file": export.FILE_NAME,
           "measures": numbers, "rows_read": len(exported), "rows_left_out": sum(left_out.values()),
           "reasons": Text(*reasons), "points_new": len(_points(today)), "points_changed": 0}  # fmt: skip


def _adjustments(today: date) -> Iterator[Row]:
    signals = {row["adjustment"]: row for row in _signals(today) if "adjustment" in row}

    def row(number: str, steps: int, **more: CellValue | Text) -> Row:
        """Return an adjustment of whose four steps so many are done, some days after its signal each."""
        signal = signals.get(number, {})
        day = signal.get("date")
        begun = day if isinstance(day, date) else _before(today, 40)
        days = [min(begun + timedelta(days=after), today) for after in (3, 6, 10, 24)]
        keys = ("analysed_on", "diagnosed_on", "changed_on", "verified_on")
        return {"id": number, "signal": signal.get("id"), **more, **dict(zip(keys[:steps], days, strict=False))}

    yield row("A-001", 3, measure=HANDLING, analysis=words.RELATED, analysed_by=_WANG, nature=_NATURES[2], severity=LEVELS[0],
              diagnosed_by=_WANG, changed_by=_LI,
              change=Text("大促前一周排弹性班，审核组从客服借 4 人",
                          "Flexible shifts a week ahead; four people from service help the reviewers"))  # fmt: skip
    yield row("A-002", 4, measure=COMPLAINTS, analysis=words.NOT_RELATED, analysed_by=_ZHANG, nature=_NATURES[3], severity=LEVELS[1],
              diagnosed_by=_ZHANG, changed_by=_CHEN, verified_by=_ZHANG,
              change=Text("活动页注明发货时间，晚发自动赔券", "The page says when parcels leave; a voucher for late ones"),
              verification=Text("抽查 50 单晚发的，都已赔券，没有再投诉",
                                "50 late parcels checked: all had their voucher, none a new complaint"))  # fmt: skip


_ROWS: Mapping[str, Callable[[date], Iterable[Row]]] = {
    "measures": _measures,
    "points": _data_points,
    "signals": _signals,
    "benchmarks": _benchmarks,
    "imports": _imports,
    "adjustments": _adjustments,
}
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`, column key → value."""
    for row in _ROWS[table](today):
        yield {key: value.to(lang) if isinstance(value, Text) else value for key, value in row.items()}
