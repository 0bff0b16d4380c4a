"""`collect`: what becomes of every kind of file, and that nothing typed is lost."""

import email
import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.resolve import resolve
from addin.commands.score import score
from addin.commands.share import share
from addin.commands.summary import summary
from addin.sharing import received as arrivals
from addin.sharing import returned
from addin.xlsx import Cell, Workbook
from addin.xlsx.packing import packed_piece
from addin.xlsx.rows import Run, rows_of
from tests.helpers.books import ISSUE, NOW, TASK, blank, filled, set_cell
from tests.helpers.commandline import kaizen, kaizen_process
from tests.helpers.examples import on_files
from tests.helpers.mailroom import LI, WANG, chosen, codes, collected, column, conflicts, sent, typed
from udfs.problems import RefusalError
from udfs.values import CellValue, as_text
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import TemplateKey

ROWS = [{**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}"} for i in range(1, 4)]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return filled(tmp_path, ROWS)


def row_typed(path: Path, at: int, **values: object) -> None:
    for key, value in values.items():
        typed(path, key, at, value)  # type: ignore[arg-type]  # cell values


def saved_at(path: Path, day: int) -> None:
    """Let a file say that it was last saved on this day."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"]
    head, rest = core.split(b"<dcterms:modified", 1)
    kind, after = rest.split(b">", 1)
    stamp = f"2026-12-{day:02}T08:00:00Z".encode()
    parts["docProps/core.xml"] = head + b"<dcterms:modified" + kind + b">" + stamp + after[after.index(b"<") :]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_only_ours_changed_is_kept_and_both_alike_is_fine(master: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(master, "scope", 0, "我方")
    typed(master, "scope", 1, "一样")
    typed(copy, "scope", 1, "一样")
    assert codes(collected(master, copy)) == []
    assert column(master, "scope") == ["我方", "一样", "范围3"]
    assert conflicts(master) == []


def test_a_dry_run_tells_the_same_and_writes_nothing(master: Path) -> None:
    (copy,) = sent(master, WANG)
    row_typed(copy, 0, scope="对方")
    row_typed(copy, 3, problem="新的")
    before = master.read_bytes()
    messages = collected(master, copy, dry_run=True)
    assert master.read_bytes() == before
    done = collected(master, copy)
    assert messages.listings == done.listings
    assert messages.message.zh == f"（未写入）{done.message.zh}"


def test_undo_takes_everything_back_and_the_files_count_again(master: Path) -> None:
    first, second = sent(master, WANG, LI)
    typed(first, "scope", 0, "王")
    typed(second, "scope", 0, "李")
    row_typed(second, 3, problem="新的", id="I-9")
    before = {key: column(master, key) for key in ("id", "scope", "problem", "_id")}
    once = collected(master, first, second)
    undo(FileBook(master, writing=True), NOW)
    assert {key: column(master, key) for key in before} == before
    assert conflicts(master) == []
    again = collected(master, first, second)
    assert again.listings == once.listings
    assert len(conflicts(master)) == 2


def test_collecting_twice_changes_nothing(master: Path) -> None:
    first, second = sent(master, WANG, LI)
    row_typed(first, 0, scope="王", owner="甲")
    row_typed(first, 3, problem="新的")
    row_typed(second, 0, scope="李")
    collected(master, first, second)
    shown = {key: column(master, key) for key in ("id", "scope", "owner", "problem", "_id")}
    listed = conflicts(master)
    before = master.read_bytes()
    assert collected(master, second, first).changed == 0
    assert master.read_bytes() == before
    # The same content saved anew is another file, but says nothing new, except what is written beside it.
    for path in (first, second):
        book = Workbook.open(path, writing=True)
        set_cell(book, "填写说明", 200, 1, Cell("再存一次"))
        book.save()
    assert codes(collected(master, first, second)) == ["outside-table", "outside-table"]
    assert {key: column(master, key) for key in shown} == shown
    assert conflicts(master) == listed


def test_settled_conflicts_stay_settled(master: Path) -> None:
    first, second = sent(master, WANG, LI)
    typed(first, "scope", 0, "王")
    typed(second, "scope", 0, "李")
    collected(master, first, second)
    assert [c["who"] for c in conflicts(master)] in (["王芳", "李强"], ["李强", "王芳"])
    for i, entry in enumerate(conflicts(master)):
        chosen(master, i, "采用对方" if entry["who"] == "王芳" else "保留我方")
    assert resolve(FileBook(master, writing=True), NOW).changed == 2
    assert column(master, "scope")[0] == "王"
    assert sorted(as_text(c["state"]) for c in conflicts(master)) == ["已保留我方", "已采用对方"]
    collected(master, second, first)
    assert column(master, "scope")[0] == "王"
    assert len(conflicts(master)) == 2
    with pytest.raises(RefusalError) as refused:
        resolve(FileBook(master, writing=True), NOW)
    assert refused.value.finding.problem.code == "no-conflicts"


def test_a_choice_is_not_carried_out_over_a_value_changed_since(master: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "对方")
    typed(master, "scope", 0, "我方")
    collected(master, copy)
    chosen(master, 0, "采用对方")
    typed(master, "scope", 0, "我方又改")
    outcome = resolve(FileBook(master, writing=True), NOW)
    assert (codes(outcome), outcome.changed) == (["changed-since-listed"], 0)
    assert column(master, "scope")[0] == "我方又改"
    assert conflicts(master)[0]["ours"] == "我方又改"
    resolve(FileBook(master, writing=True), NOW)
    assert column(master, "scope")[0] == "对方"


def test_a_choice_that_is_none_is_named(master: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "对方")
    typed(master, "scope", 0, "我方")
    collected(master, copy)
    chosen(master, 0, "都要")
    assert codes(resolve(FileBook(master, writing=True), NOW)) == ["choice-unknown"]


def test_a_second_version_of_the_same_person(master: Path) -> None:
    (copy,) = sent(master, WANG)
    early, late = copy.with_name("早.xlsx"), copy.with_name("晚.xlsx")
    for path, day, words in ((early, 1, "第一稿"), (late, 2, "第二稿")):
        shutil.copy(copy, path)
        typed(path, "scope", 0, words)
        saved_at(path, day)
    typed(early, "owner", 1, "只在第一稿")
    saved_at(early, 1)
    together = master.with_name("一起.xlsx")
    shutil.copy(master, together)
    for files in ((late, early), (early, late)):
        fresh = master.with_name("又一份.xlsx")
        shutil.copy(master, fresh)
        assert codes(collected(fresh, *files)) == ["changed-back", "older-value"]
        assert column(fresh, "scope")[0] == "第二稿"
        assert column(fresh, "owner")[1] == "只在第一稿"
    # One after the other: the later value follows the earlier one without a conflict.
    assert codes(collected(master, early)) == []
    assert column(master, "scope")[0] == "第一稿"
    assert codes(collected(master, late)) == ["changed-back"]
    assert column(master, "scope")[0] == "第二稿"
    # The other way round: the earlier one comes too late and is only told.
    assert codes(collected(together, late)) == []
    assert codes(collected(together, early)) == ["changed-back", "older-value"]
    assert column(together, "scope")[0] == "第二稿"


def test_a_second_version_may_conflict_again(master: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(master, "scope", 0, "我方")
    for day, words in ((1, "第一稿"), (2, "第二稿")):
        again = copy.with_name(f"{words}.xlsx")
        shutil.copy(copy, again)
        typed(again, "scope", 0, words)
        saved_at(again, day)
        assert codes(collected(master, again)) == ["conflict"]
    assert [c["theirs"] for c in conflicts(master)] == ["第一稿", "第二稿"]


def test_a_conflict_names_the_file_that_it_came_with(master: Path) -> None:
    (copy,) = sent(master, WANG)
    for key, row in (("scope", 0), ("owner", 1)):
        typed(master, key, row, "我方")
    files = []
    for day, (name, key, row) in enumerate((("一.xlsx", "scope", 0), ("二.xlsx", "owner", 1)), 1):
        files.append(copy.with_name(name))
        shutil.copy(copy, files[-1])
        typed(files[-1], key, row, "对方")
        saved_at(files[-1], day)
    collected(master, *files)
    messages = [(c["file"], c["column"], as_text(c["when"])[:10]) for c in conflicts(master)]
    assert sorted(messages, key=str) == [("一.xlsx", "影响范围", "2026-12-01"), ("二.xlsx", "责任人", "2026-12-02")]


def test_a_row_that_we_deleted_meanwhile(master: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 1, "对方")
    view = FileBook(master).view("issues")
    for key in view.column_numbers:
        if key == "_id" or view.data.table.column(key).typed:
            typed(master, key, 1, None)
    assert codes(collected(master, copy)) == ["row-deleted-here"]
    assert column(master, "id") == ["I-001", "I-003"]
    chosen(master, 0, "采用对方")
    resolve(FileBook(master, writing=True), NOW)
    assert sorted(column(master, "id"), key=str) == ["I-001", "I-002", "I-003"]
    assert "对方" in column(master, "scope")
    assert codes(collected(master, copy)) == []


def test_one_copy_for_all_is_reported_apart_by_person(master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG, LI, one=True)
    mails = []
    for person, words in ((WANG, "王的"), (LI, "李的")):
        mine = tmp_path / f"{person.name}.xlsx"
        shutil.copy(copy, mine)
        typed(mine, "scope", 0, words)
        typed(mine, "owner", 1 if person is WANG else 2, words)
        mails.append(mailed(tmp_path / f"{person.name}.eml", f"{person.name} <{person.address}>", mine))
    assert codes(collected(master, *mails)) == ["conflict", "conflict"]
    assert column(master, "owner")[1:] == ["王的", "李的"]
    assert {as_text(c["who"]) for c in conflicts(master)} == {"王芳 <wang@x.cn>", "李强 <li@x.cn>"}


def mailed(target: Path, sender: str, *attached: Path) -> Path:
    """Return a message with attachments, as mail programs save it."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "回复：请填写"
    message.set_content("见附件")
    for path in attached:
        message.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename=path.name)
    target.write_bytes(message.as_bytes())
    return target


