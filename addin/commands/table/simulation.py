"""The command that tries ideas on a process before they are carried out."""

from __future__ import annotations

from addin.commands.table.model import SOLUTIONS, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JOBS, JSON
from udfs.lang import Text

# Fewer replications say too little about how sure a difference is.
_LEAST = 20

COMMANDS = (
    Command(
        "simulate",
        SOLUTIONS,
        "addin.commands.simulate:simulate",
        Access.WRITES,
        Text(
            "模拟：在“流程步骤”上试“模拟”表的每个情景（加人、取消审批、自动化、并行、班次），按工作时间和调休算平均周期、P90、排队和最忙的岗位，"
            "给出与现状之差和 95% 区间；现状先与实测比；来不及处理的情景不模拟，写明原因。同一种子得到同样的数字。",
            "Simulate: try every scenario (more people, no approval, automation, side by side, shifts) on the steps, over working hours and "
            "make-up days: mean cycle time, P90, queueing, busiest post, and the difference to the present with its 95% interval. The "
            "present is compared with what was measured first; a scenario that cannot keep up is refused in words. The same seed gives the same numbers.",
        ),
        "kaizen simulate 细则流程.xlsx --seed 7",
        (
            BOOK,
            Option("seed", Text("随机数的种子（默认固定），写在结果里", "seed of the random numbers (fixed by default), written down with the results"),
                   int, ("--seed",), least=0),
            Option("replications", Text("每个情景模拟多少次，至少 20", "how often each scenario is run, at least 20"),
                   int, ("--replications",), least=_LEAST),
            JOBS,
            JSON,
        ),
        (
            Button(
                "simulate",
                Text("模拟", "Simulate"),
                Text(
                    "在流程步骤上试每个情景，与现状比较，给出区间",
                    "Tries every scenario on the steps and compares it with the present",
                ),
                "WhatIfAnalysisMenu",
            ),
        ),
    ),
)  # fmt: skip
