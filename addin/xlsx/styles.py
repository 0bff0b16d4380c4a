"""Which cell styles show a number as a date."""

from __future__ import annotations

import re

from lxml import etree

from addin.xlsx.parts import MAIN

# Number formats that the format itself defines as dates or times.
_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)


def date_styles(root: etree._Element) -> frozenset[int]:
    """Return the indexes of the cell styles whose number format is a date or a time."""
    custom = {
        int(element.get("numFmtId") or 0)
        for element in root.iter(f"{{{MAIN}}}numFmt")
        if _is_date(element.get("formatCode") or "")
    }
    styles = root.find(f"{{{MAIN}}}cellXfs")
    if styles is None:
        return frozenset()
    formats = [int(element.get("numFmtId") or 0) for element in styles.iter(f"{{{MAIN}}}xf")]
    return frozenset(i for i, number in enumerate(formats) if number in _BUILT_IN or number in custom)


def _is_date(code: str) -> bool:
    """Return whether a format code has date letters outside its literals; `General` and `Standard` have none meant so."""
    bare = _LITERALS.sub("", code)
    return bool(_DATE_LETTERS.search(bare)) and not bare.casefold().startswith(("general", "standard"))
