"""Words of Chinese text, by the dictionary of jieba; users' words are added to it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

# Classes of words that are no things and no doings, as the dictionary marks them (ICTCLAS): adverbs, pronouns, particles,
# numbers, measure words, times, places, adjectives …
_NO_SUBJECT = frozenset(["a", "ad", "ag", "b", "c", "d", "df", "dg", "e", "f", "h", "k", "m", "mg", "mq", "o", "p", "q", "r", "rg", "rr", "rz",
                         "s", "t", "tg", "u", "ud", "ug", "uj", "ul", "uv", "uz", "y", "z", "zg"])  # fmt: skip


@cache
def _library() -> Any:  # noqa: ANN401 - the library has no types
    with warnings.catch_warnings():  # its source has escapes that newer versions of Python warn of
        warnings.simplefilter("ignore")
        import jieba
    return jieba


@cache
def dictionary() -> tuple[dict[str, int], int, frozenset[str]]:
    """Return frequencies (0 for beginnings of words), their sum, and the words that are no subject.

    Read from the library's own file: what it keeps in the folder for temporary files could be anybody's.
    """
    frequencies: dict[str, int] = {}
    total, others = 0, []
    with _library().get_module_res("dict.txt") as stream:
        for line in stream.read().decode("utf-8").splitlines():
            word, frequency, kind = line.split(" ")
            frequencies[word] = int(frequency)
            total += int(frequency)
            if kind in _NO_SUBJECT:
                others.append(word)
    for word in [*frequencies]:
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    return frequencies, total, frozenset(others)


class DictionarySegmenter:
    """Cuts text into words.

    Args:
        own: words of the user; how often they occur is left to the library to work out, so that they stay whole.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        frequencies, total, self._others = dictionary()
        self._tokenizer = _library().Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total, self._tokenizer.initialized = dict(frequencies), total, True
        self._own = frozenset(own)
        for word in self._own:
            self._tokenizer.add_word(word)

    def words(self, text: str) -> list[str]:
        """Return the words of a text in their order."""
        return [word for word in self._tokenizer.cut(text) if not word.isspace()]

    def may_be_subject(self, word: str) -> bool:
        """Return whether a word is a thing or a doing, as far as the dictionary knows."""
        return word in self._own or word not in self._others
