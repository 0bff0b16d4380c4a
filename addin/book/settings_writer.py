"""Settings that commands choose, and names that formulas need in workbooks made before there were such."""

from __future__ import annotations

from dataclasses import replace

from addin.book.journal import SETTINGS_KEY, Change
from addin.book.session import Session
from udfs.lang import Lang, Text
from udfs.values import Cell, CellValue, is_number, same
from workbook_templates.catalogue import SETTINGS_SHEET
from workbook_templates.derived import DERIVED
from workbook_templates.formulas import quoted
from workbook_templates.model import Setting
from workbook_templates.settings import SETTINGS, default_of

# A setting has no rows; the log wants one.
_ROW = "#0"


def complete(session: Session) -> None:
    """Define what the formulas of this workbook's tables refer to and the workbook lacks.

    A setting that it lacks becomes a constant, its default; the formulas then mean what they meant before.
    """
    book = session.book
    names, tables = {name.casefold() for name in book.names()}, set(book.tables())
    missing: dict[str, str] = {}
    for setting in SETTINGS.values():
        if setting.default is not None and set(setting.tables) & tables and setting.name not in names:
            missing[setting.name] = _constant(setting, book.lang)
    for derived in DERIVED:
        if set(derived.tables) & tables and derived.name not in names:
            missing[derived.name] = derived.formula(book.lang)
    if missing:
        book.define(missing)


def _constant(setting: Setting, lang: Lang) -> str:
    value = default_of(setting, lang)
    return f"{value:g}" if is_number(value) else quoted(str(value))


def choose(session: Session, key: str, option: Text | CellValue) -> None:
    """Set a setting, logged; one that the workbook lacks is written below everything on the sheet 设置."""
    book, setting = session.book, SETTINGS[key]
    old, new = session.context.settings.values[key], option.to(book.lang) if isinstance(option, Text) else option
    area = book.area(setting.name)
    if area is None:
        row: list[CellValue] = [setting.label.to(book.lang), new]
        row += [" / ".join(choice.to(book.lang) for choice in setting.choices), setting.explain.to(book.lang)]
        book.add_setting(_sheet(session), setting.name, row)
    else:
        book.write_area(setting.name, [[Cell(new)]])
    session.changes.append(Change(SETTINGS_KEY, key, [_ROW], [Cell(old)], [Cell(new)]))
    _now(session, key, new)


def restore(session: Session, change: Change) -> bool:
    """Give a setting the value that it had before a command chose another; tell whether it still stood at that."""
    setting = SETTINGS[change.column]
    area = session.book.area(setting.name)
    if area is None or not same(session.context.settings.values[change.column], change.new[0].value):
        return False
    session.book.write_area(setting.name, [change.old])
    _now(session, change.column, change.old[0].value)
    return True


def _now(session: Session, key: str, value: CellValue) -> None:
    settings = session.context.settings
    session.context.settings = replace(settings, values={**settings.values, key: value})


def _sheet(session: Session) -> str:
    """Return the sheet 设置, known by a setting that is there; people may have renamed it."""
    areas = (session.book.area(setting.name) for setting in SETTINGS.values())
    return next((area.sheet for area in areas if area is not None), SETTINGS_SHEET.to(session.book.lang))
