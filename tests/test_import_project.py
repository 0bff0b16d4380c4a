"""`import PLAN.xml`: project files of other programs; nothing in them is lost without a word.

The two files below are written by hand, in the dialects of Microsoft Project 2016 and of ProjectLibre.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.importing import import_rows
from addin.commands.schedule import schedule
from tests.helpers.books import ISSUE, NOW, TASK, blank, filled
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At
from tests.helpers.plans import plan_of
from tests.helpers.project_files import WEEK, custom, imported, limit, link, messages, project, task, value
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

SUMMARY = "<Task><UID>0</UID><ID>0</ID><Name>新仓启用</Name><OutlineLevel>0</OutlineLevel><Summary>1</Summary><Notes>{}</Notes></Task>"

PROJECT_2016 = project(
    SUMMARY.format("")
    + task(1, "准备", 1, "2026-11-23", "2026-12-02", "PT64H0M0S", "<Deadline>2026-12-04T17:00:00</Deadline>")
    + task(2, "选址", 2, "2026-11-23", "2026-11-25", "PT24H0M0S", "<PercentComplete>50</PercentComplete>"
           "<ActualStart>2026-11-23T08:00:00</ActualStart><Notes>看三处&#10;再定</Notes>", value(188743731, "按租金比较"))
    + "<Task><UID>99</UID><ID>3</ID><IsNull>1</IsNull></Task>"
    + task(4, "装修", 2, "2026-11-26", "2026-12-02", "PT40H0M0S", link(2), limit(4, "2026-11-26"), value(188743734, "6.1"))
    + task(5, "货架", 1, "2026-12-07", "2026-12-08", "PT16H0M0S", link(4, 1, 9600), "<Active>0</Active>",
           "<Hyperlink>图纸</Hyperlink><HyperlinkAddress>http://x.cn/a</HyperlinkAddress>")
    + task(6, "启用", 1, "2026-12-08", "2026-12-08", "PT0H0M0S", link(5), link(1), limit(3, "2026-12-08"),
           "<Milestone>1</Milestone>"),
    """<Resources><Resource><UID>0</UID><ID>0</ID></Resource>
      <Resource><UID>1</UID><ID>1</ID><Name>王芳</Name><Type>1</Type><EmailAddress>w@x.cn</EmailAddress></Resource>
      <Resource><UID>2</UID><ID>2</ID><Name>李强</Name><Type>1</Type></Resource>
      <Resource><UID>3</UID><ID>3</ID><Name>水泥</Name><Type>0</Type></Resource></Resources>
    <Assignments>
      <Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
      <Assignment><UID>2</UID><TaskUID>4</TaskUID><ResourceUID>2</ResourceUID><Units>0.5</Units></Assignment>
      <Assignment><UID>3</UID><TaskUID>4</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment>
      <Assignment><UID>4</UID><TaskUID>4</TaskUID><ResourceUID>3</ResourceUID><Units>20</Units></Assignment>
      <Assignment><UID>5</UID><TaskUID>5</TaskUID><ResourceUID>-65535</ResourceUID><Units>1</Units></Assignment></Assignments>""",
    custom(188743731, "Text1", "怎么做") + custom(188743734, "Text2", "合同号"),
)  # fmt: skip

# ProjectLibre: no namespace prefix either, no Active and Manual, BaseCalendarUID -1, days off as days of type 0, LinkLag 0
# without a format, durations with seconds, moments without a meaning in it for milestones.
PROJECT_LIBRE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Name>计划</Name><Title>计划</Title><Manager></Manager><ScheduleFromStart>1</ScheduleFromStart>
  <StartDate>2026-11-23T08:00:00</StartDate><FinishDate>2026-12-04T17:00:00</FinishDate><FYStartDate>1</FYStartDate>
  <CriticalSlackLimit>0</CriticalSlackLimit><CurrencyDigits>2</CurrencyDigits><CurrencySymbol>￥</CurrencySymbol>
  <CalendarUID>1</CalendarUID><DefaultStartTime>08:00:00</DefaultStartTime><DefaultFinishTime>17:00:00</DefaultFinishTime>
  <MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>
  <Calendars><Calendar><UID>1</UID><Name>标准</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>
    <WeekDays>{WEEK}<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-11-27T00:00:00</FromDate>
    <ToDate>2026-11-27T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays></Calendar></Calendars>
  <Tasks>
    <Task><UID>1</UID><ID>1</ID><Name>设计</Name><Type>1</Type><IsNull>0</IsNull><CreateDate>2026-11-20T08:00:00</CreateDate>
      <WBS></WBS><OutlineNumber>1</OutlineNumber><OutlineLevel>1</OutlineLevel><Priority>500</Priority>
      <Start>2026-11-23T08:00:00</Start><Finish>2026-11-30T17:00:00</Finish><Duration>PT40H0M0.0S</Duration>
      <DurationFormat>7</DurationFormat><ResumeValid>0</ResumeValid><EffortDriven>1</EffortDriven><Milestone>0</Milestone>
      <Summary>0</Summary><PercentComplete>0</PercentComplete><ConstraintType>0</ConstraintType><CalendarUID>-1</CalendarUID></Task>
    <Task><UID>2</UID><ID>2</ID><Name>评审</Name><Type>1</Type><IsNull>0</IsNull><OutlineNumber>2</OutlineNumber>
      <OutlineLevel>1</OutlineLevel><Start>2026-12-01T08:00:00</Start><Finish>2026-12-01T12:00:00</Finish>
      <Duration>PT4H0M0.0S</Duration><DurationFormat>5</DurationFormat><Milestone>0</Milestone><Summary>0</Summary>
      <PercentComplete>0</PercentComplete><ConstraintType>0</ConstraintType><CalendarUID>-1</CalendarUID>
      <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
  </Tasks>
  <Resources><Resource><UID>-65535</UID><ID>-65535</ID><Name>Unassigned</Name><Type>1</Type></Resource>
    <Resource><UID>1</UID><ID>1</ID><Name>张敏</Name><Type>1</Type></Resource></Resources>
  <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1.0</Units></Assignment>
    <Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>-65535</ResourceUID><Units>1.0</Units></Assignment></Assignments>
</Project>
"""


