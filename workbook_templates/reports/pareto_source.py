"""What the Pareto chart counts: which table, column and rows are chosen, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from udfs.lang import Text, listed_texts, same
from udfs.people import SEPARATORS, people_in, person_key
from udfs.problems import RefusalError, charting
from udfs.rules import Kind
from udfs.statistics.pareto import SUM_PLACES, Row
from udfs.statistics.samples import exact
from udfs.values import CellValue, ErrorValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.context import OWN, Context, TableData
from workbook_templates.headers import folded, spellings
from workbook_templates.model import Column, Table
from workbook_templates.pareto_settings import ALL_ROWS, COLUMN, DATE, FROM, ISSUE, SUM, TABLE
from workbook_templates.reports.fishbone import fishbone
from workbook_templates.tables.causes import CAUSES, tree
from workbook_templates.tables.issues import ISSUES

UNFILLED, OTHER = Text("未填", "Blank"), Text("其他", "Other")
# What is counted where nothing is chosen; in any other table the first column with choices.
_COLUMNS = {CAUSES.key: "category", ISSUES.key: "category"}
# Key and both labels; aliases follow.
_OWN_NAMES = 3
# COUNTIF takes no longer criteria, and reads what begins like a number as one.
_LONGEST_CRITERION = 250
_LIKE_NUMBERS = "0123456789+-.,%¥$€£(（"


class Choice(NamedTuple):
    """What is counted.

    Attributes:
        table: the table.
        column: the key of the column whose labels are counted.
        amount: the key of the column that is summed, blank where rows are counted.
        issue: the issue whose rows alone count, blank for all rows.
        days: the key of the column of dates that says what is before and what after, blank where nothing is compared.
        start: the first day of “after”.
    """

    table: Table
    column: str
    amount: str = ""
    issue: str = ""
    days: str = ""
    start: date | None = None


@dataclass
class Source:
    """The rows that count, and what cannot be counted, by row of the table.

    Attributes:
        choice: what is counted.
        rows: what counts before and after; all of them before where nothing is compared.
        blank: how many rows that count have no label.
        undated: how many rows have no date to compare by.
        errors: (column, row) of error values; such a label is one of 其他, such an amount counts 0.
        no_numbers: rows whose amount is no number; it counts 0.
        negative: rows whose amount is negative, which no Pareto chart can show.
        native: whether formulas over the table count the same.
    """

    choice: Choice
    rows: tuple[list[Row], list[Row]] = field(default_factory=lambda: ([], []))
    blank: int = 0
    undated: int = 0
    errors: list[tuple[str, int]] = field(default_factory=list)
    no_numbers: list[int] = field(default_factory=list)
    negative: list[int] = field(default_factory=list)
    native: bool = False


def label_of(table: Table, key: str) -> Text:
    """Return what a column is called; the user's own by their headings."""
    return same(key[len(OWN) :]) if key.startswith(OWN) else table.column(key).label


def chosen(book: Context) -> Choice:
    """Return what the choices on the sheet mean.

    Raises:
        RefusalError: one of them means nothing in this workbook.
    """
    data = _table(book)
    table, settings = data.table, book.settings.values
    column = _column(data, settings[COLUMN.key]) or _usual_column(table)
    amount = _column(data, settings[SUM.key])
    start = settings[FROM.key]
    days = ""
    if not is_blank(start):
        dated = (each.key for each in table.columns if each.kind is Kind.DATE and not each.hidden)
        days = _column(data, settings[DATE.key]) or next(dated, "")
        if day_of(start) is None:
            raise RefusalError(charting.PARETO_NO_DAYS, value=as_text(start))
        if not days:
            raise RefusalError(charting.PARETO_NO_DATES, value=as_text(start), table=table.sheet)
    return Choice(table, column, amount, _issue(book, table), days, day_of(start))


