"""关键词: what customers complain of most, counted by texts, with their own words beside it (R4)."""

from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band


def _written(key: str, zh: str = "", en: str = "") -> Computed:
    """Return what a column is that “keywords” alone writes: what it counted stays, and goes wherever the row goes."""
    explain = Text(f"由“关键词”写入{zh}", f"Written by “keywords”{en}")
    return Computed(explain=explain, values=lambda keywords: keywords[key])


def _count(key: str, label: Text, zh: str, en: str) -> Column:
    return Column(key=key, label=label, kind=Kind.NUMBER, width=9, decimals=0, computed=_written(key, zh, en))


COUNTED = Band(
    label=Text("关键词", "Keyword"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True, aliases=("序号", "id"),
               hint=Text("例：KW-001，由“关键词”编号", "e.g. KW-001, numbered by “keywords”")),
        Column(key="word", label=Text("关键词", "Keyword"), width=14, required=True, aliases=("词", "word")),
        _count("count", Text("条数", "Texts"), "：说到它的反馈条数；一条里说几次也算一条", ": how many texts speak of it, however often each does"),
        Column(key="share", label=Text("占比", "Share"), kind=Kind.PERCENT, width=8, decimals=1, computed=_written("share", "：占全部反馈的比例", ": of all texts")),
        _count("current", Text("本期条数", "This period"), "：最近一段时间（天数在“设置”）", ": in the latest period; its days are on Settings"),
        _count("previous", Text("上期条数", "Period before"), "：前一段同样长的时间", ": in the period of the same length before"),
        Column(key="trend", label=Text("趋势", "Trend"), width=9, computed=_written("trend", "：两期都少于5条时不下结论", ": not judged below five texts in both periods")),
        _count("negated", Text("否定条数", "Denied"), "：如“不慢”“没有漏发”，不算在条数里", ": such as “not slow”, not among the texts"),
    ),
)  # fmt: skip

QUOTED = Band(
    label=Text("原话", "In their words"),
    columns=tuple(
        Column(key=f"quote{n}", label=Text(f"原话{n}", f"Quote {n}"), width=30, computed=_written(f"quote{n}"))
        for n in (1, 2, 3)
    ),
)

HANDLING = Band(
    label=Text("处理", "Handling"),
    columns=(
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="after", aliases=("问题编号",)),
    ),
)  # fmt: skip

KEYWORDS = Table(
    key="keywords",
    name="tblKeywords",
    sheet=TABLE_SHEETS["keywords"],
    title=Text("关键词", "Keywords"),
    purpose=Text(
        "由“关键词”写入：用户说得最多的是什么，比上期多还是少，原话三条；写过的行不会被删除",
        "Written by “keywords”: what is said most, more or less than before, with three quotes; rows worked on stay",
    ),
    id_prefix="KW",
    bands=(COUNTED, QUOTED, HANDLING, closing_band()),
    subject="word",
    row_heights={"zh": 32, "en": 32},
    frozen="word",
    beside="feedback_texts",
)
