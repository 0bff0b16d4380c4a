"""Checks, counts, Pareto, agreement and risks as worksheet functions."""

from __future__ import annotations

from collections import defaultdict

from udfs.agreement import kendall_w
from udfs.lang import Lang, Text, listed, same
from udfs.levels import DEFAULT_SPELLINGS
from udfs.people import counted
from udfs.problems import RefusalError, cells, data
from udfs.risk import BAND_LIMITS, risk_bands, risk_points
from udfs.rules import Rule, check_column, check_duplicates
from udfs.statistics.pareto import pareto
from udfs.tally import distinct, tally
from udfs.values import CellValue, as_text, is_blank, is_number
from workbook_templates.catalogue import TABLES
from workbook_templates.context import TableData
from workbook_templates.functions.model import Block, block, flat, over_cells, sheet_function, single
from workbook_templates.headers import match_headers
from workbook_templates.model import Table

Cells = list[CellValue]

_OTHER = Text("其他", "Other")
_FEWEST_HEADINGS = 2
_PLACES = 6


@sheet_function(
    "检查标准表的每一行：缺什么、错在哪（连同表头选择；下拉清单以“检查”命令为准）",
    "What is missing or wrong in each row of a standard table (headings included; lists are the command's matter)",
    same("=KZ_CHECK(tblIssues[#All])"),
    table=block("连同表头的整张表", "The whole table with its headings"),
)
def kz_check(table: Block, language: Lang = "zh") -> Block:
    """Return one text per row below the headings, blank where nothing is wrong."""
    layout, places = _recognised([as_text(cell) for cell in table[0]])
    columns = {key: [row[at] for row in table[1:]] for key, at in places.items()}
    rows = TableData(layout, columns, len(table) - 1)
    filled = rows.filled()
    messages: dict[int, list[str]] = defaultdict(list)
    for column in layout.typed:
        if column.key in places:
            rule = Rule(column.label, column.kind, column.required, (), free_choice=True)
            for at, problem, args in check_column(rows[column.key], rule, DEFAULT_SPELLINGS, filled):
                messages[at].append(problem.finding(**args).what(language))
    if "id" in places:
        for group in check_duplicates(rows["id"]):
            label = layout.column("id").label
            for at in group:
                others = listed(str(other + 1) for other in group if other != at)
                finding = data.DUPLICATE_ID.finding(label=label, value=as_text(rows["id"][at]), others=others)
                messages[at].append(finding.what(language))
    join = "；" if language == "zh" else "; "
    return [[join.join(messages.get(at, ()))] for at in range(rows.length)]


def _recognised(headings: list[str]) -> tuple[Table, dict[str, int]]:
    """Return the standard table that the headings fit best, and where its columns are."""
    matches = {key: match_headers(table, headings) for key, table in TABLES.items()}
    best = max(matches, key=lambda key: len(matches[key]))
    if len(matches[best]) < _FEWEST_HEADINGS:
        raise RefusalError(cells.TABLE_UNKNOWN)
    return TABLES[best], matches[best]


@sheet_function(
    "一列中各项的个数，多的在前；给出标签时按标签的顺序",
    "How often each entry occurs, the most frequent first; or in the order of given labels",
    Text("=KZ_SUMMARY(tblIssues[状态*])", "=KZ_SUMMARY(tblIssues[Status*])"),
    values=block("要计数的区域", "What to count"),
    labels=block("只数这些标签（可省略）", "Count these labels only (optional)"),
)
def kz_summary(values: Block, labels: Block | None = None, language: Lang = "zh") -> Block:
    """Return rows of (label, count)."""
    if labels is None:
        return [[label, count] for label, count in distinct(flat(values))] or [["", ""]]
    wanted = [label for label in flat(labels) if not is_blank(label)]
    tallied = tally(flat(values), wanted)
    rows: Block = [[label, count] for label, count in zip(wanted, tallied.counts, strict=True)]
    return [*rows, [_OTHER.to(language), tallied.other]] if tallied.other else rows


