"""Defined names of a workbook part: where they stand, and putting some in."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from addin.xlsx.parts import MAIN

_BEFORE = ("externalReferences", "functionGroups", "sheets")


def group(root: etree._Element) -> etree._Element:
    """Return the element that holds the defined names, made in its place where there is none."""
    found = root.find(f"{{{MAIN}}}definedNames")
    if found is None:
        found = etree.Element(f"{{{MAIN}}}definedNames")
        after = [root.find(f"{{{MAIN}}}{name}") for name in _BEFORE]
        next(element for element in after if element is not None).addnext(found)
    return found


def define(root: etree._Element, names: Mapping[str, str]) -> None:
    """Let names of the whole workbook stand for formulas (written without `=`); known ones get a new meaning."""
    held = group(root)
    known = {(element.get("name") or "").casefold(): element for element in held if element.get("localSheetId") is None}
    for name, text in names.items():
        element = known.get(name.casefold())
        if element is None:
            element = etree.SubElement(held, f"{{{MAIN}}}definedName", name=name)
        element.text = text
