"""The Pareto chart of an issue's causes by category, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator

from udfs.lang import Count
from udfs.statistics.pareto import Pareto
from workbook_templates.reports import causes_words as words
from workbook_templates.reports.analysis import Issue
from workbook_templates.reports.blocks import Bars, Block, Column, Field, Grid
from workbook_templates.reports.pareto import VITAL
from workbook_templates.reports.pareto_counting import drawn_of
from workbook_templates.reports.pareto_source import Choice, source
from workbook_templates.tables.causes import CAUSES

# More columns are not read on paper.
_MOST = 12
_FEWEST = 2


def ranked(issue: Issue) -> Pareto | None:
    """Return the categories of an issue's causes from the largest down; None of a single one, which ranks nothing."""
    choice = Choice(CAUSES, "category", issue=issue.number)
    ranking = drawn_of(source(issue.book, choice), issue.book, _MOST).ranking
    return ranking if len(ranking.labels) >= _FEWEST else None


def ranking_sentence(issue: Issue, ranking: Pareto, number: int) -> str:
    """Return the sentence about a chart, which has this number."""
    vital = [label for label, is_vital in zip(ranking.labels, ranking.vital, strict=True) if is_vital]
    what = issue.say(words.BY_CATEGORY, count=Count(sum(ranking.counts)))
    share = f"{ranking.shares[len(vital) - 1]:.0%}"
    return issue.say(words.PARETO, what=what, vital=issue.listed(vital), share=share, number=number)


def chart(issue: Issue, ranking: Pareto, number: int) -> Iterator[Block]:
    """Yield the chart with this number, and its table."""
    caption = issue.say(words.PARETO_CAPTION, number=number, issue=issue.number)
    whole = sum(ranking.counts)
    lines = list(zip(ranking.labels, ranking.counts, ranking.shares, ranking.vital, strict=True))
    wording = "\n".join(f"{label}: {count:g} ({share:.0%})" for label, count, share, _ in lines)
    yield Bars(ranking, caption, wording)
    headings = (
        Column(issue.say(CAUSES.column("category").label), 24), Column(issue.say(words.CATEGORY_COUNT), 12, centred=True),
        Column(issue.say(words.SHARE), 12, centred=True), Column(issue.say(words.CUMULATIVE), 12, centred=True),
        Column(issue.say(words.VITAL), 10, centred=True),
    )  # fmt: skip
    yield Grid(
        headings,
        tuple(
            (
                Field(label, strong=vital), Field(f"{count:g}"), Field(f"{count / whole:.1%}"), Field(f"{share:.1%}"),
                Field(VITAL if vital else ""),
            )
            for label, count, share, vital in lines
        ),
    )  # fmt: skip
