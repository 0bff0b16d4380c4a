"""The person at this computer."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """Return the name of the person at this computer, empty where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
