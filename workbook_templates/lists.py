"""The lists on the sheet 设置: dropdowns read them, users edit them."""

from udfs.governing.duties import ROLES
from udfs.lang import Text, same
from udfs.priority import PRIORITIES
from udfs.scenes import SCENES
from workbook_templates.model import ChoiceList
from workbook_templates.names import TABLE_SHEETS

S1 = Text("规则优化手册", "Rules-optimisation manual")
S2 = Text("六步法手册", "Six-step manual")
OURS = Text("本产品默认，可改", "Product default, editable")

YES, NO = Text("是", "Yes"), Text("否", "No")

# So many calendars are counted out on the sheet 节假日: the first entries of the list `calendar`.
CALENDARS = 4

# How many entries fit under a list's heading: room for users' own.
ROOM = 28
MEASURES_ROOM = 15
SPELLINGS_ROOM = 15
COLUMNS_ROOM = 12

MADE_OPTIONAL = Text("改为选填的列", "Columns made optional")
MADE_REQUIRED = Text("改为必填的列", "Columns made required")


def _of_columns(table: str) -> tuple[ChoiceList, ChoiceList]:
    """Return the lists that say which columns of a table need not, and which must, be filled in other than by default."""

    def columns(key: str, label: Text) -> ChoiceList:
        return ChoiceList(key=key, label=label, items=(), source=OURS, tables=(table,), of_columns=True)

    return columns(f"optional_{table}", MADE_OPTIONAL), columns(f"required_{table}", MADE_REQUIRED)


