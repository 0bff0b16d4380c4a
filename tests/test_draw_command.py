"""`draw`: flow charts as native shapes, BPMN and mermaid; boxes and lines keep clear of each other."""

import random
import zipfile
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree

from addin.book.file.book import FileBook
from addin.commands.draw import draw
from tests.helpers.books import NOW, demo
from tests.helpers.validators import audited
from udfs.causes.fishbone import width
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.process.layout import BOX_PADDING, BOX_WIDTH, LETTER, LINE_HEIGHT, Box, Layout, Spot, lay_out
from udfs.process.model import ACTIVITY, DECISION, END, START, Exit, Step
from udfs.process.paths import Process
from workbook_templates.names import TemplateKey

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


def any_process(count: int, lanes: int, seed: int) -> Process:
    """Return a process that jumps about, forwards and back, with long names."""
    chance = random.Random(seed)  # noqa: S311 - a process, no secret
    steps = []
    for n in range(1, count + 1):
        kind = START if n == 1 else END if n == count else DECISION if n % 3 == 0 else ACTIVITY
        exits = () if kind is END else (Exit("", str(n + 1)),)
        if kind is DECISION:
            others = chance.sample(range(1, count + 1), 2)
            exits = (Exit("资料齐全", str(n + 1), 0.8), *(Exit("否", str(other)) for other in others))
        name = f"第 {n} 步核对收货地址和联系电话是否完整" if n % 2 else f"Check {n}"
        steps.append(Step(str(n), name, kind, f"岗位{chance.randrange(lanes)}", exits=exits))
    return Process(tuple(steps))


def inside(box: Box, one: Spot, other: Spot) -> bool:
    """Return whether a line that runs across or down has a point strictly within a box."""
    left, right = sorted((one.x, other.x))
    top, bottom = sorted((one.y, other.y))
    return left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y


def laid(process: Process) -> tuple[Layout, list[str]]:
    labels = [f"{step.number} {step.name}" for step in process.steps]
    return lay_out(process, labels), labels


@pytest.mark.parametrize(("count", "lanes"), [(6, 2), (14, 4), (40, 6)])
@pytest.mark.parametrize("seed", range(5))
def test_nothing_overlaps_and_labels_are_whole(count: int, lanes: int, seed: int) -> None:
    layout, labels = laid(any_process(count, lanes, seed))
    for one, other in combinations(layout.boxes, 2):
        assert one.y + one.height < other.y, "a row for each box"
    for wire in layout.wires:
        for start, end in pairwise(wire.points):
            assert start.x == end.x or start.y == end.y
            assert not [box.place for box in layout.boxes if inside(box, start, end)]
        at, length = wire.label_at, LETTER * (width(wire.words) + 1)
        if wire.words:
            corner = Spot(at.x + length, at.y + LINE_HEIGHT)
            assert not [box.place for box in layout.boxes if inside(box, at, corner)]
    for box, words in zip(layout.boxes, labels, strict=True):
        lines = (box.height - BOX_PADDING) / LINE_HEIGHT
        assert width(words) * LETTER <= (BOX_WIDTH - 12) * lines
        _, left = layout.lanes[box.lane]
        assert left < box.x
    words = [(wire.label_at, wire.words) for wire in layout.wires if wire.words]
    for (one_at, one_words), (at, _) in combinations(words, 2):
        assert not (one_at.y == at.y and one_at.x <= at.x < one_at.x + LETTER * width(one_words))
    for spot in (spot for wire in layout.wires for spot in wire.points):
        assert 0 <= spot.x <= layout.width
        assert 0 <= spot.y <= layout.height


