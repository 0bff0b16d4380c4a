"""Workbooks as other programs write them: the same cells in other shapes of the same format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

# Column, row and formula of a cell that holds one.
_FORMULA = re.compile(rb'(<c r="([A-Z]+)([0-9]+)"[^>]*>)<f>(.*?)</f>', re.DOTALL)


def with_parts(path: Path, change: Callable[[str, bytes], bytes], new: Path | None = None) -> Path:
    """Write each part of a workbook as `change` gives it, into another file if one is named."""
    with zipfile.ZipFile(path) as package:
        parts = {name: change(name, package.read(name)) for name in package.namelist()}
    target = path if new is None else new
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target


def _sheets(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, content: change(content) if name.startswith("xl/worksheets/sheet") else content


def with_shared_formulas(path: Path, new: Path | None = None) -> Path:
    """Let the cells of each column that is filled with one formula share it, as Excel does after filling down."""
    return with_parts(path, _sheets(_shared), new)


def with_arrays_of_one(path: Path, new: Path | None = None) -> Path:
    """Let each formula be an array formula of its own cell, as Ctrl+Shift+Enter leaves it."""
    array = rb'\1<f t="array" ref="\2\3">\4</f>'
    return with_parts(path, _sheets(lambda xml: _FORMULA.sub(array, xml)), new)


def _shared(xml: bytes) -> bytes:
    """Share what is the same but for its own row."""
    runs: dict[tuple[bytes, bytes], list[bytes]] = {}
    for _, col, row, formula in _FORMULA.findall(xml):
        runs.setdefault((col, _pattern(formula, row)), []).append(row)
    groups = {key: (number, rows) for number, (key, rows) in enumerate(runs.items()) if len(rows) > 1}

    def share(match: re.Match[bytes]) -> bytes:
        start, col, row, formula = match.groups()
        number, rows = groups.get((col, _pattern(formula, row)), (0, []))
        if not rows:
            return match[0]
        if row != rows[0]:
            return b'%s<f t="shared" si="%d"/>' % (start, number)
        block = b"%s%s:%s%s" % (col, rows[0], col, rows[-1])
        return b'%s<f t="shared" ref="%s" si="%d">%s</f>' % (start, block, number, formula)

    return _FORMULA.sub(share, xml)


def _pattern(formula: bytes, row: bytes) -> bytes:
    return re.sub(rb"(?<=[A-Z])%s\b" % row, b"#", formula)
