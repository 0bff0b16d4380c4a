"""The command line's part of the Excel add-in: build, install, remove, diagnose, serve."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import typer

from addin.cli import words
from addin.cli.words import filled
from addin.commands.table import Request
from addin.outcome import Outcome
from udfs.lang import Text


def install(_request: Request, *, all_users: bool = False) -> Outcome:
    """Install the add-in and report where it is."""
    from addin.excel import setup

    place, done = setup.install(setup.Machine(), all_users=all_users)
    return Outcome(filled(words.INSTALLED[done.value], name=place))


def uninstall(_request: Request, *, all_users: bool = False) -> Outcome:
    """Remove the add-in and report where it was."""
    from addin.excel import setup

    place = setup.uninstall(setup.Machine(), all_users=all_users)
    return Outcome(words.NOT_THERE if place is None else filled(words.UNINSTALLED, name=place))


def doctor(_request: Request) -> Outcome:
    """Report what keeps the add-in from working, and how to fix it."""
    from addin.excel.doctor import doctor as examine
    from addin.excel.setup import Machine

    return examine(Machine())


def build_addin(_request: Request, *, output: Path, python: str | None = None) -> Outcome:
    """Make the add-in file for an interpreter, on this computer or on another."""
    from addin.excel.build import addin_file
    from addin.excel.setup import Machine
    from addin.safefile import write_new

    interpreter: PurePath = Machine().server()
    if python is not None:
        interpreter = PureWindowsPath(python) if "\\" in python or ":" in python else PurePosixPath(python)
    return Outcome(filled(words.MADE, name=write_new(output, addin_file(interpreter))))


def serve(request: Request) -> Outcome:
    """Serve worksheet functions until the window is closed."""
    from addin.excel import logfile, server

    logfile.start()
    if sys.platform == "win32":
        typer.echo(words.SERVING.to(request.lang))
    server.serve(server.BY_HAND)
    return Outcome(Text("", ""))
