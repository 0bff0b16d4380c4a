"""Ideas of a workshop: nothing refused, votes counted, alike ones named, chosen ones made solutions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.plans import plans
from addin.commands.score import score
from addin.commands.summary import summary
from addin.excel.selecting import selected_numbers
from tests.helpers.books import NOW, blank, filled
from tests.helpers.desk import At, Desk, FileDesk
from udfs.ideas import alike, votes
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

INTERFACE = {"id": "ID-001", "idea": "订单信息由接口自动抓取，不再手工录入", "owner": "陈涛", "role": "技术",
             "issue": "I-001", "cause": "C-002", "votes": "王芳、陈涛、 王芳", "notes": "先试一成订单"}  # fmt: skip
SAME = {"id": "ID-002", "idea": "订单信息用接口自动抓取，不用手工录入"}
LEDGER = {"id": "ID-003", "idea": "取消审核台账", "votes": 5}
ODD = {"id": "ID-004", "idea": "大促那周全员都来审核订单", "role": "财务", "votes": -1}


def book_of(folder: Path, *ideas: Mapping[str, CellValue]) -> Path:
    return filled(folder, ideas, TemplateKey.SCORING, table="ideas")


def rows_of(desk: Desk, table: str = "ideas") -> list[Mapping[str, CellValue]]:
    data = desk.view(table).data
    return [{key: values[at] for key, values in data.columns.items()} for at in data.records()]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (5, 5), (0, 0), ("5", 5), ("12 票", 12), ("3 votes", 3), ("王芳", 1), ("王芳、李强，王 芳\n张敏", 3),
        (None, None), (" ", None), ("、", None), (-1, None), (2.5, None),
    ],
)  # fmt: skip
def test_votes_are_a_number_or_people(cell: CellValue, count: int | None) -> None:
    assert votes(cell) == count


@given(st.sets(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1), st.sampled_from("、，,;；/"))
def test_as_many_votes_as_different_names(names: set[str], sign: str) -> None:
    assert votes(sign.join([*names, *names])) == len(names)


def test_alike_are_the_same_and_nearly_the_same_ones_from_both_sides() -> None:
    ideas = [
        INTERFACE["idea"],
        LEDGER["idea"],
        SAME["idea"],
        "取消 审核台账。",
        None,
        "培训",
        "培训师",
        INTERFACE["idea"],
    ]
    assert alike(ideas) == [[2, 7], [3], [0, 7], [1], [], [], [], [0, 2]]
    assert alike(["取消审核台账"]) == [[]]


def test_what_stands_beside_an_idea_and_in_the_summary(desk: At, tmp_path: Path) -> None:
    opened = desk(book_of(tmp_path, INTERFACE, SAME, LEDGER, ODD, {"idea": "没有编号的想法"}))
    opened.run(score)
    assert [(row["count"], row["alike"]) for row in rows_of(opened)] == [
        (2, "ID-002"), (None, "ID-001"), (5, None), (None, None), (None, None),
    ]  # fmt: skip
    # Nothing about an idea is an error: no role, no votes that count, no issue.
    assert [f.problem.code for f in opened.run(check).findings if f.problem.severity == "error"] == []
    opened.run(summary)
    shown = [str(cell) for _, row in opened.seen("汇总") for _, cell, _ in row if str(cell).startswith("ID-")]
    assert shown == ["ID-003", "ID-001", "ID-002", "ID-004"]


def test_chosen_ideas_become_solutions_once_and_undo_takes_both_back(desk: At, tmp_path: Path) -> None:
    opened = desk(book_of(tmp_path, INTERFACE, SAME, LEDGER))
    outcome = opened.run(plans, ideas=["id-001", "ID-003", "ID-001"])
    assert outcome.message.zh == "2 个想法转成方案，请打分：ID-001 → S-001、ID-003 → S-002"
    first, second = rows_of(opened, "plans")
    assert [first[key] for key in ("name", "issue", "owner")] == [INTERFACE["idea"], "I-001", "陈涛"]
    assert first["notes"] == "由想法 ID-001 建立；针对根因 C-002；2 票；先试一成订单"
    assert (second["issue"], second["notes"]) == (None, "由想法 ID-003 建立；5 票")
    assert [row["plan"] for row in rows_of(opened)] == ["S-001", None, "S-002"]
    again = opened.run(plans, ideas=["ID-001"])
    assert [finding.problem.code for finding in again.findings] == ["signal-linked"]
    assert len(rows_of(opened, "plans")) == 2
    opened.run(undo)
    assert rows_of(opened, "plans") == []
    assert [row["plan"] for row in rows_of(opened)] == [None, None, None]


def test_the_root_cause_says_the_issue_where_the_idea_does_not(tmp_path: Path) -> None:
    path = book_of(tmp_path, {**SAME, "cause": "c-002"})
    add(FileBook(path, writing=True), NOW, ["causes"])
    session = Session(FileBook(path, writing=True), "test", NOW)
    causes = [
        {"id": "C-001", "issue": "I-007", "answer": "重复录入"},
        {"id": "C-002", "upper": "C-001", "answer": "没有接口"},
    ]
    session.append(TABLES["causes"], causes)
    session.finish()
    opened = FileDesk(path)
    opened.run(plans, ideas=["ID-002"])
    assert rows_of(opened, "plans")[0]["issue"] == "I-007"


def test_nothing_chosen_or_not_there_changes_nothing(tmp_path: Path) -> None:
    path = book_of(tmp_path, LEDGER)
    before = path.read_bytes()
    assert FileDesk(path).run(plans).message.en.startswith("no idea was chosen")
    with pytest.raises(RefusalError) as refused:
        FileDesk(path).run(plans, ideas=["ID-009"])
    assert refused.value.finding.problem.code == "signal-unknown"
    assert "ID-003" in str(refused.value.finding.args)
    assert path.read_bytes() == before


def test_the_table_comes_to_a_workbook_without_it(tmp_path: Path) -> None:
    lacking = blank(tmp_path)
    with pytest.raises(RefusalError) as refused:
        FileDesk(lacking).run(plans, ideas=["ID-001"])
    assert refused.value.finding.problem.code == "table-missing"
    path = blank(tmp_path, TemplateKey.PROJECT)
    add(FileBook(path, writing=True), NOW, ["ideas"])
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["ideas"], [LEDGER])
    session.finish()
    opened = FileDesk(path)
    book, view = opened.book(), opened.view("ideas")
    cells = SimpleNamespace(row=view.first_row, shape=(1, 2))
    assert selected_numbers(book, view.sheet, cells, ["ideas"]) == ["ID-003"]  # type: ignore[arg-type]  # as much of it as is read
    opened.run(plans, ideas=["ID-003"])
    assert rows_of(opened)[0]["plan"] == "S-001"
