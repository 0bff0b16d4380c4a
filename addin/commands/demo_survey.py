"""The rows of the demo that tell what staff and customers say: a survey, interviews, tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from udfs.lang import Lang, Text
from udfs.survey.choices import MULTIPLE, NPS, OPEN, SINGLE, TOPICS
from udfs.values import CellValue
from workbook_templates.lists import LISTS, NO, YES

Row = dict[str, "CellValue | Text"]

_DEPARTMENTS, _CHANNELS = LISTS["department"].items, LISTS["voice_channel"].items


def _lines(*options: Text) -> Text:
    return Text("\n".join(option.zh for option in options), "\n".join(option.en for option in options))


_STEPS = (
    Text("审批流程", "Approval"),
    Text("沟通协调", "Coordination"),
    Text("执行操作", "Doing the work"),
    Text("系统录入", "Typing into systems"),
)
_NONE = Text("以上都没有", "None of these")


def _questions(_today: date) -> Iterator[Row]:
    yield {
        "id": "Q-001",
        "text": Text("您认为哪个环节最耗时？", "Which step takes most time?"),
        "kind": SINGLE,
        "options": _lines(*_STEPS),
        "mandatory": YES,
    }
    yield {"id": "Q-002", "text": Text("哪些环节需要重复录入？", "At which steps do you type things twice?"), "kind": MULTIPLE,
           "options": _lines(*_STEPS, _NONE), "exclusive": _NONE, "mandatory": YES}  # fmt: skip
    yield {
        "id": "Q-003",
        "text": Text("您有多大可能向同事推荐现在的做法？", "Would you recommend the present way to a colleague?"),
        "kind": NPS,
        "mandatory": YES,
    }
    yield {
        "id": "Q-004",
        "text": Text("您最希望改进什么？", "What would you improve first?"),
        "kind": OPEN,
        "mandatory": NO,
    }


def _roster(_today: date) -> Iterator[Row]:
    people = (("王芳", "Wang Fang"), ("李强", "Li Qiang"), ("张敏", "Zhang Min"), ("陈涛", "Chen Tao"))
    for number, names in enumerate(people, 1):
        yield {
            "id": f"N-{number:03}",
            "person": Text(*names),
            "department": _DEPARTMENTS[number % 3],
            "post": Text("审核员", "Clerk"),
        }


def _answers(today: date) -> Iterator[Row]:
    for number in range(1, 4):
        yield {"id": f"A-{number:03}", "submitted": today - timedelta(number), "seconds": 60 * number, "department": _DEPARTMENTS[number % 3],
               "q01": _STEPS[number % 4], "q02": _STEPS[0], "q03": 6 + number}  # fmt: skip


def _interviews(today: date) -> Iterator[Row]:
    yield {"id": "IV-001", "person": Text("王芳", "Wang Fang"), "post": Text("审核员", "Clerk"), "day": today - timedelta(30), "topic": TOPICS[1],
           "record": Text("同一张单要在两个系统里各录一遍", "The same order is typed into two systems"),
           "key_point": Text("重复录入", "Typed twice"), "issue": "I-001"}  # fmt: skip


def _feedback_texts(today: date) -> Iterator[Row]:
    texts = (
        Text("物流太慢了，等了六天", "Delivery is far too slow, six days"),
        Text("退款流程太复杂", "Refunds are too complicated"),
    )
    for number, text in enumerate(texts, 1):
        yield {
            "id": f"UF-{number:03}",
            "day": today - timedelta(number),
            "channel": _CHANNELS[number % 2],
            "text": text,
        }


def _keywords(_today: date) -> Iterator[Row]:
    yield {
        "id": "KW-001",
        "word": Text("物流慢", "slow delivery"),
        "count": 1,
        "share": 0.5,
        "quote1": Text("物流太慢了，等了六天", "Delivery is far too slow, six days"),
    }


_ROWS: Mapping[str, Callable[[date], Iterable[Row]]] = {
    "questions": _questions,
    "roster": _roster,
    "answers": _answers,
    "interviews": _interviews,
    "feedback_texts": _feedback_texts,
    "keywords": _keywords,
}
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`, column key → value."""
    for row in _ROWS[table](today):
        yield {key: value.to(lang) if isinstance(value, Text) else value for key, value in row.items()}
