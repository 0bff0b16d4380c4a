"""What crosses from a workbook, a file's name or a shape through VBA to Python and on to a shell, and what cannot."""

import ast
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.excel import entry, served
from addin.excel.applescript import HANDLER, literal, script_source
from addin.excel.build import modules
from addin.excel.mac import parsed
from addin.excel.ribbon import BUTTONS
from addin.excel.vba.project import Kind, Module, vba_project
from addin.excel.wrappers import RESERVED
from tests.helpers.books import NOW
from tests.helpers.office import Office
from tests.helpers.rooms import product_files
from tests.helpers.systems import lines_for, shell_command
from udfs.problems import RefusalError, books
from workbook_templates.functions.model import set_answer_language

# What stands on several lines is one string for VBA.
SOURCES = {
    module.name: re.sub(r'" & _\r\n +"', "", module.text()).replace("\r\n", "\n")
    for module in modules(PurePosixPath("/opt/python3"))
}
SYSTEMS = {"macOS": frozenset({"Mac"}), "Windows 64": frozenset({"Win64"}), "Windows 32": frozenset[str]()}
# Each would make a file of this name, were it read by a shell.
ODD_NAMES = [
    "$(touch marker).xlsx", "`touch marker`.xlsx", 'a"; touch marker; ".xlsx', "a'; touch marker; '.xlsx",
    "a|touch marker|.xlsx", "a & touch marker &.xlsx", "a\\\n touch marker.xlsx", "王芳 😀 问题清单.xlsx", "%0Atouch marker", "",
]  # fmt: skip
NO_COMMANDS = ["", ";", "score;check", "SCORE", " score", "score ", "score'", "import os", "score zh 0041", "../score"]


# --- which commands ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shim(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from addin.excel.build import addin_file

    path = tmp_path_factory.mktemp("addin") / "kaizen.xlam"
    path.write_bytes(addin_file(PureWindowsPath(r"C:\kaizen\.venv\Scripts\python.exe")))
    with office.addin(path) as opened:
        yield lambda function, *given: opened.call("Kaizen", f"Shim.{function}", *given)


def test_only_the_ribbon_s_commands_are_passed_on_live(shim: Any) -> None:
    """A shape's macro may call the add-in with any text."""
    assert [name for name in BUTTONS if not shim("IsCommand", name)] == []
    assert [name for name in NO_COMMANDS if shim("IsCommand", name)] == []


def test_what_a_mac_hands_over_is_harmless_whatever_a_file_is_called_live(shim: Any) -> None:
    for name in ODD_NAMES:
        handed = shim("Handed", "import", "en", name)
        assert re.fullmatch(r"import en [0-9A-F]*", handed)
        assert parsed(handed) == ("import", "en", name)
    assert [shim("Handed", name, "zh", "a") for name in NO_COMMANDS] == [""] * len(NO_COMMANDS)


def test_run_looks_at_its_command_before_anything_else() -> None:
    body = SOURCES["Shim"].split("Public Sub Run(ByVal Command As String)")[1].split("End Sub")[0]
    first = next(line.strip() for line in body.splitlines() if line.strip() and not line.strip().startswith("Dim "))
    assert first == "If Not IsCommand(Command) Then Exit Sub"
    assert 'Public Const COMMANDS As String = "' + ";".join(BUTTONS) + '"' in SOURCES["Built"]


def test_python_takes_only_requests_of_the_add_in() -> None:
    for name in NO_COMMANDS:
        with pytest.raises(ValueError, match="no request"):
            parsed(f"{name} zh ")
    for request in (
        "score",
        "score zh",
        "score fr ",
        "score zh 004",
        "score zh zzzz",
        "score zh 0041\n",
        "score zh 0041 --x",
    ):
        with pytest.raises(ValueError, match="no request"):
            parsed(request)


@given(st.text(st.characters(codec="utf-16"), max_size=30), st.sampled_from(sorted(BUTTONS)))
def test_what_was_chosen_arrives_as_it_is_called(chosen: str, command: str) -> None:
    digits = chosen.encode("utf-16-be").hex().upper()
    assert parsed(f"{command} zh {digits}") == (command, "zh", chosen)


@pytest.mark.parametrize("command", sorted(BUTTONS))
def test_every_button_can_be_asked_for(command: str) -> None:
    assert parsed(f"{command} en ") == (command, "en", "")


def test_an_unknown_command_is_a_sentence_and_nothing_runs() -> None:
    shown: list[str] = []
    app: Any = SimpleNamespace(status_bar=None, alert=lambda message, *_given, **_options: shown.append(message))
    entry.answer("os.system", app, None, "en", "", NOW)
    assert shown[0].startswith("this version has no command for that button")
    assert "Traceback" not in shown[0]


# --- what VBA hands on --------------------------------------------------------------------------------------------------


