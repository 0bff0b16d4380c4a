"""Measures with points, judged, and the sheets that show them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.monitor import monitor
from addin.outcome import Outcome
from tests.helpers.books import NOW, filled
from udfs.lang import Lang
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.reports.control_points import OF_POINTS

FIRST = date(2026, 3, 2)
# Twenty points about 10, the last but one far above: x̄ 10.5, mean moving range 43/19.
STEADY = [9, 11, 10, 9, 11, 10, 9, 11, 10, 9, 11, 10, 9, 11, 10, 9, 11, 10, 20, 10]
Row = dict[str, CellValue]


def measure(number: int = 1, **more: CellValue) -> Row:
    return {
        "id": f"M-{number:03}", "name": f"时长{number}", "unit": "小时", "direction": "越小越好", "kind": "时长",
        "frequency": "日", "owner": "王芳", **more,
    }  # fmt: skip


def points(values: Sequence[CellValue], number: int = 1, **more: CellValue) -> list[Row]:
    return [
        {"date": FIRST + timedelta(days=at), "measure": f"M-{number:03}", "value": value, **more}
        for at, value in enumerate(values)
    ]


def shares(pairs: Sequence[tuple[int, int]], number: int = 1, **more: CellValue) -> list[Row]:
    return [
        {"date": FIRST + timedelta(days=at), "measure": f"M-{number:03}", "numerator": x, "denominator": n, **more}
        for at, (x, n) in enumerate(pairs)
    ]


def book_of(folder: Path, measures: Iterable[Row], data: Iterable[Row], lang: Lang = "zh") -> Path:
    path = filled(folder, measures, TemplateKey.MEASURES, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["points"], [{"id": f"D-{at:03}", **row} for at, row in enumerate(data, 1)])
    session.finish()
    return path


def run(path: Path, **given: Any) -> Outcome:
    return monitor(FileBook(path, writing=True), NOW, **given)


def codes(outcome: Outcome) -> list[str]:
    return [finding.problem.code for finding in outcome.findings]


def area(book: Any, name: str) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in book.area(name).figures]


def behind(book: Any, at: int = 0) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the points and the lines of a chart."""
    rows = area(book, f"charts_data_{at + 1}")
    points = [line[:OF_POINTS] for line in rows if line[0] is not None]
    return points, [line[OF_POINTS:] for line in rows if line[OF_POINTS] is not None]


def page(book: Any) -> list[list[Any]]:
    return [line for line in area(book, "monitor_table") if line[1]]


def signals(book: Any) -> list[Row]:
    data = book.view("signals").data
    return [{key: data[key][row] for key in data.columns} for row in data.records()]
