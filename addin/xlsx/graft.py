"""Taking a sheet over from another workbook: cells, looks, conditional formats, its table and its print names."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from addin.xlsx import naming, parts
from addin.xlsx.package import Package
from addin.xlsx.parts import MAIN, PACKAGE, RELATION, TYPES

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_FIRST_OWN_FORMAT = 164


def graft(package: Package, workbook: str, root: etree._Element, donor: Package, *, hidden: bool) -> None:
    """Add the first sheet of `donor` behind the others.

    Args:
        package: the workbook's parts.
        workbook: the workbook part.
        root: its root element; the sheet and its names are put into it, and it is written.
        donor: a workbook drawn by our own builder: one sheet with at most one table, texts, no drawings.
        hidden: whether the sheet is hidden there.
    """
    donor_book = parts.workbook_part(donor)
    donor_root = parts.tree(donor, donor_book)
    source = donor_root.find(f".//{{{MAIN}}}sheet")
    targets = {relation.id: relation.target for relation in parts.relations(donor, donor_book)}
    if source is None:
        raise ValueError("the donor has no sheet")
    part = targets[source.get(f"{{{RELATION}}}id") or ""]
    sheet = parts.tree(donor, part)
    _write_texts_out(sheet, _texts(donor, donor_book))
    _bring_styles(package, workbook, sheet, parts.tree(donor, _of_kind(donor, donor_book, "styles")))
    new = _free(package, "xl/worksheets/sheet{}.xml")
    _bring_tables(package, new, sheet, donor, part)
    package.replace(new, parts.serialised(sheet))
    _register(package, f"/{new}", _SHEET_TYPE)
    relation = _relate(package, workbook, "worksheet", new)
    _list(root, source, relation, hidden=hidden)
    _bring_names(root, donor_root)
    package.replace(workbook, parts.serialised(root))


def _of_kind(package: Package, part: str, kind: str) -> str:
    return next(relation.target for relation in parts.relations(package, part) if relation.kind == kind)


def _texts(donor: Package, workbook: str) -> list[etree._Element]:
    shared = [relation.target for relation in parts.relations(donor, workbook) if relation.kind == "sharedStrings"]
    return list(parts.tree(donor, shared[0]).iter(f"{{{MAIN}}}si")) if shared else []


def _write_texts_out(sheet: etree._Element, texts: list[etree._Element]) -> None:
    """Let cells hold their text themselves: the other workbook's table of texts is left alone."""
    for cell in sheet.iter(f"{{{MAIN}}}c"):
        value = cell.find(f"{{{MAIN}}}v")
        if cell.get("t") == "s" and value is not None:
            inline = etree.SubElement(cell, f"{{{MAIN}}}is")
            inline.extend(copy.deepcopy(list(texts[int(value.text or 0)])))
            cell.remove(value)
            cell.set("t", "inlineStr")


def _bring_styles(package: Package, workbook: str, sheet: etree._Element, theirs: etree._Element) -> None:
    """Append the donor's formats to the workbook's and let the sheet use them under their new numbers."""
    part = _of_kind(package, workbook, "styles")
    ours = parts.tree(package, part)
    shift = {kind: _append_all(ours, theirs, kind) for kind in ("fonts", "fills", "borders", "dxfs")}
    formats = _bring_number_formats(ours, theirs)
    base = len(_group(ours, "cellXfs"))
    for style in _group(theirs, "cellXfs"):
        copied = copy.deepcopy(style)
        for name, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            copied.set(name, str(int(copied.get(name) or 0) + shift[kind]))
        number = int(copied.get("numFmtId") or 0)
        copied.set("numFmtId", str(formats.get(number, number)))
        copied.set("xfId", "0")
        _group(ours, "cellXfs").append(copied)
    for group in ("fonts", "fills", "borders", "dxfs", "cellXfs", "numFmts"):
        group_there = ours.find(f"{{{MAIN}}}{group}")
        if group_there is not None:
            group_there.set("count", str(len(group_there)))
    for tags, name, by in (
        (("c", "row"), "s", base),
        (("col",), "style", base),
        (("cfRule",), "dxfId", shift["dxfs"]),
    ):
        _raise_numbers(sheet, tags, name, by)
    package.replace(part, parts.serialised(ours))


def _raise_numbers(sheet: etree._Element, tags: tuple[str, ...], name: str, by: int) -> None:
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


