"""Names that the command line needs before anything heavy is imported."""

from enum import StrEnum

from udfs.lang import Text


class TemplateKey(StrEnum):
    """The standard workbooks that `kaizen new` can make."""

    ISSUES = "issue-list"
    SCORING = "scoring-sheet"
    PLAN = "plan-schedule"
    ROOT_CAUSE = "root-cause"
    PROJECT = "project"


# The tables that standard workbooks are made of, by key: what their sheets are called.
TABLE_SHEETS: dict[str, Text] = {
    "issues": Text("问题清单", "Issues"),
    "causes": Text("原因分析", "Causes"),
    "confirmations": Text("要因确认", "Confirmations"),
    "plans": Text("方案评分表", "Scoring"),
    "tasks": Text("改进方案计划表", "Plan"),
    "pilots": Text("试点计划", "Pilot plan"),
}

TEMPLATE_LABELS: dict[TemplateKey, Text] = {
    TemplateKey.ISSUES: Text("问题清单", "Issue list"),
    TemplateKey.SCORING: Text("方案评分表", "Scoring sheet"),
    TemplateKey.PLAN: Text("改进方案计划表", "Plan schedule"),
    TemplateKey.ROOT_CAUSE: Text("根因分析", "Root-cause analysis"),
    TemplateKey.PROJECT: Text("改善项目工作簿（全部表合一）", "Project workbook (all tables)"),
}
