"""What is written into a cell is read back, by us and by another reader."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.xlsx import Cell, Workbook, from_serial, to_serial
from tests.helpers.books import set_cell
from udfs.problems import RefusalError
from udfs.values import ErrorValue

anything = st.text(max_size=60) | st.text(alphabet=st.characters(), max_size=20) | st.sampled_from(
    ["_x0041_", "_x005F_", "=1+1", "+1", "-1", "@x", "'x", " a ", "\n", "\r\n", "\r", "\t", "\x00", "\ud800", "😀", "a\vb", "<&>\"'"]
)  # fmt: skip
values = (
    anything
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(2**60), 2**60)
    | st.booleans()
    | st.none()
    | st.sampled_from([ErrorValue("#N/A"), ErrorValue("#DIV/0!")])
)


def built(path: Path, *, date1904: bool = False) -> Path:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": date1904})
    sheet = book.add_worksheet("数据")
    sheet.write(2, 1, "kept", book.add_format({"bold": True}))
    sheet.write_formula(4, 0, "=1+1", None, 2)
    book.close()
    path.write_bytes(stream.getvalue())
    return path


@settings(max_examples=60, deadline=None)
@given(st.lists(values, min_size=1, max_size=40))
def test_values_survive_writing_and_reading(tmp_path_factory: pytest.TempPathFactory, cells: list[object]) -> None:
    path = built(tmp_path_factory.mktemp("trip") / "本 子 😀.xlsx")
    book = Workbook.open(path, writing=True)
    for row, value in enumerate(cells, 1):
        set_cell(book, "数据", row, 5, Cell(value))
    book.save()
    again = Workbook.open(path)
    back = again.columns("数据", [5], 1, len(cells))[5]
    for value, seen in zip(cells, back, strict=True):
        assert seen == value
        assert isinstance(seen, bool) == isinstance(value, bool)
        assert isinstance(seen, ErrorValue) == isinstance(value, ErrorValue)
    assert again.block("数据", 3, 2, 3, 2) == [["kept"]]
    sheet = openpyxl.load_workbook(path)["数据"]
    for row, value in enumerate(cells, 1):
        if (
            isinstance(value, float)
            or (isinstance(value, int) and not isinstance(value, bool))
            or (isinstance(value, str) and value.isprintable() and "_x" not in value)
        ):
            assert sheet.cell(row, 5).value == value


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_days_survive_in_the_1900_system(day: date) -> None:
    assert from_serial(to_serial(day)) == day


@given(st.dates(date(1904, 1, 1), date(9999, 12, 31)))
def test_days_survive_in_the_1904_system(day: date) -> None:
    assert from_serial(to_serial(day, True), True) == day
    if day >= date(1904, 1, 2):
        assert to_serial(day) - to_serial(day, True) == 1462


@given(st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31)).map(lambda moment: moment.replace(microsecond=0)))
def test_times_survive_to_the_second(moment: datetime) -> None:
    back = from_serial(to_serial(moment))
    assert back == (moment.date() if moment == datetime.combine(moment.date(), datetime.min.time()) else moment)


def test_serials_know_excels_false_leap_day() -> None:
    assert (from_serial(1), from_serial(59), from_serial(60), from_serial(61)) == (
        date(1900, 1, 1), date(1900, 2, 28), None, date(1900, 3, 1),
    )  # fmt: skip
    assert to_serial(date(2026, 11, 20)) == 46346
    with pytest.raises(RefusalError, match="1899"):
        to_serial(date(1899, 12, 31))


@pytest.mark.parametrize("date1904", [False, True])
def test_dates_are_written_in_the_workbooks_own_system(tmp_path: Path, date1904: bool) -> None:
    path = built(tmp_path / "a.xlsx", date1904=date1904)
    book = Workbook.open(path, writing=True)
    assert book.date1904 is date1904
    set_cell(book, "数据", 1, 1, Cell(date(2026, 2, 14)))
    book.save()
    number = Workbook.open(path).block("数据", 1, 1, 1, 1)[0][0]
    assert number == (46067 - 1462 if date1904 else 46067)


def test_formula_and_value_are_written_together(tmp_path: Path) -> None:
    path = built(tmp_path / "a.xlsx")
    book = Workbook.open(path, writing=True)
    set_cell(book, "数据", 3, 2, Cell("a<b", 'IF(1<2,"a<b","")'))
    set_cell(book, "数据", 5, 1, Cell(9))
    book.save()
    values_, formulas = Workbook.open(path).columns_with_formulas("数据", [1, 2], 1, 5)
    assert (values_[2][2], formulas[2][2]) == ("a<b", 'IF(1<2,"a<b","")')
    assert (values_[1][4], formulas[1][4]) == (9, None)
    assert openpyxl.load_workbook(path)["数据"]["B3"].font.bold


@pytest.mark.parametrize("text", ["x" * 32_767, "改" * 32_767, "😀" * 16_383])
def test_the_longest_text_fits(tmp_path: Path, text: str) -> None:
    path = built(tmp_path / "a.xlsx")
    book = Workbook.open(path, writing=True)
    set_cell(book, "数据", 1, 1, Cell(text))
    book.save()
    assert Workbook.open(path).block("数据", 1, 1, 1, 1) == [[text]]


@pytest.mark.parametrize("value", ["x" * 32_768, "😀" * 16_384, float("nan"), float("inf"), date(1899, 1, 1)])
def test_what_no_cell_can_hold_is_refused_and_nothing_written(tmp_path: Path, value: object) -> None:
    path = built(tmp_path / "a.xlsx")
    before = path.read_bytes()
    book = Workbook.open(path, writing=True)
    set_cell(book, "数据", 1, 1, Cell(value))
    with pytest.raises(RefusalError):
        book.save()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_midnight_is_a_day() -> None:
    assert from_serial(46346.0) == date(2026, 11, 20)
    assert from_serial(46346.5) == datetime(2026, 11, 20, 12)
    assert from_serial(-1) is None
    assert from_serial(3e6) is None
    assert to_serial(datetime(2026, 11, 20) + timedelta(hours=6)) == 46346.25
