"""A proposal on its way: collected, assessed, carried out, rewarded; and proposals that say nearly the same (R50)."""

from __future__ import annotations

from collections.abc import Sequence

from udfs.lang import Lang, Text
from udfs.likeness import normalise, similar_sentences
from udfs.problems import cells
from udfs.status import is_entered
from udfs.values import CellValue, as_text, is_blank, is_number, plain

ADOPTED, TRIAL, LATER, REFUSED = (
    Text("采纳", "Adopted"),
    Text("试行", "On trial"),
    Text("暂缓", "Later"),
    Text("不采纳", "Refused"),
)
DECISIONS = (ADOPTED, TRIAL, LATER, REFUSED)
WAITING, UNDER_WAY, DONE, REWARDED = (
    Text("待评估", "To be assessed"),
    Text("实施中", "Under way"),
    Text("已实施", "Carried out"),
    Text("已奖励", "Rewarded"),
)
STAGES = (WAITING, UNDER_WAY, DONE, REWARDED, LATER, REFUSED)

_SCORES = frozenset(range(1, 6))


def needs_reason(decision: CellValue) -> bool:
    """Return whether a decision says no, or not now: whoever proposed it wants to know why."""
    return plain(decision).casefold() in {name.casefold() for words in (LATER, REFUSED) for name in words}


def stages(
    titles: Sequence[CellValue],
    decisions: Sequence[CellValue],
    done_on: Sequence[CellValue],
    rewarded_on: Sequence[CellValue],
    lang: Lang = "zh",
) -> list[CellValue]:
    """Return how far each proposal has come, blank without a title; what was refused or put off stays so."""
    refusals = {words.to(lang).casefold(): words for words in (LATER, REFUSED)}
    adopted = {words.to(lang).casefold() for words in (ADOPTED, TRIAL)}
    answers: list[CellValue] = []
    for title, decision, done, rewarded in zip(titles, decisions, done_on, rewarded_on, strict=True):
        answer = plain(decision).casefold()
        if is_blank(title):
            answers.append("")
            continue
        if answer in refusals:
            stage = refusals[answer]
        elif is_entered(rewarded):
            stage = REWARDED
        elif is_entered(done):
            stage = DONE
        else:
            stage = UNDER_WAY if answer in adopted else WAITING
        answers.append(stage.to(lang))
    return answers


def worth(feasible: Sequence[CellValue], value: Sequence[CellValue], lang: Lang = "zh") -> list[CellValue]:
    """Return feasibility + value of each proposal, 2–10; blank while one is missing, a text from `!` on for what is no 1–5."""
    wrong = cells.SCORE_RANGE.what.to(lang)
    points: list[CellValue] = []
    for one, other in zip(feasible, value, strict=True):
        if is_blank(one) or is_blank(other):
            points.append("")
        elif is_number(one) and is_number(other) and {one, other} <= _SCORES:
            points.append(int(one + other))
        else:
            points.append(wrong)
    return points


def similar(titles: Sequence[CellValue]) -> list[tuple[int, int]]:
    """Return the rows of proposals that say nearly the same, the later one with the earlier; the same words are no matter of this."""
    pairs = similar_sentences([normalise(as_text(title)) for title in titles])
    return [(max(pair.first, pair.second), min(pair.first, pair.second)) for pair in pairs]
