"""The command line as a user meets it: in an empty folder, in Chinese and in English."""

import json
import os
import re
import struct
from datetime import date
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from types import SimpleNamespace

import chinese_calendar
import pytest

from addin.book.file.book import FileBook
from addin.cli.running import matching
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, demo, filled
from tests.helpers.commandline import kaizen, kaizen_process
from tests.helpers.today import LAST_YEAR

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    "demo",
    "new",
    "add",
    "check",
    "fix",
    "score",
    "summary",
    "survey",
    "keywords",
    "causes",
    "pareto",
    "flow",
    "draw",
    "simulate",
    "trainings",
    "plans",
    "measure",
    "monitor",
    "compare",
    "signals",
    "verdict",
    "tasks",
    "schedule",
    "calendar",
    "upgrade",
    "trace",
    "baseline",
    "load",
    "export",
    "report",
    "import",
    "gather",
    "undo",
    "log",
    "explain",
    "render",
    "install",
    "uninstall",
    "doctor",
    "build-addin",
    "serve",
    "live",
    "portable",
    "share",
    "collect",
    "resolve",
    "remind",
)


def test_the_demo_makes_nine_workbooks_and_says_where(tmp_path: Path) -> None:
    for lang, folder, book in (("zh", "改善示例", "问题清单.xlsx"), ("en", "kaizen-demo", "issue-list.xlsx")):
        done = kaizen("demo", "--lang", lang, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert str(tmp_path / folder) in done.stdout
        assert book in done.stdout
        assert len(list((tmp_path / folder).glob("*.xlsx"))) == 9
        exports = ["订单导出.csv", "问卷导出-按序号.csv", "问卷导出-按文本.csv"]
        english = ["order-export.csv", "survey-by-number.csv", "survey-by-text.csv"]
        assert sorted(path.name for path in (tmp_path / folder).glob("*.csv")) == (exports if lang == "zh" else english)
        assert ("错误是有意留的" if lang == "zh" else "errors are meant") in done.stdout
        plan = next(path for path in (tmp_path / folder).glob("*.xlsx") if "tasks" in FileBook(path).tables())
        tasks = FileBook(plan).view("tasks").data
        filled = tasks.records()
        assert [tasks["critical"][i] for i in filled].count("关键" if lang == "zh" else "Critical") >= 2
        starts = [day for i in filled if isinstance(day := tasks["start"][i], date)]
        assert len(starts) == len(filled)
        for day in starts:
            assert chinese_calendar.is_workday(day) if day.year <= LAST_YEAR else day.isoweekday() < 6
        assert "移动 0 个" in kaizen("schedule", plan, "--lang", "zh", cwd=tmp_path).stdout
    again = kaizen("demo", cwd=tmp_path)
    assert again.returncode == 2
    assert "target-exists" in again.stderr


@pytest.mark.parametrize("template", ["issue-list", "root-cause", "scoring-sheet", "plan-schedule", "project"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_new_makes_a_workbook_and_never_overwrites(template: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "新 的.xlsx"
    done = kaizen("new", template, "-o", path, "--lang", lang, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    content = path.read_bytes()
    again = kaizen("new", template, "-o", path, cwd=tmp_path)
    assert again.returncode == 2
    assert path.read_bytes() == content
    for command in ("score", "check", "summary", "log"):
        assert kaizen(command, path, cwd=tmp_path).returncode == 0


def test_the_usual_day(tmp_path: Path) -> None:
    path = demo(tmp_path)
    assert kaizen("score", path, cwd=tmp_path).returncode == 0
    checked = kaizen("check", path, cwd=tmp_path)
    assert checked.returncode == 1
    assert re.search(r"问题清单!\w+\d+  required-missing  「责任人」没有填写  \S", checked.stdout)
    messages = json.loads(kaizen("check", path, "--json", cwd=tmp_path).stdout)
    assert messages["findings"][0]["code"] == "required-missing"
    assert kaizen("summary", path, cwd=tmp_path).returncode == 0
    assert "check" in kaizen("log", path, cwd=tmp_path).stdout
    assert kaizen("undo", path, cwd=tmp_path).returncode == 0


def test_english_on_a_chinese_workbook(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "owner": None}])
    assert "“Owner” is not filled in" in kaizen("check", path, "--lang", "en", cwd=tmp_path).stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_help_with_an_example_in_both_languages(command: str, lang: str, tmp_path: Path) -> None:
    shown = kaizen(command, "--help", cwd=tmp_path, KAIZEN_LANG=lang).stdout
    assert f"kaizen {command}" in shown.replace("Usage", "").split("例：" if lang == "zh" else "Example:")[1]
    assert ("。" in shown) == (lang == "zh")


def test_every_command_is_tested_and_in_the_readme(tmp_path: Path) -> None:
    helped = kaizen("--help", cwd=tmp_path).stdout.partition("Commands:")[2]
    assert "..." not in helped
    listed = re.findall(r"^  ([a-z-]+) ", helped, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    for page in ("README.md", "README.en.md"):
        readme = (ROOT / page).read_text("utf-8")
        assert all(f"kaizen {command}" in readme for command in COMMANDS)


@pytest.mark.parametrize("command", ["check", "score", "summary", "undo", "log", "render"])
def test_what_cannot_be_done_is_one_line_and_exit_two(command: str, tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 not really")
    for path in (bad, tmp_path / "none.xlsx", tmp_path):
        for lang in ("zh", "en"):
            done = kaizen(command, path, "--lang", lang, cwd=tmp_path)
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert "Traceback" not in done.stderr
    assert bad.read_bytes() == b"PK\x03\x04 not really"


def test_somebody_elses_workbook_is_reported_how_to_come_in(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "别人的.xlsx"
    openpyxl.Workbook().save(path)
    done = kaizen("score", path, cwd=tmp_path)
    assert done.returncode == 2
    assert "kaizen import" in done.stderr


def test_a_deleted_summary_is_a_clear_refusal(tmp_path: Path) -> None:
    import openpyxl

    path = demo(tmp_path)
    book = openpyxl.load_workbook(path)
    del book["汇总"]
    book.save(path)
    done = kaizen("summary", path, cwd=tmp_path)
    assert (done.returncode, "sheet-missing" in done.stderr) == (2, True)
    assert kaizen("score", path, cwd=tmp_path).returncode == 0


def test_render_makes_pdf_and_pictures_or_says_what_is_missing(tmp_path: Path) -> None:
    path = demo(tmp_path)
    content = path.read_bytes()
    missing = kaizen("render", path, cwd=tmp_path, PATH="/nowhere")
    if Path("/usr/bin/soffice").exists():
        done = kaizen("render", path, "--to", "png", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        names = sorted(file.name for file in tmp_path.glob("*.png"))
        assert "问题清单-问题清单.png" in names  # a sheet of one page has its name alone
        assert {name.removeprefix("问题清单-").rstrip("-.png0123456789") for name in names} == {"问题清单", "汇总"}
        with (tmp_path / "问题清单-问题清单.png").open("rb") as picture:
            width, height = struct.unpack(">II", picture.read(24)[16:])
        assert abs(max(width, height) / 200 - 297 / 25.4) < 0.1  # A4 at 200 dpi
        # It only reads the workbook: somebody may be writing it.
        with FileBook(path, writing=True):
            asked = kaizen("render", path, "--to", "png", "--sheet", "设置", "--dpi", "50", "-o", "设置", cwd=tmp_path)
        assert (asked.returncode, [f.name for f in (tmp_path / "设置").iterdir()]) == (0, [f"{path.stem}-设置.png"])
        unknown = kaizen("render", path, "--sheet", "没有", "-o", "没有", cwd=tmp_path)
        assert (unknown.returncode, "问题清单" in unknown.stderr) == (2, True)
        into = kaizen("render", path, "-o", "图片", cwd=tmp_path)
        assert (into.returncode, [built.name for built in (tmp_path / "图片").iterdir()]) == (0, [f"{path.stem}.pdf"])
    elif os.environ.get("CI"):
        pytest.fail("LibreOffice is missing")
    else:
        assert (missing.returncode, "no-libreoffice" in missing.stderr) == (2, True)
    assert path.read_bytes() == content


def test_render_leaves_no_folder_behind_that_it_could_not_fill(tmp_path: Path) -> None:
    """Its own help puts pictures into a new folder, as export and share do; one in a missing folder is refused."""
    path = demo(tmp_path)
    refused = kaizen("render", path, "-o", "没有的/图片", cwd=tmp_path)
    assert refused.returncode == 2
    assert "没有的" in refused.stderr or "no-libreoffice" in refused.stderr
    assert kaizen("render", path, "--to", "png", "-o", "图片", cwd=tmp_path, PATH="/nowhere").returncode == 2
    assert not (tmp_path / "图片").exists()


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        (("schedule", "a.xlsx", "--level", "x"), "--level 不能是“x”，可填：float、finish、off"),
        (("collect", "a.xlsx", "b", "--jobs", "0"), "--jobs 不能小于 1\n"),
        (("new",), "缺少 template，可填：issue-list、"),
        (("check", "a.xlsx", "--bogus"), "没有选项 --bogus"),
        (("check", "a.xlsx", "b.xlsx"), "多出了 b.xlsx"),
        (("gather", "a", "--jobs", "x"), "--jobs 要填整数"),
        (("foo",), "没有命令“foo”"),
        (("check", "--lang"), "选项 --lang 后面要写内容"),
    ],
)
def test_a_wrong_use_is_reported_in_the_language_spoken(typed: tuple[str, ...], messages: str, tmp_path: Path) -> None:
    done = kaizen(*typed, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert messages in done.stderr
    assert "-h" in done.stderr
    assert "Error" not in done.stderr
    english = kaizen(*typed, cwd=tmp_path, KAIZEN_LANG="en")
    assert (english.returncode, "命令" in english.stderr) == (2, False)


def test_version(tmp_path: Path) -> None:
    done = kaizen_process("--version", cwd=tmp_path)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "typed",
    [
        ("--help",),
        ("--help", "--lang", "en"),
        ("gather", "-h", "--lang", "en"),
        ("check", "问题清单.xlsx"),
        ("check", "问题清单.xlsx", "--json", "--lang", "en"),
        ("log", "问题清单.xlsx"),
        ("score", "没有.xlsx"),
        ("foo",),
        (),
    ],
    ids=" ".join,
)
def test_a_process_of_its_own_writes_and_ends_as_the_command_line_does_in_the_tests(
    typed: tuple[str, ...], tmp_path: Path
) -> None:
    path = filled(tmp_path, [{**ISSUE, "owner": None}])
    content = path.read_bytes()
    alone = kaizen_process(*typed, cwd=tmp_path)
    path.write_bytes(content)
    assert kaizen(*typed, cwd=tmp_path) == alone


def test_words_are_taken_as_they_are_typed_on_windows_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typer would put the values of variables and the names of files into everything typed there, mails included."""
    monkeypatch.setattr("typer.core.os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    path = filled(tmp_path, [ISSUE])
    text = "完成 50%HOME%，见 $HOME 和 ~ 即可"
    assert kaizen("share", path, "--to", "王芳 <a@b.cn>", "--message", text, cwd=tmp_path).returncode == 0
    (draft,) = tmp_path.rglob("*.eml")
    assert text in BytesParser(policy=default).parsebytes(draft.read_bytes()).get_body(("plain",)).get_content()
    wrong = kaizen("check", path, "*.xlsx", cwd=tmp_path)
    assert (wrong.returncode, "多出了 *.xlsx\n" in wrong.stderr) == (2, True)


def test_patterns_of_returned_files_are_matched_where_the_shell_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "回收 [1]"
    folder.mkdir()
    for name in ("b.eml", "a.eml", "a[1].eml"):
        (folder / name).touch()

    def names(pattern: str, *, shell_matches: bool) -> list[str]:
        return [path.name for path in matching(folder / pattern, shell_matches=shell_matches)]

    assert names("*.eml", shell_matches=False) == ["a.eml", "a[1].eml", "b.eml"]
    assert names("a[1].eml", shell_matches=False) == ["a[1].eml"]
    assert names("*.msg", shell_matches=False) == ["*.msg"]
    assert names("*.eml", shell_matches=True) == ["*.eml"]


def test_files_with_odd_names(tmp_path: Path) -> None:
    path = demo(tmp_path).rename(tmp_path / "大促 复盘 😀 (终版).xlsx")
    assert kaizen("score", path.name, cwd=tmp_path).returncode == 0
    assert Workbook.open(path).tables
