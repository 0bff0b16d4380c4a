"""`share`: copies that may leave the house, draft messages, and who got what."""

import email
import re
import subprocess
import sys
import zipfile
from datetime import date
from email.policy import default
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.forms import live
from addin.commands.history import undo
from addin.commands.score import score
from addin.commands.share import share
from addin.excel import post
from addin.sharing import mail
from addin.sharing.mail import Recipient, draft, recipient
from addin.sharing.unaddressed import rows_for_nobody
from addin.xlsx import Cell, Workbook
from tests.helpers.books import ISSUE, NOW, TASK, blank, demo, filled, set_cell
from tests.helpers.commandline import kaizen
from tests.helpers.desk import FileDesk
from tests.helpers.mailroom import LI, WANG, collected, column, conflicts, raw, sent, typed
from tests.helpers.office import Office, differences
from tests.helpers.validators import audited, validated
from udfs.lang import Lang, Text
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.builder.book import skeleton
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

PORTABLE = Path(__file__).resolve().parents[2] / "shared" / "checks" / "portable.py"
WANGS = {**ISSUE, "owner": "王芳", "department": "运营部"}
LIS = {
    **ISSUE,
    "id": "I-002",
    "owner": "李强",
    "department": "客服部",
    "problem": "李强的机密问题",
    "scope": "机密范围",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", list(TemplateKey))
def test_a_copy_works_for_anybody(key: TemplateKey, lang: Lang, office: Office, tmp_path: Path) -> None:
    master = demo(tmp_path, key, lang)
    live(FileBook(master, writing=True), NOW)
    score(FileBook(master, writing=True), NOW)
    (copy,) = sent(master, WANG)
    if PORTABLE.exists():
        done = subprocess.run([sys.executable, PORTABLE, copy], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:]
    assert audited(copy) == []
    assert differences(office, copy) == []
    results = {
        "issues": "priority",
        "causes": "state",
        "confirmations": "share",
        "rules": "step_count",
        "steps": "visit",
        "scenarios": "name",
        "ideas": "count",
        "plans": "total",
        "tasks": "finish",
        "pilots": "rate",
        "measures": "rate",
        "points": "value",
        "signals": "value",
        "benchmarks": "gap",
        "effects": "verdict",
        "adjustments": "nature",
        "imports": "rows_read",
        "manuals": "state",
        "trainings": "state",
        "feedback": "stage",
        "rollout": "state",
        "duties": "step_check",
        "risks": "level",
        "drills": "overrun",
        "supports": "state",
        "incidents": "days_open",
        "reviews": "end",
        "proposals": "stage",
        "questions": "kind",
        "roster": "department",
        "answers": "q03",
        "interviews": "topic",
        "feedback_texts": "channel",
        "keywords": "count",
    }
    for table in FileBook(master).tables():
        assert column(copy, results[table], table) == column(master, results[table], table)


def test_microsofts_rules_hold_for_a_copy(tmp_path: Path) -> None:
    (copy,) = sent(demo(tmp_path, TemplateKey.PROJECT), WANG)
    assert validated(copy) == []


def test_everybody_gets_their_own_rows_and_nothing_of_others(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, LIS])
    score(FileBook(master, writing=True), NOW)
    first, second = sent(master, WANG, LI, rows="责任人")
    assert (column(first, "id"), column(second, "id")) == (["I-001"], ["I-002"])
    messages = raw(first)
    for secret in ("机密", "李强", "I-002", "li@x.cn"):
        assert secret not in messages
    assert "机密" in raw(second)


def test_a_copy_names_no_user_no_path_and_holds_no_log(tmp_path: Path) -> None:
    import getpass

    master = filled(tmp_path, [WANGS])
    typed(master, "scope", 0, "改过")
    score(FileBook(master, writing=True), NOW)
    (copy,) = sent(master, WANG)
    messages = raw(copy)
    assert FileBook(copy).log() == []
    assert str(tmp_path) not in messages
    assert not re.search(rf"\b{re.escape(getpass.getuser())}\b", messages)
    assert "wang@x.cn" not in messages
    with zipfile.ZipFile(copy) as package:
        core = package.read("docProps/core.xml").decode()
    assert not re.search(r"<(?:dc:creator|cp:lastModifiedBy)>[^<]", core)


