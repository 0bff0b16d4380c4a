"""The commands about solutions: which is best, and whether each is carried out."""

from __future__ import annotations

from addin.commands.table.model import SOLUTIONS, Access, Button, Command
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

COMMANDS = (
    Command(
        "score",
        SOLUTIONS,
        "addin.commands.score:score",
        Access.WRITES,
        Text(
            "计算每一行的问题描述、优先级、总分、是否通过、优选、排名、完成日期和状态。",
            "Compute statement, priority, score, pass, preferred, rank, finish date and status of every row.",
        ),
        "kaizen score 方案评分表.xlsx",
        (BOOK, JSON),
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
        ),
    ),
    Command(
        "trace",
        SOLUTIONS,
        "addin.commands.trace:trace",
        Access.WRITES,
        Text(
            "实施方案：把问题、方案、任务连成链，写入工作表“实施方案”，指出断在哪里（通过的方案没有任务、任务没有方案等）。",
            "Implementation: link issues, solutions and tasks into chains on the sheet Trace and report where they break "
            "(solutions that passed without tasks, tasks without a solution, and so on).",
        ),
        "kaizen trace 改善项目工作簿.xlsx",
        (BOOK, JSON),
        (
            Button(
                "trace",
                Text("实施方案", "Trace"),
                Text(
                    "把问题、方案、任务连成链，写入“实施方案”表，指出断在哪里",
                    "Links issues, solutions and tasks on the sheet Trace and shows where chains break",
                ),
                "TracePrecedents",
                large=True,
            ),
        ),
    ),
)
