"""The command that adds tables to a workbook."""

from __future__ import annotations

from addin.commands.table.model import TOOLS, Access, Button, Command, Menu, Option
from addin.commands.table.options import BOOK, JSON, TABLE_KEYS
from udfs.lang import Text
from workbook_templates.names import ALL_KEY, ALL_TABLES, HOME_KEY, HOME_SHEET, TABLE_SHEETS


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


_ALL = Button(
    f"add-{ALL_KEY}",
    ALL_TABLES,
    Text(
        "在这份工作簿里新增还没有的全部标准表；会先保存并重新打开文件",
        "Adds every standard table that is not there yet to this workbook, which is saved and opened again",
    ),
    "SheetInsert",
    click="addin.excel.making:add",
    options={"table": ALL_KEY},
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
                Text(
                    f"表名，或 {TABLE_KEYS.zh}；{ALL_KEY} 为还没有的全部表",
                    f"sheet names, or {TABLE_KEYS.en}; {ALL_KEY}: every table that is not there yet",
                ),
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
                (*(_button(key, sheet) for key, sheet in {**TABLE_SHEETS, HOME_KEY: HOME_SHEET}.items()), _ALL),
            ),
        ),
    ),
)
