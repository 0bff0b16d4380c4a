"""Benchmark gaps and the rounding that they share with scores."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from udfs.gap import gap
from udfs.rounding import rounded
from udfs.values import ErrorValue


def test_the_manuals_example() -> None:
    # 行业 2 小时 vs 当前 4 小时
    assert gap([4], [2]) == [2]


def test_binary_fractions_leave_nothing_behind() -> None:
    assert gap([0.3, 1.1, 5.0, 2.5], [0.1, 1, 3, 2.5]) == [0.2, 0.1, 2, 0]
    assert [type(value) for value in gap([5.0, 2.5], [3.0, 1.25])] == [int, float]


def test_blank_is_never_zero() -> None:
    assert gap([None, 4, "", "x"], [2, " ", None, None]) == ["", "", "", ""]


def test_what_is_no_number_says_so() -> None:
    assert gap(["4小时", True, ErrorValue("#N/A"), 1e308], [2, 1, 1, -1e308]) == ["!请填数字"] * 4
    assert gap(["4"], [2], "en") == ["!Enter a number"]


def test_halves_round_away_from_zero_on_the_digits_shown() -> None:
    assert [rounded(x, 1) for x in (0.25, -0.25, 0.35, 1.05, 2.675, 1e-7)] == [0.3, -0.3, 0.4, 1.1, 2.7, 0]
    assert rounded(2.675, 2) == 2.68
    assert rounded(1.0000005, 6) == 1.000001


def test_whole_numbers_keep_their_size() -> None:
    assert rounded(123456789012345.0, 6) == 123456789012345
    assert rounded(1e300, 6) == 1e300


@given(st.floats(-1e14, 1e14), st.integers(1, 10))
def test_rounding_equals_decimal_arithmetic(value: float, digits: int) -> None:
    assert rounded(value, digits) == float(Decimal(repr(value)).quantize(Decimal(10) ** -digits, ROUND_HALF_UP))


@given(st.integers(-(10**9), 10**9), st.integers(1, 10))
def test_ties_round_as_decimal_arithmetic_does(thousandths: int, digits: int) -> None:
    value = float(f"{thousandths}5e-{digits + 1}")
    assert rounded(value, digits) == float(Decimal(repr(value)).quantize(Decimal(10) ** -digits, ROUND_HALF_UP))
