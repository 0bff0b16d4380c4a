"""Surveys of Wenjuanxing: random answers written in the platform's two shapes, by text and by number of the option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from udfs.lang import Text
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.survey.questions import Question

Row = list[Any]
LEAD = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
SKIPPED, BLANK = -3, -2

# An export of three answer sheets in both shapes.
TEXTS = [
    ["序号", "提交答卷时间", "所用时间", "来源", "来自IP", "1、您所在的部门是？", "2、最耗时的环节？", "3、哪些要重复录入？【多选】", "4、排出先后",
     "5、请评价(速度)", "5、请评价(态度)", "6、是否推荐", "7、满意吗", "8、建议"],
    [1, "2026/3/1 9:00", "60秒", "微信", "1.1.1.1", "运营部", "审批", "审批┋其他〖搬货┋点数〗", "甲→乙→丙", "5", "4", "9", "4", "少盖章"],
    [2, "2026/3/1 9:01", "61秒", "微信", "1.1.1.2", "技术部", "沟通", "(跳过)", "乙→甲→丙", "5", "3", "8", "5", "(空)"],
    [3, "2026/3/1 9:02", "62秒", "微信", "1.1.1.3", "运营部", "审批", "录入", "乙→甲→丙", "(空)", "3", "10", "2", "13800001234"],
]  # fmt: skip
NUMBERS = [
    [*TEXTS[0][:7], "3、哪些要重复录入？【多选】(审批)", "3、哪些要重复录入？【多选】(录入)", "3、哪些要重复录入？【多选】(其他)", "4、排出先后(甲)", "4、排出先后(乙)",
     "4、排出先后(丙)", *TEXTS[0][9:]],
    [*TEXTS[1][:5], 2, 1, 1, 0, "1〖搬货┋点数〗", 1, 2, 3, 5, 4, 9, 4, "少盖章"],
    [*TEXTS[2][:5], 1, 2, -3, -3, -3, 2, 1, 3, 5, 3, 8, 5, -2],
    [*TEXTS[3][:5], 2, 1, 0, 1, 0, 2, 1, 3, -2, 3, 10, 2, 13800001234],
]  # fmt: skip

# Separators of other platforms, brackets that close and that do not, spaces of every width, numbers in front.
options = (
    st.text("、,;|；，/ \u3000:：()（）.-12甲乙其他审批Ab", min_size=1, max_size=6)
    .map(lambda text: text.strip(" \u3000"))
    .filter(lambda text: text and not text.lstrip("-").isdigit())
)


@dataclass
class Survey:
    """A survey: its questions, and for each answer sheet and question the positions chosen, ranked or rated, or words."""

    questions: list[Question]
    sheets: list[list[Any]]

    def by_text(self) -> list[Row]:
        """Return the export by text, its headings first."""
        return self._rows(_text_headings, _text_cells)

    def by_number(self) -> list[Row]:
        """Return the export by number."""
        return self._rows(_number_headings, _number_cells)

    def _rows(self, headings: Any, cells: Any) -> list[Row]:
        first = [*LEAD, *(heading for question in self.questions for heading in headings(question))]
        rows = [first]
        for number, sheet in enumerate(self.sheets, 1):
            lead = [
                number,
                f"2026/3/{number % 28 + 1} 09:{number % 60:02}:00",
                f"{60 + number}秒",
                "微信",
                "",
                "10.0.0.1",
            ]
            rows.append([*lead, *(cell for q, a in zip(self.questions, sheet, strict=True) for cell in cells(q, a))])
        return rows


def _text_headings(question: Question) -> list[str]:
    if question.kind is MATRIX:
        return [f"{question.number}、{question.text}({row})" for row in question.rows]
    return [f"{question.number}、{question.text}"]


def _number_headings(question: Question) -> list[str]:
    if question.kind in (MULTIPLE, RANKING):
        return [f"{question.number}、{question.text}({option})" for option in question.options]
    return _text_headings(question)


def _text_cells(question: Question, answer: Any) -> Row:
    width = len(question.rows) or 1
    if answer in (SKIPPED, BLANK):
        return ["(跳过)" if answer == SKIPPED else "(空)"] * width
    if question.kind is SINGLE:
        return [question.options[answer]]
    if question.kind is MULTIPLE:
        return ["┋".join(question.options[at] for at in sorted(answer))]
    if question.kind is RANKING:
        return ["→".join(question.options[at] for at in answer)]
    if question.kind is MATRIX:
        return [question.options[value] if question.options else str(value + 1) for value in answer]
    return [str(answer)]


def _number_cells(question: Question, answer: Any) -> Row:
    several = question.options if question.kind in (MULTIPLE, RANKING) else question.rows
    if answer in (SKIPPED, BLANK):
        return [answer] * (len(several) or 1)
    if question.kind is SINGLE:
        return [answer + 1]
    if question.kind is MULTIPLE:
        return [int(at in answer) for at in range(len(several))]
    if question.kind is RANKING:
        return [answer.index(at) + 1 if at in answer else BLANK for at in range(len(several))]
    if question.kind is MATRIX:
        return [value + 1 for value in answer]
    return [answer]


def _answers(question: Question) -> st.SearchStrategy[Any]:
    places = st.integers(0, len(question.options) - 1) if question.options else st.integers(0, 4)
    by_kind: dict[Text, st.SearchStrategy[Any]] = {
        SINGLE: places,
        MULTIPLE: st.sets(places, min_size=1).map(frozenset),
        RANKING: st.permutations(range(len(question.options))).map(list),
        SCALE: st.integers(1, 5),
        NPS: st.integers(0, 10),
        MATRIX: st.lists(places, min_size=len(question.rows), max_size=len(question.rows)),
        OPEN: options,
    }
    assert question.kind is not None
    return by_kind[question.kind] | st.sampled_from([SKIPPED, BLANK])


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """Return a survey with a question of several kinds and up to four answer sheets."""
    questions = []
    kinds = draw(
        st.lists(st.sampled_from([SINGLE, MULTIPLE, RANKING, SCALE, NPS, MATRIX, OPEN]), min_size=1, max_size=3)
    )
    for number, kind in enumerate(kinds, 1):
        text = draw(st.sampled_from(["哪个环节", "哪些【多选】", "您(可选)怎么看", "A-B：C"])) + str(number)
        has_options = kind in (SINGLE, MULTIPLE, RANKING) or (kind is MATRIX and draw(st.booleans()))
        # A ranking of options that cannot be told apart says nothing.
        unique = kind is not SINGLE and kind is not MULTIPLE
        listed = draw(st.lists(options, min_size=2, max_size=4, unique=unique)) if has_options else []
        rows = draw(st.lists(options, min_size=2, max_size=3, unique=True)) if kind is MATRIX else []
        questions.append(Question(number, text, kind, tuple(listed), tuple(rows)))
    sheets = draw(st.lists(st.tuples(*map(_answers, questions)).map(list), min_size=1, max_size=4))
    return Survey(questions, sheets)
