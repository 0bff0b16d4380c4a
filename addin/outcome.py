"""What a command returns: commands print nothing, each edge shows an outcome in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from udfs.lang import Text
from udfs.problems import Finding
from udfs.values import CellValue


@dataclass(frozen=True)
class Listing:
    """A small table to show; where there is room for a few lines only, the sentences in `brief`, its first rows or its `latest`."""

    title: Text
    headings: tuple[Text, ...]
    rows: list[tuple[CellValue | Text, ...]]
    latest: bool = False
    brief: tuple[Text, ...] = ()


@dataclass
class Outcome:
    """The result of a command.

    Attributes:
        message: one plain sentence: what was done.
        findings: what is wrong in the data, in the order of the sheets.
        listings: tables to show.
        changed: how many cells a person would see differ.
        refused: nothing could be done; the findings say why.
        files: what was made for the person to open: draft messages.
        records: the same for programs (`--json`), where a message alone would have to be taken apart.
    """

    message: Text
    findings: list[Finding] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    changed: int = 0
    refused: bool = False
    files: list[Path] = field(default_factory=list)
    records: list[dict[str, str | Text]] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Return whether something in the data must be put right."""
        return any(finding.problem.severity == "error" for finding in self.findings)
