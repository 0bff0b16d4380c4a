"""手册版本: every version of a procedure, from when to when it is in force, and what it asks for (R40)."""

from udfs.lang import Text
from udfs.rules import Kind
from udfs.standards.trainings import REQUIREMENTS
from udfs.standards.versions import (
    COMING,
    DRAFT,
    IN_FORCE,
    REPLACED,
    VERSION_STATES,
    WITHDRAWN,
    last_days,
    version_states,
)
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band
from workbook_templates.tables.standards_known import current_rows, known_procedures, to_do


def _state(f: RowRefs) -> str:
    begin, end, gone = f.cells("effective", "ends", "withdrawn_on")
    is_gone = f"IF(ISNUMBER({gone}),OR(INT({gone})<={end}+1,INT({gone})<=INT({begin})),FALSE)"
    over = f"IF({is_gone},{f.text(WITHDRAWN)},{f.text(REPLACED)})"
    now = f"IF(INT({begin})>TODAY(),{f.text(COMING)},{f.text(IN_FORCE)})"
    ended = f"IF(ISNUMBER({end}),OR({end}<INT({begin}),{end}<TODAY()),FALSE)"
    dated = f"IF(ISNUMBER({begin}),IF({ended},{over},{now}),{f.text(DRAFT)})"
    return f'IF({f.blank("name")},"",{dated})'


def _states(c: TableContext) -> list[CellValue]:
    return version_states(c["name"], c["effective"], c["withdrawn_on"], c["ends"], c.today, c.lang)


def _ends(c: TableContext) -> list[CellValue]:
    return last_days(c.book.once(known_procedures), c.data.length)


def _to_do(c: TableContext) -> list[CellValue]:
    rows = set(current_rows(c.book))
    return [to_do(c.book, row, c.lang) if row in rows else None for row in range(c.data.length)]


VERSION = Band(
    label=Text("版本", "Version"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "版本编号", "id"), hint=Text("例：V-001，不可重复", "e.g. V-001, no duplicates")),
        Column(key="name", label=Text("文件", "Procedure"), width=22, required=True,
               aliases=("文件名称", "手册", "SOP", "制度", "手册名称", "procedure", "manual", "document"),
               hint=Text("同一份文件各版写同样的名称", "The same name for all versions of one procedure")),
        Column(key="version", label=Text("版本", "Version"), width=8, required=True, aliases=("版本号", "版次", "revision"),
               hint=Text("例：V2.1", "e.g. V2.1")),
        Column(key="published", label=Text("发布日期", "Published"), kind=Kind.DATE, width=11, aliases=("发布时间", "发布日")),
        Column(key="effective", label=Text("生效日期", "In force from"), kind=Kind.DATE, width=11,
               aliases=("生效时间", "实施日期", "执行日期", "effective"),
               hint=Text("从这天起按这一版做；上一版自动到前一天为止", "From this day on; the version before ends the day before by itself")),
        Column(key="withdrawn_on", label=Text("废止日期", "Withdrawn from"), kind=Kind.DATE, width=11, aliases=("废止时间", "作废日期", "失效日期"),
               hint=Text("从这天起不再有效；被新版替代的不用填", "Not valid from this day on; not needed where a new version replaces it")),
        Column(key="ends", label=Text("有效至", "In force until"), kind=Kind.DATE, width=11,
               computed=Computed(
                   explain=Text("由命令写入：下一版生效或废止的前一天；空白为一直有效",
                                "Written by commands: the day before the next version or its withdrawal; blank: until further notice"),
                   values=_ends)),
        Column(key="state", label=Text("状态", "State"), width=9, options=VERSION_STATES,
               computed=Computed(
                   explain=Text("按今天：编制中、待生效、在用、已替代、已废止；一份文件每天只有一版在用",
                                "By today: draft, coming, in force, replaced, withdrawn; one version is in force per day"),
                   native=_state, values=_states)),
    ),
)  # fmt: skip

CONTENT = Band(
    label=Text("修订", "Revision"),
    columns=(
        Column(key="changes", label=Text("修订记录", "What has changed"), width=28, required=True,
               aliases=("修订内容", "变更内容", "更改内容", "修订说明", "changes"), hint=Text("改了什么、为什么", "What was changed, and why")),
        Column(key="clauses", label=Text("条款", "Clauses"), width=10, aliases=("修订条款", "章节"), hint=Text("例：3.2、附录 A", "e.g. 3.2, appendix A")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, required=True, aliases=("编制人", "编写人", "负责人", "owner")),
        Column(key="approved_by", label=Text("批准人", "Approved by"), kind=Kind.PERSON, width=9, aliases=("审批人", "批准")),
        Column(key="task", label=Text("关联任务", "Task"), kind=Kind.LINK, width=9, refers="tasks", aliases=("任务编号",)),
    ),
)  # fmt: skip

RELEASE = Band(
    label=Text("发布与存档", "Release and storage"),
    new_page=True,
    columns=(
        Column(key="posts", label=Text("适用岗位", "Posts"), width=18, aliases=("岗位", "使用岗位", "发放岗位", "posts"),
               hint=Text("职责清单中的岗位，多个用顿号隔开", "Posts as on Duties, several with commas")),
        Column(key="training", label=Text("培训要求", "Asks for"), kind=Kind.CHOICE, width=11, options=REQUIREMENTS, aliases=("培训方式要求", "是否培训"),
               hint=Text("留空即需培训", "Blank means training")),
        Column(key="stored", label=Text("电子版位置", "Where the file is"), width=20, aliases=("电子版", "存放位置", "存档位置", "链接"),
               hint=Text("共享盘路径或文件编号", "Path on the shared drive, or its number")),
        Column(key="paper", label=Text("纸质版份数", "Paper copies"), kind=Kind.NUMBER, width=8, decimals=0, aliases=("纸质版", "发放份数"),
               hint=Text("发出去几份，编号发放", "How many were given out, each with a number")),
        Column(key="paper_back", label=Text("旧版收回份数", "Old copies back"), kind=Kind.NUMBER, width=9, decimals=0, aliases=("收回份数", "旧版收回"),
               hint=Text("上一版的纸质版收回了几份", "How many paper copies of the version before came back")),
        Column(key="review_by", label=Text("复审日期", "Review by"), kind=Kind.DATE, width=11, aliases=("复审时间", "下次评审日期", "复核日期"),
               hint=Text("最迟哪天看一遍还适不适用", "By when somebody looks whether it still fits")),
        Column(key="to_do", label=Text("还要做的事", "Still to do"), width=28,
               computed=Computed(
                   explain=Text("由命令写入：在用和待生效的版本还要培训或确认的人、还没收回的旧版",
                                "Written by commands, for versions in force and coming: people to train or to confirm, old copies to take back"),
                   values=_to_do)),
    ),
)  # fmt: skip

MANUALS = Table(
    key="manuals",
    name="tblManuals",
    sheet=TABLE_SHEETS["manuals"],
    title=Text("手册版本", "Versions of procedures"),
    purpose=Text(
        "每份文件的每一版：何时发布、生效、由哪一版替代，改了什么，谁要培训，旧版收回没有；每天只有一版在用",
        "Every version of every procedure: published, in force, replaced; what changed, whom to train, old copies; one in force per day",
    ),
    id_prefix="V",
    bands=(VERSION, CONTENT, RELEASE, closing_band()),
    subject="name",
    blank_rows=15,
    row_heights={"zh": 42, "en": 42},
    frozen="version",
)
