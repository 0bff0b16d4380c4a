"""Whether the points of a scale stand from low to high: an export lists them as they occur, and medians go by their order."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.choices import written_as

# What stands before a quality from low to high, with the words of the middle between them.
_DEGREES = (
    ("非常不", "很不", "极不"),
    ("不", "不太", "比较不", "较不"),
    (),
    ("", "比较", "较", "基本"),
    ("非常", "很", "极", "十分"),
)
_MIDDLE_HEIGHT = 2
_OF = ("满意", "同意", "重要", "清楚", "清晰", "顺畅", "方便", "符合", "认可", "了解", "愿意", "可能", "容易")
_MIDDLE = ("一般", "中立", "不确定", "说不清", "普通")
_SCALES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("很差", "非常差"), ("差", "较差"), ("一般", "中"), ("好", "较好", "良"), ("很好", "非常好", "优")),
    (("从不", "从来不"), ("很少", "偶尔"), ("有时",), ("经常", "常常"), ("总是", "一直")),
    (("很低", "非常低"), ("低", "较低"), ("一般", "中"), ("高", "较高"), ("很高", "非常高")),
    (("very dissatisfied",), ("dissatisfied",), ("neutral", "neither"), ("satisfied",), ("very satisfied",)),
    (("strongly disagree",), ("disagree",), ("neutral", "neither"), ("agree",), ("strongly agree",)),
    (("very poor",), ("poor",), ("fair", "average"), ("good",), ("very good", "excellent")),
    (("never",), ("rarely", "seldom"), ("sometimes",), ("often",), ("always",)),
)
_FEWEST = 3


def _known() -> list[dict[str, int]]:
    """Return of each known scale how high each point is, by how it is written."""
    scales = [
        {written_as(word): height for height, words in enumerate(scale) for word in words} for scale in _SCALES
    ]  # fmt: skip
    for quality in _OF:
        degrees = {
            written_as(degree + quality): height for height, degrees in enumerate(_DEGREES) for degree in degrees
        }  # fmt: skip
        scales.append({**degrees, **{written_as(word): _MIDDLE_HEIGHT for word in _MIDDLE}})
    return scales


_KNOWN = _known()


def from_low_to_high(options: Sequence[str]) -> tuple[str, ...] | None:
    """Return the options of a scale in their order where they are known words in another one; None where nothing is wrong.

    The other way round, from high to low, is another order too: 问卷 has scales from low to high.
    """
    if len(options) < _FEWEST:
        return None
    for heights in _KNOWN:
        places = [heights.get(written_as(option)) for option in options]
        known = [place for place in places if place is not None]
        if len(known) == len(options) and len(set(known)) == len(known):
            ordered = tuple(option for _, option in sorted(zip(known, options, strict=True)))
            return None if ordered == tuple(options) else ordered
    return None
