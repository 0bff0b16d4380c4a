"""Numbers for rows that come without one."""

from __future__ import annotations

from udfs.values import CellValue, as_text, is_blank
from workbook_templates.model import Table

_NUMBER_WIDTH = 3


def numbered(table: Table, present: list[CellValue], rows: list[dict[str, CellValue]]) -> list[dict[str, CellValue]]:
    """Give rows without a number the next free ones: `I-013` after `I-012`; numbers that came along stay."""
    prefix = f"{table.id_prefix}-"
    known = [as_text(value) for value in (*present, *(row.get("id") for row in rows))]
    used = [int(text[len(prefix) :]) for text in known if text.startswith(prefix) and text[len(prefix) :].isdigit()]
    last = max(used, default=0)
    result = []
    for row in rows:
        if is_blank(row.get("id")):
            last += 1
            row = {**row, "id": f"{prefix}{last:0{_NUMBER_WIDTH}}"}  # noqa: PLW2901 - the row with its number
        result.append(row)
    return result
