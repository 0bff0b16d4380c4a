"""Why it matters what is told about calendars and project files."""

from udfs.lang import Text
from udfs.problems import projects as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "别的程序按扩展名和格式打开文件；说不清要哪一种，写出的文件就打不开",
            "other programs open a file by its ending and format; where it is not clear which is wanted, they could not open it",
        ),
        (p.EXPORT_WHAT, p.EXPORT_ONE_FILE, p.EXPORT_SUFFIX),
    ),
    (
        Text(
            "日历里的每一项都要有日期；没有的任务，责任人在日历中看不到",
            "every entry of a calendar needs a date; a task without one does not show in its owner's calendar",
        ),
        (p.TASK_UNDATED, p.NOTHING_DATED),
    ),
    (
        Text(
            "订阅旧文件的人看到的还是以前的任务，会以为仍归自己做",
            "who subscribes to an old file goes on seeing tasks that are no longer theirs",
        ),
        (p.CALENDAR_LEFT,),
    ),
    (
        Text(
            "Project 里少了一个关系，那里的日期可能早于计划表",
            "with one link less, dates in Project may be earlier than those of the plan",
        ),
        (p.LINK_ONCE,),
    ),
    (
        Text(
            "这个文件读不出完整的计划，导入一半会让人以为就是全部",
            "no whole plan can be read from this file, and half a plan would be taken for all of it",
        ),
        (p.DAMAGED, p.BINARY, p.EMPTY, p.NOT_FOR_PLAN),
    ),
    (
        Text(
            "这样的文件可能会占满内存，或读取电脑上的其他文件；正常的项目文件不会这样",
            "such a file may fill the memory, or read other files of the computer; no ordinary project file looks like this",
        ),
        (p.HOSTILE, p.TOO_LARGE),
    ),
    (
        Text(
            "同一个任务出现两次，工作量就多算一遍，以后也不知道改哪一行",
            "a task that stands there twice counts twice, and later nobody knows which of the two to change",
        ),
        (p.TASKS_KNOWN, p.RENUMBERED),
    ),
    (
        Text(
            "Project 的时间精确到分钟，限制的种类也更多；换算之后，日期可能与 Project 不同",
            "Project counts minutes and knows more kinds of constraints; after the conversion dates may differ from those there",
        ),
        (p.LENGTH_CONVERTED, p.LIMIT_CONVERTED, p.LIMIT_LEFT, p.MANUAL),
    ),
    (
        Text(
            "前置关系决定日期；改动或缺少的关系会使任务提前或推后",
            "links decide the dates; one that was changed or is missing moves tasks earlier or later",
        ),
        (p.SUMMARY_LINK, p.LINK_LEFT),
    ),
    (
        Text(
            "谁做什么按姓名算；一个名字看成几个，工作就分给了不存在的人",
            "people are known by their names; a name that reads as several gives the work to people who do not exist",
        ),
        (p.NAME_SPLIT,),
    ),
    (
        Text(
            "日历不同，同样的工期会在不同的日子完成",
            "by another calendar the same duration ends on another day",
        ),
        (
            p.CALENDAR_UNKNOWN,
            p.CALENDAR_MATCHED,
            p.CALENDAR_DIFFERS,
            p.OWN_CALENDAR_LEFT,
            p.DAYS_TAKEN,
            p.DAYS_AGAINST,
            p.DAYS_OUTSIDE,
            p.DATES_DIFFER,
        ),
    ),
    (
        Text(
            "计划表没有放这些内容的列；说明了，才不会以为它们都在",
            "the plan has no column for it; it is told, so that nobody believes that everything came over",
        ),
        (p.SUMMARY_LEFT, p.DETAILS_LEFT, p.PEOPLE_LEFT, p.PARTS_LEFT),
    ),
)
