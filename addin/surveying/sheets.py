"""The answer sheets of an export as rows of 答卷, beside those that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from addin.book.numbering import numbered
from addin.book.port import Book, View
from addin.importing.remarks import Remarks
from addin.surveying.exports import Export
from udfs.lang import Lang, Text, listed
from udfs.problems import Finding, RefusalError, imports, survey_imports
from udfs.spellings import parse_moment
from udfs.survey.choices import BETWEEN_OPTIONS, KINDS
from udfs.survey.questions import question_key
from udfs.survey.reading import Reading
from udfs.survey.reading_items import Item
from udfs.survey.reading_values import parse_seconds
from udfs.values import CellValue, as_text, is_blank, same
from udfs.worksheet import LONGEST_TEXT, fits_cell
from workbook_templates.tables.answers import ANSWERS

_SHOWN = 5
_LONGEST = 40
_ID = re.compile(rf"{ANSWERS.id_prefix}-0*(\d+)")
_UNREAD = {"submitted": Text("时间", "a time"), "seconds": Text("用时", "a time taken")}

Key = tuple[str, datetime | None]
Values = Sequence[CellValue]


class Sheets:
    """The answer sheets of an export, told apart from those that are there by number and time of submission.

    Attributes:
        items: the questions, with what the numbers of their options mean as far as it is known.
        new: the rows to be added.
        known: how many are there already.
        changed: cells of those to be written: column → position → value.
        differing: cells of those that say something else than the export, and stay.
    """

    def __init__(self, book: Book, reading: Reading, export: Export) -> None:
        self._reading, self._export, self._lang = reading, export, book.lang
        self._view = book.view(ANSWERS.key)
        self._places = _places(self._view, self._heading("number"))
        self._notes: list[Finding] = []
        headings = {at: as_text(cell) for at, cell in enumerate(export.headings, 1)}
        self._remarks = Remarks(export.grid.attached, headings, book.lang)
        matches = [(number, row, self._place(row)) for number, row in export.rows]
        there = [(row, at) for _, row, at in matches if at is not None]
        self.known = len(there)
        self.items = [self._learned(item, question_key(item.number), there) for item in reading.items]
        self._asked = {key: self._learned(item, key, there) for key, item in reading.asked.items()}
        self.changed: dict[str, dict[int, CellValue]] = {}
        self.differing: list[str] = []
        for row, at in there:
            self._compare(row, at)
        taken = {as_text(value) for value in self._view.data["id"]}
        rows = [self._row(n, row, taken) for n, row, at in matches if at is None]
        if not self._reading.lead.keys() & {"number", "submitted"}:
            rows = self._unlike(rows)
            self.known = len(matches) - len(rows)
        self.new = numbered(book, ANSWERS, rows)

    def _heading(self, key: str) -> str:
        at = self._reading.lead.get(key)
        return as_text(self._export.headings[at]).strip() if at is not None else ""

    def _value(self, row: Values, key: str) -> CellValue:
        at = self._reading.lead.get(key)
        return row[at] if at is not None and at < len(row) else None

    def _place(self, row: Values) -> int | None:
        """Return the position of an answer sheet that is there already; of some that are alike the next one."""
        moment = parse_moment(self._value(row, "submitted"))
        number = as_text(self._value(row, "number")).strip()
        if not number and moment is None:
            return None
        places = self._places.get((number, _time(moment)), [])
        return places.pop(0) if places else None

    def _unlike(self, rows: Sequence[dict[str, CellValue]]) -> list[dict[str, CellValue]]:
        """Return the answer sheets that are not there cell by cell: an export without number and time tells them apart no other way."""
        keys = sorted({key for row in rows for key in row})
        data = self._view.data
        there = Counter(tuple(as_text(data[key][i]) for key in keys) for i in data.records())
        new = []
        for row in rows:
            cells = tuple(as_text(row.get(key)) for key in keys)
            if there[cells]:
                there[cells] -= 1
            else:
                new.append(row)
        return new

    def _learned(self, item: Item, key: str, there: Sequence[tuple[Values, int]]) -> Item:
        cells = self._view.data[key]
        return item.learn((row, cells[at]) for row, at in there)

    def _compare(self, row: Values, at: int) -> None:
        """Note where an answer sheet that is there says something else than the export."""
        for item in self.items:
            key = question_key(item.number)
            old, new = self._view.data[key][at], item.cell(row, self._lang)
            if same(old, new) or as_text(old) == as_text(new):
                continue
            if (not item.known and is_blank(old)) or any(as_text(old) == as_text(v) for v in _otherwise(item, row, self._lang)):  # fmt: skip
                self.changed.setdefault(key, {})[at] = new
            else:
                self.differing.append(self._view.cell(key, at))

    def _row(self, number: int, row: Values, taken: set[str]) -> dict[str, CellValue]:
        """Return a new row of 答卷; `taken` are the numbers that others have."""
        values: dict[str, CellValue] = {}
        notes: list[str] = []
        given = as_text(self._value(row, "number")).strip()
        own = f"{ANSWERS.id_prefix}-{int(given):03}" if given.isascii() and given.isdigit() else ""
        if own and own not in taken:
            values["id"] = own
            taken.add(own)
        elif given:
            notes.append(f"{self._heading('number')}: {given}")
        for key in self._reading.lead:
            if key in self._asked:
                values[key] = self._asked[key].cell(row, self._lang)
            elif key not in ("number", "started"):
                values[key] = self._lead(number, key, self._value(row, key))
        for item in self.items:
            values[question_key(item.number)] = item.cell(row, self._lang)
        notes += self._noted(row)
        notes += self._remarks.taken(number)
        values["notes"] = "\n".join([as_text(values.get("notes")), *notes]).strip()
        for value in values.values():
            if isinstance(value, str) and not fits_cell(value):
                raise RefusalError(imports.ROW_TOO_LONG, row=number, value=value[:_SHOWN], allowed=LONGEST_TEXT)
        return {key: value for key, value in values.items() if not is_blank(value)}

    def _noted(self, row: Values) -> Iterator[str]:
        """Yield what has no column: the export's other columns by their headings, and what stands beside them."""
        others = [*self._reading.headings.others, *(at for key, at in self._reading.lead.items() if key == "started")]
        for at in sorted(others):
            heading = as_text(self._export.headings[at]).strip()
            if at < len(row) and not is_blank(row[at]):
                yield f"{heading}: {as_text(row[at])}" if heading else as_text(row[at])
        yield from (as_text(value) for value in row[len(self._export.headings) :] if not is_blank(value))

    def _lead(self, number: int, key: str, value: CellValue) -> CellValue:
        if is_blank(value) or key not in _UNREAD:
            return as_text(value) if isinstance(value, date) else value
        result = parse_moment(value) if key == "submitted" else parse_seconds(value)
        if result is None:
            args = {"label": ANSWERS.column(key).label, "value": as_text(value)[:_LONGEST], "kind": _UNREAD[key]}
            self._notes.append(imports.KEPT_AS_TEXT.at(self._export.grid.name, row=number, **args))
            return as_text(value)
        return result

    def findings(self, name: str) -> Iterator[Finding]:
        """Report what stayed text, what differs, and what was read anew."""
        yield from self._notes
        if self.differing:
            few = listed(self.differing, _SHOWN)
            yield survey_imports.ANSWERS_DIFFER.at(self._view.sheet, count=len(self.differing), name=name, few=few)
        if self.changed:
            cells = [self._view.cell(key, at) for key, values in self.changed.items() for at in values]
            yield survey_imports.ANSWERS_READ_ANEW.at(self._view.sheet, count=len(cells), few=listed(cells, _SHOWN))
        for row, finding in self._export.grid.filled:
            if any(number > row for number, _ in self._export.rows):
                yield finding
        yield from self._remarks.findings(self._export.grid.name)


def _time(moment: date | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day)


def _places(view: View, heading: str) -> dict[Key, list[int]]:
    """Return where answer sheets are, by number and time of submission."""
    data = view.data
    noted = re.compile(rf"^{re.escape(heading)}: (.+)$", re.MULTILINE) if heading else None
    places: dict[Key, list[int]] = {}
    for i in data.records():
        time = _time(parse_moment(data["submitted"][i]))
        match = noted.search(as_text(data["notes"][i])) if noted else None
        number = match or _ID.fullmatch(as_text(data["id"][i]))
        keys = dict.fromkeys(((number[1] if number else "", time), ("", time)))
        for key in keys:
            places.setdefault(key, []).append(i)
    return places


def _otherwise(item: Item, row: Values, lang: Lang) -> Iterator[CellValue]:
    """Yield how the same answers would be read as another kind of question."""
    for kind in KINDS:
        for sign in dict.fromkeys((BETWEEN_OPTIONS, item.guess.sign)):
            yield replace(item, guess=item.guess._replace(kind=kind, sign=sign)).cell(row, lang)
