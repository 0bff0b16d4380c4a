"""数据来源: every run of “measure”, so that each point can be traced to its export (R24)."""

from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def _count(key: str, label: Text) -> Column:
    return Column(key=key, label=label, kind=Kind.NUMBER, width=9, decimals=0)


RUN = Band(
    label=Text("哪一次取数", "Which run"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True, aliases=("序号", "批次", "id"),
               hint=Text("例：R-001，由命令“取数”编号", "e.g. R-001, numbered by “measure”")),
        Column(key="when", label=Text("时间", "When"), width=16, aliases=("取数时间", "导入时间")),
        Column(key="who", label=Text("谁", "Who"), kind=Kind.PERSON, width=10, aliases=("取数人", "操作人")),
        Column(key="file", label=Text("文件", "File"), width=26, required=True, aliases=("文件名", "导出文件")),
        Column(key="sheet", label=Text("工作表", "Sheet"), width=14, aliases=("表页",)),
        Column(key="measures", label=Text("指标", "Measures"), kind=Kind.LINK, width=20, refers="measures", comes="beside",
               aliases=("指标编号",), hint=Text("多个用逗号隔开", "Several are separated by commas")),
    ),
)  # fmt: skip

ROWS = Band(
    label=Text("读了多少", "What was read"),
    columns=(
        _count("rows_read", Text("读取行数", "Rows read")),
        _count("rows_left_out", Text("未计行数", "Rows left out")),
        Column(key="reasons", label=Text("原因", "Reasons"), width=30, aliases=("未计原因",)),
        _count("points_new", Text("新增点", "New points")),
        _count("points_changed", Text("更新点", "Changed points")),
        Column(key="fingerprint", label=Text("指纹", "Fingerprint"), width=18, aliases=("文件指纹", "hash"),
               hint=Text("文件内容的摘要：同一文件再取一次不会重复", "A digest of the content: the same file is not counted twice")),
    ),
)  # fmt: skip

IMPORTS = Table(
    key="imports",
    name="tblImports",
    sheet=TABLE_SHEETS["imports"],
    title=Text("数据来源", "Data imports"),
    purpose=Text(
        "由命令“取数”写入：每一次读了哪个文件、多少行、哪些没有计、为什么",
        "Written by “measure”: which file was read each time, how many rows, which were left out and why",
    ),
    id_prefix="R",
    bands=(RUN, ROWS, closing_band()),
    subject="file",
    blank_rows=10,
    row_heights={"zh": 28, "en": 28},
    frozen="id",
    beside="measures",
)
