"""Sample values for messages about duties, risks and what else keeps results."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_STEP: Values = {"value": Text("订单审核", "Order review")}

OF_GOVERNANCE: dict[str, Values] = {
    "step-without-responsible": _STEP,
    "step-without-accountable": _STEP,
    "several-accountable": {
        **_STEP,
        "count": 2,
        "others": Text("审核组长、运营经理", "head of review, operations manager"),
    },
    "post-overloaded": {"value": Text("审核组长", "head of review"), "count": 11, "limit": 8},
    "duty-twice": {"others": Text("职责清单!E7", "Duties!E7")},
    "review-without-next": {"value": Text("未达成", "Not reached")},
    "refusal-without-reason": {"value": Text("不采纳", "Refused")},
    "proposal-alike": {"others": Text("创新提案!B5", "Proposals!B5")},
    "risk-without-measure": {"value": Text("极高", "Extreme")},
    "risk-without-owner": {"value": Text("高", "High")},
    "risk-after-higher": {"value": 12, "other": 8},
    "action-unknown": {
        "value": "RV-009",
        "tables": Text("复盘、演练", "Reviews, Drills"),
        "allowed": Text("RV-001、DR-001", "RV-001, DR-001"),
    },
    "action-nothing": {"value": "RV-003", "columns": Text("下一步", "Next steps")},
    "actions-have-tasks": {"value": "RV-001", "other": Text("T-011、T-012", "T-011, T-012")},
    "actions-unclear": {"value": "RV-001", "other": "T-007"},
}
