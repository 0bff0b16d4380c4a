"""`load`: the sheet 负荷 and who has too much to do, in a file and in the open workbook."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.history import undo
from addin.commands.load import load
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.share import share
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, TASK, filled
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At, Desk, FileDesk
from tests.helpers.office import Office, differences
from tests.helpers.today import day_at_processes
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.reports.load import LEADING, PEOPLE


def monday(book: Desk) -> date:
    """Return the Monday two weeks after today at this desk."""
    today = book.now.date()
    return today - timedelta(days=today.weekday()) + timedelta(days=14)


def task(number: int, start: date, **cells: CellValue) -> dict[str, CellValue]:
    # Every day is worked, so that no holiday decides the numbers, whenever the test runs.
    return {**TASK, "id": f"T-{number:03}", "start": start, "duration": 7, "calendar": "每天（含节假日）", **cells}


def desk_with(desk: At, folder: Path, *rows: dict[str, CellValue]) -> Desk:
    """Return a plan whose starts are counted in days from the Monday two weeks after today."""
    book = desk(filled(folder, [], TemplateKey.PLAN))
    for at, row in enumerate(rows):
        start = row.pop("start")
        assert isinstance(start, int)
        for key, value in task(at + 1, monday(book) + timedelta(days=start), **row).items():
            book.type(key, at, value, "tasks")
    return book


def shown(book: Desk) -> dict[tuple[Any, Any], dict[date, Any]]:
    """Return the filled rows of the sheet by person and what is counted: week → number, and None → sum."""
    content, weeks = book.book().area("load_table"), book.book().area("load_weeks")
    assert content is not None
    assert weeks is not None
    mondays = [date(1899, 12, 30) + timedelta(days=int(cell.value)) for cell in weeks.figures[1]]
    results: dict[tuple[Any, Any], dict[Any, Any]] = {}
    who = None
    for line in content.figures:
        values = [cell.value for cell in line]
        who = values[0] or who
        if values[1]:
            numbers = {day: value for day, value in zip(mondays, values[LEADING:], strict=True) if value}
            results[who, values[1]] = {**numbers, None: values[2]}
    return results


def test_days_and_tasks_of_everybody_week_by_week(desk: At, tmp_path: Path) -> None:
    book = desk_with(desk, tmp_path, {"start": 0, "duration": 3}, {"start": 2, "duration": 10}, {"start": 0, "owner": "李强", "duration": 0},
                     {"start": 1, "owner": None, "duration": 2})  # fmt: skip
    outcome = book.run(load)
    first = monday(book)
    second = first + timedelta(days=7)
    assert shown(book) == {
        ("陈涛", "工作日"): {first: 8, second: 5, None: 13},
        ("陈涛", "任务数"): {first: 2, second: 1, None: 2},
        ("李强", "工作日"): {None: 0},
        ("李强", "任务数"): {first: 1, None: 1},
        ("（未填责任人）", "工作日合计"): {first: 2, None: 2},
        ("（未填责任人）", "任务数"): {first: 1, None: 1},
        ("合计", "工作日合计"): {first: 10, second: 5, None: 15},
        ("合计", "任务数"): {first: 4, second: 1, None: 4},
    }
    (finding,) = outcome.findings
    assert (finding.problem.code, finding.problem.severity, finding.sheet) == ("overloaded", "warning", "负荷")
    content = book.book().area("load_table")
    assert content is not None
    where = Workbook.open(tmp_path / "改进方案计划表.xlsx").area("load_table") or pytest.fail("no table")
    assert finding.cell[-1] == str(where[1])
    assert f"陈涛 在 {first} 这一周有 8 个工作日的任务，上限 5（T-001、T-002）" in finding.what("zh")


def test_the_limit_is_the_setting(desk: At, tmp_path: Path) -> None:
    book = desk_with(desk, tmp_path, {"start": 0, "duration": 7})
    assert len(book.run(load).findings) == 1
    book.set("set_load_limit", 7)
    outcome = book.run(load)
    assert outcome.findings == []
    assert "没有人超过每周 7 个工作日" in outcome.message.zh
    book.set("set_load_limit", "很多")
    codes = [finding.problem.code for finding in book.run(load).findings]
    assert codes == ["overloaded", "setting-invalid"], "what cannot be used counts as the default"


@pytest.mark.parametrize("cells", [{"held": "暂停"}, {"progress": 1}])
def test_what_is_held_or_done_is_nobodys_load(cells: dict[str, CellValue], desk: At, tmp_path: Path) -> None:
    book = desk_with(desk, tmp_path, {"start": 0, **cells})
    book.run(load)
    assert shown(book) == {}


def test_it_is_right_after_every_command_and_after_undo(desk: At, tmp_path: Path) -> None:
    book = desk_with(desk, tmp_path, {"start": 0, "duration": 2}, {"start": 0, "duration": 3, "predecessors": "T-001"})
    book.run(load)
    assert shown(book)["陈涛", "任务数"][monday(book)] == 2
    before = shown(book)
    book.type("duration", 0, 9, "tasks")
    book.run(schedule)
    second = monday(book) + timedelta(days=7)
    assert shown(book)["陈涛", "工作日"] == {monday(book): 7, second: 5, None: 12}
    book.run(undo)
    book.type("duration", 0, 2, "tasks")
    book.run(score)
    assert shown(book) == before
    contents = book.contents()
    book.run(load)
    assert book.contents() == contents, "a second time nothing changes"


def test_levelling_and_the_sheet_count_alike(desk: At, tmp_path: Path) -> None:
    rows = [{"start": 0, "duration": 1 + i % 4, "owner": "王芳" if i % 3 else "李强"} for i in range(9)]
    book = desk_with(desk, tmp_path, *rows)
    assert book.run(load).findings
    book.run(schedule, level="finish")
    assert book.run(load).findings == []
    assert shown(book)["合计", "工作日合计"][None] == sum(1 + i % 4 for i in range(9))


def test_more_people_than_rows_are_summed_and_still_reported(tmp_path: Path) -> None:
    start = datetime(2026, 12, 7).date()
    rows = [task(i, start, owner=f"员工{i:02}", duration=1 + i % 5 + 5 * (i == 39)) for i in range(40)]
    book = FileDesk(filled(tmp_path, rows, TemplateKey.PLAN))
    outcome = book.run(load)
    results = shown(book)
    assert results["其余 10 人", "任务数"][None] == 10
    assert len([who for who, counted in results if counted == "工作日"]) == PEOPLE
    assert sum(row["duration"] for row in rows) == results["合计", "工作日合计"][None]  # type: ignore[misc]
    assert [finding.args["owner"] for finding in outcome.findings] == ["员工39"]


def test_a_long_plan_begins_with_this_week_and_tells_what_is_cut(tmp_path: Path, office: Office) -> None:
    rows = [task(i, NOW.date() + timedelta(days=days), duration=1) for i, days in enumerate((-200, -20, 0, 60, 400))]
    path = filled(tmp_path, rows, TemplateKey.PLAN)
    load(FileBook(path, writing=True), NOW)
    book = FileDesk(path)
    assert min(day for day in shown(book)["陈涛", "工作日"] if day) == NOW.date() - timedelta(days=NOW.weekday())
    state = book.book().area("load_state")
    assert state is not None
    assert "之前 2 个、之后 1 个工作日" in str(state.figures[0][0].value)
    assert differences(office, path) == []


def test_without_a_plan_it_is_a_refusal(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE], TemplateKey.ISSUES))
    with pytest.raises(RefusalError, match="not-a-plan"):
        book.run(load)


def test_a_workbook_without_the_sheet_is_reported_all_the_same(tmp_path: Path) -> None:
    """Copies that are mailed out do not hold it."""
    path = filled(tmp_path, [task(1, date(2026, 12, 7))], TemplateKey.PLAN)
    (tmp_path / "out").mkdir()
    share(FileBook(path, writing=True), NOW, tmp_path / "out", "计划")
    (copy,) = (tmp_path / "out").glob("*.xlsx")
    assert "负荷" in Workbook.open(path).names["load_table"].text
    assert "负荷" not in FileBook(copy).sheets()
    outcome = load(FileBook(copy, writing=True), NOW)
    assert [finding.where for finding in outcome.findings] == ["改进方案计划表"]


def test_on_the_command_line(tmp_path: Path) -> None:
    today = day_at_processes()
    start = today + timedelta(days=14)
    rows = [{**task(number, start), "calendar": "Every day (holidays too)"} for number in (1, 2)]
    path = filled(tmp_path, rows, TemplateKey.PLAN, "en", day=today)
    done = kaizen("load", path, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "overloaded" in done.stdout
    assert "the limit is 5" in done.stdout


def test_beyond_the_calendar_nobody_can_say_that_nobody_has_too_much(desk: At, tmp_path: Path) -> None:
    book = desk_with(desk, tmp_path, {"start": 0, "duration": 2}, {"start": 365 * 30, "duration": 30})
    outcome = book.run(load)
    assert "不能确定" in outcome.message.zh
    assert "1 个任务没有日期或超出日历" in outcome.message.zh
    assert "cannot be known" in outcome.message.en
    (finding,) = [f for f in outcome.findings if f.problem.code == "plan-outside-calendar"]
    assert finding.cell.endswith("6")


def test_a_task_without_a_start_is_not_passed_over_in_silence(desk: At, tmp_path: Path) -> None:
    book = desk_with(desk, tmp_path, {"start": 0, "duration": 9})
    book.type("start", 0, None, "tasks")
    outcome = book.run(load)
    assert outcome.findings == []
    assert "不能确定" in outcome.message.zh


def test_supports_stand_below_the_total_and_are_no_load(tmp_path: Path) -> None:
    """From Thursday to the next Tuesday: two working days in each week; who answers for it has no more to do than before."""
    path = tmp_path / "计划.xlsx"
    path.write_bytes(build(TemplateKey.PLAN, "zh", NOW.date(), "0" * 16, ("supports",)))
    first = date(2026, 11, 23)
    support: dict[str, CellValue] = {"kind": "人力", "amount": 2, "unit": "人天", "owner": "陈涛"}
    rows = [
        {
            **support,
            "id": "SU-002",
            "what": "晚些",
            "amount": 3,
            "begin": first + timedelta(8),
            "end": first + timedelta(8),
        },
        {
            **support,
            "id": "SU-001",
            "what": "带新人，每天先看半小时再上手",
            "begin": first + timedelta(3),
            "end": first + timedelta(8),
        },
        {**support, "id": "SU-003", "what": "明年", "begin": date(2027, 11, 1), "end": date(2027, 11, 5)},
        {**support, "id": "SU-004", "what": "没有日期"},
    ]
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["tasks"], [task(1, first, duration=3)])
    session.append(TABLES["supports"], rows)
    session.finish()
    book = FileDesk(path)
    book.run(load)
    seen = shown(book)
    second = first + timedelta(7)
    assert seen["陈涛", "工作日"] == {None: 3, first: 3}
    assert seen["合计", "工作日合计"] == {None: 3, first: 3}
    assert seen["SU-001 陈涛", "支持天数"] == {None: 4, first: 2, second: 2}
    assert seen["SU-002 陈涛", "支持天数"] == {None: 1, second: 1}
    assert [*seen][-4:] == [
        ("SU-001 陈涛", "支持天数"),
        ("带新人，每天先看…", "2 人天"),
        ("SU-002 陈涛", "支持天数"),
        ("晚些", "3 人天"),
    ]
