"""Formulas are rewritten as they are read: what only looks like a cell in a name or a text stays as it is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.book import journal
from addin.book.file.book import FileBook
from addin.book.journal import Change, Step
from addin.book.live.charts import fitted
from addin.commands.check import check
from addin.commands.forms import live
from addin.commands.history import undo
from addin.commands.score import score
from addin.xlsx import Workbook
from addin.xlsx.formulas import RowMarks, pieces, references, with_plain_calls, with_row_mark
from addin.xlsx.tables import TableInfo, move_name
from tests.helpers.books import ISSUE, NOW, demo, filled
from tests.helpers.desk import At
from udfs.values import Cell, ErrorValue
from workbook_templates.formulas import ROW, at_row
from workbook_templates.names import TemplateKey

# Formulas as they stand in row 5; ¤ is the row that moves with the cell.
MARKED = [
    ("A5+$B5*C$5", "A¤+$B¤*C$5"),
    ("A5:B7", "A¤:B7"),
    ("A55+A15+A5", "A55+A15+A¤"),
    ("Q5!C5+'Plan A5'!B5", "Q5!C¤+'Plan A5'!B¤"),
    ('\'It\'\'s A5\'!B5&"A5 ""A5"""', '\'It\'\'s A5\'!B¤&"A5 ""A5"""'),
    ("tblA[A5]+tblA[[#This Row],[Q5]]+A5", "tblA[A5]+tblA[[#This Row],[Q5]]+A¤"),
    ("tblA['[A5]+tblA[a'']]+A5", "tblA['[A5]+tblA[a'']]+A¤"),
    ("LOG5(A5)+LOG10(5)", "LOG5(A¤)+LOG10(5)"),
    ("A5:INDEX(A5:B5,5):C5", "A¤:INDEX(A¤:B¤,5):C¤"),
    ("Plan!A5:Plan!B5+Jan:Dec!A5", "Plan!A¤:Plan!B¤+Jan:Dec!A¤"),
    ("SUM(5:5)+SUM(A:A)+Q5_x+A5_", "SUM(5:5)+SUM(A:A)+Q5_x+A5_"),
    ("IFERROR(A5  /\r\n\tB5,#SPILL!)+A5#", "IFERROR(A¤  /\r\n\tB¤,#SPILL!)+A¤#"),
    ("Plan!#REF!+#REF!+A5", "Plan!#REF!+#REF!+A¤"),
    ("1E5+-A5%>=A5", "1E5+-A¤%>=A¤"),
    (r"'C:\A5\[A5.xlsx]A5'!A5+[1]Q5!A5", r"'C:\A5\[A5.xlsx]A5'!A¤+[1]Q5!A¤"),
    ("{1,5;5,A5}", "{1,5;5,A¤}"),
    ("(A5", "(A¤"),
    ("A5)", "A5)"),
    ("", ""),
]


@pytest.mark.parametrize(("formula", "marked"), MARKED, ids=[formula for formula, _ in MARKED])
def test_the_row_of_a_formula(formula: str, marked: str) -> None:
    assert with_row_mark(formula, 5) == marked.replace("¤", ROW)
    assert RowMarks().pattern(formula, 5) == marked.replace("¤", ROW)
    assert at_row(with_row_mark(formula, 5), 5) == formula


@given(st.text(st.sampled_from("A5$:!'\"[](){}#@,;+ \nQx甲%"), max_size=20), st.sampled_from([5, 55]))
def test_whatever_is_written_nothing_is_lost(formula: str, row: int) -> None:
    assert "".join(piece.text for piece in pieces(formula)) == formula
    assert at_row(with_row_mark(formula, row), row) == formula


def test_a_column_is_read_once() -> None:
    marks = RowMarks()
    assert {marks.pattern(f"$H{row}&'Plan A5'!B{row}", row) for row in range(5, 60)} == {f"$H{ROW}&'Plan A5'!B{ROW}"}


def test_references_in_their_order() -> None:
    assert references("=SERIES(\"a!$A$1\",'it''s'!$A$1:$A$9,Plan!$B$1,1)") == ["'it''s'!$A$1:$A$9", "Plan!$B$1"]


