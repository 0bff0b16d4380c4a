"""A questionnaire without a platform: answer sheets mailed, filled in by a real program or by hand, collected into 答卷."""

import email
import hashlib
import json
import re
import zipfile
from datetime import date, datetime
from email.policy import default as mail_policy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils import coordinate_to_tuple

from addin.book.file.book import FileBook
from addin.commands.collect import collect
from addin.commands.history import undo
from addin.commands.remind import remind
from addin.commands.share import share
from addin.sharing.answer_sheets import form_of, pieces, read
from addin.sharing.mail import recipient
from addin.sharing.returns import read_all
from addin.xlsx import Workbook
from tests.helpers.answersheets import PEOPLE, Given, answered, answers, collected, findings, form_in, saved_at, survey
from tests.helpers.books import NOW, set_cell
from tests.helpers.desk import At, FileDesk
from tests.helpers.mailroom import raw
from tests.helpers.mails import reply
from tests.helpers.office import Office
from tests.helpers.validators import audited
from udfs.lang import Lang, Text
from udfs.problems import RefusalError
from udfs.survey.answer_sheets import Asked, Jump, Slot, asked_of, filled, obstacles, slots
from udfs.survey.cells import read_choices, read_matrix, read_ranks
from udfs.survey.choices import KINDS, MATRIX, MULTIPLE, RANKING, SCALE, SINGLE
from udfs.survey.questions import Question
from udfs.values import Cell, CellValue
from workbook_templates.builder.answer_layout import laid_out

ALL: Given = {
    ("Q-001", "审批流程"): "✓",
    ("Q-002", "审批流程"): "✓",
    ("Q-002", "对账, 开票"): 1,
    ("Q-003", "速度"): 2,
    ("Q-003", "质量"): 1,
    ("Q-003", "成本"): 3,
    ("Q-004", ""): "满意",
    ("Q-005", "没用过"): "x",
    ("Q-007", ""): 9,
    ("Q-008", "响应速度"): "好",
    ("Q-008", "系统稳定"): "差",
    ("Q-009", ""): "少录一遍\n早点下班",
    ("Q-010", ""): 2,
}
ROW: dict[str, CellValue] = {
    "source": "答题表", "person": "王芳", "department": "部门1", "post": "岗位1",
    "q01": "审批流程", "q02": "审批流程┋对账, 开票", "q03": "质量→速度→成本", "q04": "满意", "q05": "没用过", "q06": "(跳过)",
    "q07": "9", "q08": "响应速度＝好┋系统稳定＝差", "q09": "少录一遍\n早点下班", "q10": "不满意",
}  # fmt: skip


def sheets(path: Path, **options: Any) -> dict[str, Path]:
    """Return the answer sheets made, by the last word of their names."""
    folder = path.parent / "out"
    folder.mkdir(exist_ok=True)
    share(FileBook(path, writing=True), NOW, folder, path.stem, **{"survey": True, **options})
    return {built.stem.rpartition("-")[2]: built for built in folder.glob("*.xlsx")}


def rows_of(path: Path) -> list[dict[str, CellValue]]:
    return [{key: row[key] for key in row if key not in ("_id", "id", "submitted")} for row in answers(path)]


def mailings(path: Path) -> list[dict[str, CellValue]]:
    data = FileBook(path).register("mailings").data
    keys = ("recipient", "address", "scope", "sent", "file", "returned", "outcome", "share")
    return [{key: data[key][i] for key in keys} for i, full in enumerate(data.filled()) if full]


