"""Scores that came back on score sheets: taken out of what is merged, and kept in the register 评分记录."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from addin.book.port import OWN, Book, View
from addin.book.session import Session
from addin.rating.scoresheet import rater_names
from addin.sharing.mail import Recipient
from addin.sharing.merging import FileResult, Merger
from addin.sharing.returned import Return
from addin.sharing.timestamps import shown_saved
from udfs.lang import Lang
from udfs.merge import Added, Changes, identity_of
from udfs.problems import Finding, mailing
from udfs.ratings import is_bad
from udfs.values import CellValue, as_text, is_blank, plain, same
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.ratings import RATING, RATINGS, SCORE_KEYS
from workbook_templates.tables.registers import MAILINGS

GIVEN_KEYS = (*SCORE_KEYS, "notes")
_REGISTER_KEYS = ("plan_id", "plan", "rater", *GIVEN_KEYS, "when", "plan_row", "sender", "version")

Row = dict[str, CellValue]


@dataclass
class Sheet:
    """A score sheet that came back: what its rater gave, by row of the solutions; a row without scores says so too."""

    source: Return
    rater: str
    lang: Lang
    rows: dict[str, Row] = field(default_factory=dict)
    names: dict[str, Row] = field(default_factory=dict)
    notes: list[Finding] = field(default_factory=list)

    @property
    def version(self) -> str:
        """Return what puts the sheets of one rater in order."""
        return f"{self.source.saved} {self.source.digest}"

    @property
    def given(self) -> int:
        """Return how many scores it holds."""
        return sum(not is_blank(row.get(key)) for row in self.rows.values() for key in SCORE_KEYS)


def taken(book: Book, merger: Merger, returns: Sequence[Return]) -> list[Sheet]:
    """Take the scores out of returned score sheets; what else was changed in them stays to be merged."""
    # A sheet that lost its memory of what was sent still bears its number.
    mailed = {entry.share: entry.rater for entry in asked(book) if entry.share}
    sheets = []
    for source in returns:
        rater = source.rating or mailed.get(source.share, "")
        changes = source.changes.get(PLANS.key)
        if rater and changes is not None and source.refused is None and PLANS.key in book.tables():
            sheet = Sheet(source, rater, book.lang)
            _take_edits(sheet, changes)
            _take_added(sheet, changes, book.view(PLANS.key), merger)
            sheets.append(sheet)
    return sheets


class Asked(NamedTuple):
    """Somebody who was mailed a score sheet: person, name as a rater, the sheet's number, whether it came back."""

    person: Recipient
    rater: str
    share: str
    is_back: bool


def asked(book: Book) -> list[Asked]:
    """Return who was mailed score sheets, in the order of the register 收发记录."""
    if MAILINGS.name not in book.table_sheets():
        return []
    data = book.view(MAILINGS.key).data
    rows = [i for i, scope in enumerate(data["scope"]) if plain(scope) in RATING and not is_blank(data["sent"][i])]
    people = [Recipient(plain(data["recipient"][i]), plain(data["address"][i])) for i in rows]
    return [
        Asked(person, rater, as_text(data["share"][i]), not is_blank(data["returned"][i]))
        for i, person, rater in zip(rows, people, rater_names(people), strict=True)
    ]


def _take_edits(sheet: Sheet, changes: Changes) -> None:
    source = sheet.source
    for row_id in source.ids.get(PLANS.key, ()):
        sheet.rows[row_id] = {}
    for (row_id, column), edit in list(changes.edits.items()):
        if column in GIVEN_KEYS:
            sheet.rows.setdefault(row_id, {})[column] = edit.value
        elif _is_computed(column):
            _list(sheet, row_id, column, edit.value)
        else:
            continue
        del changes.edits[row_id, column]
    for (key, row_id), whole in source.whole.items():
        if key == PLANS.key:
            sheet.names[row_id] = dict(whole)
            for column in GIVEN_KEYS:
                whole.pop(column, None)


def _is_computed(column: str) -> bool:
    return not column.startswith(OWN) and not PLANS.column(column).typed


