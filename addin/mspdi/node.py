"""An element of a project file, and the kinds of values that elements hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from math import ceil
from typing import TypeVar

from lxml import etree

from addin.mspdi.model import CALENDAR_DAY
from udfs.worksheet import LARGEST_WHOLE

_T = TypeVar("_T")
_LENGTH = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
# What programs write where there is nothing: no, none, no time, no day.
_NOTHING = frozenset({"", "false", "na"})


class Node:
    """An element with its children by name, whatever their namespace: a task has a hundred, and each is asked for."""

    __slots__ = ("_children", "_own")

    def __init__(self, element: etree._Element) -> None:
        self._own = element.text or ""
        self._children: dict[str, list[etree._Element | Node]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._children.setdefault(child.tag.rpartition("}")[2], []).append(child)

    def names(self) -> Iterator[str]:
        """Yield the names of the elements inside."""
        yield from self._children

    def all(self, path: str) -> list[Node]:
        """Return the elements on a path."""
        name, _, rest = path.partition("/")
        listed = self._children.get(name, [])
        nodes: list[Node] = []
        for at, child in enumerate(listed):
            node = child if isinstance(child, Node) else Node(child)
            listed[at] = node
            nodes.append(node)
        return [below for node in nodes for below in node.all(rest)] if rest else nodes

    def text(self, path: str) -> str:
        """Return the text of the first element on a path, empty where there is none."""
        nodes = self.all(path)
        return nodes[0]._own if nodes else ""  # noqa: SLF001 - one of its own kind

    def says_something(self, name: str) -> bool:
        """Return whether an element inside holds more than a nought, a no, or no time at all."""
        if name not in self._children:
            return False
        return any(node._children or not is_nothing(node._own) for node in self.all(name))  # noqa: SLF001 - the same

    def number(self, path: str) -> int | None:
        """Return a whole number."""
        value = number_of(self.text(path))
        return int(value) if value is not None and abs(value) < LARGEST_WHOLE else None

    def hundredths(self, path: str) -> int | None:
        """Return a sum of money in hundredths, as the format counts it."""
        value = number_of(self.text(path))
        return round(value) if value is not None and abs(value) < LARGEST_WHOLE else None

    def flag(self, path: str) -> bool:
        """Return whether a flag is set."""
        return self.text(path).strip().lower() in ("1", "true")

    def moment(self, path: str) -> datetime | None:
        """Return a local date and time, as the format defines it: time zones are not part of it."""
        return moment_of(self.text(path))


def is_nothing(text: str) -> bool:
    """Return whether a value says nothing: blank, no, 0, a length of 0."""
    plain = text.strip().casefold()
    return plain in _NOTHING or number_of(plain) == 0 or minutes_of(text) == 0


def number_of(text: str) -> float | None:
    """Return a number, None if it is none."""
    return _as(float, text)


def moment_of(text: str) -> datetime | None:
    """Return a moment without its time zone, None if it is none."""
    moment = _as(datetime.fromisoformat, text)
    return moment.replace(tzinfo=None) if moment is not None else None


def _as(kind: Callable[[str], _T], text: str) -> _T | None:
    """Return a text converted to another type, None if that is not possible."""
    try:
        return kind(text.strip())
    except (ValueError, OverflowError):
        return None


def minutes_of(text: str) -> int | None:
    """Return the minutes of a duration such as `PT40H0M0S`, rounded up; None where it is none."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    part = {name: float(value or 0) for name, value in match.groupdict().items()}
    days = 365 * part["years"] + 30 * part["months"] + part["days"]
    exact = days * CALENDAR_DAY + 60 * part["hours"] + part["minutes"] + part["seconds"] / 60
    return ceil(exact) if exact < LARGEST_WHOLE else None
