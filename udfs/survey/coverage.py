"""Who was asked and who answered, by group: response rates, and groups of which nothing is known because nobody answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from udfs.lang import Text
from udfs.survey.crossing import HIDDEN_BELOW

ALL = Text("合计", "All")
SILENT = Text("没有人答：不作推断", "nobody answered: nothing is known of them")
MORE = Text(
    "收回多于名单：请核对名单或部门的写法",
    "more answers than people on the roster: check the roster, or how the group is written",
)
UNLISTED = Text("名单中没有这一组", "not on the roster")
FEW = Text("不足 {least} 人，不单列结果", "fewer than {least}: results not shown alone")


class Covered(NamedTuple):
    """A group: how many were asked (None without a roster), how many answered, their share, and what is to be known of it."""

    name: str
    asked: int | None
    answered: int
    rate: float | None
    remark: Text | None


def coverage(asked: Sequence[str], answered: Sequence[str]) -> list[Covered]:
    """Return each group of the roster and of the answers, in the order of the roster.

    Without a roster the answers are counted only: of whom they are a part nobody knows. Groups in which nobody answered
    stay in the table, and nothing is inferred about them from the others (statistics: convenience samples).
    """
    on_list, came = Counter(asked), Counter(answered)
    groups = sorted(dict.fromkeys([*asked, *answered]), key=lambda name: name == "")
    return [_covered(name, on_list[name] if asked else None, came[name]) for name in groups]


def _covered(name: str, asked: int | None, answered: int) -> Covered:
    rate = answered / asked if asked and answered <= asked else None
    remark = None
    if asked is not None and answered > asked:
        remark = MORE if asked else UNLISTED
    elif not answered:
        remark = SILENT
    elif answered < HIDDEN_BELOW:
        remark = Text(FEW.zh.format(least=HIDDEN_BELOW), FEW.en.format(least=HIDDEN_BELOW))
    return Covered(name, asked, answered, rate, remark)
