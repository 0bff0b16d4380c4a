"""原因分析: why an issue happens, one answer per row, as a tree of any depth (R10, R11)."""

from udfs import causes as rules
from udfs.causes.tree import WHY, Standing, sentence_pieces
from udfs.lang import Lang, Text
from udfs.rules import Kind
from udfs.values import CellValue
from workbook_templates.context import Context, TableContext
from workbook_templates.formulas import RowRefs, literal, quoted
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def tree(book: Context) -> rules.CauseTree:
    """Return the tree that the table of causes stands for."""
    data = book.tables["causes"]
    return rules.cause_tree(data["id"], data["issue"], data["upper"], data.filled())


def states(book: Context) -> list[Text | None]:
    """Return the state of each cause."""
    return rules.states(book.once(tree), book.tables["causes"]["holds"])


def standings(book: Context) -> dict[str, Standing]:
    """Return how far the analysis of each issue has come, by its folded number."""
    return rules.standings(book.once(tree), book.once(states))


_PROVEN, _OPEN = Text("已证实 {count}", "{count} proven"), Text("待验证 {count}", "{count} to be verified")
_NONE_LEFT, _NOT_ANALYSED = Text("已全部排除", "all ruled out"), Text("未分析", "not analysed")


def how_far(standing: Standing | None, lang: Lang) -> str:
    """Return in two words how far the analysis of an issue has come; None: it has no causes."""
    if standing is None:
        return _NOT_ANALYSED.to(lang)
    proven, waiting = len(standing.roots), len(standing.open)
    words = _PROVEN if proven else _OPEN if waiting else _NONE_LEFT
    return words.to(lang).format(count=proven or waiting)


def _levels(c: TableContext) -> list[CellValue]:
    return [level or None for level in c.book.once(tree).levels]


def _states(c: TableContext) -> list[CellValue]:
    return [state.to(c.lang) if state else None for state in c.book.once(states)]


def _sentence(f: RowRefs) -> str:
    before, between, after = map(quoted, sentence_pieces(f.lang))
    question = f'{f["question"]}&""'
    for word in WHY:
        question = f'SUBSTITUTE({question},{quoted(word)},"")'
    question = f"TRIM({question})"
    top = f'IF({question}="",{f["issue"]}&"",{question})'
    upper_answer = f'INDEX({f.column("answer")},MATCH({literal(f.plain("upper"))},{f.column("id")},0))&""'
    effect = f"TRIM(IF({f.blank('upper')},{top},{upper_answer}))"
    joined = f"{before}&TRIM({f['answer']})&{between}&{effect}&{after}"
    return f'IF({f.blank("answer")},"",IFERROR(IF({effect}="","",{joined}),""))'


def _sentence_values(c: TableContext) -> list[CellValue]:
    explained = rules.effects(c.book.once(tree), c["issue"], c["question"], c["answer"])
    return rules.sentences(explained, c["answer"], c.lang)


