"""What the command line does for 汇编: progress while it reads, then the outcome."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from addin import cliwork
from addin.cliwords import READING, spoken
from addin.gathering.reading import Source
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
    from addin.commands.gather import Wish
    from addin.commands.gather import gather as make

    with cliwork.refusals(json=json):
        wish = Wish(folder, lang, output, table, targets, jobs, scheduler, spoken())
        outcome = make(wish, cliwork.now(), _watched)
    cliwork.end(outcome, lang or spoken(), json=json)


def _watched(sources: Iterable[Source], count: int) -> Iterator[Source]:
    """Show how far the reading is; quiet where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress

    reading = iter(sources)
    # Processes are started with the first file: before the bar's own thread runs.
    first = [source for _, source in zip(range(1), reading, strict=False)]
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task(READING.to(spoken()), total=count)
        for batch in (first, reading):
            for source in batch:
                bar.advance(task)
                yield source
