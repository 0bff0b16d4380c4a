"""A step of a process, and the reading of the cell that says where it goes on (R31).

The cell 流转条件 reads `是→3; 否→5`: a condition, an arrow, the number of a step; several are separated. A condition may end in
the share of the cases that take it: `是(80%)→3`. Without a condition several steps begin together: `3; 4`. Blank is the next row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from udfs.choices import meant
from udfs.lang import Text
from udfs.values import CellValue, as_text, is_number, plain

START, ACTIVITY, DECISION, END = KINDS = (
    Text("开始", "Start"),
    Text("活动", "Activity"),
    Text("判断", "Decision"),
    Text("结束", "End"),
)
ADDS_VALUE, NEEDED, WASTE = VALUES = (
    Text("增值", "Adds value"),
    Text("必要非增值", "Necessary"),
    Text("浪费", "Waste"),
)

_SEPARATORS = r"[;；、,，\n]"
# What stands between a condition and its target is lazy: the arrow that counts is the one in front of a step's number.
_EXIT = re.compile(
    rf"\s*(?:(?P<condition>[^;；\n]*?)\s*(?:[→⇒➔➜]|[-=－＝—─]+[>＞])\s*)??(?P<target>\d+(?:[.．]\d+)*)\s*(?:{_SEPARATORS}\s*|$)"
)
_SHARE = re.compile(
    r"^(?P<before>.*?)\s*(?:[(（]\s*(?P<inner>\d+(?:[.．]\d+)?)\s*[%％]\s*[)）]|(?<![^\s])(?P<bare>\d+(?:[.．]\d+)?)\s*[%％])$"
)


class Exit(NamedTuple):
    """Where a step goes on.

    Attributes:
        condition: when, as written; empty where it always does.
        target: the number of the step.
        share: which part of the cases take it, 0–1; None where the cell does not say.
    """

    condition: str
    target: str
    share: float | None = None


@dataclass(frozen=True)
class Step:
    """A step of a process.

    Attributes:
        number: its number within the process, as written: `3`, `3.1`.
        name: what is done.
        kind: one of `KINDS`.
        lane: the post that does it.
        inputs: what it needs, by name.
        outputs: what it hands on, by name.
        system: where it is done.
        exits: where it goes on, with the next row filled in; empty where the process ends.
        touch: working time in minutes.
        wait: time in minutes before the work in which nobody works on the case.
        rework: which part of the visits is worked again at once, 0 up to less than 1.
        value: one of `VALUES`, None where nothing says.
        row: the row of the table.
    """

    number: str
    name: str
    kind: Text = ACTIVITY
    lane: str = ""
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    system: str = ""
    exits: tuple[Exit, ...] = ()
    touch: float = 0.0
    wait: float = 0.0
    rework: float = 0.0
    value: Text | None = None
    row: int = 0

    @property
    def forks(self) -> bool:
        """Return whether the steps behind it begin together: several exits, none of which has a condition."""
        plainly = all(not way.condition and way.share is None for way in self.exits)
        return len(self.exits) > 1 and plainly and self.kind is not DECISION


def number_of(value: CellValue) -> str:
    """Return the number of a step as it is compared: 3, `3` and `３` are one."""
    return unicodedata.normalize("NFKC", plain(as_text(value)))


def read_exits(value: CellValue) -> tuple[Exit, ...] | None:
    """Return what a transition cell says; empty for a blank cell, None where it cannot be read."""
    text = as_text(value).strip().rstrip(";；、,， \n")
    if is_number(value):
        return (Exit("", number_of(value)),)
    exits, at = [], 0
    while at < len(text):
        way = _EXIT.match(text, at)
        if way is None:
            return None
        exits.append(_exit(way["condition"] or "", unicodedata.normalize("NFKC", way["target"])))
        at = way.end()
    return tuple(exits)


def _exit(condition: str, target: str) -> Exit:
    share = _SHARE.match(condition.strip())
    if share is None:
        return Exit(condition.strip(), target)
    percent = float(unicodedata.normalize("NFKC", share["inner"] or share["bare"]))
    return Exit(share["before"], target, percent / 100)


def write_exits(exits: Iterable[Exit]) -> str:
    """Return exits as the cell says them; `read_exits` reads the same."""
    return "; ".join(_written(way) for way in exits)


def _written(way: Exit) -> str:
    percent = "" if way.share is None else f"{way.share * 100:.10g}%"
    when = f"{way.condition}({percent})" if way.condition and percent else way.condition or percent
    return f"{when}→{way.target}" if when else way.target


def listed_in(value: CellValue) -> tuple[str, ...]:
    """Return the things that a cell of inputs or outputs lists, separated by 、，；or a new line."""
    return tuple(
        dict.fromkeys(part for part in (plain(part) for part in re.split(_SEPARATORS, as_text(value))) if part)
    )


def steps_of(columns: Mapping[str, Sequence[CellValue]], rows: Iterable[int]) -> list[Step]:
    """Return the steps in some rows of the table 流程步骤, those with neither number nor name left out.

    A blank cell of transitions goes on to the next row, behind an end nothing follows. Numbers that cannot be read count as 0,
    a cell of transitions that cannot be read has no exits: both are findings.
    """
    named = [row for row in rows if plain(columns["step"][row]) or plain(columns["number"][row])]
    result = []
    for row, following in zip(named, [*named[1:], None], strict=True):
        kind = meant(columns["kind"][row], KINDS) or ACTIVITY
        exits = read_exits(columns["exits"][row])
        if exits == () and kind is not END and following is not None:
            exits = (Exit("", number_of(columns["number"][following])),)
        touch, wait, rework = (_amount(columns[key][row]) for key in ("touch", "wait", "rework"))
        result.append(Step(
            number=number_of(columns["number"][row]), name=plain(columns["step"][row]), kind=kind, lane=plain(columns["lane"][row]),
            inputs=listed_in(columns["inputs"][row]), outputs=listed_in(columns["outputs"][row]),
            system=plain(columns["system"][row]), exits=exits or (), touch=touch, wait=wait,
            rework=rework if rework < 1 else 0.0, value=meant(columns["value"][row], VALUES), row=row,
        ))  # fmt: skip
    return result


def _amount(value: CellValue) -> float:
    return max(float(value), 0.0) if is_number(value) else 0.0


def shares(step: Step) -> list[float]:
    """Return which part of the cases takes each exit: as given, the rest in equal parts; all of them where the step forks."""
    if step.forks or not step.exits:
        return [1.0] * len(step.exits)
    given = sum(way.share or 0.0 for way in step.exits)
    unsaid = sum(way.share is None for way in step.exits)
    rest = max(1.0 - given, 0.0) / unsaid if unsaid else 0.0
    total = given + rest * unsaid
    parts = [rest if way.share is None else way.share for way in step.exits]
    return [part / total for part in parts] if total else [1 / len(parts)] * len(parts)
