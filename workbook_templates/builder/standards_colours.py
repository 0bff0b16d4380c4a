"""Native conditional formats of versions, trainings, feedback and roll-out."""

from __future__ import annotations

from collections.abc import Iterator

from udfs.lang import Lang
from udfs.standards.feedback import CLOSED, LIMIT_STATES, STAGES, WAITING
from udfs.standards.trainings import NOT_NEEDED, RENEWED, TRAINING_STATES
from udfs.standards.versions import VERSION_STATES
from udfs.status import TASK_STATUS
from workbook_templates.builder import styles
from workbook_templates.builder.looks import COOL, GOOD, QUIET, URGENT, WARM, Rule
from workbook_templates.formulas import quoted
from workbook_templates.tables.standards_known import DONE

TRAINING_LOOKS = tuple(zip(TRAINING_STATES, (GOOD, WARM, URGENT, COOL), strict=True))
# By table: the column that is painted, and the look of each of its words.
_WORDS = {
    "manuals": ("state", tuple(zip(VERSION_STATES, (WARM, COOL, GOOD, QUIET, QUIET), strict=True))),
    "trainings": ("state", (*TRAINING_LOOKS, (RENEWED, QUIET), (NOT_NEEDED, QUIET))),
    "feedback": ("state", tuple(zip(LIMIT_STATES, (GOOD, WARM, URGENT, URGENT, COOL, QUIET, WARM), strict=True))),
    "rollout": ("state", tuple(zip(TASK_STATUS, (QUIET, COOL, GOOD, URGENT), strict=True))),
}


def of_standards(lang: Lang, table: str, cell: dict[str, str]) -> Iterator[Rule]:
    """Colour which version is in force, who must be trained, which feedback is late, and what is still to be done."""
    if table == "manuals":
        to_do = cell["to_do"]
        yield Rule("to_do", f"{to_do}={quoted(DONE.to(lang))}", GOOD)
        yield Rule("to_do", f"LEN({to_do})>0", WARM)
        in_force = f"{cell['state']}={quoted(VERSION_STATES[2].to(lang))}"
        yield Rule("review_by", f'AND({in_force},ISNUMBER({cell["review_by"]}),{cell["review_by"]}<TODAY())',
                   URGENT.signed(styles.ALERT))  # fmt: skip
    elif table == "feedback":
        yield Rule("stage", f"{cell['stage']}={quoted(CLOSED.to(lang))}", QUIET)
        yield Rule("stage", f"{cell['stage']}={quoted(WAITING.to(lang))}", COOL)
        is_open = f"AND(LEN({cell['stage']})>0,{cell['stage']}<>{quoted(STAGES[-1].to(lang))})"
        for key in ("stage_due", "due"):
            yield Rule(key, f"IF({is_open},AND(ISNUMBER({cell[key]}),{cell[key]}<NOW()),FALSE)",
                       URGENT.signed(styles.ALERT))  # fmt: skip
    if table in _WORDS:
        column, looks = _WORDS[table]
        for words, look in looks:
            yield Rule(column, f"{cell[column]}={quoted(words.to(lang))}", look)
