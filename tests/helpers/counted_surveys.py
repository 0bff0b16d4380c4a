"""Surveys in workbooks: typed rows, and one of twelve questions of every kind with 120 answer sheets."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.survey import results
from addin.outcome import Outcome
from tests.helpers.books import NOW, filled
from udfs.lang import Lang, Text
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

Row = dict[str, CellValue]

DEPARTMENTS = (
    Text("运营部", "Operations"),
    Text("技术部", "Technology"),
    Text("客服部", "Service"),
    Text("仓储部", "Warehouse"),
)
POSTS = (Text("主管", "Lead"), Text("专员", "Clerk"))
_FIVE = (Text("非常不同意", "Strongly disagree"), Text("不同意", "Disagree"), Text("一般", "Neutral"), Text("同意", "Agree"), Text("非常同意", "Strongly agree"))  # fmt: skip
_STEPS = (
    Text("审批流程", "Approval"),
    Text("沟通协调", "Coordination"),
    Text("执行操作", "Doing the work"),
    Text("系统录入", "Typing into systems"),
)
_NONE = Text("以上都没有", "None of these")
_ROWS = (Text("响应速度", "Speed"), Text("信息准确", "Accuracy"), Text("沟通态度", "Manner"))
QUESTIONS = (
    (Text("您认为哪个环节最耗时？", "Which step takes most time?"), SINGLE, _STEPS),
    (Text("哪些环节需要重复录入？（可多选）", "At which steps do you type things twice?"), MULTIPLE, (*_STEPS, _NONE)),
    (Text("您每天花在找资料上的时间", "Time spent looking for documents, a day"), SINGLE,
     (Text("不到半小时", "Under half an hour"), Text("半小时到一小时", "Up to an hour"), Text("一到两小时", "One to two hours"), Text("两小时以上", "Over two hours"))),
    (Text("现有流程清楚易懂", "The present process is clear"), SCALE, _FIVE),
    (Text("遇到问题能很快找到负责人", "I find out quickly whom to ask"), SCALE, _FIVE),
    (Text("我经常要返工", "I often have to do things again"), SCALE, _FIVE),
    (Text("部门之间配合顺畅", "Departments work well together"), SCALE, _FIVE),
    (Text("请给各环节的服务打分", "Rate the service"), MATRIX, _FIVE),
    (Text("请按优先改进的顺序排列", "Rank what to improve first"), RANKING, _STEPS),
    (Text("您有多大可能向同事推荐现在的做法？", "Would you recommend the present way?"), NPS, ()),
    (Text("您愿意参加试点吗？", "Would you join a pilot?"), SINGLE, (Text("愿意", "Yes"), Text("看情况", "Perhaps"), Text("不愿意", "No"))),
    (Text("您最希望改进什么？", "What would you improve first?"), OPEN, ()),
)  # fmt: skip


def question(number: int, kind: Text = SINGLE, options: Iterable[str] = (), **more: CellValue) -> Row:
    return {
        "id": f"Q-{number:03}", "text": f"题目{number}", "kind": kind.zh, "options": "\n".join(options) or None, **more,
    }  # fmt: skip


def book_of(
    folder: Path, questions: Iterable[Row], answers: Iterable[Row], roster: Iterable[Row] = (), lang: Lang = "zh",
    key: TemplateKey = TemplateKey.SURVEY,
) -> Path:  # fmt: skip
    path = filled(folder, questions, key, lang, "questions")
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["answers"], [{"id": f"A-{at:03}", **row} for at, row in enumerate(answers, 1)])
    session.append(TABLES["roster"], [{"id": f"N-{at:03}", **row} for at, row in enumerate(roster, 1)])
    session.finish()
    return path


def run(path: Path, **given: Any) -> Outcome:
    return results(FileBook(path, writing=True), NOW, **given)


def seen(book: Any, name: str = "survey_rows") -> list[list[Any]]:
    """Return the filled lines of an area."""
    lines = [[cell.value for cell in line] for line in book.area(name).figures]
    return [line for line in lines if any(value is not None for value in line)]


def twelve(folder: Path, lang: Lang = "zh") -> Path:
    """Return a workbook with twelve questions of every kind, 150 people asked, 120 of whom answered."""
    questions = [
        {"id": f"Q-{at:03}", "text": text.to(lang), "kind": kind.to(lang), "options": "\n".join(option.to(lang) for option in options) or None}
        for at, (text, kind, options) in enumerate(QUESTIONS, 1)
    ]  # fmt: skip
    questions[1]["exclusive"] = _NONE.to(lang)
    questions[7]["rows"] = "\n".join(row.to(lang) for row in _ROWS)
    for at in (3, 4, 5, 6):
        questions[at]["scale"] = Text("流程体验", "Experience").to(lang)
    questions[5]["reverse"] = Text("是", "Yes").to(lang)
    roster = [
        {"person": f"P{at:03}", "department": DEPARTMENTS[(at >= 60) + (at >= 110) + (at >= 140)].to(lang), "post": POSTS[at % 4 > 0].to(lang)}
        for at in range(150)
    ]  # fmt: skip
    return book_of(folder, questions, list(_sheets(lang)), roster, lang)


def _sheets(lang: Lang) -> Iterator[Row]:
    chance = random.Random(20)  # noqa: S311 - the same survey every time
    for at in range(120):
        group = 0 if at < 50 else 1 if at < 92 else 2 if at < 113 else 3
        mood = chance.gauss(2.2 + 0.4 * group, 1)

        def point(shift: float = 0.0, mood: float = mood) -> int:
            return min(4, max(0, round(mood + shift + chance.gauss(0, 0.7))))

        steps = chance.sample(range(4), chance.choice((1, 2, 2, 3)))
        order = sorted(range(4), key=lambda step: chance.random() + 0.3 * step)
        yield {
            "submitted": datetime(2026, 11, 2, 9) + timedelta(minutes=97 * at),
            "seconds": 20 if at in (7, 70) else chance.randint(110, 400),
            "department": DEPARTMENTS[group].to(lang),
            "post": POSTS[at % 4 > 0].to(lang),
            "q01": chance.choices(_STEPS, (5, 2, 1, 3 + group))[0].to(lang),
            "q02": _NONE.to(lang) if at % 9 == 0 else "┋".join(_STEPS[step].to(lang) for step in sorted(steps)),
            "q03": QUESTIONS[2][2][min(3, max(0, 3 - point()))].to(lang),
            "q04": _FIVE[point()].to(lang),
            "q05": _FIVE[point(-0.3)].to(lang),
            "q06": _FIVE[4 - point(0.2)].to(lang),
            "q07": None if at % 17 == 0 else _FIVE[point()].to(lang),
            "q08": "┋".join(f"{row.to(lang)}＝{_FIVE[point(0.3 * n)].to(lang)}" for n, row in enumerate(_ROWS)),
            "q09": "→".join(_STEPS[step].to(lang) for step in order),
            "q10": min(10, max(0, 2 * point() + chance.choice((1, 2)))),
            "q11": chance.choices(QUESTIONS[10][2], (4, 3, 1))[0].to(lang),
            "q12": Text("审批少一点", "fewer approvals").to(lang) if at % 3 == 0 else None,
        }
