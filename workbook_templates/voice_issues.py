"""What a keyword or a talk becomes: an issue whose sentence is filled from what people said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from udfs.lang import Lang, Text
from udfs.values import CellValue, as_text, is_number, plain
from workbook_templates.lists import LISTS

Row = Mapping[str, CellValue]

_SCENE = Text("日常服务客户时", "serving customers")
_STEP = Text("客户体验", "what customers meet")
_PROBLEM = Text("客户反映“{word}”", "complaints about “{word}”")
_IMPACT = Text("客户不满", "dissatisfied customers")
_EXTENT = Text("{count} 条反馈提到（占 {share}），本期 {current} 条、上期 {previous} 条",
               "{count} texts ({share} of all), {current} in this period and {previous} in the one before")  # fmt: skip
_FROM_KEYWORD = Text("由关键词 {number} 建立；原话：{quote}", "Made from the keyword {number}; in their words: {quote}")
_TALK_SCENE = Text("日常工作中", "daily work")
_FROM_TALK = Text("由访谈 {number} 建立：{record}", "Made from the interview {number}: {record}")
# As in the lists of the workbook.
_FEEDBACK, _TALKS = LISTS["channel"].items[1:3]
_OPEN = LISTS["status"].items[0]


def issue_of_keyword(keyword: Row, lang: Lang, today: date) -> dict[str, CellValue]:
    """Return the row of the issue that a keyword becomes."""
    share = keyword.get("share")
    figures = {key: as_text(keyword.get(key)) or "0" for key in ("count", "current", "previous")}
    return {
        "scene": _SCENE.to(lang),
        "step": _STEP.to(lang),
        "problem": _PROBLEM.to(lang).format(word=plain(keyword.get("word"))),
        "impact": _IMPACT.to(lang),
        "extent": _EXTENT.to(lang).format(share=f"{share:.1%}" if is_number(share) else "", **figures),
        "channel": _FEEDBACK.to(lang),
        "found_on": today,
        "status": _OPEN.to(lang),
        "notes": _FROM_KEYWORD.to(lang).format(number=plain(keyword.get("id")), quote=as_text(keyword.get("quote1"))),
    }


def issue_of_talk(talk: Row, lang: Lang, today: date) -> dict[str, CellValue]:
    """Return the row of the issue that a talk becomes; what it leads to and how much, somebody has to say."""
    return {
        "scene": _TALK_SCENE.to(lang),
        "step": plain(talk.get("post")) or plain(talk.get("department")) or None,
        "problem": plain(talk.get("key_point")) or plain(talk.get("record")),
        "department": talk.get("department"),
        "channel": _TALKS.to(lang),
        "found_on": talk.get("day") or today,
        "status": _OPEN.to(lang),
        "notes": _FROM_TALK.to(lang).format(number=plain(talk.get("id")), record=as_text(talk.get("record"))),
    }
