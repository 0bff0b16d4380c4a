"""Ideas of a workshop: how many votes each has, and which say nearly the same (R16)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from udfs.lang import Text
from udfs.likeness import normalise, similar_sentences
from udfs.people import people_in
from udfs.values import CellValue, as_text, is_blank, is_number, plain

ROLES = (Text("运营", "Operations"), Text("技术", "Technology"), Text("产品", "Product"), Text("客服", "Service"))
"""Who sits in a workshop by the manual; others may be typed."""

# A number that was typed as text, with or without its unit.
_COUNTED = re.compile(r"\d+ *(?:票|人|votes?)?", re.IGNORECASE)


def votes(value: CellValue) -> int | None:
    """Return how many votes a cell says: a number as it is (`5`, `5票`), else the people named in it, each once.

    Nothing is counted of a blank cell, an error value, and of a number that is no count (negative, or with decimals).
    """
    if is_blank(value):
        return None
    if is_number(value):
        return int(value) if value >= 0 and value == int(value) else None
    text = plain(value)
    if _COUNTED.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    return len(people_in(value)) or None


def alike(ideas: Sequence[CellValue]) -> list[list[int]]:
    """Return for each idea the places of the others that say the same or nearly the same, from the first to the last."""
    texts = [normalise(as_text(idea)) for idea in ideas]
    same: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        if text:
            same.setdefault(text, []).append(at)
    near: dict[str, set[str]] = {text: {text} for text in same}
    # Comparing loads a library: not for one idea.
    for pair in similar_sentences(texts) if len(same) > 1 else ():
        one, other = texts[pair.first], texts[pair.second]
        near[one].add(other)
        near[other].add(one)
    return [
        sorted(place for other in near.get(text, ()) for place in same[other] if place != at)
        for at, text in enumerate(texts)
    ]
