"""The content of a copy: the rows meant for somebody, with everything computed, and a snapshot of what was sent."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from addin.book.port import Book, View
from addin.book.session import Session
from addin.sharing import snapshot
from addin.sharing.snapshot import Sent
from udfs.lang import Lang, Text, same
from udfs.merge import Snapshot
from udfs.people import people_in, person_key
from udfs.problems import RefusalError, mailing
from udfs.rules import Kind
from udfs.values import CellValue, agrees, as_text, is_blank
from workbook_templates.builder.book import hand_out
from workbook_templates.builder.canvas import Handout
from workbook_templates.catalogue import HOLIDAYS
from workbook_templates.context import OWN, Context, TableContext, TableData
from workbook_templates.headers import bare, spellings
from workbook_templates.model import Band, Column, Table
from workbook_templates.tables.proposals import PROPOSALS, PROPOSER, is_blind
from workbook_templates.tables.shared import BOOKKEEPING_KEYS

NOTICE = Text(
    "请只填白色的格；灰色格自动计算（已保护，无密码）。填完保存，回复原邮件并附上本文件。",
    "Please fill in white cells only; grey cells are calculated (protected, no password). Save this file and send it back with your reply.",
)
BLIND_NOTICE = Text(
    "征集截止前不显示提出人，请不要填写；新加的提案写上自己",
    "Proposers are hidden until closing: leave them blank, but sign proposals that you add",
)
OWN_BAND = Text("自有列", "Own columns")
SHARE_BYTES = 6


@dataclass(frozen=True)
class Chosen:
    """The rows of a person or a department: the column that they are selected by, and the name in it."""

    column: str
    label: Text
    name: str


@dataclass(frozen=True)
class Copy:
    """A copy ready to be written: its bytes, its identity, and how many rows it contains."""

    content: bytes
    share: str
    rows: int


def column_called(book: Book, heading: str) -> tuple[str, Text]:
    """Return key and label of the column that a person means; an unknown column is refused."""
    for key in book.tables():
        for column in book.view(key).data.table.typed:
            if bare(heading) in {column.key, *map(bare, spellings(column))}:
                return column.key, column.label
    raise RefusalError(mailing.NO_SUCH_COLUMN, value=heading[:60])


def names_in(book: Book, column: str) -> list[str]:
    """Return everybody named in a column, in the order of the tables."""
    names: dict[str, str] = {}
    for key in book.tables():
        view = book.view(key)
        for value in view.data[column] if column in view.column_numbers else ():
            for name in people_in(value):
                names.setdefault(person_key(name), name)
    return list(names.values())


def copy_of(session: Session, chosen: Chosen | None, *, many: bool) -> Copy | None:
    """Return a copy of the workbook with all rows, or with the chosen ones; None if there is no row to send."""
    book = session.book
    keys = tuple(book.tables())
    places = {key: places_of(book.with_own(key), chosen) for key in keys}
    rows = sum(map(len, places.values()))
    if rows == 0:
        return None
    context = replace(session.context, tables={})
    typed_over: dict[str, dict[str, frozenset[int]]] = {}
    for key in keys:
        context.tables[key] = rows_of(book.view(key), places[key])
    blinded = PROPOSALS.key in keys and _is_blind(session, chosen)
    if blinded:
        context.tables[PROPOSALS.key] = _without_proposers(context.tables[PROPOSALS.key])
    if HOLIDAYS.key in session.context.tables:
        context.tables[HOLIDAYS.key] = session.context.tables[HOLIDAYS.key]
    for key in keys:
        typed_over[key] = computed_of(context, book.view(key), places[key])
    share = secrets.token_hex(SHARE_BYTES)
    tables = {key: snapshot_of(context.tables[key], len(places[key]), typed_over[key]) for key in keys}
    notice = NOTICE.to(book.lang)
    under = {PROPOSALS.key: BLIND_NOTICE.to(book.lang)} if blinded else {}
    sent = Sent(share, book.identity.book_id, many, "", tables, settings_of(book), (notice, *under.values()))
    handout = Handout(share, notice, typed_over, snapshot.pieces(sent), under=under)
    return Copy(hand_out(context, book.identity, keys, handout), share, rows)


def _is_blind(session: Session, chosen: Chosen | None) -> bool:
    """Return whether proposals go out without their proposers; whoever gets their own knows who proposed them."""
    is_own = chosen is not None and chosen.column == PROPOSER.key
    return is_blind(session.context.settings, session.today) and not is_own


def _without_proposers(data: TableData) -> TableData:
    """Return proposals with nobody's name, in cells that do not ask for one."""
    optional = PROPOSER.model_copy(update={"required": False})
    bands = [
        band.model_copy(update={"columns": tuple(optional if c.key == PROPOSER.key else c for c in band.columns)})
        for band in data.table.bands
    ]
    fields = {name: getattr(data.table, name) for name in Table.model_fields}
    nobody: list[CellValue] = [None] * data.length
    return TableData(Table(**{**fields, "bands": tuple(bands)}), {**data.columns, PROPOSER.key: nobody}, data.length)


