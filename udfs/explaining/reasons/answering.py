"""Why problems with answer sheets matter."""

from udfs.lang import Text
from udfs.problems import answering as a
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "答题表由问卷印成，发给名单上的人；缺了哪样，收到的人就没法回答",
            "an answer sheet is made from the questionnaire for people on the roster; without both nobody can answer",
        ),
        (a.NO_QUESTIONS, a.NOBODY_ASKED, a.EVERYBODY_ASKED, a.SURVEY_ALONE, a.CANNOT_ASK, a.NO_ANSWERS_TABLE),
    ),
    (
        Text(
            "说了不记名，就不能从人数、先后和时间猜出是谁；谁交了几份也就无从知道",
            "where anonymity is promised, neither numbers nor order nor time may give people away; then nobody knows who answered twice",
        ),
        (a.FEW_ASKED, a.FEW_TOGETHER, a.TWICE_UNKNOWN, a.LATE_ANONYMOUS),
    ),
    (
        Text(
            "一份答卷算一个人的看法；算不算、算哪份，由人决定，什么都不自动丢掉",
            "each answer sheet is one person's view; which of them count is for people to decide, and nothing is dropped",
        ),
        (a.SHEET_DAMAGED, a.SHEET_BLANK, a.LATE_ANSWER, a.ANSWERED_TWICE, a.SAME_ANSWERS, a.NOT_ON_ROSTER),
    ),
    (
        Text(
            "题目在寄出后改了，前后的回答问的不是一回事，不能放在一起数",
            "where a question was changed after it was sent, answers before and after are to different questions",
        ),
        (a.QUESTION_CHANGED, a.QUESTION_GONE),
    ),
    (
        Text(
            "照原样记下的回答不合题目的规则，数起来会偏；问清楚才知道是哪一种意思",
            "an answer that breaks the rules of its question distorts the counts; only asking tells what is meant",
        ),
        (
            a.TWO_CHOSEN,
            a.RANK_TWICE,
            a.EXCLUSIVE_TOGETHER,
            a.LEFT_BLANK,
            a.SKIPPED_ANSWERED,
            a.MARK_UNKNOWN,
            a.WORDS_WITHOUT_MARK,
        ),
    ),
)
