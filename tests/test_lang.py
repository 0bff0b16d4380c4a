"""Words and numbers in messages: one working day, two working days."""

import pytest

from udfs.lang import Count, Text
from udfs.problems import Finding, Problem, planning

DAYS = Problem("days", Text("晚 {days} 天", "{days:day/days} late"), Text("改", "mend it"))


@pytest.mark.parametrize(("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (-1, "-1 days")])
def test_a_number_agrees_with_its_noun(number: int, words: str) -> None:
    assert f"{Count(number):day/days}" == words
    assert Finding(DAYS, args={"days": number}).what("en") == f"{words} late"
    assert Finding(DAYS, args={"days": number}).what("zh") == f"晚 {number} 天"


def test_a_count_without_words_is_a_number() -> None:
    assert f"{Count(3)} {Count(1234):,}" == "3 1,234"


def test_the_first_place_to_fix_is_one_place() -> None:
    assert Finding(planning.PLAN_NOT_CLEAN, args={"count": 1}).what("en").startswith("1 place must be fixed")
