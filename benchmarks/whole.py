"""Measures the project workbook with every standard table: built, opened, scored against the single workbooks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.commands.score import score
from tests.helpers.office import running
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey

_NOW = datetime(2026, 11, 20, 9, 30)
_ROUNDS = 5


def measure_whole(folder: Path) -> None:
    """Print seconds of processor time, which other programs on the machine lengthen least: of the fastest run and the median."""

    def built() -> bytes:
        return build(TemplateKey.PROJECT, "zh", _NOW.date(), "whole", tuple(TABLES))

    whole = folder / "whole.xlsx"
    whole.write_bytes(built())
    (seconds,) = _seconds(built)
    _print("project workbook, every table: built", seconds, "target 1.5 s")
    print(f"{'its size':<64} {whole.stat().st_size / 1e6:8.2f} MB                          (target 1.2 MB)")
    for what in ("blank", "with the demo's rows"):
        wall, processor = _opened(whole)
        note = f"the machine's clock, {processor:.2f} s of processor time, target 4 s"
        _print(f"opened in LibreOffice, {what}", wall, note)
        _fill(whole, TABLES)
    single, tables = [], set(TABLES)
    for key in TEMPLATES:
        if own := tables.intersection(TEMPLATES[key].tables):
            single.append(folder / f"{key}.xlsx")
            single[-1].write_bytes(build(key, "zh", _NOW.date(), key))
            _fill(single[-1], own)
            tables -= own
    kept = {path: path.read_bytes() for path in (whole, *single)}

    def scored(*paths: Path) -> None:
        for path in paths:
            path.write_bytes(kept[path])
            score(FileBook(path, writing=True), _NOW)

    one, many = _seconds(lambda: scored(whole), lambda: scored(*single))
    _print("score: the demo's rows in it", one, f"{one[1] / many[1]:.2f} times the sum of the single ones, target 1.5")
    _print(f"score: the same rows in {len(single)} single workbooks", many, "their sum")


def _fill(path: Path, tables: Iterable[str]) -> None:
    session = Session(FileBook(path, writing=True), "demo", _NOW)
    for key in (key for key in TABLES if key in tables):
        session.append(TABLES[key], list(demo_rows.rows(key, "zh", _NOW.date())))
    session.finish()


def _seconds(*actions: Callable[[], object]) -> list[tuple[float, float]]:
    """Return the fastest and the median of several runs of each, which take turns; the first ones only warm up."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(_ROUNDS + 1):
        for action, taken in zip(actions, times, strict=True):
            begun = time.process_time()
            action()
            taken.append(time.process_time() - begun)
    return [(min(taken[1:]), median(taken[1:])) for taken in times]


def _opened(path: Path) -> tuple[tuple[float, float], float]:
    """Return the fastest and the median of the machine's clock, and the processor time of LibreOffice, for one opening.

    The program tells what it has used only when it has ended: the start goes out by opening once, and many times.
    """

    def used(rounds: int) -> tuple[list[float], float]:
        times, before = [], getrusage(RUSAGE_CHILDREN)
        with running() as office:
            for _ in range(rounds):
                begun = time.perf_counter()
                document = office.load(path)
                times.append(time.perf_counter() - begun)
                document.dispose()
        after = getrusage(RUSAGE_CHILDREN)
        return times, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    (_, once), (times, often) = used(1), used(_ROUNDS + 1)
    return (min(times[1:]), median(times[1:])), (often - once) / _ROUNDS


def _print(what: str, seconds: tuple[float, float], note: str) -> None:
    print(f"{what:<64} {seconds[0]:8.3f} s   {seconds[1]:8.3f} s             ({note})")
