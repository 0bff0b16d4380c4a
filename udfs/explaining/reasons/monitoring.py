"""Why it matters what is said of control charts and signals."""

from udfs.lang import Text
from udfs.problems import monitoring as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "没有点、点太少或找不到指标的数据都画不成图，出了事也没人看见",
            "without points, or with too few, there is no chart, and nobody sees when something happens",
        ),
        (
            p.MEASURE_WITHOUT_POINTS,
            p.POINTS_WITHOUT_MEASURE,
            p.POINTS_UNREAD,
            p.NOT_JUDGED,
            p.CHARTS_UNKNOWN,
            p.COMPARE_NO_SHEET,
            p.COMPARE_NOTHING,
            p.COMPARE_UNKNOWN,
        ),
    ),
    (
        Text(
            "图选错了，控制限会太窄或太宽：要么天天误报，要么真出事时没有信号",
            "with the wrong chart limits are too narrow or too wide: alarms every day, or none when there is trouble",
        ),
        (p.CHART_REPLACED, p.BETTER_CHART, p.LIMITS_DOUBTFUL),
    ),
    (
        Text(
            "流程变了而不分阶段，新水平会一直被判为异常；没有变而分了阶段，真正的异常会被藏起来",
            "without a phase a new level stays a signal for ever; a phase without a change hides what is one",
        ),
        (p.PHASE_PROPOSED,),
    ),
    (
        Text(
            "异常要有着落：不再成立的要看得出，成立的要能追到问题或调整",
            "every signal must lead somewhere: to an issue, to an adjustment, or to a note that it is none any more",
        ),
        (p.SIGNAL_GONE, p.SIGNAL_UNKNOWN, p.SIGNAL_NONE, p.SIGNAL_LINKED),
    ),
)
