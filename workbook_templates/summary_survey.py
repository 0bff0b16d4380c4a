"""What 汇总 shows of surveys, interviews and what customers write."""

from __future__ import annotations

from udfs.lang import Text
from udfs.people import people_in, person_key
from udfs.survey.choices import KINDS, LEFT_OUT, TOPICS
from udfs.values import CellValue, is_blank, is_number, plain
from workbook_templates.context import Context
from workbook_templates.summary_counts import fixed, from_list, people_named
from workbook_templates.summary_panels import (
    PEOPLE,
    Panel,
    count_of,
    count_panel,
    key_panel,
    last_day,
    left_open,
    list_panel,
    records,
)


def _most_said(book: Context) -> list[list[CellValue]]:
    data = book.tables["keywords"]
    counts = data["count"]
    rows = sorted(data.records(), key=lambda i: -count if is_number(count := counts[i]) else 0)
    return [[data[key][i] for key in ("id", "count", "trend", "word")] for i in rows if not is_blank(data["word"][i])]


def _spoken_of(book: Context) -> list[list[CellValue]]:
    """Return the issues that came up in talks: how many people spoke of each, in how many records, and a key point.

    Most people first. Who says the same thing in three records is one person.
    """
    data = book.tables["interviews"]
    rows: dict[str, list[int]] = {}
    for at in data.records():
        if issue := plain(data["issue"][at]):
            rows.setdefault(issue.casefold(), []).append(at)
    shown: list[list[CellValue]] = []
    for places in rows.values():
        names = {person_key(name) for at in places for name in people_in(data["person"][at])}
        point = next((text for key in ("key_point", "record") for at in places if (text := plain(data[key][at]))), None)
        shown.append([plain(data["issue"][places[0]]), len(names), len(places), point])
    return sorted(shown, key=lambda row: (-row[1], -row[2]))  # type: ignore[operator]


OF_SURVEY: dict[str, tuple[Panel, ...]] = {
    "questions": (
        key_panel("questions", ((Text("题目数", "Questions"), "count", records("questions")),)),
        count_panel("questions", "kind", Text("按题型", "By kind"), fixed(KINDS)),
    ),
    "roster": (
        key_panel("roster", ((Text("调查对象", "People asked"), "count", records("roster")),)),
        count_panel("roster", "department", Text("按部门", "By department"), from_list("department")),
    ),
    "answers": (
        key_panel(
            "answers",
            (
                (Text("答卷数", "Answer sheets"), "count", records("answers")),
                (Text("其中不采用", "of which left out"), "count", count_of("answers", "decision", LEFT_OUT)),
                (Text("最近提交", "Latest"), "date", last_day("answers", "submitted", timed=True)),
            ),
        ),
    ),
    "interviews": (
        key_panel(
            "interviews",
            (
                (Text("访谈记录", "Records"), "count", records("interviews")),
                (Text("还没有归到问题", "Without an issue"), "count", left_open("interviews", "issue")),
            ),
        ),
        count_panel("interviews", "topic", Text("按提纲", "By topic"), fixed(TOPICS)),
        count_panel("interviews", "person", Text("按访谈对象", "By interviewee"), people_named("interviews", "person")),
        list_panel("spoken_of", Text("各问题有几个人说到", "How many people spoke of each issue"), "interviews",
                   ("issue", PEOPLE, Text("条数", "Records"), "key_point"), "count", _spoken_of),
    ),
    "feedback_texts": (
        key_panel(
            "feedback_texts",
            (
                (Text("反馈条数", "Texts"), "count", records("feedback_texts")),
                (Text("最近一条", "Latest"), "date", last_day("feedback_texts", "day")),
            ),
        ),
        count_panel("feedback_texts", "channel", Text("按渠道", "By channel"), from_list("voice_channel")),
    ),
    "keywords": (
        key_panel(
            "keywords",
            (
                (Text("关键词数", "Keywords"), "count", records("keywords")),
                (Text("还没有归到问题", "Without an issue"), "count", left_open("keywords", "issue")),
            ),
        ),
        list_panel("most_said", Text("说得最多的", "Said most often"), "keywords",
                   ("id", "count", "trend", "word"), "count", _most_said),
    ),
}  # fmt: skip
