"""What is wrong with duties, risks and what else keeps results."""

from udfs.lang import Text
from udfs.problems.model import Problem

STEP_WITHOUT_RESPONSIBLE = Problem(
    "step-without-responsible",
    Text("步骤“{value}”没有人执行（R）", "nobody does (R) the step “{value}”"),
    Text("请为这一步至少写一个角色为 R 的岗位", "enter at least one post with the role R for this step"),
)
STEP_WITHOUT_ACCOUNTABLE = Problem(
    "step-without-accountable",
    Text("步骤“{value}”没有人负责（A）", "nobody answers (A) for the step “{value}”"),
    Text(
        "请为这一步写一个角色为 A 的岗位；负责并自己执行的写 A/R",
        "enter one post with the role A for this step, A/R where it does the work as well",
    ),
)
SEVERAL_ACCOUNTABLE = Problem(
    "several-accountable",
    Text(
        "步骤“{value}”有 {count} 个岗位负责（A）：{others}", "{count} posts answer (A) for the step “{value}”: {others}"
    ),
    Text("请只留一个 A，其余改为 R、C 或 I", "leave one A, and give the others R, C or I"),
)
POST_OVERLOADED = Problem(
    "post-overloaded",
    Text(
        "岗位“{value}”要执行或负责 {count} 个步骤，上限是 {limit}",
        "the post “{value}” carries {count} steps, the limit is {limit}",
    ),
    Text(
        "请把一些步骤分给别的岗位；上限在「设置」修改",
        "give some of the steps to other posts; the limit is on the sheet Settings",
    ),
    "warning",
)
DUTY_TWICE = Problem(
    "duty-twice",
    Text("这个步骤已经给了这个岗位这个角色：{others}", "the post has this role at this step already: {others}"),
    Text("请删去一行，或改正步骤、岗位、角色", "delete one of the rows, or correct step, post or role"),
    "warning",
)
RISK_WITHOUT_MEASURE = Problem(
    "risk-without-measure",
    Text("风险等级为{value}，没有应急措施", "the risk is {value} and has no measure"),
    Text("请填写「应急措施」，最好连同执行步骤和备选方案", "fill in “Measure”, best with steps and a fallback"),
    "warning",
)
RISK_WITHOUT_OWNER = Problem(
    "risk-without-owner",
    Text("风险等级为{value}，没有责任人", "the risk is {value} and has no owner"),
    Text("请填写由谁盯住它、启动预案", "say who watches it and starts the plan"),
    "warning",
)
RISK_AFTER_HIGHER = Problem(
    "risk-after-higher",
    Text(
        "有预案后的风险值 {value} 比现在的 {other} 还高",
        "the risk with the plan is {value}, higher than {other} without it",
    ),
    Text(
        "请检查两次评分；预案真的带来更大风险时，请换一个预案",
        "check both ratings; where the plan does make the risk larger, choose another one",
    ),
    "warning",
)
DRILL_OVERDUE = Problem(
    "drill-overdue",
    Text("演练计划在 {date}，没有实际日期", "the drill was planned for {date} and has no day on which it was done"),
    Text("请填写实际日期，或改计划日期", "enter the day on which it was done, or plan it anew"),
    "warning",
)
DRILL_WITHOUT_TASK = Problem(
    "drill-without-task",
    Text(
        "演练发现了问题，没有改进措施，也没有任务",
        "the drill found something, and there is neither an improvement nor a task",
    ),
    Text("请填写「改进措施」或「关联任务」", "fill in “Improvement” or “Task”"),
    "warning",
)
CLOSED_WITHOUT_HANDLING = Problem(
    "closed-without-handling",
    Text("已关闭，没有写怎么处理的", "it is closed, and nothing says how it was dealt with"),
    Text("请填写「处理」，或删去关闭日期", "fill in “Handling”, or delete the closing date"),
    "warning",
)
REVIEW_OVERDUE = Problem(
    "review-overdue",
    Text("这一期在 {date} 结束，还没有复盘", "the period ended on {date} and has not been reviewed"),
    Text(
        "请开复盘会并填写「复盘日期」；提醒的天数在「设置」",
        "hold the review and fill in “Reviewed on”; the days are on the sheet Settings",
    ),
    "warning",
)
REVIEW_WITHOUT_NEXT = Problem(
    "review-without-next",
    Text(
        "总体判断是“{value}”，没有下一步，也没有任务",
        "the judgement is “{value}”, and there is neither a next step nor a task",
    ),
    Text("请填写「下一步」或「关联任务」", "fill in “Next steps” or “Tasks”"),
    "warning",
)
REFUSAL_WITHOUT_REASON = Problem(
    "refusal-without-reason",
    Text("结论是“{value}”，没有写理由", "the decision is “{value}”, and no reason is given"),
    Text("请填写「理由」，提出人会看到", "fill in “Reason”: the proposer reads it"),
)
PROPOSAL_ALIKE = Problem(
    "proposal-alike",
    Text("与 {others} 的提案很像", "the proposal says nearly the same as the one in {others}"),
    Text(
        "如是同一件事，请合并，两位提出人都写上；不是就不用改",
        "if it is the same matter, keep one row and name both proposers; else leave it",
    ),
    "warning",
)
ACTION_UNKNOWN = Problem(
    "action-unknown",
    Text("{tables}里没有 {value}", "there is no {value} in {tables}"),
    Text("请用那里的编号，例如 {allowed}", "use a number that stands there, such as {allowed}"),
)
ACTION_NOTHING = Problem(
    "action-nothing",
    Text(
        "{value} 的{columns}是空的，没有可转成任务的",
        "{columns} of {value} is blank: there is nothing to make tasks of",
    ),
    Text("请先写下要做什么，一行一件", "write down what is to be done, a line for each"),
)
ACTIONS_HAVE_TASKS = Problem(
    "actions-have-tasks",
    Text("{value} 的每一条都有任务了：{other}，没有再建", "{value} has its tasks already: {other}; nothing was made"),
    Text("又有要做的，请另起一行写上", "write what else is to be done on a line of its own"),
    "warning",
)
ACTIONS_UNCLEAR = Problem(
    "actions-unclear",
    Text(
        "{value} 已关联 {other}，看不出是哪一条的任务，没有再建",
        "{value} is linked to {other}, which cannot be told to be the task of any of its lines; nothing was made",
    ),
    Text(
        "请让任务的“做什么”与那一行相同，或清空关联，再转一次",
        "let the task say the same as its line, or clear the link, and run it again",
    ),
    "warning",
)
