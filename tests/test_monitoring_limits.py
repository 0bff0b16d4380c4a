"""Limits of control charts against published figures (NIST, Montgomery, SAS, statprocon, NHSRplotthedots, Laney, Anhøj)."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from statistics import fmean, stdev

import pytest

from tests.helpers.charts import AFTER, BEFORE, BOARDS, FLOW, JETS, JUICE, SPIKE, UNITS, WAFERS
from udfs.lang import Text
from udfs.monitoring.charts import Chart, draw
from udfs.monitoring.choices import (
    DAYS_BETWEEN,
    INDIVIDUALS,
    NELSON,
    NO_VARIATION,
    OUTSIDE,
    P_PRIME,
    RUN,
    C,
    P,
    U,
)  # fmt: skip
from udfs.monitoring.estimates import RangesBy
from udfs.monitoring.gaps import days_between
from udfs.monitoring.runs import crossings_needed, longest_allowed
from udfs.monitoring.series import Series, series_of, within
from udfs.problems import RefusalError

FIRST = date(2026, 1, 1)


def without(size: int, *points: int) -> list[bool]:
    return [i + 1 in points for i in range(size)]


def lines(chart: Chart, digits: int, at: int = 0) -> tuple[float, ...]:
    return tuple(round(value or 0, digits) for value in (chart.centre[at], chart.upper[at], chart.lower[at]))


def outside(chart: Chart) -> list[int]:
    return [signal.at + 1 for signal in chart.signals if signal.rule == OUTSIDE]


def days(size: int) -> list[date]:
    return [FIRST + timedelta(i) for i in range(size)]


def test_single_values_as_nist_has_them() -> None:
    chart = draw(series_of(FLOW), INDIVIDUALS)
    assert round(chart.phases[0].mean_range or 0, 4) == 1.8778
    assert lines(chart, 4) == (50.81, 55.8041, 45.8159)
    assert outside(chart) == []


def test_a_frozen_baseline_judges_what_comes_after() -> None:
    """T6: were the limits taken from all points, those that are out would have widened them."""
    series = series_of(BEFORE + AFTER, days=days(40), baseline=within(days(40), FIRST, FIRST + timedelta(19)))
    chart = draw(series, INDIVIDUALS)
    assert round(chart.phases[0].mean_range or 0, 4) == 7.7895
    assert lines(chart, 4, 39) == (300.5, 321.2167, 279.7833)
    assert round(chart.phases[0].range_limit or 0, 4) == 25.4482
    assert outside(chart) == [39, 40]
    assert [i + 1 for i in chart.ranges_out] == [39]
    thawed = draw(series_of(BEFORE + AFTER), INDIVIDUALS)
    assert (thawed.upper[39] or 0) > (chart.upper[39] or 0)


def test_jets_by_mean_and_by_median_range() -> None:
    """T3: the median of the ranges is a setting; its factor is 3/0.954."""
    chart = draw(series_of(JETS), INDIVIDUALS)
    assert round(chart.phases[0].mean_range or 0, 4) == 5.3263
    assert lines(chart, 4) == (80.39, 94.5557, 66.2243)
    by_median = draw(series_of(JETS), INDIVIDUALS, ranges_by="median")
    assert by_median.phases[0].mean_range == pytest.approx(4.3)
    assert lines(by_median, 3) == (80.39, 93.912, 66.868)
    assert by_median.phases[0].range_limit == pytest.approx(3.865 * 4.3, rel=1e-3)


def test_four_points_as_statprocon_has_them() -> None:
    """T2: textbooks round the constants; 0.1% is what that makes."""
    chart = draw(series_of([10, 50, 40, 30]), INDIVIDUALS)
    assert lines(chart, 2) == (32.5, 85.69, -20.69)
    assert chart.upper[0] == pytest.approx(85.7, rel=1e-3)
    assert chart.lower[0] == pytest.approx(-20.7, rel=1e-3)
    assert chart.phases[0].mean_range == 20
    assert chart.phases[0].range_limit == pytest.approx(65.36, rel=1e-3)


@pytest.mark.parametrize(("by", "upper", "lower"), [("mean", 6.95, -3.06), ("screened", 4.60, -0.72)])
def test_screening_of_ranges_is_off_unless_chosen(by: RangesBy, upper: float, lower: float) -> None:
    """T4: it touches the mean of the ranges alone."""
    assert lines(draw(series_of(SPIKE), INDIVIDUALS, ranges_by=by), 2) == (1.94, upper, lower)
    assert draw(series_of(SPIKE), INDIVIDUALS) == draw(series_of(SPIKE), INDIVIDUALS, ranges_by="mean")


def test_the_spread_is_not_the_standard_deviation() -> None:
    """T1: a level that goes from 50 to 60 widens the standard deviation so far that nothing is outside of it."""
    values = [50.0, 51.0] * 5 + [60.0, 61.0] * 5
    assert all(abs(value - fmean(values)) < 3 * stdev(values) for value in values)
    assert outside(draw(series_of(values), INDIVIDUALS)) == list(range(1, 21))


@pytest.mark.parametrize("hole", [None, 45.0])
def test_no_range_spans_a_hole_or_an_excluded_point(hole: float | None) -> None:
    """T5: of 1 2 _ 8 9 the ranges are 1 and 1; bridged they would be 1, 6, 1."""
    series = series_of([1, 2, hole, 8, 9], excluded=[False, False, hole is not None, False, False])
    chart = draw(series, INDIVIDUALS)
    assert chart.ranges == (None, 1, None, None, 1)
    assert (chart.phases[0].mean_range, chart.phases[0].n, chart.centre[0]) == (1, 4, 5)
    # The excluded point is drawn, and has its place between the limits, but is no signal.
    assert series.values[2] == hole
    assert chart.upper[2] is not None


def test_an_excluded_point_is_drawn_but_does_not_count() -> None:
    values = [*FLOW, 99.0]
    chart = draw(series_of(values, excluded=without(11, 11)), INDIVIDUALS)
    assert lines(chart, 4) == (50.81, 55.8041, 45.8159)
    assert outside(chart) == []
    assert chart.series.values[10] == 99.0


def test_phases_have_limits_of_their_own() -> None:
    """A name continues until the next one, and no range spans two phases."""
    names = ["前", *[None] * 19, "后", *[""] * 19]
    chart = draw(series_of(BEFORE + AFTER, phases=names), INDIVIDUALS)
    first, second = (draw(series_of(part), INDIVIDUALS) for part in (BEFORE, AFTER))
    assert [phase.name for phase in chart.phases] == ["前", "后"]
    assert (lines(chart, 6, 0), lines(chart, 6, 39)) == (lines(first, 6), lines(second, 6))
    assert chart.ranges[20] is None


def test_a_later_phase_leaves_the_baseline_of_the_first_alone() -> None:
    series = series_of(
        BEFORE + AFTER, days=days(40), baseline=within(days(40), None, FIRST + timedelta(9)),
        phases=["前"] * 20 + ["后"] * 20,
    )  # fmt: skip
    chart = draw(series, INDIVIDUALS)
    assert [phase.n for phase in chart.phases] == [10, 20]


def test_oranges_as_montgomery_has_them() -> None:
    chart = draw(series_of(JUICE, denominators=[50] * 30), P)
    assert lines(chart, 6) == (0.231333, 0.410239, 0.052428)
    assert outside(chart) == [15, 23]
    chart = draw(series_of(JUICE, denominators=[50] * 30, excluded=without(30, 15, 23)), P)
    assert lines(chart, 6) == (0.215, 0.389297, 0.040703)
    assert outside(chart) == [21]


def test_nonconformities_as_montgomery_has_them() -> None:
    chart = draw(series_of(BOARDS), C)
    assert lines(chart, 3) == (19.846, 33.211, 6.481)
    assert outside(chart) == [6, 20]
    chart = draw(series_of(BOARDS, excluded=without(26, 6, 20)), C)
    assert lines(chart, 3) == (19.667, 32.971, 6.363)


def test_a_count_on_the_limit_is_not_outside() -> None:
    """T9: wafer 3 has 28 defects, and the limit is 28."""
    chart = draw(series_of(WAFERS), C)
    assert lines(chart, 6) == (16, 28, 4)
    assert outside(chart) == [24]


def test_units_as_montgomery_has_them() -> None:
    chart = draw(series_of(UNITS, denominators=[50] * 20), U)
    assert lines(chart, 4)[:2] == (0.074, 0.1894)
    assert chart.drawn_lower[0] == 0


def test_laney_widens_the_limits_by_how_far_z_moves() -> None:
    """T16: by the mean moving range of z ÷ 1.128, not by the standard deviation of z."""
    rng = Random(16)  # noqa: S311 - no secret
    sizes = [280_000 + rng.randrange(20_000) for _ in range(20)]
    hits = [round(n * (0.75 + rng.gauss(0, 0.01))) for n in sizes]
    plain, laney = (draw(series_of(hits, denominators=sizes), kind, (OUTSIDE,)) for kind in (P, P_PRIME))
    assert len(outside(plain)) > 10
    assert outside(laney) == []
    z = [value or 0 for value in plain.z]
    factor = fmean(abs(b - a) for a, b in pairwise(z)) / 1.128
    assert factor > 5
    assert laney.sigma[3] == pytest.approx((plain.sigma[3] or 0) * factor)


def test_p_prime_is_narrower_where_shares_hardly_move() -> None:
    """T16 on Montgomery's table 7.4 (purchase orders): σ_z 0.966; the standard deviation of z would be 1.091."""
    wrong = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
    sizes = [
        100,
        80,
        80,
        100,
        110,
        110,
        100,
        100,
        90,
        90,
        110,
        120,
        120,
        120,
        110,
        80,
        80,
        80,
        90,
        100,
        100,
        100,
        100,
        90,
        90,
    ]
    plain, laney = (draw(series_of(wrong, denominators=sizes), kind) for kind in (P, P_PRIME))
    assert plain.centre[0] == pytest.approx(234 / 2450)
    assert [
        (wide or 0) / (narrow or 1) for wide, narrow in zip(laney.sigma, plain.sigma, strict=True)
    ] == pytest.approx([0.966] * 25, abs=5e-4)
    assert stdev(value or 0 for value in plain.z) == pytest.approx(1.091, abs=5e-4)


