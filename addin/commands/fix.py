"""修正: mends what has only one meaning, in one step that can be undone, and says what is left for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from addin.book.port import Book, View
from addin.book.session import Session
from addin.book.settings_writer import choose
from addin.commands.check import checked
from addin.outcome import Listing, Outcome
from udfs.fixing import Fixed, Fixer, fixer
from udfs.lang import Count, Text, listed
from udfs.rules import Kind, Rule, check_references
from udfs.spellings import folded
from udfs.values import KEEP, Cell, CellValue, Keep, as_text, is_number, plain
from workbook_templates.lists import LISTS
from workbook_templates.model import Column, Setting
from workbook_templates.settings import SETTINGS
from workbook_templates.tables.holidays import HOLIDAYS

_HEADINGS = (
    Text("位置", "Where"),
    Text("列", "Column"),
    Text("原值", "Old"),
    Text("新值", "New"),
    Text("怎么改的", "What was done"),
)


class Mended(NamedTuple):
    """A cell that was mended: its place, the column or setting, what stood there and what stands there now."""

    sheet: str
    cell: str
    label: Text
    old: CellValue
    new: CellValue
    how: Text


def fix(book: Book, now: datetime, *, dry_run: bool = False) -> Outcome:
    """Mend what has only one meaning: dates and numbers typed as text, full width, spellings, stray spaces, percentages.

    Every change is listed; the workbook is checked again in the same step, and what is left for people is reported.
    """
    session = Session(book, "fix", now)
    session.identify()
    mended = _in_tables(session)
    session.read_again()
    mended += _in_settings(session)
    if dry_run:
        message = Text(
            f"能直接改好 {len(mended)} 处，还没有写入",
            f"{Count(len(mended)):cell/cells} can be mended; nothing was written",
        )
        return _outcome(session, mended, message)
    checked(session)
    session.finish()
    left = sum(finding.problem.severity == "error" for finding in session.findings)
    done = Text("没有可以直接改好的单元格", "There is nothing to mend")
    if mended:
        done = Text(
            f"改好了 {len(mended)} 处（撤销上一步可全部恢复）",
            f"{Count(len(mended)):cell/cells} mended (undo takes them all back)",
        )
    rest = (
        Text(f"，还有 {left} 处要人来改", f"; {Count(left):cell needs/cells need} a person") if left else Text("", "")
    )
    return _outcome(session, mended, Text(done.zh + rest.zh, done.en + rest.en))


def _outcome(session: Session, mended: list[Mended], message: Text) -> Outcome:
    rows: list[tuple[CellValue | Text, ...]] = [
        (f"{one.sheet}!{one.cell}", one.label, _shown(one.old), as_text(one.new), one.how) for one in mended
    ]
    records: list[dict[str, str | Text]] = [
        {
            "where": f"{one.sheet}!{one.cell}",
            "sheet": one.sheet,
            "cell": one.cell,
            "column": one.label,
            "old": as_text(one.old),
            "new": as_text(one.new),
            "how": one.how,
        }
        for one in mended
    ]
    title = Text("改好的单元格", "Cells that were mended")
    listings = [Listing(title, _HEADINGS, rows, brief=tuple(_by_column(mended)))] if rows else []
    return Outcome(message, session.findings, listings, changed=len(mended), records=records)


def _by_column(mended: list[Mended]) -> Iterator[Text]:
    """Say in a sentence for each column what was done to which cells."""
    cells: dict[tuple[str, Text, Text], list[str]] = {}
    for one in mended:
        cells.setdefault((one.sheet, one.label, one.how), []).append(one.cell)
    for (sheet, label, how), places in cells.items():
        listed_cells = listed(places)
        yield Text(
            f"{sheet}「{label.zh}」{how.zh}：{listed_cells.zh}。",
            f"{sheet}, “{label.en}”: {how.en} in {listed_cells.en}.",
        )


def _shown(value: CellValue) -> str:
    """Return an old value as the list shows it: stray spaces need something to stand before."""
    text = as_text(value)
    return f"“{text}”" if text != text.strip() else text


# --- tables ----------------------------------------------------------------------------------------------------------


def _in_tables(session: Session) -> list[Mended]:
    """Mend the cells of every table, numbers of rows before the columns that refer to them; return them sheet by sheet."""
    columns = [(view, column) for view in session.views() for column in _typed(view)]
    if HOLIDAYS.key in session.context.tables:
        holidays = session.book.view(HOLIDAYS.key)
        columns += [(holidays, column) for column in _typed(holidays) if column.kind is Kind.DATE]
    sheets = list(dict.fromkeys(view.sheet for view, _ in columns))
    columns.sort(key=lambda pair: pair[1].kind is not Kind.ID)
    mended = [one for view, column in columns for one in _in_column(session, view, column)]
    return sorted(mended, key=lambda one: sheets.index(one.sheet))


def _typed(view: View) -> list[Column]:
    return [c for c in view.data.table.typed if c.key in view.column_numbers and not c.hidden]


def _in_column(session: Session, view: View, column: Column) -> list[Mended]:
    values, formulas, filled = view.data[column.key], view.formulas[column.key], view.data.filled()
    fix_value = _fixer(session, view, column)
    fixes: dict[int, Fixed] = {}
    for row, value in enumerate(values):
        if filled[row] and formulas[row] is None and (result := fix_value(value)) is not None:
            fixes[row] = result
    mended = [
        Mended(view.sheet, view.cell(column.key, row), column.label, values[row], *result)
        for row, result in fixes.items()
    ]
    cells: list[Cell | Keep] = [Cell(fixes[row].value) if row in fixes else KEEP for row in range(len(values))]
    session.put(view, column.key, cells)
    return mended


def _fixer(session: Session, view: View, column: Column) -> Fixer:
    settings, lang = session.context.settings, session.book.lang
    return fixer(
        session.rule(view.data.table, column),
        settings.spellings,
        lang,
        _synonyms(session, column),
        _known_ids(session, view, column),
    )


def _synonyms(session: Session, column: Column) -> dict[str, str]:
    """Return the choices of a column by their words in the other language; what 设置 lists is in the column's rule."""
    return _other_words(session, LISTS[column.choices].items if column.choices else column.options)


