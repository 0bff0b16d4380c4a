"""Renders a workbook as PDF or PNG through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from addin.safefile import folder_for
from udfs.problems import RefusalError, commands

_SECONDS = 180
_PLACES = (
    "/usr/bin/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_FRESH_PROFILE = 81


def render(book: Path, to: Literal["pdf", "png"], folder: Path) -> list[Path]:
    """Return the files made in `folder`: one PDF, or one PNG per page; the workbook itself is only read.

    The folder is made where there is none.
    """
    program = _libreoffice()
    pictures = _on_path("pdftoppm") if to == "png" else None
    if to == "png" and pictures is None:
        raise RefusalError(commands.NO_PDFTOPPM)
    with folder_for(folder), tempfile.TemporaryDirectory() as scratch:
        pdf = _pdf(program, book, Path(scratch))
        if pictures is None:
            return [Path(shutil.copyfile(pdf, folder / f"{book.stem}.pdf"))]
        _run([pictures, "-r", "80", "-png", str(pdf), str(Path(scratch) / book.stem)], book)
        pages = sorted(Path(scratch).glob("*.png"))
        return [Path(shutil.copyfile(page, folder / page.name)) for page in pages]


def _libreoffice() -> str:
    program = _on_path("soffice") or _on_path("libreoffice") or next(filter(None, map(shutil.which, _PLACES)), None)
    if program is None:
        raise RefusalError(commands.NO_LIBREOFFICE)
    return program


def _on_path(name: str) -> str | None:
    """Return a program of the search path; never one of the folder that we are in, which may have come by mail.

    Windows looks there first, whatever the path says.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    places = (Path(folder, name + suffix) for folder in os.get_exec_path())
    return next(
        (str(path) for path in places if path.is_absolute() and path.is_file() and os.access(path, os.X_OK)), None
    )


def _pdf(program: str, book: Path, scratch: Path) -> Path:
    """Convert in a profile of our own, so that an open LibreOffice is not in the way; a fresh profile may need a second start."""
    profile = (scratch / "profile").as_uri()
    # A plain name, because the program takes some characters of a path for its own.
    copy = Path(shutil.copyfile(book, scratch / f"book{book.suffix}"))
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(scratch),
    ]
    if _run([*command, str(copy)], book) == _FRESH_PROFILE:
        _run([*command, str(copy)], book)
    pdf = scratch / "book.pdf"
    if not pdf.is_file():
        raise RefusalError(commands.RENDER_FAILED, name=book.name)
    return pdf


def _run(command: list[str], book: Path) -> int:
    try:
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False).returncode  # noqa: S603 - found by us
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RefusalError(commands.RENDER_FAILED, name=book.name) from error
