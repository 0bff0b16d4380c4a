"""`gather --to`: tables for BI tools, in files and in databases, replaced only where they are our own."""

import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy

from addin.gathering.database import Database
from addin.gathering.frames import Frame
from addin.gathering.parquet import Parquet
from addin.xlsx import Cell
from tests.helpers.books import ISSUE, PLAN
from tests.helpers.commandline import kaizen
from tests.helpers.departments import codes, department, renamed, rows, run, three_departments, typed
from tests.helpers.office import missing
from udfs.problems import RefusalError
from workbook_templates.names import TemplateKey


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_departments(tmp_path_factory.mktemp("all") / "各部门")


def _programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; Debian keeps them out of the path."""
    results = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    known = shutil.which("initdb")
    return results[0].parent if results else Path(known).parent if known else None


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own, reached by a socket in its folder, as a person without rights."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed; SQLite stands for it")
    user = None
    if os.geteuid() == 0:
        user = next(
            (name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}), None
        )
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o777)
        command: dict[str, Any] = {
            "user": user,
            "cwd": place,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        subprocess.run([programs / "initdb", "-D", place / "data", "-U", "bi", "-A", "trust", "-E", "UTF8", "--no-locale"],
                       check=True, **command)  # fmt: skip
        options = ["-D", place / "data", "-k", place, "-c", "listen_addresses=", "-c", "fsync=off"]
        with subprocess.Popen([programs / "postgres", *options], **command) as server:
            try:
                _wait(place / ".s.PGSQL.5432")
                yield f"postgresql://bi@/postgres?host={place}"
            finally:
                server.terminate()
                server.wait(20)


def _wait(place: Path) -> None:
    for _ in range(100):
        with socket.socket(socket.AF_UNIX) as client:
            if client.connect_ex(str(place)) == 0:
                time.sleep(0.5)
                return
        time.sleep(0.1)
    missing("PostgreSQL did not start")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, sqlalchemy.Engine]]:
    """A database without our tables: its address, and an engine to look into it."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'bi.db'}"
        engine = sqlalchemy.create_engine(address)
    else:
        address = request.getfixturevalue("postgres")
        engine = sqlalchemy.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
                connection.execute(sqlalchemy.text(statement))
    yield address, engine
    engine.dispose()


def read(engine: sqlalchemy.Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sqlalchemy.text(query))]


def test_a_database_gets_one_table_each_with_labels(
    folder: Path, tmp_path: Path, database: tuple[str, sqlalchemy.Engine]
) -> None:
    address, engine = database
    outcome = run(folder, tmp_path / "r.xlsx", targets=(address,))
    assert not outcome.wrong
    ours = rows(tmp_path / "r.xlsx", "issues", "id", "origin", "priority", "found_on")
    query = "SELECT id, origin, priority, found_on FROM kaizen_issues ORDER BY id"
    theirs = read(engine, query)
    assert [(*row[:3], str(row[3])) for row in sorted(theirs)] == sorted((*row[:3], str(row[3])) for row in ours)  # type: ignore[type-var]
    assert read(engine, "SELECT SUM(total) FROM kaizen_plans") == [(28.0,)]
    label = "SELECT zh, en, type FROM kaizen_labels WHERE table_key = 'issues' AND column_key = 'found_on'"
    assert read(engine, label) == [("发现日期", "Found on", "date")]
    kinds = {column["name"]: str(column["type"]) for column in sqlalchemy.inspect(engine).get_columns("kaizen_issues")}
    assert (kinds["found_on"], kinds["scope"]) == ("DATE", "TEXT")
    again = run(folder, targets=(address,))
    assert "kaizen" not in again.message.zh
    assert read(engine, query) == theirs
    assert sorted(sqlalchemy.inspect(engine).get_table_names()) == [
        "kaizen_issues", "kaizen_labels", "kaizen_plans", "kaizen_tables", "kaizen_tasks",
    ]  # fmt: skip