def test_rows_by_department_without_recipients(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, LIS, {**LIS, "id": "I-003", "problem": "另一个"}])
    folder = tmp_path / "out"
    folder.mkdir()
    outcome = share(FileBook(master, writing=True), NOW, folder, "清单", rows="部门")
    assert sorted(path.name for path in folder.glob("*.xlsx")) == ["清单-客服部.xlsx", "清单-运营部.xlsx"]
    assert [row[3] for row in outcome.listings[0].rows] == [1, 2]


def test_several_owners_in_one_cell(tmp_path: Path) -> None:
    master = filled(tmp_path, [{**WANGS, "owner": "王芳、李强"}, LIS])
    first, second = sent(master, WANG, LI, rows="owner")
    assert (len(column(first, "id")), len(column(second, "id"))) == (1, 2)


def test_one_copy_for_all(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS])
    (copy,) = sent(master, WANG, LI, one=True)
    message = email.message_from_bytes(copy.with_suffix(".eml").read_bytes(), policy=default)
    assert [a.addr_spec for a in message["To"].addresses] == ["wang@x.cn", "li@x.cn"]


def test_own_columns_settings_and_overtyped_cells_go_along(office: Office, tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, LIS])
    book = Workbook.open(master, writing=True)
    sheet, row, col, _, _ = book.area("lst_channel")
    set_cell(book, sheet, row, col, Cell("数据看板"))
    book.save()
    typed(master, "channel", 0, "数据看板")
    with office.open(master) as document:  # a column of the user's own, inside the table
        present = document.document.Sheets.getByName("问题清单")
        at = FileBook(master).view("issues").column_numbers["channel"] - 1
        present.Columns.insertByIndex(at, 1)
        for i, text in enumerate(("客户号", "C-1", "C-2")):
            present.getCellByPosition(at, 3 + i).setString(text)
        from tests.helpers.mailroom import AtRecipient

        AtRecipient.store(document.document, master)
    score(FileBook(master, writing=True), NOW)
    typed(master, "computed_priority", 1, "领导指定")
    (copy,) = sent(master, WANG)
    assert column(copy, "+客户号") == ["C-1", "C-2"]
    assert column(copy, "computed_priority") == ["优先解决", "领导指定"]
    assert column(copy, "priority") == ["优先解决", "领导指定"]
    assert FileBook(copy).context(NOW.date()).settings.choices("channel")[0] == "数据看板"
    assert differences(office, copy) == []


def test_what_was_sent_to_whom_is_noted_and_undone(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, LIS])
    sent(master, WANG, LI)
    data = FileBook(master).view("mailings").data
    assert data["recipient"][:2] == ["王芳", "李强"]
    assert data["address"][:2] == ["wang@x.cn", "li@x.cn"]
    assert data["sent"][0] == "2026-11-20 09:30"
    assert data["rows"][:2] == [2, 2]
    assert len(set(data["share"][:2])) == 2
    undo(FileBook(master, writing=True), NOW)
    assert not any(FileBook(master).view("mailings").data.filled())
    assert check(FileBook(master, writing=True), NOW).message.zh.startswith("已检查 2 行")


def test_recipients_listed_in_the_register_get_theirs(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, LIS])
    sent(master, WANG)
    typed(master, "recipient", 1, "李强", "mailings")
    typed(master, "address", 1, "li@x.cn", "mailings")
    typed(master, "scope", 1, "责任人", "mailings")
    (copy,) = sent(master)
    assert column(copy, "id") == ["I-002"]
    data = FileBook(master).view("mailings").data
    assert data["recipient"][:3] == ["王芳", "李强", None]
    assert (data["sent"][1], data["rows"][1]) == ("2026-11-20 09:30", 1)


