"""What following a plan brings to light: tasks that no baseline can hold, people with more work than a week has days."""

from udfs.lang import Text
from udfs.problems.model import Problem

BASELINE_UNDATED = Problem(
    "baseline-undated",
    Text(
        "这个任务还没有开始或完成日期，没有存入基线",
        "this task has no start or no finish yet, so it is not in the baseline",
    ),
    Text(
        "请先排期或补上日期，再用 kaizen baseline --add 补存", "schedule it or enter its dates, then add it with --add"
    ),
    "warning",
)
OVERLOADED = Problem(
    "overloaded",
    Text(
        "{owner} 在 {week} 这一周有 {days} 个工作日的任务，上限 {limit}（{tasks}）",
        "{owner} has {days:working day/working days} of tasks in the week of {week}, the limit is {limit} ({tasks})",
    ),
    Text(
        "请错开任务、换责任人，或在“设置”中改上限",
        "spread the tasks out, give one to somebody else, or change the limit on Settings",
    ),
    "warning",
)
