"""答卷: one row for each answer sheet that came in, one column for each question (R28)."""

from udfs.lang import Text, same
from udfs.rules import Kind
from udfs.survey.choices import DECISIONS
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.surveying import doubtful
from workbook_templates.tables.shared import closing_band

# So many questions have a column each. A matrix is one question, however many rows it has.
MOST_QUESTIONS = 60
QUESTION_KEYS = tuple(f"q{number:02}" for number in range(1, MOST_QUESTIONS + 1))

SHEET = Band(
    label=Text("答卷", "Answer sheet"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True, aliases=("序号", "答卷编号", "id"),
               hint=Text("例：A-001，不可重复", "e.g. A-001, no duplicates")),
        Column(key="submitted", label=Text("提交时间", "Submitted at"), kind=Kind.DATE, timed=True, width=16, aliases=("提交答卷时间", "答题时间", "交卷时间")),
        Column(key="seconds", label=Text("用时（秒）", "Took, seconds"), kind=Kind.NUMBER, width=8, trimmed=True, aliases=("所用时间", "答题时长", "用时")),
        Column(key="source", label=Text("来源", "Source"), width=14, aliases=("来源渠道", "渠道"),
               hint=Text("哪个平台或文件，或哪种渠道", "Which platform, file or channel")),
        Column(key="person", label=Text("姓名", "Name"), kind=Kind.PERSON, width=10, aliases=("答题人", "填写人", "name"),
               hint=Text("匿名调查留空", "Blank in an anonymous survey")),
        Column(key="department", label=Text("部门", "Department"), width=12, aliases=("所属部门",)),
        Column(key="post", label=Text("岗位", "Post"), width=12, aliases=("职位", "职务")),
        Column(key="doubt", label=Text("疑点", "Doubt"), width=18,
               computed=Computed(explain=Text("由命令写入：答得太快、一路同一档、与别的答卷相同、互斥项同选；只提示，不删除",
                                              "Written by commands: too quick, all the same point, the same as another sheet, options that exclude each other; nothing is removed"),
                                 values=doubtful, whole=True)),
        Column(key="decision", label=Text("是否采用", "Counted"), kind=Kind.CHOICE, width=9, options=DECISIONS, aliases=("采用", "有效"),
               hint=Text("留空即采用；不采用的不计入结果，仍留在表中", "Blank: counted. What is left out stays in the table")),
    ),
)  # fmt: skip

ANSWERED = Band(
    label=Text("回答", "Answers"),
    printed=False,
    alike=True,
    columns=tuple(
        Column(
            key=key,
            label=same(f"Q-{number:03}"),
            width=16,
            hint=Text(
                "「问卷」中同号题目的回答；多选用 ┋ 隔开，排序用 → 隔开，矩阵写“行＝值”，用 ┋ 隔开",
                "The answer to that question on Questionnaire; several options are separated by ┋, ranked ones by →, "
                "a matrix is row＝value, separated by ┋",
            ),
        )
        for number, key in enumerate(QUESTION_KEYS, 1)
    ),
)

ANSWERS = Table(
    key="answers",
    name="tblAnswers",
    sheet=TABLE_SHEETS["answers"],
    title=Text("答卷", "Answers"),
    purpose=Text(
        "一行一份答卷，由“导入”或“回收”填入；有疑点的只标出，用不用由人定",
        "One row per answer sheet, filled by import or collect; doubtful ones are marked, people decide",
    ),
    id_prefix="A",
    bands=(SHEET, ANSWERED, closing_band()),
    subject="id",
    row_heights={"zh": 18, "en": 18},
    frozen="id",
    beside="questions",
)
