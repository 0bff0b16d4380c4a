"""The rows of the demo that tell what staff and customers say: a survey, interviews, tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from addin.commands import demo_answers, demo_tickets
from addin.commands.demo_answers import ASKED_OF, DEPARTMENTS, LEADS_EVERY, NONE_OF_THEM, POSTS, QUESTIONS
from udfs.lang import Lang, Text, same
from udfs.spellings import parse_moment
from udfs.survey.choices import TOPICS
from udfs.survey.questions import question_key, questions_of
from udfs.survey.reading import Asked, read_export
from udfs.survey.reading_values import parse_seconds
from udfs.values import CellValue
from workbook_templates.lists import NO, YES

Row = dict[str, "CellValue | Text"]

# What people decided about the questions, by their numbers; the rest is asked as the platform has it.
_SCALE = Text("流程清晰度", "Clarity of procedures")
_DECIDED: Mapping[int, Row] = {
    4: {"exclusive": NONE_OF_THEM, "jump": Text(f"{NONE_OF_THEM.zh}→Q-006", f"{NONE_OF_THEM.en}→Q-006")},
    5: {"mandatory": NO},
    8: {"scale": _SCALE},
    9: {"scale": _SCALE},
    10: {"scale": _SCALE, "reverse": YES},
    12: {"mandatory": NO},
}


def _lines(options: Iterable[Text]) -> Text | None:
    chosen = [*options]
    return (
        Text("\n".join(option.zh for option in chosen), "\n".join(option.en for option in chosen)) if chosen else None
    )


def _questions(_today: date) -> Iterator[Row]:
    for number, question in enumerate(QUESTIONS, 1):
        row: Row = {"id": f"Q-{number:03}", "text": question.text, "kind": question.kind, "options": _lines(question.options),
                    "rows": _lines(question.rows), "mandatory": YES, **_DECIDED.get(number, {})}  # fmt: skip
        yield {key: value for key, value in row.items() if value is not None}


_SURNAMES = ("王 Wang", "李 Li", "张 Zhang", "陈 Chen", "刘 Liu", "赵 Zhao", "黄 Huang", "周 Zhou", "吴 Wu", "徐 Xu", "孙 Sun", "胡 Hu", "朱 Zhu",
             "高 Gao", "林 Lin")  # fmt: skip
_GIVEN = ("芳 Fang", "强 Qiang", "敏 Min", "涛 Tao", "洋 Yang", "静 Jing", "磊 Lei", "娜 Na", "军 Jun", "婷 Ting")


def _names() -> Iterator[Text]:
    """Yield as many names as there are people, those who appear elsewhere in the demo among them."""
    for shift in range(len(_GIVEN)):
        for at, surname in enumerate(_SURNAMES):
            given = _GIVEN[(at + shift) % len(_GIVEN)]
            (zh, en), (name, english) = surname.split(), given.split()
            yield Text(zh + name, f"{en} {english}")


class _Talk(NamedTuple):
    """What somebody of a department said on a topic, so many days ago, and the issue it belongs to."""

    person: Text
    place: int
    topic: int
    before: int
    record: Text
    point: Text
    issue: str | None


_TALKS = tuple(_Talk(*talk) for talk in (
    (Text("王芳", "Wang Fang"), 0, 0, 34, Text("同一张单要在电商后台和 ERP 里各录一遍，大促时一天多花两小时", "Every order is typed into the shop and into the ERP: two hours more a day in the season"),
     Text("重复录入，每天多2小时", "Typed twice, two hours a day"), "I-001"),
    (Text("王芳", "Wang Fang"), 0, 2, 34, Text("要是能从后台自动抓过来，审核只看异常单就行", "If it came over by itself, we would only look at orders with something odd"), Text("自动抓取订单信息", "Fetch order data automatically"), "I-001"),
    (Text("张敏", "Zhang Min"), 1, 1, 33, Text("两百块的退款也要三级审批，客户一天问三遍", "Even 200 yuan need three approvals; the customer asks three times a day"), Text("小额退款审批层级多", "Too many approvals for small refunds"), "I-003"),
    (Text("赵婷", "Zhao Ting"), 1, 0, 32, Text("知识库里还是去年的规则，答完还得找组长确认", "The knowledge base still has last year's rules, so every answer is checked with the lead"), Text("知识库过期", "Knowledge base out of date"), "I-004"),
    (Text("黄磊", "Huang Lei"), 1, 1, 32, Text("大促时排班不变，一个人同时接十几个会话", "Shifts stay the same in the season: one person has a dozen chats at once"), Text("高峰人手不足", "Too few people at peak"), "I-012"),
    (Text("李强", "Li Qiang"), 2, 0, 31, Text("一个波次跨三个库区，来回走", "A wave spans three areas, we walk back and forth"), Text("波次划分不合理", "Waves planned badly"), "I-002"),
    (Text("刘洋", "Liu Yang"), 2, 1, 31, Text("承运商爆仓，货放在月台两天没人拉", "The carriers are full, goods wait on the dock for two days"), Text("承运商运力不足", "Carriers lack capacity"), "I-006"),
    (Text("陈涛", "Chen Tao"), 3, 2, 30, Text("接口不难，难的是两边字段口径不一样", "The interface is easy; what differs is what the fields mean"), Text("先统一字段口径", "Agree on the fields first"), "I-001"),
    (Text("周娜", "Zhou Na"), 4, 1, 30, Text("平台账单靠手工汇总，月结总要晚三天", "Platform bills are added up by hand, closing is three days late"), Text("手工对账", "Reconciled by hand"), "I-007"),
    (Text("周娜", "Zhou Na"), 4, 3, 30, Text("订单地址错了，运费也对不上", "Where the address was wrong, the freight does not match either"), Text("录错影响对账", "Typing errors reach reconciliation"), None),
))  # fmt: skip


def _roster(_today: date) -> Iterator[Row]:
    placed = {talk.person: talk.place for talk in _TALKS}
    others = (name for name in _names() if name not in placed)
    number = 0
    for place, (department, count) in enumerate(zip(DEPARTMENTS, ASKED_OF, strict=True)):
        first = [name for name, at in placed.items() if at == place]
        for at, name in enumerate([*first, *islice(others, count - len(first))]):
            number += 1
            post = POSTS[-1] if at % LEADS_EVERY == LEADS_EVERY - 1 else POSTS[place]
            address = name.en.casefold().replace(" ", ".") + "@example.com"
            yield {
                "id": f"N-{number:03}",
                "person": name,
                "department": department,
                "post": post,
                "address": same(address),
            }


def _interviews(today: date) -> Iterator[Row]:
    for number, talk in enumerate(_TALKS, 1):
        row: Row = {"id": f"IV-{number:03}", "person": talk.person, "post": POSTS[talk.place], "department": DEPARTMENTS[talk.place],
                    "day": today - timedelta(days=talk.before), "interviewer": Text("徐静", "Xu Jing"), "topic": TOPICS[talk.topic],
                    "record": talk.record, "key_point": talk.point, "issue": talk.issue}  # fmt: skip
        yield {key: value for key, value in row.items() if value is not None}


def _keywords(_today: date) -> Iterator[Row]:
    yield {
        "id": "KW-001",
        "word": Text("物流慢", "delivery slow"),
        "count": 1,
        "share": 1 / 300,
        "quote1": Text("物流太慢了，等了六天", "Delivery is far too slow, six days"),
        "issue": "I-006",
    }


_ROWS: Mapping[str, Callable[[date], Iterable[Row]]] = {
    "questions": _questions,
    "roster": _roster,
    "interviews": _interviews,
    "feedback_texts": demo_tickets.rows,
    "keywords": _keywords,
}
TABLES = frozenset({*_ROWS, "answers"})


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`, column key → value."""
    if table == "answers":
        yield from _answers(lang, today)
        return
    for row in _ROWS[table](today):
        yield {key: value.to(lang) if isinstance(value, Text) else value for key, value in row.items()}


def _answers(lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the rows that the import of the platform's export gives."""
    export = demo_answers.table(today, lang, by_number=False)
    known = [Asked(question) for question in questions_of(rows("questions", lang, today)).values()]
    reading = read_export(export[0], export[1:], known, {}, {}, len(known))
    for number, row in enumerate(export[1:], 1):
        about = {key: item.cell(row, lang) for key, item in reading.asked.items()}
        answers = {question_key(item.number): item.cell(row, lang) for item in reading.items}
        lead: dict[str, CellValue] = {
            "submitted": parse_moment(row[reading.lead["submitted"]]),
            "seconds": parse_seconds(row[reading.lead["seconds"]]),
            "source": row[reading.lead["source"]],
        }
        values = {"id": f"A-{number:03}", **lead, **about, **answers}
        yield {key: value for key, value in values.items() if value is not None}