def test_a_strangers_table_is_never_replaced(
    folder: Path, tmp_path: Path, database: tuple[str, sqlalchemy.Engine]
) -> None:
    address, engine = database
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE kaizen_tasks (mine TEXT)"))
        connection.execute(sqlalchemy.text("INSERT INTO kaizen_tasks VALUES ('keep')"))
    with pytest.raises(RefusalError, match="foreign-table"):
        run(folder, tmp_path / "r.xlsx", targets=(address,))
    assert not (tmp_path / "r.xlsx").exists()
    assert read(engine, "SELECT * FROM kaizen_tasks") == [("keep",)]
    assert sqlalchemy.inspect(engine).get_table_names() == ["kaizen_tasks"]


def test_views_on_our_tables_stay_and_show_the_new_rows(
    tmp_path: Path, database: tuple[str, sqlalchemy.Engine]
) -> None:
    address, engine = database
    department(tmp_path / "all" / "甲", [ISSUE])
    run(tmp_path / "all", targets=(address,))
    with engine.begin() as connection:
        connection.execute(
            sqlalchemy.text("CREATE VIEW per_owner AS SELECT owner, COUNT(*) AS n FROM kaizen_issues GROUP BY owner")
        )
    department(tmp_path / "all" / "乙", [{**ISSUE, "id": "I-7"}])
    run(tmp_path / "all", targets=(address,))
    assert read(engine, "SELECT owner, n FROM per_owner") == [("王芳", 2)]
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("ALTER TABLE kaizen_issues ADD COLUMN mine TEXT"))
    with pytest.raises(RefusalError, match="foreign-table"):
        run(tmp_path / "all", targets=(address,))


def test_parquet_files_have_dates_and_numbers_and_labels(folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = kaizen("gather", folder, "--to", "parquet", "--to", "sqlite", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {"汇编.parquet", "汇编.sqlite"}
    issues = pd.read_parquet(tmp_path / "汇编.parquet" / "issues.parquet")
    assert list(issues["id"]) == ["W-7", "客服部/I-001", "客服部/I-002", "财务部/I-001"]
    assert issues["found_on"][0] == date(2026, 11, 2)
    assert pd.read_parquet(tmp_path / "汇编.parquet" / "plans.parquet")["total"].sum() == 28
    labels = pd.read_parquet(tmp_path / "汇编.parquet" / "labels.parquet")
    assert set(issues.columns) - {"misfits"} == set(labels[labels["table_key"] == "issues"]["column_key"])
    with sqlite3.connect(tmp_path / "汇编.sqlite") as connection:
        assert connection.execute("SELECT COUNT(*) FROM kaizen_issues").fetchone() == (4,)
    connection.close()


def test_a_strangers_file_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "r.parquet"
    place.mkdir()
    pd.DataFrame({"a": [1]}).to_parquet(place / "issues.parquet")
    before = (place / "issues.parquet").read_bytes()
    with pytest.raises(RefusalError, match="foreign-table"):
        run(folder, tmp_path / "r.xlsx", targets=("parquet",))
    (tmp_path / "s.sqlite").write_bytes(b"not a database at all, but somebody's notes" * 100)
    with pytest.raises(RefusalError, match="database-refused"):
        run(folder, tmp_path / "s.xlsx", targets=("sqlite",))
    assert (place / "issues.parquet").read_bytes() == before
    assert not list(tmp_path.glob("*.xlsx"))


def test_what_fits_no_type_is_kept_beside(tmp_path: Path) -> None:
    path = department(tmp_path / "all", [ISSUE])
    typed(path, "issues", {("found_on", 0): Cell("上周一"), ("current", 0): Cell("约4小时"), ("benchmark", 0): Cell(2)})
    outcome = run(tmp_path / "all", targets=(f"sqlite:///{tmp_path / 'bi.db'}",))
    assert "bi-misfits" in codes(outcome)
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'bi.db'}")
    (row,) = read(engine, "SELECT found_on, current, benchmark, misfits FROM kaizen_issues")
    engine.dispose()
    assert row[:3] == (None, None, 2.0)
    assert row[3].split("\n")[:2] == ["found_on: 上周一", "current: 约4小时"]


def test_unknown_places_and_databases_that_are_not_there(tmp_path: Path) -> None:
    department(tmp_path / "all", [PLAN], TemplateKey.SCORING)
    for target, code in (
        ("mysql://u:geheim@h/d", "unknown-target"),
        ("excel", "unknown-target"),
        ("postgresql://u:geheim@127.0.0.1:1/d", "database-refused"),
        (f"sqlite:///{tmp_path}/none/x.db", "database-refused"),
    ):
        done = kaizen("gather", tmp_path / "all", "--to", target, cwd=tmp_path)
        assert (done.returncode, code in done.stderr) == (2, True)
        assert "geheim" not in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "library", "extra"),
    [
        (("--to", "parquet"), "pyarrow", "bi"),
        (("--to", "sqlite"), "sqlalchemy", "bi"),
        (("--to", "postgresql://h/d"), "psycopg", "bi"),
        (("--scheduler", "tcp://127.0.0.1:1"), "distributed", "cluster"),
    ],
)
def test_a_missing_library_names_the_extra(
    words: tuple[str, str], library: str, extra: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / f"{library}.py").write_text("raise ImportError('not installed', name=__name__)", "utf-8")
    for lang in ("zh", "en"):
        done = subprocess.run(
            [sys.executable, "-c", "from addin.cli.app import app; app()", "gather", folder, *words, "--lang", lang],
            capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parents[1])]), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert done.returncode == 2
        assert f"pip install 'kaizen-ribbon[{extra}]'" in done.stderr
        assert library in done.stderr
        assert "Traceback" not in done.stderr


