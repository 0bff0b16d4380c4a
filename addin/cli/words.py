"""The words of the command line, in both languages; nothing heavy is imported here, because help must be quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from udfs.lang import Lang, Text


def asked_language(words: Sequence[str]) -> Lang | None:
    """Return the language that the command's words ask for, None where they do not."""
    for i, word in enumerate(words):
        value = (
            word.partition("=")[2]
            if word.startswith("--lang=")
            else words[i + 1]
            if word == "--lang" and i + 1 < len(words)
            else ""
        )
        if value in ("zh", "en"):
            return "en" if value == "en" else "zh"
    return None


def ui_language(words: Sequence[str] | None = None) -> Lang:
    """Return the language to speak: as asked with --lang, else KAIZEN_LANG, else Chinese."""
    asked = asked_language(sys.argv[1:] if words is None else words)
    return asked or ("en" if os.environ.get("KAIZEN_LANG") == "en" else "zh")


def localized(text: Text) -> str:
    """Return words in the language to speak."""
    return text.to(ui_language())


def _with_example(zh: str, en: str, example: str) -> Text:
    return Text(f"{zh}\n\n例：{example}", f"{en}\n\nExample: {example}")


APP = Text(
    "改善工作簿：在 Excel 标准表格里做持续改进。", "Kaizen Ribbon: continuous improvement in standard Excel workbooks."
)
DEMO = _with_example(
    "生成示例项目：三份标准工作簿，已填好电商案例，并完成评分、检查和汇总。",
    "Make a demo project: the three workbooks filled with an e-commerce case, scored, checked and summarised.",
    "kaizen demo -o 示例",
)
NEW = _with_example(
    "新建一份空白标准工作簿。", "Make a clean standard workbook.", "kaizen new issue-list -o 问题清单.xlsx"
)
CHECK = _with_example(
    "检查必填项、选项、类型、日期先后、表间引用和重复；在工作簿中标色并写“检查结果”。有错误时退出码为 1。",
    "Check required fields, choices, types, date order, references and duplicates; mark cells and write Check result. "
    "Exit code 1 when something is wrong.",
    "kaizen check 问题清单.xlsx",
)
SCORE = _with_example(
    "计算每一行的问题描述、优先级、总分、是否通过、优选、排名、完成日期和状态。",
    "Compute statement, priority, score, pass, preferred, rank, finish date and status of every row.",
    "kaizen score 方案评分表.xlsx",
)
SUMMARY = _with_example(
    "更新工作表“汇总”：各项数量、通过率、重点和逾期清单、图表。",
    "Update the sheet Summary: counts, pass rate, top and overdue lists, charts.",
    "kaizen summary 问题清单.xlsx",
)
SCHEDULE = _with_example(
    "排期：按前置任务、限制、日历（含调休）和实际进度排出每个任务的日期，算出浮动时间，标出关键路径。有问题时一次全部指出，什么都不写。",
    "Schedule the plan by predecessors, limits, calendars (make-up days counted) and actual progress; compute floats and "
    "mark the critical path. While something is wrong all of it is told and nothing is written.",
    "kaizen schedule 改进方案计划表.xlsx",
)
TRACE = _with_example(
    "实施方案：把问题、方案、任务连成链，写入工作表“实施方案”，指出断在哪里（通过的方案没有任务、任务没有方案等）。",
    "Implementation: link issues, solutions and tasks into chains on the sheet Trace and tell where they break "
    "(solutions that passed without tasks, tasks without a solution, and so on).",
    "kaizen trace 改善项目工作簿.xlsx",
)
BASELINE = _with_example(
    "基线：第一次运行把每个任务的开始和完成日期存为基线；以后再运行就逐个任务比较，说明晚几天、从哪个任务晚起、为什么。",
    "Freeze start and finish of every task as the baseline the first time; from then on compare task by task: how late, "
    "since which task, and why.",
    "kaizen baseline 改进方案计划表.xlsx",
)
LOAD = _with_example(
    "负荷：按责任人和周统计任务占用的工作日和任务数，更新工作表“负荷”，指出谁在哪一周超过上限。",
    "Count working days and tasks by owner and week, update the sheet Load, and tell who has too much in which week.",
    "kaizen load 改进方案计划表.xlsx",
)
EXPORT = _with_example(
    "导出计划：每人一份日历（.ics，再次导入会更新），或 Microsoft Project、ProjectLibre 能打开的文件（.xml）。缓冲计入后续任务的"
    "间隔，搁置的任务在 Project 中为非活动；改过的文件用 kaizen import 导入到空工作簿（kaizen new plan-schedule）。",
    "Export the plan: a calendar for each person (.ics; importing it again updates), or a file that Microsoft Project and "
    "ProjectLibre open (.xml). Buffers lengthen the lags behind them, held tasks are inactive; kaizen import takes "
    "the changed file into an empty workbook (kaizen new plan-schedule).",
    "kaizen export 改进方案计划表.xlsx --ics --mspdi",
)
IMPORT = _with_example(
    "把自己的表、系统导出文件（xlsx、csv…）或 Project 文件（.xml）导入标准工作簿：自动找表头、按别名对列，什么都不丢。"
    "导入只加行，不合并：在 Project 中改过的计划请导入到空工作簿（kaizen new plan-schedule）。",
    "Bring rows of your own sheet, an export (xlsx, csv…) or a Project file (.xml) into a standard workbook: finds the "
    "header row, matches columns by alias, loses nothing. Importing adds rows and merges none: take a plan that was "
    "changed in Project into an empty workbook (kaizen new plan-schedule).",
    "kaizen import 导出.csv --into 问题清单.xlsx",
)
GATHER = _with_example(
    "汇编：把各部门的标准工作簿（逐层查找）合成一份，注明来源、编号不重、找出重复；也可写成 BI 用的表。有文件读不了时退出码为 1。",
    "Gather the departments' standard workbooks (found at any depth) into one register that says where rows came from, "
    "keeps numbers apart and finds duplicates; or into tables for BI tools. Exit code 1 when a file could not be read.",
    "kaizen gather 各部门 -o 汇编.xlsx --to parquet",
)
UPGRADE = _with_example(
    "把旧版式的工作簿另存为现在的版式：行、自己加的列、设置、收发记录和修改记录都带过来，原文件不动。",
    "Make a copy of an older workbook in the present layout, with rows, own columns, settings, registers and log; the "
    "older file stays as it is.",
    "kaizen upgrade 改进方案计划表.xlsx -o 新版.xlsx",
)
UNDO = _with_example("撤销上一个命令。", "Take the last command back.", "kaizen undo 问题清单.xlsx")
LIVE = _with_example(
    "计算列改用加载项的 KZ_ 函数；数值不变。",
    "Computed columns use the add-in's KZ_ functions; values stay.",
    "kaizen live 方案评分表.xlsx",
)
PORTABLE = _with_example(
    "计算列改回普通公式，没有加载项的人也能用；数值不变。",
    "Computed columns use plain formulas that work without the add-in; values stay.",
    "kaizen portable 方案评分表.xlsx",
)
SHARE = _with_example(
    "生成可邮寄的副本和邮件草稿（.eml）：只含普通公式，计算列受保护，收回时可合并；在“收发记录”中登记。",
    "Make copies for mailing with draft messages (.eml): plain formulas, computed cells protected, ready to be merged "
    "when they come back; noted on the sheet Mailings.",
    'kaizen share 问题清单.xlsx --to "王芳 <wang@x.cn>" --to "李强 <li@x.cn>" --rows 责任人',
)
COLLECT = _with_example(
    "合并收回的副本（文件、文件夹、.zip、.eml/.msg）：只有一方改动的直接采用，两边都改的列在“冲突”，什么都不丢。",
    "Merge copies that came back (files, folders, .zip, .eml/.msg): what only one side changed is taken, what both "
    "changed is listed on Conflicts; nothing is lost.",
    "kaizen collect 问题清单.xlsx 回复/ 王芳的回复.eml",
)
RESOLVE = _with_example(
    "按“冲突”表中“处理”列的选择写回。",
    "Carry out what was chosen in the column Choice of the sheet Conflicts.",
    "kaizen resolve 问题清单.xlsx",
)
LOG = _with_example("显示修改记录。", "Show the change log.", "kaizen log 问题清单.xlsx")
RENDER = _with_example(
    "用 LibreOffice 把工作簿转成 PDF 或图片。", "Turn a workbook into PDF or pictures through LibreOffice.",
    "kaizen render 问题清单.xlsx --to png -o 图片",
)  # fmt: skip
INSTALL = _with_example(
    "为当前 Python 环境生成 Excel 加载项，放到 Excel 启动时打开的位置；可重复运行。",
    "Build the Excel add-in for this Python environment and put it where Excel starts it; safe to repeat.",
    "kaizen install",
)
UNINSTALL = _with_example("移除 Excel 加载项。", "Take the Excel add-in away.", "kaizen uninstall")
DOCTOR = _with_example(
    "检查加载项能否工作：版本、组件、商店版 Python、被拦截的文件、网盘文件夹、宏策略；逐项给出处理办法。",
    "Check what keeps the add-in from working: versions, library, Store Python, blocked files, synchronised folders, "
    "macro policy; with a remedy for each.",
    "kaizen doctor",
)
BUILD_ADDIN = _with_example(
    "只生成加载项文件，例如由 IT 部门统一分发。",
    "Only make the add-in file, for an IT department to hand out.",
    "kaizen build-addin -o kaizen.xlam --python C:\\kaizen\\.venv\\Scripts\\pythonw.exe",
)
SERVE = _with_example(
    "手工启动函数服务：公司策略不允许 Excel 启动程序时使用。",
    "Start the function server by hand, where a policy forbids Excel to start programs.",
    "kaizen serve",
)  # fmt: skip
ALL_USERS = Text("为这台电脑的所有用户（需要管理员）", "for all users of this computer (as administrator)")
ADDIN_OUTPUT = Text("保存到哪个文件", "file to save to")
PYTHON = Text(
    "将为 Excel 服务的 Python 解释器的完整路径（默认当前这个）",
    "full path of the Python that will serve Excel (this one by default)",
)
INSTALLED = {
    "installed": Text(
        "已安装：{name}\n重新启动 Excel 后可见“改善”选项卡",
        "installed: {name}\nthe tab Kaizen shows when Excel starts next",
    ),
    "updated": Text("已更新：{name}\n重新启动 Excel 后生效", "updated: {name}\nit counts when Excel starts next"),
    "unchanged": Text("已是最新：{name}", "up to date already: {name}"),
}
UNINSTALLED = Text("已移除 {name}", "removed {name}")
NOT_THERE = Text("没有安装加载项，无需移除", "the add-in is not installed; nothing to remove")
SERVING = Text("函数服务已启动，关闭此窗口即停止", "the function server runs until this window is closed")
GATHER_FOLDER = Text("放有各部门工作簿的文件夹", "folder that holds the workbooks")
GATHER_OUTPUT = Text(
    "汇编保存到哪个文件或文件夹（只要 --to 时可省略）", "file or folder for the register (not needed with --to)"
)
GATHER_TABLE = Text("只取一张表（issues、plans、tasks、pilots）", "take this table only (issues, plans, tasks, pilots)")
GATHER_TO = Text(
    "BI 用的表写到：parquet、sqlite、sqlite:///文件 或 postgresql://…；可多次给出（需要 kaizen-ribbon[bi]）",
    "tables for BI tools: parquet, sqlite, sqlite:///FILE or postgresql://…; may be repeated (needs kaizen-ribbon[bi])",
)
SCHEDULER = Text(
    "在 Dask 集群上读取：tcp://主机:端口（需要 kaizen-ribbon[cluster]，各节点能看到同一文件夹）",
    "read on a Dask cluster: tcp://host:port (needs kaizen-ribbon[cluster]; its workers must see the same folder)",
)
LANG = Text("语言：zh 或 en", "language: zh or en")
BOOK = Text("标准工作簿（.xlsx）", "standard workbook (.xlsx)")
JSON = Text("以 JSON 输出，供程序读取", "print JSON for programs")
OUTPUT = Text("保存到哪个文件或文件夹", "file or folder to save to")
DEMO_OUTPUT = Text("项目文件夹（须不存在或为空）", "project folder (must be new or empty)")
TEMPLATE = Text("哪一种工作簿", "which workbook")
IMPORT_SHEET = Text("要导入的文件", "file to import")
INTO = Text("导入到哪份标准工作簿", "standard workbook to import into")
TABLE = Text(
    "导入到哪张表（issues、plans、tasks、pilots）；只有一张或一张主表时可省略",
    "table (issues, plans, tasks, pilots); not needed where there is one main table",
)
WORKSHEET = Text("要导入的工作表名；省略时自动选择", "worksheet to import; chosen by itself where not given")
ICS = Text("日历文件，每位责任人一份", "calendar files, one for each owner")
MSPDI = Text("Microsoft Project 的 XML 文件", "an XML file for Microsoft Project")
EXPORT_OUTPUT = Text(
    "保存到哪个文件夹（默认与工作簿相同）；给出 .ics 文件则全部任务合成一份日历",
    "folder to save in (the workbook's own by default), or a file; one .ics file holds everybody's tasks",
)
PARTIAL = Text("有问题时也写入能排的任务", "write what can be scheduled even while something is wrong")
AGAIN = Text("以现在的日期重新存基线，替换原来的", "freeze the present dates in place of the baseline that is there")
ADD = Text("把还没有基线的新任务补入基线", "add tasks that have no baseline yet")
LEVEL = Text(
    "均衡负荷：float 只用浮动时间；finish 允许推迟整个计划；off 取消均衡。每人每周上限在“设置”中",
    "level loads: float within the float; finish lets the end of the plan move; off takes levelling back. The limit "
    "stands on Settings",
)
DRY_RUN = Text("只显示列的对应关系，不写入", "only show how columns are matched, write nothing")
RENDER_TO = Text("pdf 或 png", "pdf or png")
RENDER_OUTPUT = Text("保存到哪个文件夹（默认与工作簿相同）", "folder to save in (the workbook's own by default)")
TO = Text(
    "收件人：wang@x.cn 或 “王芳 <wang@x.cn>”，可重复",
    "recipient: wang@x.cn or “Wang Fang <wang@x.cn>”; may be repeated",
)
ROWS = Text(
    "按此列分行，各人只收到自己的行，例：责任人、部门",
    "everybody gets only their own rows by this column, e.g. Owner, Department",
)
ONE = Text("所有收件人共用一份副本、一封邮件", "one copy and one message for all recipients")
RATERS = Text(
    "评分表：每位收件人给所有方案打分，互不可见；收回后按“评分方式”汇总",
    "score sheets: every recipient scores all solutions without seeing others' scores; collect brings them together",
)
MESSAGE = Text("写进邮件的话", "what to say in the message")
SHARE_OUTPUT = Text(
    "保存到哪个文件夹（默认在工作簿旁新建“…-分享”）",
    "folder to save in (a new “…-shared” beside the workbook by default)",
)
VERSION = Text("显示版本", "show the version")

RETURNED = Text("收回的文件、文件夹、.zip、.eml、.msg", "returned files, folders, .zip, .eml, .msg")
COLLECT_DRY_RUN = Text("只显示会怎样，不写入", "only show what would happen, write nothing")
JOBS = Text("用几个进程（默认自动）", "how many processes work (chosen by itself where not given)")
SHARE_FOLDER = Text("{name}-分享", "{name}-shared")

DEMO_DONE = Text("示例项目已生成：{name}", "demo project made: {name}")
MADE = Text("已生成 {name}", "made {name}")
NO_FINDINGS = Text("没有发现问题", "nothing is wrong")
FOUND = Text("{errors} 处错误，{warnings} 处提醒", "{errors:error/errors}, {warnings:warning/warnings}")
SAVED_IN = Text("文件：{name}", "file: {name}")
