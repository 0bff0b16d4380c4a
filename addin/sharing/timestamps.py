"""Timestamps as the registers show them."""

from __future__ import annotations

from datetime import datetime


def format_timestamp(moment: datetime) -> str:
    """Return a date and time to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M")


def format_saved(saved: str) -> str:
    """Return when a file was saved, in this computer's time zone; a text that is not a timestamp is returned as it is."""
    moment = local_moment(saved)
    return saved if moment is None else format_timestamp(moment)


def local_moment(saved: str) -> datetime | None:
    """Return when a file says it was saved, in this computer's time zone; None for a text that is not a timestamp."""
    try:
        moment = datetime.fromisoformat(saved)
    except ValueError:
        return None
    return moment.astimezone() if moment.tzinfo else moment