def test_a_file_of_project_2016(tmp_path: Path) -> None:
    data, outcome = imported(tmp_path, PROJECT_2016)
    assert data["what"] == ["选址", "装修", "货架", "启用"]
    assert data["id"] == ["T-001", "T-002", "T-003", "T-004"]
    assert data["duration"] == [3, 5, 2, 0]
    assert data["start"] == [date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 7), date(2026, 12, 8)]
    assert data["predecessors"] == [None, "T-001", "T-002FS+2", "T-003, T-001, T-002"]
    assert data["progress"] == [0.5, 0, 0, 0]
    assert data["started_on"] == [date(2026, 11, 23), None, None, None]
    assert data["held"] == [None, None, "取消", None]
    assert data["finish_on"] == [None, None, None, date(2026, 12, 8)]
    assert data["not_before"] == [None, date(2026, 11, 26), None, None]
    # Everybody who works on a task is an owner of it; only one was, and an export left the others out.
    assert (data["owner"][:2], data["support"][1], data["resource"][1]) == (["王芳", "李强、王芳"], None, "水泥")
    assert data["how"][0] == "按租金比较"
    assert data["notes"] == [
        "看三处\n再定\n摘要任务: 准备",
        "摘要任务: 准备\n投入: 李强 50%\n投入: 水泥 20\n合同号: 6.1",
        "超链接: 图纸\n超链接地址: http://x.cn/a",
        None,
    ]
    assert messages(outcome, "project-summary-left") == ["摘要任务“准备”不成为一行，它自己的期限没有导入：2026-12-04"]
    assert messages(outcome, "project-summary-link") == ["第 6 号任务与摘要任务“准备”的前置关系改为与它的 2 个任务"]
    assert len(messages(outcome, "project-details-left")) == 1
    assert "王芳" in messages(outcome, "project-details-left")[0]


def test_the_plan_that_came_in_can_be_checked_and_scheduled(tmp_path: Path) -> None:
    imported(tmp_path, PROJECT_2016)
    (path,) = tmp_path.glob("*.xlsx")
    codes = {finding.problem.code for finding in check(FileBook(path, writing=True), NOW).findings}
    assert codes <= {"required-missing", "fact-in-future", "waits-for-held", "limit-missed", "no-result"}
    assert not schedule(FileBook(path, writing=True), NOW).refused
    data = FileBook(path).view("tasks").data
    assert data["early_start"][1] == date(2026, 11, 26)


