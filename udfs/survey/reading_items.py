"""A question of an export, and what its answers look like on 答卷."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from udfs.lang import Lang, Text
from udfs.spellings import folded
from udfs.survey.cells import Chosen, is_skipped, read_choices, read_matrix, write_choices, write_matrix, write_ranks
from udfs.survey.choices import (
    BETWEEN_OPTIONS,
    BETWEEN_RANKS,
    MATRIX,
    MULTIPLE,
    NPS,
    OPEN,
    RANKING,
    SCALE,
    SINGLE,
    SKIPPED,
)
from udfs.survey.reading_headings import Group
from udfs.survey.reading_kinds import Guess
from udfs.survey.reading_values import answer_of, code_of, is_multiple, split
from udfs.values import CellValue, as_text

_LONGEST_NUMBER = 4
# Stands for nothing read yet: a cell may well be blank.
_UNREAD = "\0"


@dataclass(frozen=True)
class Item:
    """A question of the export.

    Attributes:
        group: its columns.
        number: its number on 问卷.
        text: what is asked.
        guess: its kind and the reason.
        options: what can be chosen, in the order of 问卷, of the headings, or as it occurs.
        rows: of a matrix.
        known: whether 问卷 has it.
        coded: whether its answers are numbers of options.
        codes: what they mean, as far as it is known.
    """

    group: Group
    number: int
    text: str
    guess: Guess
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    known: bool = False
    coded: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    # What was read once: thousands of answer sheets say the same.
    _cells: dict[tuple[str, tuple[str, ...]], CellValue] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def kind(self) -> Text:
        """Return its kind."""
        return self.guess.kind

    def cell(self, row: Sequence[CellValue], lang: Lang) -> CellValue:
        """Return what stands on 答卷 for an answer sheet; None for no answer."""
        cells = tuple([as_text(row[at]) if at < len(row) else "" for at in self.group.columns])
        known = self._cells.get((lang, cells), _UNREAD)
        if known is _UNREAD:
            known = self._cells[lang, cells] = self._written(cells, lang)
        return known

    def _written(self, cells: Sequence[str], lang: Lang) -> CellValue:
        answers = [answer_of(cell, coded=self.coded) for cell in cells]
        given = [answer for answer in answers if answer]
        if given and all(is_skipped(answer) for answer in given):
            return SKIPPED.to(lang)
        answers = ["" if is_skipped(answer) else answer for answer in answers]
        written = self._several(answers) if len(answers) > 1 or self.group.sign else self._single(answers[0])
        return written if isinstance(written, (int, float)) else written or None

    def _single(self, answer: str) -> CellValue:
        if self.kind in (SCALE, NPS):
            return _score(answer)
        if self.kind is RANKING:
            return write_ranks(part for piece in answer.split(BETWEEN_RANKS) if (part := clean_option(piece)))
        if self.kind is MATRIX:
            return write_matrix(read_matrix(answer, self.rows))
        if self.kind is MULTIPLE and self.guess.sign != BETWEEN_OPTIONS and not is_multiple([answer]):
            return write_choices(split(answer, self.guess.sign, self.options))
        return answer if self.kind is OPEN else self._decoded(answer)

    def _decoded(self, answer: str) -> str:
        """Return the option that a number stands for, with the words behind it; what is not known stays."""
        code = code_of(answer) if self.codes else None
        if code is not None and code[0] in self.codes:
            return self.codes[code[0]] + code[1]
        return write_choices(Chosen(clean_option(item.option), item.words) for item in read_choices(answer))

    def _several(self, answers: Sequence[str]) -> str:
        named = list(zip(self.parts, answers, strict=True))
        if self.kind is RANKING:
            ranked = [(int(code[0]), part) for part, answer in named if (code := code_of(answer)) and code[0] != "0"]
            return write_ranks(part for _, part in sorted(ranked, key=lambda pair: pair[0]))
        if self.kind is MATRIX:
            return write_matrix({part: self._decoded(answer) for part, answer in named})
        return write_choices(_ticked(part, answer) for part, answer in named if answer not in ("", "0"))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Return the option or the row of each of its columns; in the words of 问卷 where those differ in spaces only."""
        names = self.rows if self.kind is MATRIX else self.options
        if self.group.sign:
            places = {str(at): name for at, name in enumerate(names, 1)}
            return tuple(places.get(part, part) for part in self.group.parts)
        alike = {folded(name): name for name in names}
        parts = (clean_option(part) for part in self.group.parts)
        return tuple(part if part in names else alike.get(folded(part), part) for part in parts)

    def has_unknown_codes(self, rows: Iterable[Sequence[CellValue]]) -> bool:
        """Return whether numbers of options remain among the answers because nobody knows what they mean."""
        if self.group.sign and not (self.rows if self.group.sign == "R" else self.options):
            return True
        if not self.coded or self.kind is not SINGLE:
            return False
        answers = (answer_of(row[self.group.columns[0]], coded=True) for row in rows)
        return any((code := code_of(answer)) and code[0] not in self.codes for answer in answers)

    def learn(self, pairs: Iterable[tuple[Sequence[CellValue], CellValue]]) -> Item:
        """Return the question with the meaning of its codes, from answers that stand in both shapes.

        Args:
            pairs: a row of the export by number, and the cell of 答卷 for the same answer sheet.
        """
        if not self.coded or self.kind not in (SINGLE, MATRIX):
            return self
        codes: dict[str, str] = dict(self.codes)
        for row, cell in pairs:
            answers = [answer_of(row[at] if at < len(row) else None, coded=True) for at in self.group.columns]
            if self.kind is MATRIX:
                values = read_matrix(cell, self.parts)
                meant = [values.get(part.strip(), "") for part in self.parts]
            else:
                meant = [choice.option for choice in read_choices(cell)[:1]] or [""]
            for answer, option in zip(answers, meant, strict=True):
                code = code_of(answer)
                if code and option and codes.setdefault(code[0], option) != option:
                    return self  # the two are not of the same survey
        return replace(self, codes=codes)


def clean_option(text: str) -> str:
    """Return an option without spaces around it, however wide."""
    return text.strip(" \t\r\n\u00a0\u3000\u200b\ufeff")


def _score(answer: str) -> CellValue:
    number = answer.removesuffix("分")
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        return int(number)
    return answer


def _ticked(part: str, answer: str) -> Chosen:
    """Return the option of a column, with the words that stand there instead of or behind the 1."""
    code = code_of(answer)
    words = code[1] if code else "" if answer == part else answer
    return Chosen(part, words.removeprefix("〖").removesuffix("〗"))
