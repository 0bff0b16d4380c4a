"""What the command line does for 汇编: call it, show its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from addin.cli import running as cliwork
from addin.cli.words import ui_language
from udfs.lang import Lang


def gather(
    folder: Path,
    output: Path | None,
    table: str | None,
    targets: Sequence[str],
    jobs: int | None,
    scheduler: str | None,
    lang: Lang | None,
    *,
    json: bool,
) -> NoReturn:
    """Make a register, show its outcome and end with the exit code for it."""
    from addin.commands.gather import GatherOptions
    from addin.commands.gather import gather as make

    with cliwork.refusals(json=json), cliwork.watching(lang or ui_language()):
        outcome = make(
            GatherOptions(folder, lang, output, table, targets, jobs, scheduler, ui_language()), cliwork.now()
        )
    cliwork.end(outcome, lang or ui_language(), json=json)
