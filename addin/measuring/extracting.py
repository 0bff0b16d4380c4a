"""Reading one export for measures: a plain function of its job, run here, in other processes or on a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from addin.measuring.batches import Batch
from addin.measuring.counting import count
from addin.measuring.headings import Headings, find_headings, missing_columns, repeated_columns
from addin.measuring.partial import Extract, Partial
from addin.measuring.pieces import Piece, Plan, add
from addin.measuring.sheets import SheetExport, fingerprint_of, read_sheets
from addin.measuring.textblocks import TextExport
from addin.safefile import refuse_no_file
from udfs.lang import listed
from udfs.measuring.definition import Definition
from udfs.measuring.headings import is_key
from udfs.problems import Finding, RefusalError, files, imports, measuring
from udfs.values import CellValue, as_text

TEXTS = (".csv", ".tsv", ".txt")
BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_SHOWN = 40
# Gives a piece of an export.
Read: TypeAlias = Callable[[], Batch]
# So many pieces wait, that no thread does.
_AHEAD = 1


@dataclass(frozen=True)
class Job:
    """An export to read.

    Attributes:
        path: the file, as the process that reads it sees it.
        definitions: the measures.
        today: no later day is counted.
        sheet: which sheet of a workbook; the one with the columns of most measures by default.
        threads: how many pieces are counted at once.
    """

    path: str
    definitions: tuple[Definition, ...]
    today: date
    sheet: str | None = None
    threads: int = 1


def extract(job: Job, tell: Callable[[int], None] = lambda _: None) -> Partial:
    """Return what an export contributes to measures; one that cannot be read comes back with its refusal.

    Args:
        job: the export and the measures.
        tell: is told how many bytes have been read.
    """
    try:
        return _read(job, tell)
    except RefusalError as error:
        return Partial(job.path, refusal=error.finding)
    except OSError as error:
        reason = error.strerror or str(error)
        return Partial(job.path, refusal=files.CANNOT_READ.finding(name=Path(job.path).name, reason=reason))


def open_export(path: Path) -> TextExport | list[SheetExport]:
    """Return an export ready to be read: a text, or the sheets of a workbook.

    Raises:
        RefusalError: there is no such file, or it is of another kind.
    """
    refuse_no_file(path)
    kind = path.suffix.casefold()
    if kind not in (*TEXTS, *BOOKS):
        raise RefusalError(imports.UNKNOWN_KIND, name=path.name)
    return TextExport(path) if kind in TEXTS else read_sheets(path)


def _read(job: Job, tell: Callable[[int], None]) -> Partial:
    path = Path(job.path)
    export = open_export(path)
    if isinstance(export, TextExport):
        headings = _headings(path.name, export.head, job.definitions)
        while True:
            partial, plan = _planned(job, headings, "")
            if job.sheet is not None:
                partial.findings.append(measuring.SHEET_OF_TEXT.at(path.name, value=job.sheet))
            try:
                _count(partial, plan, export.read(headings.at, plan.columns, tell), headings.at + 2, job.threads)
            except UnicodeDecodeError as error:
                if not export.next_encoding():
                    raise RefusalError(imports.UNREADABLE_TEXT, name=path.name) from error
                continue
            partial.fingerprint = export.fingerprint
            return partial
    sheet, headings, left = _sheet(job, export)
    partial, plan = _planned(job, headings, sheet.name)
    _count(partial, plan, sheet.read(headings.at), headings.at + 2, job.threads)
    partial.findings += left
    partial.fingerprint = fingerprint_of(path)
    tell(path.stat().st_size)
    return partial


def _headings(name: str, rows: Sequence[Sequence[CellValue]], definitions: Iterable[Definition]) -> Headings:
    headings = find_headings(rows, [column for each in definitions for column in each.columns])
    if headings is None:
        first = next(iter(definitions))
        known = listed(filter(None, map(as_text, next((row for row in rows if any(row)), ()))), _SHOWN)
        columns = listed(first.columns)
        raise RefusalError(measuring.NO_MEASURE_FITS, name=name, value=first.measure, columns=columns, known=known)
    return headings


def _sheet(job: Job, sheets: Sequence[SheetExport]) -> tuple[SheetExport, Headings, list[Finding]]:
    """Return the sheet to read with its headings, and which others could have been read."""
    path = Path(job.path)
    if job.sheet is not None:
        chosen = [sheet for sheet in sheets if sheet.name == job.sheet]
        if not chosen:
            known = listed(sheet.name for sheet in sheets)
            raise RefusalError(files.NO_SHEET, name=path.name, wanted=job.sheet, known=known)
        return chosen[0], _headings(path.name, chosen[0].head, job.definitions), []
    names = [column for each in job.definitions for column in each.columns]
    headed = [(sheet, find_headings(sheet.head, names)) for sheet in sheets]
    fits = [(_fit(headings, job.definitions), sheet, headings) for sheet, headings in headed if headings is not None]
    if not fits:
        _headings(path.name, sheets[0].head if sheets else (), job.definitions)
        raise RefusalError(files.EMPTY, name=path.name)
    best, sheet, headings = max(fits, key=lambda fit: fit[0])
    left = [
        imports.SHEET_LEFT.at(path.name, name=other.name, count=other.length(headed_at.at))
        for fit, other, headed_at in fits
        if other is not sheet and fit >= best > 0
    ]
    return sheet, headings, left


def _fit(headings: Headings, definitions: Iterable[Definition]) -> int:
    return sum(not missing_columns(headings, each) for each in definitions)


def _planned(job: Job, headings: Headings, sheet: str) -> tuple[Partial, Plan]:
    """Return what is counted of an export; measures whose columns it lacks are left out and named."""
    name = Path(job.path).name
    place = " · ".join(filter(None, (name, sheet)))
    partial = Partial(job.path, sheet, headings=headings.texts)
    measures = []
    for each in job.definitions:
        missing, repeated = missing_columns(headings, each), repeated_columns(headings, each)
        if missing:
            columns = listed(missing)
            partial.findings.append(measuring.COLUMNS_NOT_HERE.at(place, value=each.measure, columns=columns))
        for column, number in repeated.items():
            partial.findings.append(measuring.COLUMN_REPEATED.at(place, value=column, count=number))
        if not missing and not repeated:
            places = headings.places(each)
            measures.append((each, places))
            value = headings.texts[places[each.value_column]] if each.value_column else ""
            partial.extracts[each.measure] = Extract(headings.texts[places[each.date_column]], value)
    if not measures:
        least = min(job.definitions, key=lambda each: len(missing_columns(headings, each)))
        lacking = listed(missing_columns(headings, least) or repeated_columns(headings, least))
        known = listed(headings.known, _SHOWN)
        raise RefusalError(measuring.NO_MEASURE_FITS, name=place, value=least.measure, columns=lacking, known=known)
    key = next((at for at, text in enumerate(headings.texts) if is_key(text)), None)
    partial.key = headings.texts[key] if key is not None else ""
    return partial, Plan(measures, headings.texts, key, job.today)


def _count(partial: Partial, plan: Plan, reads: Iterable[Read], first: int, threads: int) -> None:
    """Count the pieces, several at once, and add them up in their order; the first row has this number in the file."""
    for piece in _pieces(plan, reads, threads):
        add(partial, piece, plan, first)
        first += piece.length


def _pieces(plan: Plan, reads: Iterable[Read], threads: int) -> Iterator[Piece]:
    if threads == 1:
        yield from (count(read, plan) for read in reads)
        return
    waiting: deque[Future[Piece]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for read in reads:
            waiting.append(pool.submit(count, read, plan))
            if len(waiting) > threads + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
