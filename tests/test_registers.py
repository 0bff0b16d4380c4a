"""Registers that commands keep: their headings may be renamed, undo takes back what a command wrote into them."""

from pathlib import Path

import openpyxl
import pytest

from addin.book.file.book import FileBook
from tests.helpers.books import ISSUE, PLAN, blank, filled
from tests.helpers.commandline import Done, kaizen
from tests.helpers.desk import FileDesk
from tests.helpers.mailroom import LI, WANG, column, sent, typed
from workbook_templates.catalogue import KNOWN_TABLES
from workbook_templates.headers import match_headers, match_places
from workbook_templates.names import TemplateKey

REGISTERS = {key: table for key, table in KNOWN_TABLES.items() if table.by_commands}
ROWS = [{**ISSUE, "id": f"I-{i}"} for i in range(2)]


def run(*words: object, cwd: Path, wrong: bool = False) -> Done:
    """Run a command that has to succeed; where something is `wrong` it may name it."""
    done = kaizen(*words, cwd=cwd)
    assert done.returncode in ((0, 1) if wrong else (0,)), done.stderr
    return done


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return a workbook with a conflict in its register, and another copy that came back with one."""
    folder = tmp_path_factory.mktemp("collected")
    master = filled(folder, ROWS)
    first, second = sent(master, WANG, LI)
    typed(first, "owner", 0, "甲")
    typed(master, "owner", 0, "丙")
    typed(second, "owner", 1, "乙")
    typed(master, "owner", 1, "丁")
    run("collect", master, first, cwd=folder, wrong=True)
    return master.read_bytes(), second.read_bytes()


def seen(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """Return the rows of a sheet below its headings that hold something, as another program reads them."""
    rows = [row for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True) if any(row)]
    return rows[4:]


def renamed(path: Path, table: str, key: str, heading: str = "我改的") -> None:
    FileDesk(path).rename(table, FileBook(path).view(table).headers[key], heading)


@pytest.mark.parametrize("key", ["what", "ours", "choice", "state", "sender", "exact", "_id"])
def test_any_heading_of_the_conflicts_may_be_renamed(key: str, collected: tuple[bytes, bytes], tmp_path: Path) -> None:
    master, copy = tmp_path / "m.xlsx", tmp_path / "c.xlsx"
    for path, content in zip((master, copy), collected, strict=True):
        path.write_bytes(content)
    renamed(master, "conflicts", key)
    run("collect", master, copy, cwd=tmp_path, wrong=True)
    rows = seen(master, "冲突")
    assert [(row[3], row[5], row[6], row[11]) for row in rows] == [
        ("责任人", "丙", "甲", "待处理"),
        ("责任人", "丁", "乙", "待处理"),
    ]
    for row in range(2):
        typed(master, "choice", row, "采用对方", "conflicts")
    run("resolve", master, cwd=tmp_path)
    assert column(master, "owner")[:2] == ["甲", "乙"]
    assert [row[11] for row in seen(master, "冲突")] == ["已采用对方"] * 2


@pytest.mark.parametrize("key", ["recipient", "sent", "outcome", "share"])
def test_any_heading_of_the_mailings_may_be_renamed(key: str, collected: tuple[bytes, bytes], tmp_path: Path) -> None:
    master, copy = tmp_path / "m.xlsx", tmp_path / "c.xlsx"
    for path, content in zip((master, copy), collected, strict=True):
        path.write_bytes(content)
    renamed(master, "mailings", key)
    run("collect", master, copy, cwd=tmp_path, wrong=True)
    run("share", master, "--to", "张三 <z@x.cn>", cwd=tmp_path)
    rows = [row[:3] + row[4:6] for row in seen(master, "收发记录")]
    assert rows[2] == ("张三", "z@x.cn", None, "m-张三.xlsx", 2)
    assert [bool(row[6]) for row in seen(master, "收发记录")] == [True, True, False]


@pytest.mark.parametrize(("table", "key"), [(table, c.key) for table in REGISTERS for c in REGISTERS[table].columns])
def test_every_heading_may_be_renamed(table: str, key: str) -> None:
    layout = REGISTERS[table]
    headings = ["我改的" if column.key == key else column.header("en") for column in layout.columns]
    keys = {column.key: i for i, column in enumerate(layout.columns)}
    assert match_places(layout, headings, match_headers(layout, headings)) == keys


@pytest.mark.parametrize("table", REGISTERS)
def test_all_visible_headings_may_be_renamed_at_once(table: str) -> None:
    layout = REGISTERS[table]
    headings = [column.header("zh") if column.hidden else f"新 {i}" for i, column in enumerate(layout.columns)]
    keys = {column.key: i for i, column in enumerate(layout.columns)}
    assert match_places(layout, headings, match_headers(layout, headings)) == keys


def test_a_column_of_ones_own_beside_a_renamed_one_is_not_taken_for_it() -> None:
    layout = REGISTERS["conflicts"]
    headings = [column.header("zh") for column in layout.columns]
    headings[5:6] = ["我加的", "我改的"]
    assert "ours" not in match_places(layout, headings, match_headers(layout, headings))


@pytest.mark.parametrize(
    ("table", "sheet", "command"),
    [("conflicts", "冲突", "resolve"), ("conflicts", "冲突", "collect"), ("mailings", "收发记录", "share"),
     ("returns", "_returns", "collect")],
)  # fmt: skip
def test_a_column_that_is_gone_is_refused_in_words(
    table: str, sheet: str, command: str, collected: tuple[bytes, bytes], tmp_path: Path
) -> None:
    master, copy = tmp_path / "m.xlsx", tmp_path / "c.xlsx"
    for path, content in zip((master, copy), collected, strict=True):
        path.write_bytes(content)
    first, second, *_ = REGISTERS[table].columns
    heading = FileBook(master).view(table).headers[first.key]
    renamed(master, table, first.key)
    renamed(master, table, second.key, heading)
    before = master.read_bytes()
    done = kaizen(*(word for word in (command, master, copy) if word != copy or command == "collect"), cwd=tmp_path)
    assert (done.returncode, f"{sheet}  column-missing" in done.stderr) == (2, True)
    assert master.read_bytes() == before


@pytest.mark.parametrize("key", ["problem", "owner", "impact_level", "notes"])
def test_rows_for_a_column_that_the_table_lacks_are_refused_in_words(key: str, tmp_path: Path) -> None:
    """Of an import nothing is written that would not be kept whole."""
    book = filled(tmp_path, ROWS)
    source = tmp_path / "l.csv"
    source.write_text("问题,责任人,影响程度,备注\n新,王芳,高,x\n", "utf-8")
    renamed(book, "issues", key)
    before = book.read_bytes()
    done = kaizen("import", source, "--into", book, cwd=tmp_path)
    assert (done.returncode, "问题清单  column-missing" in done.stderr) == (2, True)
    assert book.read_bytes() == before


def test_a_table_without_identities_takes_rows_all_the_same(tmp_path: Path) -> None:
    book = filled(tmp_path, ROWS)
    source = tmp_path / "l.csv"
    source.write_text("问题,责任人\n新,王芳\n", "utf-8")
    renamed(book, "issues", "_id")
    run("import", source, "--into", book, cwd=tmp_path)
    assert column(book, "problem")[2] == "新"


# --- the registers of raters, and the chains --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return a workbook with one rater's scores, and another's sheet that came back."""
    folder = tmp_path_factory.mktemp("rated")
    path = filled(folder, [{**PLAN, "id": f"S-{i}"} for i in range(2)], TemplateKey.SCORING)
    sheets = sent(path, WANG, LI, raters=True)
    for sheet, score in zip(sheets, (4, 5), strict=True):
        for row in range(2):
            for key in ("effect", "feasible", "cost", "risk"):
                typed(sheet, key, row, score - row, "plans")
    run("collect", path, sheets[0], cwd=folder, wrong=True)
    return path.read_bytes(), sheets[1].read_bytes()