def own_column(book: Context) -> str:
    """Return the table in which a choice may mean a column of the user's own, blank where it surely does not."""
    try:
        data = _table(book)
        for setting in (COLUMN, SUM, DATE):
            _column(data, book.settings.values[setting.key])
    except RefusalError as refusal:
        return data.table.key if refusal.finding.problem is charting.PARETO_NO_COLUMN else ""
    return ""


def _table(book: Context) -> TableData:
    text = folded(as_text(book.settings.values[TABLE.key]))
    known = [key for key in TABLES if key in book.tables]
    if not text:
        return book.tables[next(key for key in (CAUSES.key, ISSUES.key, *known) if key in known)]
    for key in known:
        if text in {key, *map(folded, (*TABLES[key].sheet, *TABLES[key].title))}:
            return book.tables[key]
    sheets = listed_texts(TABLES[key].sheet for key in known)
    raise RefusalError(charting.PARETO_NO_TABLE, value=plain(book.settings.values[TABLE.key]), allowed=sheets)


def _column(data: TableData, value: CellValue) -> str:
    """Return the key of the column that is meant, blank where none is chosen."""
    text = folded(as_text(value))
    if not text:
        return ""
    visible = [column for column in data.table.columns if not column.hidden]
    own = [key for key in data.columns if key.startswith(OWN)]
    known: list[tuple[str, list[str]]] = [(column.key, [folded(column.key), *spellings(column)]) for column in visible]
    known += [(key, [folded(key[len(OWN) :])]) for key in own]
    # Labels go before aliases: a column of one's own may carry another's alias as its heading.
    for first in (_OWN_NAMES, None):
        for key, names in known:
            if text in names[:first]:
                return key
    labels = listed_texts([*(column.label for column in visible), *(same(key[len(OWN) :]) for key in own)])
    raise RefusalError(charting.PARETO_NO_COLUMN, value=plain(value), table=data.table.sheet, allowed=labels)


def _usual_column(table: Table) -> str:
    def has_choices(column: Column) -> bool:
        return bool(column.choices or column.options or column.dropdown)

    usual = (column.key for column in table.columns if has_choices(column) and not column.hidden)
    return _COLUMNS.get(table.key) or next(usual, table.subject)


def _issue(book: Context, table: Table) -> str:
    text = plain(as_text(book.settings.values[ISSUE.key]))
    if folded(text) in map(folded, ALL_ROWS):
        return ""
    if not text:
        named = plain(as_text(book.settings.values["fishbone_issue"]))
        return (named or book.once(fishbone).issue) if table.key == CAUSES.key else ""
    if not link_of(table):
        raise RefusalError(charting.PARETO_NO_ISSUES, table=table.sheet, value=text)
    return text


def link_of(table: Table) -> str:
    """Return the column that says to which issue a row belongs, blank where there is none."""
    if table.key == ISSUES.key:
        return "id"
    links = (column.key for column in table.columns if column.kind is Kind.LINK and column.refers == ISSUES.key)
    return next(links, "")


def source(book: Context, wanted: Choice | None = None) -> Source:
    """Return the rows that count, of what is chosen on the sheet (then it raises what `chosen` raises), or of what is wanted."""
    choice = wanted or chosen(book)
    counted_source, data = Source(choice), book.tables[choice.table.key]
    labels, belongs = _labels(choice), _belonging(book, choice)
    days, amounts, values = data[choice.days], data[choice.amount], _values(book, choice)
    for place in data.records():
        day = day_of(days[place]) if choice.start else None
        if not belongs(place):
            continue
        if choice.start and day is None:
            counted_source.undated += 1
            continue
        named = labels(values[place])
        if isinstance(values[place], ErrorValue):
            counted_source.errors.append((choice.column, place))
        elif not named:
            counted_source.blank += 1
            named = [UNFILLED.to(book.lang)]
        weight = _amount(counted_source, amounts[place], place) if choice.amount else Fraction(1)
        is_after = choice.start is not None and day is not None and day >= choice.start
        counted_source.rows[is_after].append(Row(named, weight))
    counted_source.native = not counted_source.errors and not counted_source.no_numbers and all(_followed(book, choice))
    return counted_source


