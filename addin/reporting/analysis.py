"""The causes of one issue as a report sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from addin.book.session import Session
from addin.reporting import causes_words as words
from addin.reporting import sheets
from udfs.lang import Text
from udfs.problems import Finding
from workbook_templates.context import TableData
from workbook_templates.reports.fishbone import Fishbone, fishbone_of
from workbook_templates.tables.causes import CAUSES, states, tree


@dataclass(frozen=True)
class Issue:
    """The analysis of one issue: its causes in the order of the tree, and what the checker says of them."""

    session: Session
    number: str
    places: list[int]
    problem: str
    diagram: Fishbone
    findings: list[Finding]

    @property
    def rows(self) -> TableData:
        """The table of causes."""
        return self.session.book.view(CAUSES.key).data

    def say(self, text: Text, **values: object) -> str:
        """Return words in the workbook's language, with values in their places."""
        return text.to(self.session.book.lang).format(**values)

    def cell(self, key: str, place: int) -> str:
        """Return a cell of the table as it is read."""
        return sheets.shown(self.rows[key][place])

    def in_state(self, *wanted: Text) -> list[int]:
        """Return the causes in one of these states."""
        state = self.session.context.once(states)
        return [place for place in self.places if state[place] in wanted]

    def named(self, place: int) -> str:
        """Return a cause by its number and what it says."""
        return f"{self.cell('id', place)} {self.cell('answer', place)}".strip()

    def listed(self, texts: Sequence[str]) -> str:
        """Return texts one after the other."""
        return self.say(words.BETWEEN).join(texts)


def analysis(session: Session, number: str, findings: Sequence[Finding]) -> Issue:
    """Return the analysis of an issue.

    Args:
        session: the workbook, computed.
        number: the issue's number, folded.
        findings: what the checker says of all causes.
    """
    forest, view = session.context.once(tree), session.book.view(CAUSES.key)
    tops = [
        place for place, level in enumerate(forest.levels) if level == 1 and forest.issues[place].casefold() == number
    ]
    places, waiting = list[int](), tops[::-1]
    while waiting:
        place = waiting.pop()
        places.append(place)
        waiting += reversed(forest.below[place])
    known = {view.first_row + place for place in places}
    diagram = fishbone_of(session.context, number)
    about = [finding for finding in findings if finding.place[0] in known]
    # In English only the whole question is a sentence; in Chinese what it asks about is one.
    questions = (sheets.shown(view.data["question"][top]) for top in tops)
    asked = next(filter(None, questions), "") if session.book.lang == "en" else ""
    return Issue(session, diagram.issue, places, asked or diagram.problem, diagram, about)
