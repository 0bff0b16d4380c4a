"""The settings of answer sheets: whether a survey is anonymous, until when answers are taken."""

from __future__ import annotations

from udfs.lang import Text
from workbook_templates.lists import NO, OURS, YES
from workbook_templates.model import Setting

ANONYMOUS = Setting(
    key="survey_anonymous",
    label=Text("匿名", "Anonymous survey"),
    default=NO,
    choices=(YES, NO),
    explain=Text(
        "是：答题表不含姓名和编号，人人相同；收回时打乱顺序，不记是谁寄来的",
        "Yes: answer sheets have no name or number and are the same for everybody; what comes back is shuffled, without its sender",
    ),
    source=OURS,
    tables=("questions",),
)
UNTIL = Setting(
    key="survey_until",
    label=Text("截止日期", "Answers until"),
    default=None,
    is_date=True,
    explain=Text(
        "答题表最晚哪天填完；晚交的照样记入并指出；留空则没有期限",
        "The last day for answer sheets; later ones are entered and pointed out; blank: no deadline",
    ),
    source=OURS,
    tables=("questions",),
)
OF_ANSWERS: tuple[Setting, ...] = (ANONYMOUS, UNTIL)