def test_a_rate_is_pooled_and_its_limits_follow_the_size() -> None:
    """T17: 1 of 2 and 10 of 1000 are 1.1% together; the mean of the two rates would be 25.5%."""
    chart = draw(series_of([1, 10], denominators=[2, 1000]), P)
    assert chart.centre[0] == pytest.approx(11 / 1002)
    assert (chart.upper[0] or 0) > (chart.upper[1] or 0)


def test_limits_are_clipped_for_drawing_alone() -> None:
    """T18."""
    chart = draw(series_of([1, 0, 2] * 4, denominators=[20] * 12), P)
    assert chart.drawn_lower[0] == 0
    assert (chart.lower[0] or 0) < 0
    assert chart.z[0] == pytest.approx(0.0)
    # A few cases are no signal although their share is far above that of many.
    chart = draw(series_of([9] * 11 + [1], denominators=[10] * 11 + [1]), P)
    assert (chart.upper[0] or 0) > 1
    assert chart.drawn_upper[0] == 1


def test_nothing_to_divide_by_is_a_hole() -> None:
    chart = draw(series_of([1, 0, 2, 1], denominators=[10, 0, 10, None]), P)
    assert chart.series.values == (0.1, None, 0.2, None)
    assert chart.upper[1] is None
    assert chart.centre[1] == pytest.approx(0.15)


