"""What a cell of an export is read as does not depend on its neighbours, although plain ones are read together."""

import numpy as np
import pyarrow as pa
import pytest

from addin.measuring.columns import TextColumn, Units, ValueColumn
from addin.measuring.tallies import parted
from udfs.measuring.cells import read_day, read_number
from udfs.measuring.filters import parse_filter

NUMBERS = (
    "5.", ".5", "-0", "-.5", "+5", "1e5", "1E5", "1e-3", "1_000", "0x10", "inf", "-inf", "nan", "NaN", "05", "-5", " 5", "5 ",
    "1.5e", "--5", "5..", "1,5", "1,000", "1,00", "1d5", "1e400", "５", "5.%", ".",
)  # fmt: skip
DAYS = (
    "2026-01-03", "2026-01-0312", "2026-01-03x", "2026-01-03 9:15", "2026-01-03T", "2026-01-03T09:15Z", "2026-01-03,",
    "2026-01-03 25:00", "2026-01-03 ", "2026-01-03 x", "2026年11月13日 x", "2026年11月13日 9:00", "2026年1月3日   x", "2026.01.03", "2026-1-3", "20260103", "2026010312", "2026-13-01",
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
@pytest.mark.parametrize("neighbour", ["7", "7.5", "1,234", "7万", "很多"])
def test_a_number_is_read_alike_beside_any_other(text: str, neighbour: str) -> None:
    read = TextColumn(pa.array([text, neighbour])).numbers(Units()).values[0]
    assert read == pytest.approx(float("nan") if (number := read_number(text)) is None else number, nan_ok=True)


@pytest.mark.parametrize("text", DAYS)
@pytest.mark.parametrize("neighbour", ["2026-02-02", "2026-02-02 10:00", "2026/2/2", "2026年2月2日", "待定"])
def test_a_day_is_read_alike_beside_any_other(text: str, neighbour: str) -> None:
    day = read_day(text)
    assert TextColumn(pa.array([text, neighbour])).days()[0] == (day.toordinal() if day else 0)


def test_a_point_that_nothing_stands_behind_ends_a_number() -> None:
    assert read_number("5.") == 5
    assert read_number("第5.") is None


@pytest.mark.parametrize("cells", [[1, 2.0, 2.5, -3], [float("nan"), float("inf"), 2]])
@pytest.mark.parametrize("text", ["时长>2", "时长≥2", "时长<2", "时长>2小时"])
def test_a_condition_holds_for_numbers_together_as_for_each(cells: list[float], text: str) -> None:
    condition = parse_filter(text)[0][0]
    assert ValueColumn(cells, typed=True).holds(condition).tolist() == [condition.holds(cell) for cell in cells]


@pytest.mark.parametrize("widest", [3, 1 << 30])
def test_values_are_parted_by_their_keys_and_ascend(widest: int) -> None:
    keys, values = np.array([7, 7 + widest, 8, 7, 8, 7], np.int32), np.array([3.0, 9, -1, 2, -4, 2])
    parts = parted(keys, values)
    assert {key: part.tolist() for key, part in parts.items()} == {7: [2, 2, 3], 8: [-4, -1], 7 + widest: [9]}
