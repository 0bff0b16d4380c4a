"""Why it matters what is wrong with versions of procedures, training, feedback and roll-out."""

from udfs.lang import Text
from udfs.problems import standards as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "同一天只能有一版在用：没有，大家各做各的；有两版，谁都可以说自己按的是对的那版",
            "exactly one version can be in force: without one everybody does as they like, with two everybody is right",
        ),
        (p.VERSION_GAP, p.VERSION_OVERLAP, p.VERSION_CLASH, p.VERSION_TWICE),
    ),
    (
        Text("没有人看到的版本没有人会照做", "nobody works by a version that nobody has seen"),
        (p.EFFECTIVE_BEFORE_PUBLISHED, p.NOT_PUBLISHED),
    ),
    (
        Text("流程变了、手册没变，手册就只是摆设", "a manual that is not reviewed falls behind what is done"),
        (p.REVIEW_OF_MANUAL_DUE,),
    ),
    (
        Text(
            "新版发出去，没有培训、没有确认，旧做法会一直做下去",
            "where a new version is neither trained nor confirmed, people go on as before",
        ),
        (p.READERS_WAITING, p.POST_WITHOUT_PEOPLE, p.TRAINING_DUE, p.TRAINING_OVERDUE, p.PASSED_WITHOUT_DAY),
    ),
    (
        Text("旧版纸质版还在工位上，就会有人照旧版做", "as long as old copies lie at the desk, somebody works by them"),
        (p.PAPER_OUT,),
    ),
    (
        Text(
            "没有答复提出人的反馈没有闭环，提的人不会再提",
            "feedback is not closed until whoever gave it was answered; else they do not give any again",
        ),
        (p.ANSWER_WITHOUT_WORDS, p.ANSWER_WITHOUT_TIME, p.FEEDBACK_LATE),
    ),
    (
        Text("时间前后颠倒，用时和超时都会算错", "moments in the wrong order make the hours wrong"),
        (p.MOMENTS_REVERSED,),
    ),
    (
        Text("工作时间不对，每一条反馈的时限都不对", "with wrong hours of work every limit is wrong"),
        (p.HOURS_UNUSABLE,),
    ),
    (
        Text(
            "推广没有手册，就只能靠口传，走样了也看不出来",
            "without a manual a roll-out is handed on by word of mouth, and nobody sees where it strays",
        ),
        (p.ROLLED_OUT_WITHOUT_MANUAL, p.ROLLOUT_OVERDUE),
    ),
)
