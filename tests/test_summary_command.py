"""`summary`: figures, lists and charts of 汇总, in a file and in the open workbook."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from addin.commands.baseline import baseline
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.summary import summary
from addin.outcome import Outcome
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, PLAN, TASK, demo, filled
from tests.helpers.desk import At, Desk, FileDesk
from udfs.problems import RefusalError
from workbook_templates.catalogue import SUMMARY_SHEET
from workbook_templates.names import TemplateKey
from workbook_templates.summary import PANELS

ROWS = [
    {**ISSUE, "id": f"I-{i:03}", "owner": owner}
    for i, owner in enumerate(["王芳", "李强", "王芳", "赵敏", "王芳", "李强"])
]


def messages(outcome: Outcome, title: str, lang: Any = "zh") -> dict[Any, Any]:
    """Return the figures of a panel by their labels."""
    (results,) = [listing for listing in outcome.listings if listing.title.to(lang) == title]
    return {row[0]: row[1] for row in results.rows}


def figures(book: Desk, area: str) -> list[list[Any]]:
    content = book.book().area(area)
    assert content is not None
    return [[cell.value for cell in line] for line in content.figures]


def owners(book: Desk) -> dict[Any, Any]:
    return {line[0]: line[1] for line in figures(book, "sum_issues_owner") if line[0]}


def test_owners_are_counted_most_frequent_first(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, ROWS))
    outcome = book.run(summary)
    assert list(owners(book).items())[:3] == [("王芳", 3), ("李强", 2), ("赵敏", 1)]
    assert messages(outcome, "按责任人")["王芳"] == 3


def test_what_is_reported_is_what_stands_on_the_sheet(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, TemplateKey.PROJECT))
    outcome = book.run(summary)
    assert len(outcome.listings) > 10
    seen = {value for _, cells in book.seen(SUMMARY_SHEET.zh) for _, value, *_ in cells}
    for listing in outcome.listings:
        for label, *_ in listing.rows:
            assert (label.zh if hasattr(label, "zh") else label) in seen


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_edit_shows_after_the_next_summary(lang: Any, desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [PLAN, {**PLAN, "id": "S-002"}], TemplateKey.SCORING, lang))
    panels = [panel.area.name for panel in PANELS["plans"]]
    book.run(summary)
    before = {name: figures(book, name) for name in panels}
    for column, worst in (("effect", 1), ("feasible", 1), ("cost", 1), ("risk", 1)):
        book.type(column, 1, worst, "plans")
    book.run(summary)
    after = {name: figures(book, name) for name in panels}
    assert before != after


def test_a_second_summary_changes_nothing(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path))
    book.run(summary)
    before = book.contents()
    assert book.run(summary).changed == 0
    assert book.contents() == before


def test_names_that_look_like_formulas_are_counted_as_names(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [{**row, "owner": "=王芳"} for row in ROWS] + [{**ISSUE, "owner": "007"}]))
    book.run(summary)
    assert list(owners(book).items())[:2] == [("=王芳", 6), ("007", 1)]


def test_undo_after_summary_takes_the_step_before_it_back(desk: At, tmp_path: Path) -> None:
    """Figures are no data: what is taken back is the check, and the figures follow."""
    book = desk(filled(tmp_path, [{**ROWS[0], "owner": None}, *ROWS[1:]]))
    book.run(score)
    book.run(check)
    book.run(summary)
    assert book.view().data["result"][0]
    book.run(undo)
    assert not book.view().data["result"][0]


def test_the_overview_of_a_plan_counts_critical_tasks_and_those_behind(desk: At, tmp_path: Path) -> None:
    rows = [{**TASK, "id": "T-001"}, {**TASK, "id": "T-002", "duration": 3}]
    book = desk(filled(tmp_path, rows, TemplateKey.PLAN))
    book.set("set_unfinished", "按计划日期")
    book.run(schedule)
    book.run(baseline)
    book.type("duration", 1, 9, "tasks")
    book.run(schedule)
    assert [line[0] for line in figures(book, "key_tasks")][-2:] == [1, 1]


def test_an_older_workbook_keeps_its_shorter_overview_right(tmp_path: Path) -> None:
    path = Path(shutil.copy(Path(__file__).parent / "data" / "layout-1.xlsx", tmp_path))
    book = FileDesk(path)
    for key, value in TASK.items():
        book.type(key, 0, value, "tasks")
    book.run(summary)
    shown = [line[0] for line in figures(book, "key_tasks")]
    assert (len(shown), shown[0]) == (5, 1)


def test_what_is_held_is_not_among_what_is_due(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [], TemplateKey.PLAN))
    for row, content in enumerate((None, "暂停")):
        cells = {
            **TASK,
            "id": f"T-{row}",
            "start": book.now.date(),
            "duration": 1,
            "held": content,
            "calendar": "每天（含节假日）",
        }
        for key, value in cells.items():
            book.type(key, row, value, "tasks")
    book.run(summary)
    assert [line[0] for line in figures(book, "coming_tasks") if line[0]] == ["T-0"]


def test_a_workbook_without_the_sheet_is_refused(desk: At, tmp_path: Path) -> None:
    book = desk(without_summary(filled(tmp_path, ROWS)))
    before = book.everything()
    with pytest.raises(RefusalError, match="no sheet"):
        book.run(summary)
    assert book.everything() == before


def without_summary(path: Path) -> Path:
    """Give the sheet another name, as somebody does who wants to keep its figures."""
    book = Workbook.open(path, writing=True)
    xml = book._package.read(book._part).decode()  # noqa: SLF001 - a user's rename, made by hand
    book.replace_part(book._part, xml.replace('name="汇总"', 'name="三月汇总"').encode())  # noqa: SLF001
    book.save()
    return path


def test_who_speaks_of_an_issue_in_several_records_is_one_person(desk: At, tmp_path: Path) -> None:
    talks = [("王芳", "I-002", None), ("王 芳", "i-002", "录两遍"), ("李强", "I-001", "等审批"), ("王芳、李强", "I-002", "录两遍"),
             ("赵敏", "I-002", None), ("赵敏", None, "别的")]  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"id": f"IV-{n:03}", "person": person, "day": NOW.date(), "record": "原话", "issue": issue, "key_point": point}
        for n, (person, issue, point) in enumerate(talks, 1)
    ]
    book = desk(filled(tmp_path, rows, TemplateKey.SURVEY, table="interviews"))
    book.run(summary)
    assert [line for line in figures(book, "spoken_of") if line[0]] == [
        ["I-002", 3, 4, "录两遍"], ["I-001", 1, 1, "等审批"],
    ]  # fmt: skip
