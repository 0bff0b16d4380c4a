"""问题清单: the list of operational issues (《业务运营问题识别清单》)."""

from udfs.gap import gap
from udfs.lang import Text
from udfs.priority import effective_priority
from udfs.rules import Kind
from udfs.scenes import MEANINGS
from udfs.statement import statement
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.settings import MATRIX_NAME, SPELLINGS_NAME
from workbook_templates.tables import issue_formulas as formulas
from workbook_templates.tables.shared import closing_band, names

IDENTITY = Band(
    label=Text("问题", "Issue"),
    columns=(
        Column(
            key="id",
            label=Text("编号", "No."),
            kind=Kind.ID,
            width=8,
            required=True,
            aliases=("序号", "问题编号", "id", "issue id", "工单号", "审批编号", "问题单号", "单号", "编码"),
            hint=Text("例：I-001，不可重复", "e.g. I-001, no duplicates"),
        ),
        Column(
            key="statement",
            label=Text("问题描述", "Issue statement"),
            width=44,
            aliases=names(
                "问题陈述、描述、description、statement、问题详情、问题说明、详细描述、详情、details、issue description"
            ),
            computed=Computed(
                explain=Text(
                    "由右侧“五要素”自动连成：在[场景]，[环节]存在[问题]，导致[影响]，影响程度为[量化数据]；缺一项则只显示具体问题",
                    "Joined from the five parts on the right; shows the problem alone while one is missing",
                ),
                native=formulas.statement_formula,
                former=(formulas.complete_statement_formula,),
                live=lambda f: f.call("KZ_STATEMENT", *f.cells(*formulas.PARTS)),
                values=lambda c: statement(c["scene"], c["step"], c["problem"], c["impact"], c["extent"], c.lang),
            ),
        ),
        Column(
            key="scope",
            label=Text("影响范围", "Scope"),
            width=14,
            required=True,
            aliases=("范围", "影响面", "scope of impact"),
            hint=Text("影响到哪些部门、客户或业务", "Departments, customers or business affected"),
        ),
    ),
)

RATING = Band(
    label=Text("优先级", "Priority"),
    columns=(
        Column(
            key="impact_level",
            label=Text("影响程度", "Impact"),
            kind=Kind.LEVEL,
            width=9,
            required=True,
            aliases=names("影响、影响级别、impact level、severity、严重程度、严重性、严重级别、危害程度、影响等级"),
            hint=Text("高 / 中 / 低", "High / Medium / Low"),
        ),
        Column(
            key="difficulty",
            label=Text("解决难度", "Difficulty"),
            kind=Kind.LEVEL,
            width=9,
            required=True,
            aliases=("难度", "解决难易", "effort", "难易程度", "解决难易程度", "处理难度", "实施难度"),
            hint=Text("高 / 中 / 低", "High / Medium / Low"),
        ),
        Column(
            key="computed_priority",
            label=Text("计算优先级", "Computed priority"),
            width=11,
            computed=Computed(
                explain=Text(
                    "影响程度 × 解决难度，查“设置”上的优先级矩阵（查表，不是相乘）",
                    "Impact × difficulty, looked up in the priority matrix on Settings (a table, not a product)",
                ),
                native=formulas.priority_formula,
                live=lambda f: f.call(
                    "KZ_PRIORITY", *f.cells("impact_level", "difficulty"), MATRIX_NAME, SPELLINGS_NAME
                ),
                values=formulas.priority_values,
            ),
        ),
        Column(
            key="priority",
            label=Text("优先级", "Priority"),
            width=11,
            aliases=("紧急程度", "优先级别", "优先等级"),
            computed=Computed(
                explain=Text(
                    "有“人工优先级”时取人工的，否则取计算的", "The manual priority where given, else the computed one"
                ),
                native=lambda f: f"IF({f.blank('override')},{f['computed_priority']},{f['override']})",
                values=lambda c: effective_priority(c["computed_priority"], c["override"]),
            ),
        ),
    ),
)

