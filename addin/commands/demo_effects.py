"""The demo's verifications of effects: a share, pairs, a control group, and a pilot that has not begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from addin.commands import demo_measures
from udfs.effects import plans
from udfs.effects.choices import BEFORE_AFTER, CONTROL, PAIRED, ROLL_OUT
from udfs.lang import Lang, Text
from udfs.monitoring.choices import LOWER
from udfs.values import CellValue
from workbook_templates.tables.effect_cases import plan_of
from workbook_templates.tables.effects import EFFECTS

_KEYS = ("improvement", "indicator", "measure", "direction", "design", "before_from", "before_to", "after_from", "after_to", "smallest",
        "before_data", "after_data", "control_before_data", "control_after_data", "decision", "decision_why", "decided_by",
        "decided_on")  # fmt: skip

_LIU = Text("刘洋", "Liu Yang")


def _days(days: int) -> timedelta:
    return timedelta(days=days)


# Before the pilot, and since all orders come through the interface; before the trial of the picking routes, and since.
_PERIODS = (_days(-140), _days(-83), _days(-60), _days(-31))
_ROUTES = (_days(-90), _days(-47), _days(-32), _days(-1))

_EFFECTS: tuple[tuple[Text | str | float | timedelta | None, ...], ...] = (
    ("S-001", Text("订单录入差错率", "Orders with typing errors"), None, LOWER, BEFORE_AFTER, *_PERIODS, 2,
     "x=96, n=1200", "x=41, n=1180", None, None, ROLL_OUT,
     Text("录入差错率 8% → 3.5%，推广到其余订单组", "typing errors from 8% to 3.5%: to the other groups of orders"), _LIU, _days(-28)),
    ("S-001", Text("订单处理时长（小时），8 类订单", "Hours to handle an order, 8 kinds"), "M-001", LOWER, PAIRED, *_PERIODS, 0.5,
     "24.9 23.1 25.6 24.0 24.7 22.8 24.4 23.7", "22.6 21.3 23.2 21.9 22.8 20.9 22.3 21.4"),
    ("S-003", Text("拣货差错率", "Picking errors"), None, LOWER, CONTROL, *_ROUTES, 1,
     "x=60, n=1500", "x=48, n=1500", "x=57, n=1400", "x=47, n=1450"),
    ("S-004", Text("首次响应时长（分钟）", "Minutes to the first answer"), None, LOWER, BEFORE_AFTER, _days(-60), _days(-1), _days(14), _days(74), 5,
     "42 38 45 51 40 39 47 44", None),
)  # fmt: skip


_ROWS = {EFFECTS.key: _EFFECTS}
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`; the plans of those that are over were fixed a week before they began."""
    # The definition of the measure is fixed as well, also where the measures are in another workbook.
    measures = {row["id"]: row for row in demo_measures.rows("measures", lang, today)}
    for number, entry in enumerate(_ROWS[table], 1):
        row: dict[str, CellValue] = {"id": f"E-{number:03}"}
        for key, value in zip(_KEYS, entry, strict=False):
            row[key] = (
                today + value if isinstance(value, timedelta) else value.to(lang) if isinstance(value, Text) else value
            )
        begun = row["after_from"]
        if isinstance(begun, date) and begun <= today:
            row["fixed_on"] = begun - timedelta(days=7)
            row["fixed_plan"] = plans.written(plan_of(EFFECTS, row, measures.get(row["measure"], {})), lang)
        yield row
