"""Sample values for messages about the simulation of a process."""

from udfs.explaining.usual_samples import Values
from udfs.lang import Count, Text

_POST = Text("审核员", "Reviewer")
_STEPS = "1, 2, 3, 4"

# By the code of the problem.
OF_SIMULATING: dict[str, Values] = {
    "simulate-unreadable": {"value": Text("审核员 三人", "Reviewer three"), "allowed": Text("审核员=3; 客服=2", "Reviewer=3; Service=2")},
    "simulate-no-step": {"value": "12", "allowed": _STEPS},
    "simulate-no-post": {"value": Text("审核", "Review"), "allowed": Text("客服、审核员", "Service, Reviewer")},
    "simulate-no-people": {"value": _POST},
    "simulate-out-of-range": {"value": "2.5", "allowed": Text("1 到 1000 的整数", "a whole number from 1 to 1000")},
    "simulate-no-steps": {"table": Text("流程步骤", "Steps"), "value": "R-009", "allowed": "R-001"},
    "simulate-no-rows": {"table": Text("模拟", "Simulation")},
    "simulate-exit-unknown": {"value": "5", "target": "15"},
    "simulate-not-in-a-row": {"value": "4", "other": "7"},
    "simulate-fork-entered": {"value": "3"},
    "simulate-overloaded": {"post": _POST, "load": "125%", "people": Count(3)},
    "simulate-peak": {"hours": "9", "post": _POST, "load": "130%"},
    "simulate-not-as-measured": {"value": "6.2", "measured": "9", "difference": "31%", "limit": "20%"},
    "simulate-too-large": {"value": "210000000", "allowed": "50000000"},
}  # fmt: skip
