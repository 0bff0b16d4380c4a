"""What is told when many workbooks are gathered into one register, or written for BI tools."""

from udfs.lang import Text
from udfs.problems.model import Problem

NO_SOURCES = Problem(
    "no-sources",
    Text("文件夹 {name} 里没有找到工作簿", "there are no workbooks in the folder {name}"),
    Text("请给出放有各部门工作簿（.xlsx）的文件夹", "give the folder that holds the departments' workbooks (.xlsx)"),
)
NOTHING_TAKEN = Problem(
    "nothing-taken",
    Text(
        "{name} 里的 {count} 份工作簿都没有可汇编的行", "{name} holds {count:workbook/workbooks} and no row to gather"
    ),
    Text("请按上面各行的说明处理后再试", "mend what the lines above say and try again"),
)
NOT_A_FOLDER = Problem(
    "not-a-folder",
    Text("{name} 不是文件夹", "{name} is not a folder"),
    Text("请给出文件夹；单份工作簿无需汇编", "give a folder; a single workbook needs no gathering"),
)
IS_REGISTER = Problem(
    "is-a-register",
    Text("这份工作簿本身就是汇编结果，没有再计入", "this workbook was gathered from others itself and was passed over"),
    Text(
        "请汇编各部门自己的工作簿，以免重复计数", "gather the departments' own workbooks, so that no row counts twice"
    ),
    "warning",
)
NO_SUCH_TABLE = Problem(
    "table-not-there",
    Text("没有表“{table}”，没有取用", "it has no table “{table}” and was not taken"),
    Text("如需其他表，请去掉 --table", "leave --table out if other tables are wanted"),
    "warning",
)
NO_ROWS = Problem(
    "nothing-filled-in",
    Text("表里还没有填写任何行", "no row is filled in yet"),
    Text("请向该部门确认", "ask the department"),
    "warning",
)
OWN_COLUMNS = Problem(
    "own-columns",
    Text("“{table}”中自加的列（{columns}）已写入备注", "“{table}”: columns of their own ({columns}) went to Notes"),
    Text("原列仍在来源工作簿中", "the columns themselves are in the source still"),
    "warning",
)
OWN_TOO_LONG = Problem(
    "own-columns-too-long",
    Text(
        "自加的列太长，备注放不下，未汇编：{value}…",
        "a column of their own does not fit into Notes and was left out: {value}…",
    ),
    Text("请在来源工作簿中缩短后再汇编", "shorten it in the source and gather again"),
)
FORMULAS_TAKEN = Problem(
    "formulas-taken",
    Text(
        "填写列「{label}」中有 {count} 个公式，已按显示的值汇编",
        "“{label}” holds {count} formulas; their values were taken",
    ),
    Text("来源中的公式没有改动", "the formulas in the source are as they were"),
    "warning",
)
FORMULA_WITHOUT_VALUE = Problem(
    "formula-without-result",
    Text("公式 ={value} 没有保存计算结果，汇编为空", "the formula ={value} carries no result and came over as a blank"),
    Text("请在 Excel 或 WPS 中打开来源，保存后再汇编", "open the source in Excel or WPS, save it and gather again"),
)
OVERTYPED_TAKEN = Problem(
    "overtyped-taken",
    Text(
        "计算列「{label}」中有 {count} 个手工填写的值，已原样汇编",
        "“{label}” is computed, but something else was typed over it in {count:cell/cells}; that came over as it is",
    ),
    Text("要恢复计算，请在汇编结果中清空后运行评分", "to compute them again, clear them in the register and score"),
    "warning",
)
OUTSIDE_TABLE = Problem(
    "outside-table",
    Text(
        "表格下方还有内容（{count} 格，例如“{value}”），没有汇编",
        "{count:cell/cells} below the table left out, such as “{value}”",
    ),
    Text("如是漏进表格的行，请把表格扩展到它们再汇编", "if they are rows, extend the table over them and gather again"),
)
NUMBERS_REPEATED = Problem(
    "numbers-repeated",
    Text("编号“{value}”在同一工作簿中重复，后一行改为“{new}”", "“{value}” occurs twice; the later row became “{new}”"),
    Text("引用按第一行处理；请核对", "references mean the first row; please look"),
    "warning",
)
NUMBERS_GIVEN = Problem(
    "numbers-given",
    Text(
        "“{table}”中有 {count} 行没有编号，汇编时给了新编号：{new}",
        "“{table}” has {count:row/rows} without a number; the register gave new ones: {new}",
    ),
    Text(
        "新编号只在汇编结果中；请在来源工作簿中补上编号",
        "they stand in the register only; number the rows in the workbook itself",
    ),
    "warning",
)
REFERENCE_UNSURE = Problem(
    "reference-unsure",
    Text(
        "「{label}」中的“{value}”找不到对应的行（或不止一行），写作“{new}”",
        "“{value}” in “{label}” leads to no row, or to several; it became “{new}”",
    ),
    Text("请在汇编结果中核对这一引用", "look at the reference in the register"),
    "warning",
)
TRANSLATED = Problem(
    "choices-translated",
    Text(
        "{count} 个下拉选项已换成汇编工作簿的语言",
        "{count} entries of dropdown lists were put in the register's language",
    ),
    Text("其他文字保持原样", "all other words are as they were"),
    "warning",
)
SETTINGS_DIFFER = Problem(
    "settings-differ",
    Text(
        "各工作簿的设置「{label}」不一致（{value}）；汇编按“{used}”计算",
        "the setting “{label}” differs between workbooks ({value}); the register computes with “{used}”",
    ),
    Text(
        "如需另一个值，请改汇编结果的“设置”后运行评分",
        "to use another, change it on Settings in the register and score",
    ),
    "warning",
)
OWN_HOLIDAYS = Problem(
    "own-holidays",
    Text(
        "“节假日”中有 {count} 天与公布的安排不同（例如 {value}），汇编的日期没有按它们计算",
        "its sheet Holidays has {count:day/days} of its own (such as {value}); the register's dates do not follow them",
    ),
    Text(
        "如各部门都适用，请填到汇编结果的“节假日”后运行评分",
        "if they hold for everybody, add them to Holidays in the register and score",
    ),
    "warning",
)
SETTINGS_TAKEN = Problem(
    "settings-taken",
    Text(
        "各工作簿的设置「{label}」都是“{used}”，汇编照此计算",
        "every workbook sets “{label}” to “{used}”, and so does the register",
    ),
    Text("可在汇编结果的“设置”中更改，再运行评分", "change it on Settings in the register and score, if you like"),
    "warning",
)
LIST_EXTENDED = Problem(
    "list-extended",
    Text(
        "下拉列表「{label}」增加了各部门自己的选项：{value}",
        "the list “{label}” got the departments' own entries: {value}",
    ),
    Text("可在汇编结果的“设置”中整理", "tidy them on Settings in the register"),
    "warning",
)
LIST_FULL = Problem(
    "list-full",
    Text("下拉列表「{label}」放不下这些选项：{value}", "the list “{label}” has no room for {value}"),
    Text("行里的内容已保留；请整理各部门的选项", "the rows keep what they say; tidy the departments' entries"),
    "warning",
)
SAME_AS = Problem(
    "same-as",
    Text("与 {others} 内容相同", "says the same as {others}"),
    Text("如是同一件事，请合并为一行", "if they are the same matter, keep one row"),
    "warning",
)
LIKE = Problem(
    "like",
    Text("与 {others} 相近", "is much like {others}"),
    Text("请核对是否同一件事", "look whether they are the same matter"),
    "warning",
)

