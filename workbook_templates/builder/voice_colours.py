"""Native conditional formats of what people say: keywords that are said more often, or less."""

from __future__ import annotations

from collections.abc import Iterator

from udfs.keywords.counting import TRENDS
from udfs.lang import Lang
from workbook_templates.builder.looks import GOOD, QUIET, URGENT, WARM, Rule
from workbook_templates.formulas import quoted

_LOOKS = tuple(zip(TRENDS, (URGENT, GOOD, QUIET, WARM), strict=True))


def of_voices(lang: Lang, table: str, cell: dict[str, str]) -> Iterator[Rule]:
    """Colour the trend of keywords."""
    if table == "keywords":
        for words, look in _LOOKS:
            yield Rule("trend", f"{cell['trend']}={quoted(words.to(lang))}", look)