def test_lines_in_channels_do_not_lie_on_each_other() -> None:
    layout, _ = laid(any_process(40, 6, 1))
    upright = [
        (a.x, *sorted((a.y, b.y)), wire) for wire in layout.wires for a, b in pairwise(wire.points) if a.x == b.x
    ]
    for (x, low, high, wire), (other_x, other_low, other_high, other) in combinations(upright, 2):
        assert wire is other or x != other_x or high <= other_low or other_high <= low


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_shapes_are_glued_where_their_lines_end(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS, lang)
    before = path.read_bytes()
    draw(FileBook(path), NOW, tmp_path / "a.xlsx", "R-001")
    assert path.read_bytes() == before
    assert audited(tmp_path / "a.xlsx") == []
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        root = etree.fromstring(package.read("xl/drawings/drawing1.xml"))
    frames, texts = {}, []
    for shape in root.iter(f"{XDR}sp"):
        off, size = next(shape.iter(f"{A}off")), next(shape.iter(f"{A}ext"))
        x, y, wide, high = (int(one.get(key)) for one, key in ((off, "x"), (off, "y"), (size, "cx"), (size, "cy")))
        number = next(shape.iter(f"{XDR}cNvPr")).get("id")
        assert number not in frames
        frames[number] = [(x + wide // 2, y), (x, y + high // 2), (x + wide // 2, y + high), (x + wide, y + high // 2)]
        texts += [text.text for text in shape.iter(f"{A}t")]
    links = [*root.iter(f"{XDR}cxnSp")]
    assert len(links) > 14
    for link in links:
        form = next(link.iter(f"{A}xfrm"))
        off, size = next(form.iter(f"{A}off")), next(form.iter(f"{A}ext"))
        xs = [int(off.get("x")), int(off.get("x")) + int(size.get("cx"))]
        ys = [int(off.get("y")), int(off.get("y")) + int(size.get("cy"))]
        ends = list(zip(xs[::-1] if form.get("flipH") else xs, ys[::-1] if form.get("flipV") else ys, strict=True))
        for end, glue in zip(ends, ("stCxn", "endCxn"), strict=True):
            glued = next(link.iter(f"{A}{glue}"))
            site = frames[glued.get("id")][int(glued.get("idx"))]
            # Corners are dots of one point: lines run to their middle.
            assert max(abs(one - other) for one, other in zip(end, site, strict=True)) <= 12700
    assert ("◇ 6 信息齐全？" if lang == "zh" else "◇ 6 Complete?") in texts
    assert ("是(85%)" if lang == "zh" else "yes(85%)") in texts


def test_bpmn_says_all_steps_links_and_places(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS)
    draw(FileBook(path), NOW, tmp_path / "a.bpmn")
    root = etree.parse(tmp_path / "a.bpmn").getroot()
    steps = {
        one.get("id"): one
        for tag in ("task", "startEvent", "endEvent", "exclusiveGateway")
        for one in root.iter(BPMN + tag)
    }
    flows = {
        one.get("id"): (one.get("sourceRef"), one.get("targetRef"), one.get("name"))
        for one in root.iter(BPMN + "sequenceFlow")
    }
    assert len(steps) == 14
    assert ("step6", "step8", "是(85%)") in flows.values()
    assert sorted(one.text for one in root.iter(BPMN + "flowNodeRef")) == sorted(steps)
    for number, step in steps.items():
        assert {one.text for one in step.iter(BPMN + "outgoing")} == {
            key for key, ends in flows.items() if ends[0] == number
        }
        assert {one.text for one in step.iter(BPMN + "incoming")} == {
            key for key, ends in flows.items() if ends[1] == number
        }
    shown = {one.get("bpmnElement") for tag in ("BPMNShape", "BPMNEdge") for one in root.iter(DI + tag)}
    assert shown == {*steps, *flows, "pool", *(f"lane{n}" for n in range(1, 5))}


def test_mermaid_names_steps_and_conditions(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS, "en")
    draw(FileBook(path), NOW, tmp_path / "a.mmd", "r-002")
    lines = [line.strip() for line in (tmp_path / "a.mmd").read_text("utf-8").splitlines()]
    assert lines[0] == "flowchart TD"
    assert {'s1(["1 Order comes in"])', 's3{"3 Apply the rules"}', 's3 -->|"odd(10%)"| s4', "s6 --> s8"} <= {*lines}


def test_other_endings_and_files_that_are_there_are_refused(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROCESS)
    for name, code in (("a.pdf", "chart-suffix"), (path.name, "target-exists")):
        with pytest.raises(RefusalError) as refusal:
            draw(FileBook(path), NOW, tmp_path / name)
        assert refusal.value.finding.problem.code == code
