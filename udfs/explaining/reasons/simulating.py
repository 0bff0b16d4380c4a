"""Why it matters how a process is simulated."""

from udfs.lang import Text
from udfs.problems import simulating as s
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text("猜着算的情景比不算更误导人", "a scenario that was guessed at misleads more than none"),
        (s.UNREADABLE, s.OUT_OF_RANGE, s.NO_STEP, s.NO_POST),
    ),
    (
        Text(
            "排队取决于来多少件、有几个人，少一个就没有结果",
            "queues depend on how much comes and how many people there are: without one of them there is no result",
        ),
        (s.NO_PEOPLE, s.NO_ARRIVALS),
    ),
    (
        Text("没有流程和情景就没有可以试的", "without steps and scenarios there is nothing to try"),
        (s.NO_STEPS, s.NO_ROWS),
    ),
    (
        Text(
            "走不到结束、等不齐的件永远不会完成，平均周期没有意义",
            "cases that never reach the end have no cycle time",
        ),
        (s.EXIT_UNKNOWN, s.NOT_IN_A_ROW, s.FORK_ENTERED, s.NO_WAY_OUT),
    ),
    (
        Text(
            "来的比做得完的多，排队会无限增长，任何平均数都只取决于模拟多久",
            "where more comes than can be done the queue grows for ever, and any mean depends on how long one looks",
        ),
        (s.OVERLOADED,),
    ),
    (
        Text(
            "全天平均够用，高峰时段也会积压：只看平均会低估等待",
            "enough on the average of the day is not enough in its peaks: the mean hides the waits",
        ),
        (s.PEAK_OVERLOADED,),
    ),
    (
        Text(
            "现状都对不上的模型，算出来的改善不能信",
            "a model that does not show the present as it is cannot be trusted with ideas",
        ),
        (s.NOT_AS_MEASURED,),
    ),
    (
        Text(
            "太大的模拟要算很久，先用少一些天数看方向",
            "what is too large takes very long; fewer days show the direction",
        ),
        (s.TOO_LARGE,),
    ),
)
