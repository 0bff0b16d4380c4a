"""How many examples Hypothesis draws.

A property of a pure function takes half of Hypothesis's own number. They are drawn anew each time, but not in CI (`CI` in the
environment): there a run says whether a change is right, not whether an older fault was met by chance. One that makes, writes
and reads real files for every example takes few by default, and many on request: `pytest --hypothesis-profile=deep`, or
`HYPOTHESIS_PROFILE=deep` in the environment. `deep` gives pure functions twenty times as many, too.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

QUICK, DEEP = "quick", "deep"
_QUICK_EXAMPLES, _DEEP_EXAMPLES = 50, 1000


def load_profile() -> None:
    """Register both profiles and take the one that is asked for; an option of pytest comes later and takes another."""
    # How long an example takes says more about the machine than about the code.
    settings.register_profile(QUICK, deadline=None, max_examples=_QUICK_EXAMPLES, derandomize="CI" in os.environ)
    settings.register_profile(DEEP, deadline=None, max_examples=_DEEP_EXAMPLES)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", QUICK))


def on_files(*, quick: int, deep: int, **options: Any) -> settings:
    """Return the settings of a property that works on real files: making them takes long, and few are few."""
    is_deep = settings().max_examples == _DEEP_EXAMPLES
    options.setdefault("suppress_health_check", [HealthCheck.too_slow])
    return settings(max_examples=deep if is_deep else quick, **options)
