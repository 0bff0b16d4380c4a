"""What `kaizen monitor` takes, as a whole process: reading the workbook, judging every measure, writing it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.new import new
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

NOW = datetime(2026, 11, 20, 9, 30)
_DAYS, _SIZES = 180, (50, 200, 1000)
_FIRST = date(2026, 5, 1)


def _workbook(folder: Path, count: int) -> Path:
    """Return a workbook of so many measures of 180 days: hours and rates in turn, the same ones every time."""
    rng = random.Random(count)  # noqa: S311
    path = new(TemplateKey.MEASURES, "zh", NOW.date(), folder)
    measures: list[dict[str, CellValue]] = []
    points: list[dict[str, CellValue]] = []
    for number in range(1, count + 1):
        is_rate = number % 2 == 0
        measures.append({
            "id": f"M-{number:04}", "name": f"指标{number}", "unit": "%" if is_rate else "小时", "direction": "越小越好",
            "kind": "比率" if is_rate else "时长", "frequency": "日", "owner": "王芳", "baseline": 20, "target": 18,
        })  # fmt: skip
        for at in range(_DAYS):
            row: dict[str, CellValue] = {"date": _FIRST + timedelta(days=at), "measure": f"M-{number:04}"}
            if is_rate:
                size = rng.randint(80, 300)
                row |= {"numerator": sum(rng.random() < 0.05 for _ in range(size)), "denominator": size}
            else:
                row["value"] = round(rng.gauss(20, 3), 2)
            points.append(row)
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES["measures"], measures)
    session.append(TABLES["points"], [{"id": f"D-{at:06}", **row} for at, row in enumerate(points, 1)])
    session.finish()
    return path


def measure_monitor(folder: Path) -> None:
    """Monitor workbooks of growing size; twice, as the first time also registers the signals."""
    for count in _SIZES:
        sub = folder / str(count)
        sub.mkdir()
        path = _workbook(sub, count)
        for what in ("first", "again"):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", "from addin.cli.app import app; app()", "monitor", path, "--json"],
                check=False,
                capture_output=True,
            )
            seconds = time.perf_counter() - start
            print(
                f"monitor {count:>5} measures × {_DAYS} points, {what}: {seconds:6.2f} s "
                f"({seconds / count * 1000:5.1f} ms a measure; target 3 s for 200)"
            )
