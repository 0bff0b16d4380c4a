"""Moments as the registers show them."""

from __future__ import annotations

from datetime import datetime


def shown(moment: datetime) -> str:
    """Return a moment to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M")


def shown_saved(saved: str) -> str:
    """Return when a file says that it was saved, in local time; what is no moment is shown as it is."""
    moment = local(saved)
    return saved if moment is None else shown(moment)


def local(saved: str) -> datetime | None:
    """Return when a file says that it was saved, in local time; None for what is no moment."""
    try:
        moment = datetime.fromisoformat(saved)
    except ValueError:
        return None
    return moment.astimezone() if moment.tzinfo else moment