@pytest.mark.parametrize(
    ("people", "rows", "code"),
    [
        ([Recipient("", "wang@x.cn")], "责任人", "name-needed"),
        ([WANG], "不存在的列", "no-such-column"),
        ([Recipient("赵六", "z@x.cn")], "责任人", "nothing-to-share"),
    ],
)
def test_what_cannot_be_shared_leaves_nothing_behind(
    people: list[Recipient], rows: str, code: str, tmp_path: Path
) -> None:
    master = filled(tmp_path, [WANGS])
    before = master.read_bytes()
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(RefusalError) as refused:
        share(FileBook(master, writing=True), NOW, folder, "x", to=people, rows=rows)
    assert refused.value.finding.problem.code == code
    assert list(folder.iterdir()) == []
    assert master.read_bytes() == before


def test_an_empty_workbook_has_nothing_to_share(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as refused:
        share(FileBook(blank(tmp_path), writing=True), NOW, tmp_path, "x")
    assert refused.value.finding.problem.code == "nothing-to-share"


def test_somebody_without_rows_is_named_and_the_others_get_theirs(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS])
    folder = tmp_path / "out"
    folder.mkdir()
    outcome = share(FileBook(master, writing=True), NOW, folder, "x", to=[WANG, LI], rows="责任人")
    assert [finding.problem.code for finding in outcome.findings] == ["no-rows"]
    assert [path.name for path in folder.glob("*.xlsx")] == ["x-王芳.xlsx"]


ZHANGS = {**LIS, "id": "I-004", "owner": "张敏、赵六", "problem": "张敏的问题"}
BLANK = {**LIS, "id": "I-005", "owner": None, "problem": "谁的问题"}


def test_rows_that_go_to_nobody_are_named_before_anything_is_written(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, BLANK, LIS, ZHANGS, {**ZHANGS, "id": "I-006", "problem": "又一个"}])
    before = master.read_bytes()
    words = ("share", master.name, "--to", "王芳 <wang@x.cn>", "--to", "李强 <li@x.cn>", "--rows", "责任人")
    done = kaizen(*words, "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 1
    text = done.stdout + done.stderr
    owner = FileBook(master).view("issues")
    for code, rows in (("rows-without-name", [1]), ("rows-without-recipient", [3, 4])):
        (line,) = [line for line in text.splitlines() if code in line]
        assert all(owner.cell("owner", i) in line for i in rows)
    assert "张敏、赵六" in text
    assert "--anyway" in text
    assert master.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [master.name]
    again = kaizen(*words, "--anyway", cwd=tmp_path)
    assert again.returncode == 1
    assert len(list(tmp_path.rglob("*.eml"))) == 2


def test_nobody_is_missed_where_one_of_two_owners_gets_the_row(tmp_path: Path) -> None:
    master = filled(tmp_path, [{**WANGS, "owner": "张敏、王芳"}])
    outcome = share(FileBook(master, writing=True), NOW, tmp_path, "x", to=[WANG], rows="责任人")
    assert outcome.findings == []


def test_who_got_theirs_before_is_not_missed(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, LIS])
    folder = tmp_path / "out"
    folder.mkdir()
    assert share(FileBook(master, writing=True), NOW, folder, "x", to=[WANG], rows="责任人").wrong
    assert list(folder.iterdir()) == []
    share(FileBook(master, writing=True), NOW, folder, "x", to=[WANG], rows="责任人", anyway=True)
    outcome = share(FileBook(master, writing=True), NOW, folder, "x", to=[LI], rows="责任人")
    assert (outcome.findings, len(outcome.files)) == ([], 1)


