"""Charts on disk: the ranges of their series and the numbers kept inside them, for programs that do not calculate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from lxml import etree

from addin.xlsx.cells import legal
from addin.xlsx.refs import sheet_and_range
from udfs.values import CellValue, as_text, is_number
from workbook_templates.formulas import Block, absolute

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"

Cells = Callable[[int, int, int], "list[CellValue]"]


def lengthened(xml: bytes, sheet: str, lengths: Mapping[tuple[int, int], int], cells: Cells) -> bytes | None:
    """Return the chart with its series on `sheet` fitted to the filled rows, None where nothing of it changes.

    A part that holds no chart that could be read stays as it is, too.

    Args:
        xml: the chart part.
        sheet: only references to this sheet are touched.
        lengths: number of filled rows by (first row, first column) of the labels; values stand in the next column.
        cells: gives (first row, column, length) of a column's values.
    """
    if sheet not in _sheets(xml):
        return None
    root = etree.fromstring(xml, _parser())
    before = etree.tostring(root)
    for reference in _references(root):
        formula, place = _place(reference)
        if formula is None or place is None or place[0] != sheet:
            continue
        row, col, _, _ = place[1]
        is_value = (row, col) not in lengths
        length = lengths.get((row, col - 1 if is_value else col))
        if length is not None:
            formula.text = absolute(sheet, row, col, row + length - 1, col)
            _cache(reference, cells(row, col, length), numeric=reference.tag.endswith("numRef"))
    after = etree.tostring(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if after != before else None


@lru_cache(maxsize=64)
def _sheets(xml: bytes) -> frozenset[str]:
    """Return the sheets that a chart shows something of; none where it cannot be read."""
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError:
        return frozenset()
    places = (_place(reference)[1] for reference in _references(root))
    return frozenset(place[0] for place in places if place is not None)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _references(root: etree._Element) -> list[etree._Element]:
    return [*root.iter(f"{{{_C}}}strRef"), *root.iter(f"{{{_C}}}numRef")]


def _place(reference: etree._Element) -> tuple[etree._Element | None, tuple[str, Block] | None]:
    """Return the element with a reference's formula, and the sheet and cells that it names."""
    formula = reference.find(f"{{{_C}}}f")
    return formula, None if formula is None else sheet_and_range(formula.text or "")


def _cache(reference: etree._Element, values: list[CellValue], *, numeric: bool) -> None:
    """Write the values that the chart shows where nothing is calculated."""
    kind = "numCache" if numeric else "strCache"
    old = reference.find(f"{{{_C}}}{kind}")
    cache = etree.Element(f"{{{_C}}}{kind}")
    if numeric:
        etree.SubElement(cache, f"{{{_C}}}formatCode").text = "General"
    etree.SubElement(cache, f"{{{_C}}}ptCount", val=str(len(values)))
    for i, value in enumerate(values):
        if value in (None, "") or (numeric and not is_number(value)):
            continue
        point = etree.SubElement(cache, f"{{{_C}}}pt", idx=str(i))
        etree.SubElement(point, f"{{{_C}}}v").text = legal(as_text(value))
    if old is None:
        reference.append(cache)
    else:
        reference.replace(old, cache)
