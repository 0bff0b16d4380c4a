"""One writer for a workbook: whoever comes second waits, then is refused in words; nothing of it stays in the folder."""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from addin import leftovers, lockfile, locking
from addin.book.file.book import FileBook
from tests.helpers.books import ISSUE, blank, filled
from tests.helpers.commandline import ROOT, Done, kaizen
from udfs.problems import RefusalError
from udfs.values import Cell

# A writer that has read its workbook and has not saved it: it says so, and saves when it is told to.
HOLDS = """
import sys
from pathlib import Path
from tests.helpers.books import ISSUE, NOW
from addin.book.file.book import FileBook
from addin.book.session import Session
from workbook_templates.catalogue import TABLES
session = Session(FileBook(Path(sys.argv[1]), writing=True), "import", NOW)
session.append(TABLES["issues"], [{**ISSUE, "problem": "先到的"}])
print("reading", flush=True)
sys.stdin.readline()
session.finish()
"""


@contextmanager
def holding(path: Path, code: str = HOLDS) -> Iterator[subprocess.Popen[str]]:
    """Have another process at work on a workbook, from reading on; a line sent to it lets it save."""
    words = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "reading\n"
        try:
            yield writer
        finally:
            writer.kill()


def listed(folder: Path, *texts: str) -> list[Path]:
    """Make a list to import for each text, as anybody's program writes them."""
    paths = [folder / f"{text}.csv" for text in texts]
    for path in paths:
        path.write_text(f"问题,责任人\n{path.stem},王芳\n", "utf-8")
    return paths