def test_a_table_without_the_column_is_named_and_keeps_nobody_from_theirs(tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS], TemplateKey.PROJECT)
    session = Session(FileBook(master, writing=True), "test", NOW)
    session.append(TABLES["tasks"], [dict(TASK)])
    session.finish()
    [left] = rows_for_nobody(FileBook(master), "department", Text("部门", "Department"), ["运营部"])
    assert (left.sheet, left.problem.code, left.problem.severity) == ("改进方案计划表", "table-for-nobody", "warning")
    assert left.what("zh") == "没有“部门”这一列的表没有人收到：改进方案计划表（1 行）"
    assert left.what("en").endswith("nobody gets their rows: Plan (1)")


@pytest.mark.parametrize("answer", ["ok", "cancel"])
def test_a_click_asks_before_rows_are_left_with_nobody(answer: str, tmp_path: Path) -> None:
    master = filled(tmp_path, [WANGS, BLANK])
    sent(master, LI)
    for key, value in (("recipient", "王芳"), ("address", "wang@x.cn"), ("scope", "责任人")):
        typed(master, key, 1, value, "mailings")
    asked: list[str] = []

    def alert(text: str, *_given: object, **_options: object) -> str:
        asked.append(text)
        return answer

    ours = FileBook(master, writing=True)
    book = SimpleNamespace(name=master.name, fullname=str(master))
    click: Any = SimpleNamespace(ours=lambda: ours, book=book, app=SimpleNamespace(alert=alert), lang="zh", now=NOW)
    message = post.share(click)
    assert "「责任人」空着" in asked[0]
    assert "照样" in asked[0]
    copies = list(tmp_path.glob("问题清单-分享/*.xlsx"))
    assert (len(copies), bool(message)) == ((1, True) if answer == "ok" else (0, False))
    assert (tmp_path / "问题清单-分享").exists() == bool(copies)


@pytest.mark.parametrize("text", ["wang@", "@x.cn", "a@b@c.cn", "王芳 <>", "x@y.cn\r\nBcc: z@y.cn"])
def test_bad_addresses_are_refused(text: str) -> None:
    with pytest.raises(RefusalError):
        recipient(text)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [("wang@x.cn", "", "wang@x.cn"), ("王芳 <wang@x.cn>", "王芳", "wang@x.cn"), ("王芳", "王芳", "")],
)
def test_addresses_are_read(text: str, name: str, address: str) -> None:
    assert recipient(text) == Recipient(name, address)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_draft_opens_with_its_letters_right(lang: Lang) -> None:
    name = "改善问题清单（二〇二六年度，含附件说明）-Zoë & 王芳.xlsx"
    text = mail.body([WANG], "请周五前填好。\n谢谢！", name, lang)
    content = draft([WANG], mail.subject("问题清单", lang), text, name, b"PK\x03\x04")
    assert b"\r\n" in content
    assert not re.search(rb"(?<!\r)\n", content)
    assert max(map(len, content.split(b"\r\n"))) < 998  # RFC 5322
    assert content.isascii()
    message = email.message_from_bytes(content, policy=default)
    assert message["X-Unsent"] == "1"
    assert "问题清单" in message["Subject"]
    assert (message["To"].addresses[0].display_name, message["To"].addresses[0].addr_spec) == ("王芳", "wang@x.cn")
    body, attachment = message.iter_parts()
    assert "请周五前填好。" in body.get_content()
    assert attachment.get_filename() == name
    # Outlook looks at the name in the type.
    assert email.header.make_header(email.header.decode_header(attachment.get_content_type() and dict(
        attachment.get_params(header="content-type"))["name"])).__str__() == name  # fmt: skip
    assert attachment.get_payload(decode=True) == b"PK\x03\x04"


