"""One figure, many places: what 汇总, 周进度, 负荷 and the commands say of the same plan is the same."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.commands.baseline import baseline
from addin.commands.export import export
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.share import share
from addin.commands.summary import summary
from tests.helpers.books import NOW, TASK, demo, filled
from tests.helpers.desk import Desk, FileDesk
from tests.helpers.office import Office, differences
from udfs.completion import plan_completion
from udfs.people import SEPARATORS, counted, people_in
from udfs.values import CellValue, ErrorValue
from workbook_templates.agendas import AGENDAS
from workbook_templates.deadlines import deadlines
from workbook_templates.names import TemplateKey

EVERY_DAY = "每天（含节假日）"
# As seen on 20 November: one long task hardly begun, short ones done, one on hold, one without dates, a milestone.
ROWS: list[dict[str, CellValue]] = [
    {"start": date(2026, 11, 2), "duration": 40, "progress": 0.1, "owner": "王芳、李强"},
    {"start": date(2026, 11, 2), "duration": 2, "progress": 1, "owner": "王 芳"},
    {
        "start": date(2026, 11, 2),
        "duration": 3,
        "done_on": date(2026, 11, 5),
        "progress": None,
        "owner": "李强/Ann Lee",
    },
    {"start": date(2026, 11, 2), "duration": 5, "progress": None, "owner": "ann lee"},
    {"start": date(2026, 11, 2), "duration": 9, "progress": 0.9, "held": "暂停", "owner": "王芳"},
    {"start": None, "duration": 4, "progress": 0.9, "owner": "赵敏"},
    {"start": date(2026, 11, 30), "duration": 0, "progress": None, "owner": None},
]
# 40 × 10 % + 2 + 3 of 40 + 2 + 3 + 5 days.
DONE = 9 / 50


def plan(folder: Path, rows: list[dict[str, CellValue]] = ROWS) -> FileDesk:
    listed = [{**TASK, "id": f"T-{at:03}", "calendar": EVERY_DAY, **row} for at, row in enumerate(rows, 1)]
    book = FileDesk(filled(folder, listed, TemplateKey.PLAN))
    book.set("set_unfinished", "按计划日期")
    return book


def area(book: Desk, name: str) -> list[list[Any]]:
    content = book.book().area(name)
    assert content is not None
    return [[cell.value for cell in line] for line in content.figures]


def overview(book: FileDesk) -> dict[str, Any]:
    """Return the overview of the plan on 汇总 by the words beside its figures, as a reader sees them."""
    sheet = openpyxl.load_workbook(book.path, data_only=True)["汇总"]
    labels = [str(sheet.cell(row, 2).value) for row in range(1, sheet.max_row + 1)]
    first = labels.index("任务总数")
    return {label: sheet.cell(first + at + 1, 3).value for at, label in enumerate(labels[first : first + 7])}


def week(book: Desk) -> dict[str, Any]:
    names = ("planned", "done", "difference", "finish", "agreed", "late", "overdue", "left out")
    return dict(zip(names, (line[0] for line in area(book, "week_figures")), strict=True))


def people(book: Desk) -> dict[Any, list[Any]]:
    return {line[0]: line[1:] for line in area(book, "week_people") if line[0]}


def test_completion_is_one_figure(tmp_path: Path) -> None:
    """汇总 took the mean of the cells that are filled in (72 %), 周进度 weighted them."""
    book = plan(tmp_path)
    outcome = book.run(summary)
    assert overview(book)["完成率（加权）"] == week(book)["done"] == people(book)["合计"][3] == DONE
    curve = [line for line in area(book, "week_curve") if line[2] not in (None, "")]
    assert curve[-1][2] == DONE
    (panel,) = [entry for entry in outcome.listings if entry.title.zh == "改进方案计划表：总览"]
    assert {row[0].zh: row[1] for row in panel.rows}["完成率（加权）"] == "18%"  # type: ignore[union-attr]


def test_what_it_means_is_said_beside_it(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(plan(tmp_path).path)
    place = next(cell for line in book["汇总"]["B1:B200"] for cell in line if cell.value == "完成率（加权）")
    beside = book["汇总"].cell(place.row, 4).value
    for words in ("工期", "未填按 0 计", "搁置、缺日期的不计"):
        assert words in beside
        assert words in " ".join(str(cell.value) for cell in book["周进度"]["B"])


def test_tasks_done_and_overdue_are_counted_alike(tmp_path: Path) -> None:
    book = plan(tmp_path)
    book.run(summary)
    figures, now = overview(book), week(book)
    assert (figures["任务总数"], figures["已完成"], figures["逾期"]) == (7, 2, 1)
    assert people(book)["合计"][:3] == [figures["任务总数"] - now["left out"], figures["已完成"], figures["逾期"]]
    assert now["overdue"] == figures["逾期"]
    by_status = {line[0]: line[1] for line in area(book, "sum_tasks_status")}
    assert (by_status["已完成"], by_status["逾期"], by_status["其他/未填"]) == (2, 1, now["left out"])


def test_a_status_typed_over_its_formula_counts_everywhere(tmp_path: Path) -> None:
    book = plan(tmp_path)
    book.run(score)
    book.type("status", 3, "已完成", "tasks")
    book.run(summary)
    assert overview(book)["已完成"] == people(book)["合计"][1] == 3
    assert overview(book)["完成率（加权）"] == week(book)["done"] == 14 / 50


def test_lateness_is_one_figure(tmp_path: Path) -> None:
    """What is on hold was agreed as well: the end of the baseline is the same wherever it stands."""
    rows = [
        {"start": date(2026, 11, 20), "duration": 4},
        {"start": None, "duration": 3, "predecessors": "T-001"},
        {"start": date(2026, 11, 20), "duration": 30},
    ]
    book = plan(tmp_path, rows)
    book.run(schedule)
    book.run(baseline)
    book.type("duration", 0, 9, "tasks")
    book.type("held", 2, "暂停", "tasks")
    (finished,) = [row[1] for row in book.run(schedule).listings[0].rows if row[0].zh == "全部完成"]  # type: ignore[union-attr]
    outcome = book.run(baseline)
    facts, changed = outcome.listings[:2]
    stated = {row[0].zh: row[1] for row in facts.rows}  # type: ignore[union-attr]
    day = {key: (stated[key] - date(1899, 12, 30)).days for key in ("基线完成日期", "现在的完成日期")}
    now = week(book)
    assert finished == stated["现在的完成日期"]
    assert (now["agreed"], now["finish"], now["late"]) == (*day.values(), stated["晚（工作日，负数为提前）"])
    slips = {row[0]: row[6] for row in changed.rows}
    assert slips == {"T-001": 5, "T-002": 5}
    assert book.book().view("tasks").data["slip"][:3] == [5, 5, 0]
    assert overview(book)["比基线晚的任务"] == len(slips)


def test_two_names_in_a_cell_are_two_people_everywhere(tmp_path: Path) -> None:
    book = plan(tmp_path)
    book.run(summary)
    every = {"王芳": 3, "李强": 2, "Ann Lee": 2, "赵敏": 1}
    counts = {line[0]: line[1] for line in area(book, "sum_tasks_owner") if line[0]}
    assert counts == {**every, "其他/未填": 1, "合计": 7}
    # One of 王芳's is on hold, 赵敏's has no dates.
    assert {who: line[0] for who, line in people(book).items()} == {
        "王芳": 2, "李强": 2, "Ann Lee": 2, "（未填责任人）": 1, "合计": 5,
    }  # fmt: skip
    assert {line[0] for line in area(book, "load_table") if line[0]} == {
        "王芳", "李强", "Ann Lee", "（未填责任人）", "合计",
    }  # fmt: skip
    folder = tmp_path / "out"
    folder.mkdir()
    copies = book.run(share, folder, "计划", rows="责任人", anyway=True)
    assert {row[0].zh: row[3] for row in copies.listings[0].rows} == every
    calendars = book.run(export, folder, "计划", with_ics=True)
    assert {path.stem for path in calendars.files} == {f"日程-{who}" for who in ("王芳", "李强", "Ann Lee", "未分配")}


def test_whatever_stands_between_two_names() -> None:
    for between in SEPARATORS:
        assert people_in(f" 王芳 {between}{between} 李\u3000强{between}王 芳") == ["王芳", "李 强"]
        assert counted([f"王芳{between}李强", "李强", None, ErrorValue("#N/A"), 7]) == [
            ("李强", 2),
            ("王芳", 1),
            ("7", 1),
        ]


def test_completion_without_tasks_or_with_milestones_alone() -> None:
    assert plan_completion([], [], [], "zh") == ""
    assert plan_completion([5], [0.5], ["暂停"], "zh") == ""
    assert plan_completion([0, 0], [None, None], ["已完成", "未开始"], "zh") == 0.5
    assert plan_completion([1, 3], ["50%", -1], ["In progress", "Done"], "en") == 0.75
    assert plan_completion([1, ErrorValue("#REF!")], [0.5, 1], ["进行中", ""], "zh") == ""


def test_in_a_spreadsheet_program_the_figures_are_the_same(tmp_path: Path, office: Office) -> None:
    """The formulas come to the same, for odd cells as well."""
    odd: list[CellValue] = ["王芳，李强", "王芳;  李 强", "A?b\n王芳", "a?B", "*", 7, "王芳王芳", "、", "Zoé/zoé"]
    rows = [{"start": date(2026, 11, 2), "duration": 3, "progress": i / 10, "owner": who} for i, who in enumerate(odd)]
    book = plan(tmp_path, [*ROWS, *rows])
    book.run(score)
    book.type("progress", 8, "50%", "tasks")
    book.type("status", 9, "进行中", "tasks")
    book.run(summary)
    assert differences(office, book.path) == []


@pytest.mark.parametrize(
    "key", [TemplateKey.MEASURES, TemplateKey.RESULTS, TemplateKey.GOVERNANCE, TemplateKey.PROJECT]
)
def test_what_is_late_on_the_home_page_is_what_people_are_reminded_of(key: TemplateKey, tmp_path: Path) -> None:
    """Seen 60 days later, when much is."""
    path, later = demo(tmp_path, key), NOW + timedelta(60)
    score(FileBook(path, writing=True), later)
    book = FileBook(path).context(later.date())
    reminded = [(entry.table, entry.row) for entry in deadlines(book) if entry.late or entry.over]
    shown = []
    for table, data in book.tables.items():
        late = AGENDAS[table].late if table in AGENDAS else None
        if late is not None:
            is_late = late.test.holds(book, data)
            shown += [(table, row) for row in data.records() if is_late(row)]
    assert sorted(shown) == sorted(reminded)
    assert key is TemplateKey.MEASURES or len(shown) > 3
