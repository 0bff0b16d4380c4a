"""Work in several processes: the same results in the same order, and one answer to a process that dies."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from addin import progress
from addin.book.file.book import FileBook
from addin.cli import running as cliwork
from addin.commands.collect import collect
from addin.pool import Pool, processes
from addin.sharing import returns
from tests.helpers.books import ISSUE, NOW, filled
from tests.helpers.commandline import ROOT
from tests.helpers.departments import department, run
from tests.helpers.mailroom import WANG, sent
from udfs.lang import Text
from udfs.problems import RefusalError


def doubled(number: int) -> int:
    return 2 * number


def dying(*_work: object) -> None:
    os._exit(1)


def refusing(_work: object) -> None:
    from udfs.problems import files

    raise RefusalError(files.TEXT_TOO_LONG, cell="A7", length=40_000)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    with Pool(jobs) as pool:
        assert list(pool.map(doubled, range(50), 3)) == [2 * i for i in range(50)]
        assert list(pool.map(doubled, [])) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_refusal_comes_back_from_another_process_as_it_is(jobs: int) -> None:
    with Pool(jobs) as pool, pytest.raises(RefusalError, match="text-too-long") as caught:
        list(pool.map(refusing, range(3)))
    assert (caught.value.finding.cell, caught.value.finding.problem.code) == ("A7", "text-too-long")


def test_so_many_processes_as_the_files_are_worth() -> None:
    assert processes(7, 1) == 7
    assert processes(None, 1) == 1
    assert processes(None, 10**6) == os.cpu_count()


@pytest.mark.skipif(os.name == "nt", reason="a process is killed by a signal")
def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "waits.py"
    script.write_text(
        "import time\n"
        "from addin.pool import Pool\n"
        "with Pool(2) as pool:\n"
        "    print(*pool.map(abs, [1, 2]), flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"1 2\n"
        parent.kill()
        # Its output ends only when nobody holds it any more.
        assert parent.communicate(timeout=20) == (b"", b"")


def test_collecting_with_a_process_that_dies_leaves_the_master_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    master = filled(tmp_path, [ISSUE])
    copies = sent(master, WANG)
    before = master.read_bytes()
    monkeypatch.setattr(returns, "read_return", dying)
    with pytest.raises(RefusalError, match="process-died") as caught:
        collect(FileBook(master, writing=True), NOW, returns.read_all(copies, master=master, jobs=2))
    assert "没有写入任何内容" in caught.value.finding.line("zh")
    assert "nothing was written" in caught.value.finding.line("en")
    assert master.read_bytes() == before


def test_gathering_with_a_process_that_dies_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from addin.gathering import sources

    department(tmp_path / "all", [ISSUE])
    monkeypatch.setattr(sources, "_stored", dying)
    with pytest.raises(RefusalError, match="process-died"):
        run(tmp_path / "all", tmp_path / "r.xlsx", jobs=2)
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


def test_the_bar_comes_with_the_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its thread must not run before processes are forked."""
    import threading

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    before = set(threading.enumerate())
    with cliwork.watching("zh"):
        assert set(threading.enumerate()) <= before
        progress.tell(Text("读取", "reading"), 1, 2)
        (bar,) = set(threading.enumerate()) - before
    bar.join(10)  # it is told to end, and ends a moment later
    assert not bar.is_alive()
    assert "读取" in sys.stderr.getvalue()
