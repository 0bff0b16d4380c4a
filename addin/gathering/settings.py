"""The sheets 设置 of many workbooks and the one of their register: what all agree on counts, the rest is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from addin.book.file.book import FileBook
from addin.gathering.calendars import extend_calendars, own_calendars
from addin.gathering.source import Source
from udfs.lang import Lang, Text, same
from udfs.priority import default_matrix
from udfs.problems import Finding, Problem, gathering
from udfs.values import Cell, CellValue, as_text, is_blank, is_number, plain
from workbook_templates.lists import LISTS
from workbook_templates.model import Setting
from workbook_templates.settings import CALENDAR_LISTS, MATRIX_NAME, SETTINGS, Settings, default_of

_MATRIX = Text("优先级矩阵", "Priority matrix")
# How a chart is drawn is each workbook's own affair; it changes no value.
_PASSED_OVER = frozenset({"gantt_unit", "gantt_start", "due_soon", "plan_start", "baseline_on"})
_CALENDARS = LISTS[CALENDAR_LISTS[0]]
_LISTS = [entry for key, entry in LISTS.items() if key not in CALENDAR_LISTS]


def own_settings(settings: Settings, tables: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what stands differently on 设置 than in a new workbook: values by setting, added entries by list.

    Words that come with the product are told in Chinese, whatever the workbook's language, so that they compare.
    """
    lang = settings.lang
    found: dict[str, tuple[str, ...]] = {}
    for key, setting in SETTINGS.items():
        value = settings.values[key]
        usual = as_text(default_of(setting, lang)).casefold()
        if set(setting.tables) & set(tables) and key not in _PASSED_OVER and as_text(value).casefold() != usual:
            found[setting.name] = (_told(setting, value, lang),)
    if (calendars := own_calendars(settings)) and "tasks" in tables:
        found[_CALENDARS.name] = calendars
    for entry in _LISTS:
        known = {item.to(lang).casefold() for item in entry.items}
        added = tuple(text for text in settings.choices(entry.key) if text.casefold() not in known)
        if set(entry.tables) & set(tables) and added:
            found[entry.name] = added
    if "issues" in tables and settings.matrix != default_matrix(lang):
        words = {item.to(lang).casefold(): item.zh for item in LISTS["priority"].items}
        found[MATRIX_NAME] = tuple(words.get(cell.casefold(), cell) for row in settings.matrix for cell in row)
    return tuple(found.items())


def _told(setting: Setting, value: CellValue, lang: Lang) -> str:
    fitting = (choice.zh for choice in setting.choices if choice.to(lang).casefold() == as_text(value).casefold())
    return next(fitting, as_text(value))


def settle(book: FileBook, sources: Sequence[Source]) -> list[Finding]:
    """Give the register the settings that all sources agree on and the entries that they added to lists."""
    told: list[Finding] = []
    for setting in SETTINGS.values():
        told += _settle_value(book, setting, _held(sources, setting.name, setting.tables))
    told += _settle_matrix(book, _held(sources, MATRIX_NAME, ("issues",)))
    described = [text for source in sources for text in dict(source.settings).get(_CALENDARS.name, ())]
    told += extend_calendars(book, described)
    for entry in _LISTS:
        added = [text for source in sources for text in dict(source.settings).get(entry.name, ())]
        told += _extend(book, entry.name, entry.label, added)
    return told


def _held(sources: Sequence[Source], name: str, tables: Sequence[str]) -> list[tuple[str, ...] | None]:
    """Return what each workbook that has the setting says, None for the usual."""
    having = [source for source in sources if {rows.table for rows in source.tables} & set(tables)]
    return [dict(source.settings).get(name) for source in having]


def _settle_value(book: FileBook, setting: Setting, held: Sequence[tuple[str, ...] | None]) -> Iterator[Finding]:
    different = {value for value in held if value is not None}
    if not different:
        return
    usual = as_text(default_of(setting, "zh"))
    if len(set(held)) == 1:
        (value,) = different.pop()
        option = next((choice.to(book.lang) for choice in setting.choices if choice.zh == value), value)
        number = _number(option) if is_number(setting.default) else None
        book.write_area(setting.name, [[Cell(option if number is None else number)]])
        yield Finding(gathering.SETTINGS_TAKEN, args={"label": setting.label, "used": value})
    else:
        yield _differs(setting.label, held, usual)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _settle_matrix(book: FileBook, held: Sequence[tuple[str, ...] | None]) -> Iterator[Finding]:
    if not any(held):
        return
    if len(set(held)) == 1 and held[0] is not None:
        words: Mapping[str, str] = {item.zh: item.to(book.lang) for item in LISTS["priority"].items}
        cells = [Cell(words.get(word, word)) for word in held[0]]
        width = len(default_matrix(book.lang)[0])
        book.write_area(MATRIX_NAME, [cells[i : i + width] for i in range(0, len(cells), width)])
        yield Finding(gathering.SETTINGS_TAKEN, args={"label": _MATRIX, "used": "/".join(held[0])})
    else:
        yield _differs(_MATRIX, held, Text("默认矩阵", "the default matrix"))


def _differs(label: Text, held: Sequence[tuple[str, ...] | None], usual: str | Text) -> Finding:
    usual = usual if isinstance(usual, Text) else same(usual)
    counts = Counter(usual if value is None else same("/".join(value)) for value in held)
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    value = Text(*("; ".join(f"{text[i]} × {count}" for text, count in ordered) for i in range(2)))
    return Finding(gathering.SETTINGS_DIFFER, args={"label": label, "value": value, "used": usual})


def _extend(book: FileBook, name: str, label: Text, added: Sequence[str]) -> Iterator[Finding]:
    """Put entries into the blank cells of a list."""
    held = book.area(name) if added else None
    if held is None:
        return
    cells = [line[0] for line in held.figures]
    known = {plain(cell.value).casefold() for cell in cells}
    fresh = list(dict.fromkeys(text for text in sorted(added) if text.casefold() not in known))
    last = max((i for i, cell in enumerate(cells) if not is_blank(cell.value)), default=-1)
    room = len(cells) - last - 1
    if fresh[:room]:
        book.write_area(name, [[cell] for cell in (*cells[: last + 1], *map(Cell, fresh[:room]))])
    for problem, told in ((gathering.LIST_EXTENDED, fresh[:room]), (gathering.LIST_FULL, fresh[room:])):
        if told:
            yield _listed(problem, label, told)


def _listed(problem: Problem, label: Text, entries: Sequence[str]) -> Finding:
    return Finding(problem, args={"label": label, "value": "、".join(entries)})
