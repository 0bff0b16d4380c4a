"""What is wrong with versions of procedures, training, feedback and roll-out."""

from udfs.lang import Text
from udfs.problems.model import Problem

VERSION_GAP = Problem(
    "version-gap",
    Text("“{value}”从 {first} 到 {last} 没有在用的版本", "no version of “{value}” is in force from {first} to {last}"),
    Text(
        "请提前这一版的生效日期，或改上一版的废止日期",
        "let this version take effect earlier, or the one before be withdrawn later",
    ),
)
VERSION_OVERLAP = Problem(
    "version-overlap",
    Text(
        "写的是 {date} 才废止，而 {others} 的新版从 {first} 起已经生效",
        "it is withdrawn only from {date}, while the next version, in {others}, is in force from {first}",
    ),
    Text(
        "请删去废止日期（新版会自动替代），或改新版的生效日期",
        "delete the day (the next version replaces it), or change when the next one takes effect",
    ),
)
VERSION_CLASH = Problem(
    "version-clash",
    Text(
        "这一版和 {others} 的版本同一天（{date}）生效，不知道哪一版在用；现在按 {others}",
        "this version and the one in {others} take effect on the same day, {date}; the one in {others} counts",
    ),
    Text(
        "请改其中一个生效日期，或给不用的那版填废止日期",
        "change one of the two days, or withdraw the version that is not used",
    ),
)
VERSION_TWICE = Problem(
    "version-twice",
    Text("“{value}”已经有这个版本：{others}", "“{value}” has this version already: {others}"),
    Text("请改版本号，或合并这两行", "change the version, or make one row of the two"),
)
EFFECTIVE_BEFORE_PUBLISHED = Problem(
    "effective-before-published",
    Text("{first} 生效，{date} 才发布", "it takes effect on {first} and is published only on {date}"),
    Text(
        "请改日期：先发布、培训，再生效", "correct the days: a version is published and trained before it takes effect"
    ),
)
NOT_PUBLISHED = Problem(
    "not-published",
    Text("这一版在用，没有发布日期", "the version is in force and has no day on which it was published"),
    Text(
        "请填写发布日期；没有发布的请改生效日期",
        "enter the day, or let it take effect later where it was not published",
    ),
    "warning",
)
REVIEW_OF_MANUAL_DUE = Problem(
    "review-of-manual-due",
    Text("这一版要在 {date} 前复审", "the version is to be reviewed by {date}"),
    Text("请复审：仍适用就改复审日期，不适用就出新版；提前几天提醒在「设置」",
         "review it: set the next day where it still fits, else make a new version; the days ahead are on the sheet Settings"),
    "warning",
)  # fmt: skip
READERS_WAITING = Problem(
    "readers-waiting",
    Text(
        "这一版还要{need} {count} 人，培训表里没有：{others}",
        "{count:person has/people have} no row on Trainings for this version ({need}): {others}",
    ),
    Text(
        "请用「安排培训」（kaizen trainings）或手工在培训表为每人加一行；不需要的请改「培训要求」",
        "let “Plan trainings” (kaizen trainings) add a row for each on Trainings, or add it yourself; where it is not needed, change “Asks for”",
    ),
    "warning",
)
POST_WITHOUT_PEOPLE = Problem(
    "post-without-people",
    Text(
        "岗位“{value}”没有人：职责清单和培训表都没有写",
        "nobody holds the post “{value}”: neither Duties nor Trainings names anyone",
    ),
    Text("请改正岗位名称，或在职责清单写上担任的人", "correct the name of the post, or say on Duties who holds it"),
    "warning",
)
PAPER_OUT = Problem(
    "paper-out",
    Text(
        "上一版的纸质版还有 {count} 份没有收回（发出 {total} 份）",
        "{count} of {total} paper copies of the version before have not been taken back",
    ),
    Text("请收回旧版，并填写「旧版收回份数」", "take them back, and fill in “Old copies back”"),
    "warning",
)
TRAINING_DUE = Problem(
    "training-due",
    Text(
        "{person}的这次培训不算数，要复训（{value}）",
        "the training of {person} does not count any more ({value}): train again",
    ),
    Text(
        "请安排复训，另加一行；不再需要的人请删去这行",
        "plan a new training in a row of its own; delete the row of whoever does not need it any more",
    ),
    "warning",
)
TRAINING_OVERDUE = Problem(
    "training-overdue",
    Text("{person}的培训计划在 {date}，还没有培训日期", "{person} was to be trained on {date}, and no day is entered"),
    Text("请填写培训日期，或改计划日期", "enter the day of the training, or plan it anew"),
    "warning",
)
PASSED_WITHOUT_DAY = Problem(
    "passed-without-day",
    Text("写了通过，没有培训日期", "it says passed, and there is no day of the training"),
    Text("请填写培训日期；没有日期的不算培训过", "enter the day; without one it does not count"),
)
ANSWER_WITHOUT_WORDS = Problem(
    "answer-without-words",
    Text("有答复时间，没有答复内容：还没有闭环", "it has the moment of an answer and no words: it is not closed"),
    Text("请填写「答复内容」，写明怎么处理的", "fill in “Answer”: say what was done"),
)
ANSWER_WITHOUT_TIME = Problem(
    "answer-without-time",
    Text("有答复内容，没有答复时间：还没有闭环", "it has an answer and no moment of it: it is not closed"),
    Text("请填写「答复时间」", "fill in “Answered at”"),
)
FEEDBACK_LATE = Problem(
    "feedback-late",
    Text("已用 {used} 工时，时限 {limit}，还没有答复", "it has taken {used} working hours, the limit is {limit}, and it is not answered"),
    Text("请答复提出人并填写答复时间和内容；在等提出人的填「等待开始」",
         "answer, and fill in moment and words; where the asker is waited for, fill in “Waiting from”"),
    "warning",
)  # fmt: skip
MOMENTS_REVERSED = Problem(
    "moments-reversed",
    Text("「{label}」{value} 早于「{other_label}」{other}", "“{label}”, {value}, is before “{other_label}”, {other}"),
    Text("请改正其中一个时间", "correct one of the two"),
)
HOURS_UNUSABLE = Problem(
    "hours-unusable",
    Text(
        "上下班和午休的时间（{value}）不能用，现在按 08:30–12:00、13:30–17:30",
        "the hours of work ({value}) cannot be used; 08:30–12:00, 13:30–17:30 count",
    ),
    Text(
        "请填 时:分，四个时间依次不早于前一个",
        "enter hours and minutes such as 08:30, each no earlier than the one before",
    ),
)
ROLLED_OUT_WITHOUT_MANUAL = Problem(
    "rolled-out-without-manual",
    Text("已经推广完成，没有写按哪一版手册", "the roll-out is done, and nothing says by which version of the manual"),
    Text(
        "请填写「手册版本」；还没有手册的先写手册",
        "fill in “Version no.”; where there is no manual yet, write one first",
    ),
    "warning",
)
ROLLOUT_OVERDUE = Problem(
    "rollout-overdue",
    Text("计划在 {date} 完成，没有实际完成日期", "it was due on {date} and has no day on which it was done"),
    Text("请填写实际完成日期，或改计划", "enter the day, or plan it anew"),
    "warning",
)
