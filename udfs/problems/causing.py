"""What is wrong with a chain of causes."""

from udfs.lang import Text
from udfs.problems.model import Problem

CAUSE_CIRCLE = Problem(
    "cause-circle",
    Text("原因成环：{chain}", "the causes form a circle: {chain}"),
    Text(
        "请改正其中一行的「上级」，直接回答问题的原因「上级」留空",
        "correct “Upper cause” in one of these rows; leave it blank for an answer to the issue itself",
    ),
)
CAUSE_ORPHAN = Problem(
    "cause-orphan",
    Text("这个原因的「上级」不是一个已有的编号", "“Upper cause” of this row is not the number of one cause"),
    Text(
        "请写一个已有的编号，例如 C-001；直接回答问题的原因留空",
        "write one number that exists, such as C-001; leave it blank for an answer to the issue itself",
    ),
)
CAUSE_WITHOUT_ISSUE = Problem(
    "cause-without-issue",
    Text("这个原因没有「上级」，也没有「问题」", "this cause names neither an upper cause nor an issue"),
    Text(
        "请填写它回答的问题编号，例如 I-001，或上级原因的编号",
        "enter the issue that it answers, such as I-001, or the number of the cause above",
    ),
)
CAUSE_TWO_ISSUES = Problem(
    "cause-two-issues",
    Text(
        "这里写的问题是 {issue}，上级 {upper} 的问题是 {other}",
        "this row names the issue {issue}, its upper cause {upper} the issue {other}",
    ),
    Text("请改成同一个问题，或换一个上级", "name the same issue, or another upper cause"),
)
ANSWER_REPEATS = Problem(
    "answer-repeats",
    Text("这个回答重复了问题，没有说明原因", "this answer repeats the question and names no cause"),
    Text("请写出为什么会这样", "say why it is so"),
    "warning",
)
ENDS_WITH_PERSON = Problem(
    "ends-with-person",
    Text("原因链停在人身上（“{word}”）", "the chain stops at a person (“{word}”)"),
    Text(
        "请再问一次：流程、标准或系统为什么允许这样；词语可在「设置」修改",
        "ask once more why process, standard or system allowed it; the words are on the sheet Settings",
    ),
    "warning",
)
ENDS_WITH_SOLUTION = Problem(
    "ends-with-solution",
    Text("原因链停在“没有某个办法”（“{word}”）", "the chain stops at a solution that is missing (“{word}”)"),
    Text(
        "缺少的办法不是原因：请写出现在怎么做、为什么会出问题；词语可在「设置」修改",
        "a missing solution is no cause: write what is done now and why it fails; the words are on the sheet Settings",
    ),
    "warning",
)
ROOT_WITHOUT_EVIDENCE = Problem(
    "root-without-evidence",
    Text("根本原因没有证据", "the root cause has no evidence"),
    Text(
        "请填写「证据」：数据、试验、现场、文件或访谈",
        "fill in “Evidence”: data, a trial, the place itself, a document or an interview",
    ),
    "warning",
)
FEW_LEVELS = Problem(
    "few-levels",
    Text("问题 {issue} 的原因只问了 {levels} 层", "the causes of the issue {issue} go {levels:level/levels} deep only"),
    Text("请至少再问一次为什么", "ask “why” at least once more"),
    "warning",
)
GROUP_OF_ONE = Problem(
    "group-of-one",
    Text("与条件“{mark}”只有一个原因", "the group “{mark}” of causes that work together has one cause only"),
    Text(
        "同一上级下共同起作用的原因写同一个记号；只有一个时请留空",
        "give causes that work together under one upper cause the same mark; leave it blank for a single one",
    ),
    "warning",
)
GROUP_BROKEN = Problem(
    "group-broken",
    Text(
        "与条件“{mark}”中有原因已排除，其余的单独不起作用",
        "a cause of the group “{mark}” is ruled out; the others do not work alone",
    ),
    Text(
        "请确认它是否单独成立；不成立请改为“不成立”，成立请删去记号",
        "check whether it works alone: if not, enter “Does not hold”; if so, delete the mark",
    ),
    "warning",
)
ISSUE_WITHOUT_CAUSES = Problem(
    "issue-without-causes",
    Text("「原因分析」中没有问题 {value}", "no cause on the sheet Causes belongs to the issue {value}"),
    Text("请检查编号，或先在「原因分析」填写它的原因", "check the number, or enter its causes first"),
)
VERDICT_NOT_SHOWN = Problem(
    "verdict-not-shown",
    Text("结论是“{value}”，数据却没有说明：{what}", "the verdict is “{value}”, but the data do not show it: {what}"),
    Text(
        "请增加样本或对照组，填写主张的占比，或把结论改为“证据不足”",
        "examine more cases or a control group, state the share that is claimed, or choose “Not enough proof”",
    ),
    "warning",
)
