"""The small parts of a package: workbook, relations, content types, tables; parsed with lxml, entities off."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from addin.xlsx.package import Package
from udfs.problems import RefusalError, files

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class Relation(NamedTuple):
    """A relation of a part: its id, its kind (the last word of the type) and the part that it points to."""

    id: str
    kind: str
    target: str


class Relations(NamedTuple):
    """What a part says that it belongs together with: the relations that point inside, and addresses outside by their ids."""

    inside: Sequence[Relation]
    outside: Mapping[str, str]


def tree(package: Package, name: str) -> etree._Element:
    """Return a part's root element; refuses what is no XML."""
    try:
        return parsed(package.read(name))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusalError(files.DAMAGED, name=package.path.name) from error


def parsed(content: bytes) -> etree._Element:
    """Return the root element of a part's content; no entity in it is resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=False)
    return etree.fromstring(content, parser)


def serialised(root: etree._Element) -> bytes:
    """Return an element as the content of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_part(name: str) -> str:
    """Return the name of the part that holds another one's relations (the package's own for an empty name)."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relations(package: Package, name: str) -> Sequence[Relation]:
    """Return the relations of a part (of the package itself for an empty name) that point inside."""
    return all_relations(package, name).inside


def all_relations(package: Package, name: str) -> Relations:
    """Return the relations of a part (of the package itself for an empty name)."""
    rels = relations_part(name)
    if rels not in package:
        return Relations((), {})
    try:
        return _relations_in(package.read(rels), posixpath.dirname(name))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusalError(files.DAMAGED, name=package.path.name) from error


# Many workbooks are read one after the other, and those that one program saved say the same here.
@lru_cache(maxsize=64)
def _relations_in(content: bytes, folder: str) -> Relations:
    inside, outside = list[Relation](), dict[str, str]()
    for element in parsed(content).iter(f"{{{PACKAGE}}}Relationship"):
        key, target = element.get("Id") or "", element.get("Target") or ""
        if element.get("TargetMode") == "External":
            outside[key] = target
        else:
            plain = target.replace("\\", "/")
            path = plain.lstrip("/") if plain.startswith("/") else posixpath.normpath(posixpath.join(folder, plain))
            inside.append(Relation(key, (element.get("Type") or "").rpartition("/")[2], path))
    return Relations(inside, outside)


def related(package: Package, name: str, kind: str) -> str | None:
    """Return the first part of a kind that a part (or the package, for an empty name) points to, None where there is none."""
    return next((relation.target for relation in relations(package, name) if relation.kind == kind), None)


def whole_number(text: str | None) -> int:
    """Return the number in an attribute, 0 where there is none."""
    return int(text) if text and text.isdecimal() else 0


def workbook_part(package: Package) -> tuple[str, etree._Element]:
    """Return the name and the root of the workbook part; refuses packages that hold no workbook of the usual kind."""
    name = related(package, "", "officeDocument")
    if name is None or name not in package:
        raise RefusalError(files.OTHER_DOCUMENT, name=package.path.name)
    if name.endswith(".bin"):
        raise RefusalError(files.BINARY_WORKBOOK, name=package.path.name)
    root = tree(package, name)
    if root.tag == f"{{{STRICT}}}workbook":
        raise RefusalError(files.STRICT_WORKBOOK, name=package.path.name)
    if root.tag != f"{{{MAIN}}}workbook":
        raise RefusalError(files.OTHER_DOCUMENT, name=package.path.name)
    return name, root


def drop_calculation_chain(package: Package, workbook: str) -> None:
    """Take the calculation chain out with its relation and content type: programs make a new one when they load."""
    chain = next((r for r in relations(package, workbook) if r.kind == "calcChain"), None)
    if chain is not None:
        drop_related(package, workbook, chain)


def drop_related(package: Package, name: str, relation: Relation) -> None:
    """Take a part out that another one points to, with the relation and the content type."""
    _without(package, relations_part(name), f"{{{PACKAGE}}}Relationship", "Id", relation.id)
    _without(package, CONTENT_TYPES, f"{{{TYPES}}}Override", "PartName", f"/{relation.target}")
    package.drop(relation.target)


def _without(package: Package, part: str, tag: str, attribute: str, value: str) -> None:
    root = tree(package, part)
    for element in [e for e in root.iter(tag) if e.get(attribute) == value]:
        root.remove(element)
    package.replace(part, serialised(root))
