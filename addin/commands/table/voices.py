"""The command about what customers write."""

from __future__ import annotations

from addin.commands.table.model import IDENTIFY, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

COMMANDS = (
    Command(
        "keywords",
        IDENTIFY,
        "addin.commands.keywords:keywords",
        Access.WRITES,
        Text(
            "关键词：数“用户反馈”里抱怨最多的是什么（物流慢、操作复杂），按条数计；太慢、速度慢算同一个词，“不慢”“没有漏发”另计，套话只算一次；与上一期比较，附三条原话，写过的行不动。词表在“设置”。",
            "Keywords: count what Customers' words complain of most, by texts; “too slow” and “slowly” are one word, “not slow” is counted "
            "apart, templates count once; against the period before, with three quotes; rows worked on stay. The word lists are on Settings.",
        ),
        "kaizen keywords 调研.xlsx",
        (
            BOOK,
            Option("texts", Text("改数这一列文字，例如 访谈.记录（可多次使用）", "count this column of texts instead, such as Interviews.Record (repeatable)"),
                   str, ("--texts",), metavar="TABLE.COLUMN", many=True),
            Option("days", Text("一期的天数；省略时按“设置”", "days of a period; as on Settings if not given"), int, ("--days",), least=1),
            JSON,
        ),
        (
            Button(
                "keywords",
                Text("关键词", "Keywords"),
                Text(
                    "数用户反馈里抱怨最多的词，与上一期比较，附原话",
                    "Counts what customers complain of most, against the period before, with their words",
                ),
                "FindDialog",
            ),
        ),
    ),
)  # fmt: skip
