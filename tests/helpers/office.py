"""A real spreadsheet program for tests: LibreOffice, driven over UNO.

On the machine that checks every change it must be there; elsewhere tests that need it are skipped with a reason.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from addin.xlsx import Workbook
from tests.helpers.today import TODAY, copy_on_day
from udfs.values import CellValue, ErrorValue

_DEBIAN = "/usr/lib/python3/dist-packages"
_FRESH_PROFILE = 81
_TRIES = 150


class Office:
    """A running LibreOffice; `open` gives a workbook recalculated from its formulas alone."""

    def __init__(self, desktop: Any, value: Any) -> None:
        self._desktop = desktop
        self._value = value

    @contextlib.contextmanager
    def open(self, path: Path) -> Iterator[Document]:
        """Load a workbook hidden and calculate everything anew."""
        document = self.load(path)
        try:
            document.calculateAll()
            yield Document(document)
        finally:
            document.close(True)

    def load(self, path: Path, **options: object) -> Any:
        """Load a document hidden; the caller closes it."""
        given = []
        for name, value in {"Hidden": True, **options}.items():
            option = self._value()
            option.Name, option.Value = name, value
            given.append(option)
        document = self._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, tuple(given))
        assert document is not None, f"LibreOffice does not open {path}"
        return document

    def print_to(self, path: Path, pdf: Path) -> None:
        """Print a workbook or a document into a file."""
        document = self.load(path)
        try:
            kind = self._value()
            kind.Name = "FilterName"
            kind.Value = "writer_pdf_Export" if path.suffix == ".docx" else "calc_pdf_Export"
            document.storeToURL(pdf.resolve().as_uri(), (kind,))
        finally:
            document.close(True)

    @contextlib.contextmanager
    def addin(self, path: Path) -> Iterator[Addin]:
        """Load an add-in with its VBA allowed to run."""
        document = self.load(path, FilterName="Calc MS Excel 2007 VBA XML", MacroExecutionMode=4)
        try:
            yield Addin(document)
        finally:
            document.close(True)


class Addin:
    """An add-in open in LibreOffice."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def modules(self, project: str) -> set[str]:
        """Return the names of a project's modules."""
        libraries = self._document.BasicLibraries
        libraries.loadLibrary(project)
        return set(libraries.getByName(project).ElementNames)

    def call(self, project: str, function: str, *given: object) -> object:
        """Call a function; one in a project that cannot be compiled gives an empty text."""
        place = f"vnd.sun.star.script:{project}.{function}?language=Basic&location=document"
        return self._document.getScriptProvider().getScript(place).invoke(given, (), ())[0]


class Document:
    """One workbook open in LibreOffice; rows and columns count from 1."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def block(self, sheet: str, top: int, left: int, bottom: int, right: int) -> list[tuple[str | float, ...]]:
        """Return what cells show: numbers, texts, `` for nothing."""
        cells = self.document.Sheets.getByName(sheet).getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)
        return list(cells.getDataArray())

    def errors(self, sheet: str) -> str:
        """Return the addresses of the formulas that come to an error value."""
        formula_error = 4
        return str(
            self.document.Sheets.getByName(sheet)
            .queryContentCells(16)
            .queryFormulaCells(formula_error)
            .RangeAddressesAsString
        )

    def type_formula(self, sheet: str, row: int, col: int, formula: str) -> str | float:
        """Enter a formula and return what the cell then shows."""
        cell = self.document.Sheets.getByName(sheet).getCellByPosition(col - 1, row - 1)
        cell.setFormula(formula)
        return str(cell.String) if cell.getError() or not cell.Value else float(cell.Value)

    def type_value(self, sheet: str, row: int, col: int, value: str | float) -> None:
        """Type into a cell as a person would."""
        cell = self.document.Sheets.getByName(sheet).getCellByPosition(col - 1, row - 1)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)


def missing(why: str) -> None:
    """Skip a test with a reason, or fail it on the machine that checks every change."""
    if os.environ.get("CI"):
        pytest.fail(f"{why}: it is never skipped here")
    pytest.skip(why)


@contextlib.contextmanager
def running() -> Iterator[Office]:
    """Start LibreOffice with a profile of its own and end it afterwards."""
    program = shutil.which("soffice")
    if program is None:
        missing("LibreOffice is not installed")
    if _DEBIAN not in sys.path:
        sys.path.append(_DEBIAN)
    try:
        import uno  # type: ignore[import-not-found]
        from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
        from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]
    except ImportError:
        missing("python3-uno is not installed for this Python")
    pipe = f"kaizen{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as profile:
        command = [str(program), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
                   f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
        process = _started(command)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        try:
            for _ in range(_TRIES):
                if process.poll() == _FRESH_PROFILE:
                    process = _started(command)
                try:
                    context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                    break
                except NoConnectException:
                    time.sleep(0.2)
            else:
                pytest.fail("LibreOffice did not start")
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            yield Office(desktop, PropertyValue)
            with contextlib.suppress(Exception):
                desktop.terminate()
            process.wait(20)
        finally:
            _end(process)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    """Start the program in a process group of its own: it starts others."""
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what was started and everything that it has started, and nothing else."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def differences(office: Office, path: Path, most: int = 8, day: date = TODAY) -> list[str]:
    """Compare every formula's value in the file, computed on a day, with what LibreOffice makes of the formula."""
    book = Workbook.open(path)
    results: list[str] = []
    with copy_on_day(path, day) as copy, office.open(copy) as document:
        for sheet in book.sheets:
            rows = book.used_block(sheet.name, 1)
            width = max((col for _, cells in book.rows(sheet.name) for col, _, _ in cells), default=1)
            values, formulas = book.columns_with_formulas(sheet.name, list(range(1, width + 1)), 1, len(rows))
            shown = document.block(sheet.name, 1, 1, len(rows), width)
            for col in range(1, width + 1):
                for i, formula in enumerate(formulas[col]):
                    if formula is not None and not alike(values[col][i], shown[i][col - 1]):
                        results.append(
                            f"{sheet.name}!{col}:{i + 1} {values[col][i]!r} ≠ {shown[i][col - 1]!r} ={formula[:200]}"
                        )
            expected = any(isinstance(value, ErrorValue) for column in values.values() for value in column)
            if not expected and (error := document.errors(sheet.name)):
                results.append(f"{sheet.name} errors at {error}")
    return results[:most]


def alike(ours: CellValue, theirs: str | float | None) -> bool:
    """Tell whether a value of ours is what LibreOffice shows."""
    if ours is None:
        return theirs == ""
    if isinstance(ours, ErrorValue):
        return theirs is None
    if isinstance(ours, (int, float)) and isinstance(theirs, float):
        return abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours))
    return ours == theirs
