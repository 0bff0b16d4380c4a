"""`undo` takes the last command back, `log` tells what was done; nothing typed since is touched."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from addin.book import journal
from addin.book.journal import Change, Step
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.history import log, undo
from addin.commands.score import score
from addin.outcome import Outcome
from tests.helpers.books import ISSUE, blank, demo, filled
from tests.helpers.desk import At, Desk, FileDesk, LiveDesk
from tests.helpers.examples import on_files
from tests.helpers.office import Office
from tests.helpers.uno_engine import opened
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey


@pytest.mark.parametrize("key", list(TemplateKey))
def test_undo_restores_every_value_after_each_command(key: TemplateKey, desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, key))
    # The others have errors in their examples.
    if faultless := {TemplateKey.ROOT_CAUSE: "causes", TemplateKey.RESULTS: "effects"}.get(key):
        book.type("id", 0, None, faultless)
    book.run(score)
    before = book.contents()
    book.run(check)
    assert book.contents() != before
    outcome = book.run(undo)
    assert (outcome.findings, book.contents()) == ([], before)


def added(book: Desk, rows: list[dict[str, CellValue]]) -> Outcome:
    """Add rows as an import does."""

    def importing(content: Any, now: datetime) -> Outcome:
        session = Session(content, "import", now)
        session.append(TABLES["issues"], rows)
        session.finish()
        return Outcome(Text("", ""))

    return book.run(importing)


def test_undoing_an_import_takes_its_rows_and_gives_the_table_its_size_back(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    before, size = book.contents(), book.table_end("issues")
    added(book, [{**ISSUE, "id": f"I-{i}"} for i in range(50)])
    book.run(score)
    assert book.table_end("issues") > size
    book.run(undo)
    book.run(undo)
    assert book.contents() == before
    assert book.table_end("issues") == size
    with pytest.raises(RefusalError, match="nothing-to-undo"):
        book.run(undo)


def test_what_was_typed_since_is_kept_and_named(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    added(book, [ISSUE])
    book.type("owner", 0, "新负责人")
    outcome = book.run(undo)
    assert [(f.problem.code, f.cell) for f in outcome.findings] == [("changed-since", book.view().cell("owner", 0))]
    data = book.view().data
    assert (data["owner"][0], data["scene"][0]) == ("新负责人", None)


def test_rows_sorted_since_are_found_again(desk: At, tmp_path: Path) -> None:
    rows = [{**ISSUE, "id": f"I-{i}", "owner": None if i == 3 else "王芳"} for i in range(5)]
    book = desk(filled(tmp_path, rows))
    book.run(check)
    book.put_rows(("id", "owner", "result", "marks", "_id"), (4, 3, 2, 1, 0))
    assert book.view().data["result"][1] is not None
    book.run(undo)
    assert set(book.view().data["result"]) == {None}


def test_the_log_tells_who_did_what(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [{**ISSUE, "owner": None}]))
    book.run(check)
    before = book.everything()
    rows = book.run(log).listings[0].rows
    assert [row[3] for row in rows][-2:] == ["check", "check"]
    assert rows[-2][1] == book.now.strftime("%Y-%m-%d %H:%M:%S")
    assert rows[-2][4].zh == "问题清单·检查结果"
    assert book.everything() == before


def test_long_texts_are_logged_and_come_back(desk: At, tmp_path: Path) -> None:
    """A cell holds 32,767 characters; what is written in one go through Excel holds fewer."""
    long = ["长" * 32_000, "x" * 9000, "=" + "y" * 8300]
    book = desk(blank(tmp_path))
    before = book.contents()
    added(book, [{**ISSUE, "notes": text} for text in long])
    assert book.view().data["notes"][:3] == long
    book.run(undo)
    assert book.contents() == before


cells = st.builds(
    Cell,
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=30) | st.dates(date(1900, 1, 1)) | st.builds(ErrorValue, st.just("#N/A")),
    st.none(),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=30), st.sampled_from(["owner", "result"]))
def test_the_log_gives_back_what_it_was_reported(pairs: list[tuple[Cell, Cell]], column: str) -> None:
    old, new = [old for old, _ in pairs], [new for _, new in pairs]
    change = Change("issues", column, [f"id{i}" for i in range(len(pairs))], old, new)
    step = Step(7, "2026-11-20 09:30:00", "me", "check", (change,), {"issues": 20})
    assert journal.read(journal.rows_of(step)) == [step]


def test_long_texts_are_reported_in_rows_that_fit_a_cell() -> None:
    new = [Cell("长" * 9000 + str(i)) for i in range(9)]
    change = Change("issues", "notes", [f"id{i}" for i in range(9)], [Cell(None)] * 9, new)
    rows: list[list[CellValue]] = journal.rows_of(Step(1, "", "", "import", (change,)))
    assert max(len(str(cell)) for row in rows for cell in row) <= 32_767
    read = journal.read(rows)[0].changes
    assert [row_id for part in read for row_id in part.row_ids] == change.row_ids
    assert [cell for part in read for cell in part.new] == new


typed = st.sampled_from(
    [
        None,
        "高",
        "m",
        "低 ",
        "数据监控",
        "随便",
        3,
        -1.5,
        date(2026, 11, 1),
        "2026年3月5日",
        "=1+1",
        "!",
        ErrorValue("#N/A"),
        " ",
        "王芳",
    ]
) | st.text(st.characters(codec="utf-8"), max_size=12)
some_rows = st.lists(
    st.fixed_dictionaries({"problem": typed}, optional=dict.fromkeys([*sorted(ISSUE.keys() - {"problem"}), "due", "override", "current", "notes"], typed)), min_size=1,
    max_size=30,
)  # fmt: skip


def holds_for(book: Desk) -> None:
    """Scoring twice is scoring once, and undo takes a check back."""
    book.run(score)
    once, kept = book.contents(), book.everything()
    assert book.run(score).changed == 0
    assert book.everything() == kept
    book.run(check)
    if book.contents() != once:
        assert book.run(undo).findings == []
        assert book.contents() == once


@on_files(quick=8, deep=100, phases=[Phase.explicit, Phase.generate])
@given(some_rows)
def test_whatever_is_typed_scoring_twice_is_scoring_once_and_undo_restores_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, CellValue]]
) -> None:
    holds_for(FileDesk(filled(tmp_path_factory.mktemp("any"), rows)))


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(some_rows)
def test_the_same_in_an_open_workbook(
    office: Office, tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, CellValue]]
) -> None:
    # LibreOffice drops control characters, which Excel keeps.
    kept = [{key: printable(value) for key, value in row.items()} for row in rows]
    book, document = opened(office, filled(tmp_path_factory.mktemp("any"), kept))
    try:
        holds_for(LiveDesk(book, document))
    finally:
        document.close(True)


def printable(value: CellValue) -> CellValue:
    return "".join(filter(str.isprintable, value)) if type(value) is str else value
