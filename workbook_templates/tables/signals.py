"""异常: every signal of the control charts, what it was, and what is done about it (R26, R27)."""

from udfs.indicators.choices import VERDICTS
from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

SIGNAL = Band(
    label=Text("信号", "Signal"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "异常编号", "id"), hint=Text("例：S-001，由命令“监控”编号", "e.g. S-001, numbered by “monitor”")),
        Column(key="measure", label=Text("指标", "Measure"), kind=Kind.LINK, width=9, refers="measures", required=True,
               aliases=("指标编号",)),
        Column(key="group", label=Text("分组", "Group"), width=10, aliases=("组", "维度")),
        Column(key="date", label=Text("日期", "Date"), kind=Kind.DATE, width=11, required=True, aliases=("异常日期", "发生日期")),
        Column(key="rule", label=Text("规则", "Rule"), width=18, aliases=("判异规则",)),
        Column(key="value", label=Text("值", "Value"), kind=Kind.NUMBER, width=9, trimmed=True, aliases=("数值", "指标值")),
        Column(key="limit", label=Text("界限", "Limit"), kind=Kind.NUMBER, width=9, trimmed=True, aliases=("控制限",)),
        Column(key="explanation", label=Text("解释", "What it says"), width=32, aliases=("说明文字", "异常说明")),
    ),
)  # fmt: skip

HANDLING = Band(
    label=Text("判定与处理", "Verdict and handling"),
    columns=(
        Column(key="evidence", label=Text("证据", "Evidence"), width=26, aliases=("依据",),
               hint=Text("查到了什么：哪些单、哪个系统、谁确认", "What was found: which orders, which system, confirmed by whom")),
        Column(key="verdict", label=Text("判定", "Verdict"), kind=Kind.CHOICE, width=12, options=VERDICTS,
               aliases=("结论", "异常类型"),
               hint=Text("数据质量问题和特殊事件：在指标数据中排除并写原因",
                         "Data quality problems and special events: exclude the point and say why")),
        Column(key="handling", label=Text("处理", "Handling"), width=26, aliases=("处理措施", "措施")),
        Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=9, aliases=("负责人", "处理人")),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="after", aliases=("问题编号",)),
        Column(key="adjustment", label=Text("关联调整", "Adjustment"), kind=Kind.LINK, width=9, refers="adjustments", comes="after",
               aliases=("调整编号",)),
    ),
)  # fmt: skip

SIGNALS = Table(
    key="signals",
    name="tblSignals",
    sheet=TABLE_SHEETS["signals"],
    title=Text("异常", "Signals"),
    purpose=Text(
        "控制图判出的每个异常：先判定是流程、数据还是特殊事件，再处理；写过的行不会被覆盖",
        "Every signal of the charts: decide whether it is the process, the data or an event, then act; rows worked on stay",
    ),
    id_prefix="S",
    bands=(SIGNAL, HANDLING, closing_band()),
    subject="measure",
    row_heights={"zh": 36, "en": 42},
    frozen="measure",
    beside="measures",
)
