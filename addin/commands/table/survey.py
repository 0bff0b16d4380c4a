"""The commands about surveys: what comes of the answers."""

from __future__ import annotations

from addin.commands.table.model import IDENTIFY, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

COMMANDS = (
    Command(
        "survey",
        IDENTIFY,
        "addin.commands.survey:results",
        Access.WRITES,
        Text(
            "问卷：数出每一题的基数、人数、占比（合计 100%）和区间，量表、排序、矩阵、NPS 各按其法；按部门、岗位或一道题分组并检验；对照名单算回收率；"
            "答得太快、一路同一档、重复的答卷写入“疑点”，用不用由人定；写“问卷结果”。",
            "Survey: count base, people, shares (adding to 100%) and intervals of every question, scales, rankings, matrices and NPS in "
            "their own way; by department, post or a question, with a test; response against the roster; sheets that are too quick, "
            "straight or double are marked as doubtful, people decide; write the sheet Survey results.",
        ),
        "kaizen survey 调研.xlsx --group 岗位",
        (
            BOOK,
            Option("group", Text("按什么分组：部门、岗位或单选题的题号；空文字：部门",
                                 "by what to group: Department, Post or the number of a single-choice question; an empty text: department"),
                   str, ("--group",)),
            Option("question", Text("列出并画哪些题，例如 Q-003（可多次使用）；空文字：前 12 题",
                                    "which questions to list and draw, such as Q-003 (repeatable); an empty text: the first 12"),
                   str, ("--question",), many=True),
            JSON,
        ),
        (
            Button(
                "survey",
                Text("问卷", "Survey"),
                Text(
                    "数出每一题的结果，标出可疑的答卷，写“问卷结果”",
                    "Counts every question, marks doubtful answer sheets and writes Survey results",
                ),
                "ChartTypeBarInsertGallery",
            ),
        ),
    ),
)  # fmt: skip
