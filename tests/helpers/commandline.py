"""The command line, typed in a folder: in this process, which is quick, or in one of its own, as a user starts it."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import addin

ROOT = Path(__file__).resolve().parents[2]
_ROOM = "addin.cli"


@dataclass(frozen=True)
class Done:
    """What came of a command: its exit code and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def kaizen(*words: object, cwd: Path, **environment: str) -> Done:
    """Run a command in this process, which takes no time to start; an error that nobody catches is raised."""
    typed = ["kaizen", *map(str, words)]
    out, err = _pipe(), _pipe()
    with (
        contextlib.chdir(cwd),
        patch.dict(os.environ, environment),
        patch.object(sys, "argv", typed),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        warnings.catch_warnings(action="error"),
        _fresh_room() as app,
    ):
        try:
            app(prog_name=typed[0])
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return Done(code, _written(out), _written(err))


def kaizen_process(*words: object, cwd: Path, **environment: str) -> Done:
    """Run a command in a process of its own, with its output on pipes."""
    code = "from addin.cli.app import app; app(prog_name='kaizen')"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
    )
    return Done(done.returncode, done.stdout, done.stderr)


@contextlib.contextmanager
def _fresh_room() -> Iterator[Any]:
    """Import the command line anew: it makes its help once, in the language of the words typed and the environment."""
    kept = _without_room()
    try:
        yield import_module(f"{_ROOM}.app").app
    finally:
        _without_room()
        sys.modules.update(kept)
        if _ROOM in kept:  # importing has put the other one there
            addin.cli = kept[_ROOM]  # type: ignore[attr-defined]


def _without_room() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name == _ROOM or name.startswith(f"{_ROOM}.")]
    return {name: sys.modules.pop(name) for name in names}


def _pipe() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _written(pipe: io.TextIOWrapper) -> str:
    pipe.flush()
    content: bytes = pipe.buffer.getvalue()  # type: ignore[attr-defined]
    return content.decode("utf-8").replace("\r\n", "\n")
