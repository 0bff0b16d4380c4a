"""Answer sheets: what each question asks to be filled in, and which answers come of what was filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from udfs.lang import Lang, Text, listed
from udfs.problems import Problem, answering
from udfs.survey.cells import Chosen, write_choices, write_matrix, write_ranks
from udfs.survey.choices import BETWEEN_OPTIONS, MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE, SKIPPED
from udfs.survey.questions import Question
from udfs.values import CellValue, as_text, is_blank, plain

MARK = "✓"
# What people put beside an option that they choose, on a keyboard or copied from paper; and beside one that they do not.
_MARKS = frozenset(["✓", "✔", "√", "☑", "v", "x", "○", "●", "o", "1", "true", "是", "对", "选", "y", "yes"])
_NO_MARKS = frozenset(["0", "false", "否", "n", "no", "-", "—", "/", "无"])
NPS_VALUES = tuple(map(str, range(11)))
# What a scale without points asks for.
DEFAULT_SCALE = tuple(map(str, range(1, 6)))
_FEWEST = 2
# Options that ask for words of one's own, as they are usually written.
_ASKS_WORDS = re.compile(
    r"^(?:其他|其它|others?\b)|_{2,}|＿|(?:请|需)(?:注明|说明|填写)|please (?:specify|state)", re.IGNORECASE
)


class Jump(NamedTuple):
    """Whoever chooses the option goes on with that question."""

    option: str
    to: str


class Asked(NamedTuple):
    """A question as an answer sheet puts it.

    Attributes:
        id: its number on 问卷.
        text: what is asked.
        kind: one of `udfs.survey.choices.KINDS`.
        options: the options, or the values of a scale or matrix from low to high.
        own_words: the options that ask for words of one's own.
        rows: the rows of a matrix.
        mandatory: whether it must be answered.
        jumps: where to go on after an option.
        exclusive: options that stand alone.
    """

    id: str
    text: str
    kind: Text
    options: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    mandatory: bool = False
    jumps: tuple[Jump, ...] = ()
    exclusive: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """Return what a cell of a scale, a matrix or an NPS question may hold, from low to high."""
        return NPS_VALUES if self.kind == NPS else self.options or DEFAULT_SCALE


def asked_of(question: Question) -> Asked:
    """Return a question as an answer sheet puts it; `obstacles` says whether it can."""
    return Asked(
        question.id,
        question.text,
        question.kind or OPEN,
        question.options,
        tuple(option for option in question.options if _ASKS_WORDS.search(option)),
        question.rows,
        question.mandatory,
        tuple(Jump(option, f"Q-{number:03}") for option, number in question.jumps),
        question.exclusive,
    )


def obstacles(question: Question, numbers: Sequence[int]) -> Iterator[tuple[str, Text]]:
    """Yield what keeps a question off an answer sheet: the column of 问卷, and what is wrong with it.

    Args:
        question: the question.
        numbers: the numbers of all questions, in their order.
    """
    if question.kind is None:
        yield "kind", Text("没有题型", "it has no kind")
    if question.kind in (SINGLE, MULTIPLE, RANKING) and len(question.options) < _FEWEST:
        yield "options", Text("选项不到两个", "it has fewer than two options")
    if question.kind == MATRIX and not question.rows:
        yield "rows", Text("没有矩阵行", "it has no rows")
    for key, texts in (("options", question.options), ("rows", question.rows)):
        twice = [text for text, count in Counter(texts).items() if count > 1]
        if twice:
            yield key, Text(f"“{twice[0]}”写了两次", f"“{twice[0]}” stands there twice")
    yield from _rule_obstacles(question, numbers)


def _rule_obstacles(question: Question, numbers: Sequence[int]) -> Iterator[tuple[str, Text]]:
    for option in question.exclusive:
        if option not in question.options:
            yield "exclusive", Text(f"没有“{option}”这个选项", f"“{option}” is no option of it")
    later = {*numbers[numbers.index(question.number) + 1 :]}
    values = asked_of(question).values if question.kind in (SCALE, NPS) else question.options
    for option, to in question.jumps:
        if option not in values:
            yield "jump", Text(f"没有“{option}”这个选项", f"“{option}” is no option of it")
        elif to not in later:
            yield "jump", Text(f"后面没有 Q-{to:03} 这道题", f"no question Q-{to:03} comes after it")


class Slot(NamedTuple):
    """One cell to fill in: the option or row that it belongs to, and whether it is for words of one's own."""

    item: str = ""
    own: bool = False


