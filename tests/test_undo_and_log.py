"""`undo` takes the last command back, `log` tells what was done; nothing typed since is touched."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from addin import journal
from addin.commands.check import check
from addin.commands.history import log, undo
from addin.commands.score import score
from addin.filebook import FileBook
from addin.journal import Change, Step
from addin.session import Session
from addin.xlsx import Workbook
from tests.books import ISSUE, NOW, blank, demo, filled
from udfs.problems import RefusalError
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey


def contents(path: Path) -> dict[str, list[list[object]]]:
    """Return what a person sees and what computes it, sheet by sheet, without log and row identities."""
    book = Workbook.open(path)
    seen: dict[str, list[list[object]]] = {}
    hidden = {
        book.tables[t.name].sheet: FileBook(path).view(k).places["_id"]
        for k, t in TABLES.items()
        if t.name in book.tables
    }
    for sheet in book.sheets:
        if sheet.name != "_log":
            rows = [
                (n, [(c, v) for c, v, _ in cells if c != hidden.get(sheet.name)]) for n, cells in book.rows(sheet.name)
            ]
            seen[sheet.name] = [[n, cells] for n, cells in rows if cells]
    return seen


@pytest.mark.parametrize("key", list(TemplateKey))
def test_undo_restores_every_value_after_each_command(key: TemplateKey, tmp_path: Path) -> None:
    path = demo(tmp_path, key)
    score(FileBook(path, writing=True), NOW)
    before = contents(path)
    check(FileBook(path, writing=True), NOW)
    assert contents(path) != before
    outcome = undo(FileBook(path, writing=True), NOW)
    assert (outcome.findings, contents(path)) == ([], before)


def test_undoing_an_import_takes_its_rows_and_gives_the_table_its_size_back(tmp_path: Path) -> None:
    path = blank(tmp_path)
    before = contents(path)
    size = Workbook.open(path).tables["tblIssues"].last_row
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES["issues"], [{**ISSUE, "id": f"I-{i}"} for i in range(50)])
    session.finish()
    score(FileBook(path, writing=True), NOW)
    assert Workbook.open(path).tables["tblIssues"].last_row > size
    undo(FileBook(path, writing=True), NOW)
    undo(FileBook(path, writing=True), NOW)
    assert contents(path) == before
    assert Workbook.open(path).tables["tblIssues"].last_row == size
    with pytest.raises(RefusalError, match="nothing-to-undo"):
        undo(FileBook(path, writing=True), NOW)


def test_what_was_typed_since_is_kept_and_named(tmp_path: Path) -> None:
    path = blank(tmp_path)
    session = Session(FileBook(path, writing=True), "import", NOW)
    session.append(TABLES["issues"], [ISSUE])
    session.finish()
    view = FileBook(path).view("issues")
    book = Workbook.open(path, writing=True)
    book.set_cell(view.sheet, view.first_row, view.places["owner"], Cell("新负责人"))
    book.save()
    outcome = undo(FileBook(path, writing=True), NOW)
    assert [(f.problem.code, f.cell) for f in outcome.findings] == [("changed-since", view.cell("owner", 0))]
    data = FileBook(path).view("issues").data
    assert (data["owner"][0], data["scene"][0]) == ("新负责人", None)


def test_rows_sorted_since_are_found_again(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "id": f"I-{i}", "owner": None if i == 3 else "王芳"} for i in range(5)])
    check(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("issues")
    book = Workbook.open(path, writing=True)
    for key in ("id", "owner", "result", "marks", "_id"):
        values = [view.data[key][i] for i in (4, 3, 2, 1, 0)]
        book.set_columns(view.sheet, view.first_row, {view.places[key]: [Cell(value) for value in values]})
    book.save()
    assert FileBook(path).view("issues").data["result"][1] is not None
    undo(FileBook(path, writing=True), NOW)
    assert set(FileBook(path).view("issues").data["result"]) == {None}


def test_the_log_tells_who_did_what(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "owner": None}])
    check(FileBook(path, writing=True), NOW)
    content = path.read_bytes()
    rows = log(FileBook(path), NOW).listings[0].rows
    assert [row[3] for row in rows][-2:] == ["check", "check"]
    assert rows[-2][1] == "2026-11-20 09:30:00"
    assert rows[-2][4].zh == "问题清单·检查结果"
    assert path.read_bytes() == content


cells = st.builds(
    Cell,
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=30) | st.dates(date(1900, 1, 1)) | st.builds(ErrorValue, st.just("#N/A")),
    st.none(),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=30), st.sampled_from(["owner", "result"]))
def test_the_log_gives_back_what_it_was_told(pairs: list[tuple[Cell, Cell]], column: str) -> None:
    old, new = [old for old, _ in pairs], [new for _, new in pairs]
    change = Change("issues", column, [f"id{i}" for i in range(len(pairs))], old, new)
    step = Step(7, "2026-11-20 09:30:00", "me", "check", (change,), {"issues": 20})
    assert journal.read(journal.rows_of(step)) == [step]


def test_long_texts_are_told_in_rows_that_fit_a_cell() -> None:
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


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(some_rows)
def test_whatever_is_typed_scoring_twice_is_scoring_once_and_undo_restores_it(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, CellValue]]
) -> None:
    path = filled(tmp_path_factory.mktemp("any"), rows)
    score(FileBook(path, writing=True), NOW)
    once, kept = contents(path), path.read_bytes()
    score(FileBook(path, writing=True), NOW)
    assert path.read_bytes() == kept
    check(FileBook(path, writing=True), NOW)
    if contents(path) != once:
        assert undo(FileBook(path, writing=True), NOW).findings == []
        assert contents(path) == once
