"""The commands that belong to no step: taking back, looking, other forms of a workbook, settings and help."""

from __future__ import annotations

from dataclasses import replace

from addin.commands.table.model import TOOLS, Access, Button, Command, Needs, Option
from addin.commands.table.options import BOOK, JSON, OUTPUT, output
from udfs.lang import Text

COMMANDS = (
    Command(
        "upgrade",
        TOOLS,
        "addin.cli.saving:upgrade",
        Access.READS,
        Text(
            "把旧版式的工作簿另存为现在的版式：行、自己加的列、设置、收发记录和修改记录都带过来，原文件不动。",
            "Make a copy of an older workbook with the current layout, including rows, own columns, settings, registers and log; the "
            "older file stays as it is.",
        ),
        "kaizen upgrade 改进方案计划表.xlsx -o 新版.xlsx",
        (BOOK, OUTPUT, JSON),
    ),
    Command(
        "undo",
        TOOLS,
        "addin.commands.history:undo",
        Access.WRITES,
        Text("撤销上一个命令。", "Undo the last command."),
        "kaizen undo 问题清单.xlsx",
        (BOOK, JSON),
        (
            Button(
                "undo",
                Text("撤销上一步", "Undo last step"),
                Text(
                    "撤销本工具的上一个命令；之后被人改过的单元格保留",
                    "Undoes the last command of this tool; cells changed since are kept",
                ),
                "Undo",
            ),
        ),
    ),
    Command(
        "log",
        TOOLS,
        "addin.commands.history:log",
        Access.READS,
        Text("显示修改记录。", "Show the change log."),
        "kaizen log 问题清单.xlsx",
        (BOOK, JSON),
        (
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
    Command(
        "explain",
        TOOLS,
        "addin.commands.explain:explain",
        help=Text(
            "说明一个问题代码：是什么、为什么重要、例子、怎么办；不给代码时按主题列出全部。",
            "Explain the code of a problem: what it is, why it matters, an example, how to fix it; without a code, list all "
            "by subject.",
        ),
        example="kaizen explain not-a-level",
        options=(
            Option("code", Text("问题代码", "code of a problem"), str, metavar="CODE"),
            Option(
                "page",
                Text(
                    "输出说明全部代码的页面（Markdown，中英文）",
                    "print the page that explains all codes (Markdown, both languages)",
                ),
                flags=("--page",),
            ),
            JSON,
        ),
    ),
    Command(
        "live",
        TOOLS,
        "addin.commands.forms:live",
        Access.WRITES,
        Text(
            "计算列改用加载项的 KZ_ 函数；数值不变。", "Computed columns use the add-in's KZ_ functions; values stay."
        ),
        "kaizen live 方案评分表.xlsx",
        (BOOK, JSON),
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
        ),
    ),
    Command(
        "portable",
        TOOLS,
        "addin.commands.forms:portable",
        Access.WRITES,
        Text(
            "计算列改回普通公式，没有加载项的人也能用；数值不变。",
            "Computed columns use plain formulas that work without the add-in; values stay.",
        ),
        "kaizen portable 方案评分表.xlsx",
        (BOOK, JSON),
        (
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
    Command(
        "render",
        TOOLS,
        "addin.cli.making:render",
        help=Text(
            "用 LibreOffice 把工作簿转成 PDF 或图片。", "Turn a workbook into PDF or pictures through LibreOffice."
        ),
        example="kaizen render 问题清单.xlsx --to png -o 图片",
        options=(
            replace(BOOK, is_book=False),
            Option("to", Text("pdf 或 png", "pdf or png"), str, ("--to",), choices=("pdf", "png"), default="pdf"),
            Option(
                "sheet",
                Text(
                    "只要这张表（可多次使用；默认不含设置、填写说明、节假日）",
                    "only this sheet (may be given several times; by default all but Settings, Guide and Holidays)",
                ),
                str,
                ("--sheet",),
                metavar="<sheet>",
                many=True,
            ),
            Option(
                "dpi", Text("图片每英寸的像素", "pixels per inch of pictures"), int, ("--dpi",), default=200, least=40
            ),
            output("保存到哪个文件夹（默认与工作簿相同）", "folder to save in (the workbook's own by default)"),
        ),
    ),
    Command(
        "settings",
        TOOLS,
        ribbon=(
            Button(
                "settings",
                Text("设置", "Settings"),
                Text(
                    "转到“设置”表：通过线、权重、矩阵、下拉列表",
                    "Goes to the sheet Settings: pass mark, weights, matrix, lists",
                ),
                "PropertySheet",
                click="addin.excel.making:show_settings",
            ),
        ),
    ),
    Command(
        "help",
        TOOLS,
        ribbon=(
            Button(
                "help",
                Text("帮助", "Help"),
                Text("转到“填写说明”：每一列怎么填、怎么算", "Goes to the sheet Guide: what every column means"),
                "Help",
                click="addin.excel.making:show_guide",
            ),
        ),
    ),
    Command(
        "about",
        TOOLS,
        ribbon=(
            Button(
                "about",
                Text("关于", "About"),
                Text("显示版本、解释器和日志文件的位置", "Shows version, interpreter and where the log file is"),
                "Info",
                Needs.NOTHING,
                click="addin.excel.making:about",
            ),
        ),
    ),
)
