"""Problems with the definition of a measure, with the exports that it is calculated from, and with its points."""

from udfs.lang import Text
from udfs.problems.model import Problem

# --- the definition ----------------------------------------------------------------------------------------------------

FILTER_FORM = Problem(
    "filter-form",
    Text("条件“{value}”要写成 列名、比较符、值", "the condition “{value}” has to be column, operator, value"),
    Text(
        "比较符：{allowed}；多个条件用分号隔开，例：状态=已完成; 渠道=线上|电话",
        "operators: {allowed}; separate conditions by semicolons, such as Status=Done; Channel=Online|Phone",
    ),
)
FILTER_NO_NUMBER = Problem(
    "filter-no-number",
    Text(
        "条件“{value}”里的“{other}”不是数字、日期或时长",
        "“{other}” in the condition “{value}” is not a number, a date or a duration",
    ),
    Text("大于、小于只能与它们比较，例：处理时长>2", "only these can be larger or smaller, such as Hours>2"),
)
UNKNOWN_CHOICE = Problem(
    "calculation-unknown",
    Text("不认识“{value}”", "“{value}” is not known"),
    Text("请选：{allowed}", "choose: {allowed}"),
)
NO_DATE_COLUMN = Problem(
    "no-date-column",
    Text(
        "指标“{value}”没有写日期列，不能取数", "the measure “{value}” names no date column, so it cannot be calculated"
    ),
    Text(
        "请在“日期列”填导出表里的列名，例：下单时间",
        "put the heading of the export into Date column, such as Ordered at",
    ),
)
NO_VALUE_COLUMN = Problem(
    "no-value-column",
    Text(
        "指标“{value}”的算法是{other}，但没有写数值列",
        "the measure “{value}” calculates “{other}” but names no value column",
    ),
    Text("请填数值列，例：处理时长", "fill in Value column, such as Hours"),
)
NO_SHARE = Problem(
    "no-share-condition",
    Text(
        "指标“{value}”的算法是{other}，但没有写占比条件",
        "the measure “{value}” calculates “{other}” but has no condition for it",
    ),
    Text("请填占比条件，例：是否投诉=是", "fill in Share of, such as Complaint=Yes"),
)
NO_DEFINITION = Problem(
    "no-definition",
    Text("指标“{value}”没有取数的定义", "the measure “{value}” does not say how it is calculated from an export"),
    Text("请在“指标”的“取数”各列填写，或用 --define", "fill in the columns under Where it comes from, or use --define"),
)
NOTHING_DEFINED = Problem(
    "nothing-defined",
    Text("“指标”里没有一行写了怎样取数", "no row of Measures says how it is calculated from an export"),
    Text(
        "请加 --define：按导出表的列建议定义，先看结果再写入",
        "add --define: it proposes definitions from the columns and shows the result first",
    ),
)
MEASURE_UNKNOWN = Problem(
    "measure-unknown",
    Text("“指标”里没有“{value}”", "Measures has no “{value}”"),
    Text("现有：{known}", "there are: {known}"),
)
MEASURE_TWICE = Problem(
    "measure-twice",
    Text(
        "编号“{value}”在“指标”中不止一行，没有取数",
        "the number “{value}” stands in several rows of Measures, so it was not calculated",
    ),
    Text("请改成不同的编号", "give each row a number of its own"),
)
SET_FORM = Problem(
    "set-form",
    Text("“{value}”要写成 列名=值", "“{value}” has to be written as column=value"),
    Text("可改的列：{allowed}；例：--set 分组列=渠道", 'columns: {allowed}; for instance --set "Group column=Channel"'),
)
NOTHING_TO_PROPOSE = Problem(
    "nothing-to-propose",
    Text("{name} 里没有找到日期列，不能建议定义", "{name} has no column of dates, so no definition can be proposed"),
    Text(
        "表头：{known}；请检查是否选对了文件或工作表，或用 --set 日期列=列名 指定",
        "its headings: {known}; check whether it is the right file or worksheet, or name the column with "
        '--set "Date column=…"',
    ),
)
ALL_PROPOSED = Problem(
    "all-proposed",
    Text("按 {name} 能建议的指标“指标”里都有了", "Measures has everything that can be proposed from {name} already"),
    Text("去掉 --define 就会取数", "leave out --define to calculate them"),
    "warning",
)

# --- the export ----------------------------------------------------------------------------------------------------------

