"""关键词: counts what customers complain of, keeps the table of keywords, and writes beside each text what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from addin.book.numbering import numbered
from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.voices.texts import Source, customers_texts, documents, labels_of, source_of, words_of
from addin.xlsx.bulk import gc_paused
from udfs.keywords.counting import Document, Keyword, Period, last_period
from udfs.keywords.counting import keywords as count
from udfs.lang import Count, Lang, Text, listed, same
from udfs.problems import Finding, RefusalError, books, voices
from udfs.values import CellValue, is_blank, plain
from workbook_templates.context import OWN
from workbook_templates.tables.feedback_texts import FEEDBACK_TEXTS
from workbook_templates.tables.keywords import HANDLING, KEYWORDS

_DENIED = Text("非", "not ")
# What people write: a row in which any of it stands is theirs.
_THEIRS = (*(column.key for column in HANDLING.columns), "notes")
# What was said once is no keyword yet, unless somebody worked on it.
_FEWEST = 2
_SHOWN, _NAMED = 15, 3


@gc_paused
def keywords(book: Book, now: datetime, texts: Sequence[str] = (), days: int | None = None) -> Outcome:
    """Count keywords, and write the table 关键词 and the column beside the texts.

    Args:
        book: the workbook.
        now: the moment.
        texts: other columns of texts, as `table.column`, such as `访谈.记录`; 用户反馈 where none is given.
        days: how long a period is; what 设置 says where not given.
    """
    session = Session(book, "keywords", now)
    if KEYWORDS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=KEYWORDS.sheet)
    if not texts and FEEDBACK_TEXTS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=FEEDBACK_TEXTS.sheet)
    sources = [source_of(book, place) for place in texts] if texts else [customers_texts(book)]
    read = documents(sources, words_of(session.context.settings))
    known = [each for rows in read for each in rows if each is not None]
    if not known:
        raise RefusalError(voices.NO_TEXTS, table=sources[0].view.sheet)
    period = last_period((each.day for each in known), days or int(session.context.settings.number("keyword_days")))
    counted = count(known, period)
    session.identify()
    new, gone = _kept(session, counted)
    labelled = sum(_labelled(session, source, rows, counted) for source, rows in zip(sources, read, strict=True))
    changed, notes = recalculate(session, fill=True)
    session.findings = [*notes, *gone]
    session.finish()
    message = _message(len(known), counted, period, new)
    return Outcome(message, session.findings, _listings(counted), changed + labelled + new)


def _kept(session: Session, counted: Sequence[Keyword]) -> tuple[int, list[Finding]]:
    """Bring the table up to date: figures of known keywords, rows for new ones; what people wrote stays."""
    book, lang = session.book, session.book.lang
    view = book.with_own(KEYWORDS.key) if book.view(KEYWORDS.key).own else book.view(KEYWORDS.key)
    places = {plain(view.data["word"][at]).casefold(): at for at in view.data.records()}
    theirs = [key for key in view.data.columns if key in _THEIRS or key.startswith(OWN)]
    by_word = {each.word: each for each in counted}
    columns: dict[str, dict[int, CellValue]] = {}
    gone: list[Finding] = []
    for word, at in places.items():
        each = by_word.get(word)
        if each is None and all(is_blank(view.data[key][at]) for key in theirs) and word:
            gone.append(view.finding(voices.KEYWORD_GONE, "word", at, value=plain(view.data["word"][at])))
        for key, value in (
            _figures(each, lang) if each else {**dict.fromkeys(_FIGURES), "count": 0, "current": 0}
        ).items():
            columns.setdefault(key, {})[at] = value
    for key, values in columns.items():
        if key in view.column_numbers:
            session.put_at(view, key, values)
    fresh = [each for each in _frequent(counted) if each.word not in places]
    rows = [{"word": each.word, **_figures(each, lang)} for each in fresh]
    kept = [{key: value for key, value in row.items() if key in view.column_numbers} for row in rows]
    session.append(KEYWORDS, numbered(book, KEYWORDS, kept))
    return len(fresh), gone


_FIGURES = ("count", "share", "current", "previous", "trend", "negated", "quote1", "quote2", "quote3")


def _figures(each: Keyword, lang: Lang) -> dict[str, CellValue]:
    quotes = [*each.quotes, None, None, None][:3]
    trend = each.trend.to(lang) if each.trend else None
    return dict(
        zip(_FIGURES, (each.count, each.share, each.current, each.previous, trend, each.denied, *quotes), strict=True)
    )


def _labelled(session: Session, source: Source, rows: Sequence[Document | None], counted: Sequence[Keyword]) -> int:
    """Write beside the customers' texts what they speak of."""
    if source.view.data.table.key != FEEDBACK_TEXTS.key or "keywords" not in source.view.column_numbers:
        return 0
    order = {each.word: at for at, each in enumerate(counted)}
    labels = {
        at: labels_of(each.complaints, _DENIED, session.book.lang, order) or None if each else None
        for at, each in enumerate(rows)
    }
    now = source.view.data["keywords"]
    changed = {at: label for at, label in labels.items() if (label or "") != plain(now[at])}
    if changed:
        session.put_at(source.view, "keywords", changed)
    return len(changed)


def _message(texts: int, counted: Sequence[Keyword], period: Period | None, new: int) -> Text:
    often = _frequent(counted)
    top = listed(f"{each.word} {each.count}" for each in often[:_NAMED])
    zh = f"{texts} 条文字，{len(often)} 个关键词（新增 {new} 个）"
    en = f"{Count(texts):text/texts}, {Count(len(often)):keyword/keywords} ({new} new)"
    if often:
        zh, en = f"{zh}；最多的：{top.zh}", f"{en}; most: {top.en}"
    if period is not None:
        zh, en = f"{zh}；本期 {period.first}～{period.last}", f"{en}; period {period.first} to {period.last}"
    return Text(zh, en)


def _listings(counted: Sequence[Keyword]) -> list[Listing]:
    keys = ("word", "count", "share", "current", "previous", "trend", "negated", "quote1")
    rows: list[tuple[CellValue | Text, ...]] = [
        (
            each.word,
            each.count,
            f"{each.share:.1%}",
            each.current,
            each.previous,
            each.trend or same(""),
            each.denied,
            "".join(each.quotes[:1]),
        )
        for each in _frequent(counted)[:_SHOWN]
    ]
    return [Listing(KEYWORDS.sheet, tuple(KEYWORDS.column(key).label for key in keys), rows)] if rows else []


def _frequent(counted: Sequence[Keyword]) -> list[Keyword]:
    return [each for each in counted if each.count >= _FEWEST]
