"""Folders of departments' workbooks for tests: filled, changed and mistreated as people do."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from addin.book.file.book import FileBook
from addin.commands.gather import GatherOptions, gather
from addin.outcome import Outcome
from addin.xlsx import Cell, Workbook
from tests.helpers.books import ISSUE, NOW, PLAN, TASK, filled, set_cell
from udfs.lang import Lang
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

Contents = dict[str, dict[str, list[CellValue]]]


def department(
    folder: Path,
    rows: Iterable[Mapping[str, CellValue]],
    key: TemplateKey = TemplateKey.ISSUES,
    lang: Lang = "zh",
    name: str | None = None,
) -> Path:
    """Return a department's workbook in its folder, called as its template where no name is given."""
    folder.mkdir(parents=True, exist_ok=True)
    path = filled(folder, rows, key, lang)
    return path.rename(folder / name) if name else path


def three_departments(folder: Path) -> Path:
    """Return a folder of three departments; all number their rows alike, one has its scoring beside its issues."""
    other = {**ISSUE, "scene": "日常运营场景下", "problem": "审批层级过多"}
    department(folder / "客服部", [ISSUE, {**other, "id": "I-002"}])
    department(
        folder / "客服部",
        [PLAN, {**PLAN, "id": "S-002", "name": "合并审批", "issue": "I-001，I-002"}],
        TemplateKey.SCORING,
    )
    tasks = [TASK, {**TASK, "id": "T-002", "what": "上线", "predecessors": "T-001FS+2", "issue": "I-001"}]
    department(folder / "财务部", tasks, TemplateKey.PLAN)
    department(folder / "财务部", [{**ISSUE, "problem": "人工重复录入信息 问题", "owner": "李强"}])
    department(folder, [{**other, "id": "W-7"}], name="仓储-问题清单.xlsx")
    return folder


def run(folder: Path, output: Path | None = None, **given: Any) -> Outcome:
    """Gather a folder."""
    return gather(GatherOptions(folder, output=output, **given), NOW)


def contents(path: Path) -> Contents:
    """Return what a register holds, without the identities that every run draws anew."""
    book = FileBook(path)
    return {
        key: {column: cells for column, cells in book.view(key).data.columns.items() if column != "_id"}
        for key in book.tables()
    }


def rows(path: Path, table: str, *keys: str) -> list[tuple[CellValue, ...]]:
    """Return columns of the filled rows of a table, row by row."""
    data = FileBook(path).view(table).data
    return [tuple(data[key][i] for key in keys) for i in data.records()]


def codes(outcome: Outcome) -> set[str]:
    """Return the codes of what was told."""
    return {finding.problem.code for finding in outcome.findings}


def typed(path: Path, table: str, cells: Mapping[tuple[str, int], Cell]) -> None:
    """Type into cells of a table by column and row (from 0), over whatever is there."""
    view, book = FileBook(path).view(table), Workbook.open(path, writing=True)
    for (column, row), cell in cells.items():
        set_cell(book, view.sheet, view.first_row + row, view.column_numbers[column], cell)
    book.save()


def renamed(path: Path, table: str, column: str, heading: str) -> None:
    """Give a column another heading, so that it is the user's own."""
    view, book = FileBook(path).view(table), Workbook.open(path, writing=True)
    set_cell(book, view.sheet, view.first_row - 1, view.column_numbers[column], Cell(heading))
    book.save()
    change(path, "xl/tables/table1.xml", f'name="{view.headers[column]}"', f'name="{escape(heading)}"')


def change(path: Path, part: str, old: str, new: str) -> None:
    """Replace text in a part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
