"""Finding the workbooks of a folder."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import NamedTuple

from udfs.problems import Finding, RefusalError, files, gathering

# What may be a workbook; one that cannot be read is told. Other files are nobody's register.
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".et", ".ods"})
# Lock files of Excel, WPS and LibreOffice, their copies while saving, and what systems hide.
_PASSED_OVER = ("~", ".", "__macosx")


class Found(NamedTuple):
    """The workbooks of a folder by their paths from it, in an order that no file system decides."""

    paths: tuple[str, ...]
    refused: tuple[Finding, ...]


def find_workbooks(folder: Path) -> Found:
    """Return every workbook in a folder and the folders in it; refuses where there is none.

    Links to other folders are not followed: they may lead in circles.
    """
    if not folder.exists():
        raise RefusalError(files.NO_FILE, name=str(folder))
    if not folder.is_dir():
        raise RefusalError(gathering.NOT_A_FOLDER, name=str(folder))
    refused: list[Finding] = []
    found: list[str] = []

    def note(error: OSError) -> None:
        name = Path(error.filename or folder)
        inner = name.relative_to(folder).as_posix() if name.is_relative_to(folder) else str(name)
        refused.append(
            Finding(files.CANNOT_READ, inner, "", {"name": name.name, "reason": error.strerror or str(error)})
        )

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.casefold().startswith(_PASSED_OVER)]
        found += [Path(place, name).relative_to(folder).as_posix() for name in names if is_workbook(name)]
    if not found and not refused:
        raise RefusalError(gathering.NO_SOURCES, name=str(folder))
    return Found(tuple(sorted(found, key=_order)), tuple(sorted(refused, key=lambda finding: finding.sheet)))


def is_workbook(name: str) -> bool:
    """Tell whether a file of this name may be somebody's workbook."""
    return Path(name).suffix.casefold() in _SUFFIXES and not name.casefold().startswith(_PASSED_OVER)


def _order(path: str) -> tuple[str, str]:
    return unicodedata.normalize("NFKC", path).casefold(), path
