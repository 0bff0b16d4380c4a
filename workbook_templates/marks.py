"""The checker's marks: what `_marks` holds of a row, and the formula that paints a cell only while it still says the same.

A mark is the column's key and what stood in the cell, `;due;8:3/4/2026;#1;`: once somebody types something else, the colour
goes, in any program, without a command. Where two cells contradict each other, both are part of the mark. The last piece counts
the marks that can be compared: 检查结果 says by it that a row was changed since it was checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from udfs.problems import Problem, data, governing, indicators, standards, verifying
from udfs.serials import to_serial
from udfs.values import CellValue, ErrorValue, is_number
from workbook_templates.tables.adjustments import STEP_DATES
from workbook_templates.tables.pilots import STAGES

# Of a text its length and so much of it are compared; of a number so many thousandths.
_COMPARED = 20
_THOUSAND = 1000
_LARGEST = 10**11
# In place of what stood in a cell that no formula can tell from others in every program: it is painted until the next check.
_ALWAYS = "*"
_COUNT = "#"
_ERROR = "!"
_LAST_IN_BMP = 0xFFFF

# The dates of a row that must follow one another: earlier, later, and what is wrong with the later one otherwise.
ORDERED: Mapping[str, tuple[tuple[str, str, Problem], ...]] = {
    "issues": (("found_on", "due", data.FINISH_BEFORE_START), ("found_on", "closed_on", data.CLOSED_BEFORE_FOUND)),
    "tasks": (("started_on", "done_on", data.FINISH_BEFORE_START),),
    "measures": (("baseline_from", "baseline_to", data.FINISH_BEFORE_START),),
    "effects": (
        ("before_from", "before_to", data.FINISH_BEFORE_START),
        ("before_to", "after_from", verifying.PERIOD_REVERSED),
        ("after_from", "after_to", data.FINISH_BEFORE_START),
    ),
    "adjustments": tuple((a, b, data.FINISH_BEFORE_START) for a, b in pairwise(STEP_DATES)),
    "rollout": (("begin", "due", data.FINISH_BEFORE_START),),
    "supports": (("begin", "end", data.FINISH_BEFORE_START),),
    "incidents": (("found_on", "due", data.FINISH_BEFORE_START), ("found_on", "closed_on", data.CLOSED_BEFORE_FOUND)),
    "proposals": (
        ("proposed_on", "assessed_on", data.FINISH_BEFORE_START),
        ("proposed_on", "done_on", data.FINISH_BEFORE_START),
    ),
    "pilots": tuple((f"{key}_start", f"{key}_finish", data.FINISH_BEFORE_START) for key in STAGES),
}
# The moments of feedback that must follow one another.
MOMENTS = (
    ("received", "sorted_at"),
    ("sorted_at", "analysed_at"),
    ("analysed_at", "handled_at"),
    ("received", "answered_at"),
    ("received", "wait_from"),
    ("wait_from", "wait_to"),
)
# What is said of a cell because of another one in its row, and which that is.
_BESIDE: Mapping[tuple[str, str, Problem], str] = {
    **{(table, later, problem): first for table, pairs in ORDERED.items() for first, later, problem in pairs},
    ("issues", "reason", data.REASON_MISSING): "override",
    ("manuals", "effective", standards.EFFECTIVE_BEFORE_PUBLISHED): "published",
    ("trainings", "done_on", standards.PASSED_WITHOUT_DAY): "passed",
    ("trainings", "done_on", standards.TRAINING_OVERDUE): "planned_on",
    **{("feedback", later, standards.MOMENTS_REVERSED): first for first, later in MOMENTS},
    ("feedback", "answer", standards.ANSWER_WITHOUT_WORDS): "answered_at",
    ("feedback", "answered_at", standards.ANSWER_WITHOUT_TIME): "answer",
    ("rollout", "done_on", standards.ROLLOUT_OVERDUE): "due",
    ("rollout", "manual", standards.ROLLED_OUT_WITHOUT_MANUAL): "done_on",
    ("drills", "improvement", governing.DRILL_WITHOUT_TASK): "findings",
    ("drills", "done_on", governing.DRILL_OVERDUE): "planned_on",
    ("incidents", "handling", governing.CLOSED_WITHOUT_HANDLING): "closed_on",
    ("proposals", "reason", governing.REFUSAL_WITHOUT_REASON): "decision",
    ("reviews", "next", governing.REVIEW_WITHOUT_NEXT): "judgement",
    ("risks", "impact_after", governing.RISK_AFTER_HIGHER): "probability_after",
    ("points", "denominator", indicators.DENOMINATOR_ZERO): "numerator",
    ("points", "numerator", indicators.NUMERATOR_ABOVE_DENOMINATOR): "denominator",
    ("points", "value", indicators.VALUE_CONTRADICTS): "numerator",
    ("points", "exclude_reason", indicators.EXCLUSION_WITHOUT_REASON): "excluded",
    ("points", "phase_reason", indicators.PHASE_WITHOUT_REASON): "phase",
    **{("pilots", f"{b}_start", data.STAGES_OVERLAP): f"{a}_finish" for a, b in pairwise(STAGES)},
}


def beside(table: str, column: str, problem: Problem) -> str | None:
    """Return the column of the other cell that a problem of a cell comes from, None where it is the cell's own."""
    return _BESIDE.get((table, column, problem))


