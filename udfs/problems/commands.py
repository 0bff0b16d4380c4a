"""Problems that commands meet: nothing to undo, a value changed since, a program that is missing."""

from udfs.lang import Text
from udfs.problems.model import Problem

NOTHING_TO_UNDO = Problem(
    "nothing-to-undo",
    Text("没有可以撤销的步骤", "there is nothing to undo"),
    Text("修改记录里没有尚未撤销的命令", "every command in the change log has been undone already"),
)
UNDO_ADDED = Problem(
    "added-stays",
    Text(
        "第 {step} 步新增了表：{tables}；新增的表里可能已有内容，撤销不会替您删除",
        "step {step} added {tables}; undo does not delete tables, as they may hold something by now",
    ),
    Text(
        "不需要时请在 Excel 中删除这些工作表；删除之后，撤销接着处理更早的步骤",
        "delete these sheets in Excel if you do not need them; undo then goes on with the steps before",
    ),
)
UNDO_CHANGED_SINCE = Problem(
    "changed-since",
    Text("命令之后有人改过这一格，没有恢复", "somebody has changed this cell since; it was not restored"),
    Text("如需旧值，请看 kaizen log 后手工填写", "see kaizen log for the old value and enter it if you need it"),
    "warning",
)
UNDO_ROW_GONE = Problem(
    "row-gone",
    Text(
        "命令改过的一行已不在表里，“{label}”没有恢复",
        "a row that the command changed is gone; “{label}” was not restored",
    ),
    Text("旧值可在 kaizen log 中查到", "the old value is in kaizen log"),
    "warning",
)
UNDO_CHOICE_GONE = Problem(
    "choice-gone",
    Text(
        "这一行是被撤销的命令写的，在其中选择的“{value}”一并撤去",
        "the undone command had written this row; “{value}”, chosen in it, went with it",
    ),
    Text("再次回收后可重新选择", "choose again when the row is back"),
    "warning",
)
NO_LIBREOFFICE = Problem(
    "no-libreoffice",
    Text("这台电脑上没有找到 LibreOffice", "LibreOffice was not found on this computer"),
    Text(
        "请安装 LibreOffice 后再试；或在 Excel/WPS 中打开工作簿，另存为 PDF",
        "install LibreOffice and try again, or open the workbook in Excel or WPS and save it as PDF",
    ),
)
NO_PDFTOPPM = Problem(
    "no-pdftoppm",
    Text(
        "没有找到把 PDF 转成图片的程序 pdftoppm", "the program pdftoppm, which turns PDF into pictures, was not found"
    ),
    Text("请安装 poppler-utils，或用 --to pdf", "install poppler-utils, or use --to pdf"),
)
RENDER_FAILED = Problem(
    "render-failed",
    Text("LibreOffice 没能转换 {name}", "LibreOffice could not convert {name}"),
    Text("请关闭已打开的 LibreOffice 后再试", "close LibreOffice if it is open and try again"),
)
TARGET_EXISTS = Problem(
    "target-exists",
    Text("{name} 已经存在，没有覆盖", "{name} already exists and was not overwritten"),
    Text("换一个名字（-o），或先移走它", "choose another name (-o), or move it away first"),
)
TARGET_FOLDER_MISSING = Problem(
    "folder-missing",
    Text("文件夹 {name} 不存在", "the folder {name} does not exist"),
    Text("请先新建文件夹，或换一个位置", "make it first, or choose another place"),
)
CANNOT_WRITE = Problem(
    "cannot-write",
    Text("无法写入 {name}：{reason}", "{name} cannot be written: {reason}"),
    Text("请换一个位置，或检查权限和磁盘空间", "choose another place, or check permissions and disk space"),
)
OUTPUT_LOST = Problem(
    "output-lost",
    Text("输出没能全部写出：{reason}", "not all of the output could be written: {reason}"),
    Text(
        "命令已经执行完，改动（如果有）已保存，不要重做；请检查磁盘空间，做了什么见 kaizen log",
        "the command itself has ended and what it changed, if anything, is saved: do not run it again; check the disk, and "
        "see kaizen log for what was done",
    ),
)
WHICH_TABLE = Problem(
    "which-table",
    Text("工作簿中有多张表，不知道导入到哪一张", "the workbook holds several tables; which one is meant?"),
    Text("请加 --table，可选：{known}", "add --table with one of: {known}"),
)
NO_WORKBOOK = Problem(
    "no-workbook",
    Text("没有打开的工作簿", "no workbook is open"),
    Text("请先打开或新建一份标准工作簿", "open a standard workbook or make a new one"),
)
SELECTED_WITHOUT_NUMBER = Problem(
    "selected-without-number",
    Text("选中的行没有编号，无法写关联", "the row that is selected has no number, so nothing can be linked to it"),
    Text("请先填写编号，再点一次", "enter its number, then click again"),
)
SAVE_FIRST = Problem(
    "save-first",
    Text("{name} 还没有保存过，无法导入", "{name} has not been saved yet, so it cannot be imported"),
    Text("请先保存这份工作簿，再点“导入”", "save the workbook, then click Import again"),
)
PROCESS_DIED = Problem(
    "process-died",
    Text(
        "一个帮忙处理文件的进程意外结束，没有写入任何内容",
        "a process that helped with the files ended unexpectedly; nothing was written",
    ),
    Text(
        "可能内存不足：请关闭其他程序，或加 --jobs 1 再试",
        "memory may be short: close other programs, or try again with --jobs 1",
    ),
)
UNKNOWN_CODE = Problem(
    "unknown-code",
    Text("没有代码“{value}”", "there is no code “{value}”"),
    Text("运行 kaizen explain 可看到全部代码{near}", "kaizen explain lists all codes{near}"),
)
