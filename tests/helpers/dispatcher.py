"""xlwings's own dispatcher of worksheet functions, run in a process of its own with stubs for what Windows alone has.

What is stubbed is the way between the processes (COM); the conversion of arguments and answers is xlwings's.
"""

from __future__ import annotations

import marshal
import pickle
import subprocess
import sys
from collections.abc import Sequence
from typing import IO, Any

Call = tuple[str, tuple[Any, ...]]

MISSING = -2147352572
# How error values come through COM.
ERRORS = {"#N/A": -2146826246, "#DIV/0!": -2146826281, "#VALUE!": -2146826273}

_CODE = "from tests.helpers.dispatcher import child; child()"


def called(calls: Sequence[Call]) -> list[Any]:
    """Return the answers to calls (function, arguments as COM hands them over), as COM would hand them back."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE], input=pickle.dumps(list(calls)), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    answers: list[Any] = pickle.loads(done.stdout)  # noqa: S301 - written by our own code
    return answers


def child() -> None:
    """Answer the calls on standard input; what the process above starts."""
    call_udf = dispatcher()
    calls: list[Call] = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written by our own code
    sys.stdout.buffer.write(pickle.dumps([call_udf("addin.excel.served", name, args) for name, args in calls]))


def dispatcher() -> Any:
    """Return `xlwings.udfs.call_udf`, with the decorators in force that xlwings has on Windows."""
    import ctypes
    import datetime as dt
    import types
    from unittest.mock import MagicMock

    for name in ("pythoncom", "pywintypes", "win32com", "win32com.client", "win32api", "win32con", "win32gui", "win32process",
                 "win32event", "win32timezone", "winerror"):  # fmt: skip
        module = types.ModuleType(name)
        module.__getattr__ = lambda attribute, name=name: MagicMock(name=f"{name}.{attribute}")  # type: ignore[method-assign,misc]
        sys.modules[name] = module
    sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})  # type: ignore[attr-defined]
    sys.modules["pywintypes"].TimeType = dt.datetime  # type: ignore[attr-defined]
    ctypes.oledll = ctypes.windll = MagicMock()  # type: ignore[attr-defined]
    libraries, ctypes.PyDLL = ctypes.PyDLL, MagicMock()  # type: ignore[misc]
    import xlwings
    from xlwings import _xlwindows, udfs

    ctypes.PyDLL = libraries  # type: ignore[misc]

    xlwings._xlwindows = _xlwindows  # noqa: SLF001 - what xlwings itself imports there on Windows
    _xlwindows.is_range_instance = lambda _value: False
    _xlwindows._datetime_to_com_time = lambda moment: moment  # noqa: SLF001 - needs a time zone of pywin32's
    xlwings.engines.add(xlwings.Engine(impl=_xlwindows.engine))
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    sys.modules.setdefault("xlwings.com_server", types.SimpleNamespace(loop=None))  # type: ignore[arg-type]
    return udfs.call_udf


def serve() -> None:
    """Answer calls over a pipe, one by one, as a server answers Excel."""

    from addin.excel import server

    call_udf = dispatcher()
    call_udf("addin.excel.served", "KZ_SCORE", (5.0, 4.0, 3.0, 2.0))
    server.settle()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while True:
        name, args = received(source)
        if not name:
            return
        sent(target, call_udf("addin.excel.served", name, args))


def sent(target: IO[bytes], what: object) -> None:
    """Send plain values over a pipe, by the quickest way that Python has for them."""
    content = marshal.dumps(what)
    target.write(len(content).to_bytes(8, "little") + content)
    target.flush()


def received(source: IO[bytes]) -> Any:
    """Take what was sent over a pipe."""
    return marshal.loads(source.read(int.from_bytes(source.read(8), "little")))  # noqa: S302 - written by our own code