def test_the_command_line_shares_into_a_folder_of_its_own(tmp_path: Path) -> None:
    filled(tmp_path, [WANGS, LIS])
    words = ("share", "问题清单.xlsx", "--to", "王芳 <wang@x.cn>", "--to", "li@x.cn", "--message", "谢谢")
    done = kaizen(*words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    names = sorted(path.name for path in (tmp_path / "问题清单-分享").iterdir())
    assert names == ["问题清单-li.eml", "问题清单-li.xlsx", "问题清单-王芳.eml", "问题清单-王芳.xlsx"]
    again = kaizen(*words, cwd=tmp_path)
    assert again.returncode == 0
    assert (tmp_path / "问题清单-分享" / "问题清单-王芳-2.xlsx").is_file()
    wrong = kaizen("share", "问题清单.xlsx", "--to", "wang@", "-o", "neu", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "bad-address" in wrong.stderr
    assert not (tmp_path / "neu").exists()


def test_dates_times_and_odd_texts_survive(tmp_path: Path) -> None:
    odd = {**WANGS, "scope": "=1+1", "notes": " 前后空格 \n第二行\t_x0041_", "due": date(2027, 2, 28), "unit": "007"}
    master = filled(tmp_path, [odd, LIS])
    (copy,) = sent(master, WANG)
    for key in ("scope", "notes", "due", "unit"):
        assert column(copy, key)[0] == odd[key]
    assert FileBook(copy).view("issues").formulas["scope"][0] is None


def _proposals(folder: Path, closing: date | None) -> Path:
    path = folder / "提案.xlsx"
    path.write_bytes(skeleton(TemplateKey.GOVERNANCE, "zh", ("drills", "proposals")))
    session = Session(FileBook(path, writing=True), "test", NOW)
    row: dict[str, CellValue] = {"proposed_on": date(2026, 11, 2)}
    rows = [
        {**row, "id": "PR-1", "title": "分组审核", "owner": WANG.name},
        {**row, "id": "PR-2", "title": "夜班补贴", "owner": "赵六"},
    ]
    session.append(TABLES["proposals"], rows)
    session.append(TABLES["drills"], [{"id": "DR-1", "risk": "RK-1", "scene": "停", "owner": "赵六"}])
    session.identify()
    session.finish()
    desk = FileDesk(path)
    desk.set("set_proposers", "征集截止前不显示")
    desk.set("set_proposals_close", closing)
    return path


@pytest.mark.parametrize(
    ("closing", "is_blind"), [(None, True), (NOW.date(), True), (date(2026, 11, 19), False)], ids=str
)
def test_until_proposals_close_nobody_sees_whose_they_are(closing: date | None, is_blind: bool, tmp_path: Path) -> None:
    """The last day counts; what the owner of the workbook has typed is there as before, and the drills name their people."""
    master = _proposals(tmp_path, closing)
    (copy,) = sent(master, LI)
    assert column(copy, "owner", "proposals") == ([None, None] if is_blind else [WANG.name, "赵六"])
    assert (WANG.name in raw(copy)) != is_blind
    assert ("征集截止前不显示提出人" in raw(copy)) == is_blind
    assert column(copy, "owner", "drills") == ["赵六"]
    assert column(master, "owner", "proposals") == [WANG.name, "赵六"]


def test_ones_own_proposals_name_oneself(tmp_path: Path) -> None:
    (copy,) = sent(_proposals(tmp_path, None), WANG, rows="提出人", anyway=True)
    assert column(copy, "owner", "proposals") == [WANG.name]


def test_a_blinded_copy_that_comes_back_changes_no_proposer(tmp_path: Path) -> None:
    """An assessment is taken; a guess at the proposer is a conflict; a proposal that was added names who made it."""
    master = _proposals(tmp_path, None)
    wang, li = sent(master, WANG, LI)
    typed(li, "feasible", 0, 4, "proposals")
    typed(li, "owner", 1, "周七", "proposals")
    for key, value in {"id": "PR-3", "title": "扫码枪支架", "owner": LI.name}.items():
        typed(li, key, 2, value, "proposals")
    collected(master, wang, li)
    assert column(master, "owner", "proposals") == [WANG.name, "赵六", LI.name]
    assert column(master, "feasible", "proposals") == [4, None, None]
    (conflict,) = conflicts(master)
    assert (conflict["ours"], conflict["theirs"]) == ("赵六", "周七")
