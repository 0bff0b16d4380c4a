"""Problems with calendars and project files: what cannot be written there, and what an import from there must tell."""

from udfs.lang import Text
from udfs.problems.model import Problem

# --- export ----------------------------------------------------------------------------------------------------------

EXPORT_WHAT = Problem(
    "export-what",
    Text("没有说明导出成哪种格式", "which format is wanted?"),
    Text("请加 --ics（日历）或 --mspdi（Project），可同时加", "add --ics (calendars) or --mspdi (Project), or both"),
)
EXPORT_ONE_FILE = Problem(
    "export-one-file",
    Text("{name} 是一个文件，放不下两种格式", "{name} is one file and cannot hold both formats"),
    Text("请在 -o 后给出文件夹", "give a folder with -o"),
)
EXPORT_SUFFIX = Problem(
    "export-suffix",
    Text("{name} 的扩展名与所选格式不符", "the file extension of {name} does not match the format"),
    Text("日历用 .ics，Project 用 .xml；或给出文件夹", "use .ics for calendars, .xml for Project; or give a folder"),
)
TASK_UNDATED = Problem(
    "task-undated",
    Text("「{value}」没有日期，没有写进日历", "“{value}” has no date and is in no calendar"),
    Text("请填写开始日期和工期，或先运行“排期”", "fill in start and duration, or schedule first"),
    "warning",
)
NOTHING_DATED = Problem(
    "nothing-dated",
    Text("没有一个任务有日期，没有可写进日历的内容", "no task has a date, so there is nothing for a calendar"),
    Text("请填写开始日期和工期，或先运行“排期”", "fill in start and duration, or schedule first"),
)
CALENDAR_LEFT = Problem(
    "calendar-left",
    Text(
        "{name} 是以前导出的，这次没有其中的人的任务，内容没有更新",
        "{name} was exported before, but holds nobody of this plan any longer; it was not updated",
    ),
    Text("请告诉订阅它的人，或删去这个文件", "let those who subscribe to it know, or delete the file"),
    "warning",
)
LINK_ONCE = Problem(
    "link-once",
    Text(
        "「{value}」多次写到前置 {other}；Project 中两个任务之间只能有一个关系，导出了第一个",
        "“{value}” names the predecessor {other} more than once; Project knows one link between two tasks, the first "
        "was exported",
    ),
    Text("如需要，请在 Project 中加一个中间任务", "put a task in between, if both are needed"),
    "warning",
)

# --- import: the file ------------------------------------------------------------------------------------------------

DAMAGED = Problem(
    "project-damaged",
    Text("{name} 不是完整的 XML，无法读取", "{name} is not complete XML and cannot be read"),
    Text("请在 Project 中重新另存为 XML", "save it from Project as XML again"),
)
HOSTILE = Problem(
    "project-hostile",
    Text(
        "{name} 含有项目文件不应有的 XML 声明，可能是恶意文件", "{name} holds XML declarations that no project file has"
    ),
    Text("本产品不打开这样的文件；请确认来源", "this product does not open such files; check where it comes from"),
)
TOO_LARGE = Problem(
    "project-too-large",
    Text("{name} 太大，不像一份项目计划", "{name} is too large to be a project plan"),
    Text("请确认来源；或在 Project 中拆成几份", "check where it comes from, or split it in Project"),
)
BINARY = Problem(
    "project-mpp",
    Text("{name} 是 Project 自己的 .mpp 格式", "{name} has Project's own format .mpp"),
    Text("请在 Project 中另存为“XML 格式”后再导入", "save it as “XML Format” in Project and import that"),
)
EMPTY = Problem(
    "project-empty",
    Text("{name} 里没有任务", "{name} holds no tasks"),
    Text("请检查是否选对了文件", "check whether this is the right file"),
)
NOT_FOR_PLAN = Problem(
    "project-not-for-plan",
    Text("{name} 是项目文件，只能导入到“{table}”", "{name} is a project file; it goes into “{table}” only"),
    Text(
        "请选择含有这张表的工作簿，并去掉 --table、--sheet", "choose a workbook that holds it, without --table, --sheet"
    ),
)

# --- import: its tasks -----------------------------------------------------------------------------------------------

