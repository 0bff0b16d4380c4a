"""Tables that commands keep in a workbook once it needs them: what was mailed, what came back, where two sides differ."""

from udfs.lang import Text, same
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.tables.shared import ROW_ID

KEEP_OURS = Text("保留我方", "Keep ours")
TAKE_THEIRS = Text("采用对方", "Take theirs")
OPEN = Text("待处理", "Open")
KEPT = Text("已保留我方", "Kept ours")
TAKEN = Text("已采用对方", "Took theirs")


def _hidden(key: str) -> Column:
    return Column(key=key, label=same(f"_{key}"), hidden=True, width=6)


CONFLICTS = Table(
    key="conflicts",
    name="tblConflicts",
    sheet=Text("冲突", "Conflicts"),
    title=Text("回收冲突清单", "Conflicts"),
    purpose=Text(
        "我方的值没有改动；在“处理”列选择后，用命令“处理冲突”（kaizen resolve）写回",
        "Our values were not touched; choose in the column Choice, then run the command “resolve”",
    ),
    id_prefix="",
    by_commands=True,
    blank_rows=1,
    subject="where",
    frozen="column",
    bands=(
        Band(
            label=Text("哪一格", "Which cell"),
            columns=(
                Column(key="what", label=Text("类型", "Kind"), width=14),
                Column(key="table", label=Text("表", "Table"), width=14),
                Column(key="where", label=Text("行", "Row"), width=26),
                Column(key="column", label=Text("列", "Column"), width=14),
            ),
        ),
        Band(
            label=Text("两边的值", "Both sides"),
            columns=(
                Column(key="base", label=Text("寄出时", "As sent"), width=24),
                Column(key="ours", label=Text("我方", "Ours"), width=24),
                Column(key="theirs", label=Text("对方", "Theirs"), width=24),
                Column(key="who", label=Text("谁", "Who"), width=16),
                Column(key="when", label=Text("何时", "When"), width=17),
                Column(key="file", label=Text("文件", "File"), width=24),
            ),
        ),
        Band(
            label=Text("处理", "Decision"),
            columns=(
                Column(
                    key="choice",
                    label=Text("处理", "Choice"),
                    width=12,
                    options=(KEEP_OURS, TAKE_THEIRS),
                    hint=Text("保留我方 或 采用对方", "Keep ours or Take theirs"),
                ),
                Column(key="state", label=Text("状态", "State"), width=12),
                # What the command needs to act: the exact place and value, which the columns above only show.
                _hidden("sender"),
                _hidden("table_key"),
                _hidden("row_key"),
                _hidden("column_key"),
                _hidden("exact"),
                ROW_ID,
            ),
        ),
    ),
)

MAILINGS = Table(
    key="mailings",
    name="tblMailings",
    sheet=Text("收发记录", "Mailings"),
    title=Text("收发记录", "Mailings"),
    purpose=Text(
        "寄给谁、哪些行、收回没有。在 Excel 中可先填收件人和邮箱，再点“分享”",
        "Who got what and whether it came back. In Excel fill in recipients here, then click Share",
    ),
    id_prefix="",
    by_commands=True,
    blank_rows=10,
    subject="recipient",
    frozen="recipient",
    bands=(
        Band(
            label=Text("收件人（可填写）", "Recipient (fill in)"),
            columns=(
                Column(key="recipient", label=Text("收件人", "Recipient"), width=14),
                Column(key="address", label=Text("邮箱", "Address"), width=26),
                Column(
                    key="scope",
                    label=Text("内容", "Content"),
                    width=16,
                    hint=Text("留空=全部；或 责任人、部门、评分", "blank = everything; or Owner, Department, Rating"),
                ),
            ),
        ),
        Band(
            label=Text("由命令写入", "Written by commands"),
            columns=(
                Column(key="sent", label=Text("寄出", "Sent"), width=17),
                Column(key="file", label=Text("文件", "File"), width=30),
                Column(key="rows", label=Text("行数", "Rows"), kind=Kind.NUMBER, decimals=0, width=8),
                Column(key="returned", label=Text("收回", "Returned"), width=17),
                Column(key="outcome", label=Text("结果", "Outcome"), width=40),
                _hidden("share"),
                ROW_ID,
            ),
        ),
    ),
)

# What each sender has sent back so far, so that the same file, or the same value saved anew, is not merged twice.
RETURNS = Table(
    key="returns",
    name="tblReturns",
    sheet=same("_returns"),
    title=same("_returns"),
    purpose=Text("已回收的内容，防止重复合并", "What was collected already, so that nothing is merged twice"),
    id_prefix="",
    by_commands=True,
    hidden=True,
    blank_rows=1,
    subject="sender",
    frozen="sender",
    bands=(
        Band(
            label=same("_returns"),
            columns=(
                Column(key="sender", label=same("sender"), width=20),
                Column(key="saved", label=same("saved"), width=20),
                Column(key="digest", label=same("digest"), width=20),
                Column(key="cells", label=same("cells"), width=60),
                ROW_ID,
            ),
        ),
    ),
)

REGISTERS: dict[str, Table] = {table.key: table for table in (CONFLICTS, MAILINGS, RETURNS)}
