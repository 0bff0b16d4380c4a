"""新增表: a standard table, with all that goes with it, in a workbook that was made without it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from addin.book.figures import figures
from addin.book.file.adding import names_otherwise, present_in, take_over
from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.book.session import Session
from addin.outcome import Outcome
from udfs.lang import Text, listed, listed_texts
from udfs.problems import Finding, RefusalError, adding
from udfs.worksheet import LAST_ROW
from workbook_templates.builder.addition import Addition, Present, addition
from workbook_templates.catalogue import GUIDE_SHEET, SUMMARY_SHEET, TABLES
from workbook_templates.identity import SHARE_NAME
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import ALL_KEY, ALL_TABLES, HOME_KEY, HOME_SHEET
from workbook_templates.reports.home import HOME
from workbook_templates.summary import PANELS

# So many rows are free below everything on a sheet that gets more; the most that tables bring are some hundreds.
_ROOM = 5000


def add(book: FileBook, now: datetime, tables: Sequence[str]) -> Outcome:
    """Add tables with their lists and settings, reports, figures and explanations; what is there stays as it stands.

    Args:
        book: the workbook.
        now: the moment.
        tables: keys of tables, or what their sheets are called in Chinese or English; 首页 likewise; all that are not there.

    Raises:
        RefusalError: one is unknown or there already, or the workbook cannot take it; nothing is changed.
    """
    wanted = wanted_tables(book, tables)
    keys = tuple(key for key in wanted if key != HOME_KEY)
    if book.workbook.has_locked_structure():
        raise RefusalError(adding.STRUCTURE_LOCKED)
    session = Session(book, "add", now)
    present = present_in(book)
    for end in (present.settings, present.summary, present.guide):
        if end is not None and end.row > LAST_ROW - _ROOM:
            raise RefusalError(adding.SHEET_FULL, sheet=end.sheet, row=end.row)
    home_name = HOME_SHEET.to(book.lang).casefold()
    is_taken = HOME_KEY not in wanted and any(sheet.casefold() == home_name for sheet in book.sheets())
    drawn = addition(session.context, present, keys, wanted, (HOME_KEY,) if is_taken else ())
    _refuse_taken(book, present, drawn)
    take_over(book, present, drawn)
    session.added += wanted
    session.read_again()
    if any(panel.area.name in present.names for key in keys for panel in PANELS[key]):
        figures(session)  # the table was there before, and what counted it has lost its columns
    else:
        figures(session, [area.name for area in HOME.areas])  # it has a line for every table
    session.finish()
    outcome = _outcome(present, drawn)
    # One that is ours has been brought up to date; somebody's own of that name keeps its place.
    if is_taken and book.area(HOME.areas[0].name) is None and HOME.belongs(book.tables()):
        outcome.findings.append(adding.HOME_LEFT_OUT.finding(name=HOME_SHEET))
    return outcome


def wanted_tables(book: Book, words: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the tables that are meant, in their usual order; refuses what cannot be added to the workbook."""
    named = {word.casefold(): key for key, table in TABLES.items() for word in (key, *table.sheet)}
    named |= {word.casefold(): HOME_KEY for word in (HOME_KEY, *HOME_SHEET)}
    named |= {word.casefold(): ALL_KEY for word in (ALL_KEY, *ALL_TABLES)}
    unknown = [word for word in words if word.strip().casefold() not in named]
    if unknown:
        known = listed_texts(Text(f"{t.sheet.zh}（{key}）", f"{t.sheet.en} ({key})") for key, t in TABLES.items())
        raise RefusalError(adding.NO_SUCH_TABLE, value=unknown[0], known=known)
    wanted = {named[word.strip().casefold()] for word in words}
    if ALL_KEY in wanted:
        # What is there need not be picked out by hand; with nothing left to add it is said that all are there.
        wanted = {key for key in TABLES if key not in book.tables()} | (wanted & {HOME_KEY}) or {*TABLES}
    there = [TABLES[key].sheet for key in book.tables() if key in wanted]
    is_there = any(book.area(area.name) is not None for area in HOME.areas)
    there += [HOME_SHEET] if HOME_KEY in wanted and is_there else []
    if there:
        raise RefusalError(adding.TABLE_PRESENT, tables=listed_texts(there))
    if SHARE_NAME in book.names():
        raise RefusalError(adding.ADD_TO_COPY)
    if book.identity.layout < LAYOUT_VERSION:
        raise RefusalError(adding.ADD_TO_OLDER)
    if HOME_KEY in wanted and not HOME.belongs((*book.tables(), *wanted)):
        raise RefusalError(adding.HOME_OF_ONE)
    return tuple(key for key in (*TABLES, HOME_KEY) if key in wanted)


def _refuse_taken(book: FileBook, present: Present, drawn: Addition) -> None:
    """Refuse where something else is called as a new sheet, table or cell is to be called."""
    new = (*drawn.tables, *drawn.reports, *drawn.others)
    sheets = {sheet.casefold(): sheet for sheet in book.sheets()}
    taken = [sheets[name.casefold()] for name in new if name.casefold() in sheets]
    if taken:
        raise RefusalError(adding.SHEET_NAME_TAKEN, sheets=listed(taken))
    foreign = names_otherwise(book, present, drawn)
    if foreign:
        raise RefusalError(adding.DEFINED_NAME_TAKEN, names=listed(foreign))


def _outcome(present: Present, drawn: Addition) -> Outcome:
    missing = [(SUMMARY_SHEET, present.summary), (GUIDE_SHEET, present.guide)]
    findings: list[Finding] = [adding.PART_LEFT_OUT.finding(name=name) for name, end in missing if end is None]
    sheets, below = listed([*drawn.tables, *drawn.reports, *drawn.others]), listed(drawn.below)
    rest = Text("原有内容未动", "everything else is as it was")
    if drawn.below:
        rest = Text(
            f"{below.zh} 的下方加了相应的内容，{rest.zh}",
            f"what goes with them stands at the end of {below.en}; {rest.en}",
        )
    message = Text(f"已新增工作表：{sheets.zh}；{rest.zh}", f"Added: {sheets.en}; {rest.en}")
    return Outcome(message, findings)