# --- the sheet --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_the_cells_to_fill_in_are_open_and_each_has_its_dropdown(lang: Lang, tmp_path: Path) -> None:
    path = survey(tmp_path, lang)
    sheet = sheets(path)["王芳"]
    assert audited(sheet) == []
    form, drawn = form_in(sheet), openpyxl.load_workbook(sheet).worksheets[0]
    assert drawn.title == ("答题表" if lang == "zh" else "Answer sheet")
    assert drawn.protection.sheet
    assert not drawn.protection.password
    merged = {cell for block in drawn.merged_cells.ranges for cell in list(block.cells)[1:]}
    unlocked = {(c.row, c.column) for row in drawn for c in row if not c.protection.locked} - merged
    assert unlocked == {(row, col) for row, col, _, _ in form.places}
    listed = {
        place
        for rule in drawn.data_validations.dataValidation
        for place in map(coordinate_to_tuple, str(rule.sqref).split())
    }
    assert unlocked - listed == {
        (row, col) for row, col, asked, slot in form.places if slot.own or asked in ("Q-009", "Q-012")
    }
    assert (drawn.page_setup.paperSize, drawn.page_setup.orientation) == (9, "portrait")
    texts = " ".join(str(c.value) for row in drawn for c in row if c.value)
    words = (
        ("（必答）", "跳到第 7 题", "不与其他选项同选")
        if lang == "zh"
        else ("(required)", "go on with question 7", "not together")
    )
    assert all(part in texts for part in words)
    breaks = [brk.id for brk in drawn.row_breaks.brk]
    starts = {row for (row, col), text in form.printed.items() if col == 1 and text.isdecimal()}
    assert breaks
    assert all(at + 2 in starts for at in breaks)  # a question is not torn: a page begins with the gap above one


def test_a_comma_in_an_option_leaves_its_list_whole(tmp_path: Path) -> None:
    """Written into the rule itself a list would be cut at its commas."""
    path = survey(tmp_path)
    sheet = openpyxl.load_workbook(sheets(path)["王芳"]).worksheets[0]
    assert all(str(rule.formula1).startswith(("_", "'_", "=_")) for rule in sheet.data_validations.dataValidation)


def test_questions_that_cannot_be_asked_are_named_by_cell_and_nothing_is_made(desk: At, tmp_path: Path) -> None:
    path = survey(tmp_path)
    book = desk(path)
    book.type("options", 0, None, "questions")
    book.type("jump", 4, "没用过→Q-002", "questions")
    book.type("kind", 8, None, "questions")
    book.type("rows", 7, "速度\n速度", "questions")
    book.type("jump", 9, "满意就跳过", "questions")
    book.type("id", 10, "第十一题", "questions")
    book.type("id", 11, "Q-061", "questions")
    book.type("id", 2, "Q-002", "questions")
    before = book.everything()
    folder = tmp_path / "out"
    folder.mkdir()
    outcome = book.run(share, folder, "调研", survey=True)
    view = book.view("questions")
    assert findings(outcome) == [
        ("cannot-ask", f"问卷!{view.cell(key, at)}")
        for key, at in (
            ("options", 0),
            ("jump", 4),
            ("rows", 7),
            ("kind", 8),
            ("jump", 9),
            ("id", 10),
            ("id", 11),
            ("id", 2),
        )
    ]
    assert "没有题型" in outcome.findings[3].what("zh")
    assert list(folder.iterdir()) == []
    assert book.everything() == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"one": True}, "survey-alone"),
        ({"rows": "部门"}, "survey-alone"),
        ({"raters": True}, "survey-alone"),
        ({"people": ()}, "nobody-asked"),
    ],
)
def test_what_cannot_be_shared_is_refused(options: dict[str, Any], code: str, tmp_path: Path) -> None:
    people = options.pop("people", PEOPLE)
    path = survey(tmp_path, people=people)
    before = path.read_bytes()
    with pytest.raises(RefusalError) as refusal:
        sheets(path, **options)
    assert refusal.value.finding.problem.code == code
    assert path.read_bytes() == before


@pytest.mark.parametrize(("gone", "to"), [("问卷", ["p2@x.cn"]), ("名单", [])])
def test_a_workbook_without_one_of_the_tables_is_refused_by_its_name(gone: str, to: list[str], tmp_path: Path) -> None:
    path = survey(tmp_path)
    workbook = openpyxl.load_workbook(path)
    del workbook[gone]
    workbook.save(path)
    before = path.read_bytes()
    with pytest.raises(RefusalError) as refusal:
        sheets(path, to=[recipient(each) for each in to])
    assert refusal.value.finding.problem.code == "table-missing"
    assert gone in refusal.value.finding.what("zh")
    assert path.read_bytes() == before


def test_everybody_on_the_roster_is_asked_once(tmp_path: Path) -> None:
    path = survey(tmp_path)
    sheets(path)
    with pytest.raises(RefusalError, match="everybody-asked"):
        sheets(path)
    again = sheets(path, to=[recipient("p2@x.cn")])
    assert "2" in again  # 调研-李强-2: another sheet for the same person
    assert form_in(again["2"]).person == "李强"
    assert [row["scope"] for row in mailings(path)] == ["答题表"] * 4


