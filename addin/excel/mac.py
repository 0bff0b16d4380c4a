"""What a click starts on macOS, where Excel and Python share no objects: one argument says all, in letters safe anywhere."""

from __future__ import annotations

import re
import sys

from addin.excel import logfile
from addin.excel.entry import run
from addin.excel.ribbon import BUTTONS
from udfs.lang import Lang

# A command, a language, and the files chosen for it as UTF-16 in hexadecimal digits: `import zh 0041`.
_REQUEST = re.compile(r"(?P<command>[a-z0-9-]+) (?P<lang>zh|en) (?P<chosen>(?:[0-9A-F]{4})*)")


def parsed(request: str) -> tuple[str, Lang, str]:
    """Return the command, the language of messages and what was chosen.

    Raises:
        ValueError: the add-in sends no such request.
    """
    match = _REQUEST.fullmatch(request)
    if match is None or match["command"] not in BUTTONS:
        raise ValueError(f"no request of the add-in: {request[:60]!r}")
    chosen = bytes.fromhex(match["chosen"]).decode("utf-16-be")
    return match["command"], "en" if match["lang"] == "en" else "zh", chosen


if __name__ == "__main__":
    logger = logfile.start()
    try:
        command, lang, chosen = parsed(sys.argv[1] if len(sys.argv) > 1 else "")
        if unshown := run(command, None, lang, chosen):
            logger.warning("%s: %s", command, unshown)
    except Exception:
        logger.exception("a click came to nothing")
        raise
