"""Why it matters what is wrong with a process."""

from udfs.lang import Text
from udfs.problems import processes as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "读不出下一步，流程就接不起来：周期时间、流程图和后面的检查都不可信",
            "without the next step the process does not hang together: cycle time, chart and further checks mean nothing",
        ),
        (p.EXITS_UNREADABLE, p.TARGET_MISSING, p.STEP_NUMBER_TWICE, p.NOTHING_FOLLOWS),
    ),
    (
        Text(
            "期望时间按各出口的比例加权；比例合计不对，时间就不对",
            "expected times weigh the exits by their shares; with a wrong total the time is wrong",
        ),
        (p.SHARES_DIFFER,),
    ),
    (
        Text(
            "不知道从哪里开始、到哪里结束，就说不清一件事要多久",
            "without a beginning and an end nobody can say how long a case takes",
        ),
        (p.NO_START, p.NO_END, p.ENDLESS_LOOP),
    ),
    (
        Text(
            "没人做、没产出、没人用、走不到、不起判断作用的步骤，是最容易去掉的浪费",
            "what nobody does, what yields nothing, what nobody uses, reaches or decides by is the easiest waste to remove",
        ),
        (p.STEP_WITHOUT_POST, p.STEP_WITHOUT_OUTPUT, p.OUTPUT_UNUSED, p.STEP_UNREACHABLE, p.DECISION_ONE_EXIT),
    ),
    (
        Text(
            "同一岗位连批两次多等一次而不多查一次；互不需要的步骤排成一串，等待时间白白相加",
            "a post that approves twice adds waiting and no check; steps that do not need each other add up their waiting for nothing",
        ),
        (p.APPROVAL_AGAIN, p.COULD_BE_PARALLEL),
    ),
    (
        Text("流程图和数据只能来自写好的步骤", "chart and figures can only come from steps that are written down"),
        (p.RULE_UNKNOWN, p.NO_STEPS),
    ),
    (
        Text(
            "文件名的结尾说明要哪种图：形状、BPMN 还是 mermaid",
            "the ending of the name says which kind of chart is wanted",
        ),
        (p.CHART_SUFFIX,),
    ),
)
