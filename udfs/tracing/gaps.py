"""Where a chain breaks."""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Text
from udfs.problems import Finding, Problem
from udfs.tracing.graph import Node


class Gap(NamedTuple):
    """Where a chain breaks: the problem, the row and column to fix it at, and what the problem names."""

    problem: Problem
    node: Node
    column: str
    value: str
    other: str | Text = ""
    label: Text = Text("", "")
    table: Text = Text("", "")

    def at(self, sheet: str, cell: str = "") -> Finding:
        """Return the gap as a finding at a cell."""
        return Finding(
            self.problem, sheet, cell, {key: getattr(self, key) for key in ("value", "other", "label", "table")}
        )
