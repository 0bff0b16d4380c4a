"""Measures `kaizen measure` reading exports, against pandas reading them whole, and compares the results in the same run."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from addin.measuring.combining import points_of
from addin.measuring.extracting import Job
from addin.measuring.reading import read_all
from udfs.indicators.choices import COUNT_ROWS, MEAN, MEDIAN, SHARE, SUM
from udfs.measuring.definition import Definition
from udfs.measuring.filters import parse_filter

_ROWS, _SHEET_ROWS, _DAYS = 1_000_000, 200_000, 180
_START, _TODAY = datetime(2026, 1, 1), date(2026, 11, 20)
_HEADINGS = (
    "订单号",
    "下单时间",
    "完成时间",
    "渠道",
    "部门",
    "客服姓名",
    "状态",
    "订单金额",
    "处理时长",
    "满意度",
    "地区",
    "备注",
)
_ROUNDS = 3
Result = dict[str, dict[str, float]]


def _row(rng: random.Random, number: int, rows: int) -> tuple[object, ...]:
    ordered = _START + timedelta(seconds=int(number / rows * _DAYS * 86_400))
    hours = round(rng.gammavariate(2, 2), 2)
    return (
        f"DD{2026000000 + number}", ordered, ordered + timedelta(hours=hours),
        rng.choice(("线上", "电话", "门店", "小程序")), rng.choice(("客服一部", "客服二部", "售后部", "物流部")),
        f"员工{rng.randrange(120):03}", rng.choice(("已完成", "已完成", "已完成", "已取消", "退款")),
        round(rng.lognormvariate(4, 1), 2), hours, rng.randrange(1, 6), rng.choice(("上海", "北京", "广州", "深圳")),
        rng.choice(("无", "客户催单，请尽快处理", "地址有误已联系", "需要回访")),
    )  # fmt: skip


def _text(path: Path) -> Path:
    rng = random.Random(1)  # noqa: S311 - the same rows every time
    with path.open("w", encoding="utf-8-sig") as stream:
        stream.write(",".join(_HEADINGS) + "\n")
        for number in range(_ROWS):
            cells = _row(rng, number, _ROWS)
            stream.write(",".join(map(str, cells)) + "\n")
    return path


def _sheet(path: Path) -> Path:
    import xlsxwriter

    rng = random.Random(1)  # noqa: S311 - as above
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    ) as book:
        sheet = book.add_worksheet("订单")
        sheet.write_row(0, 0, _HEADINGS)
        for number in range(_SHEET_ROWS):
            sheet.write_row(number + 1, 0, _row(rng, number, _SHEET_ROWS))
    return path


def ours(path: str) -> Result:
    """Return the five measures by day and channel, as the command calculates them."""
    done, late = parse_filter("状态=已完成")[0], parse_filter("处理时长>2")[0]
    calculations = {
        "count": (COUNT_ROWS, ""),
        "sum": (SUM, "订单金额"),
        "mean": (MEAN, "处理时长"),
        "median": (MEDIAN, "处理时长"),
        "share": (SHARE, ""),
    }
    definitions = tuple(
        Definition(name, name, "下单时间", done, calculation, column, late if calculation == SHARE else (), "渠道")
        for name, (calculation, column) in calculations.items()
    )
    partials = read_all([Job(path, definitions, _TODAY)])
    return {
        each.measure: {
            f"{point.key.day} {point.key.group}": point.value for point in points_of(each, partials, _TODAY, "")[0]
        }
        for each in definitions
    }


def theirs(path: str) -> Result:
    """Return the same as pandas calculates it from the file read whole."""
    import pandas as pd

    frame = pd.read_csv(path) if path.endswith(".csv") else pd.read_excel(path, engine="openpyxl")
    frame["day"] = pd.to_datetime(frame["下单时间"]).dt.date
    frame["late"] = frame["处理时长"] > 2
    groups = frame[frame["状态"] == "已完成"].groupby(["day", "渠道"])
    series = {
        "count": groups.size(), "sum": groups["订单金额"].sum(), "mean": groups["处理时长"].mean(),
        "median": groups["处理时长"].median(), "share": groups["late"].mean(),
    }  # fmt: skip
    return {
        name: {f"{day} {group}": float(value) for (day, group), value in each.items()} for name, each in series.items()
    }


def _child(contender: str, path: Path) -> tuple[float, float, float, Result]:
    """Run a contender in a process of its own; return its seconds without and with the start, its peak memory in MB."""
    code = (
        "import json, re, sys, time; from benchmarks import measuring; start = time.perf_counter(); "
        "result = getattr(measuring, sys.argv[1])(sys.argv[2]); seconds = time.perf_counter() - start; "
        "peak = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024; "
        "print(json.dumps([seconds, peak, result]))"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, contender, str(path)], capture_output=True, text=True, check=True
    )
    whole = time.perf_counter() - start
    seconds, peak, result = json.loads(done.stdout)
    return seconds, whole, peak, result


def _compare(path: Path, what: str, target: str, rounds: int) -> None:
    """Let both take turns; print the medians and their ratios, and end where the results differ."""
    taken: dict[str, list[tuple[float, float, float]]] = {"ours": [], "theirs": []}
    results: dict[str, Result] = {}
    for _ in range(rounds):
        for contender, figures in taken.items():
            seconds, whole, peak, results[contender] = _child(contender, path)
            figures.append((seconds, whole, peak))
    _same(results["ours"], results["theirs"])
    one, other = ([median(figure) for figure in zip(*figures, strict=True)] for figures in taken.values())
    for place, label, unit in ((0, what, "s"), (1, "  the whole process", "s"), (2, "  its peak memory", "MB")):
        print(
            f"{label:<64} {one[place]:8.3f} {unit:<2}  {other[place]:8.3f} {unit:<2}  {other[place] / one[place]:6.1f}×   ({target})"
        )


def _same(left: Result, right: Result) -> None:
    for name, values in right.items():
        if left[name].keys() != values.keys():
            raise SystemExit(f"{name}: not the same points")
        worst = max(abs(left[name][key] - value) / max(1.0, abs(value)) for key, value in values.items())
        if worst > 1e-9:
            raise SystemExit(f"{name}: results differ by {worst}")


def measure_measure(folder: Path) -> None:
    """Read an export of a million orders, and one of 200,000 in a workbook, for five measures of four groups."""
    makers: tuple[tuple[Callable[[Path], Path], str, str, str, int], ...] = (
        (_text, "a.csv", f"measure {_ROWS} rows of csv / pandas.read_csv and groupby", "target 3×, memory 3×", _ROUNDS),
        (_sheet, "a.xlsx", f"measure {_SHEET_ROWS} rows of xlsx / pandas.read_excel, openpyxl", "target 8×", 1),
    )
    for make, name, what, target, rounds in makers:
        _compare(make(folder / name), what, target, rounds)
