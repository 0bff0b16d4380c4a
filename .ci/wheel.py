"""Builds the wheel and makes the add-in from what it holds: what is read at run time is in it, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"addin", "udfs", "workbook_templates"}
MAKE_ADDIN = "from pathlib import Path; from addin.excel.build import addin_file; print(len(addin_file(Path('/x'))))"
SMALLEST_ADDIN = 10_000


def main() -> str:
    """Return what is wrong with the wheel, nothing where all is well."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        files = unpacked(built(place), place / "installed")
        sources = {str(path.relative_to(ROOT)) for path in (ROOT / "addin" / "excel" / "source").iterdir()}
        sources |= {f"{room}/py.typed" for room in ROOMS}
        if sources - files:
            return f"the wheel lacks {sorted(sources - files)}"
        rooms = {name.partition("/")[0] for name in files}
        if rooms != ROOMS:
            return f"the wheel holds {sorted(rooms)}, not {sorted(ROOMS)}"
        size = int(output(sys.executable, "-c", MAKE_ADDIN, cwd=place / "installed"))
        return "" if size > SMALLEST_ADDIN else f"the add-in made from the wheel has {size} bytes only"


def built(place: Path) -> Path:
    """Build the wheel from a copy of what belongs to the project, so that the project's folder stays as it is."""
    copy = place / "source"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__"))
    output(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(place), str(copy), cwd=copy)
    (wheel,) = place.glob("*.whl")
    return wheel


def unpacked(wheel: Path, target: Path) -> set[str]:
    """Unpack a wheel and return the names of its files, without those that describe it."""
    with zipfile.ZipFile(wheel) as package:
        package.extractall(target)
        return {name for name in package.namelist() if ".dist-info/" not in name}


def output(*command: str, cwd: Path) -> str:
    """Run a command, whose errors are shown, and return what it writes."""
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - own commands


if __name__ == "__main__":
    sys.exit(main() or None)
