"""调整: from a signal or a missed target to a changed solution that was verified (R45)."""

from udfs.indicators.choices import RELATIONS
from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

# When each step was done: one after the other.
STEP_DATES = ("analysed_on", "diagnosed_on", "changed_on", "verified_on")


def _step(label: Text, who: str, when: str, *columns: Column) -> Band:
    """Return one step of the adjustment, which ends with who did it and when."""
    return Band(
        label=label,
        columns=(
            *columns,
            Column(key=who, label=Text(f"{label.zh}人", f"{label.en}: who"), kind=Kind.PERSON, width=10),
            Column(key=when, label=Text(f"{label.zh}日期", f"{label.en}: date"), kind=Kind.DATE, width=11),
        ),
    )


WHY = Band(
    label=Text("起因", "What it is about"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "调整编号", "id"), hint=Text("例：A-001，不可重复", "e.g. A-001, no duplicates")),
        Column(key="signal", label=Text("异常", "Signal"), kind=Kind.LINK, width=9, refers="signals", aliases=("异常编号",),
               hint=Text("从哪个异常来；目标未达成的可留空", "The signal it comes from; may be blank for a missed target")),
        Column(key="measure", label=Text("指标", "Measure"), kind=Kind.LINK, width=9, refers="measures", aliases=("指标编号",)),
    ),
)  # fmt: skip

ADJUSTMENTS = Table(
    key="adjustments",
    name="tblAdjustments",
    sheet=TABLE_SHEETS["adjustments"],
    title=Text("调整", "Adjustments"),
    purpose=Text(
        "异常或目标未达成之后：数据分析 → 问题诊断 → 方案调整 → 效果验证，每步写明谁、何时",
        "After a signal or a missed target: analysis → diagnosis → change → verification, each with who and when",
    ),
    id_prefix="A",
    bands=(
        WHY,
        _step(Text("分析", "Analysis"), "analysed_by", "analysed_on",
              Column(key="analysis", label=Text("数据分析", "Analysis"), kind=Kind.CHOICE, width=13, options=RELATIONS,
                     aliases=("分析结论",), hint=Text("异常是不是方案带来的", "Whether the solution has brought it about"))),
        _step(Text("诊断", "Diagnosis"), "diagnosed_by", "diagnosed_on",
              Column(key="nature", label=Text("问题性质", "Nature"), width=14, dropdown="nature", free_choice=True,
                     aliases=("性质",)),
              Column(key="severity", label=Text("严重程度", "Severity"), kind=Kind.LEVEL, width=9, aliases=("严重性",))),
        _step(Text("调整", "Change"), "changed_by", "changed_on",
              Column(key="change", label=Text("方案调整", "Change of the solution"), width=30, aliases=("调整措施", "调整内容"),
                     hint=Text("改了什么：流程、参数、分工、培训", "What was changed: process, parameters, roles, training"))),
        _step(Text("验证", "Verification"), "verified_by", "verified_on",
              Column(key="verification", label=Text("效果验证", "Verification"), width=26, aliases=("验证结果",),
                     hint=Text("指标回到哪里，用什么数据看", "Where the measure is now, by which data")),
              Column(key="effect", label=Text("关联验证", "Effect no."), kind=Kind.LINK, width=9, refers="effects", aliases=("验证编号",),
                     hint=Text("效果验证表中的编号，例：E-001", "Its number on Effects, e.g. E-001"))),
        closing_band(),
    ),
    subject="change",
    row_heights={"zh": 42, "en": 42},
    frozen="id",
    beside="measures",
)  # fmt: skip
