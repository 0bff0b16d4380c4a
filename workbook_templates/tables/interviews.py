"""访谈: what was said in talks, one matter per row, and which issue came of it (R5, R29)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.survey.choices import TOPICS
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

TALK = Band(
    label=Text("访谈", "Interview"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True, aliases=("序号", "访谈编号", "id"),
               hint=Text("例：IV-001，不可重复；一件事一行", "e.g. IV-001, no duplicates; one matter per row")),
        Column(key="person", label=Text("访谈对象", "Interviewee"), kind=Kind.PERSON, width=11, required=True,
               aliases=("对象", "受访人", "姓名", "interviewee"),
               hint=Text("同一人写同一个名字：统计按人数，不按条数", "The same name for the same person: people are counted, not rows")),
        Column(key="post", label=Text("岗位", "Post"), width=12, aliases=("职位", "职务")),
        Column(key="department", label=Text("部门", "Department"), width=12, dropdown="department", free_choice=True, aliases=("所属部门",)),
        Column(key="day", label=Text("日期", "Date"), kind=Kind.DATE, width=11, required=True, aliases=("访谈日期", "时间")),
        Column(key="interviewer", label=Text("访谈人", "Interviewer"), kind=Kind.PERSON, width=10, aliases=("记录人", "访问人")),
        Column(key="topic", label=Text("提纲", "Topic"), kind=Kind.CHOICE, width=10, options=TOPICS, free_choice=True, aliases=("主题", "提纲要点")),
    ),
)  # fmt: skip

NOTED = Band(
    label=Text("记录", "What was said"),
    columns=(
        Column(key="record", label=Text("记录", "Record"), width=40, required=True, aliases=("访谈记录", "内容", "原话"),
               hint=Text("尽量用原话", "In their own words as far as possible")),
        Column(key="key_point", label=Text("关键信息", "Key point"), width=26, aliases=("要点", "结论", "提炼")),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="after", aliases=("问题编号",),
               hint=Text("归到哪个问题；几个人说的同一件事写同一个编号", "Which issue it belongs to; the same number for what several people say")),
    ),
)  # fmt: skip

INTERVIEWS = Table(
    key="interviews",
    name="tblInterviews",
    sheet=TABLE_SHEETS["interviews"],
    title=Text("访谈", "Interviews"),
    purpose=Text(
        "一对一访谈的记录：一件事一行，提炼关键信息，归到问题",
        "Records of one-to-one talks: one matter per row, its key point, and the issue it belongs to",
    ),
    id_prefix="IV",
    bands=(TALK, NOTED, closing_band()),
    subject="record",
    row_heights={"zh": 48, "en": 48},
    frozen="person",
)