LISTS: dict[str, ChoiceList] = {
    entry.key: entry
    for entry in (
        ChoiceList(
            key="trigger",
            label=Text("触发场景", "Trigger"),
            source=S2,
            tables=("issues",),
            items=tuple(scene.name for scene in SCENES),
        ),
        ChoiceList(
            key="channel",
            label=Text("发现渠道", "Channel"),
            source=S2,
            tables=("issues",),
            items=(
                Text("数据监控", "Data monitoring"),
                Text("用户反馈", "User feedback"),
                Text("一线访谈", "Front-line interview"),
                Text("对标分析", "Benchmarking"),
            ),
        ),
        ChoiceList(
            key="category",
            label=Text("问题分类", "Problem class"),
            source=S1,
            tables=("issues", "plans"),
            items=(
                Text("流程设计不合理", "Poor process design"),
                Text("资源配置不均衡", "Unbalanced resources"),
                Text("沟通协作不畅", "Poor communication"),
                Text("技术工具落后", "Outdated tools"),
            ),
        ),
        ChoiceList(
            key="department",
            label=Text("部门", "Department"),
            source=OURS,
            tables=("issues", "plans", "tasks", "pilots", "measures", "supports", "proposals", "roster", "interviews"),
            items=(
                Text("运营部", "Operations"),
                Text("技术部", "Technology"),
                Text("产品部", "Product"),
                Text("客服部", "Customer service"),
                Text("财务部", "Finance"),
                Text("仓储物流部", "Warehouse and logistics"),
            ),
        ),
        ChoiceList(
            key="priority",
            label=Text("优先级（按先后）", "Priority (in order)"),
            source=OURS,
            tables=("issues",),
            items=tuple(entry.label for entry in PRIORITIES),
        ),
        ChoiceList(
            key="status",
            label=Text("问题状态", "Issue status"),
            source=OURS,
            tables=("issues",),
            items=(
                Text("待处理", "Open"),
                Text("处理中", "In progress"),
                Text("已解决", "Solved"),
                Text("已关闭", "Closed"),
                Text("搁置", "Shelved"),
            ),
        ),
        ChoiceList(
            key="closed",
            label=Text("视为完成的状态", "Statuses that count as done"),
            source=OURS,
            tables=("issues",),
            items=(Text("已解决", "Solved"), Text("已关闭", "Closed"), Text("搁置", "Shelved")),
        ),
        ChoiceList(
            key="cause_category",
            label=Text("原因类别（鱼骨图大骨）", "Cause category (bones)"),
            source=S2,
            tables=("causes",),
            items=(
                Text("人", "People"),
                Text("机", "Machines"),
                Text("料", "Materials"),
                Text("法", "Methods"),
                Text("环", "Environment"),
                Text("测", "Measurement"),
            ),
        ),
        ChoiceList(
            key="evidence_kind",
            label=Text("证据类型", "Kind of evidence"),
            source=OURS,
            tables=("causes",),
            items=(
                Text("数据", "Data"),
                Text("试验", "Trial"),
                Text("现场", "On the spot"),
                Text("文件", "Document"),
                Text("访谈", "Interview"),
            ),
        ),
        ChoiceList(
            key="blaming",
            label=Text("停在人身上的词", "Words that blame a person"),
            source=OURS,
            tables=("causes",),
            items=(
                Text("责任心", "careless"),
                Text("不认真", "negligence"),
                Text("粗心", "inattentive"),
                Text("马虎", "lazy"),
                Text("疏忽", "human error"),
                Text("意识不强", "unaware"),
                Text("态度", "attitude"),
                Text("不负责", "irresponsible"),
            ),
        ),
        ChoiceList(
            key="missing_solution",
            label=Text("缺少办法的词", "Words for a missing solution"),
            source=OURS,
            tables=("causes",),
            items=(
                Text("没有系统", "no system"),
                Text("缺少系统", "no software"),
                Text("没有采购", "not bought"),
                Text("没有上线", "not introduced"),
                Text("没有自动化", "no automation"),
                Text("人手不够", "too few staff"),
            ),
        ),
        ChoiceList(
            key="plan_category",
            label=Text("方案类别", "Solution class"),
            source=S2,
            tables=("plans", "tasks"),
            items=(
                Text("流程优化类", "Process"),
                Text("工具升级类", "Tools"),
                Text("人员能力类", "Skills"),
                Text("制度规范类", "Rules"),
            ),
        ),
        ChoiceList(
            key="held",
            label=Text("任务搁置状态", "Task on hold"),
            source=OURS,
            tables=("tasks",),
            items=(Text("暂停", "Paused"), Text("取消", "Cancelled")),
        ),
        ChoiceList(
            key="calendar",
            label=Text("工作日历（第一个为默认）", "Calendars (the first is the default)"),
            source=OURS,
            tables=("tasks", "feedback", "scenarios"),
            items=(
                Text("标准（周一至周五）", "Standard (Mon–Fri)"),
                Text("六天制（周一至周六）", "Six days (Mon–Sat)"),
                Text("每天（含节假日）", "Every day (holidays too)"),
            ),
        ),
        ChoiceList(
            key="calendar_week",
            label=Text("日历：上班的星期（1–7）", "Calendar: weekdays worked (1–7)"),
            source=OURS,
            tables=("tasks", "feedback", "scenarios"),
            items=(same("12345"), same("123456"), same("1234567")),
        ),
        ChoiceList(
            key="calendar_holidays",
            label=Text("日历：按节假日表（是/否）", "Calendar: follows Holidays (yes/no)"),
            source=OURS,
            tables=("tasks", "feedback", "scenarios"),
            items=(YES, YES, NO),
        ),
        ChoiceList(
            key="unit",
            label=Text("单位", "Unit"),
            source=OURS,
            tables=("pilots", "measures", "supports"),
            items=(
                same("%"),
                Text("天", "day(s)"),
                Text("小时", "hour(s)"),
                Text("分钟", "min"),
                Text("件", "pcs"),
                Text("单", "order(s)"),
                Text("次", "time(s)"),
                Text("元", "yuan"),
                Text("分", "score"),
            ),
        ),
        ChoiceList(
            key="nature",
            label=Text("问题性质（调整）", "Nature of a problem (adjustments)"),
            source=OURS,
            tables=("adjustments",),
            items=(
                Text("方案设计", "Design of the solution"),
                Text("执行不到位", "Not carried out as meant"),
                Text("资源不足", "Too few resources"),
                Text("外部变化", "Change outside"),
            ),
        ),
        ChoiceList(
            key="raci",
            label=Text("角色（RACI）", "Roles (RACI)"),
            source=OURS,
            tables=("duties",),
            items=ROLES,
        ),
        ChoiceList(
            key="feedback_channel",
            label=Text("反馈渠道", "Channels of feedback"),
            source=S1,
            tables=("feedback",),
            items=(
                Text("线上平台", "Online platform"),
                Text("意见箱", "Suggestion box"),
                Text("座谈会", "Meeting"),
            ),
        ),
        ChoiceList(
            key="voice_channel",
            label=Text("用户反馈的渠道", "Where customers write"),
            source=S2,
            tables=("feedback_texts",),
            items=(
                Text("客服工单", "Ticket"),
                Text("调研问卷", "Survey"),
                Text("社媒评论", "Social media"),
                Text("商品评价", "Product review"),
            ),
        ),
        ChoiceList(
            key="keyword_own",
            label=Text("关键词：总是要数的词", "Keywords: words to count always"),
            source=OURS,
            tables=("feedback_texts",),
            items=(),
        ),
        ChoiceList(
            key="keyword_stop",
            label=Text("关键词：不要数的词", "Keywords: words never to count"),
            source=OURS,
            tables=("feedback_texts",),
            items=(),
        ),
        ChoiceList(
            key="keyword_same",
            label=Text("关键词：同义词（写法=计为）", "Keywords: synonyms (written=counts as)"),
            source=OURS,
            tables=("feedback_texts",),
            items=(
                Text("快递=物流", "shipping=delivery"),
                Text("配送=物流", "shipment=delivery"),
                Text("送货=物流", "courier=delivery"),
            ),
        ),
        ChoiceList(
            key="risk_kind",
            label=Text("风险类型", "Kinds of risk"),
            source=S1,
            tables=("risks",),
            items=(
                Text("流程中断", "Process stops"),
                Text("数据错误", "Wrong data"),
                Text("员工抵触", "Staff resist"),
                Text("系统故障", "System fails"),
                Text("资源不足", "Too few resources"),
                Text("外部变化", "Change outside"),
            ),
        ),
        *(columns for table in TABLE_SHEETS for columns in _of_columns(table)),
    )
}

# The library of measures (R34): one column per problem class, in the order of the list `category`.
MEASURES: tuple[tuple[Text, ...], ...] = (
    (
        Text("简化流程", "Simplify the process"),
        Text("合并步骤", "Merge steps"),
        Text("取消不必要的审批环节", "Remove unnecessary approvals"),
        Text("并行处理", "Work in parallel"),
    ),
    (
        Text("动态调整人力", "Shift staff dynamically"),
        Text("优化设备使用效率", "Use equipment better"),
        Text("加强培训", "Train more"),
    ),
    (
        Text("统一沟通平台", "One communication platform"),
        Text("明确渠道和时效", "Set channels and time limits"),
        Text("定期跨部门协调会", "Regular cross-department meetings"),
    ),
    (
        Text("引入自动化工具", "Introduce automation"),
        Text("升级现有系统", "Upgrade existing systems"),
        Text("开发定制化应用", "Develop custom applications"),
    ),
)
