"""Three-way merging of tables by row identity and column: what a sender changed, and which changes the master takes.

The order of the senders decides nothing here: the result for a cell depends only on the set of proposed values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from typing import NamedTuple

from udfs.values import CellValue, ErrorValue, as_text, is_blank, is_kept, is_number, plain, same

_ID_LENGTH = 10
_DIGEST_LENGTH = 10
# Rows that share less than half of what they hold are different rows.
_ALIKE_ENOUGH = 0.5


@dataclass(frozen=True)
class Snapshot:
    """A table as it was sent: the identity of each row, and its columns by key, all of the same length."""

    ids: Sequence[str]
    columns: Mapping[str, Sequence[CellValue]]


@dataclass(frozen=True)
class ReturnedTable:
    """A table as it was returned.

    Attributes:
        ids: the identity of each row; blank where somebody added the row.
        columns: the columns by key; a column that was sent and is missing here counts as unchanged.
        filled: whether a row contains anything.
    """

    ids: Sequence[CellValue]
    columns: Mapping[str, Sequence[CellValue]]
    filled: Sequence[bool]


class Added(NamedTuple):
    """A row that was not sent: its position in the returned table, its values, and its identity in there (if any).

    `copied_from` is the identity of the sent row that this row is a copy of.
    """

    place: int
    values: dict[str, CellValue]
    row_id: str | None
    copied_from: str | None


class Edit(NamedTuple):
    """A changed cell: its value before and after, and the row's position in the returned table."""

    base: CellValue
    value: CellValue
    place: int


@dataclass
class Changes:
    """What a sender changed in a table.

    Attributes:
        edits: changed cells, by row identity and column.
        added: new and copied rows.
        removed: identities of rows that were deleted or emptied.
    """

    edits: dict[tuple[str, str], Edit] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class ProposedValue(NamedTuple):
    """The value that one sender proposes for a cell, and the value that was sent to them."""

    sender: str
    base: CellValue
    value: CellValue


class Settled(NamedTuple):
    """The result for one cell: the value to write (only if `taken`), and the proposals that conflict with ours."""

    taken: bool
    value: CellValue
    refused: tuple[ProposedValue, ...]


def compare(sent: Snapshot, returned: ReturnedTable) -> Changes:
    """Return what was changed in a table between sending and return.

    Rows are matched by identity, regardless of their position. Of several rows with the same identity (copied rows) the
    one closest to what was sent is the original, the others are new. A row that was emptied counts as removed.
    """
    changes = Changes()
    places: dict[str, list[int]] = {}
    base_at = {row_id: i for i, row_id in enumerate(sent.ids)}
    for place, (row_id, full) in enumerate(zip(returned.ids, returned.filled, strict=True)):
        if not full:
            continue
        if is_blank(row_id) or str(row_id) not in base_at:
            own_id = None if is_blank(row_id) else str(row_id)
            changes.added.append(Added(place, _row(returned, place), own_id, None))
        else:
            places.setdefault(str(row_id), []).append(place)
    changes.removed = [row_id for row_id in sent.ids if row_id not in places]
    shared = [key for key in sent.columns if key in returned.columns]
    originals: dict[int, int] = {}
    for row_id, rows in places.items():
        original = rows[0]
        if len(rows) > 1:
            original = min(rows, key=lambda place: (_distance(sent, base_at[row_id], returned, place, shared), place))
            changes.added += [
                Added(place, _row(returned, place), row_id, row_id) for place in rows if place != original
            ]
        originals[base_at[row_id]] = original
    changes.edits.update(_edits(sent, returned, originals, shared))
    return changes


def _edits(
    sent: Snapshot, returned: ReturnedTable, originals: Mapping[int, int], keys: Iterable[str]
) -> Iterator[tuple[tuple[str, str], Edit]]:
    """Yield the changed cells of the rows that were sent, `originals` says where each of them stands now."""
    order = list(originals)
    at = [originals[i] for i in order]
    # Hardly anybody sorts or deletes rows: nothing needs to be picked out one by one.
    is_straight = order == at == list(range(len(sent.ids)))
    for key in keys:
        old, new = sent.columns[key], returned.columns[key][: len(order)]
        if not is_straight:
            old, new = [old[i] for i in order], [returned.columns[key][place] for place in at]
        # TRUE equals 1 for Python alone.
        if old == new and bool not in {*map(type, old), *map(type, new)}:
            continue
        for i, place, before, after in zip(order, at, old, new, strict=True):
            if not is_kept(before, after):
                yield (sent.ids[i], key), Edit(before, after, place)


def _row(returned: ReturnedTable, place: int) -> dict[str, CellValue]:
    return {key: values[place] for key, values in returned.columns.items() if not is_blank(values[place])}


def _distance(sent: Snapshot, i: int, returned: ReturnedTable, place: int, keys: Iterable[str]) -> int:
    return sum(not is_kept(sent.columns[key][i], returned.columns[key][place]) for key in keys)


