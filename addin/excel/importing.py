"""The ribbon's buttons that import: a file into a workbook of ours, somebody's own workbook into a new one, days off."""

from __future__ import annotations

from pathlib import Path

from addin.book.live.book import LiveBook
from addin.excel import texts
from addin.excel.click import Click, agreed, format_outcome, fresh
from udfs.lang import Lang
from udfs.problems import RefusalError, books, commands, measuring
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.names import TemplateKey


def import_(click: Click) -> str:
    """Import a chosen file into our workbook; or the workbook in front, somebody's own, into a new one of ours."""
    try:
        ours = click.ours()
    except RefusalError as error:
        if error.finding.problem is not books.NOT_OURS:
            raise
        return _import_into_new(click)
    if not click.chosen:
        return ""
    return _import_into(ours, click, Path(click.chosen))


def days_off(click: Click) -> str:
    """Take a published list of days off and make-up days, where one was chosen."""
    from addin.commands.calendar import calendar

    if not click.chosen:
        return ""
    return format_outcome(calendar(click.ours(), click.now, source=Path(click.chosen)), click.lang)


def measure(click: Click) -> str:
    """Calculate the points of measures from chosen exports after showing what would happen; the first time propose measures."""
    from addin.commands.measure import measure as calculate

    ours = click.ours()
    exports = [Path(line) for line in click.chosen.split("\n") if line]
    if not exports:
        return ""
    try:
        plan = calculate(ours, click.now, exports, dry_run=True)
        define = False
    except RefusalError as error:
        if error.finding.problem is not measuring.NOTHING_DEFINED:
            raise
        plan, define = calculate(click.ours(), click.now, exports, define=True, dry_run=True), True
    if not agreed(click, plan):
        return ""
    return format_outcome(calculate(click.ours(), click.now, exports, define=define, yes=define), click.lang)


def _import_into(ours: LiveBook, click: Click, source: Path) -> str:
    from addin.commands.importing import import_rows, is_survey, show_mapping

    key = None if is_survey(ours, click.now, source) else _best(source, list(ours.tables()), ours.lang)
    if not agreed(click, import_rows(ours, click.now, source, table=key, dry_run=True)):
        shown = show_mapping(LiveBook(click.book), click.now, source, table=key)  # type: ignore[arg-type]  # it is open
        return format_outcome(shown, click.lang)
    outcome = import_rows(LiveBook(click.book), click.now, source, table=key, again=True)  # type: ignore[arg-type]  # it is open
    return format_outcome(outcome, click.lang)


def _import_into_new(click: Click) -> str:
    from addin.book.file.book import FileBook
    from addin.commands.importing import import_rows
    from addin.commands.new import new

    source = Path(click.book.fullname)  # type: ignore[union-attr]  # there is one in front
    if not source.is_file():
        raise RefusalError(commands.SAVE_FIRST, name=source.name)
    templates = {"issues": TemplateKey.ISSUES, "plans": TemplateKey.SCORING, "tasks": TemplateKey.PLAN}
    template = templates[_best(source, list(templates), click.lang)]
    name = TEMPLATES[template].file_name.to(click.lang)
    path = new(template, click.lang, click.now.date(), fresh(click, source.parent, name))
    done = False
    try:
        if agreed(click, import_rows(FileBook(path), click.now, source, dry_run=True)):
            with FileBook(path, writing=True) as book:
                outcome = import_rows(book, click.now, source)
            done = True
    finally:
        if not done:
            path.unlink()
    if not done:
        return ""
    click.app.books.open(str(path))
    return f"{texts.MADE.to(click.lang).format(name=path)}\n\n{format_outcome(outcome, click.lang)}"


def _best(source: Path, tables: list[str], lang: Lang) -> str:
    """Return the table to which most columns of a file belong."""
    from addin.importing import read_rows
    from addin.mspdi import is_project
    from udfs.levels import DEFAULT_SPELLINGS

    if is_project(source):
        return "tasks"
    fits: dict[str, int] = {}
    for key in tables:
        try:
            imported = read_rows(source, TABLES[key], lang=lang, spellings=DEFAULT_SPELLINGS)
        except RefusalError:
            if key == tables[-1] and not fits:
                raise
            continue
        fits[key] = sum(match.target is not None for match in imported.mapping)
    return max(fits, key=lambda key: fits[key])
