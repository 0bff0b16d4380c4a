"""Sample values for messages about rules and processes."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_REVIEW, _CHECK = Text("复核订单", "Review again"), Text("审核订单", "Review order")
_ENTER = Text("录入物流信息", "Enter the shipment")
_CUT = Text("取消不必要的审批环节", "Remove unnecessary approvals")
_SIMPLER = Text("简化流程", "Simplify the process")

OF_PROCESSES: dict[str, Values] = {
    "exits-unreadable": {"value": Text("是转财务", "yes to finance")},
    "target-missing": {"value": "9"},
    "step-number-twice": {"value": "3", "other": _CHECK},
    "shares-differ": {"value": "90%"},
    "no-start": {"value": Text("接收订单", "Receive the order")},
    "no-end": {"value": Text("发货", "Ship")},
    "nothing-follows": {"value": Text("退回客服", "Return to service")},
    "step-unreachable": {"value": Text("登记台账", "Enter into the ledger"), "measure": _SIMPLER},
    "endless-loop": {"value": "4 → 5 → 6"},
    "decision-one-exit": {"value": Text("金额超限？", "Above the limit?"), "measure": _SIMPLER},
    "step-without-post": {"value": _ENTER, "measure": Text("明确渠道和时效", "Set channels and time limits")},
    "step-without-output": {"value": _ENTER, "measure": _SIMPLER},
    "output-unused": {"value": Text("审核日报", "daily report"), "measure": _SIMPLER},
    "approval-again": {"value": _REVIEW, "other": _CHECK, "post": Text("审核组长", "Head of review"), "measure": _CUT},
    "could-be-parallel": {
        "value": Text("核对地址", "Check the address"),
        "other": Text("核对价格", "Check the price"),
        "measure": Text("并行处理", "Work in parallel"),
    },
    "chart-suffix": {
        "name": Text("流程图.pdf", "chart.pdf"),
        "allowed": Text(".xlsx、.bpmn、.mmd", ".xlsx, .bpmn, .mmd"),
    },
    "rule-unknown": {"value": "R-009", "allowed": Text("R-001、R-002", "R-001, R-002")},
}
