"""The formats that calamine reads for us: .xls, .xlsb and .ods.

It runs in a process of its own: some damaged files make it panic, print a trace or ask for a terabyte, and that must end
in one clear line.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from udfs.problems import RefusalError, files
from udfs.values import CellValue

Sheet = tuple[str, list[list[CellValue]], list[tuple[int, int, int, int]]]

_SECONDS = 120
_MOST_MEMORY = 4 << 30
_ENCRYPTED = 3
_CODE = "import sys; from addin.importing.foreign import child; child(sys.argv[1])"


def read_foreign(path: Path) -> list[Sheet]:
    """Return (name, rows from A1 on, merged cells) of a file's sheets; error values come as blanks.

    Raises:
        RefusalError: the file is damaged or encrypted.
    """
    # -P and no working folder on the path: a file may lie beside modules that only bear our names.
    command = [sys.executable, "-P", "-c", _CODE, str(path.absolute())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own code
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RefusalError(files.DAMAGED, name=path.name) from error
    if done.returncode:
        raise RefusalError(files.ENCRYPTED if done.returncode == _ENCRYPTED else files.DAMAGED, name=path.name)
    sheets: list[Sheet] = pickle.loads(done.stdout)  # noqa: S301 - written by our own code
    return sheets


def child(path: str) -> None:
    """Write the sheets of a file to standard output; what the process above starts."""
    from python_calamine import CalamineWorkbook, PasswordError

    _limit_memory()
    try:
        with Path(path).open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
    except PasswordError:
        sys.exit(_ENCRYPTED)
    sheets: list[Sheet] = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        merged = [(*_from_one(*first), *_from_one(*last)) for first, last in sheet.merged_cell_ranges or []]
        sheets.append((name, rows, merged))
    sys.stdout.buffer.write(pickle.dumps(sheets))


def _from_one(row: int, col: int) -> tuple[int, int]:
    return row + 1, col + 1


def _limit_memory() -> None:
    """Make the system refuse what no sheet needs, where it can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _cell(value: str | float | bool | date | datetime | time | timedelta) -> CellValue:  # noqa: FBT001 - what calamine gives
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    return None if value == "" else value
