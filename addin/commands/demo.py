"""示例: a project folder with the standard workbooks, filled, scored, scheduled, checked and summarised, and an export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from addin import progress
from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands import demo_answers, demo_orders, demo_rows
from addin.commands.check import check
from addin.commands.importing import import_rows
from addin.commands.keywords import keywords
from addin.commands.new import new
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.simulate import simulate
from addin.commands.summary import summary
from addin.commands.survey import results
from addin.outcome import Listing, Outcome
from udfs.lang import Lang, Text
from udfs.problems import RefusalError, commands
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.model import Template
from workbook_templates.names import TemplateKey
from workbook_templates.tables.answers import ANSWERS
from workbook_templates.tables.keywords import KEYWORDS
from workbook_templates.tables.scenarios import SCENARIOS
from workbook_templates.tables.tasks import TASKS

FOLDER = Text("改善示例", "kaizen-demo")
_TEMPLATES = (TemplateKey.ISSUES, TemplateKey.ROOT_CAUSE, TemplateKey.SCORING, TemplateKey.PLAN, TemplateKey.MEASURES,
              TemplateKey.RESULTS, TemplateKey.GOVERNANCE, TemplateKey.SURVEY, TemplateKey.PROCESS)  # fmt: skip

# What is run on a workbook beside score, summary and check, by the table that it is about.
_RUN: tuple[tuple[str, Callable[..., Outcome]], ...] = (
    (TASKS.key, schedule),
    (SCENARIOS.key, simulate),
    (ANSWERS.key, results),
    (KEYWORDS.key, keywords),
)

Steps = list[tuple[Text, Callable[[], None]]]


def demo(target: Path | None, lang: Lang, now: datetime) -> Outcome:
    """Make the project and report what was done; refuses a folder that is not empty.

    Args:
        target: the folder; a name in the current folder where not given.
        lang: language of the workbooks.
        now: the moment; dates in the demo lie around it.
    """
    folder = Path(FOLDER.to(lang)) if target is None else target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    except FileExistsError as error:
        raise RefusalError(commands.TARGET_EXISTS, name=str(folder)) from error
    except OSError as error:
        raise RefusalError(commands.CANNOT_WRITE, name=str(folder), reason=error.strerror or str(error)) from error
    if taken:
        raise RefusalError(commands.TARGET_EXISTS, name=str(folder))
    rows: list[tuple[object, ...]] = []
    _export_answers(folder, lang, now)
    steps: Steps = [(TEMPLATES[key].label, _maker(TEMPLATES[key], folder, lang, now, rows)) for key in _TEMPLATES]
    steps.append((demo_orders.FILE_NAME, _exporter(folder, lang, now, rows)))
    for step in progress.through(steps):
        step()
    headings = (
        Text("工作簿", "Workbook"),
        Text("行数", "Rows"),
        Text("已计算", "Computed"),
        Text("错误", "Errors"),
        Text("提醒", "Warnings"),
    )
    listing = Listing(Text("示例项目", "Demo project"), headings, rows)  # type: ignore[arg-type]
    where = folder.resolve()
    message = Text(
        f"文件在 {where}；其中的错误是有意留的：用“检查”（kaizen check）找出来，改正后再检查一次",
        f"The files are in {where}; their errors are meant: find them with kaizen check, correct them, and check again",
    )
    return Outcome(message, listings=[listing])


def _maker(
    template: Template, folder: Path, lang: Lang, now: datetime, rows: list[tuple[object, ...]]
) -> Callable[[], None]:
    def make() -> None:
        path = new(template.key, lang, now.date(), folder)
        count = _fill(path, template, lang, now)
        if ANSWERS.key in template.tables:
            # As everybody's answers get there.
            export = folder / demo_answers.BY_TEXT.to(lang)
            count += import_rows(FileBook(path, writing=True), now, export).changed
        computed = score(FileBook(path, writing=True), now).changed
        for table, command in _RUN:
            if table in template.tables:
                computed += command(FileBook(path, writing=True), now).changed
        summary(FileBook(path, writing=True), now)
        findings = check(FileBook(path, writing=True), now).findings
        errors = sum(finding.problem.severity == "error" for finding in findings)
        rows.append((path.name, count, computed, errors, len(findings) - errors))

    return make


def _export_answers(folder: Path, lang: Lang, now: datetime) -> None:
    """Write the answers of the survey as a platform exports them, in its two shapes."""
    for name, by_number in ((demo_answers.BY_TEXT, False), (demo_answers.BY_NUMBER, True)):
        text = demo_answers.export_text(now.date(), lang, by_number=by_number)
        (folder / name.to(lang)).write_text(text, encoding="utf-8-sig", newline="")


def _exporter(folder: Path, lang: Lang, now: datetime, rows: list[tuple[object, ...]]) -> Callable[[], None]:
    """Return the step that writes the export which the measures were counted from."""

    def export() -> None:
        path = folder / demo_orders.FILE_NAME.to(lang)
        # With a mark at its beginning, so that Excel takes it for what it is.
        path.write_text(demo_orders.export_text(now.date(), lang), encoding="utf-8-sig", newline="")
        rows.append((path.name, len(demo_orders.orders(now.date())), None, None, None))

    return export


def _fill(path: Path, template: Template, lang: Lang, now: datetime) -> int:
    session = Session(FileBook(path, writing=True), "demo", now)
    count = 0
    for table in template.tables:
        # A table that stands in two workbooks has its rows in the first.
        holder = next(key for key in _TEMPLATES if table in TEMPLATES[key].tables)
        own = template.key is holder and table != ANSWERS.key
        rows = list(demo_rows.rows(table, lang, now.date())) if own else []
        session.append(TABLES[table], rows)
        count += len(rows)
    session.finish()
    return count
