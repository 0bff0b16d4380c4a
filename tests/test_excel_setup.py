"""Installing, removing and checking up, on computers that are described: no Windows is at hand here."""

import subprocess
import sys
from pathlib import Path

import pytest

from addin.excel import setup as excel_setup
from addin.excel.build import FILE_NAME, addin_file, library_name
from addin.excel.doctor import doctor
from addin.excel.logfile import log_path
from addin.excel.server import BY_HAND, serve
from addin.excel.setup import Done, Machine, install, uninstall, versions_in
from udfs.problems import RefusalError


@pytest.fixture
def windows(tmp_path: Path) -> Machine:
    """A computer with Windows where nothing is wrong."""
    home = tmp_path / "王芳"
    scripts = home / "kaizen" / ".venv" / "Scripts"
    scripts.mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe"):
        (scripts / name).touch()
    (scripts.parent / library_name("64")).touch()
    appdata = home / "AppData" / "Roaming"
    return Machine("Windows", home, {"APPDATA": str(appdata)}, scripts / "python.exe")


def codes(machine: Machine, **policies: object) -> set[str]:
    results = doctor(machine, lambda _place, name: policies.get(name)).findings
    return {finding.problem.code for finding in results} - {"pywin32-missing"}


def test_installing_is_reported_once_and_repeats_without_harm(windows: Machine) -> None:
    place, done = install(windows)
    assert place == windows.home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / FILE_NAME
    assert done is Done.INSTALLED
    content, written = place.read_bytes(), place.stat().st_mtime_ns
    assert install(windows) == (place, Done.UNCHANGED)
    assert (place.read_bytes(), place.stat().st_mtime_ns) == (content, written)
    place.write_bytes(b"an older one")
    assert install(windows) == (place, Done.UPDATED)
    assert place.read_bytes() == content
    assert [path.name for path in place.parent.iterdir()] == [FILE_NAME]
    assert versions_in(place)["python"].endswith("pythonw.exe")
    assert uninstall(windows) == place
    assert uninstall(windows) is None
    assert list(place.parent.iterdir()) == []


def test_macos_has_its_own_folder_and_one_interpreter(tmp_path: Path) -> None:
    machine = Machine("Darwin", tmp_path, {}, Path("/opt/kaizen/bin/python3"))
    place, _ = install(machine)
    assert place.is_relative_to(tmp_path / "Library" / "Group Containers" / "UBF8T346G9.Office")
    assert versions_in(place)["python"] == "/opt/kaizen/bin/python3"


def test_macos_gets_the_script_that_its_excel_may_run(tmp_path: Path) -> None:
    machine = Machine("Darwin", tmp_path, {}, Path("/Users/王芳/kai zen/bin/python3"))
    assert codes(machine) == {"addin-missing", "script-outdated"}
    place, done = install(machine)
    script = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel" / "kaizen.applescript"
    assert (done, codes(machine)) == (Done.INSTALLED, set())
    assert '"/Users/" & (character id 29579) & (character id 33459) & "/kai zen/bin/python3"' in script.read_text(
        "ascii"
    )
    assert install(machine) == (place, Done.UNCHANGED)
    script.write_text("another one")
    assert codes(machine) == {"script-outdated"}
    assert install(machine) == (place, Done.UPDATED)
    assert codes(machine) == set()
    assert uninstall(machine) == place
    assert not script.exists()
    assert uninstall(machine) is None


def test_for_all_users_the_folder_of_office_is_needed(windows: Machine, tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="no-office-folder"):
        install(windows, all_users=True)
    shared = tmp_path / "Program Files" / "Microsoft Office" / "root" / "Office16" / "XLSTART"
    shared.mkdir(parents=True)
    for name in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)", "ProgramFiles"):  # Windows gives capitals only
        environment = {**windows.environment, name: str(tmp_path / "Program Files")}
        machine = Machine("Windows", windows.home, environment, windows.interpreter)
        assert install(machine, all_users=True)[0] == shared / FILE_NAME
        assert codes(machine) == set()
        assert uninstall(machine, all_users=True) == shared / FILE_NAME


def test_the_system_is_not_asked_through_a_service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`platform` asks Windows' WMI, which takes seconds where it works, and may end the process where it does not."""

    def asked(*_given: object) -> None:
        raise AssertionError("platform was asked")

    monkeypatch.setattr("platform.uname", asked)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert log_path().is_relative_to(tmp_path)
    assert Machine().system in {"Windows", "Darwin", "Linux"}
    for platform, name in (("win32", "Windows"), ("darwin", "Darwin"), ("linux", "Linux")):
        monkeypatch.setattr(sys, "platform", platform)
        assert Machine().system == name


