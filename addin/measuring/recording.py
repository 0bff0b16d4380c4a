"""Points and runs on their sheets: what stands there, whose it is, and what a run writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from addin.book import journal
from addin.book.numbering import numbered
from addin.book.port import View
from addin.book.session import Session
from addin.measuring.partial import Partial
from addin.person import user_name
from udfs.choices import means
from udfs.indicators.choices import EXCLUDED
from udfs.lang import Lang
from udfs.measuring.merging import FIGURES, Merged, Present, Update
from udfs.measuring.points import UNFINISHED, Key, Point
from udfs.rules import split_references
from udfs.values import CellValue, as_text, day_of, is_blank, is_kept, plain
from workbook_templates.catalogue import TABLES

MEASURES, POINTS, IMPORTS = "measures", "points", "imports"
COMMAND = "measure"


def present_points(session: Session) -> list[Present]:
    """Return the points on the sheet; rows without a day or a measure are none."""
    view = session.book.view(POINTS)
    written = _written(session)
    points = []
    for row, filled in enumerate(view.data.filled()):
        day, measure = day_of(view.data["date"][row]), plain(view.data["measure"][row])
        if not filled or day is None or not measure:
            continue
        is_excluded = means(view.data["excluded"][row], EXCLUDED)
        is_unfinished = is_excluded and means(view.data["exclude_reason"][row], UNFINISHED)
        points.append(
            Present(
                row,
                Key(measure, day, plain(view.data["group"][row])),
                view.data["numerator"][row],
                view.data["denominator"][row],
                view.data["value"][row],
                is_own=is_blank(view.data["source"][row]) or _is_typed_over(view, row, written),
                is_excluded=is_excluded and not is_unfinished,
                is_unfinished=is_unfinished,
            )
        )
    return points


def _written(session: Session) -> dict[tuple[str, str], tuple[str, CellValue]]:
    """Return by column and row who wrote a figure last, and what, as far as the log tells."""
    steps = journal.read(session.book.log())
    undone = {step.undoes for step in steps}
    return {
        (change.column, row_id): (step.command, cell.value)
        for step in steps
        if step.undoes is None and step.number not in undone
        for change in step.changes
        if change.table == POINTS and change.column in FIGURES
        for row_id, cell in zip(change.row_ids, change.new, strict=True)
    }


def _is_typed_over(view: View, row: int, written: Mapping[tuple[str, str], tuple[str, CellValue]]) -> bool:
    """Return whether a figure is another one than this command wrote last; where the log tells nothing it is not."""
    row_id = as_text(view.data["_id"][row])
    for column in FIGURES:
        command, value = written.get((column, row_id), (COMMAND, view.data[column][row]))
        if command != COMMAND or not is_kept(value, view.data[column][row]):
            return True
    return False


def is_known(session: Session, partials: Sequence[Partial]) -> bool:
    """Return whether each of these exports was read before for the same measures."""
    view = session.book.view(IMPORTS)
    runs = {
        (plain(digest), plain(sheet), frozenset(split_references(measures)))
        for digest, sheet, measures in zip(
            view.data["fingerprint"], view.data["sheet"], view.data["measures"], strict=True
        )
    }
    return all((each.fingerprint, each.sheet, frozenset(each.extracts)) in runs for each in partials)


def record(session: Session, partials: Sequence[Partial], merged: Merged) -> None:
    """Write a run: a row of 数据来源 for each export, new points, and what changed of the others."""
    lang = session.book.lang
    new = Counter(point.source for point in merged.new)
    changed = Counter(update.after.source for update in merged.changed)
    runs: list[dict[str, CellValue]] = [
        _run(session, each, new[place], changed[place], lang) for place, each in enumerate(partials)
    ]
    runs = numbered(session.book, TABLES[IMPORTS], runs)
    sources = [as_text(run["id"]) for run in runs]
    session.append(TABLES[IMPORTS], runs)
    _update(session, merged.changed, sources, lang)
    rows: list[dict[str, CellValue]] = [_point(point, sources, lang) for point in merged.new]
    session.append(TABLES[POINTS], numbered(session.book, TABLES[POINTS], rows))


def _run(session: Session, partial: Partial, new: int, changed: int, lang: Lang) -> dict[str, CellValue]:
    return {
        "when": session.now.strftime("%Y-%m-%d %H:%M"),
        "who": user_name() or None,
        "file": Path(partial.path).name,
        "sheet": partial.sheet or None,
        "measures": ", ".join(partial.extracts),
        "rows_read": partial.rows,
        "rows_left_out": partial.left_out,
        "reasons": partial.why.to(lang) or None,
        "points_new": new,
        "points_changed": changed,
        "fingerprint": partial.fingerprint,
    }


def _figures(point: Point, lang: Lang) -> dict[str, CellValue]:
    return {
        "numerator": point.numerator,
        "denominator": point.denominator,
        "value": point.value,
        "excluded": EXCLUDED.to(lang) if point.is_unfinished else None,
        "exclude_reason": UNFINISHED.to(lang) if point.is_unfinished else None,
    }


def _point(point: Point, sources: Sequence[str], lang: Lang) -> dict[str, CellValue]:
    return {
        "date": point.key.day,
        "measure": point.key.measure,
        "group": point.key.group or None,
        **_figures(point, lang),
        "source": sources[point.source],
    }


def _update(session: Session, changed: Sequence[Update], sources: Sequence[str], lang: Lang) -> None:
    if not changed:
        return
    view = session.book.view(POINTS)
    rows = {
        update.before.row: {**_figures(update.after, lang), "source": sources[update.after.source]}
        for update in changed
    }
    for column in (*FIGURES, "excluded", "exclude_reason", "source"):
        values = {row: figures[column] for row, figures in rows.items() if not _same(view, column, row, figures)}
        session.put_at(view, column, values)


def _same(view: View, column: str, row: int, figures: Mapping[str, CellValue]) -> bool:
    before, after = view.data[column][row], figures[column]
    return (is_blank(before) and after is None) or (not is_blank(before) and is_kept(after, before))


def name_of(key: Key) -> str:
    """Return how messages call a point."""
    return " ".join(filter(None, (key.measure, str(key.day), key.group)))


def value_of(point: Point | Present) -> str:
    """Return what a message shows of a point: its value, and what it was counted from."""
    numerator, denominator = point.numerator, point.denominator
    if is_blank(denominator):
        return as_text(point.value)
    of = as_text(denominator) if is_blank(numerator) else f"{as_text(numerator)}/{as_text(denominator)}"
    return f"{as_text(point.value)} ({of})"
