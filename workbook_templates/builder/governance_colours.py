"""Native conditional formats of the tables that keep results: gaps of a step, levels of risk."""

from __future__ import annotations

from collections.abc import Iterator

from udfs.governing.dates import SUPPORT_STATES
from udfs.governing.duties import COMPLETE
from udfs.governing.proposals import STAGES
from udfs.governing.reviews import JUDGEMENTS
from udfs.lang import Lang
from udfs.risk import BANDS
from workbook_templates.builder import styles
from workbook_templates.builder.looks import COOL, GOOD, QUIET, URGENT, WARM, Rule
from workbook_templates.formulas import quoted
from workbook_templates.tables import risks
from workbook_templates.tables.drills import RESULTS

LEVEL_LOOKS = tuple(zip(BANDS, (GOOD, COOL, WARM, URGENT), strict=True))


# By table: the column that is painted, the one whose words decide, and the look of each.
_WORDS = {
    "risks": tuple(
        (column, level, LEVEL_LOOKS) for *_, points, level in (risks.BEFORE, risks.AFTER) for column in (points, level)
    ),
    "drills": (("result_of", "result_of", tuple(zip(RESULTS, (GOOD, WARM, URGENT), strict=True))),),
    "reviews": (("judgement", "judgement", tuple(zip(JUDGEMENTS, (GOOD, WARM, URGENT), strict=True))),),
    "proposals": (("stage", "stage", tuple(zip(STAGES, (WARM, COOL, GOOD, GOOD, QUIET, QUIET), strict=True))),),
    "supports": (("state", "state", tuple(zip(SUPPORT_STATES, (COOL, GOOD, QUIET), strict=True))),),
}


def of_governance(lang: Lang, table: str, cell: dict[str, str]) -> Iterator[Rule]:
    """Colour what a step lacks, how large risks are, how drills went, which supports run, and what is open for too long."""
    if table == "duties":
        remark = cell["step_check"]
        yield Rule("step_check", f"{remark}={quoted(COMPLETE.to(lang))}", GOOD)
        yield Rule("step_check", f"LEN({remark})>0", URGENT)
    elif table == "drills":
        yield Rule("overrun", f"IF(ISNUMBER({cell['overrun']}),{cell['overrun']}>0,FALSE)", WARM)
    elif table == "incidents":
        late = f'AND(ISNUMBER({cell["due"]}),{cell["due"]}<TODAY(),{cell["closed_on"]}="")'
        yield Rule("due", late, URGENT.signed(styles.ALERT))
    for column, by, looks in _WORDS.get(table, ()):
        for words, look in looks:
            yield Rule(column, f"{cell[by]}={quoted(words.to(lang))}", look)