def settle(ours: CellValue, proposals: Sequence[ProposedValue]) -> Settled:
    """Decide about one cell.

    If everybody who changed the cell proposes the same value, it is taken as long as the value of at least one of them
    was based on what the master contains now. If senders differ, or ours was changed in the meantime, ours is kept, and
    every proposal that differs from it is refused.

    Args:
        ours: the value in the master now.
        proposals: the values that senders propose; senders who left the cell as it was sent propose nothing.
    """
    changed = [proposal for proposal in proposals if not is_kept(proposal.base, proposal.value)]
    differing = tuple(proposal for proposal in changed if not same(proposal.value, ours))
    if not differing:
        return Settled(taken=False, value=ours, refused=())
    value = changed[0].value
    agreed = all(same(proposal.value, value) for proposal in changed)
    if agreed and any(is_kept(proposal.base, ours) for proposal in differing):
        return Settled(taken=True, value=value, refused=())
    return Settled(taken=False, value=ours, refused=differing)


def identity_of(sender: str, values: Mapping[str, CellValue], key_columns: Sequence[str], repeat: int = 0) -> str:
    """Return the identity of a row that a sender added; the same row from the same sender always gets the same one.

    Args:
        sender: who added it.
        values: the row.
        key_columns: columns that identify a row (its number, its subject); the first one that is filled in decides; if
            none is, the whole row does.
        repeat: how many earlier rows in the same workbook have the same identifying value.
    """
    mark = next((f"{key}={plain(values[key])}" for key in key_columns if not is_blank(values.get(key))), None)
    if mark is None:
        mark = "\n".join(f"{key}={as_text(values[key])}" for key in sorted(values))
    return hashlib.sha256(f"{sender}\n{repeat}\n{mark}".encode()).hexdigest()[:_ID_LENGTH]


def identified(
    added: Iterable[Added],
    sender: str,
    key_columns: Sequence[str],
    known: Container[str],
    earlier: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[tuple[str, Added]]:
    """Yield added rows with an identity: their own if the master knows it, otherwise one computed from the row.

    Several rows may say the same in the columns that identify them. Which of them another version of the file already
    had is then decided by what else they hold; a row that is like none of those is another row.

    Args:
        added: the rows that one sender added to a table.
        sender: who added them.
        key_columns: columns that identify a row, see `identity_of`.
        known: the row identities of the master's table.
        earlier: rows that the sender added in other versions of the file: the digest of each value, by identity and
            column.
    """
    groups: dict[str, list[Added]] = {}
    for row in added:
        if row.copied_from is None and row.row_id is not None and row.row_id in known:
            yield row.row_id, row
        else:
            groups.setdefault(identity_of(sender, row.values, key_columns), []).append(row)
    for rows in groups.values():
        ids = (identity_of(sender, rows[0].values, key_columns, repeat) for repeat in count())
        yield from _matched(rows, ids, key_columns, earlier or {})


def _matched(
    rows: Sequence[Added], ids: Iterator[str], key_columns: Sequence[str], earlier: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, Added]]:
    """Yield rows that say the same in the key columns with their identities: those of the most similar earlier rows."""
    first_free = ""
    candidates: list[str] = []
    for first_free in ids:
        if first_free not in earlier:
            break
        candidates.append(first_free)
    fresh = chain((first_free,), ids)
    marks = [{column: digest(value) for column, value in row.values.items()} for row in rows]
    identities: dict[int, str] = {}
    if len(rows) == len(candidates) == 1:
        identities[0] = candidates.pop()
    for at, mark in enumerate(marks):
        unchanged = next((row_id for row_id in candidates if earlier[row_id] == mark), None)
        if unchanged is not None:
            candidates.remove(unchanged)
            identities[at] = unchanged
    changed = [at for at in range(len(rows)) if at not in identities]
    likeness = (
        (_likeness(marks[at], earlier[row_id], key_columns), at, row_id) for at in changed for row_id in candidates
    )
    left = set(candidates)
    for alike, at, row_id in sorted(likeness, key=lambda pair: (-pair[0], pair[1:])):
        if alike >= _ALIKE_ENOUGH and at not in identities and row_id in left:
            left.remove(row_id)
            identities[at] = row_id
    for at, row in enumerate(rows):
        yield identities.get(at) or next(fresh), row


def _likeness(row: Mapping[str, str], other: Mapping[str, str], key_columns: Sequence[str]) -> float:
    """Return how much of another row a row still holds, from 0 to 1, beside the columns that identify them."""
    filled = {key for key in other if key not in key_columns}
    # A row that named nothing but its subject may have been filled in since.
    return sum(row.get(key) == other[key] for key in filled) / len(filled) if filled else _ALIKE_ENOUGH


def digest(value: CellValue) -> str:
    """Return a short hash of a value; values that are the same (`udfs.values.same`) have the same hash."""
    if is_blank(value):
        return "-"
    if is_number(value):
        kind, text = "n", repr(int(value)) if value == int(value) else repr(value)
    elif isinstance(value, date):
        kind, text = "d", value.isoformat().removesuffix("T00:00:00")
    else:
        kind, text = "e" if isinstance(value, ErrorValue) else "t", as_text(value)
    return hashlib.sha256(f"{kind}{text}".encode()).hexdigest()[:_DIGEST_LENGTH]
