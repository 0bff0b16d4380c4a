"""The ideas of the demo: what a workshop on the review of orders came up with; two say nearly the same, one is the solution that was built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from udfs.ideas import ROLES
from udfs.lang import Lang, Text
from udfs.values import CellValue

_OPERATIONS, _TECHNOLOGY, _PRODUCT, _SERVICE = ROLES
_WANG, _CHEN = Text("王芳", "Wang Fang"), Text("陈涛", "Chen Tao")
_ZHANG, _LIN = Text("张敏", "Zhang Min"), Text("林静", "Lin Jing")
_KEYS = ("idea", "owner", "role", "issue", "cause", "votes", "plan", "notes")

_IDEAS: tuple[tuple[Text | str | int | None, ...], ...] = (
    (Text("订单信息由接口自动抓取，不再手工录入", "Fetch the order data by an interface instead of typing them"), _CHEN, _TECHNOLOGY, "I-001", "C-002",
     Text("王芳、陈涛、张敏、林静、刘洋", "Wang Fang, Chen Tao, Zhang Min, Lin Jing, Liu Yang"), "S-001"),
    (Text("订单信息用接口自动抓取，不用手工录入", "Fetch the order data by interface instead of typing them"), _WANG, _OPERATIONS, "I-001", "C-002",
     Text("王芳、林静", "Wang Fang, Lin Jing")),
    (Text("金额小、老客户的订单按规则自动通过", "Small orders of known customers pass by rule, without review"), _LIN, _PRODUCT, "I-001", None, 4),
    (Text("下单页校验地址，缺门牌号不能提交", "Check the address when the order is placed: no order without a house number"), _LIN, _PRODUCT,
     "I-001", None, Text("陈涛、张敏、林静", "Chen Tao, Zhang Min, Lin Jing")),
    (Text("取消审核台账，系统里已有记录", "Drop the review ledger: the system keeps the record"), _WANG, _OPERATIONS, "I-001", None, 3),
    (Text("立项评审加一问：哪些部门要用这些数据", "Ask of every new project which departments need its data"), _CHEN, _TECHNOLOGY, "I-001", "C-003", 2),
    (Text("让客户自己在聊天窗口改地址", "Let customers correct the address in the chat"), _ZHANG, _SERVICE, "I-001", None, 1),
    (Text("大促那周全员都来审核订单", "Everybody reviews orders in the week of the season"), _ZHANG, _SERVICE, None, None, None, None,
     Text("不评判，先记下", "Not judged, just written down")),
)  # fmt: skip

TABLES = frozenset({"ideas"})


def rows(_table: str, lang: Lang, _today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's ideas, column key → value."""
    for number, entry in enumerate(_IDEAS, 1):
        cells = {key: value for key, value in zip(_KEYS, entry, strict=False) if value is not None}
        yield {
            "id": f"ID-{number:03}",
            **{key: value.to(lang) if isinstance(value, Text) else value for key, value in cells.items()},
        }
