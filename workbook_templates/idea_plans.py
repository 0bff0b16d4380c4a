"""What an idea of a workshop becomes: a solution to be scored, with its name, issue and proposer."""

from __future__ import annotations

from collections.abc import Mapping

from udfs.ideas import votes
from udfs.lang import Lang, Text
from udfs.values import CellValue, as_text, is_blank, plain

Row = Mapping[str, CellValue]

_MADE = Text("由想法 {number} 建立", "Made from the idea {number}")
_CAUSE = Text("针对根因 {cause}", "against the root cause {cause}")
_VOTES = Text("{count} 票", "votes: {count}")
_JOIN = Text("；", "; ")


def plan_of(idea: Row, issue_of_cause: str, lang: Lang) -> dict[str, CellValue]:
    """Return the row of the solution that an idea becomes; scores and class are for people to give.

    Args:
        idea: the row of the idea.
        issue_of_cause: the issue that its root cause belongs to, empty where nobody knows; counts where the idea names none.
        lang: language of the notes.
    """
    issue = idea.get("issue")
    if is_blank(issue):
        issue = issue_of_cause or None
    remarks = [_MADE.to(lang).format(number=plain(idea.get("id")))]
    if not is_blank(idea.get("cause")):
        remarks.append(_CAUSE.to(lang).format(cause=plain(idea.get("cause"))))
    # As they are now, not when a command last wrote them beside the idea.
    count = votes(idea.get("votes"))
    if count is not None:
        remarks.append(_VOTES.to(lang).format(count=count))
    if not is_blank(idea.get("notes")):
        remarks.append(as_text(idea.get("notes")))
    return {
        "name": idea.get("idea"),
        "issue": issue,
        "owner": idea.get("owner"),
        "notes": _JOIN.to(lang).join(remarks),
    }
