"""What the command `trace` finds: rows from the issue to the review that lead nowhere, or to which nothing leads."""

from udfs.lang import Text
from udfs.problems.model import Problem

TOP_ISSUE_WITHOUT_PLAN = Problem(
    "issue-without-plan",
    Text("最高优先级的问题 {value} 还没有方案", "the top-priority issue {value} has no solution"),
    Text(
        "请在方案评分表为它提方案，「关联问题」填它的编号",
        "propose one on the scoring sheet and enter its number under Issue",
    ),
    "warning",
)
ROOT_OPEN = Problem(
    "issue-without-root",
    Text(
        "问题 {value} 分析了原因，但还没有证实根本原因",
        "the causes of the issue {value} are listed, but no root cause is proven",
    ),
    Text(
        "请逐条验证，在「是否成立」填写结果；都不成立时继续找其他原因",
        "verify them and enter the results under Holds?; where none holds, look for other causes",
    ),
    "warning",
)
ROOT_WITHOUT_PLAN = Problem(
    "root-without-plan",
    Text(
        "根本原因 {value} 已证实，但问题 {other} 还没有方案",
        "the root cause {value} is proven, but the issue {other} has no solution",
    ),
    Text(
        "请在方案评分表提方案消除它，「关联问题」填 {other}",
        "propose one on the scoring sheet that removes it, and enter {other} under Issue",
    ),
    "warning",
)
PLAN_WITHOUT_ISSUE = Problem(
    "plan-without-issue",
    Text("方案 {value} 没有关联问题", "the solution {value} names no issue"),
    Text("请在「关联问题」填它要解决的问题编号", "enter under Issue which one it solves"),
    "warning",
)
PLAN_ISSUE_UNKNOWN = Problem(
    "plan-issue-unknown",
    Text(
        "方案 {value} 的关联问题 {other} 不在问题清单里",
        "the solution {value} names the issue {other}, which is not listed",
    ),
    Text("请改为问题清单里的编号", "enter a number of the issue list"),
)
PLAN_WITHOUT_TASKS = Problem(
    "plan-without-tasks",
    Text("方案 {value} 已通过，但没有任务", "the solution {value} has passed, but no task carries it out"),
    Text(
        "请在改进方案计划表加任务，「关联方案」填它的编号", "add tasks to the plan and enter its number under Solution"
    ),
    "warning",
)
TASK_WITHOUT_PLAN = Problem(
    "task-without-plan",
    Text("任务 {value} 没有关联方案", "the task {value} names no solution"),
    Text("请在「关联方案」填它落实的方案编号", "enter under Solution which one it carries out"),
    "warning",
)
TASK_PLAN_UNKNOWN = Problem(
    "task-plan-unknown",
    Text(
        "任务 {value} 的关联方案 {other} 不在方案评分表里",
        "the task {value} names the solution {other}, which is not listed",
    ),
    Text("请改为方案评分表里的编号", "enter a number of the scoring sheet"),
)
TASK_PLAN_FAILED = Problem(
    "task-plan-not-passed",
    Text(
        "任务 {value} 的方案 {other} 没有通过评分",
        "the task {value} carries out the solution {other}, which did not pass",
    ),
    Text("请停止这项任务，或重新评审方案", "stop the task, or review the solution again"),
    "warning",
)
TASK_PLAN_UNSCORED = Problem(
    "task-plan-not-scored",
    Text(
        "任务 {value} 的方案 {other} 还没有评分",
        "the task {value} carries out the solution {other}, which is not scored yet",
    ),
    Text("请先给方案评分", "score the solution first"),
    "warning",
)
TASK_ISSUE_UNKNOWN = Problem(
    "task-issue-unknown",
    Text(
        "任务 {value} 的关联问题 {other} 不在问题清单里",
        "the task {value} names the issue {other}, which is not listed",
    ),
    Text("请改为问题清单里的编号", "enter a number of the issue list"),
)
TASK_ISSUE_DIFFERS = Problem(
    "task-issue-differs",
    Text(
        "任务 {value} 的关联问题与它的方案 {other} 要解决的问题不同",
        "the task {value} names another issue than its solution {other} solves",
    ),
    Text("请核对任务的「关联问题」和「关联方案」", "check Issue and Solution of the task"),
    "warning",
)
TABLES_NOT_HERE = Problem(
    "trace-incomplete",
    Text(
        "这份工作簿没有{value}，因此没有检查：{other}",
        "this workbook holds no {value}, so this was not checked: {other}",
    ),
    Text(
        "要看完整的链条，请用各表都在的项目工作簿（kaizen new project --all），或加上这张表（kaizen add）",
        "for whole chains use a project workbook with all tables (kaizen new project --all), or add this one (kaizen add)",
    ),
    "warning",
)
LINK_UNKNOWN = Problem(
    "link-unknown",
    Text(
        "{value} 的「{label}」写的 {other} 不在{table}里",
        "{value} names {other} under “{label}”, which is not on {table}",
    ),
    Text("请改为{table}里的编号，或删去", "enter a number of {table}, or delete it"),
)
PLAN_WITHOUT_EFFECT = Problem(
    "plan-without-effect",
    Text(
        "方案 {value} 的任务都已完成，还没有效果验证",
        "the tasks of the solution {value} are all done, and nothing verifies its effect",
    ),
    Text(
        "请在效果验证加一行，「改善」填它的编号",
        "add a row on Effects and enter its number under Improvement",
    ),
    "warning",
)
EFFECT_WITHOUT_PLAN = Problem(
    "effect-without-plan",
    Text("效果验证 {value} 没有写是哪个改善的", "the verification {value} does not say which improvement it is about"),
    Text("请在「改善」填方案的编号", "enter the number of the solution under Improvement"),
    "warning",
)
EFFECT_UNDECIDED = Problem(
    "effect-undecided",
    Text(
        "效果验证 {value} 的结论是“{other}”，还没有人决定推广、调整还是停止",
        "the verdict of {value} is “{other}”, and nobody has decided whether to roll out, adjust or stop",
    ),
    Text("请填写「决定」、「决定人」和「决定日期」", "fill in Decision, Decided by and Decided on"),
    "warning",
)
EFFECT_WITHOUT_MANUAL = Problem(
    "effect-without-manual",
    Text(
        "{value} 决定推广，还没有手册版本写下新做法",
        "{value} is to be rolled out, and no version of a manual says what is done from now on",
    ),
    Text(
        "请在手册版本加新的一版，关联它的方案或任务",
        "add a version on Manuals that names its solution or task",
    ),
    "warning",
)
EFFECT_WITHOUT_ROLLOUT = Problem(
    "effect-without-rollout",
    Text(
        "{value} 决定推广，推广清单里还没有它",
        "{value} is to be rolled out, and the list of roll-outs does not name it",
    ),
    Text("请在推广清单写明推到哪里、谁负责、何时完成", "say there where it goes, who sees to it and until when"),
    "warning",
)
EFFECT_WITHOUT_REVIEW = Problem(
    "effect-without-review",
    Text(
        "{value} 在 {other} 有了决定，那一季已经过去，没有复盘看过它",
        "{value} was decided on {other}, the quarter is over, and no review covers that day",
    ),
    Text(
        "请在复盘加那个月、季或年的一行，并复盘",
        "add a row on Reviews for that month, quarter or year, and review it",
    ),
    "warning",
)
MANUAL_WITHOUT_ORIGIN = Problem(
    "manual-without-origin",
    Text(
        "手册版本 {value} 替换了以前的版本，没有写是哪个方案或任务带来的",
        "the version {value} replaces an earlier one and does not say which solution or task has brought the change",
    ),
    Text("请填写「{label}」", "fill in “{label}”"),
    "warning",
)
MANUAL_WITHOUT_TRAINING = Problem(
    "manual-without-training",
    Text(
        "手册版本 {value} 已生效，并要求培训，还没有培训记录",
        "the version {value} is in force and asks for training, and nobody has been trained",
    ),
    Text("请安排培训，并在培训表填写它的编号", "hold the training and enter its number on Training"),
    "warning",
)
SIGNAL_NOT_FOLLOWED = Problem(
    "signal-not-followed",
    Text(
        "异常 {value} 判为“{other}”，没有关联问题，也没有关联调整",
        "the signal {value} is called “{other}”, and it names neither an issue nor an adjustment",
    ),
    Text(
        "请把它记为问题（kaizen signals），或在调整表处理，并填写编号",
        "make an issue of it (kaizen signals) or deal with it on Adjustments, and enter the number",
    ),
    "warning",
)
ADJUSTMENT_WITHOUT_ORIGIN = Problem(
    "adjustment-without-origin",
    Text(
        "调整 {value} 没有写从哪个异常或指标来",
        "the adjustment {value} names neither the signal nor the measure that it comes from",
    ),
    Text("请填写「异常」，目标未达成的填写「指标」", "fill in Signal, or Measure for a target that was missed"),
    "warning",
)
NEXT_WITHOUT_TASK = Problem(
    "next-without-task",
    Text("复盘 {value} 写了下一步，没有变成任务", "the review {value} names next steps, and none has become a task"),
    Text(
        "请在改进方案计划表加任务，「关联任务」填编号",
        "add tasks to the plan and enter their numbers under Tasks",
    ),
    "warning",
)
NUMBER_UNKNOWN = Problem(
    "trace-number-unknown",
    Text("没有编号为 {value} 的行", "no row has the number {value}"),
    Text(
        "请填写表中有的编号，例如 {other}；编号可以在前面加表名",
        "give a number that a row has, such as {other}; the name of its sheet may stand before it",
    ),
)
NUMBER_IN_SEVERAL = Problem(
    "trace-number-in-several",
    Text("编号 {value} 在这几张表里都有：{others}", "more than one sheet has a row {value}: {others}"),
    Text("请在前面写明表名，例如 {other}", "put the name of the sheet before it, such as {other}"),
)
