"""What keeps a plan from being scheduled, and what a schedule shows that somebody must look at."""

from udfs.lang import Text
from udfs.problems.model import Problem

CYCLE = Problem(
    "cycle",
    Text("前置任务成环：{chain}", "the predecessors form a circle: {chain}"),
    Text("请删去环上的一个前置任务", "remove one of these predecessors"),
)
LINK_UNREADABLE = Problem(
    "link-unreadable",
    Text("「{label}」中的“{value}”看不懂", "“{value}” in “{label}” cannot be read"),
    Text(
        "请写成 T-003、T-003FS+2 的样子：FS、SS、FF、SF，再加或减工作日数",
        "write it as T-003 or T-003FS+2: FS, SS, FF or SF, then plus or minus working days",
    ),
)
PREDECESSOR_TWICE = Problem(
    "predecessor-twice",
    Text(
        "「{label}」中的“{value}”有不止一个任务用这个编号", "more than one task has the number “{value}” of “{label}”"
    ),
    Text("请先给每个任务不同的编号", "give every task its own number first"),
)
LIMIT_MISSED = Problem(
    "limit-missed",
    Text(
        "「{label}」是 {limit}，最早只能在 {finish} 完成，晚 {days} 个工作日（{why}）",
        "“{label}” is {limit}, but the earliest possible finish is {finish}, {days:working day/working days} later ({why})",
    ),
    Text(
        "请缩短工期、调整前置任务，或与相关人商定新的期限",
        "shorten durations, change the predecessors, or agree on another date",
    ),
)
PLAN_OUTSIDE_CALENDAR = Problem(
    "plan-outside-calendar",
    Text("这个任务排到了“节假日”表的日期序列之外", "this task falls outside the days covered by the sheet Holidays"),
    Text(
        "请检查日期、工期和前置任务，或用较新年份的工作簿",
        "check dates, durations and predecessors, or use a later workbook",
    ),
)
NOT_SCHEDULED = Problem(
    "not-scheduled",
    Text("没有排期：它等待的 {others} 还不能排", "not scheduled: it waits for {others}, which cannot be scheduled yet"),
    Text("请先改正那些任务", "fix those tasks first"),
    "warning",
)
WAITS_FOR_ON_HOLD = Problem(
    "waits-for-held",
    Text(
        "前置任务 {value} 已“{on_hold}”，排期没有等它",
        "the predecessor {value} is on hold (“{on_hold}”), so nothing waits for it",
    ),
    Text("请确认是否还需要这个前置任务", "check whether this predecessor is still needed"),
    "warning",
)
SCHEDULE_STALE = Problem(
    "schedule-stale",
    Text(
        "排期结果已过时：任务、日期或进度在排期之后改过",
        "the schedule is out of date: tasks, dates or progress have changed since",
    ),
    Text("请重新运行“排期”", "run “schedule” again"),
    "warning",
)
FACT_IN_FUTURE = Problem(
    "fact-in-future",
    Text("「{label}」{value} 在今天之后", "“{label}” {value} is after today"),
    Text("实际日期请在事情发生后填写", "enter actual dates once they have happened"),
    "warning",
)
NOT_LEVELLED = Problem(
    "not-levelled",
    Text(
        "“{owner}”的负荷超过上限，在浮动和期限之内推迟这个任务也降不到上限",
        "“{owner}” has more than the limit, and no delay of this task within its float and limits brings it down to the limit",
    ),
    Text(
        "请换人、分摊或缩短任务，或放宽期限{hint}",
        "give it to somebody else, split or shorten it, or relax its limit{hint}",
    ),
    "warning",
)
TOO_MUCH_ALONE = Problem(
    "too-much-alone",
    Text(
        "这个任务一周的工作日就超过上限 {limit}（{owner}），推迟也没有用",
        "this task alone takes more than {limit} working days a week ({owner}); delaying it does not help",
    ),
    Text(
        "请拆分任务、换日历或安排多人；确实如此时，调高“设置”中的每人每周上限",
        "split it, give it another calendar or share it out; or raise the limit per person and week on Settings",
    ),
    "warning",
)
TOO_MUCH_BEGUN = Problem(
    "too-much-begun",
    Text(
        "“{owner}”已开工的任务加起来一周超过 {limit} 个工作日；已开工的任务不推迟",
        "what “{owner}” is working on takes more than {limit} working days a week; tasks that have begun are not delayed",
    ),
    Text(
        "请换人、分摊，或暂停其中一个（在“搁置”中填写）；哪一周超过见“负荷”",
        "give part of it to somebody else, or pause a task under On hold; the sheet Load shows the weeks",
    ),
    "warning",
)
NO_TASKS = Problem(
    "no-tasks",
    Text("计划表里还没有任务", "the plan holds no tasks yet"),
    Text("请先填写任务和工期", "fill in tasks and durations first"),
)
NOT_A_PLAN = Problem(
    "not-a-plan",
    Text("这份工作簿没有改进方案计划表", "this workbook has no sheet Plan"),
    Text("请选择改进方案计划表或项目工作簿", "choose a plan schedule or a project workbook"),
)
PLAN_NOT_CLEAN = Problem(
    "plan-not-clean",
    Text("有 {count} 处要先改正，什么都没有写", "{count:place/places} must be fixed first; nothing was written"),
    Text(
        "改正后再排期；或加 --partial 先排能排的",
        "fix them and schedule again, or add --partial to schedule what can be scheduled",
    ),
)
CALENDAR_RULE = Problem(
    "calendar-rule",
    Text(
        "日历“{value}”的上班星期“{week}”不能用",
        "the working weekdays “{week}” of the calendar “{value}” cannot be used",
    ),
    Text("请用 1–7 的数字，例如六天制 123456", "use digits 1–7, such as 123456 for a six-day week"),
)
HOLIDAY_KIND = Problem(
    "holiday-kind",
    Text(
        "「{label}」填的“{value}”看不懂，这一天没有计入日历",
        "“{value}” in “{label}” cannot be read; the day was left out of the calendar",
    ),
    Text("请填 {allowed}", "enter {allowed}"),
)
HOLIDAY_TWICE = Problem(
    "holiday-twice",
    Text(
        "{value} 既列为休又列为班（另见 {other}），现按“{kind}”计算",
        "{value} is listed both as off and as worked (see {other}); it counts as “{kind}”",
    ),
    Text("请删去不对的那一行", "delete the wrong one of the two rows"),
)
HOLIDAYS_UNREADABLE = Problem(
    "holidays-unreadable",
    Text(
        "“节假日”表有看不懂或互相矛盾的内容（{count} 处，这是第一处），日期可能不对",
        "the sheet Holidays has entries that cannot be read or contradict each other ({count}, this is the first): "
        "dates may be wrong",
    ),
    Text("请运行检查，按每处的提示改正，再排期", "run check, fix each of them, and schedule again"),
    "warning",
)
