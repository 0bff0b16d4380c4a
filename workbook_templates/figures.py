"""Native formulas of the figures that several sheets show: people who share a cell, and the completion of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from udfs.lang import Text
from udfs.people import SEPARATORS
from udfs.status import DONE, TASK_STATUS
from workbook_templates.formulas import quoted

_BREAK = "CHAR(10)"
_SPACES = (quoted(" "), quoted("\u3000"), quoted("\u00a0"), "CHAR(9)", "CHAR(13)")


def _without_spaces(cells: str) -> str:
    for space in _SPACES:
        cells = f'SUBSTITUTE({cells},{space},"")'
    return cells


def _people_of(cells: str) -> str:
    """Return the names of cells in small letters, without spaces, each between two signs."""
    names = _without_spaces(cells)
    for sign in SEPARATORS:
        if sign != "、":
            names = f'SUBSTITUTE({names},{_BREAK if sign == chr(10) else quoted(sign)},"、")'
    return f'"、"&LOWER({names})&"、"'


def names_person(cells: str, name: str) -> str:
    """Return the test of which cells name the person in a cell."""
    return f'ISNUMBER(FIND("、"&LOWER({_without_spaces(name)})&"、",{_people_of(cells)}))'


def count_of_person(cells: str, name: str) -> str:
    """Return how many cells name the person in a cell."""
    return f"SUMPRODUCT(--{names_person(cells, name)})"


def count_of_others(cells: str, names: Sequence[str], records: str) -> str:
    """Return how many of the rows that are records name nobody of the people in these cells."""
    listed = "+".join(f'({name}<>"")*{names_person(cells, name)}' for name in names)
    return f"SUMPRODUCT({records}*(({listed})=0))"


def completion_formula(lengths: str, progress: str, status: str, text: Callable[[Text], str], digits: int) -> str:
    """Return the completion of a plan, as `udfs.completion.plan_completion` does.

    Args:
        lengths: the column of durations.
        progress: the column of shares done.
        status: the column that says where each task stands.
        text: words as a literal of the workbook's language.
        digits: how many decimals it has.
    """
    still = [stage for stage in TASK_STATUS if stage is not DONE]
    every, unfinished = ("{" + ",".join(map(text, stages)) + "}" for stages in (TASK_STATUS, still))
    under_way = "+".join(f"({status}={text(stage)})" for stage in still)
    part = f"({under_way})*({progress}>0)*({progress}<=1)"
    # Whatever passes 100 % and is not done by its status was typed over.
    days = (
        f'SUMIFS({lengths},{status},{text(DONE)},{lengths},">0")'
        f"+SUMPRODUCT({part}*({lengths}>0),{lengths},{progress})"
        f'+SUMPRODUCT(SUMIFS({lengths},{status},{unfinished},{progress},">1",{lengths},">0"))'
    )
    tasks = (
        f"COUNTIFS({status},{text(DONE)})+SUMPRODUCT({part},{progress})"
        f'+SUMPRODUCT(COUNTIFS({status},{unfinished},{progress},">1"))'
    )
    all_days = f'SUMPRODUCT(SUMIFS({lengths},{status},{every},{lengths},">0"))'
    all_tasks = f"SUMPRODUCT(COUNTIFS({status},{every}))"
    share = f"IF({all_days}>0,({days})/{all_days},({tasks})/{all_tasks})"
    # Programs do not agree on whether SUMPRODUCT sees an error beside a text.
    wrong = "+".join(f"SUMPRODUCT(--ISERROR({column}))" for column in (lengths, progress, status))
    return f'IFERROR(IF({wrong}>0,"",IF({all_tasks}=0,"",ROUND({share},{digits}))),"")'
