"""What Excel's own objects offer beyond xlwings's classes, as far as the live book asks for it; and Excel's errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# Error values by the numbers under which COM gives them.
ERRORS = {"#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042}
_FIRST_ERROR = -2146828288
# LibreOffice knows no error that is simply typed.
ERROR_FORMULAS = {"#N/A": "=NA()", "#DIV/0!": "=1/0", "#VALUE!": '="a"+1', "#NUM!": "=SQRT(-1)"}


class Error(str):
    """An error value."""

    __slots__ = ()


class ComError(Exception):
    """What pywin32 raises while a cell is being edited (VBA_E_IGNORE inside DISP_E_EXCEPTION)."""

    def __init__(self) -> None:
        self.hresult = -2147352567
        super().__init__(self.hresult, "Exception occurred.", (0, None, None, None, 0, -2146777998), None)


class AutoCorrect:
    """What Excel does by itself while something is entered."""

    AutoFillFormulasInLists = True


class NativeApp:
    """What Excel's own application object offers beyond xlwings."""

    def __init__(self) -> None:
        self.AutoCorrect = AutoCorrect()  # Excel's name


class NativeBook:
    """What Excel's own workbook object offers beyond xlwings."""

    def __init__(self, document: Any) -> None:
        self.Date1904 = document.NullDate.Year == 1904  # Excel's name


class NativeRange:
    """What Excel's own range object offers beyond xlwings: on Windows the values without dates and currencies."""

    def __init__(self, content: Callable[[], list[list[Any]]], *, of_windows: bool) -> None:
        self._content, self._of_windows = content, of_windows

    def __getattr__(self, name: str) -> Any:
        if name != "Value2" or not self._of_windows:
            raise AttributeError(name)
        rows = tuple((None,) * len(row) if is_blank_line(row) else tuple(map(_native, row)) for row in self._content())
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def is_blank_line(row: Sequence[Any]) -> bool:
    """Tell whether a row of a block shows nothing, as most rows of most blocks do."""
    return row.count("") == len(row)


def _native(value: Any) -> Any:
    if isinstance(value, Error):
        return _FIRST_ERROR + ERRORS[value]
    return None if value == "" else value
