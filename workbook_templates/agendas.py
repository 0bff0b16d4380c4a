"""What each table says on the sheet 首页, step by step.

What is late is what the table's own columns call so; a table without such a column has a day and what ends the waiting.
"""

from __future__ import annotations

from udfs.causes.tree import UNVERIFIED
from udfs.governing.dates import COMING, RUNNING
from udfs.governing.proposals import WAITING
from udfs.indicators.points import NOT_COMPARED
from udfs.lang import Text
from udfs.risk import BANDS
from udfs.standards.feedback import IN_TIME, LATE, NEAR, STAGE_LATE
from udfs.standards.trainings import AGAIN, EXPIRING, UNTRAINED
from udfs.standards.versions import IN_FORCE
from udfs.status import IN_PROGRESS, NOT_STARTED, OVERDUE
from udfs.target import EXCELLENT, REACHED
from workbook_templates import steps
from workbook_templates.agenda import Agenda, Waiting, awaited
from workbook_templates.conditions import blank, both, entered, has_number, neither, no_number, says, to_come, unlisted

_OPEN_ISSUE = both(blank("closed_on"), unlisted("status", "closed"))
_LATE_PILOT, _NEXT_PILOT = awaited("reach_by", blank("actual"))
_LATE_DRILL, _NEXT_DRILL = awaited("planned_on", blank("done_on"))
_LATE_INCIDENT, _NEXT_INCIDENT = awaited("due", blank("closed_on"))
_LATE_MEASURE, _NEXT_MEASURE = awaited("reach_by", neither(says("band", EXCELLENT, REACHED)))
_LATE_REVIEW, _NEXT_REVIEW = awaited("end", blank("reviewed_on"))
_LATE_MANUAL, _ = awaited("review_by", says("state", IN_FORCE))
_LATE_TRAINING, _ = awaited("planned_on", blank("done_on"))