NO_EXPORTS = Problem(
    "no-exports",
    Text("文件夹 {name} 里没有导出文件", "there are no exports in the folder {name}"),
    Text("请给出放有 .csv、.tsv、.txt、.xlsx 的文件夹", "give a folder with .csv, .tsv, .txt or .xlsx files"),
)
NO_MEASURE_FITS = Problem(
    "no-measure-fits",
    Text(
        "{name} 里没有任何指标要的全部列；{value} 缺：{columns}",
        "{name} has not all the columns of any measure; {value} lacks: {columns}",
    ),
    Text(
        "表头：{known}；请改“指标”里的列名，或换一份导出",
        "its headings: {known}; correct the names on Measures, or take another export",
    ),
)
COLUMNS_NOT_HERE = Problem(
    "columns-not-here",
    Text(
        "没有指标 {value} 要的列：{columns}，没有为它取数", "it has no columns {columns}, so {value} was not calculated"
    ),
    Text(
        "如它来自别的系统，请用那份导出；否则请改“指标”里的列名",
        "take the export of its own system, or correct the names on Measures",
    ),
    "warning",
)
COLUMN_REPEATED = Problem(
    "heading-repeated",
    Text(
        "有 {count} 列都叫“{value}”，不知道用哪一列",
        "{count:column is/columns are} called “{value}”: which one is meant is not known",
    ),
    Text("请在导出表里把其中一列改名", "rename one of them in the export"),
)
EXPORT_IS_BOOK = Problem(
    "export-is-book",
    Text("{name} 是要写入的工作簿，不是导出文件", "{name} is the workbook that is written to, not an export"),
    Text("请给出业务系统的导出文件", "give a file that a system has exported"),
)
SHEET_OF_TEXT = Problem(
    "sheet-of-text",
    Text(
        "这是文本文件，没有工作表，没有用到“{value}”", "this is a text file without worksheets: “{value}” was not used"
    ),
    Text("--sheet 只对工作簿有用", "--sheet is for workbooks only"),
    "warning",
)
FILE_REPEATED = Problem(
    "file-repeated",
    Text("与 {other} 内容完全相同，只计了一次", "the same content as {other}; it was counted once"),
    Text("如应是另一份导出，请重新导出", "if it should be another one, export it again"),
    "warning",
)
TOO_MANY_GROUPS = Problem(
    "too-many-groups",
    Text(
        "指标“{value}”的分组列“{label}”有超过 {allowed} 种内容，没有取数",
        "“{label}”, by which “{value}” is split, has more than {allowed} different values, so it was not calculated",
    ),
    Text(
        "请选只有少数几种内容的列，例：渠道、部门",
        "choose a column with few different values, such as channel or department",
    ),
)
PERSONS_AS_GROUPS = Problem(
    "persons-as-groups",
    Text(
        "指标“{value}”按“{label}”分组：工作簿里会有人名",
        "“{value}” is split by “{label}”: names of persons will be in the workbook",
    ),
    Text("如不必到人，请换一列，或不分组", "choose another column, or none, unless it has to be by person"),
    "warning",
)

# --- the quality of its data -------------------------------------------------------------------------------------------

