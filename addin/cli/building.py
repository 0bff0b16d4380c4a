"""Builds what typer reads from an entry of the table: a function whose parameters are the command's options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

import typer
from typer.main import get_command

from addin.cli.words import localized
from addin.commands.table import COMMANDS, Command, Option
from addin.commands.table.options import JSON, LANG, VERBOSE
from udfs.lang import Text

CONTEXT = {"help_option_names": ["-h", "--help"]}

BY_NAME = {command.name: command for command in COMMANDS if command.help is not None}


def options_of(name: str | None) -> tuple[Option, ...]:
    """Return every option that a command takes on the command line; of no command, none."""
    if name not in BY_NAME:
        return ()
    options = BY_NAME[name].options
    return (*options, VERBOSE, LANG) if JSON in options else (*options, LANG)


def help_of(command: Command) -> str:
    """Return the help of a command: what it does, and an example."""
    words = command.help or Text("", "")
    return localized(Text(f"{words.zh}\n\n例：{command.example}", f"{words.en}\n\nExample: {command.example}"))


def built(name: str, cls: type[Any]) -> Any:  # noqa: ANN401 - typer's or click's
    """Return a command as typer makes it, of the class given."""
    command = BY_NAME[name]

    def run(**given: Any) -> None:  # noqa: ANN401 - whatever the options hold
        from addin.cli.running import perform

        perform(command, given)

    alone = typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, context_settings=CONTEXT
    )
    alone.command(name, cls=cls, help=help_of(command))(with_parameters(run, parameters_of(options_of(name))))
    return get_command(alone)


def with_parameters(function: Callable[..., None], parameters: Iterable[Parameter]) -> Callable[..., None]:
    """Return the function as one that names its parameters: typer reads them from its signature."""
    signature = Signature([*parameters])
    vars(function)["__signature__"] = signature
    function.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return function


def parameters_of(options: Iterable[Option]) -> list[Parameter]:
    """Return options as typer reads them."""
    return [
        Parameter(option.name, Parameter.KEYWORD_ONLY, default=_default(option), annotation=_annotation(option))
        for option in options
    ]


def _default(option: Option) -> object:
    if option.required:
        return Parameter.empty
    return False if option.kind is bool else option.default


def _annotation(option: Option) -> object:
    kind: Any = Literal.__getitem__(option.choices) if option.choices else option.kind
    if option.many:
        kind = list[kind]
    if not option.required and _default(option) is None:
        kind = kind | None
    metavar, words = option.metavar or None, localized(option.help)
    about = (
        typer.Option(*option.flags, metavar=metavar, min=option.least, help=words)
        if option.flags
        else typer.Argument(metavar=metavar, help=words)
    )
    return Annotated[kind, about]
