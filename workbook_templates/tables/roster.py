"""名单: who is asked, by department and post, so that response and coverage can be calculated (R28)."""

from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

WHO = Band(
    label=Text("调查对象", "Who is asked"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True, aliases=("序号", "工号", "id"),
               hint=Text("例：N-001，不可重复", "e.g. N-001, no duplicates")),
        Column(key="person", label=Text("姓名", "Name"), kind=Kind.PERSON, width=12, required=True, aliases=("人员", "员工", "对象", "name")),
        Column(key="department", label=Text("部门", "Department"), width=14, dropdown="department", free_choice=True, aliases=("所属部门", "单位")),
        Column(key="post", label=Text("岗位", "Post"), width=14, aliases=("职位", "职务", "position", "job")),
        Column(key="address", label=Text("邮箱", "Address"), width=26, aliases=("邮件", "电子邮箱", "email", "e-mail", "mail")),
    ),
)  # fmt: skip

ROSTER = Table(
    key="roster",
    name="tblRoster",
    sheet=TABLE_SHEETS["roster"],
    title=Text("名单", "Roster"),
    purpose=Text(
        "发给谁：按部门和岗位算回收率和覆盖面，也按它生成答题表",
        "Who is asked: response and coverage by department and post, and the answer sheets, go by it",
    ),
    id_prefix="N",
    bands=(WHO, closing_band()),
    subject="person",
    blank_rows=40,
    row_heights={"zh": 18, "en": 18},
    frozen="person",
)
