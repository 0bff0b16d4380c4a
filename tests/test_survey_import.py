"""`import` of a survey's export into 问卷 and 答卷: both tables at once, nothing twice, and everything correctable."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_answers, demo_rows
from addin.commands.history import undo
from addin.commands.importing import import_rows, show_mapping
from addin.outcome import Outcome
from tests.helpers.books import NOW, blank
from tests.helpers.desk import At, Desk, FileDesk
from tests.helpers.surveys import NUMBERS, TEXTS
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.survey.choices import SINGLE
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

Table = Sequence[Sequence[Any]]
LATER = [
    4,
    "2026/3/1 9:03",
    "63秒",
    "微信",
    "1.1.1.4",
    "技术部",
    "沟通",
    "录入",
    "丙→甲→乙",
    "1",
    "2",
    "0",
    "1",
    "太慢",
]


def csv_of(folder: Path, name: str, table: Table, encoding: str = "gbk") -> Path:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table)
    path = folder / name
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def xlsx_of(folder: Path, name: str, table: Table) -> Path:
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("答卷数据")
        sheet.write(0, 0, "满意度调查（共 3 份）")
        for number, row in enumerate(table, 1):
            sheet.write_row(number, 0, row)
    return path


def page_of(folder: Path, name: str, table: Table) -> Path:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    path = folder / name
    path.write_text(f"<html><table>{rows}</table></html>", "utf-8")
    return path


def survey(folder: Path, lang: Any = "zh") -> Path:
    return blank(folder, TemplateKey.SURVEY, lang)


def rows_of(desk: Desk, table: str) -> list[dict[str, Any]]:
    data = desk.view(table).data
    keys = [column.key for column in data.table.columns if not column.hidden and column.computed is None]
    return [{key: data[key][i] for key in keys if data[key][i] is not None} for i in data.records()]


def codes(outcome: Outcome) -> list[str]:
    return [finding.problem.code for finding in outcome.findings]


def test_an_export_fills_both_tables_and_the_same_one_again_nothing(desk: At, tmp_path: Path) -> None:
    source, book = csv_of(tmp_path, "问卷星.csv", TEXTS), desk(survey(tmp_path))
    shown = book.run(import_rows, source, dry_run=True)
    assert rows_of(book, "questions") == [] == rows_of(book, "answers")
    assert shown.listings[0].rows[0][2] == SINGLE
    outcome = book.run(import_rows, source)
    assert (outcome.message.zh, codes(outcome)) == ("已导入 3 份答卷到“答卷”", ["personal-left"])
    questions, answers = rows_of(book, "questions"), rows_of(book, "answers")
    assert [row["id"] for row in questions] == [f"Q-00{n}" for n in range(2, 9)]
    assert (questions[1]["kind"], questions[1]["options"]) == ("多选", "审批\n其他\n录入")
    assert answers[0] == {
        "id": "A-001", "submitted": datetime(2026, 3, 1, 9, 0), "seconds": 60, "source": "微信", "department": "运营部", "q02": "审批",
        "q03": "审批┋其他〖搬货┋点数〗", "q04": "甲→乙→丙", "q05": "速度＝5┋态度＝4", "q06": 9, "q07": 4, "q08": "少盖章"}  # fmt: skip
    assert (answers[1]["q03"], answers[2]["q08"]) == ("(跳过)", "13800001234")
    before = book.everything()
    for again in (source, csv_of(tmp_path, "按序号.csv", NUMBERS)):
        with pytest.raises(RefusalError, match="file-known"):
            book.run(import_rows, again)
    assert book.everything() == before
    more = book.run(import_rows, csv_of(tmp_path, "再导.csv", [*TEXTS, LATER]))
    assert (more.changed, codes(more)) == (1, ["answers-known", "personal-left"])
    assert [row["id"] for row in rows_of(book, "answers")] == ["A-001", "A-002", "A-003", "A-004"]
    assert len(rows_of(book, "questions")) == 7


@pytest.mark.parametrize("shape", ["gbk", "utf-8", "utf-8-sig", "xlsx", "page"])
def test_the_same_rows_from_every_kind_of_file_and_from_both_shapes(shape: str, tmp_path: Path) -> None:
    wanted = None
    for number, table in enumerate((TEXTS, NUMBERS)):
        folder = tmp_path / str(number)
        folder.mkdir()
        if shape == "xlsx":
            source = xlsx_of(folder, "导出.xlsx", table)
        elif shape == "page":
            source = page_of(folder, "导出.xls", table)
        else:
            source = csv_of(folder, "导出.xls", table, shape)
        book = FileDesk(survey(folder))
        # Typed by people in the platform's order: what a number means is known.
        session = Session(book.book(writing=True), "test", NOW)
        session.append(TABLES["questions"], [
            {"id": "Q-002", "text": "最耗时的环节？", "kind": "单选", "options": "审批\n沟通"},
            {"id": "Q-001", "text": "您所在的部门是？", "kind": "单选", "options": "技术部\n运营部"},
        ])  # fmt: skip
        session.finish()
        outcome = import_rows(book.book(writing=True), NOW, source)
        assert codes(outcome) == ["personal-left"]
        rows = rows_of(book, "answers")
        assert [row["department"] for row in rows] == ["运营部", "技术部", "运营部"] == [row["q01"] for row in rows]
        assert wanted is None or rows == wanted
        wanted = rows


def test_numbers_that_nobody_understands_stay_and_are_named(tmp_path: Path) -> None:
    book = FileDesk(survey(tmp_path, "en"))
    outcome = book.run(import_rows, csv_of(tmp_path, "按序号.csv", NUMBERS))
    assert codes(outcome) == ["personal-left", "codes-kept"]
    assert "Q-002" in str(outcome.findings[1].args["few"])
    assert [row["q02"] for row in rows_of(book, "answers")] == ["1", "2", "1"]
    assert rows_of(book, "answers")[1]["q03"] == "(skipped)"


def test_kinds_can_be_corrected_before_and_after(desk: At, tmp_path: Path) -> None:
    table = [
        ["序号", "提交时间", "1、用什么联系？", "2、说明"],
        [1, "2026/3/1", "电话、微信", "a"],
        [2, "2026/3/2", "邮件、微信", "b"],
    ]
    source, book = csv_of(tmp_path, "表单.csv", table), desk(survey(tmp_path))
    outcome = book.run(import_rows, source, kinds=["Q-002=单选"], mapping=["2、说明=题目"])
    assert [row["kind"] for row in rows_of(book, "questions")] == ["填空", "单选"]
    assert [row["q01"] for row in rows_of(book, "answers")] == ["电话、微信", "邮件、微信"]
    book.type("kind", 0, "多选", "questions")
    book.type("options", 0, "电话\n微信\n邮件", "questions")
    outcome = book.run(import_rows, source)
    assert codes(outcome) == ["answers-known", "answers-read-anew"]
    assert [row["q01"] for row in rows_of(book, "answers")] == ["电话┋微信", "邮件┋微信"]
    # What a person wrote is not what any kind would give: it stays.
    book.type("q01", 0, "电话", "answers")
    outcome = book.run(import_rows, csv_of(tmp_path, "再导.csv", [*table, [3, "2026/3/3", "电话", "c"]]))
    assert codes(outcome) == ["answers-known", "answers-differ"]
    assert [row["q01"] for row in rows_of(book, "answers")] == ["电话", "邮件┋微信", "电话"]
    book.run(undo)
    assert [row["q01"] for row in rows_of(book, "answers")] == ["电话", "邮件┋微信"]
    before = book.everything()
    outcome = book.run(import_rows, source, again=True)
    assert (outcome.message.en, codes(outcome)) == ("There is nothing new; nothing was written", ["answers-differ"])
    assert book.everything() == before


def test_nothing_is_lost(tmp_path: Path) -> None:
    table = [
        ["编号", "提交时间", "开始答题时间", "微信昵称", "2、城市", "总分", "其他列"],
        ["x7", "昨天", "2026/3/1 9:00", "小王", "北京", 88, "a", "b"],
        ["", "2026/3/2 9:00", "", "", "北京", "", "", ""],
    ]
    book = FileDesk(survey(tmp_path))
    outcome = book.run(import_rows, csv_of(tmp_path, "导出.csv", table), mapping=["微信昵称=备注"])
    assert codes(outcome) == ["kept-as-text"]
    first, second = rows_of(book, "answers")
    assert first["notes"].split("\n") == [
        "编号: x7",
        "开始答题时间: 2026/3/1 9:00",
        "微信昵称: 小王",
        "总分: 88",
        "其他列: a",
        "b",
    ]
    assert (first["submitted"], first["q02"], second["id"]) == ("昨天", "北京", "A-002")
    with pytest.raises(RefusalError, match="file-known"):
        book.run(import_rows, tmp_path / "导出.csv", mapping=["微信昵称=备注"])


def test_numbers_that_another_survey_has_are_taken_again_by_the_notes(tmp_path: Path) -> None:
    book = FileDesk(survey(tmp_path))
    first = [["序号", "提交时间", "1、甲"], [1, "2026/3/1 9:00", "a"]]
    second = [["序号", "提交时间", "1、乙"], [1, "2026/4/1 9:00", "b"]]
    book.run(import_rows, csv_of(tmp_path, "一.csv", first))
    source = csv_of(tmp_path, "二.csv", second)
    book.run(import_rows, source)
    rows = rows_of(book, "answers")
    assert [(row["id"], row.get("q01"), row.get("q02"), row.get("notes")) for row in rows] == [
        ("A-001", "a", None, None),
        ("A-002", None, "b", "序号: 1"),
    ]
    with pytest.raises(RefusalError, match="file-known"):
        book.run(import_rows, source)


def test_what_has_no_place_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    book = FileDesk(survey(tmp_path))
    before = book.path.read_bytes()
    wide = csv_of(tmp_path, "长.csv", [[f"{n}、题{n}" for n in range(1, 63)], ["a"] * 62])
    source = csv_of(tmp_path, "短.csv", TEXTS)
    for problem, path, options in (
        ("too-many-questions", wide, {}),
        ("kind-form", source, {"kinds": ["Q-003 多选"]}),
        ("kind-form", source, {"kinds": ["Q-003=什么"]}),
        ("kind-no-question", source, {"kinds": ["Q-055=多选"]}),
        ("spell-survey", source, {"spell": ["a=b"]}),
        ("no-survey", csv_of(tmp_path, "表.csv", [["姓名"], ["王芳"]]), {"kinds": ["Q-003=多选"]}),
    ):
        with pytest.raises(RefusalError, match=problem):
            book.run(import_rows, path, **options)
    assert book.path.read_bytes() == before
    rest = book.run(import_rows, wide, mapping=["61、题61=备注", "62、题62=备注"])
    assert rest.changed == 1
    assert rows_of(book, "answers")[0]["notes"] == "61、题61: a\n62、题62: a"


def test_a_plain_form_by_the_questions_that_are_there(tmp_path: Path) -> None:
    book = FileDesk(survey(tmp_path))
    form = [
        ["提交时间", "姓名", "用什么联系？", "还缺什么？"],
        ["2026/3/1 9:00", "王芳", "电话,微信", "人"],
        ["2026/3/1 9:01", "李强", "微信", "钱"],
    ]
    source = csv_of(tmp_path, "表单.csv", form)
    book.run(import_rows, source, table="answers")
    assert [row["text"] for row in rows_of(book, "questions")] == ["用什么联系？", "还缺什么？"]
    assert [row["person"] for row in rows_of(book, "answers")] == ["王芳", "李强"]
    # From now on its headings are known: nobody has to say what it is.
    more = csv_of(tmp_path, "更多.csv", [*form, ["2026/3/1 9:02", "张敏", "微信", "时间"]])
    assert book.run(import_rows, more).changed == 1


def test_sheets_without_number_and_time_are_known_by_their_answers(tmp_path: Path) -> None:
    book = FileDesk(survey(tmp_path))
    table = [["1、城市", "2、性别"], ["北京", "男"], ["上海", "女"], ["北京", "男"]]
    source = csv_of(tmp_path, "一.csv", table)
    assert book.run(import_rows, source).changed == 3
    with pytest.raises(RefusalError, match="file-known"):
        book.run(import_rows, source)
    assert book.run(import_rows, csv_of(tmp_path, "二.csv", [*table, ["北京", "男"]])).changed == 1


def test_other_files_go_their_usual_way(tmp_path: Path) -> None:
    book = FileDesk(survey(tmp_path))
    texts = csv_of(tmp_path, "工单.csv", [["工单号", "创建时间", "内容"], ["T-1", "2026/3/1", "物流太慢"]])
    book.run(import_rows, texts, table="feedback_texts")
    assert rows_of(book, "feedback_texts")[0]["text"] == "物流太慢"
    people = csv_of(tmp_path, "名单.csv", [["姓名", "部门"], ["王芳", "运营部"]])
    book.run(import_rows, people, table="roster")
    assert rows_of(book, "roster")[0]["person"] == "王芳"
    assert show_mapping(FileBook(book.path), NOW, csv_of(tmp_path, "问卷.csv", TEXTS)).message.zh == "没有导入"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_exports_of_the_demo_give_the_demos_rows(lang: Lang, tmp_path: Path) -> None:
    """The demo's workbook is filled by the import; what tests and other commands take as its rows is the same."""
    wanted = list(demo_rows.rows("answers", lang, NOW.date()))
    assert len(wanted) == demo_answers.ANSWERED
    for by_number in (False, True):
        folder = tmp_path / str(by_number)
        folder.mkdir()
        book = FileDesk(survey(folder, lang))
        session = Session(book.book(writing=True), "test", NOW)
        session.append(TABLES["questions"], list(demo_rows.rows("questions", lang, NOW.date())))
        session.finish()
        source = folder / "export.csv"
        source.write_text(demo_answers.export_text(NOW.date(), lang, by_number=by_number), "utf-8-sig", newline="")
        outcome = book.run(import_rows, source)
        assert codes(outcome) == ["personal-left"]
        assert rows_of(book, "answers") == wanted


def test_the_demo_agrees_with_its_issues() -> None:
    """Typing twice is what staff complain of most (the first issue); slow delivery grows to two fifths of the bad words (the sixth)."""
    answers = list(demo_rows.rows("answers", "zh", NOW.date()))
    slowest = Counter(row["q03"] for row in answers)
    assert slowest.most_common(1)[0][0] == "系统录入"
    assert any(row["q05"] == "(跳过)" for row in answers)
    assert min(Counter(row["department"] for row in answers).values()) < 5
    roster = list(demo_rows.rows("roster", "zh", NOW.date()))
    assert len({row["person"] for row in roster}) == len(roster) == 150
    texts = list(demo_rows.rows("feedback_texts", "zh", NOW.date()))
    slow = [
        any(word in str(row["text"]) for word in ("太慢了", "速度慢", "物流慢", "物流很慢", "发货慢", "配送慢"))
        for row in texts
    ]
    assert len(texts) == 300
    assert 1.5 * sum(slow[:150]) < sum(slow[150:])
    talks = list(demo_rows.rows("interviews", "zh", NOW.date()))
    people = {row["person"]: row["department"] for row in roster}
    assert len({row["person"] for row in talks}) == 8
    assert all(people[row["person"]] == row["department"] for row in talks)
