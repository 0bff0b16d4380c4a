"""The plan of a comparison as it was fixed before the start: one line for each part, so that people can read it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from udfs.lang import Lang, Text

_COLON = Text("：", ": ")
_BLANK = Text("（空）", "(blank)")


class Part(NamedTuple):
    """One part of a plan: what it is called, and what it says."""

    label: Text
    value: str


def written(parts: Sequence[Part], lang: Lang) -> str:
    """Return a plan as a cell holds it; parts that say nothing are left out."""
    return "\n".join(_line(part, lang) for part in parts if _flat(part.value))


def changes(fixed: str, parts: Sequence[Part], lang: Lang) -> list[str]:
    """Return what a plan says otherwise than it did when it was fixed: `label before → now`."""
    colon = _COLON.to(lang)
    known = dict(line.split(colon, 1) for line in fixed.splitlines() if colon in line)
    blank = _BLANK.to(lang)
    changed = []
    for part in parts:
        before, now = known.get(part.label.to(lang), ""), _flat(part.value)
        if before != now:
            changed.append(f"{part.label.to(lang)} {before or blank} → {now or blank}")
    return changed


def _line(part: Part, lang: Lang) -> str:
    return f"{part.label.to(lang)}{_COLON.to(lang)}{_flat(part.value)}"


def _flat(value: str) -> str:
    """Return a text on one line."""
    return " ".join(value.split())
