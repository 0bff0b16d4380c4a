"""Rows of a register that say the same, or nearly the same: 检查结果 names them, and a listing shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from addin.book.port import View
from addin.gathering.joining import texts_of
from addin.outcome import Listing
from udfs.lang import Lang, Text, listed
from udfs.likeness import similar_sentences
from udfs.problems import gathering
from udfs.rules import grouped
from udfs.values import CellValue, as_text
from workbook_templates.tables.shared import SOURCE

_SHOWN = 40
_LISTED = 50
_NAMED = 5
_MOST_ALIKE = 3

TITLE = Text("相同和相近的行", "Same and similar rows")
HEADINGS = (
    Text("表", "Table"), Text("关系", "Relation"), Text("编号", "No."), Text("来源工作簿", "Source workbook"), Text("内容", "Content"),
)  # fmt: skip
SAME, LIKE = Text("相同", "same"), Text("相近 {ratio:.0%}", "{ratio:.0%} alike")


@dataclass
class Duplicates:
    """Same and similar rows in all tables of a register."""

    same: int = 0
    alike: int = 0
    rows: list[tuple[CellValue | Text, ...]] = field(default_factory=list)

    def compare(self, view: View, meanings: Sequence[str], sentences: Sequence[str], lang: Lang) -> dict[int, str]:
        """Compare the rows of a table and return the text for 检查结果 by row, until `check` rewrites it.

        Args:
            view: the table.
            meanings: by row, see `udfs.rules.meaning`.
            sentences: by row, see `udfs.likeness.normalise`.
            lang: the register's language.
        """
        groups, pairs = grouped(meanings), similar_sentences(sentences)
        ids = [as_text(number) for number in view.data["id"]]
        texts = texts_of(view.data) if groups or pairs else []
        equal: dict[int, str] = {}
        for group in groups:
            self._listed(view, texts, SAME, group)
            # One more than is named, so that it is visible that there are more.
            named = group[: _NAMED + 2]
            usual = listed([ids[other] for other in named[: _NAMED + 1]], _NAMED)
            equal |= dict.fromkeys(group, gathering.SAME_AS.finding(others=usual).what(lang))
            for row in named:
                others = listed([ids[other] for other in named if other != row], _NAMED)
                equal[row] = gathering.SAME_AS.finding(others=others).what(lang)
        near: dict[int, list[str]] = defaultdict(list)
        for first, second, ratio in pairs:
            self._listed(view, texts, Text(*(words.format(ratio=ratio) for words in LIKE)), (first, second))
            for row, other in ((first, second), (second, first)):
                near[row].append(f"{ids[other]} ({ratio:.0%})")
        self.same, self.alike = self.same + len(groups), self.alike + len(pairs)
        join = "；" if lang == "zh" else "; "
        for row, like in near.items():
            words = gathering.LIKE.finding(others=listed(like, _MOST_ALIKE)).what(lang)
            equal[row] = f"{equal[row]}{join}{words}" if row in equal else words
        return equal

    def listing(self) -> list[Listing]:
        """Return the listing, limited to one page; none if there are no such rows."""
        return [Listing(TITLE, HEADINGS, self.rows)] if self.rows else []

    def _listed(self, view: View, texts: Sequence[CellValue], relation: Text, rows: Sequence[int]) -> None:
        if len(self.rows) >= _LISTED:
            return
        named = rows[:_NAMED]
        ids, sources = ("\n".join(as_text(view.data[key][row]) for row in named) for key in ("id", SOURCE.key))
        text = as_text(texts[rows[0]])
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        more = "\n…" if len(rows) > _NAMED else ""
        self.rows.append((view.data.table.sheet, relation, ids + more, sources + more, shown))
