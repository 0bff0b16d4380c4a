"""What steers the counting of a survey: when an answer is too quick, and what the sheet 问卷结果 shows."""

from udfs.lang import Text
from udfs.survey.doubts import QUICK_PART
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

SURVEY_KEY = "survey"

QUICK = Setting(
    key="survey_quick",
    label=Text("答卷过快（中位用时的几分之一）", "Too quick an answer (part of median time)"),
    default=QUICK_PART,
    lowest=0,
    highest=100,
    explain=Text(
        "填 3：用时不到中位数的 1/3 即写入“疑点”；0：不看用时。只提示，不删除",
        "3: less than a third of the median time is a doubt; 0: times are not looked at. Nothing is removed",
    ),
    source=OURS,
    tables=("answers",),
)
GROUP = Setting(
    key="survey_group",
    label=Text("分组", "Groups"),
    default=None,
    is_text=True,
    explain=Text(
        "部门、岗位，或一道单选题的题号，例：Q-003；留空：部门",
        "Department, Post, or the number of a single-choice question, e.g. Q-003; blank: department",
    ),
    source=OURS,
    tables=("answers",),
    report=SURVEY_KEY,
)
CHARTED = Setting(
    key="survey_charts",
    label=Text("画哪些题", "Questions to chart"),
    default=None,
    is_text=True,
    explain=Text(
        "题号，例：Q-001；Q-004。留空：前 12 道能画的",
        "numbers, e.g. Q-001; Q-004. Blank: the first 12 that can be drawn",
    ),
    source=OURS,
    tables=("answers",),
    report=SURVEY_KEY,
)
OF_SURVEY = (QUICK, GROUP, CHARTED)
ON_SHEET = (GROUP, CHARTED)