def test_archives_messages_and_messages_in_messages(master: Path, tmp_path: Path) -> None:
    copies = sent(master, WANG, LI)
    for i, path in enumerate(copies):
        typed(path, "scope", i, f"改{i}")
    inner = mailed(tmp_path / "inner.eml", "wang@x.cn", copies[0])
    outer = EmailMessage()
    outer["From"] = "li@x.cn"
    outer.set_content("转发")
    outer.add_attachment(email.message_from_bytes(inner.read_bytes(), policy=email.policy.default))
    (tmp_path / "outer.eml").write_bytes(outer.as_bytes())
    with zipfile.ZipFile(tmp_path / "都在这里.zip", "w") as archive:
        archive.write(copies[1], "回复/李强的.xlsx")
        archive.write(copies[1], "~$锁.xlsx")
        archive.writestr("说明.txt", "x")
    outcome = collected(master, tmp_path / "outer.eml", tmp_path / "都在这里.zip")
    assert codes(outcome) == ["no-workbook-inside"]
    assert column(master, "scope") == ["改0", "改1", "范围3"]
    names = [as_text(row[0]) for row in outcome.listings[0].rows]
    assert names == [f"outer.eml › {copies[0].name}", "都在这里.zip › 回复/李强的.xlsx", "都在这里.zip › 说明.txt"]