# --- what comes back --------------------------------------------------------------------------------------------------


def test_a_sheet_comes_back_as_a_row_of_answers(desk: At, tmp_path: Path) -> None:
    path = survey(tmp_path)
    book, folder = desk(path), tmp_path / "out"
    folder.mkdir()
    book.run(share, folder, "调研", survey=True)
    back = answered(folder / "调研-王芳.xlsx", ALL)
    draft = email.message_from_bytes((folder / "调研-王芳.eml").read_bytes(), policy=mail_policy)
    assert str(draft["To"]) == "王芳 <p1@x.cn>"
    [attached] = draft.iter_attachments()
    assert attached.get_content() == (folder / "调研-王芳.xlsx").read_bytes()
    mail = tmp_path / "回复.eml"
    mail.write_bytes(reply((back.name, back.read_bytes())).as_bytes())
    outcome = book.run(collect, read_all([mail], master=path))
    assert findings(outcome) == []
    view = book.view("answers")
    row = {key: values[0] for key, values in view.data.columns.items() if values[0] not in (None, "")}
    assert row.pop("_id")
    assert row.pop("id") == "A-001"
    assert row.pop("submitted") == datetime.fromisoformat("2026-11-21T08:00:00+00:00").astimezone().replace(tzinfo=None)
    assert row == ROW


def test_libreoffice_fills_a_sheet_and_it_comes_back_the_same(office: Office, tmp_path: Path) -> None:
    path = survey(tmp_path)
    sheet = sheets(path)["王芳"]
    at = {(asked, slot): (row, col) for row, col, asked, slot in form_in(sheet).places}
    back = sheet.with_name("办公软件.xlsx")
    with office.open(sheet) as document:
        for (asked, item), value in ALL.items():
            document.type_value("答题表", *at[asked, Slot(item)], value)
        option = office._value()  # noqa: SLF001 - the program's own kind of option
        option.Name, option.Value = "FilterName", "Calc MS Excel 2007 XML"
        document.document.storeToURL(back.resolve().as_uri(), (option,))
    outcome = collected(path, back)
    assert findings(outcome) == []
    assert rows_of(path) == [ROW]


def test_what_breaks_the_rules_is_kept_and_reported_with_its_cell(tmp_path: Path) -> None:
    path = survey(tmp_path)
    sheet = sheets(path)["王芳"]
    cells = {(asked, slot): (row, col) for row, col, asked, slot in form_in(sheet).places}
    marks: Given = {
        ("Q-001", "审批流程"): "√",
        ("Q-001", "执行操作"): "v",
        ("Q-002", "以上都没有"): "是",
        ("Q-002", "系统录入"): True,
        ("Q-003", "速度"): 1,
        ("Q-003", "质量"): 1,
        ("Q-003", "成本"): "最后",
        ("Q-005", "没用过"): "✓",
        ("Q-005", "用过"): "否",
        ("Q-006", ""): 4,
        ("Q-007", ""): 11,
        ("Q-011", "三年以上"): "差不多",
    }
    outcome = collected(path, answered(sheet, marks, own={("Q-001", "其他"): "等人签字"}))
    here = f"{sheet.stem}-回.xlsx · 答题表"

    def cell(asked: str, item: str = "", *, own: bool = False) -> str:
        row, col = cells[asked, Slot(item, own)]
        return f"{here}!{'ABCD'[col - 1]}{row}"

    assert sorted(findings(outcome)) == sorted(
        [
            ("words-without-mark", cell("Q-001", "其他", own=True)),
            ("two-chosen", cell("Q-001", "执行操作")),
            ("exclusive-together", cell("Q-002", "以上都没有")),
            ("mark-unknown", cell("Q-003", "成本")),
            ("rank-twice", cell("Q-003", "质量")),
            ("left-blank", cell("Q-004")),
            ("skipped-answered", cell("Q-006")),
            ("mark-unknown", cell("Q-007")),
            ("left-blank", cell("Q-007")),
            ("mark-unknown", cell("Q-011", "三年以上")),
        ]
    )
    [row] = rows_of(path)
    assert row["q01"] == "审批流程┋执行操作┋其他〖等人签字〗"
    assert row["q02"] == "系统录入┋以上都没有"
    assert row["q03"] == "速度→质量"
    assert (row["q05"], row["q06"]) == ("没用过", "4")
    assert row["notes"] == "Q-003 成本=最后\nQ-003 速度=1, 质量=1\nQ-007 11\nQ-011 三年以上=差不多"
    assert not {"q07", "q11"} & set(row)


