"""What the report on changes of procedures says."""

from udfs.lang import Text

OVERVIEW, HISTORY = Text("概况", "Overview"), Text("历次版本", "All versions")
COUNTED = Text("{count} 个版本在用或待生效。", "{count:version is/versions are} in force or coming.")
NONE = Text("还没有在用或待生效的版本。", "No version is in force or coming yet.")
CHAPTER = Text("{name} {version}（{state}）", "{name} {version} ({state})")
CHANGES, WHY = Text("一、改了什么", "1. What has changed"), Text("二、为什么改", "2. Why")
WHO, PAPER = Text("三、谁要培训", "3. Who must be trained"), Text("四、发放、收回与推广", "4. Copies and roll-out")
CLAUSE, BEFORE = Text("条款", "Clause"), Text("改善前（{version}）", "Before ({version})")
BEFORE_FIRST, AFTER = Text("改善前", "Before"), Text("改善后（{version}）", "After ({version})")
SEE = Text("未写明，见 {version}", "not stated: see {version}")
FIRST = Text("没有上一版", "there was none")
NO_CHANGES = Text("尚未填写修订记录。", "What has changed is not written yet.")
TASK = Text("任务 {number}：{what}", "Task {number}: {what}")
TASK_ELSEWHERE = Text("任务 {tasks}；计划表不在本工作簿", "Task {tasks}; this workbook does not hold the plan")
ISSUE = Text("问题 {number}：{statement}", "Issue {number}: {statement}")
EFFECT = Text("效果 {number} {name}：{word}。{said}", "Effect {number} {name}: {word}. {said}")
PLAIN_EFFECT = Text("效果 {number} {name}：{word}", "Effect {number} {name}: {word}")
NOT_VERIFIED = Text("尚未验证", "not verified yet")
NO_REASON = Text(
    "没有关联任务、问题或效果，原因只在修订记录中。",
    "No task, issue or effect is linked; the reason stands in the revision only.",
)
NO_EFFECT = Text("尚未关联已验证的效果。", "No verified effect is linked yet.")
WAITING = Text(
    "还有 {count} 人要培训或确认：{names}。", "{count:person/people} still to be trained or to confirm: {names}."
)
ALL_TRAINED = Text(
    "没有还未安排培训或确认的人。", "Nobody is left whose training or confirmation is neither done nor planned."
)
NOBODY = Text("职责清单和培训中没有这些岗位的人员。", "No person is known who works in these posts.")
ELSEWHERE = Text("「{table}」不在本工作簿。", "This workbook does not hold {table}.")
