"""The script through which Excel for macOS starts Python: the only way out of its sandbox.

Excel runs scripts from one folder only, into which it cannot write itself, and gives them one text. Which program runs,
and with what, stands in the script; the text is quoted for the shell and is the program's last argument, whatever it is.
"""

from __future__ import annotations

import re
from pathlib import PurePath

SCRIPT_NAME = "kaizen.applescript"
HANDLER = "KaizenClick"
MODULE = "addin.excel.mac"

# Isolated, as the server on Windows is; in the background, so that Excel does not wait.
_SCRIPT = """\
-- Written by kaizen install. Starts Python for a click on the ribbon of Kaizen Ribbon.
on {handler}(given)
	set command to (quoted form of ({interpreter})) & " -I -B -m {module} " & (quoted form of given) & " > /dev/null 2>&1 &"
	do shell script command
	return ""
end {handler}
"""


def script_source(interpreter: PurePath) -> str:
    """Return the script for the Python interpreter that is to answer clicks; ASCII, as its encoding is not stated anywhere."""
    return _SCRIPT.format(handler=HANDLER, module=MODULE, interpreter=literal(str(interpreter)))


def literal(text: str) -> str:
    r"""Return text as AppleScript writes it: `"a\"b" & (character id 25913)`."""
    pieces = re.findall(r"[ -~]+|[^ -~]", text)
    return " & ".join(_quoted(piece) if " " <= piece[0] <= "~" else f"(character id {ord(piece)})" for piece in pieces)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