def test_what_stands_beside_the_cells_is_named(tmp_path: Path) -> None:
    path = survey(tmp_path)
    back = answered(sheets(path)["王芳"], ALL)
    book = openpyxl.load_workbook(back)
    sheet = book.worksheets[0]
    first = next(row for row, _, asked, _ in form_in(back).places if asked == "Q-001")
    sheet.cell(first, 2).value = "审批（我改的）"
    sheet.cell(400, 7).value = "另外想说一句"
    sheet.cell(first, 3).comment = Comment("这题没看懂", "x")
    book.create_sheet("附页")["A1"] = "附页上的话"
    book.save(back)
    outcome = collected(path, back)
    place = f"{back.name} · "
    assert sorted(findings(outcome)) == sorted(
        [
            ("outside-table", f"{place}答题表!B{first}"),
            ("outside-table", f"{place}答题表!G400"),
            ("attached-left", f"{place}答题表!C{first}"),
            ("sheet-added", f"{place}附页"),
        ]
    )
    reports = " ".join(finding.what("zh") for finding in outcome.findings)
    assert all(words in reports for words in ("审批（我改的）", "另外想说一句", "这题没看懂", "附页上的话"))
    assert rows_of(path) == [ROW]


def test_rows_put_in_or_taken_out_do_not_mix_up_the_answers(tmp_path: Path) -> None:
    path = survey(tmp_path)
    back = answered(sheets(path)["王芳"], ALL)
    book = openpyxl.load_workbook(back)
    sheet = book.worksheets[0]
    for block in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(block))
    rows = {asked: row for row, _, asked, _ in reversed(form_in(back).places)}
    sheet.insert_rows(rows["Q-008"])
    sheet.cell(rows["Q-008"], 2).value = "我加的一行"
    sheet.delete_rows(rows["Q-005"] - 1)  # a line that explains
    sheet.insert_rows(2, 3)
    book.save(back)
    outcome = collected(path, back)
    assert findings(outcome) == [("outside-table", f"{back.name} · 答题表!B{rows['Q-008'] + 2}")]
    assert rows_of(path) == [ROW]


def test_a_sheet_of_which_too_little_is_left_is_refused(tmp_path: Path) -> None:
    path = survey(tmp_path)
    back = answered(sheets(path)["王芳"], ALL)
    book = openpyxl.load_workbook(back)
    for block in list(book.worksheets[0].merged_cells.ranges):
        book.worksheets[0].unmerge_cells(str(block))
    book.worksheets[0].insert_cols(1)
    book.save(back)
    before = path.read_bytes()
    assert [code for code, _ in findings(collected(path, back))] == ["sheet-damaged"]
    assert path.read_bytes() == before


def test_late_double_and_blank_sheets_are_entered_and_reported(tmp_path: Path) -> None:
    path = survey(tmp_path, set_survey_until=date(2026, 11, 22))
    files = sheets(path)
    early = answered(files["王芳"], ALL, "早", "2026-11-21T08:00:00Z")
    later = answered(files["王芳"], {**ALL, ("Q-007", ""): 3}, "晚", "2026-11-25T08:00:00Z")
    twin = answered(files["王芳"], ALL, "重存", "2026-11-22T08:00:00Z")
    blank = saved_at(files["李强"], "2026-11-21T09:00:00Z")
    outcome = collected(path, early, later, twin, blank)
    assert sorted(findings(outcome)) == [
        ("answered-twice", "答卷"),
        ("late-answer", ""),
        ("same-answers", ""),
        ("sheet-blank", ""),
    ]
    assert [row["q07"] for row in answers(path)] == ["9", "3"]
    assert [row["returned"] is not None for row in mailings(path)] == [True, False, False]
    # A third one later: told at the rows that stand there.
    third = answered(files["王芳"], {**ALL, ("Q-007", ""): 5}, "再", "2026-11-22T10:00:00Z")
    again = collected(path, early, third)
    view = FileBook(path).view("answers")
    assert ("answered-twice", f"答卷!{view.cell('decision', 0)}") in findings(again)
    assert len(answers(path)) == 3
    assert undo(FileBook(path, writing=True), NOW).changed
    assert len(answers(path)) == 2


