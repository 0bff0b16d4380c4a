"""要因确认: shares with their intervals, the control group, the sample; native formulas and functions alike."""

from pathlib import Path

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.causes import causes
from tests.helpers.books import NOW, blank
from tests.helpers.office import Office, differences
from udfs.causes import confirmations as rules
from udfs.lang import Lang
from udfs.values import CellValue, ErrorValue
from workbook_templates.catalogue import TABLES
from workbook_templates.functions import FUNCTIONS
from workbook_templates.names import TemplateKey

Row = dict[str, CellValue]


def book_of(folder: Path, rows: list[Row], lang: Lang = "zh") -> Path:
    path = blank(folder, TemplateKey.ROOT_CAUSE, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["causes"], [{"id": "C-001", "issue": "I-001", "answer": "x"}])
    session.append(
        TABLES["confirmations"], [{"id": f"V-{i:03}", "cause": "C-001", **row} for i, row in enumerate(rows, 1)]
    )
    session.finish()
    return path


# From Newcombe 1998a, table I, and the manual's 10 of 10 (exact, one-sided).
@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718), (24, 30, 0.627, 0.905), (10, 10, 0.7411, 1),
     (0, 20, 0, 0.1391)],
)  # fmt: skip
def test_the_interval_of_a_share(hits: int, cases: int, low: float, high: float) -> None:
    (lower,), (upper,) = rules.bounds([hits], [cases])
    digits = 3 if (hits, cases) == (24, 30) else 4
    assert (round(lower, digits), round(upper, digits)) == (low, high)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "claim", "words"),
    [
        ((24, 30, None, None), 0.8, "还不能说明 ≥ 80%"),
        ((240, 300, None, None), 0.75, "已说明 ≥ 75%"),
        ((10, 10, None, None), 0.74, "已说明 ≥ 74%"),
        ((2, 30, None, None), 0.8, "低于主张的 80%"),
        ((28, 30, 9, 30), None, "两者有关联"),
        ((12, 30, 11, 30), None, "可能是偶然"),
    ],
)
def test_what_the_data_show_is_stated_without_overclaiming(
    counts: tuple[CellValue, ...], claim: CellValue, words: str
) -> None:
    x, n, y, m = ([value] for value in counts)
    (text,) = rules.judgements(x, n, y, m, [claim])
    assert words in str(text)


def test_so_many_more_cases_would_show_the_claim() -> None:
    """The advice is true: with so many more that fit the claim is shown, with one fewer it is not."""
    (text,) = rules.judgements([24], [30], [None], [None], [0.8])
    more = int(str(text).partition("再查 ")[2].partition(" ")[0])
    (enough,) = rules.judgements([24 + more], [30 + more], [None], [None], [0.8])
    (short,) = rules.judgements([23 + more], [29 + more], [None], [None], [0.8])
    assert str(enough).startswith("已说明")
    assert str(short).startswith("还不能")


def test_the_same_seed_draws_the_same_rows() -> None:
    drawn = str(rules.drawn_rows(200, 10, 7)).split(", ")
    assert drawn == str(rules.drawn_rows(200, 10, 7)).split(", ")
    assert len({*drawn}) == 10
    assert all(1 <= int(row) <= 200 for row in drawn)
    assert drawn != str(rules.drawn_rows(200, 10, 8)).split(", ")
    assert rules.drawn_rows(None, 10, None) is None
    for odd in ((5, 10, 1), (200, None, 1), (200, 10, None), ("x", 10, 1), (200, 2.5, 1)):
        assert str(rules.drawn_rows(*odd)).startswith("!")


def test_a_verdict_that_the_data_do_not_show_is_named(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"hits": 24, "cases": 30, "claim": 0.8, "verdict": "是要因"},
        {"hits": 28, "cases": 30, "control_hits": 9, "control_cases": 30, "verdict": "是要因"},
        {"verdict": "是要因"},
        {"hits": 1, "cases": 30, "verdict": "非要因"},
    ]
    path = book_of(tmp_path, rows)
    named = [
        f.cell for f in causes(FileBook(path, writing=True), NOW).findings if f.problem.code == "verdict-not-shown"
    ]
    view = FileBook(path).view("confirmations")
    assert named == [view.cell("verdict", 0), view.cell("verdict", 2)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_spreadsheet_program_finds_the_same(lang: Lang, tmp_path: Path, office: Office) -> None:
    counts: list[tuple[CellValue, ...]] = [
        (81, 263, 5, 40), (10, 10, 0, 10), (0, 20, 3, 3), (3, 2, 1, 1), (-1, 5, None, None), ("3", 5, 1, 2), (2.5, 5, 1, 2),
        (1, 0, 1, 0), (None, 5, 1, 1), (5, None, 2, 2), (ErrorValue("#N/A"), 5, 1, 1), (7, 9, 9, 7), (1, 1, 1, 1), (300, 100_000, 12, 90_000),
    ]  # fmt: skip
    rows: list[Row] = [
        dict(zip(("hits", "cases", "control_hits", "control_cases"), values, strict=True)) for values in counts
    ]
    path = book_of(tmp_path, rows, lang)
    causes(FileBook(path, writing=True), NOW)
    assert differences(office, path) == []


def test_as_worksheet_functions() -> None:
    share, compare, least = FUNCTIONS["KZ_SHARE"], FUNCTIONS["KZ_COMPARE"], FUNCTIONS["KZ_MIN_N"]
    assert share(24, 30)[0][0] == "占比 80%（95% 区间 62.7%～90.5%，n=30，Wilson 法）"
    assert "74.1%" in str(share([[10], [None]], [[10], [5]], "en")[0][0])
    assert share([[10], [None]], [[10], [5]])[1] == [""]
    assert "3.11 倍" in str(compare(28, 30, 9, 30)[0][0])
    assert least([[240], [0]], [[300], [0]], 0.75) == [[0], [11]]
    for answer in (share(31, 30), compare(1, 2, 3, 2), least(1, 2, 80)):
        assert str(answer[0][0]).startswith("!")


def test_shares_show_a_decimal_since_a_bound_of_79_6_percent_is_not_80(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path, TemplateKey.ROOT_CAUSE, "en"))["Confirmations"]
    formats = {
        str(head.value).partition(" ")[0]: body.number_format for head, body in zip(sheet[4], sheet[5], strict=True)
    }
    assert (formats["From"], formats["To"], formats["Times"]) == ("0.0%", "0.0%", "#,##0.00")
