"""Lines of a form that are no rows of its list: totals, notes, page numbers, who made and approved it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from udfs.lang import Text
from udfs.values import CellValue, is_blank, plain

TOTAL = Text("合计行", "a row of totals")
SIGN_OFF = Text("落款行", "a line for signatures")
NOTE = Text("说明行", "a note")
PAGE = Text("页码行", "a page number")
END = Text("表格结束标记", "the mark that ends a form")
COLUMN_NUMBERS = Text("栏次行", "numbers of the columns")
SECTION = Text("分段标题", "a heading between rows")

# Alone, with a bracket, or with what they count: 合计, 合计（元）, 总计：12条; 合计金额不符 is a problem that somebody has.
_TOTALS = re.compile(
    r"(?:本页|本月|本期|全部|grand)?(?:合计|总计|小计|累计|共计|总和|total|subtotal|sum)"
    r"(?:[(（].*[)）])?[:：]?(?:[\d,.]*(?:条|项|行|个|件|元|人|次|rows?|items?)?)|"
    r"共(?:计)?\d+(?:条|项|行|个|件)(?:记录|数据|问题)?"
)
_NOTE = re.compile(
    r"[*※]?\s*(?:注\d*|附?注释|备注|说明|填[表写报]说明|填写要求|数据来源|数据截止|统计(?:时间|口径|日期)|(?:导出|打印|生成|制表|更新)(?:时间|日期|人)|"
    r"筛选条件|applied filters|notes?|remarks?|source|exported (?:on|by|at)|printed (?:on|by))\s*\d*\s*[:：].*",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"第\d+页(?:[,，/]?共\d+页)?|共\d+页|page\d+(?:of|/)\d+|-+\d+-+", re.IGNORECASE)
_END = re.compile(
    r"[-—*=#(（【\[]*(?:以下(?:空白|无内容|无正文)|(?:完|结束|end)(?=[-—*=#)）】\]]))[-—*=#)）】\]]*", re.IGNORECASE
)
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+(?:部分|类|章)).*",
    re.DOTALL,
)
# Chinese office forms end in such a line: 编制：… 审核：… 批准：… 日期：…
_SIGNING = re.compile(
    r"(?:编制|编写|编报|制表|制单|填表|填报|填写|审核|复核|审批|审定|审查|校对|校核|批准|核准|签批|会签|签字|签名|签章|盖章|签发|"
    r"负责|主管|经办|制作|日期|单位|部门|prepared|compiled|drawn up|reviewed|checked|approved|authori[sz]ed|signed|signature|date)"
    r"(?: by|人|者|员|领导|签字|签名|签章|盖章|日期|时间|单位|部门|负责人|意见){0,2}\s*(?:[:：].*|[_＿…]+.*)",
    re.IGNORECASE | re.DOTALL,
)
# A row of the list has many cells; beside the labels of such a line stand their names at most.
_CELLS_PER_LABEL = 2
_FEWEST_NUMBERED = 3


def footer_of(cells: Sequence[CellValue]) -> Text | None:
    """Return what a line below a list is if it is no row of the list, None if it may be one."""
    texts = [plain(cell) for cell in cells if not is_blank(cell)]
    if not texts:
        return None
    if why := _of_one_text(texts[0].replace(" ", "").casefold(), len(texts)):
        return why
    if len(texts) <= _CELLS_PER_LABEL and _NOTE.fullmatch(texts[0]):
        return NOTE
    labels = sum(_SIGNING.fullmatch(text) is not None for text in texts)
    starts = _SIGNING.fullmatch(texts[0]) is not None
    return SIGN_OFF if starts and len(texts) <= _CELLS_PER_LABEL * labels else None


def _of_one_text(text: str, cells: int) -> Text | None:
    """Return what a line is by its first text, without spaces; the rest of its cells may hold figures in totals only."""
    if _TOTALS.fullmatch(text):
        return TOTAL
    if cells == 1 and _PAGE.fullmatch(text):
        return PAGE
    return END if cells == 1 and _END.fullmatch(text) else None


def is_section(text: str) -> bool:
    """Return whether a text that stands alone in its row is a heading between rows: 一、流程类."""
    return _SECTION.fullmatch(text) is not None


def are_column_numbers(cells: Sequence[CellValue]) -> bool:
    """Return whether a row below headings numbers the columns, as official forms do: 1, 2, 3 or (1), (2), (3)."""
    texts = [plain(cell).strip("()（）") for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return len(texts) >= _FEWEST_NUMBERED and texts == [str(at) for at in range(1, len(texts) + 1)]
