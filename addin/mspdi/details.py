"""What a project file says beyond the columns of a plan: every field is used, in words here, of no meaning of its own, or counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from addin.mspdi.model import Detail
from addin.mspdi.node import Node, number_of
from addin.mspdi.worded import Form, Wording, short
from udfs.lang import Text

_TEXT, _LENGTH, _TENTHS, _COST, _FLAG, _MOMENT = Form.TEXT, Form.LENGTH, Form.TENTHS, Form.COST, Form.FLAG, Form.MOMENT
# Effort is counted in hours.
_HOURS = 5


class Field(NamedTuple):
    """A field that people fill in: its name in words, what its values are, and the value that every file has.

    `unit` is that of a length, or the field that tells it.
    """

    element: str
    label: Text
    form: Form = Form.TEXT
    usual: str = ""
    unit: str | int = ""


_LINKS = (
    Field("Hyperlink", Text("超链接", "Hyperlink")),
    Field("HyperlinkAddress", Text("超链接地址", "Hyperlink address")),
    Field("HyperlinkSubAddress", Text("超链接子地址", "Hyperlink subaddress")),
)
_NOTES = Field("Notes", Text("备注", "Notes"))
_DELAY = Field("LevelingDelay", Text("资源调配延迟", "Levelling delay"), _TENTHS, unit="LevelingDelayFormat")
_OVERTIME = Field("OvertimeWork", Text("加班工时", "Overtime work"), _LENGTH, unit=_HOURS)
_ACTUAL_COST = Field("ActualCost", Text("实际成本", "Actual cost"), _COST)

OF_TASKS = (
    Field("Contact", Text("联系人", "Contact")),
    *_LINKS,
    Field("StartText", Text("开始（文字）", "Start, in words")),
    Field("FinishText", Text("完成（文字）", "Finish, in words")),
    Field("DurationText", Text("工期（文字）", "Duration, in words")),
    Field("SubprojectName", Text("子项目", "Subproject")),
    Field("Priority", Text("优先级", "Priority"), usual="500"),
    _DELAY,
    _OVERTIME,
    _ACTUAL_COST,
    Field("PhysicalPercentComplete", Text("实际完成百分比", "Physical % complete")),
    Field("CommitmentStart", Text("承诺开始", "Commitment start"), _MOMENT),
    Field("CommitmentFinish", Text("承诺完成", "Commitment finish"), _MOMENT),
)
OF_RESOURCES = (
    Field("Phonetics", Text("拼音", "Phonetics")),
    Field("NTAccount", Text("账户", "Account")),
    Field("MaterialLabel", Text("材料单位", "Material label")),
    Field("Code", Text("代码", "Code")),
    Field("Group", Text("组", "Group")),
    Field("EmailAddress", Text("电子邮件", "E-mail")),
    *_LINKS,
    Field("MaxUnits", Text("最大单位", "Max units"), usual="1"),
    # From the first day that Project knows to its last.
    Field("AvailableFrom", Text("可用开始", "Available from"), _MOMENT, usual="1984-01-01T00:00:00"),
    Field("AvailableTo", Text("可用结束", "Available to"), _MOMENT, usual="2049-12-31T23:59:00"),
    Field("CostPerUse", Text("每次使用成本", "Cost per use"), _COST),
    Field("IsGeneric", Text("通用资源", "Generic"), _FLAG),
    Field("IsInactive", Text("停用", "Inactive"), _FLAG),
    Field("IsBudget", Text("预算资源", "Budget"), _FLAG),
    Field("BookingType", Text("拟用资源", "Proposed"), _FLAG),
    Field("AccrueAt", Text("成本累算", "Cost accrual"), usual="3"),
    Field("AssnOwner", Text("工作分配所有者", "Assignment owner")),
    _NOTES,
)
OF_ASSIGNMENTS = (
    _NOTES,
    *_LINKS,
    Field("Delay", Text("延迟", "Delay"), _TENTHS),
    _DELAY,
    _OVERTIME,
    Field("CostRateTable", Text("成本费率表", "Cost rate table")),
    Field("WorkContour", Text("工作分布", "Work contour")),
    Field("BudgetCost", Text("预算成本", "Budget cost"), _COST),
    Field("BudgetWork", Text("预算工时", "Budget work"), _LENGTH, unit=_HOURS),
)
OF_MATERIALS = (Field("RateScale", Text("用量的时间单位", "Rate scale")),)
OF_PROJECTS = (
    Field("Subject", Text("主题", "Subject")),
    Field("Category", Text("类别", "Category")),
    Field("Company", Text("单位", "Company")),
    Field("Manager", Text("经理", "Manager")),
    Field("Author", Text("作者", "Author")),
    Field("StatusDate", Text("状态日期", "Status date"), _MOMENT),
    Field("CurrencyCode", Text("货币", "Currency"), usual="CNY"),
)

# A field of a whole enterprise is an element of its own, called by its number in hexadecimal digits.
ENTERPRISE = re.compile("[0-9a-f]{7,8}")

# Fields that a reader of these elements uses, and those that follow from others, that number and date the entry, or that
# say how a program computes or draws it: an even share of the work on each day, where no contour says otherwise. Whatever is in none of these lists is counted, and named.
_COSTS = (
    "Cost OvertimeCost ActualOvertimeCost RemainingCost RemainingOvertimeCost ACWP CV SV BCWS BCWP CostVariance VAC"
)
_WORK = (
    "Work RegularWork ActualWork RemainingWork ActualOvertimeWork RemainingOvertimeWork ActualWorkProtected "
    "ActualOvertimeWorkProtected WorkVariance PercentWorkComplete PeakUnits"
)
_SAVED = "UID ID GUID Guid CreateDate CreationDate IsNull"
WITHOUT_MEANING = {
    "Task": frozenset(
        f"{_SAVED} {_COSTS} {_WORK} Name Active Manual Type WBS WBSLevel OutlineNumber OutlineLevel Start Finish Duration "
        "DurationFormat FreeformDurationFormat ManualStart ManualFinish ManualDuration Stop Resume ResumeValid EffortDriven Recurring OverAllocated "
        "Overallocated Estimated Milestone Summary DisplayAsSummary Critical IsSubproject IsSubprojectReadOnly ExternalTask "
        "ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance FreeSlack TotalSlack "
        "StartSlack FinishSlack FixedCost FixedCostAccrual PercentComplete ActualStart ActualFinish ActualDuration "
        "RemainingDuration ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments LevelingCanSplit "
        "LevelingDelayFormat PreLeveledStart PreLeveledFinish IgnoreResourceCalendar Notes HideBar Rollup EarnedValueMethod "
        "PredecessorLink ExtendedAttribute Baseline OutlineCode Project IsPublished StatusManager CommitmentType".split()
    ),
    "Resource": frozenset(
        f"{_SAVED} {_COSTS} {_WORK} Name Type Initials WorkGroup OverAllocated Overallocated Start Finish CanLevel "
        "StandardRate StandardRateFormat OvertimeRate OvertimeRateFormat OvertimeWork ActualCost CalendarUID IsEnterprise "
        "ActiveDirectoryGUID IsCostResource AssnOwnerGuid ExtendedAttribute OutlineCode Rates AvailabilityPeriods TimephasedData".split()
    ),
    "Assignment": frozenset(
        f"{_SAVED} {_COSTS} {_WORK} TaskUID ResourceUID ActualCost ActualFinish ActualStart Confirmed Finish "
        "FinishVariance HasFixedRateUnits FixedMaterial LevelingDelayFormat LinkedFields Milestone Overallocated OverAllocated "
        "ResponsePending Start Stop Resume StartVariance Summary Units UpdateNeeded BookingType AssnOwner AssnOwnerGuid "
        "ExtendedAttribute TimephasedData".split()
    ),
    # How a program shows and computes a project is no content of it.
    "Project": frozenset(
        ["OutlineCodes", "WBSMasks", "ExtendedAttributes", "Calendars", "Tasks", "Resources", "Assignments", "Views", "Filters", "Groups", "Tables", "Maps", "Reports", "Drawings", "DataLinks", "VBAProjects"]
    ),
}  # fmt: skip
_RATES = (("StandardRate", Text("标准费率", "Standard rate")), ("OvertimeRate", Text("加班费率", "Overtime rate")))
_HOUR = Text("小时", "h")


def _per(unit: int, wording: Wording) -> tuple[float, Text]:
    """Return how many hours the unit of a rate has, and its name; a material has a price, not a rate."""
    day, week = wording.minutes_a_day / 60, wording.minutes_a_week / 60
    units = {
        1: (1 / 60, Text("分钟", "min")), 3: (day, Text("天", "d")), 4: (week, Text("周", "w")),
        5: (day * wording.days_a_month, Text("月", "mo")), 7: (52 * week, Text("年", "y")), 8: (1.0, Text("", "")),
    }  # fmt: skip
    return units.get(unit, (1.0, _HOUR))


def details(node: Node, known: Collection[Field], wording: Wording) -> Iterator[Detail]:
    """Yield the fields that somebody has filled in, in words."""
    for field in known:
        if not node.says_something(field.element):
            continue
        text = node.text(field.element)
        if field.usual and _alike(text, field.usual):
            continue
        unit = field.unit if isinstance(field.unit, int) else node.number(field.unit)
        yield Detail(field.label, wording.of(text, field.form, unit))


def rates(node: Node, wording: Wording) -> Iterator[Detail]:
    """Yield what an hour or a day of a resource costs: the file has the sum of an hour, whatever unit stands beside it."""
    for element, label in _RATES:
        source = next((one for one in (node, *node.all("Rates/Rate")) if one.says_something(element)), None)
        hourly = None if source is None else number_of(source.text(element))
        if source is not None and hourly is not None:
            hours, unit = _per(source.number(f"{element}Format") or 2, wording)
            name = unit.to(wording.lang)
            yield Detail(label, short(hourly * hours) + (f"/{name}" if name else ""))


def count_others(node: Node, kind: str, known: Collection[Field], left: Counter[str]) -> None:
    """Count the fields of an element that say something and that nothing here reads."""
    named = {field.element for field in known} | WITHOUT_MEANING[kind]
    for name in node.names():
        if name not in named and not ENTERPRISE.fullmatch(name) and node.says_something(name):
            left[name if name in ("TimephasedData", "OutlineCode") else f"{kind} {name}"] += 1


def count_lists(node: Node, left: Counter[str]) -> None:
    """Count what a project file lists beside tasks, resources and what belongs to them."""
    for name in node.names():
        entries = sum(len(part.all(child)) for part in node.all(name) for child in part.names())
        if entries and name not in WITHOUT_MEANING["Project"]:
            left[name] += entries


def _alike(text: str, usual: str) -> bool:
    try:
        return short(float(text)) == short(float(usual))
    except ValueError:
        return text.strip() == usual
