"""Findings folded into as many lines as there are things to do: of one kind in one column, and what follows from others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from udfs.lang import Lang, Text, counting
from udfs.problems.model import Finding, Problem

# So many cells and so many of their values are named of those that are one line.
_SHOWN = 3
_PLACES = Text("{cells} … 共 {count} 处", "{cells} … {count} places")
_FOLLOWS = Text("因此还有", "and so")


class _Each:
    """An argument that differs from finding to finding: formatted one after the other, each once."""

    def __init__(self, values: Sequence[object], lang: Lang) -> None:
        self._values = [value.to(lang) if isinstance(value, Text) else value for value in values]
        self._comma = "、" if lang == "zh" else ", "

    def __format__(self, spec: str) -> str:
        words = list(dict.fromkeys(format(counting(value), spec) for value in self._values))
        return self._comma.join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


class Fold(NamedTuple):
    """Findings of one kind in one column of a sheet, and those that go away with them."""

    findings: tuple[Finding, ...]
    follows: tuple[Finding, ...] = ()

    @property
    def problem(self) -> Problem:
        """Return the problem that all of them are findings of."""
        return self.findings[0].problem

    def where(self, lang: Lang) -> str:
        """Return the first places and how many there are."""
        first = self.findings[0]
        if len(self.findings) == 1:
            return first.where
        cells = ("、" if lang == "zh" else ", ").join(finding.cell for finding in self.findings[:_SHOWN])
        return f"{first.sheet}!{_PLACES.to(lang).format(cells=cells, count=len(self.findings))}"

    def what(self, lang: Lang) -> str:
        """Say what is wrong there."""
        return self._filled(self.problem.what, lang)

    def fix(self, lang: Lang) -> str:
        """Say what is allowed and what to do."""
        return self._filled(self.problem.fix, lang)

    def lines(self, lang: Lang) -> list[str]:
        """Return one line for all of them, and one below it for each kind of what follows."""
        parts = (self.where(lang), self.problem.code, self.what(lang), self.fix(lang))
        below = (
            f"    {_FOLLOWS.to(lang)}  {fold.where(lang)}  {fold.problem.code}  {fold.what(lang)}"
            for fold in folded(self.follows)
        )
        return ["  ".join(part for part in parts if part), *below]

    def sentences(self, lang: Lang) -> list[str]:
        """Return the same as sentences for a person who clicked: without the code."""
        stop, colon = ("。", "：") if lang == "zh" else (". ", ": ")
        sentence = stop.join(_capital(part, lang) for part in (self.what(lang), self.fix(lang)) if part)
        where = self.where(lang)
        below = (
            f"{_FOLLOWS.to(lang)} {fold.where(lang)}{colon}{fold.what(lang)}{stop.strip()}"
            for fold in folded(self.follows)
        )
        return [(f"{where}{colon}" if where else "") + sentence + stop.strip(), *below]

    def _filled(self, words: Text, lang: Lang) -> str:
        if len(self.findings) == 1:
            return words.to(lang).format_map(self.findings[0].arguments(lang))
        keys = self.findings[0].args
        return words.to(lang).format_map(
            {key: _Each([f.args.get(key, "") for f in self.findings], lang) for key in keys}
        )


def _capital(sentence: str, lang: Lang) -> str:
    return sentence if lang == "zh" else sentence[:1].upper() + sentence[1:]


def folded(findings: Iterable[Finding]) -> list[Fold]:
    """Return findings folded, in the order in which the first of each kind and column comes.

    What follows from another finding that is among them stands below that one; what has no cell stays by itself.
    """
    listed = list(findings)
    places = {finding.where: finding for finding in listed if finding.cell and not finding.because}
    alone = [finding for finding in listed if finding.because not in places]
    follows: dict[int, list[Finding]] = {}
    groups: dict[object, list[Finding]] = {}
    for finding in alone:
        groups.setdefault(_kind(finding), []).append(finding)
    for finding in listed:
        if finding.because in places:
            follows.setdefault(id(groups[_kind(places[finding.because])]), []).append(finding)
    return [Fold(tuple(group), tuple(follows.get(id(group), ()))) for group in groups.values()]


def _kind(finding: Finding) -> object:
    if not finding.cell:
        return id(finding)
    return finding.sheet, finding.cell.rstrip("0123456789"), finding.problem.code, finding.args.get("label")