def _list(sheet: Sheet, row_id: str, column: str, value: CellValue) -> None:
    """Let something that is no score and cannot be merged be listed among the conflicts: nothing is lost."""
    heading = PLANS.column(column).label.to(sheet.lang)
    sheet.source.extras.setdefault(PLANS.key, []).append((row_id, heading, value))


def _take_added(sheet: Sheet, changes: Changes, view: View, merger: Merger) -> None:
    """Take the scores of rows that were not sent, or not in this place: copies, and solutions that the rater proposes."""
    ours = {as_text(row_id): i for i, row_id in enumerate(view.data["_id"]) if not is_blank(row_id)}
    kept: list[Added] = []
    seen: set[str] = set()
    for row_id, row in list(merger.identified(sheet.source, PLANS.key, changes.added)):
        given = {key: row.values.pop(key) for key in GIVEN_KEYS if key in row.values}
        for column in [column for column in row.values if _is_computed(column)]:
            _list(sheet, row_id, column, row.values.pop(column))
        if row.copied_from in ours and _says_the_same(row.values, view, ours[row.copied_from]):
            _second(sheet, row.copied_from, row.values, given)
        elif row_id in seen:  # twins in a sheet that no longer tells what was sent
            _second(sheet, row_id, row.values, given)
        elif is_blank(row.values.get("id")) and is_blank(row.values.get("name")) and row_id not in ours:
            for column, value in given.items():
                _list(sheet, "", column, value)
            kept += [row] if row.values else []
        else:
            seen.add(row_id)
            sheet.rows[row_id] = given
            sheet.names[row_id] = dict(row.values)
            kept.append(row)
    changes.added[:] = kept


def _says_the_same(values: Mapping[str, CellValue], view: View, at: int) -> bool:
    return all(same(view.data[key][at], value) for key, value in values.items() if key in view.column_numbers)


def _second(sheet: Sheet, row_id: str, values: Mapping[str, CellValue], given: Row) -> None:
    """Take a copied row of a solution for what it is: the only scores of it, the same once more, or others."""
    first = sheet.rows.setdefault(row_id, {})
    if not any(key in first for key in SCORE_KEYS):
        sheet.rows[row_id] = {**first, **given}
    elif any(not same(first.get(key), given[key]) for key in given):
        told, other = _told(first), _told(given)
        first["notes"] = f"{as_text(first['notes'])}\n{other}" if first.get("notes") else other
        plan = as_text(values.get("name") or values.get("id"))
        args = {"who": sheet.rater, "plan": plan, "value": told, "other": other}
        sheet.notes.append(Finding(mailing.RATED_TWICE, "", "", args))


def _told(given: Row) -> str:
    return ", ".join(as_text(given.get(key)) or "-" for key in SCORE_KEYS)


# --- the register ----------------------------------------------------------------------------------------------------


def heard(sheets: Sequence[Sheet], fates: Sequence[FileResult]) -> list[Sheet]:
    """Return the sheets whose files are of this workbook and new, and tell their fates how many scores they bring."""
    by_source = {id(fate.source): fate for fate in fates}
    found = []
    for sheet in sheets:
        fate = by_source[id(sheet.source)]
        if sheet.source.refused is None and not fate.known:
            fate.scores = sheet.given
            found.append(sheet)
    return found


