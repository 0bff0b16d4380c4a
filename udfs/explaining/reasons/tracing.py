"""Why it matters where chains of issue, solution and task break."""

from udfs.lang import Text
from udfs.problems import tracing as t
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "最重要的问题没有人去解决",
            "nobody is solving the issue that matters most",
        ),
        (t.TOP_ISSUE_WITHOUT_PLAN,),
    ),
    (
        Text(
            "不知道它解决什么问题，也就说不清值不值得做",
            "without knowing which issue it solves nobody can say whether it is worth doing",
        ),
        (t.PLAN_WITHOUT_ISSUE, t.PLAN_ISSUE_UNKNOWN),
    ),
    (
        Text(
            "通过的方案没有人去做，问题就一直在",
            "a solution that passed but is not carried out leaves the issue as it is",
        ),
        (t.PLAN_WITHOUT_TASKS,),
    ),
    (
        Text(
            "任务不知道是为了哪个方案，做完了也看不出解决了什么",
            "of a task that belongs to no solution nobody can see what it helps to solve",
        ),
        (t.TASK_WITHOUT_PLAN, t.TASK_PLAN_UNKNOWN, t.TASK_ISSUE_UNKNOWN, t.TASK_ISSUE_DIFFERS),
    ),
    (
        Text(
            "人力用在了没有通过、或还没有评过的方案上",
            "people work on a solution that did not pass, or that nobody has looked at yet",
        ),
        (t.TASK_PLAN_FAILED, t.TASK_PLAN_UNSCORED),
    ),
    (
        Text(
            "没看的部分也可能有断开的地方，结果不能当作全部",
            "chains may break in the part that was not looked at, too; the result is not the whole picture",
        ),
        (t.TABLES_NOT_HERE,),
    ),
)
