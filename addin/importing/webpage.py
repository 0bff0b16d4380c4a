"""Web pages that systems export under the name of a workbook: their tables, read as sheets."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from addin.importing.sparse import Area, Cells, Sheet
from addin.importing.textfile import read_plain
from udfs.problems import RefusalError, files, imports

# A page is one piece in memory; no department's list is as large as this.
_LARGEST = 200 << 20
# So many rows or columns may one cell cover: a page may say any number.
_WIDEST = 1000


def read_page(path: Path) -> list[Sheet]:
    """Return the tables of a page, each a sheet; the text of every cell stays as it is, long numbers too.

    Raises:
        RefusalError: there is no table in it, or it is larger than any list.
    """
    if path.stat().st_size > _LARGEST:
        raise RefusalError(files.TOO_LARGE, name=path.name)
    text = read_plain(path)
    start = text.lstrip("\ufeff \t\r\n")
    # A page packed with its pictures has encodings of its own.
    if "<table" not in text.casefold() or not start.startswith("<") or start.startswith("<?xml"):
        raise RefusalError(imports.WEB_PAGE, name=path.name)
    # As bytes of a known encoding: what the page says of its own may be wrong.
    page = html.document_fromstring(
        text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    )
    tables = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    if not tables:
        raise RefusalError(imports.WEB_PAGE, name=path.name)
    return [_sheet(path.name if not at else f"{path.name} {at + 1}", table) for at, table in enumerate(tables)]


def _sheet(name: str, table: etree._Element) -> Sheet:
    cells: Cells = {}
    merged: list[Area] = []
    covered: set[tuple[int, int]] = set()
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    for number, row in enumerate(rows, 1):
        col = 1
        for cell in row.iterchildren("td", "th"):
            while (number, col) in covered:
                col += 1
            high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            if (high, wide) != (1, 1):
                merged.append((number, col, number + high - 1, col + wide - 1))
                covered.update((number + down, col + right) for down in range(high) for right in range(wide))
            text = _text(cell)
            if text:
                cells.setdefault(number, {})[col] = text
            col += wide
    return Sheet(name, cells, merged)


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and int(text) else 1


def _text(cell: etree._Element) -> str:
    """Return what a cell shows: one line except for the line breaks of the page."""
    parts = [cell.text or ""]
    for part in cell.iterdescendants():
        parts += ["\n" if part.tag == "br" else part.text or "", part.tail or ""]
    lines = (" ".join(line.split(" ")).strip(" \t\r\u00a0") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
