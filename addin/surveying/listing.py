"""How the export of a survey is read, to be looked at before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from addin.outcome import Listing
from udfs.lang import Text, listed
from udfs.survey.questions import Question
from udfs.survey.reading import Reading
from udfs.survey.reading_items import Item
from udfs.values import CellValue, as_text
from workbook_templates.tables.answers import ANSWERS
from workbook_templates.tables.questions import QUESTIONS

_OPTIONS_SHOWN = 5
_NOTES = Text("→ 备注", "→ Notes")
_LEFT = Text("不导入", "not imported")
_KEY = Text("认出同一份答卷", "tells answer sheets apart")
_BY_LEAD = {"number": _KEY, "started": _NOTES}
_NEW, _KNOWN = Text("新", "new"), Text("已有", "there")


def kinds_listing(name: str, reading: Reading, items: Sequence[Item]) -> Listing:
    """Return the questions with their kinds, and why."""
    headings = (*(QUESTIONS.column(key).label for key in ("id", "text", "kind", "options", "rows")), Text("问卷", "Questionnaire"),
                Text("说明", "Why"))  # fmt: skip
    rows: list[tuple[CellValue | Text, ...]] = [
        (
            Question(item.number, item.text, item.kind).id,
            item.text,
            item.kind,
            listed(item.options, _OPTIONS_SHOWN),
            listed(item.rows, _OPTIONS_SHOWN),
            _KNOWN if item.known else _NEW,
            item.guess.why,
        )
        for item in items
    ]
    style, shape = reading.headings.style, _by_number(reading.coded)
    title = Text(
        f"题型：{name}，{style.zh}，{shape.zh}；不对的加 --kind Q-003=多选，或在“问卷”改题型后再导入一次",
        f"Kinds of questions: {name}, {style.en}, {shape.en}; correct them with --kind Q-003=Multiple, or on Questionnaire and import again",
    )
    return Listing(title, headings, rows)


def _by_number(coded: bool) -> Text:  # noqa: FBT001 - one of two shapes
    return Text("按选项序号", "by number of option") if coded else Text("按选项文本", "by text")


def columns_listing(reading: Reading, headings: Sequence[CellValue]) -> Listing:
    """Return what becomes of the columns that are no questions."""
    rows: list[tuple[int, CellValue | Text, CellValue | Text]] = []
    for key, at in reading.lead.items():
        target = _BY_LEAD.get(key) or ANSWERS.column(key).label
        rows.append((at, as_text(headings[at]), target))
    rows += [(at, as_text(headings[at]), _LEFT) for at in reading.headings.personal]
    rows += [(at, as_text(headings[at]), _NOTES) for at in reading.headings.others if as_text(headings[at]).strip()]
    title = Text(
        "其他列；不对的加 --map 表头=列名（是题目的写 --map 表头=题目）",
        "Other columns; correct them with --map heading=column (--map heading=question for a question)",
    )
    columns = (Text("表头", "Heading"), Text("对应列", "Column"))
    return Listing(title, columns, [(heading, target) for _, heading, target in sorted(rows, key=lambda row: row[0])])
