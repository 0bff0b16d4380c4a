"""Queueing formulas for one post with one kind of work, arrivals and times without memory and a constant rate.

Erlang 1917; Hillier & Lieberman, Introduction to Operations Research, 17.6 (M/M/s). Nobody gives up waiting, and the average
of a day with peaks says too little (statistics.md T58).
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple


class Queue(NamedTuple):
    """A queue in the long run; times in the unit of 1 / rate.

    Attributes:
        load: the part of the people's time that is taken, ρ; from 1 on all that follows is endless.
        waits: how likely a case has to wait at all, Erlang's C.
        waiting: the mean number of cases that wait, Lq.
        present: the mean number of cases that wait or are worked on, L.
        wait: the mean wait, Wq.
        time: the mean time from arrival to finish, W.
    """

    load: float
    waits: float
    waiting: float
    present: float
    wait: float
    time: float


def erlang_b(offered: float, people: int) -> float:
    """Return how likely all people are busy where nobody waits, by the stable recursion (Jagerman 1974)."""
    blocked = 1.0
    for count in range(1, people + 1):
        blocked = offered * blocked / (count + offered * blocked)
    return blocked


def erlang_c(offered: float, people: int) -> float:
    """Return how likely a case has to wait; 1 where the offered load (arrival rate × mean time) is as large as the people."""
    if offered >= people:
        return 1.0
    blocked = erlang_b(offered, people)
    return people * blocked / (people - offered * (1 - blocked))


def queue(arrival_rate: float, service_rate: float, people: int) -> Queue:
    """Return the queue M/M/c: so many cases come and so many can one of the people do, each per unit of time."""
    offered = arrival_rate / service_rate
    load, waits = offered / people, erlang_c(offered, people)
    if load >= 1:
        return Queue(load, waits, inf, inf, inf, inf)
    waiting = waits * load / (1 - load)
    wait = waiting / arrival_rate if arrival_rate else 0.0
    return Queue(load, waits, waiting, waiting + offered, wait, wait + 1 / service_rate)


def in_progress(rate: float, time: float) -> float:
    """Return the mean number of cases under way: rate × time (Little 1961), in a stable window with one boundary and one unit."""
    return rate * time


def cycle_time(present: float, rate: float) -> float:
    """Return the mean cycle time from the number of cases under way and the rate at which they are finished (Little 1961)."""
    return present / rate