def test_the_tokenizer_comes_without_the_package_around_it() -> None:
    code = (
        "import sys; from addin.xlsx.formulas import with_row_mark; print(repr(with_row_mark('A5', 5)), "
        "sorted({'openpyxl', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{f'A{ROW}'!r} []"


@pytest.mark.parametrize("formula", ["1/0+Q5!C7", "1/0&\"A5\"&'Plan A5'!B7", '1/0&"{row}"'])
def test_undo_gives_a_formula_back_in_the_row_where_its_issue_now_stands(
    formula: str, desk: At, tmp_path: Path
) -> None:
    book = desk(filled(tmp_path, [ISSUE, {**ISSUE, "id": "I-002"}]))
    book.run(score)
    book.type("computed_priority", 0, ErrorValue("#DIV/0!"), formula=formula)
    typed = book.view().formulas["computed_priority"][0]
    book.run(score)
    book.put_rows(("id", "_id"), (1, 0))
    book.run(undo)
    assert book.view().formulas["computed_priority"][1] == typed


def test_a_text_like_the_row_mark_stays_a_text_in_the_log() -> None:
    cells = [Cell(None, text) for text in ('"{row}"', f'"{{row}}"&A{ROW}', f"A{ROW}", '"\\u0000"')]
    step = Step(1, "", "", "score", tuple(Change("issues", "owner", ["a"], [Cell(None)], [cell]) for cell in cells))
    rows = journal.rows_of(step)
    assert journal.read(rows) == [step]
    assert all(ROW not in str(text) for row in rows for text in row)


def test_a_log_of_an_earlier_version_is_read() -> None:
    """What was written by the version before has `{row}` for every formula's row."""
    old = [7, "2026-11-20 09:30:00", "me", "score", "issues", "a b", "owner", "[[2, null]]",
           json.dumps([[2, {"formula": 'IF($H{row}="","",1)'}]])]  # fmt: skip
    (step,) = journal.read([old])  # type: ignore[list-item]
    assert step.changes[0].new == [Cell(None, f'IF($H{ROW}="","",1)')] * 2


TABLE = TableInfo("tblA", "Plan A9", "", 3, 1, 9, 4, ("a",), totals=False)


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("'Plan A9'!$A$3:$D$9", "'Plan A9'!$A$3:$D$12"),
        ("'Plan A9'!$A$1:$D$9,'Plan A9'!$F$1:$G$9", "'Plan A9'!$A$1:$D$12,'Plan A9'!$F$1:$G$12"),
        ("'Plan A9'!$A:$B,'Plan A9'!$1:$9", "'Plan A9'!$A:$B,'Plan A9'!$1:$9"),
        ("SUM('Plan A9'!$A$3:$D$9)*9", "SUM('Plan A9'!$A$3:$D$12)*9"),
        ("\"see 'Plan A9'!$A$3:$D$9\"", "\"see 'Plan A9'!$A$3:$D$9\""),
        ("'Plan A9'!$A$9", "'Plan A9'!$A$9"),
        ("Other!$A$3:$D$9", "Other!$A$3:$D$9"),
    ],
)
def test_names_follow_a_table(name: str, moved: str) -> None:
    assert move_name(name, TABLE, 12) == moved


def test_a_name_that_calculates_over_an_unquoted_sheet_follows() -> None:
    table = TableInfo("tblA", "问题清单", "", 3, 1, 9, 4, ("a",), totals=False)
    assert move_name("SUM(问题清单!$A$3:$D$9)", table, 12) == "SUM(问题清单!$A$3:$D$12)"


def test_the_title_of_a_series_is_a_text() -> None:
    series = '=SERIES("a,汇总!$B$20:$B$28 b",汇总!$B$20:$B$28,汇总!$C$20:$C$28,1)'
    assert fitted(series, "汇总", {(20, 2): 4}) == (
        "=SERIES(\"a,汇总!$B$20:$B$28 b\",'汇总'!$B$20:$B$23,'汇总'!$C$20:$C$23,1)"
    )


def test_calls_of_another_copy_are_plain_again() -> None:
    linked = r"'C:\Users\O''Brien\kaizen.xlam'!KZ_A([1]!KZ_B(A5),kaizen.xlam!KZ_C(),[1]!OTHER())&" + '"[1]!KZ_D("'
    assert with_plain_calls(linked, "KZ_") == 'KZ_A(KZ_B(A5),KZ_C(),[1]!OTHER())&"[1]!KZ_D("'


def test_a_linked_call_in_the_folder_of_somebody_with_an_apostrophe(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.SCORING)
    live(FileBook(path, writing=True), NOW)
    good = FileBook(path).view("plans")
    editor = Workbook.open(path, writing=True)
    cells = [
        Cell(value, formula.replace("KZ_", r"'C:\Users\O''Brien\kaizen.xlam'!KZ_"))
        for value, formula in zip(good.data["total"], good.formulas["total"], strict=True)
        if formula is not None
    ]
    editor.set_columns(good.sheet, good.first_row, {good.column_numbers["total"]: cells})
    editor.save()
    codes = {f.problem.code for f in check(FileBook(path, writing=True), NOW).findings if f.cell.startswith("M")}
    assert FileBook(path).view("plans").formulas["total"] == good.formulas["total"], codes
