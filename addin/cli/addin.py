"""What the command line does about the Excel add-in: build, install, remove, check up, serve."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import NoReturn

import typer

from addin.cli import words
from addin.cli.running import DONE, end, refusals
from addin.cli.words import ui_language
from udfs.lang import Lang


def install(lang: Lang | None, *, all_users: bool) -> NoReturn:
    """Install the add-in and say where it is."""
    from addin.excel import setup

    with refusals():
        place, done = setup.install(setup.Machine(), all_users=all_users)
    typer.echo(words.INSTALLED[done.value].to(lang or ui_language()).format(name=place))
    sys.exit(DONE)


def uninstall(lang: Lang | None, *, all_users: bool) -> NoReturn:
    """Remove the add-in and say where it was."""
    from addin.excel import setup

    with refusals():
        place = setup.uninstall(setup.Machine(), all_users=all_users)
    said = words.NOT_THERE if place is None else words.UNINSTALLED
    typer.echo(said.to(lang or ui_language()).format(name=place))
    sys.exit(DONE)


def doctor(lang: Lang | None, *, json: bool) -> NoReturn:
    """Print what keeps the add-in from working, with remedies."""
    from addin.excel.doctor import doctor as look
    from addin.excel.setup import Machine

    end(look(Machine()), lang or ui_language(), json=json)


def build_addin(output: Path, python: str | None, lang: Lang | None) -> NoReturn:
    """Make the add-in file for an interpreter, on this computer or on another."""
    from addin.excel.build import addin_file
    from addin.excel.setup import Machine
    from addin.safefile import write_new

    interpreter: PurePath = Machine().server()
    if python is not None:
        interpreter = PureWindowsPath(python) if "\\" in python or ":" in python else PurePosixPath(python)
    with refusals():
        made = write_new(output, addin_file(interpreter))
    typer.echo(words.MADE.to(lang or ui_language()).format(name=made))
    sys.exit(DONE)


def serve(lang: Lang | None) -> NoReturn:
    """Serve worksheet functions until the window is closed."""
    from addin.excel import logfile, server

    logfile.start()
    with refusals():
        if sys.platform == "win32":
            typer.echo(words.SERVING.to(lang or ui_language()))
        server.serve(server.BY_HAND)
    sys.exit(DONE)
