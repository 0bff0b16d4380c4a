"""Sentences that say the same, or nearly: what is left when writing habits are taken away, and how alike two are.

The ratio is the share of characters that two sentences have in common in the same order (normalised Indel similarity,
`rapidfuzz.fuzz.ratio`): 1.0 for equal ones, 0.9 for `订单处理时效延长2小时` and `订单处理时效延长3小时`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

# Sentences of which at least this share is common are worth a second look.
ALIKE = 0.85
# Shorter ones differ in their meaning where they differ at all: 培训 and 培训师.
_SHORTEST = 6
# Pairs are looked for among the sentences that share a rare pair of characters; so many of a sentence's rarest ones
# are tried, and of those that share one, so many neighbours in alphabetical order. It bounds the work for any input.
_KEYS = 8
_NEIGHBOURS = 32

# Letters and digits; signs that change a number's meaning stay.
_WORDS = re.compile(r"[^\W_]+|[+\-.](?=\d)|%")


class Pair(NamedTuple):
    """Two sentences, by their positions, and how alike they are (from 0 to 1)."""

    first: int
    second: int
    ratio: float


def normalise(text: str) -> str:
    """Return what is left of a sentence without width, letter case, punctuation and spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_WORDS.findall(folded))


def similar_sentences(normalised: Sequence[str], least: float = ALIKE) -> list[Pair]:
    """Return the pairs of sentences that are alike but not the same, the most alike first.

    Equal sentences are one: pairs name the first of them. Which pairs are found does not depend on
    the order of the sentences. The search is quick and may miss a pair whose difference lies in all its rare words.

    Args:
        normalised: the sentences, as `normalise` gives them; blank ones are like nothing.
        least: the ratio from which on a pair is told.
    """
    firsts: dict[str, int] = {}
    for at, text in enumerate(normalised):
        firsts.setdefault(text, at)
    sentences = sorted(text for text in firsts if len(text) >= _SHORTEST)
    places = [firsts[text] for text in sentences]
    ranked = sorted(
        (-round(ratio, 4), min(places[i], places[j]), max(places[i], places[j]))
        for i, j, ratio in _matches(sentences, least)
    )
    # A pair may be come upon from both sides.
    return [Pair(first, second, -ratio) for (ratio, first, second), _ in groupby(ranked)]


def _matches(sentences: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the places of two sentences that are alike, and their ratio; some pairs twice."""
    from rapidfuzz import fuzz, process

    for at, others in enumerate(_candidates(sentences)):
        near = sorted(set(others))
        choices = [sentences[other] for other in near]
        scored = process.extract(
            sentences[at], choices, scorer=fuzz.ratio, processor=None, limit=None, score_cutoff=100 * least
        )
        for _, score, which in scored:
            yield at, near[which], score / 100


def _candidates(sentences: Sequence[str]) -> list[list[int]]:
    """Return for each sentence those with which it is compared; of two, one names the other."""
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in sentences]
    counts = Counter(chain.from_iterable(pairs))
    looking: dict[str, list[int]] = {}
    for at, held in enumerate(pairs):
        # What nobody else holds leads to nobody.
        shared = sorted((count, pair) for pair in held if (count := counts[pair]) > 1)
        for _, pair in shared[:_KEYS]:
            looking.setdefault(pair, []).append(at)
    holding: dict[str, list[int]] = {pair: [] for pair in looking}
    for at, held in enumerate(pairs):
        for pair in held & holding.keys():
            holding[pair].append(at)
    candidates: list[list[int]] = [[] for _ in sentences]
    for pair, lookers in looking.items():
        block, known = holding[pair], set(lookers)
        places = {at: i for i, at in enumerate(block)}
        for at in lookers:
            i = places[at]
            # Those before that look through the same pair have named this one.
            candidates[at] += (other for other in block[max(0, i - _NEIGHBOURS) : i] if other not in known)
            candidates[at] += block[i + 1 : i + 1 + _NEIGHBOURS]
    return candidates
