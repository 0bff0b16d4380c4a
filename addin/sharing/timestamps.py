"""Moments as the registers show them."""

from __future__ import annotations

from datetime import datetime


def shown(moment: datetime) -> str:
    """Return a moment to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M")


def shown_saved(saved: str) -> str:
    """Return when a file says that it was saved, by this computer's clock; what is no moment is shown as it is."""
    try:
        moment = datetime.fromisoformat(saved)
    except ValueError:
        return saved
    return shown(moment.astimezone() if moment.tzinfo else moment)
