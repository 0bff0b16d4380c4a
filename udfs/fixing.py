"""What can be mended without asking: entries whose meaning is certain, in the form that calculations and filters need.

Whatever could mean two things stays as it is: 3/4/2026, a share without its sign, a spelling that two choices have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from udfs import spellings as read
from udfs.choices import choice_of, written_as
from udfs.lang import Lang, Text
from udfs.levels import LEVELS, Spellings
from udfs.rules import Kind, Rule, check_cell
from udfs.values import CellValue, ErrorValue, as_text, is_number, plain

STRAY_SPACES = Text("去掉多余空格", "stray spaces removed")
TO_DATE = Text("改为日期", "turned into a date")
TO_NUMBER = Text("文字改为数字", "text turned into a number")
TO_SHARE = Text("百分数文字改为数字", "percentage turned into a number")
HALF_WIDTH = Text("全角改为半角", "full width turned into half width")
AS_LISTED = Text("改为清单中的写法", "spelled as on the list")

# Spaces and marks that have no width; nobody sees or means them at the ends of an entry.
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"


class Fixed(NamedTuple):
    """What an entry becomes, and in words what was done to it."""

    value: CellValue
    how: Text


Fixer = Callable[[CellValue], Fixed | None]


def fixer(
    rule: Rule,
    spellings: Spellings,
    lang: Lang,
    synonyms: Mapping[str, str] | None = None,
    is_known: Callable[[str], bool] | None = None,
) -> Fixer:
    """Return the function that mends one value of a column; it answers None for what is fine, and for what is doubtful.

    Args:
        rule: what the column may hold; what a value becomes keeps to it.
        spellings: what may be written for high, medium and low.
        lang: the language of the workbook.
        synonyms: other words for the choices, such as those of the other language; the rule's own spellings go before them.
        is_known: tells of an id in half width that it may stand there; without it ids keep their width.
    """
    of_kind = _of_kind(rule, spellings, lang, synonyms or {}, is_known)

    def fix(value: CellValue) -> Fixed | None:
        if value is None or isinstance(value, ErrorValue):
            return None
        fixed = of_kind(value)
        if fixed is not None and check_cell(fixed.value, rule, spellings) is None:
            return None if type(fixed.value) is type(value) and fixed.value == value else fixed
        if not isinstance(value, str):
            return None
        tidy = tidied(value)
        return Fixed(tidy or None, STRAY_SPACES) if tidy != value else None

    return fix


def tidied(text: str) -> str:
    """Return text without the spaces that stand around it; the indent of a first paragraph stays."""
    bare = text.strip().strip(_UNSEEN).strip()
    if "\n" not in bare:
        return bare
    return text.rstrip().rstrip(_UNSEEN).rstrip()


def _of_kind(
    rule: Rule,
    spellings: Spellings,
    lang: Lang,
    synonyms: Mapping[str, str],
    is_known: Callable[[str], bool] | None,
) -> Fixer:
    """Return the mending that belongs to a kind of column."""
    if rule.kind is Kind.LEVEL:
        return _as_listed(_levels(spellings, lang))
    if rule.choices:
        return _choices(rule, synonyms)
    if rule.kind in (Kind.ID, Kind.LINK) and is_known is not None:
        return _half_width(is_known)
    return _READERS.get(rule.kind, lambda _value: None)


def _levels(spellings: Spellings, lang: Lang) -> dict[str, str]:
    """Return each level by its spellings; what stands for two of them is nobody's."""
    pairs = {(plain(word).casefold(), i) for i, words in enumerate(spellings) for word in words if plain(word)}
    pairs |= {(read.folded(word), i) for word, i in pairs}
    times = Counter(word for word, _ in pairs)
    return {word: LEVELS[i].to(lang) for word, i in pairs if times[word] == 1}


def _choices(rule: Rule, synonyms: Mapping[str, str]) -> Fixer:
    """Return what puts an entry in the words of the list, by the same matching as the check and the import."""
    also = {**{written_as(words): choice for words, choice in synonyms.items()}, **rule.also}

    def fix(value: CellValue) -> Fixed | None:
        return _spelled(value, choice_of(value, rule.choices, also))

    return fix


def _as_listed(known: Mapping[str, str]) -> Fixer:
    def fix(value: CellValue) -> Fixed | None:
        return _spelled(value, known.get(plain(value).casefold()) or known.get(read.folded(value)))

    return fix


def _spelled(value: CellValue, meant: str | None) -> Fixed | None:
    if meant is None:
        return None
    return Fixed(meant, STRAY_SPACES if plain(value) == meant else AS_LISTED)


def _half_width(is_known: Callable[[str], bool]) -> Fixer:
    def fix(value: CellValue) -> Fixed | None:
        if not isinstance(value, str):
            return None
        narrow = plain(read.half_width(value))
        if narrow == tidied(value) or not is_known(narrow):
            return None
        return Fixed(narrow, HALF_WIDTH)

    return fix


def _date(value: CellValue) -> Fixed | None:
    moment = read.parse_moment(value)
    return None if moment is None else Fixed(moment, TO_DATE)


def _number(value: CellValue) -> Fixed | None:
    # What 30% of a number is meant depends on its unit; 007 is rather a code.
    text = read.folded(value)
    if is_number(value) or "%" in text or _is_code(text):
        return None
    number = read.parse_number(value)
    return None if number is None else Fixed(number, TO_NUMBER)


def _score(value: CellValue) -> Fixed | None:
    return _read(value, read.parse_score)


def _workdays(value: CellValue) -> Fixed | None:
    return _read(value, read.parse_workdays)


def _read(value: CellValue, reader: Callable[[CellValue], int | float | None]) -> Fixed | None:
    if not isinstance(value, str) or _is_code(read.folded(value)):
        return None
    number = reader(value)
    return None if number is None else Fixed(number, TO_NUMBER)


def _percent(value: CellValue) -> Fixed | None:
    # Without its sign 0.5 may be a half or half a per cent.
    if not isinstance(value, str) or "%" not in read.folded(value):
        return None
    share = read.parse_percent(value)
    return None if share is None else Fixed(share, TO_SHARE)


def _is_code(text: str) -> bool:
    """Return whether a number begins with a nought that a number would lose."""
    return len(text) > 1 and text[0] == "0" and as_text(text[1]).isdigit()


_READERS: dict[Kind, Fixer] = {
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.SCORE: _score,
    Kind.WORKDAYS: _workdays,
    Kind.PERCENT: _percent,
}
