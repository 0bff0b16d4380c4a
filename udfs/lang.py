"""Words in the product's two languages: every label, message and list item is one `Text`."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the words in `lang`."""
        return self.en if lang == "en" else self.zh


def same(words: str) -> Text:
    """Return a text that reads alike in both languages (an id, a unit)."""
    return Text(words, words)
