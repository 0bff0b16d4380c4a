"""The demo's rules and steps: how orders are reviewed by hand, and how once the interface fetches them.

The process as it is approves twice, has a step whose output nobody uses, and two checks one after the other that do not need each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from udfs.lang import Lang, Text
from udfs.process.model import ACTIVITY, ADDS_VALUE, DECISION, END, NEEDED, START, WASTE
from udfs.simulation.scenarios import PER_HOUR
from udfs.values import CellValue

Row = dict[str, CellValue | Text]

_SERVICE, _CLERK = Text("客服", "Service"), Text("订单审核员", "Order clerk")
_HEAD, _STORE = Text("审核组长", "Head of review"), Text("仓库", "Warehouse")
_INTERFACE = Text("接口", "Interface")
_ORDER, _SHEET = Text("订单", "order"), Text("审核单", "review sheet")
_ADDRESS, _PRICE = Text("地址核对结果", "address result"), Text("价格核对结果", "price result")
_OPINION, _SIGNED = Text("审核意见", "opinion"), Text("签批单", "signed sheet")
_LIST = Text("发货单", "packing list")
_ERP = Text("订单系统", "Order system")

# Number, name, kind, post, transitions, inputs, outputs, work, waiting, rework, value.
_Step = tuple[
    int, Text, Text, Text, Text | None, Text | None, Text | None, float | None, float | None, float | None, Text | None
]
_BY_HAND: tuple[_Step, ...] = (
    (1, Text("客户下单", "Order comes in"), START, _SERVICE, None, None, _ORDER, None, None, None, None),
    (2, Text("导出订单", "Export orders"), ACTIVITY, _SERVICE, None, _ORDER, Text("订单表", "order list"), 5, 60, None, NEEDED),
    (3, Text("录入审核单", "Type the review sheet"), ACTIVITY, _CLERK, None, Text("订单表", "order list"), _SHEET, 6, 30, 0.1, WASTE),
    (4, Text("核对地址", "Check the address"), ACTIVITY, _CLERK, None, _SHEET, _ADDRESS, 3, 5, 0.05, ADDS_VALUE),
    (5, Text("核对价格", "Check the price"), ACTIVITY, _HEAD, None, _SHEET, _PRICE, 3, 40, None, ADDS_VALUE),
    (6, Text("信息齐全？", "Complete?"), DECISION, _CLERK, Text("是(85%)→8; 否(15%)→7", "yes(85%)→8; no(15%)→7"),
     Text("地址核对结果、价格核对结果", "address result, price result"), None, 1, 5, None, NEEDED),
    (7, Text("联系客户补正", "Ask the customer"), ACTIVITY, _SERVICE, Text("4", "4"), _SHEET, _ORDER, 12, 120, None, WASTE),
    (8, Text("审核订单", "Review the order"), ACTIVITY, _HEAD, None, Text("地址核对结果、价格核对结果", "address result, price result"), _OPINION, 4, 90, None, NEEDED),
    (9, Text("复核签字", "Sign-off"), ACTIVITY, _HEAD, None, _OPINION, _SIGNED, 2, 60, None, WASTE),
    (10, Text("通过？", "Passed?"), DECISION, _HEAD, Text("是(95%)→12; 否(5%)→11", "yes(95%)→12; no(5%)→11"), _SIGNED, None, 1, None, None, NEEDED),
    (11, Text("取消订单", "Cancel the order"), ACTIVITY, _SERVICE, Text("14", "14"), _SIGNED, Text("取消通知", "cancellation"), 5, 30, None, NEEDED),
    (12, Text("登记审核台账", "Enter into the ledger"), ACTIVITY, _CLERK, None, _SIGNED, Text("审核台账", "ledger"), 4, 10, None, WASTE),
    (13, Text("打印发货单", "Print the packing list"), ACTIVITY, _STORE, None, _SIGNED, _LIST, 3, 45, None, ADDS_VALUE),
    (14, Text("订单已处理", "Order is done"), END, _STORE, None, _LIST, None, None, None, None, None),
)  # fmt: skip
_BY_INTERFACE: tuple[_Step, ...] = (
    (1, Text("客户下单", "Order comes in"), START, _INTERFACE, None, None, _ORDER, None, None, None, None),
    (2, Text("抓取订单", "Fetch the order"), ACTIVITY, _INTERFACE, None, _ORDER, _SHEET, 0.1, 5, None, NEEDED),
    (3, Text("按规则判断", "Apply the rules"), DECISION, _INTERFACE, Text("正常(90%)→6; 异常(10%)→4", "normal(90%)→6; odd(10%)→4"), _SHEET, None, 0.1, None, None, ADDS_VALUE),
    (4, Text("人工审核异常单", "Review odd orders"), ACTIVITY, _CLERK, None, _SHEET, _OPINION, 6, 30, 0.05, ADDS_VALUE),
    (5, Text("通过？", "Passed?"), DECISION, _CLERK, Text("是(80%)→6; 否(20%)→7", "yes(80%)→6; no(20%)→7"), _OPINION, None, 0.5, None, None, NEEDED),
    (6, Text("打印发货单", "Print the packing list"), ACTIVITY, _STORE, Text("8", "8"), _SHEET, _LIST, 3, 20, None, ADDS_VALUE),
    (7, Text("联系客户并取消", "Cancel with the customer"), ACTIVITY, _SERVICE, None, _OPINION, Text("取消通知", "cancellation"), 8, 30, None, NEEDED),
    (8, Text("订单已处理", "Order is done"), END, _STORE, None, _LIST, None, None, None, None, None),
)  # fmt: skip


def _rules(_today: date) -> Iterator[Row]:
    common: Row = {"scope": Text("全部线上订单", "All online orders"), "deliverables": _LIST,
                   "frequency": Text("每单", "Every order"), "issue": "I-001"}  # fmt: skip
    yield {
        **common, "id": "R-001", "name": Text("订单审核（现状）", "Order review (as it is)"), "owner": _HEAD,
        "how": Text("导出、录入、核对、两次审核、登记、打印", "Export, type, check, review twice, enter, print"),
        "resources": Text("订单系统、Excel", "Order system, Excel"),
        "problems": Text("重复录入，连批两次，台账没人看", "Typed twice, approved twice, a ledger that nobody reads"),
    }  # fmt: skip
    yield {
        **common, "id": "R-002", "name": Text("订单审核（接口）", "Order review (interface)"), "owner": _CLERK, "replaces": "R-001",
        "how": Text("接口抓取并按规则判断，异常的才人工审核", "The interface fetches and judges; people review what is odd"),
        "resources": Text("订单接口、审核规则", "Order interface, rules"),
    }  # fmt: skip


def _steps(_today: date) -> Iterator[Row]:
    keys = ("number", "step", "kind", "lane", "exits", "inputs", "outputs", "touch", "wait", "rework", "value")
    at = 0
    for rule, steps in (("R-001", _BY_HAND), ("R-002", _BY_INTERFACE)):
        for step in steps:
            at += 1
            row: Row = {"id": f"ST-{at:03}", "rule": rule, **dict(zip(keys, step, strict=True))}
            if step[2] in (ACTIVITY, DECISION):
                row["system"] = _ERP
            yield {key: value for key, value in row.items() if value is not None}


def _scenarios(_today: date) -> Iterator[Row]:
    people = Text("客服=1; 订单审核员=2; 审核组长=1; 仓库=1", "Service=1; Order clerk=2; Head of review=1; Warehouse=1")
    yield {"id": "SC-001", "name": Text("现状", "As it is"), "rule": "R-001", "people": people, "arrivals": 4,
           "per": PER_HOUR, "peaks": "9=1.3; 14=1.3", "days": 5, "measured": 7.5}  # fmt: skip
    yield {"id": "SC-002", "name": Text("取消复核签字", "No second sign-off"), "rule": "R-001", "removed": "9"}
    yield {
        "id": "SC-003",
        "name": Text("地址和价格同时核对", "Check address and price at once"),
        "rule": "R-001",
        "parallel": "4+5",
    }
    yield {
        "id": "SC-004",
        "name": Text("审核单自动填写", "Review sheet fills itself"),
        "rule": "R-001",
        "factors": "3=0.2",
    }
    yield {"id": "SC-005", "name": Text("接口抓取，只审异常", "Interface, only odd ones reviewed"), "rule": "R-002",
           "people": Text("接口=1; 订单审核员=1; 客服=1; 仓库=1", "Interface=1; Order clerk=1; Service=1; Warehouse=1")}  # fmt: skip


_ROWS: Mapping[str, Callable[[date], Iterable[Row]]] = {"rules": _rules, "steps": _steps, "scenarios": _scenarios}
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`, column key → value."""
    for row in _ROWS[table](today):
        yield {key: value.to(lang) if isinstance(value, Text) else value for key, value in row.items()}
