"""Text tables: csv, tsv and txt, in whatever encoding and with whatever delimiter they come."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

from addin.safefile import refuse_no_file
from udfs.problems import RefusalError, files, imports
from udfs.spellings import AS_TEXT

_LONGEST_FIELD = 1 << 24
_DELIMITERS = ",\t;|"
_SAMPLE = 50


def read_plain(path: Path) -> str:
    """Return a text whatever its encoding; anything that is not text, or nothing but blanks, is refused."""
    refuse_no_file(path)
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
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        return [[AS_TEXT.sub(r"\1", cell.strip("\t")) for cell in row] for row in rows]
    except csv.Error as error:
        raise RefusalError(imports.BINARY_FILE, name=path.name) from error


def encodings_of(content: bytes, name: str) -> list[str]:
    """Return the encodings that a text may have by its first bytes, the strictest first.

    utf-8 seldom fits by chance, gb18030 (gbk and more) often does.

    Raises:
        RefusalError: it is no text.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    if b"\0" in content:
        raise RefusalError(imports.BINARY_FILE, name=name)
    return ["utf-8-sig", "gb18030"]


def _decoded(content: bytes, name: str) -> str:
    """Decode strictly, by the first encoding that fits."""
    for encoding in encodings_of(content, name):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise RefusalError(imports.BINARY_FILE, name=name)
        return text
    raise RefusalError(imports.UNREADABLE_TEXT, name=name)


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits most rows, and most of them into the same number of fields.

    Both count: rows of different lengths are split by their delimiter all the same, and a few rows may hold another sign.
    """

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(_SAMPLE), rows, strict=False) if row]
        width, times = max(Counter(w for w in widths if w > 1).items(), key=lambda item: item[1], default=(0, 0))
        return times + sum(count > 1 for count in widths), width

    return max(_DELIMITERS, key=fitness)
