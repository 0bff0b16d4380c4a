"""Random plans for tests: what people type, sensible and not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from tests.helpers.books import NOW, blank, filled
from udfs.scheduling.links import LinkKind, link_text
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

Rows = list[dict[str, CellValue]]

TODAY = NOW.date()
CALENDARS = ("标准（周一至周五）", "六天制（周一至周六）", "每天（含节假日）")
DAYS = st.integers(-40, 120).map(lambda n: TODAY + timedelta(days=n))
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=20
)
# What a spreadsheet keeps as it is typed: it trims nothing, but a cell of nothing is blank.
TEXTS = WORDS.filter(lambda text: bool(text.strip()))
LONG = st.builds(lambda text, count: (text + "。\n") * count, TEXTS, st.integers(15, 60))
SECTIONS = st.sampled_from(
    ["──── 风险 ────\nx", "a\n──── 怎么做（具体措施） ────\nb", "\\──── x", "_x0007_", "<&>\"']]>", "\r\n", "x\r\ny\tz"]
)
FREE = ("how", "category", "support", "cause", "resource", "target", "acceptance", "risk", "issue", "plan", "notes")


@st.composite
def sound_plans(draw: st.DrawFn, *, facts: bool = True, calendars: bool = True) -> Rows:
    """Return a plan that can be scheduled: links lead back, durations and dates are right."""
    count = draw(st.integers(1, 7))
    rows: Rows = []
    for at in range(count):
        row: dict[str, CellValue] = {
            "id": f"T-{at + 1:03}", "what": f"任务{at + 1}", "duration": draw(st.integers(0, 8)), "start": draw(DAYS),
            "buffer": draw(st.sampled_from([None, 0, 2])), "owner": draw(st.sampled_from([None, "王芳", "李强", "王芳、李强"])),
        }  # fmt: skip
        links = [
            link_text(f"T-{before + 1:03}", draw(st.sampled_from(LinkKind)), draw(st.integers(-2, 4)))
            for before in range(at)
            if draw(st.integers(0, 2)) == 0
        ]
        row["predecessors"] = ", ".join(links) or None
        for key in ("not_before", "not_after", "finish_on"):
            row[key] = draw(st.none() | st.none() | st.none() | DAYS)
        if calendars:
            row["calendar"] = draw(st.sampled_from([None, None, *CALENDARS]))
        if facts:
            _facts(draw, row)
        rows.append(row)
    return rows


def _facts(draw: st.DrawFn, row: dict[str, CellValue]) -> None:
    past = st.integers(0, 30).map(lambda n: TODAY - timedelta(days=n))
    kind = draw(st.sampled_from(["", "", "", "begun", "going", "done", "ready", "held"]))
    if kind == "begun":
        row["started_on"] = draw(past)
    if kind == "going":
        row["progress"] = draw(st.sampled_from([0.5, 0.333, 0.999]))
    if kind == "done":
        row["done_on"] = draw(past)
        row["started_on"] = draw(st.none() | st.just(row["done_on"]))
    if kind == "ready":
        row["progress"] = 1
    if kind == "held":
        row["held"] = draw(st.sampled_from(["暂停", "取消"]))


@st.composite
def odd_plans(draw: st.DrawFn) -> Rows:
    """Return a plan with whatever cells can hold."""
    rows = draw(sound_plans())
    anything = st.none() | TEXTS | LONG | SECTIONS | st.integers(-5, 5) | st.floats(-5, 5) | DAYS | st.booleans()
    moments = DAYS.map(lambda day: datetime(day.year, day.month, day.day, 14, 30))
    for row in rows:
        row["what"] = draw(TEXTS | LONG | SECTIONS)
        for key in FREE:
            row[key] = draw(st.none() | TEXTS | LONG | SECTIONS)
        row["budget"] = draw(st.none() | st.integers(-9, 10**7) | st.sampled_from([0, 0.005, 12.34, "面议"]))
        for key in draw(
            st.lists(
                st.sampled_from(["start", "not_before", "not_after", "finish_on", "started_on", "done_on"]), max_size=2
            )
        ):
            row[key] = draw(moments | st.none() | st.just("下周"))
        for key in draw(
            st.lists(
                st.sampled_from(
                    ["duration", "buffer", "predecessors", "progress", "calendar", "held", "owner", "support"]
                ),
                max_size=3,
            )
        ):
            row[key] = draw(anything)
        if draw(st.booleans()):
            row["predecessors"] = draw(
                st.sampled_from(["T-001", "T-009", "T-001、T-001SS", "T-002;T-003FS-1天", "t-001 fs+2"])
            )
    return rows


def plan_of(folder: Path, rows: Rows) -> Path:
    """Return a plan with these rows, clean where there are none."""
    return filled(folder, rows, TemplateKey.PLAN) if rows else blank(folder, TemplateKey.PLAN)
