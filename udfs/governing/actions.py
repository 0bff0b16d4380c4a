"""The actions that a cell names: what is to be done, and by whom and until when where that cannot be mistaken (R48, R49)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from udfs.people import people_in, person_key
from udfs.spellings import parse_date
from udfs.values import CellValue, as_text, plain

# What stands before an action in a list: 1. 1、 (1) ① - •; `1.5 hours` begins with none.
_BULLET = re.compile(r"^(?:[（(]?\d{1,2}[)）]\s*|\d{1,2}(?:[、．]|\.(?!\d))\s*|[①-⑳]\s*|[-–—•·●▪*]\s+)")
# An action in a line of its own may hold any sign; on a single line they are told apart by these.
_IN_LINE = re.compile(r"[；;]")
_BRACKETS = re.compile(r"^(?P<what>.*\S)\s*[（(](?P<inside>[^（()）]+)[)）]\s*[。.]?$")
_BETWEEN = " \t，,；;|—–"
_LEAD = re.compile(r"^(?P<who>[^：:]{1,30})[：:]\s*(?P<what>\S.*)$")
_GAP = r"(?:^|[\s，,；;|/—–]|\s-\s)\s*"
_FULL_DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?"
_DAY = re.compile(
    rf"(?P<gap>{_GAP})(?P<label>(?:期限|截止|完成时间|完成日期|due|by)\s*[：:]?\s*)?"
    rf"(?P<day>{_FULL_DAY}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号])\s*(?P<end>(?:之前|以前|前)?\s*(?:完成)?)\s*[。.]?$",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})")
_LABELLED = re.compile(
    rf"{_GAP}(?:(?:责任人|负责人|执行人|owner)\s*[：:]\s*(?P<after>[^\d，,；;：:|]{{1,30}}?)|@(?P<at>[^\s\d，,；;：:|@]{{1,30}})|由(?P<by>[^\d，,；;：:|由]{{1,12}})负责)\s*[。.]?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<before>.*?)[，,；;|—–]\s*(?P<who>[^，,；;|—–\d]{1,40}?)\s*(?:负责)?\s*[。.]?$")
# Behind these a day is a part of the action: 暂停到 2026-12-15.
_SPANS = ("到", "至", "自", "从", "于")
# A day without a year is the next one, if that is no further away.
_AHEAD = 183


class Action(NamedTuple):
    """An action: its whole line as written, what is to be done, by whom and until when, as far as the line says so."""

    line: str
    what: str
    owner: str | None = None
    due: date | None = None


def actions_in(cell: CellValue, known: Iterable[str] = (), since: date | None = None) -> list[Action]:
    """Return the actions of a cell: one per line, or, where it is a single line, one per part between semicolons.

    A name is one where it is labelled (责任人：, owner:, @, 由…负责) or known. A day is the whole date or the next 12月15日, and it
    is a limit where something says so (期限, 前, by) or where it stands beside a name: 核对 2026-12-15 is about that day. Both are
    taken from the end of a line, or from brackets there that hold nothing else; a known name also from before a colon.

    Args:
        cell: what stands in it.
        known: the people of the workbook.
        since: the day from which on a day without a year is looked for; without it such a day is none.
    """
    names = {person_key(name) for name in known}
    lines = [line for line in map(plain, as_text(cell).splitlines()) if line]
    if len(lines) == 1:
        lines = [part for part in map(plain, _IN_LINE.split(lines[0])) if part]
    return [_read(line, names, since) for line in lines]


def same_action(one: str, other: str) -> bool:
    """Return whether two texts say the same, whatever their spaces, letter case and marks of a list."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(_BULLET.sub("", plain(text)).split()).casefold()


def _read(line: str, known: set[str], since: date | None) -> Action:
    text = _BULLET.sub("", line) or line
    bracket = _BRACKETS.match(text)
    if bracket:
        left, owner, due = _tail(bracket["inside"], known, since, inside=True)
        if not left:
            return _with_lead(line, bracket["what"], owner, due, known)
    what, owner, due = _tail(text, known, since)
    return _with_lead(line, what, owner, due, known) if what else Action(line, text)


def _with_lead(line: str, what: str, owner: str | None, due: date | None, known: set[str]) -> Action:
    lead = _LEAD.match(what) if owner is None else None
    if lead and _all_known(lead["who"], known):
        return Action(line, lead["what"], plain(lead["who"]), due)
    return Action(line, what, owner, due)


def _tail(
    text: str, known: set[str], since: date | None, *, inside: bool = False
) -> tuple[str, str | None, date | None]:
    """Take a name and a day from the end of a text, each once, in either order; return what is left, and both."""
    left, owner, due, is_limit = text, None, None, False
    while True:
        match = _DAY.search(left) if due is None else None
        if match and (day := _day(match["day"], since)):
            says_limit = bool(match["label"] or match["end"])
            before = left[: match.start()].rstrip()
            if (says_limit or inside or plain(match["gap"])) and not before.endswith(_SPANS):
                left, due, is_limit = left[: match.start()], day, says_limit
                continue
        taken = _owner(left, known) if owner is None else None
        if taken is None:
            break
        left, owner = taken
    if due and not (is_limit or owner):
        return text, None, None
    return left.strip(_BETWEEN), owner, due


def _owner(left: str, known: set[str]) -> tuple[str, str] | None:
    """Return what is left before a name at the end of a text, and the name; None where there is none."""
    labelled = _LABELLED.search(left)
    if labelled:
        return left[: labelled.start()], plain(labelled["after"] or labelled["at"] or labelled["by"])
    bare = left.strip(_BETWEEN).removesuffix("负责")
    if _all_known(bare, known):
        return "", plain(bare)
    named = _NAMED.match(left.rstrip(_BETWEEN))
    if named and _all_known(named["who"], known):
        return named["before"], plain(named["who"])
    return None


def _all_known(text: str, known: set[str]) -> bool:
    people = people_in(text)
    return bool(people) and {person_key(name) for name in people} <= known


def _day(text: str, since: date | None) -> date | None:
    short = _SHORT_DAY.match(text)
    if short is None:
        return parse_date("".join(text.split()))
    if since is None:
        return None
    month, day = map(int, short.groups())
    for year in (since.year, since.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= since:
            return candidate if (candidate - since).days <= _AHEAD else None
    return None
