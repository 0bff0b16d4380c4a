"""Why it matters what is wrong with a chain of causes."""

from udfs.lang import Text
from udfs.problems import causing as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "原因挂不到问题上，就不在任何一条原因链里，层、状态和因果句都算不出来",
            "a cause that hangs on no issue is in no chain: it has no level, no state and no sentence",
        ),
        (p.CAUSE_CIRCLE, p.CAUSE_ORPHAN, p.CAUSE_WITHOUT_ISSUE, p.CAUSE_TWO_ISSUES),
    ),
    (
        Text(
            "没有再往下问，就会去治现象；换了人、买了系统，问题还会再来",
            "where nobody asks on, the symptom is treated; with other people or a new system the issue comes back",
        ),
        (p.ANSWER_REPEATS, p.ENDS_WITH_PERSON, p.ENDS_WITH_SOLUTION, p.FEW_LEVELS),
    ),
    (
        Text(
            "没有证据的根本原因只是猜测，照它做的方案可能没有效果",
            "a root cause without evidence is a guess, and what is built on it may have no effect",
        ),
        (p.ROOT_WITHOUT_EVIDENCE, p.VERDICT_NOT_SHOWN),
    ),
    (
        Text(
            "共同起作用的原因，去掉一个就能解决问题；写错记号会把方案引向不需要做的事",
            "of causes that work together one is enough to remove; a wrong mark leads to work that nobody needs",
        ),
        (p.GROUP_OF_ONE, p.GROUP_BROKEN),
    ),
    (
        Text("编号不对，就列不出它的原因", "with a wrong number its causes cannot be listed"),
        (p.ISSUE_WITHOUT_CAUSES,),
    ),
)
