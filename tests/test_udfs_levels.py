"""High, medium, low in every accepted spelling."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.levels import DEFAULT_SPELLINGS, level_codes
from udfs.values import ErrorValue

# From methods.md: 高/中/低, High/Medium/Low, H/M/L, 3/2/1, any case, full-width forms, stray spaces.
ACCEPTED = {
    1: [
        "高",
        "High",
        "HIGH",
        "high",
        "hIgH",
        "H",
        "h",
        "3",
        3,
        3.0,
        "Ｈ",
        "ｈ",
        "３",
        "Ｈｉｇｈ",
        "ＨＩＧＨ",
        "ｈｉｇｈ",
    ],
    2: ["中", "Medium", "MEDIUM", "medium", "M", "m", "2", 2, 2.0, "Ｍ", "ｍ", "２", "Ｍｅｄｉｕｍ"],
    3: ["低", "Low", "LOW", "low", "L", "l", "1", 1, 1.0, "Ｌ", "ｌ", "１", "Ｌｏｗ"],
}


@pytest.mark.parametrize(("code", "value"), [(code, value) for code, values in ACCEPTED.items() for value in values])
def test_spelling(code: int, value: str | float) -> None:
    assert level_codes([value]) == [code]


@pytest.mark.parametrize("space", [" ", "  ", "\u3000", "\u00a0", "\t", "\n"])
def test_stray_spaces_do_not_matter(space: str) -> None:
    assert level_codes([f"{space}高", f"低{space}", f"{space}Medium{space}"]) == [1, 3, 2]


@pytest.mark.parametrize(
    "value", ["很高", "高 中", "4", 4, 0, 2.5, "true", True, False, "-", "None", ErrorValue("#N/A")]
)
def test_anything_else_is_unknown(value: str | float) -> None:
    assert level_codes([value]) == [0]


@pytest.mark.parametrize("value", [None, "", " ", "\u3000", "\t\n\u00a0"])
def test_blank(value: str | None) -> None:
    assert level_codes([value]) == [-1]


def test_a_spelling_in_two_lists_counts_as_the_lower_level() -> None:
    spellings = [["高", "x"], ["中", "X"], ["低"]]
    assert level_codes(["x", "X", "高"], spellings) == [2, 2, 1]


def test_users_own_spellings_replace_the_defaults() -> None:
    assert level_codes(["严重", "高", None], [["严重", ""], [], []]) == [1, 0, -1]


def test_no_default_spelling_stands_in_two_lists() -> None:
    words = [word for column in DEFAULT_SPELLINGS for word in column]
    assert len(set(words)) == len(words)
    for left, right in itertools.combinations(DEFAULT_SPELLINGS, 2):
        assert not {word.casefold() for word in left} & {word.casefold() for word in right}


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False))))
def test_a_column_reads_as_its_cells_do(values: list[str | float | None]) -> None:
    assert level_codes(values) == [level_codes([value])[0] for value in values]