def test_everything_that_leaves_vba_is_known() -> None:
    """The list at the head of the module Shim, held to: each way out, with what goes along."""
    code = "\n".join(line.split("'")[0] for source in SOURCES.values() for line in source.splitlines())
    assert re.findall(r"AppleScriptTask .*", code) == [
        "AppleScriptTask Built.APPLE_SCRIPT, Built.APPLE_HANDLER, Handed(Command, Language(), picked)"
    ]
    assert re.findall(r"CallUDF\(.*", code) == ["CallUDF(Built.FUNCTIONS, Which, Given)"]
    assert sorted(set(re.findall(r"\.Call[ (].*", code))) == [
        '.Call kept.Module(Built.ENTRY), "speak", kept.Tuple(Language())',
        '.Call(.Module(Built.ENTRY), "run", .Tuple(Command, ActiveWorkbook, Language(), picked)))',
    ]
    assert re.findall(r"XLPyDLLActivateAuto (?!Lib).*|XLPyDLLActivateAuto\((?!ByRef).*?, .*?, -?\d\)", code) == [
        "XLPyDLLActivateAuto unused, StartCommand(), -1", "XLPyDLLActivateAuto(found, Built.BY_HAND, 1)",
        "XLPyDLLActivateAuto(found, StartCommand(), 1)",
    ]  # fmt: skip
    for word in (
        "Environ",
        "Application.Path",
        "Exec",
        "Eval",
        "SendKeys",
        "FollowHyperlink",
        "CreateObject",
        "GetObject",
    ):
        assert word not in code
    shim = "\n".join(line.split("'")[0] for line in SOURCES["Shim"].splitlines())
    assert not re.search(r"Workbook\.(Name|FullName|Path)\b", shim)


@pytest.mark.parametrize("system", SYSTEMS)
def test_on_each_system_every_label_and_procedure_is_there(system: str) -> None:
    """Excel compiles what its system reads; on a Mac a jump led to a label that only Windows had."""
    code = {
        name: [line.split("'")[0].strip() for line in lines_for(source, SYSTEMS[system])]
        for name, source in SOURCES.items()
    }
    for name, lines in code.items():
        own = {words for line in lines for words in re.findall(r"(?:Sub|Function|Const) (\w+)", line)}
        for body in re.split(r"\n(?=(?:Public |Private )?(?:Sub|Function) )", "\n".join(lines)):
            jumps = set(re.findall(r"(?:GoTo|Resume) (?!Next)([a-z]\w*)", body))
            assert jumps <= set(re.findall(r"^(\w+):$", body, re.MULTILINE)), f"{name}: {body[:80]}"
        private = set(re.findall(r"Private (?:Sub|Function|Declare PtrSafe Function) (\w+)", SOURCES[name]))
        used = {word for line in lines for word in re.findall(r"(?<![.\w])(\w+)\(", line)}
        assert (used & private) <= own, name


# What VBA, Excel and Office themselves bring, as far as it is used.
_BROUGHT = """
ActiveWorkbook Application AppleScriptTask Array ArgumentDescriptions AscW Category Chr ChrW CStr DateDiff Description Err Explicit
Hex InStr InStrRev IRibbonControl IRibbonUI IsArray IsEmpty IsObject Join LBound LCase Left Len Lib Macro Mid MsgBox Now PtrSafe
Replace Right Split StrComp StrPtr UBound VarType vbCrLf vbExclamation vbLf vbNullChar vbObjectError vbString vbTextCompare
Workbook xlExcelLinks xlLinkTypeExcelLinks
"""


@pytest.mark.parametrize("system", SYSTEMS)
def test_on_each_system_every_name_is_known(system: str) -> None:
    """With one name that nothing has, Excel stops at it, at every start where it stands in what opens the add-in."""
    declared = re.compile(r"\b(?:Dim|Const|Function|Sub|ByVal|ByRef|WithEvents|For Each|Private|Public)\s+(?=(\w+))")
    more = re.compile(r"[,(]\s*(\w+)(?:\([^)]*\))?\s+As\b")
    for module, source in SOURCES.items():
        lines = [line for line in lines_for(source, SYSTEMS[system]) if not line.startswith("Attribute")]
        code = "\n".join(re.sub(r'"[^"]*"', '""', line).split("'")[0] for line in lines)
        known = {name.lower() for name in [*declared.findall(code), *more.findall(code), *SOURCES]}
        known |= (
            {name.lower() for name in re.findall(r"^(\w+):$", code, re.MULTILINE)}
            | RESERVED
            | {*_BROUGHT.lower().split()}
        )
        used = {name for name in re.findall(r"(?<![.\w&])([A-Za-z_]\w*)", code) if name.lower() not in known}
        assert used == set(), module


def test_another_program_compiles_what_a_mac_reads_live(office: Office, tmp_path: Path) -> None:
    import io

    from xlsxwriter import Workbook

    kept = [
        Module(
            m.name,
            m.source if m.kind is not Kind.STANDARD else "\n".join(lines_for(m.source, SYSTEMS["macOS"])),
            m.kind,
        )
        for m in modules(PurePosixPath("/opt/python3"))
    ]
    path = tmp_path / "mac.xlsm"
    with Workbook(path) as book:
        book.add_worksheet("Sheet1").set_vba_name("Sheet1")
        book.add_vba_project(io.BytesIO(vba_project("Kaizen", kept)), is_stream=True)
        book.set_vba_name("ThisWorkbook")
    with office.addin(path) as opened:
        assert str(opened.call("Kaizen", "Words.SelfTest")).startswith("KAIZEN ")
        assert opened.call("Kaizen", "Shim.Handed", "score", "zh", "王") == "score zh 738B"


