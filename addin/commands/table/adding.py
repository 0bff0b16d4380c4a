"""The command that adds tables to a workbook."""

from __future__ import annotations

from addin.commands.table.model import TOOLS, Access, Button, Command, Menu, Option
from addin.commands.table.options import BOOK, JSON, TABLE_KEYS
from udfs.lang import Text
from workbook_templates.names import HOME_KEY, HOME_SHEET, TABLE_SHEETS


def _button(key: str, sheet: Text) -> Button:
    tip = Text(
        f"在这份工作簿里新增“{sheet.zh}”和它的图表、列表、汇总；会先保存并重新打开文件",
        f"Adds “{sheet.en}” with its charts, lists and figures to this workbook, which is saved and opened again",
    )
    return Button(
        f"add-{key.replace('_', '-')}",
        sheet,
        tip,
        "SheetInsert",
        click="addin.excel.making:add",
        options={"table": key},
    )


COMMANDS = (
    Command(
        "add",
        TOOLS,
        "addin.commands.add:add",
        Access.WRITES,
        Text(
            "在已有的工作簿里新增标准表：工作表、图表、列表和参数、汇总、填写说明一起加上，原有内容不动。",
            "Add standard tables to a workbook: their sheets and charts, lists and settings, figures and explanations; what is "
            "there stays as it is.",
        ),
        "kaizen add 问题清单.xlsx 原因分析 要因确认",
        (
            BOOK,
            Option(
                "tables",
                Text(f"表名，或 {TABLE_KEYS.zh}", f"sheet names, or {TABLE_KEYS.en}"),
                str,
                metavar="TABLE…",
                required=True,
                many=True,
            ),
            JSON,
        ),
        (
            Menu(
                "add",
                Text("新增表", "Add table"),
                Text("在这份工作簿里新增一张标准表", "Adds a standard table to this workbook"),
                "SheetInsert",
                tuple(_button(key, sheet) for key, sheet in {**TABLE_SHEETS, HOME_KEY: HOME_SHEET}.items()),
            ),
        ),
    ),
)