def _other_words(session: Session, items: tuple[Text, ...]) -> dict[str, str]:
    return {words: item.to(session.book.lang) for item in items for words in item}


def _known_ids(session: Session, view: View, column: Column) -> Callable[[str], bool] | None:
    """Return what tells of an id whether it may stand in a column: a new one that no row has, a reference that leads somewhere."""
    if column.kind is Kind.ID:
        times = Counter(plain(value).casefold() for value in view.data[column.key])
        narrow = Counter(folded(value) for value in view.data[column.key])
        return lambda entry: not times[entry.casefold()] and narrow[entry.casefold()] == 1
    if column.kind is Kind.LINK and column.refers in session.context.tables:
        known = session.context.tables[column.refers]["id"]
        return lambda entry: not check_references([entry], known, column.label)
    return None


# --- settings --------------------------------------------------------------------------------------------------------


def _in_settings(session: Session) -> Iterator[Mended]:
    """Mend values on the sheet 设置 that were typed as text, in full width or in the other language."""
    tables = set(session.book.tables())
    for key, setting in SETTINGS.items():
        area = session.book.area(setting.name) if set(setting.tables) & tables else None
        if area is None or area.figures[0][0].formula is not None:
            continue
        value = session.context.settings.values[key]
        fixed = _setting_fixer(session, setting)(value)
        if fixed is not None and fixed.value is not None and _in_range(setting, fixed.value):
            choose(session, key, fixed.value)
            yield Mended(area.sheet, area.cell(), setting.label, value, *fixed)


def _setting_fixer(session: Session, setting: Setting) -> Fixer:
    kind = Kind.CHOICE if setting.choices else Kind.DATE if setting.is_date else Kind.NUMBER
    lang = session.book.lang
    synonyms: Mapping[str, str] = _other_words(session, setting.choices)
    rule = Rule(setting.label, kind, choices=tuple(choice.to(lang) for choice in setting.choices))
    return fixer(rule, session.context.settings.spellings, lang, synonyms)


def _in_range(setting: Setting, value: CellValue) -> bool:
    return not is_number(value) or setting.admits(value)
