"""Why it matters what keeps a plan from being scheduled."""

from udfs.lang import Text
from udfs.problems import planning as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "环上的每个任务都在等另一个，谁也不能先开始，所以排不出日期",
            "every task of the circle waits for another, none can begin, so there are no dates",
        ),
        (p.CYCLE,),
    ),
    (
        Text(
            "前置任务读不懂或不唯一，就不知道在等哪一个任务，排出的日期会太早",
            "where a predecessor cannot be read, or stands for several tasks, dates would come out too early",
        ),
        (p.LINK_UNREADABLE, p.PREDECESSOR_TWICE),
    ),
    (
        Text(
            "按现在的计划，这个期限守不住；越早知道，能做的事越多",
            "as the plan stands the date cannot be kept; the earlier that is known, the more can be done",
        ),
        (p.LIMIT_MISSED,),
    ),
    (
        Text(
            "没有日期的任务不在甘特图、负荷和导出里，容易被忘记",
            "a task without dates is missing in the Gantt area, the loads and exports, and is easily forgotten",
        ),
        (p.PLAN_OUTSIDE_CALENDAR, p.NOT_SCHEDULED),
    ),
    (
        Text(
            "搁置的任务没有日期；后面的任务要么不等它，要么永远不能开始",
            "a task on hold has no date; what comes after it either does not wait, or never begins",
        ),
        (p.WAITS_FOR_ON_HOLD,),
    ),
    (
        Text(
            "表里的日期和关键路径是改动之前的结果，按它做决定会出错",
            "dates and critical path are those of before the change; decisions taken by them may be wrong",
        ),
        (p.SCHEDULE_STALE,),
    ),
    (
        Text(
            "实际日期是已经发生的事；填了将来的日期，进度就显得比真实的快",
            "actual dates are what has happened; with a future one, progress looks better than it is",
        ),
        (p.FACT_IN_FUTURE,),
    ),
    (
        Text(
            "这个人这一周做不完；推迟解决不了，只能由人来调整",
            "this person cannot finish in that week; delaying does not solve it, somebody has to decide",
        ),
        (p.NOT_LEVELLED, p.TOO_MUCH_ALONE, p.TOO_MUCH_BEGUN),
    ),
    (
        Text("没有任务就没有可排的计划", "without tasks there is no plan to schedule"),
        (p.NO_TASKS, p.NOT_A_PLAN),
    ),
    (
        Text(
            "带着错误排出的日期看上去是对的；所以先不写",
            "dates that come from wrong entries look right all the same; so none are written",
        ),
        (p.PLAN_NOT_CLEAN,),
    ),
    (
        Text(
            "日历多一天或少一天，后面的日期全部跟着错",
            "with a day too many or too few in a calendar, every date after it is wrong",
        ),
        (p.CALENDAR_RULE, p.HOLIDAY_KIND, p.HOLIDAY_TWICE, p.HOLIDAYS_UNREADABLE),
    ),
)
