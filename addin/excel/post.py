"""The ribbon's buttons for workbooks that travel by mail, and Outlook, where it is there."""

from __future__ import annotations

import email
import os
import sys
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.policy import default as mail_policy
from importlib import import_module
from pathlib import Path
from typing import Any

from addin.book.live.book import LiveBook
from addin.excel import texts
from addin.excel.click import Click, agreed, folder_of, format_outcome
from addin.leftovers import scratch_folder
from addin.outcome import Outcome
from addin.safefile import folder_for
from udfs.problems import RefusalError, receiving, reminding
from workbook_templates.tables.registers import MAILINGS


def share(click: Click) -> str:
    """Make copies for everybody listed who has got none, and open the drafts; with nobody listed, ask for the list."""
    from addin.commands.share import FOLDER
    from addin.commands.share import share as make
    from addin.commands.share_orders import pending

    ours = click.ours()
    if not pending(ours):
        ours.ensure(MAILINGS.key)
        click.book.sheets[ours.table_sheets()[MAILINGS.name]].activate()  # type: ignore[union-attr]  # it is ours
        return texts.FILL_IN_RECIPIENTS.to(click.lang)
    stem = Path(click.book.name).stem  # type: ignore[union-attr]
    folder = folder_of(click) / FOLDER.to(ours.lang).format(name=stem)
    with folder_for(folder):
        outcome = make(ours, click.now, folder, stem)
        if not outcome.files:  # rows that nobody gets
            if not agreed(click, outcome, texts.SHARE_ANYWAY):
                return ""
            outcome = make(click.ours(), click.now, folder, stem, anyway=True)
    return _shown(click, outcome)


def share_survey(click: Click) -> str:
    """Make answer sheets for everybody on 名单 who has got none, and open the drafts."""
    from addin.commands.share import FOLDER
    from addin.commands.share import share as make

    ours, stem = click.ours(), Path(click.book.name).stem  # type: ignore[union-attr]  # it is ours
    folder = folder_of(click) / FOLDER.to(ours.lang).format(name=stem)
    with folder_for(folder):
        return _shown(click, make(ours, click.now, folder, stem, survey=True))


def _shown(click: Click, outcome: Outcome) -> str:
    """Open the drafts of an outcome and return what to say."""
    shown = show_drafts(outcome.files)
    message = format_outcome(outcome, click.lang)
    return f"{message}\n\n{texts.DRAFTS_SHOWN.to(click.lang).format(count=shown)}" if shown else message


def remind(click: Click) -> str:
    """Draft reminders and open them; where an address is unknown, there is a sheet to enter it on."""
    from addin.commands.remind import FOLDER
    from addin.commands.remind import remind as make
    from addin.commands.share import FOLDER as SHARED

    ours = click.ours()
    beside, stem = folder_of(click), Path(click.book.name).stem  # type: ignore[union-attr]  # it is ours
    folder = beside / FOLDER.to(ours.lang).format(name=stem)
    with folder_for(folder):
        places = [beside / SHARED.to(ours.lang).format(name=stem), beside]
        outcome = make(ours, click.now, folder, stem, copies=places)
    if any(finding.problem is reminding.NO_ADDRESS for finding in outcome.findings):
        click.ours().ensure(MAILINGS.key)
    return _shown(click, outcome)


def collect(click: Click) -> str:
    """Merge the chosen files after showing what would happen; nothing chosen, nothing done."""
    from addin.commands.collect import collect as merge
    from addin.sharing.returns import read_all

    ours = click.ours()
    files = [Path(line) for line in click.chosen.split("\n") if line]
    if not files:
        return ""
    # One process: starting others from inside the server would start servers.
    returns = read_all(files, jobs=1)
    if not returns:
        raise RefusalError(receiving.NOTHING_ARRIVED)
    plan = merge(ours, click.now, returns, dry_run=True)
    if not agreed(click, plan, texts.MERGE_LIKE_THIS):
        return ""
    return format_outcome(merge(LiveBook(click.book), click.now, returns), click.lang)  # type: ignore[arg-type]  # it is open


def show_drafts(drafts: Sequence[Path], outlook: Callable[[], Any] | None = None) -> int:
    """Open drafts in Outlook, else in whatever program opens them; return how many were opened.

    Args:
        drafts: `.eml` files; a workbook that one carries may lie beside it.
        outlook: gives Outlook's application object; that of this computer where not given.
    """
    if sys.platform != "win32" and outlook is None:
        return 0
    try:
        application = outlook() if outlook is not None else _outlook()
        for draft in drafts:
            _show(application, draft)
    except Exception:  # noqa: BLE001 - Outlook is missing, busy or forbidden: its files do as well
        startfile: Callable[[Path], None] | None = getattr(os, "startfile", None)
        if startfile is None:
            return 0
        for draft in drafts:
            startfile(draft)
    return len(drafts)


def _outlook() -> Any:  # noqa: ANN401 - a COM object
    return import_module("win32com.client").Dispatch("Outlook.Application")


def _show(application: Any, draft: Path) -> None:  # noqa: ANN401 - a COM object
    """Show a draft as a new message of Outlook's own."""
    with draft.open("rb") as stream:
        message = email.message_from_binary_file(stream, policy=mail_policy)
    body = message.get_body(("plain",))
    item = application.CreateItem(0)
    item.To = str(message["To"] or "")
    item.Subject = str(message["Subject"])
    item.Body = body.get_content() if body is not None else ""
    with scratch_folder() as folder:
        for part in message.iter_attachments():
            item.Attachments.Add(str(_attachment(part, draft, folder)))
    item.Display()


def _attachment(part: EmailMessage, draft: Path, folder: Path) -> Path:
    """Return an attachment as a file: the one beside the draft, else one among temporary files, which Outlook copies."""
    name, content = Path(part.get_filename() or draft.stem).name, part.get_payload(decode=True)
    beside = draft.with_name(name)
    if beside.is_file() and beside.read_bytes() == content:
        return beside
    path = folder / name
    path.write_bytes(content)  # type: ignore[arg-type]  # a workbook is no message of several parts
    return path
