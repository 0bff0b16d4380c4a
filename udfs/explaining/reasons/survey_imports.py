"""Why it matters what the import of a survey reports."""

from udfs.lang import Text
from udfs.problems import imports as i
from udfs.problems import survey_imports as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text("题型不同，算法不同：多选当成填空，就数不出选项", "each kind is counted in its own way: a choice read as words cannot be counted"),
        (p.KIND_FORM, p.KIND_NO_QUESTION, i.NO_SURVEY, i.SPELL_SURVEY),
    ),
    (
        Text("只导入一半的问卷，结果会让人以为就是全部", "half a survey would be taken for the whole"),
        (p.TOO_MANY_QUESTIONS,),
    ),
    (
        Text("同一份答卷算两次，比例就错了；人改过的格也不能悄悄换掉", "an answer sheet counted twice makes every share wrong, and what people corrected must not be replaced in silence"),
        (p.ANSWERS_KNOWN, p.ANSWERS_DIFFER, p.ANSWERS_READ_ANEW),
    ),
    (
        Text("用不到的个人信息不该在工作簿里传来传去", "what nobody needs about a person should not travel with a workbook"),
        (p.PERSONAL_LEFT,),
    ),
    (
        Text("猜错一个序号，整道题的结果就张冠李戴", "one number guessed wrong gives the answers to another option"),
        (p.CODES_KEPT, p.SAME_OPTIONS),
    ),
)  # fmt: skip
