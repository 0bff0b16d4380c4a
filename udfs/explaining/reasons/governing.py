"""Why it matters what is wrong with duties, risks and what else keeps results."""

from udfs.lang import Text
from udfs.problems import governing as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "没有人执行的步骤不会发生；没有人负责、或几个人负责的步骤，出了错谁都不管",
            "a step that nobody does is not done; where nobody answers for it, or several do, nobody looks after it",
        ),
        (p.STEP_WITHOUT_RESPONSIBLE, p.STEP_WITHOUT_ACCOUNTABLE, p.SEVERAL_ACCOUNTABLE),
    ),
    (
        Text(
            "什么都压在一个岗位上，这个岗位的人不在或忙不过来时，流程就停",
            "where everything lies on one post, the process stops as soon as its people are away or busy",
        ),
        (p.POST_OVERLOADED,),
    ),
    (
        Text("重复的行会把步骤和岗位数错", "rows that are there twice make steps and posts count wrongly"),
        (p.DUTY_TWICE,),
    ),
    (
        Text(
            "高风险没有措施、没有人盯，发生时只能临时想办法",
            "a high risk without a measure or an owner leaves people to improvise when it happens",
        ),
        (p.RISK_WITHOUT_MEASURE, p.RISK_WITHOUT_OWNER),
    ),
    (
        Text(
            "预案应当降低风险；反而更高，多半是两次评分对调或标准不同",
            "a plan is meant to make a risk smaller; where it is larger, the two ratings were mostly swapped or judged differently",
        ),
        (p.RISK_AFTER_HIGHER,),
    ),
    (
        Text(
            "没有练过的预案，或练出问题没有改的预案，用的时候多半不管用",
            "a plan that was never tried, or failed in the drill and was not changed, mostly fails when it is needed",
        ),
        (p.DRILL_OVERDUE, p.DRILL_WITHOUT_TASK),
    ),
    (
        Text("不知道怎么处理的，下次还得从头来", "what nobody wrote down has to be worked out again the next time"),
        (p.CLOSED_WITHOUT_HANDLING,),
    ),
    (
        Text(
            "不复盘，或复盘没有下一步，同样的问题下一期还在",
            "without a review, or a review without next steps, the same trouble is there in the next period",
        ),
        (p.REVIEW_OVERDUE, p.REVIEW_WITHOUT_NEXT),
    ),
    (
        Text("没有答复的人不会再提", "whoever gets no answer does not propose again"),
        (p.REFUSAL_WITHOUT_REASON,),
    ),
    (
        Text(
            "同一件事评两次会有两个结论，奖励也说不清归谁",
            "the same matter assessed twice gets two decisions, and nobody knows whose the reward is",
        ),
        (p.PROPOSAL_ALIKE,),
    ),
    (
        Text(
            "决定没有变成任务就没有人做；同一件事有两个任务，做了也对不上",
            "a decision that is no task is carried out by nobody; with two tasks of one matter nobody knows which was done",
        ),
        (p.ACTION_UNKNOWN, p.ACTION_NOTHING, p.ACTIONS_HAVE_TASKS, p.ACTIONS_UNCLEAR),
    ),
)
