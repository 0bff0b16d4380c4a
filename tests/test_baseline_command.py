"""`baseline`: freezing a plan, comparing it later, and saying where lateness comes from; in a file and in the open workbook."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from addin.commands.baseline import baseline
from addin.commands.history import undo
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.upgrade import upgrade
from addin.outcome import Listing, Outcome
from addin.xlsx import Workbook
from tests.helpers.books import TASK, filled
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At, Desk, FileDesk
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

# Five weeks from here hold a make-up Sunday, the holidays of October, and a make-up Saturday.
MONDAY = date(2026, 9, 7)


def task(number: int, **cells: CellValue) -> dict[str, CellValue]:
    return {**TASK, "id": f"T-{number:03}", "start": MONDAY, "duration": 5, **cells}


CHAIN = [
    task(1),
    task(2, duration=10, predecessors="T-001"),
    task(3, predecessors="T-002"),
    task(4, predecessors="T-003"),
    task(5, owner="李强"),
]


def planned(desk: At, folder: Path, rows: list[dict[str, CellValue]], lang: Lang = "zh") -> Desk:
    """Return a plan that was scheduled and frozen; it does not depend on the day of the test."""
    book = desk(filled(folder, rows, TemplateKey.PLAN, lang))
    book.set("set_unfinished", "按计划日期" if lang == "zh" else "As planned")
    book.run(schedule)
    book.run(baseline)
    return book


def column(book: Desk, key: str, count: int = 5) -> list[Any]:
    return book.view("tasks").data[key][:count]


def listing(outcome: Outcome, title: str, lang: Lang = "zh") -> Listing:
    (results,) = [entry for entry in outcome.listings if entry.title.to(lang) == title]
    return results


def chain(outcome: Outcome, lang: Lang = "zh") -> dict[Any, str]:
    title = "与基线不同的任务" if lang == "zh" else "Tasks that differ from the baseline"
    return {row[0]: row[-1].to(lang) for row in listing(outcome, title, lang).rows}  # type: ignore[union-attr]


def worked(first: date, last: date) -> int:
    """Count the working days after one day up to and with another, day by day."""
    days = (first + timedelta(days=i) for i in range(1, (last - first).days + 1))
    return sum(chinese_calendar.is_workday(day) for day in days)


def test_the_first_time_every_start_and_finish_is_kept(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, CHAIN, TemplateKey.PLAN))
    book.run(schedule)
    outcome = book.run(baseline)
    assert column(book, "baseline_start") == column(book, "start")
    assert column(book, "baseline_finish") == column(book, "finish")
    assert column(book, "slip") == [0] * 5
    assert book.book().context(book.now.date()).settings.day("baseline_on") == book.now.date()
    assert "已把 5 个任务" in outcome.message.zh


def test_later_the_plan_is_compared_and_lateness_followed_to_where_it_arose(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN)
    frozen = column(book, "baseline_finish")
    book.type("duration", 1, 13, "tasks")
    book.run(schedule)
    outcome = book.run(baseline)
    assert column(book, "baseline_finish") == frozen
    late = [worked(old, new) for old, new in zip(frozen, column(book, "finish"), strict=True)]
    assert late == column(book, "slip") == [0, 3, 3, 3, 0]
    assert chain(outcome) == {
        "T-002": "T-002 晚 3 天 工期 10→13",
        "T-003": "T-003 晚 3 天 ← T-002 工期 10→13",
        "T-004": "T-004 晚 3 天 ← T-003 ← T-002 工期 10→13",
    }
    messages = {row[0].zh: row[1] for row in listing(outcome, "计划与基线").rows}  # type: ignore[union-attr]
    assert messages == {
        "基线日期": book.now.date(),
        "基线完成日期": frozen[3],
        "现在的完成日期": column(book, "finish")[3],
        "晚（工作日，负数为提前）": 3,
    }
    assert "计划晚 3 个工作日；3 个任务晚，0 个提前" in outcome.message.zh


def test_what_adds_up_on_the_way_is_reported_where_it_arises(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN, "en")
    book.type("not_before", 1, date(2026, 9, 16), "tasks")
    book.type("duration", 2, 6, "tasks")
    book.run(schedule)
    why = chain(book.run(baseline), "en")
    assert why["T-004"] == (
        "T-004 3 days late ← T-003 (duration 5→6) ← T-002 2 days late held by “start no earlier than”"
    )


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"started_on": date(2026, 11, 18), "progress": 0.1}, "T-001 晚 12 天 进度落后（完成 10%）、实际开工晚 2 天"),
        ({"duration": 25, "progress": 0.1}, "T-001 晚 15 天 工期 10→25"),
        ({"start": date(2026, 12, 8)}, "T-001 晚 16 天 开始日期推后 16 天"),
        ({"progress": 1, "started_on": date(2026, 11, 16), "done_on": date(2026, 12, 1)}, "T-001 晚 2 天 实际工期 10→12"),
        ({"progress": 1, "started_on": date(2026, 11, 18), "done_on": date(2026, 12, 1)}, "T-001 晚 2 天 实际开工晚 2 天"),
    ],
)  # fmt: skip
def test_each_cause_is_named(cells: dict[str, CellValue], why: str, tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [task(1, start=date(2026, 11, 16), duration=10)], TemplateKey.PLAN))
    book.now = book.now.replace(month=11, day=16)
    book.run(score)
    book.run(baseline)
    assert column(book, "baseline_finish", 1) == [date(2026, 11, 27)]
    for key, value in cells.items():
        book.type(key, 0, value, "tasks")
    book.now = book.now.replace(month=12, day=3)
    if "duration" in cells or "start" in cells:
        book.set("set_unfinished", "按计划日期")
    book.run(schedule)
    assert chain(book.run(baseline))["T-001"] == why


def test_what_waits_for_today_says_so(tmp_path: Path) -> None:
    book = FileDesk(
        filled(tmp_path, [task(1, start=date(2026, 11, 9)), task(2, predecessors="T-001")], TemplateKey.PLAN)
    )
    book.now = book.now.replace(day=9)
    book.run(schedule)
    book.run(baseline)
    book.now = book.now.replace(day=11)
    book.run(schedule)
    assert chain(book.run(baseline)) == {
        "T-001": "T-001 晚 2 天 到今天还没开工",
        "T-002": "T-002 晚 2 天 ← T-001 到今天还没开工",
    }


def test_what_began_late_because_of_another_names_it(tmp_path: Path) -> None:
    """Facts have no driver any more; the predecessor that was in the way is still known."""
    rows = [task(1, start=date(2026, 11, 2)), task(2, predecessors="T-001"), task(3, predecessors="T-002")]
    book = FileDesk(filled(tmp_path, rows, TemplateKey.PLAN))
    book.now = book.now.replace(day=2)
    book.run(schedule)
    book.run(baseline)
    for row, key, value in (
        (0, "started_on", date(2026, 11, 2)), (0, "done_on", date(2026, 11, 10)), (1, "started_on", date(2026, 11, 11)),
        (1, "progress", 0.9),
    ):  # fmt: skip
        book.type(key, row, value, "tasks")
    book.now = book.now.replace(day=16)
    book.run(schedule)
    assert chain(book.run(baseline))["T-003"] == "T-003 晚 2 天 ← T-002 ← T-001 实际工期 5→7"


def test_again_freezes_anew_and_undo_brings_the_old_one_back(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN)
    before = column(book, "baseline_finish")
    book.type("duration", 1, 13, "tasks")
    book.run(schedule)
    book.set("set_baseline_on", date(2026, 1, 5))
    outcome = book.run(baseline, again=True)
    assert column(book, "baseline_finish") == column(book, "finish") != before
    assert column(book, "slip") == [0] * 5
    assert outcome.listings == []
    book.run(undo)
    assert column(book, "baseline_finish") == before
    assert column(book, "slip") == [0, 3, 3, 3, 0]
    assert book.book().context(book.now.date()).settings.day("baseline_on") == date(2026, 1, 5)


def test_new_tasks_are_reported_and_added_on_request(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN[:4])
    for key, value in task(6, predecessors="T-004").items():
        book.type(key, 4, value, "tasks")
    book.run(schedule)
    frozen = column(book, "baseline_finish", 4)
    outcome = book.run(baseline)
    assert listing(outcome, "没有基线的新任务").rows == [("T-006", "开发接口")]
    assert column(book, "baseline_finish")[4] is None
    book.type("duration", 0, 6, "tasks")
    book.run(schedule)
    outcome = book.run(baseline, add=True)
    assert "补入" in outcome.message.zh
    assert column(book, "baseline_finish", 4) == frozen, "what was frozen stays"
    assert column(book, "baseline_finish")[4] == column(book, "finish")[4]
    assert "没有可以存入" in book.run(baseline, add=True).message.zh


def test_clearing_both_columns_lets_the_next_click_freeze(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN)
    for row in range(5):
        for key in ("baseline_start", "baseline_finish"):
            book.type(key, row, None, "tasks")
    assert "已把 5 个任务" in book.run(baseline).message.zh


def test_a_comparison_changes_nothing(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN)
    before = book.contents()
    assert "计划按期" in book.run(baseline).message.zh
    assert book.contents() == before


def test_a_task_without_dates_is_reported_and_left_out(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [task(1), task(2, start=None)], TemplateKey.PLAN))
    outcome = book.run(baseline)
    (finding,) = outcome.findings
    view = book.view("tasks")
    assert (finding.problem.code, finding.cell) == ("baseline-undated", view.cell("start", 1))
    assert [day is None for day in column(book, "baseline_finish", 2)] == [False, True]


@pytest.mark.parametrize("odd", [1e300, 3_000_000, -5, 12, "下周"])
def test_dates_that_nobody_means_are_no_dates(odd: CellValue, tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [task(1), task(2), task(3)], TemplateKey.PLAN))
    book.run(score)
    for key, row in (("finish", 1), ("start", 2)):
        book.type(key, row, odd, "tasks")
    outcome = book.run(baseline)
    assert [day is None for day in column(book, "baseline_finish", 3)] == [False, True, True]
    assert {finding.problem.code for finding in outcome.findings} >= {"baseline-undated"}
    for key in ("baseline_start", "baseline_finish"):
        book.type(key, 0, odd, "tasks")
    book.run(baseline, add=True)


def test_a_schedule_that_is_out_of_date_is_reported(desk: At, tmp_path: Path) -> None:
    book = planned(desk, tmp_path, CHAIN)
    book.type("duration", 0, 9, "tasks")
    assert [finding.problem.code for finding in book.run(baseline).findings] == ["schedule-stale"]


def test_what_it_needs_and_does_not_find_is_a_refusal(desk: At, tmp_path: Path) -> None:
    (tmp_path / "list").mkdir()
    book = desk(filled(tmp_path / "list", [], TemplateKey.ISSUES))
    with pytest.raises(RefusalError, match="not-a-plan"):
        book.run(baseline)
    book = desk(filled(tmp_path, CHAIN, TemplateKey.PLAN))
    book.rename("tasks", "基线开始", "我的列")
    before = book.everything()
    with pytest.raises(RefusalError, match="column-missing"):
        book.run(baseline)
    assert book.everything() == before


def test_an_older_workbook_is_to_be_upgraded_first(tmp_path: Path) -> None:
    path = tmp_path / "旧.xlsx"
    shutil.copy(Path(__file__).parent / "data" / "layout-1.xlsx", path)
    book = FileDesk(path)
    for key, value in task(1).items():
        book.type(key, 0, value, "tasks")
    before = path.read_bytes()
    with pytest.raises(RefusalError, match="kaizen upgrade"):
        book.run(baseline)
    assert path.read_bytes() == before
    upgrade(book.book(), book.now, tmp_path / "新.xlsx")
    fresh = FileDesk(tmp_path / "新.xlsx")
    assert "已把 1 个任务" in fresh.run(baseline).message.zh
    assert {"周进度", "负荷"} <= set(fresh.book().sheets())


def test_on_the_command_line(tmp_path: Path) -> None:
    path = filled(tmp_path, CHAIN, TemplateKey.PLAN)
    assert kaizen("score", path, cwd=tmp_path).returncode == 0
    for options, reports in (
        ([], "已把 5 个任务"), ([], "计划按期"), (["--again"], "已把 5 个任务"), (["--add"], "没有可以存入"),
        (["--lang", "en"], "the plan is on time"),
    ):  # fmt: skip
        done = kaizen("baseline", path, *options, cwd=tmp_path)
        assert (done.returncode, reports in done.stdout) == (0, True), done.stdout + done.stderr
    shown = kaizen("baseline", "--help", cwd=tmp_path).stdout
    assert "替换原来的" in shown
    assert "补入基线" in shown
    assert Workbook.open(path).names["set_baseline_on"]
