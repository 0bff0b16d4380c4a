"""问卷: the questions of a survey, one to a row, with their kinds and options (R28)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.survey.choices import KINDS
from workbook_templates.lists import NO, YES
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

QUESTION = Band(
    label=Text("题目", "Question"),
    columns=(
        Column(key="id", label=Text("题号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "编号", "id"), hint=Text("例：Q-001，不可重复；回答写在「答卷」的同名列", "e.g. Q-001, no duplicates; answers stand in the column of that name on Answers")),
        Column(key="text", label=Text("题目", "Question"), width=36, required=True,
               aliases=("问题", "题干", "question"), hint=Text("一题只问一件事", "One question asks one thing")),
        Column(key="kind", label=Text("题型", "Kind"), kind=Kind.CHOICE, width=10, required=True, options=KINDS,
               aliases=("类型", "type"), hint=Text("导入时自动判断，不对就改", "Recognised by the import; correct it where it is wrong")),
        Column(key="options", label=Text("选项", "Options"), width=34, aliases=("选项内容", "答案选项", "options"),
               hint=Text("一行一个（Alt+回车）；量表从低到高", "One to a line (Alt+Enter); of a scale from low to high")),
        Column(key="rows", label=Text("矩阵行", "Rows of the matrix"), width=20, aliases=("矩阵题行", "行标题"),
               hint=Text("矩阵题：一行一个", "Of a matrix: one to a line")),
        Column(key="mandatory", label=Text("必答", "Mandatory"), kind=Kind.CHOICE, width=7, options=(YES, NO), aliases=("是否必答",)),
    ),
)  # fmt: skip

RULES = Band(
    label=Text("怎么问、怎么算", "How it is asked and counted"),
    columns=(
        Column(key="jump", label=Text("跳题", "Skips"), width=16, aliases=("跳转", "逻辑", "跳题逻辑"),
               hint=Text("例：否→Q-005（选“否”跳到 Q-005，中间的题不问）", "e.g. No→Q-005: whoever says No goes on with Q-005")),
        Column(key="exclusive", label=Text("互斥选项", "Exclusive option"), width=14, aliases=("排他选项",),
               hint=Text("选了它就不能再选别的，例：以上都没有", "Not together with others, e.g. none of these")),
        Column(key="reverse", label=Text("反向题", "Reversed"), kind=Kind.CHOICE, width=7, options=(YES, NO), aliases=("反向计分", "是否反向"),
               hint=Text("量表题：分越高越不好时写“是”", "Of a scale: Yes where more is worse")),
        Column(key="scale", label=Text("所属量表", "Scale it belongs to"), width=12, aliases=("维度", "量表名称"),
               hint=Text("几道量表题合成一个分数时写同一个名字，算 α", "The same name on items that make one score together; gives α")),
        Column(key="heading", label=Text("导出中的列", "Column in the export"), width=24, aliases=("来源列",),
               hint=Text("由“导入”写入：这题的回答来自导出文件的哪一列", "Written by the import: the heading that its answers came from")),
    ),
    printed=False,
)  # fmt: skip

QUESTIONS = Table(
    key="questions",
    name="tblQuestions",
    sheet=TABLE_SHEETS["questions"],
    title=Text("问卷", "Questionnaire"),
    purpose=Text(
        "一行一道题：题目、题型、选项；可自己写，也可由问卷平台的导出填好",
        "One question per row, with kind and options: typed, or filled in from a platform's export",
    ),
    id_prefix="Q",
    bands=(QUESTION, RULES, closing_band()),
    subject="text",
    row_heights={"zh": 48, "en": 48},
    frozen="id",
)