def test_a_question_changed_since_is_reported(tmp_path: Path) -> None:
    path = survey(tmp_path)
    back = answered(sheets(path)["王芳"], ALL)
    FileDesk(path).type("options", 0, "审批流程\n别的", "questions")
    outcome = collected(path, back)
    assert [code for code, _ in findings(outcome)] == ["question-changed"]
    assert rows_of(path) == [ROW]


def test_somebody_not_on_the_roster_has_a_row_without_department(tmp_path: Path) -> None:
    path = survey(tmp_path)
    sheet = sheets(path, to=[recipient("外人 <out@x.cn>")])["外人"]
    outcome = collected(path, answered(sheet, ALL))
    assert [code for code, _ in findings(outcome)] == ["not-on-roster"]
    assert rows_of(path) == [{k: v for k, v in {**ROW, "person": "外人"}.items() if k not in ("department", "post")}]


def test_a_damaged_or_foreign_sheet_is_refused_and_the_workbook_stays(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    path, other = survey(tmp_path), survey(tmp_path / "other")
    sheet, foreign = answered(sheets(path)["王芳"], ALL), answered(sheets(other)["王芳"], ALL)
    book = openpyxl.load_workbook(sheet)
    book["_base"]["A1"] = "{"
    broken = sheet.with_name("坏.xlsx")
    book.save(broken)
    before = path.read_bytes()
    outcome = collected(path, broken, foreign)
    assert [code for code, _ in findings(outcome)] == ["sheet-damaged", "other-book"]
    assert path.read_bytes() == before


def test_who_has_not_answered_is_reminded_with_the_sheet_again(tmp_path: Path) -> None:
    path = survey(tmp_path)
    files = sheets(path)
    collected(path, answered(files["王芳"], ALL))
    folder = tmp_path / "提醒"
    folder.mkdir()
    drafts = remind(FileBook(path, writing=True), NOW, folder, "调研", copies=[tmp_path / "out"]).files
    carried = {}
    for draft in drafts:
        message = email.message_from_bytes(draft.read_bytes(), policy=mail_policy)
        carried[str(message["To"])] = [part.get_content() for part in message.iter_attachments()]
    assert carried == {f"{name} <p{at}@x.cn>": [files[name].read_bytes()] for at, name in ((2, "李强"), (3, "张敏"))}


# --- anonymous --------------------------------------------------------------------------------------------------------

MANY = tuple(f"员工{number:02}" for number in range(1, 13))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_anonymous_sheets_are_one_and_hold_nobody(tmp_path: Path) -> None:
    path = survey(tmp_path, people=MANY, set_survey_anonymous="是")
    folder = tmp_path / "out"
    folder.mkdir()
    share(FileBook(path, writing=True), NOW, folder, "调研", to=[recipient("p1@x.cn")], survey=True)
    later = NOW.replace(day=28)
    share(FileBook(path, writing=True), later, folder, "调研", survey=True)
    assert [built.name for built in folder.glob("*.xlsx")] == ["调研-答题表.xlsx"]
    content = (folder / "调研-答题表.xlsx").read_bytes()
    drafts = sorted(folder.glob("*.eml"))
    assert len(drafts) == len(MANY)
    for draft in drafts:
        [attached] = email.message_from_bytes(draft.read_bytes(), policy=mail_policy).iter_attachments()
        assert (attached.get_filename(), attached.get_content()) == ("调研-答题表.xlsx", content)
    written = raw(folder / "调研-答题表.xlsx")
    for row, name in enumerate(MANY, 1):
        assert not {word for word in (name, f"p{row}@x.cn", f"N-{row:03}") if word in written}
    roster = FileBook(path).view("roster").data
    assert not [row_id for row_id in roster["_id"] if row_id and str(row_id) in written]
    rows = mailings(path)
    assert [(row["recipient"], row["scope"], row["share"], row["file"]) for row in rows] == [
        (name, "匿名答题表", None, "调研-答题表.xlsx") for name in MANY
    ]
    # Nobody is reminded by what they have not sent back: nobody can know.
    assert remind(FileBook(path, writing=True), later, folder, "调研", copies=[folder]).files == []


def test_of_anonymous_answers_neither_sender_nor_time_nor_order_is_anywhere(tmp_path: Path) -> None:
    path = survey(tmp_path, people=MANY)
    sheet = sheets(path, anonymous=True)["答题表"]
    arrived = []
    for number in range(1, 13):
        when = f"2026-11-21T08:{number + 10}:37Z"
        back = saved_at(
            answered(sheet, {**ALL, ("Q-009", ""): f"意见{number:02}"}, f"{number}", when), when, f"保存人{number}"
        )
        mail = tmp_path / f"密件{number:02}.eml"
        mail.write_bytes(
            reply(
                (f"附件{number}.xlsx", back.read_bytes()), sender=f"寄件{number:02} <secret{number:02}@x.cn>"
            ).as_bytes()
        )
        arrived.append(mail)
    outcome = collected(path, *arrived)
    assert [code for code, _ in findings(outcome)] == ["twice-unknown"]
    written = raw(path)
    assert not re.findall(r"寄件\d|secret\d|保存人\d|密件\d|附件\d+\.xlsx|08:\d\d:37|2026-11-21", written)
    rows = answers(path)
    order = [str(row["q09"]) for row in rows]
    assert sorted(order) == [f"意见{number:02}" for number in range(1, 13)]
    assert order != sorted(order)
    assert [row["id"] for row in rows] == [f"A-{number:03}" for number in range(1, 13)]
    assert not [key for row in rows for key in ("person", "department", "post", "submitted", "seconds") if key in row]
    assert {row["source"] for row in rows} == {"匿名答题表"}
    assert not [row for row in mailings(path) if row["returned"] or row["outcome"]]
    # What is kept so that no file counts twice does not lead to a row either.
    kept = FileBook(path).register("returns").data
    marks = [str(value) for value in kept["digest"] if value]
    assert len(marks) == 12
    identities = {str(row["_id"]) for row in rows}
    assert not identities & set(marks)
    assert [value for value in kept["saved"] if value] == []
    again = collected(path, *arrived)
    assert len(answers(path)) == 12
    assert again.changed == 0


def test_reports_of_an_anonymous_sheet_name_its_row_and_not_its_file(tmp_path: Path) -> None:
    path = survey(tmp_path, set_survey_until=date(2026, 11, 20))
    sheet = sheets(path, anonymous=True)["答题表"]
    back = answered(sheet, {**ALL, ("Q-001", "执行操作"): "✓"}, "王芳的")
    book = Workbook.open(back, writing=True)
    set_cell(book, "答题表", 300, 6, Cell("我来说一句"))
    book.save()
    mail = tmp_path / "王芳的回复.eml"
    mail.write_bytes(reply((back.name, back.read_bytes())).as_bytes())
    outcome = collected(path, mail)
    assert [code for code, _ in findings(outcome)] == [
        "two-chosen", "outside-table", "late-anonymous", "few-together", "twice-unknown"
    ]  # fmt: skip
    reports = "".join(finding.line(lang) for finding in outcome.findings for lang in ("zh", "en"))
    assert "A-001 · 答题表!F300" in reports
    assert not {word for word in ("王芳", "wang@x.cn", back.name) if word in reports}
    [listing] = outcome.listings
    assert [row[1] for row in listing.rows] == ["不记名"]


def test_a_questionnaire_changed_makes_another_sheet_and_the_first_one_stays(tmp_path: Path) -> None:
    path = survey(tmp_path, people=MANY)
    first = sheets(path, to=[recipient("p1@x.cn")], anonymous=True)["答题表"]
    before = hashlib.sha256(first.read_bytes()).hexdigest()
    FileDesk(path).type("text", 0, "换个问法", "questions")
    second = sheets(path, to=[recipient("p2@x.cn")], anonymous=True)
    assert hashlib.sha256(first.read_bytes()).hexdigest() == before
    assert form_in(second["2"]).share != form_in(first).share


# --- the rules, without a file ------------------------------------------------------------------------------------------


def test_the_form_holds_no_more_than_it_must(tmp_path: Path) -> None:
    """Of the person a named sheet holds the name and the row on 名单, and nothing else of the roster."""
    path = survey(tmp_path)
    sheet = sheets(path)["王芳"]
    written = raw(sheet)
    assert not {word for word in ("部门1", "岗位1", "p1@x.cn", "李强", "张敏", "N-001") if word in written}
    base = json.loads("".join(text for text in Workbook.open(sheet).first_column("_base") if isinstance(text, str)))
    assert base["person"] == "王芳"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.en)
