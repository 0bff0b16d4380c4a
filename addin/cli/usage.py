"""What is said in Chinese of words on the command line that nobody can follow; typer itself says it in English only."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from addin.cli.words import ui_language

# Both typer and click, on which older ones rest, have their own class of this.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]

_WRONG_USE = 2

# What typer says, and the same in Chinese over what is found in it.
_SAID = (
    (re.compile(r"Missing (?:argument|option|parameter) (.+?)\.(?: Choose from:(.*))?$", re.DOTALL), "缺少 {0}"),
    (re.compile(r"No such command '(.+?)'"), "没有命令“{0}”"),
    (re.compile(r"No such option:? '?([^'\s]+?)'?(?:\.|\s|$)"), "没有选项 {0}"),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)"), "多出了 {0}"),
    (re.compile(r"Option '?([^'\s]+)'? requires (?:an|\d+) arguments?"), "选项 {0} 后面要写内容"),
    (re.compile(r"Option '?([^'\s]+)'? does not take a value"), "选项 {0} 后面不写内容"),
    (re.compile(r"Invalid value for (.+?): .*?'([^']*)' is not one of (.+?)\.?$", re.DOTALL), "{0} 不能是“{1}”"),
    (re.compile(r"Invalid value for (.+?): .*(?:integer|number)"), "{0} 要填整数"),
    (re.compile(r"Invalid value for (.+?): .*greater than or equal to (\d+)"), "{0} 不能小于 {1}"),
    (re.compile(r"Invalid value for (.+?): .*less than or equal to (\d+)"), "{0} 不能大于 {1}"),
)


def in_chinese(message: str) -> str | None:
    """Return what typer says of a wrong use in Chinese, None for what it is not known to say."""
    for said, words in _SAID:
        found = said.search(message)
        if found is None:
            continue
        parts = [(part or "").replace("'", "").strip() for part in found.groups()]
        listed = parts[-1] if len(parts) > 1 and f"{{{len(parts) - 1}}}" not in words else ""
        choices = "、".join(word for word in re.split(r"[,\s]+", listed) if word)
        return words.format(*parts) + (f"，可填：{choices}" if choices else "")
    return None


# A sentence ends here, and so does what the list of commands shows of each.
_SENTENCE_END = re.compile(r"[。；]|\. ")


class Group(TyperGroup):
    """The commands; a wrong use is told in the language that is ui_language."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - passes everything on
        """Return a command; the list of all shows its first sentence, which typer would cut at a blank, Chinese has few."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and command.help and not command.short_help:
            command.short_help = _SENTENCE_END.split(command.help.strip().splitlines()[0])[0].rstrip(".")
        return command

    def make_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - passes everything on
        """Read the words before the command."""
        try:
            return super().make_context(*args, **options)
        except _UsageError as error:
            _tell(error)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - passes everything on
        """Read the words behind the command and run it."""
        try:
            return super().invoke(ctx)
        except _UsageError as error:
            _tell(error)


def _tell(error: Any) -> NoReturn:  # noqa: ANN401 - typer's or click's
    """Say what is wrong and where the command is explained, and end; what cannot be said in Chinese typer says."""
    words = in_chinese(error.format_message()) if ui_language() == "zh" else None
    if words is None:
        raise error
    path = error.ctx.command_path if error.ctx is not None else "kaizen"
    typer.echo(f"命令写得不对：{words}\n用法见：{path} -h", err=True)
    raise SystemExit(_WRONG_USE)
