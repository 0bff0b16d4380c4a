"""Defined names of a workbook part: where they stand, and putting some in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from lxml import etree

from addin.xlsx.parts import MAIN
from udfs.worksheet import LAST_COLUMN, LAST_ROW
from workbook_templates.formulas import absolute

PRINT_AREA = "_xlnm.Print_Area"
_BEFORE = ("externalReferences", "functionGroups", "sheets")


def group(root: etree._Element) -> etree._Element:
    """Return the element that holds the defined names, made in its place where there is none."""
    names_element = root.find(f"{{{MAIN}}}definedNames")
    if names_element is None:
        names_element = etree.Element(f"{{{MAIN}}}definedNames")
        after = [root.find(f"{{{MAIN}}}{name}") for name in _BEFORE]
        next(element for element in after if element is not None).addnext(names_element)
    return names_element


def define(root: etree._Element, names: Mapping[str, str]) -> None:
    """Let names of the whole workbook stand for formulas (written without `=`); known ones get a new meaning."""
    present = group(root)
    known = {
        (element.get("name") or "").casefold(): element for element in present if element.get("localSheetId") is None
    }
    for name, text in names.items():
        element = known.get(name.casefold())
        if element is None:
            element = etree.SubElement(present, f"{{{MAIN}}}definedName", name=name)
        element.text = text


def print_only(root: etree._Element, sheets: Sequence[str], wanted: Collection[str]) -> None:
    """Let nothing but the wanted sheets of these (all, in tab order) be printed.

    The others get a print area that holds one cell, the last, which is blank: LibreOffice leaves blank pages out. It does
    export hidden sheets, and whole sheets that have no print area.
    """
    present = group(root)
    for element in list(present):
        if element.get("name") == PRINT_AREA and sheets[int(element.get("localSheetId") or 0)] not in wanted:
            present.remove(element)
    for place, sheet in enumerate(sheets):
        if sheet not in wanted:
            area = etree.SubElement(present, f"{{{MAIN}}}definedName", name=PRINT_AREA, localSheetId=str(place))
            area.text = absolute(sheet, LAST_ROW, LAST_COLUMN, LAST_ROW, LAST_COLUMN)


def set_print_area(root: etree._Element, place: int, text: str) -> None:
    """Give the sheet at a place in tab order, counted from 0, a print area in place of its own."""
    present = group(root)
    own = (el for el in present if el.get("name") == PRINT_AREA and el.get("localSheetId") == str(place))
    element = next(own, None)
    if element is None:
        element = etree.SubElement(present, f"{{{MAIN}}}definedName", name=PRINT_AREA, localSheetId=str(place))
    element.text = text
