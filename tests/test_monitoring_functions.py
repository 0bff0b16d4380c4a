"""`KZ_LIMITS` and `KZ_SIGNALS`: what a cell shows for columns of values, counts, phases and holes."""

from typing import Any

import pytest

from tests.helpers.charts import AFTER, BEFORE, JUICE, WAFERS
from workbook_templates.functions import FUNCTIONS

LIMITS, SIGNALS = FUNCTIONS["KZ_LIMITS"], FUNCTIONS["KZ_SIGNALS"]


def column(values: list[Any]) -> list[list[Any]]:
    return [[value] for value in values]


def test_limits_spill_beside_the_points() -> None:
    rows = LIMITS(column(BEFORE + AFTER), None, None, 20)
    assert len(rows) == 40
    assert [round(figure, 4) for figure in rows[39]] == [300.5, 279.7833, 321.2167]
    assert LIMITS(column([10, None, 20])) == [[15, "", ""]] * 3
    shares = LIMITS(column(JUICE), column([50] * 30))
    assert [round(figure, 6) for figure in shares[0]] == [0.231333, 0.052428, 0.410239]
    assert [round(figure, 3) for figure in LIMITS(column(WAFERS), None, "c")[0]] == [16, 4, 28]
    # What is drawn ends where the measure does.
    assert LIMITS(column([1, 0, 2] * 4), column([20] * 12), "p'")[0][1] == 0


def test_signals_are_named_at_their_points() -> None:
    words = [text for (text,) in SIGNALS(column(BEFORE + AFTER), None, None, None, 20)]
    assert [i + 1 for i, text in enumerate(words) if text] == [39, 40]
    assert words[38] == "超出控制限"
    english = SIGNALS(column(BEFORE + AFTER), None, "I-MR", "All eight", 20, None, None, "en")
    assert english[38] == ["Outside the limits; Two of three beyond 2σ on one side"] or english[38][0].startswith(
        "Outside"
    )
    excluded = column(["否", *[None] * 37, "是", "Yes"])
    assert SIGNALS(column(BEFORE + AFTER), None, None, "1", 20, None, excluded) == [[""]] * 40


def test_what_is_not_judged_says_why() -> None:
    assert SIGNALS(column([5] * 9))[0] == ["数据无变化，不判定"]
    assert SIGNALS(column([5, 6, 7]), None, None, None, None, None, None, "en")[0] == [
        "only 3 points, 8 are needed to judge"
    ]
    phases = column(["前", *[None] * 19, "后", None])
    words = SIGNALS(column([*BEFORE, 400, 401]), None, None, None, None, phases)
    assert [text for (text,) in words[20:]] == ["只有 2 点，满 8 点才判定", ""]


@pytest.mark.parametrize(("arguments", "begin"), [
    ((column([1, "x"]),), "!请填数字"), ((column([1, 2]), column([1])), "!各区域须一样大"), ((column([1, 2]), None, "柱状图"), "!有参数"),
    ((column([1, 2]), None, "p"), "!这些数据画不了"), ((column([5]), column([3]), "p"), "!这些数据画不了"), ((column([-1]), None, "间隔天数"), "!这些数据画不了"),
    ((column([1, 2]), None, None, 0), "!有参数"), ((column([1e200]),), "!请填数字"),
])  # fmt: skip
def test_what_cannot_be_charted_is_said_in_the_cell(arguments: tuple[Any, ...], begin: str) -> None:
    ((answer,),) = LIMITS(*arguments)
    assert answer.startswith(begin)


def test_unknown_rules_are_refused() -> None:
    assert SIGNALS(column([1, 2]), None, None, "九点")[0][0].startswith("!有参数")


def test_days_between_are_given_as_days() -> None:
    rows = LIMITS(column([30, 12, 41, 9, 22, 3, 60, 17, 28, 14, 35, 8]), None, "间隔天数")
    assert rows[0][0] == pytest.approx(20, abs=2)
    assert rows[0][1] == pytest.approx(0, abs=0.1)
    assert rows[0][2] > 60


def test_blank_points_have_blank_answers() -> None:
    assert LIMITS([[None], [" "]]) == [["", "", ""]] * 2
    assert SIGNALS([[None], [" "]]) == [[""], [""]]
