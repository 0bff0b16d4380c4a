"""The other systems' languages, as far as the add-in uses them: VBA's conditional lines, and AppleScript's texts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping

_CONDITION = re.compile(r"#(If|ElseIf) (Not )?(\w+) Then")


def lines_for(source: str, defined: frozenset[str]) -> Iterator[str]:
    """Yield the lines of VBA that are read where these constants are defined."""
    taken = [True]
    for line in source.splitlines():
        words = line.strip()
        if condition := _CONDITION.fullmatch(words):
            taken.append((condition[3] in defined) != bool(condition[2]))
        elif words == "#Else":
            taken[-1] = not taken[-1]
        elif words == "#End If":
            taken.pop()
        elif all(taken):
            yield line


def shell_command(script: str, handler: str, given: str) -> str:
    """Return what an AppleScript handler of one assignment hands to the shell for its argument."""
    body = re.search(
        rf"^on {handler}\(given\)\n\tset command to (.*)\n\tdo shell script command\n", script, re.MULTILINE
    )
    assert body is not None
    return _value(body[1], {"given": given})


_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(quoted form of|character id)\b|(\d+)|([a-z]+)|([()&]))')


def _value(expression: str, known: Mapping[str, str]) -> str:
    tokens = list(_TOKEN.finditer(expression))
    assert "".join(token[0] for token in tokens) == expression
    value, rest = _joined([token.groups() for token in tokens], known)
    assert rest == []
    return value


_Tokens = list[tuple[str | None, ...]]


def _joined(tokens: _Tokens, known: Mapping[str, str]) -> tuple[str, _Tokens]:
    value, tokens = _single(tokens, known)
    while tokens and tokens[0][4] == "&":
        more, tokens = _single(tokens[1:], known)
        value += more
    return value, tokens


def _single(tokens: _Tokens, known: Mapping[str, str]) -> tuple[str, _Tokens]:
    (text, operator, number, name, sign), *rest = tokens
    if sign == "(":
        value, rest = _joined(rest, known)
        assert rest[0][4] == ")"
        return value, rest[1:]
    if operator == "quoted form of":
        value, rest = _single(rest, known)
        return shlex.quote(value), rest
    if operator == "character id":
        value, rest = _single(rest, known)
        return chr(int(value)), rest
    if text is not None:
        return re.sub(r"\\(.)", r"\1", text), rest
    return (number or known[name or ""]), rest
