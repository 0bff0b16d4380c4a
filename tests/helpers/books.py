"""Workbooks for tests, made as a user would make them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_rows
from addin.commands.new import new
from addin.xlsx import Workbook
from udfs.lang import Lang
from udfs.values import Cell, CellValue
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey

NOW = datetime(2026, 11, 20, 9, 30)


def blank(folder: Path, key: TemplateKey = TemplateKey.ISSUES, lang: Lang = "zh") -> Path:
    """Return a clean workbook."""
    return new(key, lang, NOW.date(), folder)


def filled(
    folder: Path,
    rows: Iterable[Mapping[str, CellValue]],
    key: TemplateKey = TemplateKey.ISSUES,
    lang: Lang = "zh",
    table: str | None = None,
) -> Path:
    """Return a workbook with these rows in its (first) table, nothing computed yet."""
    path = blank(folder, key, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES[table or TEMPLATES[key].tables[0]], [dict(row) for row in rows])
    session.finish()
    return path


def demo(folder: Path, key: TemplateKey = TemplateKey.ISSUES, lang: Lang = "zh") -> Path:
    """Return a workbook with the demo's rows in all its tables, nothing computed yet."""
    path = blank(folder, key, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    for table in TEMPLATES[key].tables:
        session.append(TABLES[table], list(demo_rows.rows(table, lang, NOW.date())))
    session.finish()
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


def task(number: int, duration: CellValue, predecessors: CellValue = None, **more: CellValue) -> dict[str, CellValue]:
    return {**TASK, "id": f"T-{number:03}", "duration": duration, "predecessors": predecessors, "start": None, "progress": None,
            "buffer": None, **more}  # fmt: skip


def plan(folder: Path, *tasks: dict[str, CellValue]) -> Path:
    return filled(folder, tasks, TemplateKey.PLAN)
