"""Why it matters what is wrong with texts and keywords."""

from udfs.lang import Text
from udfs.problems import voices as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "关键词数的是用户写下的话：没有文字，或找错了列，数出来的就不是用户的声音",
            "keywords count what people wrote: without texts, or from another column, they are nobody's words",
        ),
        (p.TEXTS_UNKNOWN, p.NO_TEXTS, p.KEYWORD_GONE),
    ),
)
