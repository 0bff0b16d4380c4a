"""题型 of a question in an export, with the reason: from its columns, from the words in its heading, from its answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from udfs.lang import Text
from udfs.survey.cells import is_skipped, read_choices, read_ranks
from udfs.survey.choices import BETWEEN_OPTIONS, BETWEEN_RANKS, MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.survey.reading_headings import Group
from udfs.survey.reading_values import LONGEST_OPTION, MOST_OPTIONS, code_of, is_multiple, separator_of

# A platform's own word for the kind, in brackets in the heading.
_HINTS: Final = (("多选", MULTIPLE), ("multiple choice", MULTIPLE), ("单选", SINGLE), ("single choice", SINGLE), ("排序", RANKING), ("ranking", RANKING),
                 ("矩阵", MATRIX), ("量表", SCALE), ("填空", OPEN), ("问答", OPEN), ("nps", NPS))  # fmt: skip
_IN_BRACKETS = re.compile(r"[\[【(（]([^\[【(（\]】)）]*)[\]】)）]")
_RECOMMEND = re.compile("推荐|recommend", re.IGNORECASE)
_RATE = re.compile("满意|打分|评分|几分|同意|程度|多大|rate|satisf|agree|how (?:much|well|likely|often)", re.IGNORECASE)
_NPS_VALUES, _SCALE_VALUES = range(11), range(11)
_TICKS = frozenset(("0", "1"))
# Answers repeat where they are options: so large a share of them stands in two answers or more.
_REPEATED = 2 / 3
# Sentences of several clauses are nobody's options, however often they come; two or three choices may be written out so.
_CLAUSES = re.compile("[，。；！？]|[,;!?.] ")
_WRITTEN_OUT = 5


class Guess(NamedTuple):
    """The kind of a question, why, and the sign between several options of a cell."""

    kind: Text
    why: Text
    sign: str = BETWEEN_OPTIONS


def recognise(group: Group, columns: Sequence[Sequence[str]], *, coded: bool) -> Guess:
    """Return the kind of a question.

    Args:
        group: its columns.
        columns: the answers, column by column, as `answer_of` gives them.
        coded: whether the export is by number.
    """
    if len(columns) > 1 or group.sign:
        return _of_several(group, columns)
    answers = [answer for answer in columns[0] if answer and not is_skipped(answer)]
    if not answers:
        return _hinted(group.text) or Guess(OPEN, Text("没有人回答", "nobody answered"))
    if is_multiple(set(answers)):
        return Guess(MULTIPLE, Text("一格里有 ┋ 隔开的几项", "several options in a cell, ┋ between them"))
    if _are_ranked(answers):
        return Guess(RANKING, Text("一格里有 → 隔开的先后", "options in a cell in order, → between them"))
    return _hinted(group.text, answers) or _of_numbers(group.text, answers, coded) or _of_texts(answers)


def _of_several(group: Group, columns: Sequence[Sequence[str]]) -> Guess:
    rows = [[answer for answer in row if answer and not is_skipped(answer)] for row in zip(*columns, strict=True)]
    values = {answer.partition("〖")[0] for row in rows for answer in row}
    if group.sign == "A" or (values and values <= _TICKS and "0" in values):
        return Guess(MULTIPLE, Text("每个选项一列，选中为 1", "a column for each option, 1 where it is chosen"))
    ranked = [[answer for answer in row if answer != "0"] for row in rows]
    ranked = [row for row in ranked if row]
    in_order = all(sorted(row) == sorted(map(str, range(1, len(row) + 1))) for row in ranked)
    if group.sign != "R" and in_order and any(len(row) > 1 for row in ranked):
        return Guess(RANKING, Text("每个选项一列，数字是名次", "a column for each option, with its rank"))
    options = {part for part in group.parts if part}
    if values and values <= options:
        return Guess(MULTIPLE, Text("每个选项一列，选中写选项", "a column for each option, which says the option"))
    return Guess(MATRIX, Text("每行一列", "a column for each row"))


def _are_ranked(answers: Sequence[str]) -> bool:
    """Return whether cells hold rankings: nearly all of them several options, each option at most once."""
    ranked = [read_ranks(answer) for answer in answers if BETWEEN_RANKS in answer]
    options = {option for ranks in ranked for option in ranks}
    return (
        2 * len(ranked) >= len(answers)
        and len(options) <= MOST_OPTIONS
        and all(len(set(ranks)) == len(ranks) for ranks in ranked)
    )


def _hinted(text: str, answers: Sequence[str] = ()) -> Guess | None:
    """Return the kind that the heading says in brackets: 【多选】, [量表题]."""
    for words in _IN_BRACKETS.findall(text):
        kind = next((kind for hint, kind in _HINTS if hint in words.casefold()), None)
        if kind is MULTIPLE:
            sign = separator_of(answers) or BETWEEN_OPTIONS
            return Guess(kind, Text(f"题目写着“{words}”", f"the heading says “{words}”"), sign)
        if kind is not None:
            return Guess(kind, Text(f"题目写着“{words}”", f"the heading says “{words}”"))
    return None


def _of_numbers(text: str, answers: Sequence[str], coded: bool) -> Guess | None:  # noqa: FBT001 - as `recognise` has it
    codes = [code_of(answer) for answer in answers]
    numbers = {int(code[0]) for code in codes if code is not None}
    if None in codes:
        return None
    if _RECOMMEND.search(text) and numbers <= set(_NPS_VALUES):
        return Guess(NPS, Text("问是否推荐，答 0–10", "asks for a recommendation, answered 0 to 10"))
    if numbers <= set(_SCALE_VALUES) and (_RATE.search(text) or not coded):
        return Guess(SCALE, Text("回答都是 0–10 的整数", "whole numbers from 0 to 10"))
    if coded and len(numbers) <= MOST_OPTIONS and max(numbers) <= MOST_OPTIONS and min(numbers) > 0:
        return Guess(SINGLE, Text("按序号导出，回答是选项序号", "exported by number: answers are numbers of options"))
    return Guess(OPEN, Text("回答是各种数字", "numbers of every kind"))


def _of_texts(answers: Sequence[str]) -> Guess:
    sign = separator_of(answers)
    if sign is not None:
        shown = "换行" if sign == "\n" else sign
        english = "a line break" if sign == "\n" else sign
        return Guess(
            MULTIPLE,
            Text(f"一格几项，用“{shown}”隔开，每一项都反复出现", f"several in a cell, “{english}” between them; each comes again and again"),
            sign,
        )  # fmt: skip
    options: Counter[str] = Counter()
    for answer, count in Counter(answers).items():
        options.update({choice.option: count for choice in read_choices(answer)[:1]})
    if len(options) > _WRITTEN_OUT and 2 * sum(bool(_CLAUSES.search(option)) for option in options) > len(options):
        return Guess(OPEN, Text("回答多是整句话", "most answers are sentences"))
    repeated = sum(count for count in options.values() if count > 1)
    if (
        len(options) <= MOST_OPTIONS
        and repeated >= _REPEATED * len(answers)
        and max(map(len, options)) <= LONGEST_OPTION
    ):
        return Guess(
            SINGLE, Text(f"{len(options)} 种回答反复出现", f"the same {len(options)} answers come again and again")
        )
    return Guess(OPEN, Text("回答各不相同", "answers of one's own"))