def test_outlooks_own_messages(master: Path, tmp_path: Path) -> None:
    from addin.excel.vba.compound import compound_file

    first, second = sent(master, WANG, LI)
    typed(first, "scope", 0, "王的")
    typed(second, "scope", 1, "李的")

    def text(words: str) -> bytes:
        return words.encode("utf-16-le")

    def attached(path: Path) -> dict[str, bytes]:
        return {"__substg1.0_3707001F": text(path.name), "__substg1.0_37010102": path.read_bytes()}

    inner = {"__substg1.0_0C1A001F": text("李强"), "__attach_version1.0_#00000000": attached(second)}
    outer = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0C1A001F": text("王芳"),
        "__attach_version1.0_#00000000": attached(first),
        "__attach_version1.0_#00000001": {"__substg1.0_3701000D": inner},
    }
    (tmp_path / "回复.msg").write_bytes(compound_file(outer))
    outcome = collected(master, tmp_path / "回复.msg")
    assert codes(outcome) == []
    assert [as_text(row[0]) for row in outcome.listings[0].rows] == [
        f"回复.msg › {first.name}",
        f"回复.msg › {second.name}",
    ]
    assert column(master, "scope")[:2] == ["王的", "李的"]


def test_a_zip_made_by_chinese_windows(master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "改")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x" * len("王芳.xlsx".encode("gbk")), copy.read_bytes())
    placeholder = b"x" * len("王芳.xlsx".encode("gbk"))
    (tmp_path / "win.zip").write_bytes(stream.getvalue().replace(placeholder, "王芳.xlsx".encode("gbk")))
    outcome = collected(master, tmp_path / "win.zip")
    assert [row[0] for row in outcome.listings[0].rows] == ["win.zip › 王芳.xlsx"]
    assert column(master, "scope")[0] == "改"


