"""The survey of the demo: twelve questions about the review of orders, 120 answer sheets, and the two exports of them.

The platform exports the same answers by text and by number of the option. What makes answers doubtful is in it as well: one
sheet filled in within seconds, one handed in twice.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from workbook_templates.lists import LISTS

BY_TEXT = Text("问卷导出-按文本.csv", "survey-by-text.csv")
BY_NUMBER = Text("问卷导出-按序号.csv", "survey-by-number.csv")
ANSWERED = 120

_ITEMS = LISTS["department"].items
# Who is asked, and how many of them answered: of the smallest department too few to show.
DEPARTMENTS = (_ITEMS[0], _ITEMS[3], _ITEMS[5], _ITEMS[1], _ITEMS[4])
ASKED_OF, _ANSWERED_OF = (46, 50, 28, 16, 10), (42, 41, 19, 14, 4)
POSTS = (Text("审核员", "Order clerk"), Text("客服专员", "Service agent"), Text("仓管员", "Warehouse clerk"), Text("工程师", "Engineer"),
         Text("会计", "Accountant"), Text("组长", "Team lead"))  # fmt: skip
LEADS_EVERY = 9

_SKIPPED, _BLANK = -3, -2
_SEED = 18
_FIRST_DAY, _DAYS_OPEN = 38, 6
_QUICK, _TWICE, _NONE = 57, 83, 5
_BY_LINK, _WITH_WORDS = 0.2, 0.6


class DemoQuestion(NamedTuple):
    """A question of the demo's survey; options and rows in the platform's order."""

    text: Text
    kind: Text
    options: tuple[Text, ...] = ()
    rows: tuple[Text, ...] = ()


_STEPS = (
    Text("审批流程", "Approval"),
    Text("沟通协调", "Coordination"),
    Text("执行操作", "Doing the work"),
    Text("系统录入", "Typing into systems"),
)
_AGREE = (Text("很不满意", "Very dissatisfied"), Text("不满意", "Dissatisfied"), Text("一般", "Neither"), Text("满意", "Satisfied"),
          Text("很满意", "Very satisfied"))  # fmt: skip
NONE_OF_THEM, OTHER = Text("以上都没有", "None of these"), Text("其他", "Other")
QUESTIONS = (
    DemoQuestion(Text("您所在的部门是？", "What is your department?"), SINGLE, DEPARTMENTS),
    DemoQuestion(Text("您的岗位是？", "What is your post?"), SINGLE, POSTS),
    DemoQuestion(Text("您认为哪个环节最耗时？", "Which step takes most time?"), SINGLE, _STEPS),
    DemoQuestion(Text("哪些环节需要重复录入？【多选】", "At which steps do you type things twice? [multiple choice]"), MULTIPLE,
                 (Text("订单审核", "Order review"), Text("售后退款", "Refunds"), Text("商品上架", "Listing of products"), Text("财务对账", "Reconciliation"),
                  OTHER, NONE_OF_THEM)),
    DemoQuestion(Text("每天花在重复录入上的时间大约多少？", "How much time a day goes into typing things twice?"), SINGLE,
                 (Text("半小时以内", "Up to half an hour"), Text("半小时到1小时", "Half an hour to one hour"), Text("1到2小时", "One to two hours"),
                  Text("2小时以上", "More than two hours"))),
    DemoQuestion(Text("请把最希望改进的环节排出先后", "Put the steps in the order in which they should be improved"), RANKING, _STEPS),
    DemoQuestion(Text("您对下列方面是否满意？", "How satisfied are you with these?"), MATRIX, _AGREE,
                 (Text("系统速度", "Speed of the system"), Text("流程清晰", "Clear procedures"), Text("跨部门配合", "Work with other departments"))),
    DemoQuestion(Text("我清楚审核的每一步该做什么（1–5分，同意程度）", "I know what to do at each step of the review (agree, 1 to 5)"), SCALE),
    DemoQuestion(Text("出错时我知道该找谁（1–5分，同意程度）", "When something goes wrong I know whom to ask (agree, 1 to 5)"), SCALE),
    DemoQuestion(Text("同一信息经常要录多遍（1–5分，同意程度）", "The same data often has to be typed again (agree, 1 to 5)"), SCALE),
    DemoQuestion(Text("您有多大可能向同事推荐现在的做法？", "How likely would you recommend the present way to a colleague?"), NPS),
    DemoQuestion(Text("您最希望改进什么？", "What would you improve first?"), OPEN),
)  # fmt: skip

_IMPROVEMENTS = (
    Text("订单信息要在两个系统里各录一遍，太费时间", "Order data is typed into two systems, which takes far too long"),
    Text("重复录入太多，大促时根本录不完", "Too much is typed twice; in the season it cannot be done"),
    Text("希望系统能自动抓取订单信息", "The system should fetch the order data by itself"),
    Text("审批层级太多，退款要等好几天", "Too many levels of approval: a refund waits for days"),
    Text("系统太卡，高峰期经常要等", "The system is slow, one often waits at peak"),
    Text("出了错不知道找谁，来回打电话", "When something goes wrong nobody knows whom to call"),
    Text("知识库更新不及时，答复客户没有依据", "The knowledge base is out of date, answers have no ground"),
    Text("和客服对不上口径，同一单要确认两次", "Service defines things differently: every order is confirmed twice"),
    Text("批次划分不合理，拣货老走回头路", "The waves are planned badly, pickers walk back and forth"),
    Text("排班太死，大促人手不够", "Shifts are fixed: not enough people in the season"),
    Text("挺好的，没有意见", "It is fine as it is"),
)
_OTHERS = (
    Text("日报填报", "Daily report"),
    Text("活动报名", "Campaign sign-up"),
    Text("快递单号登记", "Tracking numbers"),
)
_LEAD = (Text("序号", "No."), Text("提交答卷时间", "Submitted at"), Text("所用时间", "Time taken"), Text("来源", "Source"), Text("来源详情", "Source details"),
         Text("来自IP", "IP"))  # fmt: skip
_SOURCES = (Text("微信", "WeChat"), Text("链接", "Link"))


class Sheet(NamedTuple):
    """An answer sheet: when, how long, and for each question a position, positions, a number, words, or why there is none."""

    submitted: datetime
    seconds: int
    source: Text
    answers: tuple[object, ...]


@lru_cache(maxsize=2)
def sheets(today: date) -> tuple[Sheet, ...]:
    """Return the answer sheets in the order of time; a day always gives the same ones."""
    random = Random(_SEED)  # noqa: S311 - nothing secret: the demo is to look the same every time
    people = [place for place, count in enumerate(_ANSWERED_OF) for _ in range(count)]
    random.shuffle(people)
    first = datetime.combine(today - timedelta(days=_FIRST_DAY), time(9))
    minutes = sorted(random.randrange(_DAYS_OPEN) * 1440 + random.randrange(540) for _ in people)
    rows = [
        Sheet(first + timedelta(minutes=at), round(random.lognormvariate(5.2, 0.35)), _SOURCES[random.random() < _BY_LINK], _answers(who, random))
        for at, who in zip(minutes, people, strict=True)
    ]  # fmt: skip
    quick = rows[_QUICK].answers
    rows[_QUICK] = rows[_QUICK]._replace(seconds=11, answers=(*quick[:6], (2, 2, 2), 3, 3, 3, 5, _BLANK))
    rows[_TWICE] = rows[_TWICE]._replace(answers=rows[_TWICE - 1].answers)
    return tuple(rows)


def _answers(place: int, random: Random) -> tuple[object, ...]:
    """Return the answers of somebody in a department: clerks and agents type most, engineers least."""
    types_much = place in (0, 1)
    post = 5 if random.random() < 1 / LEADS_EVERY else place
    slowest = random.choices(range(4), (2, 2, 2, 6) if types_much else (4, 4, 2, 2))[0]
    if random.random() < (0.08 if types_much else 0.45):
        twice: tuple[object, ...] = (_NONE,)
    else:
        chances = (0.85, 0.35, 0.2, 0.1, 0.07) if place == 0 else (0.55, 0.6, 0.1, 0.15, 0.07)
        chosen = tuple(at for at, chance in enumerate(chances) if random.random() < chance) or (0,)
        twice = chosen
    hours = _SKIPPED if twice == (_NONE,) else random.choices(range(4), (2, 4, 4, 2) if types_much else (5, 3, 1, 1))[0]
    ranked = [slowest, *random.sample([at for at in range(4) if at != slowest], 3)]
    clear = random.gauss(3.1 if types_much else 3.6, 0.8)
    satisfied = tuple(_grade(clear + shift, random) - 1 for shift in (-0.7, 0, -0.3))
    scales = (
        _grade(clear, random),
        _grade(clear - 0.2, random),
        _grade(6 - clear + (0.5 if types_much else -0.2), random),
    )
    likely = max(0, min(10, round(random.gauss(1.9 * clear + 0.2, 1.8))))
    words: object = (
        random.choices(range(len(_IMPROVEMENTS)), (9, 8, 7, 5, 5, 4, 3, 3, 2, 2, 3))[0]
        if random.random() < _WITH_WORDS
        else _BLANK
    )
    return (place, post, slowest, twice, hours, tuple(ranked), satisfied, *scales, likely, words)  # fmt: skip


def _grade(mean: float, random: Random) -> int:
    return max(1, min(5, round(random.gauss(mean, 0.6))))


def table(today: date, lang: Lang, *, by_number: bool) -> list[list[str]]:
    """Return an export as the platform writes it, the headings first.

    Args:
        today: the day from which the demo counts.
        lang: the language of questions and options.
        by_number: with numbers of options in place of their texts.
    """
    questions = list(enumerate(QUESTIONS, 1))
    lead = [heading.to(lang) for heading in _LEAD]
    rows = [[*lead, *(heading for at, question in questions for heading in _headings(at, question, lang, by_number))]]
    for number, sheet in enumerate(sheets(today), 1):
        took = Text(f"{sheet.seconds}秒", f"{sheet.seconds} s").to(lang)
        at = f"{sheet.submitted:%Y/%m/%d %H:%M:%S}"
        front = [str(number), at, took, sheet.source.to(lang), "", f"10.20.{number % 7}.{number}"]
        cells = _number_cells if by_number else _text_cells
        answers = (
            cell for (_, q), a in zip(questions, sheet.answers, strict=True) for cell in cells(q, a, lang, number)
        )
        rows.append([*front, *answers])
    return rows


def export_text(today: date, lang: Lang, *, by_number: bool) -> str:
    """Return the export as the text of a csv file."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table(today, lang, by_number=by_number))
    return stream.getvalue()


