"""职责清单: who does, answers for, is asked about and hears of each step, how that is judged, and what follows (R46)."""

from udfs.governing import duties as rules
from udfs.lang import Text
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.context import Context, TableContext
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import SOURCE, closing_band


def known_steps(book: Context) -> list[rules.Step]:
    """Return the steps of the list of duties."""
    data = book.tables["duties"]
    return rules.steps_of(data["step"], data["post"], data["role"], data[SOURCE.key])


def known_posts(book: Context) -> list[rules.Post]:
    """Return the posts of the list of duties, the one that carries most first."""
    data = book.tables["duties"]
    return rules.posts_of(data["step"], data["post"], data["role"], data[SOURCE.key])


def _remarks(c: TableContext) -> list[CellValue]:
    return rules.step_remarks(c.book.once(known_steps), c.data.length, c.lang)


WHO = Band(
    label=Text("谁做什么", "Who does what"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "职责编号", "id"), hint=Text("例：DU-001，不可重复", "e.g. DU-001, no duplicates")),
        Column(key="step", label=Text("步骤", "Step"), width=20, required=True,
               aliases=("流程步骤", "环节", "工作", "事项", "activity", "task"),
               hint=Text("一行写一个步骤的一个岗位；同一步骤写几行", "One post of one step to a row; a step takes several rows")),
        Column(key="post", label=Text("岗位", "Post"), width=14, required=True,
               aliases=("责任岗位", "角色名称", "职位", "position", "job"),
               hint=Text("例：订单审核员；写岗位，人写在「责任人」", "e.g. order clerk: the post, not the person")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, aliases=("人员", "负责人", "担任人", "who", "person"),
               hint=Text("现在由谁担任，可留空", "Who has the post now; may be blank")),
        Column(key="role", label=Text("角色", "Role"), kind=Kind.CHOICE, width=15, required=True, choices="raci",
               aliases=("raci", "职责类型", "责任类型"),
               hint=Text("R 执行、A 负责（每步只有一个）、C 事前咨询、I 事后知会",
                         "R does it, A answers for it (one per step), C is asked before, I is told after")),
        Column(key="step_check", label=Text("步骤检查", "Check of the step"), width=15,
               computed=Computed(explain=Text("由命令写入：这个步骤缺 R、缺 A，或 A 不止一个",
                                              "Written by commands: whether the step lacks an R or an A, or has several A"),
                                 values=_remarks)),
    ),
)  # fmt: skip

STANDARD = Band(
    label=Text("分配、考核与追究", "Duty, standard, consequence"),
    columns=(
        Column(key="duty", label=Text("责任分配", "Duty"), width=28, aliases=("职责", "职责内容", "工作职责", "responsibility"),
               hint=Text("这个岗位在这一步具体做什么、交付什么", "What the post does at this step, and hands over")),
        Column(key="standard", label=Text("考核标准", "Standard"), width=24, aliases=("考核", "考核指标", "kpi"),
               hint=Text("怎样算做到，最好能量，例：当天审完，差错 ≤ 0.5%", "What counts as done, best as a figure, e.g. same day, errors ≤ 0.5%")),
        Column(key="consequence", label=Text("责任追究", "Consequence"), width=22, aliases=("追究", "问责", "追责方式"),
               hint=Text("没有做到时怎么办：先帮、再谈、后罚", "What follows where it is not done: help, talk, then sanction")),
    ),
)  # fmt: skip

DUTIES = Table(
    key="duties",
    name="tblDuties",
    sheet=TABLE_SHEETS["duties"],
    title=Text("职责清单", "Duties"),
    purpose=Text(
        "每个步骤谁执行（R）、谁负责（A，只有一个）、问谁（C）、告诉谁（I），怎样考核，做不到怎么办",
        "Who does each step (R), answers for it (A, exactly one), is asked (C), is told (I); the standard, and what follows",
    ),
    id_prefix="DU",
    bands=(WHO, STANDARD, closing_band()),
    subject="step",
    row_heights={"zh": 36, "en": 36},
    frozen="step",
)
