"""A document before it is written: headings, paragraphs, tables and pictures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from udfs.causes.fishbone import Drawing
from udfs.lang import Lang
from udfs.statistics.pareto import Pareto


class Tone(Enum):
    """How a paragraph is meant."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest, and one with `new_page` begins on a page of its own."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True)
class Bullets:
    """Several short statements."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What is known of one thing: labels with their values, two pairs in a row; a `wide` one has a row of its own."""

    pairs: tuple[Fact, ...]


class Fact(NamedTuple):
    """A label and its value."""

    label: str
    value: str
    wide: bool = False


class Field(NamedTuple):
    """A cell of a table: its text, how deep it hangs below others, and whether it stands out."""

    text: str
    depth: int = 0
    strong: bool = False


class Column(NamedTuple):
    """A column of a table: its heading, its share of the width, and whether its texts are centred."""

    heading: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Grid:
    """A table, whose headings are repeated on every page; of its rows none is torn apart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A fishbone diagram.

    Attributes:
        drawing: where everything goes.
        colours: the colour of each cause, as six hexadecimal digits, by its place in the table.
        caption: what stands below it.
        description: the same in words, for those who do not see it.
    """

    drawing: Drawing
    colours: Mapping[int, str]
    caption: str
    description: str


@dataclass(frozen=True)
class Bars:
    """A Pareto chart.

    Attributes:
        ranking: its labels, counts and cumulative shares.
        caption: what stands below it.
        description: the same in words, for those who do not see it.
    """

    ranking: Pareto
    caption: str
    description: str


@dataclass(frozen=True)
class SignOff:
    """A row to be signed in, one blank for each label."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Facts | Grid | Figure | Bars | SignOff


@dataclass(frozen=True)
class Document:
    """A whole document.

    Attributes:
        title: what it is called.
        subtitle: what it is about, and as of when.
        running: the same in a few words, for the top of every page.
        lang: the language that it is in.
        author: who made it.
        made_at: when.
        blocks: what it says.
        landscape: whether its pages lie on their long side.
    """

    title: str
    subtitle: str
    running: str
    lang: Lang
    author: str
    made_at: datetime
    blocks: tuple[Block, ...]
    landscape: bool = False
