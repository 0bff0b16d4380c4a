"""The commands about solutions: which is best, and whether each is carried out."""

from __future__ import annotations

from addin.commands.table.model import SOLUTIONS, Access, Button, Command, Option
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
        "plans",
        SOLUTIONS,
        "addin.commands.plans:plans",
        Access.WRITES,
        Text(
            "转为方案：把“研讨会想法”里的行变成“方案评分表”的一行，带上名称、关联问题、提出人和根因，编号写回“转成的方案”；已转过的不再建。",
            "Ideas to solutions: rows of Ideas become rows of Scoring with name, issue, proposer and cause, and their numbers are written "
            "beside the ideas; one that has become a solution before gives no second one.",
        ),
        "kaizen plans 方案评分表.xlsx --idea ID-003",
        (
            BOOK,
            Option("ideas", Text("这个想法变成方案，例如 ID-003（可多次使用）", "make a solution of this idea, such as ID-003 (repeatable)"),
                   str, ("--idea",), many=True),
            JSON,
        ),
        (
            Button(
                "plans",
                Text("转为方案", "To solutions"),
                Text(
                    "选中的想法各建一个待评分的方案，带上问题、提出人、根因，编号写回",
                    "Makes a solution to be scored of each idea selected, with issue, proposer and cause, and links it",
                ),
                "NewTask",
                click="addin.excel.selecting:plans",
            ),
        ),
    ),
    Command(
        "trace",
        SOLUTIONS,
        "addin.commands.trace:trace",
        Access.WRITES,
        Text(
            "实施方案：把问题、根因、方案、任务连成链，写入工作表“实施方案”，指出断在哪里（根因未证实或没有方案、通过的方案没有任务，完成的方案没有效果验证、决定推广的没有手册版本等）。"
            "给了 --from 时不写入，只列出那一行的前因后果：问题 → 根因 → 方案 → 任务 → 指标 → 效果 → 手册版本 → 培训 → 复盘。",
            "Implementation: link issues, root causes, solutions and tasks into chains on the sheet Trace and report where they break "
            "(roots not proven or without a solution, solutions that passed without tasks, that are carried out and not verified, that are "
            "rolled out without a manual, and so on). With --from nothing is written: everything before and after that row is listed, from "
            "the issue through cause, solution, task, measure, effect, manual and training to the review.",
        ),
        "kaizen trace 改善项目工作簿.xlsx --from I-003",
        (
            BOOK,
            Option("start", Text('从哪一行追溯：任何表的编号，例如 I-003、T-007；几张表都有时前面加表名，例如 "异常 S-001"',
                                 "where to start: a number of any table, such as I-003 or T-007; with the name of the sheet before it "
                                 'where several have it, such as "Signals S-001"'),
                   str, ("--from",), metavar="NUMBER", only_reads=True),
            JSON,
        ),
        (
            Button(
                "trace",
                Text("实施方案", "Trace"),
                Text(
                    "把问题、方案、任务连成链，写入“实施方案”表，指出断在哪里；选中一行再点，还会列出它的前因后果",
                    "Links issues, solutions and tasks on the sheet Trace and shows where chains break; of the row that is "
                    "selected it lists everything before and after it",
                ),
                "TracePrecedents",
                large=True,
                click="addin.excel.tracing:trace",
            ),
        ),
    ),
)  # fmt: skip
