"""The ribbon's buttons that work on the rows that are selected, and on all that wait where none are."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from addin.book.port import Book
from addin.excel.click import Click, shown
from udfs.problems import commands
from udfs.problems.model import refusal_of
from udfs.values import is_blank, plain
from workbook_templates import issue_sources
from workbook_templates.action_tasks import SOURCES


class Named(Protocol):
    """A sheet, as xlwings has it."""

    @property
    def name(self) -> str:
        """Return what it is called."""


class Selected(Protocol):
    """What is selected, as xlwings has it: its sheet, first row, and how many rows and columns; of several areas the first."""

    @property
    def sheet(self) -> Named:
        """Return the sheet."""

    @property
    def row(self) -> int:
        """Return the first row."""

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many rows and columns."""


def selection(click: Click) -> Selected | None:
    """Return the cells that are selected; None where a chart or a picture is, or nothing."""
    with suppress(Exception):  # what is selected is whatever it is; the command does not end because of it
        cells: Selected | None = click.app.selection
        return cells if cells is not None and cells.row else None
    return None


def signals(click: Click) -> str:
    """Make issues of the rows that are selected, or else of the signals whose verdict is a process problem."""
    from addin.commands.signals import signals as run

    book = click.ours()
    return shown(
        click,
        run(book, click.now, issue=_selected(click, book, [source.table.key for source in issue_sources.SOURCES])),
    )


def plans(click: Click) -> str:
    """Make solutions of the ideas that are selected."""
    from addin.commands.plans import plans as run

    book = click.ours()
    return shown(click, run(book, click.now, ideas=_selected(click, book, ["ideas"])))


def tasks(click: Click) -> str:
    """Make tasks of the reviews and drills that are selected, or else of all that have none."""
    from addin.commands.tasks import tasks as run

    book = click.ours()
    return shown(click, run(book, click.now, sources=_selected(click, book, [source.table.key for source in SOURCES])))


def _selected(click: Click, book: Book, tables: Sequence[str]) -> list[str]:
    cells = selection(click)
    return [] if cells is None else selected_numbers(book, cells.sheet.name, cells, tables)


def selected_numbers(book: Book, sheet: str, cells: Selected, tables: Sequence[str]) -> list[str]:
    """Return the numbers of the rows of tables that are selected; none where other cells are, or whole columns.

    Raises:
        RefusalError: rows are selected that have no number to call them by.
    """
    for key in tables:
        if key not in book.tables() or book.view(key).sheet != sheet:
            continue
        view = book.view(key)
        first, count = cells.row - view.first_row, cells.shape[0]
        if "id" not in view.column_numbers:
            raise book.missing(view, ["id"])
        rows = [row for row in view.data.records() if first <= row < first + count] if first >= 0 else []
        for row in rows:
            if is_blank(view.data["id"][row]):
                raise refusal_of(view.finding(commands.SELECTED_WITHOUT_NUMBER, "id", row))
        return [plain(view.data["id"][row]) for row in rows]
    return []
