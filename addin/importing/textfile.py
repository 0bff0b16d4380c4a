"""Text tables: csv, tsv and txt, in whatever encoding and with whatever delimiter they come."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from addin.safefile import refuse_special
from udfs.problems import RefusalError, files, imports

_LONGEST_FIELD = 1 << 24
_DELIMITERS = ",\t;|"
_SAMPLE = 50
# How systems keep Excel from reading a text as a number: ="00123", or a tab behind it.
_AS_TEXT = re.compile(r'\A="([^"]*)"\Z')


def read_plain(path: Path) -> str:
    """Return a text whatever its encoding; anything that is not text, or nothing but blanks, is refused."""
    if path.is_dir():
        raise RefusalError(files.IS_FOLDER, name=str(path))
    refuse_special(path)
    if not path.is_file():
        raise RefusalError(files.NO_FILE, name=str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RefusalError(files.CANNOT_READ, name=path.name, reason=str(error)) from error
    text = _decoded(content, path.name)
    if not text.strip():
        raise RefusalError(files.EMPTY, name=path.name)
    return text


def read_text(path: Path) -> list[list[str]]:
    """Return the rows of a text table; anything that is not text is refused."""
    text = read_plain(path)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        return [[_AS_TEXT.sub(r"\1", cell.strip("\t")) for cell in row] for row in rows]
    except csv.Error as error:
        raise RefusalError(imports.BINARY_FILE, name=path.name) from error


def _decoded(content: bytes, name: str) -> str:
    """Decode strictly, the strictest encoding first: utf-8 seldom fits by chance, gb18030 (gbk and more) often does."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\0" in content:
        raise RefusalError(imports.BINARY_FILE, name=name)
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise RefusalError(imports.BINARY_FILE, name=name)
        return text
    raise RefusalError(imports.UNREADABLE_TEXT, name=name)


def _delimiter(text: str) -> str:
    """Return the delimiter that splits most rows, and most of them into the same number of fields.

    Both count: rows of different lengths are split by their delimiter all the same, and a few rows may hold another sign.
    """

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(_SAMPLE), rows, strict=False) if row]
        width, times = max(Counter(w for w in widths if w > 1).items(), key=lambda item: item[1], default=(0, 0))
        return times + sum(count > 1 for count in widths), width

    return max(_DELIMITERS, key=fitness)
