"""The register 评分记录: the scores of all raters, one row per rater and solution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from addin.book.port import View
from addin.book.session import Session
from addin.rating.separation import GIVEN_KEYS, Row, ScoreSheet
from addin.sharing.timestamps import format_saved
from udfs.merge import identity_of
from udfs.problems import Finding, mailing
from udfs.ratings import is_bad
from udfs.values import CellValue, as_text, is_blank, plain, same
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.ratings import RATINGS, SCORE_KEYS

_REGISTER_KEYS = ("plan_id", "plan", "rater", *GIVEN_KEYS, "when", "plan_row", "sender", "version")


def record(session: Session, sheets: Sequence[ScoreSheet]) -> list[Finding]:
    """Write scores into the register; if a rater returned several sheets, the latest one counts.

    Returns what the sheets say of themselves, which were superseded, and scores of solutions that are gone.
    """
    book = session.book
    book.ensure(RATINGS.key)
    view, plans = book.register(RATINGS.key), book.view(PLANS.key)
    order = {as_text(row_id): i for i, row_id in enumerate(plans.data["_id"]) if not is_blank(row_id)}
    before = {(plain(row["rater"]).casefold(), as_text(row["plan_row"])): row for row in register_rows(view)}
    now = {key: dict(row) for key, row in before.items()}
    in_order = sorted(sheets, key=lambda sheet: sheet.version)
    for sheet in in_order:
        for row_id, given in sheet.rows.items():
            _set(now, sheet, row_id, given)
    findings: list[Finding] = []
    for sheet in in_order:
        findings += [*sheet.notes, *_superseded(sheet, now), *_deleted(sheet, order)]
    for (_, row_id), row in now.items():
        if row_id in order:
            row["plan_id"], row["plan"] = (plans.data[key][order[row_id]] for key in ("id", "name"))
    _write(session, view, before, now)
    new = [key for key in now if key not in before]
    last = len(order)
    new.sort(key=lambda key: (key[0], order.get(key[1], last), key[1]))
    session.append(RATINGS, [{**now[key], "_id": identity_of(key[0], {"plan": key[1]}, ())} for key in new])
    return findings


def register_rows(view: View) -> Iterator[Row]:
    """Yield the filled rows of the register."""
    data = view.data
    for i, full in enumerate(data.filled()):
        if full:
            yield {**{key: data[key][i] for key in _REGISTER_KEYS}, "_place": i}


def _set(now: dict[tuple[str, str], Row], sheet: ScoreSheet, row_id: str, given: Row) -> None:
    """Put a row of a sheet into the register's rows, unless the rater has sent a later one."""
    key = (plain(sheet.rater).casefold(), row_id)
    row = now.get(key)
    is_empty = all(is_blank(given.get(column)) for column in GIVEN_KEYS)
    # Another, blank sheet of the same person deletes nothing; the same sheet with its scores deleted does.
    if is_empty and (row is None or as_text(row["sender"]) != sheet.source.sender):
        return
    if row is not None and as_text(row["version"]) > sheet.version:
        return
    names = sheet.names.get(row_id, {})
    known = row or {"plan_id": names.get("id"), "plan": names.get("name"), "rater": sheet.rater, "plan_row": row_id}
    scores: Row = {column: given.get(column) for column in GIVEN_KEYS}
    saved = {"when": format_saved(sheet.source.saved), "sender": sheet.source.sender, "version": sheet.version}
    now[key] = {**known, **scores, **saved}


def _superseded(sheet: ScoreSheet, now: Mapping[tuple[str, str], Row]) -> Iterator[Finding]:
    """Report a sheet whose scores were replaced by those of a later one."""
    rater = plain(sheet.rater).casefold()
    for row_id, given in sheet.rows.items():
        current = now.get((rater, row_id), {})
        if any(not is_blank(value) and not same(current.get(key), value) for key, value in given.items()):
            yield mailing.OLDER_SHEET.finding(name=sheet.source.name, who=sheet.rater)
            return


def _deleted(sheet: ScoreSheet, order: Mapping[str, int]) -> Iterator[Finding]:
    for row_id, given in sheet.rows.items():
        if row_id not in order and any(not is_blank(value) for value in given.values()):
            names = sheet.names.get(row_id, {})
            plan = " ".join(as_text(names[key]) for key in ("id", "name") if not is_blank(names.get(key)))
            yield mailing.RATED_GONE.finding(who=sheet.rater, plan=plan)


def _write(
    session: Session, view: View, before: Mapping[tuple[str, str], Row], now: Mapping[tuple[str, str], Row]
) -> None:
    """Write what has changed in existing rows."""
    for column in _REGISTER_KEYS:
        changed: dict[int, CellValue] = {
            int(as_text(row["_place"])): now[key][column]
            for key, row in before.items()
            if not same(row[column], now[key][column])
        }
        session.put_at(view, column, changed)


def bad_scores(view: View) -> Iterator[Finding]:
    """Report values in the register that are not scores."""
    for row in register_rows(view):
        position = int(as_text(row["_place"]))
        for key in SCORE_KEYS:
            if is_bad(row[key]):
                yield view.finding(
                    mailing.BAD_RATING,
                    key,
                    position,
                    who=row["rater"],
                    plan=as_text(row["plan"] or row["plan_id"]),
                    label=RATINGS.column(key).label,
                    value=as_text(row[key]),
                )
