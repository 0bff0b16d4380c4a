"""Why it matters what is said about several versions of a returned file, and about whose it is."""

from udfs.lang import Text
from udfs.problems import versions as v
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "同一人较晚的一版收回了先前的改动；两个值都在，由您决定用哪个",
            "a later version takes back what the same person had changed; both values are there, and the choice is yours",
        ),
        (v.CHANGED_BACK, v.VALUE_WITHDRAWN, v.ROW_AGAIN),
    ),
    (
        Text(
            "每人只能给出自己的评分；寄给谁由副本自身的编号决定，不由文件里写的姓名决定",
            "everybody gives their own scores only; who was sent a sheet is decided by its identity, not by a name in it",
        ),
        (v.RATER_DIFFERS, v.RATER_UNKNOWN),
    ),
)
