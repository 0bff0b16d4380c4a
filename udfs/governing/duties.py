"""Who does, answers for, is asked about and hears of each step (RACI): gaps of a step, and what lies on a post (R46).

R does the work, A answers for it, C is asked before, I is told after. A step needs at least one R and exactly one A; one post
may be both (`A/R`). What a cell says is read by the letters that it begins with, so that lists may word the roles differently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from udfs.lang import Lang, Text, listed_texts
from udfs.values import CellValue, plain

RESPONSIBLE, ACCOUNTABLE, CONSULTED, INFORMED = "RACI"
ROLES: tuple[Text, ...] = (
    Text("R 执行", "R Responsible"),
    Text("A 负责", "A Accountable"),
    Text("A/R 负责并执行", "A/R Accountable and responsible"),
    Text("C 咨询", "C Consulted"),
    Text("I 知会", "I Informed"),
)
COMPLETE = Text("完整", "Complete")
NO_RESPONSIBLE, NO_ACCOUNTABLE = Text("缺 R（执行）", "no R"), Text("缺 A（负责）", "no A")

_LETTERS = re.compile(r"[RACI](?:[\s/、,，+&]{0,3}[RACI])*(?![A-Z])")


class Step(NamedTuple):
    """A step with its rows, and the posts that do it and answer for it, each once and as written first."""

    name: str
    rows: tuple[int, ...]
    responsible: tuple[str, ...]
    accountable: tuple[str, ...]

    def gaps(self) -> list[Text]:
        """Say what the step lacks, or has too much of; nothing where it is complete."""
        gaps = [NO_RESPONSIBLE] if not self.responsible else []
        if not self.accountable:
            gaps.append(NO_ACCOUNTABLE)
        elif len(self.accountable) > 1:
            count = len(self.accountable)
            gaps.append(Text(f"A 有 {count} 个", f"{count} A"))
        return gaps


class Post(NamedTuple):
    """A post as written first, its rows, and in how many steps it does, answers for, either of them, or anything at all."""

    name: str
    rows: tuple[int, ...]
    responsible: int
    accountable: int
    carried: int
    steps: int


def roles_in(value: CellValue) -> frozenset[str]:
    """Return the letters R, A, C, I that a cell begins with: `A/R 负责并执行`, `RA` and `a, r` name two; none where it names none."""
    result = _LETTERS.match(plain(value).upper())
    return frozenset(result.group()) & frozenset("RACI") if result else frozenset()


def steps_of(
    steps: Sequence[CellValue],
    posts: Sequence[CellValue],
    roles: Sequence[CellValue],
    origins: Sequence[CellValue] | None = None,
) -> list[Step]:
    """Return every step in the order of its first row; rows without a step belong to none.

    Args:
        steps: what is done.
        posts: who has a role in it, row by row.
        roles: which role.
        origins: in a register, the workbook that each row comes from: each has its own steps.
    """
    named: dict[tuple[str, str], list[int]] = {}
    for row, (step, origin) in enumerate(zip(steps, origins or repeat(None), strict=False)):
        if plain(step):
            named.setdefault((plain(origin).casefold(), plain(step).casefold()), []).append(row)
    result = []
    for rows in named.values():
        by = [_posts_with(letter, rows, posts, roles) for letter in (RESPONSIBLE, ACCOUNTABLE)]
        result.append(Step(plain(steps[rows[0]]), tuple(rows), *by))
    return result


def _posts_with(
    letter: str, rows: Sequence[int], posts: Sequence[CellValue], roles: Sequence[CellValue]
) -> tuple[str, ...]:
    """Return the posts that have a role in some rows; one without a name counts by itself."""
    result: dict[str, str] = {}
    for row in rows:
        if letter in roles_in(roles[row]):
            post = plain(posts[row])
            result.setdefault(post.casefold() or f"\n{row}", post)
    return tuple(result.values())


def posts_of(
    steps: Sequence[CellValue],
    posts: Sequence[CellValue],
    roles: Sequence[CellValue],
    origins: Sequence[CellValue] | None = None,
) -> list[Post]:
    """Return every post, the one with most steps on it first; the arguments are those of `steps_of`."""
    named: dict[tuple[str, str], list[int]] = {}
    for row, (post, origin) in enumerate(zip(posts, origins or repeat(None), strict=False)):
        if plain(post) and plain(steps[row]):
            named.setdefault((plain(origin).casefold(), plain(post).casefold()), []).append(row)
    result = []
    for rows in named.values():
        of = {letter: {_step(steps, row) for row in rows if letter in roles_in(roles[row])} for letter in "RA"}
        carried = of[RESPONSIBLE] | of[ACCOUNTABLE]
        counts = len(of[RESPONSIBLE]), len(of[ACCOUNTABLE]), len(carried), len({_step(steps, row) for row in rows})
        result.append(Post(plain(posts[rows[0]]), tuple(rows), *counts))
    return sorted(result, key=lambda post: -post.carried)


def _step(steps: Sequence[CellValue], row: int) -> str:
    return plain(steps[row]).casefold()


def repeated(
    steps: Sequence[CellValue],
    posts: Sequence[CellValue],
    roles: Sequence[CellValue],
    origins: Sequence[CellValue] | None = None,
) -> list[tuple[int, int]]:
    """Return the rows that give a post a role which it has already at that step, each with the row that has it first."""
    first: dict[tuple[str, str, str, str], int] = {}
    result = []
    for row, (step, post, role, origin) in enumerate(zip(steps, posts, roles, origins or repeat(None), strict=False)):
        if not (plain(step) and plain(post)):
            continue
        for letter in roles_in(role):
            key = (plain(origin).casefold(), plain(step).casefold(), plain(post).casefold(), letter)
            if first.setdefault(key, row) != row:
                result.append((row, first[key]))
                break
    return result


def step_remarks(steps: Sequence[Step], length: int, lang: Lang) -> list[CellValue]:
    """Return for each of `length` rows what its step lacks, 完整 where nothing, None for rows without a step."""
    remarks: list[CellValue] = [None] * length
    for step in steps:
        gaps = step.gaps()
        for row in step.rows:
            remarks[row] = (listed_texts(gaps) if gaps else COMPLETE).to(lang)
    return remarks
