"""The causes of one issue as a report sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from udfs.lang import Lang, Text
from udfs.problems import Finding
from workbook_templates.context import Context, TableData
from workbook_templates.reports import causes_words as words
from workbook_templates.reports.extracts import shown
from workbook_templates.reports.fishbone import Fishbone, fishbone_of
from workbook_templates.reports.reading import Reader
from workbook_templates.tables.cause_remarks import Remark, remarks
from workbook_templates.tables.causes import CAUSES, states, tree


@dataclass(frozen=True)
class Issue(Reader):
    """The analysis of one issue: its causes in the order of the tree, and what is still to be put right about them."""

    book: Context
    number: str
    places: list[int]
    problem: str
    diagram: Fishbone
    to_do: tuple[str, ...]

    @property
    def rows(self) -> TableData:
        """The table of causes."""
        return self.book.tables[CAUSES.key]

    def cell(self, key: str, place: int) -> str:
        """Return a cell of the table as it is read."""
        return shown(self.rows[key][place])

    def in_state(self, *wanted: Text) -> list[int]:
        """Return the causes in one of these states."""
        state = self.book.once(states)
        return [place for place in self.places if state[place] in wanted]

    def named(self, place: int) -> str:
        """Return a cause by its number and what it says."""
        return f"{self.cell('id', place)} {self.cell('answer', place)}".strip()

    def listed(self, texts: Sequence[str]) -> str:
        """Return texts one after the other."""
        return self.say(words.BETWEEN).join(texts)


def issues_with_causes(book: Context) -> list[str]:
    """Return the numbers of the issues that have causes, folded, in the order of the table."""
    forest = book.once(tree)
    tops = (number for number, level in zip(forest.issues, forest.levels, strict=True) if level == 1)
    return [*dict.fromkeys(number.casefold() for number in tops)]


def analysis(book: Context, number: str, where: Callable[[Remark], str]) -> Issue:
    """Return the analysis of an issue.

    Args:
        book: the workbook, computed.
        number: the issue's number, folded.
        where: how a remark says where it is to be put right.
    """
    forest, rows = book.once(tree), book.tables[CAUSES.key]
    tops = [
        place for place, level in enumerate(forest.levels) if level == 1 and forest.issues[place].casefold() == number
    ]
    places, waiting = list[int](), tops[::-1]
    while waiting:
        place = waiting.pop()
        places.append(place)
        waiting += reversed(forest.below[place])
    diagram = fishbone_of(book, number)
    # In English only the whole question is a sentence; in Chinese what it asks about is one.
    questions = (shown(rows["question"][top]) for top in tops)
    asked = next(filter(None, questions), "") if book.lang == "en" else ""
    about = remarks_about(book, places)
    return Issue(
        book, diagram.issue, places, asked or diagram.problem, diagram, tuple(map(sentence(book, where), about))
    )


def remarks_about(book: Context, places: Iterable[int]) -> list[Remark]:
    """Return what there is to say of these causes."""
    known = {*places}
    return [remark for remark in book.once(remarks) if remark.cause in known]


def sentence(book: Context, where: Callable[[Remark], str]) -> Callable[[Remark], str]:
    """Return how a remark is written: where, what is wrong, and what to do."""
    first = words.PLACE_END.to(book.lang)

    def written(remark: Remark) -> str:
        return f"{where(remark)}{first}{as_sentences(remark.problem.finding(**remark.args), book.lang)}"

    return written


def as_sentences(finding: Finding, lang: Lang) -> str:
    """Return what is wrong and what to do, as running text."""
    stop = words.STOP.to(lang)
    texts = (finding.what(lang), finding.fix(lang))
    return "".join(f"{text[:1].upper()}{text[1:]}{stop}" for text in texts).strip()
