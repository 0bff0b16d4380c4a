"""Why it matters what stops a command."""

from udfs.lang import Text
from udfs.problems import commands as c
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "撤销按修改记录把旧值放回去；没有记录就没有可放回的值",
            "undo puts old values back from the change log; without an entry there is nothing to put back",
        ),
        (c.NOTHING_TO_UNDO,),
    ),
    (
        Text(
            "撤销只收回命令写的内容；整张表连同后来填的行一起删除，要由人来决定",
            "undo takes back what a command wrote; whether a whole table goes, with rows filled in since, is for a person to "
            "decide",
        ),
        (c.UNDO_ADDED,),
    ),
    (
        Text(
            "撤销只收回命令写的内容，不收回后来有人填的内容，否则别人的工作就没了",
            "undo takes back what the command wrote, never what somebody entered later: that would lose their work",
        ),
        (c.UNDO_CHANGED_SINCE, c.UNDO_ROW_GONE, c.UNDO_CHOICE_GONE),
    ),
    (
        Text(
            "转成 PDF 和图片靠的是另一个程序，本工具自己不画页面",
            "PDF and pictures are made by another program; this product draws no pages itself",
        ),
        (c.NO_LIBREOFFICE, c.NO_PDFTOPPM, c.RENDER_FAILED),
    ),
    (
        Text(
            "命令从不覆盖已有的文件：里面可能有别人填的内容",
            "commands never overwrite a file that exists: it may hold what somebody has entered",
        ),
        (c.TARGET_EXISTS,),
    ),
    (
        Text(
            "没有地方保存，结果就会丢失；所以在开始之前就停下",
            "with no place to save in, the result would be lost; so the command stops before it begins",
        ),
        (c.TARGET_FOLDER_MISSING, c.CANNOT_WRITE),
    ),
    (
        Text(
            "只看到一半输出，会误以为命令失败而重做一遍，或漏看后面的问题",
            "whoever sees half of the output may think that the command failed and repeat it, or miss what comes after",
        ),
        (c.OUTPUT_LOST,),
    ),
    (
        Text(
            "各张表的列很像，猜错了整批行都会进错表",
            "the tables have similar columns; after a wrong guess all rows would be in the wrong one",
        ),
        (c.WHICH_TABLE,),
    ),
    (
        Text(
            "功能区按钮处理的是最前面的、存过盘的工作簿；没有它就没有可处理的内容",
            "buttons work on the workbook in front, and read it from where it was saved; without it there is nothing to work on",
        ),
        (c.NO_WORKBOOK, c.SAVE_FIRST),
    ),
    (
        Text(
            "关联靠编号；没有编号，建了也找不回是从哪一行来的",
            "links go by numbers; without one nobody finds the row again that something was made from",
        ),
        (c.SELECTED_WITHOUT_NUMBER,),
    ),
    (
        Text(
            "少了一个进程的结果，汇总就不完整；不完整的结果不会写入",
            "without what that process had read the result would be incomplete, and incomplete results are not written",
        ),
        (c.PROCESS_DIED,),
    ),
    (
        Text(
            "每个代码只对应一种问题；写错一个字母，说明的就是另一回事",
            "a code stands for one problem; with a letter wrong something else would be explained",
        ),
        (c.UNKNOWN_CODE,),
    ),
)
