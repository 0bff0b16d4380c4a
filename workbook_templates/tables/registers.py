"""Tables that commands keep in a workbook once it needs them: what was mailed, what came back, where two sides differ."""

from udfs.lang import Text, same
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.tables.shared import ROW_ID, hidden

KEEP_OURS = Text("保留我方", "Keep ours")
TAKE_THEIRS = Text("采用对方", "Take theirs")
OPEN = Text("待处理", "Open")
KEPT = Text("已保留我方", "Kept ours")
TAKEN = Text("已采用对方", "Took theirs")
# What 内容 of 收发记录 says where somebody is listed for the sake of the address alone: no copy goes to them.
REMINDER = Text("提醒", "Reminder")
# What it says where somebody is asked to answer 问卷.
ANSWER_SHEET = Text("答题表", "Answer sheet")
ANONYMOUS_SHEET = Text("匿名答题表", "Anonymous answer sheet")
ANSWER_SHEETS = (ANSWER_SHEET, ANONYMOUS_SHEET)


_BY_COMMAND = Computed(explain=Text("由命令写入", "Written by commands"))


def _written(key: str, label: Text, width: float) -> Column:
    return Column(key=key, label=label, width=width, computed=_BY_COMMAND)


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
                _written("what", Text("类型", "Kind"), 14),
                _written("table", Text("表", "Table"), 14),
                _written("where", Text("行", "Row"), 26),
                _written("column", Text("列", "Column"), 14),
            ),
        ),
        Band(
            label=Text("两边的值", "Both sides"),
            columns=(
                _written("base", Text("寄出时", "As sent"), 24),
                _written("ours", Text("我方", "Ours"), 24),
                _written("theirs", Text("对方", "Theirs"), 24),
                _written("who", Text("谁", "Who"), 16),
                _written("when", Text("何时", "When"), 17),
                _written("file", Text("文件", "File"), 24),
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
                _written("state", Text("状态", "State"), 12),
                # What the command needs to act: the exact place and value, which the columns above only show.
                hidden("sender"),
                hidden("table_key"),
                hidden("row_key"),
                hidden("column_key"),
                hidden("exact"),
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
                    hint=Text(
                        "留空=全部；或 责任人、部门、评分、答题表；提醒=只用邮箱",
                        "blank = everything; or Owner, Department, Rating, Answer sheet; Reminder = address only",
                    ),
                ),
            ),
        ),
        Band(
            label=Text("由命令写入", "Written by commands"),
            columns=(
                _written("sent", Text("寄出", "Sent"), 17),
                _written("file", Text("文件", "File"), 30),
                _written("rows", Text("行数", "Rows"), 8),
                _written("returned", Text("收回", "Returned"), 17),
                _written("outcome", Text("结果", "Outcome"), 40),
                hidden("share"),
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

# What resolving a conflict writes, where it is longer than a cell of 冲突 holds: one piece in each row, in their order.
LONG_CONFLICTS = Table(
    key="long_conflicts",
    name="tblLongConflicts",
    sheet=same("_conflicts"),
    title=same("_conflicts"),
    purpose=Text("冲突表放不下的长内容", "What is too long for the sheet Conflicts"),
    id_prefix="",
    by_commands=True,
    hidden=True,
    blank_rows=1,
    subject="conflict",
    frozen="conflict",
    bands=(
        Band(
            label=same("_conflicts"),
            columns=(
                Column(key="conflict", label=same("conflict"), width=20),
                Column(key="piece", label=same("piece"), width=60),
                ROW_ID,
            ),
        ),
    ),
)

# How the columns of imported files were read: people correct it here, and the next import of such a file follows.
MAPPINGS = Table(
    key="mappings",
    name="tblMappings",
    sheet=Text("导入对应", "Import mapping"),
    title=Text("导入时列的对应", "How imported columns are read"),
    purpose=Text(
        "对应不对时，改“对应列”（填标准列名；留空或填备注则放进备注），再导入一次同样的文件",
        "Where a column is read wrongly, change Column (a standard column; blank or Notes for the notes), then import again",
    ),
    id_prefix="",
    by_commands=True,
    blank_rows=1,
    subject="heading",
    frozen="heading",
    bands=(
        Band(
            label=Text("来源", "Source"),
            columns=(
                _written("source", Text("来源", "Source"), 26),
                _written("heading", Text("表头", "Heading"), 22),
                _written("sample", Text("样例", "Sample"), 30),
            ),
        ),
        Band(
            label=Text("对应（可改）", "Read as (may be changed)"),
            columns=(
                Column(key="target", label=Text("对应列", "Column"), width=18,
                       hint=Text("填标准列名；留空则放进备注", "A standard column; blank for the notes")),
                _written("why", Text("说明", "Why"), 18),
                # What the program makes of the column by itself: only what differs from it is somebody's choice.
                hidden("automatic"),
                hidden("layout"),
                ROW_ID,
            ),
        ),
    ),
)  # fmt: skip

REGISTERS: dict[str, Table] = {table.key: table for table in (CONFLICTS, MAILINGS, RETURNS, LONG_CONFLICTS, MAPPINGS)}
