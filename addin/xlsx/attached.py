"""What hangs on the cells of a sheet without being their value: comments, links, pictures and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from lxml import etree

from addin.xlsx import parts, scan
from addin.xlsx.package import Package
from addin.xlsx.refs import parse
from addin.xlsx.values import Reader
from udfs.problems import RefusalError
from udfs.values import as_text

_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_DRAWN = re.compile(rb"<(?:\w+:)?(?:pic|sp|cxnSp)[\s>/]")
_SCHEME = re.compile(r"^(?:mailto:|https?://)")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b([^>]*)>")
_REFERENCE, _RELATION = (re.compile(name + rb"""\s*=\s*["']([^"']*)["']""") for name in (rb"\sref", rb"\s\w+:id"))
# A link that a formula makes, and pictures in cells: WPS has a function of its own, Excel IMAGE or a rich value.
_LINKING = re.compile(r'\bHYPERLINK\(\s*"((?:[^"]|"")*)"')
_PICTURING = re.compile(r"\b(?:DISPIMG|IMAGE)\(")
_RICH = re.compile(rb"""\svm\s*=\s*["']\d""")


class Attachment(Enum):
    """What it is."""

    COMMENT = "comment"
    LINK = "link"
    PICTURE = "picture"
    CELL_PICTURE = "cell picture"
    SHAPE = "shape"


class Attached(NamedTuple):
    """Something attached to a cell.

    Attributes:
        kind: what it is.
        row, col: the cell, for a picture the one under its upper left corner.
        text: the comment, the link's address, the text in the shape, or the picture's name.
        mark: tells pictures of one name apart.
    """

    kind: Attachment
    row: int
    col: int
    text: str
    mark: str = ""


def attached(package: Package, part: str, xml: bytes, words: scan.Patterns, reader: Reader) -> list[Attached]:
    """Return what is attached to the cells of a sheet and not said by their values, from top to bottom.

    Parts that no program could read are passed over, as every program does.
    """
    result: list[Attached] = []
    comments: dict[tuple[int, int], Attached] = {}
    relations, links = _related(package, part)
    for relation in relations:
        if relation.kind in ("comments", "threadedComment"):
            for comment in _comments(package, relation.target):
                place = comment.row, comment.col
                # Beside a conversation Excel keeps a plain comment for programs that know no conversations.
                if relation.kind == "threadedComment" or place not in comments:
                    comments[place] = comment
        elif relation.kind == "drawing":
            result += _drawn(package, relation.target)
    result += comments.values()
    linked = [*_linked(xml, words, links), *_in_cells(xml, words, reader)]
    result += _unseen(linked, xml, words, reader)
    return sorted(result, key=lambda item: (item.row, item.col, item.kind.value))


def _related(package: Package, part: str) -> tuple[list[parts.Relation], Mapping[str, str]]:
    """Return the relations of a sheet that point inside, conversations last, and the addresses of those that do not."""
    related = parts.all_relations(package, part)
    return sorted(related.inside, key=lambda relation: relation.kind == "threadedComment"), related.outside


def _tree(package: Package, name: str, content: re.Pattern[bytes] | None = None) -> etree._Element | None:
    """Return a part's root; None if it is missing, damaged, or without the content that is looked for."""
    try:
        wanted = name in package and (content is None or content.search(package.read(name)) is not None)
        return parts.tree(package, name) if wanted else None
    except RefusalError:
        return None


def _comments(package: Package, name: str) -> Iterator[Attached]:
    """Yield comments; the remarks of a conversation as one."""
    root = _tree(package, name)
    remarks: dict[tuple[int, int], list[str]] = {}
    for element in root.iter(f"{{{parts.MAIN}}}comment", f"{{{_THREADED}}}threadedComment") if root is not None else ():
        place = parse(element.get("ref") or "")
        texts = element.iter(f"{{{parts.MAIN}}}t", f"{{{_THREADED}}}text")
        text = "".join(run.text or "" for run in texts if not _is_phonetic(run)).strip()
        if place is not None and text:
            remarks.setdefault((place.top, place.left), []).append(text)
    for (row, col), listed in remarks.items():
        yield Attached(Attachment.COMMENT, row, col, " / ".join(listed))


