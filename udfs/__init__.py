"""The calculations: pure functions of their arguments, which know of no book, sheet or file.

Column functions take whole columns of equal length and return a list. Blank in gives blank out; bad input gives a
short text that begins with `!` (`udfs.problems.cells`). Each equals the native formula that stands beside it.

Functions are imported from the module of their subject: loading one subject does not load the others.
"""

__all__ = [
    "agreement",
    "causes",
    "choices",
    "completion",
    "explaining",
    "fixing",
    "footers",
    "gap",
    "lang",
    "levels",
    "likeness",
    "merge",
    "people",
    "priority",
    "problems",
    "ratings",
    "renumbering",
    "risk",
    "rounding",
    "rules",
    "scenes",
    "scheduling",
    "score",
    "serials",
    "spellings",
    "stages",
    "statement",
    "statistics",
    "status",
    "tally",
    "target",
    "values",
    "worksheet",
]
