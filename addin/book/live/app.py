"""Excel itself: whether it answers, and its settings while a command writes."""

from __future__ import annotations

import contextlib
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from udfs.problems import RefusalError, books

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings

# What Excel answers while a cell is edited or a dialogue is open: call rejected, try again later, and its own code.
_BUSY = frozenset((-2147418111, -2147417846, -2146777998))
# Apple events that are not answered in time, or not now.
_BUSY_ON_MAC = frozenset((-1712, -609, -10000))
# xlwings asks again without end where Excel rejects a call, so that a click would hang; so often takes about a second.
_ATTEMPTS = 2000
_TRIES, _PAUSE = 5, 0.2


def is_busy(error: BaseException) -> bool:
    """Return whether an error means that Excel is busy."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    codes = {getattr(error, "hresult", None), *error.args[:1]}
    details = error.args[2] if len(error.args) > 2 else None  # noqa: PLR2004 - the third of pywin32's four
    if isinstance(details, tuple) and details:
        codes.add(details[-1])
    return bool(_BUSY & {code for code in codes if isinstance(code, int)}) or (
        getattr(error, "errornumber", None) in _BUSY_ON_MAC
    )


@contextlib.contextmanager
def refuse_when_busy() -> Iterator[None]:
    """Refuse with a clear message where Excel does not respond within a moment.

    Raises:
        RefusalError: a cell is being edited, or a dialogue is open.
    """
    engine = sys.modules.get("xlwings._xlwindows")
    before = getattr(engine, "N_COM_ATTEMPTS", None)
    if engine is not None:
        engine.N_COM_ATTEMPTS = before or _ATTEMPTS  # type: ignore[attr-defined]  # there on Windows only
    try:
        yield
    except RefusalError:
        raise
    except Exception as error:
        if is_busy(error):
            raise RefusalError(books.EXCEL_BUSY) from error
        raise
    finally:
        if engine is not None:
            engine.N_COM_ATTEMPTS = before  # type: ignore[attr-defined]


@contextlib.contextmanager
def paused_ui(app: xlwings.App) -> Iterator[None]:
    """Pause calculation, screen updating, events and autofill while writing; restore them in every case.

    Raises:
        RefusalError: all was written, but a setting could not be set back.
    """
    wanted: list[tuple[Any, str, object]] = [
        (app, "screen_updating", False), (app, "enable_events", False), (app, "calculation", "manual"),
    ]  # fmt: skip
    # Excel would fill the rest of an empty column of a table with a formula that is entered into one of its cells.
    filling = getattr(app.api, "AutoCorrect", None)
    if filling is not None:
        wanted.append((filling, "AutoFillFormulasInLists", False))
    changed: list[tuple[Any, str, object]] = []
    try:
        for thing, name, value in wanted:
            before = getattr(thing, name)
            setattr(thing, name, value)
            changed.append((thing, name, before))
        yield
    finally:
        # Calculation before drawing: what is drawn then is right.
        failed = [error for setting in reversed(changed) if (error := tried(partial(setattr, *setting))) is not None]
        if failed and sys.exc_info()[0] is None:
            raise RefusalError(books.SETTINGS_LEFT) from failed[0]


def tried(do: Callable[[], object], *, patiently: bool = True) -> Exception | None:
    """Undo a write, retrying while Excel is busy for a moment; return the error where that does not help."""
    error: Exception | None = None
    for _ in range(_TRIES if patiently else 1):
        try:
            do()
        except Exception as raised:  # noqa: BLE001 - each engine raises its own kind, and the next one must not wait
            error = raised
            if not is_busy(raised):
                break
            time.sleep(_PAUSE)
        else:
            return None
    return error


def counts_from_1904(book: xlwings.Book) -> bool:
    """Tell how a workbook counts its dates."""
    native = book.api
    windows = getattr(native, "Date1904", None)
    if windows is not None:
        return bool(windows)
    mac = getattr(native, "date_1904", None)
    return bool(mac.get()) if mac is not None else False
