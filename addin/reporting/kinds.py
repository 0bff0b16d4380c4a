"""Every kind of report, in one list that the command line, the ribbon and the command read; nothing heavy is loaded by it."""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Text
from workbook_templates.reports import causes_words

ROOT_CAUSE = "root-cause"


class Kind(NamedTuple):
    """A kind of report.

    Attributes:
        title: what it is called.
        landscape: whether its pages lie on their long side.
        maker: `module:function` that makes its `Content` of a session and the issue asked for, which most have none of.
        by_issue: whether it may be asked for one issue only.
    """

    title: Text
    landscape: bool
    maker: str
    by_issue: bool = False


KINDS: dict[str, Kind] = {
    ROOT_CAUSE: Kind(causes_words.TITLE, landscape=False, maker="addin.reporting.root_cause:root_cause", by_issue=True),
    "issue-list": Kind(
        Text("业务运营问题识别清单", "Operational issue list"),
        landscape=True,
        maker="addin.reporting.issue_list:issue_list",
    ),
    "plan": Kind(Text("改进方案计划表", "Improvement plan"), landscape=True, maker="addin.reporting.plan:plan"),
    "monitor": Kind(
        Text("监控报告", "Monitoring report"), landscape=True, maker="addin.reporting.monitoring:monitoring"
    ),
    "effect": Kind(Text("效果验证报告", "Report on effects"), landscape=False, maker="addin.reporting.effect:effect"),
    "review": Kind(Text("复盘报告", "Review report"), landscape=False, maker="addin.reporting.review:review"),
    "design": Kind(
        Text("方案设计文档", "Design document"), landscape=False, maker="addin.reporting.design:design", by_issue=True
    ),
    "manual": Kind(
        Text("改善前后对照", "Changes of procedures"), landscape=False, maker="addin.reporting.manual:manual"
    ),
    "a3": Kind(Text("A3 改善报告", "A3 report"), landscape=True, maker="addin.reporting.a3:a3_report", by_issue=True),
}
