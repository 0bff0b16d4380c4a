"""Problems with what a sender returned in several versions, and with who says that a returned file is theirs."""

from udfs.lang import Text
from udfs.problems.model import Problem

CHANGED_BACK = Problem(
    "changed-back",
    Text(
        "{who} 的较晚一版把「{label}」改回了寄出时的“{theirs}”，我方现为其先前填的“{ours}”",
        "a later version from {who} has “{label}” as it was sent (“{theirs}”); ours is what they had entered before (“{ours}”)",
    ),
    Text(
        "我方未改动；请在“冲突”表的「处理」列选“保留我方”或“采用对方”，再运行“处理冲突”（kaizen resolve）",
        "ours was kept; choose “Keep ours” or “Take theirs” in the column Choice of the sheet Conflicts, then run kaizen resolve",
    ),
)
VALUE_WITHDRAWN = Problem(
    "value-withdrawn",
    Text(
        "{name} 里的「{column}」又是寄出时的“{value}”，同一人先前填的值不再有效",
        "{name} has “{column}” as it was sent (“{value}”); what the same person had entered before no longer holds",
    ),
    Text(
        "先前的值如在“冲突”表，请选择“保留我方”",
        "if the earlier value is on the sheet Conflicts, choose Keep ours for it",
    ),
    "warning",
)
ROW_AGAIN = Problem(
    "row-again",
    Text(
        "{name} 里又有了同一人先前删除的这一行（{row}）",
        "{name} has this row again ({row}), which the same person had removed before",
    ),
    Text("请在“冲突”表对这次“对方删行”选择“保留我方”", "choose Keep ours for “Row removed” on the sheet Conflicts"),
    "warning",
)
RATER_DIFFERS = Problem(
    "rater-differs",
    Text(
        "{name} 写的是 {who} 的评分，但这一份评分表是寄给 {other} 的，没有采用",
        "{name} says that its scores are from {who}, but this score sheet was sent to {other}; it was not merged",
    ),
    Text(
        "请向两人问清；要以这份为准，请在“评分记录”中填写。如“收发记录”的姓名改过，请改回后再回收",
        "ask both; if the scores are right, enter them on the sheet Ratings. If a name on the sheet Mailings was changed, "
        "change it back and collect again",
    ),
)
RATER_UNKNOWN = Problem(
    "rater-unknown",
    Text(
        "{name} 写的是 {who} 的评分，但“收发记录”中没有寄出过这一份评分表，没有采用",
        "{name} says that its scores are from {who}, but the sheet Mailings has no such score sheet; it was not merged",
    ),
    Text(
        "请给 {who} 寄一份评分表（kaizen share --raters）后再回收，或在“评分记录”中填写",
        "send {who} a score sheet (kaizen share --raters) and collect that one, or enter the scores on the sheet Ratings",
    ),
)
