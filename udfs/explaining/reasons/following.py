"""Why it matters what following a plan brings to light."""

from udfs.lang import Text
from udfs.problems import following as f
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "没有基线的任务，以后看不出晚了多少",
            "of a task without a baseline nobody can tell later how late it is",
        ),
        (f.BASELINE_UNDATED,),
    ),
    (
        Text(
            "一周的任务多于一周的工作日，有些任务必然要晚",
            "with more work than a week has days, some of the tasks are bound to be late",
        ),
        (f.OVERLOADED,),
    ),
)
