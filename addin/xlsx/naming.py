"""Defined names of a workbook part: where they stand, and putting some in."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from addin.xlsx.parts import MAIN

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
