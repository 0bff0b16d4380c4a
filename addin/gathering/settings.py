"""The settings of many workbooks and of their register: what all agree on is used, differences are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from addin.book.file.book import FileBook
from addin.gathering.calendars import extend_calendars, own_calendars
from addin.gathering.source import Source
from udfs.lang import Lang, Text, listed, same
from udfs.priority import default_matrix
from udfs.problems import Finding, Problem, gathering
from udfs.values import Cell, CellValue, as_text, is_blank, is_number, plain
from workbook_templates.lists import LISTS
from workbook_templates.model import Setting
from workbook_templates.settings import CALENDAR_LISTS, MATRIX_NAME, SETTINGS, Settings, default_of

_MATRIX = Text("优先级矩阵", "Priority matrix")
# How a chart is drawn, and of what, concerns each workbook alone; it does not change any value.
_PASSED_OVER = frozenset({"gantt_unit", "gantt_start", "due_soon", "plan_start", "baseline_on", "fishbone_issue"})
_CALENDARS = LISTS[CALENDAR_LISTS[0]]
# What must be filled in concerns each workbook alone, too.
_LISTS = [entry for key, entry in LISTS.items() if key not in CALENDAR_LISTS and not entry.of_columns]


def own_settings(settings: Settings, tables: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the settings on 设置 that differ from a new workbook: values by setting, added entries by list.

    The product's own words are given in Chinese, whatever the workbook's language, so that they can be compared.
    """
    lang = settings.lang
    own: dict[str, tuple[str, ...]] = {}
    for key, setting in SETTINGS.items():
        value = settings.values[key]
        default = as_text(default_of(setting, lang)).casefold()
        is_drawing = key in _PASSED_OVER or setting.report
        if set(setting.tables) & set(tables) and not is_drawing and as_text(value).casefold() != default:
            own[setting.name] = (_chinese(setting, value, lang),)
    if (calendars := own_calendars(settings)) and "tasks" in tables:
        own[_CALENDARS.name] = calendars
    for entry in _LISTS:
        known = {item.to(lang).casefold() for item in entry.items}
        added = tuple(text for text in settings.choices(entry.key) if text.casefold() not in known)
        if set(entry.tables) & set(tables) and added:
            own[entry.name] = added
    if "issues" in tables and settings.matrix != default_matrix(lang):
        words = {item.to(lang).casefold(): item.zh for item in LISTS["priority"].items}
        own[MATRIX_NAME] = tuple(words.get(cell.casefold(), cell) for row in settings.matrix for cell in row)
    return tuple(own.items())


def _chinese(setting: Setting, value: CellValue, lang: Lang) -> str:
    fitting = (choice.zh for choice in setting.choices if choice.to(lang).casefold() == as_text(value).casefold())
    return next(fitting, as_text(value))


def settle(book: FileBook, sources: Sequence[Source]) -> list[Finding]:
    """Write the settings that all sources agree on into the register, and the entries that they added to lists."""
    findings: list[Finding] = []
    for setting in SETTINGS.values():
        findings += _settle_value(book, setting, _values_of(sources, setting.name, setting.tables))
    findings += _settle_matrix(book, _values_of(sources, MATRIX_NAME, ("issues",)))
    described = [text for source in sources for text in dict(source.settings).get(_CALENDARS.name, ())]
    findings += extend_calendars(book, described)
    for entry in _LISTS:
        added = [text for source in sources for text in dict(source.settings).get(entry.name, ())]
        findings += _extend(book, entry.name, entry.label, added)
    return findings


def _values_of(sources: Sequence[Source], name: str, tables: Sequence[str]) -> list[tuple[str, ...] | None]:
    """Return the value in each workbook that has the setting, None for the default."""
    having = [source for source in sources if {rows.table for rows in source.tables} & set(tables)]
    return [dict(source.settings).get(name) for source in having]


def _settle_value(book: FileBook, setting: Setting, values: Sequence[tuple[str, ...] | None]) -> Iterator[Finding]:
    different = {value for value in values if value is not None}
    if not different:
        return
    default = as_text(default_of(setting, "zh"))
    if len(set(values)) == 1:
        (value,) = different.pop()
        option = next((choice.to(book.lang) for choice in setting.choices if choice.zh == value), value)
        number = _number(option) if is_number(setting.default) else None
        book.write_area(setting.name, [[Cell(option if number is None else number)]])
        yield gathering.SETTINGS_TAKEN.finding(label=setting.label, used=value)
    else:
        yield _differs(setting.label, values, default)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _settle_matrix(book: FileBook, values: Sequence[tuple[str, ...] | None]) -> Iterator[Finding]:
    if not any(values):
        return
    if len(set(values)) == 1 and values[0] is not None:
        words: Mapping[str, str] = {item.zh: item.to(book.lang) for item in LISTS["priority"].items}
        cells = [Cell(words.get(word, word)) for word in values[0]]
        width = len(default_matrix(book.lang)[0])
        book.write_area(MATRIX_NAME, [cells[i : i + width] for i in range(0, len(cells), width)])
        yield gathering.SETTINGS_TAKEN.finding(label=_MATRIX, used="/".join(values[0]))
    else:
        yield _differs(_MATRIX, values, Text("默认矩阵", "the default matrix"))


def _differs(label: Text, values: Sequence[tuple[str, ...] | None], default: str | Text) -> Finding:
    default = default if isinstance(default, Text) else same(default)
    counts = Counter(default if value is None else same("/".join(value)) for value in values)
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    value = Text(*("; ".join(f"{text[i]} × {count}" for text, count in ordered) for i in range(2)))
    return gathering.SETTINGS_DIFFER.finding(label=label, value=value, used=default)


def _extend(book: FileBook, name: str, label: Text, added: Sequence[str]) -> Iterator[Finding]:
    """Put entries into the blank cells of a list."""
    area = book.area(name) if added else None
    if area is None:
        return
    cells = [line[0] for line in area.figures]
    known = {plain(cell.value).casefold() for cell in cells}
    new = list(dict.fromkeys(text for text in sorted(added) if text.casefold() not in known))
    last = max((i for i, cell in enumerate(cells) if not is_blank(cell.value)), default=-1)
    room = len(cells) - last - 1
    if new[:room]:
        book.write_area(name, [[cell] for cell in (*cells[: last + 1], *map(Cell, new[:room]))])
    for problem, entries in ((gathering.LIST_EXTENDED, new[:room]), (gathering.LIST_FULL, new[room:])):
        if entries:
            yield _listed(problem, label, entries)


def _listed(problem: Problem, label: Text, entries: Sequence[str]) -> Finding:
    return problem.finding(label=label, value=listed(entries))
