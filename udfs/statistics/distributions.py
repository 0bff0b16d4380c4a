"""Normal, t and beta distributions, as the rest of the engine needs them.

The normal distribution comes from the standard library, t and beta from scipy, which is loaded when the first of them is
asked for: `scipy.special` alone, which takes a tenth of the time of `scipy.stats`. Degrees of freedom may be fractions,
which Excel's `T.DIST.2T` and `T.INV.2T` cut off.
"""

from __future__ import annotations

from fractions import Fraction
from math import erfc, isnan, sqrt
from statistics import NormalDist

from udfs.statistics.results import Alternative, Side

_NORMAL = NormalDist()


def normal_quantile(level: float, side: Side = "two-sided") -> float:
    """Return how many standard errors an interval of this level reaches: 1.95996 for 95% two-sided, 1.64485 one-sided."""
    return _NORMAL.inv_cdf(1 - tail_of(level, side))


def normal_p(z: float, alternative: Alternative = "two-sided") -> float:
    """Return the probability of a standard normal value at least as far out as `z`; exact far into the tails."""
    if alternative == "two-sided":
        return erfc(abs(z) / sqrt(2))
    return erfc((z if alternative == "greater" else -z) / sqrt(2)) / 2


def normal_point(probability: float) -> float:
    """Return the value below which a standard normal one lies with this probability."""
    return _NORMAL.inv_cdf(probability)


def tail_of(level: float, side: Side = "two-sided") -> float:
    """Return what an interval leaves out at each end that it has: 0.025 for 95% two-sided, 0.05 one-sided."""
    rest = float(1 - Fraction(repr(level)))
    return rest / 2 if side == "two-sided" else rest


def t_p(t: float, df: float, alternative: Alternative = "two-sided") -> float:
    """Return the probability of a t value at least as far out, for any degrees of freedom above 0, whole or not."""
    from scipy.special import stdtr

    if alternative == "two-sided":
        return min(1.0, 2 * float(stdtr(df, -abs(t))))
    return float(stdtr(df, -t if alternative == "greater" else t))


def t_quantile(df: float, level: float, side: Side = "two-sided") -> float:
    """Return how many standard errors an interval of this level reaches with `df` degrees of freedom."""
    from scipy.special import stdtrit

    return -float(stdtrit(df, tail_of(level, side)))


def t_power(df: float, shift: float, critical: float) -> float:
    """Return how likely a t value is beyond `critical`, on either side, if the true difference is `shift` standard errors."""
    return 1 - _noncentral_t(df, shift, critical) + _noncentral_t(df, shift, -critical)


def _noncentral_t(df: float, shift: float, value: float) -> float:
    """Return the probability of a t value up to `value`; scipy has NaN for some below 1e-9, which count as 0."""
    from scipy.special import nctdtr

    chance = float(nctdtr(df, shift, value))
    return 0.0 if isnan(chance) else chance


def chi_square_p(value: float, df: float) -> float:
    """Return the probability of a χ² value at least as large, for any degrees of freedom above 0."""
    from scipy.special import chdtrc

    return float(chdtrc(df, value))


def beta_quantile(a: float, b: float, probability: float) -> float:
    """Return the value below which a beta(a, b) one lies with this probability."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, probability))