AGENDAS: dict[str, Agenda] = {
    "questions": Agenda(
        step=steps.IDENTIFY,
        begin=Text("写题目，或导入问卷平台的导出", "Type the questions, or import a platform's export"),
        bulk=True,
    ),
    "roster": Agenda(
        step=steps.IDENTIFY,
        begin=Text("列出调查对象：姓名、部门、岗位", "List who is asked: name, department, post"),
        bulk=True,
    ),
    "answers": Agenda(
        step=steps.IDENTIFY,
        begin=Text("导入答卷，或收回答题表", "Import answers, or collect the answer sheets"),
        next=Waiting(test=both(entered("doubt"), blank("decision")), at="decision", label=Text("疑点待定", "Doubtful")),
        bulk=True,
    ),
    "interviews": Agenda(
        step=steps.IDENTIFY,
        begin=Text("访谈后当天记下：一件事一行", "Write talks down the same day, one matter per row"),
        next=Waiting(test=blank("issue"), at="issue", label=Text("待归到问题", "Without an issue")),
    ),
    "feedback_texts": Agenda(
        step=steps.IDENTIFY,
        begin=Text("导入工单、评论，再点“关键词”", "Import tickets and reviews, then click “Keywords”"),
        bulk=True,
    ),
    "keywords": Agenda(
        step=steps.IDENTIFY,
        begin=Text("有了用户反馈后点“关键词”", "Once there are customers' words, click “Keywords”"),
        next=Waiting(test=blank("issue"), at="issue", label=Text("待归到问题", "Without an issue")),
    ),
    "issues": Agenda(
        step=steps.IDENTIFY,
        begin=Text("先登记问题：一行一个，填五要素", "First register the issues: one per row, in five parts"),
        late=Waiting(test=has_number("overdue"), at="due"),
        next=Waiting(test=both(_OPEN_ISSUE, to_come("due")), at="due", due="due"),
    ),
    "causes": Agenda(
        step=steps.CAUSES,
        begin=Text("对重点问题连问“为什么”，一行一个原因", "Ask “why” of the top issues, one cause per row"),
        next=Waiting(test=says("state", UNVERIFIED), at="holds", label=Text("待验证", "To be verified")),
    ),
    "confirmations": Agenda(
        step=steps.CAUSES,
        begin=Text("用数据或小试验确认末端原因", "Prove the ends of the chains by data or a small trial"),
        next=Waiting(test=blank("verdict"), at="verdict", label=Text("待下结论", "Without a verdict")),
    ),
    "rules": Agenda(
        step=steps.CAUSES,
        begin=Text("列出现有细则：谁、怎样做、有什么问题", "List the rules there are: who, how, and their problems"),
        next=Waiting(test=both(entered("name"), blank("step_count")), at="step_count", label=Text("待写步骤", "Steps to be written")),
    ),
    "steps": Agenda(
        step=steps.CAUSES,
        begin=Text("把细则逐步写清：谁、输入、输出、往哪走", "Write each rule step by step: who, in, out, where next"),
        next=Waiting(test=entered("remarks"), at="remarks", label=Text("流程问题", "Process problems")),
    ),
    "scenarios": Agenda(
        step=steps.SOLUTIONS,
        begin=Text("写下现状和设想，再模拟", "Write down the present and ideas, then simulate"),
        next=Waiting(test=both(entered("name"), blank("verdict")), at="verdict", label=Text("待模拟", "To be simulated")),
    ),
    "ideas": Agenda(
        step=steps.SOLUTIONS,
        begin=Text("研讨会上把想法全部记下，一行一个，再投票", "Write down every idea of the workshop, one per row, then vote"),
        next=Waiting(test=both(entered("idea"), blank("plan")), at="plan", label=Text("未转成方案", "Without a solution")),
    ),
    "plans": Agenda(
        step=steps.SOLUTIONS,
        begin=Text("登记候选方案，再打四项分", "Register possible solutions, then give the four scores"),
        next=Waiting(test=no_number("total"), at="effect", label=Text("待评分", "To be scored")),
    ),
    "tasks": Agenda(
        step=steps.SOLUTIONS,
        begin=Text("把通过的方案拆成任务：谁、何时、怎么做", "Turn what has passed into tasks: who, when, how"),
        late=Waiting(test=says("status", OVERDUE), at="finish"),
        next=Waiting(test=says("status", NOT_STARTED, IN_PROGRESS), at="finish", due="finish"),
    ),
    "pilots": Agenda(
        step=steps.PILOT,
        begin=Text("选 1–2 个场景试点，写明目标和阶段", "Choose one or two scenes; give target and stages"),
        late=_LATE_PILOT,
        next=_NEXT_PILOT,
    ),
    "risks": Agenda(
        step=steps.PILOT,
        begin=Text("列出可能出错的地方，打概率和影响，写应急措施", "List what may go wrong, rate it, say what is done then"),
        next=Waiting(test=says("level_after", *BANDS[2:]), at="level_after", label=Text("有预案后仍高", "High even with plan")),
        also=("measure", "owner"),
    ),
    "drills": Agenda(
        step=steps.PILOT,
        begin=Text("给重要的预案排一次演练", "Plan a drill for the plans that matter"),
        late=_LATE_DRILL,
        next=_NEXT_DRILL,
    ),
    "supports": Agenda(
        step=steps.PILOT,
        begin=Text("写明新做法头几周给什么支持、到哪天", "Say what is given in the first weeks, and until when"),
        next=Waiting(test=says("state", COMING, RUNNING), at="end", due="end", label=Text("到期收回", "Ends")),
    ),
    "incidents": Agenda(
        step=steps.PILOT,
        begin=Text("试点中出的问题当天记在这里", "What goes wrong in the pilot is written here the same day"),
        late=_LATE_INCIDENT,
        next=_NEXT_INCIDENT,
    ),
    "measures": Agenda(
        step=steps.RESULTS,
        begin=Text("先定指标：定义、好的方向、基线、目标", "First say what is measured: definition, better, baseline, target"),
        late=_LATE_MEASURE,
        next=_NEXT_MEASURE,
    ),
    "points": Agenda(
        step=steps.RESULTS,
        begin=Text("填数据，或点“取数”从导出表算出", "Type figures, or let “Measure” work them out from an export"),
        bulk=True,
    ),
    "signals": Agenda(
        step=steps.RESULTS,
        begin=Text("有了数据后点“监控”，异常会列在这里", "Once there are figures, “Monitor” lists the signals here"),
        next=Waiting(test=blank("verdict"), at="verdict", label=Text("待判定", "To be judged")),
        also=("owner",),
        about="explanation",
    ),
    "benchmarks": Agenda(
        step=steps.RESULTS,
        about="benchmark",
        begin=Text("登记标杆值，先核对定义是否一致", "Enter benchmarks; first see whether they count alike"),
        next=Waiting(test=says("gap", NOT_COMPARED), at="same_definition", label=Text("待核对定义", "Definition to check")),
    ),
    "imports": Agenda(
        step=steps.RESULTS, begin=Text("由“取数”自动登记", "Written by “Measure”"), bulk=True
    ),
    "effects": Agenda(
        step=steps.RESULTS,
        begin=Text("开始改善前先定：比什么、怎么比", "Before the start, say what is compared and how"),
        next=Waiting(test=both(entered("proposal"), blank("decision")), at="decision", label=Text("待决定", "To be decided")),
    ),
    "adjustments": Agenda(
        step=steps.RESULTS,
        begin=Text("目标没达到或有异常时，在这里记调整", "After a signal or a missed target, the change goes here"),
        next=Waiting(test=blank("verified_on"), at="verification", label=Text("待验证", "To be verified")),
    ),
    "manuals": Agenda(
        step=steps.STANDARDISE,
        begin=Text("把有效的做法写进文件，登记版本和生效日期", "Write what works into a procedure; enter version and day"),
        late=_LATE_MANUAL,
        next=Waiting(test=entered("to_do"), at="to_do", label=Text("要办的事", "Still to do")),
    ),
    "trainings": Agenda(
        step=steps.STANDARDISE,
        begin=Text("新版本要谁学、何时学，一人一行", "Who has to learn the new version, and when: a row per person"),
        late=_LATE_TRAINING,
        next=Waiting(test=says("state", UNTRAINED, AGAIN, EXPIRING), at="state", label=Text("待培训", "To be trained")),
    ),
    "feedback": Agenda(
        step=steps.STANDARDISE,
        begin=Text("收到反馈就登记接收时间，按时限答复", "Enter feedback when it comes in; answer within the limit"),
        late=Waiting(test=says("state", LATE, STAGE_LATE), at="due"),
        next=Waiting(test=says("state", IN_TIME, NEAR), at="due", due="due"),
    ),
    "rollout": Agenda(
        step=steps.STANDARDISE,
        begin=Text("写明推广到哪里、谁负责、何时完成", "Say where it goes next, who does it and by when"),
        late=Waiting(test=says("state", OVERDUE), at="due"),
        next=Waiting(test=says("state", NOT_STARTED, IN_PROGRESS), at="due", due="due"),
    ),
    "duties": Agenda(
        step=steps.STANDARDISE,
        begin=Text("逐步写清谁执行、谁负责（只有一个）", "Say for each step who does it and who answers for it"),
        next=Waiting(test=entered("step_check"), at="role", label=Text("待补", "To be completed")),
    ),
    "reviews": Agenda(
        step=steps.STANDARDISE,
        begin=Text("定下第一次复盘：哪一期、谁主持", "Set the first review: which period, led by whom"),
        late=_LATE_REVIEW,
        next=_NEXT_REVIEW,
    ),
    "proposals": Agenda(
        step=steps.STANDARDISE,
        begin=Text("征集提案：人人可提，条条答复", "Collect proposals: everybody may, and each is answered"),
        next=Waiting(test=says("stage", WAITING), at="decision", label=Text("待评估", "To be assessed")),
    ),
}  # fmt: skip


def step_of(table: str) -> int | None:
    """Return the step of a table; None of one that commands keep."""
    return AGENDAS[table].step if table in AGENDAS else None
