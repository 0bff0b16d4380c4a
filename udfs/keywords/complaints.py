"""What a clause complains of: a thing and what is wrong with it, denied or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from udfs.keywords import lexicon
from udfs.keywords.signs import Signs
from udfs.keywords.texts import clauses, normal

# So many words in front of a judgement are looked at.
_FAR = 9
_ENGLISH_FAR = 5
_DEGREE = re.compile(
    r"(?:速度|太|很|好|非常|特别|超|超级|真的?|实在|有点儿?|有些|比较|偏|相当|极其?|这么|那么|如此|越来越|更|最|还是|都是|是|都|也|还|真心|简直|特|巨|贼|老|总)+$"
)


class Complaint(NamedTuple):
    """What is complained of, and whether the text denies it."""

    word: str
    is_denied: bool


class Segmenter(Protocol):
    """Cuts Chinese text into words, and knows which of them are things or doings."""

    def words(self, text: str) -> list[str]:
        """Return the words of a text in their order."""

    def may_be_subject(self, word: str) -> bool:
        """Return whether a word is a thing or a doing."""


class Reader:
    """Reads complaints in the words of a workbook's settings.

    Args:
        segmenter: given words that stay whole, returns what cuts text into words.
        own: words of the user that count wherever they stand.
        stop: keywords and things that never count.
        synonyms: what a thing or a keyword is counted as.
    """

    def __init__(
        self,
        segmenter: Callable[[Iterable[str]], Segmenter],
        own: Iterable[str] = (),
        stop: Iterable[str] = (),
        synonyms: Mapping[str, str] | None = None,
    ) -> None:
        self._synonyms = {normal(word): normal(name) for word, name in (synonyms or {}).items()}
        self._own = {normal(word) for word in own} - {""}
        self._stop = {normal(word) for word in stop}
        self._segmenter = segmenter((*self._own, *self._synonyms))
        self._known: dict[str, tuple[Complaint, ...]] = {}

    def of_text(self, sentences: Iterable[str]) -> frozenset[Complaint]:
        """Return what the sentences of a text complain of, each thing once."""
        return frozenset(complaint for sentence in sentences for complaint in self._of_sentence(sentence))

    def _of_sentence(self, sentence: str) -> Iterator[Complaint]:
        before = ""
        for clause in clauses(sentence):
            if before or clause not in self._known:
                known = tuple(self._read(clause, before))
                if not before:
                    self._known[clause] = known
            else:
                known = self._known[clause]
            yield from known
            before = "" if known or not self._is_topic(clause) else clause

    def _read(self, clause: str, before: str) -> Iterator[Complaint]:
        """Yield what a clause says; `before` is a clause that only named a thing."""
        matches = [*_SIGNS.find(clause)]
        own_words = [word for word in self._own if word in clause]
        if not (matches or own_words) or _OPEN.search(clause):
            return
        end, words = 0, []
        turned = bool(_RHETORICAL.search(clause))
        for match in matches:
            rule = str(match.lastgroup)
            left, right = clause[end : match.start()], clause[match.end() :]
            end = match.end()
            if rule.startswith("e_"):
                word, denied = self._english(_ENGLISH_NAMES[rule], left, right)
            else:
                word, denied = self._chinese(match, rule, left, before, right)
            word = self._synonyms.get(word, word)
            if word and word not in self._stop:
                words.append(word)
                yield Complaint(word, denied and not turned)
        for own in own_words:
            if not any(own in word for word in words):
                yield Complaint(self._synonyms.get(own, own), _is_denied_before(clause[: clause.index(own)]))

    def _is_topic(self, clause: str) -> bool:
        """Return whether a clause is nothing but the name of a thing, as in “物流，太慢了”."""
        words = self._segmenter.words(clause) if _TOPIC.fullmatch(clause) else []
        return 0 < len(words) <= _LONGEST_TOPIC and not any(self._names_nothing(word) for word in words)

    def _names_nothing(self, word: str) -> bool:
        return word in lexicon.NO_SUBJECTS or not self._segmenter.may_be_subject(word)

    def _chinese(self, match: re.Match[str], rule: str, left: str, before: str, right: str) -> tuple[str, bool]:
        name = _name_of(match, rule)
        if rule == "cannot":
            words = self._segmenter.words(left)
            left, name = "".join(words[:-1]), "".join(words[-1:]) + name
        thing, denied = self._thing(left)
        if rule in _ALONE_RULES:
            return name, denied
        if not thing and before:
            thing = self._thing(before)[0]
        if not thing and (name in lexicon.WITH_OBJECT or right.startswith("的")):
            thing = self._object(right)
        return (thing + name if thing else name), denied

    def _thing(self, left: str) -> tuple[str, bool]:
        """Return what stands in front of a judgement as its thing, and whether the judgement is denied."""
        words = self._segmenter.words(_DEGREE.sub("", left))[-_FAR:]
        thing, loose, turns = "", False, 0
        for word in reversed(words):
            if word in lexicon.NO_NEGATORS:
                continue
            if word in lexicon.NEGATORS:
                turns += 1
                continue
            skipped = word in lexicon.EMPTY_HEADS or self._names_nothing(word)
            if skipped or (
                len(word) == 1 and not word.isascii() and word not in self._synonyms and word not in _SHORT_THINGS
            ):
                if thing and not loose and word not in _LINKS:
                    break
                continue
            if not thing:
                thing, loose = self._synonyms.get(word, word), word in lexicon.LOOSE_HEADS
            elif loose:
                thing, loose = self._synonyms.get(word, word) + thing, False
            else:
                break
        return ("" if thing in self._stop else thing), turns % 2 == 1

    def _object(self, right: str) -> str:
        """Return what stands behind a sign as its thing: 找不到退款入口."""
        words: list[str] = []
        for word in self._segmenter.words(right)[:_FAR]:
            if self._names_nothing(word):
                if words:
                    break
                continue
            words.append(word)
        return "".join(words[:2])

    def _english(self, name: str, left: str, right: str) -> tuple[str, bool]:
        before = [word for word in _WORD.findall(left) if not word.endswith("ly")][-_ENGLISH_FAR:]
        denied = sum(word in lexicon.ENGLISH_NEGATORS for word in before) % 2 == 1
        behind = [word for word in _WORD.findall(right)[:1] if word not in _ENGLISH_NO_THINGS]
        ahead = [word for word in before if word not in _ENGLISH_NO_THINGS]
        linked = any(word in _BE for word in before)
        thing = (ahead[-1:] if linked or not behind else behind) or behind or ahead[-1:]
        if not thing:
            return name, denied
        called = self._synonyms.get(thing[0], thing[0])
        return ("" if called in self._stop else f"{called} {name}"), denied


def _name_of(match: re.Match[str], rule: str) -> str:
    """Return under what name a sign is counted."""
    if rule == "cannot":
        return match.group()
    if rule == "unable":
        return f"{match['able']}不了"
    if rule == "undone":
        return f"未{lexicon.DUE_NAMES.get(match['due'], match['due'])}"
    if rule == "nobody":
        return f"无人{lexicon.ANSWER_NAMES.get(match['answer'], match['answer'])}"
    if rule == "again":
        return f"重复{lexicon.AGAIN_NAMES.get(match['doing'], match['doing'])}"
    return _NAMES[rule]


def _is_denied_before(left: str) -> bool:
    rest = _DEGREE.sub("", left)
    return any(rest.endswith(word) for word in lexicon.NEGATORS) and not any(
        rest.endswith(word) for word in lexicon.NO_NEGATORS
    )


def _patterns() -> tuple[dict[str, str], dict[str, str]]:
    """Return the patterns of signs by their rules, and the names that judgements and events are counted under."""
    names: dict[str, str] = {}
    patterns = {
        "nobody": lexicon.NOBODY,
        "undone": lexicon.UNDONE,
        "again": lexicon.AGAIN,
        "unable": lexicon.UNABLE,
    }
    for kind, rules in (("a", lexicon.ALONE), ("t", lexicon.OF_A_THING), ("j", lexicon.JUDGEMENTS)):
        for number, (name, pattern) in enumerate(rules.items()):
            names[f"{kind}_{number}"] = name
            patterns[f"{kind}_{number}"] = pattern
    patterns["cannot"] = lexicon.CANNOT
    for number, pattern in enumerate(lexicon.ENGLISH.values()):
        patterns[f"e_{number}"] = rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"
    return patterns, names


_PATTERNS, _NAMES = _patterns()
_SIGNS = Signs(_PATTERNS)
_ENGLISH_NAMES = {f"e_{number}": name for number, name in enumerate(lexicon.ENGLISH)}
_ALONE_RULES = frozenset(["nobody", "undone", "again", *(rule for rule in _NAMES if rule.startswith("a_"))])
_RHETORICAL = re.compile(lexicon.RHETORICAL)
_OPEN = re.compile(f"{lexicon.OPEN}|{lexicon.ENGLISH_OPEN}")
_WORD = re.compile(r"[a-z][a-z0-9'’-]*|\d+[a-z][a-z0-9]*")
_TOPIC = re.compile(r"[\u4e00-\u9fff]{2,8}|[a-z]+")
_LONGEST_TOPIC = 2
_ENGLISH_NO_THINGS = lexicon.ENGLISH_EMPTY | lexicon.ENGLISH_NEGATORS
_BE = frozenset(
    "is are was were be been feels felt seems looks looked gets got became keeps kept arrived came comes takes".split()  # noqa: SIM905 - words of one kind
)
# Between a thing and the word that it needs.
_LINKS = frozenset(["的", "和"])
_SHORT_THINGS = frozenset(["货", "价", "字", "图", "屏", "店", "单"])
