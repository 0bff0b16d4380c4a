"""The settings of versions, training and feedback, and the hours of work."""

from udfs.lang import Text, same
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

# The times of a working day, in their order, and the working hours that each step of feedback may take.
TIME_KEYS = ("work_begin", "work_lunch", "work_back", "work_end")
STEP_KEYS = ("feedback_sort", "feedback_analyse", "feedback_handle", "feedback_answer")

_HOURS_RULE = Text(
    "时:分，例 08:30；四个时间要依次不早于前一个，否则按默认",
    "Hours and minutes, e.g. 08:30; each no earlier than the one before, else the defaults count",
)


def _time(key: str, label: Text, default: str) -> Setting:
    return Setting(
        key=key,
        label=label,
        default=same(default),
        is_text=True,
        explain=_HOURS_RULE,
        source=OURS,
        tables=("feedback", "scenarios"),
    )


def _hours(key: str, label: Text, default: float, explain: Text) -> Setting:
    return Setting(
        key=key,
        label=label,
        default=default,
        lowest=0,
        highest=10000,
        explain=explain,
        source=OURS,
        tables=("feedback",),
    )


def _step(key: str, label: Text, default: float) -> Setting:
    zh, en = label
    explain = Text(
        f"从上一步完成到{zh}完成，工作小时；超过为本阶段超时",
        f"Working hours from the step before until {en}; later is overdue",
    )
    return _hours(key, Text(f"反馈时限：{zh}（工时）", f"Feedback: hours until {en}"), default, explain)


def _days(key: str, label: Text, table: str, explain: Text) -> Setting:
    return Setting(
        key=key, label=label, default=30, lowest=0, highest=1000, explain=explain, source=OURS, tables=(table,)
    )


OF_STANDARDS: tuple[Setting, ...] = (
    _days("manual_review_within", Text("手册复审提前提醒（天）", "Warn before a review of a manual (days)"), "manuals",
          Text("在用的版本到复审日期前这么多天起，“检查”会提醒", "Check points out a version in force so many days before its review")),
    Setting(
        key="training_months",
        label=Text("培训有效期（月）", "Trainings are valid for (months)"),
        default=12,
        lowest=0,
        highest=1200,
        explain=Text("没有填有效期的培训按此；0 为长期有效", "For trainings that say nothing else; 0: for good"),
        source=OURS,
        tables=("trainings",),
    ),
    _days("training_within", Text("培训到期前提醒（天）", "Trainings expire soon (days)"), "trainings",
          Text("有效期还剩这么多天以内为将到期", "A training with no more days left than this is expiring")),
    Setting(
        key="training_ahead",
        label=Text("安排培训：提前（天）", "Plan trainings: days ahead"),
        default=3,
        lowest=0,
        highest=1000,
        explain=Text("新版生效前这么多天；已经生效的，从今天起这么多天；遇休息日提前或顺延",
                     "So many days before a version is in force; where it is already, so many from today; moved to a working day"),
        source=OURS,
        tables=("trainings",),
    ),
    _time("work_begin", Text("上班时间", "Work begins at"), "08:30"),
    _time("work_lunch", Text("午休开始", "Lunch begins at"), "12:00"),
    _time("work_back", Text("午休结束", "Lunch ends at"), "13:30"),
    _time("work_end", Text("下班时间", "Work ends at"), "17:30"),
    _hours("feedback_limit", Text("反馈时限：全程（工时）", "Feedback: hours in all"), 24,
           Text("从接收到答复，工作小时，不含等待；行内填了时限的按行内", "Working hours from receipt to answer, without waits; a row may have its own")),
    _step("feedback_sort", Text("整理", "it is sorted"), 2),
    _step("feedback_analyse", Text("分析", "it is analysed"), 6),
    _step("feedback_handle", Text("处理", "it is handled"), 12),
    _step("feedback_answer", Text("反馈", "it is answered"), 4),
    Setting(
        key="feedback_near",
        label=Text("反馈接近时限（占时限）", "Feedback is near its limit from (share)"),
        default=0.8,
        lowest=0,
        highest=1,
        explain=Text("已用工时达到时限的这个比例起为接近时限", "From this share of its limit on it is near its limit"),
        source=OURS,
        tables=("feedback",),
    ),
)  # fmt: skip