TASKS_KNOWN = Problem(
    "project-tasks-known",
    Text(
        "文件有 {count} 个任务，其中 {numbers} 个的编号、{texts} 个的「{label}」工作簿里已有（{few}）；导入是另外加行，不会更新它们",
        "of the {count:task/tasks} of this file the workbook has {numbers} by number and {texts} by “{label}” already ({few}); "
        "importing adds them again and updates none of them",
    ),
    Text(
        "要取回在 Project 中改过的计划，请先用 kaizen new plan-schedule 新建空工作簿，再导入到其中；已经导入的可用 kaizen undo 撤回",
        "for a plan that was changed in Project, make an empty workbook with kaizen new plan-schedule and import into that; "
        "kaizen undo takes an import back",
    ),
    "warning",
)
RENUMBERED = Problem(
    "project-renumbered",
    Text(
        "编号 {value} 工作簿中已有，这个任务改为 {new}", "the number {value} is already in use; the task became {new}"
    ),
    Text("如果是同一个任务，请删去其中一行", "if it is the same task, delete one of the rows"),
    "warning",
)
LENGTH_CONVERTED = Problem(
    "project-length-converted",
    Text(
        "第 {row} 号任务的{label} {value} 按 {days} 个工作日导入",
        "task {row}: {label} {value} was imported as {days:working day/working days}",
    ),
    Text("计划表按整个工作日计；请确认", "the plan counts whole working days; check whether this is right"),
    "warning",
)
LIMIT_CONVERTED = Problem(
    "project-limit-converted",
    Text(
        "第 {row} 号任务的限制“{value}”按「{label}」{limit} 导入",
        "task {row}: its constraint “{value}” was imported as “{label}” {limit}",
    ),
    Text("计划表没有完全相同的限制；请确认", "the plan has no such constraint; check whether this is right"),
    "warning",
)
LIMIT_LEFT = Problem(
    "project-limit-left",
    Text(
        "第 {row} 号任务的限制“{value}”没有对应的列，已写入备注",
        "task {row}: its constraint “{value}” went to the notes",
    ),
    Text("请确认是否需要", "check whether it is needed"),
    "warning",
)
MANUAL = Problem(
    "project-manual",
    Text(
        "第 {row} 号任务是手动计划的；排期时它会随前置任务移动，但不早于 {limit}",
        "task {row} is scheduled by hand; here it moves with its predecessors, but not before {limit}",
    ),
    Text("如要固定日期，请填“必须完成于”", "fill in “Must finish on” to fix its dates"),
    "warning",
)
SUMMARY_LINK = Problem(
    "project-summary-link",
    Text(
        "第 {row} 号任务与摘要任务“{value}”的前置关系改为与它的 {count} 个任务",
        "task {row}: its link with the summary “{value}” became links with its {count:task/tasks}",
    ),
    Text("可只留下决定日期的那几个", "keep only those that decide the dates, if you like"),
    "warning",
)
LINK_LEFT = Problem(
    "project-link-left",
    Text(
        "第 {row} 号任务的前置 {value} 不在导入的任务里，已写入备注",
        "task {row}: its predecessor {value} is not among the imported tasks; it went to the notes",
    ),
    Text("如需要，请手工补上", "add it by hand if you want it"),
    "warning",
)
SUMMARY_LEFT = Problem(
    "project-summary-left",
    Text(
        "摘要任务“{value}”不成为一行，它自己的{what}没有导入：{text}",
        "the summary “{value}” does not become a row; its own {what} was not imported: {text}",
    ),
    Text("如需要，请写到它下面的任务里", "put it into one of its tasks if you want it"),
    "warning",
)
CALENDAR_UNKNOWN = Problem(
    "project-calendar-unknown",
    Text(
        "工作簿中没有日历“{value}”，{count} 个任务按默认日历导入",
        "the workbook has no calendar “{value}”; the default one was used for {count:task/tasks}",
    ),
    Text(
        "可在“设置”的日历清单里加上它，再填到任务中", "add it to the calendars on Settings and choose it for the tasks"
    ),
    "warning",
)
CALENDAR_MATCHED = Problem(
    "project-calendar-matched",
    Text(
        "文件的日历“{value}”按本工作簿每周上班日相同的“{other}”导入",
        "the calendar “{value}” was imported as “{other}”, which works on the same weekdays",
    ),
    Text("请核对；计划表按整天计，不计上班的钟点", "check whether this is right: the plan counts days, not hours"),
    "warning",
)
CALENDAR_DIFFERS = Problem(
    "project-calendar-differs",
    Text(
        "日历“{value}”在文件中与本工作簿的不同：{what}；按本工作簿的计算",
        "the calendar “{value}” is another in the file than here: {what}; this workbook's counts",
    ),
    Text("请核对“设置”的日历清单和节假日表", "compare the calendars on Settings and the sheet Holidays"),
    "warning",
)
OWN_CALENDAR_LEFT = Problem(
    "project-calendar-left",
    Text(
        "“{value}”自己的日历没有导入：{what}",
        "the calendar of “{value}” itself was not imported: {what}",
    ),
    Text("如有人休假，请调整任务的日期或责任人", "if somebody is away, change the dates or the owner of the tasks"),
    "warning",
)
DAYS_TAKEN = Problem(
    "project-days-taken",
    Text(
        "文件的日历有 {count} 个本工作簿没有的休息日或上班日（{few}），列入“{sheet}”",
        "the file's calendar has {count:day/days} off or on that this workbook does not list ({few}); they go to “{sheet}”",
    ),
    Text("如只适用于这个项目，请核对并删去不要的", "check them, and delete those that you do not want"),
    "warning",
)
DAYS_AGAINST = Problem(
    "project-days-against",
    Text(
        "日历“{value}”有 {count} 天与节假日表上写的相反（{few}），节假日表没有改",
        "the calendar “{value}” contradicts the sheet Holidays on {count:day/days} ({few}); the sheet was left as it is",
    ),
    Text("请核对哪个对，必要时改节假日表", "check which is right, and correct the sheet if needed"),
    "warning",
)
DAYS_OUTSIDE = Problem(
    "project-days-outside",
    Text(
        "日历“{value}”有 {count} 天在本工作簿的日历以外（{few}），没有导入",
        "{count:day/days} of the calendar “{value}” lie outside the calendar of this workbook ({few}) and were not imported",
    ),
    Text("不影响本工作簿的日期", "no date of this workbook depends on them"),
    "warning",
)
DATES_DIFFER = Problem(
    "project-dates-differ",
    Text(
        "{count} 个任务按本工作簿的日历算出的完成日期与文件中的不同（见清单）",
        "{count:task finishes/tasks finish} on another day by this workbook's calendar than in the file (see the list)",
    ),
    Text(
        "常见原因：节假日和调休、上班时间、任务拆分、资源日历不同；请核对节假日表",
        "common reasons: holidays, working hours, split tasks, calendars of resources; compare the sheet Holidays",
    ),
    "warning",
)
DETAILS_LEFT = Problem(
    "project-details-left",
    Text(
        "“{value}”的{what}没有对应的列，没有导入",
        "“{value}”: {what} was not imported, as there is no column for it",
    ),
    Text("如需要，请另行保存", "keep it elsewhere if you want it"),
    "warning",
)
PEOPLE_LEFT = Problem(
    "project-people-left",
    Text(
        "文件中有 {count} 个资源没有任务，没有导入：{value}",
        "{count:resource has/resources have} no task in the file and did not come along: {value}",
    ),
    Text("如需要，请写到任务的责任人里", "make them owners of a task if you want them"),
    "warning",
)
NAME_SPLIT = Problem(
    "project-name-split",
    Text(
        "资源名“{value}”含分隔符，在责任人一栏会被看成 {count} 个人",
        "the name “{value}” holds a separator; as an owner it reads as {count} people",
    ),
    Text("请改写责任人，如去掉逗号", "write the owner without the comma"),
    "warning",
)
PARTS_LEFT = Problem(
    "project-parts-left",
    Text(
        "文件中还有计划表没有的内容，没有导入：{value}",
        "the file also holds things that a plan has no place for; not imported: {value}",
    ),
    Text("如需要，请保留原文件", "keep the file if you want it"),
    "warning",
)
