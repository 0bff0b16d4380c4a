"""Calendars (RFC 5545): one all-day event for each task, the same one again at the next export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

from udfs.lang import Lang

if TYPE_CHECKING:
    import icalendar

# The end of what an event is known by: who made it.
ADDRESS = "@kaizen-ribbon"
_PRODUCT = "-//Kaizen Ribbon//{version}//{lang}"
# Programs take an event that they know for newer where its sequence is higher. Nobody counts versions of a row, so the
# minutes since then do.
_SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)
# On the morning of the last day: an all-day event ends at the midnight after it.
_REMINDER = timedelta(hours=-15)
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


@dataclass(frozen=True)
class Event:
    """A task in a calendar; `uid` is the same at every export, `last` belongs to it, `reminded` on its morning."""

    uid: str
    title: str
    first: date
    last: date
    text: str
    status: str
    categories: tuple[str, ...]
    reminded: bool


def calendar(name: str, events: Sequence[Event], now: datetime, lang: Lang) -> bytes:
    """Return a calendar file.

    Args:
        name: what programs call the calendar.
        events: its events.
        now: the moment, by this computer's clock.
        lang: the language, for programs that ask.
    """
    import icalendar

    result = icalendar.Calendar()
    result.add("prodid", _PRODUCT.format(version=version("kaizen-ribbon"), lang=lang.upper()))
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    result.add("method", "PUBLISH")
    for field in ("x-wr-calname", "name"):
        result.add(field, icalendar.vText(_seen(name)))
    stamp = now.astimezone(UTC).replace(microsecond=0)
    for event in events:
        result.add_component(_event(event, stamp))
    return bytes(result.to_ical())


def is_ours(content: bytes, book_id: str) -> bool:
    """Return whether a calendar file was exported from the workbook with this identity, and nobody has put more into it."""
    lines = re.sub(rb"\r?\n[ \t]", b"", content).splitlines()
    uids = [line for line in lines if line.upper().startswith(b"UID")]
    ending = f"-{book_id}{ADDRESS}".encode()
    return (
        any(line.startswith(b"PRODID:-//Kaizen Ribbon//") for line in lines)
        and bool(uids)
        and all(uid.endswith(ending) for uid in uids)
    )


def _event(event: Event, stamp: datetime) -> icalendar.Event:
    import icalendar

    result = icalendar.Event()
    result.add("uid", event.uid)
    result.add("dtstamp", stamp)
    result.add("last-modified", stamp)
    result.add("sequence", int((stamp - _SEQUENCE_FROM).total_seconds()) // 60)
    result.add("dtstart", event.first)
    result.add("dtend", event.last + timedelta(days=1))
    result.add("summary", _seen(event.title))
    if event.text:
        result.add("description", _seen(event.text))
    result.add("status", event.status)
    # A task is not an appointment: the day stays free for meetings.
    result.add("transp", "TRANSPARENT")
    result.add("x-microsoft-cdo-busystatus", "FREE")
    if event.categories:
        result.add("categories", [_seen(word) for word in event.categories])
    if event.reminded:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _seen(event.title))
        alarm.add("trigger", _REMINDER, parameters={"RELATED": "END"})
        result.add_component(alarm)
    return result


def _seen(text: str) -> str:
    """Return a text without characters that are not allowed in calendars."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
