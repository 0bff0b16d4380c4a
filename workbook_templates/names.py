"""Names that the command line needs before anything heavy is imported."""

from enum import StrEnum


class TemplateKey(StrEnum):
    """The standard workbooks that `kaizen new` can make."""

    ISSUES = "issue-list"
    SCORING = "scoring-sheet"
    PLAN = "plan-schedule"
    PROJECT = "project"
