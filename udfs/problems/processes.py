"""What is wrong with a process: its steps, where they go on, and what it could do without."""

from udfs.lang import Text
from udfs.problems.model import Problem

EXITS_UNREADABLE = Problem(
    "exits-unreadable",
    Text("流转条件“{value}”读不出下一步", "the transitions “{value}” name no next step"),
    Text(
        "请写成 是→3; 否→5（条件、箭头、步骤号；可写比例：是(80%)→3）；留空为下一行",
        "write yes→3; no→5 (condition, arrow, number of the step; a share may stand in it: yes(80%)→3); blank is the next row",
    ),
)
TARGET_MISSING = Problem(
    "target-missing",
    Text("这条细则没有步骤 {value}", "the rule has no step {value}"),
    Text("请改成已有的步骤号，或补上这一步", "name a step that is there, or add the step"),
)
STEP_NUMBER_TWICE = Problem(
    "step-number-twice",
    Text("步骤号 {value} 已用于“{other}”", "“{other}” has the step number {value} already"),
    Text("同一细则内步骤号不可重复，请改其中一个", "numbers are not used twice within a rule: change one of them"),
)
SHARES_DIFFER = Problem(
    "shares-differ",
    Text("各出口的比例合计 {value}，不是 100%", "the shares of the exits come to {value}, not 100%"),
    Text("请改正比例；没写比例的出口平分剩下的", "correct them; exits without a share take equal parts of the rest"),
)
NO_START = Problem(
    "no-start",
    Text("流程没有“开始”，从“{value}”算起", "the process has no start; “{value}” is taken for it"),
    Text(
        "请把第一步的类型改为“开始”，或在前面加一行", "let the kind of the first step be Start, or add a row before it"
    ),
    "warning",
)
NO_END = Problem(
    "no-end",
    Text("流程没有“结束”，最后一行是“{value}”", "the process has no end; its last row is “{value}”"),
    Text(
        "请加一行类型为“结束”的步骤；没有结束就算不出周期时间",
        "add a step of the kind End: without one there is no cycle time",
    ),
)
NOTHING_FOLLOWS = Problem(
    "nothing-follows",
    Text("“{value}”之后没有下一步，也不是“结束”", "nothing follows “{value}”, and it is no end"),
    Text("请填「流转条件」，或把类型改为“结束”", "fill in “Transitions”, or let its kind be End"),
)
STEP_UNREACHABLE = Problem(
    "step-unreachable",
    Text("没有一条路走到“{value}”", "no way leads to “{value}”"),
    Text(
        "请改正前面步骤的「流转条件」，或删去这一步：{measure}",
        "correct the transitions before it, or delete it: {measure}",
    ),
)
ENDLESS_LOOP = Problem(
    "endless-loop",
    Text("步骤 {value} 转圈，走不出来", "the steps {value} go round without a way out"),
    Text("请给其中一步加一个出口（例：第 3 次退回→结束）", "give one of them an exit, such as: third return→end"),
)
DECISION_ONE_EXIT = Problem(
    "decision-one-exit",
    Text("判断“{value}”只有一个出口", "the decision “{value}” has a single exit"),
    Text(
        "请补上另一个出口；确实不用判断的，改为活动或去掉：{measure}",
        "add the other exit; what decides nothing can go: {measure}",
    ),
    "warning",
)
STEP_WITHOUT_POST = Problem(
    "step-without-post",
    Text("步骤“{value}”没有岗位", "nobody does the step “{value}”"),
    Text("请填「岗位」；说不清谁做的，先{measure}", "fill in “Post”; where that is unclear: {measure}"),
    "warning",
)
STEP_WITHOUT_OUTPUT = Problem(
    "step-without-output",
    Text("步骤“{value}”没有输出", "the step “{value}” yields nothing"),
    Text(
        "请填「输出」；什么都不产出的步骤可以去掉：{measure}",
        "fill in “Outputs”; a step that yields nothing can go: {measure}",
    ),
    "warning",
)
OUTPUT_UNUSED = Problem(
    "output-unused",
    Text("输出“{value}”没有别的步骤用", "no other step uses the output “{value}”"),
    Text(
        "请在用它的步骤的「输入」写上同样的名称，或写进细则的「交付成果」；没人用的可以不做：{measure}",
        "name it alike in the inputs of the step that uses it, or in the rule's deliverables; what nobody uses need not be done: {measure}",
    ),
    "warning",
)
APPROVAL_AGAIN = Problem(
    "approval-again",
    Text("“{post}”刚做过“{other}”，又做“{value}”", "“{post}” has just done “{other}” and now does “{value}”"),
    Text("建议合成一次：{measure}", "do it once: {measure}"),
    "warning",
)
COULD_BE_PARALLEL = Problem(
    "could-be-parallel",
    Text(
        "“{value}”不用“{other}”的输出，两步可以同时做", "“{value}” needs nothing of “{other}”: both can be done at once"
    ),
    Text(
        "建议{measure}：让前一步的「流转条件」同时写两步，例：3; 4",
        "{measure}: let the transitions before them name both, such as 3; 4",
    ),
    "warning",
)
RULE_UNKNOWN = Problem(
    "rule-unknown",
    Text("没有细则 {value} 的步骤", "there are no steps of the rule {value}"),
    Text("请用「流程步骤」中有的细则编号：{allowed}", "use a rule that has steps: {allowed}"),
)
CHART_SUFFIX = Problem(
    "chart-suffix",
    Text("流程图不能存成 {name}", "a flow chart cannot be saved as {name}"),
    Text(
        "文件名请以 {allowed} 之一结尾，例如 -o 流程图.xlsx",
        "let the name end in one of {allowed}, such as -o chart.xlsx",
    ),
)
NO_STEPS = Problem(
    "no-steps",
    Text("「流程步骤」还没有步骤", "there are no steps on the sheet Steps"),
    Text(
        "请先填步骤：一行一步，步骤号、步骤、类型、岗位",
        "enter the steps first, one to a row: number, step, kind, post",
    ),
)
