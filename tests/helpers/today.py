"""The day at LibreOffice: its clock is the machine's, but a test asks on a day of its own.

What commands compute as of one moment can only equal what formulas compute as of the same; so the formulas of a workbook
that LibreOffice opens ask for the day of the test, in a copy, and nothing depends on when tests run.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import chinese_calendar

from tests.helpers.books import NOW
from tests.helpers.shared_formulas import shared

TODAY = NOW.date()
# Holidays are known up to this year; a newer version of `chinesecalendar` knows more.
LAST_YEAR = max(chinese_calendar.holidays).year

# Where a package holds formulas: of cells, of conditional formats, of validations, of names.
_WITH_FORMULAS = ("xl/worksheets/sheet", "xl/workbook.xml")


def on_day(formula: str, day: date = TODAY) -> str:
    """Return a formula that takes that day for today, and the moment of tests on it for now."""
    today = f"DATE({day.year},{day.month},{day.day})"
    return formula.replace("TODAY()", today).replace("NOW()", f"({today}+TIME({NOW.hour},{NOW.minute},0))")


def day_at_processes() -> date:
    """Return the day at a command that runs in a process of its own, whose clock is the machine's."""
    return date.today()  # noqa: DTZ011 - as the process reads it


@contextlib.contextmanager
def copy_on_day(path: Path, day: date = TODAY, *, quick: bool = False) -> Iterator[Path]:
    """Lend a copy of a workbook whose formulas take that day for today; a `quick` one is opened in less time."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with ZipFile(path) as source, ZipFile(copy, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                if name.startswith(_WITH_FORMULAS):
                    content = on_day(content.decode(), day).encode()
                    content = shared(content) if quick else content
                target.writestr(name, content)
        yield copy
