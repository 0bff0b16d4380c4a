"""Why it matters what is wrong with a file."""

from udfs.lang import Text
from udfs.problems import files as f
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text("没有文件，命令就没有可读的内容", "without a file the command has nothing to read"),
        (f.NO_FILE, f.IS_FOLDER, f.NOT_A_FILE, f.EMPTY),
    ),
    (
        Text(
            "本工具只改写 .xlsx，其余内容逐字节保留；别的格式保证不了这一点",
            "this product edits .xlsx only and keeps everything else in it byte for byte; with other formats it could not",
        ),
        (
            f.NOT_A_ZIP,
            f.OLD_FORMAT,
            f.BINARY_WORKBOOK,
            f.STRICT_WORKBOOK,
            f.OTHER_DOCUMENT,
            f.UNUSUAL_XML,
            f.SHARED_FORMULA,
        ),
    ),
    (
        Text(
            "残缺的文件读出来也是残缺的数据，在上面计算会得出错误的结果",
            "a damaged file gives incomplete data, and whatever is computed from them is wrong",
        ),
        (f.DAMAGED, f.PART_MISSING),
    ),
    (
        Text("没有密码就读不到内容", "without the password its content cannot be read"),
        (f.ENCRYPTED,),
    ),
    (
        Text(
            "这样的文件可能会占满内存，或写到不该写的地方；正常的工作簿不会这样",
            "such a file may fill the memory or write where it must not; no ordinary workbook looks like this",
        ),
        (f.TOO_LARGE, f.XML_BOMB, f.HOSTILE_PARTS),
    ),
    (
        Text(
            "系统不让程序读取这个文件，命令因此无法开始",
            "the system does not let the program read the file, so the command cannot begin",
        ),
        (f.NOT_ALLOWED, f.CANNOT_READ),
    ),
    (
        Text(
            "结果要存回这个文件；存不进去，或会盖掉别人的改动时，命令就不动它",
            "the result is saved into this file; where that fails, or would overwrite somebody's changes, it is left alone",
        ),
        (f.LOCKED, f.BEING_WRITTEN, f.READ_ONLY, f.READ_ONLY_FOLDER, f.CANNOT_SAVE, f.CHANGED_MEANWHILE),
    ),
    (
        Text(
            "名字找不到，多半是选错了文件，或有人改了名",
            "a name that is missing mostly means another file, or that somebody has renamed it",
        ),
        (f.NO_SHEET, f.NO_TABLE),
    ),
    (
        Text(
            "加行会盖住表格下方的内容，或把汇总行夹在数据中间",
            "adding rows would cover what is below the table, or leave its totals in the middle of the data",
        ),
        (f.TABLE_BLOCKED, f.TOTALS_ROW),
    ),
    (
        Text(
            "电子表格存不下这样的值；硬写进去，Excel 会说文件已损坏",
            "a spreadsheet cannot hold such a value; written all the same, it would make Excel call the file damaged",
        ),
        (f.TEXT_TOO_LONG, f.NOT_FINITE, f.DATE_TOO_EARLY),
    ),
)
