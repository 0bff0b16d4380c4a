"""改进方案计划表: who does what, how and when, with finish dates right about 调休 and a Gantt area."""

from collections.abc import Sequence

from udfs.lang import Text, same
from udfs.problems import cells
from udfs.rules import Kind
from udfs.scheduling.workdays import current_finish, day_number, finish, slip, with_buffer
from udfs.status import TASK_STATUS, task_status
from udfs.values import CellValue, is_number
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs, literal, quoted
from workbook_templates.lists import NO
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def _place(f: RowRefs) -> str:
    """Return which of the calendars the row keeps to, counted from 1; #N/A where it names none that exists."""
    return f"IF({f.blank('calendar')},1,MATCH({literal(f['calendar'])},lst_calendar,0))"


def _counted_before(f: RowRefs, row: str) -> str:
    """Return how many working days of the row's calendar lie before a row of the index on the sheet 节假日."""
    if "calendar" not in f:  # a workbook made before there were several
        return f"INDEX(cal_cum,{row})-INDEX(cal_work,{row})"
    return f"IF({row}>1,INDEX(cal_cums,{row}-1,{_place(f)}),0)"


def _finish(f: RowRefs, duration: str) -> str:
    """Return the date of the last of `duration` working days from the start, by the index on the sheet 节假日."""
    start = f["start"]
    row = f"INT({start})-INDEX(cal_date,1)+1"
    target = f"{_counted_before(f, row)}+MAX(1,{duration})"
    outside, wrong = f.text(cells.OUTSIDE_CALENDAR.what), f.text(cells.DURATION.what)
    if "calendar" in f:
        no_calendar = f"IF(ISNUMBER({_place(f)}),{outside},{f.text(cells.CALENDAR_UNKNOWN.what)})"
        finish = f"IFERROR(INDEX(cal_date,MATCH({target},INDEX(cal_cums,0,{_place(f)}),0)),{no_calendar})"
        inside = f"IF(INT({start})<INDEX(cal_date,1),{no_calendar},{finish})"
    else:
        finish = f"IFERROR(INDEX(cal_date,MATCH({target},cal_cum,0)),{outside})"
        inside = f"IF(INT({start})<INDEX(cal_date,1),{outside},{finish})"
    counted = f"IF(ISNUMBER({duration}),IF(AND({duration}>=0,{duration}=INT({duration})),{inside},{wrong}),{wrong})"
    dated = f"IF(ISNUMBER({start}),{counted},{f.text(cells.DATE_EXPECTED.what)})"
    return f'IF({f.any_blank("start", "duration")},"",{dated})'


def _finish_with_buffer(f: RowRefs) -> str:
    duration, buffer = f["duration"], f["buffer"]
    both = f'IF(COUNT({duration},{buffer})=2,{duration}+{buffer},"?")'
    return _finish(f, f"IF({f.blank('buffer')},{duration},{both})")


def _buffered_values(c: TableContext) -> list[CellValue]:
    return finish(c["start"], with_buffer(c["duration"], c["buffer"]), c.calendars("calendar"), c.lang)


# The first and the last day that the sheet 节假日 reaches.
_REACH = "CHOOSE({1,2},INDEX(cal_date,1),INDEX(cal_date,ROWS(cal_date)))"


def _live_calendar(f: RowRefs) -> list[str]:
    """Return the published days that the row's calendar follows, how far it reaches, and its weekdays."""
    if "calendar" not in f:
        return ["cal_rows", _REACH]
    place, free = _place(f), "{" + ",".join(map(quoted, NO)) + "}"
    follows = f'IF(ISNUMBER(MATCH(INDEX(lst_calendar_holidays,{place}),{free},0)),"",cal_rows)'
    return [follows, _REACH, f'IFERROR(INDEX(lst_calendar_week,{place})&"","?")']


def _live_finish(f: RowRefs) -> str:
    return f.call("KZ_FINISH", *f.cells("start", "duration"), *_live_calendar(f))


