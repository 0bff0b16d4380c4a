"""The commands about causes: where a chain of “why” ends, and what proves it."""

from __future__ import annotations

from addin.commands.table.model import CAUSES, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JSON, output
from udfs.lang import Text

COMMANDS = (
    Command(
        "causes",
        CAUSES,
        "addin.commands.causes:causes",
        Access.WRITES,
        Text(
            "根因：计算“原因分析”每一行的层、状态和因果句，指出断链、成环、停在人身上、没有证据的原因，列出每个问题的根本原因和原因链，画“鱼骨图”，写“根因分析报告”。",
            "Root causes: work out level, state and sentence of every cause; name broken chains, circles, chains that stop at a "
            "person and roots without evidence; list the root causes of each issue with their chains; draw the fishbone and write the report sheet.",
        ),
        "kaizen causes 根因分析.xlsx --issue I-001",
        (
            BOOK,
            Option("issue", Text("只列出这个问题的根本原因，鱼骨图、帕累托和根因分析报告也用它，例如 I-001",
                                 "list the root causes of this issue only, and draw fishbone, Pareto and report of it, such as I-001"),
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
    Command(
        "pareto",
        CAUSES,
        "addin.commands.pareto:pareto",
        Access.WRITES,
        Text(
            "帕累托：数一列的各项（或合计另一列），从多到少画图，标出累计到 80% 的关键少数；可以只看一个问题、作前后对比。"
            "不给选项时按「帕累托」上的选择；给了选项，选择随之改变。",
            "Pareto: count the labels of a column (or sum another one), draw them from the largest down and mark the vital few that "
            "reach 80%; of one issue, or before and after. Without options what stands on the sheet Pareto is drawn; options change it.",
        ),
        "kaizen pareto 改善项目工作簿.xlsx --table issues --column category --split 2026-09-01",
        (
            BOOK,
            Option("table", Text("哪张表，例如 issues 或 问题清单", "which table, such as issues or Causes"), str, ("--table",)),
            Option("column", Text("按哪一列分类：列名或键", "the column of the labels: heading or key"), str, ("--column",)),
            Option("amount", Text("合计哪一列（金额、分钟）；不给则数行数", "the column to sum (money, minutes); rows are counted otherwise"),
                   str, ("--sum",)),
            Option("issue", Text("只看这个问题的行；all 为全部行", "only the rows of this issue; all for every row"), str, ("--issue",)),
            Option("split", Text("前后对比：从哪天起算“后”", "compare: the first day of “after”"), str, ("--split",), metavar="DATE"),
            Option("dates", Text("按哪一列日期分前后", "the column of dates that tells before from after"), str, ("--date",)),
            JSON,
        ),
        (
            Button(
                "pareto",
                Text("帕累托", "Pareto"),
                Text(
                    "按「帕累托」上的选择画图，标出累计到 80% 的关键少数",
                    "Draws what is chosen on the sheet Pareto and marks the vital few that reach 80%",
                ),
                "ChartInsert",
            ),
        ),
    ),
    Command(
        "flow",
        CAUSES,
        "addin.commands.flow:flow",
        Access.WRITES,
        Text(
            "流程：检查“流程步骤”（没有输出或岗位、没人用的输出、连续审批、走不出的圈、只有一个出口的判断、走不到的步骤、可以并行的步骤），"
            "算出每条细则的周期时间、作业时间占比和交接次数，按岗位画“流程图”；有“取代”的列出前后对比。",
            "Flow: check the sheet Steps (no output or post, outputs that nobody uses, approval after approval, loops without an exit, "
            "decisions with one exit, steps that no way leads to, steps that could run side by side); work out cycle time, share of work and handovers of each "
            "rule; draw the chosen one in lanes, beside the figures of the rule that it replaces.",
        ),
        "kaizen flow 细则流程.xlsx --rule R-001",
        (
            BOOK,
            Option("rule", Text("画这条细则，以后也画它，例如 R-001", "draw this rule from now on, such as R-001"), str, ("--rule",)),
            JSON,
        ),
        (
            Button(
                "flow",
                Text("流程", "Flow"),
                Text(
                    "检查步骤，算周期时间，按岗位画流程图",
                    "Checks the steps, works out cycle times and draws the chart in lanes",
                ),
                "SmartArtInsert",
            ),
        ),
    ),
    Command(
        "draw",
        CAUSES,
        "addin.cli.saving:draw",
        Access.READS,
        Text(
            "画流程图：把一条细则画成单独的文件，按结尾决定形式：.xlsx 是可编辑的形状和粘在框上的连接线，.bpmn 是带图的 BPMN 2.0（可在 bpmn.io 打开），"
            ".mmd 是 mermaid 文本。工作簿不改动，已有的文件不覆盖。",
            "Draw the flow chart of a rule as a file of its own, in the form that its ending says: .xlsx for native shapes with connectors glued to "
            "them, .bpmn for BPMN 2.0 with its diagram (bpmn.io opens it), .mmd for mermaid. The workbook stays as it is, no file is overwritten.",
        ),
        "kaizen draw 细则流程.xlsx --rule R-001 -o 流程图.xlsx",
        (
            BOOK,
            Option("rule", Text("哪一条细则；不写为第一条有步骤的", "which rule; the first one with steps if not given"), str, ("--rule",)),
            output("保存到哪个文件（.xlsx、.bpmn、.mmd）或文件夹（默认在工作簿旁边）",
                   "file (.xlsx, .bpmn, .mmd) or folder to save to (beside the workbook if not given)"),
            JSON,
        ),
    ),
)  # fmt: skip
