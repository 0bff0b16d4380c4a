"""What a simulated scenario says: its figures, the difference to the present in words, and proposals for the scoring sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from udfs.lang import Text
from udfs.simulation import arithmetic
from udfs.simulation.arithmetic import Load
from udfs.simulation.model import Plan
from udfs.simulation.replications import LONGER, SHORTER, Estimate, Figures, verdict
from udfs.simulation.shifts import HOUR_MS

PRESENT = Text("现状", "Present")
CANNOT_KEEP_UP = Text("来不及处理，积压会一直增长", "Cannot keep up, the backlog grows without end")
NO_PRESENT = Text("现状没有结果，无法比较", "The present has no figures to compare with")
LOW, MEDIUM, HIGH = Text("低", "Low"), Text("中", "Medium"), Text("高", "High")

# From these reductions of the mean cycle time on a solution is proposed to be worth 5, 4, 3, 2 for its effect.
EFFECT_FROM = ((0.5, 5), (0.3, 4), (0.15, 3), (0.05, 2))
# From these parts of the busiest post's time on the least disturbance makes a backlog.
BUSY_FROM = ((0.95, HIGH), (0.85, MEDIUM))


@dataclass(frozen=True)
class Simulated:
    """A scenario with its figures; `loads` are those of its posts by arithmetic."""

    plan: Plan
    loads: tuple[Load, ...]
    figures: Figures


class Compared(NamedTuple):
    """The difference of mean cycle times to the present, as a part of the present's as well, and the word for it."""

    change: Estimate
    relative: float
    word: Text


def compare(scenario: Simulated, present: Simulated) -> Compared:
    """Return the difference of a scenario to the present, which met the same cases."""
    change, before = scenario.figures.against(present.figures), present.figures.mean.mean
    return Compared(change, change.mean / before if before else 0.0, verdict(change))


def busiest(scenario: Simulated) -> tuple[str, float] | None:
    """Return the post whose time is taken most in the simulation, and which part; None without posts."""
    pairs = [(post.name, part) for post, part in zip(scenario.plan.posts, scenario.figures.utilisation, strict=True)]
    return max(pairs, key=lambda pair: pair[1], default=None)


def effect_proposal(compared: Compared) -> Text:
    """Return 1 to 5 for 有效性, marked as simulated, with the reason."""
    score = 1
    if compared.word == SHORTER:
        score = next((points for least, points in EFFECT_FROM if -compared.relative >= least), 1)
    return Text(
        f"{score}（模拟：平均周期 {compared.relative:+.0%}，{compared.word.zh}）",
        f"{score} (simulated: mean cycle time {compared.relative:+.0%}, {compared.word.en.lower()})",
    )


def risk_proposal(scenario: Simulated, compared: Compared) -> Text:
    """Return low, medium or high for 潜在风险, marked as simulated, with the reason."""
    if compared.word == LONGER:
        return Text(f"{HIGH.zh}（模拟：周期变长）", f"{HIGH.en} (simulated: cases take longer)")
    most = busiest(scenario)
    if most is None:
        return Text(f"{LOW.zh}（模拟）", f"{LOW.en} (simulated)")
    name, part = most
    word = next((word for least, word in BUSY_FROM if part >= least), LOW)
    return Text(
        f"{word.zh}（模拟：最忙的{name}有 {part:.0%} 的时间在忙）",
        f"{word.en} (simulated: {name} is busy {part:.0%} of the time)",
    )


def overloaded(loads: Sequence[Load]) -> Load | None:
    """Return the post that cannot keep up, the worst one; None where all can."""
    worst = arithmetic.busiest(loads)
    return worst if worst is not None and worst.is_too_much else None


def peak(plan: Plan, loads: tuple[Load, ...]) -> tuple[list[int], Load, float] | None:
    """Return the hours in which a post is overloaded though its day is not, the post, and its highest load; None without."""
    rates = plan.arrivals.rates
    if plan.arrivals.times or not loads:
        return None
    hours = {begin // HOUR_MS % 24 for begin, _ in _first_day(plan)}
    even = arithmetic.a_day(plan.arrivals) / (plan.arrivals.shift.a_day / HOUR_MS)
    worst = max(loads, key=lambda load: load.utilisation)
    by_hour = {hour: worst.utilisation * rates[hour] / even for hour in hours}
    too_much = sorted(hour for hour, load in by_hour.items() if load >= 1)
    return (too_much, worst, max(by_hour.values())) if too_much else None


def _first_day(plan: Plan) -> list[tuple[int, int]]:
    shift, pieces = plan.arrivals.shift, []
    for piece in shift.pieces():
        if shift.worked(piece[0]) >= shift.a_day:
            break
        pieces.append(piece)
    return pieces


def theory(plan: Plan) -> Text | None:
    """Return what Erlang's formula says where it applies."""
    queue = arithmetic.queue_of(plan)
    if queue is None:
        return None
    return Text(
        f"Erlang C：平均周期 {queue.time:.3g} 工时，等待 {queue.wait:.3g} 工时，要等的占 {queue.waits:.0%}",
        f"Erlang C: mean cycle time {queue.time:.3g} working hours, wait {queue.wait:.3g}, {queue.waits:.0%} have to wait",
    )


def fit(mean: Estimate, measured: float | None) -> Text | None:
    """Return how the simulated present compares with what was measured; None where nothing was."""
    if measured is None:
        return None
    return Text(
        f"实测平均 {measured:g} 工时，模拟 {mean.mean:.2f}，相差 {mean.mean / measured - 1:+.0%}",
        f"measured mean {measured:g} working hours, simulated {mean.mean:.2f}: {mean.mean / measured - 1:+.0%}",
    )


def basis(plan: Plan, seed: int, replications: int) -> Text:
    """Return what it takes to repeat the simulation."""
    first, days = plan.office.first, f"{plan.warm_up}+{plan.days}"
    return Text(
        f"种子 {seed}，{replications} 次，{first} 起预热+计量 {days} 个工作日，95% 区间",
        f"seed {seed}, {replications} replications, from {first} on {days} working days (warm-up + measured), 95% interval",
    )
