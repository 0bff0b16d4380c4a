"""The register of signals: new ones become rows, nobody's work is touched, and what is no signal any more says so itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from addin.book.numbering import numbered
from addin.book.port import View
from addin.book.session import Session
from udfs.choices import means
from udfs.lang import Text
from udfs.monitoring.choices import CHANGED, RULES, WORSE
from udfs.monitoring.rules import Signal
from udfs.problems import Finding, monitoring
from udfs.values import CellValue, as_text, day_of, is_blank, plain
from workbook_templates.context import OWN
from workbook_templates.monitoring import Line, has_points, lines
from workbook_templates.tables.signals import HANDLING, SIGNALS

# What people write: a row in which any of it stands is theirs.
_THEIRS = (*(column.key for column in HANDLING.columns), "notes")
_GONE = Text("【现已不是异常】", " [no longer a signal]")

# Measure, group, day and rule.
_Identity = tuple[str, str, date, str]


class Registered(NamedTuple):
    """What became of the register.

    Attributes:
        new: the numbers of the new rows.
        worse: how many of them say that something got worse.
        findings: rows that nobody touched and that are no signals any more.
    """

    new: list[str]
    worse: int
    findings: list[Finding]


def register(session: Session) -> Registered:
    """Add a row for every signal that has none; mark rows that nobody touched and that are no signals any more.

    A signal is the same as long as its measure, group, rule and the day on which it was seen first are: figures of a row
    stay as they were seen then.
    """
    book = session.book
    view = book.with_own(SIGNALS.key) if book.view(SIGNALS.key).own else book.view(SIGNALS.key)
    known = [_identity(view, row) for row in range(view.data.length)]
    current = {
        (line.number.casefold(), line.group.casefold(), line.day_of(signal), signal.rule.code): (line, signal)
        for line in session.context.lasting(lines)
        for signal in line.result.chart.signals
    }
    findings = [*_outlived(session, view, known, current)]
    listed, in_groups = set(known), {(measure, *seen) for measure, group, *seen in current if group}
    # What all groups together say is what one of them says: where to look is what people want to know.
    fresh = [
        pair
        for identity, pair in current.items()
        if identity not in listed and (identity[1] or (identity[0], *identity[2:]) not in in_groups)
    ]
    fresh.sort(key=lambda pair: pair[0].day_of(pair[1]))
    rows = numbered(session.book, SIGNALS, [_row(session, *pair) for pair in fresh])
    if rows:
        session.append(SIGNALS, rows)
    worse = sum(line.result.meaning(signal) == WORSE for line, signal in fresh)
    return Registered([as_text(row["id"]) for row in rows], worse, findings)


def _identity(view: View, row: int) -> _Identity | None:
    """Return which signal a row is about; None where it says none that could be ours."""
    day, measure = day_of(view.data["date"][row]), plain(view.data["measure"][row])
    rule = next((rule for rule in RULES if means(view.data["rule"][row], rule.name)), None)
    if day is None or not measure or rule is None:
        return None
    return measure.casefold(), plain(view.data["group"][row]).casefold(), day, rule.code


def _row(session: Session, line: Line, signal: Signal) -> dict[str, CellValue]:
    lang, chart = session.book.lang, line.result.chart
    meaning, words = line.result.meaning(signal), line.result.explained(signal).to(lang)
    explanation = words if meaning == CHANGED else Text("{meaning}：{words}", "{meaning}: {words}").to(lang).format(
        meaning=meaning.to(lang), words=words
    )  # fmt: skip
    return {
        "measure": line.number,
        "group": line.group or None,
        "date": line.day_of(signal),
        "rule": signal.rule.name.to(lang),
        "value": line.shown(chart.series.values[signal.at]),
        "limit": line.shown(chart.limit_of(signal)),
        "explanation": explanation,
    }


def _outlived(
    session: Session, view: View, known: list[_Identity | None], current: Collection[_Identity]
) -> Iterator[Finding]:
    """Mark rows that nobody touched and that are no signals any more, and take the mark off those that are again."""
    measured = session.context.lasting(has_points)
    theirs = [key for key in view.data.columns if key in _THEIRS or key.startswith(OWN)]
    notes: dict[int, CellValue] = {}
    for row, identity in enumerate(known):
        if identity is None or identity[0] not in measured:
            continue
        words, mark = as_text(view.data["explanation"][row]), _GONE.to(session.book.lang)
        if identity in current:
            if words.endswith(mark):
                notes[row] = words.removesuffix(mark)
        elif all(is_blank(view.data[key][row]) for key in theirs):
            if not words.endswith(mark):
                notes[row] = words + mark
            yield view.finding(monitoring.SIGNAL_GONE, "id", row, value=plain(view.data["id"][row]))
    if notes and "explanation" in view.column_numbers:
        session.put_at(view, "explanation", notes)
