"""Rules of control charts: qcc's published cases of Nelson's eight, NHS's four, and how often stable series give false alarms."""

import random
from collections.abc import Sequence

import pytest

from udfs.monitoring.charts import draw
from udfs.monitoring.choices import (
    DEFAULT_SET,
    INDIVIDUALS,
    NELSON,
    NHS,
    OUTSIDE,
    OUTSIDE_SET,
    SEVEN_IN_TREND,
    SEVEN_ON_A_SIDE,
    SIX_IN_TREND,
    TWO_NEAR_LIMIT,
    TWO_OF_THREE,
    Rule,
)  # fmt: skip
from udfs.monitoring.own_rules import rules_of
from udfs.monitoring.rules import Judged, Signal, signals, zone
from udfs.monitoring.series import series_of
from udfs.values import CellValue, ErrorValue


def of_z(values: list[float], rule: Rule) -> list[Signal]:
    return signals(Judged(range(len(values)), values, [zone(value, 0, 1) for value in values]), (rule,))


def places(values: list[float], rule: Rule) -> list[int]:
    return sorted(place + 1 for signal in of_z(values, rule) for place in signal.points)


@pytest.mark.parametrize(("number", "values", "expected"), [
    (1, [0, 3.2, -3.4, 3], [2, 3]),
    (2, [0.5] * 10 + [-0.5] * 10, [9, 10, 19, 20]),
    (3, [1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1], [6, 7, 13, 14]),
    (4, [1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7, 9, 8], [14, 15]),
    (5, [0, 2.3, 0.4, 2.2, -2.4, -0.2, -2.5], [4, 7]),
    (6, [1.2, 1.3, 0.2, 1.4, 1.5, -1.2, -1.3, -0.1, -1.4, -1.5], [5, 10]),
    (7, [0.3] * 16 + [1.2], [15, 16]),
    (8, [1.2, -1.3, 1.1, -1.4, 1.5, -1.2, 1.3, -1.1, 0.2], [8]),
    (8, [1.2] * 8, []),
])  # fmt: skip
def test_nelsons_rules_as_qcc_has_them(number: int, values: list[float], expected: list[int]) -> None:
    """V15–V23; T11: eight beyond 1σ on one side are not what rule 8 is about."""
    assert places(values, NELSON[number - 1]) == expected


def test_a_run_is_one_signal_that_keeps_its_day() -> None:
    (signal,) = of_z([-1, *[0.5] * 12], NELSON[1])
    assert (signal.first, signal.at, signal.last, signal.side) == (1, 9, 12, 1)
    assert len(of_z([4, 0, 4, -4], OUTSIDE)) == 3


def test_equality_is_on_the_line_and_not_beyond() -> None:
    """T9: the mean of 0.1, 0.2, 0.3 is not 0.2 as a float; T11: exactly 1σ is within."""
    assert zone(0.2, (0.1 + 0.2 + 0.3) / 3, 0.1) == 0
    assert zone(0.1 + 0.2, 0.0, 0.1) == 3
    assert places([0.5] * 8 + [0] + [0.5], NELSON[1]) == []
    assert places([1.0] * 15, NELSON[6]) == [15]
    assert places([1.0, -1.0] * 4, NELSON[7]) == []
    assert zone(1e-12, -1e-12, 1.0) == 0


def test_lengths_differ_from_school_to_school() -> None:
    """T10: seven in NHS's rules, nine in Nelson's; trends of six points and of seven; equal neighbours break a trend."""
    assert places([0.5] * 8, SEVEN_ON_A_SIDE) == [7, 8]
    assert places([0.5] * 8, NELSON[1]) == []
    rise: list[float] = [0, 1, 2, 3, 4, 5]
    assert (places(rise, SIX_IN_TREND), places(rise, SEVEN_IN_TREND), places([*rise, 6], SEVEN_IN_TREND)) == (
        [6],
        [],
        [7],
    )
    assert places([0, 1, 2, 2, 3, 4, 5], SIX_IN_TREND) == []
    # Two of three: the third may lie anywhere for Nelson, not for NHS, which leaves out what is beyond the limits, too.
    assert (places([2.1, -0.5, 2.2], TWO_OF_THREE), places([2.1, -0.5, 2.2], TWO_NEAR_LIMIT)) == ([3], [])
    assert (places([2.1, 0.5, 2.2], TWO_NEAR_LIMIT), places([2.1, 0.5, 3.2], TWO_NEAR_LIMIT)) == ([3], [])
    assert places([2.1, 2.2, 0.5, 0.1], TWO_NEAR_LIMIT) == [2]


def test_a_new_phase_begins_a_new_run_and_a_hole_does_not() -> None:
    values = [10, 0] * 10 + [12, 6, 12, 6, 12, None, 6, 12, 6, 12]
    flat = draw(series_of(values, baseline=[i < 20 for i in range(30)]), INDIVIDUALS)
    assert [signal.at for signal in flat.signals] == [29]
    names = ["a"] * 25 + ["b"] * 5
    assert draw(series_of(values, phases=names, baseline=[i < 20 for i in range(30)]), INDIVIDUALS).signals == ()


def test_run_rules_are_never_applied_to_moving_ranges() -> None:
    """T20: small ranges for a long time are no signal; a range beyond its own limit is."""
    values = [0.0, 5.0, 1.0, 7.0, 2.0, 6.0] * 4 + [3.4, 3.6] * 10 + [40.0]
    chart = draw(series_of(values, baseline=[i < 24 for i in range(45)]), INDIVIDUALS, (NELSON[1],))
    assert chart.signals == ()
    assert chart.ranges_out == (44,)


@pytest.mark.parametrize(("cell", "expected"), [
    (None, DEFAULT_SET.rules), ("  ", DEFAULT_SET.rules), ("默认", DEFAULT_SET.rules), ("outside only", (OUTSIDE,)),
    ("八大判异", NELSON), ("nhs", NHS), ("1,2，5", (NELSON[0], NELSON[1], NELSON[4])), (1, (OUTSIDE,)), (2.0, (NELSON[1],)),
    ("自选：3、1", (OUTSIDE, NELSON[2])), ("N2; n3", (NHS[1], NHS[2])), ("超出控制限、连续 9 点在中心线同侧", DEFAULT_SET.rules),
    ("9", None), ("都要", None), ("自选", None), (ErrorValue("#N/A"), None), ("A1", None),
])  # fmt: skip
def test_rules_are_named_or_listed(cell: CellValue, expected: tuple[Rule, ...] | None) -> None:
    assert rules_of(cell) == expected


@pytest.mark.parametrize(("rules", "known"), [
    (OUTSIDE_SET.rules, 0.067), (DEFAULT_SET.rules, 0.094), ([NELSON[0], NELSON[1], NELSON[4], NELSON[5]], 0.18), (NELSON, 0.24),
])  # fmt: skip
def test_false_alarms_of_stable_series(rules: Sequence[Rule], known: float) -> None:
    """T12: in how many of 24 stable points, of which mean and spread are known, the rules see something."""
    rng, size = random.Random(12), 1000  # noqa: S311 - no secret
    alarms = 0
    for _ in range(size):
        values = [rng.gauss(0, 1) for _ in range(24)]
        alarms += bool(signals(Judged(range(24), values, [zone(value, 0, 1) for value in values]), rules))
    assert alarms / size == pytest.approx(known, abs=0.025)
