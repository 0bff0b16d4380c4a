"""`collect` and what is attached to messages: whatever it is, it is read or has its line."""

import base64
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from tnefparse import TNEF

from addin.outcome import Outcome
from tests.helpers.books import ISSUE, filled
from tests.helpers.commandline import kaizen
from tests.helpers.mailroom import LI, WANG, codes, collected, column, sent, typed
from tests.helpers.mails import XLSX, forwarded, outlook, outlook_file, raw_reply, reply, saved, winmail
from udfs.values import as_text

ROWS = [{**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}"} for i in range(1, 4)]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, bytes]:
    """Return a master and two copies, as bytes, that somebody has filled in."""
    master = filled(tmp_path_factory.mktemp("post"), ROWS)
    copies = sent(master, WANG, LI)
    for i, path in enumerate(copies):
        typed(path, "scope", i, f"改{i}")
    return master, copies[0].read_bytes(), copies[1].read_bytes()


@pytest.fixture
def master(post: tuple[Path, bytes, bytes], tmp_path: Path) -> Path:
    return Path(shutil.copy(post[0], tmp_path / "主表.xlsx"))


@pytest.fixture
def copy(post: tuple[Path, bytes, bytes]) -> bytes:
    return post[1]


@pytest.fixture
def other(post: tuple[Path, bytes, bytes]) -> bytes:
    return post[2]


def listed(outcome: Outcome) -> list[str]:
    return [as_text(row[0]) for row in outcome.listings[0].rows]


def senders(outcome: Outcome) -> list[str]:
    return [as_text(row[1]) for row in outcome.listings[0].rows]


def docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
    return stream.getvalue()


UNREAD = [
    ("winmail.dat", b"x" * 50, "application/ms-tnef", "damaged"),
    ("smime.p7m", b"\x30\x80" * 50, "application/pkcs7-mime", "mail-program-only"),
    ("smime.p7s", b"\x30\x80" * 50, "application/pkcs7-signature", "no-workbook-inside"),
    ("回复.rar", b"Rar!\x1a\x07\x01\x00" * 9, "application/octet-stream", "other-archive"),
    ("回复.7z", b"7z\xbc\xaf\x27\x1c" * 9, "application/octet-stream", "other-archive"),
    ("没有扩展名", b"Rar!\x1a\x07\x01\x00" * 9, "application/octet-stream", "other-archive"),
    ("tcmime.1.2.bin", b"x" * 50, "application/octet-stream", "no-workbook-inside"),
    ("ATT00001.dat", b"x" * 50, "application/octet-stream", "no-workbook-inside"),
    ("说明.docx", docx(), "application/octet-stream", "no-workbook-inside"),
    ("logo.png", b"\x89PNG", "image/png", "no-workbook-inside"),
    ("", b"\x89PNG", "image/png", "no-workbook-inside"),
    ("", b"%PDF-1.4", "application/pdf", "no-workbook-inside"),
    ("", b"a,b", "text/csv", "save-as-xlsx"),
    ("问题清单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel", "save-as-xlsx"),
    ("存档.pst", b"!BDN" * 9, "application/octet-stream", "mail-program-only"),
]


@pytest.mark.parametrize(("name", "content", "media_type", "code"), UNREAD, ids=[case[0] or case[2] for case in UNREAD])
def test_what_cannot_be_read_has_its_line(
    name: str, content: bytes, media_type: str, code: str, master: Path, copy: bytes, tmp_path: Path
) -> None:
    before = master.read_bytes()
    mail = saved(tmp_path, "李强.eml", reply((name, content), sender="李强 <li@x.cn>", media_type=media_type))
    alone = collected(master, mail)
    shown = f"李强.eml › {name or f'({media_type})'}"
    assert listed(alone) == [shown]
    assert senders(alone) == ["李强 <li@x.cn>"]
    assert codes(alone)[0] == code
    assert shown in alone.findings[0].what("zh")
    # Nothing merged is no success, and nothing is written.
    assert alone.wrong
    assert master.read_bytes() == before
    assert "已回收 0 份" in alone.message.zh
    good = saved(tmp_path, "王芳.xlsx", copy)
    both = collected(master, mail, good)
    assert codes(both) == [code]
    assert both.message.zh.startswith("已回收 1 份，未合并 1 份：")
    assert column(master, "scope")[0] == "改0"


def test_the_same_in_outlooks_own_messages(master: Path, copy: bytes, tmp_path: Path) -> None:
    attached = [outlook_file(name, content) for name, content, *_ in UNREAD if not name.startswith("winmail")]
    mail = saved(tmp_path, "李强.msg", outlook(*attached, outlook_file("王芳.xlsx", copy), sender="李强"))
    outcome = collected(master, mail)
    assert len(listed(outcome)) == len(UNREAD)
    assert all(name.startswith("李强.msg › ") for name in listed(outcome))
    assert [name for name, *_ in UNREAD if name and not any(name in line for line in listed(outcome))] == [
        "winmail.dat"
    ]
    assert column(master, "scope")[0] == "改0"


def test_a_document_inserted_into_the_text_of_outlooks_message(master: Path, copy: bytes, tmp_path: Path) -> None:
    def inserted(stream: str, content: bytes) -> dict[str, object]:
        return {"__substg1.0_3701000D": {stream: content}, "__substg1.0_3001001F": "表".encode("utf-16-le")}

    content = outlook(inserted("Package", copy), inserted("CONTENTS", b"x" * 70))  # type: ignore[arg-type]
    outcome = collected(master, saved(tmp_path, "信.msg", content))
    assert listed(outcome) == ["信.msg › 表", "信.msg › 表"]
    assert codes(outcome) == ["no-workbook-inside"]
    assert column(master, "scope")[0] == "改0"


@pytest.mark.parametrize("name", ["", "tcmime.1.2.bin", "ATT00001.dat", "问题清单", "王芳.xlsx.bin", "ANSWER~1.XLS"])
def test_a_workbook_without_its_name_is_one(name: str, master: Path, copy: bytes, tmp_path: Path) -> None:
    assert codes(collected(master, saved(tmp_path, "王芳.eml", reply((name, copy))))) == []
    assert column(master, "scope")[0] == "改0"


def test_a_workbook_whose_ending_was_shortened_is_one_as_a_file_too(master: Path, copy: bytes, tmp_path: Path) -> None:
    assert codes(collected(master, saved(tmp_path, "ANSWER~1.XLS", copy))) == []
    assert column(master, "scope")[0] == "改0"


def test_a_damaged_workbook_without_a_name_counts_by_its_type(master: Path, tmp_path: Path) -> None:
    outcome = collected(master, saved(tmp_path, "王芳.eml", reply(("", b"gone"), media_type=XLSX)))
    assert codes(outcome) == ["not-a-workbook"]
    assert listed(outcome) == [f"王芳.eml › ({XLSX})"]


def test_attachments_packed_by_outlook(master: Path, copy: bytes, other: bytes, tmp_path: Path) -> None:
    inner = winmail(("李强的回复.xlsx", other))
    content = winmail(("王芳的回复.xlsx", copy), ("照片.jpg", b"\xff\xd8\xff"), ("", b""), message=inner)
    # Another reader of the format agrees that this is what Outlook writes.
    read = TNEF(content).attachments
    assert [(a.long_filename(), a.data) for a in read[:2]] == [("王芳的回复.xlsx", copy), ("照片.jpg", b"\xff\xd8\xff")]
    assert read[3].embed.attachments[0].long_filename() == "李强的回复.xlsx"
    mail = saved(tmp_path, "信.eml", reply(("winmail.dat", content), media_type="application/ms-tnef"))
    outcome = collected(master, mail)
    assert listed(outcome) == [
        "信.eml › winmail.dat › 王芳的回复.xlsx",
        "信.eml › winmail.dat › 照片.jpg",
        "信.eml › winmail.dat › ()",
        "信.eml › winmail.dat › (message) › 李强的回复.xlsx",
    ]
    assert codes(outcome) == ["damaged", "no-workbook-inside"]
    assert column(master, "scope")[:2] == ["改0", "改1"]


def test_outlooks_package_saved_by_itself_and_one_that_is_cut_off(master: Path, copy: bytes, tmp_path: Path) -> None:
    content = winmail(("王芳.xlsx", copy))
    assert codes(collected(master, saved(tmp_path, "winmail.dat", content))) == []
    assert column(master, "scope")[0] == "改0"
    for length in (5, 40, 120, len(content) // 2, len(content) - 8):
        outcome = collected(master, saved(tmp_path, "half.dat", content[:length]), dry_run=True)
        assert outcome.findings or column(master, "scope")[0] == "改0", length


def test_a_package_that_lies_about_its_length_is_refused_at_once(master: Path, copy: bytes, tmp_path: Path) -> None:
    content = winmail(("王芳.xlsx", copy))
    count = content.rindex(b"\x03\x00\x14\x37") - 4
    huge = content[:count] + b"\xff\xff\xff\xff" + content[count + 4 :]
    assert codes(collected(master, saved(tmp_path, "winmail.dat", huge))) == []
    assert column(master, "scope")[0] == "改0"


def test_damage_behind_a_packed_workbook_leaves_it(master: Path, copy: bytes, other: bytes, tmp_path: Path) -> None:
    content = winmail(("王芳.xlsx", copy), ("李强.xlsx", other), ("照片.jpg", b"x" * 99))
    at = content.index(b"x" * 99) + 101
    assert content[at] == 2  # where the next attribute begins
    outcome = collected(master, saved(tmp_path, "winmail.dat", content[:at] + b"\7" + content[at + 1 :]))
    assert column(master, "scope")[:2] == ["改0", "改1"]
    assert codes(outcome) == ["damaged"]
    # A property of a kind that nobody knows, before the name: the short name is left, whose ending is shortened, too.
    unknown = content.replace(b"\x03\x00\x14\x37", b"\x77\x00\x14\x37")
    outcome = collected(master, saved(tmp_path, "winmail.dat", unknown))
    assert listed(outcome) == ["winmail.dat › SHORT~1.XLS"] * 3
    assert codes(outcome) == ["save-as-xlsx"]
    assert "此前已回收 2 份，未合并 1 份" in outcome.message.zh


FROMS = [
    b"a@[",
    b"a:b:c;;",
    b"<>",
    b"@",
    b'"',
    b"(((",
    b"=?utf-8?b?*?=",
    b"=?x?q?a?= <a@b>",
    b",,,",
    b"a@b@c",
    b"\xff\xfe <x@x.cn>",
    b"",
]


@pytest.mark.parametrize("sender", FROMS, ids=repr)
def test_an_odd_sender_stops_nobody(sender: bytes, master: Path, copy: bytes, other: bytes, tmp_path: Path) -> None:
    odd = raw_reply(b"From: " + sender, b'Content-Type: application/octet-stream; name="a.xlsx"', copy)
    folder = tmp_path / "回复"
    folder.mkdir()
    saved(folder, "1.eml", odd)
    saved(folder, "2.eml", reply(("李强.xlsx", other), sender="李强 <li@x.cn>"))
    assert codes(collected(master, folder)) == []
    assert column(master, "scope")[:2] == ["改0", "改1"]


def test_a_damaged_message_stops_only_itself(master: Path, copy: bytes, other: bytes, tmp_path: Path) -> None:
    whole = outlook(outlook_file("王芳.xlsx", copy))
    folder = tmp_path / "回复"
    folder.mkdir()
    for i, cut in enumerate((600, 1536, 2048, len(whole) // 2)):
        saved(folder, f"{i}.msg", whole[:cut])
    saved(folder, "8.msg", whole[:1100] + b"\xff" * 400 + whole[1500:])
    saved(folder, "9.eml", reply(("李强.xlsx", other), sender="李强 <li@x.cn>"))
    outcome = collected(master, folder)
    assert column(master, "scope")[1] == "改1"
    assert {name.partition(" ")[0] for name in listed(outcome)} == {*(f"{i}.msg" for i in (0, 1, 2, 3, 8)), "9.eml"}


@pytest.mark.parametrize(
    "headers",
    [
        'Content-Type: application/octet-stream; name="王芳.xlsx"'.encode("gbk"),
        'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="王芳.xlsx"'.encode("gbk"),
        'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="王芳.xlsx"'.encode(),
        b'Content-Type: application/octet-stream; name="=?gb2312?B?zfW3vC54bHN4?="',
        b"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=gbk''%CD%F5%B7%BC.xlsx",
        b"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*0*=utf-8''%E7%8E%8B; filename*1*=%E8%8A%B3.xlsx",
        b'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="%E7%8E%8B%E8%8A%B3.xlsx"',
        b'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="=?GBK?Q?=CD=F5?= =?GBK?Q?=B7=BC?=.xlsx"',
    ],
)
def test_names_are_shown_as_they_were_meant(headers: bytes, master: Path, copy: bytes, tmp_path: Path) -> None:
    content = raw_reply("From: 王芳 <wang@x.cn>\nSubject: 回复".encode("gbk"), headers, copy)
    outcome = collected(master, saved(tmp_path, "信.eml", content))
    assert listed(outcome) == ["信.eml › 王芳.xlsx"]
    assert column(master, "scope")[0] == "改0"
    assert codes(outcome) == []


def test_a_name_in_an_encoding_that_is_declared_too_narrow(master: Path, copy: bytes, tmp_path: Path) -> None:
    """Programs that write GB18030 say gb2312, which does not know this sign."""
    word = f"=?gb2312?B?{base64.b64encode('王喆.xlsx'.encode('gbk')).decode()}?="
    content = raw_reply(b"From: w@x.cn", f'Content-Type: a/b; name="{word}"'.encode(), copy)
    assert listed(collected(master, saved(tmp_path, "信.eml", content))) == ["信.eml › 王喆.xlsx"]


def test_senders_raw_in_gbk_are_shown_right(post: tuple[Path, bytes, bytes], tmp_path: Path) -> None:
    content = raw_reply("From: 李强 <li@x.cn>".encode("gbk"), b"Content-Type: image/png; name=a.png", b"\x89PNG")
    master = Path(shutil.copy(post[0], tmp_path / "主表.xlsx"))
    assert senders(collected(master, saved(tmp_path, "信.eml", content))) == ["李强 <li@x.cn>"]


def test_names_cannot_break_the_report(master: Path, copy: bytes, tmp_path: Path) -> None:
    header = b"Content-Type: application/octet-stream; name*=utf-8''a%0Ab%1B[31m%ED%A0%80" + b"x" * 5000 + b".xlsx"
    saved(tmp_path, "信.eml", raw_reply(b"From: a@b.cn", header, copy))
    done = kaizen("collect", master.name, "信.eml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert len(done.stdout) < 4000


def test_forwarded_replies_are_those_of_their_senders(tmp_path: Path) -> None:
    """An assistant collects what came and forwards it all: each reply is its own sender's."""
    master = filled(tmp_path, ROWS)
    (copy,) = sent(master, WANG, LI, one=True)
    replies = []
    for row, person in enumerate((WANG, LI)):
        mine = Path(shutil.copy(copy, tmp_path / "一份.xlsx"))
        typed(mine, "scope", row, person.name)
        replies.append(reply(("一份.xlsx", mine.read_bytes()), sender=f"{person.name} <{person.address}>"))
    outcome = collected(master, saved(tmp_path, "转发.eml", forwarded(*replies)))
    assert codes(outcome) == []
    assert senders(outcome) == ["王芳 <wang@x.cn>", "李强 <li@x.cn>"]
    assert column(master, "scope")[:2] == ["王芳", "李强"]


def test_a_forwarded_message_that_a_server_has_encoded(master: Path, copy: bytes, tmp_path: Path) -> None:
    inner = reply(("王芳.xlsx", copy)).as_bytes()
    header = b'Content-Type: message/rfc822; name="inner.eml"'
    outcome = collected(master, saved(tmp_path, "转发.eml", raw_reply(b"From: desk@x.cn", header, inner)))
    assert listed(outcome) == ["转发.eml › inner.eml › 王芳.xlsx"]
    assert senders(outcome) == ["王芳"]  # as the register of mailings has it
    assert column(master, "scope")[0] == "改0"


def test_a_message_cut_off_in_its_frame_is_named(master: Path, tmp_path: Path) -> None:
    content = b"From: a@b.cn\nContent-Type: multipart/mixed; boundary=x\n\nlost"
    assert codes(collected(master, saved(tmp_path, "信.eml", content))) == ["damaged"]


def test_collected_before_is_counted_apart_and_is_a_success(master: Path, copy: bytes, tmp_path: Path) -> None:
    saved(tmp_path, "王芳.xlsx", copy)
    saved(tmp_path, "logo.png", b"\x89PNG")
    first = kaizen("collect", master.name, "王芳.xlsx", "logo.png", "--lang", "en", cwd=tmp_path)
    assert first.returncode == 0
    assert "1 file collected, 1 not merged: 1 cell taken" in first.stdout
    again = kaizen("collect", master.name, "王芳.xlsx", cwd=tmp_path)
    assert again.returncode == 0
    assert "已回收 0 份，此前已回收 1 份：采用 0 格" in again.stdout
    nothing = kaizen("collect", master.name, "logo.png", cwd=tmp_path)
    assert nothing.returncode == 1
    assert "nothing-merged" in nothing.stdout


def framed(depth: int, content: bytes) -> bytes:
    """Return a part inside so many frames."""
    frames = [b"Content-Type: multipart/mixed; boundary=x%d-\n\n--x%d-\n" % (i, i) for i in range(depth)]
    return (
        b"From: a@b.cn\n" + b"".join(frames) + content + b"".join(b"\n--x%d---\n" % i for i in reversed(range(depth)))
    )


def test_more_frames_or_parts_than_programs_make_are_refused_at_once(master: Path, copy: bytes, tmp_path: Path) -> None:
    workbook = b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(
        copy
    )
    assert codes(collected(master, saved(tmp_path, "深.eml", framed(100, workbook)))) == ["damaged"]
    many = b"From: a@b.cn\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: a/b\n\nx\n" * 6000
    assert codes(collected(master, saved(tmp_path, "多.eml", many))) == ["damaged"]
    assert codes(collected(master, saved(tmp_path, "信.eml", framed(8, workbook)))) == []
    assert column(master, "scope")[0] == "改0"
