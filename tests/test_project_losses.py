"""Project files: whatever people have filled in there is in the workbook, or named; and nothing changes on the way there and back.

What is filled in where is taken from Microsoft's documentation of the format (Project XML Data Interchange Schema Reference).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from lxml import etree

from addin.book.file.book import FileBook
from addin.commands.export import export
from addin.commands.history import undo
from addin.commands.importing import import_rows
from addin.mspdi.calendars import exceptional_days, read_calendar
from addin.mspdi.node import Node
from addin.outcome import Outcome
from tests.helpers.books import NOW
from tests.helpers.examples import on_files
from tests.helpers.plans import CALENDARS, plan_of
from tests.helpers.project_files import custom, imported, messages, project, task, value, work_week
from udfs.values import Cell, CellValue
from workbook_templates.tables.tasks import TASKS

SPACE = {"p": "http://schemas.microsoft.com/project"}
COST1, COST2, COST4, DURATION1, DURATION2, DURATION4 = 188743786, 188743787, 188743938, 188743783, 188743784, 188743955
DATE1, START1, FLAG1, FLAG2, NUMBER1, TEXT1 = 188743945, 188743732, 188743752, 188743753, 188743767, 188743731


def elements(**values: object) -> str:
    return "".join(f"<{name}>{text}</{name}>" for name, text in values.items())


def one_task(*more: str) -> str:
    return task(1, "甲", 1, "2026-11-23", "2026-11-27", "PT40H0M0S", *more)


def people(*resources: str, assignments: Sequence[str] = ()) -> str:
    return (
        f"<Resources>{''.join(f'<Resource>{one}</Resource>' for one in resources)}</Resources>"
        f"<Assignments>{''.join(f'<Assignment>{one}</Assignment>' for one in assignments)}</Assignments>"
    )


def whole_text(data: Mapping[str, Sequence[CellValue]], outcome: Outcome) -> str:
    """Return all that a user can read after an import: cells and messages."""
    cells = [str(cell) for column in data.values() for cell in column if cell is not None]
    return "\n".join([*cells, *(finding.what("zh") for finding in outcome.findings)])


# --- custom fields ---------------------------------------------------------------------------------------------------


def test_custom_fields_have_the_values_that_project_shows(tmp_path: Path) -> None:
    """Costs are stored in hundredths, lengths as PT16H0M0S, moments with the hour at which work begins, flags as 1."""
    fields = (
        custom(COST1, "Cost1", "合同金额") + custom(DURATION1, "Duration1", "等待") + custom(DURATION2, "Duration2", "缓冲")
        + custom(DATE1, "Date1", "验收日") + custom(START1, "Start1") + custom(FLAG1, "Flag1", "外包") + custom(FLAG2, "Flag2", "免检")
        + custom(NUMBER1, "Number1", "箱数") + custom(TEXT1, "Text1", "原文")
        + "<ExtendedAttribute><FieldID>190873600</FieldID><FieldName>投资</FieldName><CFType>0</CFType></ExtendedAttribute>"
    )  # fmt: skip

    def length(number: int, text: str, unit: int) -> str:
        parts = elements(FieldID=number, Value=text, DurationFormat=unit)
        return f"<ExtendedAttribute>{parts}</ExtendedAttribute>"

    text = project(
        one_task(
            value(COST1, "1250050"), length(DURATION1, "PT16H0M0S", 7), length(DURATION2, "PT16H0M0S", 7),
            value(DATE1, "2026-12-01T08:00:00"), value(START1, "2026-12-01T14:30:00"), value(FLAG1, "1"), value(FLAG2, "0"),
            value(NUMBER1, "6.10"), value(TEXT1, "PT16H0M0S"), value(190873600, "50"),
            # Nobody declared these: their numbers say what they are.
            value(COST2, "99"), value(COST4, "100"), length(DURATION4, "PT48H0M0S", 8),
            length(DURATION4 + 1, "PT1H30M0S", 5),
            # A field of the whole enterprise: an element called by the number in hexadecimal digits.
            "<b408015>PT80H0M0S</b408015>",
        ),
        fields=fields + "<ExtendedAttribute><FieldID>188776469</FieldID><FieldName>工时</FieldName><CFType>2</CFType></ExtendedAttribute>",
    )  # fmt: skip
    data, _ = imported(tmp_path, text)
    assert data["buffer"] == [2]
    assert str(data["notes"][0]).split("\n") == [
        "合同金额: 12500.5", "等待: 2 天", "验收日: 2026-12-01", "Start1: 2026-12-01 14:30", "外包: 是", "箱数: 6.10", "原文: PT16H0M0S",
        "投资: 0.5", f"{COST2}: 0.99", f"{COST4}: 1", f"{DURATION4}: 2 连续天", f"{DURATION4 + 1}: 1.5 小时", "工时: 10 天",
    ]  # fmt: skip


def test_values_chosen_from_a_list_are_the_words_of_the_list(tmp_path: Path) -> None:
    codes = (
        "<OutlineCodes><OutlineCode><FieldID>188744096</FieldID><FieldName>Outline Code1</FieldName><Alias>阶段</Alias><Values>"
        "<Value><ValueID>1</ValueID><Value>实施</Value></Value>"
        "<Value><ValueID>2</ValueID><ParentValueID>1</ParentValueID><Value>试点</Value></Value></Values></OutlineCode></OutlineCodes>"
    )
    choice = "<OutlineCode><FieldID>188744096</FieldID><ValueID>{}</ValueID></OutlineCode>"
    twice = custom(TEXT1 + 3, "Text2", "地区")
    text = project(
        one_task(choice.format(2), choice.format(9), value(TEXT1 + 3, "华东"), value(TEXT1 + 3, "华南")), fields=twice
    )
    data, outcome = imported(tmp_path, text.replace("<OutlineCodes/>", codes))
    assert data["notes"] == ["地区: 华东、华南\n阶段: 实施.试点"]
    assert "OutlineCode ×1" in messages(outcome, "project-parts-left")[0]


# --- nothing is lost without a word ----------------------------------------------------------------------------------

TASK_FIELDS = {
    "Contact": "张总", "Hyperlink": "图纸", "HyperlinkAddress": "http://x.cn/a", "HyperlinkSubAddress": "第二页", "Priority": "733",
    "SubprojectName": "子.mpp", "StartText": "月底", "Notes": "一行&#13;&#10;二行", "ActualCost": "31400", "LevelingDelay": "9600", "LevelingDelayFormat": "7",
    "OvertimeWork": "PT6H0M0S", "PhysicalPercentComplete": "37", "CommitmentStart": "2026-11-11T08:00:00", "PercentWorkComplete": "13", "NewThing": "以后的字段",
}  # fmt: skip
RESOURCE_FIELDS = {
    "NTAccount": "域\\王", "Code": "C-77", "Group": "工程组", "EmailAddress": "w@x.cn", "Hyperlink": "主页",
    "HyperlinkAddress": "http://x.cn/w", "MaxUnits": "0.75", "StandardRate": "120", "StandardRateFormat": "3", "OvertimeRate": "190",
    "OvertimeRateFormat": "2", "CostPerUse": "4400", "Initials": "缩写W", "Notes": "休假多", "NewThing": "以后的字段",
}  # fmt: skip
ASSIGNMENT_FIELDS = {
    "Units": "0.5", "Notes": "只上午", "Hyperlink": "派工单", "HyperlinkAddress": "http://x.cn/p", "Delay": "4800",
    "OvertimeWork": "PT3H0M0S", "BudgetCost": "8800", "CostRateTable": "2", "PercentWorkComplete": "61", "NewThing": "以后的字段",
}  # fmt: skip
PROJECT_FIELDS = {
    "Subject": "主题甲", "Category": "类别甲", "Company": "单位甲", "Manager": "经理甲", "StatusDate": "2026-11-21T17:00:00",
    "CurrencyCode": "EUR", "ScheduleFromStart": "0",
}  # fmt: skip
SHOWN = [
    "张总", "图纸", "http://x.cn/a", "第二页", "733", "子.mpp", "月底", "314", "资源调配延迟: 2 天", "6 小时", "37", "2026-11-11", "Task NewThing",
    "域\\王", "C-77", "工程组", "w@x.cn", "主页", "http://x.cn/w", "0.75", "960/天", "190/小时", "未分配 备注: 找人", "600/周", "44", "缩写W", "休假多", "Resource NewThing",
    "王芳 50%", "工时完成百分比: 13%", "王芳 工时完成百分比: 61%", "差旅费 成本: 1234.5", "其他基线（Baseline 2 ×1）", "一行\n二行", "Subproject Task ×1", "Plans ×1", "王芳 备注: 只上午", "派工单", "http://x.cn/p", "王芳 延迟: 1 天", "3 小时", "88", "成本费率表: 2", "Assignment NewThing",
    "主题甲", "类别甲", "单位甲", "经理甲", "2026-11-21", "EUR", "从完成日期开始排",
    "工号“0815”", "现场: 二楼", "孙立", "周洋", "水泥 20", "老赵", "阶段负责", "Assignment ×1",
]  # fmt: skip


def test_all_that_people_fill_in_is_in_the_workbook_or_named(tmp_path: Path) -> None:
    wang = elements(UID=1, ID=1, Name="王芳", Type=1, **RESOURCE_FIELDS) + value(205521216, "0815")
    text = project(
        task(9, "阶段", 1, "2026-11-23", "2026-11-27", "PT40H0M0S", elements(Contact="阶段负责"))
        + task(1, "甲", 2, "2026-11-23", "2026-11-27", "PT40H0M0S", elements(**TASK_FIELDS), "<Baseline><Number>2</Number></Baseline>"),
        people(
            wang, elements(UID=2, Name="孙立", Type=1), elements(UID=3, Name="周洋", Type=1) + "<Rates><Rate>" + elements(StandardRate=15, StandardRateFormat=4) + "</Rate></Rates>", elements(UID=4, Name="水泥", Type=0),
            elements(UID=5, Name="老赵", Type=1), elements(UID=6, Name="差旅费", Type=0, IsCostResource=1),
            assignments=[
                elements(UID=1, TaskUID=1, ResourceUID=1, **ASSIGNMENT_FIELDS) + value(255852632, "二楼"),
                elements(UID=2, TaskUID=1, ResourceUID=4, Units=20), elements(UID=3, TaskUID=9, ResourceUID=5, Units=1),
                elements(UID=4, TaskUID=1, ResourceUID=77, Units=1), elements(TaskUID=1, ResourceUID=6, Cost=123450),
                elements(TaskUID=1, ResourceUID=-65535, Notes="找人"),
            ],
        ),
        fields=custom(205521216, "Text1", "工号") + custom(255852632, "Text1", "现场"),
    )  # fmt: skip
    for name, text_of in PROJECT_FIELDS.items():
        text = text.replace(f"<{name}>CNY</{name}>", "").replace(f"<{name}>1</{name}>", "")
        text = text.replace("<SaveVersion>", f"<{name}>{text_of}</{name}><SaveVersion>")
    inside = "<Project><Tasks><Task><UID>1</UID><Name>里面的任务</Name></Task></Tasks></Project>"
    text = text.replace("<NewThing>", f"{inside}<NewThing>", 1)
    data, outcome = imported(tmp_path, text.removesuffix("</Project>") + "<Plans><Plan>x</Plan></Plans></Project>")
    seen = whole_text(data, outcome)
    assert [words for words in SHOWN if words not in seen] == []
    assert "新仓启用" in outcome.listings[0].title.zh
    assert messages(outcome, "project-people-left") == ["文件中有 2 个资源没有任务，没有导入：孙立、周洋"]


def test_what_project_writes_into_every_file_is_no_loss(tmp_path: Path) -> None:
    """As Project 2019 writes it where nobody has filled in anything: no word of it."""
    usual = elements(
        FreeformDurationFormat=7, StartSlack=0, LevelingDelayFormat=8, StartText="", WorkVariance="0.00", OvertimeWork="PT0H0M0S",
        RegularWork="PT40H0M0S", ActualCost=0, GUID="15F4A0D3-DAD2-E811-AC3F-4CEDDE6E5B57", CommitmentType=0, BCWS="0.00",
    )  # fmt: skip
    who = elements(
        UID=1, ID=1, GUID="32F6E7C6-DAD2-E811-AC3F-4CEDDE6E5B57", Name="王芳", Type=1, IsNull=0, Initials="王", MaxUnits="1.00",
        PeakUnits="1.00", CanLevel=1, AccrueAt=3, Work="PT40H0M0S", StandardRate=0, StandardRateFormat=2, OvertimeRateFormat=2,
        CostPerUse=0, AvailableFrom="1984-01-01T00:00:00", AvailableTo="2049-12-31T23:59:00", CalendarUID=3, IsCostResource=0,
        WorkVariance="2400000.00", CreationDate="2026-10-18T14:36:00", BookingType=0,
    ) + "<Rates>" + "<Rate><RateTable>0</RateTable><StandardRate>0</StandardRate></Rate>" * 5 + "</Rates>"  # fmt: skip
    assigned = elements(
        UID=4, TaskUID=1, ResourceUID=1, PercentWorkComplete=0, CostRateTable=0, RateScale=0, Delay=0, HasFixedRateUnits=1,
        LevelingDelayFormat=7, RegularWork="PT40H0M0S", RemainingWork="PT40H0M0S", Units=1, Work="PT40H0M0S", WorkContour=0,
        VAC="0.00", BudgetCost=0, BudgetWork="PT0H0M0S", CreationDate="2026-10-18T14:34:00",
    )  # fmt: skip
    spread = "<TimephasedData><Type>1</Type><UID>4</UID><Unit>1</Unit><Value>PT8H0M0S</Value></TimephasedData>"
    text = project(one_task(usual), people(who, elements(UID=0, ID=0, Type=1), assignments=[assigned + spread * 5]),
                   calendars=calendar(3, "王芳", "", base=1))  # fmt: skip
    top = "<MicrosoftProjectServerURL>1</MicrosoftProjectServerURL><Views><View><Name>Gantt</Name></View></Views><Maps/><WBSMasks/>"
    data, outcome = imported(tmp_path, text.replace("<SaveVersion>", top + "<SaveVersion>"))
    assert (data["owner"], data["notes"]) == (["王芳"], [None])
    assert [finding.what("zh") for finding in outcome.findings] == []


def test_nobody_is_lost_on_the_way_out(tmp_path: Path) -> None:
    """Three people at work on a task are three people in the file that goes back."""
    names = ["王芳", "李强", "Smith, John"]
    text = project(
        one_task(),
        people(
            *(elements(UID=at, Name=name, Type=1) for at, name in enumerate(names, 1)),
            assignments=[elements(UID=at, TaskUID=1, ResourceUID=at, Units=int(at != 2)) for at in (1, 2, 3)],
        ),
    )
    data, outcome = imported(tmp_path, text)
    assert data["owner"] == ["王芳、李强、Smith, John"]
    assert "李强 0%" in str(data["notes"][0])
    assert "“Smith, John”" in messages(outcome, "project-name-split")[0]
    (path,) = tmp_path.glob("*.xlsx")
    root = etree.parse(export(FileBook(path), NOW, tmp_path, "回", with_mspdi=True).files[0]).getroot()
    assert {entry.text for entry in root.findall("p:Resources/p:Resource/p:Name", SPACE)} >= {"王芳", "李强"}
    assert len(root.findall("p:Assignments/p:Assignment", SPACE)) == 4


def test_tasks_of_one_number_or_of_none_are_all_there(tmp_path: Path) -> None:
    """Files made by scripts: a task without a number must not hide another."""
    same = [task(3, name, 1, "2026-11-23", "2026-11-23", "PT8H0M0S") for name in ("甲", "乙")]
    none = [
        task(0, name, 0, "2026-11-23", "2026-11-23", "PT8H0M0S").replace("<UID>0</UID><ID>0</ID>", "")
        for name in ("丙", "丁")
    ]
    data, outcome = imported(tmp_path, project("".join([*same, *none]).replace("<OutlineLevel>0", "<OutlineLevel>1")))
    assert data["what"] == ["甲", "乙", "丙", "丁"]
    assert len(set(data["id"])) == 4
    assert "Task UID" in messages(outcome, "project-parts-left")[0]


# --- calendars -------------------------------------------------------------------------------------------------------


def exception(first: str, last: str, worked: int, name: str, *more: str) -> str:
    span = elements(FromDate=f"{first}T00:00:00", ToDate=f"{last}T23:59:00")
    rest = "".join(more) or elements(Type=1)
    return f"<Exception><TimePeriod>{span}</TimePeriod><Name>{name}</Name>{rest}<DayWorking>{worked}</DayWorking></Exception>"


def with_exceptions(text: str, *entries: str) -> str:
    return text.replace("</WeekDays>", f"</WeekDays><Exceptions>{''.join(entries)}</Exceptions>", 1)


def days_of(path: Path) -> dict[CellValue, tuple[CellValue, CellValue]]:
    data = FileBook(path).view("holidays").data
    return {day: (kind, name) for day, kind, name in zip(data["day"], data["kind"], data["name"], strict=True) if day}


def test_days_off_and_make_up_days_come_to_the_list_of_holidays(tmp_path: Path) -> None:
    text = with_exceptions(
        project(task(1, "甲", 1, "2026-11-23", "2026-12-02", "PT48H0M0S")),
        exception("2026-11-26", "2026-11-29", 0, "检修停工"),
        exception("2026-12-05", "2026-12-05", 1, "补班"),
        # Every year on the same day; the first of May is listed already.
        exception("2025-12-31", "2027-12-31", 0, "盘点", elements(Type=2, Month=11, MonthDay=31)),
        exception("2026-05-01", "2026-05-01", 0, "劳动节"),
        # Worked here by the notice of the State Council: one of both is wrong.
        exception("2026-10-10", "2026-10-10", 0, "不上"),
        exception("2012-03-05", "2012-03-05", 0, "早年"),
        exception("2026-01-01", "2026-12-31", 0, "没见过", elements(Type=9)),
    )
    path, source = plan_of(tmp_path, []), tmp_path / "计划.xml"
    before = days_of(path)
    source.write_text(text, "utf-8")
    outcome = import_rows(FileBook(path, writing=True), NOW, source)
    after = days_of(path)
    assert {day: entry for day, entry in after.items() if day not in before} == {
        date(2026, 11, 26): ("休", "检修停工"), date(2026, 11, 27): ("休", "检修停工"), date(2026, 12, 5): ("班", "补班"),
        date(2026, 12, 31): ("休", "盘点"), date(2027, 12, 31): ("休", "盘点"),
        **({} if date(2025, 12, 31) not in after else {date(2025, 12, 31): ("休", "盘点")}),
    }  # fmt: skip
    assert {day: after[day] for day in before} == before
    assert "2026-10-10" in messages(outcome, "project-days-against")[0]
    assert "2012-03-05" in messages(outcome, "project-days-outside")[0]
    assert "Exception (recurring) ×1" in messages(outcome, "project-parts-left")[0]
    assert not messages(outcome, "project-dates-differ")
    # One step takes the tasks and the days back.
    assert not undo(FileBook(path, writing=True), NOW).refused
    assert days_of(path) == before


# By hand from a calendar of 2026-11 to 2027-03: 2026-11-23 is a Monday. DaysOfWeek: Sunday is 1, Monday 2 … Saturday 64.
RECURRING: dict[str, tuple[dict[str, int], str]] = {
    "every other week": ({"Type": 6, "DaysOfWeek": 2 + 16, "Period": 2},
                         "11-23 11-26 12-07 12-10 12-21 12-24 01-04 01-07 01-18 01-21 02-01 02-04 02-15 02-18 03-01"),
    "every Wednesday, three times": ({"Type": 6, "DaysOfWeek": 8, "EnteredByOccurrences": 1, "Occurrences": 3},
                                     "11-25 12-02 12-09"),
    "the last day of each month": ({"Type": 4, "MonthDay": 31}, "11-30 12-31 01-31 02-28"),
    "every second month on the 5th": ({"Type": 4, "MonthDay": 5, "Period": 2}, "12-05 02-05"),
    "the second Tuesday": ({"Type": 5, "MonthItem": 5, "MonthPosition": 1}, "12-08 01-12 02-09"),
    "the last working day": ({"Type": 5, "MonthItem": 1, "MonthPosition": 4}, "11-30 12-31 01-29 02-26"),
    "the first Sunday of January": ({"Type": 3, "MonthItem": 3, "MonthPosition": 0, "Month": 0}, "01-03"),
    "every 40 days": ({"Type": 7, "Period": 40}, "11-23 01-02 02-11"),
}  # fmt: skip


@pytest.mark.parametrize("how", RECURRING)
def test_days_off_that_recur_are_laid_out(how: str) -> None:
    fields, listed = RECURRING[how]
    entry = exception("2026-11-23", "2027-03-01", 0, how, elements(**fields))
    left: Counter[str] = Counter()
    content = f"<Calendar><Exceptions>{entry}</Exceptions></Calendar>"
    days = exceptional_days(read_calendar(Node(etree.fromstring(content)), left))
    assert [f"{day:%m-%d}" for day in days] == listed.split()
    assert not left.total()


def test_days_off_that_recur_come_back_as_they_are(tmp_path: Path) -> None:
    """Exported and imported once more, they are the same days, one by one."""
    source, path = tmp_path / "a.xml", plan_of(tmp_path, [])
    fields = elements(Type=6, DaysOfWeek=32, Period=1)
    text = with_exceptions(project(one_task()), exception("2026-11-23", "2027-01-31", 0, "周五停工", fields))
    source.write_text(text, "utf-8")
    before = days_of(path)
    import_rows(FileBook(path, writing=True), NOW, source)
    once = days_of(path)
    assert {day for day in once if day not in before} == {
        date(2026, 11, 27) + timedelta(weeks=at) for at in range(10)
    } - set(before)
    export(FileBook(path), NOW, tmp_path, "b", with_mspdi=True)
    (tmp_path / "again").mkdir()
    again, exported = plan_of(tmp_path / "again", []), tmp_path / "b.xml"
    import_rows(FileBook(again, writing=True), NOW, exported)
    assert days_of(again) == once


def test_days_of_a_file_come_in_order_and_own_rows_stay_where_they_are(tmp_path: Path) -> None:
    """Days marked 暂定 make room, as they do for a published list."""
    source, path = tmp_path / "a.xml", plan_of(tmp_path, [])
    book = FileBook(path, writing=True)
    at = book.view("holidays").data["day"].index(None)
    for key, text in (("day", date(2026, 12, 24)), ("kind", "休"), ("name", "年会")):
        book.write("holidays", key, [Cell(text)], start=at)
    book.save()
    before = FileBook(path).view("holidays").data
    provisional = [i for i, name in enumerate(before["name"]) if "暂定" in str(name)]
    source.write_text(with_exceptions(project(one_task()), exception("2026-12-03", "2026-12-04", 0, "停工")), "utf-8")
    import_rows(FileBook(path, writing=True), NOW, source)
    after = FileBook(path).view("holidays").data
    assert (after["day"][at], after["name"][at]) == (date(2026, 12, 24), "年会")
    assert after["day"][provisional[0] : provisional[0] + 3] == [
        date(2026, 12, 3), date(2026, 12, 4), before["day"][provisional[0]],
    ]  # fmt: skip
    assert {*before["day"]} < {*after["day"]}
    undo(FileBook(path, writing=True), NOW)
    assert [day for day in FileBook(path).view("holidays").data["day"] if day] == [d for d in before["day"] if d]


def test_a_second_import_lists_no_day_twice(tmp_path: Path) -> None:
    source, path = tmp_path / "a.xml", plan_of(tmp_path, [])
    source.write_text(with_exceptions(project(one_task()), exception("2026-11-26", "2026-11-26", 0, "停工")), "utf-8")
    for at in range(2):
        outcome = import_rows(FileBook(path, writing=True), NOW, source)
        assert len(messages(outcome, "project-days-taken")) == 1 - at
    data = FileBook(path).view("holidays").data
    assert data["day"].count(date(2026, 11, 26)) == 1


DAY_AND_NIGHT = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>"
    "<FromTime>00:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
    for day in range(1, 8)
)


def calendar(uid: int, name: str, week: str, *, base: int = -1) -> str:
    own = elements(UID=uid, Name=name, IsBaseCalendar=int(base < 0), BaseCalendarUID=base)
    return f"<Calendar>{own}<WeekDays>{week}</WeekDays></Calendar>"


def test_tasks_that_go_on_day_and_night(tmp_path: Path) -> None:
    """Three days of 24 hours are three days, not nine of eight hours; and weekends count."""
    text = project(
        task(1, "养护", 1, "2026-11-27", "2026-11-29", "PT72H0M0S", "<CalendarUID>3</CalendarUID>")
        + task(2, "乙", 1, "2026-11-30", "2026-11-30", "PT8H0M0S"),
        calendars=calendar(3, "24 小时", DAY_AND_NIGHT),
    )
    data, outcome = imported(tmp_path, text.replace("<Finish>2026-11-29T17", "<Finish>2026-11-29T23"))
    assert data["duration"] == [3, 1]
    assert data["calendar"] == [CALENDARS[2], None]
    assert data["finish"][0] == date(2026, 11, 29)
    assert {finding.problem.code for finding in outcome.findings} == {"project-calendar-matched"}
    assert "24 小时" in messages(outcome, "project-calendar-matched")[0]


def test_a_project_that_works_every_day_keeps_doing_so(tmp_path: Path) -> None:
    text = project(task(1, "甲", 1, "2026-11-27", "2026-12-01", "PT40H0M0S")).replace(
        "<WeekDays>", f"<WeekDays>{work_week(*range(1, 8))}", 1
    )
    data, outcome = imported(tmp_path, text.replace(work_week(2, 3, 4, 5, 6), "", 1))
    assert (data["calendar"], data["finish"]) == ([CALENDARS[2]], [date(2026, 12, 1)])
    assert not messages(outcome, "project-dates-differ")


def test_a_week_that_no_calendar_here_has_is_named(tmp_path: Path) -> None:
    text = project(one_task()).replace(work_week(2, 3, 4, 5, 6), work_week(2, 3, 4, 5), 1)
    _, outcome = imported(tmp_path, text)
    assert "日历“Standard”在文件中与本工作簿的不同：每周的上班日" in messages(outcome, "project-calendar-differs")[0]


def test_somebodys_days_off_are_named(tmp_path: Path) -> None:
    own = calendar(7, "王芳", "", base=1).replace(
        "</Calendar>", f"<Exceptions>{exception('2026-11-24', '2026-11-25', 0, '婚假')}</Exceptions></Calendar>"
    )
    who = people(
        elements(UID=1, Name="王芳", Type=1, CalendarUID=7), assignments=[elements(TaskUID=1, ResourceUID=1, Units=1)]
    )
    _, outcome = imported(tmp_path, project(one_task(), who, calendars=own))
    assert messages(outcome, "project-calendar-left") == ["“王芳”自己的日历没有导入：2026-11-24、2026-11-25"]


def test_a_calendar_of_exceptions_alone_ends_somewhere() -> None:
    """And what lies beyond is counted."""
    entries = "".join(exception(f"{year}-01-01", f"{year}-12-31", 0, "歇业") for year in range(1900, 2020))
    left: Counter[str] = Counter()
    read = read_calendar(Node(etree.fromstring(f"<Calendar><Exceptions>{entries}</Exceptions></Calendar>")), left)
    assert (len(read.exceptions), left["Exception"]) == (100, 1)


# --- there and back --------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N"), max_codepoint=0x9FFF), min_size=1, max_size=6)
DAYS = st.integers(0, 40).map(lambda at: date(2026, 11, 2) + timedelta(days=at))


@st.composite
def project_files(draw: st.DrawFn) -> str:
    """Return a small project file as another program might write it, with something in every kind of field."""
    texts, names = [], draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    assignments = []
    for uid in range(1, draw(st.integers(1, 4)) + 1):
        start, length = draw(DAYS), draw(st.integers(0, 12))
        more = [elements(Cost=draw(st.integers(0, 999_999)), Contact=draw(WORDS), Notes=draw(WORDS))]
        if uid > 1 and draw(st.booleans()):
            lag = draw(st.sampled_from([0, 4800, -4800, 2400]))
            link = elements(
                PredecessorUID=draw(st.integers(1, uid - 1)), Type=draw(st.integers(0, 3)), LinkLag=lag, LagFormat=7
            )
            more.append(f"<PredecessorLink>{link}</PredecessorLink>")
        kind = draw(st.integers(0, 7))
        more.append(elements(ConstraintType=kind) + (elements(ConstraintDate=f"{start}T08:00:00") if kind > 1 else ""))
        percent = draw(st.sampled_from([0, 0, 30, 100]))
        if percent:
            more.append(elements(PercentComplete=percent, ActualStart=f"{start}T08:00:00"))
        if percent == 100:
            more.append(elements(ActualFinish=f"{start + timedelta(days=length)}T17:00:00"))
        more.append(elements(Active=draw(st.integers(0, 1)), Priority=draw(st.sampled_from([500, 700]))))
        more.append(elements(CalendarUID=draw(st.sampled_from([-1, -1, 3, 4]))))
        more += [value(COST1, str(draw(st.integers(1, 10**7)))), value(DURATION1, f"PT{draw(st.integers(1, 99))}H0M0S")]
        end = start + timedelta(days=length)
        texts.append(task(uid, draw(WORDS), 1, str(start), str(end), f"PT{8 * length}H0M0S", *more))
        for at in draw(st.lists(st.sampled_from(range(1, len(names) + 1)), max_size=2, unique=True)):
            units = draw(st.sampled_from([1, 0.5]))
            assignments.append(elements(TaskUID=uid, ResourceUID=at, Units=units, Notes=draw(WORDS)))
    who = people(*(elements(UID=at, Name=name, Type=1) for at, name in enumerate(names, 1)), assignments=assignments)
    fields = custom(COST1, "Cost1", "金额") + custom(DURATION1, "Duration1", "等待")
    calendars = calendar(3, "不停", DAY_AND_NIGHT) + calendar(4, "夜班", work_week(1, 3, 5))
    off = [
        exception(str(day), str(day), draw(st.integers(0, 1)), draw(WORDS))
        for day in draw(st.lists(DAYS, max_size=3, unique=True))
    ]
    return with_exceptions(project("".join(texts), who, fields, calendars), *off)


def typed(path: Path) -> dict[str, list[CellValue]]:
    data = FileBook(path).view("tasks").data
    return {column.key: [data[column.key][row] for row in data.records()] for column in TASKS.typed}


def without_moments(root: Any) -> bytes:
    for name in ("CreationDate", "LastSaved", "CreateDate", "CurrentDate"):
        for element in root.findall(f".//p:{name}", SPACE):
            element.text = ""
    return etree.tostring(root)


def there_and_back(folder: Path, text: str) -> None:
    source = folder / "0.xml"
    source.write_text(text, "utf-8")
    books, files = [], [source]
    for at in range(2):
        (folder / str(at)).mkdir()
        books.append(plan_of(folder / str(at), []))
        import_rows(FileBook(books[at], writing=True), NOW, files[at])
        files.append(export(FileBook(books[at]), NOW, folder / str(at), "计划", with_mspdi=True).files[0])
    assert typed(books[1]) == typed(books[0])
    assert days_of(books[1]) == days_of(books[0])
    assert without_moments(etree.parse(files[2]).getroot()) == without_moments(etree.parse(files[1]).getroot())


@on_files(quick=3, deep=200, suppress_health_check=list(HealthCheck))
@given(project_files())
def test_import_export_import_is_a_fixed_point(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    there_and_back(tmp_path_factory.mktemp("trip"), text)
