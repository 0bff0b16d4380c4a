"""Workbooks for tests, made as a user would make them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.xlsx import Workbook
from udfs.lang import Lang
from udfs.values import Cell, CellValue
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey

NOW = datetime(2026, 11, 20, 9, 30)
_TODAY = NOW.date()


_WORKBOOK = "xl/workbook.xml"
_SHARED_ID = "0" * 16


def blank(folder: Path, key: TemplateKey = TemplateKey.ISSUES, lang: Lang = "zh", day: date = _TODAY) -> Path:
    """Return a clean workbook with an identity of its own, made on that day."""
    return _copied(folder, key, lang, _clean(key, lang, day))


def filled(
    folder: Path,
    rows: Iterable[Mapping[str, CellValue]],
    key: TemplateKey = TemplateKey.ISSUES,
    lang: Lang = "zh",
    table: str | None = None,
    day: date = _TODAY,
) -> Path:
    """Return a workbook, made on that day, with these rows in its main table, nothing computed yet."""
    path = blank(folder, key, lang, day)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES[table or main_table(key)], [dict(row) for row in rows])
    session.finish()
    return path


def main_table(key: TemplateKey) -> str:
    """Return the table that a standard workbook is about: its first one, or that behind the ideas for it."""
    return next(table for table in TEMPLATES[key].tables if table != "ideas")


def demo(folder: Path, key: TemplateKey = TemplateKey.ISSUES, lang: Lang = "zh", day: date = _TODAY) -> Path:
    """Return a workbook with the demo's rows of a day in all its tables, nothing computed; the rows' identities are shared."""
    return _copied(folder, key, lang, _with_demo(key, lang, day))


# Making a workbook takes longest, so each is made once; the rows of what is filled by a test get identities there.
@cache
def _clean(key: TemplateKey, lang: Lang, day: date) -> bytes:
    return build(key, lang, day, _SHARED_ID)


@cache
def _with_demo(key: TemplateKey, lang: Lang, day: date) -> bytes:
    with TemporaryDirectory() as folder:
        path = _put(Path(folder), key, lang, _clean(key, lang, day))
        session = Session(FileBook(path, writing=True), "test", NOW)
        for table in TEMPLATES[key].tables:
            session.append(TABLES[table], list(demo_rows.rows(table, lang, day)))
        session.finish()
        return path.read_bytes()


def _put(folder: Path, key: TemplateKey, lang: Lang, content: bytes) -> Path:
    path = folder / TEMPLATES[key].file_name.to(lang)
    with path.open("xb") as file:
        file.write(content)
    return path


def _copied(folder: Path, key: TemplateKey, lang: Lang, content: bytes) -> Path:
    path = _put(folder, key, lang, content)
    book = Workbook.open(path, writing=True)
    names = book._package.read(_WORKBOOK)  # noqa: SLF001 - no command gives a workbook another identity
    assert names.count(_SHARED_ID.encode()) == 1
    book.replace_part(_WORKBOOK, names.replace(_SHARED_ID.encode(), secrets.token_hex(8).encode()))
    book.save()
    return path


def set_cell(book: Workbook, sheet: str, row: int, col: int, cell: Cell) -> None:
    """Write one cell of a workbook that is being edited."""
    book.set_columns(sheet, row, {col: [cell]})


ISSUE: dict[str, CellValue] = {
    "id": "I-001", "scene": "电商大促场景下", "step": "订单审核环节", "problem": "人工重复录入信息问题",
    "impact": "订单处理时效延长2小时", "extent": "大促期间客户投诉量上升30%", "scope": "全部线上订单", "impact_level": "高",
    "difficulty": "中", "trigger": "效率瓶颈", "channel": "数据监控", "category": "技术工具落后", "owner": "王芳",
    "found_on": datetime(2026, 11, 2).date(), "status": "处理中",
}  # fmt: skip
PLAN: dict[str, CellValue] = {
    "id": "S-001", "name": "开发自动抓取接口", "issue": "I-001", "category": "工具升级类", "effect": 5, "feasible": 4, "cost": 3, "risk": 2,
}  # fmt: skip
TASK: dict[str, CellValue] = {
    "id": "T-001", "what": "开发接口", "how": "对接ERP", "category": "工具升级类", "owner": "陈涛",
    "start": datetime(2026, 9, 28).date(), "duration": 5, "target": "自动录入", "acceptance": "抽样无误",
}  # fmt: skip
PILOT: dict[str, CellValue] = {
    "id": "P-001", "scene": "10%订单走接口", "area": "订单审核组", "owner": "陈涛", "indicator": "订单处理时长", "baseline": 3, "target": 2,
    "unit": "天", "change": "绝对", "reach_by": datetime(2026, 12, 31).date(),
}  # fmt: skip
MEASURE: dict[str, CellValue] = {
    "id": "M-001", "name": "订单处理时长", "area": "运营部", "unit": "小时", "direction": "越小越好", "kind": "时长", "owner": "王芳",
    "baseline": 25, "target": 18, "change": "绝对", "reach_by": datetime(2026, 12, 31).date(),
}  # fmt: skip


def task(number: int, duration: CellValue, predecessors: CellValue = None, **more: CellValue) -> dict[str, CellValue]:
    return {**TASK, "id": f"T-{number:03}", "duration": duration, "predecessors": predecessors, "start": None, "progress": None,
            "buffer": None, **more}  # fmt: skip


def plan(folder: Path, *tasks: dict[str, CellValue]) -> Path:
    return filled(folder, tasks, TemplateKey.PLAN)
