"""A process as BPMN 2.0 with its diagram (OMG formal/2011-01-03): lanes, tasks, gateways, sequence flows, and where they stand."""

from __future__ import annotations

from lxml import etree

from udfs.process.layout import HEAD_HEIGHT, Layout, Spot
from udfs.process.model import DECISION, END, START
from udfs.process.paths import Process

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI, _DC, _DD = (f"http://www.omg.org/spec/{name}" for name in ("BPMN/20100524/DI", "DD/20100524/DC", "DD/20100524/DI"))
_PREFIXES: dict[str | None, str] = {None: _MODEL, "bpmndi": _DI, "dc": _DC, "di": _DD}
_ELEMENTS = {START: "startEvent", END: "endEvent", DECISION: "exclusiveGateway"}
# Events and gateways are small, with their words outside: so viewers draw them.
_EVENT, _GATEWAY = 36.0, 50.0
_SMALL = {START: _EVENT, END: _EVENT, DECISION: _GATEWAY}
_POOL = 30.0


def bpmn(process: Process, layout: Layout, title: str) -> bytes:
    """Return the file; links to steps that do not exist are left out."""
    root = etree.Element(
        _name("definitions"),
        {"id": "definitions", "targetNamespace": "http://kaizen-ribbon"},
        nsmap=_PREFIXES,  # type: ignore[arg-type]  # the stubs know no default namespace
    )
    pool = _add(root, "collaboration", id="collaboration")
    _add(pool, "participant", id="pool", name=title, processRef="process")
    _steps(_add(root, "process", id="process", name=title, isExecutable="false"), process, layout)
    diagram = _add(root, "BPMNDiagram", _DI, id="diagram")
    plane = _add(diagram, "BPMNPlane", _DI, id="plane", bpmnElement="collaboration")
    _shapes(plane, process, layout)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _name(tag: str, space: str = _MODEL) -> str:
    return f"{{{space}}}{tag}"


def _add(parent: etree._Element, tag: str, space: str = _MODEL, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag, space), attributes)


def _steps(parent: etree._Element, process: Process, layout: Layout) -> None:
    lanes = _add(parent, "laneSet", id="lanes")
    for at, (name, _) in enumerate(layout.lanes):
        lane = _add(lanes, "lane", id=f"lane{at + 1}", name=name)
        for box in layout.boxes:
            if box.lane == at:
                _add(lane, "flowNodeRef").text = f"step{box.place + 1}"
    for place, step in enumerate(process.steps):
        tag = _ELEMENTS.get(step.kind, "task")
        node = _add(parent, tag, id=f"step{place + 1}", name=f"{step.number} {step.name}".strip())
        for side, end in (("incoming", 1), ("outgoing", 0)):
            for at, wire in enumerate(layout.wires):
                if (wire.start, wire.end)[end] == place:
                    _add(node, side).text = f"flow{at + 1}"
    for at, wire in enumerate(layout.wires):
        named = {"name": wire.label} if wire.label else {}
        ends = {"sourceRef": f"step{wire.start + 1}", "targetRef": f"step{wire.end + 1}"}
        _add(parent, "sequenceFlow", id=f"flow{at + 1}", **named, **ends)


def _shapes(plane: etree._Element, process: Process, layout: Layout) -> None:
    """Say where everything stands: lanes of BPMN that stand upright have their names above, as ours do."""
    left = layout.lanes[0][1] if layout.lanes else 0.0
    right = max((box.x + box.width for box in layout.boxes), default=left)
    whole = _shape(plane, "pool", 0.0, -_POOL, layout.width, layout.height + _POOL)
    whole.set("isHorizontal", "false")
    edges = [edge for _, edge in layout.lanes][1:]
    # Lanes fill the pool: the first and the last one have room for the channels.
    bounds = [0.0, *edges, max(layout.width, right)]
    for at in range(len(layout.lanes)):
        lane = _shape(plane, f"lane{at + 1}", bounds[at], 0.0, bounds[at + 1] - bounds[at], layout.height)
        lane.set("isHorizontal", "false")
    for box in layout.boxes:
        size = _SMALL.get(process.steps[box.place].kind)
        wide, high = (box.width, box.height) if size is None else (size, min(size, box.height + HEAD_HEIGHT))
        middle = Spot(box.x + box.width / 2, box.y + box.height / 2)
        _shape(plane, f"step{box.place + 1}", middle.x - wide / 2, middle.y - high / 2, wide, high)
    for at, wire in enumerate(layout.wires):
        edge = _add(plane, "BPMNEdge", _DI, id=f"flow{at + 1}_di", bpmnElement=f"flow{at + 1}")
        for spot in wire.points:
            _add(edge, "waypoint", _DD, x=f"{spot.x:g}", y=f"{spot.y:g}")


def _shape(plane: etree._Element, of: str, x: float, y: float, wide: float, high: float) -> etree._Element:
    shape = _add(plane, "BPMNShape", _DI, id=f"{of}_di", bpmnElement=of)
    _add(shape, "Bounds", _DC, x=f"{x:g}", y=f"{y:g}", width=f"{wide:g}", height=f"{high:g}")
    return shape