@pytest.mark.parametrize("kind", [INDIVIDUALS, C, RUN])
def test_a_constant_series_is_not_judged(kind: Text) -> None:
    """T8: limits would equal the mean, and every later value would be outside of them."""
    values = [100.0] * 20 + [99.0, 98.0]
    chart = draw(series_of(values, baseline=[i < 20 for i in range(22)]), kind, NELSON)
    assert chart.signals == ()
    assert chart.phases[0].note == NO_VARIATION
    # Three tenths that do not add up to themselves as floats are the same.
    assert draw(series_of([0.3, 0.1 + 0.2] * 10), kind).phases[0].note == NO_VARIATION


def test_neighbours_that_never_differ_give_no_limits_to_judge_by() -> None:
    chart = draw(series_of([5, 5, 5, 5, None, 7, 7, 7, 7]), INDIVIDUALS)
    assert not chart.phases[0].is_judged
    assert chart.phases[0].note not in (None, NO_VARIATION)
    alone = draw(series_of([5, None, 6, None, 7, None, 8, None, 9, None, 8, None, 7, None, 6]), INDIVIDUALS)
    assert (alone.upper[0], alone.signals, alone.phases[0].is_judged) == (None, (), False)


@pytest.mark.parametrize(("size", "judged", "words"), [
    (7, False, "只有 7 点，满 8 点才判定"), (8, True, "试用限：只由 8 点算出，满 12 点前仅供参考"),
    (11, True, "试用限：只由 11 点算出，满 12 点前仅供参考"), (12, True, "试用限：由 12 点算出，满 20 点更可靠"), (20, True, None),
])  # fmt: skip
def test_few_points_are_on_trial(size: int, judged: bool, words: str | None) -> None:
    """T21."""
    chart = draw(series_of((FLOW * 2)[:size]), INDIVIDUALS)
    assert chart.phases[0].is_judged is judged
    assert (chart.phases[0].note.zh if chart.phases[0].note else None) == words
    assert chart.upper[0] is not None


