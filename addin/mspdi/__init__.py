"""Microsoft Project's exchange format (MSPDI, .xml): its parts as records, read and written; a plan's columns as its fields."""

from __future__ import annotations

import re
from pathlib import Path

NAMESPACE = "http://schemas.microsoft.com/project"
# So many bytes of a file say what it is.
HEAD = 4096


def is_project(path: Path) -> bool:
    """Return whether a file is a project file: by what it holds, whatever it is called."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    words = head.replace(b"\0", b"")
    return NAMESPACE.encode() in words and re.search(rb"<(?:\w+:)?Project[\s>]", words) is not None
