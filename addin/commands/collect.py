"""回收: merges returned copies; cells that both sides changed differently are listed, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from addin.answering import records as answerrecords
from addin.answering.records import Entered
from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.rating import ratings
from addin.rating import summary as ratingsummary
from addin.rating.separation import ScoreSheet, count_scores, separate
from addin.rating.summary import Raters
from addin.sharing.acceptance import accept
from addin.sharing.beside import BesideRows
from addin.sharing.conflict_register import list_conflicts, unlisted
from addin.sharing.conflicts import Conflict, conflict_finding
from addin.sharing.master import Master
from addin.sharing.merging import merge
from addin.sharing.records import entries, records_of
from addin.sharing.results import FileResult, Merged
from addin.sharing.returned import Return
from addin.sharing.spelled import in_our_words
from addin.sharing.timestamps import format_timestamp
from udfs.lang import Count, Text
from udfs.problems import Finding, RefusalError, mailing, receiving
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.catalogue import TABLES
from workbook_templates.tables.answers import ANSWERS
from workbook_templates.tables.ratings import RATINGS
from workbook_templates.tables.registers import MAILINGS, RETURNS

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
_KNOWN = Text("已回收过", "already collected")
_ANONYMOUS = Text("不记名", "Anonymous")
_BLANK = Text("空白答题表", "blank sheet")
_UNCHANGED = Text("没有改动", "no change")


def collect(book: Book, now: datetime, returns: Sequence[Return], *, dry_run: bool = False) -> Outcome:
    """Merge returned copies into the workbook they were made from.

    Args:
        book: the master.
        now: the current time, for the log.
        returns: the returned files, as `addin.sharing.returns.read_all` reads them.
        dry_run: only report what would happen.
    """
    if not returns:
        raise RefusalError(receiving.NOTHING_ARRIVED)
    session = Session(book, "collect", now)
    session.identify()
    master, records = Master(book), records_of(book)
    in_words, spelled = in_our_words(session.context.settings, accept(master, records, returns))
    sheets, copies = separate(master, in_words)
    copies = answerrecords.usable(book, copies)
    answers = answerrecords.entered(session, copies)
    merged = merge(master, records, copies)
    merged = replace(merged, files=answerrecords.count_answers(count_scores(merged.files, sheets), answers))
    beside = _beside(book, merged)
    names = _names(book, merged)
    new = unlisted(book, merged.conflicts)
    session.findings += [file.source.refused for file in merged.files if file.source.refused is not None]
    session.findings += [*merged.findings, *spelled]
    session.findings += [*beside, *answers.findings]
    session.findings += [conflict_finding(master, conflict, names[conflict.sender]) for conflict, _ in new]
    session.findings += _numbers_twice(book, merged, names)
    session.findings += _nothing_merged(session.findings, merged)
    raters = None
    if not dry_run and any(file.source.is_new for file in merged.files):
        raters = _write(session, master, merged, new, names, sheets, answers)
        session.finish()
    outcome = _outcome(session, merged, names, dry_run=dry_run)
    if raters is not None:
        report = ratingsummary.report(session, raters)
        outcome.message = Text(
            f"{outcome.message.zh}；{report.message.zh}", f"{outcome.message.en}; {report.message.en}"
        )
        outcome.findings += report.findings
        outcome.listings += report.listings
    return outcome


def _names(book: Book, merged: Merged) -> dict[str, str]:
    """Return who each sender is: as the register of mailings has it, otherwise as the file or the message says."""
    registered: dict[str, str] = {}
    if MAILINGS.name in book.table_sheets():
        data = book.register(MAILINGS.key).data
        pairs = zip(data["share"], data["recipient"], strict=True)
        registered = {
            as_text(share): as_text(name) for share, name in pairs if not is_blank(share) and not is_blank(name)
        }
    names = {}
    for file in merged.files:
        source = file.source
        name = "" if source.many else registered.get(source.share, "")
        whose = _ANONYMOUS.to(book.lang) if source.is_anonymous else name or source.who or source.name
        names[source.sender] = whose
    return names


def _beside(book: Book, merged: Merged) -> list[Finding]:
    """Report what new files hold beside the rows that are merged, and count it."""
    beside = BesideRows(book)
    findings: list[Finding] = []
    for file in merged.files:
        source = file.source
        if source.is_new and source.answers is None:
            items = beside.items(source.outside, sent=source.sent)
            file.outside = len(items)
            findings += beside.findings(source.name, items, source.days, source.settings)
    return findings


def _numbers_twice(book: Book, merged: Merged, names: Mapping[str, str]) -> Iterator[Finding]:
    """Report new rows whose number another row already has."""
    senders = {row["_id"]: "" for rows in merged.added.values() for row in rows}
    for file in merged.files:
        for _key, row_id, _column in file.cells:
            if row_id in senders:
                senders[row_id] = names[file.source.sender]
    for key, rows in merged.added.items():
        view = book.view(key)
        numbers = {as_text(number) for number in view.data["id"] if not is_blank(number)}
        for row in rows:
            number = as_text(row.get("id"))
            if number and number in numbers:
                yield mailing.NUMBER_TWICE.at(view.sheet, who=senders[row["_id"]], value=number)
            numbers.add(number)


def _nothing_merged(findings: Sequence[Finding], merged: Merged) -> Iterator[Finding]:
    """Report that nothing was merged, if no file's own problem says as much: pictures alone are only passed over."""
    is_silent = not any(finding.problem.severity == "error" for finding in findings)
    if is_silent and all(file.source.refused is not None for file in merged.files):
        yield receiving.NOTHING_MERGED.finding()


