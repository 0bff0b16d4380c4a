"""The commands that write documents for paper."""

from __future__ import annotations

from addin.commands.table.model import CAUSES, IDENTIFY, PLAN, Access, Button, Command, Option, Step
from addin.commands.table.options import BOOK, JSON, output
from udfs.lang import Text

KINDS = ("root-cause", "issue-list", "plan")
_CLICK = "addin.excel.making:report"


def _button(kind: str, tip: Text) -> Button:
    label = Text("报告", "Report")
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
            "生成 Word 报告（.docx，可编辑）：root-cause 根因分析报告（分析方法、原因链、根本原因定位、验证结论、鱼骨图），"
            "issue-list 业务运营问题识别清单，plan 改进方案计划表。工作簿不改动，已有的文件不覆盖。",
            "Write a report as a Word document to edit (.docx): root-cause (method, chain of causes, root causes, "
            "conclusion, fishbone diagram), issue-list, or plan. The workbook stays as it is, no file is overwritten.",
        ),
        "kaizen report 根因分析.xlsx --kind root-cause --issue I-001 -o 报告.docx",
        (
            BOOK,
            Option("kind", Text("哪一种报告", "which report"), str, ("--kind",), choices=KINDS, required=True),
            Option(
                "issue",
                Text(
                    "根因分析报告只写这个问题，例如 I-001；默认写每个有原因的问题",
                    "root causes of this issue only, such as I-001; every issue that has causes if not given",
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
