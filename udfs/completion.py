"""Completion: which share of a plan's work is done. There is this one definition, for every sheet and command."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.lang import Lang, Text
from udfs.status import DONE, TASK_STATUS
from udfs.values import CellValue, ErrorValue, as_text, is_number

COMPLETION_DIGITS = 4

DEFINITION = Text(
    "按工期（工作日）加权，完成率未填按 0 计，已完成按 100% 计；搁置、缺日期的不计",
    "Weighted by working days; blank counts as 0, done as 100%; on hold and undated left out",
)


def stage_of(status: CellValue, lang: Lang) -> Text | None:
    """Return which of the four stages a task is in; None where it does not count: on hold, or without dates."""
    word = as_text(status).casefold()
    return next((stage for stage in TASK_STATUS if stage.to(lang).casefold() == word), None)


def share_done(progress: CellValue, stage: Text | None) -> float:
    """Return how much of a task is done, from 0 to 1: all of one that is done, nothing where nobody has said anything."""
    if stage is DONE:
        return 1.0
    return min(1.0, max(0.0, progress)) if is_number(progress) else 0.0


def weights(lengths: Sequence[CellValue]) -> list[float]:
    """Return what tasks weigh: their working days; where none has any, all weigh the same."""
    days = [float(max(0, length)) if is_number(length) else 0.0 for length in lengths]
    return days if any(days) else [1.0] * len(days)


def completion(lengths: Sequence[CellValue], shares: Sequence[float]) -> float | None:
    """Return the share of the work that is done; None without tasks."""
    weighed = weights(lengths)
    done = sum(weight * share for weight, share in zip(weighed, shares, strict=True))
    return round(done / sum(weighed), COMPLETION_DIGITS) if weighed else None


def plan_completion(
    lengths: Sequence[CellValue], progress: Sequence[CellValue], status: Sequence[CellValue], lang: Lang
) -> CellValue:
    """Return the completion of a plan from its columns; blank without tasks that count, or beside an error value."""
    if any(isinstance(value, ErrorValue) for column in (lengths, progress, status) for value in column):
        return ""
    stages = [stage_of(word, lang) for word in status]
    rows = [row for row, stage in enumerate(stages) if stage is not None]
    done = completion([lengths[row] for row in rows], [share_done(progress[row], stages[row]) for row in rows])
    return "" if done is None else done
