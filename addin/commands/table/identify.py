"""The commands of the first step: to have the issues in a workbook, right and counted."""

from __future__ import annotations

from pathlib import Path

from addin.commands.table.model import IDENTIFY, Access, Button, Command, Menu, Needs, Option
from addin.commands.table.options import BOOK, JSON, OUTPUT, TABLE_KEYS, into, output
from udfs.lang import Text
from workbook_templates.names import ALL_KEY, TEMPLATE_LABELS, TemplateKey


def _new_button(key: TemplateKey, label: Text) -> Button:
    tip = Text(f"新建空白的“{label.zh}”并打开", f"Makes and opens a clean “{label.en}”")
    click = "addin.excel.making:new"
    return Button(f"new-{key.value}", label, tip, "FileNew", Needs.NOTHING, click=click, options={"template": key})


_NEW_OF_ALL = Button(
    f"new-{ALL_KEY}",
    Text("改善项目工作簿，全部表", "Project workbook, all tables"),
    Text(
        "新建空白的“改善项目工作簿”，标准表都在里面，并打开",
        "Makes and opens a clean “Project workbook” with every standard table",
    ),
    "FileNew",
    Needs.NOTHING,
    click="addin.excel.making:new",
    options={"template": TemplateKey.PROJECT, "all_tables": True},
)

