"""关键词: counted over the customers' words, kept in their table, and turned into issues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.keywords import keywords
from addin.commands.signals import signals
from addin.gathering.workbooks import _carried
from tests.helpers.books import NOW, blank, filled
from tests.helpers.desk import At, Desk, FileDesk
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.tables.keywords import KEYWORDS

TODAY = NOW.date()
# 12 of the last 30 days, 4 of the 30 before; three deny it.
TEXTS: list[tuple[int, str]] = [
    *((days, f"第{days}单物流太慢了") for days in range(12)),
    *((30 + days, f"单号{days}物流速度慢") for days in range(4)),
    *((days, f"{days}号买的，物流不慢") for days in range(3)),
    (5, "退款流程太复杂"),
    (40, "退款流程很复杂，客服也没人回复"),
    *((31 + days, f"很好，第{days}次购买") for days in range(20)),
]


def book_of(folder: Path, texts: list[tuple[int, str]], *more: str) -> Path:
    rows = [
        {"id": f"UF-{n:03}", "day": TODAY - timedelta(days), "channel": "客服工单", "text": text}
        for n, (days, text) in enumerate(texts, 1)
    ]
    path = filled(folder, rows, TemplateKey.SURVEY, table="feedback_texts")
    if more:
        add(FileBook(path, writing=True), NOW, [*more])
    return path


def rows_of(desk: Desk, table: str = "keywords") -> list[Mapping[str, CellValue]]:
    data = desk.view(table).data
    return [{key: values[at] for key, values in data.columns.items()} for at in data.records()]


def test_keywords_are_counted_by_texts_and_periods(desk: At, tmp_path: Path) -> None:
    opened = desk(book_of(tmp_path, TEXTS))
    outcome = opened.run(keywords)
    assert outcome.message.zh == (
        "41 条文字，2 个关键词（新增 2 个）；最多的：物流慢 16、退款流程复杂 2；本期 2026-10-22～2026-11-20"
    )
    slow, refunds = rows_of(opened)
    assert [slow[key] for key in ("id", "word", "count", "current", "previous", "trend", "negated")] == [
        "KW-001", "物流慢", 16, 12, 4, "上升", 3,
    ]  # fmt: skip
    assert slow["share"] == pytest.approx(16 / 41)
    assert slow["quote1"] == "第0单物流太慢了"
    assert [refunds[key] for key in ("word", "count", "trend")] == ["退款流程复杂", 2, None]
    labels = opened.view("feedback_texts").data["keywords"]
    assert (labels[0], labels[16], labels[20]) == ("物流慢", "非物流慢", "退款流程复杂、无人回复")
    before = opened.contents()
    assert opened.run(keywords).message.zh.startswith("41 条文字，2 个关键词（新增 0 个）")
    assert opened.contents() == before


def test_what_people_wrote_beside_a_keyword_stays(desk: At, tmp_path: Path) -> None:
    opened = desk(book_of(tmp_path, TEXTS))
    opened.run(keywords)
    opened.type("notes", 1, "财务在看", "keywords")
    for row in (19, 20):
        opened.type("text", row, "没有问题", "feedback_texts")
    outcome = opened.run(keywords)
    assert outcome.findings == []
    assert [(row["word"], row["count"], row["notes"]) for row in rows_of(opened)] == [
        ("物流慢", 16, None), ("退款流程复杂", 0, "财务在看"),
    ]  # fmt: skip
    opened.type("notes", 1, None, "keywords")
    (finding,) = opened.run(keywords).findings
    assert (finding.problem.code, finding.cell) == ("keyword-gone", opened.view("keywords").cell("word", 1))


def test_figures_and_quotes_are_no_columns_to_type_in_and_go_where_the_row_goes(desk: At, tmp_path: Path) -> None:
    assert [column.key for column in KEYWORDS.typed] == ["id", "word", "issue", "notes"]
    opened = desk(book_of(tmp_path, TEXTS))
    opened.run(keywords)
    before = rows_of(opened)
    opened.run(check)
    assert [[row[key] for key in ("count", "trend", "quote1")] for row in rows_of(opened)] == [
        [row[key] for key in ("count", "trend", "quote1")] for row in before
    ]
    (one,) = (values for key, values, _ in _carried(opened.view("keywords")) if key == "count")
    assert one[:2] == [16, 2]


def test_the_lists_on_settings_steer_what_is_counted(tmp_path: Path) -> None:
    desk = FileDesk(
        book_of(
            tmp_path,
            [(day, text) for day in range(3) for text in (f"{day}闪送太慢", f"{day}态度差", f"{day}问以旧换新")],
        )
    )
    desk.set("lst_keyword_own", "以旧换新")
    desk.set("lst_keyword_stop", "态度差")
    desk.set("lst_keyword_same", "闪送=物流")
    desk.run(keywords)
    assert {row["word"]: row["count"] for row in rows_of(desk)} == {"物流慢": 3, "以旧换新": 3}


def test_another_column_of_texts_and_another_period(tmp_path: Path) -> None:
    path = book_of(tmp_path, [])
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["interviews"], [
        {"id": f"IV-{n}", "person": "王芳", "day": TODAY, "record": f"{n}：同一张单要重复录入"} for n in range(2)
    ])  # fmt: skip
    session.finish()
    desk = FileDesk(path)
    desk.run(keywords, texts=["访谈.记录"], days=7)
    assert [(row["word"], row["count"]) for row in rows_of(desk)] == [("重复录入", 2)]


def test_without_texts_there_is_nothing_to_count(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as refused:
        FileDesk(book_of(tmp_path, [])).run(keywords)
    assert refused.value.finding.problem.code == "no-texts"


@pytest.mark.parametrize("place", ["访谈", "访谈.访谈对象", "纪录.记录", ""])
def test_a_column_that_holds_no_texts_is_refused_and_nothing_changes(tmp_path: Path, place: str) -> None:
    desk = FileDesk(book_of(tmp_path, TEXTS))
    before = desk.everything()
    with pytest.raises(RefusalError) as refused:
        desk.run(keywords, texts=[place])
    assert refused.value.finding.problem.code == "texts-unknown"
    assert desk.everything() == before


def test_a_keyword_and_a_talk_become_issues_with_their_sentences(desk: At, tmp_path: Path) -> None:
    path = book_of(tmp_path, TEXTS, "issues")
    session = Session(FileBook(path, writing=True), "test", NOW)
    talk = {
        "id": "IV-001",
        "person": "王芳",
        "post": "审核员",
        "day": TODAY,
        "record": "同一张单录两遍",
        "key_point": "重复录入",
    }
    session.append(TABLES["interviews"], [talk])
    session.finish()
    opened = desk(path)
    opened.run(keywords)
    outcome = opened.run(signals, issue=["kw-001", "IV-001"])
    assert outcome.message.zh == "2 条有了去向：KW-001 → I-001、IV-001 → I-002"
    of_keyword, of_talk = rows_of(opened, "issues")
    assert of_keyword["statement"] == (
        "在日常服务客户时，客户体验存在客户反映“物流慢”，导致客户不满，影响程度为16 条反馈提到（占 39.0%），本期 12 条、上期 4 条"
    )
    assert (of_keyword["channel"], of_talk["channel"]) == ("用户反馈", "一线访谈")
    assert (of_talk["problem"], of_talk["step"]) == ("重复录入", "审核员")
    assert (rows_of(opened)[0]["issue"], rows_of(opened, "interviews")[0]["issue"]) == ("I-001", "I-002")
    opened.run(undo)
    assert rows_of(opened, "issues") == []
    assert rows_of(opened)[0]["issue"] is None


def test_a_workbook_without_the_tables_says_so(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as refused:
        FileDesk(blank(tmp_path)).run(keywords)
    assert refused.value.finding.problem.code == "table-missing"


def test_a_number_of_tables_without_a_row_is_refused_with_what_fills_them(tmp_path: Path) -> None:
    desk = FileDesk(book_of(tmp_path, TEXTS, "issues"))
    before = desk.everything()
    with pytest.raises(RefusalError) as refused:
        desk.run(signals, issue=["KW-001"])
    assert refused.value.finding.problem.code == "signal-none"
    assert desk.everything() == before
