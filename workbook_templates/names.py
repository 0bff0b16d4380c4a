"""Names that the command line needs before anything heavy is imported."""

from enum import StrEnum

from udfs.lang import Text


class TemplateKey(StrEnum):
    """The standard workbooks that `kaizen new` can make."""

    ISSUES = "issue-list"
    SCORING = "scoring-sheet"
    PLAN = "plan-schedule"
    ROOT_CAUSE = "root-cause"
    MEASURES = "measures"
    RESULTS = "results"
    GOVERNANCE = "governance"
    SURVEY = "survey"
    PROCESS = "process"
    PROJECT = "project"


# The tables that standard workbooks are made of, by key: what their sheets are called.
TABLE_SHEETS: dict[str, Text] = {
    "questions": Text("问卷", "Questionnaire"),
    "roster": Text("名单", "Roster"),
    "answers": Text("答卷", "Answers"),
    "interviews": Text("访谈", "Interviews"),
    "feedback_texts": Text("用户反馈", "Customers' words"),
    "keywords": Text("关键词", "Keywords"),
    "issues": Text("问题清单", "Issues"),
    "causes": Text("原因分析", "Causes"),
    "confirmations": Text("要因确认", "Confirmations"),
    "rules": Text("细则清单", "Rules"),
    "steps": Text("流程步骤", "Steps"),
    "scenarios": Text("模拟", "Scenarios"),
    "ideas": Text("研讨会想法", "Ideas"),
    "plans": Text("方案评分表", "Scoring"),
    "tasks": Text("改进方案计划表", "Plan"),
    "pilots": Text("试点计划", "Pilot plan"),
    "risks": Text("风险与预案", "Risks"),
    "drills": Text("演练", "Drills"),
    "supports": Text("过渡期支持", "Supports"),
    "incidents": Text("问题日志", "Incidents"),
    "measures": Text("指标", "Measures"),
    "points": Text("指标数据", "Data points"),
    "signals": Text("异常", "Signals"),
    "benchmarks": Text("对标", "Benchmarks"),
    "imports": Text("数据来源", "Data imports"),
    "effects": Text("效果验证", "Effects"),
    "adjustments": Text("调整", "Adjustments"),
    "manuals": Text("手册版本", "Manuals"),
    "trainings": Text("培训", "Trainings"),
    "feedback": Text("反馈处理", "Feedback"),
    "rollout": Text("推广清单", "Roll-out"),
    "duties": Text("职责清单", "Duties"),
    "reviews": Text("复盘", "Reviews"),
    "proposals": Text("创新提案", "Proposals"),
}

# The sheet in front of a workbook with several of these tables, and the key by which it is added.
HOME_SHEET, HOME_KEY = Text("首页", "Home"), "home"

# In place of the tables one by one: as a word, and as the key of buttons.
ALL_TABLES, ALL_KEY = Text("全部表", "All tables"), "all"

TEMPLATE_LABELS: dict[TemplateKey, Text] = {
    TemplateKey.ISSUES: Text("问题清单", "Issue list"),
    TemplateKey.SCORING: Text("方案评分表", "Scoring sheet"),
    TemplateKey.PLAN: Text("改进方案计划表", "Plan schedule"),
    TemplateKey.ROOT_CAUSE: Text("根因分析", "Root-cause analysis"),
    TemplateKey.MEASURES: Text("指标监控", "Measures and monitoring"),
    TemplateKey.RESULTS: Text("效果与固化", "Results and standards"),
    TemplateKey.GOVERNANCE: Text("保障", "Governance"),
    TemplateKey.SURVEY: Text("调研", "Survey"),
    TemplateKey.PROCESS: Text("细则流程", "Rules and processes"),
    TemplateKey.PROJECT: Text("改善项目工作簿", "Project workbook"),
}