def mark(column: str, values: Sequence[CellValue], *, date1904: bool = False) -> str:
    """Return a mark: the column's key, and what stands in its cell and in the one that it contradicts."""
    prints = [_print(value, date1904) for value in values]
    return f"{column};{_ALWAYS if None in prints else '|'.join(map(str, prints))}"


def joined(marks: Iterable[str]) -> str:
    """Return the marks of a row as `_marks` holds them, empty where there are none."""
    listed = list(dict.fromkeys(marks))
    compared = sum(not each.endswith(f";{_ALWAYS}") for each in listed)
    return f";{';'.join(listed)};{_COUNT}{compared};" if listed else ""


def test_of(table: str, column: str, cells: Mapping[str, str]) -> str:
    """Return the formula (without `=`) that tells whether a cell is painted.

    Args:
        table: the table's key.
        column: the column's key.
        cells: the cells of the row by column key, `_marks` under `marks`.
    """
    tests = ",".join([_has(f'";{column};{_ALWAYS};"', cells), *_compared(table, column, cells)])
    return (
        f'IF({cells["marks"]}="",FALSE,OR({tests}))'  # most rows have no mark, and AND would work out the rest anyway
    )


def changed_tests(table: str, columns: Sequence[str], cells: Mapping[str, str]) -> tuple[str, str]:
    """Return the formulas (without `=`) that tell whether all marked cells of a row were changed, and whether some were.

    What cannot be compared counts as unchanged, and so do marks of a time when they were not counted.
    """
    still = "+".join(test for column in columns for test in _compared(table, column, cells))
    number = f'";{_COUNT}"&({still})&";"'
    always = f'";{_ALWAYS};"'
    tests = f"AND({still}=0,NOT({_has(always, cells)}))", f"NOT({_has(number, cells)})"
    counted = f'";{_COUNT}"'
    everything, something = (f"IF({_has(counted, cells)},{test},FALSE)" for test in tests)
    return everything, something


def _compared(table: str, column: str, cells: Mapping[str, str]) -> list[str]:
    """Return the tests whether a cell has a mark of what stands in it now, alone or with the one that it contradicts."""
    others = dict.fromkeys(other for (at, key, _), other in _BESIDE.items() if (at, key) == (table, column))
    own = _print_of(cells[column])
    wanted = [own, *(f'{own}&"|"&{_print_of(cells[other])}' for other in others if other in cells)]
    return [_has(f'";{column};"&{text}&";"', cells) for text in wanted]


def _has(text: str, cells: Mapping[str, str]) -> str:
    return f"ISNUMBER(FIND({text},{cells['marks']}))"


def _print(value: CellValue, date1904: bool) -> str | None:  # noqa: FBT001
    """Return what the formula makes of a cell that holds this; None where programs differ."""
    if value is None:
        return "0:"
    if isinstance(value, ErrorValue):
        return _ERROR
    if isinstance(value, bool):
        return None
    number = to_serial(value, date1904) if isinstance(value, date) else value
    if is_number(number):
        if abs(number) >= _LARGEST:
            return None
        thousandths = (Decimal(repr(number)) * _THOUSAND).quantize(Decimal(1), ROUND_HALF_UP)
        return f"n{int(thousandths)}"
    text = str(number)
    return f"{len(text)}:{text[:_COMPARED]}" if all(map(_is_plain, text)) else None


def _is_plain(character: str) -> bool:
    return character == "\n" or (character >= " " and ord(character) <= _LAST_IN_BMP)


def _print_of(cell: str) -> str:
    whole = f'"n"&ROUND({cell}*{_THOUSAND},0)'
    return f'IFERROR(IF(ISNUMBER({cell}),{whole},LEN({cell})&":"&LEFT({cell},{_COMPARED})),"{_ERROR}")'
