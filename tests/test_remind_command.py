"""`remind`: who gets a draft, what it says, and which copy goes with it once more."""

import email
import shutil
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.remind import remind
from addin.commands.score import score
from addin.commands.share_orders import pending
from addin.excel.post import show_drafts
from addin.outcome import Outcome
from addin.reminding.letters import Item, Letter, body
from addin.sharing.mail import Recipient
from tests.helpers.books import ISSUE, NOW, TASK, demo, filled
from tests.helpers.mailroom import LI, WANG, codes, collected, column, sent, typed
from udfs.lang import Lang
from workbook_templates.catalogue import TABLES
from workbook_templates.deadlines import DEADLINES, Deadline, deadlines
from workbook_templates.names import TemplateKey
from workbook_templates.tables.registers import MAILINGS

TODAY = NOW.date()
Row = dict[str, Any]


def issue(number: int, due: int | None, **more: Any) -> Row:
    """Return an issue that is due so many days from today."""
    day = None if due is None else TODAY + timedelta(days=due)
    return {
        **ISSUE,
        "id": f"I-{number:03}",
        "problem": f"问题{number}",
        "due": day,
        "closed_on": None,
        "status": None,
        **more,
    }


def book(folder: Path, *rows: Row, lang: Lang = "zh") -> Path:
    return filled(folder, rows, lang=lang)


def reminded(path: Path, *, folder: Path | None = None, **options: Any) -> Outcome:
    """Remind as the command line does; the drafts go into a folder of their own."""
    folder = folder or path.parent / "提醒"
    folder.mkdir(exist_ok=True)
    return remind(FileBook(path), NOW, folder, path.stem, **options)


def message(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=default)  # type: ignore[return-value]  # of this policy


def text(path: Path) -> str:
    part = message(path).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def attachments(path: Path) -> dict[str, bytes]:
    return {part.get_filename() or "": part.get_payload(decode=True) for part in message(path).iter_attachments()}  # type: ignore[misc]


def listed_in(path: Path, *rows: Row) -> None:
    """Enter people on 收发记录."""
    master = FileBook(path, writing=True)
    master.ensure(MAILINGS.key)
    session = Session(master, "test", NOW)
    session.append(MAILINGS, rows)
    session.finish()


# --- what it says ----------------------------------------------------------------------------------------------------


def test_a_draft_says_what_is_late_and_what_is_due(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        issue(1, -3, owner="王芳、李强"),
        issue(2, 7, owner="王芳"),
        issue(3, 8, owner="王芳"),
        issue(4, -30, owner="王芳", closed_on=TODAY),
        issue(5, 0, owner="王 芳"),
        issue(6, None, owner="王芳"),
    )
    before = path.read_bytes()
    outcome = reminded(path, addresses=[WANG, LI])
    wang, li = outcome.files
    assert (path.read_bytes(), outcome.wrong, outcome.findings) == (before, False, [])
    assert (message(wang)["To"], message(li)["To"]) == ("王芳 <wang@x.cn>", "李强 <li@x.cn>")
    assert message(wang)["X-Unsent"] == "1"
    assert message(wang)["Subject"] == "提醒：问题清单，已逾期 1 项，7 天内到期 2 项"
    assert message(li)["Subject"] == "提醒：问题清单，已逾期 1 项"
    assert text(wang) == (
        "王芳，您好：\n\n"
        "“问题清单”中与您有关的事项，截至 2026-11-20：\n\n"
        "已逾期 1 项：\n"
        "- I-001 问题1：2026-11-17 到期，已逾期 3 天（问题清单!N5）\n\n"
        "7 天内到期 2 项：\n"
        "- I-005 问题5：今天到期（问题清单!N9）\n"
        "- I-002 问题2：2026-11-27 到期（问题清单!N6）\n\n"
        "已经做完或已经发回的，请回信告诉我；日期需要调整的，也请说明。谢谢！\n"
    )
    assert attachments(wang) == {}


def test_it_speaks_the_workbooks_language(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, -1, owner="Li"), issue(2, 3, owner="Li"), lang="en")
    outcome = reminded(path, days=3, message="See you on Friday.", addresses=[Recipient("Li", "li@x.cn")])
    assert message(outcome.files[0])["Subject"] == "Reminder: issue-list, 1 overdue, 1 due within 3 days"
    words = text(outcome.files[0])
    assert words.startswith("Dear Li,\n\nSee you on Friday.\n\nWhat concerns you in “issue-list” as of 2026-11-20:\n\n")
    assert "- I-001 问题1: was due on 2026-11-19, 1 day ago (Issues!N5)\n" in words
    assert "- I-002 问题2: due on 2026-11-23 (Issues!N6)\n" in words


