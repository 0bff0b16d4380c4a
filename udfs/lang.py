"""Words in the product's two languages: every label, message and list item is one `Text`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the words in `lang`."""
        return self.en if lang == "en" else self.zh


# What messages call a cell that holds nothing.
BLANK = Text("空白", "a blank")


def same(words: str) -> Text:
    """Return a text that reads alike in both languages (an id, a unit)."""
    return Text(words, words)


def listed(words: Iterable[str], most: int | None = None) -> Text:
    """Return words one after the other, as each language separates them; of more than `most` an ellipsis stands for the rest."""
    named = [*words]
    shown = named if most is None or len(named) <= most else [*named[:most], "…"]
    return Text("、".join(shown), ", ".join(shown))


def listed_texts(texts: Iterable[Text], most: int | None = None) -> Text:
    """Return texts one after the other, as `listed` does with words."""
    chosen = [*texts]
    return Text(listed((text.zh for text in chosen), most).zh, listed((text.en for text in chosen), most).en)


class Count(int):
    """A number that brings its English noun along: formatted as `day/days` it reads `1 day`, `2 days`."""

    def __format__(self, words: str) -> str:
        """Return the number with the first of two words where it is one, else with the second."""
        one, divided, more = words.partition("/")
        return f"{int(self)} {one if self == 1 else more}" if divided else super().__format__(words)


def counting(value: object) -> object:
    """Return a value as messages format it: whole numbers may bring a noun along."""
    return Count(value) if isinstance(value, int) and not isinstance(value, bool) else value