@pytest.mark.parametrize(
    ("table", "key"),
    [("ratings", "rater"), ("ratings", "effect"), ("ratings", "plan_row"), ("rating_summary", "mean_effect"),
     ("rating_summary", "applied")],
)  # fmt: skip
def test_any_heading_of_the_raters_registers_may_be_renamed(
    table: str, key: str, rated: tuple[bytes, bytes], tmp_path: Path
) -> None:
    path, sheet = tmp_path / "m.xlsx", tmp_path / "s.xlsx"
    for file, content in zip((path, sheet), rated, strict=True):
        file.write_bytes(content)
    renamed(path, table, key)
    run("collect", path, sheet, cwd=tmp_path, wrong=True)
    assert {(row[0], row[2], row[3]) for row in seen(path, "评分记录")} == {
        ("S-0", "王芳", 4), ("S-1", "王芳", 3), ("S-0", "李强", 5), ("S-1", "李强", 4),
    }  # fmt: skip
    means = {row[0]: row[2:4] for row in seen(path, "评分汇总") if str(row[0]).startswith("S-")}
    assert means == {"S-0": (2, 4.5), "S-1": (2, 3.5)}


@pytest.mark.parametrize("key", ["issue", "remark", "_id"])
def test_any_heading_of_the_chains_may_be_renamed(key: str, traced: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    path.write_bytes(traced)
    renamed(path, "trace", key)
    typed(path, "problem", 0, "另一个问题")
    run("trace", path, cwd=tmp_path, wrong=True)
    rows = [row[:14] for row in seen(path, "实施方案")]
    assert "另一个问题" in rows[0][1]
    assert len(rows) == len(seen(path, "实施方案")) == 2


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("traced")
    path = filled(folder, ROWS, TemplateKey.PROJECT)
    run("trace", path, cwd=folder, wrong=True)
    return path.read_bytes()


# --- undo -------------------------------------------------------------------------------------------------------------


def test_undoing_a_collection_leaves_nothing_on_the_register_of_conflicts(
    collected: tuple[bytes, bytes], tmp_path: Path
) -> None:
    """A choice made in between belongs to a conflict that is gone; it is named, and the next one starts without it."""
    master, copy = tmp_path / "m.xlsx", tmp_path / "c.xlsx"
    for path, content in zip((master, copy), collected, strict=True):
        path.write_bytes(content)
    renamed(master, "conflicts", "choice", "我的选择")
    typed(master, "choice", 0, "采用对方", "conflicts")
    run("resolve", master, cwd=tmp_path)
    run("undo", master, cwd=tmp_path)
    done = run("undo", master, cwd=tmp_path, wrong=True)
    assert "冲突!K5  choice-gone" in done.stdout
    assert "采用对方" in done.stdout
    assert seen(master, "冲突") == []
    assert seen(master, "_returns") == []
    run("collect", master, copy, cwd=tmp_path, wrong=True)
    (row,) = seen(master, "冲突")
    assert row[5:7] == ("丁", "乙")
    assert row[10] is None


def test_what_was_typed_beside_rows_that_undo_takes_stays(tmp_path: Path) -> None:
    """A column of one's own is typed in, too."""
    book = blank(tmp_path)
    size = FileDesk(book).table_end("issues")
    source = tmp_path / "l.csv"
    source.write_text("问题\n" + "\n".join(f"新 {i}" for i in range(size + 5)) + "\n", "utf-8")
    renamed(book, "issues", "notes", "我加的列")
    run("import", source, "--into", book, cwd=tmp_path)
    end = FileDesk(book).table_end("issues")
    typed(book, "+我加的列", size + 1, "后来填的")
    run("undo", book, cwd=tmp_path, wrong=True)
    assert "后来填的" in {cell for row in seen(book, "问题清单") for cell in row}
    assert size < FileDesk(book).table_end("issues") < end