def _write(
    session: Session,
    master: Master,
    merged: Merged,
    conflicts: Sequence[tuple[Conflict, str]],
    names: Mapping[str, str],
    sheets: Sequence[ScoreSheet],
    answers: Entered,
) -> Raters | None:
    """Write everything; return what to report about raters if some have sent scores."""
    book = session.book
    for (key, column), values in merged.taken.items():
        view = book.view(key)
        ids = enumerate(map(as_text, view.data["_id"]))
        session.put_at(view, column, {i: values[row_id] for i, row_id in ids if row_id in values})
    for key, rows in merged.added.items():
        table = TABLES[key]
        session.append(table, numbered(book, table, rows))
    if answers.rows:
        session.append(ANSWERS, answers.rows)
    session.read_again()
    raters = None
    if sheets:
        session.findings += ratings.record(session, sheets)
    if sheets or RATINGS.name in book.table_sheets():
        raters = ratingsummary.refresh(session, {sheet.source.share for sheet in sheets})
        session.findings += raters.findings
    session.findings += recalculate(session, fill=True).findings
    list_conflicts(session, master, conflicts, names)
    _remember(session, merged, names)
    return raters if sheets else None


def _remember(session: Session, merged: Merged, names: Mapping[str, str]) -> None:
    """Note the returned files, in the visible register and in the hidden one."""
    book, lang = session.book, session.book.lang
    book.ensure(RETURNS.key)
    view = book.ensure(MAILINGS.key)
    at = {as_text(share): i for i, share in enumerate(view.data["share"]) if not is_blank(share)}
    rows, updates = [], {}
    for file in merged.files:
        source = file.source
        if not source.is_new or file.blank:
            continue
        saved = "" if source.is_anonymous else source.saved
        rows += list(entries(source.sender, saved, source.digest, file.cells, file.given))
        if source.is_anonymous:
            continue  # whose it is, and when it came, is nowhere
        update: dict[str, CellValue] = {"returned": format_timestamp(session.now), "outcome": _summary(file).to(lang)}
        if source.share in at:
            updates[at[source.share]] = update
        else:
            session.append(MAILINGS, [{"recipient": names[source.sender], "file": source.name, **update}])
    for column in ("returned", "outcome"):
        session.put_at(view, column, {i: update[column] for i, update in updates.items()})
    session.append(RETURNS, rows)


def _summary(file: FileResult) -> Text:
    """Return in short what happened to a file."""
    if file.source.refused is not None:
        return _REFUSED
    if file.source.collected_before:
        return _KNOWN
    if file.blank:
        return _BLANK
    counts = (
        (file.scores, Text("评分 {n} 个", "{n:score/scores}")),
        (file.answers, Text("答卷 {n} 份", "{n:answer sheet/answer sheets}")),
        (file.taken, Text("采用 {n} 格", "{n:cell/cells} taken")),
        (file.added, Text("新增 {n} 行", "{n:row/rows} added")),
        (file.conflicts, Text("冲突 {n} 处", "{n:conflict/conflicts}")),
        (file.removed, Text("对方删除 {n} 行", "{n:row/rows} removed by them")),
        (file.outside, Text("表格之外 {n} 处", "{n:place/places} outside the tables")),
    )
    parts = [Text(words.zh.format(n=n), words.en.format(n=Count(n))) for n, words in counts if n]
    return Text("，".join(p.zh for p in parts), ", ".join(p.en for p in parts)) if parts else _UNCHANGED


def _counted(merged: Merged) -> Text:
    """Return how many files were merged, and how many were not: because they were before, or cannot be."""
    new = sum(file.source.is_new for file in merged.files)
    refused = sum(file.source.refused is not None for file in merged.files)
    known = len(merged.files) - new - refused
    zh = [f"已回收 {new} 份"] + [f"此前已回收 {known} 份"] * bool(known) + [f"未合并 {refused} 份"] * bool(refused)
    en = [f"{Count(new):file/files} collected"]
    en += [f"{known} collected before"] * bool(known) + [f"{refused} not merged"] * bool(refused)
    return Text("，".join(zh), ", ".join(en))


def _outcome(session: Session, merged: Merged, names: Mapping[str, str], *, dry_run: bool) -> Outcome:
    rows: list[tuple[CellValue | Text, ...]] = [
        (
            file.source.name,
            names[file.source.sender] if file.source.refused is None else file.source.who,
            _summary(file),
            file.taken,
            file.added,
            file.conflicts,
            file.removed,
        )
        for file in merged.files
    ]
    taken = sum(map(len, merged.taken.values()))
    added = sum(map(len, merged.added.values()))
    files = _counted(merged)
    done = Text(
        f"{files.zh}：采用 {taken} 格，新增 {added} 行，冲突 {len(merged.conflicts)} 处",
        f"{files.en}: {Count(taken):cell/cells} taken, {Count(added):row/rows} added, "
        f"{Count(len(merged.conflicts)):conflict/conflicts}",
    )
    answers = sum(file.answers for file in merged.files)
    if answers:
        done = Text(
            f"{done.zh}，记入答卷 {answers} 份", f"{done.en}, {Count(answers):answer sheet/answer sheets} entered"
        )
    plan = Text(f"（未写入）{done.zh}", f"(nothing written) {done.en}")
    return Outcome(
        plan if dry_run else done,
        session.findings,
        [Listing(Text("收回的文件", "Returned files"), _HEADINGS, rows)],
        taken + added + sum(file.scores + file.answers for file in merged.files),
    )
