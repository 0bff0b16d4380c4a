"""研讨会想法: what is said in a workshop, nothing of it refused; its votes, what is alike, which solution came of it (R16)."""

from udfs.ideas import ROLES, alike, votes
from udfs.lang import Text, listed
from udfs.rules import Kind
from udfs.values import CellValue, plain
from workbook_templates.context import TableContext
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import SOURCE, closing_band


def _votes(c: TableContext) -> list[CellValue]:
    return [votes(value) for value in c["votes"]]


def _alike(c: TableContext) -> list[CellValue]:
    """Return the numbers of the ideas that are alike; of one without a number its words, of one from elsewhere its workbook as well."""
    origins = [plain(origin) for origin in c.data[SOURCE.key]]
    names = [plain(number) or plain(idea) for number, idea in zip(c["id"], c["idea"], strict=True)]

    def called(place: int, seen_from: int) -> str:
        elsewhere = origins[place] and origins[place].casefold() != origins[seen_from].casefold()
        return f"{origins[place]} {names[place]}" if elsewhere else names[place]

    return [
        listed([called(place, at) for place in others], None).to(c.lang) or None
        for at, others in enumerate(alike(c["idea"]))
    ]


IDEA = Band(
    label=Text("想法", "Idea"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, aliases=("序号", "想法编号", "id"),
               hint=Text("例：ID-001，不可重复", "e.g. ID-001, no duplicates")),
        Column(key="idea", label=Text("想法", "Idea"), width=40, required=True, aliases=("点子", "研讨会想法", "头脑风暴", "brainstorm", "ideas"),
               hint=Text("先写下来，不评判、不否决：一个想法一行", "Write it down first, judge nothing: one idea per row")),
        Column(key="owner", label=Text("提出人", "Proposed by"), kind=Kind.PERSON, width=10, aliases=("提议人", "谁", "who", "proposer")),
        Column(key="role", label=Text("角色", "Role"), kind=Kind.CHOICE, width=10, options=ROLES, free_choice=True, aliases=("岗位角色", "代表"),
               hint=Text("运营、技术、产品、客服各要有人", "Operations, technology, product and service should all be there")),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=10, refers="issues", aliases=("问题编号", "对应问题")),
        Column(key="cause", label=Text("关联根因", "Root cause"), kind=Kind.LINK, width=10, refers="causes", aliases=("根因编号", "对应根因", "关联原因")),
    ),
)  # fmt: skip

CHOSEN = Band(
    label=Text("投票与去向", "Votes and what came of it"),
    columns=(
        Column(key="votes", label=Text("投票", "Votes"), width=16, aliases=("投票人", "赞成人"),
               hint=Text("票数（如 5），或投票人的名字，用顿号隔开", "A number such as 5, or the names of the voters with commas between")),
        Column(key="count", label=Text("票数", "Vote count"), kind=Kind.NUMBER, width=8, decimals=0, aliases=("得票", "得票数"),
               computed=Computed(explain=Text("由命令写入：投票里的数字，或名字的个数（同名算一个）",
                                              "Written by commands: the number in Votes, or how many names there are (each once)"),
                                 values=_votes)),
        Column(key="alike", label=Text("相近的想法", "Alike"), width=14,
               computed=Computed(explain=Text("由命令写入：意思相同或相近的想法的编号，供合并参考",
                                              "Written by commands: the numbers of ideas that say the same or nearly so, to be joined or not"),
                                 values=_alike, whole=True)),
        Column(key="plan", label=Text("转成的方案", "Solution made"), kind=Kind.LINK, width=11, refers="plans", comes="after",
               aliases=("关联方案", "方案编号"),
               hint=Text("由“转为方案”写入，也可自己填", "Written by “To solutions”, or by hand")),
    ),
)  # fmt: skip

IDEAS = Table(
    key="ideas",
    name="tblIdeas",
    sheet=TABLE_SHEETS["ideas"],
    title=Text("研讨会想法", "Workshop ideas"),
    purpose=Text(
        "步骤3：研讨会上的想法全部记下，投票后把看好的一键转为方案",
        "Step 3: every idea of a workshop is written down; after the vote the good ones become solutions in one click",
    ),
    id_prefix="ID",
    bands=(IDEA, CHOSEN, closing_band()),
    subject="idea",
    frozen="idea",
    beside="plans",
)
