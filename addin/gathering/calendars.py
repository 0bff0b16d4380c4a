"""Calendars of departments in a register: each consists of three adjacent cells, which are treated as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.book.file.book import FileBook
from udfs.lang import listed
from udfs.problems import Finding, gathering
from udfs.values import Cell, as_text, plain
from workbook_templates.lists import CALENDARS, LISTS, NO, YES
from workbook_templates.settings import CALENDAR_LISTS, Settings

_BETWEEN = " · "
_LABEL = LISTS[CALENDAR_LISTS[0]].label


def own_calendars(settings: Settings) -> tuple[str, ...]:
    """Return the calendars that a new workbook does not have: name, weekdays and whether holidays apply, in one text."""
    defaults = {_described(*row) for row in zip(*(_items(key, settings) for key in CALENDAR_LISTS), strict=True)}
    free = {NO.zh, NO.en.casefold()}
    rows = zip(*(settings.lists[key][:CALENDARS] for key in CALENDAR_LISTS), strict=True)
    texts = (_described(n, w, (NO if f.casefold() in free else YES).zh) for n, w, f in rows if plain(n))
    return tuple(text for text in texts if text not in defaults)


def _items(key: str, settings: Settings) -> list[str]:
    """Return the entries of a new workbook; whether holidays apply is in Chinese, so that books can be compared."""
    lang = "zh" if key == CALENDAR_LISTS[-1] else settings.lang
    return [item.to(lang) for item in LISTS[key].items]


def _described(name: str, week: str, follows: str) -> str:
    return _BETWEEN.join(map(plain, (name, week, follows)))


def extend_calendars(book: FileBook, described: Sequence[str]) -> Iterator[Finding]:
    """Add the calendars of departments after those of the register, as long as there is room."""
    areas = [book.area(LISTS[key].name) for key in CALENDAR_LISTS] if described else []
    if not areas or None in areas:
        return
    columns = [[line[0] for line in area.figures] for area in areas if area is not None]
    names = [as_text(cell.value) for cell in columns[0]]
    taken = {plain(name).casefold() for name in names if plain(name)}
    added, left = [], []
    for text in dict.fromkeys(sorted(described)):
        name, week, follows = text.rsplit(_BETWEEN, 2)
        free = next((i for i in range(CALENDARS) if not plain(names[i])), None)
        if name.casefold() in taken:
            used = next(at for at, known in enumerate(names) if plain(known).casefold() == name.casefold())
            here = _described(*(as_text(column[used].value) for column in columns))
            yield gathering.SETTINGS_DIFFER.finding(label=_LABEL, value=text, used=here)
        elif free is None:
            left.append(text)
        else:
            taken.add(name.casefold())
            names[free] = name
            word = (NO if follows == NO.zh else YES).to(book.lang)
            for column, value in zip(columns, (name, week, word), strict=True):
                column[free] = Cell(value)
            added.append(text)
    for key, column in zip(CALENDAR_LISTS, columns, strict=True):
        if added:
            book.write_area(LISTS[key].name, [[cell] for cell in column])
    for problem, texts in ((gathering.LIST_EXTENDED, added), (gathering.LIST_FULL, left)):
        if texts:
            yield problem.finding(label=_LABEL, value=listed(texts))