SOURCE = Band(
    label=Text("来源与责任", "Source and owner"),
    columns=(
        Column(
            key="trigger",
            label=Text("触发场景", "Trigger"),
            kind=Kind.CHOICE,
            width=11,
            required=True,
            choices="trigger",
            aliases=("触发条件", "场景类型"),
            hint=MEANINGS,
        ),
        Column(
            key="channel",
            label=Text("发现渠道", "Channel"),
            kind=Kind.CHOICE,
            width=10,
            required=True,
            choices="channel",
            aliases=("发觉渠道", "问题来源", "来源", "渠道", "source"),
            hint=Text("从哪里发现的", "Where it was found"),
        ),
        Column(
            key="category",
            label=Text("问题分类", "Class"),
            kind=Kind.CHOICE,
            width=12,
            required=True,
            choices="category",
            aliases=names("问题类别、分类、类别、类型、category、problem class、问题类型、问题种类、工单类型"),
            hint=Text("问题属于哪一类", "Which class of problem"),
        ),
        Column(
            key="department",
            label=Text("所属部门", "Department"),
            kind=Kind.CHOICE,
            width=11,
            choices="department",
            free_choice=True,
            aliases=("部门", "责任部门", "提出部门", "dept", "所在部门", "发起人部门", "责任单位", "department"),
            hint=Text("可选可填；清单在“设置”", "Choose or type; the list is on Settings"),
        ),
        Column(
            key="owner",
            label=Text("责任人", "Owner"),
            kind=Kind.PERSON,
            width=9,
            required=True,
            aliases=names(
                "负责人、跟进人、处理人、person in charge、assignee、responsible、当前处理人、经办人、整改人、指派给"
            ),
            hint=Text("一个问题一位责任人", "One owner per issue"),
        ),
        Column(
            key="found_on",
            label=Text("发现日期", "Found on"),
            kind=Kind.DATE,
            width=11,
            required=True,
            aliases=names(
                "提出日期、创建时间、创建日期、登记日期、日期、date、created、date found、提出时间、发起时间、提交时间、发现时间、登记时间、上报时间、反馈时间、created at、reported on"
            ),
        ),
        Column(
            key="due",
            label=Text("要求完成日期", "Due"),
            kind=Kind.DATE,
            width=11,
            aliases=names(
                "截止日期、计划完成日期、期限、deadline、due date、截止时间、计划完成时间、要求完成时间、整改期限、计划结束"
            ),
        ),
        Column(
            key="status",
            label=Text("状态", "Status"),
            kind=Kind.CHOICE,
            width=9,
            required=True,
            choices="status",
            aliases=("处理状态", "问题状态", "进度", "当前状态", "工单状态", "整改状态", "state"),
            hint=Text("目前处理到哪一步", "How far it has progressed"),
        ),
        Column(
            key="overdue",
            label=Text("逾期天数", "Days overdue"),
            kind=Kind.NUMBER,
            width=8,
            decimals=0,
            computed=Computed(
                explain=Text(
                    "未完成且已过要求完成日期的自然天数；完成与否看“状态”和“解决日期”",
                    "Calendar days past the due date while not done (by status and date solved)",
                ),
                native=formulas.overdue_formula,
                values=formulas.overdue_values,
            ),
        ),
    ),
)


def _part(key: str, label: Text, aliases: tuple[str, ...], hint: Text, width: float = 18) -> Column:
    return Column(key=key, label=label, width=width, required=True, aliases=aliases, hint=hint)