def _live_latest(f: RowRefs) -> str:
    duration, buffer = f["duration"], f["buffer"]
    both = f'IF(COUNT({duration},{buffer})=2,{duration}+{buffer},IF({f.blank("duration")},"","?"))'
    return f.call("KZ_FINISH", f["start"], f"IF({f.blank('buffer')},{duration},{both})", *_live_calendar(f))


def at_work(started_on: Sequence[CellValue], progress: Sequence[CellValue]) -> list[bool]:
    """Tell of each task whether actual dates decide where it is: somebody has begun on a day, or all is done."""
    pairs = zip(started_on, progress, strict=True)
    return [day_number(day) is not None or (is_number(share) and share >= 1) for day, share in pairs]


def _at_work(f: RowRefs) -> str:
    return f"OR(ISNUMBER({f['started_on']}),IF(ISNUMBER({f['progress']}),{f['progress']}>=1,FALSE))"


def _slip(f: RowRefs) -> str:
    """Return by how many working days the finish has moved since the baseline."""
    foreseen = f"IF(AND({_at_work(f)},ISNUMBER({f['early_finish']})),{f['early_finish']},MAX({f['finish']},{f['early_finish']}))"
    now = f"IF(ISNUMBER({f['done_on']}),{f['done_on']},{foreseen})"
    base = f["baseline_finish"]

    def counted(day: str) -> str:
        return f"INDEX(cal_cums,INT({day})-INDEX(cal_date,1)+1,{_place(f)})"

    moved = f'IF({now}>0,{counted(now)}-{counted(base)},"")'
    return f'IFERROR(IF(ISNUMBER({base}),{moved},""),"")'


def _slip_values(c: TableContext) -> list[CellValue]:
    begun = at_work(c["started_on"], c["progress"])
    now = current_finish(c["finish"], c["early_finish"], c["done_on"], begun)
    return slip(c["baseline_finish"], now, c.calendars("calendar"))


def _begin(f: RowRefs) -> str:
    """Return the actual start where there is one, else the planned one."""
    if "started_on" not in f:  # a workbook made before there was one
        return f["start"]
    return f"IF(ISNUMBER({f['started_on']}),{f['started_on']},{f['start']})"


def _live_status(f: RowRefs) -> str:
    return f.call("KZ_STATUS", _begin(f), *f.cells("finish", "progress", "done_on", "held"), "TODAY()")


def _status(f: RowRefs) -> str:
    start, end, progress = _begin(f), f["finish"], f["progress"]
    waiting, running, done, late = (f.text(words) for words in TASK_STATUS)
    complete = f"OR(NOT({f.unsaid('done_on')}),IF(ISNUMBER({progress}),{progress}>=1,FALSE))"
    begun = f"OR(IF(ISNUMBER({progress}),{progress}>0,FALSE),{start}<TODAY()+1)"
    state = f"IF({end}<TODAY(),{late},IF({begun},{running},{waiting}))"
    open_ = f'IF(AND(ISNUMBER({start}),ISNUMBER({end})),{state},"")'
    return f"IF({f.blank('held')},IF({complete},{done},{open_}),{f['held']})"


def _status_values(c: TableContext) -> list[CellValue]:
    pairs = zip(c["started_on"], c["start"], strict=True)
    begin = [planned if day_number(actual) is None else actual for actual, planned in pairs]
    return task_status(begin, c["finish"], c["progress"], c["done_on"], c["held"], c.today, c.lang)


IDENTITY = Band(
    label=Text("做什么", "What"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "任务编号", "id", "task id"), hint=Text("例：T-001，不可重复", "e.g. T-001, no duplicates")),
        Column(key="what", label=Text("做什么", "What"), width=24, required=True,
               aliases=("任务", "任务名称", "工作内容", "task", "任务标题", "工作任务", "事项", "task name"), hint=Text("任务，一句话", "The task in one line")),
        Column(key="how", label=Text("怎么做（具体措施）", "How"), width=28, required=True,
               aliases=("怎么做", "具体措施", "措施", "实施步骤", "measures"),
               hint=Text("具体步骤和方法", "Concrete steps and methods")),
        Column(key="category", label=Text("类别", "Class"), kind=Kind.CHOICE, width=11, required=True,
               choices="plan_category", aliases=("方案类别", "任务类别", "category", "任务类型", "类型")),
    ),
)  # fmt: skip

