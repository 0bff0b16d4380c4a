"""The demo's versions of procedures, trainings, feedback and roll-out: what became of the review of orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from udfs.lang import Lang, Text, same
from udfs.standards.trainings import CONFIRM, NO, PRACTICE, READING, TEST, TRAIN, YES
from udfs.values import CellValue
from workbook_templates.lists import LISTS
from workbook_templates.tables.trainings import WAYS

_WANG, _LI, _ZHANG = Text("王芳", "Wang Fang"), Text("李强", "Li Qiang"), Text("张敏", "Zhang Min")
_CHEN, _LIU, _ZHAO = Text("陈涛", "Chen Tao"), Text("刘洋", "Liu Yang"), Text("赵静", "Zhao Jing")
_CLERK, _HEAD = Text("订单审核员", "Order clerk"), Text("审核组长", "Head of review")
_DEVELOPER, _SERVICE = Text("接口开发", "Interface developer"), Text("客服组长", "Head of service")
_REVIEWERS = Text("订单审核员、审核组长", "Order clerk, Head of review")
_REVIEW, _REFUND = Text("订单审核 SOP", "Order review SOP"), Text("小额退款规范", "Rules for small refunds")
_ALARM = Text("接口中断应急手册", "Manual for a stopped interface")
_PLATFORM, _BOX, _MEETING = LISTS["feedback_channel"].items
_ONLINE, _ON_SITE, _SELF = WAYS

# From a weekday on, counted from Monday as 1, how far back the working day before lies, where that is not the day before.
_BACK = {1: 3, 7: 2}

Row = dict[str, CellValue | Text]


def _manuals(today: date) -> Iterator[Row]:
    def row(number: int, name: Text, version: str, owner: Text, published: int | None, effective: int | None, changes: Text,
            **more: CellValue | Text) -> Row:  # fmt: skip
        days = {"published": published, "effective": effective}
        dates: Row = {key: today + timedelta(offset) for key, offset in days.items() if offset is not None}
        return {"id": f"V-{number:03}", "name": name, "version": same(version), "owner": owner, "approved_by": _LIU, **dates,
                "changes": changes, **more}  # fmt: skip

    yield row(1, _REVIEW, "V1.0", _LI, -400, -390, Text("首次发布：人工录入和审核", "First issue: typed and reviewed by hand"),
              clauses=Text("全文", "all"), posts=_REVIEWERS, training=TRAIN, paper=6, stored=Text("共享盘/SOP/订单审核", "Shared/SOP/order-review"))  # fmt: skip
    yield row(2, _REVIEW, "V2.0", _LI, -12, -5,
              Text("3.1：人工录入 → 接口自动抓取；3.3：逐单审核 → 只审核异常订单；附录 A：新增误判上报",
                   "3.1: typed by hand → fetched by the interface; 3.3: every order reviewed → only odd ones; appendix A: misjudged ones are reported"),
              clauses=Text("3.1、3.3、附录 A", "3.1, 3.3, appendix A"), task="T-003", posts=_REVIEWERS, training=TRAIN, paper=6, paper_back=4,
              stored=Text("共享盘/SOP/订单审核", "Shared/SOP/order-review"), review_by=today + timedelta(360))  # fmt: skip
    yield row(3, _REVIEW, "V2.1", _LI, -1, 12, Text("异常订单逐单审核 → 按原因分组后批量审核", "odd orders reviewed one by one → in groups by cause"),
              clauses=Text("3.3", "3.3"), task="T-009", posts=_REVIEWERS, training=CONFIRM, paper=6,
              stored=Text("共享盘/SOP/订单审核", "Shared/SOP/order-review"))  # fmt: skip
    yield row(4, _REFUND, "V1.2", _ZHANG, -205, -200, Text("100 元以内当场退，不再逐单审批", "Up to 100 yuan at once, without approval"),
              clauses=Text("2.3", "2.3"), posts=_SERVICE, training=CONFIRM, paper=2, stored=Text("共享盘/SOP/退款", "Shared/SOP/refunds"),
              review_by=today + timedelta(15))  # fmt: skip
    yield row(5, _ALARM, "V1.0", _CHEN, None, None, Text("报警、改人工录入、恢复的步骤", "Alarm, back to typing by hand, recovery"),
              posts=_DEVELOPER, training=TRAIN)  # fmt: skip


def _trainings(today: date) -> Iterator[Row]:
    def row(
        number: int,
        manual: int,
        post: Text,
        person: Text,
        done: int | None,
        planned: int | None = None,
        **more: CellValue | Text,
    ) -> Row:
        days = {"done_on": done, "planned_on": planned}
        dates: Row = {key: today + timedelta(offset) for key, offset in days.items() if offset is not None}
        return {"id": f"TR-{number:03}", "manual": f"V-{manual:03}", "post": post, "owner": person, **dates, **more}

    class_room: dict[str, Any] = {
        "way": _ON_SITE,
        "trainer": _LI,
        "exam": TEST,
        "material": Text("SOP 和 20 个异常单样例", "The SOP and 20 odd orders"),
    }
    reading: dict[str, Any] = {"way": _SELF, "exam": READING}
    yield row(1, 1, _CLERK, _WANG, -380, **class_room, score=92, passed=YES)
    yield row(2, 1, _HEAD, _LI, -375, way=_ON_SITE, trainer=_LIU, exam=PRACTICE, passed=YES)
    yield row(3, 2, _CLERK, _WANG, -8, -8, **class_room, score=88, passed=YES,
              feedback=Text("误判上报的入口不好找", "The way to report misjudged orders is hard to find"))  # fmt: skip
    yield row(
        4,
        2,
        _CLERK,
        _ZHAO,
        -8,
        -8,
        **class_room,
        score=56,
        passed=NO,
        feedback=Text("附录 A 的例子太少", "Appendix A has too few examples"),
    )
    yield row(5, 2, _HEAD, _LI, None, 2, way=_ONLINE, trainer=_CHEN, exam=PRACTICE)
    yield row(6, 3, _CLERK, _WANG, None, 10, **reading)
    yield row(7, 3, _HEAD, _LI, -1, **reading)
    yield row(8, 4, _SERVICE, _ZHANG, -345, **reading, passed=YES)


def _feedback(today: date) -> Iterator[Row]:
    def at(days: int, hour: int, minute: int = 0) -> datetime:
        day = today
        for _ in range(days):  # from Monday to Friday: people work then, whatever day it is
            day -= timedelta(_BACK.get(day.isoweekday(), 1))
        return datetime.combine(day, time(hour, minute))

    def row(
        number: int,
        channel: Text,
        asked_by: Text,
        owner: Text,
        received: datetime,
        what: Text,
        **more: CellValue | Text,
    ) -> Row:
        return {
            "id": f"FB-{number:03}",
            "channel": channel,
            "asked_by": asked_by,
            "owner": owner,
            "received": received,
            "what": what,
            **more,
        }

    yield row(1, _PLATFORM, Text("匿名", "Anonymous"), _LI, at(7, 10, 20), Text("异常订单等了两天才有人看", "An odd order waited two days until somebody looked"),
              sorted_at=at(7, 11), sorted_by=_WANG, analysed_at=at(7, 15, 30), analysed_by=_LI,
              analysis=Text("异常单没有分派到人", "Odd orders were given to nobody"), handled_at=at(5, 16, 30), handled_by=_CHEN,
              handling=Text("按原因分组，自动派给当班审核员", "Grouped by cause and given to the clerk on duty"), answered_at=at(4, 9, 40), answered_by=_LI,
              answer=Text("已改为当天派单、当天审完", "They are given out and reviewed the same day now"), satisfied=YES, task="T-009")  # fmt: skip
    yield row(2, _MEETING, Text("夜班组", "Night shift"), _CHEN, at(6, 14), Text("接口报警只打电话，夜班收不到", "The alarm only rings a phone, the night shift misses it"),
              sorted_at=at(6, 15), sorted_by=_WANG, analysed_at=at(4, 10), analysed_by=_CHEN,
              analysis=Text("值班表没有夜班电话", "The duty list has no number of the night shift"))  # fmt: skip
    yield row(3, _BOX, Text("周婷", "Zhou Ting"), _ZHANG, at(3, 9, 10), Text("退款规范 2.3 和系统提示不一致", "Clause 2.3 of the refund rules differs from the system"),
              sorted_at=at(3, 10), sorted_by=_ZHANG, wait_from=at(2, 10))  # fmt: skip
    yield row(
        4,
        _PLATFORM,
        _ZHAO,
        _WANG,
        at(1, 16, 40),
        Text("批量审核一次只能选 20 单", "Only 20 orders can be reviewed at once"),
    )
    yield row(5, _PLATFORM, Text("匿名", "Anonymous"), _LI, at(10, 13, 40), Text("误判上报入口找不到", "The way to report misjudged orders cannot be found"),
              sorted_at=at(10, 14, 30), sorted_by=_WANG, analysed_at=at(9, 11), analysed_by=_LI, handled_at=at(8, 10), handled_by=_CHEN,
              answered_at=at(8, 11), answered_by=_LI)  # fmt: skip


def _rollout(today: date) -> Iterator[Row]:
    def row(number: int, where: Text, owner: Text, begin: int, due: int, **more: CellValue | Text) -> Row:
        return {"id": f"RO-{number:03}", "where": where, "plan": "S-001", "effect": "E-001", "owner": owner,
                "begin": today + timedelta(begin), "due": today + timedelta(due), **more}  # fmt: skip

    yield row(1, Text("大客户订单组", "Orders of key accounts"), _LI, -26, -15, done_on=today - timedelta(14),
              outcome=Text("差错率 3.6% → 1.9%", "Errors from 3.6% to 1.9%"))  # fmt: skip
    yield row(2, Text("西南分仓订单组", "Orders of the south-western warehouse"), _CHEN, -20, -4, manual="V-002",
              adapted=Text("分仓系统用旧接口，先每小时抓取", "Its system has the old interface: fetched every hour"))  # fmt: skip
    yield row(3, Text("售后换货单", "Exchange orders"), _ZHANG, -3, 20, manual="V-002")
    yield row(4, Text("门店自提订单", "Orders picked up in shops"), _WANG, 15, 45, manual="V-003")


_ROWS: Mapping[str, Callable[[date], Iterable[Row]]] = {
    "manuals": _manuals,
    "trainings": _trainings,
    "feedback": _feedback,
    "rollout": _rollout,
}
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`, column key → value."""
    for row in _ROWS[table](today):
        yield {key: value.to(lang) if isinstance(value, Text) else value for key, value in row.items()}
