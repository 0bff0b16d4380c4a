"""What is wrong with a survey: its questions, and answers that do not fit them."""

from udfs.lang import Text
from udfs.problems.model import Problem

SURVEY_EMPTY = Problem(
    "survey-empty",
    Text(
        "“问卷”里没有能数的题目：题号要与“答卷”的列名相同",
        "no question that can be counted: its number must be the heading of a column on Answers",
    ),
    Text(
        "请填写题号（Q-001 …）、题目和题型，或导入问卷平台的导出",
        "enter numbers (Q-001 …), questions and kinds, or import a platform's export",
    ),
)
GROUP_UNKNOWN = Problem(
    "group-unknown",
    Text("“{value}”不能用来分组", "the survey cannot be grouped by “{value}”"),
    Text("可用：{allowed}", "use {allowed}"),
)
QUESTION_UNKNOWN = Problem(
    "question-unknown",
    Text("没有这样的题号：{value}", "no question has the number {value}"),
    Text("现有题号：{allowed}", "there are {allowed}"),
)
ANSWER_NO_OPTION = Problem(
    "answer-no-option",
    Text("“{value}”不是 {question} 的选项", "“{value}” is no option of {question}"),
    Text(
        "选项为：{allowed}；请改这个回答，或在“问卷”中补上选项",
        "options are {allowed}: correct the answer, or add the option on Questionnaire",
    ),
)
QUESTION_WITHOUT_OPTIONS = Problem(
    "question-without-options",
    Text("{question} 是{kind}题，却没有选项", "{question} is of the kind {kind}, but has no options"),
    Text("请一行一个写下选项（矩阵题还要写矩阵行）", "enter them one to a line (of a matrix its rows as well)"),
)
QUESTION_WITHOUT_COLUMN = Problem(
    "question-without-column",
    Text(
        "“答卷”中没有名为 {value} 的列，这题的回答无处可放",
        "no column on Answers is called {value}: there is no place for its answers",
    ),
    Text("题号请用 Q-001 到 {last}", "use numbers from Q-001 to {last}"),
)
QUESTION_TWICE = Problem(
    "question-twice",
    Text("与 {other} 的题目相同", "the same question as {other}"),
    Text("请删去一题，或改成不同的问法", "take one away, or ask something else"),
    "warning",
)
QUESTION_UNANSWERED = Problem(
    "question-unanswered",
    Text("{question} 没有人回答", "nobody has answered {question}"),
    Text("请核对“答卷”中的列，或删去这题", "check its column on Answers, or take the question away"),
    "warning",
)
QUESTION_FEW_ANSWERS = Problem(
    "question-few-answers",
    Text("{question} 只有 {n} 人回答，占比只能当线索", "only {n} answered {question}: its shares are hints at most"),
    Text(
        "不足 {least} 人的结果不要单独引用；请多收集答卷",
        "do not quote results from fewer than {least}; collect more answers",
    ),
    "warning",
)
JUMP_UNREAD = Problem(
    "jump-unread",
    Text("“{value}”不是跳题规则", "“{value}” is no rule for skipping"),
    Text("请写成 选项→题号，一行一条，例：否→Q-005", "write option→number, one to a line, such as No→Q-005"),
)
EXCLUSIVE_NO_OPTION = Problem(
    "exclusive-no-option",
    Text("互斥选项“{value}”不在选项中", "the exclusive option “{value}” is not among the options"),
    Text("请写得与选项一致", "write it as it stands among the options"),
)
REVERSE_UNMARKED = Problem(
    "reverse-unmarked",
    Text(
        "量表“{scale}”的 α 为 {value}：多半有反向题没有标出",
        "α of the scale “{scale}” is {value}: most likely a reversed item is not marked",
    ),
    Text("请在“反向题”中标出分越高越不好的题", "mark items where more is worse as reversed"),
    "warning",
)
SCALE_WITHOUT_POINTS = Problem(
    "scale-without-points",
    Text("{question} 没有写选项，按 1～{highest} 计", "{question} has no options: it is counted as 1 to {highest}"),
    Text(
        "请从低到高写下各档；没有人选最高档时，前两档会算错",
        "enter its points from low to high: where nobody chose the highest, the top boxes are wrong",
    ),
    "warning",
)
SCALE_OUT_OF_ORDER = Problem(
    "scale-out-of-order",
    Text("{question} 的选项没有从低到高：{value}", "the options of {question} do not stand from low to high: {value}"),
    Text(
        "请按这个次序写：{allowed}；中位数和前两档按次序算",
        "write them in this order: {allowed}; median and top boxes go by it",
    ),
    "warning",
)
SCALE_ORDERED = Problem(
    "scale-ordered",
    Text(
        "{question} 的选项没有从低到高：{value}；结果按 {allowed} 计",
        "the options of {question} do not stand from low to high: {value}; they are counted as {allowed}",
    ),
    Text("请按这个次序写，或换成不会误会的说法", "write them in this order, or in words that cannot be misread"),
    "warning",
)