PEOPLE = Band(
    label=Text("谁来做", "Who"),
    columns=(
        Column(key="owner", label=Text("谁来做（责任人）", "Owner"), kind=Kind.PERSON, width=10, required=True,
               aliases=("责任人", "负责人", "谁来做", "执行人", "who", "assignee", "执行者", "承办人", "主办人", "指派给"),
               hint=Text("多人用顿号隔开，负荷按每人全部天数计", "Several with commas: each is busy on all of its days")),
        Column(key="support", label=Text("配合部门", "Support"), width=12.5, dropdown="department",
               aliases=("协作部门", "支持部门", "协助部门", "协办部门", "配合单位"), hint=Text("可选可填，多个用顿号隔开", "Choose or type several")),
    ),
)  # fmt: skip

TIME = Band(
    label=Text("何时做", "When"),
    columns=(
        Column(key="start", label=Text("开始日期", "Start"), kind=Kind.DATE, width=11, required=True,
               aliases=("计划开始", "开始时间", "计划开始日期", "start date", "计划开始时间")),
        Column(key="duration", label=Text("工期（工作日）", "Duration, working days"), kind=Kind.WORKDAYS, width=8,
               required=True, aliases=("工期", "天数", "duration", "duration (working days)", "days"),
               hint=Text("工作日天数，0 为里程碑", "Working days; 0 is a milestone")),
        Column(
            key="finish", label=Text("完成日期", "Finish"), kind=Kind.DATE, width=11,
            aliases=("计划完成", "结束日期", "计划完成日期", "end date", "计划结束", "计划结束日期", "计划结束时间", "计划完成时间",
                     "结束时间"),
            computed=Computed(
                explain=Text(
                    "从开始日期起数工期个工作日；周末和“节假日”表上的休不算，班（调休上班）算",
                    "Working days counted from the start; weekends and days off do not count, make-up days do",
                ),
                native=lambda f: _finish(f, f["duration"]),
                live=_live_finish,
                values=lambda c: finish(c["start"], c["duration"], c.calendars("calendar"), c.lang),
            ),
        ),
        Column(key="buffer", label=Text("缓冲（工作日）", "Buffer, working days"), kind=Kind.WORKDAYS, width=8,
               aliases=("缓冲", "预留缓冲", "buffer"), hint=Text("任务后预留的工作日", "Working days kept after the task")),
        Column(
            key="latest", label=Text("含缓冲完成", "Finish with buffer"), kind=Kind.DATE, width=11,
            computed=Computed(
                explain=Text("工期加缓冲后的完成日期", "Finish date with the buffer after the task"),
                native=_finish_with_buffer, live=_live_latest, values=_buffered_values,
            ),
        ),
        Column(key="predecessors", label=Text("前置任务", "Predecessors"), kind=Kind.LINK, width=13, refers="tasks", comes="beside",
               aliases=("前置", "依赖", "predecessor"),
               hint=Text("任务编号，例：T-001 或 T-001FS+2，多个用逗号隔开", "Task numbers, e.g. T-001 or T-001FS+2")),
    ),
)  # fmt: skip

_BY_SCHEDULE = Computed(explain=Text("由命令“排期”写入", "Written by the command “schedule”"), travels=True)
_BY_BASELINE = Computed(explain=Text("由命令“基线”写入", "Written by the command “baseline”"), travels=True)


def _scheduled(key: str, label: Text, width: float, kind: Kind = Kind.DATE, explain: Text | None = None) -> Column:
    computed = _BY_SCHEDULE if explain is None else Computed(explain=explain, travels=True)
    decimals = 0 if kind is Kind.NUMBER else None
    return Column(key=key, label=label, width=width, kind=kind, decimals=decimals, computed=computed, since=2)