def test_a_file_of_projectlibre(tmp_path: Path) -> None:
    data, outcome = imported(tmp_path, PROJECT_LIBRE, "计划.pod.xml")
    assert data["what"] == ["设计", "评审"]
    assert data["duration"] == [5, 1]
    assert data["predecessors"] == [None, "T-001"]
    assert data["owner"] == ["张敏", None]
    assert messages(outcome, "project-length-converted") == ["第 2 号任务的工期（工作日） 0.5 天 按 1 个工作日导入"]
    # Its own day off, the 27th, is listed now, so that the plan ends when it does there.
    (path,) = tmp_path.glob("*.xlsx")
    holidays = FileBook(path).view("holidays").data
    assert (date(2026, 11, 27), "休") in zip(holidays["day"], holidays["kind"], strict=True)
    assert "2026-11-27" in messages(outcome, "project-days-taken")[0]
    assert not messages(outcome, "project-dates-differ")


def test_a_task_that_ends_on_another_day_than_in_the_file_is_listed(tmp_path: Path) -> None:
    """A split task, for one: the plan knows no gap inside of a task."""
    _, outcome = imported(tmp_path, project(task(1, "设计", 1, "2026-11-23", "2026-11-30", "PT40H0M0S")))
    assert len(messages(outcome, "project-dates-differ")) == 1
    assert outcome.listings[1].rows == [("T-001", "设计", date(2026, 11, 30), date(2026, 11, 27))]


def test_the_mapping_is_shown_and_a_dry_run_writes_nothing(desk: At, tmp_path: Path) -> None:
    source = tmp_path / "计划.xml"
    source.write_text(PROJECT_2016, "utf-8")
    book = desk(plan_of(tmp_path, []))
    before = book.everything()
    outcome = book.run(import_rows, source, dry_run=True)
    assert book.everything() == before
    rows = {str(row[0]): getattr(row[1], "zh", row[1]) for row in outcome.listings[0].rows}
    assert (rows["任务名称"], rows["前置任务"], rows["怎么做 (Text1)"], rows["合同号 (Text2)"]) == (
        "做什么", "前置任务", "怎么做（具体措施）", "→ 备注",
    )  # fmt: skip
    assert "将导入 4 个任务" in outcome.message.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["计划.xml", "计划", "计划.csv"])
