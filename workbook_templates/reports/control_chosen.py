"""Which measures the sheet 控制图 shows: those that are chosen there, else those with signals first."""

from __future__ import annotations

from typing import NamedTuple

from udfs.choices import written_as
from udfs.rules import split_references
from udfs.values import CellValue
from workbook_templates.context import Context
from workbook_templates.monitoring import Line, lines
from workbook_templates.monitoring_settings import SHOW

CHARTS = 12


class Chosen(NamedTuple):
    """The measures that are drawn, how many are not for want of room, and what of the choice means none."""

    lines: tuple[Line, ...]
    more: int
    unknown: tuple[str, ...]


def named(book: Context) -> Chosen:
    """Return what is chosen on the sheet, however much it is."""
    return meant_by(book, book.settings.values[SHOW.key])


def meant_by(book: Context, choice: CellValue) -> Chosen:
    """Return what a choice means, however much it is."""
    known = book.lasting(lines)
    wanted = split_references(choice)
    drawn: list[Line] = []
    unknown: list[str] = []
    for part in wanted:
        meant = [line for line in known if written_as(part) in called(line)]
        if not meant:
            unknown.append(part)
        drawn += [line for line in meant if line not in drawn]
    return Chosen(tuple(drawn), 0, tuple(unknown))


def chosen(book: Context) -> Chosen:
    """Return what is drawn on the sheet."""
    choice = book.once(named)
    drawn = choice.lines or tuple(sorted(book.lasting(lines), key=_urgency))
    return Chosen(drawn[:CHARTS], max(0, len(drawn) - CHARTS), choice.unknown)


def called(line: Line) -> set[str]:
    """Return what a line may be called: a measure by number or name alone, a group with its measure before it."""
    alone = (line.number, line.name) if line.is_whole else ()
    with_group = (f"{word}{between}{line.group}" for word in (line.number, line.name) for between in ("", "/"))
    return {written_as(word) for word in (*alone, line.title, *with_group)}


def _urgency(line: Line) -> tuple[bool, int]:
    """Return where a line stands: those whose latest point belongs to a signal first, then those with the latest signals."""
    last = line.last_signal
    return line.result.status.signal is None, -line.days[last.last].toordinal() if last else 0
