"""What there is to say of every row of 效果验证: the word, its doubts, the proposal, and what is wrong with the row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from udfs.effects import plans
from udfs.effects.choices import CONTROL
from udfs.effects.judging import Case, Judged, judge
from udfs.effects.observed import Observed
from udfs.effects.sizes import needed
from udfs.lang import Text, listed_texts
from udfs.problems import verifying
from udfs.statistics.verdict import TOO_LITTLE, Verdict
from udfs.values import as_text, day_of, is_blank, plain
from workbook_templates.context import Context
from workbook_templates.tables.effect_cases import GOOD, TYPED_KEYS, Complaint, EffectRow, case_of

KEY = "effects"
_CHANGED = Text("计划在固定之后改过（{what}）", "the plan was changed after it was fixed ({what})")
_LATE = Text(
    "计划到 {value} 才固定，那时改善已经开始", "the plan was fixed on {value} only, when the improvement had begun"
)


@dataclass(frozen=True)
class Effect:
    """One row of the table as it stands.

    Attributes:
        row: its place in the table.
        case: what is judged.
        factor: what a share of 1 is in the unit in which effects are shown.
        judged: what there is to say.
        needed: how many points or cases it takes.
        plan: the parts of the plan as they stand now.
        changes: what differs from the plan that was fixed.
        complaints: what is wrong with the row.
        has_data: whether this workbook holds what the row is judged by.
    """

    row: int
    case: Case
    factor: int
    judged: Judged
    needed: Text
    plan: tuple[plans.Part, ...]
    changes: tuple[str, ...]
    complaints: tuple[Complaint, ...]
    has_data: bool


def effects(book: Context) -> dict[int, Effect]:
    """Return what there is to say of every row, by its place; the rows of one improvement are one family of indicators."""
    data = book.tables.get(KEY)
    if data is None:
        return {}
    rows = {place: EffectRow(book, data, place) for place in data.records()}
    cases = {place: case_of(row) for place, row in rows.items()}
    families: dict[str, list[int]] = defaultdict(list)
    for place, row in rows.items():
        families[plain(row["improvement"]).casefold() or f"\n{place}"].append(place)
    shown: dict[int, Effect] = {}
    for members in families.values():
        known = {place: rows[place].plan for place in members}
        changed = {place: _changes(rows[place], known[place], book) for place in members}
        family = [_ready(rows[place], cases[place][0], changed[place]) for place in members]
        for place, case, one in zip(members, family, judge(family), strict=True):
            row, up = rows[place], rows[place].higher_is_better
            unknown = Verdict(TOO_LITTLE, verifying.DIRECTION_MISSING.what)
            judged = one if up is not None else one._replace(verdict=unknown)
            size = needed(case.before, case.after, case.smallest, case.design, higher_is_better=bool(up))
            has_data = "points" in book.tables or any(not is_blank(row[key]) for key in TYPED_KEYS)
            shown[place] = Effect(
                place,
                case,
                cases[place][1],
                judged,
                size,
                known[place],
                changed[place],
                tuple(row.complaints),
                has_data,
            )
    return shown


def _changes(row: EffectRow, plan: Sequence[plans.Part], book: Context) -> tuple[str, ...]:
    fixed = as_text(row["fixed_plan"])
    return tuple(plans.changes(fixed, plan, book.lang)) if fixed.strip() else ()


def _ready(row: EffectRow, case: Case, changed: Sequence[str]) -> Case:
    """Return a case with the doubts that its plan raises; one whose good side nobody knows counts in the family, no more."""
    reasons = []
    fixed_on = day_of(row["fixed_on"])
    if changed:
        reasons.append(Text(*(words.format(what="；".join(changed)) for words in _CHANGED)))
        row.complain(verifying.PLAN_CHANGED, "fixed_plan", what="；".join(changed))
    if fixed_on is not None and row.first is not None and fixed_on > row.first:
        reasons.append(Text(*(words.format(value=fixed_on.isoformat()) for words in _LATE)))
        row.complain(verifying.PLAN_LATE, "fixed_on", value=fixed_on.isoformat(), other=row.first.isoformat())
    if row.higher_is_better is None:
        row.complain(
            verifying.DIRECTION_MISSING,
            "direction",
            allowed=listed_texts(GOOD),
        )
        return replace(case, before=Observed(), after=Observed(), control_after=None, control_before=None)
    needs_control = row.design == CONTROL
    if needs_control and (case.control_after is None or not case.control_after.n) and case.after.n:
        row.complain(verifying.CONTROL_MISSING, "control")
    return replace(case, reasons=tuple(reasons))