def test_without_excel_the_other_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="build-addin"):
        install(Machine("Linux", tmp_path, {}, Path(sys.executable)))


def test_a_file_that_excel_holds_is_reported(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    place, _ = install(windows)
    place.write_bytes(b"an older one")

    def present(*_arguments: object) -> None:
        raise PermissionError("held")

    monkeypatch.setattr(excel_setup, "write_over", present)
    with pytest.raises(RefusalError, match="excel-open"):
        install(windows)
    assert place.read_bytes() == b"an older one"


def test_the_doctor_finds_nothing_on_a_sound_computer(windows: Machine) -> None:
    assert codes(windows) == {"addin-missing"}
    install(windows)
    assert codes(windows) == set()


def test_the_doctor_finds_each_trouble(windows: Machine) -> None:
    place, _ = install(windows)
    place.write_bytes(addin_file(windows.home / "another" / "python.exe"))
    assert codes(windows) == {"addin-outdated"}
    place.write_bytes(b"no add-in at all")
    assert codes(windows) == {"addin-outdated"}
    install(windows)
    assert codes(windows, VBAWarnings=4) == {"macros-disabled"}
    Path(f"{place}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
    assert codes(windows) == {"file-blocked"}
    Path(f"{place}:Zone.Identifier").unlink()
    (windows.interpreter.parent.parent / library_name("64")).unlink()
    assert codes(windows) == {"library-missing"}


@pytest.mark.parametrize(("stated", "bits"), [
    ({}, "64"), ({"Platform": "x64"}, "64"), ({"Bitness": "x64"}, "64"), ({"Platform": "x86"}, "32"), ({"Bitness": "x86"}, "32"),
])  # fmt: skip
def test_the_doctor_wants_the_library_of_this_excel(stated: dict[str, str], bits: str, windows: Machine) -> None:
    """xlwings brings one for 64 bits and one for 32; a virus scanner may take either."""
    install(windows)
    for64, for32 = (windows.interpreter.parent.parent / library_name(width) for width in ("64", "32"))
    needed, other = (for64, for32) if bits == "64" else (for32, for64)
    needed.unlink(missing_ok=True)
    other.touch()
    messages = [finding.what("zh") for finding in doctor(windows, lambda _place, name: stated.get(name)).findings]
    assert [needed.name in words for words in messages if "xlwings" in words] == [True]
    needed.touch()
    other.unlink()
    assert codes(windows, **stated) == set()


@pytest.mark.parametrize(("folder", "code"), [
    ("AppData/Local/Microsoft/WindowsApps", "store-python"), ("OneDrive - 公司/kaizen", "cloud-folder"),
])  # fmt: skip
def test_the_doctor_knows_bad_places_for_python(folder: str, code: str, tmp_path: Path) -> None:
    scripts = tmp_path / folder
    scripts.mkdir(parents=True)
    (scripts / library_name("64")).touch()
    machine = Machine("Windows", tmp_path, {"APPDATA": str(tmp_path)}, scripts / "python.exe")
    install(machine)
    assert codes(machine) == {code}


def test_every_trouble_comes_with_a_remedy_in_both_languages(windows: Machine) -> None:
    for finding in doctor(windows, lambda _place, _name: 4).findings:
        assert finding.what("zh") != finding.what("en")
        assert len(finding.fix("zh")) > 5


def kaizen(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from addin.cli.app import app; app()", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_file_is_made_anywhere_and_never_over_another(tmp_path: Path) -> None:
    python = r"D:\工具\.venv\Scripts\pythonw.exe"
    done = kaizen("build-addin", "-o", "kaizen.xlam", "--python", python, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert versions_in(tmp_path / "kaizen.xlam")["python"] == python
    content = (tmp_path / "kaizen.xlam").read_bytes()
    again = kaizen("build-addin", "-o", "kaizen.xlam", folder=tmp_path)
    assert again.returncode == 2
    assert "kaizen.xlam" in again.stderr
    assert (tmp_path / "kaizen.xlam").read_bytes() == content


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there may be an Excel on this system")
@pytest.mark.parametrize("command", ["install", "uninstall", "serve"])
def test_a_system_without_excel_gets_one_clear_line(command: str, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        done = kaizen(command, "--lang", lang, folder=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr


def test_only_a_class_is_served() -> None:
    with pytest.raises(ValueError, match="no class"):
        serve("import os")
    if sys.platform != "win32":
        with pytest.raises(RefusalError, match="server-needs-windows"):
            serve(BY_HAND)