def test_nothing_filled_in_is_lost(kind: Any) -> None:
    """Whatever stands in a cell is in the answer or in the notes, word for word."""
    question = Question(1, "?", kind, ("甲", "乙", "其他"), ("横", "竖"))
    asked = asked_of(question)
    for slot in slots(asked):
        for value in ("奇怪的话", 77, "2"):
            result = filled([asked], {asked.id: {slot: value}}, "zh")
            kept = result.answers[asked.id] + "\n".join(result.notes)
            assert (
                str(value) in kept
                or (kind in (SCALE, MATRIX) and "乙" in kept)
                or (kind == RANKING and slot.item in kept)
            )


def test_a_question_that_can_be_asked_has_no_obstacle() -> None:
    question = Question(1, "?", SINGLE, ("是", "否"), jumps=(("否", 3),), exclusive=("否",))
    assert list(obstacles(question, [1, 2, 3])) == []
    assert [key for key, _ in obstacles(question, [3, 1])] == ["jump"]


OPTIONS = st.lists(
    st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="┋〖〗→＝"), min_size=1, max_size=12),
    min_size=2, max_size=8, unique=True,
)  # fmt: skip


@given(OPTIONS, st.data())
def test_what_is_marked_is_what_is_read_from_the_cell(options: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(options), unique=True, min_size=1))
    words = data.draw(st.text("甲乙丙丁 ,;。", max_size=6)).strip()
    asked = Asked("Q-001", "?", MULTIPLE, tuple(options), own_words=(options[0],))
    cells: dict[Slot, CellValue] = {Slot(option): data.draw(st.sampled_from(["✓", 1, "x", True])) for option in chosen}
    if options[0] in chosen and words:
        cells[Slot(options[0], own=True)] = words
    result = filled([asked], {asked.id: cells}, "zh")
    expected = [(option, words if option == options[0] else "") for option in options if option in chosen]
    assert [tuple(entry) for entry in read_choices(result.answers[asked.id])] == expected
    assert not result.remarks
    assert not result.notes
    ranked = Asked("Q-002", "?", RANKING, tuple(options))
    order = data.draw(st.permutations(options))
    ranks: dict[Slot, CellValue] = {Slot(option): at for at, option in enumerate(order, 1)}
    assert read_ranks(filled([ranked], {ranked.id: ranks}, "zh").answers[ranked.id]) == tuple(order)
    matrix = Asked("Q-003", "?", MATRIX, ("好", "坏"), rows=tuple(options))
    rated: dict[Slot, CellValue] = {Slot(option): "好" for option in chosen}
    cell = filled([matrix], {matrix.id: rated}, "zh").answers[matrix.id]
    assert read_matrix(cell, options) == dict.fromkeys((o for o in options if o in chosen), "好")


@given(st.lists(OPTIONS, min_size=1, max_size=4), st.sampled_from(KINDS))
def test_what_travels_with_a_sheet_is_read_as_it_was_written(texts: list[list[str]], kind: Text) -> None:
    questions = [
        Asked(f"Q-{at:03}", options[0], kind, tuple(options), (options[-1],), tuple(options), at % 2 == 0,
              (Jump(options[0], "Q-009"),), (options[-1],))
        for at, options in enumerate(texts, 1)
    ]  # fmt: skip
    layout = laid_out(questions, "调研", ["请填"], "zh")
    form = form_of(layout, "ab", "cd", questions, "王芳", "ef")
    assert read("".join(pieces(form))) == form
    assert len({(piece.row, piece.col) for piece in layout.pieces}) == len(layout.pieces)
    assert {(asked, slot) for _, _, asked, slot in form.places} == {
        (q.id, slot) for q in questions for slot in slots(q)
    }
