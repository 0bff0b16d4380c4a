"""Columns that every table ends with."""

from udfs.lang import Text, same
from workbook_templates.model import Band, Column, Computed


def names(listed: str) -> tuple[str, ...]:
    """Return the names of a column that are listed with 、 between them."""
    return tuple(listed.split("、"))


NOTES = Column(
    key="notes",
    label=Text("备注", "Notes"),
    width=24,
    aliases=("说明", "comment", "comments", "remark", "remarks", "备 注"),
)

RESULT = Column(
    key="result",
    label=Text("检查结果", "Check result"),
    width=34,
    computed=Computed(
        explain=Text(
            "由命令“检查”写入：这一行哪里不对、怎么改", "Written by the command “check”: what is wrong in the row"
        )
    ),
)

# `_marks` holds the keys of the cells that the checker coloured and what stood there (`workbook_templates.marks`);
# conditional formats read it, so that a mark needs no change of cell styles, any program shows it, and it goes when the
# cell is mended. `_id` is the row's identity for merging and undo.
MARKS = Column(
    key="marks", label=same("_marks"), hidden=True, width=6, computed=Computed(explain=Text("检查标记", "Check marks"))
)
ROW_ID = Column(
    key="_id", label=same("_id"), hidden=True, width=6, computed=Computed(explain=Text("行标识", "Row identity"))
)

# What commands write for themselves and nobody fills in.
BOOKKEEPING = (RESULT, MARKS, ROW_ID)
BOOKKEEPING_KEYS = frozenset(column.key for column in BOOKKEEPING)


def hidden(key: str) -> Column:
    """Return a column of a register that commands keep for themselves."""
    return Column(key=key, label=same(f"_{key}"), hidden=True, width=6)


def closing_band(*columns: Column) -> Band:
    """Return the last band: what is extra, the notes and what commands write."""
    return Band(label=Text("备注与检查", "Notes and checks"), columns=(*columns, NOTES, *BOOKKEEPING), printed=False)


# Only the tables of a register have it: where a row came from. Not plainly 来源 (Source): the issue list takes that
# heading for 发现渠道, and a renamed column of an ordinary workbook must not make a register of it.
SOURCE = Column(
    key="origin",
    label=Text("来源工作簿", "Source workbook"),
    width=20,
    hint=Text(
        "由命令“汇编”写入：这一行来自哪份工作簿", "Written by the command “gather”: the workbook a row came from"
    ),
)
ORIGIN = Band(label=Text("汇编", "Gathered from"), columns=(SOURCE,))
