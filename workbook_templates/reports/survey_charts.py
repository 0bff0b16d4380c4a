"""Which questions the sheet 问卷结果 draws, and what stands behind its charts."""

from __future__ import annotations

from typing import NamedTuple

from udfs.causes.fishbone import width
from udfs.choices import written_as
from udfs.lang import Lang, Text
from udfs.monitoring.wording import fill
from udfs.rules import split_references
from udfs.survey.choices import MATRIX, RANKING
from udfs.survey.counting import top_name
from udfs.values import CellValue
from workbook_templates.context import Context
from workbook_templates.reports.survey_lines import FIRST, Shown, charted, shown
from workbook_templates.reports.typeset import wrapped
from workbook_templates.survey_settings import CHARTED

CHARTS = 12
# So many bars are in a chart; of more options the first are drawn and the caption says so.
BARS = 12
# A label takes no more room than this beside its bar, in Latin letters.
_LABEL, _CAPTION = 24, 60

_TITLE = Text("{number}　{text}（{what}n={n}）", "{number}  {text} ({what}n = {n})")
_OF = Text("{what}，", "{what}, ")
_CUT = Text("，前 {bars} 项", ", first {bars}")


class Chosen(NamedTuple):
    """The questions that are drawn, how many are not for want of room, and what of the choice means none."""

    questions: tuple[Shown, ...]
    more: int
    unknown: tuple[str, ...]


def chosen(book: Context) -> Chosen:
    """Return the questions that the sheet asks for; without a choice the first that can be drawn."""
    return meant_by(book, book.settings.values[CHARTED.key])


def meant_by(book: Context, choice: CellValue) -> Chosen:
    """Return what a choice of charts means."""
    drawable = {written_as(question.responses.number): question for question in book.once(shown) if charted(question)}
    wanted = split_references(choice)
    unknown = tuple(part for part in wanted if written_as(part) not in drawable)
    listed = [drawable[key] for part in wanted if (key := written_as(part)) in drawable] or list(drawable.values())
    listed = [question for at, question in enumerate(listed) if question not in listed[:at]]
    return Chosen(tuple(listed[:CHARTS]), max(0, len(listed) - CHARTS), unknown)


def caption(question: Shown) -> Text:
    """Return what stands above a chart, no longer than it is wide."""
    responses = question.responses
    what = Text("", "")
    if responses.kind == MATRIX:
        what = fill(_OF, what=top_name(len(responses.options), is_reversed=responses.is_reversed))
    elif responses.kind == RANKING:
        what = fill(_OF, what=FIRST)
    words = fill(_TITLE, number=responses.number, text="\0", what=what, n=question.counted.base)
    if len(question.counted.lines) > BARS:
        cut = fill(_CUT, bars=BARS)
        words = Text(words.zh[:-1] + cut.zh + "）", words.en[:-1] + cut.en + ")")
    return Text(*(line.replace("\0", _cut(responses.text, _CAPTION - width(line))) for line in words))


def bars(question: Shown, lang: Lang) -> list[tuple[str, float]]:
    """Return the labels of a chart, cut to the room beside its bars, and its values."""
    return [(_cut(label.to(lang), _LABEL), share) for label, share in charted(question)[:BARS]]


def _cut(text: str, room: float) -> str:
    """Return a text that is no wider than there is room; what is cut off is in the table."""
    first, *more = wrapped(text, max(6.0, room - 1)) or [""]
    return first + "…" if more else text
