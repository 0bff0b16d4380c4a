"""What a signal becomes: an issue whose sentence is filled from its figures, or an adjustment that begins with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from udfs.lang import Lang, Text
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.lists import LISTS

_SCENE = Text("{day} 前后", "the days around {day}")
_EVERYWHERE = Text("指标监控", "monitoring")
_PROBLEM = Text("{name}异常（{rule}）", "an unusual {name} ({rule})")
_TARGET = Text("目标 {target}{unit}难以保证", "doubt about the target of {target}{unit}")
_NO_TARGET = Text("结果偏离平时水平", "results off the usual level")
_FROM = Text("由异常 {signal} 建立", "Made from the signal {signal}")
_MEANINGS = ("改善：", "恶化：", "Improved: ", "Worse: ")
# As in the lists of the workbook: found by data monitoring, and open.
_CHANNEL, _OPEN = LISTS["channel"].items[0], LISTS["status"].items[0]

Row = Mapping[str, CellValue]


def issue_of(signal: Row, measure: Row | None, lang: Lang, today: date) -> dict[str, CellValue]:
    """Return the row of the issue that a signal becomes; what nobody knows stays blank.

    Args:
        signal: its row in the table of signals.
        measure: the row of its measure, None where the table has none.
        lang: the language of the workbook.
        today: the day on which it is made.
    """
    known = measure or {}
    name = plain(known.get("name")) or plain(signal.get("measure"))
    group, area = plain(signal.get("group")), plain(known.get("area"))
    words = as_text(signal.get("explanation"))
    for meaning in _MEANINGS:
        words = words.removeprefix(meaning)
    day, unit, target = day_of(signal.get("date")), plain(known.get("unit")), known.get("target")
    of_target = _TARGET.to(lang).format(target=as_text(target), unit=unit if unit in {"", "%"} else f" {unit}")
    return {
        "scene": _SCENE.to(lang).format(day=day) if day else None,
        "step": " ".join(part for part in (area, group) if part) or _EVERYWHERE.to(lang),
        "problem": _PROBLEM.to(lang).format(name=name, rule=as_text(signal.get("rule"))),
        "impact": of_target if is_number(target) else _NO_TARGET.to(lang),
        "extent": words or None,
        "scope": area or None,
        "channel": _CHANNEL.to(lang),
        "owner": _first(signal.get("owner"), known.get("owner")),
        "found_on": today,
        "status": _OPEN.to(lang),
        "notes": _FROM.to(lang).format(signal=plain(signal.get("id"))),
    }


def adjustment_of(signal: Row) -> dict[str, CellValue]:
    """Return the row of the adjustment that begins with a signal."""
    return {"signal": signal.get("id"), "measure": signal.get("measure")}


def _first(*values: CellValue) -> CellValue:
    return next((value for value in values if not is_blank(value)), None)
