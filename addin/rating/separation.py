"""Taking the scores out of returned score sheets, before what else was changed in them is merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from addin.book.port import View
from addin.rating.raters import AskedRater, asked_raters
from addin.sharing.master import Master
from addin.sharing.results import FileResult
from addin.sharing.returned import Return
from udfs.merge import Added, Edit, identified
from udfs.problems import Finding, mailing, versions
from udfs.values import CellValue, as_text, is_blank, same
from workbook_templates.context import OWN
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.ratings import SCORE_KEYS

GIVEN_KEYS = (*SCORE_KEYS, "notes")

Row = dict[str, CellValue]
_Extras = list[tuple[str, str, CellValue]]


@dataclass
class ScoreSheet:
    """A returned score sheet.

    Attributes:
        source: the file.
        rater: the rater's name.
        rows: scores and notes by identity of the solution; a solution without scores has a row, too.
        names: what the sheet says about the solutions that were changed or added in it.
        notes: what to report about the sheet.
    """

    source: Return
    rater: str
    rows: dict[str, Row] = field(default_factory=dict)
    names: dict[str, Row] = field(default_factory=dict)
    notes: list[Finding] = field(default_factory=list)

    @property
    def version(self) -> str:
        """Return what orders the sheets of one rater."""
        return f"{self.source.saved} {self.source.digest}"

    @property
    def score_count(self) -> int:
        """Return how many scores it contains."""
        return sum(not is_blank(row.get(key)) for row in self.rows.values() for key in SCORE_KEYS)


def separate(master: Master, returns: Sequence[Return]) -> tuple[list[ScoreSheet], list[Return]]:
    """Return the score sheets among accepted files, and all files in the same order, without the scores.

    What was changed in a score sheet besides the scores stays in its file and is merged like any other change.
    """
    asked = {rater.share: rater for rater in asked_raters(master.book) if rater.share}
    sheets: list[ScoreSheet] = []
    copies: list[Return] = []
    for returned in returns:
        source = _checked(returned, asked) if returned.is_new else returned
        # A sheet that has lost its snapshot still has its identity, and that decides whose scores these are.
        known = asked.get(source.share)
        if known is not None and source.is_new and PLANS.key in source.changes and PLANS.key in master.views:
            sheet, copy = _separated(master, source, source.rating or known.rater)
            sheets.append(sheet)
            copies.append(copy)
        else:
            copies.append(source)
    return sheets, copies


def _checked(source: Return, asked: Mapping[str, AskedRater]) -> Return:
    """Return the file, refused if it gives scores in another name than that of the person to whom it was sent."""
    share, marked = asked.get(source.share), asked.get(source.marked)
    says = source.rating or ("" if marked is None else marked.rater)
    if share is None:
        unknown = versions.RATER_UNKNOWN.finding(name=source.name, who=says)
        return replace(source, refused=unknown) if says else source
    is_another = marked not in (None, share) or not share.is_called(source.rating or share.rater)
    differs = versions.RATER_DIFFERS.finding(name=source.name, who=says, other=share.rater)
    return replace(source, refused=differs) if is_another else source


def count_scores(files: Sequence[FileResult], sheets: Iterable[ScoreSheet]) -> list[FileResult]:
    """Return the results of merging with the number of scores that each file contained."""
    counts = {(sheet.source.sender, sheet.source.digest): sheet.score_count for sheet in sheets}
    return [
        replace(result, scores=counts.get((result.source.sender, result.source.digest), 0))
        if result.source.is_new
        else result
        for result in files
    ]


def _separated(master: Master, source: Return, rater: str) -> tuple[ScoreSheet, Return]:
    sheet, changes = ScoreSheet(source, rater), source.changes[PLANS.key]
    edits, extras = _without_scores(sheet, changes.edits, source.ids.get(PLANS.key, ()))
    extras = [(row_id, _heading(master, column), value) for row_id, column, value in extras]
    whole = dict(source.whole)
    for (key, row_id), row in source.whole.items():
        if key == PLANS.key:
            sheet.names[row_id] = dict(row)
            whole[key, row_id] = {column: value for column, value in row.items() if column not in GIVEN_KEYS}
    added = _AddedRows(master, sheet)
    added.read(changes.added)
    copy = replace(
        source,
        changes={**source.changes, PLANS.key: replace(changes, edits=edits, added=added.remaining)},
        whole=whole,
        extras={**source.extras, PLANS.key: [*source.extras.get(PLANS.key, ()), *extras, *added.extras]},
    )
    return sheet, copy


def _without_scores(
    sheet: ScoreSheet, edits: Mapping[tuple[str, str], Edit], row_ids: Iterable[str]
) -> tuple[dict[tuple[str, str], Edit], _Extras]:
    """Put edited scores into a sheet; return the other edits, and those in columns that cannot be merged."""
    remaining: dict[tuple[str, str], Edit] = {}
    unmergeable: _Extras = []
    sheet.rows |= {row_id: {} for row_id in row_ids}
    for (row_id, column), edit in edits.items():
        if column in GIVEN_KEYS:
            sheet.rows.setdefault(row_id, {})[column] = edit.value
        elif _is_computed(column):
            unmergeable.append((row_id, column, edit.value))
        else:
            remaining[row_id, column] = edit
    return remaining, unmergeable


def _is_computed(column: str) -> bool:
    return not column.startswith(OWN) and not PLANS.column(column).typed


def _heading(master: Master, column: str) -> str:
    return PLANS.column(column).label.to(master.book.lang)


class _AddedRows:
    """The rows of a score sheet that were not sent, or not in this place: copies, and solutions that the rater proposes.

    Attributes:
        remaining: the rows to be merged, without scores.
        extras: values that are not scores and cannot be merged; they are listed as conflicts, so that nothing is lost.
    """

    def __init__(self, master: Master, sheet: ScoreSheet) -> None:
        self._master, self._sheet = master, sheet
        self._view = master.views[PLANS.key]
        self._ours = {as_text(row_id): i for i, row_id in enumerate(self._view.data["_id"]) if not is_blank(row_id)}
        self._seen: set[str] = set()
        self.remaining: list[Added] = []
        self.extras: _Extras = []

    def read(self, added: Sequence[Added]) -> None:
        """Put the scores of added rows into the sheet."""
        known, columns = self._master.rows[PLANS.key], self._master.key_columns(PLANS.key)
        for row_id, row in identified(added, self._sheet.source.sender, columns, known):
            given = {key: row.values[key] for key in GIVEN_KEYS if key in row.values}
            values = {key: value for key, value in row.values.items() if key not in GIVEN_KEYS}
            computed = [key for key in values if _is_computed(key)]
            self.extras += [(row_id, _heading(self._master, key), values.pop(key)) for key in computed]
            self._read_row(row_id, row._replace(values=values), given)

    def _read_row(self, row_id: str, row: Added, given: Row) -> None:
        sheet, values = self._sheet, row.values
        if row.copied_from in self._ours and _matches(values, self._view, self._ours[row.copied_from]):
            _add_duplicate(sheet, row.copied_from, values, given)
        elif row_id in self._seen:  # the same solution twice in a sheet that has lost its snapshot
            _add_duplicate(sheet, row_id, values, given)
        elif is_blank(values.get("id")) and is_blank(values.get("name")) and row_id not in self._ours:
            self.extras += [("", _heading(self._master, column), value) for column, value in given.items()]
            self.remaining += [row] if values else []
        else:
            self._seen.add(row_id)
            sheet.rows[row_id] = given
            sheet.names[row_id] = dict(values)
            self.remaining.append(row)


def _matches(values: Mapping[str, CellValue], view: View, row: int) -> bool:
    return all(same(view.data[key][row], value) for key, value in values.items() if key in view.column_numbers)


def _add_duplicate(sheet: ScoreSheet, row_id: str, values: Mapping[str, CellValue], given: Row) -> None:
    """Add a copied row of a solution: its only scores, the same scores once more, or different ones, which are noted."""
    first = sheet.rows.setdefault(row_id, {})
    if not any(key in first for key in SCORE_KEYS):
        sheet.rows[row_id] = {**first, **given}
    elif any(not same(first.get(key), given[key]) for key in given):
        used, other = _scores_text(first), _scores_text(given)
        first["notes"] = f"{as_text(first['notes'])}\n{other}" if first.get("notes") else other
        plan = as_text(values.get("name") or values.get("id"))
        sheet.notes.append(mailing.RATED_TWICE.finding(who=sheet.rater, plan=plan, value=used, other=other))


def _scores_text(given: Row) -> str:
    return ", ".join(as_text(given.get(key)) or "-" for key in SCORE_KEYS)
