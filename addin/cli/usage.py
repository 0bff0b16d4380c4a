"""Usage errors of the command line in Chinese too; typer itself has them in English only."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from addin.cli.building import BY_NAME, built, help_of, options_of
from addin.cli.streams import Streams
from addin.cli.words import ui_language
from addin.commands.table import Option
from addin.commands.table.options import LANG, VERSION

# Typer brings its own copy of click's classes; older ones rest on click itself.
_errors: Any = sys.modules[typer.BadParameter.__module__]
_UsageError: type[Exception] = _errors.UsageError

_WRONG_USE = 2
_OUTPUT_LOST = 1

# A sentence ends here, and so does what the list of commands shows of each.
_SENTENCE_END = re.compile(r"[。；]|\. ")


class _TooManyWordsError(_errors.UsageError):  # type: ignore[misc]  # typer's or click's
    """Arguments that the command does not take."""

    def __init__(self, extra: Sequence[str], ctx: Any) -> None:  # noqa: ANN401 - typer's or click's
        self.extra = " ".join(extra)
        super().__init__(f"Got unexpected extra argument(s) ({self.extra})", ctx)


class _NoSuchCommandError(_errors.UsageError):  # type: ignore[misc]  # typer's or click's
    """The name of no command."""

    def __init__(self, name: str, message: str, ctx: Any) -> None:  # noqa: ANN401 - typer's or click's
        self.name = name
        super().__init__(message, ctx)


class OneCommand(TyperCommand):
    """A command; it keeps its arguments, so that an error can name the one that is wrong."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's or click's
        """Read the arguments after the command."""
        _keep(ctx, args)
        ctx.allow_extra_args = True  # they are refused here, where it is known which they are
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise _TooManyWordsError(rest, ctx)
        return rest


class Group(TyperGroup):
    """The commands; each is built when it is asked for, and usage errors are in the user's language."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's or click's
        """Return the names of all commands, in the order of the table."""
        return [*BY_NAME]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - typer's or click's
        """Return a command, None where there is none of the name."""
        if cmd_name in BY_NAME and cmd_name not in self.commands:
            self.commands[cmd_name] = built(cmd_name, OneCommand)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - typer's or click's
        """List every command with the first sentence of its help; typer would cut at a blank, of which Chinese has few."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_sentence(help_of(command))) for name, command in BY_NAME.items()])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's or click's
        """Read the arguments before the command."""
        _keep(ctx, args)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's or click's
        """Return the command that the first word names."""
        if args[0] in BY_NAME:
            return super().resolve_command(ctx, args)
        for name in BY_NAME:  # typer proposes some of those that are built
            self.get_command(ctx, name)
        try:
            return super().resolve_command(ctx, args)
        except _errors.NoSuchOption:
            raise
        except _UsageError as error:
            raise _NoSuchCommandError(args[0], error.message, ctx) from error  # type: ignore[attr-defined]  # typer's

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passes everything on
        """Run the command line and end; that words could not be written is told, and is no reason to stop before.

        Words are taken as they are typed: on Windows typer would read `%NAME%`, `$NAME`, `~` and `*` in all of them, in the
        text of a mail as well.
        """
        with Streams() as streams:
            try:
                return super().main(*args, **{**options, "windows_expand_args": False})
            except SystemExit as ended:
                if (error := streams.lost()) is not None:
                    from udfs.problems import commands

                    finding = commands.OUTPUT_LOST.finding(reason=error.strerror or str(error))
                    typer.echo(finding.line(ui_language()), err=True)
                    ended.code = ended.code or _OUTPUT_LOST
                raise

    def make_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passes everything on
        """Read the arguments before the command and report what is wrong with them."""
        try:
            return super().make_context(*args, **options)
        except _UsageError as error:
            _tell(error)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - passes everything on
        """Read the arguments after the command, run it, and report what is wrong with them."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            _tell(error)


def _first_sentence(words: str) -> str:
    return _SENTENCE_END.split(words.strip().splitlines()[0])[0].rstrip(".")


def _keep(ctx: Any, words: Sequence[str]) -> None:  # noqa: ANN401 - typer's or click's
    ctx.meta[__name__] = list(words)


def _tell(error: Any) -> NoReturn:  # noqa: ANN401 - typer's or click's
    """Show what is wrong and where the command is explained, and end; typer shows what has no Chinese text."""
    words = in_chinese(error) if ui_language() == "zh" else None
    if words is None:
        raise error
    path = error.ctx.command_path if error.ctx is not None else "kaizen"
    typer.echo(f"命令写得不对：{words}\n用法见：{path} -h", err=True)
    raise SystemExit(_WRONG_USE)


def in_chinese(error: Any) -> str | None:  # noqa: ANN401 - typer's or click's
    """Return the Chinese text for a usage error, None where there is none."""
    match error:
        case _TooManyWordsError():
            return f"多出了 {error.extra}"
        case _NoSuchCommandError():
            return f"没有命令“{error.name}”"
        case _errors.NoSuchOption():
            return f"没有选项 {error.option_name}"
        case _errors.BadOptionUsage():
            return f"选项 {error.option_name} 后面{'不写' if error.option_name in _FLAGS else '要写'}内容"
        case _errors.BadParameter():
            return _about_value(error)
    return None


def _about_value(error: Any) -> str | None:  # noqa: ANN401 - typer's or click's
    """Return what is wrong with the value of an option: it is missing, or cannot be used."""
    option = _option(error) if error.ctx is not None and error.param is not None else None
    if option is None:
        return None
    if isinstance(error, _errors.MissingParameter):
        return f"缺少 {option.shown}{_choices(option)}"
    return next((wrong for wrong in (_wrong(option, word) for word in _given(error)) if wrong), None)


# How the options are written that take no value.
_FLAGS = {
    flag
    for options in ((VERSION,), *(command.options for command in BY_NAME.values()))
    for option in options
    if option.kind is bool
    for flag in option.flags
}


def _option(error: Any) -> Option | None:  # noqa: ANN401 - typer's or click's
    """Return the entry of the table for the option that is wrong."""
    options = options_of(error.ctx.info_name) or (VERSION, LANG)
    return next((option for option in options if option.name == error.param.name), None)


def _given(error: Any) -> list[str]:  # noqa: ANN401 - typer's or click's
    """Return what was given for the option that is wrong."""
    ctx = error.ctx
    given, _, _ = ctx.command.make_parser(ctx).parse_args(args=list(ctx.meta[__name__]))
    words = given.get(error.param.name)
    return [words] if isinstance(words, str) else [*(words or ())]


def _wrong(option: Option, word: str) -> str | None:
    """Return why an option cannot take a value, None where it can."""
    if option.allowed and word not in option.allowed:
        return f"{option.shown} 不能是“{word}”{_choices(option)}"
    if option.kind is int:
        if not re.fullmatch(r"[+-]?\d+", word.strip()):
            return f"{option.shown} 要填整数"
        if option.least is not None and int(word) < option.least:
            return f"{option.shown} 不能小于 {option.least}"
    return None


def _choices(option: Option) -> str:
    return f"，可填：{'、'.join(option.allowed)}" if option.allowed else ""