def record(session: Session, sheets: Sequence[Sheet]) -> None:
    """Write scores into the register: one row per rater and solution; of several sheets of a rater the latest counts."""
    book = session.book
    view, plans = book.ensure(RATINGS.key), book.view(PLANS.key)
    order = {as_text(row_id): i for i, row_id in enumerate(plans.data["_id"]) if not is_blank(row_id)}
    held = {(plain(row["rater"]).casefold(), as_text(row["plan_row"])): row for row in register_rows(view)}
    now = {key: dict(row) for key, row in held.items()}
    for sheet in sorted(sheets, key=lambda sheet: sheet.version):
        for row_id, given in sheet.rows.items():
            _set(now, sheet, row_id, given)
    for sheet in sorted(sheets, key=lambda sheet: sheet.version):
        session.findings += [*sheet.notes, *_older(sheet, now), *_gone(sheet, order)]
    for (_, row_id), row in now.items():
        if row_id in order:
            row["plan_id"], row["plan"] = (plans.data[key][order[row_id]] for key in ("id", "name"))
    _write(session, view, held, now)
    new = [key for key in now if key not in held]
    last = len(order)
    new.sort(key=lambda key: (key[0], order.get(key[1], last), key[1]))
    session.append(RATINGS, [{**now[key], "_id": identity_of(key[0], {"plan": key[1]}, ())} for key in new])


def register_rows(view: View) -> Iterator[Row]:
    """Yield the filled rows of the register."""
    data = view.data
    for i, full in enumerate(data.filled()):
        if full:
            yield {**{key: data[key][i] for key in _REGISTER_KEYS}, "_place": i}


def _set(now: dict[tuple[str, str], Row], sheet: Sheet, row_id: str, given: Row) -> None:
    """Let a row of a sheet count, unless the rater has sent a later one."""
    key = (plain(sheet.rater).casefold(), row_id)
    before = now.get(key)
    says_nothing = all(is_blank(given.get(column)) for column in GIVEN_KEYS)
    # Another, blank sheet of the same person takes nothing back; the same sheet with its scores deleted does.
    if says_nothing and (before is None or as_text(before["sender"]) != sheet.source.sender):
        return
    if before is not None and as_text(before["version"]) > sheet.version:
        return
    names = sheet.names.get(row_id, {})
    known = before or {"plan_id": names.get("id"), "plan": names.get("name"), "rater": sheet.rater, "plan_row": row_id}
    scores: Row = {column: given.get(column) for column in GIVEN_KEYS}
    saved = {"when": shown_saved(sheet.source.saved), "sender": sheet.source.sender, "version": sheet.version}
    now[key] = {**known, **scores, **saved}


def _older(sheet: Sheet, now: Mapping[tuple[str, str], Row]) -> Iterator[Finding]:
    """Tell of a sheet whose scores gave way to those of a later one."""
    rater = plain(sheet.rater).casefold()
    for row_id, given in sheet.rows.items():
        counts = now.get((rater, row_id), {})
        if any(not is_blank(value) and not same(counts.get(key), value) for key, value in given.items()):
            yield Finding(mailing.OLDER_SHEET, "", "", {"name": sheet.source.name, "who": sheet.rater})
            return


def _gone(sheet: Sheet, order: Mapping[str, int]) -> Iterator[Finding]:
    for row_id, given in sheet.rows.items():
        if row_id not in order and any(not is_blank(value) for value in given.values()):
            names = sheet.names.get(row_id, {})
            plan = " ".join(as_text(names[key]) for key in ("id", "name") if not is_blank(names.get(key)))
            yield Finding(mailing.RATED_GONE, "", "", {"who": sheet.rater, "plan": plan})


def _write(
    session: Session, view: View, held: Mapping[tuple[str, str], Row], now: Mapping[tuple[str, str], Row]
) -> None:
    """Write what differs in rows that are there already."""
    for column in _REGISTER_KEYS:
        fresh: dict[int, CellValue] = {
            int(as_text(row["_place"])): now[key][column]
            for key, row in held.items()
            if not same(row[column], now[key][column])
        }
        session.put_at(view, column, fresh)


def bad_scores(view: View) -> Iterator[Finding]:
    """Point out what stands in the register and is no score."""
    for row in register_rows(view):
        at = int(as_text(row["_place"]))
        for key in SCORE_KEYS:
            if is_bad(row[key]):
                args = {
                    "who": row["rater"],
                    "plan": as_text(row["plan"] or row["plan_id"]),
                    "label": RATINGS.column(key).label,
                    "value": as_text(row[key]),
                }
                yield Finding(mailing.BAD_RATING, view.sheet, view.cell(key, at), args)
