"""A document before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from udfs.lang import Lang
from udfs.problems import Finding
from workbook_templates.reports.blocks import Block


class Content(NamedTuple):
    """What a report is about, what it says, and what is still wrong in the tables."""

    about: str
    blocks: list[Block]
    findings: list[Finding]


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
