"""The calculations: pure functions of their arguments, which know of no book, sheet or file.

Column functions take whole columns of equal length and return a list. Blank in gives blank out; bad input gives a
short text that begins with `!` (`udfs.problems.cells`). Each equals the native formula that stands beside it.

Functions are imported from the module of their subject: loading one subject does not load the others.
"""

__all__ = [
    "agreement",
    "causes",
    "choices",
    "comparing",
    "completion",
    "effects",
    "explaining",
    "fixing",
    "footers",
    "gap",
    "governing",
    "indicators",
    "lang",
    "levels",
    "likeness",
    "measuring",
    "merge",
    "monitoring",
    "people",
    "priority",
    "problems",
    "process",
    "ratings",
    "renumbering",
    "risk",
    "rounding",
    "rules",
    "scenes",
    "scheduling",
    "score",
    "serials",
    "simulation",
    "spellings",
    "stages",
    "standards",
    "statement",
    "statistics",
    "status",
    "tally",
    "target",
    "tracing",
    "values",
    "worksheet",
]