def test_what_a_file_holds_counts_not_its_name(encoding: str, name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(
        PROJECT_2016.replace('encoding="UTF-8"', "" if encoding == "utf-16" else 'encoding="UTF-8"').encode(encoding)
    )
    target = plan_of(tmp_path, [])
    import_rows(FileBook(target, writing=True), NOW, source)
    assert FileBook(target).view("tasks").data["what"][0] == "选址"


@pytest.mark.parametrize(
    ("lag", "expected", "words"),
    [
        (link(1, 1, 4800 * 3), "T-001FS+3", None),
        (link(1, 3, -4800, 5), "T-001SS-1", None),
        (link(1, 0, 2400, 5), "T-001FF+1", "0.5 天"),
        (link(1, 2, 4800 * 5, 9), "T-001SF+5", None),
        # 50 % of four days; three elapsed days from Thursday evening: Friday, the weekend.
        (link(1, 1, 50, 19), "T-001FS+2", "50%"),
        (link(1, 1, 43200, 8), "T-001FS+1", "3 个日历日"),
    ],
)
def test_lags_in_working_days(lag: str, expected: str, words: str | None, tmp_path: Path) -> None:
    first = task(1, "甲", 1, "2026-11-23", "2026-11-26", "PT32H0M0S")
    data, outcome = imported(tmp_path, project(first + task(2, "乙", 1, "2026-12-07", "2026-12-07", "PT8H0M0S", lag)))
    assert data["predecessors"][1] == expected
    results = messages(outcome, "project-length-converted")
    assert bool(results) == (words is not None)
    assert words is None or words in results[0]


@pytest.mark.parametrize(
    ("duration", "form", "expected", "words"),
    [
        ("PT20H0M0S", 7, 3, "2.5 天"),
        ("PT80H0M0S", 9, 10, None),
        ("P2DT0H0M0S", 7, 6, None),
        ("P1DT16H", 7, 5, None),
        ("PT0H1M0S", 3, 1, "0 天"),
        ("PT96H0M0S", 8, 2, "4 个日历日"),
        ("PT8H0M0S", 39, 1, None),
    ],
)
def test_durations_in_working_days(duration: str, form: int, expected: int, words: str | None, tmp_path: Path) -> None:
    # Four elapsed days from Thursday on: two of them are worked.
    data, outcome = imported(tmp_path, project(task(1, "甲", 1, "2026-11-26", "2026-11-29", duration, form=form)))
    assert data["duration"] == [expected]
    results = messages(outcome, "project-length-converted")
    assert bool(results) == (words is not None)
    assert words is None or words in results[0]


@pytest.mark.parametrize(
    ("constraint", "column", "day", "code"),
    [
        (limit(2, "2026-11-25"), "not_before", date(2026, 11, 25), "project-limit-converted"),
        (limit(3, "2026-12-02"), "finish_on", date(2026, 12, 2), None),
        (limit(4, "2026-11-25"), "not_before", date(2026, 11, 25), None),
        (limit(4, "2026-11-23"), "not_before", None, None),
        # five working days from then on, and the last of five
        (limit(5, "2026-11-25"), "not_after", date(2026, 12, 1), "project-limit-converted"),
        (limit(6, "2026-12-01"), "not_before", date(2026, 11, 25), "project-limit-converted"),
        (limit(7, "2026-12-02"), "not_after", date(2026, 12, 2), None),
        (limit(7, "2026-12-09") + "<Deadline>2026-12-02T17:00:00</Deadline>", "not_after", date(2026, 12, 2), "project-limit-converted"),
        (limit(1), "notes", "限制: 越晚越好", "project-limit-left"),
    ],
)  # fmt: skip
def test_constraints(constraint: str, column: str, day: CellValue, code: str | None, tmp_path: Path) -> None:
    text = project(
        task(1, "甲", 1, "2026-11-23", "2026-11-27", "PT40H0M0S").replace(
            "<ConstraintType>0</ConstraintType>", constraint
        )
    )
    data, outcome = imported(tmp_path, text)
    assert data[column] == [day]
    assert [finding.problem.code for finding in outcome.findings] == ([code] if code else [])


def test_links_and_calendars_that_lead_elsewhere_are_reported(tmp_path: Path) -> None:
    other = "<Calendar><UID>3</UID><Name>夜班</Name><WeekDays/></Calendar>"
    text = project(
        task(1, "甲", 1, "2026-11-23", "2026-11-23", "PT8H0M0S", "<CalendarUID>3</CalendarUID>")
        + task(2, "乙", 1, "2026-11-23", "2026-11-23", "PT8H0M0S", link(77), "<ExternalTask>1</ExternalTask>")
        + task(3, "丙", 1, "2026-11-24", "2026-11-24", "PT8H0M0S", link(2), link(55), link(1, 3),
               "<PredecessorLink><CrossProject>1</CrossProject><CrossProjectName>别的.mpp\\4</CrossProjectName>"
               "<PredecessorUID>1</PredecessorUID></PredecessorLink>"),
        calendars=other,
    )  # fmt: skip
    data, outcome = imported(tmp_path, text)
    assert data["what"] == ["甲", "丙"]
    assert (data["calendar"], data["notes"][0]) == ([None, None], "日历: 夜班")
    assert data["predecessors"][1] == "T-001SS"
    assert data["notes"][1] == "前置任务: 乙\n前置任务: 55\n前置任务: 别的.mpp\\4"
    assert len(messages(outcome, "project-link-left")) == 3
    assert messages(outcome, "project-calendar-unknown") == ["工作簿中没有日历“夜班”，1 个任务按默认日历导入"]


def test_calendars_are_known_by_name(tmp_path: Path) -> None:
    six = "<Calendar><UID>3</UID><Name>六天制（周一至周六）</Name><WeekDays/></Calendar>"
    text = project(
        task(1, "甲", 1, "2026-11-23", "2026-11-28", "PT48H0M0S", "<CalendarUID>3</CalendarUID>"), calendars=six
    )
    data, outcome = imported(tmp_path, text)
    assert data["calendar"] == ["六天制（周一至周六）"]
    assert not outcome.findings


def test_links_of_summaries_go_to_their_tasks(tmp_path: Path) -> None:
    text = project(
        task(1, "一", 1, "2026-11-23", "2026-11-23", "PT8H0M0S")
        + task(2, "阶段", 1, "2026-11-24", "2026-11-24", "PT8H0M0S", link(1, 1, 4800), "<Notes>阶段说明</Notes>")
        + task(3, "二", 2, "2026-11-25", "2026-11-25", "PT8H0M0S")
        + task(4, "内层", 2, "2026-11-25", "2026-11-25", "PT8H0M0S")
        + task(5, "三", 3, "2026-11-25", "2026-11-25", "PT8H0M0S", link(2, 3))
    )
    data, outcome = imported(tmp_path, text)
    assert data["what"] == ["一", "二", "三"]
    assert data["predecessors"][1] == "T-001FS+1"
    assert str(data["predecessors"][2]) == "T-001FS+1"
    assert data["notes"][1:] == ["摘要任务: 阶段", "摘要任务: 阶段 > 内层\n前置任务: 阶段SS"]
    assert "阶段说明" in messages(outcome, "project-summary-left")[0]


def test_manual_tasks_baselines_and_the_rest(tmp_path: Path) -> None:
    text = project(
        SUMMARY.format("项目说明")
        + task(1, "甲", 1, "2026-11-23", "2026-11-23", "PT8H0M0S", "<Priority>800</Priority>", "<Contact>张总</Contact>",
               "<Baseline><Number>0</Number><Start>2026-11-20T08:00:00</Start><Finish>2026-11-20T17:00:00</Finish></Baseline>"
               "<Baseline><Number>3</Number><Start>2026-11-20T08:00:00</Start></Baseline>",
               "<OutlineCode><FieldID>188744096</FieldID></OutlineCode>")
        + task(2, "乙", 1, "2026-12-01", "2026-12-01", "PT8H0M0S", link(1), "<Cost>1250050</Cost>", "<Manual>1</Manual>")
    )  # fmt: skip
    data, outcome = imported(tmp_path, text)
    assert (data["baseline_start"][0], data["baseline_finish"][0]) == (date(2026, 11, 20), date(2026, 11, 20))
    assert data["budget"] == [None, 12500.5]
    assert data["not_before"][1] == date(2026, 12, 1)
    assert len(messages(outcome, "project-manual")) == 1
    assert data["notes"][0] == "联系人: 张总\n优先级: 800"
    assert "Baseline 3 ×1" in messages(outcome, "project-parts-left")[0]
    assert "OutlineCode ×1" in messages(outcome, "project-parts-left")[0]
    assert "项目说明" in messages(outcome, "project-summary-left")[0]


def test_numbers_that_are_taken_are_given_anew(tmp_path: Path) -> None:
    fields = custom(188743731, "Text1", "编号")
    text = project(
        task(1, "甲", 1, "2026-11-23", "2026-11-23", "PT8H0M0S", value(188743731, "T-001"))
        + task(2, "乙", 1, "2026-11-24", "2026-11-24", "PT8H0M0S", value(188743731, "A-7"), link(1))
        + task(3, "丙", 1, "2026-11-25", "2026-11-25", "PT8H0M0S", link(2)),
        fields=fields,
    )
    source = tmp_path / "a.xml"
    source.write_text(text, "utf-8")
    target = plan_of(tmp_path, [dict(TASK)])
    outcome = import_rows(FileBook(target, writing=True), NOW, source)
    data = FileBook(target).view("tasks").data
    assert data["id"][:4] == ["T-001", "T-002", "A-7", "T-003"]
    assert data["predecessors"][:4] == [None, None, "T-002", "A-7"]
    assert messages(outcome, "project-renumbered") == ["编号 T-001 工作簿中已有，这个任务改为 T-002"]
    assert (
        "3 个任务，其中 1 个的编号、0 个的「做什么」工作簿里已有（T-001）"
        in messages(outcome, "project-tasks-known")[0]
    )


def test_a_plan_taken_into_its_own_workbook_is_reported_before_it_doubles(tmp_path: Path) -> None:
    """What was changed in Project comes back into an empty workbook; into this one it comes as other tasks."""
    source = tmp_path / "a.xml"
    source.write_text(project(task(1, TASK["what"], 1, "2026-11-23", "2026-11-23", "PT8H0M0S")), "utf-8")  # type: ignore[arg-type]
    target = plan_of(tmp_path, [dict(TASK)])
    outcome = import_rows(FileBook(target, writing=True), NOW, source, dry_run=True)
    [finding] = [f for f in outcome.findings if f.problem.code == "project-tasks-known"]
    assert "1 个的「做什么」" in finding.what("zh")
    assert "kaizen new plan-schedule" in finding.fix("zh")
    assert not outcome.wrong


# --- files that are refused ------------------------------------------------------------------------------------------

BOMB = '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def with_declaration(words: str) -> Callable[[str], str]:
    return lambda text: text.replace("?>", f"?>{words}", 1)


HOSTILE: list[tuple[Callable[[str], str], str]] = [
    (with_declaration(BOMB), "project-hostile"),
    (with_declaration(OUTSIDE), "project-hostile"),
    (with_declaration("<!-- " + "x" * 3000 + " -->" + OUTSIDE), "project-hostile"),
    (lambda text: text[: len(text) // 2], "project-damaged"),
    (lambda text: text.replace("<Task>", "<Task><x>", 1), "project-damaged"),
    (lambda _text: project(""), "project-empty"),
    (lambda _text: project(SUMMARY.format("")), "project-empty"),
    (lambda text: text.replace("<Task>", "<x>" * 400 + "</x>" * 400 + "<Task>", 1), "project-damaged"),
    (lambda text: text.replace("schemas.microsoft.com/project", "example.com/other"), "unknown-kind"),
]


def test_hostile_and_damaged_files_are_refused(desk: At, tmp_path: Path) -> None:
    """Each leaves the plan as it was, so that all are tried on one."""
    source = tmp_path / "计划.xml"
    book = desk(plan_of(tmp_path, []))
    before = book.everything()
    for change, code in HOSTILE:
        source.write_text(change(PROJECT_2016), "utf-8")
        with pytest.raises(RefusalError) as refused:
            book.run(import_rows, source)
        assert refused.value.finding.problem.code == code
        assert book.everything() == before


def test_a_file_beyond_all_plans_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.mspdi.parsing._MOST_BYTES", 1000)
    with pytest.raises(RefusalError, match="project-too-large"):
        imported(tmp_path, PROJECT_2016)


def test_moments_and_numbers_that_are_none_do_no_harm(tmp_path: Path) -> None:
    text = PROJECT_2016
    for old, new in (("2026-11-26T08:00:00", "NA"), ("PT40H0M0S", "viel"), ("<LinkLag>9600", "<LinkLag>1e400"),
                     ("<PercentComplete>50", "<PercentComplete>halb"), ("<ConstraintType>3", "<ConstraintType>99")):  # fmt: skip
        text = text.replace(old, new)
    data, _ = imported(tmp_path, text)
    assert data["what"] == ["选址", "装修", "货架", "启用"]
    assert data["start"][1] is None
    assert data["duration"][1] is None
    assert data["predecessors"][2] == "T-002"


def test_projects_own_format_is_reported_how_to_come_in(tmp_path: Path) -> None:
    source = tmp_path / "计划.mpp"
    source.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(RefusalError, match="project-mpp"):
        import_rows(FileBook(plan_of(tmp_path, []), writing=True), NOW, source)


def test_only_a_plan_takes_a_project_file(tmp_path: Path) -> None:
    source = tmp_path / "计划.xml"
    source.write_text(PROJECT_2016, "utf-8")
    with pytest.raises(RefusalError, match="not-a-plan"):
        import_rows(FileBook(filled(tmp_path, [ISSUE]), writing=True), NOW, source)
    project_book = FileBook(blank(tmp_path, TemplateKey.PROJECT), writing=True)
    with pytest.raises(RefusalError, match="project-not-for-plan"):
        import_rows(project_book, NOW, source, table="issues")
    assert import_rows(project_book, NOW, source).changed == 4


def test_by_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "plan.xml").write_text(PROJECT_2016, "utf-8")
    path = blank(tmp_path, TemplateKey.PLAN, "en")
    done = kaizen("import", "plan.xml", "--into", path, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "4 tasks imported" in done.stdout
    assert "Traceback" not in done.stderr
    assert kaizen("undo", path, cwd=tmp_path).returncode == 0
    assert not FileBook(path).view("tasks").data.records()
