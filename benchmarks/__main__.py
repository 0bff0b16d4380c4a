"""Measures the product against what a user would use instead, and prints the ratios.

Run `python -m benchmarks` (everything) or `python -m benchmarks schedule gantt` (some).
Contenders take turns in one run, medians are compared: the ratios mean something on any machine, the times do not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from statistics import median

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.commands.new import new
from addin.commands.score import score
from benchmarks.alarms import measure_alarms
from benchmarks.measuring import measure_measure
from benchmarks.planning import measure_gantt, measure_schedule
from benchmarks.simulating import measure_simulation
from benchmarks.starting import measure_imports
from benchmarks.surveying import measure_survey
from benchmarks.verdicts import measure_verdicts
from benchmarks.voicing import measure_keywords
from benchmarks.watching import measure_monitor
from benchmarks.whole import measure_whole
from tests.helpers.books import set_cell
from tests.helpers.dispatcher import received, sent
from workbook_templates.catalogue import TABLES
from workbook_templates.formulas import RowRefs, at_row
from workbook_templates.names import TemplateKey

NOW = datetime(2026, 11, 20, 9, 30)
ROWS = 10_000


def workbook(folder: Path, key: TemplateKey, table: str, rows: int) -> Path:
    """Return a workbook with the demo's rows repeated, nothing computed in them yet."""
    path = new(key, "zh", NOW.date(), folder)
    pattern = list(demo_rows.rows(table, "zh", NOW.date()))
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES[table], [{**pattern[i % len(pattern)], "id": f"N-{i:05}"} for i in range(rows)])
    session.finish()
    return path


def timed(*contenders: Callable[[], object], rounds: int = 3) -> list[float]:
    """Return the median seconds of each contender; they take turns."""
    taken: list[list[float]] = [[] for _ in contenders]
    for _ in range(rounds):
        for times, contender in zip(taken, contenders, strict=True):
            start = time.perf_counter()
            contender()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


def report(what: str, ours: float, theirs: float, target: str) -> None:
    """Print one comparison."""
    print(f"{what:<64} {ours:8.3f} s   {theirs:8.3f} s   {theirs / ours:6.1f}×   ({target})")


def measure_score(folder: Path) -> None:
    """Score a workbook in place, against openpyxl loading it, setting the same formulas (no values) and saving."""
    import openpyxl

    for key, table in ((TemplateKey.ISSUES, "issues"), (TemplateKey.SCORING, "plans")):
        sub = folder / table
        sub.mkdir()
        content = workbook(sub, key, table, ROWS).read_bytes()
        path = sub / "in place.xlsx"
        view = FileBook(next(sub.glob("*.xlsx"))).view(table)
        refs = RowRefs("zh", view.letters(), view.data.table.name, view.headers)
        natives = ((view.column_numbers[c.key], c.computed and c.computed.native) for c in view.data.table.computed)
        patterns = {place: "=" + native(refs) for place, native in natives if native}

        def ours(path: Path = path, content: bytes = content) -> None:
            path.write_bytes(content)
            score(FileBook(path, writing=True), NOW)

        def theirs(
            path: Path = path, content: bytes = content, patterns: dict[int, str] = patterns, sheet: str = view.sheet
        ) -> None:
            path.write_bytes(content)
            book = openpyxl.load_workbook(path)
            cells = book[sheet]
            for row in range(5, 5 + ROWS):
                for col, pattern in patterns.items():
                    cells.cell(row, col, at_row(pattern, row))
            book.save(path)

        seconds = timed(ours, theirs)
        report(f"score {ROWS} rows of {table} in place / openpyxl load, set, save", *seconds, "target 10×")


def measure_read(folder: Path) -> None:
    """Read many workbooks of 100 rows, against pandas with openpyxl on a tenth of them."""
    import pandas as pd

    path = workbook(folder, TemplateKey.ISSUES, "issues", 100)
    copies = [folder / f"copy {i}.xlsx" for i in range(1000)]
    for copy in copies:
        copy.write_bytes(path.read_bytes())
    (ours,) = timed(lambda: [FileBook(copy).view("issues") for copy in copies])
    (tenth,) = timed(
        lambda: [pd.read_excel(copy, sheet_name="问题清单", header=3, engine="openpyxl") for copy in copies[:100]],
        rounds=1,
    )
    report("read 1000 workbooks of 100 rows / pandas+openpyxl (100, scaled)", ours, tenth * 10, "target 10×")


