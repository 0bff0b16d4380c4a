"""The commands that write documents for paper."""

from __future__ import annotations

from addin.commands.table.model import (
    CAUSES,
    IDENTIFY,
    PLAN,
    RESULTS,
    SOLUTIONS,
    STANDARDISE,
    Access,
    Button,
    Command,
    Option,
    Step,
)
from addin.commands.table.options import BOOK, JSON, output
from addin.reporting.kinds import KINDS
from udfs.lang import Text

_CLICK = "addin.excel.making:report"


_LABELS = {
    "effect": Text("效果报告", "Effect report"),
    "a3": Text("A3", "A3"),
    "design": Text("设计文档", "Design"),
    "review": Text("复盘报告", "Review"),
    "manual": Text("前后对照", "Changes"),
}


def _button(kind: str, tip: Text) -> Button:
    # In the groups that have several each says which.
    label = _LABELS.get(kind, Text("报告", "Report"))
    return Button(f"report-{kind}", label, tip, "ExportWord", click=_CLICK, options={"kind": kind})


def _only_button(step: Step, kind: str, tip: Text) -> Command:
    """Return the button of a kind in the group of its step: the command itself stands in another one."""
    return Command(f"report-{kind}", step, ribbon=(_button(kind, tip),))


# Each stands in the group of its step.
OF_ISSUES = (
    _only_button(
        IDENTIFY,
        "issue-list",
        Text(
            "生成问题清单报告（Word）：概况、清单、逾期问题；放在工作簿旁边",
            "Writes the list of issues as a Word document, with overview and overdue issues, beside the workbook",
        ),
    ),
)
OF_CAUSES = (
    Command(
        "report",
        CAUSES,
        "addin.cli.saving:report",
        Access.READS,
        Text(
            "生成 Word 报告（.docx，可编辑）：issue-list 业务运营问题识别清单，root-cause 根因分析报告（分析方法、原因链、根本原因定位、验证结论、鱼骨图），"
            "design 方案设计文档（选优、方案、步骤、资源、试点、验收），plan 改进方案计划表，monitor 监控报告（趋势、问题、机会，每个指标的控制图），"
            "effect 效果验证报告（计划及其改动、各期数据和区间、结论、疑点、决定），review 复盘报告（事实、判断、下一步），manual 改善前后对照（条款、为什么、谁要培训），a3 一个问题从背景到后续的一页 A3。"
            "缺的部分写明；工作簿不改动，已有的文件不覆盖。",
            "Write a report as a Word document to edit (.docx): issue-list, root-cause (method, chain of causes, root causes, "
            "conclusion, fishbone diagram), design (choice, solution, steps, resources, pilot, acceptance), plan, monitor (trends, problems, "
            "chances, control charts), effect (plan and its changes, figures with intervals, verdict, doubts, decision), review (facts, "
            "judgement, next steps), manual (changes of procedures by clause, why, whom to train), or a3 (an issue on one page). What is missing is named; the workbook stays as it is, no file is overwritten.",
        ),
        "kaizen report 根因分析.xlsx --kind root-cause --issue I-001 -o 报告.docx",
        (
            BOOK,
            Option("kind", Text("哪一种报告", "which report"), str, ("--kind",), choices=tuple(KINDS), required=True),
            Option(
                "issue",
                Text(
                    "root-cause、design、a3 只写这个问题，例如 I-001；不写时：root-cause、design 写全部，a3 写“A3”上所选的，没有选则第一个",
                    "of root-cause, design, a3: this issue only, such as I-001; if not given all of them, an A3 of the one chosen on its "
                    "sheet, else of the first",
                ),
                str,
                ("--issue",),
            ),
            output(
                "保存到哪个 .docx 文件或文件夹（默认在工作簿旁边）",
                "file (.docx) or folder to save to (beside the workbook if not given)",
            ),
            JSON,
        ),
        (
            _button(
                "root-cause",
                Text(
                    "生成根因分析报告（Word）：方法、原因链、根本原因、验证结论和鱼骨图；放在工作簿旁边",
                    "Writes the root-cause report (Word), fishbone diagram included, beside the workbook",
                ),
            ),
        ),
    ),
)
OF_SOLUTIONS = (
    _only_button(
        SOLUTIONS,
        "design",
        Text(
            "生成方案设计文档（Word）：选优、方案设计、步骤、资源、试点、风险、验收；放在工作簿旁边",
            "Writes the design document of the chosen solutions (Word): choice, design, steps, resources, pilot, risks, acceptance",
        ),
    ),
)
OF_PLANS = (
    _only_button(
        PLAN,
        "plan",
        Text(
            "生成计划报告（Word）：概况、任务、目标与验收、逾期任务、试点；放在工作簿旁边",
            "Writes the plan as a Word document, with targets, overdue tasks and pilots, beside the workbook",
        ),
    ),
)
OF_MEASURES = (
    _only_button(
        RESULTS,
        "monitor",
        Text(
            "生成监控报告（Word）：趋势、问题、机会，全部指标一览，控制图，未处理的异常；放在工作簿旁边",
            "Writes the monitoring report (Word) beside the workbook: trends, problems, chances, control charts, open signals",
        ),
    ),
)
OF_EFFECTS = (
    _only_button(
        RESULTS,
        "effect",
        Text(
            "生成效果验证报告（Word）：比较计划及其改动、各期数据和区间、结论、疑点、建议和决定；放在工作簿旁边",
            "Writes the report on effects (Word): plan and its changes, figures with intervals, verdict, doubts, proposal and decision",
        ),
    ),
    _only_button(
        RESULTS,
        "a3",
        Text(
            "生成一个问题的 A3（Word，一页横向）：背景、现状、目标、原因、对策、计划、效果、后续；问题在“A3”上选",
            "Writes an A3 of one issue (Word, one landscape page); the issue is chosen on the sheet A3",
        ),
    ),
)
OF_REVIEWS = (
    _only_button(
        STANDARDISE,
        "manual",
        Text(
            "生成改善前后对照（Word）：各版本改了什么（条款、改前、改后）、为什么、谁要培训、旧版收回；放在工作簿旁边",
            "Writes what new versions of procedures change (Word), clause by clause, why, whom to train, copies to take back",
        ),
    ),
    _only_button(
        STANDARDISE,
        "review",
        Text(
            "生成复盘报告（Word）：目标达成、实施效果、存在问题、改进机会、下一步；放在工作簿旁边",
            "Writes the report of the reviews (Word): targets, what was done, problems, chances, next steps",
        ),
    ),
)
