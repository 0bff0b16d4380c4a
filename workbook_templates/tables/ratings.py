"""Registers of raters: every score that came back by mail, and what all of them come to."""

from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.derived import DIMENSION_KEYS
from workbook_templates.model import Band, Column, Table
from workbook_templates.tables.plans import PLANS, SECOND_SCHEME
from workbook_templates.tables.shared import NOTES, ROW_ID, hidden

# What a rater fills in.
SCORE_KEYS = (*DIMENSION_KEYS, *SECOND_SCHEME)

# What the register of mailings says under 内容 of a score sheet.
RATING = Text("评分", "Rating")
DISPUTED = Text("有争议", "Disputed")


def _score(key: str) -> Column:
    return Column(key=key, label=PLANS.column(key).label, kind=Kind.SCORE, width=9)


RATINGS = Table(
    key="ratings",
    name="tblRatings",
    sheet=Text("评分记录", "Ratings"),
    title=Text("评分记录", "Ratings"),
    purpose=Text(
        "每位评分人对每个方案的评分，由“回收”写入；改动后运行“评分”（kaizen score），汇总和四项评分随之更新",
        "Every rater's scores of every solution, written by “collect”; after a change run “score” to update what follows",
    ),
    id_prefix="",
    by_commands=True,
    blank_rows=1,
    subject="plan",
    frozen="rater",
    bands=(
        Band(
            label=Text("谁评哪个方案", "Who scored what"),
            columns=(
                Column(key="plan_id", label=Text("方案编号", "No."), width=10),
                Column(key="plan", label=Text("方案", "Solution"), width=28),
                Column(key="rater", label=Text("评分人", "Rater"), width=14),
            ),
        ),
        Band(label=Text("四维评分（1–5）", "Four scores (1–5)"), columns=tuple(map(_score, DIMENSION_KEYS))),
        Band(label=Text("可行性评估（1–5）", "Feasibility study (1–5)"), columns=tuple(map(_score, SECOND_SCHEME))),
        Band(
            label=Text("其他", "Other"),
            columns=(
                NOTES,
                Column(key="when", label=Text("时间", "When"), width=17),
                hidden("plan_row"),
                hidden("sender"),
                # When the sheet was saved, and a mark of it: of two sheets of one rater the later one counts.
                hidden("version"),
                ROW_ID,
            ),
        ),
    ),
)


def _figures(key: str, label: Text) -> tuple[Column, Column]:
    mean = Text(f"{label.zh}均值", f"{label.en} mean")
    spread = Text(f"{label.zh}极差", f"{label.en} range")
    return (
        Column(key=f"mean_{key}", label=mean, kind=Kind.NUMBER, decimals=2, width=9),
        Column(key=f"range_{key}", label=spread, kind=Kind.NUMBER, decimals=0, width=9),
    )


RATING_SUMMARY = Table(
    key="rating_summary",
    name="tblRatingSummary",
    sheet=Text("评分汇总", "Rating summary"),
    title=Text("评分汇总", "Rating summary"),
    purpose=Text(
        "由“回收”和“评分”写入；极差 = 最高 − 最低，任一项极差达到“设置”上的界限且大于全表常见的极差为有争议，宜当面讨论",
        "Written by “collect” and “score”; range = highest − lowest; disputed: a range that reaches the limit on Settings and is above the usual one. Talk about it",
    ),
    id_prefix="",
    by_commands=True,
    blank_rows=1,
    subject="plan",
    frozen="plan",
    bands=(
        Band(
            label=Text("方案", "Solution"),
            columns=(
                Column(key="plan_id", label=Text("方案编号", "No."), width=10),
                Column(key="plan", label=Text("方案", "Solution"), width=28),
                Column(key="raters", label=Text("评分人数", "Raters"), kind=Kind.NUMBER, decimals=0, width=9),
            ),
        ),
        Band(
            label=Text("各项均值和极差", "Mean and range by dimension"),
            columns=tuple(column for key in DIMENSION_KEYS for column in _figures(key, PLANS.column(key).label)),
        ),
        Band(
            label=Text("结论", "What follows"),
            columns=(
                Column(key="total", label=Text("均值总分", "Total of means"), kind=Kind.NUMBER, decimals=2, width=10),
                Column(key="disputed", label=Text("争议", "Disputed"), width=10),
                Column(key="remark", label=Text("说明", "Remark"), width=70),
                # What was last written into the four scores: anything else there is somebody's own entry.
                hidden("applied"),
                ROW_ID,
            ),
        ),
    ),
)

RATING_TABLES: dict[str, Table] = {table.key: table for table in (RATINGS, RATING_SUMMARY)}
