"""What 汇总 shows of versions, training, feedback and roll-out."""

from __future__ import annotations

from udfs.lang import Text
from udfs.standards.feedback import CLOSED, LATE, LIMIT_STATES, NEAR, STAGE_LATE, STAGES, WAITING
from udfs.standards.trainings import TRAINING_STATES
from udfs.standards.versions import VERSION_STATES
from udfs.status import TASK_STATUS
from workbook_templates import summary_lists_standards as lists
from workbook_templates.summary_counts import fixed, from_list, people_named
from workbook_templates.summary_panels import Panel, count_of, count_panel, key_panel, list_panel, mean_of, records

OF_STANDARDS: dict[str, tuple[Panel, ...]] = {
    "manuals": (
        key_panel(
            "manuals",
            (
                (Text("版本总数", "Versions"), "count", records("manuals")),
                *((words, "count", count_of("manuals", "state", words)) for words in VERSION_STATES),
            ),
        ),
        list_panel("version_work", Text("新版本还要做的事", "What new versions still ask for"), "manuals",
                   ("id", "owner", "effective", "to_do"), "date", lists.version_work),
        list_panel("reviews_due", Text("要复审的手册（最早的在前）", "Manuals to be reviewed, soonest first"), "manuals",
                   ("id", "owner", "review_by", "name"), "date", lists.reviews_due),
    ),
    "trainings": (
        key_panel(
            "trainings",
            (
                (Text("培训总数", "Trainings"), "count", records("trainings")),
                *((words, "count", count_of("trainings", "state", words)) for words in TRAINING_STATES),
            ),
        ),
        count_panel("trainings", "state", Text("按状态", "By state"), fixed(TRAINING_STATES)),
        list_panel("trainings_due", Text("要培训的人（最急的在前）", "Whom to train, most urgent first"), "trainings",
                   ("id", "owner", "state", "title"), "text", lists.trainings_due),
    ),
    "feedback": (
        key_panel(
            "feedback",
            (
                (Text("反馈总数", "Feedback"), "count", records("feedback")),
                *((words, "count", count_of("feedback", "stage", words)) for words in (CLOSED, WAITING)),
                *((words, "count", count_of("feedback", "state", words)) for words in (LATE, STAGE_LATE, NEAR)),
                (Text("平均用时（工时）", "Mean working hours"), "number", mean_of("feedback", "used")),
            ),
        ),
        count_panel("feedback", "stage", Text("按阶段", "By step"), fixed(STAGES)),
        count_panel("feedback", "channel", Text("按渠道", "By channel"), from_list("feedback_channel")),
        count_panel("feedback", "state", Text("按时限状态", "Against their limits"), fixed(LIMIT_STATES)),
        count_panel("feedback", "owner", Text("按责任人", "By owner"), people_named("feedback", "owner")),
        list_panel("late_feedback", Text("超时或接近时限的反馈", "Feedback that is late or near its limit"), "feedback",
                   ("id", "owner", "used", "what"), "number", lists.late_feedback),
    ),
    "rollout": (
        key_panel(
            "rollout",
            (
                (Text("推广总数", "Roll-outs"), "count", records("rollout")),
                *((words, "count", count_of("rollout", "state", words)) for words in TASK_STATUS),
            ),
        ),
        list_panel("open_rollout", Text("还没有完成的推广", "Roll-outs not done yet"), "rollout",
                   ("id", "owner", "due", "where"), "date", lists.open_rollout),
    ),
}  # fmt: skip
