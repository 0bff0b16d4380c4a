"""Which field of a project file holds which column of the plan: declared once, for writing and for reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from addin.mspdi.model import LONGEST, Custom
from udfs.lang import Lang, Text
from udfs.values import CellValue, ErrorValue, is_blank
from workbook_templates.headers import folded, spellings
from workbook_templates.model import Column
from workbook_templates.tables.tasks import TASKS


class Native(NamedTuple):
    """A field of the format's own, and the column that it holds."""

    element: str
    label: Text
    column: str


NATIVE = (
    Native("Name", Text("任务名称", "Task Name"), "what"),
    Native("Assignment", Text("资源名称", "Resource Names"), "owner"),
    Native("Start", Text("开始时间", "Start"), "start"),
    Native("Duration", Text("工期", "Duration"), "duration"),
    Native("PredecessorLink", Text("前置任务", "Predecessors"), "predecessors"),
    Native("PercentComplete", Text("完成百分比", "% Complete"), "progress"),
    Native("ConstraintType 4", Text("不得早于…开始", "Start No Earlier Than"), "not_before"),
    Native("Deadline", Text("期限", "Deadline"), "not_after"),
    Native("ConstraintType 3", Text("必须完成于", "Must Finish On"), "finish_on"),
    Native("CalendarUID", Text("任务日历", "Task Calendar"), "calendar"),
    Native("ActualStart", Text("实际开始时间", "Actual Start"), "started_on"),
    Native("ActualFinish", Text("实际完成时间", "Actual Finish"), "done_on"),
    Native("Active", Text("活动", "Active"), "held"),
    Native("Cost", Text("成本", "Cost"), "budget"),
    Native("Baseline 0 Start", Text("基线开始时间", "Baseline Start"), "baseline_start"),
    Native("Baseline 0 Finish", Text("基线完成时间", "Baseline Finish"), "baseline_finish"),
    Native("Notes", Text("备注", "Notes"), "notes"),
)

# Columns that the format has no field for, each with the custom field that holds it.
_CUSTOM = {
    "id": "Text1", "how": "Text2", "category": "Text3", "support": "Text4", "resource": "Text5", "target": "Text6",
    "acceptance": "Text7", "risk": "Text8", "issue": "Text9", "cause": "Text10", "plan": "Text11", "held": "Text12",
    "buffer": "Number1",
}  # fmt: skip
# The user's own columns get what is free between ours and the last.
_FREE = [f"Text{i}" for i in range(13, 30)]
ORIGINALS = "Text30"
ORIGINALS_ALIAS = Text("改善工作簿原值", "Kaizen Ribbon originals")
_ALIAS_LENGTH = 50
# A cell as typed, and as it is read.
_PAIR = 2

_FIRST_TEXTS = (188743731, 188743734, 188743737, 188743740, 188743743)


def number_of(name: str) -> int:
    """Return the number of a custom task field by its name."""
    index = int(name.removeprefix("Number").removeprefix("Text"))
    if name.startswith("Number"):
        return 188743766 + index if index <= 5 else 188743976 + index  # noqa: PLR2004 - as Project counts
    if index <= len(_FIRST_TEXTS):
        return _FIRST_TEXTS[index - 1]
    return 188743740 + index if index <= 10 else 188743986 + index  # noqa: PLR2004 - the same


def custom_fields(lang: Lang) -> list[Custom]:
    """Return the custom fields of a plan, called as the columns are."""
    fields = [Custom(number_of(name), name, TASKS.column(key).label.to(lang)) for key, name in _CUSTOM.items()]
    return [*fields, Custom(number_of(ORIGINALS), ORIGINALS, ORIGINALS_ALIAS.to(lang))]


def custom_columns() -> Iterator[tuple[str, str]]:
    """Yield the columns that custom fields hold, with the field's name."""
    yield from _CUSTOM.items()


def own_fields(headings: list[str]) -> list[Custom]:
    """Return custom fields for the user's own columns, as many as there are fields left."""
    return [
        Custom(number_of(name), name, heading[:_ALIAS_LENGTH]) for name, heading in zip(_FREE, headings, strict=False)
    ]


@lru_cache(maxsize=1024)
def column_called(words: str) -> Column | None:
    """Return the column of the plan that a custom field's alias means."""
    wanted = folded(words)
    return next((column for column in TASKS.typed if wanted in spellings(column)), None) if wanted else None


# --- cells that the format's own fields cannot express exactly -------------------------------------------------------

# Characters that XML 1.0 does not allow.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return a text without the characters that XML does not allow."""
    return ILLEGAL.sub("", text)


def originals_text(cells: Mapping[str, tuple[CellValue, CellValue]]) -> str:
    """Return cells as typed, each with the value that is read from the other fields."""
    pairs = {key: [_plain(typed), _plain(read)] for key, (typed, read) in cells.items()}
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":")) if pairs else ""
    return ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def restored(text: str, read: Mapping[str, CellValue]) -> dict[str, CellValue]:
    """Return the cells as typed whose fields still read as they did when they were written.

    What somebody has changed in the other program since then counts, so such cells are not among them.
    """
    try:
        known = json.loads(text) if text else {}
    except ValueError:
        return {}
    cells: dict[str, CellValue] = {}
    for key, pair in known.items() if isinstance(known, dict) else ():
        if isinstance(pair, list) and len(pair) == _PAIR and alike(_cell(pair[1]), read.get(key)):
            cells[key] = _cell(pair[0])
    return cells


def alike(left: CellValue, right: CellValue) -> bool:
    """Return whether two cells have the same value of the same kind; nothing and an empty text are equal."""
    both = _plain(left), _plain(right)
    return both[0] == both[1] and isinstance(left, bool) == isinstance(right, bool)


def _plain(value: CellValue) -> object:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, ErrorValue):
        return {"e": str(value)}
    return None if is_blank(value) and not value else value


def _cell(value: object) -> CellValue:
    if isinstance(value, dict):
        try:
            if "t" in value:
                return datetime.fromisoformat(value["t"])
            if "d" in value:
                return date.fromisoformat(value["d"])
        except (TypeError, ValueError):
            return None
        return ErrorValue(value["e"]) if isinstance(value.get("e"), str) else None
    return value if value is None or isinstance(value, (str, int, float)) else None


# --- texts that are longer than a field ------------------------------------------------------------------------------

_SECTION = re.compile(r"^──── (?P<title>.+) ────$", re.MULTILINE)
_LIKE_SECTION = re.compile(r"^(\\*)(?=──── )", re.MULTILINE)
_ESCAPED = re.compile(r"^\\(\\*)(?=──── )", re.MULTILINE)


def shortened(text: str) -> str:
    """Return what a field shows of a text."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def with_sections(notes: str, sections: Mapping[str, str]) -> str:
    """Return notes with long texts in full below them, each under a line that names it."""
    parts = [_LIKE_SECTION.sub(r"\\\1", notes)] if notes or sections else []
    for title, text in sections.items():
        parts += [f"──── {' '.join(title.split())} ────", _LIKE_SECTION.sub(r"\\\1", text)]
    return "\n".join(parts)


def without_sections(text: str) -> tuple[str, dict[str, str]]:
    """Take notes apart again: the notes, and the long texts by title."""
    places = list(_SECTION.finditer(text))
    ends = [place.start() for place in places[1:]] + [len(text) + 1]
    notes = text[: max(0, places[0].start() - 1)] if places else text
    sections = {
        place["title"]: _ESCAPED.sub(r"\1", text[place.end() + 1 : end - 1])
        for place, end in zip(places, ends, strict=False)
    }
    return _ESCAPED.sub(r"\1", notes), sections
