"""Defined names that hold a small formula: a setting as the rules read it, whatever stands in its cell.

The formulas of the tables use these names and not the cells: a setting that cannot be used counts as its default (as
in `settings.Settings`), and that rule is written once per workbook instead of once per row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from udfs import target
from udfs.lang import Lang, Text
from workbook_templates.formulas import quoted
from workbook_templates.governance_settings import RISK_LIMIT_KEYS
from workbook_templates.settings import BROKEN_TIES, INTENSITY, MEAN, MEDIAN, MONTHS, SETTINGS, WEEKS
from workbook_templates.standards_settings import STEP_KEYS

DIMENSION_KEYS = ("effect", "feasible", "cost", "risk")


class Derived(NamedTuple):
    """A defined name, its formula in a workbook of a language, and the tables whose workbooks have it."""

    name: str
    formula: Callable[[Lang], str]
    tables: tuple[str, ...]


def _number(key: str) -> Derived:
    setting = SETTINGS[key]
    formula = f"IF(ISNUMBER({setting.name}),{setting.name},{setting.default:g})"
    return Derived(f"use_{key}", lambda _lang: formula, setting.tables)


def _stands(name: str, key: str, *options: Text) -> Derived:
    setting = SETTINGS[key]

    def formula(lang: Lang) -> str:
        tests = [f"{setting.name}={quoted(option.to(lang))}" for option in options]
        either = tests[0] if len(tests) == 1 else "OR(" + ",".join(tests) + ")"
        return f"IFERROR({either},FALSE)"

    return Derived(name, formula, setting.tables)


def _words(name: str, words: Sequence[str]) -> Derived:
    formula = "{" + ",".join(map(quoted, words)) + "}"
    return Derived(name, lambda _lang: formula, ("pilots", "measures"))


def _weights(_lang: Lang) -> str:
    names = ",".join(SETTINGS[f"w_{key}"].name for key in DIMENSION_KEYS)
    return f"IF(COUNT({names})=4,IF(MIN({names})>=0,SUM({names}),0),0)"


THRESHOLD = _number("threshold")
EFFECT_MIN, FEASIBLE_MIN, BETTER_MIN = _number("effect_min"), _number("feasible_min"), _number("better_min")
DUE_SOON = _number("due_soon")
LOAD_LIMIT = _number("load_limit")
EXCELLENT_ABOVE, CLOSE_FROM = _number("excellent_above"), _number("close_from")
# The highest product of each level of risk but the last.
RISK_LIMITS = tuple(map(_number, RISK_LIMIT_KEYS))
IS_INTENSITY = _stands("use_intensity", "cost_risk", INTENSITY)
# Scores are means or medians of raters, so that they may be fractions.
IS_AVERAGED = _stands("use_averaged", "scores_from", MEAN, MEDIAN)
IS_FINER = _stands("use_finer_ties", "ties", BROKEN_TIES)
IS_WEEKLY = _stands("use_weeks", "gantt_unit", WEEKS)
IS_MONTHLY = _stands("use_months", "gantt_unit", MONTHS)
# The sum of the four weights; 0 where they cannot be used.
WEIGHTS = Derived("use_weights", _weights, SETTINGS["w_effect"].tables)
TRAINING_MONTHS, FEEDBACK_LIMIT, FEEDBACK_NEAR = map(_number, ("training_months", "feedback_limit", "feedback_near"))
FEEDBACK_STEPS = tuple(map(_number, STEP_KEYS))
SCALE = Derived("use_scale", lambda _lang: "{1,2,3,4,5}", ("plans",))
# Words of both languages by which an indicator states a side, or a change in per cent.
UP_WORDS, DOWN_WORDS = _words("use_up_words", target.UP_WORDS), _words("use_down_words", target.DOWN_WORDS)
SHARE_WORDS = _words("use_share_words", target.SHARE_WORDS)

DERIVED = (
    THRESHOLD,
    EFFECT_MIN,
    FEASIBLE_MIN,
    BETTER_MIN,
    DUE_SOON,
    LOAD_LIMIT,
    EXCELLENT_ABOVE,
    CLOSE_FROM,
    *RISK_LIMITS,
    TRAINING_MONTHS,
    FEEDBACK_LIMIT,
    FEEDBACK_NEAR,
    *FEEDBACK_STEPS,
    IS_INTENSITY,
    IS_AVERAGED,
    IS_FINER,
    IS_WEEKLY,
    IS_MONTHLY,
    WEIGHTS,
    SCALE,
    UP_WORDS,
    DOWN_WORDS,
    SHARE_WORDS,
)
