"""A flow chart as mermaid text: a subgraph for each post, a node for each step, an arrow for each transition."""

from __future__ import annotations

from udfs.process.layout import condition
from udfs.process.model import DECISION, END, START, Step
from udfs.process.paths import Process

# What stands around the words of a node; every other kind is a box.
_FORMS = {START: ("([", "])"), END: ("([", "])"), DECISION: ("{", "}")}


def mermaid(process: Process) -> bytes:
    """Return the text; links to steps that do not exist are left out."""
    lines = ["flowchart TD"]
    lanes: dict[str, list[int]] = {}
    for place, step in enumerate(process.steps):
        lanes.setdefault(step.lane.casefold(), []).append(place)
    for at, places in enumerate(lanes.values(), 1):
        lane = process.steps[places[0]].lane
        inner = [f"    {_node(place, process.steps[place])}" for place in places]
        lines += [f'  subgraph lane{at}["{_words(lane)}"]', *inner, "  end"] if lane else inner
    for place, step in enumerate(process.steps):
        for way in step.exits:
            if way.target in process.places:
                words = _words(condition(way))
                arrow = f'-->|"{words}"|' if words else "-->"
                lines.append(f"  s{place + 1} {arrow} s{process.places[way.target] + 1}")
    return ("\n".join(lines) + "\n").encode()


def _node(place: int, step: Step) -> str:
    left, right = _FORMS.get(step.kind, ("[", "]"))
    return f's{place + 1}{left}"{_words(f"{step.number} {step.name}".strip())}"{right}'


def _words(text: str) -> str:
    """Return words as they stand between quotes; what mermaid would take for a sign of its own is written as an entity."""
    return text.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
