"""Renders a workbook as PDF or PNG through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from addin.leftovers import scratch_folder
from addin.safefile import folder_for
from addin.sharing.copies import file_names
from addin.xlsx import Workbook
from udfs.lang import listed
from udfs.problems import RefusalError, commands, files
from workbook_templates.catalogue import GUIDE_SHEET, SETTINGS_SHEET
from workbook_templates.tables.holidays import HOLIDAYS

_SECONDS = 180
_PLACES = (
    "/usr/bin/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_FRESH_PROFILE = 81
# What people look up while they work and seldom hand out.
_ONLY_IF_ASKED = (SETTINGS_SHEET, GUIDE_SHEET, HOLIDAYS.sheet)


def render(
    book: Path,
    to: Literal["pdf", "png"],
    folder: Path,
    *,
    sheets: Sequence[str] = (),
    dpi: int,
) -> list[Path]:
    """Return the files made in `folder`: one PDF, or the PNG pages of each sheet under its name.

    The workbook itself is only read. The folder is made where there is none.

    Args:
        book: the workbook.
        to: the kind of file.
        folder: where the files go.
        sheets: which sheets; by default the visible ones but settings, guide, holidays and tables that hold nothing.
        dpi: pixels per inch of a PNG.
    """
    program = _libreoffice()
    pictures = _on_path("pdftoppm") if to == "png" else None
    if to == "png" and pictures is None:
        raise RefusalError(commands.NO_PDFTOPPM)
    workbook = Workbook.open(book)
    wanted = _wanted(workbook, sheets)
    with folder_for(folder), scratch_folder() as scratch:
        if pictures is None:
            (pdf,) = _pdfs(program, workbook, [wanted], scratch)
            return [Path(shutil.copyfile(pdf, folder / f"{book.stem}.pdf"))]
        names = file_names(book.stem, wanted, "zh", lambda _: False)
        pdfs = _pdfs(program, workbook, [[sheet] for sheet in wanted], scratch)
        rendered: list[Path] = []
        for name, pdf in zip(names, pdfs, strict=True):
            _run([pictures, "-r", str(dpi), "-png", str(pdf), str(pdf.with_suffix(""))], book)
            pages = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
            for number, page in enumerate(pages, 1):
                file = folder / (f"{name}.png" if len(pages) == 1 else f"{name}-{number}.png")
                rendered.append(Path(shutil.copyfile(page, file)))
        return rendered


def _wanted(workbook: Workbook, asked: Sequence[str]) -> list[str]:
    """Return the names of the sheets to render, in the order of the workbook."""
    if not asked:
        seldom = {name for names in _ONLY_IF_ASKED for name in names}
        visible = [sheet.name for sheet in workbook.sheets if sheet.state == "visible"]
        often = [name for name in visible if name not in seldom] or visible
        # Forms to fill in are printed of a workbook in which nothing is filled in yet.
        filled = {table.sheet for table in workbook.tables.values() if workbook.holds_rows(table.sheet)} & {*often}
        return [name for name in often if not filled or workbook.holds_rows(name)]
    known = [sheet.name for sheet in workbook.sheets]
    for name in asked:
        if name not in known:
            raise RefusalError(files.NO_SHEET, name=workbook.path.name, wanted=name, known=listed(known))
    return [name for name in known if name in asked]


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


def _pdfs(program: str, workbook: Workbook, groups: Sequence[Sequence[str]], scratch: Path) -> list[Path]:
    """Convert copies of which one group of sheets each is printed, all in one start of the program.

    It runs in a profile of our own, so that an open LibreOffice is not in the way; a fresh profile may need a second start.
    """
    copies = []
    for number, sheets in enumerate(groups):
        # Plain names, because the program takes some characters of a path for its own.
        copy = Path(shutil.copyfile(workbook.path, scratch / f"book{number}{workbook.path.suffix}"))
        printed = Workbook.open(copy, writing=True)
        printed.print_only(sheets)
        for sheet in sheets:
            if any(known.name == sheet and known.has_cells for known in printed.sheets):
                printed.fit_paper(sheet)
        printed.save()
        copies.append(copy)
    profile = (scratch / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir",
               str(scratch), *map(str, copies)]  # fmt: skip
    if _run(command, workbook.path) == _FRESH_PROFILE:
        _run(command, workbook.path)
    pdfs = [copy.with_suffix(".pdf") for copy in copies]
    if not all(pdf.is_file() for pdf in pdfs):
        raise RefusalError(commands.RENDER_FAILED, name=workbook.path.name)
    return pdfs


def _run(command: list[str], book: Path) -> int:
    try:
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False).returncode  # noqa: S603 - found by us
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RefusalError(commands.RENDER_FAILED, name=book.name) from error
