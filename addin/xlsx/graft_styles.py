"""Bringing the formats of another workbook along: appended to those that are there, under new numbers."""

from __future__ import annotations

import copy
from typing import NamedTuple

from lxml import etree

from addin.xlsx import parts
from addin.xlsx.package import Package
from addin.xlsx.parts import MAIN
from addin.xlsx.styles import number_formats

_FIRST_OWN_FORMAT = 164


class Shift(NamedTuple):
    """By how much the numbers of cell formats and of conditional formats grow."""

    cells: int
    differences: int


def bring_styles(package: Package, part: str, theirs: etree._Element) -> Shift:
    """Append the formats of another workbook to those of a styles part."""
    ours = parts.tree(package, part)
    formats = _NumberFormats(ours)
    shift = {kind: _append_all(ours, theirs, kind) for kind in ("fonts", "fills", "borders", "dxfs")}
    for number in (n for dxf in list(_group(ours, "dxfs"))[shift["dxfs"] :] for n in dxf.iter(f"{{{MAIN}}}numFmt")):
        number.set("numFmtId", str(formats.number_of(number.get("formatCode") or "")))
    own, base = number_formats(theirs), len(_group(ours, "cellXfs"))
    for style in _group(theirs, "cellXfs"):
        copied = copy.deepcopy(style)
        for name, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            copied.set(name, str(int(copied.get(name) or 0) + shift[kind]))
        number_format = int(copied.get("numFmtId") or 0)
        if number_format in own:
            copied.set("numFmtId", str(formats.number_of(own[number_format])))
        copied.set("xfId", "0")
        _group(ours, "cellXfs").append(copied)
    for group in ("fonts", "fills", "borders", "dxfs", "cellXfs", "numFmts"):
        group_there = ours.find(f"{{{MAIN}}}{group}")
        if group_there is not None:
            group_there.set("count", str(len(group_there)))
    package.replace(part, parts.serialised(ours))
    return Shift(base, shift["dxfs"])


def restyle(sheet: etree._Element, shift: Shift) -> None:
    """Let what stands on a sheet of the other workbook use its formats under their new numbers."""
    for tags, name, by in (
        (("c", "row"), "s", shift.cells),
        (("col",), "style", shift.cells),
        (("cfRule",), "dxfId", shift.differences),
    ):
        for element in sheet.iter(*(f"{{{MAIN}}}{tag}" for tag in tags)):
            number = element.get(name)
            if number is not None:
                element.set(name, str(int(number) + by))


_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


def _group(styles: etree._Element, kind: str) -> etree._Element:
    """Return a group of formats, made in its place where the part has none."""
    group = styles.find(f"{{{MAIN}}}{kind}")
    if group is None:
        group = etree.Element(f"{{{MAIN}}}{kind}")
        before = [styles.find(f"{{{MAIN}}}{name}") for name in _ORDER[: _ORDER.index(kind)]]
        last = next((element for element in reversed(before) if element is not None), None)
        if last is None:
            styles.insert(0, group)
        else:
            last.addnext(group)
    return group


def _append_all(ours: etree._Element, theirs: etree._Element, kind: str) -> int:
    """Append a group and return by how much its numbers grow."""
    target = _group(ours, kind)
    base = len(target)
    target.extend(copy.deepcopy(list(_group(theirs, kind))))
    return base


class _NumberFormats:
    """The number formats of a styles part, to which others are added where they are not there yet."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = styles
        self._known = {code: number for number, code in number_formats(styles).items()}
        everywhere = (int(each.get("numFmtId") or 0) for each in styles.iter(f"{{{MAIN}}}numFmt"))
        self._last = max([_FIRST_OWN_FORMAT - 1, *everywhere])

    def number_of(self, code: str) -> int:
        """Return the number under which a format stands."""
        if code not in self._known:
            self._last += 1
            self._known[code] = self._last
            group = _group(self._styles, "numFmts")
            etree.SubElement(group, f"{{{MAIN}}}numFmt", numFmtId=str(self._last), formatCode=code)
        return self._known[code]
