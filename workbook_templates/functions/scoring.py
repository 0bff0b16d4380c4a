"""Levels, priorities, statements and scores as worksheet functions."""

from __future__ import annotations

from udfs.lang import Lang, Text, same
from udfs.levels import DEFAULT_SPELLINGS, LEVELS, level_codes
from udfs.priority import default_matrix, priority
from udfs.problems import RefusalError, cells
from udfs.score import EQUAL_WEIGHTS, decision, preferred, rank, rank_among, score
from udfs.statement import statement
from udfs.values import CellValue, is_number, plain
from workbook_templates.functions.model import Block, block, flat, over_cells, sheet_function, single
from workbook_templates.settings import INTENSITY, LITERAL, SETTINGS

Cells = list[CellValue]

_LIMITS = ("effect_min", "feasible_min", "better_min")
_SCORES = {
    "effect": over_cells("有效性，1–5", "Effect, 1–5"),
    "feasible": over_cells("可行性，1–5", "Feasibility, 1–5"),
    "cost": over_cells("成本，1–5", "Cost, 1–5"),
    "risk": over_cells("风险，1–5", "Risk, 1–5"),
}
_READING = single(
    "成本/风险计分：字面 或 强度（也可用 FALSE、TRUE）", "Cost/risk reading: Literal or Intensity (or FALSE, TRUE)"
)
_AVERAGED = single(
    "TRUE：评分是多人的平均或中位数，1–5 之间可有小数", "TRUE: scores are means or medians of raters, fractions allowed"
)
_SPELLINGS = block("级别的各种写法，三列：高、中、低", "Ways to write the levels, three columns: high, medium, low")


def _spelled(spellings: Block | None) -> tuple[tuple[str, ...], ...]:
    if spellings is None:
        return DEFAULT_SPELLINGS
    if len(spellings[0]) != len(LEVELS):
        raise RefusalError(cells.OPTION_UNKNOWN)
    return tuple(tuple(filter(None, map(plain, column))) for column in zip(*spellings, strict=True))


def _is_intensity(reading: CellValue) -> bool:
    text = plain(reading).casefold()
    if text in {"", "false", "0", *(words.casefold() for words in LITERAL)}:
        return False
    if text in {"true", "1", *(words.casefold() for words in INTENSITY)}:
        return True
    raise RefusalError(cells.OPTION_UNKNOWN)


def _is_averaged(averaged: CellValue) -> bool:
    text = plain(averaged).casefold()
    if text not in {"", "true", "false", "1", "0"}:
        raise RefusalError(cells.OPTION_UNKNOWN)
    return text in {"true", "1"}


@sheet_function(
    "把“高/中/低”的各种写法（H、M、L、3、2、1…）统一成标准写法",
    "One spelling for all ways to write high, medium and low (H, M, L, 3, 2, 1 …)",
    same('=KZ_LEVEL("H")'),
    level=over_cells("级别", "A level"),
    spellings=_SPELLINGS,
)
def kz_level(level: Cells, spellings: Block | None = None, language: Lang = "zh") -> Cells:
    """Return 高, 中 or 低 for each level."""
    wrong = cells.LEVEL_EXPECTED.what.to(language)
    answers = {code: words.to(language) for code, words in enumerate(LEVELS, 1)} | {-1: "", 0: wrong}
    return [answers[code] for code in level_codes(level, _spelled(spellings))]


@sheet_function(
    "按影响程度和解决难度查优先级矩阵",
    "The priority by impact and difficulty, looked up in the matrix",
    Text('=KZ_PRIORITY("高","低")', '=KZ_PRIORITY("High","Low")'),
    impact=over_cells("影响程度：高、中、低", "Impact: high, medium, low"),
    difficulty=over_cells("解决难度：高、中、低", "Difficulty: high, medium, low"),
    matrix=block(
        "优先级矩阵，3×3：行为影响高、中、低，列为难度低、中、高",
        "The matrix, 3×3: rows impact high, medium, low; columns difficulty low, medium, high",
    ),
    spellings=_SPELLINGS,
)
def kz_priority(
    impact: Cells, difficulty: Cells, matrix: Block | None = None, spellings: Block | None = None, language: Lang = "zh"
) -> Cells:
    """Return the priority of each issue."""
    if matrix is not None and (len(matrix), len(matrix[0])) != (3, 3):
        raise RefusalError(cells.OPTION_UNKNOWN)
    return priority(impact, difficulty, matrix or default_matrix(language), _spelled(spellings), language)


@sheet_function(
    "把五要素连成一句问题描述；缺一项则只给出具体问题",
    "The five parts joined into one statement; the problem alone while one is missing",
    Text(
        '=KZ_STATEMENT("大促场景下","订单审核环节","人工重复录入","时效延长2小时","投诉上升30%")',
        '=KZ_STATEMENT("the peak season","order review","double entry","delays of 2 hours","complaints up 30%")',
    ),
    scene=over_cells("场景", "Scene"),
    stage=over_cells("环节", "Step"),
    problem=over_cells("具体问题", "Problem"),
    impact=over_cells("造成影响", "Consequence"),
    extent=over_cells("量化数据", "Figures"),
)
def kz_statement(
    scene: Cells, stage: Cells, problem: Cells, impact: Cells, extent: Cells, language: Lang = "zh"
) -> Cells:
    """Return the statement of each issue."""
    return statement(scene, stage, problem, impact, extent, language)


