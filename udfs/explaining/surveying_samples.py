"""Sample values for messages about surveys."""

from udfs.explaining.usual_samples import Values
from udfs.lang import Text
from udfs.survey.choices import SINGLE

_ORDER: Values = {
    "question": "Q-007",
    "value": Text("很不满意、一般、不满意", "very dissatisfied, neutral, dissatisfied"),
    "allowed": Text("很不满意、不满意、一般", "very dissatisfied, dissatisfied, neutral"),
}

# By the code of the problem.
OF_SURVEYING: dict[str, Values] = {
    "group-unknown": {
        "value": "Q-009",
        "allowed": Text("部门、岗位或单选题的题号", "Department, Post or the number of a single-choice question"),
    },
    "question-unknown": {"value": "Q-099", "allowed": Text("Q-001、Q-002", "Q-001, Q-002")},
    "answer-no-option": {
        "value": Text("审批", "Approvals"),
        "question": "Q-001",
        "allowed": Text("审批流程、沟通协调", "Approval, Coordination"),
    },
    "question-without-options": {"question": "Q-001", "kind": SINGLE},
    "question-without-column": {"value": "Q-061", "last": "Q-060"},
    "scale-without-points": {"question": "Q-008", "highest": 5},
    "scale-out-of-order": _ORDER,
    "scale-ordered": _ORDER,
    "question-twice": {"other": "Q-001"},
    "question-unanswered": {"question": "Q-004"},
    "question-few-answers": {"question": "Q-004", "n": 7, "least": 10},
    "jump-unread": {"value": Text("选否跳过", "skip if no")},
    "exclusive-no-option": {"value": Text("都没有", "none")},
    "reverse-unmarked": {"scale": Text("体验", "experience"), "value": "−0.42"},
}
