"""Questions that an answer before leads past: whoever was not asked has not left them blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from udfs.values import CellValue, is_blank, plain

_RULE = re.compile(r"(?P<option>.+?)\s*(?:→|->|＝>|=>)\s*(?P<target>\S+)")
_BETWEEN = re.compile(r"[\n;；]+")


class Jump(NamedTuple):
    """Whoever chooses this option goes on with that question."""

    option: str
    target: str


def jumps_of(value: CellValue) -> tuple[Jump, ...] | None:
    """Return the jumps that a cell of 跳题 describes, such as `否→Q-005`; None where a part of it cannot be read."""
    if is_blank(value):
        return ()
    parts = [part.strip() for part in _BETWEEN.split(str(value)) if part.strip()]
    matches = [_RULE.fullmatch(plain(part)) for part in parts]
    if any(match is None for match in matches):
        return None
    return tuple(Jump(match["option"], match["target"]) for match in matches if match is not None)


def not_asked(chosen: Sequence[bool], first: int, target: int, size: int) -> list[set[int]]:
    """Return for each question of the questionnaire which answer sheets it was not asked of.

    Args:
        chosen: of each answer sheet whether it has the option that jumps.
        first: the place of the question that jumps.
        target: the place of the question with which such sheets go on.
        size: how many questions there are.
    """
    sheets = {at for at, is_chosen in enumerate(chosen) if is_chosen}
    return [sheets if first < place < target else set() for place in range(size)]
