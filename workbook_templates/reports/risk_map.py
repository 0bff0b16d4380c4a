"""The sheet 风险热图: how many risks there are of each probability and impact, as they are and with their plans (R48)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from udfs.lang import Text
from udfs.values import Cell
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports.model import Report
from workbook_templates.tables import risks

# Probability falls from top to bottom, impact rises from left to right.
PROBABILITIES, IMPACTS = (5, 4, 3, 2, 1), (1, 2, 3, 4, 5)


def _map(keys: tuple[str, ...]) -> Callable[[Context, AreaRefs], list[list[Cell]]]:
    chance, effect = keys[:2]

    def render(book: Context, refs: AreaRefs) -> list[list[Cell]]:
        data = book.tables[risks.RISKS.key]
        seen = Counter(zip(data[chance], data[effect], strict=True))
        columns = [refs.column(risks.RISKS.key, key) for key in (chance, effect)]
        return [[Cell(seen[p, i], _count(columns, (p, i))) for i in IMPACTS] for p in PROBABILITIES]

    return render


def _count(columns: list[str], values: tuple[int, int]) -> str:
    """Return how many rows hold two numbers; a criterion with a comparison sign takes no text for a number."""
    tests = (f'{column},">={value}",{column},"<={value}"' for column, value in zip(columns, values, strict=True))
    return f"COUNTIFS({','.join(tests)})"


NOW = Area(name="risk_map", rows=5, cols=5, render=_map(risks.BEFORE))
WITH_PLAN = Area(name="risk_map_after", rows=5, cols=5, render=_map(risks.AFTER))

RISK_MAP = Report(
    key="risk-map",
    table=risks.RISKS.key,
    sheet=Text("风险热图", "Risk map"),
    title=Text("风险热图", "Risk map"),
    note=Text(
        "格中是“风险与预案”中有多少个这样的风险，自动更新；颜色按“设置”中的等级界限。没有评分的不在图上",
        "In each cell: how many risks there are like this, kept by formulas; colours follow the limits on Settings. Risks without a "
        "rating are not on it",
    ),
    areas=(NOW, WITH_PLAN),
)
