"""The demo's tickets: 300 of four months; slow delivery is complained of more and more, as the sixth issue says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from udfs.lang import Text
from udfs.values import CellValue
from workbook_templates.lists import LISTS

COUNT, DAYS = 300, 120
# What grows does so mostly in the last weeks, before the season.
_BEND = 8
_SEED, _NAMED = 4, 0.7
_CHANNELS, _CHANNEL_WEIGHTS = LISTS["voice_channel"].items, (6, 1, 2, 3)


class Ticket(NamedTuple):
    """What a customer wrote, when and where."""

    day: date
    channel: Text
    text: Text
    customer: Text | None


class _Theme(NamedTuple):
    """Ways to say one thing, and how often it is said in the first and the last days."""

    before: float
    after: float
    ways: tuple[Text, ...]


_THEMES = (
    _Theme(3, 70, (
        Text("物流太慢了，等了{n}天才到", "Delivery is far too slow, it took {n} days"),
        Text("快递速度慢，{n}天还没有动静", "Slow shipping: nothing has moved for {n} days"),
        Text("物流很慢，客服也说不清到哪了", "The delivery is very slow, and service cannot say where it is"),
        Text("发货慢，下单{n}天了还没出库", "Slow dispatch, ordered {n} days ago and still in the warehouse"),
        Text("配送慢得离谱，同城也要{n}天", "Shipping is absurdly slow: {n} days within the same city"),
        Text("物流慢，大促买的东西{n}天才收到", "Slow delivery: what I bought in the sale came after {n} days"),
    )),
    _Theme(8, 8, (
        Text("退款流程太复杂，填了{n}张表", "The refund is too complicated, I filled in {n} forms"),
        Text("操作复杂，找不到退款入口", "Complicated to use: I cannot find where to ask for a refund"),
        Text("活动报名操作太复杂，点了半天没报上", "Signing up for the campaign is too complicated, I gave up"),
        Text("退款慢，申请{n}天了还在审批", "Slow refund: still being approved after {n} days"),
    )),
    _Theme(6, 5, (
        Text("客服响应慢，排队{n}分钟", "Service answers slowly, I queued for {n} minutes"),
        Text("客服回复太慢，问一句等半天", "Service is too slow to reply, each question takes ages"),
        Text("机器人答非所问，转人工要等{n}分钟", "The robot does not understand, a human takes {n} minutes"),
    )),
    _Theme(5, 3, (
        Text("订单审核太久，付款{n}小时还没确认", "Order review takes too long: not confirmed {n} hours after payment"),
        Text("地址录错了，寄到别的地方去了", "The address was typed wrong, the parcel went elsewhere"),
        Text("收货人电话录错，快递联系不上我", "The phone number was typed wrong, the courier cannot reach me"),
    )),
    _Theme(4, 4, (
        Text("包装破损，瓶子漏了", "The package was damaged, the bottle leaks"),
        Text("少发了一件，要求补发", "One item was missing, please send it"),
        Text("漏发赠品，联系{n}次没人处理", "The gift was left out, asked {n} times and nothing happened"),
    )),
    _Theme(5, 4, (
        Text("物流不慢，第二天就到了，好评", "Delivery is not slow at all, it came the next day"),
        Text("没有漏发，包装也很好", "Nothing was missing, and well packed"),
        Text("客服很耐心，问题当天就解决了", "Service was patient and solved it the same day"),
        Text("质量不错，会再来", "Good quality, I will be back"),
    )),
)  # fmt: skip
_ORDER = Text("订单{order}，", "Order {order}, ")
_BEGINNINGS = (
    Text("", ""),
    _ORDER,
    _ORDER,
    Text("你好，", "Hello, "),
    Text("投诉：", "Complaint: "),
    Text("第二次反馈了，", "I am writing again: "),
)
_ENDINGS = (Text("", ""), Text("", ""), Text("，请尽快处理", ", please see to it"), Text("！！", "!!"), Text("，什么时候能解决？", ". When will it be solved?"),
            Text("，体验很差", ". A bad experience"))  # fmt: skip


@lru_cache(maxsize=2)
def tickets(today: date) -> tuple[Ticket, ...]:
    """Return the tickets in the order of time; a day always gives the same ones."""
    random = Random(_SEED)  # noqa: S311 - nothing secret: the demo is to look the same every time
    days = sorted(random.randrange(DAYS) for _ in range(COUNT))
    return tuple(_ticket(today - timedelta(days=DAYS - day), day / DAYS, random) for day in days)


def _ticket(day: date, passed: float, random: Random) -> Ticket:
    weights = [theme.before + (theme.after - theme.before) * passed**_BEND for theme in _THEMES]
    theme = random.choices(_THEMES, weights)[0]
    way, number = random.choice(theme.ways), random.randint(3, 12)
    is_praise = theme is _THEMES[-1]
    before = _BEGINNINGS[0] if is_praise else random.choice(_BEGINNINGS)
    after = _ENDINGS[0] if is_praise else random.choice(_ENDINGS)
    order = random.randrange(10_000, 99_999)
    text = Text(*("".join(parts).format(n=number, order=order) for parts in zip(before, way, after, strict=True)))
    customer = f"{random.randrange(10000):04}"
    is_known = random.random() < _NAMED
    return Ticket(
        day,
        random.choices(_CHANNELS, _CHANNEL_WEIGHTS)[0],
        text,
        Text(f"客户{customer}", f"Customer {customer}") if is_known else None,
    )


def rows(today: date) -> Iterator[dict[str, CellValue | Text]]:
    """Yield the rows of 用户反馈."""
    for number, ticket in enumerate(tickets(today), 1):
        yield {"id": f"UF-{number:03}", **ticket._asdict()}
