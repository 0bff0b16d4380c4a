"""Causes of a problem as a tree (R10, R11): why it happens, what proves each answer, and where a chain ends."""

from udfs.causes.complaints import (
    Complaint,
    broken_groups,
    shallow_issues,
    strange_answers,
    strange_places,
    unproven_roots,
)
from udfs.causes.tree import (
    ANSWERS,
    CHAINS,
    STATES,
    CauseTree,
    cause_tree,
    chain,
    effects,
    sentences,
    standings,
    states,
)

__all__ = [
    "ANSWERS",
    "CHAINS",
    "STATES",
    "CauseTree",
    "Complaint",
    "broken_groups",
    "cause_tree",
    "chain",
    "effects",
    "sentences",
    "shallow_issues",
    "standings",
    "states",
    "strange_answers",
    "strange_places",
    "unproven_roots",
]
