"""The VBA functions that stand between a cell and Python: one for each worksheet function, generated."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_templates.functions import Argument, SheetFunction

# Words that VBA keeps for itself, and names that a formula or the editor would take for something else.
RESERVED = frozenset(
    [
        "and",
        "as",
        "boolean",
        "byref",
        "byte",
        "byval",
        "call",
        "case",
        "close",
        "const",
        "currency",
        "date",
        "debug",
        "decimal",
        "declare",
        "dim",
        "do",
        "double",
        "each",
        "else",
        "elseif",
        "empty",
        "end",
        "enum",
        "eqv",
        "erase",
        "error",
        "event",
        "exit",
        "false",
        "for",
        "friend",
        "function",
        "get",
        "global",
        "gosub",
        "goto",
        "if",
        "imp",
        "implements",
        "in",
        "input",
        "integer",
        "is",
        "let",
        "like",
        "lock",
        "long",
        "longlong",
        "longptr",
        "loop",
        "lset",
        "me",
        "mod",
        "name",
        "new",
        "next",
        "not",
        "nothing",
        "null",
        "object",
        "on",
        "open",
        "option",
        "optional",
        "or",
        "paramarray",
        "preserve",
        "print",
        "private",
        "property",
        "public",
        "put",
        "raiseevent",
        "redim",
        "rem",
        "resume",
        "return",
        "rset",
        "seek",
        "select",
        "set",
        "single",
        "static",
        "step",
        "stop",
        "string",
        "sub",
        "then",
        "to",
        "true",
        "type",
        "typeof",
        "unlock",
        "until",
        "variant",
        "wend",
        "while",
        "with",
        "withevents",
        "write",
        "xor",
    ]
)


def wrapper_source(functions: Iterable[SheetFunction]) -> str:
    """Return the module `Functions`.

    Raises:
        ValueError: an argument's name is a word of VBA's own, stands twice, or an optional one precedes a required one.
    """
    return "\n".join(["Option Explicit", *map(_wrapper, functions)]) + "\n"


def _wrapper(function: SheetFunction) -> str:
    names = [argument.name for argument in function.arguments]
    lowered = [name.lower() for name in names]
    if set(lowered) & RESERVED or len(set(lowered)) < len(lowered) or function.name.lower() in lowered:
        raise ValueError(f"{function.name}: an argument's name is reserved or stands twice")
    optional = [argument.optional for argument in function.arguments]
    if optional != sorted(optional):
        raise ValueError(f"{function.name}: an optional argument precedes a required one")
    listed = ", ".join(map(_parameter, function.arguments))
    return (
        f"\nPublic Function {function.name}({listed}) As Variant\n"
        f'    {function.name} = Shim.Answer("{function.name}", Array({", ".join(names)}))\n'
        "End Function"
    )


def _parameter(argument: Argument) -> str:
    return f"{'Optional ' if argument.optional else ''}ByVal {argument.name} As Variant"
