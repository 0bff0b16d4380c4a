"""Measures the schedule: growth with the number of tasks, against a graph library, and the Gantt sheet in LibreOffice."""

from __future__ import annotations

import random
import time
from datetime import date, datetime
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.new import new
from addin.commands.schedule import schedule as command
from udfs.scheduling.planning import Prepared, schedule
from udfs.scheduling.tasks import Task
from udfs.scheduling.workdays import WorkCalendar
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.tables.holidays import published

NOW = datetime(2026, 11, 20, 9, 30)
_SIZES = (1_000, 5_000, 20_000)
_ROWS, _NEAR = 200, 60


def _links(rng: random.Random, i: int, near: int = _NEAR) -> list[int]:
    return sorted({rng.randrange(max(0, i - near), i) for _ in range(2)}) if i else []


def _tasks(count: int) -> list[Task | None]:
    """Return tasks with two links each, of all kinds."""
    listed = [(day, kind.zh, "") for day, kind, _ in published(2025)]
    calendar = WorkCalendar.of(listed, date(2025, 1, 1), date(2099, 12, 31))
    rng = random.Random(1)  # noqa: S311 - the same network every time
    tasks: list[Task | None] = []
    for i in range(count):
        tails = (f"T-{j:05}{rng.choice(['', '', 'SS+1', 'FF'])}" for j in _links(rng, i))
        tasks.append(Task(f"T-{i:05}", rng.randrange(6), calendar, ",".join(tails), date(2026, 11, 23)))
    return tasks


def measure_schedule(_folder: Path) -> None:
    """Schedule networks of growing size; the same critical path by networkx on a graph of its own."""
    import networkx as nx

    for count in _SIZES:
        tasks = _tasks(count)
        start = time.perf_counter()
        schedule(tasks, NOW.date())
        ours = time.perf_counter() - start
        prepared = Prepared(tasks, NOW.date())
        start = time.perf_counter()
        graph = nx.DiGraph()
        graph.add_nodes_from(range(len(prepared.activities)))
        for link in prepared.links:
            graph.add_edge(link.before, link.after, weight=prepared.activities[link.before].duration + link.lag)
        order = list(nx.topological_sort(graph))
        early: dict[int, int] = {}
        for node in order:
            early[node] = max((early[b] + graph.edges[b, node]["weight"] for b in graph.predecessors(node)), default=0)
        theirs = time.perf_counter() - start
        print(
            f"schedule {count:>6} tasks, {len(prepared.links):>6} links: {ours:6.3f} s all told "
            f"({ours / count * 1e6:5.0f} µs a task); networkx, forward pass alone: {theirs:6.3f} s"
        )


def _plan(folder: Path) -> Path:
    """Return a plan of 200 tasks that run over a year."""
    path = new(TemplateKey.PLAN, "zh", NOW.date(), folder)
    rng = random.Random(2)  # noqa: S311
    rows: list[dict[str, CellValue]] = [
        {
            "id": f"T-{i:03}", "what": f"任务 {i}", "how": "按步骤", "category": "流程优化类", "owner": f"人{i % 9}", "start": date(2026, 11, 23),
            "duration": rng.randrange(12), "buffer": rng.choice([None, 1]), "target": "达标", "acceptance": "签字",
            "predecessors": ",".join(f"T-{j:03}" for j in _links(rng, i, 12)) or None,
        }
        for i in range(_ROWS)
    ]  # fmt: skip
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES["tasks"], rows)
    session.finish()
    return path


def measure_gantt(folder: Path) -> None:
    """Schedule a workbook of 200 tasks, then open and recalculate it in LibreOffice."""
    from tests import office as program

    path = _plan(folder)
    start = time.perf_counter()
    command(FileBook(path, writing=True), NOW)
    print(
        f"the command on a workbook of {_ROWS} tasks: {time.perf_counter() - start:6.3f} s, {path.stat().st_size // 1024} kB"
    )
    with program.running() as office:
        for _ in range(2):
            start = time.perf_counter()
            document = office.load(path)
            opened = time.perf_counter() - start
            document.calculateAll()
            done = time.perf_counter() - start
            document.close(True)  # noqa: FBT003 - it is UNO that takes no names
    print(f"LibreOffice opens it in {opened:5.2f} s, opened and calculated in {done:5.2f} s (target 3 s)")
