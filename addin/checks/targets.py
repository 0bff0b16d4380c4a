"""What the checker says of measurable targets, in whichever table they stand."""

from __future__ import annotations

from collections.abc import Iterator

from addin.book.port import View
from udfs.problems import Finding, data
from udfs.target import SMART, is_ambiguous
from udfs.values import CellValue, as_text, is_blank, plain
from workbook_templates.targets import TargetColumns

_SHOWN = 40


def target_findings(view: View, columns: TargetColumns) -> Iterator[Finding]:
    """Find targets that are not SMART."""
    rows = view.data
    for i, text in enumerate(rows["smart"]):
        indicator, target, change = rows[columns.indicator][i], rows["target"][i], rows["change"][i]
        if "change" in view.column_numbers and is_ambiguous(indicator, target, change):
            yield view.finding(
                data.CHANGE_AMBIGUOUS,
                "change",
                i,
                label=rows.table.column("change").label,
                value=_stated(indicator, target),
            )
        elif "smart" in view.column_numbers and not is_blank(text) and as_text(text) not in SMART:
            yield view.finding(data.TARGET_NOT_SMART, "smart", i, value=as_text(text))


def _stated(indicator: CellValue, target: CellValue) -> str:
    """Return the text that states a change in per cent."""
    text = plain(indicator if is_ambiguous(indicator, None, None) else target)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
