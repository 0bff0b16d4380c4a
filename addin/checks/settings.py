"""Looks at the cells of the sheet 设置: what cannot be used is named, and what counts in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from addin.book.session import Session
from udfs.lang import Text
from udfs.problems import Finding, data
from udfs.values import as_text, day_of, is_blank, is_number
from workbook_templates.catalogue import SETTINGS_SHEET, TABLES
from workbook_templates.headers import folded, spellings
from workbook_templates.lists import LISTS
from workbook_templates.model import Setting
from workbook_templates.settings import SETTINGS

_BLANK = Text("留空", "blank")


def setting_findings(session: Session, keys: Collection[str] = SETTINGS) -> Iterator[Finding]:
    """Find settings that hold what cannot be used; of all, or of those asked for."""
    for setting in map(SETTINGS.__getitem__, keys):
        if not set(setting.tables) & set(session.book.tables()) or _usable(session, setting):
            continue
        area = session.book.area(setting.name)
        place = (area.sheet, area.cell()) if area is not None else (SETTINGS_SHEET.to(session.book.lang), "")
        allowed = Text(*(_allowed(setting, i) for i in range(2)))
        value = as_text(session.context.settings.values[setting.key])
        default = setting.default if isinstance(setting.default, Text) else as_text(setting.default) or _BLANK
        yield data.SETTING_INVALID.at(*place, label=setting.label, value=value, default=default, allowed=allowed)


def column_findings(session: Session) -> Iterator[Finding]:
    """Find headings among the required and optional columns on 设置 that no column has, or that stand in both lists."""
    for key in session.book.tables():
        table, listed = TABLES[key], dict[str, str]()
        known = {name: column for column in table.typed if not column.hidden for name in spellings(column)}
        for kind in ("required", "optional"):
            entry = LISTS.get(f"{kind}_{key}")
            area = session.book.area(entry.name) if entry is not None else None
            if entry is None or area is None:
                continue
            for row, line in enumerate(area.figures):
                text = as_text(line[0].value)
                column, place = known.get(folded(text)), (area.sheet, area.cell(row))
                if not folded(text):
                    continue
                if column is None:
                    yield data.NOT_A_COLUMN.at(*place, label=entry.label, value=text, table=table.sheet)
                elif listed.setdefault(column.key, kind) != kind:
                    yield data.REQUIRED_BOTH_WAYS.at(*place, value=column.label, table=table.sheet)


def _allowed(setting: Setting, lang: int) -> str:
    if setting.choices:
        return " / ".join(choice[lang] for choice in setting.choices)
    return "yyyy-mm-dd" if setting.is_date else f"{setting.lowest:g}–{setting.highest:g}"


def _usable(session: Session, setting: Setting) -> bool:
    value = session.context.settings.values[setting.key]
    if setting.choices:
        return any(session.context.settings.chosen(setting.key, choice) for choice in setting.choices)
    if setting.is_text:
        return True
    if setting.is_date:
        return is_blank(value) or day_of(value) is not None
    return is_number(value) and setting.admits(value)
