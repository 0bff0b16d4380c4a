"""The operating system and its variables, asked of Python itself, never of a service of the system."""

from __future__ import annotations

import sys
from collections.abc import Mapping

_NAMES = {"win32": "Windows", "darwin": "Darwin", "linux": "Linux"}


def system_name() -> str:
    """Return the system's name as `platform.system()` spells it, which asks WMI on Windows: slow, and blocked in places."""
    return _NAMES.get(sys.platform, sys.platform)


def variable(environment: Mapping[str, str], name: str) -> str | None:
    """Return a variable of the environment, None where it is not set; Windows gives every name in capitals."""
    wanted = name.upper()
    return next((value for key, value in environment.items() if key.upper() == wanted), None)
