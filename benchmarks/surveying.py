"""What `kaizen survey` takes, as a whole process: reading the workbook, counting every question by groups, writing it."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.new import new
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

NOW = datetime(2026, 11, 20, 9, 30)
SHEETS, QUESTIONS, LIMIT = 20_000, 40, 5.0
_KINDS = (SINGLE, MULTIPLE, SCALE, SCALE, SINGLE, MATRIX, SCALE, RANKING, NPS, OPEN)
_OPTIONS = tuple(f"选项{letter}" for letter in "甲乙丙丁戊")
_DEPARTMENTS = tuple(f"部门{number}" for number in range(1, 9))


def _answer(kind: object, rng: random.Random) -> CellValue:
    answers: dict[object, Callable[[], CellValue]] = {
        SINGLE: lambda: rng.choice(_OPTIONS),
        SCALE: lambda: rng.choice(_OPTIONS),
        MULTIPLE: lambda: "┋".join(rng.sample(_OPTIONS, rng.randint(1, 4))),
        MATRIX: lambda: "┋".join(f"行{row}＝{rng.choice(_OPTIONS)}" for row in range(1, 5)),
        RANKING: lambda: "→".join(rng.sample(_OPTIONS, 5)),
        NPS: lambda: rng.randint(0, 10),
        OPEN: lambda: f"意见{rng.randint(1, 9999)}" if rng.random() < 0.3 else None,
    }
    return answers[kind]() if rng.random() < 0.97 else None


def workbook(folder: Path, sheets: int = SHEETS) -> Path:
    """Return a workbook with so many answer sheets of forty questions of every kind, the same ones every time."""
    rng = random.Random(sheets)  # noqa: S311
    path = new(TemplateKey.SURVEY, "zh", NOW.date(), folder)
    kinds = [_KINDS[at % len(_KINDS)] for at in range(QUESTIONS)]
    questions: list[dict[str, CellValue]] = [
        {
            "id": f"Q-{at:03}", "text": f"题目{at}", "kind": kind.zh,
            "options": None if kind in (NPS, OPEN) else "\n".join(_OPTIONS),
            "rows": "\n".join(f"行{row}" for row in range(1, 5)) if kind == MATRIX else None,
            "scale": "体验" if kind == SCALE else None,
        }
        for at, kind in enumerate(kinds, 1)
    ]  # fmt: skip
    answers = [
        {
            "id": f"A-{at:05}", "submitted": datetime(2026, 11, 2, 9) + timedelta(seconds=37 * at), "seconds": rng.randint(60, 600),
            "department": rng.choice(_DEPARTMENTS),
            **{f"q{place:02}": _answer(kind, rng) for place, kind in enumerate(kinds, 1)},
        }
        for at in range(1, sheets + 1)
    ]  # fmt: skip
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES["questions"], questions)
    session.append(TABLES["answers"], answers)
    session.finish()
    return path


def measure_survey(folder: Path) -> None:
    """Count 20,000 answer sheets of 40 questions; the second time nothing has changed."""
    path = workbook(folder)
    for what in ("first", "again"):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", "from addin.cli.app import app; app()", "survey", path, "--json"],
            check=False, capture_output=True,
        )  # fmt: skip
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"survey: {SHEETS:,} answer sheets × {QUESTIONS} questions, {what:<6} {seconds:8.2f} s wall, "
            f"{processor:6.2f} s of processor time   (≤ {LIMIT:g} s)"
        )
