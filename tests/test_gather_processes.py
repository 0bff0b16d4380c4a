"""`gather` with one process, with several and on a cluster: the same register, cell for cell, and the same outcome."""

import os
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.gathering import register
from addin.gathering.rowstore import RowStore
from addin.gathering.sources import read_all
from addin.gathering.workbooks import read_source
from addin.outcome import Outcome
from addin.pool import Pool
from addin.xlsx import Cell, Workbook
from addin.xlsx.packing import joined, packed_piece
from addin.xlsx.rows import Run, rows_of
from tests.helpers.books import ISSUE, NOW, PLAN, TASK, blank, demo, set_cell
from tests.helpers.departments import department, run
from tests.helpers.examples import on_files
from udfs.problems import RefusalError
from udfs.values import CellValue, ErrorValue
from workbook_templates.builder.book import build
from workbook_templates.catalogue import GATHERED, TABLES, TEMPLATES
from workbook_templates.context import TableContext, TableData
from workbook_templates.names import TemplateKey

Sheets = dict[str, list[tuple[int, list[tuple[int, CellValue, int]]]]]
WORDS = "电商大促订单审核环节人工重复录入信息仓储系统慢报销客户投诉"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Departments with rows of every table, many of them alike, some typed over, in both languages."""
    folder, chance = tmp_path_factory.mktemp("many") / "all", random.Random(7)  # noqa: S311 - no secret

    def some(count: int) -> str:
        return "".join(chance.choice(WORDS) for _ in range(count))

    for i in range(7):
        path = department(folder / f"部{i % 3}" / f"组{i}", [], TemplateKey.PROJECT, "en" if i == 4 else "zh")
        session = Session(FileBook(path, writing=True), "import", NOW)
        day = date(2026, 9, 1)
        session.append(TABLES["issues"], [
            {**ISSUE, "id": f"I-{chance.randint(1, 30):03}", "problem": some(8) if n % 3 else "人工重复录入信息问题" + some(1),
             "due": day + timedelta(days=n), "current": chance.choice([1, 1.0, True, -0.0, 2.5, None, "x"]),
             "priority": "手工" if n == 5 else None, "notes": chance.choice([None, " 空格", "两\n行", "<&>"])}
            for n in range(chance.randint(2, 30))
        ])  # fmt: skip
        session.append(TABLES["plans"], [
            {**PLAN, "id": f"S-{n}", "name": some(7), "issue": f"I-{chance.randint(1, 40):03}", "effect": chance.randint(1, 6),
             "rank": 3 if n == 1 else None}
            for n in range(chance.randint(0, 12))
        ])  # fmt: skip
        session.append(TABLES["tasks"], [
            {**TASK, "id": f"T-{n}", "what": some(6), "plan": f"S-{n}", "predecessors": f"T-{n - 1}FS+2" if n else None,
             "start": day + timedelta(days=n)}
            for n in range(chance.randint(0, 9))
        ])  # fmt: skip
        session.finish()
    (folder / "坏.xlsx").write_bytes(b"x")
    return folder


def sheets(path: Path) -> Sheets:
    """Return every cell of a register with its style; identities are drawn anew by every run."""
    file, book = Workbook.open(path), FileBook(path)
    ids = {view.sheet: view.column_numbers["_id"] for view in map(book.view, book.tables())}
    return {
        sheet.name: [
            (row, [cell for cell in cells if cell[0] != ids.get(sheet.name)]) for row, cells in file.rows(sheet.name)
        ]
        for sheet in file.sheets
    }


def formulas(path: Path) -> dict[str, dict[str, list[str | None]]]:
    book = FileBook(path)
    return {key: book.view(key).formulas for key in book.tables()}


def messages(outcome: Outcome, path: Path) -> list[str]:
    lines = [finding.line("zh") for finding in outcome.findings] + [outcome.message.zh]
    return [line.replace(str(path), "") for line in lines] + [repr(listing) for listing in outcome.listings]


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A register made by one process."""
    path = tmp_path_factory.mktemp("alone") / "1.xlsx"
    return path, run(folder, path, jobs=1)


def test_two_processes_make_the_same_register(folder: Path, alone: tuple[Path, Outcome], tmp_path: Path) -> None:
    path = tmp_path / "2.xlsx"
    outcome = run(folder, path, jobs=2)
    assert sheets(path) == sheets(alone[0])
    assert formulas(path) == formulas(alone[0])
    assert messages(outcome, path) == messages(alone[1], alone[0])
    assert "相近" in "".join(messages(outcome, path))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("rows", [1, 40])