@sheet_function(
    "四维评分的总分（4–20）：4×Σ(权重×得分)/Σ权重",
    "The total of the four scores (4–20): 4×Σ(weight×score)/Σweights",
    same("=KZ_SCORE(5,4,3,2)"),
    **_SCORES,
    weights=block("四个权重（可省略，默认都为 1）", "The four weights (optional, 1 each)"),
    reading=_READING,
    averaged=_AVERAGED,
)
def kz_score(
    effect: Cells, feasible: Cells, cost: Cells, risk: Cells, weights: Block | None = None, reading: CellValue = None,
    averaged: CellValue = None, language: Lang = "zh",
) -> Cells:  # fmt: skip
    """Return the total of each solution."""
    weighed = flat(weights) if weights is not None else EQUAL_WEIGHTS
    if len(weighed) != len(EQUAL_WEIGHTS):
        raise RefusalError(cells.OPTION_UNKNOWN)
    return score(effect, feasible, cost, risk, weighed, _is_intensity(reading), language, _is_averaged(averaged))


@sheet_function(
    "总分是否达到通过线（默认 12）",
    "Whether a total reaches the pass mark (12)",
    same("=KZ_DECISION(14)"),
    total=over_cells("总分", "A total"),
    pass_mark=single("通过线（可省略）", "The pass mark (optional)"),
)
def kz_decision(total: Cells, pass_mark: CellValue = None, language: Lang = "zh") -> Cells:
    """Return 通过 or 不通过 for each total."""
    return decision(total, _setting("threshold", pass_mark), language)


@sheet_function(
    "高有效、中可行、低成本、低风险的方案标为优选",
    "Marks the solutions that are effective, feasible, cheap and safe",
    same("=KZ_PREFERRED(5,4,4,4)"),
    **_SCORES,
    limits=block(
        "三个门槛：有效性、可行性、成本和风险（可省略：4、3、4）",
        "Three limits: effect, feasibility, cost and risk (optional: 4, 3, 4)",
    ),
    reading=_READING,
    averaged=_AVERAGED,
)
def kz_preferred(
    effect: Cells, feasible: Cells, cost: Cells, risk: Cells, limits: Block | None = None, reading: CellValue = None,
    averaged: CellValue = None, language: Lang = "zh",
) -> Cells:  # fmt: skip
    """Return 优选 or nothing for each solution."""
    given = flat(limits) if limits is not None else [None] * len(_LIMITS)
    if len(given) != len(_LIMITS):
        raise RefusalError(cells.OPTION_UNKNOWN)
    first, second, third = map(_setting, _LIMITS, given)
    options = _is_intensity(reading), language, _is_averaged(averaged)
    return preferred(effect, feasible, cost, risk, first, second, third, *options)


@sheet_function(
    "总分的名次，同分同名次（1、2、2、4）；可再按有效性、可行性细分",
    "The place of a total, ties shared (1, 2, 2, 4); effect and feasibility may decide",
    Text("=KZ_RANK(tblPlans[总分])", "=KZ_RANK(tblPlans[Total])"),
    total=over_cells("总分，单个或整列", "A total, or the whole column"),
    totals=block("全部总分（可省略：第一个参数自身）", "All totals (optional: the first argument itself)"),
    ties=block("细分同分的各列：有效性、可行性（可省略）", "Columns that decide among equals (optional)"),
    own=block("本行的细分值，与上一参数同列（单行时用）", "This row's values in those columns (for a single row)"),
)
def kz_rank(
    total: Cells,
    totals: Block | None = None,
    ties: Block | None = None,
    own: Block | None = None,
    language: Lang = "zh",
) -> Cells:
    """Return the place of each total among all."""
    _ = language  # a place is a number in both
    everything = flat(totals) if totals is not None else list(total)
    finer = [list(column) for column in zip(*ties, strict=True)] if ties is not None else []
    if totals is None:
        _same(len(everything), finer)
        return rank(everything, finer)
    rows = own if own is not None else [[None] * len(finer) for _ in total]
    _same(len(everything), finer)
    if finer and (len(rows), len(rows[0])) != (len(total), len(finer)):
        raise RefusalError(cells.SHAPES_DIFFER)
    columns = [[row[i] for row in rows] for i in range(len(finer))]
    return rank_among(total, columns, everything, finer)


def _same(length: int, columns: list[Cells]) -> None:
    if any(len(column) != length for column in columns):
        raise RefusalError(cells.SHAPES_DIFFER)


def _setting(key: str, given: CellValue) -> float:
    """Return a setting as it was given; its default where nothing was."""
    value = SETTINGS[key].default if given is None else given
    if not is_number(value):
        raise RefusalError(cells.OPTION_UNKNOWN)
    return value