class Remark(NamedTuple):
    """Something wrong with an answer: the problem, what fills its words, the question, and its cell if it has one."""

    problem: Problem
    args: Mapping[str, object]
    question: str
    slot: Slot | None


class Filled(NamedTuple):
    """What a sheet comes to: answers as they stand in 答卷 by question, what could not be put there, and what is wrong."""

    answers: dict[str, str]
    notes: list[str]
    remarks: list[Remark]


def slots(asked: Asked) -> list[Slot]:
    """Return the cells of a question, in their order."""
    if asked.kind in (SINGLE, MULTIPLE):
        return [
            Slot(option, own)
            for option in asked.options
            for own in ((False, True) if option in asked.own_words else (False,))
        ]
    if asked.kind == RANKING:
        return [Slot(option) for option in asked.options]
    return [Slot(row) for row in asked.rows] if asked.kind == MATRIX else [Slot()]


def filled(questions: Sequence[Asked], given: Mapping[str, Mapping[Slot, CellValue]], lang: Lang) -> Filled:
    """Return the answers of a sheet; nothing that was filled in is lost: what is no answer stands in the notes.

    Args:
        questions: the questions of the sheet, in their order.
        given: what stands in the cells, by number of the question.
        lang: the workbook's language.
    """
    result = Filled({}, [], [])
    passed_to: str | None = None
    for asked in questions:
        reader = _Reader(asked, {s: v for s, v in given.get(asked.id, {}).items() if not is_blank(v)}, lang)
        answer, chosen = reader.read()
        result.notes.extend(reader.notes)
        result.remarks.extend(reader.remarks)
        if passed_to == asked.id:
            passed_to = None
        is_passed = passed_to is not None
        if is_passed and answer:
            result.remarks.append(
                Remark(answering.SKIPPED_ANSWERED, {"question": asked.id, "value": answer[:60]}, asked.id, reader.first)
            )
        elif not is_passed and asked.mandatory and not answer:
            result.remarks.append(Remark(answering.LEFT_BLANK, {"question": asked.id}, asked.id, slots(asked)[0]))
        result.answers[asked.id] = answer or (SKIPPED.to(lang) if is_passed else "")
        if not is_passed and len(chosen) == 1:
            passed_to = next((jump.to for jump in asked.jumps if jump.option == chosen[0]), None)
    return result


