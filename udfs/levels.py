"""High, medium and low in all the ways in which people write them."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.lang import Text
from udfs.values import CellValue, plain

LEVELS: tuple[Text, Text, Text] = (Text("高", "High"), Text("中", "Medium"), Text("低", "Low"))

# What may be written for each of LEVELS, in the same order.
Spellings = Sequence[Sequence[str]]

# Full-width forms stand here letter by letter: the native formula beside the function folds case, not width.
DEFAULT_SPELLINGS: tuple[tuple[str, ...], ...] = (
    ("高", "High", "H", "3", "Ｈｉｇｈ", "ＨＩＧＨ", "ｈｉｇｈ", "Ｈ", "ｈ", "３"),
    ("中", "Medium", "M", "2", "Ｍｅｄｉｕｍ", "ＭＥＤＩＵＭ", "ｍｅｄｉｕｍ", "Ｍ", "ｍ", "２"),
    ("低", "Low", "L", "1", "Ｌｏｗ", "ＬＯＷ", "ｌｏｗ", "Ｌ", "ｌ", "１"),
)

UNKNOWN_LEVEL = 0
BLANK_LEVEL = -1


def level_codes(values: Sequence[CellValue], spellings: Spellings = DEFAULT_SPELLINGS) -> list[int]:
    """Return 1 (high), 2 (medium), 3 (low), 0 (none of them) or -1 (blank) for each value.

    Letter case and stray spaces do not matter. A spelling that stands in two lists counts as the lower level.
    """
    codes = {plain(word).casefold(): code for code, words in enumerate(spellings, start=1) for word in words}
    codes[""] = BLANK_LEVEL
    known: dict[str, int] = {}
    result = []
    for value in values:
        text = value if isinstance(value, str) else plain(value)
        code = known.get(text)
        if code is None:
            code = known[text] = codes.get(plain(text).casefold(), UNKNOWN_LEVEL)
        result.append(code)
    return result
