"""What a step of a process with findings becomes: an issue whose problem is what the check of the process says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from udfs.lang import Lang, Text
from udfs.values import CellValue, as_text, is_number, plain
from workbook_templates.lists import LISTS

Row = Mapping[str, CellValue]

_SCENE = Text("执行“{rule}”时", "the process “{rule}”")
_EXTENT = Text("每次用时 {visit} 分钟", "{visit} minutes each time")
_FROM = Text("由步骤 {number} 建立（{rule} 第 {at} 步）", "Made from the step {number} (step {at} of {rule})")
# Steps are written down with those who do them; what is wrong with them comes from the front line.
_CHANNEL, _OPEN = LISTS["channel"].items[2], LISTS["status"].items[0]


def issue_of_step(step: Row, rule: Row | None, lang: Lang, today: date) -> dict[str, CellValue]:
    """Return the row of the issue that a step becomes; what its findings lead to, somebody has to say.

    Args:
        step: its row, with what the check of the process says in `remarks`.
        rule: the row of its rule, None where the workbook has none.
        lang: the language of the workbook.
        today: the day on which it is made.
    """
    known, number, visit = rule or {}, plain(step.get("rule")), step.get("visit")
    return {
        "scene": _SCENE.to(lang).format(rule=plain(known.get("name")) or number),
        "step": step.get("step"),
        "problem": step.get("remarks"),
        "extent": _EXTENT.to(lang).format(visit=as_text(round(visit, 1))) if is_number(visit) else None,
        "scope": known.get("scope"),
        "channel": _CHANNEL.to(lang),
        "found_on": today,
        "status": _OPEN.to(lang),
        "notes": _FROM.to(lang).format(number=plain(step.get("id")), rule=number, at=plain(step.get("number"))),
    }
