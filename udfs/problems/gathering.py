"""Problems with gathering many workbooks into one register, and with tables for BI tools."""

from udfs.lang import Text
from udfs.problems.model import Problem

NO_SOURCES = Problem(
    "no-sources",
    Text("文件夹 {name} 里没有找到工作簿", "there are no workbooks in the folder {name}"),
    Text("请给出放有各部门工作簿（.xlsx）的文件夹", "give the folder that contains the departments' workbooks (.xlsx)"),
)
NOTHING_TAKEN = Problem(
    "nothing-taken",
    Text(
        "{name} 里的 {count} 份工作簿都没有可汇编的行",
        "{name} contains {count:workbook/workbooks}, but no rows to gather",
    ),
    Text("请按上面各行的说明处理后再试", "fix the problems listed above and try again"),
)
NOT_A_FOLDER = Problem(
    "not-a-folder",
    Text("{name} 不是文件夹", "{name} is not a folder"),
    Text("请给出文件夹；单份工作簿无需汇编", "give a folder; a single workbook does not need to be gathered"),
)
IS_REGISTER = Problem(
    "is-a-register",
    Text("这份工作簿本身就是汇编结果，没有再计入", "this workbook is itself the result of gathering and was skipped"),
    Text(
        "请汇编各部门自己的工作簿，以免重复计数",
        "gather the departments' own workbooks, so that no row is counted twice",
    ),
    "warning",
)
NO_SUCH_TABLE = Problem(
    "table-not-there",
    Text("没有表“{table}”，没有取用", "it has no table “{table}” and was not gathered"),
    Text("如需其他表，请去掉 --table", "leave out --table if you want other tables"),
    "warning",
)
NO_ROWS = Problem(
    "nothing-filled-in",
    Text("表里还没有填写任何行", "no rows are filled in yet"),
    Text("请向该部门确认", "ask the department"),
    "warning",
)
OWN_COLUMNS = Problem(
    "own-columns",
    Text("“{table}”中自加的列（{columns}）已写入备注", "“{table}”: added columns ({columns}) were written to Notes"),
    Text("原列仍在来源工作簿中", "the columns themselves are still in the source"),
    "warning",
)
OWN_TOO_LONG = Problem(
    "own-columns-too-long",
    Text(
        "自加的列太长，备注放不下，未汇编：{value}…",
        "an added column does not fit into Notes and was left out: {value}…",
    ),
    Text("请在来源工作簿中缩短后再汇编", "shorten it in the source and gather again"),
)
FORMULAS_TAKEN = Problem(
    "formulas-taken",
    Text(
        "填写列「{label}」中有 {count} 个公式，已按显示的值汇编",
        "“{label}” contains {count:formula/formulas}; the displayed values were gathered",
    ),
    Text("来源中的公式没有改动", "the formulas in the source are unchanged"),
    "warning",
)
FORMULA_WITHOUT_VALUE = Problem(
    "formula-without-result",
    Text(
        "公式 ={value} 没有保存计算结果，汇编为空",
        "the formula ={value} has no stored result and was gathered as a blank",
    ),
    Text("请在 Excel 或 WPS 中打开来源，保存后再汇编", "open the source in Excel or WPS, save it and gather again"),
)
OVERTYPED_TAKEN = Problem(
    "overtyped-taken",
    Text(
        "计算列「{label}」中有 {count} 个手工填写的值，已原样汇编",
        "“{label}” is computed, but {count:cell was/cells were} typed over; the typed values were gathered unchanged",
    ),
    Text(
        "要恢复计算，请在汇编结果中清空后运行评分", "to compute them again, clear them in the register and run “score”"
    ),
    "warning",
)
NUMBERS_REPEATED = Problem(
    "numbers-repeated",
    Text(
        "编号“{value}”在同一工作簿中重复，后一行改为“{new}”",
        "the number “{value}” is repeated in this workbook; the later row is now “{new}”",
    ),
    Text("引用按第一行处理；请核对", "references refer to the first row; please check"),
    "warning",
)
NUMBERS_GIVEN = Problem(
    "numbers-given",
    Text(
        "“{table}”中有 {count} 行没有编号，汇编时给了新编号：{new}",
        "“{table}” has {count:row/rows} without a number; the register has new numbers: {new}",
    ),
    Text(
        "新编号只在汇编结果中；请在来源工作簿中补上编号",
        "the new numbers are in the register only; add numbers to the rows in the source workbook",
    ),
    "warning",
)
REFERENCE_UNSURE = Problem(
    "reference-unsure",
    Text(
        "「{label}」中的“{value}”找不到对应的行（或不止一行），写作“{new}”",
        "“{value}” in “{label}” does not match a row, or matches several; it is now “{new}”",
    ),
    Text("请在汇编结果中核对这一引用", "check the reference in the register"),
    "warning",
)
TRANSLATED = Problem(
    "choices-translated",
    Text(
        "{count} 个下拉选项已换成汇编工作簿的语言",
        "{count:dropdown entry was/dropdown entries were} translated into the register's language",
    ),
    Text("其他文字保持原样", "all other text is unchanged"),
    "warning",
)
SETTINGS_DIFFER = Problem(
    "settings-differ",
    Text(
        "各工作簿的设置「{label}」不一致（{value}）；汇编按“{used}”计算",
        "the setting “{label}” differs between workbooks ({value}); the register uses “{used}”",
    ),
    Text(
        "如需另一个值，请改汇编结果的“设置”后运行评分",
        "to use another value, change it on Settings in the register and run “score”",
    ),
    "warning",
)
OWN_HOLIDAYS = Problem(
    "own-holidays",
    Text(
        "“节假日”中有 {count} 天与公布的安排不同（例如 {value}），汇编的日期没有按它们计算",
        "its sheet Holidays has {count:day that differs/days that differ} from the published ones (such as {value}); the register's dates do not use them",
    ),
    Text(
        "如各部门都适用，请填到汇编结果的“节假日”后运行评分",
        "if they apply to all departments, add them to Holidays in the register and run “score”",
    ),
    "warning",
)
SETTINGS_TAKEN = Problem(
    "settings-taken",
    Text(
        "各工作簿的设置「{label}」都是“{used}”，汇编照此计算",
        "every workbook sets “{label}” to “{used}”; the register uses it too",
    ),
    Text("可在汇编结果的“设置”中更改，再运行评分", "you can change it on Settings in the register and run “score”"),
    "warning",
)
LIST_EXTENDED = Problem(
    "list-extended",
    Text(
        "下拉列表「{label}」增加了各部门自己的选项：{value}",
        "entries added by the departments are now in the list “{label}”: {value}",
    ),
    Text("可在汇编结果的“设置”中整理", "you can tidy them up on Settings in the register"),
    "warning",
)
LIST_FULL = Problem(
    "list-full",
    Text("下拉列表「{label}」放不下这些选项：{value}", "the list “{label}” has no room for these entries: {value}"),
    Text("行里的内容已保留；请整理各部门的选项", "the rows keep their content; tidy up the departments' entries"),
    "warning",
)
SAME_AS = Problem(
    "same-as",
    Text("与 {others} 内容相同", "same content as {others}"),
    Text("如是同一件事，请合并为一行", "if they are about the same thing, merge them into one row"),
    "warning",
)
LIKE = Problem(
    "like",
    Text("与 {others} 相近", "similar to {others}"),
    Text("请核对是否同一件事", "check whether they are about the same thing"),
    "warning",
)

