"""What is said about a problem when somebody asks: what it is, why it matters, an example, how to fix it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from udfs.explaining.reasons import WHY
from udfs.explaining.samples import sample_of
from udfs.lang import Lang, Text
from udfs.problems import (
    adding,
    answering,
    books,
    calendars,
    causing,
    cells,
    charting,
    commands,
    data,
    files,
    following,
    gathering,
    governing,
    imports,
    indicators,
    mailing,
    measuring,
    monitoring,
    outside,
    planning,
    processes,
    projects,
    receiving,
    reminding,
    reporting,
    setup,
    simulating,
    standards,
    statistics,
    survey,
    survey_imports,
    tracing,
    verifying,
    versions,
    voices,
)
from udfs.problems.model import Problem


class Subject(NamedTuple):
    """What a module of the catalogue is about."""

    label: Text
    module: object

    def problems(self) -> list[Problem]:
        """Return its problems in the order of the module."""
        return [value for value in vars(self.module).values() if isinstance(value, Problem)]


SUBJECTS = (
    Subject(Text("表中的内容", "What is in the sheets"), data),
    Subject(Text("原因分析", "Causes"), causing),
    Subject(Text("帕累托", "Pareto charts"), charting),
    Subject(Text("指标和数据", "Measures and points"), indicators),
    Subject(Text("取数", "Measures from exports"), measuring),
    Subject(Text("问卷", "Surveys"), survey),
    Subject(Text("监控和异常", "Monitoring and signals"), monitoring),
    Subject(Text("效果验证", "Verification of effects"), verifying),
    Subject(Text("问卷导出", "Survey exports"), survey_imports),
    Subject(Text("流程模拟", "Simulation of a process"), simulating),
    Subject(Text("手册、培训、反馈、推广", "Manuals, training, feedback, roll-out"), standards),
    Subject(Text("细则和流程", "Rules and processes"), processes),
    Subject(Text("保障", "What keeps results"), governing),
    Subject(Text("用户反馈和关键词", "Customers' words and keywords"), voices),
    Subject(Text("计划和排期", "Plans and scheduling"), planning),
    Subject(Text("节假日", "Days off"), calendars),
    Subject(Text("计划的跟踪", "Following a plan"), following),
    Subject(Text("从问题到复盘的链条", "Chains from the issue to the review"), tracing),
    Subject(Text("统计和检验", "Statistics and tests"), statistics),
    Subject(Text("工作表函数的回答", "What worksheet functions answer"), cells),
    Subject(Text("工作簿", "Workbooks"), books),
    Subject(Text("新增表", "Adding tables"), adding),
    Subject(Text("文件", "Files"), files),
    Subject(Text("导入", "Import"), imports),
    Subject(Text("日历和项目文件", "Calendars and project files"), projects),
    Subject(Text("报告", "Reports"), reporting),
    Subject(Text("邮件往来和评分", "Mail and score sheets"), mailing),
    Subject(Text("答题表", "Answer sheets"), answering),
    Subject(Text("收回的文件", "Files that came back"), receiving),
    Subject(Text("提醒", "Reminders"), reminding),
    Subject(Text("多次收回和冒名", "Several versions, and whose they are"), versions),
    Subject(Text("表格之外的内容", "What stands outside the tables"), outside),
    Subject(Text("汇编", "Gathering"), gathering),
    Subject(Text("命令", "Commands"), commands),
    Subject(Text("加载项", "The add-in"), setup),
)


class Explanation(NamedTuple):
    """Everything that is said about a problem.

    Attributes:
        problem: the entry of the catalogue.
        subject: what it is about.
        what: what it says, with an ellipsis for whatever differs from case to case.
        why: why it matters.
        example: a message as a person may see it.
        fix: what to do about the example.
    """

    problem: Problem
    subject: Text
    what: Text
    why: Text
    example: Text
    fix: Text


class _Ellipsis:
    """Stands for whatever differs from case to case; a number keeps its noun."""

    def __format__(self, words: str) -> str:
        _, divided, more = words.partition("/")
        return f"… {more}" if divided else "…"


class _Ellipses(dict[str, _Ellipsis]):
    def __missing__(self, _name: str) -> _Ellipsis:
        return _Ellipsis()


def explanation(problem: Problem, subject: Text) -> Explanation:
    """Return what is said about a problem of a subject."""
    finding = problem.finding(**sample_of(problem))
    return Explanation(
        problem,
        subject,
        Text(_general(problem, "zh"), _general(problem, "en")),
        WHY[problem.code],
        Text(finding.what("zh"), finding.what("en")),
        Text(finding.fix("zh"), finding.fix("en")),
    )


def explanations() -> Iterator[Explanation]:
    """Yield what is said about every problem, subject by subject."""
    for subject in SUBJECTS:
        for problem in subject.problems():
            yield explanation(problem, subject.label)


def _general(problem: Problem, lang: Lang) -> str:
    return problem.what.to(lang).format_map(_Ellipses())
