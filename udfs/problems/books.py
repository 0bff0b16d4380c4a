"""Problems with a workbook as a whole: not ours, too new, or with something missing."""

from udfs.lang import Text
from udfs.problems.model import Problem

NOT_OURS = Problem(
    "not-ours",
    Text("{name} 不是本产品的工作簿", "{name} is not one of this product's workbooks"),
    Text(
        "用 kaizen new 新建标准工作簿，再用 kaizen import 把这份表导入",
        "make a standard workbook with kaizen new, then bring this sheet in with kaizen import",
    ),
)
LAYOUT_TOO_NEW = Problem(
    "layout-too-new",
    Text(
        "{name} 由更新的版本制作（版式 {layout}，本版本认识到 {known}）",
        "{name} was made by a newer version (layout {layout}; this one knows up to {known})",
    ),
    Text("请升级本产品后再打开", "update this product, then open it again"),
)
TABLE_MISSING = Problem(
    "table-missing",
    Text("工作簿中没有表“{table}”", "the workbook has no table “{table}”"),
    Text(
        "这个命令需要它；请换用含有该表的工作簿，或用“新增表”（命令 add）加上这张表",
        "this command needs it; use a workbook that holds it, or add the table with Add table (command add)",
    ),
)
SHEET_MISSING = Problem(
    "sheet-missing",
    Text("工作簿中没有工作表“{name}”", "the workbook has no sheet “{name}”"),
    Text(
        "它可能被删除了，请新建工作簿并导入数据；「节假日」随「改进方案计划表」而来，可用“新增表”（命令 add）加上那张表",
        "it may have been deleted: make a new workbook and import the data; Holidays comes with the table Plan, which "
        "Add table (command add) brings",
    ),
)
COLUMN_MISSING = Problem(
    "column-missing",
    Text("表“{table}”缺少列“{column}”", "the table “{table}” has no column “{column}”"),
    Text("请恢复该列的表头文字", "put the column's heading back"),
)
NOT_WRITABLE = Problem(
    "sheet-not-writable",
    Text("Excel 不允许写入工作表“{name}”", "Excel does not allow writing to the sheet “{name}”"),
    Text(
        "工作表可能受保护：请在“审阅”中取消保护后再试；没有改动任何内容",
        "it may be protected: take the protection off under Review and try again; nothing was changed",
    ),
)
EXCEL_BUSY = Problem(
    "excel-busy",
    Text(
        "Excel 正忙：有单元格正在编辑，或有对话框没有关闭",
        "Excel is busy: a cell is being edited, or a dialogue is open",
    ),
    Text(
        "请结束编辑（按回车或 Esc），再点一次；没有改动任何内容",
        "finish the cell (Enter or Esc), then click again; nothing was changed",
    ),
)
MERGED_CELLS = Problem(
    "merged-cells",
    Text("表格下方有合并的单元格，无法加行", "there are merged cells below the table, so no rows can be added"),
    Text("请取消合并后再试；没有改动任何内容", "unmerge them and try again; nothing was changed"),
)
SETTINGS_LEFT = Problem(
    "excel-settings-left",
    Text(
        "命令已完成，但 Excel 没有让计算方式改回原样",
        "the command was completed, but Excel's calculation mode could not be restored",
    ),
    Text(
        "请在“公式”→“计算选项”中选“自动”；屏幕不刷新时请重新启动 Excel",
        "choose Formulas > Calculation Options > Automatic; restart Excel if the screen is not updated",
    ),
)
PARTLY_WRITTEN = Problem(
    "partly-written",
    Text(
        "Excel 中途停止响应，只写入了一部分，也没能全部恢复",
        "Excel stopped responding: only part was written, and not all of it could be undone",
    ),
    Text(
        "请不要保存：关闭这份工作簿并选择“不保存”，重新打开后再试",
        "do not save: close the workbook without saving, open it again, and try again",
    ),
)
LAYOUT_OLDER = Problem(
    "older-sheet",
    Text("「{table}」是旧版式，没有这些列：{columns}", "“{table}” has an older layout without the columns {columns}"),
    Text(
        "其他功能照常；需要这些列时运行 kaizen upgrade，另存一份新版式的工作簿",
        "everything else works as before; kaizen upgrade makes a copy with the current layout",
    ),
    "warning",
)
LAYOUT_PRESENT = Problem(
    "layout-present",
    Text("这份工作簿已经是现在的版式", "this workbook already has the current layout"),
    Text("不需要升级", "there is nothing to upgrade"),
)
OWN_SHEETS_LEFT = Problem(
    "own-sheets-left",
    Text("自己加的工作表没有带过来：{sheets}", "your own sheets were not copied: {sheets}"),
    Text(
        "它们还在原文件里，需要时请在 Excel 中移动或复制过来",
        "they are still in the older file; move or copy them in Excel",
    ),
    "warning",
)
