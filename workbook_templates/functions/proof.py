"""Shares with their interval, comparisons with a control group, and how many cases are missing, as worksheet functions."""

from __future__ import annotations

from udfs.causes.confirmations import is_count
from udfs.lang import Lang, same
from udfs.problems import RefusalError, cells
from udfs.statistics import intervals
from udfs.statistics.sample_sizes import more_cases
from udfs.values import CellValue, is_blank, is_number
from workbook_templates.functions.model import over_cells, sheet_function

Cells = list[CellValue]


def _counts(hits: CellValue, cases_: CellValue) -> tuple[int, int]:
    if not is_count(hits, cases_):
        raise RefusalError(cells.COUNTS)
    return int(hits), int(cases_)  # type: ignore[arg-type]


@sheet_function(
    "占比和它的 95% 区间（Wilson；全部或全不符合时为精确的单侧界限）",
    "A share with its 95% interval (Wilson; the exact one-sided bound where all or none fit)",
    same("=KZ_SHARE(24,30)"),
    hits=over_cells("其中符合的个数", "How many fit"),
    cases=over_cells("查了多少个", "How many were examined"),
)
def kz_share(hits: Cells, cases: Cells, language: Lang = "zh") -> Cells:
    """Return each share in words; blank while a count is missing."""
    return [
        "" if is_blank(x) or is_blank(n) else intervals.share(*_counts(x, n)).words.to(language)
        for x, n in zip(hits, cases, strict=True)
    ]


@sheet_function(
    "与对照组相比：占比是它的几倍，95% 区间，两者是否有关联",
    "Against a control group: how many times its share, with the 95% interval, and whether the two go together",
    same("=KZ_COMPARE(28,30,9,30)"),
    hits=over_cells("其中符合的个数", "How many fit"),
    cases=over_cells("查了多少个", "How many were examined"),
    control_hits=over_cells("对照组中符合的个数", "How many of the control group fit"),
    control_cases=over_cells("对照组查了多少个", "How many of the control group were examined"),
)
def kz_compare(hits: Cells, cases: Cells, control_hits: Cells, control_cases: Cells, language: Lang = "zh") -> Cells:
    """Return each comparison in words; blank while a count is missing, or where nothing fits in either group."""
    rows = zip(hits, cases, control_hits, control_cases, strict=True)
    return [_compared(*row, language) for row in rows]


def _compared(x: CellValue, n: CellValue, y: CellValue, m: CellValue, lang: Lang) -> CellValue:
    if any(map(is_blank, (x, n, y, m))):
        return ""
    counts = (*_counts(x, n), *_counts(y, m))
    return intervals.share_ratio(*counts).words.to(lang) if counts[0] or counts[2] else ""


@sheet_function(
    "还要再查几个（且都符合）才能说明占比不低于主张；0 为已经说明",
    "How many more cases, all of which fit, would show that the share is at least the claim; 0: it is shown",
    same("=KZ_MIN_N(24,30,0.8)"),
    hits=over_cells("其中符合的个数", "How many fit"),
    cases=over_cells("查了多少个，还没有查填 0", "How many were examined, 0 if none yet"),
    claim=over_cells("主张的占比，例：80%", "The share that is claimed, e.g. 80%"),
)
def kz_min_n(hits: Cells, cases: Cells, claim: Cells, language: Lang = "zh") -> Cells:  # noqa: ARG001 - every function takes one
    """Return the number of cases for each row; blank while something is missing."""
    result: Cells = []
    for x, n, wanted in zip(hits, cases, claim, strict=True):
        if any(map(is_blank, (x, n, wanted))):
            result.append("")
        elif not is_number(wanted) or not 0 < wanted < 1:
            raise RefusalError(cells.CLAIM)
        else:
            counts = (0, 0) if (x, n) == (0, 0) else _counts(x, n)
            result.append(more_cases(*counts, wanted))
    return result
