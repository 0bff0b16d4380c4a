"""Workbooks with a fault: every command either does its work or refuses in words and leaves the file alone, and quickly.

`MUTANTS=500 python -m pytest tests/test_mutants.py` tries that many.
"""

import os
import random
import time
import traceback
import warnings
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.commands.baseline import baseline
from addin.commands.check import check
from addin.commands.export import export
from addin.commands.forms import live
from addin.commands.gather import GatherOptions, gather
from addin.commands.history import log, undo
from addin.commands.importing import import_rows
from addin.commands.load import load
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.share import share
from addin.commands.summary import summary
from addin.commands.trace import trace
from addin.outcome import Outcome
from tests.helpers.book_mutants import mutant
from tests.helpers.books import NOW, blank, demo
from tests.helpers.other_shapes import with_shared_formulas
from udfs.problems import RefusalError
from workbook_templates.names import TemplateKey

COUNT = int(os.environ.get("MUTANTS", "12"))
SECONDS = 20


def _written(command: Callable[..., Outcome], **options: object) -> Callable[[Path, Path], Outcome]:
    def run(path: Path, _: Path) -> Outcome:
        with FileBook(path, writing=True) as book:
            return command(book, NOW, **options)

    return run


def _read(command: Callable[..., Outcome], **options: object) -> Callable[[Path, Path], Outcome]:
    return lambda path, _: command(FileBook(path), NOW, **options)


def _beside(command: Callable[..., Outcome], **options: object) -> Callable[[Path, Path], Outcome]:
    def run(path: Path, folder: Path) -> Outcome:
        with FileBook(path, writing=True) as book:
            return command(book, NOW, folder, "本", **options)

    return run


COMMANDS: dict[str, Callable[[Path, Path], Outcome]] = {
    "check": _written(check),
    "score": _written(score),
    "summary": _written(summary),
    "schedule": _written(schedule),
    "load": _written(load),
    "baseline": _written(baseline, add=True),
    "live": _written(live),
    "undo": _written(undo),
    "log": _read(log),
    "trace": _read(trace),
    "import": lambda path, folder: import_rows(FileBook(blank(folder), writing=True), NOW, path),
    "gather": lambda path, folder: gather(GatherOptions(path.parent, output=folder / "register.xlsx", jobs=1), NOW),
    "share": _beside(share),
    "export": _beside(export, with_ics=True, with_mspdi=True),
}


@cache
def _sound() -> tuple[tuple[str, bytes], ...]:
    """Return the workbooks that get faults: with all tables, computed; one with formulas that cells share."""
    books = []
    with TemporaryDirectory() as folder:
        for at, (key, lang) in enumerate(
            ((TemplateKey.PROJECT, "zh"), (TemplateKey.ISSUES, "en"), (TemplateKey.PLAN, "zh"))
        ):
            place = Path(folder, str(at))
            place.mkdir()
            path = demo(place, key, lang)
            score(FileBook(path, writing=True), NOW)
            if key is TemplateKey.ISSUES:
                with_shared_formulas(path)
            books.append((path.name, path.read_bytes()))
    return tuple(books)


def _openable(content: bytes) -> bool:
    """Return whether another program's reader opens a file."""
    try:
        with warnings.catch_warnings(action="ignore"):
            openpyxl.load_workbook(BytesIO(content))
    except Exception:  # noqa: BLE001 - whatever it does with a fault
        return False
    return True


def _tried(path: Path, folder: Path, name: str) -> str:
    """Run a command on a mutant and return what is wrong with what came of it, nothing where all is well."""
    before = path.read_bytes()
    start = time.monotonic()
    try:
        COMMANDS[name](path, folder)
    except RefusalError as refusal:
        if path.read_bytes() != before:
            return f"refused, but the file has changed: {refusal}"
    except Exception:  # noqa: BLE001 - what this test is about
        return traceback.format_exc(limit=-6)
    took = time.monotonic() - start
    if took > SECONDS:
        return f"took {took:.0f} s"
    # Opening takes longer than most commands: what did not change, and what can be opened now, is not asked for twice.
    after = path.read_bytes()
    if after != before and not _openable(after) and _openable(before):
        return "could be opened before, and cannot any more"
    return ""


def _faults(number: int, folder: Path) -> list[str]:
    """Try one mutant, the same for the same number; three commands, each on a fresh copy."""
    chance = random.Random(number)  # noqa: S311 - faults, not secrets
    file_name, content = chance.choice(_sound())
    words, broken = mutant(content, chance)
    wrong = []
    for name in chance.sample(sorted(COMMANDS), 3):
        place = folder / f"{number}-{name}"
        path = place / "in" / file_name
        path.parent.mkdir(parents=True)
        path.write_bytes(broken)
        if problem := _tried(path, place, name):
            wrong.append(f"mutant {number} ({words} of {file_name}), {name}: {problem}")
        rmtree(place)
    return wrong


@pytest.mark.parametrize("part", range(4))
def test_no_fault_ends_in_a_traceback_or_in_a_changed_file(part: int, tmp_path: Path) -> None:
    wrong = [problem for number in range(part, COUNT, 4) for problem in _faults(number, tmp_path)]
    assert wrong == []
