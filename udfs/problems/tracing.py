"""What the command `trace` finds: issues, solutions and tasks that lead nowhere."""

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
        "要看完整的链条，请用三张表都在的项目工作簿（kaizen new project）",
        "for whole chains use a project workbook, which holds all tables (kaizen new project)",
    ),
    "warning",
)
