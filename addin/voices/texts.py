"""The texts that keywords are counted in, and what each complains of: every clause is read once, in several processes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from addin import progress
from addin.book.port import Book, View
from addin.pool import Pool
from addin.voices.segmenting import DictionarySegmenter
from udfs.choices import pair_of
from udfs.keywords.complaints import Complaint, Reader
from udfs.keywords.counting import Document
from udfs.keywords.texts import counted_once
from udfs.lang import Lang, Text, listed
from udfs.problems import RefusalError, voices
from udfs.rules import Kind
from udfs.values import as_text, day_of, is_blank
from workbook_templates.headers import folded, spellings
from workbook_templates.settings import Settings
from workbook_templates.tables.feedback_texts import FEEDBACK_TEXTS

# Reading the dictionary takes a process as long as reading so many texts.
_WORTH_A_PROCESS = 8_000
_AT_ONCE = 2_000
_READING = Text("读取文字", "Reading texts")


class Words(NamedTuple):
    """What the workbook says about keywords: words that always count, that never do, and what is counted as what."""

    own: tuple[str, ...]
    stop: tuple[str, ...]
    same: tuple[tuple[str, str], ...]


class Source(NamedTuple):
    """A column of texts, and the column of their days where the table has one."""

    view: View
    column: str
    day: str | None


def words_of(settings: Settings) -> Words:
    """Return what stands in the three lists; a synonym without an equals sign says nothing."""
    pairs = [pair_of(entry) for entry in settings.choices("keyword_same")]
    same = tuple((written, counts) for written, counts in pairs if written and counts)
    return Words(settings.choices("keyword_own"), settings.choices("keyword_stop"), same)


def source_of(book: Book, place: str) -> Source:
    """Return the column that `table.column` names, by its key, heading or sheet.

    Raises:
        RefusalError: there is no such table or column.
    """
    table, _, column = place.replace("．", ".").partition(".")
    wanted = folded(table)
    key = next((key for key in book.tables() if wanted in {folded(key), folded(book.view(key).sheet)}), None)
    if key is None:
        sheets = listed(book.view(each).sheet for each in book.tables())
        raise RefusalError(voices.TEXTS_UNKNOWN, value=place, allowed=sheets)
    view = book.view(key)
    texts = [
        each
        for each in view.data.table.columns
        if each.kind is Kind.TEXT and each.key in view.column_numbers and not each.hidden
    ]
    for each in texts:
        if folded(column) in {folded(each.key), folded(view.headers[each.key]), *spellings(each)}:
            return Source(view, each.key, _day_column(view))
    raise RefusalError(
        voices.TEXTS_UNKNOWN, value=place, allowed=listed(view.headers[each.key].rstrip("*") for each in texts)
    )


def customers_texts(book: Book) -> Source:
    """Return the texts of 用户反馈."""
    return Source(book.view(FEEDBACK_TEXTS.key), "text", "day")


def documents(sources: Sequence[Source], words: Words) -> list[list[Document | None]]:
    """Return what each row of each source complains of, None for rows without a text."""
    rows = [(place, at) for place, source in enumerate(sources) for at in range(source.view.data.length)
            if not is_blank(source.view.data[source.column][at])]  # fmt: skip
    texts = [as_text(sources[place].view.data[sources[place].column][at]) for place, at in rows]
    read: list[list[Document | None]] = [[None] * source.view.data.length for source in sources]
    for (place, at), text, complaints in zip(rows, texts, complaints_of(texts, words), strict=True):
        day = _day(sources[place], at)
        read[place][at] = Document(text, day, complaints)
    return read


def complaints_of(texts: Sequence[str], words: Words) -> list[frozenset[Complaint]]:
    """Read every different text once, however often it stands there."""
    kept = [tuple(sentences) for sentences in counted_once(texts)]
    distinct = [*dict.fromkeys(kept)]
    pieces = [distinct[start : start + _AT_ONCE] for start in range(0, len(distinct), _AT_ONCE)]
    jobs = min(os.cpu_count() or 1, 1 + len(distinct) // _WORTH_A_PROCESS)
    known: dict[tuple[str, ...], frozenset[Complaint]] = {}
    with Pool(jobs) as pool:
        for done, (piece, read) in enumerate(zip(pieces, pool.map(partial(_read, words), pieces), strict=True), 1):
            known.update(zip(piece, read, strict=True))
            progress.tell(_READING, done, len(pieces))
    return [known[sentences] for sentences in kept]


@lru_cache(maxsize=1)
def reader_of(words: Words) -> Reader:
    """Return what reads complaints in these words; the dictionary is loaded once."""
    return Reader(DictionarySegmenter, words.own, words.stop, dict(words.same))


def _read(words: Words, piece: Sequence[Sequence[str]]) -> list[frozenset[Complaint]]:
    reader = reader_of(words)
    return [reader.of_text(sentences) for sentences in piece]


def _day_column(view: View) -> str | None:
    return next(
        (each.key for each in view.data.table.columns if each.kind is Kind.DATE and each.key in view.column_numbers),
        None,
    )


def _day(source: Source, at: int) -> date | None:
    return (
        None
        if source.day is None or source.day not in source.view.column_numbers
        else day_of(source.view.data[source.day][at])
    )


def labels_of(complaints: frozenset[Complaint], denied: Text, lang: Lang, order: Mapping[str, int]) -> str:
    """Return the keywords of a text for its cell, the commonest first; denied ones are marked."""
    mark = denied.to(lang)
    ranked = sorted(complaints, key=lambda each: (order.get(each.word, len(order)), each.is_denied))
    return listed(f"{mark}{each.word}" if each.is_denied else each.word for each in ranked).to(lang)