def measure_collect(folder: Path) -> None:
    """Collect 1,000 returned workbooks of 100 rows, against pandas with openpyxl merely reading a tenth of them."""
    import pandas as pd

    from addin.commands.collect import collect
    from addin.commands.share import share
    from addin.sharing.mail import Recipient
    from addin.sharing.returns import read_all
    from addin.xlsx import Cell, Workbook

    master = workbook(folder, TemplateKey.ISSUES, "issues", 100)
    out = folder / "out"
    out.mkdir()
    people = [Recipient(f"p{i}", "") for i in range(10)]
    share(FileBook(master, writing=True), NOW, out, "copy", to=people)
    copies = []
    for i, path in enumerate(sorted(out.glob("*.xlsx")) * 100):
        copy = folder / f"returned {i}.xlsx"
        copy.write_bytes(path.read_bytes())
        view = FileBook(copy).view("issues")
        book = Workbook.open(copy, writing=True)
        set_cell(book, view.sheet, view.first_row + i % 100, view.column_numbers["notes"], Cell(f"note {i}"))
        book.save()
        copies.append(copy)
    (ours,) = timed(lambda: collect(FileBook(master, writing=True), NOW, read_all(copies)), rounds=1)
    (tenth,) = timed(
        lambda: [pd.read_excel(copy, sheet_name="问题清单", header=3, engine="openpyxl") for copy in copies[:100]],
        rounds=1,
    )
    report("collect 1000 returns of 100 rows / pandas+openpyxl read (100, scaled)", ours, tenth * 10, "target 8×")


