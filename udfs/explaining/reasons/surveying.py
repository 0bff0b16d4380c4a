"""Why it matters what is said of questions and answers."""

from udfs.lang import Text
from udfs.problems import survey as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "题目缺了题号、选项或写法不对，回答就对不上，也就数不出来",
            "without number, options or rules that can be read, answers belong to nothing and cannot be counted",
        ),
        (
            p.SURVEY_EMPTY,
            p.QUESTION_WITHOUT_OPTIONS,
            p.QUESTION_WITHOUT_COLUMN,
            p.QUESTION_TWICE,
            p.JUMP_UNREAD,
            p.EXCLUSIVE_NO_OPTION,
        ),
    ),
    (
        Text(
            "量表的中位数、前两档和各组的比较都按选项的次序算",
            "medians, top boxes and the comparison of groups go by the order of the options",
        ),
        (p.SCALE_WITHOUT_POINTS, p.SCALE_ORDERED, p.SCALE_OUT_OF_ORDER),
    ),
    (
        Text("问错了组或题，看到的就是别的结果", "with another group or question other results would be read"),
        (p.GROUP_UNKNOWN, p.QUESTION_UNKNOWN),
    ),
    (
        Text(
            "不是选项的回答单列一行，不会并到别的选项里，占比因此变小",
            "an answer that is no option has a line of its own and is added to no other, whose shares are smaller for it",
        ),
        (p.ANSWER_NO_OPTION,),
    ),
    (
        Text(
            "几个人的占比换一个人就大变，也容易认出是谁",
            "with a few people one more changes every share, and everybody can tell who said what",
        ),
        (p.QUESTION_UNANSWERED, p.QUESTION_FEW_ANSWERS),
    ),
    (
        Text(
            "反向题没有反转，量表就自己和自己抵消，α 为负",
            "a reversed item that is not turned round cancels the others: α is negative",
        ),
        (p.REVERSE_UNMARKED,),
    ),
)