@sheet_function(
    "每个人被写到几次，多的在前；一格写几个人的（甲、乙），每人各计一次",
    "How often everybody is named, the most frequent first; people who share a cell are each counted",
    Text("=KZ_PEOPLE(tblTasks[谁来做（责任人）*])", "=KZ_PEOPLE(tblTasks[Owner*])"),
    values=block("写着姓名的区域", "The cells with names"),
)
def kz_people(values: Block, language: Lang = "zh") -> Block:  # noqa: ARG001 - every function takes one
    """Return rows of (name, count)."""
    return [[name, count] for name, count in counted(flat(values))] or [["", ""]]


@sheet_function(
    "帕累托：各项、个数、累计占比，关键少数标为 1（累计到 80%）",
    "Pareto: label, count, cumulative share, and 1 for the vital few (up to 80%)",
    Text("=KZ_PARETO(tblIssues[问题分类*])", "=KZ_PARETO(tblIssues[Class*])"),
    values=block("要计数的区域；另给个数时为标签", "What to count; or the labels where counts are given"),
    counts=block("与标签对应的个数（可省略）", "Their counts (optional)"),
)
def kz_pareto(values: Block, counts: Block | None = None, language: Lang = "zh") -> Block:
    """Return rows of (label, count, cumulative share, 1 for the vital few)."""
    labels: list[str]
    weights: list[float]
    if counts is None:
        pairs = distinct(flat(values))
        labels, weights = [label for label, _ in pairs], [float(count) for _, count in pairs]
    else:
        given = flat(counts)
        if len(given) != len(flat(values)):
            raise RefusalError(cells.SHAPES_DIFFER)
        both = [
            (as_text(label), weight) for label, weight in zip(flat(values), given, strict=True) if not is_blank(label)
        ]
        labels, weights = (
            [label for label, _ in both],
            [weight for _, weight in both if is_number(weight) and weight >= 0],
        )
        if len(labels) != len(weights):
            raise RefusalError(cells.NUMBER_EXPECTED)
    ranking = pareto(labels, weights, _OTHER.to(language))
    rows = zip(ranking.labels, ranking.counts, ranking.shares, map(int, ranking.vital), strict=True)
    return [list(row) for row in rows] or [["", "", "", ""]]


@sheet_function(
    "评分人的一致程度（肯德尔和谐系数 W，0–1）：每行一个方案，每列一位评分人",
    "How far raters agree (Kendall's W, 0–1): a row per item, a column per rater",
    same("=KZ_AGREEMENT(B2:E7)"),
    scores=block("评分区域，只含数字", "The scores, numbers only"),
)
def kz_agreement(scores: Block, language: Lang = "zh") -> CellValue:
    """Return Kendall's W; blank where nothing is scored."""
    _ = language  # the answer is a number in both
    rows = [row for row in scores if not all(map(is_blank, row))]
    if not rows:
        return ""
    numbers = [[float(value) for value in row if is_number(value)] for row in rows]
    if any(len(column) != len(row) for column, row in zip(numbers, rows, strict=True)):
        raise RefusalError(cells.RATERS_NEEDED)
    agreed = kendall_w(numbers)
    if agreed is None:
        raise RefusalError(cells.RATERS_NEEDED)
    return round(agreed, _PLACES)


@sheet_function(
    "风险等级：概率×影响（1–25）落在 低、中、高、极高；也可只要乘积",
    "The band of a risk: probability × impact (1–25); or the product itself",
    same("=KZ_RISK(4,5)"),
    probability=over_cells("概率，1–5", "Probability, 1–5"),
    impact=over_cells("影响，1–5", "Impact, 1–5"),
    limits=block(
        "低、中、高各自的上限（可省略：4、9、16）", "Highest product of low, medium, high (optional: 4, 9, 16)"
    ),
    as_number=single("TRUE 则返回乘积（可省略）", "TRUE for the product (optional)"),
)
def kz_risk(
    probability: Cells, impact: Cells, limits: Block | None = None, as_number: CellValue = None, language: Lang = "zh"
) -> Cells:
    """Return the band of each risk, or its product."""
    bounds = [value for value in (flat(limits) if limits is not None else BAND_LIMITS) if is_number(value)]
    if len(bounds) != len(BAND_LIMITS) or bounds != sorted(bounds):
        raise RefusalError(cells.OPTION_UNKNOWN)
    points = risk_points(probability, impact, language)
    return points if as_number else risk_bands(points, bounds, language)
