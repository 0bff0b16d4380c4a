"""Somebody new: knows their own work and nothing of the program, and does only what its last message says."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from addin.book.file.book import FileBook
from addin.xlsx import Workbook
from addin.xlsx.refs import number
from tests.helpers.books import set_cell
from tests.helpers.commandline import kaizen
from udfs.values import Cell, CellValue

# A line about cells: sheet, cells (one, or the first of several), code, what is wrong and what to do.
_LINE = re.compile(
    r"^(?P<sheet>[^\s!]+)!(?P<places>[A-Z].*?) +(?P<code>[a-z]+(?:-[a-z]+)*)  (?P<words>.+)$", re.MULTILINE
)
_CELL = re.compile(r"(?<![A-Za-z0-9-])([A-Z]{1,3})(\d+)(?![A-Za-z0-9-])")
_LABEL = re.compile(r"「([^」]+)」")


class Complaint(NamedTuple):
    """What a line says: where, which code, about which heading, in which words."""

    sheet: str
    cells: tuple[tuple[str, int], ...]
    code: str
    label: str
    words: str


class Newcomer:
    """Runs commands and types into cells; refuses to know anything that was not read.

    Known are one's own words (files, people, what happened at work), the files in the folder, the pages of help that were
    opened, and the last message.
    """

    def __init__(self, folder: Path, own: Sequence[str]) -> None:
        self.folder, self.own = folder, set(own)
        self.pages, self.last, self.steps = "", "", 0

    def _knows(self, word: str) -> bool:
        in_folder = {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}
        name = word.rstrip("/")
        read = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return word in self.own or name in in_folder or bool(read.search(self.pages + self.last))

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command of which every word is known; return what it says."""
        unknown = [word for word in words if not self._knows(word)]
        assert not unknown, f"nothing read so far says {unknown}; the last message was:\n{self.last}"
        done = kaizen(*words, cwd=self.folder, KAIZEN_LANG="zh", COLUMNS="200")
        self.steps += 1
        output = done.stdout + done.stderr
        assert done.returncode == code, f"{words} ended with {done.returncode}:\n{output}"
        assert output.strip(), f"{words} says nothing"
        if "--help" in words:
            self.pages += output  # in a window of its own
        else:
            self.last = output
        return output

    def complaints(self) -> list[Complaint]:
        """Return what the last message says about cells."""
        return [_read(match) for match in _LINE.finditer(self.last)]

    def correct(self, book: str, answers: Mapping[tuple[str, str], Sequence[CellValue]]) -> int:
        """Type what the last message asks for, from one's own knowledge by code and heading; return how many cells."""
        file = Workbook.open(self.folder / book, writing=True)
        left = {place: deque(values) for place, values in answers.items()}
        typed: set[tuple[str, str, int]] = set()
        for complaint in self.complaints():
            known = left.get((complaint.code, complaint.label))
            for letters, row in complaint.cells if known is not None else ():
                if known and (complaint.sheet, letters, row) not in typed:
                    set_cell(file, complaint.sheet, row, number(letters), Cell(known.popleft()))
                    typed.add((complaint.sheet, letters, row))
        file.save()
        self.steps += 1
        return len(typed)

    def type(self, book: str, table: str, heading: str, row: int, value: CellValue) -> None:
        """Type into a cell of one's own sheet by its heading, as everybody does."""
        view = FileBook(self.folder / book).with_own(table)
        key = next(key for key in view.column_numbers if heading in view.label(key))
        file = Workbook.open(self.folder / book, writing=True)
        set_cell(file, view.sheet, view.first_row + row, view.column_numbers[key], Cell(value))
        file.save()
        self.steps += 1


def _read(match: re.Match[str]) -> Complaint:
    named = [(letters, int(row)) for letters, row in _CELL.findall(match["places"])]
    more = [(letters, int(row)) for letters, row in _CELL.findall(match["words"]) if letters == named[0][0]]
    label = _LABEL.search(match["words"])
    cells = tuple(dict.fromkeys([*named, *more]))
    return Complaint(match["sheet"], cells, match["code"], label[1] if label else "", match["words"])
