"""Puts the add-in where Excel starts it, and takes it away."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from importlib.metadata import version
from pathlib import Path

from addin.excel.applescript import SCRIPT_NAME, script_source
from addin.excel.build import FILE_NAME, addin_file, built_for
from addin.excel.system import system_name, variable
from addin.safefile import write_over
from udfs.problems import RefusalError, setup

_PER_USER = {
    "Windows": ("Microsoft", "Excel", "XLSTART"),
    "Darwin": (
        "Library",
        "Group Containers",
        "UBF8T346G9.Office",
        "User Content.localized",
        "Startup.localized",
        "Excel",
    ),
}
_OFFICE_FOLDERS = (("Microsoft Office", "root"), ("Microsoft Office",))
_OFFICE_VERSIONS = ("Office16", "Office15", "Office14")
_MAC_SCRIPTS = ("Library", "Application Scripts", "com.microsoft.Excel")
_MAC_SHARED = "/Library/Application Support/Microsoft/Office365/User Content.localized/Startup/Excel"


class Done(Enum):
    """The result of an installation."""

    INSTALLED = "installed"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Machine:
    """The computer, as far as the add-in cares; tests describe others than the one they run on."""

    system: str = field(default_factory=system_name)
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    interpreter: Path = field(default_factory=lambda: Path(sys.executable))

    def server(self) -> Path:
        """Return the interpreter that serves Excel: on Windows the one without a console, where there is one."""
        silent = self.interpreter.with_name("pythonw.exe")
        return silent if self.system == "Windows" and silent.is_file() else self.interpreter

    def start_folder(self, *, all_users: bool = False) -> Path:
        """Return the folder whose workbooks Excel opens when it starts.

        Raises:
            RefusalError: no Excel runs on this system, or the shared folder is not there.
        """
        if self.system not in _PER_USER:
            raise RefusalError(setup.NO_EXCEL_HERE, system=self.system)
        if not all_users:
            base = Path(variable(self.environment, "APPDATA") or self.home / "AppData" / "Roaming")
            return (base if self.system == "Windows" else self.home).joinpath(*_PER_USER[self.system])
        if self.system == "Darwin":
            return Path(_MAC_SHARED)
        shared = next((folder for folder in self._shared() if folder.is_dir()), None)
        if shared is None:
            raise RefusalError(setup.NO_OFFICE_FOLDER)
        return shared

    def script(self) -> tuple[Path, bytes] | None:
        """Return where Excel for macOS looks for the script that starts Python, and the script; None on other systems."""
        if self.system != "Darwin":
            return None
        return self.home.joinpath(*_MAC_SCRIPTS, SCRIPT_NAME), script_source(self.server()).encode("ascii")

    def _shared(self) -> Iterator[Path]:
        for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if programs := variable(self.environment, name):
                for folders in _OFFICE_FOLDERS:
                    for office in _OFFICE_VERSIONS:
                        yield Path(programs).joinpath(*folders, office, "XLSTART")


def install(machine: Machine, *, all_users: bool = False) -> tuple[Path, Done]:
    """Build the add-in for this interpreter and put it into the start folder; again and again without harm.

    Raises:
        RefusalError: there is no Excel, or the file cannot be written.
    """
    target = machine.start_folder(all_users=all_users) / FILE_NAME
    wanted = [(target, addin_file(machine.server())), *filter(None, [machine.script()])]
    missing = [(path, content) for path, content in wanted if _present(path) != content]
    done = Done.UNCHANGED if not missing else Done.UPDATED if target.is_file() else Done.INSTALLED
    for path, content in missing:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_over(path, content)
        except OSError as error:
            raise RefusalError(setup.EXCEL_OPEN, name=str(path)) from error
    return target, done


def _present(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def uninstall(machine: Machine, *, all_users: bool = False) -> Path | None:
    """Take the add-in away and return where it was; None where there was none."""
    target = machine.start_folder(all_users=all_users) / FILE_NAME
    was_there = target.is_file()
    for path in (target, *(place for place, _ in filter(None, [machine.script()]))):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise RefusalError(setup.EXCEL_OPEN, name=str(path)) from error
    return target if was_there else None


def versions_in(path: Path) -> dict[str, str]:
    """Return what an add-in file was built for; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as package:
            return built_for(package.read("docProps/core.xml"))
    except (OSError, KeyError, zipfile.BadZipFile, json.JSONDecodeError):
        return {}


def expected(machine: Machine) -> dict[str, str]:
    """Return what the add-in should have been built for."""
    return {
        "kaizen-ribbon": version("kaizen-ribbon"), "xlwings": version("xlwings"), "python": str(machine.server()),
    }  # fmt: skip
