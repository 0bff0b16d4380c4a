"""Why it matters where chains from the issue to the review break."""

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
            "没有证实根本原因就改，改的可能只是表面，问题会再来",
            "what is changed before the root cause is proven may be a symptom, and the issue comes back",
        ),
        (t.ROOT_OPEN,),
    ),
    (
        Text(
            "找到了根本原因却没有人去消除，分析就白做了",
            "a root cause that was found and that nobody removes makes the analysis useless",
        ),
        (t.ROOT_WITHOUT_PLAN,),
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
            "编号不对，前因后果到这里就断了，谁也查不下去",
            "with a number that no row has, nobody can follow what led to what any further",
        ),
        (t.LINK_UNKNOWN,),
    ),
    (
        Text(
            "做完了不验证，就不知道问题是不是真的解决了",
            "without a verification nobody knows whether what was done has solved the issue",
        ),
        (t.PLAN_WITHOUT_EFFECT, t.EFFECT_WITHOUT_PLAN),
    ),
    (
        Text(
            "有了结论没有人决定，好的做法推不开，没用的也停不下来",
            "a verdict on which nobody decides neither spreads what works nor stops what does not",
        ),
        (t.EFFECT_UNDECIDED,),
    ),
    (
        Text(
            "没有写进手册、没有人推、没有人学会，改善过一阵就退回原样",
            "what no manual holds, nobody carries further and nobody has learnt slips back to the old way",
        ),
        (t.EFFECT_WITHOUT_MANUAL, t.EFFECT_WITHOUT_ROLLOUT, t.MANUAL_WITHOUT_TRAINING),
    ),
    (
        Text(
            "不知道为什么改，下一次就可能改回去",
            "a change whose reason nobody knows may be undone the next time",
        ),
        (t.MANUAL_WITHOUT_ORIGIN, t.ADJUSTMENT_WITHOUT_ORIGIN),
    ),
    (
        Text(
            "不回头看，经验留不下来，下一轮从头再来",
            "without looking back nothing is learnt from it, and the next round begins from nothing",
        ),
        (t.EFFECT_WITHOUT_REVIEW, t.NEXT_WITHOUT_TASK),
    ),
    (
        Text(
            "判定了是流程问题却没有下文，同样的异常还会出现",
            "a signal that is known as a trouble of the process comes again where nothing follows",
        ),
        (t.SIGNAL_NOT_FOLLOWED,),
    ),
    (
        Text(
            "不知道从哪一行开始，就找不到它的前因后果",
            "without a row to start from, nothing before and after it can be found",
        ),
        (t.NUMBER_UNKNOWN, t.NUMBER_IN_SEVERAL),
    ),
    (
        Text(
            "没看的部分也可能有断开的地方，结果不能当作全部",
            "chains may break in the part that was not looked at, too; the result is not the whole picture",
        ),
        (t.TABLES_NOT_HERE,),
    ),
)
