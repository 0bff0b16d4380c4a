"""The add-in file: what it holds, how it is built, and that other programs read it."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from addin.commands.table import COMMANDS, STEPS
from addin.excel.build import addin_file, escaped, modules
from addin.excel.ribbon import BUTTONS, groups
from addin.excel.ribbonxml import NAMESPACE, ribbon_xml
from addin.excel.wrappers import RESERVED, wrapper_source
from tests.helpers.office import Office
from tests.helpers.validators import audited, validated
from udfs.lang import Text
from workbook_templates.functions import FUNCTIONS, Argument, Shape, SheetFunction

INTERPRETER = PureWindowsPath(r"C:\Users\王芳 & 李\改善 tools\.venv\Scripts\python.exe")
SHARED = Path(__file__).parents[2] / "shared" / "checks" / "xlam.py"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("addin") / "kaizen.xlam"
    path.write_bytes(addin_file(INTERPRETER))
    return path


def test_two_builds_are_equal_byte_for_byte(addin: Path) -> None:
    assert addin_file(INTERPRETER) == addin.read_bytes()
    assert addin_file(PurePosixPath("/opt/python")) != addin.read_bytes()


def test_a_build_on_windows_is_equal_byte_for_byte(addin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`zipfile` writes into each member which system it runs on, and what deflating gives depends on the library."""
    monkeypatch.setattr("zipfile.sys", SimpleNamespace(platform="win32"))
    assert zipfile.ZipInfo("any").create_system == 0
    assert addin_file(INTERPRETER) == addin.read_bytes()
    with zipfile.ZipFile(addin) as package:
        assert {info.compress_type for info in package.infolist()} == {zipfile.ZIP_STORED}


def test_the_shared_check_is_content(addin: Path) -> None:
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is not here")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(SHARED), str(addin)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_an_independent_validator_finds_nothing(addin: Path) -> None:
    assert audited(addin) == []


def test_the_rules_of_the_format_itself_are_kept(addin: Path) -> None:
    assert validated(addin) == []


def test_another_program_compiles_the_project(addin: Path, office: Office) -> None:
    """LibreOffice compiles a project whole: with one line that it cannot read, no function gives anything."""
    with office.addin(addin) as opened:
        assert opened.modules("Kaizen") == {module.name for module in modules(INTERPRETER)}
        assert re.fullmatch(r"KAIZEN \d+\.\d+\.\d+ 改善 65292", str(opened.call("Kaizen", "Words.SelfTest")))
        assert opened.call("Kaizen", "Words.Plain", escaped(str(INTERPRETER))) == str(INTERPRETER)


@given(st.text(st.characters(codec="utf-16", exclude_categories=("Cs",)), max_size=40))
def test_escaped_text_is_ascii_without_quotes_and_comes_back(text: str) -> None:
    built = escaped(text)
    assert built.isascii()
    assert built.isprintable() or not built
    assert '"' not in built
    units = re.sub(r"\\u([0-9A-F]{4})", lambda results: chr(int(results[1], 16)), built)
    assert units.encode("utf-16-le", "surrogatepass").decode("utf-16-le") == text


def test_escaped_text_comes_back_in_vba(addin: Path, office: Office) -> None:
    odd = ["", "abc", "改善", '"quoted"', r"C:\users\u6539", "😀", "a&b\n\t", "\\", "\\u", "\uffff"]
    with office.addin(addin) as opened:
        assert [opened.call("Kaizen", "Words.Plain", escaped(text)) for text in odd] == odd
        hexed = [str(opened.call("Kaizen", "Words.Hexed", text)) for text in odd]
        assert [bytes.fromhex(text).decode("utf-16-be") for text in hexed] == odd


# --- sources ---------------------------------------------------------------------------------------------------------

_DECLARED = re.compile(
    r"\b(?:Dim|Const|Function|Sub|ByVal|ByRef|WithEvents|Private|Public)\s+(\w+)|(?<=,)\s*(\w+)(?:\(.*?\))?\s+As\b",
    re.IGNORECASE,
)


def sources() -> dict[str, list[str]]:
    """Return the code lines of every module, without comments and texts."""
    results = {}
    for module in modules(INTERPRETER):
        lines = [re.sub(r'"[^"]*"', '""', line).split("'")[0] for line in module.text().splitlines()]
        results[module.name] = [line.strip() for line in lines]
    return results


def test_no_name_is_a_word_of_vba() -> None:
    keywords = {"declare", "function", "sub", "const", "withevents", "ptrsafe"}
    for module, lines in sources().items():
        for line in lines:
            names = {name.lower() for pair in _DECLARED.findall(line) for name in pair if name}
            assert not (names - keywords) & RESERVED, f"{module}: {line}"


