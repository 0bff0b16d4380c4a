"""Problems with adding a table to a workbook: it is there, something has its name, or nothing may be added."""

from udfs.lang import Text
from udfs.problems.model import Problem

_NOTHING_CHANGED = Text("；没有改动任何内容", "; nothing was changed")

TABLE_PRESENT = Problem(
    "table-present",
    Text("工作簿中已经有表：{tables}", "the workbook has {tables} already"),
    Text("只写还没有的表" + _NOTHING_CHANGED.zh, "name only tables that it lacks" + _NOTHING_CHANGED.en),
)
NO_SUCH_TABLE = Problem(
    "unknown-table",
    Text("没有叫“{value}”的表", "there is no table called “{value}”"),
    Text("可以新增的表：{known}", "tables that can be added: {known}"),
)
HOME_OF_ONE = Problem(
    "home-of-one-table",
    Text("只有一张表的工作簿不需要首页", "a workbook with one table needs no home page"),
    Text(
        "请连同第二张表一起新增，例如 kaizen add 问题清单.xlsx 原因分析" + _NOTHING_CHANGED.zh,
        "add a second table, which brings it: kaizen add issues.xlsx causes" + _NOTHING_CHANGED.en,
    ),
)
SHEET_NAME_TAKEN = Problem(
    "sheet-name-taken",
    Text("新表要用的工作表名已被占用：{sheets}", "a sheet of yours has the name of a new one: {sheets}"),
    Text(
        "请先给自己的工作表改名，再新增" + _NOTHING_CHANGED.zh,
        "rename your sheet, then add the table" + _NOTHING_CHANGED.en,
    ),
)
DEFINED_NAME_TAKEN = Problem(
    "defined-name-taken",
    Text("新表要用的名称已被定义为别的内容：{names}", "names that the new table needs are defined otherwise: {names}"),
    Text(
        "请在“公式”→“名称管理器”中改名或删除，再新增" + _NOTHING_CHANGED.zh,
        "rename or delete them under Formulas > Name Manager, then add the table" + _NOTHING_CHANGED.en,
    ),
)
SHEET_FULL = Problem(
    "sheet-full",
    Text(
        "这张表用到了第 {row} 行，下方放不下新表的内容", "the sheet is in use down to row {row}: there is no room below"
    ),
    Text(
        "请删除最后那些空行（选中整行后删除）并保存，再新增" + _NOTHING_CHANGED.zh,
        "delete the empty rows at its end (select whole rows), save, then add the table" + _NOTHING_CHANGED.en,
    ),
)
STRUCTURE_LOCKED = Problem(
    "structure-locked",
    Text("工作簿的结构受保护，不能新增工作表", "the structure of the workbook is protected: no sheet can be added"),
    Text(
        "请在“审阅”→“保护工作簿”中取消保护后再试" + _NOTHING_CHANGED.zh,
        "take the protection off under Review > Protect Workbook and try again" + _NOTHING_CHANGED.en,
    ),
)
ADD_TO_OLDER = Problem(
    "add-to-older",
    Text("这份工作簿是旧版式，不能新增表", "this workbook has an older layout, to which no table can be added"),
    Text(
        "先运行 kaizen upgrade 另存一份新版式的，再在那份里新增",
        "make a copy in the current layout with kaizen upgrade, then add the table to that",
    ),
)
ADD_TO_COPY = Problem(
    "add-to-copy",
    Text("这是发给别人填写的副本，不能新增表", "this is a copy that was sent out, to which no table can be added"),
    Text("请在原来的工作簿中新增", "add the table to the workbook that it was made from"),
)
PART_LEFT_OUT = Problem(
    "part-left-out",
    Text(
        "工作簿中没有“{name}”，新表的这一部分没有写入",
        "the workbook has no “{name}”: that part of the new table was left out",
    ),
    Text(
        "表本身照常可用；需要时用 kaizen new 新建一份，把数据导入进去",
        "the table itself works; if you need that sheet, make a new workbook with kaizen new and import the data",
    ),
    "warning",
)
HOME_LEFT_OUT = Problem(
    "home-left-out",
    Text("已有一张叫“{name}”的工作表，没有另加首页", "a sheet is called “{name}” already: no home page was added"),
    Text(
        "需要首页时，先给那张表改名，再运行 kaizen add 工作簿 首页",
        "if you want one, rename that sheet and run kaizen add BOOK home",
    ),
    "warning",
)
NOT_ON_DISK = Problem(
    "not-on-disk",
    Text("{name} 还没有保存在这台电脑的文件夹里", "{name} has not been saved in a folder of this computer"),
    Text(
        "请先用“另存为”保存到电脑上的文件夹（网盘上的请先下载到本机），再新增表",
        "save it with Save As in a folder of this computer (download it first if it is online), then add the table",
    ),
)