def test_days_may_be_none(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 0), issue(2, 1))
    assert "问题2" not in text(reminded(path, days=0).files[0])


def test_a_task_is_late_by_working_days(tmp_path: Path) -> None:
    """2026-11-13 is a Friday: by Friday the 20th five working days have passed."""
    rows = [{**TASK, "start": date(2026, 11, 12), "duration": 2, "progress": 0, "owner": "王芳"}]
    path = filled(tmp_path, rows, TemplateKey.PLAN)
    assert "2026-11-13 到期，已逾期 5 个工作日（改进方案计划表!I5）" in text(reminded(path, addresses=[WANG]).files[0])


def test_what_counts_by_hours_says_the_time() -> None:
    """Due at half past two: late on the same day once that is past."""
    due = Deadline(0, "owner", "due", TODAY, moment="2026-11-20 14:30", number="FB-001", title="太慢")
    items = [Item(due, "反馈处理!N5"), Item(due._replace(over=True, number="FB-002"), "反馈处理!N6")]
    assert [item.is_late(TODAY) for item in items] == [False, True]
    letter = Letter(WANG, (items[1],), (items[0],), (), ())
    zh, en = (body(letter, "x", TODAY, 7, "", lang).splitlines() for lang in ("zh", "en"))
    assert "- FB-001 太慢：2026-11-20 14:30 到期（反馈处理!N5）" in zh
    assert "- FB-002 太慢：2026-11-20 14:30 到期，已超时（反馈处理!N6）" in zh
    assert "- FB-002 太慢: was due on 2026-11-20 14:30, its time is over (反馈处理!N6)" in en


def test_nothing_to_remind_of_makes_no_file(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 30))
    outcome = reminded(path)
    assert (outcome.files, outcome.wrong, outcome.message.zh) == (
        [], False, "没有逾期、7 天内到期或待处理的事项，也没有未收回的副本",
    )  # fmt: skip
    assert not list((tmp_path / "提醒").iterdir())


@pytest.mark.parametrize(
    ("key", "table", "column", "says"),
    [
        (TemplateKey.ISSUES, "issues", "overdue", bool),
        (TemplateKey.PLAN, "tasks", "status", "逾期".__eq__),
    ],
)
def test_late_is_what_the_sheet_calls_late(
    key: TemplateKey, table: str, column: str, says: Any, tmp_path: Path
) -> None:
    """Issues by their column, tasks by their status."""
    session = Session(FileBook(demo(tmp_path, key)), "test", NOW)
    session.context.compute()
    data = session.context.tables[table]
    late = {entry.number for entry in deadlines(session.context) if entry.table == table and entry.late}
    assert late == {number for number, value in zip(data["id"], data[column], strict=True) if says(value)}
    assert late


def test_only_tables_of_ours_are_declared() -> None:
    assert set(DEADLINES) <= set(TABLES)


def test_what_keeps_results_is_reminded_of_too(tmp_path: Path) -> None:
    session = Session(FileBook(demo(tmp_path, TemplateKey.GOVERNANCE)), "test", NOW)
    session.context.compute()
    open_ones = {entry.number: (entry.day, entry.late) for entry in deadlines(session.context)}
    assert open_ones["DR-002"] == (date(2026, 11, 14), 6)
    assert open_ones["IN-002"] == (date(2026, 11, 18), 2)
    assert open_ones["SU-002"] == (date(2026, 11, 25), 0)
    assert open_ones["RV-002"] == (date(2026, 10, 31), 20)
    assert not {"DR-001", "IN-001", "SU-001", "RV-001"} & set(open_ones)  # done, closed, running, held


def test_a_signal_without_owner_is_for_the_owner_of_its_measure(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.MEASURES)
    outcome = reminded(path, addresses=[WANG])
    assert "待处理 1 项（没有定期限）：\n- S-002 " in text(outcome.files[0])
    cell = FileBook(path).view("adjustments").cell("changed_by", 0)  # who is to change something today
    assert [(f.problem.code, f.sheet, f.cell) for f in outcome.findings] == [("no-address", "调整", cell)]