def _values(book: Context, choice: Choice) -> list[CellValue]:
    """Return what stands in the column; causes without a category belong to that of the cause above, as in the fishbone."""
    values = book.tables[choice.table.key][choice.column]
    if (choice.table.key, choice.column) != (CAUSES.key, _COLUMNS[CAUSES.key]):
        return values
    forest, inherited = book.once(tree), list(values)
    for place in sorted(range(len(values)), key=lambda place: forest.levels[place]):
        upper = forest.uppers[place]
        if is_blank(values[place]) and upper >= 0 and forest.levels[place]:
            inherited[place] = inherited[upper]
    return inherited


def _labels(choice: Choice) -> Callable[[CellValue], list[str]]:
    """Return what a cell of the column stands for: people who share it one by one, as first written, or all of it."""
    if _kind(choice) is Kind.PERSON:
        known: dict[str, str] = {}
        return lambda value: [known.setdefault(person_key(name), name) for name in people_in(value)]
    return lambda value: [text] if not isinstance(value, ErrorValue) and (text := plain(value)) else []


def _kind(choice: Choice) -> Kind:
    return Kind.TEXT if choice.column.startswith(OWN) else choice.table.column(choice.column).kind


def _belonging(book: Context, choice: Choice) -> Callable[[int], bool]:
    """Return the test of which rows belong to the issue: causes by their tree, others by what they say."""
    wanted = choice.issue.casefold()
    if not wanted:
        return lambda _place: True
    if choice.table.key == CAUSES.key:
        issues = book.once(tree).issues
        return lambda place: issues[place].casefold() == wanted
    links = book.tables[choice.table.key][link_of(choice.table)]
    return lambda place: wanted in (name.casefold() for name in people_in(links[place]))


def _amount(counted_source: Source, value: CellValue, place: int) -> Fraction:
    if is_blank(value):
        return Fraction(0)
    if isinstance(value, ErrorValue):
        counted_source.errors.append((counted_source.choice.amount, place))
    elif not is_number(value):
        counted_source.no_numbers.append(place)
    elif value < 0:
        counted_source.negative.append(place)
    else:
        return exact(value)
    return Fraction(0)


# --- whether formulas count the same ---------------------------------------------------------------------------------


def _followed(book: Context, choice: Choice) -> Iterator[bool]:
    """Yield, one after the other, what COUNTIFS and SUMIFS need in order to count as we do."""
    data = book.tables[choice.table.key]
    yield _kind(choice) is not Kind.PERSON
    yield not (choice.issue and choice.table.key == CAUSES.key)
    values = data[choice.column]
    yield values == _values(book, choice)
    yield all(_is_criterion(value) for value in values)
    yield not any(plain(value).casefold() == UNFILLED.to(book.lang).casefold() for value in values)
    if choice.amount:
        yield all(_is_amount(value) for value in data[choice.amount])
    if choice.issue:
        links = data[link_of(choice.table)]
        yield all(_is_criterion(value) and not set(SEPARATORS) & set(as_text(value)) for value in links)
    elif not choice.start:
        # Rows that have neither a number nor a subject do not count, but a formula would count them.
        others = set(range(data.length)) - set(data.records())
        yield all(is_blank(values[place]) and is_blank(data[choice.amount][place]) for place in others)


def _is_criterion(value: CellValue) -> bool:
    if value is None or value == "":
        return True
    if not isinstance(value, str) or isinstance(value, ErrorValue) or value != plain(value):
        return False
    is_word = value[0] not in _LIKE_NUMBERS and value.casefold() not in {"true", "false"}
    return is_word and len(value) <= _LONGEST_CRITERION


def _is_amount(value: CellValue) -> bool:
    return value is None or (is_number(value) and round(value, SUM_PLACES) == value and value >= 0)
