"""Long stretches of work that make many objects and no cycles: the collector would only look them over in vain."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def gc_paused(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function with the collector of cycles at rest, as it was before afterwards."""

    @wraps(function)
    def calm(*args: P.args, **options: P.kwargs) -> R:
        if not gc.isenabled():
            return function(*args, **options)
        gc.disable()
        try:
            return function(*args, **options)
        finally:
            gc.enable()

    return calm
