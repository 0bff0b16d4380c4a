"""创新提案: what people propose, how it was assessed, what became of it, and how it was rewarded (R50)."""

from datetime import date

from udfs.governing import proposals as rules
from udfs.lang import Text
from udfs.problems import cells
from udfs.rules import Kind
from workbook_templates.formulas import RowRefs
from workbook_templates.governance_settings import BLIND
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.settings import Settings
from workbook_templates.tables.shared import closing_band


def _worth(f: RowRefs) -> str:
    one, other = f.cells("feasible", "value")
    wrong = f.text(cells.SCORE_RANGE.what)
    whole = ",".join(f"{cell}=INT({cell}),{cell}>=1,{cell}<=5" for cell in (one, other))
    points = f"IF(COUNT({one},{other})=2,IF(AND({whole}),{one}+{other},{wrong}),{wrong})"
    return f'IF({f.any_blank("feasible", "value")},"",IFERROR({points},{wrong}))'


def _stage(f: RowRefs) -> str:
    decision = f'IFERROR({f.plain("decision")},"")'

    def says(words: Text) -> str:
        return f"{decision}={f.text(words)}"

    waiting = f"IF(OR({says(rules.ADOPTED)},{says(rules.TRIAL)}),{f.text(rules.UNDER_WAY)},{f.text(rules.WAITING)})"
    done = f"IF({f.unsaid('done_on')},{waiting},{f.text(rules.DONE)})"
    rewarded = f"IF({f.unsaid('rewarded_on')},{done},{f.text(rules.REWARDED)})"
    answered = (
        f"IF({says(rules.LATER)},{f.text(rules.LATER)},IF({says(rules.REFUSED)},{f.text(rules.REFUSED)},{rewarded}))"
    )
    return f'IF({f.blank("title")},"",{answered})'


PROPOSAL = Band(
    label=Text("征集", "Proposal"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "提案编号", "id"), hint=Text("例：PR-001，不可重复", "e.g. PR-001, no duplicates")),
        Column(key="title", label=Text("提案", "Proposal"), width=28, required=True,
               aliases=("提案名称", "建议", "合理化建议", "点子", "主题", "idea", "title", "suggestion"),
               hint=Text("做什么、改哪里，一句话", "What is to be done, where, in one sentence")),
        Column(key="benefit", label=Text("预期效果", "Expected effect"), width=22, aliases=("预期收益", "预计效果", "效益")),
        Column(key="owner", label=Text("提出人", "Proposed by"), kind=Kind.PERSON, width=9, required=True,
               aliases=("提案人", "建议人", "proposer", "author")),
        Column(key="department", label=Text("部门", "Department"), width=12, dropdown="department", free_choice=True,
               aliases=("提出部门", "所属部门")),
        Column(key="proposed_on", label=Text("提出日期", "Proposed on"), kind=Kind.DATE, width=11, required=True,
               aliases=("日期", "提案日期", "提交时间")),
        Column(key="stage", label=Text("阶段", "Stage"), width=10, options=rules.STAGES,
               computed=Computed(explain=Text("由结论、完成日期和奖励日期得出", "From decision, completion and reward"),
                                 native=_stage,
                                 values=lambda c: rules.stages(c["title"], c["decision"], c["done_on"], c["rewarded_on"], c.lang))),
    ),
)  # fmt: skip

ASSESSMENT = Band(
    label=Text("评估", "Assessment"),
    new_page=True,
    columns=(
        Column(key="feasible", label=Text("可行性", "Feasibility"), kind=Kind.SCORE, width=8, aliases=("可行性评分",),
               hint=Text("1 难做到 … 5 马上能做", "1 hard to do … 5 can be done at once")),
        Column(key="value", label=Text("价值", "Value"), kind=Kind.SCORE, width=8, aliases=("价值评分", "效益评分"),
               hint=Text("1 作用很小 … 5 作用很大", "1 hardly any use … 5 a great deal")),
        Column(key="worth", label=Text("评估分", "Score"), kind=Kind.NUMBER, width=8,
               computed=Computed(explain=Text("可行性 + 价值，2–10", "Feasibility + value, 2–10"),
                                 native=_worth, values=lambda c: rules.worth(c["feasible"], c["value"], c.lang))),
        Column(key="assessed_by", label=Text("评估人", "Assessed by"), kind=Kind.PERSON, width=9, aliases=("评审人",)),
        Column(key="assessed_on", label=Text("评估日期", "Assessed on"), kind=Kind.DATE, width=11, aliases=("评审日期",)),
        Column(key="decision", label=Text("结论", "Decision"), kind=Kind.CHOICE, width=10, options=rules.DECISIONS,
               aliases=("评估结论", "评审结果", "是否采纳")),
        Column(key="reason", label=Text("理由", "Reason"), width=24, aliases=("原因", "评估意见", "未采纳原因"),
               hint=Text("不采纳或暂缓时必须写，提出人会看到", "Needed for a refusal or a delay: the proposer reads it")),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("实施与奖励", "Carried out and rewarded"),
    new_page=True,
    columns=(
        Column(key="implementer", label=Text("实施人", "Carried out by"), kind=Kind.PERSON, width=9, aliases=("实施负责人",)),
        Column(key="plan", label=Text("关联方案", "Solution"), kind=Kind.LINK, width=9, refers="plans", comes="after", aliases=("方案编号",)),
        Column(key="task", label=Text("关联任务", "Task"), kind=Kind.LINK, width=9, refers="tasks", comes="after", aliases=("任务编号",)),
        Column(key="done_on", label=Text("完成日期", "Done on"), kind=Kind.DATE, width=11, aliases=("实施日期", "实施完成日期")),
        Column(key="outcome", label=Text("实施效果", "Effect"), width=22, aliases=("效果", "实际效果")),
        Column(key="reward", label=Text("奖励", "Reward"), width=14, aliases=("奖励方式", "奖励内容", "奖金")),
        Column(key="rewarded_on", label=Text("奖励日期", "Rewarded on"), kind=Kind.DATE, width=11, aliases=("发放日期",)),
    ),
)  # fmt: skip

PROPOSALS = Table(
    key="proposals",
    name="tblProposals",
    sheet=TABLE_SHEETS["proposals"],
    title=Text("创新提案", "Proposals"),
    purpose=Text(
        "征集 → 评估 → 实施 → 奖励：人人可提，条条有答复，不采纳要写理由",
        "Collected → assessed → carried out → rewarded: everybody may propose, every proposal is answered, a refusal with its reason",
    ),
    id_prefix="PR",
    bands=(PROPOSAL, ASSESSMENT, RESULT, closing_band()),
    subject="title",
    row_heights={"zh": 36, "en": 36},
    frozen="title",
    unique=("title",),
)

PROPOSER = PROPOSALS.column("owner")


def is_blind(settings: Settings, today: date) -> bool:
    """Return whether copies for others show proposals without their proposers: chosen so, and the last day has not passed."""
    closing = settings.day("proposals_close")
    return settings.chosen("proposers", BLIND) and not (closing is not None and closing < today)
