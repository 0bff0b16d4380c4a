"""Sample values for messages about versions of procedures, training, feedback and roll-out."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_NAME = Text("订单审核 SOP", "Order review SOP")
_PEOPLE = Text("王芳、张敏", "Wang Fang, Zhang Min")
_OTHER = Text("手册版本!E7", "Manuals!E7")
_WANG = Text("王芳", "Wang Fang")

OF_STANDARDS: dict[str, Values] = {
    "version-gap": {"value": _NAME, "first": "2026-03-01", "last": "2026-03-14"},
    "version-overlap": {"date": "2026-04-01", "first": "2026-03-15", "others": _OTHER},
    "version-clash": {"date": "2026-03-15", "others": _OTHER},
    "version-twice": {"value": _NAME, "others": _OTHER},
    "effective-before-published": {"first": "2026-03-01", "date": "2026-03-15"},
    "review-of-manual-due": {"date": "2026-03-31"},
    "readers-waiting": {"need": Text("培训", "training"), "count": 2, "others": _PEOPLE},
    "post-without-people": {"value": Text("审核员", "Order clerk")},
    "paper-out": {"count": 2, "total": 6},
    "training-due": {"person": _WANG, "value": Text("订单审核 SOP V1.0", "Order review SOP V1.0")},
    "training-overdue": {"person": _WANG, "date": "2026-03-05"},
    "feedback-late": {"used": 26.5, "limit": 24},
    "moments-reversed": {
        "label": Text("答复时间", "Answered at"),
        "value": "2026-03-05 09:00",
        "other_label": Text("接收时间", "Received at"),
        "other": "2026-03-06 10:20",
    },
    "hours-unusable": {"value": "18:00、12:00、13:30、17:30"},
    "rollout-overdue": {"date": "2026-03-31"},
}