def _is_phonetic(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is not None and etree.QName(parent).localname == "rPh"


def _drawn(package: Package, name: str) -> Iterator[Attached]:
    """Yield pictures and shapes; charts show cells and hold nothing of their own."""
    root = _tree(package, name, _DRAWN)
    if root is None:
        return
    media = {relation.id: relation.target for relation in parts.relations(package, name)}
    for anchor in root:
        corner = anchor.find(f"{{{parts.DRAWING}}}from")
        row, col = (
            int((corner.findtext(f"{{{parts.DRAWING}}}{axis}") if corner is not None else None) or 0) + 1
            for axis in ("row", "col")
        )
        for picture in anchor.iter(f"{{{parts.DRAWING}}}pic"):
            image = next((blip.get(f"{{{parts.RELATION}}}embed") for blip in picture.iter(f"{{{_SHAPES}}}blip")), None)
            mark = package.mark(media.get(image or "", ""))
            yield Attached(Attachment.PICTURE, row, col, _named(picture), mark)
        for shape in anchor.iter(f"{{{parts.DRAWING}}}sp", f"{{{parts.DRAWING}}}cxnSp"):
            text = " ".join(run.text or "" for run in shape.iter(f"{{{_SHAPES}}}t")).strip()
            yield Attached(Attachment.SHAPE, row, col, text or _named(shape))


def _named(element: etree._Element) -> str:
    properties = next(element.iter(f"{{{parts.DRAWING}}}cNvPr"), None)
    return "" if properties is None else properties.get("descr") or properties.get("name") or ""


def _linked(xml: bytes, words: scan.Patterns, targets: Mapping[str, str]) -> Iterator[Attached]:
    span = scan.data_span(xml, words) if targets else None
    for match in _LINK.finditer(xml, span[1]) if span is not None else ():
        reference, relation = _REFERENCE.search(match[1]), _RELATION.search(match[1])
        area = parse(reference[1].decode("ascii", "replace")) if reference is not None else None
        target = targets.get(relation[1].decode("utf-8", "replace")) if relation is not None else None
        if area is not None and target:
            yield Attached(Attachment.LINK, area.top, area.left, target)


def _unseen(linked: Sequence[Attached], xml: bytes, words: scan.Patterns, reader: Reader) -> Iterator[Attached]:
    """Yield what the value of its cell does not say anyway: programs make a link of every address that is typed."""
    places = {(item.row, item.col) for item in linked if item.kind is Attachment.LINK}
    rows = {row for row, _ in places}
    shown: dict[tuple[int, int], str] = {}
    for raw in scan.rows(xml, words) if rows else ():
        for cell in scan.cells(raw, words) if raw.number in rows else ():
            if (raw.number, cell.col) in places and cell.inner:
                value = reader.value(scan.attribute(cell.attributes, b"t") or b"n", cell.inner)
                shown[raw.number, cell.col] = _address(as_text(value))
    for item in linked:
        if item.kind is not Attachment.LINK or _address(item.text) != shown.get((item.row, item.col)):
            yield item


def _address(text: str) -> str:
    """Return an address as people write it."""
    return _SCHEME.sub("", text.strip().casefold()).rstrip("/")


def _in_cells(xml: bytes, words: scan.Patterns, reader: Reader) -> Iterator[Attached]:
    """Yield the links that formulas make, and the pictures that are the content of a cell."""
    for row in reader.signed_rows(xml):
        for cell in scan.cells(row, words):
            formula = reader.formula(cell.inner) if cell.inner else None
            link = _LINKING.search(formula or "")
            is_rich = _RICH.search(cell.attributes) is not None and scan.attribute(cell.attributes, b"t") == b"e"
            if is_rich or _PICTURING.search(formula or ""):
                yield Attached(Attachment.CELL_PICTURE, row.number, cell.col, "")
            elif link is not None:
                yield Attached(Attachment.LINK, row.number, cell.col, link[1].replace('""', '"'))
