"""What a problem is: the catalogue's entry, one finding of it, and the refusal that stops a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from udfs.lang import Lang, Text, counting

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One entry of the catalogue; `what` and `fix` are format strings over the finding's arguments."""

    code: str
    what: Text
    fix: Text
    severity: Severity = "error"

    def finding(self, /, **args: object) -> Finding:
        """Return a finding of it that concerns no single sheet; `args` fill the texts."""
        return Finding(self, args=args)

    def at(self, sheet: str, cell: str = "", /, **args: object) -> Finding:
        """Return a finding of it on a sheet or in a file, at a cell if one is given; `args` fill the texts."""
        return Finding(self, sheet, cell, args)


# Reasons why problems matter, each with the problems that it is the reason of.
Reasons = tuple[tuple[Text, tuple[Problem, ...]], ...]


@dataclass(frozen=True)
class Finding:
    """A problem met at a place; `cell` is an address such as `H5`, empty where the whole file or sheet is meant.

    An argument may itself be a `Text`, so that names of columns follow the reader's language; a number brings its noun
    along (`{days:day/days}`, see `udfs.lang.Count`). What goes away by itself once another finding is put right says
    at which place that one is: `because` is its `where`.
    """

    problem: Problem
    sheet: str = ""
    cell: str = ""
    args: Mapping[str, object] = field(default_factory=dict)
    because: str = ""

    @property
    def where(self) -> str:
        """Return `sheet!cell`, or what of it is known."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    @property
    def place(self) -> tuple[int, int, str]:
        """Return what sorts findings of a sheet by row, then by column."""
        letters = self.cell.rstrip("0123456789")
        return int(self.cell[len(letters) :] or 0), len(letters), letters

    def what(self, lang: Lang) -> str:
        """Say what is wrong."""
        return self.problem.what.to(lang).format_map(self.arguments(lang))

    def fix(self, lang: Lang) -> str:
        """Say what is allowed and what to do."""
        return self.problem.fix.to(lang).format_map(self.arguments(lang))

    def line(self, lang: Lang) -> str:
        """Return the finding as one line: place, code, what, how to fix it."""
        parts = (self.where, self.problem.code, self.what(lang), self.fix(lang))
        return "  ".join(part for part in parts if part)

    def arguments(self, lang: Lang) -> dict[str, object]:
        """Return what fills the texts of the problem in a language."""
        return {key: value.to(lang) if isinstance(value, Text) else counting(value) for key, value in self.args.items()}


class RefusalError(Exception):
    """A command could not do its work (exit code 2); nothing was changed."""

    def __init__(self, problem: Problem, *, sheet: str = "", cell: str = "", **args: object) -> None:
        self.finding = Finding(problem, sheet, cell, args)
        super().__init__(self.finding.line("en"))

    def __reduce__(self) -> tuple[Callable[[Finding], RefusalError], tuple[Finding]]:
        """Let a refusal come back from another process as it is."""
        return refusal_of, (self.finding,)


def refusal_of(finding: Finding) -> RefusalError:
    """Return the refusal that stops a command for a finding, at its place."""
    return RefusalError(finding.problem, sheet=finding.sheet, cell=finding.cell, **finding.args)
