"""Links to other workbooks: found, and taken out whole where no formula uses them any more."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from addin.xlsx import parts
from addin.xlsx.package import Package

# Texts name no links, and a link's own part tells of its cells only.
_NO_FORMULAS = ("xl/sharedStrings.xml", "xl/externalLinks/", "xl/styles.xml", "docProps/")


def link_parts(root: etree._Element) -> list[etree._Element]:
    """Return the references to other workbooks, in the order in which formulas count them."""
    return list(root.iter(f"{{{parts.MAIN}}}externalReference"))


def drop_unused(package: Package, workbook: str, root: etree._Element, may_go: Callable[[str], bool]) -> bool:
    """Take out links that no formula uses, so that nobody is asked to update them; tell whether any went.

    Formulas name a link by its place, so only links at the end of the list can go.

    Args:
        package: the workbook's parts, every edit in them.
        workbook: the workbook part.
        root: its root element; the references are taken out of it, and whoever holds it writes it.
        may_go: told the file that a link points to, whether it may go.
    """
    listed = link_parts(root)
    targets = {relation.id: relation for relation in parts.relations(package, workbook)}
    went = False
    for number in range(len(listed), 0, -1):
        element = listed[number - 1]
        relation = targets.get(element.get(f"{{{parts.RELATION}}}id") or "")
        if relation is None or not may_go(_target(package, relation.target)) or _is_used(package, number):
            break
        _take_out(element)
        parts.drop_related(package, workbook, relation)
        package.drop(parts.relations_part(relation.target))
        went = True
    return went


def _target(package: Package, link: str) -> str:
    """Return the file that a link points to, as it is written there."""
    rels = parts.relations_part(link)
    if rels not in package:
        return ""
    relations = parts.tree(package, rels).iter(f"{{{parts.PACKAGE}}}Relationship")
    return next((element.get("Target") or "" for element in relations), "")


def _is_used(package: Package, number: int) -> bool:
    names = (name for name in package.names() if name.endswith(".xml") and not name.startswith(_NO_FORMULAS))
    return any(_names(package.read(name), name, number) for name in names)


def _names(xml: bytes, part: str, number: int) -> bool:
    """Return whether a part names a link; in the cells of a sheet it may also stand as mere text."""
    if b"[%d]" % number not in xml:
        return False
    if not part.startswith("xl/worksheets/"):
        return True
    return re.search(rb"<(?:\w+:)?f(?:ormula[12]?)?\b[^>]*>[^<]*\[%d\]" % number, xml) is not None


def _take_out(element: etree._Element) -> None:
    around = element.getparent()
    if around is not None:
        around.remove(element)
        above = around.getparent()
        if len(around) == 0 and above is not None:
            above.remove(around)
