"""Measures what a start costs: the command line as a whole process, a first click in Excel, the modules of main commands."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

# Module → what is called of it; typer alone is what any command line with options has to load.
_COMMANDS = ("score", "check", "new")
_OURS = ("addin", "udfs", "workbook_templates")
_ROUNDS = 15


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of an installed program: its modules are compiled already, wherever they lie."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def measure_imports(folder: Path) -> None:
    """Time `kaizen --help` against importing typer alone, a first click's imports, and list what commands load."""
    environment = _environment(folder)

    def process(code: str, *words: str) -> str:
        command = [sys.executable, "-c", code, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    def seconds(code: str, *words: str) -> float:
        start = time.perf_counter()
        process(code, *words)
        return time.perf_counter() - start

    help_, typer = ("from addin.cli.app import app; app()", "--help"), ("import typer",)
    pairs = [(seconds(*help_), seconds(*typer)) for _ in range(_ROUNDS + 1)][1:]  # the first one compiles
    ours, theirs = (median(times) for times in zip(*pairs, strict=True))
    what = "kaizen --help / python -c 'import typer', whole processes"
    print(f"{what:<64} {ours:8.3f} s   {theirs:8.3f} s   {ours / theirs:6.2f} times as long (target 1.3)")

    click = (
        "import time, addin.excel.served; t = time.perf_counter(); import addin.excel.entry, addin.commands.score; "
        "print(time.perf_counter() - t)"
    )
    taken = median([float(process(click)) for _ in range(_ROUNDS + 1)][1:])
    what = "imports behind a first click in Excel, server running"
    print(f"{what:<64} {taken * 1000:8.1f} ms                          (target 300 ms)")

    for command in _COMMANDS:
        loads = (
            "import sys, time; before = set(sys.modules); t = time.perf_counter(); "
            f"import addin.cli.running, addin.book.file.book, addin.commands.{command}; "
            "taken = time.perf_counter() - t; new = set(sys.modules) - before; "
            f"print(taken, len(new), len([name for name in new if name.partition('.')[0] in {_OURS}]), "
            "*sorted({name.partition('.')[0] for name in new} - set(sys.stdlib_module_names)))"
        )
        runs = [process(loads).split() for _ in range(_ROUNDS // 3 + 1)][1:]
        taken = median(float(run[0]) for run in runs)
        count, own, *tops = runs[-1][1:]
        libraries = ", ".join(top for top in tops if top not in _OURS and not top.startswith("_"))
        what = f"imports of kaizen {command}: {count} modules, {own} of them ours"
        print(f"{what:<64} {taken * 1000:8.1f} ms   {libraries}")
