"""导出: the plan for other programs: a calendar for each person (.ics), a project file (.xml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from addin.book.port import Book
from addin.book.session import Session
from addin.checks.calendars import calendar_findings
from addin.exporting import diary, ics, mspdi
from addin.exporting.ics import Event
from addin.exporting.plan import NOBODY, Job, jobs
from addin.mspdi.writing import mspdi as project_file
from addin.outcome import Listing, Outcome
from addin.planning.review import plan_findings
from addin.planning.tasks import Tasks, read_tasks
from addin.safefile import FileToWrite, written_together
from addin.sharing.copies import file_names
from udfs.lang import Text, listed
from udfs.people import person_key
from udfs.problems import Finding, RefusalError, commands, projects
from udfs.values import CellValue, is_blank, plain

_DIARY = Text("日程", "schedule")
_FILE, _FOR, _COUNT = Text("文件", "File"), Text("内容", "What"), Text("任务数", "Tasks")
# Importing again is not the same everywhere: seen in Thunderbird 153 (refuses events that it has), calcurse (doubles), khal.
_SUBSCRIBE = Text(
    "。日历请“订阅”这个文件而不是导入（Thunderbird：新建日历 → 网络 → file:///…），以后“更新日历”（--update）就会跟着变，取消的任务也是；"
    "重复导入，有的程序会拒绝或变成两份",
    ". Subscribe to a calendar file rather than import it (Thunderbird: New Calendar, On the Network, file:///…): it then follows "
    "“Update calendars” (--update), cancelled tasks included. Imported again, some programs refuse events or double them",
)
_EVERYBODY, _PROJECT = Text("全部任务", "All tasks"), Text("Project 计划", "Project plan")
ICS, XML = ".ics", ".xml"


@dataclass(frozen=True)
class ExportFile(FileToWrite):
    """A file to be written, for whom it is, and how many tasks it holds."""

    about: Text
    count: int


def export(
    book: Book,
    now: datetime,
    target: Path,
    stem: str,
    *,
    with_ics: bool = False,
    with_mspdi: bool = False,
    update: bool = False,
) -> Outcome:
    """Write the plan for other programs; the workbook is changed only where rows have no identity yet.

    Args:
        book: the workbook.
        now: the moment.
        target: a folder, or for a single format the file: then one calendar holds everybody's tasks.
        stem: the workbook's name, which the project file gets.
        with_ics: calendars, one for each person.
        with_mspdi: a project file.
        update: calendars exported from this workbook before are replaced, so that those who subscribe to them see the plan
            as it is; no other file ever is.
    """
    if not with_ics and not with_mspdi:
        raise RefusalError(projects.EXPORT_WHAT)
    single = _single(target, with_ics=with_ics, with_mspdi=with_mspdi)
    if not single and not target.is_dir():
        raise RefusalError(commands.TARGET_FOLDER_MISSING, name=str(target))
    session = Session(book, "export", now)
    tasks = read_tasks(session)
    if with_ics:
        _identify(session)
    planned = jobs(tasks)
    session.findings += [*plan_findings(session), *calendar_findings(session)]
    outputs: list[ExportFile] = []
    if with_ics:
        session.findings += _undated(tasks, planned)
        outputs += _calendars(session, tasks, planned, target, single=single, update=update)
        session.findings += _left(session, outputs, target) if update and not single else ()
    if with_mspdi:
        project, notes = mspdi.project_of(session, tasks, planned, stem)
        session.findings += notes
        (name,) = [target.stem] if single else file_names(stem, [""], book.lang, lambda word: _taken(target, word, XML))
        path = target if single else target / f"{name}{XML}"
        outputs.append(ExportFile(path, project_file(project), None, _PROJECT, len(planned)))
    # The identities that rows were given are saved with them.
    with written_together(outputs):
        book.save()
    session.findings.sort(key=lambda finding: finding.place)
    return _outcome(session, outputs, target.parent if single else target)


def _single(target: Path, *, with_ics: bool, with_mspdi: bool) -> bool:
    """Return whether the target is a file; refuses one that does not go with the format."""
    suffix = target.suffix.casefold()
    if suffix not in (ICS, XML) or target.is_dir():
        return False
    if with_ics and with_mspdi:
        raise RefusalError(projects.EXPORT_ONE_FILE, name=target.name)
    if (suffix == ICS) != with_ics:
        raise RefusalError(projects.EXPORT_SUFFIX, name=target.name)
    return True


def _taken(folder: Path, name: str, suffix: str) -> bool:
    return (folder / f"{name}{suffix}").exists()


def _identify(session: Session) -> None:
    """Give rows identities where some have none: an event is known again by that of its row."""
    view = session.book.view("tasks")
    if any(full and is_blank(known) for full, known in zip(view.data.filled(), view.data["_id"], strict=True)):
        session.identify()


def _undated(tasks: Tasks, planned: Sequence[Job]) -> Iterator[Finding]:
    """Report the tasks that no calendar can hold."""
    data = tasks.view.data
    for job in planned:
        if job.first is None or job.last is None:
            label = plain(data["id"][job.row]) or plain(data["what"][job.row])
            yield tasks.view.finding(projects.TASK_UNDATED, "start", job.row, value=label)


def _calendars(
    session: Session, tasks: Tasks, planned: Sequence[Job], target: Path, *, single: bool, update: bool
) -> list[ExportFile]:
    """Return a calendar for each person, or one for all."""
    lang, by_name, spelled = session.book.lang, dict[str, list[Event]](), dict[str, str]()
    for job, event in diary.events(session, tasks, planned):
        for name in ("",) if single else job.people or (NOBODY.to(lang),):
            by_name.setdefault(spelled.setdefault(person_key(name), name), []).append(event)
    if not by_name:
        raise RefusalError(projects.NOTHING_DATED)

    @cache  # asked for once when names are chosen, and again when the calendar is made
    def replaced(path: Path) -> bytes | None:
        return _exported(session, path) if update else None

    def calendar(path: Path, title: str, events: Sequence[Event], about: Text) -> ExportFile:
        content = ics.calendar(title, events, session.now, lang)
        return ExportFile(path, content, replaced(path), about, len(events))

    if single:
        return [calendar(target, target.stem, by_name[""], _EVERYBODY)]
    title = _DIARY.to(lang)
    names = file_names(
        title, list(by_name), lang, lambda word: _taken(target, word, ICS) and replaced(target / f"{word}{ICS}") is None
    )
    return [
        calendar(target / f"{file}{ICS}", f"{title}-{name}", events, Text(name, name))
        for file, (name, events) in zip(names, by_name.items(), strict=True)
    ]


def _exported(session: Session, path: Path) -> bytes | None:
    """Return a calendar that was exported from this workbook before, None where there is none, or somebody else's."""
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return None  # it cannot be replaced either
    return content if ics.is_ours(content, session.book.identity.book_id) else None


def _left(session: Session, outputs: Sequence[ExportFile], folder: Path) -> Iterator[Finding]:
    """Report the calendars exported before that nobody of the plan belongs to any longer."""
    written = {entry.path for entry in outputs}
    for path in sorted(folder.glob(f"{_DIARY.to(session.book.lang)}-*{ICS}")):
        if path not in written and _exported(session, path) is not None:
            yield projects.CALENDAR_LEFT.finding(name=path.name)


def _outcome(session: Session, outputs: Sequence[ExportFile], folder: Path) -> Outcome:
    rows: list[tuple[CellValue | Text, ...]] = [(entry.path.name, entry.about, entry.count) for entry in outputs]
    names, where = listed(entry.path.name for entry in outputs), folder.absolute()
    hint = _SUBSCRIBE if any(entry.path.suffix.casefold() == ICS for entry in outputs) else Text("", "")
    message = Text(f"已导出 {names.zh}，在 {where}{hint.zh}", f"exported {names.en} to {where}{hint.en}")
    listing = Listing(Text("导出的文件", "Files made"), (_FILE, _FOR, _COUNT), rows)
    return Outcome(message, session.findings, [listing], len(outputs), files=[entry.path for entry in outputs])
