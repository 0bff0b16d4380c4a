"""Texts as they are counted: written one way, cut into clauses, what was pasted again counted once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# So many signs word for word are no coincidence: a sentence of a template, or of whoever answers customers.
SHORTEST_TEMPLATE = 15
_AROUND_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])[^\S\n]+|[^\S\n]+(?=[\u4e00-\u9fff])")
_SEVERAL = re.compile(r"[^\S\n]+")
_SENTENCES = re.compile(r"[^。！？!?；;\n]+")
_CLAUSES = re.compile(r"(?:(?<=\d)[.,](?=\d)|[^，,。.！？!?；;：:、\n…~～()（）【】\[\]“”\"])+")


def normal(text: str) -> str:
    """Return a text without differences of width, case and spaces (NFKC): ＡＰＰ is app."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _AROUND_CHINESE.sub("", _SEVERAL.sub(" ", folded)).strip()


def sentences(text: str) -> list[str]:
    """Return the sentences of a normalised text."""
    return [sentence.strip() for sentence in _SENTENCES.findall(text) if sentence.strip()]


def clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence."""
    return [clause.strip() for clause in _CLAUSES.findall(sentence) if clause.strip()]


def counted_once(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the sentences of each text that count: a long one that stood in an earlier text, word for word, is a template.

    Short ones may well be what several people say.
    """
    known: set[str] = set()
    for text in texts:
        own = sentences(normal(text))
        yield [each for each in own if len(each) < SHORTEST_TEMPLATE or each not in known]
        known.update(each for each in own if len(each) >= SHORTEST_TEMPLATE)
