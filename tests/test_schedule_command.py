"""`schedule`: what it does to a plan, in a file and in the open workbook."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.baseline import baseline
from addin.commands.check import check
from addin.commands.export import export
from addin.commands.history import undo
from addin.commands.load import load
from addin.commands.new import new
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.outcome import Outcome
from tests.helpers.books import NOW, demo, plan, task
from tests.helpers.desk import At, Desk, FileDesk
from tests.helpers.mailroom import WANG, collected, sent, typed
from tests.helpers.today import LAST_YEAR
from udfs.lang import Text
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
RESULTS = ("start", "finish", "total_float", "free_float", "critical", "driver")


def test_a_small_plan(desk: At, tmp_path: Path) -> None:
    """Three tasks in a row and one beside them that has time: counted by hand on a calendar of November 2026."""
    book = desk(plan(
        tmp_path, task(1, 3, start=MONDAY), task(2, 5, "T-001"), task(3, 2, "T-001FS+1"), task(4, 0, "T-002，T-003"),
    ))  # fmt: skip
    outcome = book.run(schedule)
    data = book.view("tasks").data
    assert outcome.findings == []
    assert [data[key][:4] for key in RESULTS] == [
        [date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 2)],
        [date(2026, 11, 25), date(2026, 12, 2), date(2026, 11, 30), date(2026, 12, 2)],
        [0, 0, 2, 0],
        [0, 0, 2, 0],
        ["关键", "关键", None, "关键"],
        ["开始日期", "T-001", "T-001FS+1", "T-002"],
    ]
    assert (data["late_start"][2], data["late_finish"][2]) == (date(2026, 12, 1), date(2026, 12, 2))
    assert "2026-12-02" in outcome.message.zh
    assert outcome.listings[0].rows[1][1] == "T-001 → T-002 → T-004"


def test_scheduling_twice_changes_nothing_more_and_undo_brings_every_date_back(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, TemplateKey.PROJECT))
    book.run(score)
    before = book.contents()
    assert book.run(schedule).changed > 0
    after = book.contents()
    assert after != before
    assert book.run(schedule).changed == 0
    assert book.contents() == after
    book.run(undo)
    assert book.contents() == before


def test_nothing_is_written_while_something_is_wrong(desk: At, tmp_path: Path) -> None:
    book = desk(plan(
        tmp_path, task(1, 3, "T-003"), task(2, 3, "T-001"), task(3, 3, "T-002"), task(4, -1), task(5, 2, "T-099"),
        task(6, 2, start="下周一"), task(7, 2, not_after=date(2026, 11, 20), start=MONDAY), task(8, None),
        task(9, 2, calendar="没有的日历"), task(10, 1, "T-010"),
    ))  # fmt: skip
    before = book.everything()
    outcome = book.run(schedule)
    assert book.everything() == before
    results = {
        (finding.cell.rstrip("0123456789"), finding.place[0] - 4, finding.problem.code) for finding in outcome.findings
    }
    places = book.view("tasks").letters()
    assert results == {
        (places["predecessors"], 1, "cycle"), (places["predecessors"], 2, "cycle"), (places["predecessors"], 3, "cycle"),
        (places["duration"], 4, "not-whole"), (places["predecessors"], 5, "predecessor-unknown"),
        (places["start"], 6, "not-a-date"), (places["not_after"], 7, "limit-missed"),
        (places["duration"], 8, "required-missing"), (places["calendar"], 9, "not-a-choice"),
        (places["predecessors"], 10, "self-reference"),
    }  # fmt: skip
    assert outcome.wrong
    assert "10" in outcome.message.zh
    assert all("T-001 → T-002 → T-003 → T-001" in f.what("zh") for f in outcome.findings if f.problem.code == "cycle")


def test_what_can_be_scheduled_is_on_request(desk: At, tmp_path: Path) -> None:
    book = desk(plan(
        tmp_path, task(1, 3, "T-009", start=MONDAY), task(2, 3, "T-001"), task(3, 3, start=MONDAY), task(4, 1, "T-003"),
        task(5, 2, not_after=MONDAY, start=MONDAY),
    ))  # fmt: skip
    outcome = book.run(schedule, partial=True)
    data = book.view("tasks").data
    assert data["start"][:5] == [MONDAY, None, MONDAY, date(2026, 11, 26), MONDAY]
    assert data["critical"][:5] == [None, None, "关键", "关键", "关键"]
    assert data["total_float"][:5] == [None, None, 0, 0, -1]
    codes = [finding.problem.code for finding in outcome.findings]
    assert codes == ["predecessor-unknown", "not-scheduled", "limit-missed"]
    assert outcome.message.zh.startswith("已排期 3 个任务，2 个没有排")


def test_facts_stay_and_only_the_rest_moves(desk: At, tmp_path: Path) -> None:
    """Friday 20 November: one is done, one is at work and late, one should have begun, one waits."""
    book = desk(plan(
        tmp_path,
        task(1, 5, start=date(2026, 11, 2), done_on=date(2026, 11, 5)),
        task(2, 5, start=date(2026, 11, 9), progress=0.5),
        task(3, 2, start=date(2026, 11, 16)),
        task(4, 2, "T-002", start=date(2026, 11, 16)),
    ))  # fmt: skip
    book.run(schedule)
    data = book.view("tasks").data
    # Half of five days is left of T-002: 20, 23 and 24 November.
    assert data["start"][:4] == [date(2026, 11, 2), date(2026, 11, 9), FRIDAY, date(2026, 11, 25)]
    assert data["early_finish"][:4] == [date(2026, 11, 5), date(2026, 11, 24), MONDAY, date(2026, 11, 26)]
    assert data["finish"][1] == date(2026, 11, 13)
    assert data["driver"][:4] == ["已完成", "已开工", "今天（未开工）", "T-002"]
    book.set("set_unfinished", "按计划日期")
    book.run(schedule)
    data = book.view("tasks").data
    assert data["early_finish"][1] == date(2026, 11, 13)
    assert data["start"][3] == date(2026, 11, 16)


def test_a_day_off_that_was_typed_stays_where_it_stands(desk: At, tmp_path: Path) -> None:
    """Saturday stands for Monday: nothing is won by writing over it."""
    saturday = date(2026, 11, 28)
    book = desk(plan(tmp_path, task(1, 3, start=saturday)))
    book.run(schedule)
    data = book.view("tasks").data
    assert (data["start"][0], data["early_start"][0]) == (saturday, date(2026, 11, 30))


def test_a_site_that_works_six_days_a_week(desk: At, tmp_path: Path) -> None:
    six = "六天制（周一至周六）"
    book = desk(
        plan(tmp_path, task(1, 6, start=MONDAY, calendar=six), task(2, 1, "T-001"), task(3, 1, "T-001", calendar=six)),
    )
    book.run(schedule)
    data = book.view("tasks").data
    assert data["finish"][:3] == [date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 30)]


def test_the_checker_knows_the_plan(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 3, start=MONDAY), task(2, 5, "T-001")))
    book.run(schedule)
    assert book.run(check).findings == []
    book.type("duration", 0, 4, "tasks")
    stale = book.run(check).findings
    assert [(finding.problem.code, finding.problem.severity) for finding in stale] == [("schedule-stale", "warning")]
    book.type("predecessors", 0, "T-002", "tasks")
    assert {finding.problem.code for finding in book.run(check).findings} >= {"cycle"}


def test_a_plan_beyond_the_last_published_year_says_so_on_the_plan(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 20, start=date(LAST_YEAR, 12, 21))))
    outcome = book.run(schedule)
    assert [finding.problem.code for finding in outcome.findings] == ["calendar-not-published"]
    assert any("超出节假日表已公布的年份" in str(cell) for row in book.seen("改进方案计划表") for cell in row)


@pytest.mark.parametrize("key", [TemplateKey.ISSUES, TemplateKey.PLAN])
def test_a_workbook_without_tasks_is_reported_so(desk: At, tmp_path: Path, key: TemplateKey) -> None:
    from tests.helpers.books import NOW

    book = desk(new(key, "zh", NOW.date(), tmp_path))
    with pytest.raises(RefusalError) as refused:
        book.run(schedule)
    assert refused.value.finding.problem.code == ("not-a-plan" if key is TemplateKey.ISSUES else "no-tasks")


def test_loads_are_levelled_reported_and_taken_back(desk: At, tmp_path: Path) -> None:
    """One person, three tasks in one week; the long chain of somebody else leaves two of them time."""
    book = desk(plan(
        tmp_path, task(1, 4, start=MONDAY), task(2, 15, "T-001", owner="李强"), task(3, 3, start=MONDAY), task(4, 2, start=MONDAY),
    ))  # fmt: skip
    outcome = book.run(schedule, level="float")
    data = book.view("tasks").data
    assert data["start"][0] == MONDAY
    # Thursday is full, Friday takes one day of either: the shorter one ends in the next week.
    assert all(day and day > MONDAY for day in data["levelled"][2:4])
    assert data["levelled"][2:4] == data["start"][2:4]
    assert data["asked"][2:4] == [MONDAY, MONDAY]
    assert "计划完成日期不变" in outcome.listings[-1].title.zh
    assert {row[0] for row in outcome.listings[-1].rows} == {"T-003", "T-004"}
    assert book.run(schedule).changed == 0, "what was levelled stays so"
    book.run(schedule, level="off")
    data = book.view("tasks").data
    assert [data[key][:4] for key in ("levelled", "asked")] == [[None] * 4, [None, "未填", None, None]]
    assert data["start"][2:4] == [MONDAY, MONDAY]


def test_the_start_that_was_typed_is_kept_and_a_new_one_counts(desk: At, tmp_path: Path) -> None:
    """What today pushes away is not forgotten: when plans may lie in the past again, it is back."""
    asked = date(2026, 11, 16)
    book = desk(plan(tmp_path, task(1, 3, start=asked), task(2, 1, "T-001", start=MONDAY)))
    book.run(schedule)
    data = book.view("tasks").data
    assert (data["start"][0], data["asked"][0]) == (FRIDAY, asked)
    assert (data["start"][1], data["asked"][1]) == (date(2026, 11, 25), MONDAY)
    book.set("set_unfinished", "按计划日期")
    book.run(schedule)
    data = book.view("tasks").data
    assert (data["start"][0], data["asked"][0]) == (asked, None)
    book.type("start", 0, date(2026, 12, 1), "tasks")
    book.run(schedule)
    assert book.view("tasks").data["start"][0] == date(2026, 12, 1)


def test_a_load_that_cannot_be_levelled_is_reported(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 5, start=MONDAY), task(2, 5, start=MONDAY)))
    outcome = book.run(schedule, level="float")
    assert [finding.problem.code for finding in outcome.findings] == ["not-levelled"]
    outcome = book.run(schedule, level="finish")
    assert outcome.findings == []
    assert "2026-12-04" in outcome.listings[-1].title.zh
    assert book.view("tasks").data["start"][:2] == [MONDAY, date(2026, 11, 30)]


def test_a_copy_shows_the_schedule_and_what_comes_back_is_scheduled(tmp_path: Path) -> None:
    """A recipient sees float and critical path; progress that is sent back is merged, and nothing that we computed is."""
    path = plan(tmp_path, task(1, 3, start=MONDAY), task(2, 5, "T-001"), task(3, 2, "T-001FS+1"))
    schedule(FileBook(path, writing=True), NOW)
    ours = FileBook(path).view("tasks").data
    (copy,) = sent(path, WANG)
    theirs = FileBook(copy).view("tasks").data
    for key in (*RESULTS, "early_finish", "late_finish", "baseline_finish"):
        assert theirs[key][:3] == ours[key][:3], key
    typed(copy, "started_on", 0, FRIDAY, "tasks")
    typed(copy, "progress", 0, 0.3, "tasks")
    typed(copy, "notes", 0, "提前开工", "tasks")
    outcome = collected(path, copy)
    assert not [f for f in outcome.findings if f.problem.severity == "error"]
    data = FileBook(path).view("tasks").data
    assert (data["started_on"][0], data["progress"][0], data["notes"][0]) == (FRIDAY, 0.3, "提前开工")
    assert "tblConflicts" not in FileBook(path).table_sheets()
    schedule(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("tasks").data["driver"][0] == "已开工"


def test_what_goes_out_has_the_dates_of_the_sheet(tmp_path: Path) -> None:
    """A start that the schedule has moved goes out as it now stands, not as it was asked for."""
    path = plan(tmp_path, task(1, 3, start=MONDAY), task(2, 0, "T-001", start=date(2026, 12, 31)))
    schedule(FileBook(path, writing=True), NOW)
    export(FileBook(path, writing=True), NOW, tmp_path, path.stem, with_ics=True)
    (calendar,) = tmp_path.glob("*.ics")
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", calendar.read_text("utf-8")) == ["20261123", "20261125"]


# --- a start that nobody has typed -----------------------------------------------------------------------------------


def test_a_start_that_nobody_typed_is_not_taken_for_one_that_was(desk: At, tmp_path: Path) -> None:
    """The schedule gives a start; what it rests on changes; so does the start, again and again."""
    book = desk(plan(tmp_path, task(1, 3), task(2, 2, not_before=date(2026, 12, 10)), task(3, 2, "T-001")))
    book.set("set_plan_start", date(2026, 12, 14))
    for plan_start, limit, starts, drivers in (
        (14, 10, (14, 14, 17), ["计划开始日", "计划开始日", "T-001"]),
        (1, 10, (1, 10, 4), ["计划开始日", "不早于", "T-001"]),
        (21, 23, (21, 23, 24), ["计划开始日", "不早于", "T-001"]),
    ):
        book.set("set_plan_start", date(2026, 12, plan_start))
        book.type("not_before", 1, date(2026, 12, limit), "tasks")
        book.run(schedule)
        data = book.view("tasks").data
        assert data["start"][:3] == [date(2026, 12, day) for day in starts]
        assert data["driver"][:3] == drivers
        assert data["asked"][:3] == ["未填"] * 3
        assert book.run(schedule).changed == 0
        assert "schedule-stale" not in [finding.problem.code for finding in book.run(check).findings]


def test_a_start_typed_over_the_schedules_own_is_kept_to(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 3), task(2, 3)))
    book.run(schedule)
    book.type("start", 1, date(2026, 12, 14), "tasks")
    book.set("set_plan_start", date(2026, 12, 1))
    book.run(schedule)
    data = book.view("tasks").data
    assert data["start"][:2] == [date(2026, 12, 1), date(2026, 12, 14)]
    assert data["asked"][:2] == ["未填", None]
    assert data["driver"][1] == "开始日期"


def test_levelling_that_is_taken_back_leaves_no_start_behind(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 10, owner="李强"), *(task(number, 3) for number in (2, 3, 4))))
    book.run(schedule)
    before = book.contents()
    for way in ("float", "finish", "float"):
        book.run(schedule, level=way)
        assert any(book.view("tasks").data["levelled"])
        levelled = book.contents()
        book.run(schedule, level=way)
        assert book.contents() == levelled
    book.run(schedule, level="off")
    assert book.contents() == before


# --- settings that the schedule rests on ------------------------------------------------------------------------------


def messages(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(finding.sheet, finding.cell, finding.problem.code) for finding in outcome.findings]


def test_settings_that_cannot_be_used_are_named_before_anything_is_written(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 3), task(2, 2)))
    begin, rest = book.set("set_plan_start", "明年"), book.set("set_unfinished", "也许")
    limit = book.set("set_load_limit", "很多")
    before = book.everything()
    wanted = [("设置", f"B{begin}", "setting-invalid"), ("设置", f"B{rest}", "setting-invalid")]
    assert messages(book.run(schedule)) == wanted
    assert messages(book.run(schedule, level="float")) == [*wanted, ("设置", f"B{limit}", "setting-invalid")]
    assert book.everything() == before
    assert messages(book.run(load)) == [("设置", f"B{limit}", "setting-invalid")]


def test_a_calendar_on_which_nobody_works_is_named_where_it_is_defined(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 3), task(2, 2, calendar="六天制（周一至周六）")))
    row = book.set("lst_calendar_week", "八九")
    assert messages(book.run(schedule)) == [("设置", f"E{row}", "calendar-rule")]
    outcome = book.run(schedule, partial=True)
    assert messages(outcome) == [("设置", f"E{row}", "calendar-rule")]
    assert [day is None for day in book.view("tasks").data["early_start"][:2]] == [True, False]
    assert ("设置", f"E{row}", "calendar-rule") in messages(book.run(load))
    assert messages(book.run(check)).count(("设置", f"E{row}", "calendar-rule")) == 1


def test_a_plan_without_any_date_begins_today(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 3), task(2, 2, "T-001")))
    book.set("set_unfinished", "按计划日期")
    assert messages(book.run(schedule)) == []
    assert book.view("tasks").data["start"][:2] == [FRIDAY, date(2026, 11, 25)]


def test_the_checker_tells_what_keeps_a_plan_from_being_scheduled(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 99_999, start=MONDAY), task(2, 1, "T-003FS+9999"), task(3, 1, start=MONDAY)))
    place = book.view("tasks")
    assert {(place.cell("start", row), "plan-outside-calendar") for row in (0, 1)} <= {
        (cell, code) for _, cell, code in messages(book.run(check))
    }


def test_facts_are_compared_with_facts(desk: At, tmp_path: Path) -> None:
    """Done before it was planned is no mistake; done before it was begun is one."""
    book = desk(plan(
        tmp_path,
        task(1, 3, start=date(2026, 12, 14), started_on=date(2026, 11, 17), done_on=date(2026, 11, 19)),
        task(2, 3, start=date(2026, 11, 10), started_on=date(2026, 11, 12), done_on=date(2026, 11, 10)),
    ))  # fmt: skip
    place = book.view("tasks")
    wanted = [(place.sheet, place.cell("done_on", 1), "finish-before-start")]
    assert [line for line in messages(book.run(check)) if line[2] == "finish-before-start"] == wanted
    assert messages(book.run(schedule)) == wanted


def test_critical_tasks_that_nothing_links_are_no_path(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 2), task(2, 5), task(3, 3, "T-001"), task(4, 5), task(5, 0, "T-003、T-002")))
    assert book.run(schedule).listings[0].rows[-1][1] == "T-001 → T-003 → T-005; T-002; T-004"


def test_what_is_held_is_not_reported_as_forgotten(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 2), task(2, 5, held="暂停"), task(3, 5, progress=1)))
    assert book.run(schedule).message == Text(
        "已排期 1 个任务，1 个搁置，移动 1 个，全部完成于 2026-11-23",
        "1 task scheduled, 1 held, 1 moved; everything is finished on 2026-11-23",
    )


def test_actual_dates_decide_what_stands_where(desk: At, tmp_path: Path) -> None:
    """Friday 20 November: one was done long before its plan, one begun before it, one is done and nobody says when."""
    book = desk(plan(
        tmp_path,
        task(1, 10, start=date(2026, 12, 14), started_on=date(2026, 11, 17), done_on=date(2026, 11, 19)),
        task(2, 2, start=date(2026, 11, 26), started_on=FRIDAY),
        task(3, 5, start=date(2026, 12, 7), progress=1),
        task(4, 5, progress=1),
        task(5, 1, "T-002"),
    ))  # fmt: skip
    outcome = book.run(schedule)
    assert outcome.listings[0].rows[0][1] == date(2026, 11, 24)
    data = book.view("tasks").data
    assert data["status"][:5] == ["已完成", "进行中", "已完成", "已完成", "未开始"]
    assert data["early_finish"][:5] == [date(2026, 11, 19), MONDAY, FRIDAY, None, date(2026, 11, 24)]
    messages = book.run(baseline)
    assert "2026-11-24" in messages.message.zh
    book.run(score)
    data = book.view("tasks").data
    assert data["baseline_start"][:5] == [date(2026, 11, 17), FRIDAY, FRIDAY, None, date(2026, 11, 24)]
    assert data["slip"][:3] == [0, 0, 0]


def test_a_word_that_holds_nothing_is_named(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 2, held="随便"), task(2, 2)))
    view = book.view("tasks")
    assert messages(book.run(schedule)) == [(view.sheet, view.cell("held", 0), "not-a-choice")]


@pytest.mark.parametrize("start", [3_000_000, -5, 0.5])
def test_a_start_that_nobody_means_is_where_the_baseline_stops(start: float, desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 2, start=start), task(2, 2, start=MONDAY)))
    view = book.view("tasks")
    assert messages(book.run(baseline)) == [(view.sheet, view.cell("start", 0), "baseline-undated")]


def test_levelling_tells_what_no_delay_can_level(desk: At, tmp_path: Path) -> None:
    """One at work on two tasks, one with a six-day week; those who share a task are named together."""
    book = desk(plan(
        tmp_path, task(1, 5, start=FRIDAY, progress=0.1), task(2, 5, start=FRIDAY, progress=0.1, owner="陈涛、李强"),
        task(3, 6, start=MONDAY, owner="王芳", calendar="六天制（周一至周六）"),
    ))  # fmt: skip
    outcome = book.run(schedule, level="finish")
    view = book.view("tasks")
    assert messages(outcome) == [
        (view.sheet, view.cell("start", 0), "too-much-begun"),
        (view.sheet, view.cell("start", 1), "too-much-begun"),
        (view.sheet, view.cell("start", 2), "too-much-alone"),
    ]
    assert "“陈涛、李强”" in outcome.findings[1].what("zh")


IN_BETWEEN: list[tuple[str, CellValue]] = [
    ("held", "暂停"),
    ("predecessors", "T-101, T-103, T-102"),
    ("duration", "两天"),
    ("started_on", FRIDAY),
    ("progress", 1),
]


def typed_starts_are_kept(book: Desk, cases: Sequence[tuple[str, CellValue]]) -> None:
    """Three tasks for each case: one start was typed and moved, one never typed; something comes in between and goes again."""
    book.run(schedule)
    tasks = book.view("tasks").data
    before = {(at, row): tasks[column][row] for at, (column, _) in enumerate(cases) for row in (3 * at + 1, 3 * at + 2)}
    for at, row in before:
        book.type(cases[at][0], row, numbered(cases[at][1], at + 1), "tasks")
    book.run(schedule, partial=True)
    for (at, row), value in before.items():
        book.type(cases[at][0], row, value, "tasks")
    for at in range(len(cases)):
        book.type("duration", 3 * at, 5, "tasks")
    book.run(schedule)
    data = book.view("tasks").data
    for at in range(len(cases)):
        assert data["start"][3 * at : 3 * at + 3] == [MONDAY, date(2026, 11, 30), date(2026, 11, 30)]
        assert data["asked"][3 * at : 3 * at + 3] == [None, "未填", TYPED_START]


TYPED_START = date(2026, 11, 24)


def numbered(value: CellValue, case: int) -> CellValue:
    return value.replace("T-1", f"T-{case}") if isinstance(value, str) else value


def three_tasks(case: int) -> list[dict[str, CellValue]]:
    first = f"T-{case}01"
    return [
        task(100 * case + 1, 3, start=MONDAY),
        task(100 * case + 2, 2, first),
        task(100 * case + 3, 2, first, start=TYPED_START),
    ]


@pytest.mark.parametrize("case", IN_BETWEEN, ids=lambda case: case[0])
def test_typed_starts_outlast_what_keeps_a_task_from_being_placed(case: tuple[str, CellValue], tmp_path: Path) -> None:
    typed_starts_are_kept(FileDesk(plan(tmp_path, *three_tasks(1))), [case])


def test_typed_starts_outlast_all_of_that_side_by_side(desk: At, tmp_path: Path) -> None:
    tasks = [row for case in range(1, len(IN_BETWEEN) + 1) for row in three_tasks(case)]
    typed_starts_are_kept(desk(plan(tmp_path, *tasks)), IN_BETWEEN)


def test_a_start_typed_while_a_task_was_held_counts(desk: At, tmp_path: Path) -> None:
    book = desk(plan(tmp_path, task(1, 3, start=MONDAY), task(2, 2)))
    book.run(schedule)
    book.type("held", 1, "暂停", "tasks")
    book.run(schedule)
    book.type("start", 1, date(2026, 12, 7), "tasks")
    book.run(schedule)
    book.type("held", 1, None, "tasks")
    book.run(schedule)
    data = book.view("tasks").data
    assert (data["start"][1], data["asked"][1], data["driver"][1]) == (date(2026, 12, 7), None, "开始日期")


def test_a_start_of_the_schedules_own_that_becomes_a_day_off_moves(desk: At, tmp_path: Path) -> None:
    typed_start = date(2026, 11, 24)
    book = desk(plan(tmp_path, task(1, 3, start=MONDAY), task(2, 2, "T-001"), task(3, 2, "T-001", start=typed_start)))
    book.run(schedule)
    content = book.view("holidays")
    free = content.data["day"].index(None)
    book.type("day", free, date(2026, 11, 26), "holidays")
    book.type("kind", free, "休", "holidays")
    for _ in range(2):
        book.run(schedule)
        data = book.view("tasks").data
        assert data["start"][1:3] == [date(2026, 11, 27)] * 2
        assert data["asked"][1:3] == ["未填", typed_start]


def test_what_is_done_without_a_plan_counts_all_the_same(desk: At, tmp_path: Path) -> None:
    """An actual finish and a duration are enough for the baseline, the load and the progress."""
    book = desk(plan(
        tmp_path, task(1, 3, done_on=date(2026, 11, 18)), task(2, 3, start=date(2026, 11, 25), progress=1),
    ))  # fmt: skip
    book.run(schedule)
    assert messages(book.run(baseline)) == []
    data = book.view("tasks").data
    assert data["baseline_start"][:2] == [date(2026, 11, 16), FRIDAY]
    assert data["baseline_finish"][:2] == [date(2026, 11, 18), FRIDAY]
    book.run(load)
    shown = dict(book.seen("负荷"))
    assert [cell[1] for cell in shown[6]][:3] == ["陈涛", "工作日", 4]
    lines = [{cell[0]: cell[1] for cell in cells} for _, cells in book.seen("周进度")]
    assert [line[4] for line in lines if line.get(2) == "搁置、缺日期（未计入）"] == [0]
