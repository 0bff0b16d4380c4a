"""Causes of a problem as a tree (R10, R11): why it happens, what proves each answer, and where a chain ends."""

from udfs.causes.complaints import (
    Complaint,
    broken_groups,
    shallow_issues,
    strange_answers,
    strange_places,
    unproven_roots,
)
from udfs.causes.tree import CHAINS, HOLDS, STATES, CauseTree, cause_tree, chain, sentences, states

__all__ = [
    "CHAINS",
    "HOLDS",
    "STATES",
    "CauseTree",
    "Complaint",
    "broken_groups",
    "cause_tree",
    "chain",
    "sentences",
    "shallow_issues",
    "states",
    "strange_answers",
    "strange_places",
    "unproven_roots",
]
