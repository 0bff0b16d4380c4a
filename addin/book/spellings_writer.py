"""What people teach about the ways to write choices: used at once, and kept on the sheet 设置."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from addin.book.session import Session
from udfs.choices import pair_of, written_as
from udfs.lang import Text, listed, listed_texts
from udfs.problems import Finding, RefusalError, imports
from udfs.rules import Kind
from udfs.values import Cell, as_text, is_blank
from workbook_templates.catalogue import SETTINGS_SHEET
from workbook_templates.lists import LISTS
from workbook_templates.model import Table
from workbook_templates.settings import SPELLINGS_BLOCKS

Row = tuple[str, str, str]
_SHOWN = 40


def learn(session: Session, table: Table, pairs: Sequence[str]) -> list[Row]:
    """Let `spelling=choice` pairs hold for this session; return list, spelling and choice of each, to be kept.

    Raises:
        RefusalError: a pair has no equals sign, or no column of the table has the choice.
    """
    rows = [row for pair in pairs for row in _rows(session, table, pair)]
    fresh = {(label, written_as(spelling)) for label, spelling, _ in rows}
    settings = session.context.settings
    others = [row for row in settings.choice_spellings if (row[0], written_as(row[1])) not in fresh]
    session.context.settings = replace(settings, choice_spellings=(*rows, *others))
    return rows


def _rows(session: Session, table: Table, pair: str) -> Iterator[Row]:
    spelling, choice = pair_of(pair)
    if not spelling.strip():
        raise RefusalError(imports.SPELL_FORM, value=pair)
    settings, lang = session.context.settings, session.book.lang
    keys = dict.fromkeys(column.choices for column in table.typed if column.kind is Kind.CHOICE and column.choices)
    entries = {key: entry for key in keys if (entry := settings.choice(key, choice)) is not None}
    if not entries:
        known = listed((entry for key in keys for entry in settings.choices(key)), _SHOWN)
        raise RefusalError(imports.SPELL_NO_CHOICE, value=choice, table=table.sheet, known=known)
    for key, entry in entries.items():
        yield LISTS[key].label.to(lang), spelling.strip(), entry


def keep(session: Session, rows: Sequence[Row]) -> list[Finding]:
    """Write taught spellings onto the sheet 设置; return what there was no room for.

    It is no part of the lists of rows: undoing the command that taught it leaves it.
    """
    if not rows:
        return []
    areas = {name: area for name in SPELLINGS_BLOCKS if (area := session.book.area(name)) is not None}
    if not areas:
        few = listed(f"{spelling}={entry}" for _, spelling, entry in rows)
        return [imports.SPELLINGS_NO_BLOCK.at(SETTINGS_SHEET.to(session.book.lang), few=few)]
    figures = {name: [list(line) for line in area.figures] for name, area in areas.items()}
    places = [(name, i) for name, lines in figures.items() for i in range(len(lines))]
    left: list[str] = []
    written = set()
    for label, spelling, entry in rows:
        wanted = written_as(label), written_as(spelling)
        same = [(name, i) for name, i in places if _key(figures[name][i]) == wanted]
        free = [(name, i) for name, i in places if all(is_blank(cell.value) for cell in figures[name][i])]
        at = next(iter((*same, *free)), None)
        if at is None:
            left.append(f"{spelling}={entry}")
        else:
            figures[at[0]][at[1]] = [Cell(label), Cell(spelling), Cell(entry)]
            written.add(at[0])
    for name in written:
        session.book.write_area(name, figures[name])
    sheet = next(area.sheet for area in areas.values())
    return [imports.SPELLINGS_FULL.at(sheet, few=listed(left))] if left else []


def _key(line: Sequence[Cell]) -> tuple[str, str]:
    return written_as(as_text(line[0].value)), written_as(as_text(line[1].value))


def respelled(label: Text, counts: dict[tuple[str, str], int]) -> Finding:
    """Return the finding that says which spellings of a column became choices, and how often."""
    words = listed_texts(
        Text(f"{spelling} → {choice}（{count}）", f"{spelling} → {choice} ({count})")
        for (spelling, choice), count in counts.items()
    )
    return imports.CHOICES_RESPELLED.finding(label=label, count=sum(counts.values()), few=words)