STATEMENT_PARTS = Band(
    label=Text("问题描述五要素（在此填写，左侧自动成句）", "Five parts of the statement (fill in here)"),
    printed=False,
    columns=(
        _part("scene", Text("场景", "Scene"), ("什么场景", "业务场景", "context"),
              Text("什么场景下，例：电商大促场景下", "e.g. the e-commerce peak season")),
        _part("step", Text("环节", "Step"), ("流程环节", "哪个环节", "process step"),
              Text("哪个环节，例：订单审核环节", "e.g. order review")),
        _part("problem", Text("具体问题", "Problem"), ("问题", "什么问题", "问题内容", "issue"),
              Text("存在什么问题，例：人工重复录入信息问题", "e.g. manual double entry"), 22),
        _part("impact", Text("造成影响", "Consequence"), ("导致影响", "影响描述", "consequences", "影响", "影响后果", "影响说明", "后果"),
              Text("导致什么影响，例：订单处理时效延长2小时", "e.g. orders take 2 hours longer"), 22),
        _part("extent", Text("量化数据", "Figures"), ("影响量化", "数据", "量化", "extent", "影响程度"),
              Text("影响程度的数据，例：客户投诉量上升30%", "e.g. complaints up 30%")),
    ),
)  # fmt: skip

EXTRA = (
    Column(
        key="override",
        label=Text("人工优先级", "Manual priority"),
        kind=Kind.CHOICE,
        width=11,
        choices="priority",
        aliases=("调整后优先级",),
        hint=Text("仅在需要改判时填，并写明理由", "Only to override; give a reason"),
    ),
    Column(key="reason", label=Text("改判理由", "Reason"), width=18, aliases=("调整理由",)),
    Column(
        key="current", label=Text("当前值", "Current value"), kind=Kind.NUMBER, width=9, aliases=("现状值", "实际值")
    ),
    Column(
        key="benchmark",
        label=Text("标杆值", "Benchmark"),
        kind=Kind.NUMBER,
        width=9,
        aliases=("行业值", "对标值", "行业标杆"),
    ),
    Column(key="unit", label=Text("单位", "Unit"), width=7, aliases=("计量单位",)),
    Column(
        key="gap",
        label=Text("差距", "Gap"),
        kind=Kind.NUMBER,
        width=8,
        computed=Computed(
            explain=Text("当前值 − 标杆值，例：当前 4 小时、行业 2 小时，差距 2", "Current value − benchmark"),
            native=formulas.gap_formula,
            values=lambda c: gap(c["current"], c["benchmark"], c.lang),
        ),
    ),
    Column(
        key="cost_change",
        since=3,
        label=Text("成本变化（%）", "Cost change (%)"),
        kind=Kind.NUMBER,
        width=9,
        aliases=("成本升幅", "成本环比", "成本同比"),
        hint=Text(
            "触发场景是成本异常时填：环比或同比，上升 11% 填 11",
            "For a cost anomaly: on last month or year, 11 for 11% more",
        ),
    ),
    Column(
        key="growth",
        since=3,
        label=Text("业务量变化（%）", "Volume change (%)"),
        kind=Kind.NUMBER,
        width=9,
        aliases=("业务量升幅", "业务增长"),
        hint=Text(
            "触发场景是成本异常时填：同一时期业务量的变化，没有变化填 0",
            "For a cost anomaly: how the business changed in the same time, 0 for not at all",
        ),
    ),
    Column(
        key="closed_on",
        label=Text("解决日期", "Solved on"),
        kind=Kind.DATE,
        width=11,
        aliases=names(
            "实际完成日期、关闭日期、完成日期、closed、date solved、解决时间、关闭时间、完成时间、实际完成时间"
        ),
    ),
)

ISSUES = Table(
    key="issues",
    name="tblIssues",
    sheet=TABLE_SHEETS["issues"],
    title=Text("业务运营问题识别清单", "Operational issue list"),
    purpose=Text(
        "步骤1：登记问题，按影响程度和解决难度定优先级",
        "Step 1: register issues and rank them by impact and difficulty",
    ),
    id_prefix="I",
    bands=(IDENTITY, RATING, SOURCE, STATEMENT_PARTS, closing_band(*EXTRA)),
    # English sentences need another line where Chinese ones fit.
    row_heights={"zh": 33, "en": 43},
    subject="problem",
    frozen="statement",
    unique=("statement",),
)