# What other programs let people write into headings and cells: quotes, ends of statements, places for parameters.
HOSTILE = (
    "'); DROP TABLE kaizen_issues; --",
    'x" TEXT); DELETE FROM kaizen_labels; --',
    "%s %(id)s %% :id ?",
    "[满意度](1.5) {0} `y`",
    "a\\b/c\nd\te",
    "=1+1",
)


def test_headings_and_cells_of_others_are_text_in_a_database(
    tmp_path: Path, database: tuple[str, sqlalchemy.Engine]
) -> None:
    address, engine = database
    for at, words in enumerate(HOSTILE):
        path = department(
            tmp_path / "all" / f"部门{at}", [{**ISSUE, "problem": words, "notes": words, "extent": words}]
        )
        typed(path, "issues", {("unit", 0): Cell(words)})
        renamed(path, "issues", "unit", words.partition("\n")[0])
    run(tmp_path / "all", tmp_path / "r.xlsx", targets=(address,))
    names = set(sqlalchemy.inspect(engine).get_table_names())
    assert names == {"kaizen_issues", "kaizen_labels", "kaizen_tables"}
    issues = {column["name"] for column in sqlalchemy.inspect(engine).get_columns("kaizen_issues")}
    assert all(name.isidentifier() for name in issues)
    present = read(engine, "SELECT problem, extent, notes FROM kaizen_issues")
    assert {problem for problem, _, _ in present} == set(HOSTILE)
    for problem, extent, notes in present:
        assert extent == problem
        assert notes.startswith(problem)
        assert notes.endswith(f"{problem.partition(chr(10))[0]}：{problem}")


def test_names_of_columns_are_names_whatever_they_hold(tmp_path: Path, database: tuple[str, sqlalchemy.Engine]) -> None:
    """Into a database and into Parquet, and once more into the same place."""
    address, engine = database
    columns = tuple((name, "text") for name in HOSTILE)
    frame = Frame("issues", columns, [HOSTILE, (None,) * len(HOSTILE)])  # type: ignore[arg-type]  # all of type text
    for _ in range(2):
        Database(address).write([frame])
        Parquet(tmp_path / "bi").write([frame])
    assert [column["name"] for column in sqlalchemy.inspect(engine).get_columns("kaizen_issues")] == list(HOSTILE)
    assert read(engine, "SELECT * FROM kaizen_issues") == [HOSTILE, (None,) * len(HOSTILE)]
    assert set(sqlalchemy.inspect(engine).get_table_names()) == {"kaizen_issues", "kaizen_tables"}
    table = pd.read_parquet(tmp_path / "bi" / "issues.parquet")
    assert list(table.columns) == list(HOSTILE)
    assert tuple(table.iloc[0]) == HOSTILE
