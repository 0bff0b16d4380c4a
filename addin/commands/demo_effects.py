"""The demo's verifications of effects: a share, pairs, a control group, and a pilot that has not begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from udfs.effects import plans
from udfs.effects.choices import BEFORE_AFTER, CONTROL, PAIRED, ROLL_OUT
from udfs.lang import Lang, Text
from udfs.monitoring.choices import LOWER
from udfs.values import CellValue
from workbook_templates.tables.effect_cases import plan_of
from workbook_templates.tables.effects import EFFECTS

_KEYS = ("improvement", "indicator", "direction", "design", "before_from", "before_to", "after_from", "after_to", "smallest",
        "before_data", "after_data", "control_before_data", "control_after_data", "decision", "decision_why", "decided_by",
        "decided_on")  # fmt: skip

_WANG = Text("王芳", "Wang Fang")


def _days(days: int) -> timedelta:
    return timedelta(days=days)


_PERIODS = (_days(-120), _days(-61), _days(-60), _days(-1))

_EFFECTS: tuple[tuple[Text | str | float | timedelta | None, ...], ...] = (
    ("S-001", Text("订单录入差错率", "Orders with typing errors"), LOWER, BEFORE_AFTER, *_PERIODS, 2,
     "x=96, n=1200", "x=41, n=1180", None, None, ROLL_OUT, Text("从下月起推广到全部订单", "for all orders from next month on"), _WANG, _days(0)),
    ("S-001", Text("单均处理时长（小时）", "Hours to handle an order"), LOWER, PAIRED, *_PERIODS, 0.5,
     "3.4 2.9 3.8 3.1 3.6 2.7 3.3 3.0", "2.2 2.3 2.5 2.0 2.6 2.1 2.4 1.9"),
    ("S-003", Text("拣货差错率", "Picking errors"), LOWER, CONTROL, *_PERIODS, 1,
     "x=60, n=1500", "x=48, n=1500", "x=57, n=1400", "x=47, n=1450"),
    ("S-004", Text("首次响应时长（分钟）", "Minutes to the first answer"), LOWER, BEFORE_AFTER, _days(-60), _days(-1), _days(14), _days(74), 5,
     "42 38 45 51 40 39 47 44", None),
)  # fmt: skip


_ROWS = {EFFECTS.key: _EFFECTS}
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`; the plans of those that are over were fixed a week before they began."""
    for number, entry in enumerate(_ROWS[table], 1):
        row: dict[str, CellValue] = {"id": f"E-{number:03}"}
        for key, value in zip(_KEYS, entry, strict=False):
            row[key] = (
                today + value if isinstance(value, timedelta) else value.to(lang) if isinstance(value, Text) else value
            )
        begun = row["after_from"]
        if isinstance(begun, date) and begun <= today:
            row["fixed_on"] = begun - timedelta(days=7)
            row["fixed_plan"] = plans.written(plan_of(EFFECTS, row, {}), lang)
        yield row
