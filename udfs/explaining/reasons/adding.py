"""Why it matters what keeps a table from being added."""

from udfs.lang import Text
from udfs.problems import adding as a
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "命令按表名找到每张表；同一张表有两份，数据会分散，汇总只算其中一份",
            "commands find a table by its name; with two of them rows would be scattered, and figures count only one",
        ),
        (a.TABLE_PRESENT, a.NO_SUCH_TABLE),
    ),
    (
        Text(
            "公式、下拉列表和图表都靠工作表名和名称找到位置；名字被别的内容占用，新表就会读错地方",
            "formulas, dropdowns and charts find their cells by the names of sheets and cells; where something else has such a "
            "name, the new table would read the wrong cells",
        ),
        (a.SHEET_NAME_TAKEN, a.DEFINED_NAME_TAKEN),
    ),
    (
        Text(
            "新表的列表和汇总写在原有内容的下方，这样原有内容一格也不用动；没有空行就写不下",
            "what the new table needs goes below everything on a sheet, so that nothing there has to move; that takes free rows",
        ),
        (a.SHEET_FULL,),
    ),
    (
        Text(
            "有人特意保护了结构，命令不会绕过这种保护",
            "somebody protected the structure on purpose, and no command goes round that",
        ),
        (a.STRUCTURE_LOCKED,),
    ),
    (
        Text(
            "两种版式混在一份工作簿里，以后升级和合并时分不清哪些列是旧的；副本收回后按发出时的样子合并",
            "with two layouts in one workbook, upgrading and merging could not tell which columns are old; a copy is merged by "
            "what it held when it was sent",
        ),
        (a.ADD_TO_OLDER, a.ADD_TO_COPY),
    ),
    (
        Text(
            "缺少的工作表可能是特意删除的，命令不会把它放回来；它的图表和说明因此也没有",
            "the missing sheet may have been deleted on purpose and is not put back; its charts or explanations are missing, too",
        ),
        (a.PART_LEFT_OUT,),
    ),
    (
        Text(
            "新增表要直接改文件：没有保存在本机的工作簿没有可以改的文件",
            "adding a table changes the file itself, and a workbook that is not on this computer has none to change",
        ),
        (a.NOT_ON_DISK,),
    ),
    (
        Text(
            "首页是把几张表放在一页上看的：只有一张表时，看那张表就够了；您自己的同名工作表不会被动",
            "the home page shows several tables at a glance: of a single one the sheet itself says all; a sheet of your own with "
            "its name is left alone",
        ),
        (a.HOME_OF_ONE, a.HOME_LEFT_OUT),
    ),
)
