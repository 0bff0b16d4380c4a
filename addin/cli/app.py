"""The command line `kaizen`: made from the table of commands; each command is built when it is asked for."""

from __future__ import annotations

import typer

from addin.cli import words
from addin.cli.building import CONTEXT, parameters_of, with_parameters
from addin.cli.usage import Group
from addin.cli.words import localized
from addin.commands.table.options import LANG, VERSION

app = typer.Typer(
    cls=Group,
    help=localized(words.APP),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=CONTEXT,
)


def main(*, version: bool, lang: str | None) -> None:
    """Take the options that apply to every command."""
    _ = lang  # read from the words themselves before they are parsed, because help is made earlier
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"kaizen-ribbon {installed('kaizen-ribbon')}")


app.callback(invoke_without_command=True)(with_parameters(main, parameters_of((VERSION, LANG))))
