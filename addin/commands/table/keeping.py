"""The commands that keep what was decided: decisions become tasks, a new version gets its trainings."""

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
    Command(
        "trainings",
        STANDARDISE,
        "addin.commands.trainings:trainings",
        Access.WRITES,
        Text(
            "安排培训：在用和待生效的手册版本要求培训或阅读确认，而“培训”里还没有的人（岗位见“职责清单”），每人加一行，写上岗位、版本和计划日期"
            "（提前几天在“设置”）；已有行的不再加，不需要的可删行或改“培训要求”。",
            "Plan trainings: whoever works by a version in force or coming (posts are on Duties) that asks for training or confirmation, and has no "
            "row for it, gets one on Trainings with post, version and planned day (days ahead are on Settings). Nobody gets two; change “Asks for” "
            "where none is needed.",
        ),
        "kaizen trainings 效果与固化.xlsx",
        (BOOK, JSON),
        (
            Button(
                "trainings",
                Text("安排培训", "Plan trainings"),
                Text(
                    "新版手册要培训、要确认而还没有行的人，在“培训”每人加一行，写上计划日期；不重复",
                    "Adds a planned row to Trainings for whoever a version asks for and who has none; never twice",
                ),
                "MeetingsWorkspace",
            ),
        ),
    ),
)  # fmt: skip
