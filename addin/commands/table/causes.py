"""The commands about causes: where a chain of “why” ends, and what proves it."""

from __future__ import annotations

from addin.commands.table.model import CAUSES, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

COMMANDS = (
    Command(
        "causes",
        CAUSES,
        "addin.commands.causes:causes",
        Access.WRITES,
        Text(
            "根因：计算“原因分析”每一行的层、状态和因果句，指出断链、成环、停在人身上、没有证据的原因，列出每个问题的根本原因和原因链。",
            "Root causes: work out level, state and sentence of every cause; name broken chains, circles, chains that stop at a "
            "person and roots without evidence; list the root causes of each issue with their chains.",
        ),
        "kaizen causes 根因分析.xlsx --issue I-001",
        (
            BOOK,
            Option("issue", Text("只列出这个问题的根本原因，例如 I-001", "list the root causes of this issue only, such as I-001"),
                   str, ("--issue",)),
            JSON,
        ),
        (
            Button(
                "causes",
                Text("根因", "Root causes"),
                Text(
                    "计算层、状态和因果句，检查原因链，列出根本原因",
                    "Works out levels, states and sentences, checks the chains and lists the root causes",
                ),
                "TraceDependents",
                large=True,
            ),
        ),
    ),
)  # fmt: skip
