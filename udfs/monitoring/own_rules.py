"""What the cell of the rules means: the name of a set, or an own choice as a list such as `1,2,5`."""

from __future__ import annotations

import re

from udfs.choices import means, written_as
from udfs.monitoring.choices import DEFAULT_SET, NELSON, NHS, SETS, Rule
from udfs.values import CellValue, ErrorValue, is_blank, plain

_BETWEEN = re.compile("[,，、;；]")
_OWN = re.compile("^(自选|own)[:：]?", re.IGNORECASE)
_RULES = (*NELSON, *NHS[1:])


def rules_of(value: CellValue) -> tuple[Rule, ...] | None:
    """Return the rules that a cell asks for: the default ones where it is blank, None where it cannot be read.

    A list may hold codes (`1` to `8` as Nelson counts, `N2` to `N4` of NHS), the names of rules and of sets; 自选 may
    stand before it. The rules of a run chart are its own and cannot be chosen.
    """
    if is_blank(value):
        return DEFAULT_SET.rules
    if isinstance(value, ErrorValue):
        return None
    whole = _named(plain(value))
    if whole is not None:
        return whole
    parts = [part for part in map(str.strip, _BETWEEN.split(_OWN.sub("", plain(value)))) if part]
    chosen = [_named(part) for part in parts]
    if not chosen or None in chosen:
        return None
    asked = {rule for rules in chosen for rule in rules or ()}
    return tuple(rule for rule in _RULES if rule in asked)


def _named(words: str) -> tuple[Rule, ...] | None:
    for chosen in SETS:
        if means(words, chosen.name):
            return chosen.rules
    folded = written_as(words)
    for rule in _RULES:
        if folded in {written_as(word) for word in (rule.code, *rule.name)}:
            return (rule,)
    return None
