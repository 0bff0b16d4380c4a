"""Sample values for messages about chains from the issue to the review."""

from udfs.explaining.usual_samples import Values
from udfs.indicators.choices import PROCESS_TROUBLE
from udfs.lang import Text
from udfs.statistics.verdict import BETTER

OF_TRACING: dict[str, Values] = {
    "issue-without-root": {"value": "I-003"},
    "root-without-plan": {"value": "C-003", "other": "I-003"},
    "issue-without-plan": {"value": "I-003"},
    "plan-without-issue": {"value": "P-002"},
    "plan-issue-unknown": {"value": "P-002", "other": "I-099"},
    "plan-without-tasks": {"value": "P-002"},
    "task-without-plan": {"value": "T-005"},
    "task-plan-unknown": {"value": "T-005", "other": "P-099"},
    "task-plan-not-passed": {"value": "T-005", "other": "P-002"},
    "task-plan-not-scored": {"value": "T-005", "other": "P-002"},
    "task-issue-unknown": {"value": "T-005", "other": "I-099"},
    "task-issue-differs": {"value": "T-005", "other": "P-002"},
    "trace-incomplete": {"value": Text("问题清单", "issue list"), "other": Text("最高优先级的问题是否都有方案", "whether top issues have solutions")},
    "link-unknown": {"value": "E-001", "label": Text("改善", "Improvement"), "other": "S-099", "table": Text("方案评分表", "Scoring")},
    "plan-without-effect": {"value": "S-001"},
    "effect-without-plan": {"value": "E-004"},
    "effect-undecided": {"value": "E-002", "other": BETTER},
    "effect-without-manual": {"value": "E-001"},
    "effect-without-rollout": {"value": "E-001"},
    "effect-without-review": {"value": "E-001", "other": "2026-06-12"},
    "manual-without-origin": {"value": "V-002", "label": Text("关联任务", "Task")},
    "manual-without-training": {"value": "V-002"},
    "signal-not-followed": {"value": "S-003", "other": PROCESS_TROUBLE},
    "adjustment-without-origin": {"value": "A-002"},
    "next-without-task": {"value": "RV-001"},
    "trace-number-unknown": {"value": "X-001", "other": "I-001"},
    "trace-number-in-several": {
        "value": "S-001",
        "others": Text("方案评分表、异常", "Scoring, Signals"),
        "other": Text("“异常 S-001”", "“Signals S-001”"),
    },
}  # fmt: skip