COMMANDS = (
    Command(
        "demo",
        IDENTIFY,
        "addin.cli.making:demo",
        help=Text(
            "生成示例项目：九份标准工作簿，已填好一个电商案例，并完成评分、检查和汇总；另有订单和问卷的导出，指标数据和答卷由它们来。",
            "Make a demo project: nine workbooks filled with an e-commerce case, scored, checked and summarised, and the exports that measures and answers come from.",
        ),
        example="kaizen demo -o 示例",
        options=(output("项目文件夹（须不存在或为空）", "project folder (must be new or empty)"),),
    ),
    Command(
        "new",
        IDENTIFY,
        "addin.cli.making:new",
        help=Text("新建一份空白标准工作簿。", "Make a clean standard workbook."),
        example="kaizen new issue-list -o 问题清单.xlsx",
        options=(
            Option("template", Text("哪一种工作簿", "which workbook"), TemplateKey, required=True),
            Option(
                "all_tables",
                Text(
                    "标准表都放进去（以后用 kaizen add 逐张加也可以）",
                    "with every standard table; kaizen add brings them one by one",
                ),
                flags=("--all",),
            ),
            OUTPUT,
        ),
        ribbon=(
            Menu(
                "new",
                Text("新建", "New"),
                Text("新建一份空白的标准工作簿", "Makes a clean standard workbook"),
                "FileNew",
                (*(_new_button(key, label) for key, label in TEMPLATE_LABELS.items()), _NEW_OF_ALL),
            ),
        ),
    ),
    Command(
        "import",
        IDENTIFY,
        "addin.commands.importing:import_rows",
        Access.WRITES,
        Text(
            "把自己的表、系统导出文件（xlsx、csv…）、问卷平台的导出或 Project 文件（.xml）导入标准工作簿：自动找表头、按别名对列，什么都不丢。"
            "导入只加行，不合并：在 Project 中改过的计划请导入到空工作簿（kaizen new plan-schedule）。",
            "Bring rows of your own sheet, an export (xlsx, csv…), a survey's or a Project file (.xml) into a standard workbook: finds the "
            "header row, matches columns by alias, loses nothing. Importing adds rows and merges none: take a plan that was "
            "changed in Project into an empty workbook (kaizen new plan-schedule).",
        ),
        "kaizen import 导出.csv --into 问题清单.xlsx",
        (
            Option("source", Text("要导入的文件", "file to import"), Path, metavar="SHEET", required=True),
            into("导入到哪份标准工作簿", "standard workbook to import into"),
            Option(
                "table",
                Text(
                    f"导入到哪张表（{TABLE_KEYS.zh}）；只有一张或一张主表时可省略",
                    f"table ({TABLE_KEYS.en}); not needed where there is one main table",
                ),
                str,
                ("--table",),
            ),
            Option(
                "worksheet",
                Text("要导入的工作表名；省略时自动选择", "worksheet to import; chosen automatically if not given"),
                str,
                ("--sheet",),
            ),
            Option(
                "mapping",
                Text(
                    "指定某一列对应哪一列：表头=列名，可多次给出；同样表头的文件下次照此导入",
                    "say which column a heading means: heading=column; may be repeated, and is remembered for files with "
                    "the same headings",
                ),
                str,
                ("--map",),
                metavar="HEADING=COLUMN",
                many=True,
            ),
            Option(
                "spell",
                Text(
                    "指定选项的另一种写法：写法=选项，可多次给出；记在“设置”上，只需一次",
                    "say how a choice is also written: spelling=choice; may be repeated, and is kept on Settings",
                ),
                str,
                ("--spell",),
                metavar="SPELLING=CHOICE",
                many=True,
            ),
            Option(
                "kinds",
                Text(
                    "问卷导出：指定某题的题型，可多次给出；默认自动判断",
                    "export of a survey: the kind of a question; may be repeated, recognised by itself if not given",
                ),
                str,
                ("--kind",),
                metavar="Q-003=KIND",
                many=True,
            ),
            Option(
                "again",
                Text(
                    "各行都已在工作簿中的文件也再导入一次（默认拒绝）",
                    "import a file once more all of whose rows are in the workbook (refused otherwise)",
                ),
                flags=("--again",),
            ),
            Option(
                "dry_run",
                Text("只显示列的对应关系，不写入", "only show how columns are matched, write nothing"),
                flags=("--dry-run",),
                only_reads=True,
            ),
            JSON,
        ),
        (
            Button(
                "import",
                Text("导入", "Import"),
                Text(
                    "把当前工作表（或选择的文件）的行导入标准工作簿；先显示列的对应，任何列都不会丢",
                    "Brings the rows of this sheet, or of a file, into a standard workbook; shows the mapping, loses no column",
                ),
                "ImportExcel",
                Needs.BOOK,
                click="addin.excel.importing:import_",
            ),
        ),
    ),
    Command(
        "check",
        IDENTIFY,
        "addin.commands.check:check",
        Access.WRITES,
        Text(
            "检查必填项、选项、类型、日期先后、表间引用和重复；在工作簿中标色并写“检查结果”。有错误时退出码为 1。",
            "Check required fields, choices, types, date order, references and duplicates; mark cells and write Check result. "
            "Exit code 1 when something is wrong.",
        ),
        "kaizen check 问题清单.xlsx",
        (BOOK, JSON),
        (
            Button(
                "check",
                Text("检查", "Check"),
                Text(
                    "检查必填、选项、日期和引用；标出有问题的单元格并选中第一处",
                    "Checks required fields, choices, dates and links; marks what is wrong and selects the first cell",
                ),
                "ErrorChecking",
                large=True,
            ),
        ),
    ),
    Command(
        "fix",
        IDENTIFY,
        "addin.commands.fix:fix",
        Access.WRITES,
        Text(
            "改好只有一种意思的单元格：文字日期、全角数字、不同写法、多余空格、百分数文字；逐格列出，可一步撤销。"
            "有疑问的（如 3/4/2026）不动，由“检查”指出；仍有错误时退出码为 1。",
            "Mend cells that can mean only one thing: dates as text, full-width digits, spellings, stray spaces, percentages as "
            "text. Every cell is listed, and one undo takes all back. What is doubtful (3/4/2026) stays and is reported; exit "
            "code 1 when something is still wrong.",
        ),
        "kaizen fix 问题清单.xlsx",
        (
            BOOK,
            Option(
                "dry_run",
                Text("只列出能改好的，不写入", "only list what can be mended, write nothing"),
                flags=("--dry-run",),
                only_reads=True,
            ),
            JSON,
        ),
        (
            Button(
                "fix",
                Text("修正", "Fix"),
                Text(
                    "改好文字日期、全角数字、不同写法、多余空格、百分数文字；逐格列出，可撤销，有疑问的不动",
                    "Mends dates as text, full-width digits, spellings, stray spaces and percentages as text; lists every "
                    "cell, can be undone, leaves alone what is doubtful",
                ),
                "AutoCorrect",
            ),
        ),
    ),
    Command(
        "summary",
        IDENTIFY,
        "addin.commands.summary:summary",
        Access.WRITES,
        Text(
            "更新工作表“汇总”：各项数量、通过率、重点和逾期清单、图表。",
            "Update the sheet Summary: counts, pass rate, top and overdue lists, charts.",
        ),
        "kaizen summary 问题清单.xlsx",
        (BOOK, JSON),
        (
            Button(
                "summary",
                Text("汇总", "Summary"),
                Text("更新“汇总”表的数字、清单和图表", "Updates figures, lists and charts on the sheet Summary"),
                "ChartInsert",
                large=True,
            ),
        ),
    ),
)
