"""Sample values for messages about answer sheets."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_FILE: Values = {"name": Text("调研-王芳.xlsx", "survey-Wang Fang.xlsx")}
_WANG = Text("王芳", "Wang Fang")
_QUESTION: Values = {"question": "Q-003"}
_APPROVAL = Text("审批流程", "Approval")

OF_ANSWERING: dict[str, Values] = {
    "cannot-ask": {"reason": Text("没有题型", "it has no kind")},
    "few-asked": {"count": 3},
    "no-answers-table": _FILE,
    "sheet-damaged": _FILE,
    "sheet-blank": _FILE,
    "late-answer": {"who": _WANG, "until": "2026-11-20", "saved": "2026-11-21 08:00"},
    "late-anonymous": {"count": 2, "until": "2026-11-20"},
    "answered-twice": {"who": _WANG, "first": "A-003", "other": "A-007"},
    "same-answers": {**_FILE, "first": "A-003"},
    "twice-unknown": {"sent": 40, "count": 31},
    "few-together": {"count": 2},
    "not-on-roster": {"who": _WANG},
    "question-changed": {**_FILE, **_QUESTION},
    "question-gone": {**_FILE, **_QUESTION},
    "two-chosen": {**_QUESTION, "count": 2, "value": Text("审批流程┋沟通协调", "Approval┋Coordination")},
    "rank-twice": {**_QUESTION, "rank": 1},
    "exclusive-together": {**_QUESTION, "option": Text("以上都没有", "None of these")},
    "left-blank": _QUESTION,
    "skipped-answered": {**_QUESTION, "value": _APPROVAL},
    "mark-unknown": {**_QUESTION, "value": Text("大概", "maybe"), "allowed": "✓"},
    "words-without-mark": {**_QUESTION, "value": Text("等别人签字", "waiting for a signature"), "option": Text("其他", "Other")},
}  # fmt: skip