# --- reading on a cluster --------------------------------------------------------------------------------------------

SCHEDULER_UNREACHABLE = Problem(
    "scheduler-unreachable",
    Text("连不上 Dask 调度器 {name}：{reason}", "cannot reach the Dask scheduler {name}: {reason}"),
    Text(
        "请检查地址（tcp://主机:端口），或去掉 --scheduler 在本机读取",
        "check the address (tcp://host:port), or leave out --scheduler to read on this computer",
    ),
)
CLUSTER_FAILED = Problem(
    "cluster-failed",
    Text("集群没能读取文件：{reason}", "the cluster could not read the files: {reason}"),
    Text(
        "每个工作进程都要装有同一版本的 kaizen-ribbon，并能看到同一文件夹",
        "every worker needs the same version of kaizen-ribbon and access to the same folder",
    ),
)

# --- tables for BI tools ---------------------------------------------------------------------------------------------

EXTRA_MISSING = Problem(
    "extra-missing",
    Text(
        "缺少组件 {library}，它随 kaizen-ribbon[{extra}] 安装",
        "the library {library} is missing; it is installed with kaizen-ribbon[{extra}]",
    ),
    Text("请运行：pip install 'kaizen-ribbon[{extra}]'", "run: pip install 'kaizen-ribbon[{extra}]'"),
)
UNKNOWN_TARGET = Problem(
    "unknown-target",
    Text("不认识输出目标 {name}", "{name} is not a valid target for tables"),
    Text(
        "可选：parquet、sqlite、sqlite:///文件、postgresql://…",
        "choose parquet, sqlite, sqlite:///FILE or postgresql://…",
    ),
)
FOREIGN_TABLE = Problem(
    "foreign-table",
    Text("{name} 不是本命令写的表，没有替换", "{name} was not written by this command and was not replaced"),
    Text("请移走它，或写到另一个数据库或文件夹", "move it elsewhere, or write to another database or folder"),
)
DATABASE_REFUSED = Problem(
    "database-refused",
    Text("数据库 {name} 没有接受：{reason}", "the database {name} refused the data: {reason}"),
    Text("请检查地址、用户、权限；没有写入任何内容", "check the address, user and permissions; nothing was written"),
)
MISFITS = Problem(
    "bi-misfits",
    Text(
        "{count} 个值与所在列的类型不符，在 BI 表中写入列 misfits",
        "{count:value does not match the type of its column; it is/values do not match the type of their column; they are} in the column misfits of the BI tables",
    ),
    Text("请运行 kaizen check 找出并更正", "run kaizen check to find and correct them"),
    "warning",
)