# --- reading on a cluster ------------------------------------------------------------------------------------------------

SCHEDULER_UNREACHABLE = Problem(
    "scheduler-unreachable",
    Text("连不上 Dask 调度器 {name}：{reason}", "the Dask scheduler {name} cannot be reached: {reason}"),
    Text(
        "请检查地址（tcp://主机:端口），或去掉 --scheduler 在本机读取",
        "check the address (tcp://host:port), or leave --scheduler out",
    ),
)
CLUSTER_FAILED = Problem(
    "cluster-failed",
    Text("集群没能读取工作簿：{reason}", "the cluster could not read the workbooks: {reason}"),
    Text(
        "每个工作进程都要装有同一版本的 kaizen-ribbon，并能看到同一文件夹",
        "every worker needs the same kaizen-ribbon and must see the same folder",
    ),
)

# --- tables for BI tools ---------------------------------------------------------------------------------------------

EXTRA_MISSING = Problem(
    "extra-missing",
    Text(
        "缺少组件 {library}，它随 kaizen-ribbon[{extra}] 安装",
        "the library {library} is missing; it comes with kaizen-ribbon[{extra}]",
    ),
    Text("请运行：pip install 'kaizen-ribbon[{extra}]'", "run: pip install 'kaizen-ribbon[{extra}]'"),
)
UNKNOWN_TARGET = Problem(
    "unknown-target",
    Text("不认识输出目标 {name}", "{name} is no target that tables can be written to"),
    Text(
        "可选：parquet、sqlite、sqlite:///文件、postgresql://…",
        "give parquet, sqlite, sqlite:///FILE or postgresql://…",
    ),
)
FOREIGN_TABLE = Problem(
    "foreign-table",
    Text("{name} 不是本命令写的表，没有替换", "{name} was not written by this command and was not replaced"),
    Text("请移走它，或写到另一个数据库或文件夹", "move it away, or write to another database or folder"),
)
DATABASE_REFUSED = Problem(
    "database-refused",
    Text("数据库 {name} 没有接受：{reason}", "the database {name} refused: {reason}"),
    Text("请检查地址、用户、权限；没有写入任何内容", "check address, user and permissions; nothing was written"),
)
MISFITS = Problem(
    "bi-misfits",
    Text(
        "{count} 个值与所在列的类型不符，在 BI 表中写入列 misfits",
        "{count:value does/values do} not fit the type of their column; the BI tables have them in the column misfits",
    ),
    Text("请运行 kaizen check 找出并更正", "find and correct them with kaizen check"),
    "warning",
)