# --- who ---------------------------------------------------------------------------------------------------------------


def test_rows_without_an_owner_are_named(tmp_path: Path) -> None:
    outcome = reminded(
        book(tmp_path, issue(1, -1), issue(2, -1, owner=None), issue(3, 2, owner=None)), addresses=[WANG]
    )
    (finding,) = [finding for finding in outcome.findings if finding.problem.code == "nobody-to-remind"]
    assert (finding.where, outcome.wrong) == ("问题清单!L6", True)
    assert finding.what("zh") == "「责任人」里没有人，2 行没有人可以提醒：L6、L7"


def test_who_has_no_address_gets_a_draft_to_fill_in(tmp_path: Path) -> None:
    outcome = reminded(book(tmp_path, issue(1, 1, owner="赵六")))
    (finding,) = outcome.findings
    assert (finding.problem.code, finding.where, outcome.wrong) == ("no-address", "问题清单!L5", True)
    assert message(outcome.files[0])["To"] is None
    assert outcome.files[0].name == "问题清单-提醒-赵六.eml"


def test_addresses_come_from_the_mailings(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 1, owner="王芳"), issue(2, 1, owner="李强"), issue(3, 1, owner="li@x.cn"))
    listed_in(
        path,
        {"recipient": "王芳", "address": "wang@x.cn", "scope": "提醒"},
        {"recipient": "李强", "address": "no address", "scope": "提醒"},
    )
    assert pending(FileBook(path)) == []  # no copy goes to somebody who is listed for reminders alone
    outcome = reminded(path)
    assert [message(file)["To"] for file in outcome.files] == ["王芳 <wang@x.cn>", None, "li@x.cn"]
    assert [(f.problem.code, f.where) for f in outcome.findings] == [
        ("bad-address", "收发记录!B6"),
        ("no-address", "问题清单!L6"),
    ]
    assert text(outcome.files[2]).startswith("li，您好：")


def test_of_two_addresses_none_is_guessed(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 1, owner="王芳"))
    rows = [{"recipient": "王芳", "address": address, "scope": "提醒"} for address in ("wang@x.cn", "fang@x.cn")]
    listed_in(path, *rows)
    outcome = reminded(path)
    assert message(outcome.files[0])["To"] is None
    assert codes(outcome) == ["addresses-differ"]
    assert "wang@x.cn、fang@x.cn" in outcome.findings[0].what("zh")
    assert message(reminded(path, addresses=[WANG]).files[0])["To"] == "王芳 <wang@x.cn>"


# --- copies ------------------------------------------------------------------------------------------------------------


def test_the_very_copy_goes_along_again_and_comes_back(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 30))
    (copy,) = sent(path, WANG)
    as_sent = copy.read_bytes()
    typed(copy, "scope", 0, "有人在原处填了")
    outcome = reminded(path, copies=[copy.parent])
    (draft,) = outcome.files
    assert message(draft)["Subject"] == "提醒：问题清单，待交回 1 份"
    assert message(draft)["To"] == "王芳 <wang@x.cn>"
    assert attachments(draft) == {copy.name: as_sent}
    assert f"- {copy.name}（2026-11-20 寄出）：再次附上。" in text(draft)

    reply = tmp_path / "回复.xlsx"
    reply.write_bytes(attachments(draft)[copy.name])
    typed(reply, "scope", 0, "收到提醒后填的")
    assert not collected(path, reply).wrong
    assert column(path, "scope") == ["收到提醒后填的"]
    assert reminded(path, copies=[copy.parent]).files == []


def test_a_copy_without_its_draft_is_found_and_another_file_is_not_taken_for_it(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 30))
    wang, li = sent(path, WANG, LI)
    for copy in (wang, li):
        copy.with_suffix(".eml").unlink()
    shutil.copy(wang, li)
    of_wang, of_li = reminded(path, copies=[wang.parent]).files
    assert attachments(of_wang) == {wang.name: wang.read_bytes()}
    assert attachments(of_li) == {}
    assert "见当时的邮件" in text(of_li)
    outcome = reminded(path, copies=[tmp_path / "nowhere"])
    assert codes(outcome) == ["copy-not-at-hand"] * 2
    assert (outcome.findings[0].where, outcome.wrong) == ("收发记录!E5", False)