KEYS_REPEATED = Problem(
    "keys-repeated",
    Text(
        "「{label}」有 {count} 行与前面的行重复，都计入了：{rows}",
        "{count:row repeats/rows repeat} a “{label}” of an earlier row; all of them were counted: {rows}",
    ),
    Text(
        "如是重复导出，请去掉重复的行再取数；如一单多行属正常，不必处理",
        "remove rows that were exported twice and run it again; several rows of one order may be right",
    ),
    "warning",
)
DAYS_MISSING = Problem(
    "days-missing",
    Text("有 {count} 段日子没有任何行：{few}", "{count:stretch/stretches} of days without any row: {few}"),
    Text(
        "如当天确实没有业务，请在“指标数据”补 0；否则请补导出",
        "if nothing happened then, type 0 into Data points; otherwise export the missing days",
    ),
    "warning",
)
UNIT_JUMP = Problem(
    "unit-jump",
    Text(
        "「{label}」从 {date}（第 {row} 行起）变为之前的约 {factor}，像是换了单位",
        "“{label}” is about {factor} what it was before from {date} on (row {row}), as if its unit had changed",
    ),
    Text(
        "请核对导出表那几天的单位，改好再取数",
        "compare the unit of those days in the export, correct it and run it again",
    ),
    "warning",
)
DATES_IN_FUTURE = Problem(
    "dates-in-future",
    Text(
        "「{label}」有 {count} 行的日期在今天之后，没有计入：第 {rows} 行",
        "{count:row/rows} with a “{label}” after today, not counted: row {rows}",
    ),
    Text("请更正日期，或换一列作日期列", "correct the dates, or take another date column"),
)
DATES_UNREAD = Problem(
    "dates-unread",
    Text(
        "「{label}」有 {count} 行不是日期（如“{value}”），没有计入：第 {rows} 行",
        "{count:row/rows} without a date in “{label}” (such as “{value}”), not counted: row {rows}",
    ),
    Text("写成 2026-03-05 这样的日期再取数", "write dates such as 2026-03-05 and run it again"),
)
VALUES_UNREAD = Problem(
    "values-unread",
    Text(
        "「{label}」有 {count} 行不是数字（如“{value}”），没有计入：第 {rows} 行",
        "{count:row/rows} without a number in “{label}” (such as “{value}”), not counted: row {rows}",
    ),
    Text(
        "请改成数字；写成 1天2小时、02:15:00 的时长要在“指标”里填时间单位",
        "make them numbers; durations such as 02:15:00 need a unit of time on Measures",
    ),
)
NUMBERS_AS_TEXT = Problem(
    "numbers-as-text",
    Text(
        "「{label}」有 {count} 行是文字形式的数字（如“{value}”），已按数字计入：第 {rows} 行",
        "{count:number/numbers} of “{label}” stored as text (such as “{value}”), counted as numbers: row {rows}",
    ),
    Text("请核对；最好让系统按数字导出", "compare them; better have them exported as numbers"),
    "warning",
)
DURATIONS_NEGATIVE = Problem(
    "durations-negative",
    Text(
        "「{label}」有 {count} 行的时长是负数（如 {value}），没有计入：第 {rows} 行",
        "{count:row/rows} with a negative duration in “{label}” (such as {value}), not counted: row {rows}",
    ),
    Text(
        "多半是开始和结束颠倒；请更正再取数", "start and end may be the wrong way round: correct them and run it again"
    ),
)
DURATION_UNSURE = Problem(
    "duration-unsure",
    Text(
        "「{label}」有 {count} 行像“{value}”，按 时:分 读：第 {rows} 行",
        "{count:row/rows} of “{label}” like “{value}”, read as hours and minutes: row {rows}",
    ),
    Text("如是 分:秒，请写成 00:01:15", "if minutes and seconds are meant, write 00:01:15"),
    "warning",
)
LINES_SKIPPED = Problem(
    "lines-skipped",
    Text(
        "有 {count} 行不是数据（{few}），没有计入：第 {rows} 行",
        "{count:line is no row/lines are no rows} of data ({few}) and not counted: row {rows}",
    ),
    Text("如其中有数据，请补上日期", "if one of them is, give it a date"),
    "warning",
)
NO_ROW_FITS = Problem(
    "no-row-fits",
    Text("{value}：没有一行符合筛选“{other}”", "{value}: no row fits its filter “{other}”"),
    Text(
        "请核对“指标”里筛选的写法，是否与导出表里的内容一致",
        "compare Filter on Measures with what the export holds",
    ),
    "warning",
)
PERIOD_UNFINISHED = Problem(
    "period-unfinished",
    Text(
        "{value} 的 {few} 还不完整，已标“未完整”，不算进控制限",
        "{value}: {few} not complete yet, marked Incomplete and kept out of the limits",
    ),
    Text("等这一期结束后用完整的导出再取一次", "run it again with the whole period when it is over"),
    "warning",
)

# --- the points on the sheet -------------------------------------------------------------------------------------------

POINT_KEPT = Problem(
    "point-kept",
    Text(
        "{value}：手工填写或排除的 {old} 保留；按导出应为 {new}",
        "{value}: typed or excluded by hand, so {old} stays; the export gives {new}",
    ),
    Text("如以导出为准，请清空这一行再取数", "to follow the export, clear the row and run it again"),
    "warning",
)
POINTS_ZEROED = Problem(
    "points-zeroed",
    Text(
        "{value}：这次算出的全是 0，工作簿里有 {count} 个点不是，都保留（条件：{other}）",
        "{value}: everything came to 0 this time, so the {count:point/points} with other figures stay (conditions: {other})",
    ),
    Text(
        "请核对“指标”里的筛选和占比条件；确实是 0 时，请清空这些行再取数",
        "compare Filter and Share of on Measures; if 0 is right, clear those rows and run it again",
    ),
)
POINT_PARTIAL = Problem(
    "point-partial",
    Text(
        "{value}：这份导出只有这一期的一部分，{old} 保留（按导出为 {new}）",
        "{value}: the export holds only a part of this period, so {old} stays (the export gives {new})",
    ),
    Text("请把包含这一期的几份导出一起取数", "run it with all the exports of the period together"),
    "warning",
)
POINT_SHRUNK = Problem(
    "point-shrunk",
    Text(
        "{value}：比上次计入的行少，{old} 改为 {new}",
        "{value}: counted from fewer rows than before, {old} became {new}",
    ),
    Text(
        "如新导出不全，请撤销（kaizen undo），与原来的导出一起取数",
        "if the new export is not complete, undo this and run it with the former one together",
    ),
    "warning",
)
