"""The lists on the sheet 汇总 of measures and what goes with them. Commands write them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from math import inf

from udfs.values import CellValue, day_of, is_blank, is_number, plain
from workbook_templates.context import Context


def measure_results(book: Context) -> list[list[CellValue]]:
    """Return the measures with how much of their target is achieved, the least first."""
    data = book.tables["measures"]
    rates = data["rate"]
    shares = [float(rate) if is_number(rate) else inf for rate in rates]
    rows = sorted(data.records(), key=lambda i: shares[i])
    return [[data["id"][i], data["owner"][i], rates[i], data["name"][i]] for i in rows]


def open_signals(book: Context) -> list[list[CellValue]]:
    """Return the signals without a verdict, the latest first."""
    data = book.tables["signals"]
    rows = data.without("verdict")
    rows.sort(key=lambda i: day_of(data["date"][i]) or date.min, reverse=True)
    return [[data["id"][i], data["measure"][i], data["date"][i], data["explanation"][i]] for i in rows]


def point_series(book: Context) -> list[list[CellValue]]:
    """Return how many points each measure has and when the last one was, in the order of their first points."""
    data, measures = book.tables["points"], book.tables.get("measures")
    rows = zip(measures["id"], measures["name"], strict=True) if measures else ()
    names = {plain(number).casefold(): name for number, name in rows if plain(number)}
    spelled: dict[str, CellValue] = {}
    days: dict[str, list[date]] = defaultdict(list)
    for measure, cell in zip(data["measure"], data["date"], strict=True):
        key, day = plain(measure).casefold(), day_of(cell)
        if key and day is not None:
            spelled.setdefault(key, measure)
            days[key].append(day)
    return [[spelled[key], len(listed), max(listed), names.get(key)] for key, listed in days.items()]


def benchmark_gaps(book: Context) -> list[list[CellValue]]:
    """Return the benchmarks and how far they are, in the order of the table."""
    data = book.tables["benchmarks"]
    return [[data["id"][i], data["measure"][i], data["gap"][i], data["benchmark"][i]] for i in data.records()]


def last_imports(book: Context) -> list[list[CellValue]]:
    """Return the runs of “measure”, the latest first."""
    data = book.tables["imports"]
    return [[data["id"][i], data["who"][i], data["rows_read"][i], data["file"][i]] for i in reversed(data.records())]


def effect_verdicts(book: Context) -> list[list[CellValue]]:
    """Return the effects that were judged, in the order of the table."""
    data = book.tables["effects"]
    rows = (i for i in data.records() if not is_blank(data["verdict"][i]))
    return [[data["id"][i], data["verdict"][i], data["proposal"][i], data["indicator"][i]] for i in rows]


def open_adjustments(book: Context) -> list[list[CellValue]]:
    """Return the adjustments that nobody has verified, in the order of the table."""
    data = book.tables["adjustments"]
    rows = data.without("verified_on")
    return [[data["id"][i], data["measure"][i], data["changed_on"][i], data["change"][i]] for i in rows]