def test_every_block_is_closed_and_every_call_has_its_procedure() -> None:
    known = {
        f"{module}.{name}".lower()
        for module, lines in sources().items()
        for line in lines
        for name in re.findall(r"\b(?:Function|Sub|Const)\s+(\w+)", line)
    }
    for module, lines in sources().items():
        for kind in ("Sub", "Function"):
            opened = sum(bool(re.match(rf"(?:Public |Private )?{kind}\s", line)) for line in lines)
            assert opened == lines.count(f"End {kind}"), module
        assert sum(line.startswith("#If") for line in lines) == lines.count("#End If")
        called = re.findall(r"\b(Words|Shim|Ribbon|Links|Built|Explanations)\.(\w+)", "\n".join(lines))
        assert {f"{owner}.{name}".lower() for owner, name in called} <= known, module


def test_the_shim_looks_nothing_up_in_workbooks() -> None:
    """A mailed workbook must not decide what runs: no configuration sheet, no code sheet, no folder on the path."""
    code = "\n".join(line for lines in sources().values() for line in lines)
    for word in (
        "Worksheets",
        ".Sheets",
        "PYTHONPATH",
        "ActiveWorkbook.Path",
        "ThisWorkbook.Path",
        ".conf",
        "cmd.exe",
        "Shell",
    ):
        assert word not in code
    text = "\n".join(module.text() for module in modules(INTERPRETER))
    assert '"-I -B -m addin.excel.server $(CLSID)"' in text
    assert "cmd.exe" not in text
    # Functions get values only, never the book or the cell that calls.
    assert re.findall(r"CallUDF\(.*", code) == ["CallUDF(Built.FUNCTIONS, Which, Given)"]


def test_wrappers_refuse_what_vba_cannot_read() -> None:
    def built(*names: str, optional: tuple[bool, ...] = (False, False)) -> SheetFunction:
        arguments = tuple(Argument(n, Shape.CELLS, Text("a", "b"), o) for n, o in zip(names, optional, strict=False))
        return SheetFunction("KZ_X", Text("a", "b"), arguments, Text("=KZ_X()", "=KZ_X()"), lambda: None)

    for wrong in (built("end"), built("a", "A"), built("KZ_X"), built("a", "b", optional=(True, False))):
        with pytest.raises(ValueError, match="KZ_X"):
            wrapper_source([wrong])
    assert "Function KZ_SCORE(ByVal effect As Variant" in wrapper_source(FUNCTIONS.values())


# --- ribbon ----------------------------------------------------------------------------------------------------------


def test_both_languages_have_every_button() -> None:
    root = etree.fromstring(ribbon_xml())
    tabs = root.findall(f".//{{{NAMESPACE}}}tab")
    assert [tab.get("label") for tab in tabs] == ["改善", "Kaizen"]
    for tab in tabs:
        tags = [button.get("tag") for button in tab.iter(f"{{{NAMESPACE}}}button")]
        wanted = [f"{button.name};{button.needs.value}" for _, button in BUTTONS.values()]
        assert tags == wanted
        for element in tab.iter(f"{{{NAMESPACE}}}button", f"{{{NAMESPACE}}}menu"):
            assert element.get("imageMso")
            assert 0 < len(element.get("screentip") or "") <= 1024
            assert 0 < len(element.get("supertip") or "") <= 1024
    chinese, english = ("".join(str(dict(element.attrib)) for element in tab.iter()) for tab in tabs)
    assert not re.search("[\u4e00-\u9fff]", english)
    assert re.search("[\u4e00-\u9fff]", chinese)


def test_the_groups_are_the_steps_of_the_method_that_have_commands() -> None:
    named = [(group.label.zh, group.label.en, [control.name for control in group.controls]) for group in groups()]
    assert [(step.label.zh, step.label.en) for step in STEPS] == [
        ("识别", "Identify"), ("根因", "Causes"), ("方案", "Solutions"), ("计划", "Plan"),
        ("效果", "Results"), ("固化", "Standardise"), ("邮件", "Mail"), ("工具", "Tools"),
    ]  # fmt: skip
    assert named == [
        (
            "识别",
            "Identify",
            ["new", "import", "check", "fix", "summary", "survey", "measure", "keywords", "report-issue-list"],
        ),
        ("根因", "Causes", ["causes", "pareto", "flow", "report-root-cause"]),
        ("方案", "Solutions", ["score", "plans", "trace", "simulate", "report-design"]),
        ("计划", "Plan", ["schedule", "level", "calendar", "baseline", "load", "export", "report-plan"]),
        (
            "效果",
            "Results",
            ["monitor", "compare", "signals", "verdict", "report-monitor", "report-effect", "report-a3"],
        ),
        ("固化", "Standardise", ["tasks", "trainings", "report-manual", "report-review"]),
        ("邮件", "Mail", ["share", "share-survey", "collect", "resolve", "remind"]),
        ("工具", "Tools", ["add", "undo", "log", "live", "portable", "settings", "help", "about"]),
    ]
    assert len(BUTTONS) == sum(1 for command in COMMANDS for _ in command.buttons())


def test_the_package_is_an_addin_with_a_ribbon_and_no_links(addin: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(addin.read_bytes())) as package:
        names = package.namelist()
        assert package.testzip() is None
        assert "xl/vbaProject.bin" in names
        assert "customUI/customUI14.xml" in names
        assert not [name for name in names if "external" in name.lower()]
