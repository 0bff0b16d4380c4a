"""Finding the workbooks of a folder."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import NamedTuple

from udfs.problems import Finding, RefusalError, files, gathering

# Files that may be workbooks; one that cannot be read is reported. Other files are ignored.
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".et", ".ods"})
# Lock files of Excel, WPS and LibreOffice, their temporary copies, and hidden files.
_PASSED_OVER = ("~", ".", "__macosx")


class FolderContent(NamedTuple):
    """The workbooks in a folder by their relative paths, in an order that does not depend on the file system."""

    paths: tuple[str, ...]
    refused: tuple[Finding, ...]


def find_workbooks(folder: Path) -> FolderContent:
    """Return every workbook in a folder and its subfolders; a folder without any is refused.

    Links to other folders are not followed: they can form cycles.
    """
    if not folder.exists():
        raise RefusalError(files.NO_FILE, name=str(folder))
    if not folder.is_dir():
        raise RefusalError(gathering.NOT_A_FOLDER, name=str(folder))
    refused: list[Finding] = []
    paths: list[str] = []

    def note(error: OSError) -> None:
        name = Path(error.filename or folder)
        inner = name.relative_to(folder).as_posix() if name.is_relative_to(folder) else str(name)
        refused.append(files.CANNOT_READ.at(inner, name=name.name, reason=error.strerror or str(error)))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not is_passed_over(name)]
        paths += [Path(place, name).relative_to(folder).as_posix() for name in names if is_workbook(name)]
    if not paths and not refused:
        raise RefusalError(gathering.NO_SOURCES, name=str(folder))
    return FolderContent(tuple(sorted(paths, key=_order)), tuple(sorted(refused, key=lambda finding: finding.sheet)))


def is_workbook(name: str) -> bool:
    """Return whether a file with this name may be a workbook."""
    return Path(name).suffix.casefold() in _SUFFIXES and not is_passed_over(name)


def is_passed_over(name: str) -> bool:
    """Return whether a file or folder with this name is none of people's own: a lock file, a temporary copy, a hidden one."""
    return name.casefold().startswith(_PASSED_OVER)


def _order(path: str) -> tuple[str, str]:
    return unicodedata.normalize("NFKC", path).casefold(), path
