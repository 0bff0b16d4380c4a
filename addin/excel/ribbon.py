"""The ribbon as data: its controls, what each says and needs."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from udfs.lang import Text
from workbook_templates.catalogue import TEMPLATES


class Needs(Enum):
    """What must be open for a button to be enabled."""

    NOTHING = "any"
    BOOK = "book"
    OURS = "ours"


class Button(NamedTuple):
    """A button: its command, label, what a click will do, its picture (imageMso), and what it needs."""

    command: str
    label: Text
    tip: Text
    icon: str
    needs: Needs = Needs.OURS
    large: bool = False


class Menu(NamedTuple):
    """A menu of buttons."""

    name: str
    label: Text
    tip: Text
    icon: str
    buttons: tuple[Button, ...]


class Group(NamedTuple):
    """A labelled group of controls."""

    name: str
    label: Text
    controls: tuple[Button | Menu, ...]


TAB = Text("改善", "Kaizen")

NEW_MENU = Menu(
    "new",
    Text("新建", "New"),
    Text("新建一份空白的标准工作簿", "Makes a clean standard workbook"),
    "FileNew",
    tuple(
        Button(
            f"new-{key.value}",
            template.label,
            Text(f"新建空白的“{template.label.zh}”并打开", f"Makes and opens a clean “{template.label.en}”"),
            "FileNew",
            Needs.NOTHING,
        )
        for key, template in TEMPLATES.items()
    ),
)

EXPORT_MENU = Menu(
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
                "为每位责任人生成一份日历，可导入 Outlook 等；再次导入会更新而不重复",
                "Makes a calendar for each owner, for Outlook and others; importing it again updates it",
            ),
            "NewAppointment",
        ),
        Button(
            "export-mspdi",
            Text("Project（.xml）", "Project (.xml)"),
            Text(
                "生成 Microsoft Project 和 ProjectLibre 能打开的文件；改过后可用“导入”放进一份空工作簿",
                "Makes a file for Microsoft Project and ProjectLibre; Import takes it into an empty workbook",
            ),
            "FileSaveAsOtherFormats",
        ),
    ),
)

GROUPS = (
    Group(
        "books",
        Text("工作簿", "Workbooks"),
        (
            NEW_MENU,
            Button(
                "import",
                Text("导入", "Import"),
                Text(
                    "把当前工作表（或选择的文件）的行导入标准工作簿；先显示列的对应，任何列都不会丢",
                    "Brings the rows of this sheet, or of a file, into a standard workbook; shows the mapping, loses no column",
                ),
                "ImportExcel",
                Needs.BOOK,
            ),
        ),
    ),
    Group(
        "work",
        Text("计算与检查", "Compute and check"),
        (
            Button(
                "score",
                Text("评分", "Score"),
                Text(
                    "计算所有行的问题描述、优先级、总分、是否通过、优选、名次、日期和状态",
                    "Computes statements, priorities, totals, verdicts, ranks, dates and statuses of all rows",
                ),
                "CalculateNow",
                large=True,
            ),
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
            Button(
                "summary",
                Text("汇总", "Summary"),
                Text("更新“汇总”表的数字、清单和图表", "Updates figures, lists and charts on the sheet Summary"),
                "ChartInsert",
                large=True,
            ),
        ),
    ),
    Group(
        "plan",
        Text("计划", "Plan"),
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
            ),
            Button(
                "trace",
                Text("实施方案", "Trace"),
                Text(
                    "把问题、方案、任务连成链，写入“实施方案”表，指出断在哪里",
                    "Links issues, solutions and tasks on the sheet Trace and tells where chains break",
                ),
                "TracePrecedents",
                large=True,
            ),
            Button(
                "baseline",
                Text("基线", "Baseline"),
                Text(
                    "第一次把现在的开始和完成日期存为基线；以后每次比较：晚几天、从哪个任务晚起、为什么",
                    "The first time freezes starts and finishes; then compares: how late, since which task, and why",
                ),
                "ReviewProtectWorkbook",
            ),
            Button(
                "load",
                Text("负荷", "Load"),
                Text(
                    "更新“负荷”表：每人每周的工作日和任务数；指出谁在哪一周超过上限",
                    "Updates the sheet Load: working days and tasks per person and week; tells who has too much when",
                ),
                "ChartTypeColumnInsertGallery",
            ),
            EXPORT_MENU,
        ),
    ),
    Group(
        "mail",
        Text("邮件往来", "By mail"),
        (
            Button(
                "share",
                Text("分享", "Share"),
                Text(
                    "为“收发记录”中列出、还没寄的收件人各生成一份副本，并打开邮件草稿；副本只含普通公式",
                    "Makes a copy for everybody listed on Mailings who has got none, and opens draft messages; plain formulas only",
                ),
                "FileSendAsAttachment",
                large=True,
            ),
            Button(
                "collect",
                Text("回收", "Collect"),
                Text(
                    "合并收回的文件（工作簿、邮件、压缩包）；先显示结果，两边都改的列在“冲突”，不会覆盖",
                    "Merges returned workbooks, messages and archives; shows first what would happen, overwrites nothing",
                ),
                "ImportOutlook",
                large=True,
            ),
            Button(
                "resolve",
                Text("处理冲突", "Resolve"),
                Text(
                    "按“冲突”表中选择的“保留我方/采用对方”写回",
                    "Carries out what was chosen on the sheet Conflicts",
                ),
                "ReviewAcceptChange",
            ),
        ),
    ),
    Group(
        "form",
        Text("公式形式", "Formulas"),
        (
            Button(
                "live",
                Text("转为实时", "Go live"),
                Text(
                    "计算列改用 KZ_ 函数（需要本加载项）；数值不变",
                    "Computed columns use KZ_ functions, which need this add-in; values stay as they are",
                ),
                "FunctionWizard",
            ),
            Button(
                "portable",
                Text("转为通用", "Go portable"),
                Text(
                    "计算列改回普通公式，没有本加载项的人也能用；数值不变",
                    "Computed columns use plain formulas that work for everybody; values stay as they are",
                ),
                "PasteFormulas",
            ),
        ),
    ),
    Group(
        "history",
        Text("修改", "Changes"),
        (
            Button(
                "undo",
                Text("撤销上一步", "Undo last step"),
                Text(
                    "撤销本工具的上一个命令；之后被人改过的单元格保留",
                    "Takes the last command of this tool back; cells changed since are kept",
                ),
                "Undo",
            ),
            Button(
                "log",
                Text("修改记录", "Change log"),
                Text(
                    "显示每个命令改了哪里：谁、何时、原值、新值",
                    "Shows what every command changed: who, when, old, new",
                ),
                "ReviewTrackChanges",
            ),
        ),
    ),
    Group(
        "help",
        Text("设置与帮助", "Settings and help"),
        (
            Button(
                "settings",
                Text("设置", "Settings"),
                Text(
                    "转到“设置”表：通过线、权重、矩阵、下拉列表",
                    "Goes to the sheet Settings: pass mark, weights, matrix, lists",
                ),
                "PropertySheet",
            ),
            Button(
                "help",
                Text("帮助", "Help"),
                Text("转到“填写说明”：每一列怎么填、怎么算", "Goes to the sheet Guide: what every column means"),
                "Help",
            ),
            Button(
                "about",
                Text("关于", "About"),
                Text("显示版本、解释器和日志文件的位置", "Shows version, interpreter and where the log file is"),
                "Info",
                Needs.NOTHING,
            ),
        ),
    ),
)


def buttons() -> Iterable[Button]:
    """Yield every button, those in menus too."""
    for group in GROUPS:
        for control in group.controls:
            yield from control.buttons if isinstance(control, Menu) else (control,)
