"""Checks that an environment holds the lowest version of everything that pyproject.toml asks for.

Without this, a bound could stand there that no test ever saw: an installer that is asked for the lowest versions takes
a higher one without a word where another package wants it.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]


def bounds() -> list[Requirement]:
    """Return what the product and its extras require, without the product itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    texts = [*project["dependencies"], *(text for texts in project["optional-dependencies"].values() for text in texts)]
    return [requirement for requirement in map(Requirement, texts) if requirement.name != project["name"]]


def complaint(requirement: Requirement) -> str | None:
    """Return what is wrong with a requirement or with what is installed for it, None where nothing is."""
    lowest = [part.version for part in requirement.specifier if part.operator == ">="]
    if len(lowest) != 1:
        return f"{requirement}: state one lowest version (>=)"
    try:
        installed = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement}: is not installed"
    return None if Version(installed) == Version(lowest[0]) else f"{requirement}: {installed} is installed"


def main() -> None:
    """Name every bound that is not the one installed, and end with 1 where there is any."""
    wrong = [text for text in map(complaint, bounds()) if text is not None]
    sys.exit("\n".join(["Write the lowest versions that work into pyproject.toml:", *wrong]) if wrong else 0)


if __name__ == "__main__":
    main()
