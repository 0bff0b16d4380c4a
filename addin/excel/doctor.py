"""Finds everything that keeps the add-in from working, and how to fix it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from addin.excel.build import FILE_NAME, library_name
from addin.excel.logfile import log_path
from addin.excel.setup import Machine, expected, versions_in
from addin.outcome import Listing, Outcome
from udfs.lang import Text
from udfs.problems import Finding, RefusalError, setup

_CLOUDS = ("onedrive", "sharepoint", "dropbox", "坚果云", "nutstore")
_POLICIES = r"HKEY_CURRENT_USER\Software\Policies\Microsoft\Office\16.0\Excel\Security"
# Where Office says whether it is of 32 bits (x86) or 64 (x64): the one from the internet, and the older kind from a disc.
_OFFICE_BITS = (
    (r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform"),
    (r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Office\16.0\Outlook", "Bitness"),
    (r"HKEY_LOCAL_MACHINE\SOFTWARE\WOW6432Node\Microsoft\Office\16.0\Outlook", "Bitness"),
)
# VBAWarnings: 4 disables all macros without notice, 3 those without a signature.
_WITHOUT_MACROS = (3, 4)

_OK, _WRONG, _PASSED_OVER = Text("正常", "fine"), Text("有问题", "wrong"), Text("此系统不适用", "not on this system")

Registry = Callable[[str, str], Any]


def doctor(machine: Machine, registry: Registry | None = None) -> Outcome:
    """Run every check.

    Args:
        machine: the computer.
        registry: gives a value of the Windows registry from a key's path and the value's name, None where there is none.
    """
    values = registry or _registry
    checks: tuple[tuple[Text, bool, Callable[[], Iterator[Finding]]], ...] = (
        (Text("Python 来源", "Source of Python"), True, lambda: _store_python(machine)),
        (Text("环境所在文件夹", "Folder of the environment"), True, lambda: _cloud(machine)),
        (Text("xlwings 组件", "xlwings library"), machine.system == "Windows", lambda: _library(machine, values)),
        (Text("pywin32", "pywin32"), machine.system == "Windows", _pywin32),
        (Text("加载项", "Add-in"), True, lambda: _addin(machine)),
        (Text("启动脚本", "Script"), machine.system == "Darwin", lambda: _script(machine)),
        (Text("宏策略", "Macro policy"), machine.system == "Windows", lambda: _policy(values)),
    )
    findings: list[Finding] = []
    rows = []
    for label, applies, check in checks:
        problems = list(check()) if applies else []
        findings += problems
        rows.append((label, _PASSED_OVER if not applies else _WRONG if problems else _OK))
    rows.append((Text("日志文件", "Log file"), Text(str(log_path()), str(log_path()))))
    listing = Listing(Text("加载项检查", "Add-in check-up"), (Text("项目", "What"), Text("结果", "Result")), rows)  # type: ignore[arg-type]
    message = (
        Text("没有发现问题", "nothing is wrong")
        if not findings
        else Text("请按上面的提示处理", "follow the advice above")
    )
    return Outcome(message, findings, [listing])


def _store_python(machine: Machine) -> Iterator[Finding]:
    if "windowsapps" in str(machine.interpreter).casefold():
        yield setup.STORE_PYTHON.finding(name=str(machine.interpreter))


def _cloud(machine: Machine) -> Iterator[Finding]:
    parts = [part.casefold() for part in machine.interpreter.parts]
    if any(part.startswith(cloud) for part in parts for cloud in _CLOUDS):
        yield setup.CLOUD_FOLDER.finding(name=str(machine.interpreter.parent))


def _library(machine: Machine, registry: Registry) -> Iterator[Finding]:
    """Find the library missing that this Excel needs: the one of its own bits; 64 where nothing says which."""
    stated = next(filter(None, (registry(place, name) for place, name in _OFFICE_BITS)), "x64")
    name = library_name("32" if stated == "x86" else "64")
    folders = (machine.interpreter.parent, machine.interpreter.parent.parent)
    if not any((folder / name).is_file() for folder in folders):
        yield setup.LIBRARY_MISSING.finding(name=name)


def _pywin32() -> Iterator[Finding]:
    if find_spec("pythoncom") is None:
        yield setup.PYWIN32_MISSING.finding()


def _addin(machine: Machine) -> Iterator[Finding]:
    places = []
    for all_users in (False, True):
        try:
            places.append(machine.start_folder(all_users=all_users) / FILE_NAME)
        except RefusalError as error:
            if error.finding.problem is setup.NO_EXCEL_HERE:
                yield error.finding
                return
    installed = [place for place in places if place.is_file()]
    if not installed:
        yield setup.NOT_INSTALLED.finding()
    for place in installed:
        present = versions_in(place)
        for what, now in expected(machine).items():
            if present.get(what) != now:
                yield setup.OTHER_VERSION.finding(what=what, before=present.get(what, "?"), now=now)
        if _is_blocked(place):
            yield setup.FILE_BLOCKED.finding(name=str(place))


def _script(machine: Machine) -> Iterator[Finding]:
    wanted = machine.script()
    if wanted is not None and (not wanted[0].is_file() or wanted[0].read_bytes() != wanted[1]):
        yield setup.SCRIPT_OUTDATED.finding(name=str(wanted[0]))


def _is_blocked(path: Path) -> bool:
    """Return whether Windows has marked the file as one from the internet."""
    try:
        mark = Path(f"{path}:Zone.Identifier").read_text("utf-8", "replace")
    except OSError:
        return False
    return "ZoneId=3" in mark or "ZoneId=4" in mark


def _policy(registry: Registry) -> Iterator[Finding]:
    if registry(_POLICIES, "VBAWarnings") in _WITHOUT_MACROS:
        yield setup.MACROS_DISABLED.finding(name="VBAWarnings")
    if registry(_POLICIES, "DisableAllAddins") == 1:
        yield setup.MACROS_DISABLED.finding(name="DisableAllAddins")


def _registry(place: str, name: str) -> Any:  # noqa: ANN401 - a registry holds numbers and texts
    import winreg  # type: ignore[import-not-found,unused-ignore]

    root, _, path = place.partition("\\")
    try:
        with winreg.OpenKey(getattr(winreg, root), path) as key:  # type: ignore[attr-defined,unused-ignore]
            return winreg.QueryValueEx(key, name)[0]  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return None
