"""导入: rows of a user's own file into a standard table, whatever kind of file it is; no cell is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.importing.incoming import Incoming
from addin.mspdi import is_project
from addin.outcome import Outcome
from addin.planning.days_off import add_days
from udfs.lang import Text
from udfs.problems import RefusalError, imports

_TO_CORRECT = Text(
    "列的对应写在“导入对应”表，不对的可撤回、改好后再导入",
    "how columns were read is on the sheet Import mapping: where it is wrong, undo, change it there and import again",
)


_NOTHING_NEW = Text("没有新的内容，没有写入", "There is nothing new; nothing was written")
# The tables that the export of a survey fills.
_SURVEY = ("questions", "answers")


def import_rows(
    book: Book,
    now: datetime,
    source: Path,
    *,
    table: str | None = None,
    worksheet: str | None = None,
    mapping: Sequence[str] = (),
    spell: Sequence[str] = (),
    kinds: Sequence[str] = (),
    again: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Append the rows of a file to a table; the tasks of a project file go into the plan, a survey's export into 问卷 and 答卷.

    Args:
        book: the standard workbook.
        now: the moment, for the log.
        source: the user's file.
        table: key of the table; may be left out where the workbook holds one main table.
        worksheet: which sheet of the source; the best match where not given.
        mapping: what headings mean, as `heading=column`; remembered for files with the same headings.
        spell: how choices are also written, as `spelling=choice`; remembered on the sheet 设置.
        kinds: kinds of a survey's questions, as `Q-003=kind`.
        again: import a file once more all of whose rows are in the workbook already.
        dry_run: only tell how columns are matched.
    """
    session = Session(book, "import", now)
    incoming = _read(session, source, table, worksheet, mapping or (), spell or (), kinds or ())
    if incoming.repeated and not again and not dry_run:
        raise RefusalError(imports.FILE_KNOWN, name=source.name, count=len(incoming.rows) + incoming.known)
    session.findings += incoming.findings
    if not (dry_run or incoming.rows or incoming.also or incoming.changed):
        return Outcome(_NOTHING_NEW, session.findings, list(incoming.listings))
    remembered = False
    if not dry_run:
        remembered = incoming.remember(session, False)  # noqa: FBT003 - only where something is open
        session.identify()
        view = session.book.view(incoming.table.key)
        for column, values in incoming.changed.items():
            session.put_at(view, column, values)
        for table_too, rows in (*incoming.also, (incoming.table, incoming.rows)):
            session.append(table_too, rows)
        if incoming.days:
            session.findings += add_days(session, incoming.days).findings
        session.read_again()
        session.findings += recalculate(session, fill=True).findings
        session.finish()
    count, sheet = incoming.counted(len(incoming.rows)), incoming.table.sheet
    done = Text(f"已导入 {count.zh}到“{sheet.zh}”", f"{count.en} imported into “{sheet.en}”")
    if remembered:
        done = Text(f"{done.zh}；{_TO_CORRECT.zh}", f"{done.en}; {_TO_CORRECT.en}")
    plan = Text(f"将导入 {count.zh}（未写入）", f"{count.en} would be imported (nothing written)")
    return Outcome(plan if dry_run else done, session.findings, list(incoming.listings), len(incoming.rows))


def show_mapping(
    book: Book, now: datetime, source: Path, *, table: str | None = None, worksheet: str | None = None
) -> Outcome:
    """Put how the columns of a file are read on the sheet 导入对应, to be corrected there; no row is imported.

    The arguments are those of `import_rows`.
    """
    session = Session(book, "import", now)
    incoming = _read(session, source, table, worksheet)
    if incoming.remember(session, True):  # noqa: FBT003 - asked for
        session.finish()
        message = Text(
            "没有导入。列的对应已写到“导入对应”表：改好“对应列”后再点“导入”",
            "Nothing was imported. The mapping is on the sheet Import mapping: change Column there, then click Import again",
        )
    else:
        message = Text("没有导入", "Nothing was imported")
    return Outcome(message, [], list(incoming.listings))


def _read(
    session: Session,
    source: Path,
    table: str | None,
    worksheet: str | None,
    mapping: Sequence[str] = (),
    spell: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> Incoming:
    """Read the file; each kind brings its own libraries, so only what reads this one is loaded."""
    if is_project(source):
        if mapping or spell:
            raise RefusalError(imports.MAP_PROJECT, name=source.name)
        from addin.importing.project_tasks import project_tasks

        return project_tasks(session, source, table=table, worksheet=worksheet)
    survey = _survey(session, source, table, worksheet, mapping, kinds)
    if survey is not None:
        if spell:
            raise RefusalError(imports.SPELL_SURVEY, name=source.name)
        return survey
    if kinds:
        raise RefusalError(imports.NO_SURVEY, name=source.name)
    from addin.importing.sheet_rows import sheet_rows

    return sheet_rows(session, source, table=table, worksheet=worksheet, mapping=mapping, spell=spell)


def is_survey(book: Book, now: datetime, source: Path) -> bool:
    """Return whether a file is the export of a survey that the workbook has tables for."""
    return not is_project(source) and _survey(Session(book, "import", now), source, None, None, (), ()) is not None


def _survey(
    session: Session,
    source: Path,
    table: str | None,
    worksheet: str | None,
    mapping: Sequence[str],
    kinds: Sequence[str],
) -> Incoming | None:
    """Read the file as the export of a survey, where the workbook has the tables for one and the file is one."""
    if not all(key in session.book.tables() for key in _SURVEY) or table not in (None, *_SURVEY):
        return None
    from addin.surveying.importing import survey_rows

    return survey_rows(session, source, table=table, worksheet=worksheet, mapping=mapping, kinds=kinds)
