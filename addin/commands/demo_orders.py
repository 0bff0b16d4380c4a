"""The export that the demo's measures come from: half a year of orders of two warehouses, one row per order.

On days off fewer people handle the orders; over the Spring Festival nobody does. Promotions bring three times the orders,
a new interface makes handling quicker from one day on, and one order was exported in minutes instead of hours.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.scheduling.statutory import SPRING
from udfs.scheduling.workdays import KIND_OFF, WorkCalendar
from workbook_templates.lists import NO, YES
from workbook_templates.tables.holidays import published

FILE_NAME = Text("订单导出.csv", "order-export.csv")
NUMBER, ORDERED, FINISHED = Text("订单号", "Order no."), Text("下单时间", "Ordered at"), Text("完成时间", "Finished at")
CHANNEL, WAREHOUSE, STATUS = Text("渠道", "Channel"), Text("仓库", "Warehouse"), Text("状态", "Status")
HOURS, COMPLAINT = Text("处理时长(小时)", "Handling time (hours)"), Text("是否投诉", "Complaint")
ERRORS, SATISFACTION = Text("差错数", "Errors"), Text("满意度", "Satisfaction")
COLUMNS = (NUMBER, ORDERED, FINISHED, CHANNEL, WAREHOUSE, STATUS, HOURS, COMPLAINT, ERRORS, SATISFACTION)

DONE, CANCELLED, OPEN = Text("已完成", "Done"), Text("已取消", "Cancelled"), Text("处理中", "Open")
LOST = Text("丢件", "Lost")
WAREHOUSES = (Text("华东仓", "East"), Text("华南仓", "South"))
_CHANNELS = (Text("线上", "Online"), Text("门店", "Shop"), Text("企业客户", "Business"))

# The export ends some days ago, so that nearly all of its orders are through.
DAYS, _ENDED_BEFORE = 180, 3
# So many days before today handling went over to the new interface, and one order was exported in minutes.
CHANGED_BEFORE, MISTAKE_BEFORE = 62, 27
MINUTES = 60
_SEED = 16
_ORDERS, _ORDERS_ON_DAYS_OFF, _PROMOTED = 46, 30, 3
# 3·8, 6·18, 9·9, 11·11 and 12·12, each with the day before and after.
_PROMOTIONS = frozenset({(3, 8), (6, 18), (9, 9), (11, 11), (12, 12)})
_LOST_EVERY = 600  # orders, on the average
_OPENING, _SHOP_MINUTES = time(8), 14 * 60
_RATED, _CANCELLED, _FROM_SOUTH, _WRONG_PICK = 0.6, 0.04, 0.4, 0.03
# Hours to handle an order, and the shares of complaints: before the interface, with it, in a promotion.
_HOURS_BEFORE, _HOURS_SINCE = 22, 20
_COMPLAINTS_BEFORE, _COMPLAINTS_SINCE, _COMPLAINTS_PROMOTED = 0.05, 0.035, 0.13
_GRADES = (1, 2, 3, 4, 5)


class Order(NamedTuple):
    """A row of the export; what an order lacks is None."""

    number: str
    ordered: datetime
    finished: datetime | None
    channel: Text
    warehouse: Text
    status: Text
    hours: float | None
    complaint: bool
    errors: int
    satisfaction: int | None


class Day(NamedTuple):
    """A day as it was for the orders placed on it."""

    day: date
    is_off: bool
    is_promotion: bool
    is_new: bool


def is_promotion(day: date) -> bool:
    """Return whether a promotion was on."""
    return any(
        ((day + timedelta(days=off)).month, (day + timedelta(days=off)).day) in _PROMOTIONS for off in (-1, 0, 1)
    )


@lru_cache(maxsize=2)
def orders(today: date) -> tuple[Order, ...]:
    """Return the orders of half a year, in the order of time; a day always gives the same ones."""
    random = Random(_SEED)  # noqa: S311 - nothing secret: the demo is to look the same every time
    rows: list[Order] = []
    for day in _days(today):
        rows += _of_day(day, random)
    mistaken = today - timedelta(days=MISTAKE_BEFORE)
    at = next(i for i, row in enumerate(rows) if row.ordered.date() >= mistaken and row.hours is not None)
    rows[at] = rows[at]._replace(hours=round((rows[at].hours or 0) * MINUTES, 1))
    return tuple(_as_of(today, row, f"DD{row.ordered:%y%m%d}{i:05}") for i, row in enumerate(rows, 1))


def _as_of(today: date, row: Order, number: str) -> Order:
    """Return an order with its number; one that is not through yet lacks what only a finished one has."""
    if row.finished is None or row.finished.date() < today:
        return row._replace(number=number)
    return row._replace(
        number=number, finished=None, status=OPEN, hours=None, complaint=False, errors=0, satisfaction=None
    )


def _days(today: date) -> Iterator[Day]:
    """Yield the days on which anybody handled orders."""
    first = today - timedelta(days=DAYS + _ENDED_BEFORE - 1)
    listed = list(published(first.year))
    calendar = WorkCalendar.of([(day, kind.zh, name.zh) for day, kind, name in listed], date.min, date.max)
    closed = {day for day, kind, name in listed if name == SPRING and kind == KIND_OFF}
    for day in (first + timedelta(days=i) for i in range(DAYS)):
        if day not in closed:
            is_new = day >= today - timedelta(days=CHANGED_BEFORE)
            yield Day(day, not calendar.is_workday(day), is_promotion(day), is_new)


def _of_day(day: Day, random: Random) -> Iterator[Order]:
    usual = _ORDERS_ON_DAYS_OFF if day.is_off else _ORDERS
    count = round(random.gauss(usual * (_PROMOTED if day.is_promotion else 1), 4))
    minutes = sorted(random.randrange(_SHOP_MINUTES) for _ in range(count))
    # What all orders of a day have in common: who is there, how the carriers do.
    strain = random.gauss(1, 0.06) * (1.12 if day.is_off else 1) * (1.35 if day.is_promotion else 1)
    for minute in minutes:
        yield _order(day, datetime.combine(day.day, _OPENING) + timedelta(minutes=minute), strain, random)


def _order(day: Day, ordered: datetime, strain: float, random: Random) -> Order:
    hours = round(random.lognormvariate(0, 0.35) * strain * (_HOURS_SINCE if day.is_new else _HOURS_BEFORE), 1)
    chance = random.random()
    status = LOST if chance < 1 / _LOST_EVERY else CANCELLED if chance < _CANCELLED else DONE
    is_done = status is DONE
    since = _COMPLAINTS_SINCE if day.is_new else _COMPLAINTS_BEFORE
    complaint = random.random() < (_COMPLAINTS_PROMOTED if day.is_promotion else since)
    errors = sum(random.random() < _WRONG_PICK for _ in range(4 if day.is_promotion else 3))
    weights = (2, 3, 10, 40, 45) if day.is_new else (3, 5, 14, 42, 36)
    grade = random.choices(_GRADES, weights)[0]
    rated = random.random() < _RATED
    return Order(
        "",
        ordered,
        ordered + timedelta(hours=hours) if is_done else None,
        random.choices(_CHANNELS, (6, 3, 1))[0],
        WAREHOUSES[random.random() < _FROM_SOUTH],
        status,
        hours if is_done else None,
        is_done and complaint,
        errors if is_done else 0,
        grade if is_done and rated else None,
    )


def export_text(today: date, lang: Lang) -> str:
    """Return the export as the text of a csv file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(column.to(lang) for column in COLUMNS)
    writer.writerows(_cells(order, lang) for order in orders(today))
    return stream.getvalue()


def _cells(order: Order, lang: Lang) -> Sequence[object]:
    finished = "" if order.finished is None else f"{order.finished:%Y-%m-%d %H:%M}"
    return (
        order.number,
        f"{order.ordered:%Y-%m-%d %H:%M}",
        finished,
        order.channel.to(lang),
        order.warehouse.to(lang),
        order.status.to(lang),
        "" if order.hours is None else order.hours,
        (YES if order.complaint else NO).to(lang),
        order.errors,
        "" if order.satisfaction is None else order.satisfaction,
    )
