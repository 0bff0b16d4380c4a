"""What is wrong with a scenario of the simulation: what was typed, or that the process cannot keep up."""

from udfs.lang import Text
from udfs.problems.model import Problem

UNREADABLE = Problem(
    "simulate-unreadable",
    Text("“{value}”看不懂，没有模拟", "“{value}” cannot be read, so nothing was simulated"),
    Text("请写成：{allowed}", "write it as: {allowed}"),
)
NO_STEP = Problem(
    "simulate-no-step",
    Text("流程里没有步骤 {value}", "the process has no step {value}"),
    Text("请改成这条细则的步骤号：{allowed}", "name steps of this rule: {allowed}"),
)
NO_POST = Problem(
    "simulate-no-post",
    Text("流程里没有岗位“{value}”", "no step of the process is done by {value}"),
    Text("请写流程步骤里的岗位：{allowed}", "name the posts of the steps: {allowed}"),
)
NO_PEOPLE = Problem(
    "simulate-no-people",
    Text("没有写岗位“{value}”有几个人", "nothing says how many people {value} has"),
    Text(
        "请在这里写每个岗位的人数（整数，至少 1），例：{value}=2；其他情景留空即与现状相同",
        "write how many each post has (whole numbers from 1 on), e.g. {value}=2; other scenarios may stay blank",
    ),
)
NO_ARRIVALS = Problem(
    "simulate-no-arrivals",
    Text("没有写每小时或每天来多少件", "nothing says how many cases come per hour or day"),
    Text("请填到达量（大于 0）和单位", "enter the arrivals (above 0) and their unit"),
)
OUT_OF_RANGE = Problem(
    "simulate-out-of-range",
    Text("“{value}”不能用", "“{value}” cannot be used"),
    Text("请填 {allowed}", "allowed: {allowed}"),
)
NO_STEPS = Problem(
    "simulate-no-steps",
    Text("“{table}”里没有细则 {value} 的步骤", "{table} has no steps of the rule {value}"),
    Text(
        "请填写这条细则的步骤，或在这里改成有步骤的细则：{allowed}",
        "enter its steps, or name a rule that has some: {allowed}",
    ),
)
NO_ROWS = Problem(
    "simulate-no-rows",
    Text("“{table}”里还没有情景，没有模拟", "{table} has no scenario yet, so nothing was simulated"),
    Text(
        "请先填一行现状（人数、到达量），再为每个设想填一行改动",
        "enter the present first (people, arrivals), then a row with what changes for each idea",
    ),
)
EXIT_UNKNOWN = Problem(
    "simulate-exit-unknown",
    Text(
        "步骤 {value} 流转到步骤 {target}，流程里没有这一步",
        "step {value} goes on to step {target}, which is not there",
    ),
    Text("请在“流程步骤”里改正流转条件，先运行“流程”检查", "correct where it goes on; run “flow” first"),
)
NOT_IN_A_ROW = Problem(
    "simulate-not-in-a-row",
    Text(
        "步骤 {value} 之后不是只有步骤 {other}，这两步不能改为并行",
        "step {other} does not simply follow step {value}, so they cannot be done side by side",
    ),
    Text(
        "并行的步骤要前后相接，中间没有分支和别处来的流转，按先后写，例：4+5",
        "name steps that follow one another without branches, in their order, e.g. 4+5",
    ),
)
FORK_ENTERED = Problem(
    "simulate-fork-entered",
    Text(
        "步骤 {value} 分出的并行分支，从别的步骤也能进入，等不齐",
        "the branches that begin together after step {value} are entered from elsewhere as well",
    ),
    Text(
        "请让返工回到分开之前的步骤，或汇合之后的步骤",
        "let loops go back to before the fork, or to behind where its branches meet",
    ),
)
NO_WAY_OUT = Problem(
    "simulate-no-way-out",
    Text("件在步骤之间循环，走不到结束", "cases go round in a circle and never reach the end"),
    Text(
        "请在“流程步骤”里改正流转条件和占比，先运行“流程”检查",
        "correct where steps go on and their shares; run “flow” first",
    ),
)
OVERLOADED = Problem(
    "simulate-overloaded",
    Text(
        "“{post}”的负荷是 {load}：来不及处理，积压会一直增长，没有模拟",
        "{post} has a load of {load}: cannot keep up, the backlog grows without end; not simulated",
    ),
    Text(
        "至少要 {people} 人，或减少到达量、作业时间、返工",
        "it takes at least {people:person/people}, or fewer cases, less working time, less rework",
    ),
)
PEAK_OVERLOADED = Problem(
    "simulate-peak",
    Text(
        "{hours} 点“{post}”的负荷是 {load}：这段时间会积压，之后才补上",
        "at {hours} o'clock {post} has a load of {load}: a backlog builds up then and is worked off later",
    ),
    Text("看 P90，不要只看平均；必要时错开班次", "look at P90 and not only at the mean; move shifts where needed"),
    "warning",
)
NOT_AS_MEASURED = Problem(
    "simulate-not-as-measured",
    Text(
        "模拟的现状平均 {value} 工时，实测 {measured} 工时，相差 {difference}，超过 {limit}",
        "the simulated present takes {value} working hours on average, measured are {measured}: {difference} apart, more than {limit}",
    ),
    Text(
        "先核对作业时间、等待、返工、人数、到达量，现状对上了再看其他情景",
        "check times, waits, rework, people and arrivals first; other scenarios mean little until the present fits",
    ),
    "warning",
)
TOO_LARGE = Problem(
    "simulate-too-large",
    Text("要模拟 {value} 步，太多了", "{value} steps would have to be simulated, which is too many"),
    Text(
        "请减少天数、到达量或重复次数，最多 {allowed} 步",
        "fewer days, arrivals or replications, at most {allowed} steps",
    ),
)
