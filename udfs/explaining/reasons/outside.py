"""Why it matters what stands outside the tables of a workbook."""

from udfs.lang import Text
from udfs.problems import outside as o
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "命令只读表格里的行；有人写在别处的话也许很重要，所以逐处列出，由人决定",
            "commands read the rows of tables alone; what somebody wrote elsewhere may matter, so each place is listed for a "
            "person to decide",
        ),
        (o.OUTSIDE_TABLE, o.ATTACHED_LEFT, o.SHEET_ADDED, o.MORE_OUTSIDE),
    ),
    (
        Text(
            "有的程序不会把表格扩展到新写的行；这些行不取就丢了，取了要让人核对",
            "some programs do not extend the table over rows typed below it; left out they would be lost, taken they are to be "
            "checked",
        ),
        (o.ROWS_TAKEN_BELOW,),
    ),
    (
        Text(
            "副本按表格重新生成，以免寄出不该寄的；收件人因此看不到表格之外的内容",
            "copies are drawn anew from the tables, so that nothing goes out that is not meant to; their recipients do not see "
            "what stands outside",
        ),
        (o.NOT_SENT,),
    ),
)
