"""The commands about plans: dates, loads, what was agreed, and other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from addin.commands.table.model import PLAN, Access, Button, Command, Menu, Option
from addin.commands.table.options import BOOK, JSON, output
from udfs.lang import Text

_EXPORT_CLICK = "addin.excel.making:export"

COMMANDS = (
    Command(
        "schedule",
        PLAN,
        "addin.commands.schedule:schedule",
        Access.WRITES,
        Text(
            "排期：按前置任务、限制、日历（含调休）和实际进度排出每个任务的日期，算出浮动时间，标出关键路径。有问题时一次全部指出，什么都不写。",
            "Schedule the plan by predecessors, limits, calendars (make-up days counted) and actual progress; compute floats and "
            "mark the critical path. If anything is wrong, all problems are reported and nothing is written.",
        ),
        "kaizen schedule 改进方案计划表.xlsx",
        (
            BOOK,
            Option(
                "partial",
                Text("有问题时也写入能排的任务", "write what can be scheduled even if something is wrong"),
                flags=("--partial",),
            ),
            Option(
                "level",
                Text(
                    "均衡负荷：float 只用浮动时间；finish 允许推迟整个计划；off 取消均衡。每人每周上限在“设置”中",
                    "level loads: float within the float; finish lets the end of the plan move; off takes levelling back. The limit "
                    "stands on Settings",
                ),
                str,
                ("--level",),
                choices=("float", "finish", "off"),
            ),
            JSON,
        ),
        (
            Button(
                "schedule",
                Text("排期", "Schedule"),
                Text(
                    "按前置任务、限制、日历（含调休）和实际进度排出日期，标出关键路径；已完成的不动",
                    "Places every task by predecessors, limits, calendars and progress; marks the critical path",
                ),
                "ChartTypeBarInsertGallery",
                large=True,
            ),
            Button(
                "level",
                Text("均衡负荷", "Level loads"),
                Text(
                    "每人每周超过上限时，推迟有浮动时间的任务；不推迟整个计划，不超过“不晚于”",
                    "Delays tasks that have float where somebody has more than the weekly limit; the plan's finish stays",
                ),
                "ConditionalFormattingColorScalesGallery",
                options={"level": "float"},
            ),
        ),
    ),
    Command(
        "calendar",
        PLAN,
        "addin.commands.calendar:calendar",
        Access.WRITES,
        Text(
            "更新“节假日”：公布的休和班替换暂定的日子，未公布的年份按法律暂定（春节、清明、端午、中秋按农历和节气推算）。您自己填的行不动，"
            "与公布的不同就指出来。不给工作簿就只列出这些日子。",
            "Update the sheet Holidays: published days off and make-up days take the place of provisional ones; years that are not "
            "published get what the law fixes, as provisional. Rows of your own stay, and differences are reported. Without a "
            "workbook it only shows the days.",
        ),
        "kaizen calendar 改进方案计划表.xlsx --year 2027 --from 通知.txt",
        (
            replace(
                BOOK,
                required=False,
                help=Text(
                    "标准工作簿（.xlsx）；省略则只列出",
                    "standard workbook (.xlsx); without one the days are only shown",
                ),
            ),
            Option("year", Text("只更新这一年", "only this year"), int, ("--year",), least=1950),
            Option(
                "source",
                Text(
                    "公布的安排：通知的文字（.txt）、日历（.ics）或表格（.xlsx、.csv 等）；省略时用本程序已知的",
                    "the published list: text of the notice (.txt), calendar (.ics) or table (.xlsx, .csv and others); what this "
                    "program knows if not given",
                ),
                Path,
                ("--from",),
                metavar="FILE",
            ),
            JSON,
        ),
        (
            Menu(
                "calendar",
                Text("节假日", "Holidays"),
                Text("更新“节假日”表：公布的休和班、暂定的法定节日", "Updates the sheet Holidays"),
                "CalendarInsert",
                (
                    Button(
                        "calendar-known",
                        Text("更新", "Update"),
                        Text(
                            "填入已公布的休和班；未公布的年份按法律暂定；您自己填的行不动",
                            "Fills in what is published, and provisional days for the years ahead; rows of your own stay",
                        ),
                        "Refresh",
                    ),
                    Button(
                        "calendar-from",
                        Text("取自公布的安排…", "From a published list…"),
                        Text(
                            "选择通知的文字（.txt）、日历（.ics）或表格，填入其中的休和班，替换暂定的日子",
                            "Takes the text of the notice (.txt), a calendar (.ics) or a table in place of provisional days",
                        ),
                        "FileOpen",
                        click="addin.excel.importing:days_off",
                    ),
                ),
            ),
        ),
        without_book="addin.commands.calendar:days_shown",
    ),
    Command(
        "baseline",
        PLAN,
        "addin.commands.baseline:baseline",
        Access.WRITES,
        Text(
            "基线：第一次运行把每个任务的开始和完成日期存为基线；以后再运行就逐个任务比较，说明晚几天、从哪个任务晚起、为什么。",
            "Freeze start and finish of every task as the baseline the first time; from then on compare task by task: how late, "
            "since which task, and why.",
        ),
        "kaizen baseline 改进方案计划表.xlsx",
        (
            BOOK,
            Option(
                "again",
                Text(
                    "以现在的日期重新存基线，替换原来的",
                    "freeze the current dates in place of the existing baseline",
                ),
                flags=("--again",),
            ),
            Option(
                "add",
                Text("把还没有基线的新任务补入基线", "add tasks that have no baseline yet"),
                flags=("--add",),
            ),
            JSON,
        ),
        (
            Button(
                "baseline",
                Text("基线", "Baseline"),
                Text(
                    "第一次把现在的开始和完成日期存为基线；以后每次比较：晚几天、从哪个任务晚起、为什么",
                    "The first time freezes starts and finishes; then compares: how late, because of which task, and why",
                ),
                "ReviewProtectWorkbook",
            ),
        ),
    ),
    Command(
        "load",
        PLAN,
        "addin.commands.load:load",
        Access.WRITES,
        Text(
            "负荷：按责任人和周统计任务占用的工作日和任务数，更新工作表“负荷”，指出谁在哪一周超过上限。",
            "Count working days and tasks by owner and week, update the sheet Load, and report who has too much in which week.",
        ),
        "kaizen load 改进方案计划表.xlsx",
        (BOOK, JSON),
        (
            Button(
                "load",
                Text("负荷", "Load"),
                Text(
                    "更新“负荷”表：每人每周的工作日和任务数；指出谁在哪一周超过上限",
                    "Updates the sheet Load: working days and tasks per person and week; shows who has too much and when",
                ),
                "ChartTypeColumnInsertGallery",
            ),
        ),
    ),
    Command(
        "export",
        PLAN,
        "addin.cli.saving:export",
        Access.READS,
        Text(
            "导出计划：每人一份日历（.ics，请订阅；--update 更新），或 Microsoft Project、ProjectLibre 能打开的文件（.xml）。缓冲计入后续任务的"
            "间隔，搁置的任务在 Project 中为非活动；改过的文件用 kaizen import 导入到空工作簿（kaizen new plan-schedule）。",
            "Export the plan: a calendar for each person (.ics, to subscribe to; --update renews it), or a file that Microsoft Project and "
            "ProjectLibre open (.xml). Buffers lengthen the lags behind them, tasks on hold are inactive; kaizen import takes "
            "the changed file into an empty workbook (kaizen new plan-schedule).",
        ),
        "kaizen export 改进方案计划表.xlsx --ics --mspdi",
        (
            BOOK,
            Option("ics", Text("日历文件，每位责任人一份", "calendar files, one for each owner"), flags=("--ics",)),
            Option(
                "mspdi",
                Text("Microsoft Project 的 XML 文件", "an XML file for Microsoft Project"),
                flags=("--mspdi",),
            ),
            Option(
                "update",
                Text(
                    "替换以前从这个工作簿导出的同名日历，订阅的人随之更新；别的文件不动",
                    "replace the calendars of these names that were exported from this workbook before; no other file is touched",
                ),
                flags=("--update",),
            ),
            output(
                "保存到哪个文件夹（默认与工作簿相同）；给出 .ics 文件则全部任务合成一份日历",
                "folder to save in (the workbook's own by default), or a file; one .ics file holds everybody's tasks",
            ),
            JSON,
        ),
        (
            Menu(
                "export",
                Text("导出", "Export"),
                Text(
                    "把计划导出给日历和 Project；文件放在工作簿旁边",
                    "Exports the plan for calendars and Project, beside the workbook",
                ),
                "ExportMoreMenu",
                (
                    Button(
                        "export-ics",
                        Text("日历（.ics）", "Calendars (.ics)"),
                        Text(
                            "为每位责任人生成一份日历；请在日历程序中订阅，以后用“更新日历”更新",
                            "Makes a calendar for each owner, to subscribe to; Update calendars renews it",
                        ),
                        "NewAppointment",
                        click=_EXPORT_CLICK,
                        options={"ics": True},
                    ),
                    Button(
                        "export-ics-update",
                        Text("更新日历", "Update calendars"),
                        Text(
                            "替换以前从这个工作簿导出的日历，订阅的人随之更新；别的文件不动",
                            "Replaces the calendars exported from this workbook before; who subscribes to them sees the plan as it is",
                        ),
                        "Refresh",
                        click=_EXPORT_CLICK,
                        options={"ics": True, "update": True},
                    ),
                    Button(
                        "export-mspdi",
                        Text("Project（.xml）", "Project (.xml)"),
                        Text(
                            "生成 Microsoft Project 和 ProjectLibre 能打开的文件；改过后可用“导入”放进一份空工作簿",
                            "Makes a file for Microsoft Project and ProjectLibre; Import takes it into an empty workbook",
                        ),
                        "FileSaveAsOtherFormats",
                        click=_EXPORT_CLICK,
                        options={"mspdi": True},
                    ),
                ),
            ),
        ),
    ),
)