def test_runs_as_anhoej_counts_them() -> None:
    sizes = [10, 11, 12, 16, 17, 20, 22, 23, 24, 30, 40, 60]
    assert [longest_allowed(n) for n in sizes] == [6, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 9]
    assert [crossings_needed(n) for n in sizes] == [2, 2, 3, 4, 5, 6, 7, 7, 8, 10, 14, 23]


def test_a_run_chart_needs_ten_points_off_the_median() -> None:
    """T9, T21: points on the median are no observations."""
    assert draw(series_of([1, 3, 2] * 4), RUN).phases[0].note is not None
    chart = draw(series_of([*range(1, 21)]), RUN)
    assert {signal.rule.code for signal in chart.signals} == {"A1", "A2"}
    run = chart.phases[0].runs
    assert run is not None
    assert (run.useful, run.longest, run.crossings) == (20, 10, 1)
    assert chart.centre[0] == 10.5
    assert chart.upper == (None,) * 20
    # The run is seen at its eighth point, and stays seen there however many follow.
    above = next(signal for signal in chart.signals if signal.side > 0)
    assert (above.first, above.at, above.last) == (10, 17, 19)


def events(counts: list[int | None], **more: list[bool]) -> Series:
    return series_of(counts, days=days(len(counts)), **more)


def test_days_between_events() -> None:
    """T19: y^(1/3.6) makes them about normal; a lower limit below 0 days is 0."""
    between = days_between(events([0, 1, 0, 0, 2, 0, 1, 0]))
    assert between.series.numbers == (3, 0, 2)
    assert between.places == (4, 4, 6)
    assert (between.last_event, between.until) == (FIRST + timedelta(6), FIRST + timedelta(7))
    gaps = [30, 12, 41, 9, 22, 3, 60, 17, 28, 14, 35, 8]
    chart = draw(series_of(gaps), DAYS_BETWEEN)
    scaled = [gap ** (1 / 3.6) for gap in gaps]
    sigma = fmean(abs(b - a) for a, b in pairwise(scaled)) / 1.128
    assert chart.centre[0] == pytest.approx(fmean(scaled) ** 3.6)
    assert chart.upper[0] == pytest.approx((fmean(scaled) + 3 * sigma) ** 3.6)
    assert chart.lower[0] == (max(0.0, fmean(scaled) - 3 * sigma) ** 3.6)
    assert draw(series_of([0, 300] * 6), DAYS_BETWEEN).lower[0] == 0


def test_a_gap_that_may_hide_an_event_does_not_count() -> None:
    between = days_between(events([1, 0, 1, None, 0, 1, 0, 1]))
    assert between.series.numbers == (2, 3, 2)
    assert between.series.excluded == (False, True, False)
    between = days_between(events([1, 0, 9, 0, 1, 1], excluded=without(6, 3)))
    assert between.series.numbers == (4, 1)
    assert between.series.excluded == (True, False)


def test_what_is_no_number_is_refused() -> None:
    for wrong in ("x", float("nan"), True):
        with pytest.raises(RefusalError):
            series_of([1, wrong])
    with pytest.raises(RefusalError):
        series_of([1, 2], denominators=[1])


def test_nothing_at_all_has_an_empty_chart() -> None:
    assert draw(series_of([]), INDIVIDUALS).phases == ()
    chart = draw(series_of([None, None]), P_PRIME)
    assert (chart.centre, chart.signals) == ((None, None), ())
