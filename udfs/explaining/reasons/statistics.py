"""Why it matters what data allow no conclusion."""

from udfs.lang import Text
from udfs.problems import statistics as s
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "当作 0 计算会改变平均数和占比，而谁也看不出来",
            "counted as 0 it would change means and shares, and nobody would see it",
        ),
        (s.VALUE_BLANK, s.VALUE_NO_NUMBER),
    ),
    (
        Text(
            "占比和它的区间由两个个数算出；个数不对，结论就不对",
            "a share and its interval are computed from two counts; where these are wrong, so is the conclusion",
        ),
        (s.NOT_A_COUNT, s.PART_EXCEEDS, s.NEGATIVE, s.NO_CASES, s.SHARE_RANGE),
    ),
    (
        Text(
            "没有波动的信息，就分不清变化和偶然",
            "without knowing how much values vary by themselves, a change cannot be told from chance",
        ),
        (s.TOO_FEW, s.NO_VARIATION, s.HALF_EQUAL),
    ),
    (
        Text(
            "配对比较看的是同一对象的前后差，错一行就全错",
            "a paired comparison looks at each case before and after; one row amiss spoils all of it",
        ),
        (s.UNPAIRED,),
    ),
    (
        Text(
            "表中混入表头、合计或空行时，检验回答的是另一个问题",
            "with headings, totals or empty rows among the counts a test answers another question",
        ),
        (s.TABLE_SHAPE, s.TABLE_ZEROS, s.ONE_CATEGORY),
    ),
    (
        Text(
            "不同量表算出的 NPS 不能相比",
            "scores from different scales cannot be compared with each other",
        ),
        (s.NOT_0_TO_10,),
    ),
    (
        Text(
            "要多少样本，取决于要发现多大的差别",
            "how many cases are needed depends on the difference that is to be seen",
        ),
        (s.NO_DIFFERENCE, s.NOT_ABOVE_ZERO),
    ),
)
