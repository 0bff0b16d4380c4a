"""Word documents as their readers see them: headings, sections, pictures."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
from docx.document import Document

from addin.book.file.book import FileBook
from addin.commands.report import report
from addin.outcome import Outcome
from tests.helpers.books import NOW

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def report_of(path: Path, kind: str = "root-cause", issue: str | None = None) -> tuple[Document, Outcome]:
    """Write the report beside the workbook, which stays as it is."""
    before, target = path.read_bytes(), path.with_suffix(".docx")
    outcome = report(FileBook(path), NOW, target, kind, issue)
    assert path.read_bytes() == before
    assert outcome.files == [target]
    return docx.Document(str(target)), outcome


def headings(document: Document) -> list[tuple[str, str]]:
    styles = ((p.style.name or "" if p.style else "", p.text) for p in document.paragraphs)
    return [(style, text) for style, text in styles if style.startswith(("Title", "Heading"))]


def section(document: Document, title: str) -> str:
    """Return everything that is written under a heading, tables included."""
    words, inside = list[str](), False
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            words += [cell.text for row in block.rows for cell in row.cells] if inside else []
        elif block.style is not None and (block.style.name or "").startswith("Heading"):
            inside = block.text == title
        elif inside:
            words.append(block.text)
    return "\n".join(words)


def part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - written a moment ago


def picture_of(path: Path, kind: str = "鱼骨图") -> ET.Element:
    """Return the one picture of a kind."""
    pictures = part(path, "word/document.xml").iter(f"{WP}inline")
    (picture,) = (each for each in pictures if kind in str(each.find(f"{WP}docPr").get("name")))  # type: ignore[union-attr]
    return picture


def labels(picture: ET.Element) -> list[str]:
    """Return the labels of a picture's text boxes."""
    return ["".join(t.text or "" for t in box.iter(f"{W}t")) for box in picture.iter(f"{WPS}txbx")]


def within_its_frame(picture: ET.Element) -> None:
    """Nothing of a picture reaches beyond it, which would then become wider than the page."""
    wide, high = (int(picture.find(f"{WP}extent").get(side)) for side in ("cx", "cy"))  # type: ignore[union-attr,arg-type]
    for shape in picture.iter(f"{WPS}spPr"):
        place = shape.find(f"{A}xfrm")
        assert place is not None
        x, y = (int(place.find(f"{A}off").get(side)) for side in "xy")  # type: ignore[union-attr,arg-type]
        dx, dy = (int(place.find(f"{A}ext").get(side)) for side in ("cx", "cy"))  # type: ignore[union-attr,arg-type]
        assert min(x, y, dx, dy) >= 0
        assert x + dx <= wide
        assert y + dy <= high


def everything(document: Document) -> Iterator[docx.text.paragraph.Paragraph]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
