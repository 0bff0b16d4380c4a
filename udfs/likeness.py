"""Same and similar sentences: normalisation that removes writing habits, and the similarity of two sentences.

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

# Sentences with at least this ratio are worth checking.
ALIKE = 0.85
# Shorter sentences mean something different as soon as they differ at all: 培训 and 培训师.
_SHORTEST = 6
# Candidates are sentences that share a rare pair of characters: this many of a sentence's rarest pairs are tried, and
# for each of them this many neighbours in alphabetical order. This bounds the work for any input.
_KEYS = 8
_NEIGHBOURS = 32

# Letters and digits; signs that change the meaning of a number are kept.
_WORDS = re.compile(r"[^\W_]+|[+\-.](?=\d)|%")


class Pair(NamedTuple):
    """Two sentences, by their positions, and their similarity (from 0 to 1)."""

    first: int
    second: int
    ratio: float


def normalise(text: str) -> str:
    """Return a sentence without differences in width and letter case, punctuation and spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_WORDS.findall(folded))


def similar_sentences(normalised: Sequence[str], least: float = ALIKE) -> list[Pair]:
    """Return the pairs of sentences that are similar but not the same, the most similar first.

    Equal sentences count as one: pairs name the first of them. The result does not depend on the order of the sentences.
    The search is fast and can miss a pair that differs in all of its rare words.

    Args:
        normalised: the sentences, as `normalise` gives them; blank ones are ignored.
        least: the ratio from which a pair is reported.
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
    # A pair can be reached from either sentence.
    return [Pair(first, second, -ratio) for (ratio, first, second), _ in groupby(ranked)]


def _matches(sentences: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the positions of two similar sentences and their ratio; some pairs twice."""
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
    """Return for each sentence those that it is compared with; each pair appears on one side only."""
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in sentences]
    counts = Counter(chain.from_iterable(pairs))
    searching: dict[str, list[int]] = {}
    for at, own in enumerate(pairs):
        # A pair of characters that occurs in no other sentence leads nowhere.
        shared = sorted((count, pair) for pair in own if (count := counts[pair]) > 1)
        for _, pair in shared[:_KEYS]:
            searching.setdefault(pair, []).append(at)
    containing: dict[str, list[int]] = {pair: [] for pair in searching}
    for at, own in enumerate(pairs):
        for pair in own & containing.keys():
            containing[pair].append(at)
    candidates: list[list[int]] = [[] for _ in sentences]
    for pair, searchers in searching.items():
        block, known = containing[pair], set(searchers)
        places = {at: i for i, at in enumerate(block)}
        for at in searchers:
            i = places[at]
            # Earlier sentences that search by the same pair have already named this one.
            candidates[at] += (other for other in block[max(0, i - _NEIGHBOURS) : i] if other not in known)
            candidates[at] += block[i + 1 : i + 1 + _NEIGHBOURS]
    return candidates
