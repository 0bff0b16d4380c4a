"""`collect` from archives: names and sizes first, and no more is unpacked than may be a workbook."""

import io
import shutil
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from addin.outcome import Outcome
from addin.receiving import parts
from tests.helpers.books import ISSUE, filled
from tests.helpers.mailroom import WANG, codes, collected, column, sent, typed
from tests.helpers.mails import reply, saved
from udfs.values import as_text

ROWS = [{**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}"} for i in range(1, 4)]
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a master and a copy that somebody has filled in."""
    master = filled(tmp_path_factory.mktemp("post"), ROWS)
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "改")
    return master, copy.read_bytes()


@pytest.fixture
def master(post: tuple[Path, bytes], tmp_path: Path) -> Path:
    return Path(shutil.copy(post[0], tmp_path / "主表.xlsx"))


@pytest.fixture
def copy(post: tuple[Path, bytes]) -> bytes:
    return post[1]


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def listed(outcome: Outcome) -> list[str]:
    return [as_text(row[0]) for row in outcome.listings[0].rows]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how much is written into folders for unpacked files, file by file."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sizes: list[int] = []
    write = Path.write_bytes

    def counted(path: Path, content: bytes) -> int:
        if path.name.startswith("received"):
            sizes.append(len(content))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", counted)
    return sizes


def test_only_what_may_be_a_workbook_is_unpacked(
    master: Path, copy: bytes, tmp_path: Path, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []
    read = zipfile.ZipExtFile.read

    def noted(stream: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        content = read(stream, n)
        opened.append((stream.name, len(content)))
        return content

    films = {name: bytes(3 * MEGABYTE) for name in ("film.mp4", "a.png", "b.docx", "c.csv", "d.xls", "ohne", "e.rar")}
    path = saved(tmp_path, "都在.zip", zipped({**films, "王芳.xlsx": copy}))
    monkeypatch.setattr(zipfile.ZipExtFile, "read", noted)
    outcome = collected(master, path)
    monkeypatch.undo()
    assert len(listed(outcome)) == len(films) + 1
    assert codes(outcome) == ["no-workbook-inside"] * 4 + ["other-archive"] + ["save-as-xlsx"] * 2
    assert column(master, "scope")[0] == "改"
    assert max((size for name, size in opened if name in films), default=0) < MEGABYTE
    assert {name for name, _ in opened} & films.keys() == {"film.mp4", "a.png", "d.xls", "ohne"}
    assert written == [len(copy)]


def test_a_small_archive_cannot_fill_the_disk(master: Path, copy: bytes, tmp_path: Path, written: list[int]) -> None:
    bombs = {f"{i}.xlsx": bytes(8 * MEGABYTE) for i in range(12)}
    content = zipped({"王芳.xlsx": copy, **bombs})
    assert len(content) < MEGABYTE
    outcome = collected(master, saved(tmp_path, "小.zip", content))
    assert sum(written) <= 33 * MEGABYTE
    assert codes(outcome).count("too-large") == 9
    assert codes(outcome).count("not-a-workbook") == 3
    # What came before is merged all the same.
    assert column(master, "scope")[0] == "改"


def test_the_limit_holds_for_archives_in_archives_and_messages(
    master: Path, copy: bytes, tmp_path: Path, written: list[int]
) -> None:
    bombs = zipped({f"{i}.xlsx": bytes(8 * MEGABYTE) for i in range(4)})
    nested = zipped({f"{i}.zip": bombs for i in range(4)})
    mail = reply(("a.zip", nested), ("b.zip", nested), ("王芳.xlsx", copy))
    outcome = collected(master, saved(tmp_path, "信.eml", mail))
    assert sum(written) <= 33 * MEGABYTE
    assert codes(outcome).count("too-large") == 32 - 3
    assert column(master, "scope")[0] == "改"


def test_what_is_inside_another_archive_is_read_from_memory(
    master: Path, copy: bytes, tmp_path: Path, written: list[int]
) -> None:
    nested = zipped({"内.zip": zipped({"王芳.xlsx": copy}), "信.eml": reply(("王芳.xlsx", copy)).as_bytes()})
    outcome = collected(master, saved(tmp_path, "外.zip", nested))
    assert listed(outcome) == ["外.zip › 内.zip › 王芳.xlsx", "外.zip › 信.eml › 王芳.xlsx"]
    assert written == [len(copy), len(copy)]
    assert not list(tmp_path.glob("kaizen-*"))


def test_many_files_are_refused_by_their_number(master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MOST_MEMBERS", 5)
    inner = zipped({f"{i}.xlsx": b"" for i in range(3)})
    path = saved(tmp_path, "多.zip", zipped({f"{i}.zip": inner for i in range(4)}))
    outcome = collected(master, path)
    assert codes(outcome) == ["too-large"] * 4
    assert listed(outcome) == [f"多.zip › {i}.zip" for i in range(4)]


def test_the_size_that_the_directory_names_is_the_most_that_comes_out(
    master: Path, copy: bytes, tmp_path: Path
) -> None:
    """A member that says it is small, and is not, takes no more memory than it says."""
    content = bytearray(zipped({"a.xlsx": bytes(60 * MEGABYTE), "王芳.xlsx": copy}))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x01\x02"))
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path = saved(tmp_path, "谎.zip", bytes(content))
    tracemalloc.start()
    outcome = collected(master, path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert codes(outcome) == ["damaged"]
    assert column(master, "scope")[0] == "改"
    assert peak < 40 * MEGABYTE


def test_a_damaged_file_in_an_archive_leaves_the_others(master: Path, copy: bytes, tmp_path: Path) -> None:
    content = zipped({"坏.xlsx": b"x" * 999, "王芳.xlsx": copy}, zipfile.ZIP_STORED).replace(b"x" * 999, b"y" * 999)
    outcome = collected(master, saved(tmp_path, "a.zip", content))
    assert codes(outcome) == ["damaged"]
    assert "a.zip › 坏.xlsx" in outcome.findings[0].what("zh")
    assert column(master, "scope")[0] == "改"


def test_a_file_packed_in_another_way_is_named_as_that(master: Path, copy: bytes, tmp_path: Path) -> None:
    content = bytearray(zipped({"a.xlsx": copy, "王芳.xlsx": copy}))
    for signature, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.index(signature)
        content[start + at : start + at + 2] = (99).to_bytes(2, "little")
    assert codes(collected(master, saved(tmp_path, "a.zip", bytes(content)))) == ["other-archive"]
    assert column(master, "scope")[0] == "改"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_whose_encoding_is_not_declared(encoding: str, master: Path, copy: bytes, tmp_path: Path) -> None:
    """Chinese Windows writes GBK, Macs write UTF-8, and neither says so."""
    name = "王芳的回复.xlsx".encode(encoding)
    content = zipped({"x" * len(name): copy}).replace(b"x" * len(name), name)
    assert listed(collected(master, saved(tmp_path, "a.zip", content))) == ["a.zip › 王芳的回复.xlsx"]


def test_an_archive_without_files_has_its_line(master: Path, tmp_path: Path) -> None:
    assert codes(collected(master, saved(tmp_path, "a.zip", zipped({})))) == ["empty-archive"]
    assert codes(collected(master, saved(tmp_path, "a.zip", zipped({"__MACOSX/._a.xlsx": b"x"})))) == ["empty-archive"]


def test_archives_in_archives_end_somewhere(master: Path, copy: bytes, tmp_path: Path) -> None:
    content = zipped({"王芳.xlsx": copy})
    for _ in range(5):
        content = zipped({"a.zip": content})
    assert codes(collected(master, saved(tmp_path, "深.zip", content))) == ["too-deep"]
