"""Why it matters what is wrong with measures and their points."""

from udfs.lang import Text
from udfs.problems import indicators as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "控制限和达成率都从这些数算出来，一个不可能的数会让所有的图和判断失真",
            "limits and achievement are computed from these figures: one that cannot be spoils every chart and verdict",
        ),
        (p.DENOMINATOR_ZERO, p.NUMERATOR_ABOVE_DENOMINATOR, p.VALUE_CONTRADICTS, p.DATE_IN_FUTURE),
    ),
    (
        Text(
            "重复的点被算两次，缺值的点会被当作没有发生",
            "a point that is there twice counts twice, one without a value looks like a day on which nothing happened",
        ),
        (p.POINT_TWICE, p.POINT_WITHOUT_VALUE),
    ),
    (
        Text(
            "不写原因就排除或分段，等于挑选好看的数据；半年后没有人说得清为什么",
            "without a reason to exclude points or to begin a phase is to pick the data; in half a year nobody can say why",
        ),
        (p.EXCLUSION_WITHOUT_REASON, p.PHASE_WITHOUT_REASON),
    ),
    (
        Text(
            "读不懂的规则不会用来判定，异常就可能漏掉",
            "rules that cannot be read are not applied, so that signals may be missed",
        ),
        (p.RULES_UNKNOWN,),
    ),
)