def measure_functions(_folder: Path) -> None:
    """Time the column functions over 10,000 rows."""
    from udfs.priority import effective_priority, priority
    from udfs.scheduling.workdays import WorkCalendar, finish, workdays
    from udfs.score import decision, preferred, rank
    from udfs.score import score as total
    from udfs.statement import statement
    from udfs.status import overdue_days, task_status

    levels = ["高", "中", "低", "H", "m"] * (ROWS // 5)
    scores = [5, 4, 3, 2, 1] * (ROWS // 5)
    words = ["电商大促场景下"] * ROWS
    days = [date(2026, 1, 1 + i % 28) for i in range(ROWS)]
    ends = [date(2026, 10, 1 + i % 28) for i in range(ROWS)]
    calendar = WorkCalendar.of([(date(2026, 10, 1), "休", "")], date(2025, 1, 1), date(2028, 12, 31))
    totals = total(scores, scores, scores, scores)
    cases: dict[str, Callable[[], object]] = {
        "priority": lambda: priority(levels, levels, None or [["a"] * 3] * 3),
        "effective_priority": lambda: effective_priority(levels, levels),
        "statement": lambda: statement(words, words, words, words, words),
        "score": lambda: total(scores, scores, scores, scores),
        "decision": lambda: decision(totals),
        "preferred": lambda: preferred(scores, scores, scores, scores),
        "rank": lambda: rank(totals),
        "workdays": lambda: workdays(days, ends, calendar),
        "finish": lambda: finish(days, scores, calendar),
        "task_status": lambda: task_status(days, ends, scores, [None] * ROWS, [None] * ROWS, NOW.date()),
        "overdue_days": lambda: overdue_days(days, [None] * ROWS, words, ["已解决"], NOW.date()),
    }
    for name, case in cases.items():
        (seconds,) = timed(case, rounds=7)
        print(f"{name + ' over 10000 rows':<64} {seconds * 1000:8.1f} ms                          (target 20 ms)")


def measure_dispatch(_folder: Path) -> None:
    """Time worksheet functions through xlwings's dispatcher in a process of its own: cell by cell against one range.

    Excel and Python are two processes; here a pipe stands for the way between them (in Excel it is COM), and values
    cross it as the quickest thing Python has for plain ones (`marshal`).
    """
    command = [sys.executable, "-c", "from tests.helpers.dispatcher import serve; serve()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        source, target = server.stdout, server.stdin
        if source is None or target is None:
            raise RuntimeError("no pipe to the server")

        def call(*arguments: object) -> object:
            sent(target, ("KZ_SCORE", arguments))
            return received(source)

        block = tuple(tuple((float(1 + i % 5),) for i in range(ROWS)) for _ in range(4))
        call(5.0, 4.0, 3.0, 2.0)
        (one,) = timed(lambda: call(5.0, 4.0, 3.0, 2.0), rounds=99)
        (thousand,) = timed(lambda: [call(5.0, 4.0, 3.0, 2.0) for _ in range(1000)])
        (whole,) = timed(lambda: call(*block), rounds=9)
        sent(target, ("", ()))
    print(f"{'KZ_SCORE, one cell':<64} {one * 1e6:8.1f} µs      {1 / one:10.0f} calls per second")
    print(
        f"{'KZ_SCORE, 1000 cells one by one':<64} {thousand * 1000:8.1f} ms      {1000 / thousand:10.0f} cells per second"
    )
    ratio = thousand / 1000 / (whole / ROWS)
    print(
        f"{'KZ_SCORE, one range of 10000':<64} {whole * 1000:8.1f} ms      {ROWS / whole:10.0f} cells per second, {ratio:.0f}× cheaper per cell (target 100×)"
    )


def measure_memory(folder: Path) -> None:
    """Report the peak memory of scoring 10,000 rows in a fresh process."""
    path = workbook(folder, TemplateKey.ISSUES, "issues", ROWS)
    code = (
        "import re, sys; from datetime import datetime; from pathlib import Path; from addin.book.file.book import FileBook; "
        "from addin.commands.score import score; score(FileBook(Path(sys.argv[1]), writing=True), datetime(2026, 11, 20)); "
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    print(
        f"{'peak memory of scoring 10000 rows':<64} {done.stdout.strip():>8} MB                          (target 200 MB)"
    )


def departments(folder: Path, count: int) -> Path:
    """Return a folder of workbooks of 100 rows each, one for each department."""
    content = workbook(folder, TemplateKey.ISSUES, "issues", 100).read_bytes()
    parent = folder / "各部门"
    parent.mkdir()
    for i in range(count):
        (parent / f"部门{i:03}.xlsx").write_bytes(content)
    return parent


def measure_gather(folder: Path) -> None:
    """Read a few hundred workbooks with one process and with two, then gather them whole, with the likeness of rows."""
    from addin.commands.gather import GatherOptions, gather
    from addin.gathering.rowstore import RowStore
    from addin.gathering.sources import read_all
    from addin.pool import Pool
    from udfs.likeness import normalise, similar_sentences

    books = departments(folder, 300)
    paths = sorted(map(str, books.iterdir()))

    def read(jobs: int) -> None:
        with tempfile.TemporaryDirectory() as shelf, Pool(jobs) as pool:
            for _ in read_all(paths, RowStore(Path(shelf)), pool):
                pass

    two, one = timed(lambda: read(2), lambda: read(1), rounds=5)
    report("gather: read 300 workbooks of 100 rows, two processes / one", two, one, "target 1.7×")
    outputs = iter(range(99))
    options = (
        lambda jobs=jobs: gather(GatherOptions(books, output=folder / f"{next(outputs)}.xlsx", jobs=jobs), NOW)
        for jobs in (2, 1)
    )
    two, one = timed(*options, rounds=5)
    report("gather: the whole register of 30000 rows, two processes / one", two, one, "target 1.7×")
    texts = [
        f"{'电商大促订单审核环节'[i % 7 :]}第{i * 7919 % 9973}号存在人工重复录入{i * 104729 % 977}信息问题"
        for i in range(ROWS)
    ]
    (seconds,) = timed(lambda: similar_sentences([normalise(text) for text in texts]))
    print(f"{'similar pairs among 10000 sentences':<64} {seconds:8.3f} s                           (target 10 s)")


MEASURES = {
    "score": measure_score,
    "read": measure_read,
    "collect": measure_collect,
    "gather": measure_gather,
    "functions": measure_functions,
    "dispatch": measure_dispatch,
    "imports": measure_imports,
    "memory": measure_memory,
    "schedule": measure_schedule,
    "gantt": measure_gantt,
    "alarms": measure_alarms,
    "verdicts": measure_verdicts,
    "measure": measure_measure,
    "monitor": measure_monitor,
    "survey": measure_survey,
    "keywords": measure_keywords,
    "whole": measure_whole,
    "simulate": measure_simulation,
}


def main(wanted: list[str]) -> None:
    """Run the measurements asked for, or all."""
    if not set(wanted) <= set(MEASURES):
        sys.exit(f"{(__doc__ or '').strip()}\n\nThere are: {', '.join(MEASURES)}")
    for name in wanted or MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            MEASURES[name](Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
