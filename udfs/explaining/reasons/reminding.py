"""Why it matters what is told about reminders."""

from udfs.lang import Text
from udfs.problems import reminding as r
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "没有人收到提醒的事项，到期了也没有人知道",
            "what nobody is reminded of passes its date without anybody knowing",
        ),
        (r.NOBODY_TO_REMIND, r.NO_ADDRESS),
    ),
    (
        Text("猜错了，别人的事项就寄给了不相干的人", "a wrong guess sends one person's matters to another"),
        (r.ADDRESSES_DIFFER,),
    ),
    (
        Text(
            "只有寄出的那一份能逐格合并；另做一份，对方已经填的就对不上",
            "only the very copy that was sent is merged cell by cell; in a new one, what was filled in already is missing",
        ),
        (r.COPY_NOT_AT_HAND,),
    ),
    (
        Text(
            "旧的草稿寄出去，催的是已经做完的事",
            "an old draft that is sent asks for what is done already",
        ),
        (r.DRAFT_CHANGED, r.DRAFT_LEFT),
    ),
)