CHAIN = Band(
    label=Text("原因链", "Chain of causes"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "原因编号", "id", "cause no."), hint=Text("例：C-001，不可重复", "e.g. C-001, no duplicates")),
        Column(key="issue", label=Text("问题", "Issue"), kind=Kind.LINK, width=10, refers="issues",
               aliases=("问题编号", "关联问题", "issue no."),
               hint=Text("直接回答问题的原因写问题编号；有上级的可留空",
                         "The issue's number where the cause answers it directly; may be blank below another cause")),
        Column(key="upper", label=Text("上级", "Upper cause"), kind=Kind.LINK, width=9, refers="causes",
               aliases=("上级编号", "上一层", "父级", "上级原因", "parent"),
               hint=Text("它解释哪个原因，例：C-001；直接回答问题的留空",
                         "The cause that it explains, e.g. C-001; blank for an answer to the issue itself")),
        Column(key="question", label=Text("为什么（问）", "Why?"), width=26, aliases=("为什么", "提问", "问", "question", "why"),
               hint=Text("例：为什么订单处理时效慢？", "What is to be explained, e.g. An order takes three days")),
        Column(key="answer", label=Text("因为（答）", "Because"), width=30, required=True,
               aliases=("因为", "原因", "回答", "答", "原因描述", "cause", "answer"),
               hint=Text("一行一个原因；写事实，不写人名", "One cause per row; facts, no names")),
        Column(key="chain", label=Text("链条", "Chain"), kind=Kind.CHOICE, width=12, options=rules.CHAINS,
               aliases=("原因链类型", "chain type"),
               hint=Text("留空即“为何发生”", "Blank means: why it happened")),
        Column(key="together", label=Text("与条件", "Together with"), width=8, aliases=("并列条件", "and group"),
               hint=Text("同一上级下共同起作用的原因写同一个记号，例：A",
                         "The same mark for causes that only work together under one upper cause, e.g. A")),
    ),
)  # fmt: skip

PROOF = Band(
    label=Text("分类与证据", "Class and proof"),
    columns=(
        Column(key="category", label=Text("类别", "Category"), width=9, dropdown="cause_category", free_choice=True,
               aliases=("原因类别", "人机料法环测", "cause category"),
               hint=Text("鱼骨图的大骨，可选可填", "The bone of the fishbone diagram: choose or type")),
        Column(key="holds", label=Text("是否成立", "Holds?"), kind=Kind.CHOICE, width=9, options=rules.ANSWERS,
               aliases=("成立", "成立?", "验证结果", "verified"),
               hint=Text("“不成立”会排除它下面的所有原因", "“Does not hold” rules out everything below it")),
        Column(key="evidence", label=Text("证据", "Evidence"), width=24, aliases=("依据", "验证依据", "proof")),
        Column(key="evidence_kind", label=Text("证据类型", "Kind of evidence"), width=9, dropdown="evidence_kind",
               free_choice=True, aliases=("证据来源", "验证方法")),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("结果", "Result"),
    columns=(
        Column(
            key="level", label=Text("层", "Level"), kind=Kind.NUMBER, width=6,
            computed=Computed(
                explain=Text("由命令写入：直接回答问题的是第 1 层；找不到上级或成环的留空",
                             "Written by commands: 1 answers the issue itself; blank without a way up to an issue"),
                values=_levels,
            ),
        ),
        Column(
            key="state", label=Text("状态", "State"), width=10,
            computed=Computed(
                explain=Text(
                    "由命令写入：链上有“不成立”为已排除；下面还有原因为中间；链的末端全链成立为根本原因，只有自己成立为末端原因，否则未验证",
                    "Written by commands: ruled out below a link that does not hold; in between above other causes; at the end of a "
                    "chain the root cause if every link holds, the end of its chain if it holds itself, else not verified",
                ),
                values=_states,
            ),
        ),
        Column(
            key="sentence", label=Text("因果句", "Sentence"), width=40,
            computed=Computed(
                explain=Text("倒着念一遍：因为〈本行〉，所以〈上级或问题〉；念不通就要改",
                             "Read it in reverse: because of this row, therefore the one above; mend what makes no sense"),
                native=_sentence, values=_sentence_values, whole=True,
            ),
        ),
    ),
)  # fmt: skip

CAUSES = Table(
    key="causes",
    name="tblCauses",
    sheet=TABLE_SHEETS["causes"],
    title=Text("原因分析（5Why）", "Causes (5 Whys)"),
    purpose=Text(
        "一行一个“为什么—因为”：从问题问到能改、有证据的根本原因",
        "One “why – because” per row: from the issue down to a root cause that is proven and can be changed",
    ),
    id_prefix="C",
    bands=(CHAIN, PROOF, RESULT, closing_band()),
    subject="answer",
    row_heights={"zh": 42, "en": 42},
    frozen="id",
    unique=(),
)
