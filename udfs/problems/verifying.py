"""What is wrong with the verification of an effect: its plan, its periods, what was typed."""

from udfs.lang import Text
from udfs.problems.model import Problem

DATA_UNREADABLE = Problem(
    "effect-data-unreadable",
    Text("“{value}”看不懂，这一段没有算", "“{value}” cannot be read, so this period was not counted"),
    Text(
        "可填三种：x=17, n=20；n=12, 均值=48.2, 标准差=6.1；或逐个数值，用空格隔开：48 50.5 47",
        "allowed: x=17, n=20; or n=12, mean=48.2, sd=6.1; or the values with spaces between them: 48 50.5 47",
    ),
)
PERIOD_REVERSED = Problem(
    "effect-period-reversed",
    Text("{label} {value} 早于 {other_label} {other}", "{label} {value} is before {other_label} {other}"),
    Text(
        "请改正日期：先改善前，后改善后，起不晚于止",
        "correct the dates: before comes first, and no period ends before it begins",
    ),
)
DIRECTION_MISSING = Problem(
    "effect-direction-missing",
    Text("不知道往哪边变化算改善，没有结论", "nobody said which side is good, so there is no verdict"),
    Text("请在这里或「指标」里选好的方向：{allowed}", "choose what is better, here or on Measures: {allowed}"),
)
CONTROL_MISSING = Problem(
    "effect-control-missing",
    Text("设计是对照组，却没有对照组的数据", "the design has a control group, but there are no data of one"),
    Text(
        "请填对照分组（指标数据中的分组），或填对照组的数值；没有对照组的选“前后”",
        "name the control group as 指标数据 has it, or type its figures; without one choose Before/after",
    ),
)
PLAN_CHANGED = Problem(
    "effect-plan-changed",
    Text("固定之后改了比较的计划：{what}", "the plan of the comparison was changed after it was fixed: {what}"),
    Text(
        "请改回来，或另起一行重新固定；看过数据再改的计划证明不了什么",
        "put it back, or begin a new row and have it fixed; a plan that was changed after the data were seen proves nothing",
    ),
    "warning",
)
PLAN_LATE = Problem(
    "effect-plan-late",
    Text(
        "比较的计划到 {value} 才固定，改善 {other} 已经开始",
        "the plan was fixed on {value} only, the improvement began on {other}",
    ),
    Text(
        "这一次的结论请当作线索；下次在开始之前运行“效果”",
        "take the verdict as a hint; next time run “verdict” before the start",
    ),
    "warning",
)
NO_ROWS = Problem(
    "effect-no-rows",
    Text("“{table}”里还没有一行要验证的效果", "there is nothing to verify on {table} yet"),
    Text("请填写指标名称、设计和前后两段时间", "enter what is measured, the design and the two periods"),
    "warning",
)
