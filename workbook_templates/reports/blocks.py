"""What a report says, before it is written: headings, paragraphs, tables and pictures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from udfs.causes.fishbone import Drawing
from udfs.statistics.pareto import Pareto
from workbook_templates.reports.control_points import Values
from workbook_templates.reports.fishbone import Proof


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
        proofs: what is shown of each cause, by its place in the table.
        caption: what stands below it.
        description: the same in words, for those who do not see it.
    """

    drawing: Drawing
    proofs: Mapping[int, Proof]
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
class ControlChart:
    """A control chart, of the same figures as the one on the sheet.

    Attributes:
        names: what the legend says: value, signals, excluded points, centre, upper and lower limit, target; of a blank one nothing.
        points: of each point its day, its value, the same where it belongs to a signal, and the same where it is excluded.
        steps: of each end of a stretch its day, centre, upper and lower limit and target; between phases nothing.
        numbers: the numbers of the signals that are seen at a point, by its place.
        phases: the day on which each phase begins, and its name; none where there is only one.
        caption: what stands below it.
        description: the same in words, for those who do not see it.
    """

    names: tuple[str, ...]
    points: tuple[Values, ...]
    steps: tuple[Values, ...]
    numbers: Mapping[int, str]
    phases: tuple[tuple[float, str], ...]
    caption: str
    description: str


class Level(NamedTuple):
    """A figure with its interval: what it is of, where it and its ends lie, and how it is written."""

    label: str
    value: float
    low: float
    high: float
    written: str


@dataclass(frozen=True)
class Levels:
    """Figures below each other on one scale, each a dot with the line of its interval.

    Attributes:
        levels: the figures, from top to bottom.
        caption: what stands below it.
        description: the same in words, for those who do not see it.
    """

    levels: tuple[Level, ...]
    caption: str
    description: str


@dataclass(frozen=True)
class SignOff:
    """A row to be signed in, one blank for each label."""

    labels: tuple[str, ...]


class PanelCell(NamedTuple):
    """A cell of a box: how many of twelve columns it takes, its text, whether it is a label, whether it is centred."""

    span: int
    text: str
    is_label: bool
    is_centred: bool


class PanelLine(NamedTuple):
    """A row of a box: its cells, which take all columns together, and how many rows high it is at least."""

    cells: tuple[PanelCell, ...]
    high: int = 1


class Panel(NamedTuple):
    """A box of a page: what it is called, and its rows."""

    title: str
    lines: tuple[PanelLine, ...]


@dataclass(frozen=True)
class Board:
    """A page of boxes in two halves, and what is said below them; its document holds besides only the row to be signed in."""

    halves: tuple[tuple[Panel, ...], ...]
    note: str = ""


Block = Heading | Paragraph | Bullets | Facts | Grid | Figure | Bars | ControlChart | Levels | SignOff | Board
