"""Why it matters how an effect is verified."""

from udfs.lang import Text
from udfs.problems import verifying as v
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "数值有歧义时宁可不算：算错的结论比没有结论更贵",
            "figures that can be read in two ways are left out: a wrong verdict costs more than none",
        ),
        (v.DATA_UNREADABLE,),
    ),
    (
        Text(
            "两段时间重叠或颠倒时，比较的不是改善前后",
            "periods that overlap, or stand the wrong way round, do not compare before with after",
        ),
        (v.PERIOD_REVERSED,),
    ),
    (
        Text(
            "同一个变化，对时长是改善，对合格率可能是恶化",
            "the same change is an improvement of a waiting time, and the opposite of a pass rate",
        ),
        (v.DIRECTION_MISSING,),
    ),
    (
        Text(
            "没有对照组就分不清是改善的作用，还是到处都在变",
            "without a control group nobody can tell the improvement from what changed everywhere",
        ),
        (v.CONTROL_MISSING,),
    ),
    (
        Text(
            "看过数据再选时段、指标或标准，总能找到一个“改善”",
            "whoever chooses periods or measures after seeing the data always finds an improvement",
        ),
        (v.PLAN_CHANGED, v.PLAN_LATE),
    ),
    (
        Text("没有登记的效果无从验证", "an effect that is not listed cannot be verified"),
        (v.NO_ROWS,),
    ),
)
