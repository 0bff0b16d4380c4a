"""Sample values for messages about the verification of effects."""

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

# By the code of the problem.
OF_VERIFYING: dict[str, Values] = {
    "effect-data-unreadable": {"value": Text("17，共 20", "17, all 20")},
    "effect-period-reversed": {
        "label": Text("改善后起", "After from"),
        "value": "2026-03-02",
        "other_label": Text("改善前止", "Before to"),
        "other": "2026-03-31",
    },
    "effect-direction-missing": {"allowed": Text("越大越好、越小越好", "Higher, Lower")},
    "effect-plan-changed": {"what": Text("改善前起 2026-01-05 → 2026-02-02", "Before from 2026-01-05 → 2026-02-02")},
    "effect-plan-late": {"value": "2026-05-20", "other": "2026-04-06"},
    "effect-no-rows": {"table": Text("效果验证", "Effects")},
}
