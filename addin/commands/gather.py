"""汇编: many departments' workbooks in one register, with everything that was typed in them."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.journal import Taken
from addin.book.session import Session
from addin.gathering.bi import target_of
from addin.gathering.duplicates import Twins
from addin.gathering.files import find_workbooks
from addin.gathering.filling import fill
from addin.gathering.frames import Target, frames_of
from addin.gathering.references import Member
from addin.gathering.register import Register
from addin.gathering.rowstore import RowStore
from addin.gathering.settings import settle
from addin.gathering.source import Rows, Source
from addin.gathering.sources import read_all
from addin.outcome import Listing, Outcome
from addin.pool import Pool, processes
from addin.safefile import free, write_new
from udfs.lang import Count, Lang, Text
from udfs.problems import Finding, RefusalError, commands, gathering
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey

FILE_NAME = Text("汇编.xlsx", "register.xlsx")
_SOURCES = Text("来源工作簿", "Source workbooks")
_WORKBOOK, _LANGUAGE = Text("工作簿", "Workbook"), Text("语言", "Language")
_PREFIX = Text("编号前缀", "Numbers begin with")
_NOTHING = Text("没有写入任何内容", "nothing was written")
_REFUSED = Text("没有取用", "not taken")


@dataclass(frozen=True)
class GatherOptions:
    """What a register is to be made of, and where it goes.

    Attributes:
        folder: holds the workbooks, at any depth.
        lang: the register's language; that of most workbooks where not given.
        spoken: the language in which a file is called that was given no name.
        output: file or folder for the register; none is kept where only `targets` are given.
        table: key of the one table to take; all that are found where not given.
        targets: where tables for BI tools go: `parquet`, `sqlite` or the address of a database.
        jobs: how many processes work; chosen by itself where not given.
        scheduler: address of a Dask scheduler whose workers read instead; what follows is done here.
    """

    folder: Path
    lang: Lang | None = None
    output: Path | None = None
    table: str | None = None
    targets: Sequence[str] = ()
    jobs: int | None = None
    scheduler: str | None = None
    spoken: Lang = "zh"

    @property
    def file_name(self) -> str:
        """Return what a register is called that was given no name."""
        return FILE_NAME.to(self.lang or self.spoken)


@dataclass
class _Gathered:
    """What came of the files: the sources that can be used, what is told of them, and which were refused.

    Those `beside` have no rows of the table that is taken; references to their rows follow all the same.
    """

    entries: list[Member] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    beside: list[Member] = field(default_factory=list)


def gather(wish: GatherOptions, now: datetime) -> Outcome:
    """Read every workbook of a folder and make one register of them; no source is changed.

    What people typed comes over as it is, what is computed is computed anew. Whatever could not come over in its place
    is told. Where nothing can be taken, the outcome says so and nothing is written.
    """
    if wish.table is not None and wish.table not in TABLES:
        raise RefusalError(commands.WHICH_TABLE, known=", ".join(TABLES))
    found = find_workbooks(wish.folder)
    output = _output(wish)
    targets = [target_of(name, output or Path(wish.file_name)) for name in wish.targets]
    paths = [str((wish.folder / path).resolve()) for path in found.paths]
    with tempfile.TemporaryDirectory() as folder, Pool(processes(wish.jobs, len(paths))) as pool:
        shelf = RowStore(Path(folder))
        gathered = _sifted(zip(found.paths, read_all(paths, shelf, pool, wish.scheduler), strict=True), wish)
        gathered.told[:0] = found.refused
        gathered.refused += [finding.sheet for finding in found.refused]
        if not gathered.entries:
            args = {"name": str(wish.folder), "count": len(paths)}
            nothing = Finding(gathering.NOTHING_TAKEN, args=args)
            return Outcome(_NOTHING, [*gathered.told, nothing], refused=True)
        return _Making(wish, gathered, shelf, pool, now).outcome(output, targets)


def _output(wish: GatherOptions) -> Path | None:
    """Return where the register goes, None where only other targets are wanted; refuses before anything is read."""
    if wish.output is None and wish.targets:
        return None
    path = wish.output or Path(wish.file_name)
    path = path / wish.file_name if path.is_dir() else path
    free(path)
    return path


def _sifted(read: Iterable[tuple[str, Source]], wish: GatherOptions) -> _Gathered:
    made = _Gathered()
    for number, (path, source) in enumerate(read):
        tables = tuple(rows for rows in source.tables if wish.table in (None, rows.table))
        refusal = source.refusal
        if refusal is None and not tables and wish.table is not None:
            refusal = Finding(gathering.NO_SUCH_TABLE, args={"table": TABLES[wish.table].sheet})
        if refusal is not None:
            made.told.append(_placed(refusal, path))
            made.refused.append(path)
            made.beside.append(Member(path, source, number))
            continue
        made.told += [_placed(finding, path) for finding in source.told]
        if any(rows.length for rows in tables):
            made.entries.append(Member(path, source, number))
        else:
            made.told.append(Finding(gathering.NO_ROWS, path))
            made.beside.append(Member(path, source, number))
    return made


def _placed(finding: Finding, path: str) -> Finding:
    """Return a finding with the workbook before its sheet."""
    return replace(finding, sheet=" · ".join(part for part in (path, finding.sheet) if part))


class _Making:
    """The register in the making."""

    def __init__(self, wish: GatherOptions, gathered: _Gathered, shelf: RowStore, pool: Pool, now: datetime) -> None:
        self._gathered, self._shelf, self._pool, self._now = gathered, shelf, pool, now
        entries = gathered.entries
        english = sum(entry.source.lang == "en" for entry in entries)
        self._lang: Lang = wish.lang or ("en" if 2 * english > len(entries) else "zh")
        self._tables = [
            key for key in TABLES if wish.table in (None, key) and any(entry.rows(key) for entry in entries)
        ]

    def outcome(self, output: Path | None, targets: Sequence[Target]) -> Outcome:
        """Make the register, write it to where it is wanted, and tell what came of it."""
        # Another process can draw the template while the rows are numbered here.
        drawing = partial(build, lang=self._lang, today=self._now.date(), book_id=secrets.token_hex(8), gathered=True)
        drawn = self._pool.map(drawing, [_template(self._tables)])
        register = Register(self._gathered.entries, self._tables, self._gathered.beside)
        draft = self._shelf.folder / FILE_NAME.to(self._lang)
        draft.write_bytes(next(drawn))
        book = FileBook(draft, writing=True)
        adopted = settle(book, [entry.source for entry in self._gathered.entries])
        session = Session(book, "gather", self._now)
        joined, twins = fill(session, book, register.batches, self._shelf, self._pool)
        session.taken += [Taken(key, entry.path, rows.length) for key, entry, rows in self._held()]
        session.finish()
        frames, misfits = frames_of([book.view(key) for key in self._tables]) if targets else ([], 0)
        for target in targets:
            target.write(frames)
        if output is not None:
            write_new(output, book.content)
        told = [*self._gathered.told, *register.told(joined), *adopted]
        if misfits:
            told.append(Finding(gathering.MISFITS, args={"count": misfits}))
        places = [str(path) for path in ([output] if output else [])] + [target.shown for target in targets]
        listings = [_listing(self._gathered, self._tables, register), *twins.listing()]
        message = _message(len(self._gathered.entries), register.count, twins, places)
        return Outcome(message, told, listings, register.count)

    def _held(self) -> Iterator[tuple[str, Member, Rows]]:
        """Yield what the register takes of each source, table by table."""
        for key in self._tables:
            for entry in self._gathered.entries:
                rows = entry.rows(key)
                if rows is not None:
                    yield key, entry, rows


def _template(tables: Sequence[str]) -> TemplateKey:
    """Return the smallest standard workbook that holds the tables."""
    fitting = (key for key, template in TEMPLATES.items() if set(tables) <= set(template.tables))
    return min(fitting, key=lambda key: len(TEMPLATES[key].tables))


def _listing(gathered: _Gathered, tables: Sequence[str], register: Register) -> Listing:
    rows: list[tuple[str | int | Text, ...]] = []
    for entry in gathered.entries:
        held = [entry.rows(key) for key in tables]
        counts = (found.length if found else 0 for found in held)
        rows.append((entry.path, entry.source.lang, register.prefixes(entry.path), *counts))
    rows += [(path, _REFUSED, "", *(0 for _ in tables)) for path in gathered.refused]
    headings = (_WORKBOOK, _LANGUAGE, _PREFIX, *(TABLES[key].sheet for key in tables))
    return Listing(_SOURCES, headings, list(rows))


def _message(books: int, rows: int, twins: Twins, places: Sequence[str]) -> Text:
    where = ", ".join(places)
    return Text(
        f"已汇编 {books} 份工作簿的 {rows} 行到 {where}；相同 {twins.same} 组，相近 {twins.alike} 对",
        f"{Count(rows):row/rows} of {Count(books):workbook/workbooks} gathered into {where}; "
        f"groups that say the same: {twins.same}, pairs that nearly do: {twins.alike}",
    )
