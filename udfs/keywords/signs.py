"""Finds the signs of complaints in a clause: of some two hundred ways to say them only those are tried that begin with a letter there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

_LOOKBEHIND = re.compile(r"\(\?<[!=](?:[^()\[\]]|\[[^\]]*\])*\)")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>)")
_REPEATED = "?*"


class Signs:
    """Patterns by name, found from left to right; where several fit, the first of them counts.

    Args:
        patterns: regular expressions of literals, classes, groups and lookbehinds; none may be empty.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for name, pattern in patterns.items():
            for letter in first_letters(pattern):
                parts[letter].append(f"(?P<{name}>{pattern})")
        self._beginnings = re.compile(f"[{re.escape(''.join(sorted(parts)))}]")
        self._by_letter = {letter: re.compile("|".join(own)) for letter, own in parts.items()}

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the signs of a text, none overlapping another; `lastgroup` is the name."""
        end = 0
        for beginning in self._beginnings.finditer(text):
            at = beginning.start()
            if at >= end and (match := self._by_letter[text[at]].match(text, at)):
                yield match
                end = match.end()


def first_letters(pattern: str) -> frozenset[str]:
    """Return the letters that what a pattern fits may begin with."""
    return frozenset(letter for part in _alternatives(pattern) for letter in _firsts(part))


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern that stand in no group."""
    parts, depth, in_class = [""], 0, False
    for letter in pattern:
        in_class = (in_class or letter == "[") and letter != "]"
        depth += 0 if in_class else (letter == "(") - (letter == ")")
        if letter == "|" and not depth and not in_class:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _firsts(part: str) -> Iterator[str]:
    """Yield the letters that one alternative may begin with: more than one where its beginning may be left out."""
    while lookbehind := _LOOKBEHIND.match(part):
        part = part[lookbehind.end() :]
    if part.startswith("["):
        first, rest = part[: part.index("]") + 1], part[part.index("]") + 1 :]
        yield from first[1:-1]
    elif opened := _GROUP.match(part):
        end = _closing(part)
        yield from first_letters(part[opened.end() : end])
        rest = part[end + 1 :]
    else:
        yield part[0]
        rest = part[1:]
    if rest[:1] and rest[0] in _REPEATED:
        yield from _firsts(rest[1:])


def _closing(part: str) -> int:
    """Return where the group ends with which a part begins."""
    depth = 0
    for at, letter in enumerate(part):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return at
    raise ValueError(part)
