"""Data from which nothing can be concluded: what the engine of intervals and tests refuses."""

from udfs.lang import Text
from udfs.problems.model import Problem

VALUE_BLANK = Problem(
    "stat-value-blank",
    Text("有一个值没有填；空白不等于 0", "a value is missing; blank is not 0"),
    Text("请补上这个值，或把这一行排除在外", "enter the value, or leave its row out"),
)
VALUE_NO_NUMBER = Problem(
    "stat-value-no-number",
    Text("“{value}”不是可以计算的数", "{value} is not a number to calculate with"),
    Text("请填普通的数字", "enter a plain number"),
)
NOT_A_COUNT = Problem(
    "stat-not-a-count",
    Text("“{value}”不是个数", "{value} is not a count"),
    Text("请填不小于 0 的整数", "enter a whole number of 0 or more"),
)
NO_CASES = Problem(
    "stat-no-cases",
    Text("一个样本都没有，无法计算", "there is not a single case to calculate from"),
    Text(
        "请先检查几个样本，再填总数和其中的个数",
        "examine some cases first, then enter how many there were and how many of them",
    ),
)
PART_EXCEEDS = Problem(
    "stat-part-exceeds",
    Text("其中 {x} 个，多于总数 {n} 个", "{x} of {n}: the part is larger than the whole"),
    Text("请检查总数和其中的个数，是否填反了", "check the two counts; they may stand the wrong way round"),
)
TOO_FEW = Problem(
    "stat-too-few",
    Text("只有 {n} 个值，至少要 {least} 个", "{n:value/values} only; at least {least} are needed"),
    Text("请收集更多数据", "collect more data"),
)
NO_VARIATION = Problem(
    "stat-no-variation",
    Text("数据无变化，不判定", "all values are the same, so nothing is concluded"),
    Text(
        "请检查数据是否取整太粗或被重复填写；确实不变时不需要检验",
        "check whether the values were rounded or copied; where nothing varies no test is needed",
    ),
)
HALF_EQUAL = Problem(
    "stat-half-equal",
    Text(
        "一半以上的值相同，不能用中位数绝对偏差判断离群值",
        "more than half of the values are the same, so that distances from the median say nothing",
    ),
    Text("请改用格拉布斯检验，或逐个看这些值", "use Grubbs' test, or look at the values one by one"),
)
UNPAIRED = Problem(
    "stat-unpaired",
    Text("一边 {first} 个值，另一边 {second} 个，配不成对", "{first} and {second} values do not make pairs"),
    Text("请让每一行同时有改善前和改善后的值", "give each row a value before and one after"),
)
SHARE_RANGE = Problem(
    "stat-share-range",
    Text("{value} 不在 0 和 1 之间", "{value} is not between 0 and 1"),
    Text("请填大于 0 且小于 1 的数，例如 0.8 或 80%", "enter a number above 0 and below 1, such as 0.8 or 80%"),
)
TABLE_SHAPE = Problem(
    "stat-table-shape",
    Text("需要 {rows} 行 {columns} 列的个数", "counts in {rows:row/rows} and {columns:column/columns} are needed"),
    Text("请选择只含个数的区域，不含表头和合计", "choose the counts alone, without headings and totals"),
)
TABLE_ZEROS = Problem(
    "stat-table-zeros",
    Text("有一行或一列全是 0，无从比较", "a row or a column holds nothing but zeros, so there is nothing to compare"),
    Text(
        "请检查个数；全部相同的结果用占比的区间说明",
        "check the counts; where all cases are alike, give the share with its interval",
    ),
)
NOT_ABOVE_ZERO = Problem(
    "stat-not-above-zero",
    Text("{value} 不大于 0", "{value} is not above 0"),
    Text("请填大于 0 的数", "enter a number above 0"),
)
NEGATIVE = Problem(
    "stat-negative",
    Text("{value} 小于 0", "{value} is below 0"),
    Text("个数、金额和时长须不小于 0", "counts, amounts and times must be 0 or more"),
)
NO_DIFFERENCE = Problem(
    "stat-no-difference",
    Text("要发现的差别是 0，样本再多也不够", "a difference of 0 cannot be seen with any number of cases"),
    Text("请填值得发现的最小差别", "enter the smallest difference that matters"),
)
ONE_CATEGORY = Problem(
    "stat-one-category",
    Text(
        "所有判定都是同一类，算不出超出偶然的一致程度",
        "all ratings are the same, so that agreement beyond chance cannot be computed",
    ),
    Text("请加入应判为其他类别的对象再评一次", "rate again, with items that belong into other categories"),
)
NOT_0_TO_10 = Problem(
    "stat-not-0-to-10",
    Text(
        "“{value}”不是 0 到 10 的整数；1–5 分的题不能算 NPS",
        "{value} is not a whole number from 0 to 10; a scale of 1 to 5 gives no NPS",
    ),
    Text("请只用 0–10 分的推荐题计算 NPS", "compute an NPS from a question with answers 0 to 10"),
)
