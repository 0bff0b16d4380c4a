"""`collect` from mail as programs keep it: mbox, Maildir, MH, and the folders of Thunderbird, Apple Mail and others."""

import mailbox
import shutil
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from addin.outcome import Outcome
from tests.helpers.books import ISSUE, filled
from tests.helpers.mailroom import LI, WANG, codes, collected, column, sent, typed
from tests.helpers.mails import forwarded, raw_reply, reply, saved
from udfs.problems import RefusalError
from udfs.values import as_text

ROWS = [{**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}"} for i in range(1, 4)]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[EmailMessage]]:
    """Return a master and the replies of two people who have filled in their copies."""
    master = filled(tmp_path_factory.mktemp("post"), ROWS)
    messages = []
    for i, (person, path) in enumerate(zip((WANG, LI), sent(master, WANG, LI), strict=True)):
        typed(path, "scope", i, f"改{i}")
        content = (f"{person.name}.xlsx", path.read_bytes())
        messages.append(reply(content, sender=f"{person.name} <{person.address}>"))
    return master, messages


@pytest.fixture
def master(post: tuple[Path, list[EmailMessage]], tmp_path: Path) -> Path:
    return Path(shutil.copy(post[0], tmp_path / "主表.xlsx"))


@pytest.fixture
def replies(post: tuple[Path, list[EmailMessage]]) -> list[EmailMessage]:
    return post[1]


def listed(outcome: Outcome) -> list[str]:
    return [as_text(row[0]) for row in outcome.listings[0].rows]


def taken(master: Path) -> list[object]:
    return column(master, "scope")[:2]  # type: ignore[return-value]  # values of cells


def mbox(path: Path, messages: list[EmailMessage]) -> Path:
    """Write a mailbox by Python's own module."""
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()
    return path


@pytest.mark.parametrize("name", ["回复.mbox", "回复.eml", "Inbox", "回复.mbx", "导出.txt"])
def test_a_mailbox_is_read_whatever_its_name(
    name: str, master: Path, replies: list[EmailMessage], tmp_path: Path
) -> None:
    outcome = collected(master, mbox(tmp_path / name, replies))
    assert codes(outcome) == []
    assert listed(outcome) == [f"{name} › 1 回复：请填写 › 王芳.xlsx", f"{name} › 2 回复：请填写 › 李强.xlsx"]
    assert outcome.message.zh.startswith("已回收 2 份：")
    assert taken(master) == ["改0", "改1"]


def test_a_mailbox_with_other_line_ends_and_other_separators(
    master: Path, replies: list[EmailMessage], tmp_path: Path
) -> None:
    lines = [b"From - Mon Nov 30 08:00:00 2026\r\n", b"From 1850@xxx Mon Nov 30 00:00:00 +0000 2026\r\n"]
    text = b"".join(
        line + message.as_bytes().replace(b"\n", b"\r\n") + b"\r\n"
        for line, message in zip(lines, replies, strict=True)
    )
    assert codes(collected(master, saved(tmp_path, "Inbox.mbox", text))) == []
    assert taken(master) == ["改0", "改1"]


def test_a_sentence_that_begins_with_from_ends_no_message(
    master: Path, replies: list[EmailMessage], tmp_path: Path
) -> None:
    text = "好的\n\nFrom Monday on: all is new\nNote: see below\n\nFrom 8:00 on we are there\n\n"
    replies[0].get_body().set_content(text)  # type: ignore[union-attr]  # it has one
    content = b"From a@b Mon Nov 30 08:00:00 2026\n" + replies[0].as_bytes()
    assert b"\nFrom Monday" in content
    outcome = collected(master, saved(tmp_path, "一封.mbox", content))
    assert listed(outcome) == ["一封.mbox › 1 回复：请填写 › 王芳.xlsx"]
    assert column(master, "scope")[0] == "改0"


def test_a_message_without_a_workbook_is_named_by_its_subject(
    master: Path, replies: list[EmailMessage], tmp_path: Path
) -> None:
    words = EmailMessage()
    words["From"], words["Subject"] = "赵敏 <zhao@x.cn>", "我没有意见"
    words.set_content("没有意见")
    outcome = collected(master, mbox(tmp_path / "Inbox", [replies[0], words, replies[1]]))
    assert codes(outcome) == ["no-attachment"]
    assert "Inbox › 2 我没有意见" in outcome.findings[0].what("zh")
    assert taken(master) == ["改0", "改1"]


def test_what_thunderbird_has_deleted_is_not_read(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    text = b"".join(
        b"From - Mon Nov 30 08:00:00 2026\nX-Mozilla-Status: " + status + b"\n" + message.as_bytes() + b"\n"
        for status, message in zip((b"0009", b"0001"), replies, strict=True)
    )
    outcome = collected(master, saved(tmp_path, "Inbox", text))
    assert taken(master) == ["范围1", "改1"]
    assert len(listed(outcome)) == 1


def test_maildir(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "Maildir")
    read = mailbox.MaildirMessage(replies[0])
    read.set_subdir("cur")
    read.set_flags("S")
    box.add(read)
    box.add_folder("Sub").add(replies[1])
    saved(tmp_path / "Maildir" / "tmp", "1.halb", replies[1].as_bytes()[:3000])
    for name in ("dovecot.index.log", "dovecot-uidlist", "maildirfolder", "subscriptions"):
        saved(tmp_path / "Maildir", name, b"x")
    assert next((tmp_path / "Maildir" / "cur").iterdir()).name.endswith(":2,S")
    outcome = collected(master, tmp_path / "Maildir")
    assert codes(outcome) == []
    assert len(listed(outcome)) == 2
    assert all("回复：请填写 › " in name for name in listed(outcome))
    assert taken(master) == ["改0", "改1"]


def test_a_folder_of_mh_and_a_message_of_no_program(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    box = mailbox.MH(tmp_path / "mh")
    number = box.add(replies[0])
    box.set_sequences({"unseen": [number]})
    saved(tmp_path / "mh", ",7", replies[1])  # what MH has deleted
    assert sorted(path.name for path in (tmp_path / "mh").iterdir()) == [",7", ".mh_sequences", "1"]
    outcome = collected(master, tmp_path / "mh")
    assert listed(outcome) == ["1 回复：请填写 › 王芳.xlsx"]
    assert codes(outcome) == []
    collected(master, saved(tmp_path, "李强的邮件", b"\xef\xbb\xbf\r\n" + replies[1].as_bytes()))
    assert taken(master) == ["改0", "改1"]


def test_the_local_folders_of_a_mail_program(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    folder = tmp_path / "Local Folders"
    (folder / "Inbox.sbd").mkdir(parents=True)
    mbox(folder / "Inbox", [replies[0]])
    mbox(folder / "Inbox.sbd" / "回复", [replies[1]])
    for name in ("Inbox.msf", "Trash.msf", "Trash", "msgFilterRules.dat", "filterlog.html", "popstate.dat"):
        saved(folder, name, b"" if name == "Trash" else b'// <!-- <mdb:mork:z v="1.4"/> -->')
    outcome = collected(master, folder)
    assert codes(outcome) == []
    assert len(listed(outcome)) == 2
    assert taken(master) == ["改0", "改1"]


def test_a_message_of_apple_mail(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    folder = tmp_path / "INBOX.mbox" / "Messages"
    folder.mkdir(parents=True)
    for i, message in enumerate(replies):
        content = message.as_bytes()
        saved(folder, f"{i}.emlx", b"%-10d\n" % len(content) + content + b"<?xml version='1.0'?><plist/>\n")
    for name in ("table_of_contents", "Info.plist"):
        saved(tmp_path / "INBOX.mbox", name, b"\0\0")
    outcome = collected(master, tmp_path / "INBOX.mbox")
    assert codes(outcome) == []
    assert taken(master) == ["改0", "改1"]


@pytest.mark.parametrize("name", ["archive.pst", "Inbox.dbx"])
def test_a_store_that_only_its_program_opens_says_how(name: str, master: Path, tmp_path: Path) -> None:
    outcome = collected(master, saved(tmp_path, name, b"!BDN" + bytes(600)))
    assert codes(outcome) == ["mail-program-only"]
    assert "另存" in outcome.findings[0].fix("zh")


def test_indexes_alone_are_nothing(master: Path, tmp_path: Path) -> None:
    folder = tmp_path / "leer"
    folder.mkdir()
    saved(folder, "Inbox.msf", b"x")
    with pytest.raises(RefusalError) as refused:
        collected(master, folder)
    assert refused.value.finding.problem.code == "nothing-arrived"


def test_an_archive_of_a_mail_folder(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "邮件.zip", "w") as archive:
        archive.writestr("cur/1764.host:2,S", replies[0].as_bytes())
        archive.write(mbox(tmp_path / "box", [replies[1]]), "Inbox")
    assert codes(collected(master, tmp_path / "邮件.zip")) == []
    assert taken(master) == ["改0", "改1"]


def test_a_mailbox_attached_to_a_message(master: Path, replies: list[EmailMessage], tmp_path: Path) -> None:
    content = mbox(tmp_path / "box", replies).read_bytes()
    header = b"Content-Type: application/mbox; name=all.mbox"
    mail = saved(tmp_path, "转发.eml", raw_reply(b"From: desk@x.cn", header, content))
    assert codes(collected(master, mail)) == []
    assert taken(master) == ["改0", "改1"]


def test_a_damaged_message_in_a_mailbox_leaves_the_others(
    master: Path, replies: list[EmailMessage], tmp_path: Path
) -> None:
    cut = replies[0].as_bytes()[:900]
    line = b"From a@b Mon Nov 30 08:00:00 2026\n"
    outcome = collected(
        master, saved(tmp_path, "Inbox", line + cut + b"\n\n" + line + forwarded(replies[1]).as_bytes())
    )
    assert column(master, "scope")[1] == "改1"
    assert [name.partition(" › ")[2] for name in listed(outcome)] == [
        "1 回复：请填写 › 王芳.xlsx",
        "2 转发 › 李强.xlsx",
    ]
    assert codes(outcome) == ["not-a-workbook"]  # so little of it is left


def test_notes_that_look_a_little_like_a_message_are_none(master: Path, tmp_path: Path) -> None:
    saved(tmp_path, "a.txt", "From: 王芳\n我看过了".encode())
    saved(tmp_path, "b.txt", b"From Monday on all is new\n\nok")
    outcome = collected(master, tmp_path / "a.txt", tmp_path / "b.txt")
    assert codes(outcome) == ["no-workbook-inside", "no-workbook-inside", "nothing-merged"]
