"""Why it matters what is wrong with a workbook as a whole."""

from udfs.lang import Text
from udfs.problems import books as b
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "命令按标准工作簿的表名和隐藏标记找到每一列；在别的文件里它只能猜，猜错就会写坏数据",
            "commands find every column by the table names and hidden marks of a standard workbook; in any other file they "
            "could only guess, and a wrong guess would damage data",
        ),
        (b.NOT_OURS,),
    ),
    (
        Text(
            "新版本可能含有本版本不认识的列和规则，按旧规则写入会弄丢它们",
            "a newer version may hold columns and rules that this one does not know; writing by the old rules would lose them",
        ),
        (b.LAYOUT_TOO_NEW,),
    ),
    (
        Text(
            "命令要读或写的地方不在了；与其跳过它、给出不完整的结果，不如先停下来",
            "the place that the command reads or writes is gone; it stops rather than skip it and give half a result",
        ),
        (b.TABLE_MISSING, b.SHEET_MISSING, b.COLUMN_MISSING),
    ),
    (
        Text(
            "Excel 拒绝了写入；为了不留下只写了一半的工作簿，命令什么都没有改",
            "Excel refused the writing; so that no half-written workbook is left, the command changed nothing",
        ),
        (b.NOT_WRITABLE, b.EXCEL_BUSY, b.MERGED_CELLS),
    ),
    (
        Text(
            "计算方式停在“手动”时，改了数据而公式不更新，看到的就是旧结果",
            "while calculation stays manual, formulas do not follow what is typed, and old results are on show",
        ),
        (b.SETTINGS_LEFT,),
    ),
    (
        Text(
            "工作簿里一部分是新值、一部分是旧值，保存下来就分不清了",
            "the workbook now holds new and old values side by side; once saved, nobody can tell them apart",
        ),
        (b.PARTLY_WRITTEN,),
    ),
    (
        Text(
            "缺少的列不参与计算和检查，以后要用到它们的命令会停下",
            "columns that are not there are neither computed nor checked, and commands that need them will stop",
        ),
        (b.LAYOUT_OLDER,),
    ),
    (
        Text(
            "再升级一次只会多出一份内容相同的文件，以后不知道哪一份才对",
            "another upgrade would only make a second file with the same content, and nobody would know which one counts",
        ),
        (b.LAYOUT_PRESENT,),
    ),
    (
        Text(
            "自己加的工作表可能有公式指向原来的表，照搬会指错地方，所以留给人来决定",
            "sheets of your own may hold formulas about the older sheets; copied blindly they would point to the wrong cells",
        ),
        (b.OWN_SHEETS_LEFT,),
    ),
)
