"""Three-way merging of tables by row identity and column: what a sender changed, and what becomes of it in the master.

Nothing here is decided by the order in which senders come: a cell's fate depends on the set of wishes alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from udfs.values import CellValue, as_text, is_blank, is_number, plain, same

_ID_LENGTH = 10
_DIGEST_LENGTH = 6


@dataclass(frozen=True)
class Snapshot:
    """A table as it was sent: the identity of each row, and its columns by key, all equally long."""

    ids: Sequence[str]
    columns: Mapping[str, Sequence[CellValue]]


@dataclass(frozen=True)
class ReturnedTable:
    """A table as it came back.

    Attributes:
        ids: the identity of each row; none where somebody added the row.
        columns: the columns by key; one that was sent and is missing here came back without change.
        filled: whether a row holds anything.
    """

    ids: Sequence[CellValue]
    columns: Mapping[str, Sequence[CellValue]]
    filled: Sequence[bool]


class Added(NamedTuple):
    """A row that was not sent: its place in the table that came back, its values, the identity that it bears (if any).

    `copied_from` names the row that was sent with this identity, where it is a copy of that one.
    """

    place: int
    values: dict[str, CellValue]
    bears: str | None
    copied_from: str | None


class Edit(NamedTuple):
    """What became of one cell: from what to what, and the row's place in the table that came back."""

    base: CellValue
    value: CellValue
    place: int


@dataclass
class Changes:
    """What a sender did to a table.

    Attributes:
        edits: changed cells, by row identity and column.
        added: new and copied rows.
        removed: identities of rows that are gone, or that were emptied.
    """

    edits: dict[tuple[str, str], Edit] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class ProposedValue(NamedTuple):
    """What one sender wants a cell to hold, and what it held when it was sent to them."""

    sender: str
    base: CellValue
    value: CellValue


class Settled(NamedTuple):
    """What becomes of a cell: the value to take (only where `taken`), and the wishes that stand against ours."""

    taken: bool
    value: CellValue
    refused: tuple[ProposedValue, ...]


def compare(sent: Snapshot, back: ReturnedTable) -> Changes:
    """Tell what was done to a table between sending and return.

    Rows are known by identity, wherever they stand. Of rows that share one (a copied row) the one nearest to what was
    sent is the original, the others are new. A row that was emptied counts as removed.
    """
    changes = Changes()
    places: dict[str, list[int]] = {}
    base_at = {row_id: i for i, row_id in enumerate(sent.ids)}
    for place, (row_id, full) in enumerate(zip(back.ids, back.filled, strict=True)):
        if not full:
            continue
        if is_blank(row_id) or str(row_id) not in base_at:
            bears = None if is_blank(row_id) else str(row_id)
            changes.added.append(Added(place, _row(back, place), bears, None))
        else:
            places.setdefault(str(row_id), []).append(place)
    changes.removed = [row_id for row_id in sent.ids if row_id not in places]
    shared = [key for key in sent.columns if key in back.columns]
    originals: dict[int, int] = {}
    for row_id, found in places.items():
        first = found[0]
        if len(found) > 1:
            first = min(found, key=lambda place: (_distance(sent, base_at[row_id], back, place, shared), place))
            changes.added += [Added(place, _row(back, place), row_id, row_id) for place in found if place != first]
        originals[base_at[row_id]] = first
    order = list(originals)
    at = [originals[i] for i in order]
    for key in shared:
        held, came = sent.columns[key], back.columns[key]
        old, new = [held[i] for i in order], [came[place] for place in at]
        if old == new and bool not in set(map(type, new)):
            continue
        for i, place, before, after in zip(order, at, old, new, strict=True):
            if not same(before, after):
                changes.edits[sent.ids[i], key] = Edit(before, after, place)
    return changes


def _row(back: ReturnedTable, place: int) -> dict[str, CellValue]:
    return {key: values[place] for key, values in back.columns.items() if not is_blank(values[place])}


def _distance(sent: Snapshot, i: int, back: ReturnedTable, place: int, keys: Iterable[str]) -> int:
    return sum(not same(sent.columns[key][i], back.columns[key][place]) for key in keys)


def settle(ours: CellValue, wishes: Sequence[ProposedValue]) -> Settled:
    """Decide about one cell.

    One and the same wish of everybody who changed the cell is taken if one of them changed what is ours now. Where
    senders differ, or ours was changed meanwhile, ours stays, and every wish that differs from it is refused.

    Args:
        ours: what the master holds now.
        wishes: what senders want; those who left the cell as it was sent have none.
    """
    meant = [wish for wish in wishes if not same(wish.base, wish.value)]
    against = tuple(wish for wish in meant if not same(wish.value, ours))
    if not against:
        return Settled(taken=False, value=ours, refused=())
    wanted = meant[0].value
    agreed = all(same(wish.value, wanted) for wish in meant)
    if agreed and any(same(wish.base, ours) for wish in against):
        return Settled(taken=True, value=wanted, refused=())
    return Settled(taken=False, value=ours, refused=against)


def identity_of(sender: str, values: Mapping[str, CellValue], telling: Sequence[str], twin: int = 0) -> str:
    """Return the identity of a row that a sender added: the same row of the same sender has the same one again.

    Args:
        sender: who added it.
        values: the row.
        telling: columns by which a row is known (its number, its subject); the first that is filled in decides, the
            whole row where none is.
        twin: how many rows before it in the same workbook come to the same.
    """
    mark = next((f"{key}={plain(values[key])}" for key in telling if not is_blank(values.get(key))), None)
    if mark is None:
        mark = "\n".join(f"{key}={as_text(values[key])}" for key in sorted(values))
    return hashlib.sha256(f"{sender}\n{twin}\n{mark}".encode()).hexdigest()[:_ID_LENGTH]


def digest(value: CellValue) -> str:
    """Return a short mark of a value: values that show alike have the same."""
    text = f"{value:.9g}" if is_number(value) else as_text(value)
    kind = "n" if is_number(value) else "" if is_blank(value) else "t"
    return hashlib.sha256(f"{kind}{text}".encode()).hexdigest()[:_DIGEST_LENGTH] if text.strip() else "-"