def _headings(at: int, question: DemoQuestion, lang: Lang, by_number: bool) -> Iterator[str]:  # noqa: FBT001 - as `table` has it
    heading = f"{at}、{question.text.to(lang)}"
    several = question.rows or (question.options if by_number and question.kind in (MULTIPLE, RANKING) else ())
    yield from (f"{heading}({part.to(lang)})" for part in several) if several else (heading,)


def _text_cells(question: DemoQuestion, answer: object, lang: Lang, number: int) -> Sequence[str]:
    if answer in (_SKIPPED, _BLANK):
        blank = Text("(跳过)", "(skipped)") if answer == _SKIPPED else Text("(空)", "(empty)")
        return [blank.to(lang)] * (len(question.rows) or 1)
    names = [option.to(lang) for option in question.options]
    if isinstance(answer, tuple):
        if question.rows:
            return [names[at] for at in answer]
        texts = [names[at] + (_own(number, lang) if question.options[at] is OTHER else "") for at in answer]
        return [("→" if question.kind is RANKING else "┋").join(texts)]
    if question.kind is OPEN and isinstance(answer, int):
        return [_IMPROVEMENTS[answer].to(lang)]
    return [names[answer] if names and isinstance(answer, int) else str(answer)]


def _number_cells(question: DemoQuestion, answer: object, lang: Lang, number: int) -> Sequence[str]:
    several = question.rows or (question.options if question.kind in (MULTIPLE, RANKING) else ())
    if answer in (_SKIPPED, _BLANK):
        return [str(answer)] * (len(several) or 1)
    if isinstance(answer, tuple):
        if question.rows:
            return [str(at + 1) for at in answer]
        if question.kind is RANKING:
            return [str(answer.index(at) + 1) for at in range(len(several))]
        return [_tick(option, at in answer, lang, number) for at, option in enumerate(several)]
    if question.kind is OPEN and isinstance(answer, int):
        return [_IMPROVEMENTS[answer].to(lang)]
    return [str(answer + 1) if question.options and isinstance(answer, int) else str(answer)]


def _tick(option: Text, chosen: bool, lang: Lang, number: int) -> str:  # noqa: FBT001 - whether it is ticked
    return f"1{_own(number, lang)}" if chosen and option is OTHER else str(int(chosen))


def _own(number: int, lang: Lang) -> str:
    return f"〖{_OTHERS[number % len(_OTHERS)].to(lang)}〗"