def _bring_number_formats(ours: etree._Element, theirs: etree._Element) -> dict[int, int]:
    """Return the numbers under which the donor's own number formats now stand."""
    wanted = {int(f.get("numFmtId") or 0): f.get("formatCode") or "" for f in theirs.iter(f"{{{MAIN}}}numFmt")}
    known = {f.get("formatCode"): int(f.get("numFmtId") or 0) for f in ours.iter(f"{{{MAIN}}}numFmt")}
    new = {}
    for number, code in wanted.items():
        if code not in known:
            known[code] = max([_FIRST_OWN_FORMAT - 1, *known.values()]) + 1
            etree.SubElement(_group(ours, "numFmts"), f"{{{MAIN}}}numFmt", numFmtId=str(known[code]), formatCode=code)
        new[number] = known[code]
    return new


def _bring_tables(package: Package, new: str, sheet: etree._Element, donor: Package, part: str) -> None:
    targets = {relation.id: relation for relation in parts.relations(donor, part)}
    used = [_number(parts.tree(package, name).get("id")) for name in package.names() if _is_table(name)]
    for element in sheet.iter(f"{{{MAIN}}}tablePart"):
        table = parts.tree(donor, targets[element.get(f"{{{RELATION}}}id") or ""].target)
        used.append(max(used, default=0) + 1)
        table.set("id", str(used[-1]))
        for column in table.iter(f"{{{MAIN}}}tableColumn", f"{{{MAIN}}}table"):
            for name in [name for name in column.attrib if str(name).endswith("DxfId")]:
                del column.attrib[name]
        name = _free(package, "xl/tables/table{}.xml")
        package.replace(name, parts.serialised(table))
        _register(package, f"/{name}", _TABLE_TYPE)
        element.set(f"{{{RELATION}}}id", _relate(package, new, "table", name))


def _number(text: str | None) -> int:
    """Return the number in an attribute, 0 where there is none."""
    return int(text) if text and text.isdecimal() else 0


def _is_table(name: str) -> bool:
    return re.fullmatch(r"xl/tables/[^/]+\.xml", name) is not None


def _free(package: Package, pattern: str) -> str:
    number = 1
    while pattern.format(number) in package:
        number += 1
    return pattern.format(number)


def _register(package: Package, part: str, kind: str) -> None:
    root = parts.tree(package, parts.CONTENT_TYPES)
    etree.SubElement(root, f"{{{TYPES}}}Override", PartName=part, ContentType=kind)
    package.replace(parts.CONTENT_TYPES, parts.serialised(root))


def _relate(package: Package, part: str, kind: str, target: str) -> str:
    """Add a relation and return its id."""
    rels = parts.relations_part(part)
    root = parts.tree(package, rels) if rels in package else etree.Element(f"{{{PACKAGE}}}Relationships")
    taken = {element.get("Id") for element in root}
    number = next(i for i in range(1, len(taken) + 2) if f"rId{i}" not in taken)
    path = posixpath.relpath(target, posixpath.dirname(part))
    etree.SubElement(
        root, f"{{{PACKAGE}}}Relationship", Id=f"rId{number}", Type=f"{RELATION}/{kind}", Target=path
    )  # fmt: skip
    package.replace(rels, parts.serialised(root))
    return f"rId{number}"


def _list(root: etree._Element, source: etree._Element, relation: str, *, hidden: bool) -> None:
    """List the sheet behind the others."""
    sheets = root.find(f"{{{MAIN}}}sheets")
    if sheets is None:
        raise ValueError("the workbook lists no sheets")
    number = max((_number(sheet.get("sheetId")) for sheet in sheets), default=0) + 1
    entry = etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=source.get("name") or "", sheetId=str(number))
    if hidden:
        entry.set("state", "hidden")
    entry.set(f"{{{RELATION}}}id", relation)


def _bring_names(root: etree._Element, donor_root: etree._Element) -> None:
    """Take over what is printed of the sheet, and how."""
    place = len(list(root.iter(f"{{{MAIN}}}sheet"))) - 1
    wanted = list(_names_of_first(donor_root))
    if not wanted:
        return
    names = naming.group(root)
    for element in wanted:
        copied = copy.deepcopy(element)
        copied.set("localSheetId", str(place))
        names.append(copied)


def _names_of_first(donor_root: etree._Element) -> Iterator[etree._Element]:
    for element in donor_root.iter(f"{{{MAIN}}}definedName"):
        if element.get("localSheetId") == "0":
            yield element
