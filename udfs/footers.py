"""Lines that end a list without being a row of it: totals, and who made and approved it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from udfs.lang import Text
from udfs.values import CellValue, is_blank, plain

TOTAL = Text("合计行", "a row of totals")
SIGN_OFF = Text("落款行", "a line for signatures")

_TOTALS = frozenset(("合计", "总计", "小计", "total", "subtotal", "sum"))
# Chinese office forms end in such a line: 编制：… 审核：… 批准：… 日期：…
_SIGNING = re.compile(
    r"(?:编制|编写|编报|制表|制单|填表|填报|填写|审核|复核|审批|审定|审查|校对|校核|批准|核准|签批|会签|签字|签名|签章|盖章|签发|"
    r"负责|主管|经办|制作|日期|单位|部门|prepared|compiled|drawn up|reviewed|checked|approved|authori[sz]ed|signed|signature|date)"
    r"(?: by|人|者|员|领导|签字|签名|签章|盖章|日期|时间|单位|部门|负责人|意见){0,2}\s*(?:[:：].*|[_＿…]+.*)",
    re.IGNORECASE | re.DOTALL,
)
# A row of the list has many cells; beside the labels of such a line stand their names at most.
_CELLS_PER_LABEL = 2


def footer_of(cells: Sequence[CellValue]) -> Text | None:
    """Return what a line below a list is if it is no row of the list, None if it may be one."""
    texts = [plain(cell) for cell in cells if not is_blank(cell)]
    if not texts:
        return None
    if texts[0].replace(" ", "").casefold().rstrip(":：") in _TOTALS:
        return TOTAL
    labels = sum(_SIGNING.fullmatch(text) is not None for text in texts)
    starts = _SIGNING.fullmatch(texts[0]) is not None
    return SIGN_OFF if starts and len(texts) <= _CELLS_PER_LABEL * labels else None