# --- the shell of a Mac ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["plain", '王 芳\'s "$(touch marker)" `touch marker` \\ 😀'])
def test_the_script_gives_python_one_argument_that_no_shell_reads(folder: str, tmp_path: Path) -> None:
    """What the script hands to the shell is run by one: a program that writes down what it was started with."""
    (tmp_path / folder).mkdir()
    program = tmp_path / folder / "python3"
    program.write_text(
        '#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done > "$HOME/new" && mv "$HOME/new" "$HOME/words"\n'
    )
    program.chmod(0o755)
    script = script_source(program)
    assert script.isascii()
    for given_ in ("import zh 0041", *ODD_NAMES):
        (tmp_path / "words").unlink(missing_ok=True)
        command = shell_command(script, HANDLER, given_)
        assert subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, env={"HOME": str(tmp_path), "PATH": os.defpath}, check=True
        )
        for _ in range(200):  # it runs in the background
            if (tmp_path / "words").exists():
                break
            time.sleep(0.02)
        assert (tmp_path / "words").read_text().split("\0") == ["-I", "-B", "-m", "addin.excel.mac", given_, ""]
    assert not list(tmp_path.rglob("marker"))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_a_text_of_applescript_is_one_expression(text: str) -> None:
    script = f"on F(given)\n\tset command to ({literal(text)}) & given\n\tdo shell script command\n"
    assert literal(text).isascii()
    assert shell_command(script, "F", "!") == text + "!"


def test_a_click_that_is_none_ends_in_the_log_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "addin.excel.mac", "os.system zh 0041"]
    done = subprocess.run(
        command, env={**os.environ, "XDG_STATE_HOME": str(tmp_path)}, capture_output=True, check=False
    )
    assert done.returncode == 1
    (log,) = tmp_path.rglob("kaizen.log")
    assert "no request of the add-in" in log.read_text("utf-8")


# --- what people read -----------------------------------------------------------------------------------------------------


def test_excel_that_is_busy_before_a_click_begins_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_workbook: object) -> None:
        raise RefusalError(books.EXCEL_BUSY)

    monkeypatch.setattr(entry, "_in_front", busy)
    assert entry.run("score", None, "en").splitlines()[0] == books.EXCEL_BUSY.what.en
    assert entry.run("score", None, "zh").splitlines()[0] == books.EXCEL_BUSY.what.zh


def test_what_breaks_before_a_click_begins_is_a_sentence_and_a_log_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_workbook: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(entry, "_in_front", broken)
    assert "kaizen.log" in entry.run("score")
    assert "ZeroDivisionError" not in entry.run("score")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unknown_function_answers_in_words(lang: Any) -> None:
    """A workbook or an add-in of another version asks for one; the cell showed a traceback."""
    set_answer_language(lang)
    try:
        for given_ in ((), (1.0,), ("a", ((1.0, None), ("b", True)))):
            ((words,),) = served.KZ_NONE(*given_)
            assert words == {"zh": "!本机的版本没有这个函数", "en": "!This version has no such function"}[lang]
    finally:
        set_answer_language("zh")
    for name in ("kz_none", "os", "__path__"):
        assert not hasattr(served, name)


def test_a_cell_shows_no_words_of_the_server() -> None:
    answers = re.findall(r"Answer = .*", SOURCES["Shim"])
    assert answers[-1] == 'Answer = "!" & Split(Reason(Err.Number, Err.Description), vbCrLf)(0)'
    assert SOURCES["Shim"].count("Err.Description") == SOURCES["Shim"].count("Reason(Err.Number, Err.Description)") + 1


# --- from Python on ---------------------------------------------------------------------------------------------------------


def test_python_starts_programs_without_a_shell() -> None:
    calls: dict[str, set[str]] = {}
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"os.system", "os.popen", "eval", "exec", "subprocess.getoutput"}, path
                assert not [keyword for keyword in node.keywords if keyword.arg == "shell"], path
                if called.startswith("subprocess."):
                    calls.setdefault(path.name, set()).add(called)
    # Each gets a list: a program found by us, options of ours, and absolute paths, which begin with no hyphen.
    assert calls == {"foreign.py": {"subprocess.run"}, "render.py": {"subprocess.run"}}


def test_a_program_beside_the_workbook_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that came by mail may hold one named like LibreOffice; Windows looks there first."""
    from addin.commands.render import render

    for name in ("soffice", "libreoffice", "pdftoppm"):
        (tmp_path / name).write_text("#!/bin/sh\ntouch marker\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", ""]))
    monkeypatch.setattr("addin.commands.render._PLACES", ())
    with pytest.raises(RefusalError, match="no-libreoffice"):
        render(tmp_path / "a.xlsx", "pdf", tmp_path / "out", dpi=200)
    assert not (tmp_path / "marker").exists()
