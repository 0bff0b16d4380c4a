"""Register of chains: which issue leads to which root cause, solution and task, and what is missing."""

from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.tables.shared import ROW_ID

TRACE = Table(
    key="trace",
    name="tblTrace",
    sheet=Text("实施方案", "Trace"),
    title=Text("实施方案总览：问题 → 根因 → 方案 → 任务", "Implementation: issue → root cause → solution → task"),
    purpose=Text(
        "由命令“实施方案”（kaizen trace）写入：每行一条链，“提示”写明缺什么；请在各表中修改后再运行",
        "Written by the command “trace”: one chain per row; Missing says what is missing: fix it on the sheets and run it again",
    ),
    id_prefix="",
    by_commands=True,
    blank_rows=1,
    row_heights={"zh": 34, "en": 34},
    subject="issue",
    frozen="issue",
    bands=(
        Band(
            label=Text("问题", "Issue"),
            columns=(
                Column(key="issue_id", label=Text("问题编号", "Issue no."), kind=Kind.ID, width=10),
                Column(key="issue", label=Text("问题描述", "Issue"), width=26),
                Column(key="priority", label=Text("优先级", "Priority"), width=11),
                Column(key="root", label=Text("根因", "Root cause"), width=15),
            ),
        ),
        Band(
            label=Text("方案", "Solution"),
            columns=(
                Column(key="plan_id", label=Text("方案编号", "Solution no."), kind=Kind.ID, width=10),
                Column(key="plan", label=Text("方案", "Solution"), width=24),
                Column(key="total", label=Text("总分", "Total"), width=8),
                Column(key="decision", label=Text("是否通过", "Passed"), width=9),
            ),
        ),
        Band(
            label=Text("任务", "Task"),
            columns=(
                Column(key="task_id", label=Text("任务编号", "Task no."), kind=Kind.ID, width=10),
                Column(key="task", label=Text("任务", "Task"), width=24),
                Column(key="owner", label=Text("责任人", "Owner"), kind=Kind.PERSON, width=10),
                Column(key="finish", label=Text("完成日期", "Finish"), kind=Kind.DATE, width=11),
                Column(key="progress", label=Text("完成率", "Progress"), kind=Kind.PERCENT, width=8),
                Column(key="status", label=Text("状态", "Status"), width=10),
            ),
        ),
        Band(
            label=Text("缺什么", "What is missing"),
            columns=(Column(key="remark", label=Text("提示", "Missing"), width=36), ROW_ID),
        ),
    ),
)
