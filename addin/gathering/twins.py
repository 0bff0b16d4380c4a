"""Rows of a register that say the same, or nearly: 检查结果 names them, and a listing tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from addin.keep import KEEP
from addin.outcome import Listing
from addin.port import View
from addin.session import Session
from udfs.lang import Text
from udfs.likeness import similar_pairs
from udfs.problems import Finding, gathering
from udfs.rules import check_duplicates
from udfs.values import Cell, CellValue, as_text, is_blank

_SHOWN = 40
_LISTED = 50
_NAMED = 5
_MOST_ALIKE = 3

TITLE = Text("相同和相近的行", "Rows that say the same, or nearly")
HEADINGS = (
    Text("表", "Table"), Text("关系", "Relation"), Text("编号", "No."), Text("来源工作簿", "Source workbook"), Text("内容", "Content"),
)  # fmt: skip
SAME, LIKE = Text("相同", "same"), Text("相近 {ratio:.0%}", "{ratio:.0%} alike")


@dataclass
class Twins:
    """What was found in all tables of a register."""

    same: int = 0
    alike: int = 0
    rows: list[tuple[CellValue | Text, ...]] = field(default_factory=list)

    def look(self, session: Session, view: View) -> None:
        """Look through a table and write 检查结果: people's own 备注 is left alone, and `check` writes it anew."""
        texts = _texts(view)
        groups = check_duplicates(texts, loosely=True)
        pairs = similar_pairs([as_text(text) for text in texts])
        ids = [as_text(number) for number in view.data["id"]]
        equal: dict[int, list[str]] = {}
        for group in groups:
            self._listed(view, texts, SAME, group)
            # One more than is named, so that it shows that there are more.
            named = group[: _NAMED + 2]
            equal |= {row: [ids[other] for other in named if other != row][: _NAMED + 1] for row in group}
        near: dict[int, list[str]] = defaultdict(list)
        for first, second, ratio in pairs:
            self._listed(view, texts, Text(*(words.format(ratio=ratio) for words in LIKE)), (first, second))
            for row, other in ((first, second), (second, first)):
                near[row].append(f"{ids[other]} ({ratio:.0%})")
        self.same, self.alike = self.same + len(groups), self.alike + len(pairs)
        _mark(session, view, equal, near)

    def listing(self) -> list[Listing]:
        """Return the listing, without what is beyond a page; none where nothing was found."""
        return [Listing(TITLE, HEADINGS, self.rows)] if self.rows else []

    def _listed(self, view: View, texts: Sequence[CellValue], relation: Text, rows: Sequence[int]) -> None:
        if len(self.rows) >= _LISTED:
            return
        named = rows[:_NAMED]
        ids, sources = ("\n".join(as_text(view.data[key][row]) for row in named) for key in ("id", "source"))
        text = as_text(texts[rows[0]])
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        more = "\n…" if len(rows) > _NAMED else ""
        self.rows.append((view.data.table.sheet, relation, ids + more, sources + more, shown))


def _texts(view: View) -> list[CellValue]:
    """Return what each row is about: an issue's whole statement where it has one, else its subject."""
    subjects = view.data[view.data.table.subject]
    if "statement" not in view.data.columns:
        return subjects
    pairs = zip(view.data["statement"], subjects, strict=True)
    # A rule that cannot compute answers with a text that begins with an exclamation mark.
    return [own if is_blank(whole) or as_text(whole).startswith(("!", "#")) else whole for whole, own in pairs]


def _mark(session: Session, view: View, equal: dict[int, list[str]], near: dict[int, list[str]]) -> None:
    lang = session.book.lang
    told: dict[int, list[str]] = defaultdict(list)
    for problem, found, most in ((gathering.SAME_AS, equal, _NAMED), (gathering.LIKE, near, _MOST_ALIKE)):
        for row, others in found.items():
            shown = ", ".join(others[:most]) + (" …" if len(others) > most else "")
            told[row].append(Finding(problem, args={"others": shown}).what(lang))
    join = "；" if lang == "zh" else "; "
    cells = [Cell(join.join(told[row])) if row in told else KEEP for row in range(view.data.length)]
    session.put(view, "result", cells)
