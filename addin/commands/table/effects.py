"""The command about effects: whether an improvement works."""

from __future__ import annotations

from addin.commands.table.model import RESULTS, Access, Button, Command
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

COMMANDS = (
    Command(
        "verdict",
        RESULTS,
        "addin.commands.verdict:verdict",
        Access.WRITES,
        Text(
            "效果：按“效果验证”的计划比较改善前后（前后、配对、对照组），给出改善、恶化、无显著变化、数据不足或过程不稳定，附 n、估计、区间、疑点和推广、调整或停止的建议；"
            "第一次运行时固定比较计划并记入日志，之后的改动会显示；开始前说明需要多少数据。决定由人填写。",
            "Verdict: compare before and after as planned on Effects (before/after, paired, control group): improved, worse, no significant "
            "change, not enough data or not stable, with n, estimate, interval, reasons to doubt it and a proposal. The first run fixes the "
            "plan and logs it, later changes are shown; how much data it takes is known before the start. The decision is a person's.",
        ),
        "kaizen verdict 效果与固化.xlsx",
        (BOOK, JSON),
        (
            Button(
                "verdict",
                Text("效果", "Verdict"),
                Text(
                    "固定比较计划，判断改善有没有用，列出疑点和建议",
                    "Fixes the plan of the comparison, says whether it works, what speaks against it and what to do",
                ),
                "AcceptInvitation",
                large=True,
            ),
        ),
    ),
)