PROGRESS = Band(
    label=Text("进度", "Progress"),
    columns=(
        Column(key="progress", label=Text("完成率", "Progress"), kind=Kind.PERCENT, width=8,
               aliases=("进度", "完成度", "% complete", "完成百分比", "进度百分比", "完成进度", "完成比例", "percent complete"), hint=Text("0%–100%", "0%–100%")),
        Column(
            key="status", label=Text("状态", "Status"), width=9,
            computed=Computed(
                explain=Text(
                    "搁置的照写；完成率 100% 或有实际完成日期为已完成；过了完成日期为逾期；到了实际开始（没有的按开始日期）或有完成率为进行中；否则未开始",
                    "On hold as stated; done at 100% or with an actual finish; overdue past its finish; in progress from its "
                    "actual start (else its start) or with progress; else not started",
                ),
                native=_status, live=_live_status, values=_status_values,
            ),
        ),
        _scheduled("critical", Text("关键", "Critical"), 6, Kind.TEXT, Text(
            "推迟一天，整个计划就推迟一天（总浮动为 0）；由命令“排期”写入",
            "A day's delay delays the whole plan (total float 0); written by the command “schedule”")),
        Column(
            key="slip", since=2, label=Text("较基线晚（工作日）", "Days behind baseline"), kind=Kind.NUMBER, width=8, decimals=0,
            computed=Computed(
                explain=Text(
                    "现在的完成日期比基线晚几个工作日（负数为提前）；有实际完成日期的按实际",
                    "Working days by which the finish is behind the baseline (negative: ahead); an actual finish counts",
                ),
                native=_slip, values=_slip_values,
            ),
        ),
    ),
)  # fmt: skip

LIMITS = Band(
    label=Text("限制与日历", "Limits and calendar"),
    printed=False,
    columns=(
        Column(key="not_before", since=2, label=Text("开始不早于", "Start no earlier than"), kind=Kind.DATE, width=11,
               aliases=("不早于", "最早可开始", "start from", "no earlier than"),
               hint=Text("排期不会早于这一天开始", "Never scheduled to start before this day")),
        Column(key="not_after", since=2, label=Text("完成不晚于", "Finish no later than"), kind=Kind.DATE, width=11,
               aliases=("不晚于", "截止日期", "最迟完成期限", "deadline", "no later than"),
               hint=Text("赶不上时排期会指出", "The schedule says when it cannot be kept")),
        Column(key="finish_on", since=2, label=Text("必须完成于", "Must finish on"), kind=Kind.DATE, width=11,
               aliases=("固定完成日期", "must finish"), hint=Text("不早也不晚于这一天完成", "Finishes on this very day")),
        Column(key="calendar", since=2, label=Text("日历", "Calendar"), width=15, kind=Kind.CHOICE, choices="calendar",
               aliases=("工作日历",), hint=Text("留空为标准日历；日历在“设置”中定义", "Blank: the standard one; defined on Settings")),
    ),
)  # fmt: skip

FACTS = Band(
    label=Text("实际", "Actual"),
    printed=False,
    columns=(
        Column(key="started_on", since=2, label=Text("实际开始日期", "Actual start"), kind=Kind.DATE, width=11,
               aliases=("实际开始", "开工日期", "实际开始时间")),
        Column(key="done_on", label=Text("实际完成日期", "Actual finish"), kind=Kind.DATE, width=11,
               aliases=("实际完成", "完成时间", "实际结束", "实际结束日期", "实际结束时间", "实际完成时间")),
        Column(key="held", label=Text("搁置", "On hold"), kind=Kind.CHOICE, width=8, choices="held", aliases=("Held",),
               hint=Text("暂停或取消时填", "Fill in when paused or cancelled")),
    ),
)  # fmt: skip

