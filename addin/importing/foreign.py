"""The binary formats, which libraries read for us: .xls by xlrd, .xlsb by calamine.

They run in a process of its own: some damaged files make them panic, print a trace or ask for a terabyte, and that must
end in one clear line.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from addin.importing.sparse import Cells, Sheet
from udfs.problems import Problem, RefusalError, files
from udfs.serials import clock_text, whole_second
from udfs.values import CellValue
from udfs.worksheet import SECONDS_A_DAY

_SECONDS = 120
_MOST_MEMORY = 4 << 30
# How the process ends where it can say what is wrong.
_ENCRYPTED, _TOO_LARGE = 3, 4
_PROBLEMS: dict[int, Problem] = {_ENCRYPTED: files.ENCRYPTED, _TOO_LARGE: files.TOO_LARGE}
_CODE = "import sys; from addin.importing.foreign import child; child(sys.argv[1])"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
# The stream in which newer programs keep a workbook with a password.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_foreign(path: Path) -> list[Sheet]:
    """Return the sheets of a file.

    Raises:
        RefusalError: the file is damaged, encrypted or out of proportion.
    """
    # -P and no working folder on the path: a file may lie beside modules that only bear our names.
    command = [sys.executable, "-P", "-c", _CODE, str(path.absolute())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own code
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RefusalError(files.DAMAGED, name=path.name) from error
    if done.returncode:
        raise RefusalError(_PROBLEMS.get(done.returncode, files.DAMAGED), name=path.name)
    sheets: list[Sheet] = pickle.loads(done.stdout)  # noqa: S301 - written by our own code
    return sheets


def child(path: str) -> None:
    """Write the sheets of a file to standard output; what the process above starts."""
    _limit_memory()
    content = Path(path).read_bytes()
    sheets = _compound(content) if content.startswith(_COMPOUND_FILE) else _xlsb(path)
    sys.stdout.buffer.write(pickle.dumps(sheets))


def _compound(content: bytes) -> list[Sheet]:
    from addin.importing.oldxls import EncryptedError, read_xls

    if _ENCRYPTED_STREAM in content:
        sys.exit(_ENCRYPTED)
    try:
        return read_xls(content)
    except EncryptedError:
        sys.exit(_ENCRYPTED)


def _xlsb(path: str) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    sheets = []
    try:
        with Path(path).open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            cells: Cells = {}
            for at, row in enumerate(sheet.iter_rows(), sheet.start[0] + 1 if sheet.start else 1):
                filled: dict[int, CellValue] = {
                    col: known for col, value in enumerate(row, 1) if (known := _cell(value)) is not None
                }
                if filled:
                    cells[at] = filled
            merged = [(*_from_one(*first), *_from_one(*last)) for first, last in sheet.merged_cell_ranges or []]
            sheets.append(Sheet(name, cells, merged))
    except CalamineError as error:
        # It lays a sheet out as a block: one cell far away asks for billions.
        if "limit" in str(error):
            sys.exit(_TOO_LARGE)
        raise
    return sheets


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
    match value:
        case "":
            return None
        case timedelta():
            return clock_text(value.total_seconds() / SECONDS_A_DAY)
        case time():
            gone = timedelta(
                hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
            )
            return clock_text(gone.total_seconds() / SECONDS_A_DAY)
        case datetime():
            return whole_second(value)
        case float() if value.is_integer():
            return int(value)
    return value