def bad_files(folder: Path, copy: Path) -> Iterator[tuple[Path, str]]:
    """Yield files that cannot be merged, with the code that says why."""
    import openpyxl

    def built(name: str, content: bytes) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    yield built("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "save-as-xlsx"
    yield built("table.csv", "编号,问题\nI-001,x".encode()), "save-as-xlsx"
    yield built("half.xlsx", copy.read_bytes()[:5000]), "damaged"
    yield built("empty.xlsx", b""), "empty-file"
    yield built("text.xlsx", b"hello"), "not-a-workbook"
    yield built("picture.png", b"\x89PNG"), "no-workbook-inside"
    yield built("mail.eml", b"From: a@b.cn\r\n\r\nno attachment"), "no-attachment"
    yield built("broken.zip", b"PK\x03\x04" + b"\0" * 50), "damaged"
    yield built("broken.msg", b"\0" * 600), "damaged"
    yield (
        built("secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        "encrypted",
    )
    other = openpyxl.Workbook()
    other.save(folder / "foreign.xlsx")
    yield folder / "foreign.xlsx", "not-ours"
    (folder / "other").mkdir()
    stranger = filled(folder / "other", ROWS)
    yield sent(stranger, WANG)[0], "other-book"


def test_bad_files_have_their_line_and_the_rest_goes_on(master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "好")
    (tmp_path / "bad").mkdir()
    bad = list(bad_files(tmp_path / "bad", copy))
    outcome = collected(master, *(path for path, _ in bad), copy, tmp_path / "missing.xlsx")
    messages = [finding.problem.code for finding in outcome.findings]
    assert messages == [code for _, code in bad] + ["no-file"]
    assert len(outcome.listings[0].rows) == len(bad) + 2
    assert column(master, "scope")[0] == "好"


def test_a_huge_return_and_a_huge_archive_are_refused(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy,) = sent(master, WANG)
    monkeypatch.setattr(returned, "_MOST_NEW_ROWS", 2)
    for i in range(3, 7):
        typed(copy, "problem", i, f"新{i}")
    with zipfile.ZipFile(tmp_path / "big.zip", "w") as archive:
        archive.write(copy, "a.xlsx")
    monkeypatch.setattr(arrivals, "LARGEST_CONTAINER", 1000)
    outcome = collected(master, copy, tmp_path / "big.zip")
    assert codes(outcome) == ["too-large", "too-many-rows"]
    assert len(column(master, "id")) == 3


def test_a_return_of_a_hundred_thousand_rows_is_refused_in_words(master: Path) -> None:
    (copy,) = sent(master, WANG)
    view, book = FileBook(copy).view("issues"), Workbook.open(copy, writing=True)
    new: dict[str, list[CellValue]] = {"problem": [f"行{i}" for i in range(100_000)], "_id": [None] * 100_000}
    runs = {view.column_numbers[key]: Run([*view.data[key][:3], *cells]) for key, cells in new.items()}
    # Drawn at once, as gathering does: appended as other commands do, they take ten times as long.
    pieces = [packed_piece(rows_of(book.look_of("tblIssues"), view.first_row, runs))]
    book.fill_table("tblIssues", 100_003, pieces)
    book.save()
    outcome = collected(master, copy)
    assert codes(outcome) == ["too-many-rows"]
    assert "100003" in outcome.findings[0].what("zh")


def test_a_zip_bomb_is_refused(master: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xlsx", b"\0" * (70 << 20))
    assert codes(collected(master, tmp_path / "bomb.zip")) == ["too-large"]


def test_a_failure_leaves_the_master_as_it_was(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "x" * 32_767)
    typed(copy, "notes", 0, "好")
    before = master.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", broken)
    with pytest.raises(RefusalError) as refused:
        collected(master, copy)
    assert refused.value.finding.problem.code == "cannot-save"
    monkeypatch.undo()
    assert master.read_bytes() == before
    assert codes(collected(master, copy)) == []
    assert column(master, "scope")[0] == "x" * 32_767


@pytest.mark.parametrize(("day", "status"), [(2, "进行中"), (20, "逾期")])
def test_values_in_place_of_formulas_are_judged_by_the_day_on_which_the_copy_was_saved(
    day: int, status: str, tmp_path: Path
) -> None:
    """Some programs keep only values; a status was right on that day, whenever the copy is collected."""
    now = datetime(2026, 12, day, 8)
    task = {**TASK, "start": date(2026, 12, 1), "duration": 5, "progress": 0.2}
    master = filled(tmp_path, [task], TemplateKey.PLAN)
    score(FileBook(master, writing=True), now)
    (copy,) = sent(master, WANG, now=now)
    assert column(copy, "status", "tasks")[0] == status
    typed(copy, "status", 0, status, "tasks")
    saved_at(copy, day)
    outcome = collected(master, copy)
    assert (codes(outcome), outcome.changed) == ([], 0)


def test_a_plain_copy_of_the_master_fills_blanks_and_lists_differences(master: Path, tmp_path: Path) -> None:
    score(FileBook(master, writing=True), NOW)
    raw = tmp_path / "照抄.xlsx"
    shutil.copy(master, raw)
    typed(raw, "scope", 0, "不同")
    typed(raw, "current", 1, 3)
    typed(raw, "problem", 3, "新的")
    assert codes(collected(master, raw)) == ["conflict", "no-base"]
    assert column(master, "current")[1] == 3
    assert column(master, "problem")[3] == "新的"
    assert codes(collected(master, raw)) == []


def test_a_copy_of_an_older_layout_counts_with_what_it_has(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "改")
    book = Workbook.open(copy, writing=True)
    present = book.tables["tblIssues"]
    xml = book._package.read(present.part).decode()  # noqa: SLF001 - a layout without this column
    book.replace_part(present.part, xml.replace('name="单位"', 'name="无此列"').encode())
    book.save()
    monkeypatch.setattr(returned, "LAYOUT_VERSION", LAYOUT_VERSION + 1)
    assert codes(collected(master, copy)) == ["column-gone", "older-layout"]
    assert column(master, "scope")[0] == "改"


def test_a_newer_layout_is_refused(master: Path) -> None:
    (copy,) = sent(master, WANG)
    with zipfile.ZipFile(copy) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = (
        parts["xl/workbook.xml"]
        .replace(b'>"%d"<' % LAYOUT_VERSION, b'>"99"<')
        .replace(b">&quot;%d&quot;<" % LAYOUT_VERSION, b">&quot;99&quot;<")
    )
    with zipfile.ZipFile(copy, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert codes(collected(master, copy)) == ["layout-too-new"]


def test_the_master_among_the_files_is_passed_over(master: Path) -> None:
    sent(master, WANG)
    outcome = collected(master, master.parent)
    assert all(row[0] != "问题清单.xlsx" for row in outcome.listings[0].rows)
    assert codes(outcome) == []


def test_nothing_to_collect(master: Path, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    with pytest.raises(RefusalError) as refused:
        collected(master, tmp_path / "leer")
    assert refused.value.finding.problem.code == "nothing-arrived"


def test_other_commands_know_the_registers(master: Path) -> None:
    (copy,) = sent(master, WANG)
    typed(copy, "scope", 0, "对方")
    typed(master, "scope", 0, "我方")
    collected(master, copy)
    for command in (score, check, summary):
        command(FileBook(master, writing=True), NOW)
    assert len(conflicts(master)) == 1
    assert {s.name: s.state for s in Workbook.open(master).sheets}["_returns"] == "hidden"
    outcome = check(FileBook(master, writing=True), NOW)
    assert not [finding for finding in outcome.findings if finding.sheet in ("冲突", "收发记录")]


def test_the_command_line_reports_every_file(tmp_path: Path) -> None:
    filled(tmp_path, ROWS)
    assert kaizen("share", "问题清单.xlsx", "--to", "王芳 <wang@x.cn>", cwd=tmp_path).returncode == 0
    folder = tmp_path / "问题清单-分享"
    typed(next(folder.glob("*.xlsx")), "scope", 0, "改")
    dry = kaizen("collect", "问题清单.xlsx", folder, "--dry-run", cwd=tmp_path)
    assert (dry.returncode, dry.stderr) == (0, "")
    assert "未写入" in dry.stdout
    done = kaizen_process("collect", "问题清单.xlsx", folder, "--lang", "en", "--jobs", "2", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 cell taken" in done.stdout
    assert kaizen("resolve", "问题清单.xlsx", cwd=tmp_path).returncode == 2
    assert kaizen("collect", "问题清单.xlsx", "nichts.xlsx", cwd=tmp_path).returncode == 1


def test_times_and_durations_in_notes_come_back_as_they_are_seen(master: Path) -> None:
    (copy,) = sent(master, WANG)
    book = openpyxl.load_workbook(copy)
    view = FileBook(copy).view("issues")
    looks = (
        (timedelta(hours=36, minutes=30), "[h]:mm:ss"),
        (time(8, 30), "hh:mm"),
        (datetime(2026, 12, 24, 15, 0, 30), "yyyy-mm-dd hh:mm"),
    )
    for row, (value, look) in enumerate(looks, view.first_row):
        cell = book[view.sheet].cell(row, view.column_numbers["notes"], value)
        cell.number_format = look
    book.save(copy)
    collected(master, copy)
    assert column(master, "notes") == ["36:30:00", "08:30", "2026-12-24 15:00:30"]


# --- properties -------------------------------------------------------------------------------------------------------

KEYS = ("scope", "owner", "current")
PEOPLE = 3
cells = st.tuples(st.integers(0, len(ROWS) - 1), st.sampled_from(KEYS))
words = st.sampled_from(["甲", "乙", "丙", 7, 2.5, None])
edits = st.dictionaries(cells, words, max_size=5)


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return a master and its copies, nothing typed in them yet."""
    folder = tmp_path_factory.mktemp("post")
    master = filled(folder, ROWS)
    out = folder / "out"
    out.mkdir()
    people = [type(WANG)(f"人{i}", f"p{i}@x.cn") for i in range(PEOPLE)]
    share(FileBook(master, writing=True), NOW, out, "x", to=people)
    return [master, *(out / f"x-人{i}.xlsx" for i in range(PEOPLE))]


@on_files(quick=8, deep=100, phases=[Phase.explicit, Phase.generate])
@given(ours=edits, theirs=st.lists(edits, min_size=PEOPLE, max_size=PEOPLE), news=st.lists(st.integers(0, 2), max_size=3), order=st.permutations(range(PEOPLE)))  # fmt: skip
def test_nothing_is_lost_whatever_the_order(
    post: list[Path],
    tmp_path_factory: pytest.TempPathFactory,
    ours: dict[tuple[int, str], object],
    theirs: list[dict[tuple[int, str], object]],
    news: list[int],
    order: list[int],
) -> None:
    folder = tmp_path_factory.mktemp("run")
    files = [Path(shutil.copy(path, folder / path.name)) for path in post]
    base = {(row, key): column(files[0], key)[row] for row in range(len(ROWS)) for key in KEYS}
    for path, typed_in in zip(files, [ours, *theirs], strict=True):
        book = Workbook.open(path, writing=True)
        view = FileBook(path).view("issues")
        for (row, key), value in typed_in.items():
            set_cell(book, view.sheet, view.first_row + row, view.column_numbers[key], Cell(value))  # type: ignore[arg-type]
        for at, who in enumerate(news):
            if path == files[who + 1]:
                set_cell(
                    book, view.sheet, view.first_row + len(ROWS) + at, view.column_numbers["problem"], Cell(f"新{at}")
                )
        book.save()
    twin = folder / "twin.xlsx"
    shutil.copy(files[0], twin)
    collected(files[0], *files[1:])
    collected(twin, *(files[1 + i] for i in order))
    listed = {(as_text(c["row_key"]), as_text(c["column_key"]), as_text(c["theirs"])) for c in conflicts(files[0])}
    ids = column(files[0], "_id")[: len(ROWS)]
    for (row, key), before in base.items():
        mine = ours.get((row, key), before)
        wanted = {as_text(t[row, key]) for t in theirs if (row, key) in t} - {as_text(before)}  # type: ignore[arg-type]
        now = column(files[0], key)[row]
        clash = len(wanted | ({as_text(mine)} - {as_text(before)})) > 1  # type: ignore[arg-type]
        # Conflicts stand exactly where two sides differ; every value is in the master or in the register.
        assert {t for r, k, t in listed if (r, k) == (ids[row], key)} == (wanted - {as_text(mine)} if clash else set())  # type: ignore[arg-type]
        expected = (
            mine
            if clash or not wanted
            else next(t[row, key] for t in theirs if as_text(t.get((row, key), before)) in wanted)
        )  # type: ignore[arg-type]
        assert as_text(now) == as_text(expected)  # type: ignore[arg-type]
    assert sorted(map(as_text, column(files[0], "problem")[len(ROWS) :])) == sorted(f"新{i}" for i in range(len(news)))
    for key in (*KEYS, "problem", "_id"):
        assert column(twin, key) == column(files[0], key)
    assert sorted(map(str, conflicts(twin))) == sorted(
        str({**c, "_id": t["_id"]}) for c, t in zip(conflicts(files[0]), conflicts(twin), strict=True)
    )
    content = files[0].read_bytes()
    assert collected(files[0], *(files[1 + i] for i in order)).changed == 0
    assert files[0].read_bytes() == content
    shutil.rmtree(folder)


def test_an_empty_master_takes_new_rows(tmp_path: Path) -> None:
    master = blank(tmp_path)
    typed(master, "problem", 0, "唯一")
    (copy,) = sent(master, WANG)
    typed(copy, "problem", 1, "新的")
    assert codes(collected(master, copy)) == []
    assert column(master, "problem") == ["唯一", "新的"]