def places_of(view: View, chosen: Chosen | None = None) -> list[int]:
    """Return the positions of the rows that are not empty, or of the chosen ones among them."""
    own = [values for key, values in view.data.columns.items() if key.startswith(OWN)]
    filled = [full or any(not is_blank(values[i]) for values in own) for i, full in enumerate(view.data.filled())]
    places = [i for i, full in enumerate(filled) if full]
    if chosen is None:
        return places
    wanted, column = person_key(chosen.name), view.data[chosen.column]
    return [i for i in places if wanted in map(person_key, people_in(column[i]))]


def rows_of(view: View, places: Sequence[int]) -> TableData:
    """Return the typed columns of the rows that are sent, with blank rows below for more."""
    own = {h: [view.data[OWN + h][i] for i in places] for h in view.own if OWN + h in view.column_numbers}
    dated = [heading for heading, values in own.items() if _are_days(values)]
    table = extended(view.data.table, list(own), dated)
    blank: list[CellValue] = [None] * table.blank_rows
    keys = [column.key for column in table.columns if column.carried or column.key == "_id" or _travels(column)]
    columns = {key: [*(view.data[key][i] for i in places), *blank] for key in keys}
    for heading, values in own.items():
        if heading not in dated:  # among other things a day is shown as its number, unless it is a text
            columns[OWN + heading] = [*(as_text(v) if isinstance(v, date) else v for v in values), *blank]
    return TableData(table, columns, len(places) + len(blank))


def _travels(column: Column) -> bool:
    """Return whether a column that commands write is sent as it is."""
    return column.computed is not None and column.computed.travels


def _are_days(values: Sequence[CellValue]) -> bool:
    """Return whether a column holds days and nothing else."""
    filled = [value for value in values if not is_blank(value)]
    return bool(filled) and all(type(value) is date for value in filled)


def extended(table: Table, own: Sequence[str], dated: Collection[str] = ()) -> Table:
    """Return a table with the user's own columns in a band before the last; `dated` ones hold days."""
    if not own:
        return table
    kinds = {heading: Kind.DATE if heading in dated else Kind.TEXT for heading in own}
    columns = tuple(Column(key=OWN + h, label=same(h), width=14, kind=kind) for h, kind in kinds.items())
    band = Band(label=OWN_BAND, columns=columns)
    fields = {name: getattr(table, name) for name in Table.model_fields}
    return Table(**{**fields, "bands": (*table.bands[:-1], band, table.bands[-1])})


def computed_of(context: Context, view: View, places: Sequence[int]) -> dict[str, frozenset[int]]:
    """Compute a table's columns; return by column the rows in which a person has typed over the formula."""
    data = context.tables[view.data.table.key]
    kept: dict[str, frozenset[int]] = {}
    for column in data.table.computed:
        if column.computed is None or column.computed.values is None:
            continue
        values = column.computed.values(TableContext(context, data))
        if column.key in view.column_numbers:
            cells = [(view.data[column.key][i], view.formulas[column.key][i]) for i in places]
            over = [at for at, (value, formula) in enumerate(cells) if is_typed_over(value, formula, values[at])]
            for at in over:
                values[at] = cells[at][0]
            kept[column.key] = frozenset(over)
        data.columns[column.key] = values
    return kept


def is_typed_over(value: CellValue, formula: str | None, computed: CellValue) -> bool:
    """Return whether a person has typed over a computed cell."""
    return formula is None and not is_blank(value) and not agrees(value, computed)


def snapshot_of(data: TableData, rows: int, typed_over: dict[str, frozenset[int]]) -> Snapshot:
    """Return a table as it is sent; for computed columns only what a person had typed over the formula."""
    columns: dict[str, list[CellValue]] = {}
    for column in data.table.columns:
        if column.key in BOOKKEEPING_KEYS:
            continue
        values = data[column.key][:rows]
        over = typed_over.get(column.key, frozenset())
        columns[column.key] = values if column.carried else [v if i in over else None for i, v in enumerate(values)]
    return Snapshot([str(row_id) for row_id in data["_id"][:rows]], columns)


def settings_of(book: Book) -> dict[str, list[CellValue]]:
    """Return the values on the sheet 设置, by defined name, row by row."""
    return {name: [cell for row in block for cell in row] for name, block in book.settings().items()}


def file_names(stem: str, recipients: Sequence[str], lang: Lang, taken: Callable[[str], bool]) -> list[str]:
    """Return a file name for each recipient, without characters that file systems refuse; equal names are numbered."""
    names: list[str] = []
    for name in recipients:
        base = "-".join(part for part in (stem, _safe(name)) if part) or Text("副本", "copy").to(lang)
        number, candidate = 1, base
        while candidate in names or taken(candidate):
            number += 1
            candidate = f"{base}-{number}"
        names.append(candidate)
    return names


def _safe(name: str) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", name).strip(" .")[:60]