SCHEDULE = Band(
    label=Text("排期结果", "Schedule"),
    printed=False,
    columns=(
        _scheduled("early_start", Text("最早开始", "Early start"), 11),
        _scheduled("early_finish", Text("最早完成", "Early finish"), 11),
        _scheduled("late_start", Text("最迟开始", "Late start"), 11),
        _scheduled("late_finish", Text("最迟完成", "Late finish"), 11),
        _scheduled("total_float", Text("总浮动（工作日）", "Total float, days"), 8, Kind.NUMBER, Text(
            "可以推迟几个工作日而不推迟整个计划；负数表示期限已赶不上",
            "Working days it can slip without delaying the plan; negative: a limit has already been missed")),
        _scheduled("free_float", Text("自由浮动（工作日）", "Free float, days"), 8, Kind.NUMBER, Text(
            "可以推迟几个工作日而不影响任何后续任务", "Working days it can slip without moving any other task")),
        _scheduled("driver", Text("决定因素", "Driven by"), 15, Kind.TEXT, Text(
            "决定开始日期的前置任务、限制或今天", "The predecessor, the limit or the day that decides its start")),
        _scheduled("asked", Text("原定开始", "Asked start"), 11, Kind.DATE, Text(
            "排期移动了开始日期时，这里留着人填的日期（“未填”：没有人填过）；再填新的开始日期即以新的为准",
            "The start that a person typed, kept where the schedule has moved it (“none”: nobody did); typing another start "
            "replaces it")),
        _scheduled("levelled", Text("均衡后不早于", "Levelled to"), 11, Kind.DATE, Text(
            "负荷均衡推迟到的日期；再次均衡时重算", "Where levelling has moved it; recomputed by the next levelling")),
        Column(key="baseline_start", since=2, label=Text("基线开始", "Baseline start"), kind=Kind.DATE, width=11,
               computed=_BY_BASELINE),
        Column(key="baseline_finish", since=2, label=Text("基线完成", "Baseline finish"), kind=Kind.DATE, width=11,
               computed=_BY_BASELINE),
        # Where it still equals the start, the start is the schedule's own; where it does not, somebody has typed another.
        Column(key="own_start", since=2, label=same("_own_start"), kind=Kind.DATE, width=6, hidden=True,
               computed=_BY_SCHEDULE),
    ),
)  # fmt: skip

DETAILS = Band(
    label=Text("关联、资源与验收", "Links, resources, acceptance"),
    printed=False,
    columns=(
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=10, refers="issues",
               aliases=("问题编号",)),
        Column(key="cause", label=Text("关联根因", "Root cause"), width=18, aliases=("根因", "根本原因")),
        Column(key="plan", label=Text("关联方案", "Solution"), kind=Kind.LINK, width=10, refers="plans",
               aliases=("方案编号",)),
        Column(key="resource", label=Text("资源", "Resources"), width=16, aliases=("所需资源",)),
        Column(key="budget", label=Text("预算（元）", "Budget, yuan"), kind=Kind.NUMBER, width=11, decimals=2,
               aliases=("预算", "费用", "budget")),
        Column(key="target", label=Text("预期目标", "Target"), width=20, required=True, aliases=("目标", "预期效果"),
               hint=Text("做完要达到什么", "What it should achieve")),
        Column(key="acceptance", label=Text("验收标准", "Acceptance"), width=20, required=True, aliases=("验收", "交付标准"),
               hint=Text("怎样算完成", "How completion is judged")),
        Column(key="risk", label=Text("风险", "Risk"), width=18, aliases=("风险点", "风险说明")),
    ),
)  # fmt: skip

TASKS = Table(
    key="tasks",
    name="tblTasks",
    sheet=TABLE_SHEETS["tasks"],
    title=Text("改进方案计划表", "Improvement plan schedule"),
    purpose=Text("步骤3：做什么、谁来做、怎么做、何时做", "Step 3: what, who, how and when"),
    id_prefix="T",
    bands=(IDENTITY, PEOPLE, TIME, PROGRESS, LIMITS, FACTS, SCHEDULE, DETAILS, closing_band()),
    subject="what",
    frozen="what",
    unique=(),
    timeline=True,
)
