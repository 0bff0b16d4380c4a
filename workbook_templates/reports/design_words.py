"""What the design document of a solution says."""

from udfs.lang import Text

TITLE = Text("方案设计文档", "Design document")
SOLUTIONS = Text("{count} 个选定方案", "{count:chosen solution/chosen solutions}")
CHAPTER = Text("{number}　{name}", "{number} {name}")
OVERVIEW = Text("选定的方案", "Chosen solutions")
NONE_PASSED = Text(
    "尚未选定方案：没有一个方案通过评分。候选方案如下。",
    "No solution is chosen yet, as none has passed. These are the candidates.",
)
BACKGROUND, CHOICE = Text("一、要解决的问题", "1. The problem to be solved"), Text("二、选优", "2. The choice")
DESIGN, STEPS = Text("三、方案设计", "3. The design"), Text("四、实施步骤", "4. Steps")
RESOURCES, PILOT = Text("五、资源与支持", "5. Resources and support"), Text("六、试点", "6. Pilot")
RISKS, ACCEPTANCE = Text("七、风险", "7. Risks"), Text("八、目标与验收", "8. Targets and acceptance")
REFINED = Text("九、试点后的完善", "9. Refined after the pilot")
ISSUE, ROOTS = Text("问题", "Issue"), Text("根本原因", "Root causes")
NO_ROOTS = Text("尚未证实", "none proven yet")
ELSEWHERE = Text("「{table}」不在本工作簿。", "This workbook does not hold {table}.")
ISSUE_LOST = Text("「{table}」中没有 {number}", "{table} has no {number}")
NO_ISSUE = Text("尚未填写关联问题。", "No issue is named yet.")
CHOSEN = Text(
    "选定 {number}：总分 {total}，{decision}{preferred}，排名 {rank}。",
    "{number} is chosen: total {total}, {decision}{preferred}, rank {rank}.",
)
AND_PREFERRED = Text("，{word}", ", {word}")
IN_PLAN = Text("已列入计划或试点。", "It is in the plan or piloted.")
BEST = Text(
    "它是通过的方案中名次最前的，还没有列入计划。",
    "It ranks first among those that passed, and is not in the plan yet.",
)
ONLY_ONE = Text("没有其他候选方案。", "There is no other candidate.")
NOT_SCORED = Text(
    "还没有做可行性评估（成本效益、技术难度、员工接受程度）。",
    "The feasibility study (benefit, technology, acceptance) is not done yet.",
)
NO_DETAIL = Text("尚未填写方案说明。", "No description is written yet.")
NO_TASKS = Text("尚未列出任务。", "No tasks are listed yet.")
NO_RESOURCES = Text("尚未填写资源和预算。", "No resources or budget are entered yet.")
BUDGET = Text(
    "预算合计 {sum} 元（{count} 个任务填写了预算）。", "Budget: {sum} yuan ({count:task/tasks} with a budget)."
)
NO_PILOT = Text("尚未安排试点。", "No pilot is planned yet.")
STAGES = Text("阶段", "Stages")
STAGE = Text("{stage}：{first} 至 {last}", "{stage}: {first} to {last}")
NO_DATES = Text("未排日期", "not dated yet")
NO_RISKS = Text("尚未填写风险。", "No risks are entered yet.")
RISK = Text("{task} {what}：{risk}", "{task} {what}: {risk}")
NO_ACCEPTANCE = Text("尚未填写目标和验收标准。", "No targets or acceptance are entered yet.")
NO_EFFECT = Text("尚未验证效果。", "The effect is not verified yet.")
EFFECT = Text("{number} {name}：{word}{decision}", "{number} {name}: {word}{decision}")
DECIDED = Text("，决定{word}{why}", ", decided: {word}{why}")
UNDECIDED = Text("，尚未决定", ", not decided yet")
BECAUSE = Text("（{why}）", " ({why})")
INCIDENTS = Text("试点中的问题和处理：", "What happened in the pilot, and what was done:")
