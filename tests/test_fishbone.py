"""The drawing of causes: whatever they are, no label lies on another, and everything is drawn once."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.causes.fishbone import Bone, Drawing, Point, Twig, draw, shortened, width

LONG = "√客服转接环节缺少统一的知识库入口"


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the pairs of labels whose boxes share some area."""
    boxes = [(stroke.label, stroke.box) for stroke in drawing.strokes if stroke.label]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1e-9 and min(a[3], b[3]) - max(a[1], b[1]) > 1e-9
    ]


def full(bones: int, causes: int, levels: int, label: str = LONG) -> list[Bone]:
    def twigs(level: int, many: int) -> tuple[Twig, ...]:
        return tuple(Twig(at, label, None, twigs(level + 1, 1) if level < levels else ()) for at in range(many))

    return [Bone("人机料法环测"[at % 6], twigs(1, causes)) for at in range(bones)]


def crossing(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the labels of twigs through which a bone goes."""
    seen = []
    for bone in drawing.bones:
        foot, end = bone.points[0], bone.points[1]
        for twig in drawing.twigs:
            left, bottom, right, top = twig.box
            for y in (bottom + 0.01, (bottom + top) / 2, top - 0.01):
                if min(foot.y, end.y) < y < max(foot.y, end.y):
                    x = foot.x + (end.x - foot.x) * y / end.y
                    if left + 0.01 < x < right - 0.01:
                        seen.append((bone.label, twig.label))
    return seen


@pytest.mark.parametrize(("bones", "causes", "levels"), [(1, 1, 1), (3, 3, 1), (6, 4, 2), (8, 8, 2), (5, 2, 5)])
def test_long_labels_do_not_overlap(bones: int, causes: int, levels: int) -> None:
    drawing = draw("订单处理时效慢，大促期间客户投诉率高", full(bones, causes, levels))
    assert overlapping(drawing) == []
    assert crossing(drawing) == []
    assert len(drawing.twigs) == bones * causes * levels
    assert all(0 <= point.x <= drawing.length for stroke in drawing.strokes for point in stroke.points)
    assert all(stroke.box[0] >= 0 for stroke in drawing.strokes)


def test_eight_bones_fit_a_landscape_page() -> None:
    """A4 landscape has 277 by 190 mm within its margins; letters of 6 points are about 1.06 mm wide and 2.5 mm high."""
    drawing = draw("订单处理时效慢", full(8, 8, 2))
    assert drawing.length * 1.06 < 277
    assert (drawing.height[1] - drawing.height[0]) * 2.5 < 190


def test_causes_hang_below_what_they_explain_and_end_on_their_bone() -> None:
    lower = Twig(1, "没有数据接口", None, (Twig(2, "立项时没有评估"),))
    drawing = draw(
        "慢", [Bone("法", (Twig(0, "重复录入", None, (lower,)), Twig(3, "审批多"))), Bone("人", (Twig(4, "新人多"),))]
    )
    by_place = {stroke.place: stroke for stroke in drawing.twigs}
    heights = [by_place[place].points[-1].y for place in range(4)]
    assert heights == sorted(heights, reverse=True)
    assert min(heights) > 0 > by_place[4].points[-1].y
    for place, bone in ((0, drawing.bones[0]), (3, drawing.bones[0]), (4, drawing.bones[1])):
        end, foot, tip = by_place[place].points[-1], bone.points[0], bone.points[1]
        assert end.x == pytest.approx(foot.x + (tip.x - foot.x) * end.y / tip.y)
    hung = by_place[1].points[0]
    assert hung.y == by_place[0].points[0].y
    assert by_place[0].points[0].x < hung.x < by_place[0].points[-1].x


def test_labels_are_cut_only_where_they_are_too_long() -> None:
    assert shortened(LONG) == LONG
    assert width(LONG) == 34
    assert shortened(LONG + "！") == "√客服转接环节缺少统一的知识库入…"
    assert shortened("a\n b") == "a b"
    assert width(shortened("w" * 99)) == 34


def test_labels_are_written_out_where_there_is_room() -> None:
    bones = [Bone("法", (Twig(0, "√" + LONG), Twig(1, "短")))]
    roomy, tight = draw("慢", bones, 126), draw("慢", bones)
    assert [[stroke.label.endswith("…") for stroke in drawing.twigs] for drawing in (roomy, tight)] == [
        [False, False],
        [True, False],
    ]
    assert roomy.length <= 126
    # What must be longer than its room has the shortest labels.
    many = [Bone(str(i), (Twig(0, LONG + LONG),)) for i in range(8)]
    assert draw("慢", many, 126).length == draw("慢", many).length > 126


twigs = st.recursive(
    st.builds(Twig, st.just(0), st.text("慢a错 ", min_size=1, max_size=18)),
    lambda below: st.builds(
        Twig, st.just(0), st.text("慢a错", max_size=18), st.none(), st.lists(below, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


@given(
    st.text("慢a", max_size=30),
    st.lists(st.builds(Bone, st.text("人机x", max_size=9), st.lists(twigs, max_size=4).map(tuple)), max_size=8),
)
def test_any_causes_are_drawn_apart(problem: str, bones: list[Bone]) -> None:
    drawing = draw(problem, bones)
    assert overlapping(drawing) == []
    assert crossing(drawing) == []
    assert len(drawing.bones) == len(bones)
    assert drawing.spine.points[0] == Point(0, 0)
