"""汇编: gathers many departments' workbooks into one register, with everything that was typed in them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.journal import Taken
from addin.book.session import Session
from addin.gathering.bi import target_of
from addin.gathering.duplicates import Duplicates
from addin.gathering.files import find_workbooks
from addin.gathering.filling import fill
from addin.gathering.frames import Target, frames_of
from addin.gathering.references import Member
from addin.gathering.register import Register
from addin.gathering.rowstore import RowStore
from addin.gathering.settings import settle
from addin.gathering.source import Rows, Source
from addin.gathering.sources import read_all
from addin.leftovers import scratch_folder
from addin.outcome import Listing, Outcome
from addin.pool import Pool, processes
from addin.safefile import free, write_new
from udfs.lang import Count, Lang, Text, listed
from udfs.problems import Finding, RefusalError, commands, gathering
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey

FILE_NAME = Text("汇编.xlsx", "register.xlsx")
_SOURCES = Text("来源工作簿", "Source workbooks")
_WORKBOOK, _LANGUAGE = Text("工作簿", "Workbook"), Text("语言", "Language")
_PREFIX = Text("编号前缀", "Number prefix")
_NOTHING = Text("没有写入任何内容", "nothing was written")
_REFUSED = Text("没有取用", "not taken")


@dataclass(frozen=True)
class GatherOptions:
    """What a register is made from, and where it goes.

    Attributes:
        folder: the folder with the workbooks, at any depth.
        lang: the register's language; by default the language of most workbooks.
        ui_lang: the language of the default file name.
        output: file or folder for the register; it is not kept if only `targets` are given.
        table: key of the only table to take; by default all tables.
        targets: where tables for BI tools go: `parquet`, `sqlite` or the address of a database.
        jobs: how many processes work; chosen automatically by default.
        scheduler: address of a Dask scheduler whose workers read the workbooks; the rest is done on this computer.
    """

    folder: Path
    lang: Lang | None = None
    output: Path | None = None
    table: str | None = None
    targets: Sequence[str] = ()
    jobs: int | None = None
    scheduler: str | None = None
    ui_lang: Lang = "zh"

    @property
    def file_name(self) -> str:
        """Return the default name of the register."""
        return FILE_NAME.to(self.lang or self.ui_lang)


@dataclass
class _Gathered:
    """The files as read: the sources that can be used, what is reported about them, and which were refused.

    The `unused` ones have no rows in the tables that are taken; references to their rows are followed all the same.
    """

    entries: list[Member] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unused: list[Member] = field(default_factory=list)


def gather(options: GatherOptions, now: datetime) -> Outcome:
    """Read every workbook in a folder and make one register from them; no source is changed.

    Typed values are copied unchanged, computed values are computed again. Whatever could not be copied to its proper
    place is reported. If there is nothing to gather, the outcome says so and nothing is written.
    """
    if options.table is not None and options.table not in TABLES:
        raise RefusalError(commands.WHICH_TABLE, known=listed(TABLES))
    content = find_workbooks(options.folder)
    output = _output(options)
    targets = [target_of(name, output or Path(options.file_name)) for name in options.targets]
    paths = [str((options.folder / path).resolve()) for path in content.paths]
    with scratch_folder() as folder, Pool(processes(options.jobs, len(paths))) as pool:
        store = RowStore(folder)
        gathered = _sort_out(zip(content.paths, read_all(paths, store, pool, options.scheduler), strict=True), options)
        gathered.findings[:0] = content.refused
        gathered.refused += [finding.sheet for finding in content.refused]
        if not gathered.entries:
            nothing = gathering.NOTHING_TAKEN.finding(name=str(options.folder), count=len(paths))
            return Outcome(_NOTHING, [*gathered.findings, nothing], refused=True)
        return _RegisterMaker(options, gathered, store, pool, now).outcome(output, targets)


def _output(options: GatherOptions) -> Path | None:
    """Return where the register goes, None if only other targets are wanted; an existing file is refused at once."""
    if options.output is None and options.targets:
        return None
    path = options.output or Path(options.file_name)
    path = path / options.file_name if path.is_dir() else path
    free(path)
    return path


def _sort_out(read: Iterable[tuple[str, Source]], options: GatherOptions) -> _Gathered:
    result = _Gathered()
    for number, (path, source) in enumerate(read):
        tables = tuple(rows for rows in source.tables if options.table in (None, rows.table))
        refusal = source.refusal
        if refusal is None and not tables and options.table is not None:
            refusal = gathering.NO_SUCH_TABLE.finding(table=TABLES[options.table].sheet)
        if refusal is not None:
            result.findings.append(_placed(refusal, path))
            result.refused.append(path)
            result.unused.append(Member(path, source, number))
            continue
        result.findings += [_placed(finding, path) for finding in source.findings]
        if any(rows.length for rows in tables):
            result.entries.append(Member(path, source, number))
        else:
            result.findings.append(gathering.NO_ROWS.at(path))
            result.unused.append(Member(path, source, number))
    return result


def _placed(finding: Finding, path: str) -> Finding:
    """Return a finding with the path of the workbook before its sheet."""
    return replace(finding, sheet=" · ".join(part for part in (path, finding.sheet) if part))


class _RegisterMaker:
    """Makes the register."""

    def __init__(self, options: GatherOptions, gathered: _Gathered, store: RowStore, pool: Pool, now: datetime) -> None:
        self._gathered, self._store, self._pool, self._now = gathered, store, pool, now
        entries = gathered.entries
        english = sum(entry.source.lang == "en" for entry in entries)
        self._lang: Lang = options.lang or ("en" if 2 * english > len(entries) else "zh")
        self._tables = [
            key for key in TABLES if options.table in (None, key) and any(entry.rows(key) for entry in entries)
        ]

    def outcome(self, output: Path | None, targets: Sequence[Target]) -> Outcome:
        """Make the register, write it to its targets, and return the outcome."""
        # Another process can draw the template while the rows are numbered here.
        drawing = partial(
            build,
            lang=self._lang,
            today=self._now.date(),
            book_id=secrets.token_hex(8),
            tables=self._tables,
            gathered=True,
        )
        drawn = self._pool.map(drawing, [_template(self._tables)])
        register = Register(self._gathered.entries, self._tables, self._gathered.unused)
        draft = self._store.folder / FILE_NAME.to(self._lang)
        draft.write_bytes(next(drawn))
        book = FileBook(draft, writing=True)
        adopted = settle(book, [entry.source for entry in self._gathered.entries])
        session = Session(book, "gather", self._now)
        joined, duplicates = fill(session, book, register.batches, self._store, self._pool)
        session.taken += [Taken(key, entry.path, rows.length) for key, entry, rows in self._rows()]
        session.finish()
        frames, misfits = frames_of([book.view(key) for key in self._tables]) if targets else ([], 0)
        for target in targets:
            target.write(frames)
        if output is not None:
            write_new(output, book.content)
        findings = [*self._gathered.findings, *register.findings(joined), *adopted]
        if misfits:
            findings.append(gathering.MISFITS.finding(count=misfits))
        places = [str(path) for path in ([output] if output else [])] + [target.shown for target in targets]
        listings = [_listing(self._gathered, self._tables, register), *duplicates.listing()]
        message = _message(len(self._gathered.entries), register.count, duplicates, places)
        return Outcome(message, findings, listings, register.count)

    def _rows(self) -> Iterator[tuple[str, Member, Rows]]:
        """Yield the rows that the register takes from each source, table by table."""
        for key in self._tables:
            for entry in self._gathered.entries:
                rows = entry.rows(key)
                if rows is not None:
                    yield key, entry, rows


def _template(tables: Sequence[str]) -> TemplateKey:
    """Return the standard workbook that holds most of the tables, the smallest of these."""
    present = {key: set(template.tables) for key, template in TEMPLATES.items()}
    return max(present, key=lambda key: (len(present[key].intersection(tables)), -len(present[key])))


def _listing(gathered: _Gathered, tables: Sequence[str], register: Register) -> Listing:
    rows: list[tuple[str | int | Text, ...]] = []
    for entry in gathered.entries:
        counts = (own.length if own else 0 for own in map(entry.rows, tables))
        rows.append((entry.path, entry.source.lang, register.prefixes(entry.path), *counts))
    rows += [(path, _REFUSED, "", *(0 for _ in tables)) for path in gathered.refused]
    headings = (_WORKBOOK, _LANGUAGE, _PREFIX, *(TABLES[key].sheet for key in tables))
    return Listing(_SOURCES, headings, list(rows))


def _message(books: int, rows: int, duplicates: Duplicates, places: Sequence[str]) -> Text:
    where = listed(places)
    return Text(
        f"已汇编 {books} 份工作簿的 {rows} 行到 {where.zh}；相同 {duplicates.same} 组，相近 {duplicates.alike} 对",
        f"{Count(rows):row/rows} of {Count(books):workbook/workbooks} gathered into {where.en}; "
        f"groups of same rows: {duplicates.same}, pairs of similar rows: {duplicates.alike}",
    )