def problems(path: Path) -> set[object]:
    """Return what stands in the table, read by another program's reader."""
    rows = openpyxl.load_workbook(path)["问题清单"].iter_rows(values_only=True)
    return {cell for row in rows for cell in row}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_second_writer_waits_for_the_first_and_both_are_kept(tmp_path: Path) -> None:
    book = blank(tmp_path)
    (second,) = listed(tmp_path, "后到的")
    before = names(tmp_path)
    with holding(book) as writer:
        later = subprocess.Popen(
            [sys.executable, "-c", "from addin.cli.app import app; app()", "import", str(second), "--into", str(book)],
            cwd=ROOT, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(1.5)
        assert later.poll() is None
        assert writer.communicate("\n")[0] == ""
        assert writer.returncode == 0
        assert later.wait() == 0
    assert {"先到的", "后到的"} <= problems(book)
    assert names(tmp_path) == before


def test_many_writers_at_one_moment_lose_nothing(tmp_path: Path) -> None:
    """Whoever says that it is done is found in the workbook; whoever is not says so."""
    book = blank(tmp_path)
    sources = listed(tmp_path, *(f"同时 {i}" for i in range(4)))
    before = names(tmp_path)
    words = [sys.executable, "-c", "from addin.cli.app import app; app()", "import", "--into", str(book)]
    writers = [
        subprocess.Popen([*words, str(source)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for source in sources
    ]
    kept = set()
    for writer, source in zip(writers, sources, strict=True):
        _, errors = writer.communicate()
        assert writer.returncode == 0 or "being-written" in errors
        kept |= {source.stem} if writer.returncode == 0 else set()
    assert {text for text in problems(book) if str(text).startswith("同时")} == kept
    assert kept
    assert names(tmp_path) == before


@pytest.mark.parametrize("command", ["score", "check", "undo", "resolve", "import", "collect", "share", "schedule"])
def test_a_second_writer_is_refused_in_words_after_a_while(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that writes waits its turn."""
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    book = filled(tmp_path, [ISSUE])
    content = book.read_bytes()
    (source,) = listed(tmp_path, "别的")
    words: list[object] = {"import": ["import", source, "--into", book], "collect": ["collect", book, source]}.get(
        command, [command, book]
    )
    with FileBook(book, writing=True):
        for lang, saying in (
            ("zh", "另一个 kaizen 命令正在写 问题清单.xlsx"),
            ("en", "another kaizen command is writing"),
        ):
            done = kaizen(*words, cwd=tmp_path, KAIZEN_LANG=lang)
            assert done.returncode == 2
            assert saying in done.stderr
            assert socket.gethostname() in done.stderr
            assert ".lock" in done.stderr
        assert kaizen("log", book, cwd=tmp_path).returncode == 0
    assert book.read_bytes() == content
    assert kaizen("score", book, cwd=tmp_path).returncode == 0


def test_what_a_killed_run_has_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    book, other = blank(tmp_path), tmp_path / "另一本.xlsx"
    other.write_bytes(book.read_bytes())
    before = names(tmp_path)
    half = HOLDS.replace(
        "session.finish()", "import os, pathlib; pathlib.Path.replace = lambda *_: os._exit(9)\nsession.finish()"
    )
    with holding(book, half) as writer:
        writer.communicate("\n")
    assert len(names(tmp_path) - before) == 2
    assert kaizen("score", other, cwd=tmp_path).returncode == 0
    assert names(tmp_path) == before
    with holding(book) as writer:
        writer.kill()
        writer.wait()
    assert len(names(tmp_path) - before) == 1
    began = time.monotonic()
    assert kaizen("score", book, cwd=tmp_path).returncode == 0
    assert time.monotonic() - began < locking.PATIENCE
    assert names(tmp_path) == before


def test_what_a_killed_run_has_unpacked_goes_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Attachments of others' mails do not stay among the temporary files; what a living run has there does."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    leftovers._clear_scratch.cache_clear()  # noqa: SLF001 - another run
    code = """
import sys
from addin.leftovers import scratch_folder
with scratch_folder() as folder:
    (folder / "received.xlsx").touch()
    print("reading", flush=True)
    sys.stdin.readline()
"""
    book = filled(tmp_path, [ISSUE])
    (source,) = listed(tmp_path, "别的")
    with holding(book, code) as writer:
        writer.kill()
        writer.wait()
    with holding(book, code):
        assert len(list(temporary.glob("*/received.xlsx"))) == 2
        for lock in temporary.glob(f"*/{locking.LOCK}"):
            os.utime(lock, (1, 1))
        kaizen("collect", book, source, cwd=tmp_path)
        assert len(list(temporary.glob("*/received.xlsx"))) == 1
        assert len(list(temporary.iterdir())) == 1
    leftovers._clear_scratch.cache_clear()  # noqa: SLF001 - another run


def test_drafts_of_a_run_that_lives_are_left_alone(tmp_path: Path) -> None:
    book = blank(tmp_path)
    half = HOLDS.replace(
        "session.finish()",
        "import pathlib; pathlib.Path.replace = lambda *_: print('now', flush=True) or input()\nsession.finish()",
    )
    other = tmp_path / "另一本.xlsx"
    other.write_bytes(book.read_bytes())
    before = names(tmp_path)
    with holding(other, half) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "now\n"
        theirs = names(tmp_path) - before
        assert len(theirs) == 2
        assert kaizen("score", book, cwd=tmp_path).returncode == 0
        assert names(tmp_path) - before == theirs


def left_by(place: Path, age: float, host: str = "PC-07") -> None:
    """Put a lock file there as a command on another computer leaves it that could not end."""
    record = {"host": host, "process": 4711, "user": "wangfang", "since": "2026-11-20 09:30:00"}
    place.write_text(json.dumps(record), "utf-8")
    os.utime(place, (time.time() - age, time.time() - age))


def lock_file(book: Path) -> Path:
    with FileBook(book, writing=True):
        (place,) = book.parent.glob(".kaizen-*.lock")
    return place


def test_a_writer_on_another_computer_counts_until_it_is_long_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network folder may hold locks of one computer only: what its file says counts then, by its age."""
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    book = filled(tmp_path, [ISSUE])
    place = lock_file(book)
    left_by(place, 30)
    done = kaizen("score", book, cwd=tmp_path)
    assert done.returncode == 2
    assert "wangfang@PC-07" in done.stderr
    left_by(place, 3600)
    assert kaizen("score", book, cwd=tmp_path).returncode == 0
    assert not place.exists()


def test_where_the_folder_knows_no_locks_a_process_that_is_gone_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    monkeypatch.setattr(lockfile, "system_lock", lambda _descriptor: None)
    book = filled(tmp_path, [ISSUE])
    with holding(book) as writer:
        assert kaizen("score", book, cwd=tmp_path).returncode == 2
        writer.kill()
        writer.wait()
        assert kaizen("score", book, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"host": 1}', "全".encode("gbk"), b"\0" * 9000])
def test_a_lock_file_that_says_nothing_is_no_obstacle_for_long(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    book = filled(tmp_path, [ISSUE])
    place = lock_file(book)
    place.write_bytes(content)
    done = kaizen("score", book, cwd=tmp_path)
    assert done.returncode == 2, "its writer may just have made it"
    assert "being-written" in done.stderr
    os.utime(place, (time.time() - 60, time.time() - 60))
    assert kaizen("score", book, cwd=tmp_path).returncode == 0


def test_processes_of_a_killed_run_do_not_keep_its_lock(tmp_path: Path) -> None:
    """Such as those of a pool, until they notice."""
    book = filled(tmp_path, [ISSUE])
    code = """
import os, sys, time
from pathlib import Path
from addin.book.file.book import FileBook
book = FileBook(Path(sys.argv[1]), writing=True)
workers = [os.fork(), os.fork()]
if 0 not in workers:
    print("reading", flush=True)
    print(*workers, flush=True)
time.sleep(60)
"""
    with holding(book, code) as writer:
        assert writer.stdout is not None
        workers = list(map(int, writer.stdout.readline().split()))
        writer.kill()
        writer.wait()
        try:
            assert workers
            assert all(map(lockfile.is_running, workers))
            assert kaizen("score", book, cwd=tmp_path).returncode == 0
        finally:
            for worker in workers:
                os.kill(worker, signal.SIGKILL)


def test_excel_that_opens_the_workbook_meanwhile_keeps_it(tmp_path: Path) -> None:
    book = filled(tmp_path, [ISSUE])
    content = book.read_bytes()
    mark = tmp_path / f"~${book.name}"
    with holding(book) as writer:
        mark.touch()
        writer.stdin.write("\n")  # type: ignore[union-attr]
        writer.stdin.flush()  # type: ignore[union-attr]
        assert writer.wait() == 1
    assert book.read_bytes() == content
    assert names(tmp_path) == {book.name, mark.name}


@pytest.mark.parametrize("mark", ["~${}", ".~lock.{}#", ".~{}"])
def test_a_mark_that_a_crash_has_left_is_named(mark: str, tmp_path: Path) -> None:
    book = filled(tmp_path, [ISSUE])
    (tmp_path / mark.format(book.name)).touch()
    done = kaizen("score", book, cwd=tmp_path)
    assert (done.returncode, "locked" in done.stderr) == (2, True)
    assert str(tmp_path / mark.format(book.name)) in done.stderr


def test_a_command_that_fails_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = filled(tmp_path, [ISSUE])
    before = names(tmp_path)
    assert kaizen("undo", book, cwd=tmp_path).returncode in (0, 2)
    assert kaizen("resolve", book, cwd=tmp_path).returncode == 2
    monkeypatch.setattr("addin.commands.score.score", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        kaizen("score", book, cwd=tmp_path)
    assert names(tmp_path) == before


def test_a_book_that_nobody_needs_any_longer_lets_others_in(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    book = FileBook(path, writing=True)
    book.view("issues")
    assert len(names(tmp_path)) == 2
    del book
    began = time.monotonic()
    with FileBook(path, writing=True):
        assert time.monotonic() - began < 1
    assert names(tmp_path) == {path.name}


def test_somebody_who_saves_while_a_second_is_counted_alike_is_not_overwritten(tmp_path: Path) -> None:
    """Some folders count the time of a file in seconds: its content says whether it is the same."""
    path = filled(tmp_path, [ISSUE])
    state = path.stat()
    with FileBook(path, writing=True) as book:
        book.write("issues", "notes", [Cell("mine")])
        other = bytearray(path.read_bytes())
        other[10] ^= 1
        path.write_bytes(other)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        with pytest.raises(RefusalError, match="changed-meanwhile"):
            book.save()
    assert path.read_bytes() == other


def test_a_file_that_was_only_touched_is_saved(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    with FileBook(path, writing=True) as book:
        book.write("issues", "notes", [Cell("mine")])
        os.utime(path, (1, 1))
        book.save()
    assert "mine" in problems(path)


def test_the_lock_costs_less_than_five_milliseconds(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for i in range(200):
        (tmp_path / f"{i}.xlsx").touch()
    took = []
    for _ in range(50):
        began = time.perf_counter()
        lock = locking.lock(path)
        leftovers.clear_left_behind(tmp_path)
        lock.release()
        took.append(time.perf_counter() - began)
    assert statistics.median(took) < 0.005


@pytest.mark.parametrize("stem", ["很长的名字" * 16, "x" * 250, "a b'\"#%&", "Ⅷ ① ﬁ"])
def test_any_name_that_a_workbook_can_have_can_be_locked(stem: str, tmp_path: Path) -> None:
    path = tmp_path / f"{stem}.xlsx"
    path.write_bytes(filled(tmp_path, [ISSUE]).read_bytes())
    assert kaizen("score", path, cwd=tmp_path).returncode == 0
    assert len(names(tmp_path)) == 2


# --- links, owners, pipes ---------------------------------------------------------------------------------------------


def test_a_link_to_a_workbook_stays_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    (tmp_path / "there").mkdir()
    (tmp_path / "here").mkdir()
    book = filled(tmp_path / "there", [ISSUE])
    before = book.read_bytes()
    link, second = tmp_path / "here" / "link.xlsx", tmp_path / "here" / "second.xlsx"
    link.symlink_to(Path("..") / "there" / book.name)
    second.symlink_to(link)
    assert kaizen("score", second, cwd=tmp_path).returncode == 0
    assert (link.is_symlink(), second.is_symlink()) == (True, True)
    assert not book.is_symlink()
    assert book.read_bytes() != before
    with FileBook(book, writing=True):
        assert "being-written" in kaizen("score", link, cwd=tmp_path).stderr
    (book.parent / f"~${book.name}").touch()
    assert "locked" in kaizen("score", link, cwd=tmp_path).stderr
    assert names(tmp_path / "here") == {link.name, second.name}


def test_who_owns_a_workbook_stays(tmp_path: Path) -> None:
    """In a folder that a group shares, the others can still write the workbook afterwards."""
    book = filled(tmp_path, [ISSUE])
    if os.geteuid() == 0:
        os.chown(book, 12345, 54321)
    else:
        os.chown(book, -1, os.getgroups()[-1])
    before = book.stat()
    assert kaizen("score", book, cwd=tmp_path).returncode == 0
    after = book.stat()
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)


def without_waiting(*words: object, cwd: Path) -> Done:
    """Run a command that has to end by itself; a pipe that nobody writes to would keep it for ever."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(10)
    try:
        return kaizen(*words, cwd=cwd)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_pipe_instead_of_a_file_is_refused_at_once(tmp_path: Path) -> None:
    book = filled(tmp_path, [ISSUE])
    content = book.read_bytes()
    pipes = {}
    for suffix in ("xlsx", "csv", "xml", "xls", "ods", "zip", "eml", "msg"):
        pipes[suffix] = tmp_path / f"pipe.{suffix}"
        os.mkfifo(pipes[suffix])
    for command in ("check", "score", "log", "export", "upgrade"):
        done = without_waiting(command, pipes["xlsx"], cwd=tmp_path)
        assert (done.returncode, "not-a-file" in done.stderr) == (2, True), command
    for pipe in pipes.values():
        done = without_waiting("import", pipe, "--into", book, cwd=tmp_path)
        assert (done.returncode, "not-a-file" in done.stderr) == (2, True), pipe
        done = without_waiting("collect", book, pipe, cwd=tmp_path)
        assert "not-a-file" in done.stdout, pipe
    assert "not-a-file" in without_waiting("score", "/dev/zero", cwd=tmp_path).stderr
    assert book.read_bytes() == content


def test_a_pipe_in_a_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    filled(tmp_path / "all", [ISSUE])
    os.mkfifo(tmp_path / "all" / "pipe.xlsx")
    done = without_waiting("gather", tmp_path / "all", cwd=tmp_path)
    assert "not-a-file" in done.stdout
    assert (tmp_path / "汇编.xlsx").is_file()
    book = filled(tmp_path, [ISSUE])
    done = without_waiting("collect", book, tmp_path / "all", cwd=tmp_path)
    assert "not-a-file" in done.stdout
