"""Putting rows below everything on a sheet that is there, with the merged cells, rules, charts and pages of them."""

from __future__ import annotations

import copy
from functools import reduce

from lxml import etree

from addin.xlsx import parts
from addin.xlsx.graft_parts import copied_part, relate
from addin.xlsx.package import Package
from addin.xlsx.parts import MAIN, RELATION, whole_number
from addin.xlsx.refs import parse
from workbook_templates.formulas import Block

# The order in which the elements of a sheet stand.
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
)  # fmt: skip


def put_below(package: Package, part: str, added: etree._Element, donor: Package, donor_part: str) -> None:
    """Put the rows of a donor's sheet below those of a sheet.

    Args:
        package: the workbook's parts.
        part: the sheet.
        added: the donor's sheet, its rows where they are to stand, texts and formats as they are to be.
        donor: the donor's parts, for charts.
        donor_part: the donor's sheet.
    """
    sheet = parts.tree(package, part)
    _rows(sheet, added)
    for group in ("mergeCells", "dataValidations", "rowBreaks"):
        _join(sheet, added, group)
    _conditional(sheet, added)
    _pages(sheet, added)
    theirs = parts.related(donor, donor_part, "drawing")
    if theirs is not None:
        ours = parts.related(package, part, "drawing")
        if ours is None:
            copied = copied_part(package, donor, theirs)
            element = etree.Element(f"{{{MAIN}}}drawing")
            element.set(f"{{{RELATION}}}id", relate(package, part, "drawing", copied))
            _insert(sheet, element)
        else:
            _anchors(package, ours, donor, theirs)
    package.replace(part, parts.serialised(sheet))


def lowest_anchor(package: Package, part: str) -> int:
    """Return the last row that a chart, picture or shape of a sheet reaches, 0 where it has none."""
    drawing = parts.related(package, part, "drawing")
    if drawing is None:
        return 0
    rows = parts.tree(package, drawing).iterfind(f".//{{{parts.DRAWING}}}to/{{{parts.DRAWING}}}row")
    return max((whole_number(row.text) + 1 for row in rows), default=0)


def _insert(sheet: etree._Element, element: etree._Element) -> None:
    """Put an element into a sheet in its place."""
    at = _ORDER.index(etree.QName(element).localname)
    before = [child for child in sheet if _rank(child) <= at]
    if before:
        before[-1].addnext(element)
    else:
        sheet.insert(0, element)


def _rank(element: etree._Element) -> int:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _rows(sheet: etree._Element, added: etree._Element) -> None:
    ours, theirs = sheet.find(f"{{{MAIN}}}sheetData"), added.find(f"{{{MAIN}}}sheetData")
    if ours is None or theirs is None:
        raise ValueError("a sheet without cells")
    ours.extend(copy.deepcopy(list(theirs)))
    here, there = (tree.find(f"{{{MAIN}}}dimension") for tree in (sheet, added))
    if here is not None and there is not None:
        spans = [span for span in (parse(element.get("ref") or "") for element in (here, there)) if span is not None]
        here.set("ref", reduce(Block.joined, spans).a1())


def _join(sheet: etree._Element, added: etree._Element, group: str) -> None:
    theirs = added.find(f"{{{MAIN}}}{group}")
    if theirs is None or not len(theirs):
        return
    ours = sheet.find(f"{{{MAIN}}}{group}")
    if ours is None:
        _insert(sheet, copy.deepcopy(theirs))
        return
    ours.extend(copy.deepcopy(list(theirs)))
    ours.set("count", str(len(ours)))
    if group == "rowBreaks":
        ours.set("manualBreakCount", str(sum(element.get("man") in ("1", "true") for element in ours)))


def _conditional(sheet: etree._Element, added: etree._Element) -> None:
    last = max((whole_number(rule.get("priority")) for rule in sheet.iter(f"{{{MAIN}}}cfRule")), default=0)
    for block in added.iterfind(f"{{{MAIN}}}conditionalFormatting"):
        copied = copy.deepcopy(block)
        for rule in copied.iter(f"{{{MAIN}}}cfRule"):
            rule.set("priority", str(whole_number(rule.get("priority")) + last))
        _insert(sheet, copied)


def _pages(sheet: etree._Element, added: etree._Element) -> None:
    """Let a sheet that is to fit on so many pages have those of the added rows, too."""
    ours, theirs = (tree.find(f"{{{MAIN}}}pageSetup") for tree in (sheet, added))
    if ours is not None and theirs is not None:
        here, more = (element.get("fitToHeight") or "1" for element in (ours, theirs))
        if here != "0" and more != "0":
            ours.set("fitToHeight", str(whole_number(here) + whole_number(more)))


def _anchors(package: Package, ours: str, donor: Package, theirs: str) -> None:
    """Put the charts of the donor's drawing into another one."""
    root, more = parts.tree(package, ours), parts.tree(donor, theirs)
    targets = {relation.id: relation for relation in parts.relations(donor, theirs)}
    last = max((whole_number(element.get("id")) for element in root.iter(f"{{{parts.DRAWING}}}cNvPr")), default=0)
    for anchor in more:
        copied = copy.deepcopy(anchor)
        for element in copied.iter():
            for name, value in element.attrib.items():
                if str(name).startswith(f"{{{RELATION}}}") and value in targets:
                    relation = targets[str(value)]
                    target = copied_part(package, donor, relation.target)
                    element.set(name, relate(package, ours, relation.kind, target))
        for element in copied.iter(f"{{{parts.DRAWING}}}cNvPr"):
            last += 1
            element.set("id", str(last))
            element.set("name", f"Chart {last - 1}")
        root.append(copied)
    package.replace(ours, parts.serialised(root))
