"""Which cell styles show a number as a date, a time or a duration."""

from __future__ import annotations

import re

from lxml import etree

from addin.xlsx.parts import MAIN, whole_number
from udfs.serials import Shown

# Number formats that the format itself defines as dates or times; from 27 on they are those of East Asia.
_BUILT_IN = (
    dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), Shown.DAY)
    | dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), Shown.TIME)
    | {46: Shown.DURATION}
)
_TEXT = 49
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_DAY_LETTERS = re.compile(r"[yd年月日]", re.IGNORECASE)
_TIME_LETTERS = re.compile(r"[hs]", re.IGNORECASE)
# Hours, minutes or seconds that go on counting: `[h]:mm`.
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.')


def number_formats(root: etree._Element) -> dict[int, str]:
    """Return the codes of a workbook's own number formats for cells, by their numbers.

    Conditional formats bring theirs along under numbers that may be those of others here: openpyxl counts them by themselves.
    """
    group = root.find(f"{{{MAIN}}}numFmts")
    elements = () if group is None else group.iter(f"{{{MAIN}}}numFmt")
    return {whole_number(element.get("numFmtId")): element.get("formatCode") or "" for element in elements}


def date_styles(root: etree._Element) -> dict[int, Shown]:
    """Return what the cell styles whose number format is a date, a time or a duration show, by their index."""
    custom = number_formats(root)
    styles = root.find(f"{{{MAIN}}}cellXfs")
    if styles is None:
        return {}
    formats = [whole_number(element.get("numFmtId")) for element in styles.iter(f"{{{MAIN}}}xf")]
    shown = ((i, shown_by(number, custom.get(number, ""))) for i, number in enumerate(formats))
    return {i: kind for i, kind in shown if kind is not None}


def text_styles(root: etree._Element) -> frozenset[int]:
    """Return the cell styles that take whatever is entered for text, by their index; a date in them shows as a number."""
    styles = root.find(f"{{{MAIN}}}cellXfs")
    formats = (
        [] if styles is None else [whole_number(element.get("numFmtId")) for element in styles.iter(f"{{{MAIN}}}xf")]
    )
    return frozenset(i for i, number in enumerate(formats) if number == _TEXT)


def shown_by(number: int, code: str) -> Shown | None:
    """Return what a number format shows a number as, None where that is a number.

    Args:
        number: the format's number; some are dates by themselves.
        code: its code, such as `yyyy-mm-dd`; empty where only the number is known.
    """
    bare = _LITERALS.sub("", code)
    # `General` and `Standard` hold letters that are not meant so.
    if bare.casefold().startswith(("general", "standard")):
        return _BUILT_IN.get(number)
    if _ELAPSED.search(_QUOTED.sub("", code)):
        return Shown.DURATION
    if not _DATE_LETTERS.search(bare):
        return _BUILT_IN.get(number)
    return Shown.TIME if _TIME_LETTERS.search(bare) and not _DAY_LETTERS.search(bare) else Shown.DAY