def test_a_copy_for_nobody_in_particular_is_named(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 30))
    (copy,) = sent(path)
    outcome = reminded(path, copies=[copy.parent])
    assert [(f.problem.code, f.where) for f in outcome.findings] == [("nobody-to-remind", "收发记录!A5")]
    assert (outcome.files, outcome.wrong) == ([], True)
    assert outcome.message.zh == "没有生成提醒：要提醒的行里没有写是谁"


def test_two_people_of_one_copy_are_both_reminded(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, 30))
    (copy,) = sent(path, WANG, LI, one=True)
    outcome = reminded(path, copies=[copy.parent])
    assert [message(file)["To"] for file in outcome.files] == ["王芳 <wang@x.cn>", "李强 <li@x.cn>"]
    assert [attachments(file) for file in outcome.files] == [{copy.name: copy.read_bytes()}] * 2


# --- drafts of before ----------------------------------------------------------------------------------------------------


def test_drafts_do_not_pile_up_and_what_somebody_wrote_stays(tmp_path: Path) -> None:
    path = book(tmp_path, issue(1, -1, owner="王芳"), issue(2, 1, owner="李强"))
    first = reminded(path, addresses=[WANG, LI])
    wang, li = first.files
    content = {file: file.read_bytes() for file in first.files}
    again = reminded(path, addresses=[WANG, LI])
    assert {file: file.read_bytes() for file in again.files} == content
    assert sorted(wang.parent.iterdir()) == sorted(content)

    own = content[wang] + b"PS\r\n"
    wang.write_bytes(own)
    typed(path, "due", 1, TODAY - timedelta(days=1))
    for _ in range(2):
        outcome = reminded(path, addresses=[WANG, LI])
        assert [file.name for file in outcome.files] == ["问题清单-提醒-王芳-2.eml", "问题清单-提醒-李强.eml"]
        assert codes(outcome) == ["draft-changed"]
    assert wang.read_bytes() == own
    assert "已逾期 1 天" in text(li)
    assert len(list(wang.parent.iterdir())) == 3

    typed(path, "closed_on", 1, TODAY)
    outcome = reminded(path, addresses=[WANG, LI])
    assert codes(outcome) == ["draft-changed", "draft-left"]
    assert li.is_file()


def test_drafts_of_another_workbook_are_left_alone(tmp_path: Path) -> None:
    first = reminded(book(tmp_path, issue(1, -1)), addresses=[WANG])
    (draft,) = first.files
    content = draft.read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    second = reminded(book(other, issue(1, -2)), folder=draft.parent, addresses=[WANG])
    assert draft.read_bytes() == content
    assert second.files != first.files


@pytest.mark.parametrize("with_copy", [True, False])
def test_outlook_gets_the_copy_from_the_draft(with_copy: bool, tmp_path: Path) -> None:
    path, added = book(tmp_path, issue(1, 0)), list[bytes]()
    copies = sent(path, WANG) if with_copy else []
    outcome = reminded(path, copies=[tmp_path / "out 0"], addresses=[WANG])
    item = SimpleNamespace(Display=lambda: None)
    item.Attachments = SimpleNamespace(Add=lambda file: added.append(Path(file).read_bytes()))
    assert show_drafts(outcome.files, lambda: SimpleNamespace(CreateItem=lambda _kind: item)) == 1
    assert "问题1" in item.Body
    assert added == [copy.read_bytes() for copy in copies]


def test_feedback_trainings_and_rollout_are_due_by_their_clocks(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.RESULTS)
    score(FileBook(path, writing=True), NOW)
    outcome = reminded(path)
    by_name = {file.stem.rpartition("-")[2]: text(file) for file in outcome.files}
    table = FileBook(path).view("feedback")
    due = table.data["due"][4]
    assert f"- FB-005 误判上报入口找不到：{due:%Y-%m-%d %H:%M} 到期，已" in by_name["李强"]
    assert f"反馈处理!{table.cell('due', 4)}" in by_name["李强"]
    # A training is about its procedure; one that counts no longer has no day, but waits.
    assert "- TR-005 订单审核 SOP V2.0：" in by_name["李强"]
    assert "待处理 1 项（没有定期限）：\n- TR-002 " in by_name["李强"]
    assert "RO-002 西南分仓订单组：" in by_name["陈涛"]
