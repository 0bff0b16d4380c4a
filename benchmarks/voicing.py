"""Measures counting keywords in tickets against cutting all of them into words and counting those, as scripts do."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import median

from addin.commands.demo_survey import tickets
from addin.voices.texts import Words, complaints_of

_TICKETS, _ROUNDS = 50_000, 3


def _texts(path: Path) -> None:
    """Write tickets a line each: about two thirds of them differ from all others."""
    rng = random.Random(1)  # noqa: S311 - the same ones every time
    path.write_text("\n".join(tickets(rng, _TICKETS)), "utf-8")


def ours(lines: list[str]) -> int:
    """Return how many different keywords there are, as the command counts them."""
    counted = Counter(each.word for complaints in complaints_of(lines, Words((), (), ())) for each in complaints)
    return len(counted)


def theirs(lines: list[str]) -> int:
    """Return how many different words there are, cut by jieba in one process."""
    import jieba

    jieba.setLogLevel(60)
    return len(Counter(word for line in lines for word in jieba.lcut(line)))


def _child(contender: str, path: Path) -> float:
    code = (
        "import sys, time; from pathlib import Path; from benchmarks import voicing; "
        "lines = Path(sys.argv[2]).read_text('utf-8').split('\\n'); start = time.perf_counter(); "
        "getattr(voicing, sys.argv[1])(lines); print(time.perf_counter() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, contender, str(path)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure_keywords(folder: Path) -> None:
    """Count the keywords of 50,000 tickets."""
    path = folder / "tickets.txt"
    _texts(path)
    lines = path.read_text("utf-8").split("\n")
    taken = {contender: [_child(contender, path) for _ in range(_ROUNDS)] for contender in ("ours", "theirs")}
    one, other = median(taken["ours"]), median(taken["theirs"])
    print(
        f"keywords of {len(lines)} tickets ({len(set(lines))} different) / jieba.lcut and Counter  "
        f"{one:8.2f} s  {other:8.2f} s  {other / one:6.1f}×   (target 3×)"
    )
