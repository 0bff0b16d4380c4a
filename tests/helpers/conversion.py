"""Workbooks saved in other formats by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.helpers.office import missing


def converted(path: Path, kind: str) -> Path:
    """Save a workbook in another format, with LibreOffice; a fresh profile may need a second start."""
    program = shutil.which("soffice")
    if program is None:
        missing("LibreOffice is not installed")
    target = path.with_suffix(f".{kind}")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)]
    for _ in range(2):
        if not target.exists():
            subprocess.run(command, capture_output=True, timeout=120, check=False)
    return target
