"""The sheet 周进度: figures, weeks, curve, tasks and people, after any command, in a file and in the open workbook."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.commands.baseline import baseline
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.score import score
from addin.commands.summary import summary
from addin.xlsx import Workbook
from tests.helpers.books import TASK, demo, filled
from tests.helpers.desk import At, Desk, FileDesk
from tests.helpers.office import Office, differences
from tests.helpers.uno_engine import Open
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

NOTHING = [None] * 8


def days(book: Desk, offset: int) -> date:
    """Return a day counted from the Monday of this week at this desk."""
    today = book.now.date()
    return today - timedelta(days=today.weekday()) + timedelta(days=offset)


def plan(desk: At, folder: Path, *rows: dict[str, CellValue]) -> Desk:
    """Return a plan whose dates are counted in days from this Monday; every day is worked."""
    book = desk(filled(folder, [], TemplateKey.PLAN))
    for at, row in enumerate(rows):
        cells = {**TASK, "id": f"T-{at + 1:03}", "duration": 7, "calendar": "每天（含节假日）", **row}
        for key, value in cells.items():
            is_day = key in {"start", "started_on", "done_on", "baseline_start", "baseline_finish"}
            book.type(key, at, days(book, int(value)) if is_day and isinstance(value, int) else value, "tasks")
    return book


def area(book: Desk, name: str) -> list[list[Any]]:
    content = book.book().area(name)
    assert content is not None
    return [[cell.value or None if cell.value == "" else cell.value for cell in line] for line in content.figures]


def figures(book: Desk) -> list[Any]:
    return [line[0] for line in area(book, "week_figures")]


def weeks(book: Desk) -> list[list[Any]]:
    return [line for line in area(book, "week_curve") if line[0] is not None]


def listed(book: Desk, name: str) -> list[list[Any]]:
    return [line for line in area(book, name) if line[0] is not None]


def day(serial: float) -> date:
    return date(1899, 12, 30) + timedelta(days=int(serial))


def gone(book: Desk) -> int:
    """Return how many days of this week are over when today ends."""
    return book.now.weekday() + 1


def test_planned_and_actual_as_of_today(desk: At, tmp_path: Path) -> None:
    """Two weeks gone, one going on, one to come; the lengths weigh."""
    book = plan(desk, tmp_path, {"start": -14, "duration": 14, "progress": 1, "done_on": -1}, {"start": 0, "progress": 0.1},
                {"start": 7, "duration": 7})  # fmt: skip
    book.run(score)
    planned, actual, difference, finish, agreed, late, overdue, left_out = figures(book)
    assert planned == pytest.approx((14 + gone(book)) / 28, abs=1e-4)
    assert actual == pytest.approx(14.7 / 28, abs=1e-4)
    assert difference == pytest.approx(actual - planned, abs=1e-9)
    assert (day(finish), agreed, late, overdue, left_out) == (days(book, 13), "未存基线", None, 0, 0)
    assert [(day(monday), planned) for monday, planned, _ in weeks(book)] == [
        (days(book, -14), 0.25), (days(book, -7), 0.5), (days(book, 0), 0.75), (days(book, 7), 1),
    ]  # fmt: skip
    assert [actual for _, _, actual in weeks(book)] == [0.25, 0.5, pytest.approx(0.525), None], "not yet known is blank"


def test_the_baseline_is_what_was_planned(desk: At, tmp_path: Path) -> None:
    book = plan(desk, tmp_path, {"start": -7}, {"start": 0})
    book.set("set_unfinished", "按计划日期")
    book.run(baseline)
    book.type("start", 1, days(book, 14), "tasks")
    book.run(score)
    results = figures(book)
    assert results[0] == pytest.approx((7 + gone(book)) / 14, abs=1e-4)
    assert (day(results[3]), day(results[4])) == (days(book, 20), days(book, 6))
    # By the standard calendar: no more than ten, fewer where the two weeks hold days off.
    assert 6 <= results[5] <= 11
    assert [line[1] for line in weeks(book)] == [0.5, 1, 1, 1]
    assert listed(book, "week_tasks")[-1][:2] == ["预计晚于基线", "T-002"]


def test_what_is_held_does_not_count_and_is_reported(desk: At, tmp_path: Path) -> None:
    book = plan(desk, tmp_path, {"start": -7, "progress": 0.5}, {"start": -7, "held": "暂停"}, {"start": None})
    book.run(score)
    results = figures(book)
    assert (results[0], results[1], results[7]) == (1, 0.5, 2)


def test_tasks_to_look_after_are_listed_the_most_urgent_first(desk: At, tmp_path: Path) -> None:
    book = plan(
        desk, tmp_path,
        {"start": -20, "duration": 2},
        {"start": -9, "duration": 3, "owner": "李强", "progress": 0.2},
        {"start": 2, "duration": 5},
        {"start": 7, "duration": 3},
        {"start": 30},
        {"start": -9, "duration": 2, "progress": 1},
    )  # fmt: skip
    book.run(score)
    today, sheet = book.now.date(), listed(book, "week_tasks")
    assert [line[:2] for line in sheet] == [
        ["逾期", "T-001"], ["逾期", "T-002"], ["本周到期", "T-003"], ["下周到期", "T-004"],
    ]  # fmt: skip
    assert [line[3] for line in sheet] == ["陈涛", "李强", "陈涛", "陈涛"]
    assert [line[5] for line in sheet[:3]] == [(today - days(book, -19)).days, (today - days(book, -7)).days, None]
    assert figures(book)[6] == 2
    assert listed(book, "week_people") == [
        ["陈涛", 5, 1, 1, pytest.approx(2 / 19, abs=1e-4)],
        ["李强", 1, 0, 1, 0.2],
        ["合计", 6, 1, 2, pytest.approx(2.6 / 22, abs=1e-4)],
    ]


def test_more_than_fit_in_is_said(tmp_path: Path) -> None:
    start = FileDesk.now.date() - timedelta(days=40)
    rows = [
        {**TASK, "id": f"T-{i:03}", "start": start, "owner": f"员工{i:02}", "duration": 1 + i % 3} for i in range(50)
    ]
    book = FileDesk(filled(tmp_path, rows, TemplateKey.PLAN))
    book.run(score)
    assert area(book, "week_tasks")[-1] == ["另有 15 个", *[None] * 7]
    people = listed(book, "week_people")
    assert people[-2][:2] == ["其余 38 人", 38]
    assert sum(line[1] for line in people[:-1]) == people[-1][1] == 50


@pytest.mark.parametrize("command", [score, check, summary])
def test_every_command_leaves_it_right_and_undo_too(command: Any, desk: At, tmp_path: Path) -> None:
    book = plan(desk, tmp_path, {"start": -7, "progress": 0.5, "id": None})
    book.run(score)
    before = figures(book)
    book.run(command)
    assert figures(book) == before
    contents = book.contents()
    book.run(command)
    assert book.contents() == contents
    book.run(baseline)
    assert day(figures(book)[4]) == days(book, -1)
    book.run(undo)
    assert figures(book) == before


def test_a_plan_of_many_years_has_several_weeks_to_a_row(tmp_path: Path) -> None:
    book = plan(FileDesk, tmp_path, {"start": -140, "progress": 0.3}, {"start": 560})
    book.run(score)
    lines = weeks(book)
    assert len(lines) <= 60
    assert day(lines[1][0]) - day(lines[0][0]) == timedelta(days=14)
    assert lines[-1][1] == 1
    state = area(book, "week_state")[0][0]
    assert "每行 2 周" in state


def test_an_empty_plan_shows_nothing(desk: At, tmp_path: Path) -> None:
    book = plan(desk, tmp_path)
    book.run(summary)
    assert figures(book) == NOTHING
    assert weeks(book) == listed(book, "week_tasks") == listed(book, "week_people") == []


def test_in_a_spreadsheet_program_every_figure_is_the_same(tmp_path: Path, office: Office) -> None:
    book = plan(FileDesk, tmp_path, {"start": -14, "progress": 0.5}, {"start": 0}, {"start": 7})
    book.run(baseline)
    assert differences(office, tmp_path / "改进方案计划表.xlsx") == []


def test_the_chart_shows_the_weeks_that_there_are_and_gaps_for_what_is_to_come(tmp_path: Path) -> None:
    book = plan(FileDesk, tmp_path, {"start": -14, "duration": 14, "progress": 1}, {"start": 0}, {"start": 7})
    book.run(score)
    path = tmp_path / "改进方案计划表.xlsx"
    place = Workbook.open(path).area("week_curve")
    assert place is not None
    (xml,) = (xml.decode() for xml in Workbook.open(path).charts().values() if "实际完成".encode() in xml)
    top = place[1]
    for letter in "BCD":
        assert f"${letter}${top}:${letter}${top + 3}" in xml
    assert '<c:dispBlanksAs val="gap"/>' in xml
    actual = xml[xml.rindex("<c:numCache>") :]
    assert 'ptCount val="4"' in actual
    assert [f'idx="{i}"' in actual for i in range(4)] == [True, True, True, False]


def test_in_the_open_workbook_the_chart_follows_too(open_book: Open, tmp_path: Path) -> None:
    from tests.helpers.desk import LiveDesk

    book = plan(lambda path: LiveDesk(*open_book(path)), tmp_path, {"start": -14, "duration": 28, "progress": 0.5})
    book.run(score)
    sheet = book._document.Sheets.getByName("周进度")  # type: ignore[attr-defined]  # noqa: SLF001 - what is drawn
    chart = sheet.Charts.getByIndex(0).EmbeddedObject
    kinds = [kind for system in chart.getFirstDiagram().CoordinateSystems for kind in system.ChartTypes]
    planned, actual = (series.DataSequences[0].Values.getData() for kind in kinds for series in kind.DataSeries)
    assert [round(value, 4) for value in planned] == [0.25, 0.5, 0.75, 1]
    assert [value is None for value in actual] == [False, False, False, True]
    leave_gap = 0
    assert chart.getFirstDiagram().MissingValueTreatment == leave_gap


def test_it_is_drawn_for_workbooks_with_a_plan_only(tmp_path: Path) -> None:
    for key, has in ((TemplateKey.PLAN, True), (TemplateKey.PROJECT, True), (TemplateKey.ISSUES, False)):
        (tmp_path / key.value).mkdir()
        sheets = FileBook(filled(tmp_path / key.value, [], key, "en")).sheets()
        assert ("Weekly progress" in sheets) == ("Load" in sheets) == has
    plan_sheets = FileBook(next((tmp_path / "plan-schedule").glob("*.xlsx"))).sheets()
    assert plan_sheets.index("Summary") + 1 == plan_sheets.index("Weekly progress")


def test_a_workbook_without_it_works_as_before(tmp_path: Path) -> None:
    """Made before there was one, or with the sheet deleted."""
    path = filled(tmp_path, [TASK], TemplateKey.PLAN)
    book = openpyxl.load_workbook(path)
    for name in ("周进度", "负荷"):
        del book[name]
    for name in [name for name in book.defined_names if name.startswith(("week_", "load_"))]:
        del book.defined_names[name]
    book.save(path)
    assert score(FileBook(path, writing=True), datetime(2026, 11, 20)).changed > 0
    assert summary(FileBook(path, writing=True), datetime(2026, 11, 20)).findings == []


def test_where_the_days_off_are_gone_the_figures_stay(tmp_path: Path) -> None:
    """Without working days nothing can be worked out anew."""
    path = demo(tmp_path, TemplateKey.PLAN)
    score(FileBook(path, writing=True), datetime(2026, 11, 20))
    book = openpyxl.load_workbook(path)
    del book["节假日"]
    book.save(path)
    before = FileBook(path).area("week_people")
    summary(FileBook(path, writing=True), datetime(2026, 11, 20))
    assert before is not None
    assert any(cell.value for line in before.figures for cell in line)
    assert FileBook(path).area("week_people") == before