def test_portions_do_not_matter(
    jobs: int, rows: int, folder: Path, alone: tuple[Path, Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "_BATCH", rows)
    path = tmp_path / "r.xlsx"
    outcome = run(folder, path, jobs=jobs)
    assert sheets(path) == sheets(alone[0])
    assert messages(outcome, path) == messages(alone[1], alone[0])


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Two workers of a Dask cluster, started and ended by a process of their own."""
    code = (
        "import sys; from distributed import LocalCluster\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:\n"
        "        print(cluster.scheduler_address, flush=True); sys.stdin.read()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()


def test_a_cluster_makes_the_same_register(
    folder: Path, alone: tuple[Path, Outcome], tmp_path: Path, cluster: str
) -> None:
    path = tmp_path / "c.xlsx"
    code = """
import sys
from pathlib import Path
from tests.helpers.departments import run
if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), scheduler=sys.argv[3], jobs=2)
"""
    script = tmp_path / "on_cluster.py"
    script.write_text(code, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    command = [sys.executable, script, folder, path, cluster]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert sheets(path) == sheets(alone[0])


def test_rows_that_are_drawn_are_as_rows_that_are_appended(alone: tuple[Path, Outcome], tmp_path: Path) -> None:
    """Fill the same template row by row, the way of every other command, and compute it."""
    drawn, path = FileBook(alone[0]), tmp_path / "appended.xlsx"
    path.write_bytes(build(TemplateKey.PROJECT, "zh", NOW.date(), "0", gathered=True))
    book = FileBook(path, writing=True)
    session = Session(book, "gather", NOW)
    for key in drawn.tables():
        view = drawn.view(key)
        kept = {
            column: [None if formula is not None else value for value, formula in zip(values, view.formulas[column], strict=True)]
            for column, values in view.data.columns.items()
        }  # fmt: skip
        rows = [
            {column: values[i] for column, values in kept.items() if values[i] is not None} for i in view.data.records()
        ]
        session.append(GATHERED[key], rows)
    session.context = book.context(NOW.date())
    recalculate(session, fill=True)
    book.save()
    ours, theirs = sheets(alone[0]), sheets(path)
    assert ours.keys() == theirs.keys()
    for name in ours.keys() - {"_log"}:
        assert ours[name] == theirs[name], name
    assert formulas(alone[0]) == formulas(path)


@pytest.mark.parametrize("table", TABLES)
def test_only_whole_columns_need_other_rows(table: str, tmp_path: Path) -> None:
    key = next(key for key in reversed(TemplateKey) if table in TEMPLATES[key].tables)
    book = FileBook(demo(tmp_path, key))
    view, context = book.view(table), book.context(NOW.date())
    typed = {column.key: view.data[column.key] for column in view.data.table.typed}

    def computed(rows: slice) -> dict[str, list[CellValue]]:
        data = TableData(view.data.table, {key: cells[rows] for key, cells in typed.items()}, len(typed["id"][rows]))
        for column in data.table.computed:
            if column.computed is not None and column.computed.values is not None and not column.computed.whole:
                data.columns[column.key] = column.computed.values(TableContext(context, data))
        return dict(data.columns)

    whole, halves = computed(slice(None)), [computed(slice(3)), computed(slice(3, None))]
    assert whole == {key: [value for half in halves for value in half[key]] for key in whole}


def test_what_the_parent_keeps_of_a_source_is_its_numbers(tmp_path: Path) -> None:
    path = department(tmp_path / "all", [{**TASK, "predecessors": "T-0"}], TemplateKey.PLAN)
    shelf = RowStore(tmp_path)
    rows = next(content for content in shelf.put_source(0, read_source(str(path))).tables if content.table == "tasks")
    assert rows.columns == {"id": ["T-001"], "predecessors": ["T-0"]}
    assert shelf.rows(0, "tasks").column("what") == [TASK["what"]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_room_for_rows_on_their_way_is_a_refusal(jobs: int, tmp_path: Path) -> None:
    department(tmp_path / "all", [ISSUE])
    shelf = RowStore(tmp_path / "gone")
    with Pool(jobs) as pool, pytest.raises(RefusalError, match="cannot-write"):
        list(read_all([str(path) for path in (tmp_path / "all").iterdir()], shelf, pool))


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_pieces_packed_apart_are_one_part(pieces: list[bytes]) -> None:
    built = joined(map(packed_piece, pieces))
    whole = b"".join(pieces)
    assert (built.unpacked(), built.checksum, built.size) == (whole, zlib.crc32(whole), len(whole))


VALUES = (
    st.none() | st.text(max_size=9) | st.integers(-9, 9) | st.floats(-9, 9) | st.booleans() | st.dates(date(1990, 1, 1))
)


@on_files(quick=25, deep=300)
@given(st.lists(st.tuples(VALUES, st.sampled_from([None, ErrorValue("#N/A")]) | VALUES), min_size=1, max_size=30))
def test_drawn_cells_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[CellValue, CellValue]]
) -> None:
    path = blank(tmp_path_factory.mktemp("drawn"))
    book, view = Workbook.open(path, writing=True), FileBook(path).view("issues")
    places = [view.column_numbers[key] for key in ("owner", "notes")]
    columns = list(zip(*rows, strict=True))
    runs = {place: Run(values) for place, values in zip(places, columns, strict=True)}
    pieces = [packed_piece(rows_of(book.look_of("tblIssues"), view.first_row, runs))]
    book.fill_table("tblIssues", len(rows), pieces)
    book.save()
    other = Workbook.open(blank(tmp_path_factory.mktemp("appended")), writing=True)
    for place, values in zip(places, columns, strict=True):
        for row, value in enumerate(values, view.first_row):
            set_cell(other, view.sheet, row, place, Cell(value))
    other.save()
    last = view.first_row + len(rows) - 1
    assert Workbook.open(path).columns(view.sheet, places, view.first_row, last) == Workbook.open(other.path).columns(
        view.sheet, places, view.first_row, last
    )


def test_a_cell_that_cannot_be_drawn_is_named() -> None:
    from addin.xlsx.rows import RowFormat

    row_format = RowFormat(b"", {1: b"", 2: b""}, b"", date1904=False)
    with pytest.raises(RefusalError, match="text-too-long") as caught:
        rows_of(row_format, 5, {1: Run(["a", "b", "x" * 40_000]), 2: Run([None, "y" * 40_000, None])})
    assert caught.value.finding.cell == "B6"
