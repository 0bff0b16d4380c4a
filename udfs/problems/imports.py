"""Problems with a file to import, and what an import reports about its rows."""

from udfs.lang import Text
from udfs.problems.model import Problem

UNREADABLE_TEXT = Problem(
    "unreadable-text",
    Text("{name} 的文字编码无法识别", "the encoding of {name} is not known"),
    Text("请另存为 CSV UTF-8 或 .xlsx", "save it as CSV UTF-8 or .xlsx"),
)
BINARY_FILE = Problem(
    "binary-file",
    Text("{name} 不是文本表格", "{name} is no text table"),
    Text("请导入 .xlsx、.csv、.tsv 或 .txt", "import .xlsx, .csv, .tsv or .txt"),
)
UNKNOWN_KIND = Problem(
    "unknown-kind",
    Text("不认识 {name} 的文件类型", "the kind of {name} is not known"),
    Text(
        "请导入 .xlsx、.xlsm、.xls、.xlsb、.ods、.csv、.tsv、.txt，或 Project 的 .xml",
        "import .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv, .txt, or Project's .xml",
    ),
)
WEB_PAGE = Problem(
    "web-page",
    Text(
        "{name} 名为 .xls，实为没有表格的网页或 XML", "{name} is called .xls but is XML or a web page without a table"
    ),
    Text("请在 Excel 或 WPS 中打开，另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx"),
)
NO_HEADER = Problem(
    "no-header",
    Text("{name} 里没有找到能对应的表头", "no row of {name} has headings that could be matched"),
    Text("表头至少要有一列与“{table}”的列名相同或相近", "at least one heading must be like a column of “{table}”"),
)
NOTHING_TO_IMPORT = Problem(
    "nothing-to-import",
    Text("{name} 表头下面没有数据行", "there are no rows below the headings of {name}"),
    Text("请检查是否选对了工作表（--sheet）", "check whether the right worksheet was taken (--sheet)"),
)
ROW_SKIPPED = Problem(
    "row-skipped",
    Text("第 {row} 行没有导入（{why}）：{value}", "row {row} was not imported ({why}): {value}"),
    Text("如需要，请手工补录", "type it in if it is wanted"),
    "warning",
)
KEPT_AS_TEXT = Problem(
    "kept-as-text",
    Text(
        "第 {row} 行「{label}」的“{value}”没能读成{kind}，按原文保留",
        "row {row}: “{value}” in “{label}” could not be read as {kind}; kept as text",
    ),
    Text("导入后请运行检查并更正", "check after the import and correct it"),
    "warning",
)
FILLED_DOWN = Problem(
    "filled-down",
    Text("合并单元格 {value} 的内容已填到它的每一行", "the merged cells {value} were filled down over their rows"),
    Text("如不需要，请删去多余的", "clear what you do not want"),
    "warning",
)
ROW_TOO_LONG = Problem(
    "row-too-long",
    Text(
        "第 {row} 行没有导入：其中一格的内容超过上限 {allowed} 字：{value}…",
        "row {row} was not imported: one of its cells would hold more than {allowed} characters: {value}…",
    ),
    Text("请缩短该行，或先给未对应的内容改好表头", "shorten the row, or rename headings so that they match"),
)
SHEET_LEFT = Problem(
    "sheet-left",
    Text(
        "工作表“{name}”也有能对应的表头，这次没有导入（{count} 行）",
        "the sheet “{name}” has headings that match too and was not imported ({count:row/rows})",
    ),
    Text("如需要，请再导入一次：--sheet {name}", "import again if you want it: --sheet {name}"),
    "warning",
)
FORMULA_WITHOUT_VALUE = Problem(
    "formula-without-value",
    Text(
        "公式 ={value} 没有保存计算结果，导入为空",
        "the formula ={value} has no stored result and was imported as a blank",
    ),
    Text(
        "请在 Excel 或 WPS 中打开来源文件，保存后再导入", "open the source in Excel or WPS, save it and import it again"
    ),
    "warning",
)
ERRORS_UNSEEN = Problem(
    "errors-unseen",
    Text(
        "{name} 的格式读不出错误值、批注、链接和图片：#N/A 等按空白导入，其余没有导入",
        "error values, comments, links and pictures cannot be seen in the format of {name}; #N/A and the like were imported "
        "as blanks, the others were not imported",
    ),
    Text("如有这些内容，请另存为 .xlsx 再导入", "if there are any, save it as .xlsx and import that"),
    "warning",
)
REMARKS_NOTED = Problem(
    "remarks-noted",
    Text("{count} 处批注或链接已写入备注", "{count:comment or link was/comments and links were} written to Notes"),
    Text("如不需要，请从备注中删去", "clear them in Notes if you do not want them"),
    "warning",
)
ROWS_KNOWN = Problem(
    "rows-known",
    Text(
        "文件有 {count} 行，其中 {numbers} 行的编号、{texts} 行的「{label}」工作簿里已有（{few}）；导入是另外加行，不会合并",
        "of the {count:row/rows} of this file the workbook has {numbers} by number and {texts} by “{label}” already ({few}); "
        "importing adds them again and merges nothing",
    ),
    Text(
        "如是导入过的文件，请不要再导入；已经导入的可用 kaizen undo 撤回",
        "if the file was imported before, do not import it again; kaizen undo takes an import back",
    ),
    "warning",
)
ONLY_NUMBERS = Problem(
    "only-numbers",
    Text(
        "{count} 行除编号（{few}）外没有内容，没有导入（第 {rows} 行）",
        "not imported: {count:row/rows} with nothing but a number ({few}; row {rows})",
    ),
    Text("如这些编号有内容，请先在来源中填好", "if these numbers have content, fill it in in the source first"),
    "warning",
)
ONLY_LINES = Problem(
    "only-lines",
    Text(
        "{name} 表头下面的 {count} 行都不是清单的行：{few}",
        "{name} has no rows of a list below its headings, but {count:other line/other lines}: {few}",
    ),
    Text("请检查是否选对了工作表（--sheet）", "check whether the right worksheet was taken (--sheet)"),
)
COUNTED_DAYS = Problem(
    "counted-days",
    Text(
        "「{label}」有 {count} 格是日期序号（如 {value}），已读作日期（{date}）",
        "read as dates: {count:cell/cells} of “{label}” with numbers of days (such as {value}: {date})",
    ),
    Text("请核对日期；如不是日期，请改正", "compare the dates, and correct them if none were meant"),
    "warning",
)
HIDDEN_ROWS = Problem(
    "hidden-rows",
    Text(
        "来源中隐藏或筛选掉的 {count} 行也导入了（第 {rows} 行）",
        "imported although hidden or filtered out in the source: {count:row/rows} (row {rows})",
    ),
    Text(
        "如只要可见的行，请撤回，把可见的行复制到新工作表再导入",
        "if you want the visible rows only, undo this, copy them to a new sheet and import that",
    ),
    "warning",
)
OTHER_SHEETS = Problem(
    "other-sheets",
    Text(
        "文件中还有 {count} 张工作表没有导入：{sheets}",
        "not imported: {count:other sheet/other sheets} of the file: {sheets}",
    ),
    Text("如需要，请用 --sheet 再导入一次", "import again with --sheet if you want one of them"),
    "warning",
)
MAP_FORM = Problem(
    "map-form",
    Text("对应“{value}”要写成 表头=列名", "the mapping “{value}” has to be written as heading=column"),
    Text("例：--map 严重程度=影响程度", "for instance --map Severity=Impact"),
)
MAP_NO_HEADING = Problem(
    "map-no-heading",
    Text("{name} 没有表头“{value}”", "{name} has no heading “{value}”"),
    Text("文件的表头：{known}", "the headings of the file: {known}"),
)
MAP_NO_COLUMN = Problem(
    "map-no-column",
    Text("“{table}”没有可填的列“{value}”", "“{table}” has no column “{value}” that can be filled"),
    Text("可用的列：{known}；放进备注请写 备注", "these can be: {known}; write Notes for the notes"),
)
MAP_TWICE = Problem(
    "map-twice",
    Text("两个表头都对应到「{label}」", "two headings are mapped to “{label}”"),
    Text("一列只能有一个来源，请改其中一个", "a column can have one source only: change one of the two"),
)
CHOICES_RESPELLED = Problem(
    "choices-respelled",
    Text(
        "「{label}」有 {count} 格改写成了清单里的写法：{few}",
        "{count:cell/cells} of “{label}” now read as on the list: {few}",
    ),
    Text(
        "如不对，请改“设置”上的“选项的各种写法”，再导入",
        "where that is wrong, change “Other ways to write choices” on Settings and import again",
    ),
    "warning",
)
CHOICES_UNLISTED = Problem(
    "choices-unlisted",
    Text(
        "「{label}」有 {count} 格不在清单中，按原文保留：{few}",
        "{count:cell/cells} of “{label}” with what is not on the list, kept as written: {few}",
    ),
    Text(
        "请在“设置”的“选项的各种写法”加上这种写法，或导入时写 --spell 写法=选项（只需一次）",
        "add the spelling to “Other ways to write choices” on Settings, or import with --spell SPELLING=CHOICE (once is enough)",
    ),
    "warning",
)
SPELL_FORM = Problem(
    "spell-form",
    Text("写法“{value}”要写成 写法=选项", "the spelling “{value}” has to be written as spelling=choice"),
    Text("例：--spell 待开始=待处理", "for instance --spell todo=Open"),
)
SPELL_NO_CHOICE = Problem(
    "spell-no-choice",
    Text("“{value}”不是“{table}”任何一列的选项", "“{value}” is not a choice of any column of “{table}”"),
    Text("可用的选项：{known}", "the choices: {known}"),
)
SPELLINGS_FULL = Problem(
    "spellings-full",
    Text(
        "“设置”上没有地方记下 {few}，只用于这一次",
        "Settings has no room to keep {few}; it was used this time only",
    ),
    Text(
        "请删去“选项的各种写法”中不用的行",
        "clear lines of “Other ways to write choices” that nobody needs",
    ),
    "warning",
)
SPELLINGS_NO_BLOCK = Problem(
    "spellings-no-block",
    Text(
        "这份工作簿的“设置”还没有“选项的各种写法”，{few} 只用于这一次",
        "Settings of this workbook has no block “Other ways to write choices”: {few} was used this time only",
    ),
    Text(
        "要记住，请运行 kaizen upgrade，在另存的新版式工作簿里再教一次",
        "to have it remembered, run kaizen upgrade and teach it once more in the copy that this makes",
    ),
    "warning",
)
FILE_KNOWN = Problem(
    "file-known",
    Text(
        "{name} 的 {count} 行都已在工作簿中，内容完全相同：没有再导入",
        "the workbook has every one of the {count:row/rows} of {name}, cell by cell: nothing was imported",
    ),
    Text("如确实要再导入一次，请加 --again", "import it with --again if you want it twice"),
)
MAP_PROJECT = Problem(
    "map-project",
    Text(
        "{name} 是 Project 文件，字段按名称对应，不能用 --map 或 --spell",
        "{name} is a Project file: its fields go by name, not by --map or --spell",
    ),
    Text("请去掉这两个选项再导入", "import it without these options"),
)
SPELL_SURVEY = Problem(
    "spell-survey",
    Text("{name} 是问卷的导出，选项按原文保留，不能用 --spell", "{name} is the export of a survey: its options stay as they are, without --spell"),
    Text("请去掉 --spell 再导入", "import it without --spell"),
)  # fmt: skip
NO_SURVEY = Problem(
    "no-survey",
    Text("{name} 不是问卷的导出，或工作簿没有「问卷」和「答卷」，不能用 --kind", "{name} is no export of a survey, or the workbook lacks Questionnaire and Answers: --kind has no use"),
    Text(
        "请去掉 --kind；普通表单请加 --table answers，没有这两张表请先 kaizen add 问卷 答卷",
        "leave --kind out; for a plain form add --table answers, without the two tables run kaizen add questions answers first",
    ),
)  # fmt: skip
TASKS_FILLED = Problem(
    "tasks-filled",
    Text(
        "按来源的完成日期和状态补填了 {count} 格：{few}",
        "{count:cell/cells} filled in from the finish and the status in the source: {few}",
    ),
    Text("原文在备注中；请核对", "the notes hold what the source says; compare them"),
    "warning",
)
