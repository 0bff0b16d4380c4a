"""Sample values for messages about the import of surveys."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_EXPORT = Text("问卷星导出.xlsx", "survey-export.xlsx")
_QUESTIONS = Text("Q-002、Q-005", "Q-002, Q-005")

OF_SURVEYS: dict[str, Values] = {
    "kind-form": {"value": Text("Q-003：多选", "Q-003: Multiple"), "known": Text("单选、多选、排序", "Single choice, Multiple choice, Ranking")},
    "kind-no-question": {"name": _EXPORT, "few": "Q-031"},
    "too-many-questions": {"name": _EXPORT, "count": 4, "allowed": 60},
    "answers-known": {"name": _EXPORT, "count": 96, "total": 120},
    "answers-differ": {"name": _EXPORT, "count": 2, "few": "M7、M9"},
    "answers-read-anew": {"count": 120, "few": "M5、M6、M7"},
    "personal-left": {"few": Text("来自IP、微信昵称", "IP, User ID")},
    "codes-kept": {"few": _QUESTIONS},
    "same-options": {"few": _QUESTIONS},
    "spell-survey": {"name": _EXPORT},
    "no-survey": {"name": _EXPORT},
}  # fmt: skip
