"""回收: merges what came back by mail; what two sides changed differently is listed, and nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from addin.book import journal
from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.rating import ratings
from addin.rating import summary as ratingsummary
from addin.rating.ratings import Sheet
from addin.rating.summary import Raters
from addin.sharing.merging import Conflict, FileResult, Merged, Merger, key_of
from addin.sharing.records import entries, records_of
from addin.sharing.returned import Return
from addin.sharing.timestamps import shown, shown_saved
from udfs.lang import Count, Text
from udfs.problems import Finding, RefusalError, mailing
from udfs.values import Cell, CellValue, as_text, is_blank
from workbook_templates.catalogue import TABLES
from workbook_templates.tables.ratings import RATINGS
from workbook_templates.tables.registers import CONFLICTS, MAILINGS, OPEN, RETURNS

_LONGEST = 32_000
_HEADINGS = (
    Text("文件", "File"),
    Text("谁", "Who"),
    Text("结果", "Outcome"),
    Text("采用", "Taken"),
    Text("新行", "New rows"),
    Text("冲突", "Conflicts"),
    Text("删行", "Removed"),
)
_REFUSED = Text("未合并", "not merged")
_KNOWN = Text("已回收过", "collected before")
_UNCHANGED = Text("没有改动", "no change")


def collect(book: Book, now: datetime, returns: Sequence[Return], *, dry_run: bool = False) -> Outcome:
    """Merge returned copies into the workbook they were made from.

    Args:
        book: the master.
        now: the moment, for the log.
        returns: what came back, as `sharing.reading` reads it.
        dry_run: only tell what would happen.
    """
    if not returns:
        raise RefusalError(mailing.NOTHING_ARRIVED)
    session = Session(book, "collect", now)
    session.identify()
    merger = Merger(book, records_of(book))
    sheets = ratings.taken(book, merger, returns)
    merged = merger.run(returns)
    sheets = ratings.heard(sheets, merged.fates)
    names = _names(book, merged)
    listed = _listed(book)
    fresh = [(c, exact) for c, exact in _exact(merged.conflicts) if key_of(c, exact) not in listed]
    session.findings += [f.source.refused for f in merged.fates if f.source.refused is not None] + merged.findings
    session.findings += [merger.finding(conflict, names[conflict.sender]) for conflict, _ in fresh]
    session.findings += _numbers_twice(book, merged, names)
    raters = None
    if not dry_run and any(fate.source.refused is None and not fate.known for fate in merged.fates):
        raters = _write(session, merger, merged, fresh, names, sheets)
        session.finish()
    outcome = _outcome(session, merged, names, dry_run=dry_run)
    if raters is not None:
        words, listings = ratingsummary.told(session, raters)
        outcome.message = Text(f"{outcome.message.zh}；{words.zh}", f"{outcome.message.en}; {words.en}")
        outcome.listings += listings
    return outcome


def _names(book: Book, merged: Merged) -> dict[str, str]:
    """Return who each sender is: as the register of mailings has it, else as the file or the message tells."""
    known: dict[str, str] = {}
    if MAILINGS.name in book.table_sheets():
        data = book.view(MAILINGS.key).data
        pairs = zip(data["share"], data["recipient"], strict=True)
        known = {as_text(share): as_text(name) for share, name in pairs if not is_blank(share) and not is_blank(name)}
    made = {}
    for fate in merged.fates:
        source = fate.source
        registered = "" if source.many else known.get(source.share, "")
        made[source.sender] = registered or source.who or source.name
    return made


def _exact(conflicts: Sequence[Conflict]) -> Iterator[tuple[Conflict, str]]:
    """Yield conflicts with what resolving takes over, as the register keeps it; a text is kept in plain sight."""
    for conflict in conflicts:
        exact = conflict.exact
        if isinstance(exact, dict):
            told = json.dumps({key: journal.encode(Cell(value)) for key, value in exact.items()}, ensure_ascii=False)
            yield conflict, told if len(told) <= _LONGEST else ""
        elif isinstance(exact, str) or exact is None:
            yield conflict, ""
        else:
            yield conflict, json.dumps(journal.encode(Cell(exact)), ensure_ascii=False)


def _listed(book: Book) -> set[tuple[str, ...]]:
    """Return the keys of the conflicts in the register, settled ones too."""
    if CONFLICTS.name not in book.table_sheets():
        return set()
    data = book.view(CONFLICTS.key).data
    columns = ("sender", "table_key", "row_key", "column_key", "theirs", "exact")
    return {tuple(map(as_text, key)) for key in zip(*(data[column] for column in columns), strict=True)}


def _numbers_twice(book: Book, merged: Merged, names: Mapping[str, str]) -> Iterator[Finding]:
    """Point out new rows that bear a number which another row has."""
    senders = {row["_id"]: "" for rows in merged.added.values() for row in rows}
    for fate in merged.fates:
        for _key, row_id, _column in fate.cells:
            if row_id in senders:
                senders[row_id] = names[fate.source.sender]
    for key, rows in merged.added.items():
        view = book.view(key)
        held = {as_text(number) for number in view.data["id"] if not is_blank(number)}
        for row in rows:
            number = as_text(row.get("id"))
            if number and number in held:
                yield Finding(mailing.NUMBER_TWICE, view.sheet, "", {"who": senders[row["_id"]], "value": number})
            held.add(number)


def _write(
    session: Session,
    merger: Merger,
    merged: Merged,
    fresh: Sequence[tuple[Conflict, str]],
    names: Mapping[str, str],
    sheets: Sequence[Sheet],
) -> Raters | None:
    """Write everything; return what to tell of raters where some have sent scores."""
    book = session.book
    for (key, column), values in merged.taken.items():
        view = book.view(key)
        ids = enumerate(map(as_text, view.data["_id"]))
        session.put_at(view, column, {i: values[row_id] for i, row_id in ids if row_id in values})
    for key, rows in merged.added.items():
        table = TABLES[key]
        session.append(table, numbered(table, book.view(key).data["id"], rows))
    session.context = book.context(session.today)
    raters = None
    if sheets:
        ratings.record(session, sheets)
    if sheets or RATINGS.name in book.table_sheets():
        raters = ratingsummary.refresh(session, {sheet.source.share for sheet in sheets})
    recalculate(session, fill=True)
    if fresh:
        book.ensure(CONFLICTS.key)
        session.append(CONFLICTS, [_row(session, merger, names, *entry) for entry in fresh])
    _remember(session, merged, names)
    return raters if sheets else None


def _row(
    session: Session, merger: Merger, names: Mapping[str, str], conflict: Conflict, exact: str
) -> dict[str, CellValue]:
    lang, table = session.book.lang, TABLES[conflict.table]
    known = conflict.column in {column.key for column in table.columns}
    return {
        "what": conflict.kind.value.to(lang),
        "table": table.sheet.to(lang),
        "where": merger.name_of(conflict.table, conflict.row) or as_text(conflict.theirs),
        "column": table.column(conflict.column).label.to(lang) if known else conflict.column.lstrip("+"),
        "base": as_text(conflict.base),
        "ours": as_text(conflict.ours),
        "theirs": as_text(conflict.theirs),
        "who": names[conflict.sender],
        "when": shown_saved(conflict.source.saved),
        "file": conflict.source.name,
        "state": OPEN.to(lang),
        "sender": conflict.sender,
        "table_key": conflict.table,
        "row_key": conflict.row,
        "column_key": conflict.column,
        "exact": exact,
    }


def _remember(session: Session, merged: Merged, names: Mapping[str, str]) -> None:
    """Note what came back, in the visible register and in the hidden one."""
    book, lang = session.book, session.book.lang
    told = [fate for fate in merged.fates if fate.source.refused is None and not fate.known]
    book.ensure(RETURNS.key)
    view = book.ensure(MAILINGS.key)
    at = {as_text(share): i for i, share in enumerate(view.data["share"]) if not is_blank(share)}
    rows, updates = [], {}
    for fate in told:
        source = fate.source
        rows += list(entries(source.sender, source.saved, source.digest, fate.cells))
        news: dict[str, CellValue] = {"returned": shown(session.now), "outcome": _words(fate).to(lang)}
        if source.share in at:
            updates[at[source.share]] = news
        else:
            session.append(MAILINGS, [{"recipient": names[source.sender], "file": source.name, **news}])
    for column in ("returned", "outcome"):
        session.put_at(view, column, {i: news[column] for i, news in updates.items()})
    session.append(RETURNS, rows)


def _words(fate: FileResult) -> Text:
    """Say in short what became of a file."""
    if fate.source.refused is not None:
        return _REFUSED
    if fate.known:
        return _KNOWN
    counts = (
        (fate.scores, Text("评分 {n} 个", "{n:score/scores}")),
        (fate.taken, Text("采用 {n} 格", "{n:cell/cells} taken")),
        (fate.added, Text("新增 {n} 行", "{n:row/rows} added")),
        (fate.conflicts, Text("冲突 {n} 处", "{n:conflict/conflicts}")),
        (fate.removed, Text("对方删除 {n} 行", "{n:row/rows} removed there")),
    )
    parts = [Text(words.zh.format(n=n), words.en.format(n=Count(n))) for n, words in counts if n]
    return Text("，".join(p.zh for p in parts), ", ".join(p.en for p in parts)) if parts else _UNCHANGED


def _outcome(session: Session, merged: Merged, names: Mapping[str, str], *, dry_run: bool) -> Outcome:
    rows: list[tuple[CellValue | Text, ...]] = [
        (
            fate.source.name,
            names[fate.source.sender] if fate.source.refused is None else fate.source.who,
            _words(fate),
            fate.taken,
            fate.added,
            fate.conflicts,
            fate.removed,
        )
        for fate in merged.fates
    ]
    taken = sum(map(len, merged.taken.values()))
    added = sum(map(len, merged.added.values()))
    done = Text(
        f"已回收 {len(rows)} 份：采用 {taken} 格，新增 {added} 行，冲突 {len(merged.conflicts)} 处",
        f"{Count(len(rows)):file/files} collected: {Count(taken):cell/cells} taken, {Count(added):row/rows} added, "
        f"{Count(len(merged.conflicts)):conflict/conflicts}",
    )
    plan = Text(f"（未写入）{done.zh}", f"(nothing written) {done.en}")
    return Outcome(
        plan if dry_run else done,
        session.findings,
        [Listing(Text("收回的文件", "Returned files"), _HEADINGS, rows)],
        taken + added + sum(fate.scores for fate in merged.fates),
    )