class _Reader:
    """Reads the cells of one question."""

    def __init__(self, asked: Asked, given: Mapping[Slot, CellValue], lang: Lang) -> None:
        self._asked, self._given, self._lang = asked, given, lang
        self.notes: list[str] = []
        self.remarks: list[Remark] = []

    @property
    def first(self) -> Slot | None:
        """Return the first cell that holds something."""
        return next((slot for slot in slots(self._asked) if slot in self._given), None)

    def read(self) -> tuple[str, list[str]]:
        """Return the answer as it stands in 答卷, and the options chosen."""
        kind = self._asked.kind
        if kind in (SINGLE, MULTIPLE):
            return self._chosen()
        if kind == RANKING:
            return self._ranked(), []
        if kind in (SCALE, NPS):
            value = self._value(Slot())
            return value, [value] if value else []
        if kind == MATRIX:
            values = ((row, self._value(Slot(row))) for row in self._asked.rows)
            return write_matrix(dict(values)), []
        return as_text(self._given.get(Slot())), []

    def _chosen(self) -> tuple[str, list[str]]:
        chosen: list[Chosen] = []
        for option in self._asked.options:
            mark = plain(self._given.get(Slot(option)))
            words = as_text(self._given.get(Slot(option, own=True)))
            is_marked, is_refused = mark.casefold() in _MARKS, not mark or mark.casefold() in _NO_MARKS
            if not is_marked and not is_refused and option in self._asked.own_words:
                is_marked, words = True, f"{mark} {words}".strip()
            elif not is_marked and not is_refused:
                self._unknown(Slot(option), mark, Text(MARK, MARK))
            if words and not is_marked:
                self.remarks.append(
                    Remark(
                        answering.WORDS_WITHOUT_MARK,
                        {"question": self._asked.id, "value": words[:60], "option": option},
                        self._asked.id,
                        Slot(option, own=True),
                    )
                )
            if is_marked or words:
                chosen.append(Chosen(option, words))
        names = [option for option, _ in chosen]
        alone = [option for option in names if option in self._asked.exclusive]
        if self._asked.kind == SINGLE and len(names) > 1:
            self.remarks.append(
                Remark(
                    answering.TWO_CHOSEN,
                    {"question": self._asked.id, "value": BETWEEN_OPTIONS.join(names), "count": len(names)},
                    self._asked.id,
                    Slot(names[1]),
                )
            )
        elif alone and len(names) > 1:
            self.remarks.append(
                Remark(
                    answering.EXCLUSIVE_TOGETHER,
                    {"question": self._asked.id, "option": alone[0]},
                    self._asked.id,
                    Slot(alone[0]),
                )
            )
        return write_choices(chosen), names

    def _ranked(self) -> str:
        ranks: list[tuple[int, str]] = []
        count = len(self._asked.options)
        for option in self._asked.options:
            value = plain(self._given.get(Slot(option)))
            if not value:
                continue
            if value.isdecimal() and 1 <= int(value) <= count:
                ranks.append((int(value), option))
            else:
                self._unknown(Slot(option), value, Text(f"1–{count} 的整数", f"a whole number from 1 to {count}"))
        numbers = [rank for rank, _ in ranks]
        twice = next((at for at, rank in enumerate(numbers) if rank in numbers[:at]), None)
        if twice is not None:
            self.remarks.append(
                Remark(
                    answering.RANK_TWICE,
                    {"question": self._asked.id, "rank": numbers[twice]},
                    self._asked.id,
                    Slot(ranks[twice][1]),
                )
            )
            self._note(", ".join(f"{option}={rank}" for rank, option in ranks))
        return write_ranks(option for _, option in sorted(ranks, key=lambda pair: pair[0]))

    def _value(self, slot: Slot) -> str:
        """Return the value in a cell: as listed, or by its place where the list is of words."""
        value, values = plain(self._given.get(slot)), self._asked.values
        if not value or value in values:
            return value
        same = [entry for entry in values if plain(entry).casefold() == value.casefold()]
        if same:
            return same[0]
        if value.isdecimal() and 1 <= int(value) <= len(values) and is_worded(values):
            return values[int(value) - 1]
        self._unknown(slot, value, listed(values))
        return ""

    def _unknown(self, slot: Slot, value: str, allowed: Text) -> None:
        self.remarks.append(
            Remark(
                answering.MARK_UNKNOWN,
                {"question": self._asked.id, "value": value[:60], "allowed": allowed},
                self._asked.id,
                slot,
            )
        )
        self._note(f"{slot.item}={value}" if slot.item else value)

    def _note(self, words: str) -> None:
        self.notes.append(f"{self._asked.id} {words}")


def is_worded(values: Sequence[str]) -> bool:
    """Return whether the values of a scale are words, so that their places stand for them as well."""
    return not any(plain(value)[:1].isdecimal() for value in values)
