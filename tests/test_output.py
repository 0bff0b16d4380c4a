"""What a command writes arrives, whatever reads it: another code page, a full pipe or disk, a reader that has gone."""

import fcntl
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.books import ISSUE, filled
from tests.helpers.commandline import ROOT

ENCODINGS = ("gbk", "cp1252", "ascii")
CODE = "from addin.cli.app import app; app(prog_name='kaizen')"
ODD = "人工\u203a录入 😀 é\u0301 ‹›"


def started(*words: object, cwd: Path, **options: object) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | dict(options.pop("env", {}))  # type: ignore[call-overload]
    command = [sys.executable, "-W", "error", "-c", CODE, *map(str, words)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(command, cwd=cwd, env=environment, **streams)  # type: ignore[call-overload, no-any-return]


def done(*words: object, cwd: Path, **options: object) -> tuple[int, bytes, bytes]:
    process = started(*words, cwd=cwd, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return filled(tmp_path, [{**ISSUE, "owner": None, "difficulty": ODD}])


# --- other code pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_pipe_gets_utf_8_whatever_the_code_page_is(encoding: str, book: Path, tmp_path: Path) -> None:
    """A letter that the code page lacks ended the command in a traceback after the workbook had been changed."""
    before = book.read_bytes()
    code, out, err = done("check", book, cwd=tmp_path, env={"PYTHONIOENCODING": encoding})
    assert (code, err) == (1, b"")
    assert book.read_bytes() != before
    assert ODD in out.decode("utf-8")
    assert b"\r" not in out
    code, out, err = done("log", "没有›.xlsx", cwd=tmp_path, env={"PYTHONIOENCODING": encoding})
    assert (code, out, err.count(b"\n")) == (2, b"", 1)
    assert "没有›.xlsx" in err.decode("utf-8")


def test_help_and_wrong_use_are_utf_8_too(tmp_path: Path) -> None:
    code, out, err = done("--help", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii:strict"})
    assert (code, "改善工作簿" in out.decode("utf-8"), err) == (0, True, b"")
    code, out, err = done("评›分", cwd=tmp_path, env={"PYTHONIOENCODING": "cp1252"})
    assert (code, out, "没有命令“评›分”" in err.decode("utf-8")) == (2, b"", True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_is_utf_8_with_plain_line_ends(encoding: str, book: Path, tmp_path: Path) -> None:
    code, out, _ = done("check", book, "--json", cwd=tmp_path, env={"PYTHONIOENCODING": encoding})
    assert code == 1
    assert ODD in str(json.loads(out.decode("utf-8")))
    assert ODD.encode() in out
    assert b"\r" not in out


def test_a_file_s_name_that_is_no_text_is_written(tmp_path: Path) -> None:
    """Systems let names hold bytes that are no text; they are told by number."""
    name = os.fsdecode(b"a\xff.xlsx")
    code, out, err = done("score", name, cwd=tmp_path)
    assert (code, out) == (2, b"")
    assert "a\\udcff.xlsx" in err.decode("utf-8")
    code, out, err = done("score", name, "--json", cwd=tmp_path)
    assert name in json.loads(out.decode("utf-8"))["refused"]["what"]


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_a_console_is_spoken_to_in_its_own_letters(encoding: str, book: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    process = started("check", book, cwd=tmp_path, stdout=slave, env={"PYTHONIOENCODING": encoding, "TERM": "dumb"})
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 1 << 16):
            shown += piece
    except OSError:  # that is how the end of a terminal reads
        pass
    os.close(master)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 1)
    if encoding != "ascii":  # there typer itself writes UTF-8
        assert "责任人".encode(encoding) in shown
        assert (ODD if encoding == "utf-8" else r"\U0001f600").encode() in shown


# --- pipes that are closed or full -----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("check",), ("log", "--json")], ids=" ".join)
def test_a_reader_that_has_gone_changes_nothing(words: tuple[str, ...], book: Path, tmp_path: Path) -> None:
    """`kaizen log … | head -1`: the command does all that it does, its exit code is its own, nothing is complained of."""
    verb, *options = words
    before = book.read_bytes()
    reader, writer = os.pipe()
    os.close(reader)
    process = started(verb, book, *options, cwd=tmp_path, stdout=writer)
    os.close(writer)
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0 if verb == "log" else 1)
    assert (book.read_bytes() != before) == (verb != "log")


def test_a_reader_of_errors_that_has_gone_changes_nothing(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = started("score", "没有.xlsx", cwd=tmp_path, stderr=writer)
    os.close(writer)
    assert (process.communicate(timeout=60)[0], process.returncode) == (b"", 2)


@pytest.mark.parametrize("closed", ["1", "0 1 2"])
def test_a_process_without_streams_works(closed: str, book: Path, tmp_path: Path) -> None:
    """Schedulers start programs without any."""
    before = book.read_bytes()
    shut = " ".join(f"{number}>&-" for number in closed.split())
    shell = f'exec "$0" -W error -c "$1" check "$2" {shut}'
    command = ["/bin/sh", "-c", shell, sys.executable, CODE, str(book)]
    finished = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (finished.returncode, finished.stderr.count(b"\n")) == (1, 0)
    assert book.read_bytes() != before


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_pipe_is_waited_for(unbuffered: str, tmp_path: Path) -> None:
    """Some programs hand on pipes whose writers do not wait; all of a long output comes through them."""
    whole = done("explain", "--page", cwd=tmp_path)[1]
    assert len(whole) > 1 << 16  # more than a pipe holds
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETFL, fcntl.fcntl(writer, fcntl.F_GETFL) | os.O_NONBLOCK)
    process = started("explain", "--page", cwd=tmp_path, stdout=writer, env={"PYTHONUNBUFFERED": unbuffered})
    os.close(writer)
    time.sleep(1.5)
    with os.fdopen(reader, "rb") as stream:
        assert stream.read() == whole
    assert (process.communicate(timeout=60)[1], process.returncode) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_full_disk_is_reported_after_the_work_is_done(lang: str, book: Path, tmp_path: Path) -> None:
    for words in (("check", book), ("explain", "--page")):
        before = book.read_bytes()
        with Path("/dev/full").open("wb") as full:
            code, _, err = done(*words, "--lang", lang, cwd=tmp_path, stdout=full)
        assert code == 1
        assert err.count(b"\n") == 1
        assert "output-lost" in err.decode("utf-8")
        assert (book.read_bytes() != before) == (words[0] == "check")
    with Path("/dev/full").open("wb") as full:
        assert done("score", "没有.xlsx", cwd=tmp_path, stderr=full)[0] == 2
