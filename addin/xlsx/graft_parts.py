"""Taking parts of another package along: with what they point to, under names and identities that are free."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from addin.xlsx import parts
from addin.xlsx.package import Package
from addin.xlsx.parts import MAIN, PACKAGE, RELATION, TYPES

_NUMBERED = re.compile(r"(.*?)\d*(\.\w+)")


def copied_part(package: Package, donor: Package, part: str) -> str:
    """Copy a part and everything that it points to; return its new name."""
    content = donor.read(part)
    if part.startswith("xl/tables/"):
        content = _table(package, parts.tree(donor, part))
    return put_part(package, donor, part, content)


def put_part(package: Package, donor: Package, part: str, content: bytes) -> str:
    """Put a part with this content in, as that of another package, with what it points to; return its new name."""
    new = free_name(package, part)
    package.replace(new, content)
    _say_type(package, donor, part, new)
    rels = parts.relations_part(part)
    if rels in donor:
        root = parts.tree(donor, rels)
        targets = {relation.id: relation.target for relation in parts.relations(donor, part)}
        for element in root.iter(f"{{{PACKAGE}}}Relationship"):
            target = targets.get(element.get("Id") or "")
            if target is not None:  # others point outside the package
                copied = copied_part(package, donor, target)
                element.set("Target", posixpath.relpath(copied, posixpath.dirname(new)))
        package.replace(parts.relations_part(new), parts.serialised(root))
    return new


def free_name(package: Package, name: str) -> str:
    """Return a name of the same kind that no part has: `xl/charts/chart3.xml`."""
    known = _NUMBERED.fullmatch(name)
    stem, suffix = known.groups() if known is not None else (name, "")
    number = 1
    while f"{stem}{number}{suffix}" in package:
        number += 1
    return f"{stem}{number}{suffix}"


def _say_type(package: Package, donor: Package, part: str, new: str) -> None:
    theirs = parts.tree(donor, parts.CONTENT_TYPES)
    own = {element.get("PartName"): element.get("ContentType") for element in theirs.iter(f"{{{TYPES}}}Override")}
    by_suffix = {
        (element.get("Extension") or "").casefold(): element.get("ContentType")
        for element in theirs.iter(f"{{{TYPES}}}Default")
    }
    kind = own.get(f"/{part}") or by_suffix[part.rpartition(".")[2].casefold()]
    root = parts.tree(package, parts.CONTENT_TYPES)
    etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{new}", ContentType=kind or "")
    package.replace(parts.CONTENT_TYPES, parts.serialised(root))


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """Add a relation of a part to another one and return its id."""
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


def _table(package: Package, table: etree._Element) -> bytes:
    """Return a table under an identity that is free, its columns without formats of the other workbook."""
    used = [
        parts.whole_number(parts.tree(package, name).get("id"))
        for name in package.names()
        if re.fullmatch(r"xl/tables/[^/]+\.xml", name)
    ]
    table.set("id", str(max(used, default=0) + 1))
    for column in table.iter(f"{{{MAIN}}}tableColumn", f"{{{MAIN}}}table"):
        for name in [name for name in column.attrib if str(name).endswith("DxfId")]:
            del column.attrib[name]
    return parts.serialised(table)
