"""The command about decisions: each becomes a task."""

from __future__ import annotations

from addin.commands.table.model import STANDARDISE, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

COMMANDS = (
    Command(
        "tasks",
        STANDARDISE,
        "addin.commands.tasks:tasks",
        Access.WRITES,
        Text(
            "决定转任务：“复盘”的下一步、“演练”的改进措施（没有则发现的问题），每一条变成“改进方案计划表”的一个任务，写得清楚的责任人和期限一并填好，"
            "编号写回“关联任务”；已有任务的不再建。不写编号则转全部还没有任务的。",
            "Decisions to tasks: each of the next steps of Reviews and of the improvements of Drills (else of what was found) becomes a task "
            "on the plan, with owner and limit where they are stated clearly, and its number is written beside it; what has a task gets no "
            "second one. Without numbers all that have none.",
        ),
        "kaizen tasks 保障.xlsx --from RV-001",
        (
            BOOK,
            Option("sources", Text("只转这次复盘或演练，例如 RV-003（可多次使用）", "of this review or drill only, such as RV-003 (repeatable)"),
                   str, ("--from",), many=True),
            JSON,
        ),
        (
            Button(
                "tasks",
                Text("转任务", "Make tasks"),
                Text(
                    "选中的复盘、演练（没有选中则全部）的下一步和改进各建一个任务，编号写回",
                    "Makes a task of each next step or improvement of the rows selected, else of all, and links them",
                ),
                "AssignTask",
                large=True,
                click="addin.excel.selecting:tasks",
            ),
        ),
    ),
)  # fmt: skip
