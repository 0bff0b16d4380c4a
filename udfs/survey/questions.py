"""A question as 问卷 has it: its kind, options and rows, and how its answers are to be counted (R28)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from udfs.lang import Text
from udfs.standards.trainings import YES
from udfs.survey.choices import BETWEEN_OPTIONS, KINDS
from udfs.values import CellValue, as_text, plain

_NUMBER = re.compile(r"\s*Q\s*-?\s*0*(\d+)\s*", re.IGNORECASE)
# One jump: an option, an arrow in any of its shapes, the question that comes next.
_JUMP = re.compile(r"\s*(.*?)\s*(?:→|->|=>|⇒)\s*Q\s*-?\s*0*(\d+)\s*", re.IGNORECASE | re.DOTALL)
_BETWEEN_JUMPS = re.compile(r"[\n;；]")


@dataclass(frozen=True)
class Question:
    """A question of a survey.

    Attributes:
        number: 3 for `Q-003`; its answers stand in the column of that number on 答卷.
        text: what is asked.
        kind: one of `KINDS`; None where 题型 is blank or something else.
        options: what can be chosen, of a scale from low to high; texts may be the same where a platform has them so.
        rows: of a matrix.
        mandatory: whether an answer is asked for in any case.
        exclusive: options that stand alone, such as 以上都没有.
        reverse: of a scale: whether more is worse.
        scale: the scale that the question is an item of, blank where it is none.
        jumps: option → number of the question that comes next for whoever chose it.
    """

    number: int
    text: str
    kind: Text | None
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    mandatory: bool = False
    exclusive: tuple[str, ...] = ()
    reverse: bool = False
    scale: str = ""
    jumps: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> str:
        """Return the key of the column of 答卷 that holds its answers."""
        return question_key(self.number)

    @property
    def id(self) -> str:
        """Return its number as 问卷 shows it."""
        return f"Q-{self.number:03}"


def question_key(number: int) -> str:
    """Return the key of the column of 答卷 for the question with this number."""
    return f"q{number:02}"


def number_of(value: CellValue) -> int | None:
    """Return 3 for `Q-003` (or `q3`, `Q03`), None for anything else."""
    match = _NUMBER.fullmatch(as_text(value))
    return int(match[1]) if match else None


def lines_of(value: CellValue) -> tuple[str, ...]:
    """Return the options in a cell of 问卷: one to a line; where there is one line only, ┋ separates them."""
    text = as_text(value)
    separator = "\n" if "\n" in text.strip() else BETWEEN_OPTIONS
    return tuple(option for line in text.split(separator) if (option := line.strip()))


def kind_of(value: CellValue) -> Text | None:
    """Return the kind that a cell names in either language; 多选题 and Multiple do, too."""
    name = plain(value).casefold().removesuffix("题")
    return next((kind for kind in KINDS if name in _names(kind)), None)


def _names(kind: Text) -> tuple[str, ...]:
    english = kind.en.casefold()
    return kind.zh.casefold(), english, english.split()[0]


def question_of(row: Mapping[str, CellValue]) -> Question | None:
    """Return the question in a row of 问卷, None where it has no number or no text."""
    number, text = number_of(row.get("id")), as_text(row.get("text")).strip()
    if number is None or not text:
        return None
    jumps = (_JUMP.fullmatch(part) for part in _BETWEEN_JUMPS.split(as_text(row.get("jump"))))
    return Question(
        number=number,
        text=text,
        kind=kind_of(row.get("kind")),
        options=lines_of(row.get("options")),
        rows=lines_of(row.get("rows")),
        mandatory=_is_yes(row.get("mandatory")),
        exclusive=lines_of(row.get("exclusive")),
        reverse=_is_yes(row.get("reverse")),
        scale=plain(row.get("scale")),
        jumps=tuple((match[1], int(match[2])) for match in jumps if match),
    )


def unread_jumps(value: CellValue) -> tuple[str, ...]:
    """Return the parts of a cell of 跳题 that are no rule for skipping."""
    parts = (part.strip() for part in _BETWEEN_JUMPS.split(as_text(value)))
    return tuple(part for part in parts if part and not _JUMP.fullmatch(part))


def questions_of(rows: Iterable[Mapping[str, CellValue]]) -> dict[int, Question]:
    """Return the questions of 问卷 by their numbers; of rows with the same number the first counts."""
    questions: dict[int, Question] = {}
    for row in rows:
        question = question_of(row)
        if question is not None:
            questions.setdefault(question.number, question)
    return questions


def _is_yes(value: CellValue) -> bool:
    return plain(value).casefold() in (YES.zh, YES.en.casefold(), "y", "true", "1")
