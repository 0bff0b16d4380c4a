"""效果: fixes the plan of every comparison, and says whether the improvement works, how surely, and what speaks against it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.checks.effects import effect_findings
from addin.outcome import Listing, Outcome
from udfs.effects import plans
from udfs.lang import Count, Text
from udfs.problems import RefusalError, books, verifying
from udfs.values import CellValue, as_text, is_blank
from workbook_templates.tables.effect_verdicts import effects
from workbook_templates.tables.effects import EFFECTS, WORDS

_SHOWN = ("id", "indicator", "verdict", "estimate", "low", "high", "doubts", "proposal")
_FIXED = ("fixed_on", "fixed_plan")


def verdict(book: Book, now: datetime) -> Outcome:
    """Judge every row of 效果验证; a plan that is complete and not fixed yet is fixed today, which the log keeps.

    What a person has decided stands in columns of its own and is never written.
    """
    session = Session(book, "verdict", now)
    if EFFECTS.key not in book.tables():
        raise RefusalError(books.TABLE_MISSING, table=EFFECTS.sheet)
    session.identify()
    fixed = _fix(session)
    changed, notes = recalculate(session, fill=True)
    view = book.view(EFFECTS.key)
    session.findings = [*notes, *effect_findings(session)]
    known = session.context.once(effects)
    if not known:
        session.findings.append(view.finding(verifying.NO_ROWS, "indicator", 0, table=EFFECTS.sheet))
    session.finish()
    words = Counter(effect.judged.verdict.word for effect in known.values())
    message = _message(words, fixed)
    rows: list[tuple[CellValue | Text, ...]] = [tuple(view.data[key][row] for key in _SHOWN) for row in sorted(known)]
    headings = tuple(EFFECTS.column(key).label for key in _SHOWN)
    listings = [Listing(EFFECTS.sheet, headings, rows)] if rows else []
    return Outcome(message, session.findings, listings, changed + fixed)


def _fix(session: Session) -> int:
    """Write the plans that nobody has fixed yet, and on which day; return how many."""
    view = session.book.view(EFFECTS.key)
    if not {*_FIXED} <= view.column_numbers.keys():
        return 0
    data, fresh = view.data, dict[int, str]()
    for row, effect in session.context.once(effects).items():
        is_complete = not any(is_blank(data[key][row]) for key in ("indicator", "design"))
        if is_complete and is_blank(data["fixed_plan"][row]) and is_blank(data["fixed_on"][row]):
            fresh[row] = plans.written(effect.plan, session.book.lang)
    session.put_at(view, "fixed_on", dict.fromkeys(fresh, session.today))
    session.put_at(view, "fixed_plan", dict(fresh))
    session.context.forget()
    return len(fresh)


def _message(words: Counter[Text], fixed: int) -> Text:
    """Say how many improvements work, and how many plans were fixed just now."""
    size = sum(words.values())
    ordered = [*WORDS, *(word for word in words if word not in WORDS)]
    counts = [(word, words[word]) for word in ordered if words[word]]
    zh = "，".join(f"{word.zh} {count}" for word, count in counts) or "没有要验证的"
    en = ", ".join(f"{as_text(word.en)}: {count}" for word, count in counts) or "nothing to verify"
    if fixed:
        zh, en = f"{zh}；固定了 {fixed} 个比较计划", f"{en}; {Count(fixed):plan/plans} fixed today"
    return Text(f"{size} 项：{zh}", f"{Count(size):effect/effects}: {en}")
